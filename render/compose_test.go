package render

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"nianbao/fonts"
	"nianbao/render/doc"
	"nianbao/render/layout"
	"nianbao/render/style"
	"nianbao/schema"
	"nianbao/schema/form"
	"nianbao/schema/source"
)

// load reads a report from TOML text; findings must have no error.
func load(t testing.TB, name, text string, forms form.Set) *schema.Report {
	t.Helper()
	r, found := schema.Load(&source.File{Name: name, Data: []byte(text)}, forms)
	if found.Count(source.Error) > 0 || r == nil {
		t.Fatalf("%s: %+v", name, found)
	}
	return r
}

func loadFile(t testing.TB, name string) *schema.Report {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return load(t, name, string(data), form.All())
}

// examples are the reports that can be built.
var examples = []string{"seed-2020", "full-2021"}

// TestExamples compares the document of each example with its golden: blocks,
// and tables as grids.
func TestExamples(t *testing.T) {
	for _, name := range examples {
		d, found := Compose(loadFile(t, "../examples/"+name+".toml"), Options{})
		golden(t, "testdata/"+name+".txt", dump(d.Blocks)+dumpFindings(found))
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs:\n%s", name, got)
	}
}

// noFigures is a report of the 2021 form without a figure in it; more stands at
// its top level, text after it.
func noFigures(more, text string) string {
	return `form = "2021"
year = 2024
` + more + `
[disclosure]
blank = 0
[applications]
blank = 0
[reviews]
blank = 0
` + text
}

