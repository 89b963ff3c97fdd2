package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"nianbao/batch/disk"
	"nianbao/schema/source"
)

// Exit codes, as the contract fixes them.
const (
	exitOK      = 0
	exitReports = 1   // a report has errors, or was not built
	exitUsage   = 2   // wrong usage
	exitDisk    = 3   // something could not be read or written
	exitStopped = 130 // stopped by the user
)

// version of the JSON lines.
const jsonVersion = 1

// summary closes every run; with --json it is the last line.
type summary struct {
	Reports   int
	Built     int
	Failed    int
	Errors    int
	Warnings  int
	Unchanged int // of Built: nothing had to be done
}

// console is where a command reads and writes: results to out, talk to err.
// With json set, out takes JSON lines and nothing else.
type console struct {
	in      io.Reader
	out     *bufio.Writer
	stdout  io.Writer // behind out
	err     io.Writer
	json    bool
	code    int
	summary summary
}

func newConsole(in io.Reader, out, err io.Writer) *console {
	return &console{in: in, out: bufio.NewWriterSize(out, 1<<16), stdout: out, err: err}
}

// printf writes a result as text; with --json it writes nothing.
func (c *console) printf(format string, args ...any) {
	if !c.json {
		fmt.Fprintf(c.out, format, args...)
	}
}

// talk writes a line to standard error.
func (c *console) talk(format string, args ...any) {
	fmt.Fprintf(c.err, format+"\n", args...)
}

// object writes a JSON line of the given type with further members: names and
// values in turn. Without --json it writes nothing.
func (c *console) object(kind string, members ...any) {
	if !c.json {
		return
	}
	var line bytes.Buffer
	enc := json.NewEncoder(&line)
	enc.SetEscapeHTML(false)
	fmt.Fprintf(&line, `{"v":%d,"type":%q`, jsonVersion, kind)
	for i := 0; i < len(members); i += 2 {
		fmt.Fprintf(&line, `,%q:`, members[i])
		if err := enc.Encode(members[i+1]); err != nil {
			panic(err) // only values that JSON has are handed in
		}
		line.Truncate(line.Len() - 1) // the encoder ends with a line break
	}
	line.WriteString("}\n")
	c.out.Write(line.Bytes())
	c.out.Flush()
}

// fault reports an error that ends the command or a part of it, and raises
// the exit code by its kind.
func (c *console) fault(err error) {
	code := codeOf(err)
	c.raise(code)
	if code == exitStopped {
		c.talk("已按要求停止。")
		return
	}
	c.talk("错误：%v", err)
	c.object("error", "message", err.Error(), "exit", code)
}

// raise sets the exit code unless a graver one is set already.
func (c *console) raise(code int) {
	if code > c.code {
		c.code = code
	}
}

// count adds findings to the summary; errors raise the exit code.
func (c *console) count(list source.List) {
	c.summary.Errors += list.Count(source.Error)
	c.summary.Warnings += list.Count(source.Warning)
}

// finish writes the last line and gives the exit code.
func (c *console) finish() int {
	s := c.summary
	c.object("summary", "reports", s.Reports, "built", s.Built, "failed", s.Failed, "errors", s.Errors,
		"warnings", s.Warnings, "unchanged", s.Unchanged, "exit", c.code)
	if err := c.out.Flush(); err != nil {
		c.talk("错误：%v", disk.WriteError("标准输出", err))
		c.raise(exitDisk)
	}
	return c.code
}

// findings prints findings: to standard error when they are talk beside the
// command's results, else to standard output. As JSON they are always results.
func (c *console) findings(list source.List, talk bool) {
	c.count(list)
	switch {
	case len(list) == 0:
	case c.json:
		if err := list.WriteJSON(c.out); err == nil {
			c.out.Flush()
		}
	case talk:
		list.WriteText(c.err)
		fmt.Fprintln(c.err)
	default:
		list.WriteText(c.out)
		fmt.Fprintln(c.out)
	}
}
