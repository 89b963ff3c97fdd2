package letter

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"nianbao/batch/sample"
	"nianbao/fonts"
	"nianbao/render"
	"nianbao/render/style"
	"nianbao/schema"
	"nianbao/schema/form"
	"nianbao/schema/source"
)

// built writes a letter's documents in both formats, twice: the bytes must be
// the same. It returns them by name.
func built(t *testing.T, l *Letter) map[string][]byte {
	t.Helper()
	s := render.Settings{Style: style.Embedded("gb9704"), Fonts: fonts.Embedded(), Formats: []string{render.DOCX, render.PDF}}
	files := map[string][]byte{}
	for range 2 {
		parts, _ := l.Compose(Options{})
		for _, p := range parts {
			result, err := render.Write(p.Document, l.Stem(), s)
			if err != nil || len(result.Files) != 2 {
				t.Fatalf("%s%s: %v %v", l.Stem(), p.Mark, err, result.Findings)
			}
			for _, f := range result.Files {
				name := l.Stem() + p.Mark + "." + f.Format
				if old := files[name]; old != nil && !bytes.Equal(old, f.Data) {
					t.Errorf("%s: two runs give different bytes", name)
				}
				files[name] = f.Data
			}
		}
	}
	return files
}

// examples are the letters of the examples' folder; none has an error.
func examples(t *testing.T) []*Letter {
	t.Helper()
	paths, _ := filepath.Glob("../examples/letters/*.toml")
	var all []*Letter
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		l, found := Load(&source.File{Name: path, Data: data})
		more, _ := l.Open(readReport)
		for _, f := range append(append(found, more...), l.Check()...) {
			if f.Severity == source.Error || strings.HasPrefix(f.Code, "L-") {
				t.Errorf("%s: %s %s", path, f.Code, f.Message)
			}
		}
		all = append(all, l)
	}
	if len(all) < 7 {
		t.Fatalf("%d examples", len(all))
	}
	return all
}

// TestConformance: veraPDF finds every letter of the examples, in all
// formats, to be PDF/A-2a and PDF/UA-1.
func TestConformance(t *testing.T) {
	dir := t.TempDir()
	var paths []string
	for _, l := range examples(t) {
		for name, data := range built(t, l) {
			path := filepath.Join(dir, name)
			if err := os.WriteFile(path, data, 0o644); err != nil {
				t.Fatal(err)
			}
			if strings.HasSuffix(name, ".pdf") {
				paths = append(paths, path)
			}
		}
	}
	if testing.Short() {
		t.Skip("skipped, because veraPDF takes ten seconds")
	}
	lib := os.Getenv("VERAPDF_LIB")
	_, err := exec.LookPath("java")
	if lib == "" || err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("java is missing, or VERAPDF_LIB does not name the folder of veraPDF's jars")
		}
		t.Skip("skipped, because java is missing, or VERAPDF_LIB does not name the folder of veraPDF's jars")
	}
	for _, flavour := range []string{"2a", "ua1"} {
		args := append([]string{"-cp", filepath.Join(lib, "*"), "org.verapdf.apps.GreenfieldCliWrapper",
			"--flavour", flavour, "--format", "text", "-v"}, paths...)
		out, _ := exec.Command("java", args...).Output() // it exits with 1 on a FAIL
		passed := 0
		for line := range strings.Lines(string(out)) {
			if strings.HasPrefix(line, "PASS ") && strings.HasSuffix(strings.TrimSpace(line), " "+flavour) {
				passed++
			}
		}
		if passed != len(paths) {
			t.Errorf("%s: %d of %d pass\n%s", flavour, passed, len(paths), out)
		}
	}
}

// manyLetter is a notice that publishes n reports.
func manyLetter(tb testing.TB, n int) *Letter {
	tb.Helper()
	var list []Enclosure
	reports := map[string]*schema.Report{}
	for i := range n {
		f := &source.File{Name: "r.toml", Data: sample.Report(i + 1)}
		r, _ := schema.Load(f, form.All())
		path := strings.Repeat("x", i+1)
		reports[path] = r
		list = append(list, Enclosure{Path: path, Report: r})
	}
	text, err := Skeleton("publication", 0, "云川市人民政府办公室", list)
	if err != nil {
		tb.Fatal(err)
	}
	l, found := Load(&source.File{Name: "letter.toml", Data: text})
	for _, f := range found {
		tb.Fatalf("%s %s", f.Code, f.Message)
	}
	if _, err := l.Open(func(path string) (*schema.Report, source.List, error) { return reports[path], nil, nil }); err != nil {
		tb.Fatal(err)
	}
	return l
}

// TestManyReports: a letter over 300 reports is written whole, its pages
// numbered on.
func TestManyReports(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped, because it takes three seconds")
	}
	l := manyLetter(t, 300)
	parts, _ := l.Compose(Options{})
	result, err := render.Write(parts[0].Document, "letter", render.Settings{
		Style: style.Embedded("gb9704"), Fonts: fonts.Embedded(), Formats: []string{render.DOCX, render.PDF},
	})
	if err != nil || len(result.Files) != 2 || result.Pages < 1200 {
		t.Fatalf("%d pages, %d files, %v, %v", result.Pages, len(result.Files), err, result.Findings)
	}
	if name := l.Attachments[299].Name(); !strings.Contains(outline(parts[0].Document.Blocks), "item(300."+name+")") {
		t.Errorf("attachment 300 is not listed as %s", name)
	}
}

// BenchmarkLetter writes a letter with ten reports in both formats.
func BenchmarkLetter(b *testing.B) {
	l := manyLetter(b, 10)
	s := render.Settings{Style: style.Embedded("gb9704"), Fonts: fonts.Embedded(), Formats: []string{render.DOCX, render.PDF}}
	for b.Loop() {
		parts, _ := l.Compose(Options{})
		if _, err := render.Write(parts[0].Document, "letter", s); err != nil {
			b.Fatal(err)
		}
	}
}
