package bucket

import (
	"context"
	"io"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"unicode"
)

// Clouds that want the bucket in the host's name say so, each by its own code.
func TestBucketInHost(t *testing.T) {
	for _, code := range pathForbidden {
		f, env := server(t)
		host := ""
		f.before = func(w http.ResponseWriter, r *http.Request) bool {
			if strings.HasPrefix(r.URL.Path, "/dangan") {
				refuse(w, http.StatusForbidden, code)
				return true
			}
			host = r.Host
			r.URL.Path = "/dangan" + r.URL.Path
			return false
		}
		address := strings.TrimPrefix(env("AWS_ENDPOINT_URL_S3"), "http://")
		direct := dial
		dial = func(ctx context.Context, network, _ string) (net.Conn, error) {
			return direct(ctx, network, address)
		}
		s, err := Open(t.Context(), Place{"dangan", "2026/一 批"}, func(name string) string {
			if name == "AWS_ENDPOINT_URL_S3" {
				return "http://oss.test"
			}
			return env(name)
		})
		if err == nil {
			_, err = send(t, s, folder(t, pack))
		}
		dial = direct
		if err != nil || host != "dangan.oss.test" || !maps.Equal(f.objects, stored(pack)) {
			t.Errorf("%s: %v, host %q, %q", code, err, host, f.objects)
		}
	}
}

// What goes wrong is said in Chinese, says what to do, and shows no secret and
// no text of the server.
func TestRefusals(t *testing.T) {
	waits = nil
	for name, c := range map[string]struct {
		answer func(w http.ResponseWriter)
		says   string
	}{
		"time":       {func(w http.ResponseWriter) { refuse(w, 403, "RequestTimeTooSkewed") }, "校准日期、时间"},
		"key":        {func(w http.ResponseWriter) { refuse(w, 403, "InvalidAccessKeyId") }, "AWS_ACCESS_KEY_ID"},
		"signature":  {func(w http.ResponseWriter) { refuse(w, 403, "SignatureDoesNotMatch") }, "AWS_SECRET_ACCESS_KEY"},
		"region":     {func(w http.ResponseWriter) { refuse(w, 400, "AuthorizationHeaderMalformed") }, "AWS_REGION"},
		"bucket":     {func(w http.ResponseWriter) { refuse(w, 404, "NoSuchBucket") }, "没有这个桶"},
		"own code":   {func(w http.ResponseWriter) { refuse(w, 403, "SomethingOfTheirs") }, "（HTTP 403，SomethingOfTheirs）"},
		"text":       {func(w http.ResponseWriter) { refuse(w, 403, "the key "+secret+" is wrong") }, "（HTTP 403）"},
		"no XML":     {func(w http.ResponseWriter) { w.WriteHeader(502); io.WriteString(w, "<html>Bad Gateway") }, "过一会儿"},
		"web portal": {func(w http.ResponseWriter) { io.WriteString(w, "<html><body>Welcome</body></html>") }, "读不懂"},
		"elsewhere":  {func(w http.ResponseWriter) { w.Header().Set("Location", "http://example.invalid/"); w.WriteHeader(307) }, "AWS_REGION"},
		"half a page": {func(w http.ResponseWriter) {
			io.WriteString(w, "<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>")
		}, "读不懂"},
		"cut off": {func(w http.ResponseWriter) { panic(http.ErrAbortHandler) }, "中途断了"},
	} {
		t.Run(name, func(t *testing.T) {
			f, env := server(t)
			f.before = func(w http.ResponseWriter, r *http.Request) bool { c.answer(w); return true }
			_, err := Open(t.Context(), Place{"dangan", "p"}, env)
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Fatal(err)
			}
			inChinese(t, err)
		})
	}
	f, env := server(t)
	listener := httptest.NewTLSServer(f)
	defer listener.Close()
	closed := httptest.NewServer(f)
	closed.Close()
	plain := env("AWS_ENDPOINT_URL_S3")
	for endpoint, says := range map[string]string{
		listener.URL: "AWS_CA_BUNDLE", closed.URL: "没有开这个端口", "https" + strings.TrimPrefix(plain, "http"): "不用 TLS",
		"http://u:" + secret + "@127.0.0.1": "不带密钥", "ftp://127.0.0.1": "应是存储服务的网址", "127.0.0.1:9000": "应是存储服务的网址",
	} {
		_, err := Open(t.Context(), Place{"dangan", "p"}, environment(endpoint))
		if err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", endpoint, err)
			continue
		}
		inChinese(t, err)
	}
	_, err := Open(t.Context(), Place{"dangan", "p"}, func(string) string { return "" })
	if err == nil || !strings.Contains(err.Error(), "AWS_ACCESS_KEY_ID、AWS_SECRET_ACCESS_KEY") {
		t.Error(err)
	}
}

// inChinese finds words of another language, but names of variables, codes and
// addresses.
func inChinese(t *testing.T, err error) {
	t.Helper()
	text := err.Error()
	if strings.Contains(text, secret) || !strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		t.Errorf("%q", text)
	}
	run := 0
	for _, word := range strings.Fields(text) {
		if strings.ContainsFunc(word, func(r rune) bool { return r > 0x7f }) {
			run = 0
		} else if run++; run > 2 {
			t.Errorf("English shows through: %q", text)
		}
	}
}
