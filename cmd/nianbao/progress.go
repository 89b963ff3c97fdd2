package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/vbauerster/cupwriter"
	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// progress shows how far a run is: a bar with the time left on a terminal,
// lines every few seconds elsewhere.
type progress struct {
	unit    string // what is counted: 份, 个对象
	console *console
	total   int
	done    int
	verbose bool
	started time.Time
	told    time.Time

	err io.Writer // the console's own standard error, while the bar has its place
	all *mpb.Progress
	bar *mpb.Bar
}

// tellEvery is how often a line is printed where there is no terminal.
const tellEvery = 5 * time.Second

// barFrom is the number from which a bar is worth showing.
const barFrom = 4

func newProgress(c *console, total int, unit string, verbose bool) *progress {
	now := time.Now()
	p := &progress{console: c, unit: unit, total: total, verbose: verbose, started: now, told: now}
	stderr, ok := c.err.(*os.File)
	if total < barFrom || !ok || !isTerminal(stderr) {
		return p
	}
	p.all = mpb.New(mpb.WithOutput(stderr), mpb.WithWidth(40))
	p.bar = p.all.AddBar(int64(total),
		mpb.PrependDecorators(decor.CountersNoUnit("%d / %d "+unit+" ")),
		mpb.AppendDecorators(decor.Percentage(), decor.Any(func(s decor.Statistics) string { return " " + p.left(int(s.Current)) })),
		mpb.BarRemoveOnComplete(),
	)
	// What is said meanwhile goes above the bar.
	p.err, c.err = c.err, p.all
	if c.onTerminal() {
		c.out.Flush()
		c.out.Reset(p.all)
	}
	return p
}

func isTerminal(f *os.File) bool { return cupwriter.New(f, false).IsTerminal() }

// onTerminal reports whether results are shown on a terminal.
func (c *console) onTerminal() bool {
	f, ok := c.stdout.(*os.File)
	return ok && isTerminal(f)
}

// step counts one done.
func (p *progress) step(name string) {
	p.done++
	switch {
	case p.bar != nil:
		p.console.out.Flush()
		p.bar.Increment()
	case p.verbose:
		p.console.talk("%d/%d %s", p.done, p.total, name)
	case time.Since(p.told) >= tellEvery:
		p.told = time.Now()
		p.console.talk("已完成 %d/%d %s，%s", p.done, p.total, p.unit, p.left(p.done))
	}
}

// left is the time left at the pace so far.
func (p *progress) left(done int) string {
	if done == 0 {
		return "…"
	}
	took := time.Since(p.started)
	return "还需约 " + seconds(took/time.Duration(done)*time.Duration(p.total-done))
}

// close takes the bar away.
func (p *progress) close() {
	if p.bar == nil {
		return
	}
	c := p.console
	c.out.Flush()
	p.bar.Abort(true)
	p.all.Wait()
	c.out.Reset(c.stdout)
	c.err = p.err
}

// seconds is a time as people say it.
func seconds(d time.Duration) string {
	switch {
	case d < 10*time.Second:
		return fmt.Sprintf("%.1f 秒", d.Seconds())
	case d < 2*time.Minute:
		return fmt.Sprintf("%.0f 秒", d.Seconds())
	}
	return fmt.Sprintf("%.0f 分钟", d.Minutes())
}
