package render

import (
	"fmt"
	"unicode/utf8"

	"nianbao/fonts"
	"nianbao/render/doc"
	"nianbao/render/style"
	"nianbao/schema/source"
)

// CodeNearest is the code of the finding on a character that another face than
// the role's own stands in for.
const CodeNearest = "FONT-NEAREST"

// Substitutions lists every character of a document that the face of its role
// does not have, with the face that stands in; Pages reports those that no
// face has.
func Substitutions(d *doc.Document, st *style.Style, fs *fonts.Set) source.List {
	s := &substitutions{style: st, fonts: fs}
	s.blocks(d.Blocks)
	return s.found
}

type substitutions struct {
	style *style.Style
	fonts *fonts.Set
	found source.List
}

// look finds the substitutions in a text set in one role.
func (s *substitutions) look(role fonts.Role, text string, from source.Origin) {
	for _, x := range s.fonts.Substitutions(role, text) {
		if x.Face == nil {
			continue
		}
		at := from.At(utf8.RuneCountInString(text[:x.Offset]))
		at.Width = 1
		s.found = append(s.found, source.Finding{
			Severity: source.Info, Code: CodeNearest, Origin: at,
			Message: fmt.Sprintf("“%c”（U+%04X）%s没有，用 %s 代替", x.Rune, x.Rune, role, x.Face),
		})
	}
}

func (s *substitutions) inlines(look style.Text, text []doc.Inline) {
	for _, t := range text {
		s.look(look.Face, t.Text, t.Origin)
		s.inlines(s.style.TextOf("body"), t.Note)
	}
}

func (s *substitutions) blocks(blocks []doc.Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case *doc.Title:
			for i, line := range b.Lines {
				from := b.Origin
				if i < len(b.Origins) {
					from = b.Origins[i]
				}
				s.look(s.style.TextOf("title").Face, line, from)
			}
		case *doc.Heading:
			s.inlines(s.style.TextOf(fmt.Sprintf("heading%d", b.Level)), b.Text)
		case *doc.Paragraph:
			s.inlines(s.style.TextOf(kindNames[b.Kind]), b.Text)
		case *doc.List:
			for _, item := range b.Items {
				s.blocks(item)
			}
		case *doc.Figure:
			s.inlines(s.style.TextOf("caption"), b.Caption)
		case *doc.Table:
			s.table(b)
		}
	}
}

// kindNames are the kinds of paragraphs as styles name them.
var kindNames = map[doc.Kind]string{
	doc.Body: "body", doc.TableNote: "tablenote", doc.Caption: "caption", doc.Signature: "signature",
	doc.DateLine: "date", doc.AttachmentMark: "attachment", doc.Quote: "quote",
}

func (s *substitutions) table(t *doc.Table) {
	look := s.style.TableOf(t.Key)
	for _, cell := range t.Cells {
		kind := look.Data
		switch cell.Role {
		case doc.Header:
			kind = look.Head
		case doc.Stub, doc.Corner:
			kind = look.Stub
		case doc.Band:
			kind = look.Band
		}
		s.inlines(kind, cell.Text)
	}
	s.inlines(s.style.TextOf("tablenote"), t.Note)
}
