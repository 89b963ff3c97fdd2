package frame

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"nianbao/render/length"
)

// Dump writes a laid out document as text for golden tests: a line for each
// item with its place in points from the page's top left corner, then the
// structure tree and the outline. Text lines give x, baseline, right end,
// size, face, role, and the characters; spacing shows in the right end.
func Dump(w io.Writer, d *Document) error {
	b := bufio.NewWriter(w)
	for i := range d.Pages {
		p := &d.Pages[i]
		fmt.Fprintf(b, "page %d label %s %s × %s\n", i+1, p.Label, points(p.Width), points(p.Height))
		for _, item := range p.Items {
			dumpItem(b, item)
		}
	}
	if d.Root != nil {
		fmt.Fprintln(b, "tree")
		dumpNode(b, d.Root, 1)
	}
	for _, m := range d.Outline {
		fmt.Fprintf(b, "bookmark %d page %d y %s %s\n", m.Level, m.Page+1, points(m.Y), m.Title)
	}
	return b.Flush()
}

func dumpItem(b *bufio.Writer, item Item) {
	switch t := item.(type) {
	case *Text:
		end := t.X
		var text strings.Builder
		for _, g := range t.Glyphs {
			end += g.Advance
			text.WriteRune(g.Rune)
		}
		fmt.Fprintf(b, "  text %s %s → %s  %s %s", points(t.X), points(t.Y), points(end), points(t.Size), t.Face.PostScriptName)
		if t.Bold {
			b.WriteString(" bold")
		}
		if t.Color != 0 {
			fmt.Fprintf(b, " %06X", t.Color)
		}
		if t.Tag != nil {
			fmt.Fprintf(b, " %s", t.Tag.Role)
		} else {
			fmt.Fprintf(b, " artifact %s", t.Artifact)
		}
		if t.Link != "" {
			fmt.Fprintf(b, " <%s>", t.Link)
		}
		fmt.Fprintf(b, " |%s|\n", text.String())
	case *Rule:
		fmt.Fprintf(b, "  rule %s %s  %s × %s", points(t.X), points(t.Y), points(t.W), points(t.H))
		if t.Color != 0 {
			fmt.Fprintf(b, " %06X", t.Color)
		}
		b.WriteString("\n")
	case *Image:
		fmt.Fprintf(b, "  image %s %s  %s × %s  %s %d × %d\n", points(t.X), points(t.Y), points(t.W), points(t.H), t.Format, t.PixelW, t.PixelH)
	}
}

func dumpNode(b *bufio.Writer, n *Node, depth int) {
	b.WriteString(strings.Repeat("  ", depth))
	b.WriteString(n.Role)
	if n.RowSpan > 1 || n.ColSpan > 1 {
		fmt.Fprintf(b, " %d×%d", n.RowSpan, n.ColSpan)
	}
	for _, s := range [...]struct{ name, value string }{
		{"scope", n.Scope}, {"numbering", n.Numbering}, {"title", n.Title}, {"alt", n.Alt}, {"summary", n.Summary},
	} {
		if s.value != "" {
			fmt.Fprintf(b, " %s=%q", s.name, s.value)
		}
	}
	if len(n.Heads) > 0 {
		fmt.Fprintf(b, " heads=%d", len(n.Heads))
	}
	b.WriteString("\n")
	for _, k := range n.Kids {
		dumpNode(b, k, depth+1)
	}
}

// points writes a length in points with up to three decimals.
func points(l length.Length) string {
	sign := ""
	if l < 0 {
		sign, l = "-", -l
	}
	s := fmt.Sprintf("%s%d.%03d", sign, l/length.Pt, l%length.Pt)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}
