// Command nianbao turns TOML report data into the statutory 政府信息公开工作年度报告
// as DOCX and PDF, and checks, lists and archives the reports of many agencies.
//
// Each command is one file: it reads its flags, calls a package and prints.
// Exit codes: 0 all well, 1 a report has errors, 2 wrong usage, 3 something
// could not be read or written, 130 stopped by the user.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() { os.Exit(run(os.Args[1:])) }

// run is the whole program on the standard streams.
func run(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	// After the first signal the default takes over: a second one ends at once.
	context.AfterFunc(ctx, stop)
	return execute(ctx, args, newConsole(os.Stdin, os.Stdout, os.Stderr))
}
