package intake

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"nianbao/schema"
	"nianbao/schema/form"
)

// prose sorts the paragraphs into the form's sections. A section begins at a
// heading that reads like the form's; its own wording is kept.
func (a *assembly) prose() {
	r := &a.report
	r.Text, r.Headings = map[string]string{}, map[string]string{}
	at := a.locate()
	begins := map[int]int{} // block → section
	tables := a.tableBlocks()
	for i := range r.Form.Sections {
		s := &r.Form.Sections[i]
		if at[i] >= 0 {
			begins[at[i]] = i
			if text := squash(a.blocks[at[i]].Text); text != s.Heading {
				r.Headings[s.Key] = text
			}
		} else if t, ok := tables[s.Table]; ok {
			begins[t] = i
		}
	}
	d := &distribution{assembly: a, parts: map[string][]string{}, begins: begins, heads: at, section: -1}
	d.run()
	last := d.last()
	a.signature(d.parts, last)
	d.settle()
}

// distribution gives each paragraph to its section.
type distribution struct {
	*assembly
	parts   map[string][]string
	begins  map[int]int
	heads   []int
	section int // −1 = the preamble
	tabled  bool
}

func (d *distribution) run() {
	for i := d.title; i < len(d.blocks); i++ {
		b := &d.blocks[i]
		if b.Meta {
			continue
		}
		if s, ok := d.begins[i]; ok {
			d.section, d.tabled = s, false
			if d.heads[s] == i {
				continue
			}
		}
		if b.Table == nil && isFurniture(b.Text) {
			if d.isLast() {
				break
			}
			continue
		}
		d.pictures(b)
		switch {
		case b.Table != nil && d.statutory(b.Table):
			d.tabled = true
		case b.Table != nil && d.key() != "":
			d.keep(d.markdownTable(b.Table))
		case b.Table != nil:
			d.doubt(Doubt{Where: strings.TrimSpace(b.Table.Name), Message: "不是表式里的表，未录入"})
		case b.Text != "":
			d.paragraph(b)
		}
	}
}

// key is the section that text goes to; "" when it is a table.
func (d *distribution) key() string {
	if d.section < 0 {
		return schema.Preamble
	}
	if s := &d.report.Form.Sections[d.section]; s.Table == "" {
		return s.Key
	}
	return ""
}

func (d *distribution) keep(text string) { d.parts[d.key()] = append(d.parts[d.key()], text) }

// isLast tells that no section begins further on.
func (d *distribution) isLast() bool {
	return d.section >= 0 && d.report.Form.Sections[d.section].Table == "" && d.section == slices.Index(d.heads, slices.Max(d.heads))
}

func (d *distribution) paragraph(b *Block) {
	if d.section < 0 && isContents(b.Text, d.report.Form) {
		return
	}
	if d.key() != "" {
		d.keep(d.markdown(b))
		return
	}
	text := oneLine(b.Text)
	s := &d.report.Form.Sections[d.section]
	switch t := d.report.Table(s.Table); {
	case strings.HasPrefix(text, "注") || strings.HasPrefix(text, "备注") || strings.HasPrefix(text, "说明"):
		t.Note += b.Text
		for _, mark := range []string{"注：", "注:"} { // printed before a note anyway
			t.Note = strings.TrimSpace(strings.TrimPrefix(t.Note, mark))
		}
	case isCaption(text, d.report.Form, t.Form):
	case d.tabled && d.unheaded():
		d.keep(d.markdown(b))
	default:
		d.doubt(Doubt{Where: "“" + s.Heading + "”", Found: text, Message: "表格旁的文字，表式里没有它的位置，未录入"})
	}
}

// unheaded begins the next section where it is prose without a heading: text
// below the last table is of 五 though the heading is missing.
func (d *distribution) unheaded() bool {
	next := d.section + 1
	if next >= len(d.heads) || d.heads[next] >= 0 || d.report.Form.Sections[next].Table != "" {
		return false
	}
	d.section = next
	d.doubt(Doubt{Where: "“" + d.report.Form.Sections[next].Heading + "”", Message: "没有找到标题，表格之后的文字按位置归入这一部分"})
	return true
}

