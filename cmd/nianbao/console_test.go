package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"nianbao/batch/disk"
)

func TestPanicIsTold(t *testing.T) {
	for _, asJSON := range []bool{false, true} {
		var out, err bytes.Buffer
		c := newConsole(nil, &out, &err)
		c.json = asJSON
		c.guard(func() { panic("boom") })
		if code := c.finish(); code != exitDisk {
			t.Errorf("exit code %d", code)
		}
		if !strings.Contains(err.String(), "程序内部出错：boom。请把") {
			t.Errorf("standard error: %s", err.String())
		}
		lines := strings.Split(strings.TrimSpace(out.String()), "\n")
		if !asJSON {
			if out.Len() > 0 {
				t.Errorf("standard output: %s", out.String())
			}
			continue
		}
		var last map[string]any
		if e := json.Unmarshal([]byte(lines[len(lines)-1]), &last); e != nil || last["type"] != "summary" || last["exit"] != 3.0 {
			t.Errorf("last line: %v", last)
		}
	}
}

func TestCodes(t *testing.T) {
	for _, c := range []struct {
		err  error
		want int
	}{
		{nil, 0}, {wrong("x"), 2}, {disk.ReadError("a", context.Canceled), 130}, {context.Canceled, 130},
		{disk.WriteError("a", disk.Reason("x")), 3},
	} {
		if got := codeOf(c.err); got != c.want {
			t.Errorf("%v: %d, want %d", c.err, got, c.want)
		}
	}
	c := newConsole(nil, new(bytes.Buffer), new(bytes.Buffer))
	for _, code := range []int{exitReports, exitDisk, exitReports} {
		c.raise(code)
	}
	if c.code != exitDisk {
		t.Errorf("the gravest code is %d", c.code)
	}
}

func TestWantsJSON(t *testing.T) {
	for args, want := range map[string]bool{
		"build x --json": true, "--json": true, "check --json=true": true, "build x": false, "build -- --json": false, "--jsonx": false,
	} {
		if got := wantsJSON(strings.Fields(args)); got != want {
			t.Errorf("%s: %v", args, got)
		}
	}
}

// Cobra's own words are English: every command judges its arguments itself.
func TestEveryCommandSpeaksChinese(t *testing.T) {
	c := newConsole(nil, new(bytes.Buffer), new(bytes.Buffer))
	var walk func(*cobra.Command)
	walk = func(cmd *cobra.Command) {
		for _, n := range []int{0, 50} {
			if cmd.Args == nil {
				t.Errorf("%s takes any arguments", cmd.CommandPath())
				break
			}
			var usage *usageError
			if err := cmd.Args(cmd, make([]string, n)); err != nil && !errors.As(err, &usage) {
				t.Errorf("%s with %d arguments: %v", cmd.CommandPath(), n, err)
			}
		}
		if !strings.ContainsFunc(cmd.Short, func(r rune) bool { return r > 0x4e00 }) {
			t.Errorf("%s: %q", cmd.CommandPath(), cmd.Short)
		}
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			if !strings.ContainsFunc(f.Usage, func(r rune) bool { return r > 0x4e00 }) {
				t.Errorf("%s --%s: %q", cmd.CommandPath(), f.Name, f.Usage)
			}
		})
		for _, sub := range cmd.Commands() {
			walk(sub)
		}
	}
	walk(newRoot(c))
}
