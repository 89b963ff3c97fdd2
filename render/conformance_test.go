package render

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"nianbao/fonts"
	"nianbao/render/pdf"
	"nianbao/render/style"
)

// oddFiles are the documents of odd reports in a style.
type oddFiles struct {
	odd
	style     string
	pages     int
	docx, pdf []byte
}

// buildOdd builds an odd report, twice: the bytes must be the same.
func buildOdd(t *testing.T, o odd, styleName string, c pdf.Conformance) oddFiles {
	t.Helper()
	// The pictures are beside the examples.
	r := load(t, "../examples/"+o.name+".toml", o.text, o.forms)
	s := Settings{Options: o.options, Style: style.Embedded(styleName), Fonts: fonts.Embedded(), Formats: []string{DOCX, PDF}}
	s.PDF.Conformance = c
	out := oddFiles{odd: o, style: styleName}
	for range 2 {
		result, err := Build(r, s)
		if err != nil || len(result.Files) != 2 {
			t.Fatalf("%s in %s: %v %v", o.name, styleName, err, result.Findings)
		}
		if out.pdf != nil && (!bytes.Equal(out.docx, result.Files[0].Data) || !bytes.Equal(out.pdf, result.Files[1].Data)) {
			t.Errorf("%s in %s: two builds give different bytes", o.name, styleName)
		}
		out.docx, out.pdf, out.pages = result.Files[0].Data, result.Files[1].Data, result.Pages
	}
	return out
}

func buildAllOdd(t *testing.T) []oddFiles {
	t.Helper()
	if testing.Short() {
		t.Skip("skipped, because it takes ten seconds and more")
	}
	var all []oddFiles
	for _, o := range oddReports(t) {
		for _, name := range style.Names() {
			all = append(all, buildOdd(t, o, name, pdf.A2a))
		}
	}
	return all
}

// writePDFs writes the PDFs into a new folder.
func writePDFs(t *testing.T, all []oddFiles) []string {
	t.Helper()
	dir := t.TempDir()
	var paths []string
	for _, f := range all {
		path := filepath.Join(dir, f.name+"-"+f.style+".pdf")
		if err := os.WriteFile(path, f.pdf, 0o644); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	return paths
}

// veraPDF lets the judge look at files: one start for all of them.
func veraPDF(t *testing.T, flavour string, paths []string) {
	t.Helper()
	need(t, "java")
	lib := os.Getenv("VERAPDF_LIB")
	if lib == "" {
		if os.Getenv("CI") == "true" {
			t.Fatal("VERAPDF_LIB does not name the folder of veraPDF's jars")
		}
		t.Skip("skipped, because VERAPDF_LIB does not name the folder of veraPDF's jars")
	}
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

// TestConformance: veraPDF finds every odd report, in every style, to be
// PDF/A-2a and PDF/UA-1.
func TestConformance(t *testing.T) {
	paths := writePDFs(t, buildAllOdd(t))
	veraPDF(t, "2a", paths)
	veraPDF(t, "ua1", paths)
}

// TestOtherConformance: so it is with PDF/A-2b and PDF/A-3a.
func TestOtherConformance(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped, because it takes ten seconds")
	}
	for flavour, c := range map[string]pdf.Conformance{"2b": pdf.A2b, "3a": pdf.A3a} {
		var all []oddFiles
		for _, o := range oddReports(t) {
			if o.name == "rare" || o.name == "prose-blocks" {
				all = append(all, buildOdd(t, o, "gb9704", c))
			}
		}
		veraPDF(t, flavour, writePDFs(t, all))
	}
}

// TestOddPDFs: qpdf finds no fault in the files of odd reports.
func TestOddPDFs(t *testing.T) {
	need(t, "qpdf")
	for _, path := range writePDFs(t, buildAllOdd(t)) {
		if out, err := exec.Command("qpdf", "--check", path).CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", filepath.Base(path), err, out)
		}
	}
}

// TestOddText: both documents of odd reports say the same, cell by cell, and
// readers find no radicals in place of characters.
func TestOddText(t *testing.T) {
	for _, f := range buildAllOdd(t) {
		t.Run(f.name+"/"+f.style, func(t *testing.T) {
			word, wordCells := wordText(t, f.docx)
			page, pageCells := pdfText(t, f.pdf)
			if bare(word) != bare(page) {
				t.Errorf("texts differ\nDOCX %s\nPDF  %s", bare(word), bare(page))
			}
			if strings.Join(wordCells, "|") != strings.Join(pageCells, "|") {
				t.Errorf("cells differ\nDOCX %q\nPDF  %q", wordCells, pageCells)
			}
			for _, r := range output(t, f.pdf, "pdftotext", "-raw", "IN", "-") {
				if r >= 0x2E80 && r <= 0x2FDF {
					t.Errorf("pdftotext shows U+%04X", r)
				}
			}
		})
	}
}

// TestOddShapes: the shapes are what they are called.
func TestOddShapes(t *testing.T) {
	for _, f := range buildAllOdd(t) {
		_, cells := wordText(t, f.docx)
		switch f.name {
		case "sixty-pages":
			if f.pages < 60 {
				t.Errorf("%s has %d pages", f.style, f.pages)
			}
		case "long-table":
			if f.pages < 6 || len(cells) < 4*longRows {
				t.Errorf("%s has %d pages and %d cells", f.style, f.pages, len(cells))
			}
			longTable(t, f)
		case "no-tables", "one-character", "no-text":
			if len(cells) != 0 {
				t.Errorf("%s has %d cells", f.name, len(cells))
			}
		}
	}
}

// longTable looks for the header rows on every page of the PDF and for the
// label of the group that a page goes on with; in the DOCX for rows that Word
// repeats and does not cut.
func longTable(t *testing.T, f oddFiles) {
	t.Helper()
	pages := strings.Split(strings.TrimSuffix(output(t, f.pdf, "pdftotext", "-raw", "IN", "-"), "\f"), "\f")
	row := 0
	for i, page := range pages {
		text := bare(page)
		if !strings.Contains(text, "线下") || !strings.Contains(text, "合计") {
			t.Errorf("%s, page %d: no header rows", f.style, i+1)
		}
		if i > 0 && longGroup(row) == longGroup(row-1) && !strings.Contains(text, "（续）") {
			t.Errorf("%s, page %d: begins with row %d, inside a group, without （续）", f.style, i+1, row+1)
		}
		row += strings.Count(text, "项事项的名称")
	}
	if row != longRows || len(pages) != f.pages {
		t.Errorf("%s: %d rows on %d pages", f.style, row, len(pages))
	}
	word := dumpWord(t, f.docx)
	if heads, whole := strings.Count(word, "tblHeader"), strings.Count(word, "cantSplit"); heads != 3 || whole != longRows+3 {
		t.Errorf("%s: DOCX with %d header rows and %d rows that are not cut", f.style, heads, whole)
	}
}
