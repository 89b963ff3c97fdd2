package bucket

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"nianbao/batch/disk"
)

// Place is where a package lies in object storage: s3://bucket/prefix.
type Place struct {
	Bucket string
	Prefix string // without slashes at its ends; "" is the whole bucket
}

const scheme = "s3:"

// maxPrefix leaves room for the package's own paths in a key, which has at
// most 1024 bytes.
const maxPrefix = 512

// Is reports whether a path is meant for object storage, rightly written or
// not: nobody wants a folder of the name s3:.
func Is(path string) bool {
	return len(path) >= len(scheme) && strings.EqualFold(path[:len(scheme)], scheme)
}

// Parse reads s3://bucket/prefix. Nothing in it is decoded: the prefix is
// taken letter by letter. The error, in Chinese, shows nothing that stands
// before an @, which may be a key.
func Parse(s string) (Place, error) {
	rest, ok := strings.CutPrefix(s, "s3://")
	if !ok {
		return Place{}, disk.Reason("对象存储的位置写作 s3://桶/前缀，例如 s3://dangan/2026/Z109-2026-01")
	}
	var p Place
	p.Bucket, p.Prefix, _ = strings.Cut(rest, "/")
	if strings.Contains(p.Bucket, "@") {
		return Place{}, disk.Reason("访问密钥不写在 s3:// 里，只从环境变量读：AWS_ACCESS_KEY_ID、AWS_SECRET_ACCESS_KEY")
	}
	if len(p.Bucket) < 3 || len(p.Bucket) > 63 || strings.ContainsFunc(p.Bucket, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune(".-_", r))
	}) {
		return Place{}, disk.Reason("桶的名字“%s”不对：应是 3 到 63 个小写字母、数字、点或连字符", p.Bucket)
	}
	p.Prefix = strings.TrimSuffix(p.Prefix, "/")
	if p.Prefix == "" {
		return p, nil
	}
	for _, part := range strings.Split(p.Prefix, "/") {
		if part == "" || part == "." || part == ".." {
			return Place{}, disk.Reason("前缀“%s”不对：两个斜线之间要有名字，不能是 . 或 ..", p.Prefix)
		}
	}
	if len(p.Prefix) > maxPrefix || !utf8.ValidString(p.Prefix) || strings.ContainsFunc(p.Prefix, unicode.IsControl) {
		return Place{}, disk.Reason("前缀不对：应是不超过 %d 字节的 UTF-8 文字", maxPrefix)
	}
	return p, nil
}

func (p Place) String() string {
	if p.Prefix == "" {
		return "s3://" + p.Bucket
	}
	return "s3://" + p.Bucket + "/" + p.Prefix
}

// folder is what all keys of the package begin with.
func (p Place) folder() string {
	if p.Prefix == "" {
		return ""
	}
	return p.Prefix + "/"
}
