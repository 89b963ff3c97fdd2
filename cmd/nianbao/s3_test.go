//go:build unix

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"nianbao/archive"
)

// place is a prefix whose every other character wants escaping.
const place = "2026/一批 (a+b)=c&d'e!~%41"

func remotePath(prefix string) string { return "s3://" + bucketName + "/" + prefix }

func archiveCity(t *testing.T) (in string, agencies int) {
	agencies = 6
	if testing.Short() {
		agencies = 3
	}
	return city(t, agencies), agencies
}

// The same files as in a folder, byte for byte; again, nothing is sent; read
// back, they are proved; what was changed on the server is found.
func TestStoredAsInAFolder(t *testing.T) {
	s := newStore(t)
	in, agencies := archiveCity(t)
	local := filepath.Join(t.TempDir(), "local")
	for _, c := range []struct {
		name  string
		flags []string
		bag   bool
	}{
		{name: "transfer"},
		{"bag", []string{"--bagit", "--eep", "digest", "--with", "none"}, true},
		{"room", []string{"--profile", "reading-room"}, false},
	} {
		dir, prefix := local+c.name, place+"/"+c.name
		args := append([]string{"archive", in, "--json"}, c.flags...)
		s.must(t, append(args, "-o", dir)...)
		out := s.must(t, append(args, "-o", remotePath(prefix))...)
		want := files(t, dir)
		if d := differences(s.objects(t, prefix), want); len(d) > 0 {
			t.Fatalf("%s: %v", c.name, d)
		}
		if n := field(t, out, "package", "uploaded"); n != float64(len(want)) || field(t, out, "package", "path") != remotePath(prefix) {
			t.Errorf("%s: uploaded %v of %d", c.name, n, len(want))
		}
		if c.bag {
			if d := differences(s.objects(t, prefix+"-bag"), files(t, dir+"-bag")); len(d) > 0 {
				t.Errorf("%s: %v", c.name, d)
			}
		}
		before := s.times(t, place)
		out = s.must(t, append(args, "-o", remotePath(prefix))...)
		if n := field(t, out, "package", "uploaded"); n != 0.0 || !strings.Contains(out, "已是同样的数据包") {
			t.Errorf("%s: sent %v again\n%s", c.name, n, out)
		}
		if d := differences(s.times(t, place), before); len(d) > 0 {
			t.Errorf("%s: written again: %v", c.name, d)
		}
	}

	prefix := place + "/transfer"
	out := s.must(t, "verify", remotePath(prefix))
	if !strings.Contains(out, fmt.Sprintf("四性检测合格：%d 件", agencies)) {
		t.Error(out)
	}
	sum := field(t, s.must(t, "verify", remotePath(prefix), "--json"), "verified", "manifest_sha256").(string)
	s.must(t, "verify", remotePath(prefix), "--manifest-sha256", sum)
	if code, out := s.run(t, s.url, nil, "verify", remotePath(place+"/room")); code != exitDisk || strings.Contains(out, s.temp) {
		t.Errorf("exit code %d for a prefix that is no package:\n%s", code, out)
	}
	// A second batch after the first, with nothing new.
	if out := s.must(t, "archive", in, "-o", remotePath(place+"/second"), "--batch", "2", "--after", remotePath(prefix)); !strings.Contains(out, "不用再移交") {
		t.Error(out)
	}
	if len(s.times(t, place+"/second")) > 0 {
		t.Error("an empty second batch was sent")
	}
	// Another package does not take its place.
	before := s.times(t, prefix)
	if code, out := s.run(t, s.url, nil, "archive", in, "-o", remotePath(prefix), "--encoding", "utf-8"); code != exitDisk ||
		!strings.Contains(out, "已有另一个数据包") || !strings.Contains(out, "文件目录.XML（内容不同）") {
		t.Errorf("exit code %d\n%s", code, out)
	}
	if d := differences(s.times(t, prefix), before); len(d) > 0 {
		t.Error(d)
	}

	for name := range s.objects(t, prefix) {
		if !strings.HasSuffix(name, "0002-001.pdf") {
			continue
		}
		path := filepath.Join(s.data, filepath.FromSlash(prefix), name)
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		data[len(data)/2] ^= 1
		if err := os.WriteFile(path, data, 0o666); err != nil {
			t.Fatal(err)
		}
		if code, out := s.run(t, s.url, nil, "verify", remotePath(prefix)); code != exitReports || !strings.Contains(out, strings.TrimPrefix(name, "/")) {
			t.Errorf("exit code %d after a bit of %s was changed\n%s", code, name, out)
		}
	}
}

