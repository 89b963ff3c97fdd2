package batch

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"nianbao/batch/manifest"
	"nianbao/batch/sample"
	"nianbao/fonts"
	"nianbao/render/style"
	"nianbao/schema/form"
	"nianbao/schema/source"
)

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

// benchmarkMake is one report from TOML bytes to document bytes, on one core.
func benchmarkMake(b *testing.B, formats ...string) {
	m := reports(b, formats...)
	const kinds = 100
	var texts [kinds][]byte
	for i := range kinds {
		texts[i] = sample.Report(i)
	}
	m.Make(&source.File{Name: "warm.toml", Data: texts[0]})
	b.ReportAllocs()
	i, bytes := 0, 0
	for b.Loop() {
		made := m.Make(&source.File{Name: "a.toml", Data: texts[i%kinds]})
		if len(made.Documents) != len(formats) {
			b.Fatal(made.Problem)
		}
		for _, d := range made.Documents {
			bytes += len(d.Data)
		}
		i++
	}
	b.ReportMetric(float64(bytes)/float64(i), "bytes/report")
}

func BenchmarkPDF(b *testing.B)  { benchmarkMake(b, "pdf") }
func BenchmarkDOCX(b *testing.B) { benchmarkMake(b, "docx") }
func BenchmarkBoth(b *testing.B) { benchmarkMake(b, "docx", "pdf") }

func BenchmarkCheck(b *testing.B) {
	m := reports(b)
	text := sample.Report(7)
	for b.Loop() {
		if found := m.Check(&source.File{Name: "a.toml", Data: text}); len(found) > 0 {
			b.Fatal(found)
		}
	}
}

// BenchmarkRun is a whole run with files, manifest and all cores: 200 reports.
func BenchmarkRun(b *testing.B) {
	in := b.TempDir()
	const n = 200
	for i := range n {
		if err := os.WriteFile(filepath.Join(in, sample.Code(i)+".toml"), sample.Report(i), 0o666); err != nil {
			b.Fatal(err)
		}
	}
	jobs, err := NewJobs(Find([]string{in}), "{stem}", manifest.Shard{}, nil)
	if err != nil {
		b.Fatal(err)
	}
	m := reports(b, "docx", "pdf")
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
	}
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N)/n, "ms/report")
}
