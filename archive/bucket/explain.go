package bucket

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"syscall"

	"nianbao/batch/disk"
)

// codes say what the error codes of S3 servers mean, and what to do.
var codes = map[string]string{
	"NoSuchBucket":                 "没有这个桶；请核对 s3:// 后面的名字，或请存储的管理员先建好",
	"NoSuchKey":                    "没有这个对象，可能刚被删去",
	"AccessDenied":                 "这个访问密钥没有权限；请存储的管理员准许它列出、读取和写入这个桶",
	"UserDisable":                  "账户已停用（如欠费），请找存储的管理员",
	"InvalidAccessKeyId":           "没有这个访问密钥；请核对环境变量 AWS_ACCESS_KEY_ID",
	"XAdminUserNotFound":           "没有这个访问密钥；请核对环境变量 AWS_ACCESS_KEY_ID",
	"SignatureDoesNotMatch":        "签名不符；请核对环境变量 AWS_SECRET_ACCESS_KEY",
	"InvalidToken":                 "临时密钥不对；请核对环境变量 AWS_SESSION_TOKEN",
	"ExpiredToken":                 "临时密钥已过期；请换新的",
	"RequestTimeTooSkewed":         "本机的时钟与服务器相差太多；请校准日期、时间和时区",
	"RequestExpired":               "本机的时钟与服务器相差太多；请校准日期、时间和时区",
	"AuthorizationHeaderMalformed": "区域不对；请把环境变量 AWS_REGION 设为这个桶所在的区域",
	"PermanentRedirect":            "桶在别的区域；请核对环境变量 AWS_REGION 和 AWS_ENDPOINT_URL_S3",
	"TemporaryRedirect":            "桶在别的区域；请核对环境变量 AWS_REGION 和 AWS_ENDPOINT_URL_S3",
	"InvalidBucketName":            "服务器不接受这个桶的名字",
	"KeyTooLongError":              "对象名太长；请用短一些的前缀",
	"BadDigest":                    "传到的内容与摘要不符，服务器没有收；请再试",
	"InvalidDigest":                "传到的内容与摘要不符，服务器没有收；请再试",
	"XAmzContentSHA256Mismatch":    "传到的内容与摘要不符，服务器没有收；请再试",
	"XAmzContentChecksumMismatch":  "传到的内容与摘要不符，服务器没有收；请再试",
	"QuotaExceeded":                "存储的配额已用完；请找存储的管理员",
	"XMinioStorageFull":            "存储已满；请找存储的管理员",
	"EntityTooLarge":               "文件超过了服务器允许的大小",
	"SlowDown":                     "服务器忙不过来；请过一会儿再试",
	"OperationAborted":             "同时有别的程序在写；请过一会儿再试",
	"ConditionalRequestConflict":   "同时有别的程序在写；请过一会儿再试",
	"InvalidObjectState":           "对象在冷存储里，先要请存储的管理员取回",
}

// statuses are for answers without a code that is known.
var statuses = map[int]string{
	http.StatusBadRequest:            "服务器不接受这个请求；请核对环境变量 AWS_REGION 和 AWS_ENDPOINT_URL_S3",
	http.StatusUnauthorized:          "服务器不认这个访问密钥；请核对环境变量 AWS_ACCESS_KEY_ID、AWS_SECRET_ACCESS_KEY",
	http.StatusForbidden:             "服务器不准许；请核对访问密钥，或请存储的管理员准许它列出、读取和写入这个桶",
	http.StatusNotFound:              "没有这个桶或对象；请核对 s3:// 后面的名字和环境变量 AWS_ENDPOINT_URL_S3",
	http.StatusMethodNotAllowed:      "这个网址不是对象存储；请核对环境变量 AWS_ENDPOINT_URL_S3",
	http.StatusProxyAuthRequired:     "代理服务器要求登录；请核对环境变量 HTTPS_PROXY",
	http.StatusRequestEntityTooLarge: "文件超过了服务器允许的大小",
	http.StatusTooManyRequests:       "服务器忙不过来；请过一会儿再试",
	http.StatusInsufficientStorage:   "存储已满；请找存储的管理员",
}

