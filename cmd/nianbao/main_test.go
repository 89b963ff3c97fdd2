package main

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/text/encoding/simplifiedchinese"

	"nianbao/batch/sample"
)

// asProgram makes the test binary be the program, for tests that start it
// many times.
const asProgram = "NIANBAO_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
	}
	testscript.Main(m, map[string]func(){"nianbao": main})
}

// TestScripts runs the whole program: every command, its messages and exit
// codes.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			dir, err := os.Getwd()
			env.Setenv("EXAMPLES", dir+"/../../examples")
			return err
		},
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":    exits,
			"lines":    jsonLines,
			"sample":   writeSample,
			"lastyear": writeLastYear,
			"edit":     edit,
			"gbk":      toGBK,
			"fill":     fillFile,
			"fstype":   setFsType,
		},
	})
}

// exits CODE PROGRAM ARGS…: the program ends with that exit code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM ARGS…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	code := 0
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		code = exit.ExitCode()
	case err != nil:
		ts.Fatalf("%v", err)
	}
	if code != want {
		ts.Fatalf("exit code %d, want %d\n%s", code, want, ts.ReadFile("stderr"))
	}
	if text := ts.ReadFile("stderr"); strings.Contains(text, "goroutine ") {
		ts.Fatalf("a panic reached the user")
	}
}

// lines NAME=VALUE…: standard output is JSON lines and nothing else, the last
// is the summary, and it has these values.
func jsonLines(ts *testscript.TestScript, neg bool, args []string) {
	lines := strings.Split(strings.TrimSuffix(ts.ReadFile("stdout"), "\n"), "\n")
	var last map[string]any
	for i, line := range lines {
		last = nil
		if err := json.Unmarshal([]byte(line), &last); err != nil {
			ts.Fatalf("line %d is not JSON: %q", i+1, line)
		}
		if last["v"] != 1.0 || last["type"] == nil {
			ts.Fatalf("line %d has no v or type: %s", i+1, line)
		}
		if isLast := i == len(lines)-1; (last["type"] == "summary") != isLast {
			ts.Fatalf("the summary is not the last line, and only that: %s", line)
		}
	}
	for _, arg := range args {
		name, value, _ := strings.Cut(arg, "=")
		want, err := strconv.ParseFloat(value, 64)
		ts.Check(err)
		if last[name] != want {
			ts.Fatalf("summary: %s is %v, want %v", name, last[name], want)
		}
	}
}

// sample NUMBER FILE: a report without faults.
func writeSample(ts *testscript.TestScript, neg bool, args []string) {
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), sample.Report(n), 0o666))
}

// lastyear NUMBER FILE: the same agency's report of the year before.
func writeLastYear(ts *testscript.TestScript, neg bool, args []string) {
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), sample.Of(n, sample.Year-1), 0o666))
}

// edit FILE OLD NEW: replaces a text that is there; \n in NEW is a line break.
func edit(ts *testscript.TestScript, neg bool, args []string) {
	text := ts.ReadFile(args[0])
	if !strings.Contains(text, args[1]) {
		ts.Fatalf("%s does not hold %q", args[0], args[1])
	}
	text = strings.Replace(text, args[1], strings.ReplaceAll(args[2], `\n`, "\n"), 1)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o666))
}

// gbk FILE: turns a file into GBK.
func toGBK(ts *testscript.TestScript, neg bool, args []string) {
	text, err := simplifiedchinese.GBK.NewEncoder().String(ts.ReadFile(args[0]))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o666))
}

// fill FILE COUNT TEXT: a file that holds a text many times.
func fillFile(ts *testscript.TestScript, neg bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Repeat(args[2], n)), 0o666))
}

// fstype FONT FILE BITS: the face is copied with another embedding permission
// (fsType of its OS/2 table, ISO/IEC 14496-22).
func setFsType(ts *testscript.TestScript, neg bool, args []string) {
	data := []byte(ts.ReadFile(args[0]))
	bits, err := strconv.ParseUint(args[2], 0, 16)
	ts.Check(err)
	for i := range int(binary.BigEndian.Uint16(data[4:])) {
		record := data[12+16*i:]
		if string(record[:4]) == "OS/2" {
			binary.BigEndian.PutUint16(data[binary.BigEndian.Uint32(record[8:])+8:], uint16(bits))
		}
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), data, 0o666))
}