// Killed or interrupted midway, the prefix holds no package; the next run
// sends only the rest.
func TestStoppedMidwayGoesOn(t *testing.T) {
	s := newStore(t)
	in, _ := archiveCity(t)
	local := filepath.Join(t.TempDir(), "local")
	s.must(t, "archive", in, "-o", local)
	want := files(t, local)
	for name, signal := range map[string]os.Signal{"killed": os.Kill, "interrupted": os.Interrupt} {
		t.Run(name, func(t *testing.T) {
			reached := make(chan struct{})
			release := make(chan struct{})
			const through = 9
			m := newMiddle(t, s, func(m *middle, puts int, w http.ResponseWriter, r *http.Request) bool {
				if puts < through {
					return false
				}
				if puts == through {
					for m.answered.Load() < through { // else one of them may come to stand after the stop
						time.Sleep(time.Millisecond)
					}
					close(reached)
				}
				<-release
				return true
			})
			prefix := "stop/" + name
			var out bytes.Buffer
			cmd := s.program(&out, m.URL, nil, "archive", in, "-o", remotePath(prefix), "--json")
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			<-reached
			cmd.Process.Signal(signal)
			err := cmd.Wait()
			close(release)
			var exit *exec.ExitError
			if !errors.As(err, &exit) {
				t.Fatalf("got %v\n%s", err, out.String())
			}
			if signal == os.Interrupt {
				if exit.ExitCode() != exitStopped || !strings.Contains(out.String(), `"exit":130`) || !strings.Contains(out.String(), "再运行同一条命令就接着传") {
					t.Errorf("exit code %d\n%s", exit.ExitCode(), out.String())
				}
				s.clean(t, out.String())
			} else { // whoever is killed cannot tidy up
				left, err := filepath.Glob(filepath.Join(s.temp, "*"))
				if err != nil || len(left) != 1 {
					t.Fatal(left, err)
				}
				os.RemoveAll(left[0])
			}
			before := s.times(t, prefix)
			if len(before) == 0 || len(before) >= len(want) {
				t.Fatalf("%d objects of %d after the stop", len(before), len(want))
			}
			for name, text := range s.objects(t, prefix) {
				if want[name] != text {
					t.Errorf("%s is a half object", name)
				}
			}
			if _, err := os.Stat(filepath.Join(s.data, filepath.FromSlash(prefix+"/"+archive.LastFile))); err == nil {
				t.Error("the digest list stands before the rest")
			}
			if code, _ := s.run(t, s.url, nil, "verify", remotePath(prefix)); code == 0 {
				t.Error("half a package is taken for a whole one")
			}
			m = newMiddle(t, s, nil)
			code, again := s.run(t, m.URL, nil, "archive", in, "-o", remotePath(prefix), "--json")
			if code != 0 || field(t, again, "package", "uploaded") != float64(len(want)-len(before)) || int(m.puts.Load()) != len(want)-len(before) {
				t.Errorf("exit code %d, %d bodies sent for %d of %d objects\n%s", code, m.puts.Load(), len(want)-len(before), len(want), again)
			}
			if d := differences(s.objects(t, prefix), want); len(d) > 0 {
				t.Error(d)
			}
			for path, was := range before {
				if now := s.times(t, prefix)[path]; now != was {
					t.Errorf("%s was written again", path)
				}
			}
			s.must(t, "verify", remotePath(prefix))
		})
	}
}

// The server refuses a body that was changed on its way, and the package is
// not finished.
func TestChangedOnTheWay(t *testing.T) {
	s := newStore(t)
	in, _ := archiveCity(t)
	m := newMiddle(t, s, func(_ *middle, puts int, w http.ResponseWriter, r *http.Request) bool {
		if puts == 5 {
			body, _ := io.ReadAll(r.Body)
			body[len(body)/2] ^= 1
			r.Body = io.NopCloser(bytes.NewReader(body))
		}
		return false
	})
	code, out := s.run(t, m.URL, nil, "archive", in, "-o", remotePath("p"))
	if code != exitDisk || !strings.Contains(out, "与摘要不符") {
		t.Errorf("exit code %d\n%s", code, out)
	}
	if _, err := os.Stat(filepath.Join(s.data, "p", archive.LastFile)); err == nil {
		t.Error("the digest list was written")
	}
	s.must(t, "archive", in, "-o", remotePath("p"))
	s.must(t, "verify", remotePath("p"))
}
