package render

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"nianbao/fonts"
	"nianbao/render/doc"
	"nianbao/render/style"
	"nianbao/schema"
	"nianbao/schema/form"
	"nianbao/schema/source"
)

// built is a report's documents, and what they say.
type built struct {
	doc       *doc.Document
	docx, pdf []byte
	pages     int
}

func build(t testing.TB, r *schema.Report, o Options) built {
	t.Helper()
	d, _ := Compose(r, o)
	result, err := Build(r, Settings{
		Options: o, Style: style.Embedded("gb9704"), Fonts: fonts.Embedded(), Formats: []string{DOCX, PDF},
	})
	if err != nil || len(result.Files) != 2 {
		t.Fatal(err, result.Findings)
	}
	return built{d, result.Files[0].Data, result.Files[1].Data, result.Pages}
}

// need skips, or fails where CI must not skip, when a tool is missing.
func need(t testing.TB, tool string) {
	t.Helper()
	if _, err := exec.LookPath(tool); err == nil {
		return
	}
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is not installed", tool)
	}
	t.Skipf("skipped, because %s is not installed", tool)
}

// output runs a tool on a file of the given content.
func output(t testing.TB, data []byte, tool string, args ...string) string {
	t.Helper()
	need(t, tool)
	name := filepath.Join(t.TempDir(), "in")
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
	for i := range args {
		if args[i] == "IN" {
			args[i] = name
		}
	}
	var fault bytes.Buffer
	cmd := exec.Command(tool, args...)
	cmd.Stderr = &fault
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", tool, err, fault.String())
	}
	return string(out)
}

// bare is s without any white space.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// wordText is the text of a DOCX: paragraphs, with the footnotes they call
// after them, and the texts of the table cells in order. Continuation cells of
// merges are left out.
func wordText(t testing.TB, data []byte) (text string, cells []string) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	read := func(name string) wordPart {
		f, err := z.Open(name)
		if err != nil {
			return wordPart{}
		}
		defer f.Close()
		var p wordPart
		if err := p.read(xml.NewDecoder(f)); err != nil {
			t.Fatal(err)
		}
		return p
	}
	main, notes := read("word/document.xml"), read("word/footnotes.xml")
	for i, note := range notes.notes {
		call, mark := string(rune(firstCall+i)), string(rune('①'+i))
		at := strings.Index(main.text, call)
		end := at + strings.IndexByte(main.text[at:], '\n') + 1
		main.text = main.text[:end] + mark + note + "\n" + main.text[end:]
		main.text = strings.Replace(main.text, call, mark, 1)
		for k, cell := range main.cells {
			if strings.Contains(cell, call) {
				main.cells[k] = strings.Replace(cell, call, mark, 1) + mark + note
			}
		}
	}
	return main.text, main.cells
}

// firstCall stands for the call of the first footnote in a wordPart, the number
// after it for that of the second.
const firstCall = 0xF0000

// wordPart is what one part of a DOCX says.
type wordPart struct {
	text  string
	cells []string
	notes []string // footnotes by id, from 1
	calls int      // of footnotes
}

func (p *wordPart) read(x *xml.Decoder) error {
	var all, cell, note strings.Builder
	inText, inCell, merged := false, false, false
	for {
		token, err := x.Token()
		if errors.Is(err, io.EOF) {
			p.text = all.String()
			return nil
		}
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			switch token.Name.Local {
			case "t":
				inText = true
			case "tc":
				inCell, merged = true, false
				cell.Reset()
			case "footnote":
				note.Reset()
			case "footnoteReference":
				all.WriteRune(rune(firstCall + p.calls))
				cell.WriteRune(rune(firstCall + p.calls))
				p.calls++
			case "vMerge":
				merged = true
				for _, a := range token.Attr {
					merged = merged && a.Value != "restart"
				}
			}
		case xml.EndElement:
			switch token.Name.Local {
			case "t":
				inText = false
			case "tc":
				if inCell = false; !merged {
					p.cells = append(p.cells, cell.String())
				}
			case "footnote":
				if note.Len() > 0 { // the first ones are separators
					p.notes = append(p.notes, note.String())
				}
			case "p":
				all.WriteByte('\n')
			}
		case xml.CharData:
			if !inText {
				continue
			}
			all.Write(token)
			note.Write(token)
			if inCell {
				cell.Write(token)
			}
		}
	}
}

