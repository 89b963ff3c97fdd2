package bucket

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// The real server is tried with the whole program (cmd/nianbao). Here is what
// that one does not do: what clouds answer in their own ways, made up.

const secret = "not-to-be-seen/1234567890abcdef"

// fake is a server that keeps objects and knows no signatures.
type fake struct {
	t       *testing.T
	mu      sync.Mutex        // held while a request is answered
	objects map[string]string // by bucket/key
	asked   []string          // method and path of each request
	before  func(w http.ResponseWriter, r *http.Request) (done bool)
	noSums  bool
	perPage int
}

func (f *fake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f.asked = append(f.asked, r.Method+" "+r.URL.Path)
	if f.before != nil && f.before(w, r) {
		return
	}
	key := strings.TrimPrefix(r.URL.Path, "/")
	switch {
	case r.Method == http.MethodGet && r.URL.Query().Get("list-type") == "2":
		f.list(w, r, strings.TrimSuffix(key, "/"))
	case r.Method == http.MethodPut:
		if _, there := f.objects[key]; there && r.Header.Get("If-None-Match") == "*" {
			refuse(w, http.StatusPreconditionFailed, "PreconditionFailed")
			return
		}
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return // the client left
		}
		if base64Sum(body) != r.Header.Get("X-Amz-Checksum-Sha256") {
			f.t.Errorf("%s: the body is not what its digest says", key)
		}
		f.objects[key] = string(body)
	default:
		text, there := f.objects[key]
		if !there {
			refuse(w, http.StatusNotFound, "NoSuchKey")
			return
		}
		if !f.noSums {
			w.Header().Set("X-Amz-Checksum-Sha256", base64Sum([]byte(text)))
		}
		w.Header().Set("Content-Length", fmt.Sprint(len(text)))
		if r.Method == http.MethodGet {
			io.WriteString(w, text)
		}
	}
}

func (f *fake) list(w http.ResponseWriter, r *http.Request, bucket string) {
	var keys []string
	for _, k := range slices.Sorted(maps.Keys(f.objects)) {
		if k, ok := strings.CutPrefix(k, bucket+"/"); ok && strings.HasPrefix(k, r.URL.Query().Get("prefix")) && k > r.URL.Query().Get("continuation-token") {
			keys = append(keys, k)
		}
	}
	fmt.Fprint(w, `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">`)
	if n := max(f.perPage, 1); f.perPage > 0 && len(keys) > n {
		keys = keys[:n]
		fmt.Fprint(w, "<IsTruncated>true</IsTruncated><NextContinuationToken>")
		xml.EscapeText(w, []byte(keys[n-1]))
		fmt.Fprint(w, "</NextContinuationToken>")
	}
	for _, k := range keys {
		fmt.Fprint(w, "<Contents><Key>")
		xml.EscapeText(w, []byte(k))
		fmt.Fprintf(w, "</Key><Size>%d</Size></Contents>", len(f.objects[bucket+"/"+k]))
	}
	fmt.Fprint(w, "</ListBucketResult>")
}

// has reports whether an object of the package is there.
func (f *fake) has(name string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	_, there := f.objects["dangan/2026/一 批/"+name]
	return there
}

// change sets the server up anew: requests of a run that ended may still be
// answered.
func (f *fake) change(do func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	do()
}

func refuse(w http.ResponseWriter, status int, code string) {
	w.WriteHeader(status)
	fmt.Fprintf(w, "<Error><Code>%s</Code><Message>The key is %s.</Message></Error>", code, secret)
}

func base64Sum(b []byte) string {
	sum := sha256.Sum256(b)
	return base64.StdEncoding.EncodeToString(sum[:])
}

// server starts a fake that answers one request at a time.
func server(t *testing.T) (*fake, func(string) string) {
	t.Helper()
	f := &fake{t: t, objects: map[string]string{}}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f.mu.Lock()
		defer f.mu.Unlock()
		f.ServeHTTP(w, r)
	}))
	t.Cleanup(s.Close)
	return f, environment(s.URL)
}

func environment(endpoint string) func(string) string {
	return func(name string) string {
		return map[string]string{"AWS_ACCESS_KEY_ID": "id", "AWS_SECRET_ACCESS_KEY": secret, "AWS_ENDPOINT_URL_S3": endpoint}[name]
	}
}

// folder writes files and returns where.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// pack is a package with names that have to be escaped.
var pack = map[string]string{
	"说明文件.TXT": "x", "电子档案/Z109-WS·2026/a b+c%2F&=~!'()*;:@,$#?[]𡐓.pdf": "pdf", "空.txt": "", "其他/manifest": "list",
}

const last = "其他/manifest"

// send compares and sends a folder.
func send(t *testing.T, s *Store, dir string) (*Plan, error) {
	t.Helper()
	p, err := s.Compare(t.Context(), dir, last)
	if err != nil {
		return nil, err
	}
	return p, p.Send(t.Context(), func() {})
}

func open(t *testing.T, env func(string) string) *Store {
	t.Helper()
	place, err := Parse("s3://dangan/2026/一 批")
	if err != nil {
		t.Fatal(err)
	}
	s, err := Open(t.Context(), place, env)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// stored is a package as the fake holds it.
func stored(files map[string]string) map[string]string {
	all := map[string]string{}
	for name, text := range files {
		all["dangan/2026/一 批/"+name] = text
	}
	return all
}
