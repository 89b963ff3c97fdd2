//go:build unix

// Command bench measures the program on made-up reports: it writes a workspace
// of N agencies with last year's reports, checks it and builds it as PDF, DOCX
// and both with the program given, and prints the rate, CPU per report, peak
// memory and bytes a report. It needs 1 MB of disk for a report while it runs;
// TMPDIR says where.
//
//	go run ./batch/bench [-n 1000] [-j N] [-times 1] [-in FOLDER] bin/nianbao
package main

import (
	"flag"
	"fmt"
	"io/fs"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"nianbao/batch/sample"
)

// bench is what the flags say.
type bench struct {
	program  string
	n, times int
	jobs     int
	in       string // where the reports are left for other programs
}

func main() {
	log.SetFlags(0)
	b := bench{}
	flag.IntVar(&b.n, "n", 1000, "number of reports")
	flag.IntVar(&b.jobs, "j", 0, "workers; 0 = all cores")
	flag.IntVar(&b.times, "times", 1, "measure so often and print the least")
	flag.StringVar(&b.in, "in", "", "leave the reports in this folder")
	flag.Parse()
	if flag.NArg() != 1 || b.n < 1 || b.times < 1 {
		log.Fatal("usage: bench [-n N] [-j N] [-times N] [-in FOLDER] PROGRAM")
	}
	b.program = flag.Arg(0)
	dir, err := os.MkdirTemp("", "nianbao-bench")
	if err != nil {
		log.Fatal(err)
	}
	err = b.run(dir)
	os.RemoveAll(dir) // only now: some file systems make new files slowly while old ones go
	if err != nil {
		log.Fatal(err)
	}
}

func (b *bench) run(dir string) error {
	if b.in == "" {
		b.in = filepath.Join(dir, "in")
	}
	size, err := sample.Folder(b.in, b.n, sample.Year)
	if err != nil {
		return err
	}
	workspace := filepath.Join(dir, "workspace")
	if err := sample.Workspace(workspace, b.n); err != nil {
		return err
	}
	last := filepath.Join(workspace, "reports", strconv.Itoa(sample.Year-1))
	fmt.Printf("%d reports, %d bytes of TOML each\n", b.n, size/int64(b.n))
	fmt.Printf("%-12s %10s %12s %12s %14s\n", "", "reports/s", "CPU ms each", "peak MiB", "bytes each")
	for _, m := range []struct {
		name string
		args []string
	}{
		{"check", []string{"check", b.in}},
		{"check+last", []string{"check", b.in, "--last", last}},
		{"pdf", []string{"build", b.in, "--to", "pdf"}},
		{"docx", []string{"build", b.in, "--to", "docx"}},
		{"docx,pdf", []string{"build", b.in}},
		{"workspace", []string{"build", workspace}}, // with last year and the manifest
	} {
		if err := b.measure(m.name, m.args, filepath.Join(dir, "out-"+m.name)); err != nil {
			return err
		}
	}
	return nil
}

// measure runs the program and prints a line.
func (b *bench) measure(name string, args []string, out string) error {
	if b.jobs > 0 {
		args = append(args, "-j", strconv.Itoa(b.jobs))
	}
	var took, cpu time.Duration
	var peak int64
	for i := range b.times {
		now := args
		if args[0] == "build" {
			now = append(args[:len(args):len(args)], "-o", out+strconv.Itoa(i))
		}
		cmd := exec.Command(b.program, now...)
		started := time.Now()
		if text, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %v\n%s", name, err, text[max(0, len(text)-2000):])
		}
		wall, used := time.Since(started), cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime()
		if i == 0 || wall < took {
			took = wall
		}
		if i == 0 || used < cpu {
			cpu = used
		}
		peak = max(peak, int64(cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss)) // KiB on Linux
	}
	fmt.Printf("%-12s %10.0f %12.2f %12.1f %14d\n", name, float64(b.n)/took.Seconds(),
		float64(cpu.Microseconds())/1000/float64(b.n), float64(peak)/1024, weight(out+"0")/int64(b.n))
	return nil
}

// weight is the size of all documents below dir, in bytes.
func weight(dir string) int64 {
	var total int64
	filepath.WalkDir(dir, func(path string, item fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".pdf" && filepath.Ext(path) != ".docx" {
			return nil // nothing is there when nothing was to be written
		}
		info, err := item.Info()
		if err == nil {
			total += info.Size()
		}
		return err
	})
	return total
}