// explain turns an error of a request into a reason in Chinese. It shows of it
// nothing but a code and a status: the texts are in English and might name
// what was sent. A stopped run stays context.Canceled.
func explain(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return context.Canceled
	}
	var a *answer
	if errors.As(err, &a) {
		if says := codes[a.code]; says != "" {
			return disk.Reason("%s（%s）", says, a.code)
		}
		status := a.status
		says := statuses[status]
		switch {
		case says != "":
		case status >= 500:
			says = "服务器出错；请过一会儿再试，还不行就找存储的管理员"
		case status < 300:
			says = "服务器的回答读不懂；请核对环境变量 AWS_ENDPOINT_URL_S3"
		case status < 400:
			says = "服务器叫去别处；请核对环境变量 AWS_REGION 和 AWS_ENDPOINT_URL_S3"
		default:
			says = "服务器不接受这个请求"
		}
		if isCode(a.code) {
			return disk.Reason("%s（HTTP %d，%s）", says, status, a.code)
		}
		return disk.Reason("%s（HTTP %d）", says, status)
	}
	return network(err)
}

// isCode reports whether an error code is one and not a text.
func isCode(s string) bool {
	return s != "" && len(s) <= 48 && !strings.ContainsFunc(s, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '.')
	})
}

// network says why there was no answer.
func network(err error) error {
	var (
		name     *net.DNSError
		unknown  x509.UnknownAuthorityError
		host     x509.HostnameError
		invalid  x509.CertificateInvalidError
		verify   *tls.CertificateVerificationError
		record   tls.RecordHeaderError
		alert    tls.AlertError
		timeout  net.Error
		endpoint = "；请核对环境变量 AWS_ENDPOINT_URL_S3 和网络"
	)
	switch {
	case errors.As(err, &name):
		return disk.Reason("找不到主机 %s%s", name.Name, endpoint)
	case errors.As(err, &unknown):
		return disk.Reason("服务器的证书不是本机信任的机构发的；本单位自建的存储，请把机构的证书存成文件，用环境变量 AWS_CA_BUNDLE 指明")
	case errors.As(err, &host):
		return disk.Reason("服务器的证书不是发给这个主机名的%s", endpoint)
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return disk.Reason("服务器的证书已过期或还没有生效；请先看本机的日期对不对，再找存储的管理员")
	case errors.As(err, &invalid), errors.As(err, &verify):
		return disk.Reason("服务器的证书不合格；请找存储的管理员")
	case errors.As(err, &record), strings.Contains(err.Error(), "server gave HTTP response to HTTPS client"):
		return disk.Reason("对方不用 TLS；网址写的是 https，应是 http？请核对环境变量 AWS_ENDPOINT_URL_S3")
	case errors.As(err, &alert):
		return disk.Reason("TLS 握手没有谈成；请找存储的管理员")
	case isAny(err, syscall.ECONNREFUSED, 10061):
		return disk.Reason("连不上服务器，对方没有开这个端口%s", endpoint)
	case isAny(err, syscall.ENETUNREACH, syscall.EHOSTUNREACH, 10051, 10065):
		return disk.Reason("网络不通%s", endpoint)
	case errors.As(err, &timeout) && timeout.Timeout(), isAny(err, 10060):
		return disk.Reason("等不到服务器应答%s", endpoint)
	case broken(err):
		return disk.Reason("连接中途断了；请再试，已传的不会重传")
	}
	return disk.Reason("连不上服务器，或没有得到应答%s", endpoint)
}

// broken reports whether a line that stood broke.
func broken(err error) bool {
	return isAny(err, syscall.ECONNRESET, syscall.EPIPE, 10053, 10054) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) ||
		strings.Contains(err.Error(), "server closed idle connection")
}

// isAny reports whether the system gave one of these numbers. Those from 10000
// are the ones of Windows' sockets, which the syscall package does not name.
func isAny(err error, numbers ...syscall.Errno) bool {
	return slices.ContainsFunc(numbers, func(n syscall.Errno) bool { return errors.Is(err, n) })
}