// last is the key of the last section that has text.
func (d *distribution) last() string {
	sections := d.report.Form.Sections
	for i := len(sections) - 1; i >= 0; i-- {
		if len(d.parts[sections[i].Key]) > 0 {
			return sections[i].Key
		}
	}
	return ""
}

// longPreamble is the length in characters from which text without a heading
// is the report itself, not what stands before it.
const longPreamble = 600

// settle puts the texts into the report and tells which are missing.
func (d *distribution) settle() {
	r := &d.report
	first := &r.Form.Sections[0]
	if before := d.parts[schema.Preamble]; first.Table == "" && d.heads[0] < 0 && utf8.RuneCountInString(strings.Join(before, "")) > longPreamble {
		d.parts[first.Key], d.parts[schema.Preamble] = append(before, d.parts[first.Key]...), nil
		d.doubt(Doubt{Where: "“" + first.Heading + "”", Message: "没有找到标题，题目之后的文字都归入这一部分；导语请分出来"})
	}
	for key, p := range d.parts {
		if len(p) > 0 {
			r.Text[key] = joinParagraphs(p)
		}
	}
	for _, s := range r.Form.Sections {
		if s.Table == "" && !s.Optional && r.Text[s.Key] == "" {
			d.doubt(Doubt{Where: "“" + s.Heading + "”", Message: "没有找到这一部分的正文"})
		}
	}
}

var (
	furniture = regexp.MustCompile(`版权所有|ICP备|公网安备|网站标识码|网站地图|分享到|打印本页|关闭窗口|我要纠错|返回顶部|【打印|打印】|【关闭|【字|字体[:：]\s*[【\[]?\s*大|(浏览|点击|阅读|访问)(次数|量|数)?[:：]|` +
		`^(信息|文章|稿件)?来源[:：]|^作者[:：]|^(发布|公开|成文|生成|更新)(时间|日期)[:：]|^(发布|公开|信息)(机构|单位)[:：]|^时间[:：]|^[上下]一[篇条页][:：]?|^索引号[:：]|^(您的?)?(当前|所在|现在)的?位置[:：]|` +
		`^责任编辑[:：]|^(主办|承办)单位[:：]|^字号|^.{0,8}扫一扫|^[-—－–]+\s*[0-9０-９]{1,3}\s*[-—－–]+$`)
	unitLine = regexp.MustCompile(`^[（(]?(计量)?单位[:：].{1,12}$|^续?表[一二三四1-4]$|^[（(]?续表[)）]?$`)
)

// isFurniture tells a line of the page around the article.
func isFurniture(text string) bool {
	return utf8.RuneCountInString(text) <= 100 && !strings.HasSuffix(text, "。") && furniture.MatchString(text)
}

var leaders = regexp.MustCompile(`[\s.．…·\-—]*[0-9]{0,3}$`)

// isContents tells a line of a table of contents.
func isContents(text string, f *form.Form) bool {
	text = leaders.ReplaceAllString(strings.TrimLeft(text, bullets+" "), "")
	return squash(text) == "目录" || sectionOf(f, text) >= 0
}

// isCaption tells a line that only says again what the form's table is.
func isCaption(text string, f *form.Form, t *form.Table) bool {
	b := bare(text)
	if unitLine.MatchString(text) || b == bare(t.Title) || b == bare(t.Name) || b == "" {
		return true
	}
	for i := range t.Bands {
		if title := bare(t.Bands[i].Title); title != "" && alike(b, title) > 0.8 {
			return true
		}
	}
	for i := range f.Sections {
		if alike(b, bare(f.Sections[i].Heading)) > 0.9 {
			return true
		}
	}
	return false
}
