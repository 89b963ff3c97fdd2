package schema

import (
	"os"
	"strings"
	"testing"

	"nianbao/schema/form"
	"nianbao/schema/source"
)

// benchmarkFile is a report with 6 KB of prose, the usual length.
func benchmarkFile(b *testing.B, year string) []byte {
	b.Helper()
	data, err := os.ReadFile("testdata/" + year + ".toml")
	if err != nil {
		b.Fatal(err)
	}
	prose := strings.Repeat("全年主动公开政府信息三百余条，办理申请十六件。\n\n", 90)
	return append(data, "preamble = '''\n"+prose+"'''\n"...)
}

func load(b *testing.B, data []byte, forms form.Set) *Report {
	r, list := Load(&source.File{Name: "b", Data: data}, forms)
	if r == nil || len(list) > 0 {
		b.Fatal(list)
	}
	return r
}

func BenchmarkLoad(b *testing.B) {
	data, forms := benchmarkFile(b, "2024"), form.All()
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		load(b, data, forms)
	}
}

func BenchmarkCheck(b *testing.B) {
	forms := form.All()
	r, last := load(b, benchmarkFile(b, "2024"), forms), load(b, benchmarkFile(b, "2023"), forms)
	b.ReportAllocs()
	for b.Loop() {
		if list := Check(r, last); len(list) > 0 {
			b.Fatal(list)
		}
	}
}

// BenchmarkLoadCheckLast is what one agency costs in check --last: two reports
// read, one checked against the other.
func BenchmarkLoadCheckLast(b *testing.B) {
	now, before, forms := benchmarkFile(b, "2024"), benchmarkFile(b, "2023"), form.All()
	b.ReportAllocs()
	for b.Loop() {
		Check(load(b, now, forms), load(b, before, forms))
	}
}

// BenchmarkPrint is a report with a broken column: found, placed and printed.
func BenchmarkPrint(b *testing.B) {
	forms := form.All()
	data := []byte(strings.Replace(string(benchmarkFile(b, "2024")), "carried_out                = [2", "carried_out                = [1", 1))
	b.ReportAllocs()
	for b.Loop() {
		r, _ := Load(&source.File{Name: "b", Data: data}, forms)
		var out strings.Builder
		if err := Check(r, nil).WriteText(&out); err != nil || out.Len() == 0 {
			b.Fatal(err)
		}
	}
}
