package bucket

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/xml"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/aws/smithy-go/encoding/httpbinding"

	"nianbao/batch/disk"
)

// client makes the requests of one bucket.
type client struct {
	http     *http.Client
	signer   *v4.Signer
	key      aws.Credentials
	region   string
	endpoint *url.URL
	bucket   string
	inHost   bool // the bucket is part of the host's name, not of the path
}

// newClient reads the environment. Errors are reasons in Chinese and show no
// value of a variable.
func newClient(bucket string, getenv func(string) string) (*client, error) {
	first := func(names ...string) string {
		for _, name := range names {
			if v := strings.TrimSpace(getenv(name)); v != "" {
				return v
			}
		}
		return ""
	}
	c := &client{bucket: bucket, region: first("AWS_REGION", "AWS_DEFAULT_REGION")}
	c.signer = v4.NewSigner(func(o *v4.SignerOptions) { o.DisableURIPathEscaping = true }) // S3 escapes once
	c.key = aws.Credentials{
		AccessKeyID: first("AWS_ACCESS_KEY_ID"), SecretAccessKey: first("AWS_SECRET_ACCESS_KEY"), SessionToken: first("AWS_SESSION_TOKEN"),
	}
	var missing []string
	for _, v := range []struct{ name, value string }{{"AWS_ACCESS_KEY_ID", c.key.AccessKeyID}, {"AWS_SECRET_ACCESS_KEY", c.key.SecretAccessKey}} {
		if v.value == "" {
			missing = append(missing, v.name)
		}
	}
	if missing != nil {
		return nil, disk.Reason("没有访问密钥：请设环境变量 %s（由存储的管理员给出）", strings.Join(missing, "、"))
	}
	if c.region == "" {
		c.region = "us-east-1"
	}
	endpoint := first("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")
	if endpoint == "" {
		endpoint = "https://s3." + c.region + ".amazonaws.com"
		if strings.HasPrefix(c.region, "cn-") {
			endpoint += ".cn"
		}
		c.inHost = !strings.ContainsAny(bucket, "._") // certificates hold for one name before the dot
	}
	var err error
	c.endpoint, err = url.Parse(endpoint)
	if err != nil || c.endpoint.Scheme != "http" && c.endpoint.Scheme != "https" || c.endpoint.Hostname() == "" ||
		c.endpoint.User != nil || c.endpoint.RawQuery != "" || c.endpoint.Fragment != "" {
		return nil, disk.Reason("环境变量 AWS_ENDPOINT_URL_S3（或 AWS_ENDPOINT_URL）不对：应是存储服务的网址，如 https://oss.example.gov.cn，不带密钥")
	}
	roots, err := authorities(first("AWS_CA_BUNDLE"))
	if err != nil {
		return nil, err
	}
	c.http = &http.Client{
		Transport: &http.Transport{
			Proxy:                 http.ProxyFromEnvironment,
			DialContext:           dial,
			TLSClientConfig:       &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12},
			TLSHandshakeTimeout:   15 * time.Second,
			ResponseHeaderTimeout: time.Minute,
			MaxIdleConnsPerHost:   inParallel,
			IdleConnTimeout:       time.Minute,
			DisableCompression:    true, // bodies are to come as they lie there
		},
		// A signature holds for one host; and nobody else is to see it.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return c, nil
}

// dial connects; tests lead it elsewhere.
var dial = (&net.Dialer{Timeout: 15 * time.Second, KeepAlive: 30 * time.Second}).DialContext

// authorities are the system's certificates and those of a PEM file; nil, the
// system's, without one.
func authorities(path string) (*x509.CertPool, error) {
	if path == "" {
		return nil, nil
	}
	data, err := disk.Read(path, 16<<20)
	if err != nil {
		return nil, disk.Reason("环境变量 AWS_CA_BUNDLE 指的证书文件%v", err)
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	if !pool.AppendCertsFromPEM(data) {
		return nil, disk.Reason("环境变量 AWS_CA_BUNDLE 指的文件里没有 PEM 格式的证书")
	}
	return pool, nil
}

// answer is an answer that is no success.
type answer struct {
	status int
	code   string // as the server says it, or ""
}

func (a *answer) Error() string { return a.code }

// emptySHA256 is the digest of no bytes.
const emptySHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

// waits are the times before a request is made again, after a failure that may
// pass.
var waits = []time.Duration{200 * time.Millisecond, time.Second, 3 * time.Second}

// do makes a request for the object key, or for the bucket where it is "", and
// makes it again when the server is busy or the line breaks. The body is a
// file's. The caller closes the answer's body.
func (c *client) do(ctx context.Context, method, key string, query url.Values, header map[string]string, body *file) (*http.Response, error) {
	for try := 0; ; try++ {
		r, err := c.once(ctx, method, key, query, header, body)
		if err == nil || try == len(waits) || !passing(err) {
			return r, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(waits[try]):
		}
	}
}

// passing reports whether an error may be gone the next time.
func passing(err error) bool {
	var a *answer
	if errors.As(err, &a) {
		return a.status >= 500 && a.status != http.StatusNotImplemented && a.status != http.StatusInsufficientStorage ||
			a.status == http.StatusTooManyRequests || a.code == "RequestTimeout"
	}
	return broken(err)
}

func (c *client) once(ctx context.Context, method, key string, query url.Values, header map[string]string, body *file) (*http.Response, error) {
	u := *c.endpoint
	u.Path = strings.TrimSuffix(u.Path, "/")
	if c.inHost {
		u.Host = c.bucket + "." + u.Host
	} else {
		u.Path += "/" + c.bucket
	}
	u.Path += "/" + key
	u.RawPath = httpbinding.EscapePath(u.Path, false)
	u.RawQuery = query.Encode()
	r, err := http.NewRequestWithContext(ctx, method, u.String(), nil)
	if err != nil {
		return nil, err
	}
	sum := emptySHA256
	if body != nil {
		f, err := os.Open(body.path)
		if err != nil {
			return nil, disk.ReadError(body.path, err)
		}
		defer f.Close()
		sum, r.ContentLength = body.sha256, body.bytes
		if body.bytes > 0 {
			r.Body = io.NopCloser(f)
		}
	}
	r.Header.Set("X-Amz-Content-Sha256", sum)
	for name, value := range header {
		r.Header.Set(name, value)
	}
	if err := c.signer.SignHTTP(ctx, c.key, r, sum, "s3", c.region, time.Now()); err != nil {
		return nil, err
	}
	got, err := c.http.Do(r)
	if err != nil || got.StatusCode/100 == 2 {
		return got, err
	}
	defer got.Body.Close()
	var says struct{ Code string }
	xml.NewDecoder(io.LimitReader(got.Body, 1<<16)).Decode(&says) // what is no XML has no code
	return nil, &answer{got.StatusCode, says.Code}
}
