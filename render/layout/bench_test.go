package layout_test

import (
	"testing"

	"nianbao/fonts"
	"nianbao/render/layout"
	"nianbao/render/style"
)

// BenchmarkPages lays out a small office's report: six pages, three tables.
func BenchmarkPages(b *testing.B) {
	d := yearly(b, "2021")
	st, fs := style.Embedded("gb9704"), fonts.Embedded()
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		out, _ := layout.Pages(d, st, fs)
		n = len(out.Pages)
	}
	b.ReportMetric(float64(n), "pages")
}
