package layout

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"nianbao/fonts"
	"nianbao/render/doc"
	"nianbao/render/frame"
	"nianbao/render/length"
	"nianbao/render/style"
	"nianbao/schema/source"
)

// char is a character with the glyph that stands for it.
type char struct {
	face    *fonts.Face
	r       rune
	id      fonts.GlyphID
	flags   flags
	look    int32
	advance length.Length
	shift   length.Length // of the glyph alone, when its left half is cut off
	give    length.Length // how much narrower it may become inside a line
}

// look is what the characters of one piece of text share.
type look struct {
	size  length.Length
	raise length.Length // of the baseline
	bold  bool
	link  string
	tag   *frame.Node
}

// paragraph is text on its way into lines. It is reused.
type paragraph struct {
	chars    []char
	looks    []look
	size     length.Length
	color    uint32
	artifact string // why the text belongs to no node
	notes    []int  // footnotes called in it, by index
	noteAt   []int  // index of the char that calls each
	quotes   int    // straight quotes so far: every second one closes
}

// begin empties the paragraph for text in the look t.
func (p *paragraph) begin(t *style.Text) {
	*p = paragraph{
		chars: p.chars[:0], looks: p.looks[:0], notes: p.notes[:0], noteAt: p.noteAt[:0],
		size: t.Size, color: t.Color,
	}
}

// shape adds text in the look t. Its items belong to node; links get nodes of
// their own below it. With node nil all of it is an artifact.
func (s *setter) shape(p *paragraph, text []doc.Inline, t *style.Text, node *frame.Node) {
	for i := range text {
		in := &text[i]
		l := look{size: p.size, bold: t.Bold || in.Bold, link: in.Link, tag: node}
		if in.Link != "" && node != nil {
			if n := len(node.Kids); i > 0 && text[i-1].Link == in.Link && n > 0 && node.Kids[n-1].Role == "Link" {
				l.tag = node.Kids[n-1]
			} else {
				l.tag = s.node(node, "Link")
			}
		}
		role := t.Face
		switch {
		case in.Code:
			role = fonts.SongTi
		case in.Lead:
			heading := s.style.TextOf("heading2")
			role, l.bold = heading.Face, l.bold || heading.Bold
		case in.Italic && role != fonts.KaiTi:
			role = fonts.KaiTi // Chinese faces do not slant
		}
		s.add(p, in.Text, role, l, in.Origin)
		if len(in.Note) > 0 && node != nil {
			s.callNote(p, in.Note, t, node)
		}
		if in.Break && len(p.chars) > 0 {
			p.chars[len(p.chars)-1].flags |= mustBreak
		}
	}
	p.squeeze()
}

// add appends one string in one look.
func (s *setter) add(p *paragraph, text string, role fonts.Role, l look, from source.Origin) {
	p.looks = append(p.looks, l)
	at := int32(len(p.looks) - 1)
	n := -1
	chain := s.fonts.Chain(role)
	for _, r := range text {
		n++
		if r == '\n' || r == '\t' || r == '\r' {
			r = ' '
		}
		if invisible(r) {
			if r == '\u200b' && len(p.chars) > 0 {
				p.chars[len(p.chars)-1].flags |= mayBreak
			}
			continue
		}
		face, id, ok := chain.Find(r)
		if ok && joins(r) { // glyphs one by one would be wrong
			s.missing(r, from.At(n))
			continue
		}
		look, size := at, l.size
		if !ok {
			if face, id, ok = s.script(p, role, r, l); !ok {
				s.missing(r, from.At(n))
				continue
			}
			look = int32(len(p.looks) - 1)
			size = p.looks[look].size
		}
		c := char{face: face, r: r, id: id, look: look, flags: classify(r)}
		em := face.Advance(id)
		c.advance = (length.Length(em)*size + 500) / 1000
		if c.flags&(blankLeft|blankRight) != 0 {
			if em < 980 { // no full square: it has no empty half to give
				c.flags &^= blankLeft | blankRight
			} else if c.give = c.advance / 2; c.flags&stop != 0 {
				c.give = (c.advance + 3) / 4
			}
		}
		if c.flags&space != 0 {
			c.give = c.advance / 4
		}
		if r == '"' {
			if p.quotes++; p.quotes%2 == 1 {
				c.flags |= noEnd
			} else {
				c.flags |= noStart
			}
		}
		p.chars = append(p.chars, c)
	}
}

// script finds the glyph of a digit or letter for one that stands above or
// below the line (CO₂, 10⁶) and no face has, and adds the look for it.
func (s *setter) script(p *paragraph, role fonts.Role, r rune, l look) (*fonts.Face, fonts.GlyphID, bool) {
	if r < 0x2070 || r > 0x209C { // Superscripts and Subscripts
		return nil, 0, false
	}
	plain, _ := utf8.DecodeRuneInString(norm.NFKC.String(string(r)))
	face, id, ok := s.fonts.Find(role, plain)
	if !ok || plain == r {
		return nil, 0, false
	}
	if r < 0x2080 {
		l.raise += l.size * 3 / 10
	} else {
		l.raise -= l.size / 10
	}
	l.size = l.size * 3 / 5
	p.looks = append(p.looks, l)
	return face, id, true
}

// squeeze lets two full-width marks that meet share a square: they take one
// and a half.
func (p *paragraph) squeeze() {
	c := p.chars
	for i := 0; i+1 < len(c); i++ {
		a, b := &c[i], &c[i+1]
		switch {
		case a.flags&blankRight != 0 && b.flags&(blankLeft|blankRight) != 0:
			a.cutRight()
		case a.flags&b.flags&blankLeft != 0:
			b.cutLeft()
		}
	}
}

// cutRight takes the empty right half off a closing mark.
func (c *char) cutRight() {
	c.flags &^= blankRight
	c.advance -= c.advance / 2
	c.give = 0
}

// cutLeft takes the empty left half off an opening mark.
func (c *char) cutLeft() {
	c.flags &^= blankLeft
	c.shift = -(c.advance / 2)
	c.advance += c.shift
	c.give = 0
}
