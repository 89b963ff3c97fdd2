// Package render turns reports into documents: Compose makes the document of
// a report, Build writes it as PDF and DOCX.
package render

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"nianbao/render/doc"
	"nianbao/schema"
	"nianbao/schema/form"
	"nianbao/schema/source"
)

// Options are what a document shows beyond its report.
type Options struct {
	Draft      bool      // 草稿 on every page
	FirstPage  int       // number of the first page; 0 means 1
	Created    time.Time // date in the metadata of a report that has none; never the clock
	Attachment string    // mark of an attachment, e.g. 附件1, on the first line; "" = none
	// DocumentNo stands before the mark of an attachment that is bound apart
	// from its letter (GB/T 9704-2012, 7.3.7).
	DocumentNo string
}

// Compose makes the document of a report: title, preamble, the sections of
// its form in order, and the signature. Sections that the form calls optional
// are left out when the report has no text for them. The findings are about
// the text alone; those about figures are schema.Check's.
func Compose(r *schema.Report, o Options) (*doc.Document, source.List) {
	c := &composer{report: r}
	d := &doc.Document{
		Language: "zh-CN", Date: r.Date, Draft: o.Draft, FirstPage: o.FirstPage,
		Subject: "政府信息公开工作年度报告",
	}
	if d.Date.IsZero() {
		d.Date = o.Created
	}
	agency, _ := c.line(r.Agency.Name, c.origin("agency", "name"))
	d.Author = agency
	d.Keywords = []string{"政府信息公开", "年度报告", strconv.Itoa(r.Year), agency}

	c.attachment(o)
	d.Title = c.title(agency)
	c.prose("preamble")
	for i := range r.Form.Sections {
		c.section(&r.Form.Sections[i])
	}
	c.signature(agency)
	d.Blocks = c.blocks
	return d, c.found
}

// composer is a document in the making.
type composer struct {
	report *schema.Report
	blocks []doc.Block
	found  source.List
}

func (c *composer) add(b ...doc.Block) { c.blocks = append(c.blocks, b...) }

func (c *composer) origin(keys ...string) source.Origin {
	return source.Origin{File: c.report.File, Path: keys}
}

// line cleans a text of one line.
func (c *composer) line(value string, from source.Origin) (string, []doc.Inline) {
	chars, found := clean(value, from)
	c.found = append(c.found, found...)
	return plain(chars), pieces(chars, from)
}

// Line is a text of one line that belongs to no report, cleaned like all text
// that is printed.
func Line(value string, from source.Origin) ([]doc.Inline, source.List) {
	chars, found := clean(value, from)
	return pieces(chars, from), found
}

// pieces cuts characters into pieces that stand together in the value. Line
// ends become spaces.
func pieces(chars []char, from source.Origin) []doc.Inline {
	var out []doc.Inline
	start := 0
	for i := 1; i <= len(chars); i++ {
		if i < len(chars) && chars[i].at == chars[i-1].at+1 {
			continue
		}
		text := strings.ReplaceAll(plain(chars[start:i]), "\n", " ")
		out = append(out, doc.Inline{Text: text, Origin: from.At(int(chars[start].at))})
		start = i
	}
	return out
}

func (c *composer) attachment(o Options) {
	if o.Attachment == "" {
		return
	}
	c.add(&doc.Paragraph{Kind: doc.AttachmentMark, Text: []doc.Inline{{Text: o.DocumentNo + o.Attachment}}})
}

