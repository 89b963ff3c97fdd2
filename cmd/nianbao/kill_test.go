//go:build unix

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"nianbao/batch/disk"
	"nianbao/batch/sample"
	"nianbao/batch/workspace"
)

// city makes a workspace of n agencies with a report each.
func city(t *testing.T, n int) string {
	t.Helper()
	w := &workspace.Workspace{Dir: t.TempDir(), Area: "某某市", Year: sample.Year, Form: "2021",
		Deadline: time.Date(sample.Year+1, 1, 31, 0, 0, 0, 0, time.UTC)}
	for i := range n {
		w.Agencies = append(w.Agencies, workspace.Agency{Code: sample.Code(i), Name: sample.Name(i), Fonds: fmt.Sprintf("Z%03d", 109+i)})
	}
	i := -1
	if _, err := workspace.Create(w, func(*workspace.Agency) []byte { i++; return sample.Report(i) }); err != nil {
		t.Fatal(err)
	}
	return w.Dir
}

// program is the program with these arguments, its results going to out.
func program(out *bytes.Buffer, args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), asProgram+"=1")
	cmd.Stdout = out
	return cmd
}

// files are all files below dir with their contents.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, item fs.DirEntry, err error) error {
		if err != nil || item.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		all[strings.TrimPrefix(path, dir)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// differences names the files that two folders do not share.
func differences(got, want map[string]string) []string {
	var all []string
	for name, text := range want {
		if other, ok := got[name]; !ok {
			all = append(all, "missing "+name)
		} else if other != text {
			all = append(all, "changed "+name)
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			all = append(all, "extra "+name)
		}
	}
	return all
}

// TestKilledRunsLoseNothing kills runs at random moments, a hundred times with
// NIANBAO_LONG=1, looks at what stands, and lets a last run end.
func TestKilledRunsLoseNothing(t *testing.T) {
	kills, agencies := 10, 60
	if os.Getenv("NIANBAO_LONG") != "" {
		kills = 100
	}
	if testing.Short() {
		kills, agencies = 3, 20
	}
	in := city(t, agencies)
	reference := t.TempDir()
	started := time.Now()
	if err := program(new(bytes.Buffer), "build", in, "-o", reference).Run(); err != nil {
		t.Fatal(err)
	}
	whole := time.Since(started)
	want := files(t, reference)
	random := rand.New(rand.NewPCG(6, 2025))
	for killed := 0; killed < kills; {
		out := t.TempDir()
		for range 1 + random.IntN(3) { // so many runs into one folder die
			cmd := program(new(bytes.Buffer), "build", in, "-o", out, "-j", fmt.Sprint(1+random.IntN(4)))
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Duration(random.Int64N(int64(whole))))
			cmd.Process.Kill()
			cmd.Wait()
			killed++
			for name, text := range files(t, out) {
				half := filepath.Ext(name) == ".pdf" || filepath.Ext(name) == ".docx"
				if half && text != want[name] {
					t.Fatalf("%s is a half document under its final name", name)
				}
			}
		}
		if err := program(new(bytes.Buffer), "build", in, "-o", out, "--resume").Run(); err != nil {
			t.Fatal(err)
		}
		if d := differences(files(t, out), want); len(d) > 0 {
			t.Fatalf("after %d kills: %v", killed, d)
		}
	}
}

func TestInterrupt(t *testing.T) {
	agencies := 300
	if testing.Short() {
		agencies = 60
	}
	in, out := city(t, agencies), t.TempDir()
	var results bytes.Buffer
	cmd := program(&results, "build", in, "-o", out, "--json", "-j", "1")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for { // files come and go while the program runs: only names are looked at
		if built, err := filepath.Glob(filepath.Join(out, "*", "*.pdf")); err != nil || len(built) >= 3 {
			break
		}
		time.Sleep(time.Millisecond)
	}
	cmd.Process.Signal(os.Interrupt)
	var exit *exec.ExitError
	if err := cmd.Wait(); !errors.As(err, &exit) || exit.ExitCode() != exitStopped {
		t.Fatalf("got %v, want exit code %d", err, exitStopped)
	}
	lines := strings.Split(strings.TrimSpace(results.String()), "\n")
	if last := lines[len(lines)-1]; !strings.Contains(last, `"type":"summary"`) || !strings.Contains(last, `"exit":130`) {
		t.Errorf("the last line is %s", last)
	}
	for name := range files(t, out) {
		if strings.HasSuffix(name, disk.TemporarySuffix) {
			t.Errorf("%s is left", name)
		}
	}
	results.Reset()
	if err := program(&results, "build", in, "-o", out, "--json").Run(); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(results.String(), fmt.Sprintf(`"built":%d,`, agencies)) || strings.Contains(results.String(), `"unchanged":0,`) {
		t.Error("the second run does not go on where the first stopped")
	}
	if err := program(new(bytes.Buffer), "verify", out).Run(); err != nil {
		t.Error(err)
	}
}

// A run over a full disk ends, names each report, and goes on when there is
// room again.
func TestFullDiskThenRoom(t *testing.T) {
	in, out, reference := city(t, 20), t.TempDir(), t.TempDir()
	if err := program(new(bytes.Buffer), "build", in, "-o", reference).Run(); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("sh", "-c", `ulimit -f 450; exec "$0" build "$1" -o "$2"`, os.Args[0], in, out)
	cmd.Env = append(os.Environ(), asProgram+"=1")
	var exit *exec.ExitError
	if err := cmd.Run(); !errors.As(err, &exit) || exit.ExitCode() != exitDisk {
		t.Fatalf("got %v, want exit code %d", err, exitDisk)
	}
	if status, ok := exit.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		t.Fatalf("killed by %v", status.Signal())
	}
	if err := program(new(bytes.Buffer), "build", in, "-o", out).Run(); err != nil {
		t.Fatal(err)
	}
	if d := differences(files(t, out), files(t, reference)); len(d) > 0 {
		t.Error(d)
	}
}
