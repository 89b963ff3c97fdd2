package layout

import (
	"strconv"

	"nianbao/fonts"
	"nianbao/render/doc"
	"nianbao/render/frame"
	"nianbao/render/length"
	"nianbao/render/style"
)

// note is a footnote: it stands at the foot of the page that calls it.
type note struct {
	lines  []strip
	height length.Length
}

// maxNoteLines is how long a footnote may be; a longer one is set after the
// paragraph that calls it.
const maxNoteLines = 8

// White between the text and the rule over the footnotes, and below it.
const (
	noteGap  = 6 * length.Pt
	noteRule = length.Pt / 2
	noteHead = noteGap + noteRule + 4*length.Pt
)

// callNote adds the call of a footnote and lays the footnote out.
func (s *setter) callNote(p *paragraph, text []doc.Inline, t *style.Text, node *frame.Node) {
	if p == &s.small { // a note inside a note stands in brackets
		s.shape(p, []doc.Inline{{Text: "（"}}, t, node)
		s.shape(p, text, t, node)
		s.shape(p, []doc.Inline{{Text: "）"}}, t, node)
		return
	}
	mark := s.noteMark(len(s.notes)+1, t.Face)
	at := len(p.chars)
	s.add(p, mark, t.Face, look{size: p.size * 3 / 5, raise: p.size * 3 / 10, tag: node}, text[0].Origin)
	for i := at; i < len(p.chars); i++ {
		p.chars[i].flags |= noStart
	}
	p.notes = append(p.notes, len(s.notes))
	p.noteAt = append(p.noteAt, max(at-1, 0))
	s.notes = append(s.notes, s.layNote(mark, text, s.node(node, "Note")))
}

// noteMark is ① and so on as far as faces have them, then [21].
func (s *setter) noteMark(n int, role fonts.Role) string {
	if n <= 20 {
		mark := '①' + rune(n) - 1
		if _, _, ok := s.fonts.Find(role, mark); ok {
			return string(mark)
		}
	}
	return "[" + strconv.Itoa(n) + "]"
}

// layNote sets a footnote's lines; their items are placed with the page.
func (s *setter) layNote(mark string, text []doc.Inline, node *frame.Node) note {
	t := s.style.TextOf("footnote")
	p := &s.small
	p.begin(&t)
	s.shape(p, []doc.Inline{{Text: mark}}, &t, node)
	s.shape(p, text, &t, node)
	for i := range p.chars[:min(1, len(p.chars))] {
		p.chars[i].flags |= noEnd
	}
	in := indentsOf(&t)
	measure := s.width - in.left - in.right
	p.glue(measure)
	var n note
	pitch := s.pitch(&t)
	lines := p.avoidLoneEnd(p.breakLines(nil, measure-in.first, measure), measure-in.first, measure)
	for i, l := range lines {
		x, m := in.left, measure
		if i == 0 {
			x, m = in.left+in.first, measure-in.first
		}
		st := strip{height: pitch, from: len(s.items)}
		s.setLine(p, l, x, s.baseline(t.Size, pitch), m, alignOf(t.Align))
		st.to = len(s.items)
		n.lines = append(n.lines, st)
		n.height += pitch
	}
	return n
}

// longNotes sets the footnotes of a paragraph that are too long for the foot
// of a page.
func (s *setter) longNotes(p *paragraph) {
	for _, i := range p.notes {
		n := &s.notes[i]
		if len(n.lines) <= maxNoteLines {
			continue
		}
		s.strips = append(s.strips, n.lines...)
		n.lines, n.height = nil, 0
	}
}

// notesHeight is what the footnotes called in a strip add to a page that has
// some already or not.
func (s *setter) notesHeight(st *strip, some bool) length.Length {
	var h length.Length
	for i := st.noteFrom; i < st.noteTo; i++ {
		if s.notes[i].height == 0 {
			continue
		}
		if !some {
			h += noteHead
			some = true
		}
		h += s.notes[i].height
	}
	return h
}

// placeNotes puts footnotes at the foot of the type area.
func (s *setter) placeNotes(page *frame.Page, called []int) {
	height := length.Length(0)
	for _, i := range called {
		height += s.notes[i].height
	}
	if height == 0 {
		return
	}
	p := &s.style.Page
	y := p.Top + s.height - height
	r := s.rules.One()
	*r = frame.Rule{X: p.Left, Y: y - noteHead + noteGap, W: s.width / 4, H: noteRule}
	page.Items = append(page.Items, r)
	for _, i := range called {
		for k := range s.notes[i].lines {
			l := &s.notes[i].lines[k]
			s.place(page, s.items[l.from:l.to], p.Left, y)
			y += l.height
		}
	}
}
