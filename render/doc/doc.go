// Package doc is the document between the data and the pages: titles,
// headings, paragraphs, lists, figures and tables whose merged cells are
// resolved. It knows nothing of fonts or pages; DOCX and the page layout read
// the same Document, so both show the same text.
package doc

import (
	"strings"
	"time"
	"unicode/utf8"

	"nianbao/schema/source"
)

// Document is one thing to print.
type Document struct {
	Title     string // one line, for metadata, bookmarks and window titles
	Author    string // the agency
	Subject   string
	Keywords  []string
	Language  string    // BCP 47: zh-CN
	Date      time.Time // for metadata; never the clock
	Draft     bool      // 草稿 on every page
	FirstPage int       // number of the first page; 0 means 1
	Blocks    []Block
}

// Block is one of *Title, *Heading, *Paragraph, *List, *Table, *Figure,
// *PageBreak, and in official documents *LetterHead, *Hanging, *Closing,
// *Imprint.
type Block interface{ block() }

// Title is the report's title, one string a line, broken by sense. With one
// line the layout may break it (see layout.BreakTitle), keeping the words of
// Keep (the agency's name) whole.
type Title struct {
	Lines   []string
	Keep    []string
	Origin  source.Origin
	Origins []source.Origin // of each line, when they stand in values of their own
}

// At is where a character of the title stands, counted from 0 through all its
// lines.
func (t *Title) At(n int) source.Origin {
	for i, from := range t.Origins {
		length := utf8.RuneCountInString(t.Lines[i])
		if n < length {
			return from.At(n)
		}
		n -= length
	}
	return t.Origin.At(n)
}

// Heading of level 1 (一、), 2 (（一）), 3 (1.) or 4 (（1）).
type Heading struct {
	Level int
	Text  []Inline
}

// Kind of a paragraph: the style it takes.
type Kind int

// Kinds of paragraphs.
const (
	Body           Kind = iota
	TableNote           // 注：… below a table
	Caption             // under a figure, over a table in prose
	Signature           // 署名
	DateLine            // 成文日期
	AttachmentMark      // 附件1, flush left, 黑体
	Quote
	Recipients // 主送机关, flush left
	Remark     // 附注, below the date
)

// Paragraph is a run of text in one style.
type Paragraph struct {
	Kind Kind
	Text []Inline
}

// List is a Markdown list. Items hold blocks (paragraphs and lists).
type List struct {
	Ordered bool
	Start   int
	Items   [][]Block
}

// Figure is a picture with its alternative text and caption.
type Figure struct {
	File    string // where it was read, from the report's folder, with slashes
	Data    []byte // the PNG or JPEG file, as it is
	Format  string // "png" or "jpeg"
	Width   int    // pixels
	Height  int
	Alt     string
	Caption []Inline
	Origin  source.Origin
}

// PageBreak starts a new page.
type PageBreak struct{}

// Inline is a piece of text in one look.
type Inline struct {
	Text   string
	Bold   bool
	Italic bool
	Lead   bool // heads its paragraph: in the face of a heading of level 2
	Code   bool
	Link   string        // target of a hyperlink, or ""
	Break  bool          // a forced line break after Text
	Note   []Inline      // a footnote called at the end of Text
	Origin source.Origin // of Text's first character
}

func (*Title) block()     {}
func (*Heading) block()   {}
func (*Paragraph) block() {}
func (*List) block()      {}
func (*Table) block()     {}
func (*Figure) block()    {}
func (*PageBreak) block() {}

// LeadsIn says whether a paragraph ends in a colon before a table or picture:
// it is not parted from what it announces.
func (p *Paragraph) LeadsIn(next Block) bool {
	switch next := next.(type) {
	case *Table, *Figure:
	case *Paragraph:
		if next.Kind != Caption {
			return false
		}
	default:
		return false
	}
	s := Plain(p.Text)
	return strings.HasSuffix(s, "：") || strings.HasSuffix(s, ":")
}

// Plain is the text of inlines without marks; forced breaks become spaces
// only between Latin letters, and nothing between Chinese characters.
func Plain(text []Inline) string {
	var s string
	for _, t := range text {
		s += t.Text
	}
	return s
}
