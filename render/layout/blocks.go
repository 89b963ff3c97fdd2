package layout

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"nianbao/render/doc"
	"nianbao/render/frame"
	"nianbao/render/length"
	"nianbao/render/style"
)

// blocks sets blocks one after the other, below a node.
func (s *setter) blocks(blocks []doc.Block, parent *frame.Node) {
	for i := 0; i < len(blocks); i++ {
		var next doc.Block
		if i+1 < len(blocks) {
			next = blocks[i+1]
		}
		switch b := blocks[i].(type) {
		case *doc.Title:
			s.title(b, parent)
		case *doc.Heading:
			s.heading(b, parent)
		case *doc.Paragraph:
			if t, ok := next.(*doc.Table); ok && b.Kind == doc.Caption {
				s.table(t, b, parent)
				i++
				continue
			}
			s.paragraph(b, next, parent)
		case *doc.List:
			s.list(b, 0, parent)
		case *doc.Table:
			s.table(b, nil, parent)
		case *doc.Figure:
			s.figure(b, parent)
		case *doc.PageBreak:
			s.newTop = true
		default:
			s.letter(b, next, parent)
		}
	}
}

// kindNames are the kinds of paragraphs as styles name them.
var kindNames = map[doc.Kind]string{
	doc.Body: "body", doc.TableNote: "tablenote", doc.Caption: "caption", doc.Signature: "signature",
	doc.DateLine: "date", doc.AttachmentMark: "attachment", doc.Quote: "quote",
	doc.Recipients: "recipients", doc.Remark: "remark",
}

func (s *setter) paragraph(b *doc.Paragraph, next doc.Block, parent *frame.Node) {
	t := s.style.TextOf(kindNames[b.Kind])
	role := "P"
	switch b.Kind {
	case doc.Caption:
		role = "Caption"
	case doc.Quote:
		parent = s.node(parent, "BlockQuote")
	}
	if b.Kind == doc.Signature {
		if date, ok := next.(*doc.Paragraph); ok && date.Kind == doc.DateLine {
			t.Align, t.Left = "right", 0
			s.shapeText(b.Text, &t, s.node(parent, role))
			right := SignatureIndent(doc.Plain(b.Text), doc.Plain(date.Text), s.style.TextOf("date").Right)
			s.setText(&t, indents{right: length.Length(right) * t.Size / 100})
			s.hold(firm)
			return
		}
	}
	s.text(b.Text, &t, s.node(parent, role))
	if b.Kind == doc.AttachmentMark {
		s.attached = doc.Plain(b.Text)
	}
	if n, ok := next.(*doc.Paragraph); ok && b.Kind != doc.DateLine &&
		(n.Kind == doc.Signature || n.Kind == doc.DateLine) || b.LeadsIn(next) {
		s.hold(firm)
	}
}

// text sets a paragraph in the look t.
func (s *setter) text(text []doc.Inline, t *style.Text, node *frame.Node) {
	s.shapeText(text, t, node)
	s.setText(t, indentsOf(t))
}

func (s *setter) shapeText(text []doc.Inline, t *style.Text, node *frame.Node) {
	s.para.begin(t)
	s.shape(&s.para, text, t, node)
}

// indents of a paragraph's lines from the edges of the type area.
type indents struct{ first, left, right length.Length }

func indentsOf(t *style.Text) indents {
	return indents{
		first: length.Length(t.FirstIndent) * t.Size,
		left:  length.Length(t.Left) * t.Size, right: length.Length(t.Right) * t.Size,
	}
}

// setText breaks what has been shaped into lines, each a strip.
func (s *setter) setText(t *style.Text, in indents) {
	p := &s.para
	if len(p.chars) == 0 {
		return
	}
	measure := max(s.width-in.left-in.right, t.Size)
	first := max(measure-in.first, t.Size)
	p.glue(measure)
	s.lines = p.breakLines(s.lines, first, measure)
	s.lines = p.avoidLoneEnd(s.lines, first, measure)

	pitch := s.pitch(t)
	grid := pitch == s.style.Page.LinePitch
	base := s.baseline(t.Size, pitch)
	s.after += length.Length(t.Before) * s.style.Page.LinePitch / 100
	a := alignOf(t.Align)
	n := len(s.lines)
	called := 0
	for i, l := range s.lines {
		st := s.open(pitch, grid)
		x, m := in.left, measure
		if i == 0 {
			x, m = in.left+in.first, first
		}
		s.setLine(p, l, x, base, m, a)
		st.to = len(s.items)
		if len(p.notes) > 0 {
			st.noteFrom = p.notes[0] + called
			for called < len(p.noteAt) && p.noteAt[called] < l.to {
				called++
			}
			st.noteTo = p.notes[0] + called
		}
		if i == 0 && n > 1 || i == n-2 {
			st.keep = weak
		}
		if t.KeepNext {
			st.keep = firm
		}
	}
	s.after += length.Length(t.After) * s.style.Page.LinePitch / 100
	s.longNotes(p)
}