// pdfText is the text of a PDF as its tags order it, without page numbers and
// repeated heads, and the texts of its table cells.
func pdfText(t testing.TB, data []byte) (text string, cells []string) {
	t.Helper()
	var all, cell strings.Builder
	inCell := -1
	flush := func() {
		if inCell >= 0 {
			cells = append(cells, cell.String())
			cell.Reset()
		}
		inCell = -1
	}
	for _, line := range strings.Split(output(t, data, "pdfinfo", "-struct-text", "IN"), "\n") {
		content := strings.TrimLeft(line, " ")
		depth := len(line) - len(content)
		if m := structText.FindStringSubmatch(content); m != nil {
			all.WriteString(m[1])
			if inCell >= 0 {
				cell.WriteString(m[1])
			}
			continue
		}
		if inCell >= 0 && depth <= inCell {
			flush()
		}
		if strings.HasPrefix(content, "TD") || strings.HasPrefix(content, "TH") && !strings.HasPrefix(content, "THead") {
			flush()
			inCell = depth
		}
		all.WriteByte('\n')
	}
	flush()
	return all.String(), cells
}

var structText = regexp.MustCompile(`^"(.*)"$`)

// seedText is the seed's own words: the paragraphs of its first and fifth
// section. They are read where they stand, for no word of them is kept here.
func seedText(t *testing.T) (overview, problems []string) {
	t.Helper()
	data, err := os.ReadFile("../../shared/reference/seed-report-2020.txt")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip("skipped, because the seed's text is not beside the repository")
	}
	part := func(from, to string) []string {
		s := string(data)
		_, s, _ = strings.Cut(s, from)
		if to != "" {
			s, _, _ = strings.Cut(s, to)
		}
		var lines []string
		for _, l := range strings.Split(s, "\n") {
			if l = strings.TrimSpace(l); l != "" {
				lines = append(lines, l)
			}
		}
		return lines
	}
	return part("一、总体情况", "二、主动公开政府信息情况"), part("五、存在的主要问题及改进情况", "")
}

// TestSeed takes the seed's own text word for word, builds it, and reads
// every paragraph and every figure back from both documents.
func TestSeed(t *testing.T) {
	overview, problems := seedText(t)
	if len(overview) != 6 || len(problems) != 2 {
		t.Fatalf("the seed has %d and %d paragraphs", len(overview), len(problems))
	}
	data, err := os.ReadFile("../examples/seed-2020.toml")
	if err != nil {
		t.Fatal(err)
	}
	figures, _, _ := strings.Cut(string(data), "[text]")
	seed, err := os.ReadFile("../../shared/reference/seed-report-2020.txt")
	if err != nil {
		t.Fatal(err)
	}
	between := func(from, to string) string {
		_, s, _ := strings.Cut(string(seed), from)
		if to != "" {
			s, _, _ = strings.Cut(s, to)
		}
		return s
	}
	r := load(t, "seed.toml", figures+"[text]\noverview = '''"+between("一、总体情况", "二、主动公开政府信息情况")+
		"'''\nproblems = '''"+between("五、存在的主要问题及改进情况", "")+"'''\n", form.All())

	b := build(t, r, Options{})
	var paragraphs []string
	for _, x := range b.doc.Blocks {
		if p, ok := x.(*doc.Paragraph); ok {
			paragraphs = append(paragraphs, doc.Plain(p.Text))
		}
	}
	if want := append(overview, problems...); strings.Join(paragraphs, "\n") != strings.Join(want, "\n") {
		t.Errorf("paragraphs differ:\n%s\n\nwant:\n%s", strings.Join(paragraphs, "\n"), strings.Join(want, "\n"))
	}
	title, _, _ := strings.Cut(string(seed), "\n")
	readBack(t, b, append([]string{title}, paragraphs...))
	sameFigures(t, r, b, 161+15+22)
}