func TestComposeOptions(t *testing.T) {
	r := load(t, "a.toml", noFigures(`
[agency]
name = "某某市财政局"
[report]
title = [ "某某市财政局", "2024年政府信息公开工作年度报告" ]
date = 2025-01-05
signature = true
headings = { reviews = "因政府信息公开工作被申请行政复议、提起行政诉讼情况", problems = "五、主要问题" }`, `
[text]
preamble = "导语。"
overview = "正文。"
problems = "问题。"
other = "无。"
`), form.All())
	d, found := Compose(r, Options{Draft: true, FirstPage: 7, Attachment: "附件1", DocumentNo: "某财函〔2025〕1号"})
	if len(found) > 0 {
		t.Error(found)
	}
	if !d.Draft || d.FirstPage != 7 || d.Title != "某某市财政局2024年政府信息公开工作年度报告" || d.Author != "某某市财政局" {
		t.Errorf("%+v", d)
	}
	if want := time.Date(2025, 1, 5, 0, 0, 0, 0, time.UTC); !d.Date.Equal(want) {
		t.Error(d.Date)
	}
	var got []string
	for _, line := range strings.Split(dump(d.Blocks), "\n") {
		if line != "" && !strings.HasPrefix(line, "  |") && !strings.HasPrefix(line, "Table") {
			got = append(got, line)
		}
	}
	want := []string{
		"Attachment 某财函〔2025〕1号附件1",
		"Title 某某市财政局 / 2024年政府信息公开工作年度报告",
		"P 导语。",
		"H1 一、总体情况", "P 正文。",
		"H1 二、主动公开政府信息情况",
		"H1 三、收到和处理政府信息公开申请情况",
		"H1 四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
		"H1 五、主要问题", "P 问题。",
		"H1 六、其他需要报告的事项", "P 无。",
		"Signature 某某市财政局", "Date 2025年1月5日",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}

func TestComposeLeavesOptionalSectionOut(t *testing.T) {
	text := strings.Replace(noFigures("[agency]\nname = \"某局\"", ""), `form = "2021"`, `form = "2019"`, 1)
	r := load(t, "a.toml", strings.Replace(text, "2024", "2020", 1), form.All())
	created := time.Date(2021, 2, 3, 0, 0, 0, 0, time.UTC)
	d, _ := Compose(r, Options{Created: created})
	for _, b := range d.Blocks {
		if h, ok := b.(*doc.Heading); ok && strings.HasPrefix(doc.Plain(h.Text), "六") {
			t.Error("an empty optional section is printed")
		}
	}
	if !d.Date.Equal(created) {
		t.Error(d.Date)
	}
}

// TestOrigins looks every piece of text up in its file: the character found
// there must be the piece's first one.
func TestOrigins(t *testing.T) {
	for _, name := range examples {
		r := loadFile(t, "../examples/"+name+".toml")
		d, _ := Compose(r, Options{})
		lines := strings.Split(string(r.File.Data), "\n")
		n := 0
		check := func(x doc.Inline) {
			if x.Origin.File == nil || x.Origin.Path == nil || x.Text == "" {
				return
			}
			n++
			at := x.Origin
			at.Width = 1
			place := at.Place()
			if place.Line == 0 {
				t.Errorf("%s: %q has no place", name, x.Text)
				return
			}
			line := []rune(lines[place.Line-1])[place.Column-1:]
			if first := []rune(x.Text)[0]; line[0] != first && !strings.ContainsRune(`"{[`, line[0]) && x.Text != "2022年1月20日" {
				t.Errorf("%s:%d:%d: %q stands at %q", name, place.Line, place.Column, x.Text, string(line))
			}
		}
		eachInline(d.Blocks, check)
		if n < 200 {
			t.Errorf("%s: only %d pieces have a place", name, n)
		}
	}
}

// TestTitleOrigins looks every character of titles up in their files.
func TestTitleOrigins(t *testing.T) {
	for _, title := range []string{"", `title = "某局2024年报告"`, `title = [ "某某局", "2024年", "年度报告" ]`} {
		r := load(t, "a.toml", noFigures("[agency]\nname = \"某某局\"\n[report]\n"+title, ""), form.All())
		d, _ := Compose(r, Options{})
		b := d.Blocks[0].(*doc.Title)
		n := 0
		for _, want := range strings.Join(b.Lines, "") {
			at := b.At(n)
			at.Width = 1
			place := at.Place()
			if got := []rune(place.Text)[place.Column-1]; got != want && (title != "" || n < 3) {
				t.Errorf("%s: character %d is %q, not %q", title, n, got, want)
			}
			n++
		}
	}
}

// TestMissingCharacter has a character that no face has in every kind of text.
// Each must be reported where it stands.
func TestMissingCharacter(t *testing.T) {
	const lost = "\U0001F600"
	r := load(t, "a.toml", strings.Replace(noFigures(`
[agency]
name = "某`+lost+`局"
[report]
title = "年度`+lost+`报告"
signature = true
date = 2025-01-05
headings = { reviews = "复议`+lost+`" }`, `
[text]
overview = '''
第一行，
　　第`+lost+`二行。

- 列表`+lost+`。

| 表`+lost+` | 乙 |
|---|---|
| **丙`+lost+`** | 脚注[^1] |

[^1]: 注`+lost+`。
'''
`), "[reviews]\nblank = 0", "[reviews]\nnote = \"表`+lost+`注\"\nreview = [ { value = 0, note = \"格`+lost+`注\" }, 0, 0, 0 ]\nblank = 0", 1), form.All())
	d, _ := Compose(r, Options{})
	_, found := layout.Pages(d, style.Embedded("gb9704"), fonts.Embedded())
	places := map[string]bool{}
	for _, f := range found {
		if f.Code != layout.CodeFontMissing {
			t.Errorf("%+v", f)
			continue
		}
		places[f.Origin.Place().Text] = true
		for _, n := range f.Related {
			places[n.Origin.Place().Text] = true
		}
	}
	lines := strings.Split(string(r.File.Data), "\n")
	for i, line := range lines {
		if strings.Contains(line, lost) && !places[line] {
			t.Errorf("line %d is not named: %s", i+1, line)
		}
	}
	for _, f := range found {
		for _, n := range append(f.Related, source.Note{Origin: f.Origin}) {
			p := n.Origin.Place()
			if got := string([]rune(lines[p.Line-1])[p.Column-1]); got != lost {
				t.Errorf("line %d, column %d is %q: %s", p.Line, p.Column, got, p.Text)
			}
		}
	}
}

// TestThirdForm builds a report on a form that only a file knows.
func TestThirdForm(t *testing.T) {
	forms, found, err := form.All().Add("testdata/forms/2031.toml")
	if err != nil || found.Count(source.Error) > 0 {
		t.Fatal(err, found)
	}
	data, err := os.ReadFile("testdata/forms/report.toml")
	if err != nil {
		t.Fatal(err)
	}
	r := load(t, filepath.Join("testdata", "forms", "report.toml"), string(data), forms)
	d, composed := Compose(r, Options{})
	golden(t, "testdata/third-form.txt", dump(d.Blocks)+dumpFindings(composed))
}
