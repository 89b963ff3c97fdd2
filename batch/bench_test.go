//go:build unix

package batch

import (
	"context"
	"io"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"

	"nianbao/batch/manifest"
	"nianbao/batch/sample"
	"nianbao/fonts"
	"nianbao/render"
	"nianbao/render/doc"
	"nianbao/render/docx"
	"nianbao/render/frame"
	"nianbao/render/layout"
	"nianbao/render/pdf"
	"nianbao/render/style"
	"nianbao/schema"
	"nianbao/schema/form"
	"nianbao/schema/source"
)

// kinds is how many different reports a benchmark works on, in turn.
const kinds = 100

func reports(b testing.TB, formats ...string) *Reports {
	b.Helper()
	m := &Reports{Forms: form.All()}
	m.Settings.Style = style.Embedded("gb9704")
	m.Settings.Fonts = fonts.Embedded()
	m.Settings.Formats = formats
	if err := m.Identify("test", ""); err != nil {
		b.Fatal(err)
	}
	return m
}

// measure calls do for one report after the other. Beside the time it prints
// the CPU of all threads, the collector's too: on a busy machine only that
// can be compared.
func measure(b *testing.B, do func(i int)) {
	for i := range kinds {
		do(i) // what reports share is made
	}
	b.ReportAllocs()
	before, i := cpu(b), 0
	for b.Loop() {
		do(i % kinds)
		i++
	}
	b.ReportMetric((cpu(b)-before)/float64(i), "cpu-ms/op")
}

// cpu is the time the process has used, in ms.
func cpu(b *testing.B) float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e6
}

// file is report i of a year, as it is read.
func file(i, year int) *source.File {
	return &source.File{Name: sample.Code(i) + ".toml", Data: sample.Of(i, year)}
}

// benchmarkMake is one report from TOML bytes to document bytes.
func benchmarkMake(b *testing.B, formats ...string) {
	m := reports(b, formats...)
	var files [kinds]*source.File
	for i := range files {
		files[i] = file(i, sample.Year)
	}
	bytes, n := 0, 0
	measure(b, func(i int) {
		made := m.Make(files[i])
		if len(made.Documents) != len(formats) {
			b.Fatal(made.Problem)
		}
		for _, d := range made.Documents {
			bytes += len(d.Data)
		}
		made.Release()
		n++
	})
	b.ReportMetric(float64(bytes)/float64(n), "bytes/report")
}

func BenchmarkPDF(b *testing.B)  { benchmarkMake(b, "pdf") }
func BenchmarkDOCX(b *testing.B) { benchmarkMake(b, "docx") }
func BenchmarkBoth(b *testing.B) { benchmarkMake(b, "docx", "pdf") }

// BenchmarkCheck is what check does for an agency, without and with last
// year's report.
func BenchmarkCheck(b *testing.B) {
	m := reports(b)
	var now, before [kinds]*source.File
	for i := range now {
		now[i], before[i] = file(i, sample.Year), file(i, sample.Year-1)
	}
	check := func(i int) {
		if found := m.Check(now[i]); len(found) > 0 {
			b.Fatal(found)
		}
	}
	b.Run("alone", func(b *testing.B) { measure(b, check) })
	b.Run("last", func(b *testing.B) {
		measure(b, func(i int) {
			m.Last = func(*schema.Report) *schema.Report {
				r, _ := schema.Load(before[i], m.Forms)
				return r
			}
			check(i)
		})
	})
}

// BenchmarkStep is each step of the way by itself.
func BenchmarkStep(b *testing.B) {
	m := reports(b, "docx", "pdf")
	s := m.Settings
	var files [kinds]*source.File
	var now, before [kinds]*schema.Report
	var docs [kinds]*doc.Document
	var pages [kinds]*frame.Document
	for i := range files {
		files[i] = file(i, sample.Year)
		now[i], _ = schema.Load(files[i], m.Forms)
		before[i], _ = schema.Load(file(i, sample.Year-1), m.Forms)
		docs[i], _ = render.Compose(now[i], s.Options)
		pages[i], _ = layout.Pages(docs[i], s.Style, s.Fonts)
	}
	must := func(err error) {
		if err != nil {
			b.Fatal(err)
		}
	}
	for _, step := range []struct {
		name string
		do   func(i int)
	}{
		{"load", func(i int) { schema.Load(files[i], m.Forms) }},
		{"check", func(i int) { schema.Check(now[i], before[i]) }},
		{"compare", func(i int) { schema.Compare(now[i], before[i]) }},
		{"compose", func(i int) { render.Compose(now[i], s.Options) }},
		{"layout", func(i int) { d, _ := layout.Pages(docs[i], s.Style, s.Fonts); d.Release() }},
		{"pdf", func(i int) { must(pdf.Write(io.Discard, pages[i], s.PDF)) }},
		{"docx", func(i int) { must(docx.Write(io.Discard, docs[i], s.Style, s.DOCX)) }},
	} {
		b.Run(step.name, func(b *testing.B) { measure(b, step.do) })
	}
}

// BenchmarkRun is a whole run with files, manifest and all cores: 200 reports.
func BenchmarkRun(b *testing.B) {
	in := b.TempDir()
	const n = 200
	if _, err := sample.Folder(in, n, sample.Year); err != nil {
		b.Fatal(err)
	}
	jobs, err := NewJobs(Find([]string{in}), "{stem}", manifest.Shard{}, nil)
	if err != nil {
		b.Fatal(err)
	}
	m := reports(b, "docx", "pdf")
	before, runs := cpu(b), 0
	for b.Loop() {
		out := b.TempDir()
		p := &Plan{Jobs: jobs, Dir: out, Manifest: filepath.Join(out, "manifest.json"), Whole: true}
		err := Run(context.Background(), p, m, runtime.GOMAXPROCS(0), func(r Result) {
			if r.Entry.Status != manifest.Built {
				b.Fatal(r.Entry.Message)
			}
		})
		if err != nil {
			b.Fatal(err)
		}
		runs++
	}
	b.ReportMetric((cpu(b)-before)/float64(runs*n), "cpu-ms/report")
}