// pitch is the height of a line.
func (s *setter) pitch(t *style.Text) length.Length {
	if t.Pitch > 0 {
		return t.Pitch
	}
	return s.style.Page.LinePitch
}

// Of the em square of Chinese faces 0.88 is above the baseline, and the
// middle of what is drawn in it 0.32.
const (
	ascent = 880
	middle = 320
)

// baseline is how far below a line's top its baseline is. Lines of the grid
// have their squares at the top, so that the first begins where the type area
// does; larger type reaches further down. Lines of another pitch have them in
// the middle.
func (s *setter) baseline(size, pitch length.Length) length.Length {
	if pitch == s.style.Page.LinePitch {
		return max(size, s.style.TextOf("body").Size) * ascent / 1000
	}
	return (pitch-size)/2 + size*ascent/1000
}

// title sets the report's title.
func (s *setter) title(b *doc.Title, parent *frame.Node) {
	t := s.style.TextOf("title")
	lines := TitleLines(b, s.style)
	node := s.node(parent, "Title")
	node.Title = strings.Join(lines, "")
	at := 0 // characters of the title before the line
	for i, l := range lines {
		part := t
		if i > 0 {
			part.Before = 0
		}
		if i < len(lines)-1 {
			part.After, part.KeepNext = 0, true
		}
		s.shapeText([]doc.Inline{{Text: l, Origin: b.At(at)}}, &part, node)
		at += utf8.RuneCountInString(l)
		first := len(s.strips)
		s.setText(&part, indentsOf(&part))
		if i == 0 && first < len(s.strips) {
			s.titleMark(first, node.Title)
		}
	}
	s.titled = true
	s.levels = s.levels[:0]
}

// titleMark makes the entry of a title that begins at a strip. Attachments of
// a letter have their mark in it, begin with that and are closed: there may be
// hundreds of them.
func (s *setter) titleMark(at int, title string) {
	mark := s.attached
	s.attached = ""
	if mark == "" || s.headNodes == 0 || at == 0 {
		s.strips[at].bookmark = s.bookmark(1, title)
		return
	}
	n := s.bookmark(1, mark+"　"+title)
	s.out.Outline[n-1].Closed = true
	s.strips[at-1].bookmark = n
}

// heading sets a heading. Structure knows no gaps between levels (ISO
// 14289-1, 7.4.2): a heading is one level below the nearest higher one.
func (s *setter) heading(b *doc.Heading, parent *frame.Node) {
	level := min(max(b.Level, 1), 4)
	t := s.style.TextOf("heading" + strconv.Itoa(level))
	for n := len(s.levels); n > 0 && s.levels[n-1] >= level; n-- {
		s.levels = s.levels[:n-1]
	}
	s.levels = append(s.levels, level)
	depth := len(s.levels)
	node := s.node(parent, "H"+strconv.Itoa(depth))
	node.Title = doc.Plain(b.Text)
	if s.titled {
		depth++
	}
	at := len(s.strips)
	s.text(b.Text, &t, node)
	if at < len(s.strips) {
		s.strips[at].bookmark = s.bookmark(depth, node.Title)
	}
}

// bookmark adds an entry to the outline; its place is known when its strip
// is placed.
func (s *setter) bookmark(level int, title string) int {
	s.out.Outline = append(s.out.Outline, frame.Bookmark{Level: level, Title: title})
	return len(s.out.Outline)
}

// list sets a list in the manner of official documents: labels are text, the
// first line of an item is indented, the others are flush (GB/T 9704-2012,
// 7.3.3).
func (s *setter) list(b *doc.List, depth int, parent *frame.Node) {
	node := s.node(parent, "L")
	node.Numbering = "Disc"
	if b.Ordered {
		node.Numbering = "Decimal"
	}
	t := s.style.TextOf("body")
	for i, blocks := range b.Items {
		item := s.node(node, "LI")
		s.para.begin(&t)
		s.shape(&s.para, []doc.Inline{{Text: b.Label(i, depth)}}, &t, s.node(item, "Lbl"))
		for k := range s.para.chars {
			s.para.chars[k].flags |= noEnd
		}
		body := s.node(item, "LBody")
		if len(blocks) > 0 {
			if p, ok := blocks[0].(*doc.Paragraph); ok {
				s.shape(&s.para, p.Text, &t, body)
				blocks = blocks[1:]
			}
		}
		s.setText(&t, indentsOf(&t))
		for k := range blocks {
			if l, ok := blocks[k].(*doc.List); ok {
				s.list(l, depth+1, body)
				continue
			}
			s.blocks(blocks[k:k+1], body)
		}
	}
}
