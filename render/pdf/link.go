package pdf

import (
	"strings"

	"nianbao/render/frame"
	"nianbao/render/length"
)

// link is a link annotation over one line of text (ISO 32000-1, 12.5.6.5).
type link struct {
	ref    ref
	page   int
	elem   int32 // the Link element it belongs to
	target string
	// Coordinates of PDF: y runs up.
	left, bottom, right, top length.Length
}

// addLink lays a link over the text, or widens the one that the text goes on.
func (t *tree) addLink(f *file, page int, elem int32, text *frame.Text, height length.Length) {
	l := link{page: page, elem: elem, target: text.Link, left: text.X, right: text.X}
	for i := range text.Glyphs {
		l.right += text.Glyphs[i].Advance
	}
	base := height - text.Y
	l.bottom = base + text.Size*length.Length(text.Face.Descent)/1000
	l.top = base + text.Size*length.Length(text.Face.Ascent)/1000
	if n := len(t.links); n > 0 && t.links[n-1].widen(&l) {
		return
	}
	l.ref = f.alloc()
	t.links = append(t.links, l)
	t.put(elem, part{link: true, page: int32(page), which: int32(len(t.links) - 1)})
}

// widen takes in the next piece of the same line.
func (l *link) widen(next *link) bool {
	if l.page != next.page || l.elem != next.elem || l.target != next.target || l.bottom >= next.top || next.bottom >= l.top {
		return false
	}
	l.left, l.right = min(l.left, next.left), max(l.right, next.right)
	l.bottom, l.top = min(l.bottom, next.bottom), max(l.top, next.top)
	return true
}

func (w *treeWriter) link(f *file, i int) {
	l := &w.links[i]
	b := f.object(l.ref)
	b.str("<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect")
	b.box(l.left, l.bottom, l.right, l.top)
	b.str("/P ")
	b.ref(w.pages[l.page])
	b.str("/StructParent ")
	b.int(len(w.marked) + i)
	b.str("/Contents")
	b.text("链接：" + l.target)
	b.str("/A<</S/URI/URI")
	b.literal(uri(l.target))
	b.str(">>>>")
}

// uri is the target in ASCII (12.6.4.7): bytes that a URI may not hold are
// written as %XX.
func uri(s string) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if c <= ' ' || c >= 0x7F || strings.IndexByte("\"<>\\^`{|}", c) >= 0 {
			b.Write([]byte{'%', digits[c>>4], digits[c&15]})
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}
