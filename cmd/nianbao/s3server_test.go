//go:build unix

package main

import (
	"bytes"
	crand "crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// store is a real S3 server on this machine: versitygw, over a folder whose
// folders are the buckets.
type store struct {
	url        string
	key        string // the secret, which no output may hold
	data       string // the bucket's folder
	env        []string
	temp       string // TMPDIR of the program
	stopServer func()
}

const bucketName = "dangan"

// newStore starts the server that S3_SERVER names, with any further flags.
func newStore(t *testing.T, flags ...string) *store {
	t.Helper()
	server := os.Getenv("S3_SERVER")
	if server == "" {
		if os.Getenv("CI") != "" {
			t.Fatal("S3_SERVER does not name versitygw")
		}
		t.Skip("skipped, because S3_SERVER does not name versitygw (.ci/tools fetches it)")
	}
	root := t.TempDir()
	s := &store{key: "sk" + crand.Text(), data: filepath.Join(root, "data", bucketName), temp: filepath.Join(root, "tmp")}
	for _, dir := range []string{s.data, s.temp, filepath.Join(root, "side")} {
		if err := os.MkdirAll(dir, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	l.Close()
	args := append([]string{"--port", address, "--quiet"}, flags...)
	cmd := exec.Command(server, append(args, "posix", "--sidecar", filepath.Join(root, "side"), filepath.Dir(s.data))...)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "ROOT_ACCESS_KEY=nianbao", "ROOT_SECRET_KEY="+s.key)
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	s.stopServer = sync.OnceFunc(func() {
		cmd.Process.Kill()
		cmd.Wait()
	})
	t.Cleanup(s.stopServer)
	for started := time.Now(); ; time.Sleep(10 * time.Millisecond) {
		c, err := net.Dial("tcp", address)
		if err == nil {
			c.Close()
			break
		}
		if time.Since(started) > time.Minute {
			s.stopServer()
			t.Fatalf("the server does not start: %s", said.String())
		}
	}
	s.url = "http://" + address
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, "AWS_") && !strings.HasPrefix(v, "TMPDIR=") {
			s.env = append(s.env, v)
		}
	}
	s.env = append(s.env, asProgram+"=1", "TMPDIR="+s.temp, "AWS_ACCESS_KEY_ID=nianbao", "AWS_SECRET_ACCESS_KEY="+s.key)
	return s
}

// program is the program with this server's keys; further variables come
// last, and win.
func (s *store) program(out *bytes.Buffer, endpoint string, env []string, args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(append(slices.Clone(s.env), "AWS_ENDPOINT_URL_S3="+endpoint), env...)
	cmd.Stdout, cmd.Stderr = out, out
	return cmd
}

// run runs the program and returns its exit code and all it printed.
func (s *store) run(t *testing.T, endpoint string, env []string, args ...string) (int, string) {
	t.Helper()
	var out bytes.Buffer
	err := s.program(&out, endpoint, env, args...).Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	s.clean(t, out.String())
	if exit != nil {
		return exit.ExitCode(), out.String()
	}
	return 0, out.String()
}

// clean finds secrets in what was printed, and folders left behind.
func (s *store) clean(t *testing.T, out string) {
	t.Helper()
	if strings.Contains(out, s.key) {
		t.Errorf("the secret is in the output:\n%s", out)
	}
	if left, err := os.ReadDir(s.temp); err != nil || len(left) > 0 {
		t.Errorf("left in TMPDIR: %v %v", left, err)
	}
}

// must runs the program well and returns what it printed.
func (s *store) must(t *testing.T, args ...string) string {
	t.Helper()
	code, out := s.run(t, s.url, nil, args...)
	if code != 0 {
		t.Fatalf("exit code %d of %v:\n%s", code, args, out)
	}
	return out
}

// objects are the objects under a prefix with their contents.
func (s *store) objects(t *testing.T, prefix string) map[string]string {
	t.Helper()
	return files(t, filepath.Join(s.data, filepath.FromSlash(prefix)))
}

// times tell whether an object was written again.
func (s *store) times(t *testing.T, prefix string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(filepath.Join(s.data, filepath.FromSlash(prefix)), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		all[path] = fmt.Sprint(info.ModTime().UnixNano(), info.Sys().(*syscall.Stat_t).Ino)
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return all
}

// field is a member of the JSON line of a type.
func field(t *testing.T, out, kind, name string) any {
	t.Helper()
	for line := range strings.Lines(out) {
		var object map[string]any
		if json.Unmarshal([]byte(line), &object) == nil && object["type"] == kind {
			return object[name]
		}
	}
	t.Fatalf("no line of type %s:\n%s", kind, out)
	return nil
}

// middle stands between program and server.
type middle struct {
	*httptest.Server
	puts     atomic.Int32 // bodies that came
	answered atomic.Int32 // and that the server has answered
}

// onPut is asked about each PUT, with how many came before it.
type onPut func(m *middle, puts int, w http.ResponseWriter, r *http.Request) (handled bool)

func newMiddle(t *testing.T, s *store, on onPut) *middle {
	t.Helper()
	to, err := url.Parse(s.url)
	if err != nil {
		t.Fatal(err)
	}
	// The host stays as the program signed it.
	forward := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.Out.URL.Scheme, r.Out.URL.Host, r.Out.Host = to.Scheme, to.Host, r.In.Host
		},
		ErrorLog: log.New(io.Discard, "", 0),
	}
	m := &middle{}
	m.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPut {
			before := int(m.puts.Add(1)) - 1
			if on != nil && on(m, before, w, r) {
				return
			}
			defer m.answered.Add(1)
		}
		forward.ServeHTTP(w, r)
	}))
	t.Cleanup(m.Server.Close)
	return m
}
