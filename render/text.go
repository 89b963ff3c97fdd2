package render

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"nianbao/render/doc"
	"nianbao/schema/source"
)

// inlines is the text of a block or an inline node.
func (p *prose) inlines(n ast.Node) []doc.Inline {
	var out []doc.Inline
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		out = p.inline(out, c, doc.Inline{})
	}
	return out
}

// inline appends the text of one node in the given look.
func (p *prose) inline(out []doc.Inline, n ast.Node, look doc.Inline) []doc.Inline {
	switch n := n.(type) {
	case *ast.Text:
		if i := bytes.Index(n.Segment.Value(p.b), []byte("![")); i >= 0 && !n.IsRaw() {
			p.unread(n.Segment.Start + i)
		}
		out = p.segment(out, n.Segment, look, !n.IsRaw())
		if n.HardLineBreak() && len(out) > 0 {
			out[len(out)-1].Break = true
		} else if n.SoftLineBreak() {
			out = p.softBreak(out, n.Segment.Stop, look)
		}
		return out
	case *ast.Emphasis:
		if n.Level == 2 {
			look.Bold = true
		} else {
			look.Italic = true
		}
	case *ast.CodeSpan:
		look.Code = true
	case *ast.Link:
		look.Link = p.target(n)
		if i := bytes.Index(p.b[max(n.Pos(), 0):], n.Destination); n.FirstChild() == nil && i >= 0 {
			start := max(n.Pos(), 0) + i
			return p.segment(out, text.NewSegment(start, start+len(n.Destination)), look, true)
		}
	case *ast.AutoLink:
		look.Link = string(n.URL(p.b))
		if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(look.Link, "mailto:") {
			look.Link = "mailto:" + look.Link
		}
		start := n.Pos() + 1
		return p.segment(out, text.NewSegment(start, start+len(n.Label(p.b))), look, false)
	case *picture:
		p.misplaced(n)
		return p.segment(out, n.whole, look, false)
	case *noteCall:
		p.called[n.label] = true
		if note := p.texts[n.label]; len(note) > 0 {
			if len(out) == 0 || len(out[len(out)-1].Note) > 0 {
				out = append(out, doc.Inline{Origin: p.originOf(n.Pos())})
			}
			out[len(out)-1].Note = note
		}
		return out
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		out = p.inline(out, c, look)
	}
	return out
}

// target is where a link leads: to the web or a mailbox, else nowhere.
func (p *prose) target(n *ast.Link) string {
	to := string(n.Destination)
	if webAddress.MatchString(to) {
		return to
	}
	if pictureName.MatchString(to) {
		p.unread(n.Pos())
		return ""
	}
	p.warn("TEXT-LINK", p.originOf(n.Pos()), fmt.Sprintf("“%s”不是网址，只印文字，不作链接", to),
		"链接要写全：https://… 或 mailto:…")
	return ""
}

var (
	webAddress  = regexp.MustCompile(`^(?i:https?|ftp|mailto):[^\s\pC]+$`)
	pictureName = regexp.MustCompile(`(?i)\.(png|jpe?g|gif|bmp|svg|tiff?|webp)$`)
)

// unread reports what was meant for a picture and was not read as one.
func (p *prose) unread(at int) {
	p.fail("FIG-SYNTAX", p.originOf(at), "这里像是一幅图片，但写法不对，会照原样印出文字",
		`写成 ![说明](图1.png "图1 标题")，感叹号、方括号、圆括号都用半角，单独一段`)
}

// softBreak stands for a line end that Markdown kept inside a paragraph.
func (p *prose) softBreak(out []doc.Inline, end int, look doc.Inline) []doc.Inline {
	next := end
	for next < len(p.b) && (p.at[next] < 0 || p.b[next] == ' ') {
		next++
	}
	if len(out) == 0 || next >= len(p.b) {
		return out
	}
	before, _ := utf8.DecodeLastRuneInString(out[len(out)-1].Text)
	after, _ := utf8.DecodeRune(p.b[next:])
	if s := joiner(before, after); s != "" {
		look.Text, look.Origin = s, p.originOf(next)
		out = append(out, look)
	}
	return out
}

// segment appends a stretch of the source, cut wherever its characters do not
// follow each other in the value, so that an offset into a piece is an offset
// into the value. Backslashes before punctuation are taken off.
func (p *prose) segment(out []doc.Inline, s text.Segment, look doc.Inline, escapes bool) []doc.Inline {
	start, next := -1, -1 // of the piece: its first byte, and the character due
	flush := func(end int) {
		if start < 0 || start == end {
			return
		}
		look.Text, look.Origin = string(p.b[start:end]), p.originOf(start)
		out = append(out, look)
		start = -1
	}
	for i := s.Start; i < s.Stop; {
		if escapes && p.b[i] == '\\' && i+1 < s.Stop && asciiPunct(p.b[i+1]) {
			flush(i)
			start, next = -1, -1
			i++
		}
		_, size := utf8.DecodeRune(p.b[i:])
		if at := int(p.at[i]); start < 0 || at != next {
			flush(i)
			start, next = i, at
		}
		next++
		i += size
	}
	flush(s.Stop)
	return out
}

func asciiPunct(b byte) bool {
	return b >= '!' && b <= '/' || b >= ':' && b <= '@' || b >= '[' && b <= '`' || b >= '{' && b <= '~'
}

// originOf is where the text at byte i of the Markdown stands in the value.
func (p *prose) originOf(i int) source.Origin {
	for ; i < len(p.at); i++ {
		if p.at[i] >= 0 {
			return p.from.At(int(p.at[i]))
		}
	}
	return p.from
}
