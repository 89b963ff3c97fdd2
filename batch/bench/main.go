//go:build unix

// Command bench measures the program on made-up reports: it writes N reports
// into a temporary folder, builds them as PDF, DOCX and both with the program
// given, and prints the rate, CPU per report, peak memory and bytes a report.
//
//	go run ./batch/bench [-n 1000] [-j N] bin/nianbao
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

func main() {
	log.SetFlags(0)
	n := flag.Int("n", 1000, "number of reports")
	jobs := flag.Int("j", 0, "workers; 0 = all cores")
	flag.Parse()
	if flag.NArg() != 1 {
		log.Fatal("usage: bench [-n N] [-j N] PROGRAM")
	}
	dir, err := os.MkdirTemp("", "nianbao-bench")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	if err := measureAll(flag.Arg(0), dir, *n, *jobs); err != nil {
		os.RemoveAll(dir)
		log.Fatal(err)
	}
}

func measureAll(program, dir string, n, jobs int) error {
	in := filepath.Join(dir, "in")
	if err := os.Mkdir(in, 0o777); err != nil {
		return err
	}
	size := 0
	for i := range n {
		text := sample.Report(i)
		size += len(text)
		if err := os.WriteFile(filepath.Join(in, sample.Code(i)+".toml"), text, 0o666); err != nil {
			return err
		}
	}
	fmt.Printf("%d reports, %d bytes of TOML each\n", n, size/n)
	fmt.Printf("%-10s %10s %12s %12s %14s\n", "", "reports/s", "CPU ms each", "peak MiB", "bytes each")
	check := []string{"check", in}
	if err := measure("check", program, check, "", n); err != nil {
		return err
	}
	for _, formats := range []string{"pdf", "docx", "docx,pdf"} {
		out := filepath.Join(dir, formats)
		args := []string{"build", in, "-o", out, "--to", formats}
		if jobs > 0 {
			args = append(args, "-j", strconv.Itoa(jobs))
		}
		if err := measure(formats, program, args, out, n); err != nil {
			return err
		}
		os.RemoveAll(out)
	}
	return nil
}

// measure runs the program once and prints a line.
func measure(name, program string, args []string, out string, n int) error {
	cmd := exec.Command(program, args...)
	started := time.Now()
	if text, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %v\n%s", name, err, text[max(0, len(text)-2000):])
	}
	took := time.Since(started)
	state := cmd.ProcessState
	cpu := state.UserTime() + state.SystemTime()
	peak := state.SysUsage().(*syscall.Rusage).Maxrss // KiB on Linux
	fmt.Printf("%-10s %10.0f %12.2f %12.1f %14d\n", name, float64(n)/took.Seconds(),
		float64(cpu.Microseconds())/1000/float64(n), float64(peak)/1024, weight(out)/int64(n))
	return nil
}

// weight is the size of all files below dir, in bytes.
func weight(dir string) int64 {
	var total int64
	if dir == "" {
		return 0
	}
	filepath.WalkDir(dir, func(_ string, item fs.DirEntry, err error) error {
		if err != nil || item.IsDir() {
			return err
		}
		info, err := item.Info()
		if err == nil {
			total += info.Size()
		}
		return err
	})
	return total
}
