package intake

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"nianbao/schema"
	"nianbao/schema/form"
)

// figure is the number that stands in a test form's cell: all differ.
func figure(table, row, column int) string {
	return strconv.Itoa(table*1000 + row*10 + column + 1)
}

// page is a filled form as an HTML page; edit may change a cell's text.
func page(f *form.Form, year int, edit func(label, text string) string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<html><head><title>x</title></head><body><div>首页 | 政务公开</div><h1>某某市财政局%d年政府信息公开工作年度报告</h1><p>导语一段。</p>", year)
	for _, s := range f.Sections {
		fmt.Fprintf(&b, "<p>%s</p>", s.Heading)
		if s.Table == "" {
			fmt.Fprintf(&b, "<p>　　（一）小标题</p><p>　　%s的正文，办理12件。</p>", s.Key)
			continue
		}
		for t := range f.Tables {
			if f.Tables[t].Key == s.Table {
				b.WriteString(tableHTML(&f.Tables[t], t, edit))
			}
		}
	}
	b.WriteString("<p>某某市财政局</p><p>2025年1月20日</p><div>版权所有</div></body></html>")
	return b.String()
}

func tableHTML(t *form.Table, index int, edit func(label, text string) string) string {
	var b strings.Builder
	b.WriteString("<table>")
	g := t.Grid()
	next := 0
	for row := range g.Rows {
		b.WriteString("<tr>")
		for ; next < len(g.Cells) && g.Cells[next].Row == row; next++ {
			c := g.Cells[next]
			fmt.Fprintf(&b, "<td colspan='%d' rowspan='%d'><p>%s</p></td>", c.ColSpan, c.RowSpan, cellOf(t, index, &c, edit))
		}
		b.WriteString("</tr>")
	}
	return b.String() + "</table>"
}

func cellOf(t *form.Table, index int, c *form.Cell, edit func(label, text string) string) string {
	text, label := c.Text, c.Text
	if c.Role == form.Data {
		row := t.Rows()[c.FormRow]
		text = figure(index, c.FormRow, c.FormColumn)
		label = t.Key + "." + row.Key + "." + strconv.Itoa(c.FormColumn)
	}
	if edit != nil {
		text = edit(label, text)
	}
	return text
}

// word wraps the blocks of a filled form into a DOCX as Word writes it.
func word(f *form.Form, year int) []byte {
	var b strings.Builder
	p := func(text string) {
		fmt.Fprintf(&b, `<w:p><w:r><w:t>%s</w:t></w:r></w:p>`, text)
	}
	b.WriteString(`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`)
	p(fmt.Sprintf("某某市财政局%d年政府信息", year))
	p("公开工作年度报告")
	for _, s := range f.Sections {
		p(s.Heading)
		if s.Table == "" {
			p(s.Key + "的正文，办理12件。")
			continue
		}
		for t := range f.Tables {
			if f.Tables[t].Key == s.Table {
				wordTable(&b, &f.Tables[t], t)
			}
		}
	}
	b.WriteString(`</w:body></w:document>`)
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	w, _ := z.Create("word/document.xml")
	w.Write([]byte(b.String()))
	z.Close()
	return out.Bytes()
}

func wordTable(b *strings.Builder, t *form.Table, index int) {
	g := t.Grid()
	at := make([][]*form.Cell, g.Rows)
	for i := range at {
		at[i] = make([]*form.Cell, g.Cols)
	}
	for i := range g.Cells {
		c := &g.Cells[i]
		for r := c.Row; r < c.Row+c.RowSpan; r++ {
			for k := c.Col; k < c.Col+c.ColSpan; k++ {
				at[r][k] = c
			}
		}
	}
	b.WriteString("<w:tbl>")
	for r := range at {
		b.WriteString("<w:tr>")
		for k := 0; k < g.Cols; k += at[r][k].ColSpan {
			c := at[r][k]
			merge, text := "", cellOf(t, index, c, nil)
			if c.RowSpan > 1 {
				merge = `<w:vMerge w:val="restart"/>`
				if r > c.Row {
					merge, text = `<w:vMerge/>`, ""
				}
			}
			fmt.Fprintf(b, `<w:tc><w:tcPr><w:gridSpan w:val="%d"/>%s</w:tcPr><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:tc>`, c.ColSpan, merge, text)
		}
		b.WriteString("</w:tr>")
	}
	b.WriteString("</w:tbl>")
}

