package intake

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"nianbao/schema"
	"nianbao/schema/form"
)

func figureCell(f Figure) schema.Cell {
	value, err := decimal.NewFromString(f.Text)
	if err != nil {
		return schema.Cell{}
	}
	return schema.Cell{Value: value, Text: f.Text, Note: f.Note, Given: true}
}

// furniture is what stands around a report on a web page.
var furniture = []string{"版权所有", "主办单位", "责任编辑", "【打印", "打印本页", "关闭窗口", "扫一扫", "上一篇", "下一篇", "分享到", "网站地图", "ICP备"}

// prose sorts the paragraphs into the form's sections. A section begins at a
// heading that reads like the form's; its own wording is kept.
func (a *assembly) prose(blocks []Block) {
	r := &a.report
	r.Text, r.Headings = map[string]string{}, map[string]string{}
	parts := map[string][]string{}
	key, next := "preamble", 0
	if r.Year == 0 {
		key = ""
	}
	for _, b := range blocks[a.title:] {
		if b.Table != nil {
			if key != "" && !statutory(b.Table, a.lines) && isProse(r.Form, key) {
				parts[key] = append(parts[key], markdownTable(b.Table))
			}
			continue
		}
		if key != "" {
			a.pictures(b)
		}
		text := strings.TrimSpace(b.Text)
		if text == "" {
			continue
		}
		if i := sectionOf(r.Form, text, b.Level, next); i >= 0 {
			s := &r.Form.Sections[i]
			key, next = s.Key, i+1
			if heading := strings.Join(strings.Fields(text), ""); heading != s.Heading {
				r.Headings[key] = heading
			}
			continue
		}
		if isFurniture(text) {
			break
		}
		if key != "" && !isProse(r.Form, key) {
			a.besideTable(key, text)
			continue
		}
		if key != "" {
			parts[key] = append(parts[key], a.markdown(b))
		}
	}
	last := lastProse(r.Form, parts)
	a.signature(parts, last)
	for k, p := range parts {
		if len(p) > 0 {
			r.Text[k] = joinParagraphs(p)
		}
	}
	for _, s := range r.Form.Sections {
		if s.Table == "" && !s.Optional && r.Text[s.Key] == "" {
			a.doubt(Doubt{Where: "“" + s.Heading + "”", Message: "没有找到这一部分的正文"})
		}
	}
}

func isFurniture(text string) bool {
	for _, mark := range furniture {
		if strings.Contains(text, mark) {
			return true
		}
	}
	return false
}

// isProse tells sections of text from sections that are a table.
func isProse(f *form.Form, key string) bool {
	for i := range f.Sections {
		if f.Sections[i].Key == key {
			return f.Sections[i].Table == ""
		}
	}
	return true // the preamble
}

// sectionOf returns the index of the section that a paragraph is the heading
// of, or −1. Sections come in order; a heading may be reworded or misnumbered.
func sectionOf(f *form.Form, text string, level, from int) int {
	one := strings.Join(strings.Fields(text), "")
	if len([]rune(one)) > 45 || strings.HasSuffix(one, "。") {
		return -1
	}
	numbered := strings.ContainsAny(string([]rune(one)[:1]), "一二三四五六七八九十")
	if !numbered && level != 1 {
		return -1
	}
	best, top := -1, 0.58
	for i := from; i < len(f.Sections); i++ {
		if s := alike(bare(one), bare(f.Sections[i].Heading)); s > top {
			best, top = i, s
		}
	}
	return best
}

// besideTable keeps a note below a table and tells of other text there, for
// which the form has no place.
func (a *assembly) besideTable(key, text string) {
	r := &a.report
	for i := range r.Form.Sections {
		s := &r.Form.Sections[i]
		if s.Key != key {
			continue
		}
		t := r.Table(s.Table)
		if t != nil && (strings.HasPrefix(text, "注") || strings.HasPrefix(text, "备注") || strings.HasPrefix(text, "说明")) {
			t.Note = strings.TrimSpace(t.Note + text)
			return
		}
		a.doubt(Doubt{Where: "“" + s.Heading + "”", Found: clip(text), Message: "表格旁的文字，表式里没有它的位置，未录入"})
	}
}

