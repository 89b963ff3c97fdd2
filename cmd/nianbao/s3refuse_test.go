//go:build unix

package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	crand "crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// What does not belong under the prefix is named, and nothing is sent.
func TestForeignObjects(t *testing.T) {
	s := newStore(t)
	in, _ := archiveCity(t)
	for _, name := range []string{"p/旁注.txt", "p/电子档案/备份.zip", "pp/x", "p-x"} {
		path := filepath.Join(s.data, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("x"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	before := s.times(t, "")
	code, out := s.run(t, s.url, nil, "archive", in, "-o", remotePath("p"))
	for _, says := range []string{"旁注.txt（不属于这个数据包）", "电子档案/备份.zip（不属于这个数据包）"} {
		if code != exitDisk || !strings.Contains(out, says) {
			t.Errorf("exit code %d, %q not said\n%s", code, says, out)
		}
	}
	if strings.Contains(out, "pp") || strings.Contains(out, "p-x") {
		t.Errorf("names what is under other prefixes\n%s", out)
	}
	if d := differences(s.times(t, ""), before); len(d) > 0 {
		t.Error(d)
	}
}

// What the server refuses is said in Chinese with what to do, exit code 3,
// before any work, and never with a key.
func TestStoreRefuses(t *testing.T) {
	s := newStore(t)
	in, _ := archiveCity(t)
	for _, c := range []struct {
		name, path string
		env        []string
		says       string
		code       int
	}{
		{"wrong secret", remotePath("p"), []string{"AWS_SECRET_ACCESS_KEY=" + s.key + "x"}, "AWS_SECRET_ACCESS_KEY", 3},
		{"wrong key", remotePath("p"), []string{"AWS_ACCESS_KEY_ID=other"}, "AWS_ACCESS_KEY_ID", 3},
		{"no secret", remotePath("p"), []string{"AWS_SECRET_ACCESS_KEY="}, "请设环境变量 AWS_SECRET_ACCESS_KEY（", 3},
		{"no key", remotePath("p"), []string{"AWS_ACCESS_KEY_ID="}, "请设环境变量 AWS_ACCESS_KEY_ID（", 3},
		{"no bucket", "s3://meiyou/p", nil, "没有这个桶", 3},
		{"region", remotePath("p"), []string{"AWS_REGION=cn-north-9"}, "AWS_REGION", 3},
		{"TLS", remotePath("p"), []string{"AWS_ENDPOINT_URL_S3=https" + strings.TrimPrefix(s.url, "http")}, "不用 TLS", 3},
		{"endpoint", remotePath("p"), []string{"AWS_ENDPOINT_URL_S3=https://id:" + s.key + "@127.0.0.1"}, "AWS_ENDPOINT_URL_S3", 3},
		{"certificates", remotePath("p"), []string{"AWS_CA_BUNDLE=" + filepath.Join(s.data, "none.pem")}, "AWS_CA_BUNDLE", 3},
		{"key in the place", "s3://id:" + s.key + "@dangan/p", nil, "访问密钥不写在 s3:// 里", 2},
		{"no slashes", "s3:dangan/p", nil, "s3://桶/前缀", 2},
		{"bucket's name", "s3://市档案馆/p", nil, "桶的名字", 2},
	} {
		for _, args := range [][]string{{"archive", in, "-o", c.path}, {"verify", "--json", c.path}} {
			code, out := s.run(t, s.url, c.env, args...)
			if code != c.code || !strings.Contains(out, c.says) || strings.Contains(out, "份") {
				t.Errorf("%s, %v: exit code %d\n%s", c.name, args[0], code, out)
			}
		}
	}
	// Where object storage is not meant; a key that is typed is not shown.
	for _, args := range [][]string{{"build", in, "-o", remotePath("p")}, {"archive", "s3://id:" + s.key + "@dangan/p", "-o", s.temp}, {"sum", in, "-o", "s3:x"}} {
		if code, out := s.run(t, s.url, nil, args...); code != exitUsage || !strings.Contains(out, "只有 archive 的 -o、--after 和 verify") {
			t.Errorf("%v: exit code %d\n%s", args[0], code, out)
		}
	}
	if code, out := s.run(t, s.url, nil, "archive", in, "-o", "s3://dangan", "--bagit"); code != exitUsage {
		t.Errorf("exit code %d\n%s", code, out)
	}
	if n := len(s.times(t, "")); n > 0 {
		t.Errorf("%d objects were written", n)
	}
	s.stopServer()
	if code, out := s.run(t, s.url, nil, "archive", in, "-o", remotePath("p")); code != exitDisk || !strings.Contains(out, "连不上服务器") {
		t.Errorf("exit code %d\n%s", code, out)
	}
}

// An office's own authority is trusted when AWS_CA_BUNDLE names it, and only
// then.
func TestOwnAuthority(t *testing.T) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), crand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "127.0.0.1"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(crand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	certFile, keyFile := filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	for path, block := range map[string]*pem.Block{certFile: {Type: "CERTIFICATE", Bytes: der}, keyFile: {Type: "PRIVATE KEY", Bytes: private}} {
		if err := os.WriteFile(path, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s := newStore(t, "--cert", certFile, "--key", keyFile)
	endpoint := "https" + strings.TrimPrefix(s.url, "http")
	in, _ := archiveCity(t)
	if code, out := s.run(t, endpoint, nil, "archive", in, "-o", remotePath("p")); code != exitDisk || !strings.Contains(out, "证书不是本机信任的机构发的") {
		t.Errorf("exit code %d\n%s", code, out)
	}
	for _, args := range [][]string{{"archive", in, "-o", remotePath("p")}, {"verify", remotePath("p")}} {
		if code, out := s.run(t, endpoint, []string{"AWS_CA_BUNDLE=" + certFile}, args...); code != 0 {
			t.Errorf("exit code %d\n%s", code, out)
		}
	}
}