func assembleHTML(t *testing.T, text string) (*schema.Report, []Doubt) {
	t.Helper()
	blocks, err := HTML([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	r, doubts, err := Assemble(blocks, form.All())
	if err != nil {
		t.Fatal(err)
	}
	return r, doubts
}

// compare checks that every figure stands where it belongs, but for skip.
func compare(t *testing.T, r *schema.Report, skip string) {
	t.Helper()
	for ti := range r.Tables {
		for ri := range r.Tables[ti].Rows {
			row := &r.Tables[ti].Rows[ri]
			for ci := range row.Cells {
				key := fmt.Sprintf("%s.%s.%d", r.Tables[ti].Form.Key, row.Form.Key, ci)
				if key == skip {
					continue
				}
				if got, want := row.Cells[ci].Text, figure(ti, ri, ci); got != want {
					t.Errorf("%s is %q, want %s", key, got, want)
				}
			}
		}
	}
}

func TestFormsComeBack(t *testing.T) {
	for _, f := range form.All() {
		year := f.From
		r, doubts := assembleHTML(t, page(f, year, nil))
		if r.Form.ID != f.ID || r.Year != year || r.Agency.Name != "某某市财政局" {
			t.Errorf("form %s, year %d, agency %s", r.Form.ID, r.Year, r.Agency.Name)
		}
		compare(t, r, "")
		if len(doubts) > 0 {
			t.Errorf("form %s: %v", f.ID, doubts)
		}
		if got := r.Text["overview"]; got != "（一）小标题\n\noverview的正文，办理12件。" {
			t.Errorf("overview: %q", got)
		}
		if r.Text["preamble"] != "导语一段。" || !r.Signature || r.Date.Format("2006-01-02") != "2025-01-20" {
			t.Errorf("preamble %q, signature %v, date %v", r.Text["preamble"], r.Signature, r.Date)
		}

		blocks, err := DOCX(word(f, year))
		if err != nil {
			t.Fatal(err)
		}
		r, doubts, err = Assemble(blocks, form.All())
		if err != nil || r.Form.ID != f.ID || r.Year != year || r.Agency.Name != "某某市财政局" || len(doubts) > 0 {
			t.Errorf("docx of form %s: %v, %v", f.ID, err, doubts)
		}
		compare(t, r, "")
	}
}

func TestDamagedForms(t *testing.T) {
	f := form.Find("2021")
	for _, c := range []struct {
		what   string
		edit   func(label, text string) string
		skip   string // the cell that changes
		doubts []string
	}{
		{"a slash", set("applications.received.0", "/"), "applications.received.0", []string{"原文为“/”，按 0 录入"}},
		{"a unit", set("applications.received.0", "1001件"), "", []string{"带单位“件”"}},
		{"full width", set("applications.received.0", "１００１"), "", []string{"全角"}},
		{"a comma", set("applications.received.0", "1,001"), "", []string{"千分位"}},
		{"unreadable", set("applications.received.0", "见附表"), "applications.received.0", []string{"留空待填"}},
		{"damaged label", set("2.其他法律行政法规禁止公开", "2.其他法律行政止公开"), "", []string{"行标签与表式不符"}},
		{"other word", set("行政规范性文件", "规范性文件"), "", []string{"行标签与表式不符"}},
		{"half-width brackets", func(_, text string) string {
			return strings.NewReplacer("（", "(", "）", ")", "“", "\"", "”", "\"").Replace(text)
		}, "", nil},
		{"no numbers before labels", func(_, text string) string {
			if labelsOf(form.All()).is(text) {
				return numbering1.ReplaceAllString(text, "")
			}
			return text
		}, "", nil},
	} {
		t.Run(c.what, func(t *testing.T) {
			r, doubts := assembleHTML(t, page(f, 2024, c.edit))
			compare(t, r, c.skip)
			if len(doubts) != len(c.doubts) {
				t.Fatalf("%d doubts: %v", len(doubts), doubts)
			}
			for i, want := range c.doubts {
				if !strings.Contains(doubts[i].String(), want) {
					t.Errorf("%s does not say %s", doubts[i], want)
				}
			}
		})
	}
}

func set(label, text string) func(string, string) string {
	return func(l, old string) string {
		if l == label {
			return text
		}
		return old
	}
}

func TestRowsInsertedAndLost(t *testing.T) {
	f := form.Find("2021")
	text := page(f, 2024, nil)
	extra := "<tr><td colspan='3'>其中：网上申请</td>" + strings.Repeat("<td>5</td>", 7) + "</tr>"
	at := strings.Index(text, "二、上年结转政府信息公开申请数量")
	at = strings.LastIndex(text[:at], "<tr>")
	r, doubts := assembleHTML(t, text[:at]+extra+text[at:])
	compare(t, r, "")
	if len(doubts) != 1 || !strings.Contains(doubts[0].String(), "表式里没有这一行，未录入") {
		t.Error(doubts)
	}
	end := at + strings.Index(text[at:], "</tr>") + len("</tr>")
	r, doubts = assembleHTML(t, text[:at]+text[end:])
	if len(doubts) != 1 || !strings.Contains(doubts[0].String(), "没有找到这一行") {
		t.Error(doubts)
	}
	if row := r.Table("applications").Row("carried_in"); row.Cells[0].Given {
		t.Error("made up a row that was not there")
	}
}

func TestOldShapeInNewReport(t *testing.T) {
	newer, older := form.Find("2021"), form.Find("2019")
	text := page(newer, 2023, nil)
	// 表三 as on the older form: （六）其他处理 is one row.
	from := strings.Index(text, "<table>")
	from += strings.Index(text[from+1:], "<table>") + 1
	to := from + strings.Index(text[from:], "</table>") + len("</table>")
	r, doubts := assembleHTML(t, text[:from]+tableHTML(&older.Tables[1], 1, nil)+text[to:])
	if r.Form.ID != "2021" {
		t.Fatalf("form %s", r.Form.ID)
	}
	var told bool
	for _, d := range doubts {
		told = told || strings.Contains(d.String(), "原表只有一行")
	}
	if row := r.Table("applications").Row("result.other.other"); !told || row == nil || !row.Cells[0].Given {
		t.Errorf("other: %v", doubts)
	}
}

func TestHostileFiles(t *testing.T) {
	bomb := func(size int) []byte {
		var out bytes.Buffer
		z := zip.NewWriter(&out)
		w, _ := z.Create("word/document.xml")
		chunk := bytes.Repeat([]byte(" "), 1<<20)
		for range size {
			w.Write(chunk)
		}
		z.Close()
		return out.Bytes()
	}
	deep := func(open string, n int) []byte {
		var out bytes.Buffer
		z := zip.NewWriter(&out)
		w, _ := z.Create("word/document.xml")
		w.Write([]byte(strings.Repeat(open, n)))
		z.Close()
		return out.Bytes()
	}
	wide := `<w:tbl>` + strings.Repeat(`<w:tr>`+strings.Repeat(`<w:tc><w:tcPr><w:gridSpan w:val="60"/></w:tcPr><w:p/></w:tc>`, 200)+`</w:tr>`, 20)
	for name, data := range map[string][]byte{
		"zip bomb": bomb(80), "nested tables": deep("<w:tbl><w:tr><w:tc>", 10_000), "no zip": []byte("PK\x03\x04"),
		"old doc": []byte("\xd0\xcf\x11\xe0xxxx"), "entity": deep(`<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:p><w:t>&x;</w:t></w:p>`, 1),
		"million cells": deep(wide, 1), "huge span": deep(`<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr>`, 1),
	} {
		if _, err := DOCX(data); err == nil {
			t.Errorf("%s was read", name)
		}
	}
	for name, text := range map[string]string{
		"huge span": "<table><tr><td colspan=1000000000>x", "deep": strings.Repeat("<div>", 100_000),
		"million cells": "<table>" + strings.Repeat("<tr>"+strings.Repeat("<td colspan=60 rowspan=60>1", 100), 100),
	} {
		if _, err := HTML([]byte(text)); err == nil {
			t.Errorf("%s was read", name)
		}
	}
}

func FuzzHTML(f *testing.F) {
	f.Add(page(form.Find("2021"), 2024, nil))
	f.Add("<table><tr><td rowspan=3>a<td>1<tr><td colspan=2>2</table>")
	f.Fuzz(func(t *testing.T, text string) {
		if blocks, err := HTML([]byte(text)); err == nil {
			Assemble(blocks, form.All())
		}
	})
}

func FuzzDOCX(f *testing.F) {
	f.Add([]byte(`<w:p><w:r><w:t>一</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>`))
	f.Fuzz(func(t *testing.T, body []byte) {
		var out bytes.Buffer
		z := zip.NewWriter(&out)
		w, _ := z.Create("word/document.xml")
		w.Write(body)
		z.Close()
		if blocks, err := DOCX(out.Bytes()); err == nil {
			Assemble(blocks, form.All())
		}
	})
}