// readBack looks for texts in both documents, in order.
func readBack(t *testing.T, b built, want []string) {
	t.Helper()
	word, _ := wordText(t, b.docx)
	pdf, _ := pdfText(t, b.pdf)
	for name, got := range map[string]string{"DOCX": bare(word), "PDF": bare(pdf)} {
		for _, s := range want {
			_, rest, ok := strings.Cut(got, bare(s))
			if !ok {
				t.Errorf("%s: not found, or out of order: %s", name, s)
				continue
			}
			got = rest
		}
	}
	// What a person copies from the page, page numbers aside.
	copied := bare(pageNumber.ReplaceAllString(output(t, b.pdf, "pdftotext", "-raw", "IN", "-"), ""))
	for _, s := range want {
		if !strings.Contains(copied, bare(s)) {
			t.Errorf("pdftotext does not find: %s", s)
		}
	}
	for _, r := range copied {
		if r >= 0x2E80 && r <= 0x2FDF || r >= 0xE000 && r <= 0xF8FF {
			t.Errorf("pdftotext shows U+%04X", r)
		}
	}
}

var pageNumber = regexp.MustCompile(`(?m)^\s*— \d+ —\s*$|\f`)

// sameFigures reads the figures of all tables back and compares them, in the
// order of the form, with the report's.
func sameFigures(t *testing.T, r *schema.Report, b built, want int) {
	t.Helper()
	var figures []string
	for i := range r.Tables {
		for j := range r.Tables[i].Rows {
			for _, c := range r.Tables[i].Rows[j].Cells {
				s := c.Text
				if c.Note != "" {
					s += "（" + c.Note + "）"
				}
				figures = append(figures, s)
			}
		}
	}
	if len(figures) != want {
		t.Errorf("the report has %d figures, want %d", len(figures), want)
	}
	_, word := wordText(t, b.docx)
	_, pdf := pdfText(t, b.pdf)
	for name, cells := range map[string][]string{"DOCX": word, "PDF": pdf} {
		var got []string
		for _, c := range cells {
			if c = bare(c); figure.MatchString(c) {
				got = append(got, c)
			}
		}
		if strings.Join(got, " ") != strings.Join(figures, " ") {
			t.Errorf("%s: %d figures\n%s\nwant\n%s", name, len(got), strings.Join(got, " "), strings.Join(figures, " "))
		}
	}
}

var figure = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?(（.*）)?$`)

// TestSameText compares the text of both documents of every example, and their
// figures with the TOML.
func TestSameText(t *testing.T) {
	for _, name := range examples {
		t.Run(name, func(t *testing.T) {
			r := loadFile(t, "../examples/"+name+".toml")
			b := build(t, r, Options{})
			word, wordCells := wordText(t, b.docx)
			pdf, pdfCells := pdfText(t, b.pdf)
			if bare(word) != bare(pdf) {
				t.Errorf("texts differ\nDOCX %s\nPDF  %s", bare(word), bare(pdf))
			}
			if strings.Join(wordCells, "|") != strings.Join(pdfCells, "|") {
				t.Errorf("cells differ\nDOCX %q\nPDF  %q", wordCells, pdfCells)
			}
		})
	}
}

// TestBuildStops writes nothing for a report that has an error in its text,
// unless it is a draft.
func TestBuildStops(t *testing.T) {
	r := load(t, "a.toml", noFigures("[agency]\nname = \"某局\"", "[text]\noverview = \"![](none.png)\""), form.All())
	s := Settings{Style: style.Embedded("gb9704"), Fonts: fonts.Embedded(), Formats: []string{PDF, DOCX}}
	result, err := Build(r, s)
	if err != nil || len(result.Files) > 0 || result.Findings.Count(source.Error) != 2 {
		t.Error(err, len(result.Files), result.Findings)
	}
	s.Draft = true
	if result, err = Build(r, s); err != nil || len(result.Files) != 2 || result.Files[0].Format != PDF || result.Pages == 0 {
		t.Error(err, len(result.Files), result.Pages)
	}
}

// BenchmarkCompose composes the seed report.
func BenchmarkCompose(b *testing.B) {
	r := loadFile(b, "../examples/seed-2020.toml")
	b.ReportAllocs()
	for b.Loop() {
		Compose(r, Options{})
	}
}

// BenchmarkBuild makes both documents of the seed report.
func BenchmarkBuild(b *testing.B) {
	r := loadFile(b, "../examples/seed-2020.toml")
	s := Settings{Style: style.Embedded("gb9704"), Fonts: fonts.Embedded(), Formats: []string{DOCX, PDF}}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Build(r, s); err != nil {
			b.Fatal(err)
		}
	}
}
