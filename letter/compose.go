package letter

import (
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"nianbao/render"
	"nianbao/render/doc"
	"nianbao/schema"
	"nianbao/schema/source"
)

// Options are what a letter's documents show beyond what its file says.
type Options struct {
	Draft   bool      // 草稿 on every page
	Created time.Time // date in the metadata of a letter that has none
}

// Part is one document of a letter: the letter itself, which comes first and
// has no Mark, or an attachment that is bound apart.
type Part struct {
	Mark     string // 附件1
	Document *doc.Document
	Sources  []*source.File // what it was made from
}

// Compose makes the letter's documents: one that holds letter and attachments,
// or one for each when they are bound apart. Finished files and attachments
// whose report is not to be had are only listed. The findings are about the
// text alone.
func (l *Letter) Compose(o Options) ([]Part, source.List) {
	c := &composer{letter: l}
	c.head()
	title := c.title()
	c.text(l.To, doc.Recipients)
	c.prose(l.Body)
	c.list()
	c.attendance()
	c.closing()
	c.remark()

	parts := []Part{{Document: c.document(title, o), Sources: []*source.File{l.File}}}
	for i := range l.Attachments {
		a := &l.Attachments[i]
		d := c.attached(a, l.mark(i), o)
		switch {
		case d == nil:
			continue
		case l.Apart:
			parts = append(parts, Part{Mark: l.mark(i), Document: d})
		default:
			c.add(&doc.PageBreak{})
			c.add(d.Blocks...)
		}
		if last := &parts[len(parts)-1]; a.Report != nil {
			last.Sources = append(last.Sources, a.Report.File)
		}
	}
	c.imprint()
	parts[0].Document.Blocks = c.blocks
	return parts, c.found
}

// document is an empty document with what its metadata say.
func (c *composer) document(title string, o Options) *doc.Document {
	l := c.letter
	d := &doc.Document{Title: title, Language: "zh-CN", Date: l.Date, Draft: o.Draft, Subject: "公文"}
	if d.Date.IsZero() {
		d.Date = o.Created
	}
	for i, name := range c.lines(l.Offices) {
		if i > 0 {
			d.Author += "、"
		}
		d.Author += plain(name)
	}
	if number := plain(c.line(l.Number)); number != "" {
		d.Keywords = []string{number}
	}
	return d
}

// composer is a letter's documents in the making.
type composer struct {
	letter *Letter
	blocks []doc.Block
	found  source.List
}

func (c *composer) add(b ...doc.Block) { c.blocks = append(c.blocks, b...) }

// line cleans a text of one line; nil for an empty one.
func (c *composer) line(x Text) []doc.Inline {
	if x.Value == "" {
		return nil
	}
	text, found := render.Line(x.Value, x.Origin)
	c.found = append(c.found, found...)
	return text
}

func (c *composer) lines(all []Text) [][]doc.Inline {
	var out [][]doc.Inline
	for _, x := range all {
		if text := c.line(x); len(text) > 0 {
			out = append(out, text)
		}
	}
	return out
}

func plain(text []doc.Inline) string { return doc.Plain(text) }

func typed(s string) []doc.Inline { return []doc.Inline{{Text: s}} }

// head adds 版头. Without a mark of its own a letter has one made from the
// offices' names (7.2.4, 10.1, 10.2).
func (c *composer) head() {
	l := c.letter
	h := &doc.LetterHead{
		Form: l.Form, Mark: c.lines(l.Mark), Number: c.line(l.Number),
		Copy: c.line(l.Copy), Secrecy: c.line(l.Secrecy), Urgency: c.line(l.Urgency),
	}
	word := ""
	if len(h.Mark) == 0 {
		h.Mark = c.lines(l.Offices)
		switch l.Form {
		case doc.FileForm:
			word = "文件"
		case doc.OrderForm:
			word = "令"
		case doc.MinutesForm:
			word = "会议纪要"
		}
	} else if l.Form == doc.FileForm && len(h.Mark) > 1 && !strings.HasSuffix(plain(h.Mark[0]), "文件") {
		word = "文件"
	}
	switch {
	case l.Form == doc.NoteForm:
		h.Mark = h.Mark[:min(1, len(h.Mark))]
	case len(h.Mark) > 1 && word != "":
		h.Suffix = typed(word)
	case len(h.Mark) == 1 && word != "":
		h.Mark[0] = append(h.Mark[0][:len(h.Mark[0]):len(h.Mark[0])], doc.Inline{Text: word})
	}
	if l.Form != doc.NoteForm {
		h.Signers = c.lines(l.Signers)
	}
	c.add(h)
}

// title adds the title and returns it in one line.
func (c *composer) title() string {
	l := c.letter
	t := &doc.Title{}
	for _, x := range l.Title {
		if text := c.line(x); len(text) > 0 {
			t.Lines, t.Origins = append(t.Lines, plain(text)), append(t.Origins, x.Origin)
		}
	}
	for _, x := range l.Offices {
		t.Keep = append(t.Keep, x.Value)
	}
	whole := strings.Join(t.Lines, "")
	if whole == "" {
		return plain(c.line(l.Number))
	}
	t.Origin = t.Origins[0]
	c.add(t)
	return whole
}

// text adds a paragraph of one line of input.
func (c *composer) text(x Text, kind doc.Kind) {
	if text := c.line(x); len(text) > 0 {
		c.add(&doc.Paragraph{Kind: kind, Text: text})
	}
}

// prose adds a Markdown text.
func (c *composer) prose(x Text) {
	blocks, found := render.Prose(x.Value, x.Origin, c.letter.folder())
	c.found = append(c.found, found...)
	c.add(levels(blocks)...)
}

var firstLevel = regexp.MustCompile(`^[一二三四五六七八九十百]+、`)

// levels gives headings with the label 一、 the first level: in reports the
// form has those, in a letter the text does.
func levels(blocks []doc.Block) []doc.Block {
	for i, b := range blocks {
		switch b := b.(type) {
		case *doc.Heading:
			if firstLevel.MatchString(plain(b.Text)) {
				b.Level = 1
			}
		case *doc.Paragraph:
			s := plain(b.Text)
			if b.Kind == doc.Body && firstLevel.MatchString(s) && utf8.RuneCountInString(s) <= 40 && trailing(s) == "" && !strings.Contains(s, "。") {
				blocks[i] = &doc.Heading{Level: 1, Text: b.Text}
			}
		}
	}
	return blocks
}

// attached makes the document of an attachment, nil for one that is only
// listed. One that is bound apart has the letter's number before its mark
// (7.3.7).
func (c *composer) attached(a *Attachment, mark string, o Options) *doc.Document {
	number := ""
	if c.letter.Apart {
		number = plain(c.line(c.letter.Number))
	}
	if a.Report != nil {
		d, found := render.Compose(a.Report, render.Options{Draft: o.Draft, Created: o.Created, Attachment: mark, DocumentNo: number})
		c.found = append(c.found, schema.Accept(a.Report, found)...)
		return d
	}
	if a.Body.Value == "" {
		return nil
	}
	blocks, found := render.Prose(a.Body.Value, a.Body.Origin, c.letter.folder())
	c.found = append(c.found, found...)
	d := c.document(plain(c.line(a.Title)), o)
	d.Blocks = []doc.Block{&doc.Paragraph{Kind: doc.AttachmentMark, Text: typed(number + mark)}}
	if text := c.line(a.Title); len(text) > 0 {
		d.Blocks = append(d.Blocks, &doc.Title{Lines: []string{plain(text)}, Origin: a.Title.Origin})
	}
	d.Blocks = append(d.Blocks, levels(blocks)...)
	return d
}
