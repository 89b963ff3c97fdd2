package bucket

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestSendTwiceAndBack(t *testing.T) {
	for _, noSums := range []bool{false, true} { // servers without checksums are read
		f, env := server(t)
		f.noSums, f.perPage = noSums, 2
		f.objects["dangan/2026/一 批/其他/"] = "" // a folder of a web console
		s, dir := open(t, env), folder(t, pack)
		p, err := send(t, s, dir)
		if err != nil || p.Missing != len(pack) || p.Objects != len(pack) {
			t.Fatal(p, err)
		}
		delete(f.objects, "dangan/2026/一 批/其他/")
		if !maps.Equal(f.objects, stored(pack)) {
			t.Fatalf("%q", f.objects)
		}
		f.asked = nil
		if p, err := send(t, s, dir); err != nil || p.Missing != 0 {
			t.Error(p, err)
		}
		if slices.ContainsFunc(f.asked, func(s string) bool { return strings.HasPrefix(s, "PUT") }) {
			t.Errorf("sent again: %q", f.asked)
		}
		back := t.TempDir()
		if err := s.Download(t.Context(), back, func(int) func() { return func() {} }); err != nil {
			t.Fatal(err)
		}
		got, err := measure(back)
		want, err2 := measure(dir)
		if err != nil || err2 != nil || len(got) != len(want) {
			t.Fatal(got, err, err2)
		}
		for i := range got {
			if got[i].name != want[i].name || got[i].sha256 != want[i].sha256 {
				t.Errorf("%v came back as %v", want[i], got[i])
			}
		}
	}
}

// Whatever differs under the prefix ends it before anything is sent.
func TestWhatIsThereStays(t *testing.T) {
	for name, c := range map[string]struct {
		there map[string]string
		says  []string
	}{
		"foreign":         {map[string]string{"旁注.txt": "x", "其他/b": "y"}, []string{"旁注.txt（不属于", "其他/b（不属于", "不能有多余文件"}},
		"size":            {map[string]string{"说明文件.TXT": "xx"}, []string{"说明文件.TXT（内容不同）"}},
		"content":         {map[string]string{"说明文件.TXT": "y"}, []string{"说明文件.TXT（内容不同）"}},
		"another package": {map[string]string{"说明文件.TXT": "y", last: "other list"}, []string{"已有另一个数据包", last + "（内容不同）"}},
	} {
		t.Run(name, func(t *testing.T) {
			f, env := server(t)
			f.objects = stored(c.there)
			_, err := send(t, open(t, env), folder(t, pack))
			if err == nil {
				t.Fatal("no error")
			}
			for _, says := range c.says {
				if !strings.Contains(err.Error(), says) {
					t.Errorf("does not say %q: %v", says, err)
				}
			}
			if !maps.Equal(f.objects, stored(c.there)) {
				t.Errorf("changed: %q", f.objects)
			}
		})
	}
}

// The last object comes only when all others are there and nothing else.
func TestLastComesLast(t *testing.T) {
	f, env := server(t)
	s, dir := open(t, env), folder(t, pack)
	refused := ""
	f.before = func(w http.ResponseWriter, r *http.Request) bool {
		if r.Method == http.MethodPut && strings.HasSuffix(r.URL.Path, "空.txt") {
			refused = r.URL.Path
			refuse(w, http.StatusForbidden, "AccessDenied")
			return true
		}
		return false
	}
	if _, err := send(t, s, dir); err == nil || !strings.Contains(err.Error(), "没有权限") || refused == "" {
		t.Fatal(err)
	}
	if f.has(last) {
		t.Error("the list came before the rest")
	}
	// A server that drops what it took, and one that holds more than was sent.
	for _, tamper := range []func(){
		func() { delete(f.objects, "dangan/2026/一 批/说明文件.TXT") },
		func() { f.objects["dangan/2026/一 批/x"] = "" },
	} {
		f.change(func() {
			f.objects = map[string]string{}
			f.before = func(w http.ResponseWriter, r *http.Request) bool {
				if r.Method == http.MethodGet && len(f.objects) >= len(pack)-1 {
					tamper()
				}
				return false
			}
		})
		if _, err := send(t, s, dir); err == nil || !strings.Contains(err.Error(), "没有写摘要清单") {
			t.Error(err)
		}
		if f.has(last) {
			t.Error("the list was written")
		}
	}
	f.change(func() {
		f.before = nil
		delete(f.objects, "dangan/2026/一 批/x")
	})
	if p, err := send(t, s, dir); err != nil || p.Missing >= len(pack) {
		t.Error("does not go on where it stopped:", p, err)
	}
}

// An answer that was lost, a server that is busy, one without conditions, and
// somebody who writes at the same time.
func TestPutAnswers(t *testing.T) {
	waits = []time.Duration{time.Millisecond, time.Millisecond}
	for name, c := range map[string]struct {
		first func(f *fake, w http.ResponseWriter, r *http.Request) bool
		fails string
	}{
		"lost": {func(f *fake, w http.ResponseWriter, r *http.Request) bool {
			f.objects[strings.TrimPrefix(r.URL.Path, "/")] = pack["说明文件.TXT"]
			panic(http.ErrAbortHandler)
		}, ""},
		"busy": {func(f *fake, w http.ResponseWriter, r *http.Request) bool {
			refuse(w, http.StatusServiceUnavailable, "SlowDown")
			return true
		}, ""},
		"no conditions": {func(f *fake, w http.ResponseWriter, r *http.Request) bool {
			if r.Header.Get("If-None-Match") == "" {
				return false
			}
			refuse(w, http.StatusNotImplemented, "NotImplemented")
			return true
		}, ""},
		"somebody else": {func(f *fake, w http.ResponseWriter, r *http.Request) bool {
			f.objects[strings.TrimPrefix(r.URL.Path, "/")] = "other"
			return false
		}, "同时有别的程序在这里写入了不同的内容"},
	} {
		t.Run(name, func(t *testing.T) {
			f, env := server(t)
			done := false
			f.before = func(w http.ResponseWriter, r *http.Request) bool {
				if done || r.Method != http.MethodPut || !strings.HasSuffix(r.URL.Path, "说明文件.TXT") {
					return false
				}
				done = true
				return c.first(f, w, r)
			}
			_, err := send(t, open(t, env), folder(t, pack))
			if c.fails == "" && (err != nil || !maps.Equal(f.objects, stored(pack))) {
				t.Error(err, f.objects)
			} else if c.fails != "" && (err == nil || !strings.Contains(err.Error(), c.fails)) {
				t.Error(err)
			}
			if !done {
				t.Error("nothing was tried")
			}
		})
	}
}

func TestStopped(t *testing.T) {
	f, env := server(t)
	s, dir := open(t, env), folder(t, pack)
	p, err := s.Compare(t.Context(), dir, last)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	f.before = func(w http.ResponseWriter, r *http.Request) bool { stop(); return false }
	if err := p.Send(ctx, func() {}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if f.has(last) {
		t.Error("the list was written")
	}
}