func clip(s string) string {
	if r := []rune(s); len(r) > 30 {
		return string(r[:30]) + "…"
	}
	return s
}

// lastProse is the key of the last section that has text.
func lastProse(f *form.Form, parts map[string][]string) string {
	for i := len(f.Sections) - 1; i >= 0; i-- {
		if len(parts[f.Sections[i].Key]) > 0 {
			return f.Sections[i].Key
		}
	}
	return ""
}

// signature takes 署名 and 成文日期 off the end of the prose.
func (a *assembly) signature(parts map[string][]string, key string) {
	p := parts[key]
	if len(p) == 0 {
		return
	}
	date, ok := ReadDate(p[len(p)-1])
	if !ok {
		return
	}
	a.report.Date = date
	p = p[:len(p)-1]
	if n := len(p); n > 0 && len([]rune(p[n-1])) <= 40 && !strings.ContainsAny(p[n-1], "。；，：") {
		a.report.Signature = true
		if name := p[n-1]; name != a.report.Agency.Name {
			a.doubt(Doubt{Where: "署名", Found: name, Message: fmt.Sprintf("与题目里的机关名称“%s”不同，以题目为准", a.report.Agency.Name)})
		}
		p = p[:n-1]
	}
	parts[key] = p
}

// pictures tells of pictures, which stay behind.
func (a *assembly) pictures(b Block) {
	for _, alt := range b.Pictures {
		a.doubt(Doubt{Where: "正文", Found: clip(alt), Message: "有一张图片没有取出；要用请另存为 PNG 或 JPEG，写成 ![图的说明](文件名)"})
	}
}

// bullets begin the items of a list as Word and our own documents print them.
const bullets = "•●▪■◆"

// markdown writes a paragraph as Markdown: headings known by their style and
// list items get their marks, footnotes follow the paragraph.
func (a *assembly) markdown(b Block) string {
	text := strings.ReplaceAll(b.Text, "\n", "  \n")
	if first := []rune(text)[0]; strings.ContainsRune(bullets, first) {
		text = "- " + strings.TrimSpace(text[len(string(first)):])
	} else if b.Level >= 2 && b.Level <= 4 && !strings.Contains(text, "\n") {
		text = strings.Repeat("#", b.Level-1) + " " + text
	}
	for _, note := range b.Notes {
		a.notes++
		mark := fmt.Sprintf("[^%d]", a.notes)
		text = strings.Replace(text, noteMark, mark, 1) + "\n\n" + mark + ": " + note
	}
	return text
}

// joinParagraphs puts an empty line between paragraphs, none inside a list.
func joinParagraphs(list []string) string {
	var s strings.Builder
	for i, p := range list {
		switch {
		case i == 0:
		case strings.HasPrefix(p, "- ") && strings.HasPrefix(list[i-1], "- "):
			s.WriteString("\n")
		default:
			s.WriteString("\n\n")
		}
		s.WriteString(p)
	}
	return s.String()
}

// markdownTable writes a table in prose as a Markdown table; merged cells are
// repeated, as Markdown has none.
func markdownTable(t *Table) string {
	var s strings.Builder
	for i, row := range t.Rows {
		s.WriteString("|")
		for _, c := range row {
			text := ""
			if c != nil {
				text = strings.ReplaceAll(strings.ReplaceAll(c.Text, "\n", " "), "|", `\|`)
			}
			s.WriteString(" " + text + " |")
		}
		s.WriteString("\n")
		if i == 0 {
			s.WriteString("|" + strings.Repeat(" --- |", len(row)) + "\n")
		}
	}
	return strings.TrimSuffix(s.String(), "\n")
}