// title adds the title and returns it in one line.
func (c *composer) title(agency string) string {
	r := c.report
	t := &doc.Title{Keep: []string{agency}, Origin: c.origin("report", "title")}
	if r.Agency.Short != "" {
		t.Keep = append(t.Keep, r.Agency.Short)
	}
	for i, line := range r.TitleLines {
		from := t.Origin
		if len(r.TitleLines) > 1 {
			from.Element = i + 1
		}
		chars, found := clean(line, from)
		c.found = append(c.found, found...)
		for _, l := range splitLines(chars) {
			if len(l.text) > 0 {
				t.Lines = append(t.Lines, l.string())
				t.Origins = append(t.Origins, from.At(int(l.text[0].at)))
			}
		}
	}
	if len(t.Lines) == 0 {
		t.Origin = c.origin("agency", "name") // the default title begins with it
		t.Lines = []string{strings.NewReplacer("{agency}", agency, "{year}", strconv.Itoa(r.Year)).Replace(r.Form.Title)}
	}
	c.add(t)
	return strings.Join(t.Lines, "")
}

func (c *composer) section(s *form.Section) {
	r := c.report
	if s.Optional && s.Table == "" && strings.TrimSpace(r.Text[s.Key]) == "" {
		return
	}
	heading := c.heading(s)
	c.add(&doc.Heading{Level: 1, Text: heading})
	blocks := c.prose(s.Key)
	c.repeated(s.Key, doc.Plain(heading), blocks)
	if t := r.Table(s.Table); t != nil {
		c.add(c.table(t))
	}
}

// heading is a section's heading: the office's own wording, with the number of
// the form when it has none of its own.
func (c *composer) heading(s *form.Section) []doc.Inline {
	own := strings.TrimSpace(c.report.Headings[s.Key])
	if own == "" {
		return []doc.Inline{{Text: s.Heading}}
	}
	text, inlines := c.line(c.report.Headings[s.Key], c.origin("report", "headings", s.Key))
	number, _, ok := strings.Cut(s.Heading, "、")
	if ok && labelLevel(strings.TrimSpace(text)) != 1 {
		return append([]doc.Inline{{Text: number + "、"}}, inlines...)
	}
	return inlines
}

// repeated warns of a section's heading typed again at the start of its text.
func (c *composer) repeated(key, heading string, blocks []doc.Block) {
	if len(blocks) == 0 {
		return
	}
	var first string
	switch b := blocks[0].(type) {
	case *doc.Paragraph:
		first = doc.Plain(b.Text)
	case *doc.Heading:
		first = doc.Plain(b.Text)
	}
	_, words, _ := strings.Cut(heading, "、")
	if first != heading && first != words {
		return
	}
	c.found = append(c.found, source.Finding{
		Severity: source.Warning, Code: "TEXT-HEADING", Origin: c.origin("text", key),
		Message: fmt.Sprintf("正文开头又写了一遍标题“%s”，会印两次", first),
		Help:    []string{"删去正文里的这一行；标题由表式给出"},
	})
}

// prose adds the blocks of a Markdown text and returns them.
func (c *composer) prose(key string) []doc.Block {
	text := c.report.Text[key]
	if strings.TrimSpace(text) == "" {
		return nil
	}
	blocks, found := Prose(text, c.origin("text", key), folderOf(c.report.File))
	c.found = append(c.found, found...)
	c.add(blocks...)
	return blocks
}

// folderOf is the folder that a file's pictures are named from.
func folderOf(f *source.File) string {
	if f == nil || f.Name == "-" {
		return "."
	}
	return filepath.Dir(f.Name)
}

// signature adds 署名 and 成文日期 (GB/T 9704-2012, 7.3.5: Arabic numerals, no
// leading zeros).
func (c *composer) signature(agency string) {
	r := c.report
	if !r.Signature {
		return
	}
	c.add(&doc.Paragraph{Kind: doc.Signature, Text: []doc.Inline{{Text: agency, Origin: c.origin("agency", "name")}}})
	if r.Date.IsZero() {
		return
	}
	date := fmt.Sprintf("%d年%d月%d日", r.Date.Year(), int(r.Date.Month()), r.Date.Day())
	c.add(&doc.Paragraph{Kind: doc.DateLine, Text: []doc.Inline{{Text: date, Origin: c.origin("report", "date")}}})
}
