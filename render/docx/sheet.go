package docx

import (
	"fmt"
	"slices"
	"sync"

	"nianbao/fonts"
	"nianbao/render/doc"
	"nianbao/render/length"
	"nianbao/render/style"
)

// sheet is all that hangs on the style and the options alone: the parts that
// are the same in every document, compressed, and what paragraphs refer to.
type sheet struct {
	style          *style.Style
	options        Options
	letter         bool        // with the styles of official documents
	texts          []textStyle // the first is the default style
	area           area
	header, footer int // distances of their lines from the edges of the paper, in twips
	parts          []part
	draft          part // header of a draft
	noNotes        part // footnotes.xml of a document without any
	tables         map[string]*tableLook
	faces          map[fonts.Role]face
	embedded       []family
	left           []LeftOut
	fontCount      int
}

// sheetKey tells styles and options apart.
type sheetKey struct {
	style         *style.Style
	linesAndChars bool
	embed         *fonts.Set
	letter        bool
}

var sheets sync.Map // sheetKey → *sheet

// sheetFor is the sheet of a style; letter adds the styles of official
// documents.
func sheetFor(st *style.Style, o Options, letter bool) (*sheet, error) {
	key := sheetKey{style: st, linesAndChars: o.LinesAndChars, embed: o.Embed, letter: letter}
	if s, ok := sheets.Load(key); ok {
		return s.(*sheet), nil
	}
	s, err := newSheet(st, o, letter)
	if err != nil {
		return nil, err
	}
	kept, _ := sheets.LoadOrStore(key, s)
	return kept.(*sheet), nil
}

// textStyle is a kind of text and its paragraph style.
type textStyle struct {
	key, id, name string
	outline       int // from 1; 0 = not in the outline
}

// textStyles are the kinds of text and the paragraph styles they become.
// The first is the default style.
var textStyles = []textStyle{
	{"body", "Normal", "Normal", 0},
	{"title", "Title", "Title", 0},
	{"heading1", "Heading1", "heading 1", 1},
	{"heading2", "Heading2", "heading 2", 2},
	{"heading3", "Heading3", "heading 3", 3},
	{"heading4", "Heading4", "heading 4", 4},
	{"tablenote", "TableNote", "表注", 0},
	{"caption", "Caption", "caption", 0},
	{"signature", "Signature", "Signature", 0},
	{"date", "Date", "Date", 0},
	{"attachment", "AttachmentMark", "附件标识", 0},
	{"quote", "Quote", "Quote", 0},
	{"footnote", "FootnoteText", "footnote text", 0},
	{"pagenumber", "Footer", "footer", 0},
	{"draft", "Header", "header", 0},
}

func newSheet(st *style.Style, o Options, letter bool) (*sheet, error) {
	texts := textStyles
	if letter {
		texts = slices.Concat(textStyles, letterStyles)
		// Reports have the same headings; in the outline of hundreds of them the
		// titles tell them apart.
		texts[slices.IndexFunc(texts, func(t textStyle) bool { return t.key == "title" })].outline = 1
	}
	for _, k := range texts {
		if st.TextOf(k.key).Size <= 0 {
			return nil, fmt.Errorf("样式“%s”没有 %s 的字号", st.Name, k.key)
		}
	}
	if _, ok := st.Tables["prose"]; !ok {
		return nil, fmt.Errorf("样式“%s”没有 prose 表格", st.Name)
	}
	s := &sheet{style: st, options: o, letter: letter, texts: texts, area: areaOf(st.Page), tables: map[string]*tableLook{}}
	if s.area.width <= 0 || s.area.height <= 0 {
		return nil, fmt.Errorf("样式“%s”的页边比纸大", st.Name)
	}
	s.header, s.footer = s.headerDistance(), s.footerDistance()
	for key, t := range st.Tables {
		s.tables[key] = newTableLook(key, t)
	}
	if err := s.chooseFaces(); err != nil {
		return nil, err
	}
	s.makeParts()
	return s, nil
}

func (s *sheet) makeParts() {
	for _, p := range []struct {
		name string
		fill func(*buffer)
		to   *part
	}{
		{"word/styles.xml", s.styles, nil},
		{"word/settings.xml", s.settings, nil},
		{"word/fontTable.xml", s.fontTable, nil},
		{"word/theme/theme1.xml", theme, nil},
		{"word/footer1.xml", func(x *buffer) { s.pageNumber(x, false) }, nil},
		{"word/footer2.xml", func(x *buffer) { s.pageNumber(x, true) }, nil},
		{"word/header1.xml", s.draftHeader, &s.draft},
		{"word/footnotes.xml", func(x *buffer) { footnotes(x, nil) }, &s.noNotes},
	} {
		var x buffer
		p.fill(&x)
		made := deflated(p.name, x.b)
		if p.to != nil {
			*p.to = made
		} else {
			s.parts = append(s.parts, made)
		}
	}
	if len(s.embedded) == 0 {
		return
	}
	var x buffer
	s.fontRels(&x)
	s.parts = append(s.parts, stored("word/_rels/fontTable.xml.rels", x.b))
	for _, f := range s.fontFiles() {
		s.parts = append(s.parts, f.part)
	}
}

// text is the paragraph style of a kind of text.
func (s *sheet) text(key string) look {
	t := s.style.TextOf(key)
	page := s.style.Page.LinePitch
	l := look{role: t.Face, before: length.Length(t.Before) * page / 100, grid: s.pitch(t) == page}
	for _, k := range s.texts[1:] {
		if k.key == key {
			l.id = k.id
		}
	}
	return l
}

// measure is the width of the type area.
func (s *sheet) measure() length.Length { return length.Length(s.area.width) * length.Twip }

func (s *sheet) heading(level int) look {
	return s.text([...]string{"heading1", "heading2", "heading3", "heading4"}[min(max(level, 1), 4)-1])
}

func (s *sheet) paragraph(k doc.Kind) look {
	switch k {
	case doc.TableNote:
		return s.text("tablenote")
	case doc.Caption:
		return s.text("caption")
	case doc.Signature:
		return s.text("signature")
	case doc.DateLine:
		return s.text("date")
	case doc.AttachmentMark:
		return s.text("attachment")
	case doc.Quote:
		return s.text("quote")
	case doc.Recipients:
		return s.text("recipients")
	case doc.Remark:
		return s.text("remark")
	}
	return s.text("body")
}

// table is the look of a table; kinds that the style does not know look like
// tables in prose.
func (s *sheet) table(key string) *tableLook {
	if l, ok := s.tables[key]; ok {
		return l
	}
	return s.tables["prose"]
}
