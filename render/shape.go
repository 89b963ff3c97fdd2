package render

import (
	"regexp"
	"unicode/utf8"

	"nianbao/render/doc"
)

var (
	figureCaption = regexp.MustCompile(`^图\s*[0-9０-９一二三四五六七八九十]+`)
	tableCaption  = regexp.MustCompile(`^表\s*[0-9０-９一二三四五六七八九十]+`)
)

// shape finds what paragraphs are by their looks: sub-headings, and captions
// above tables and below pictures.
func shape(blocks []doc.Block) []doc.Block {
	out := blocks[:0]
	for i, b := range blocks {
		p, ok := b.(*doc.Paragraph)
		if !ok || p.Kind != doc.Body {
			out = append(out, b)
			continue
		}
		s := doc.Plain(p.Text)
		var next doc.Block
		if i+1 < len(blocks) {
			next = blocks[i+1]
		}
		if t, ok := next.(*doc.Table); ok && isCaption(tableCaption, s) {
			t.Title = s
			out = append(out, &doc.Paragraph{Kind: doc.Caption, Text: p.Text})
			continue
		}
		if f := lastFigure(out); f != nil && len(f.Caption) == 0 && isCaption(figureCaption, s) {
			f.Caption = p.Text
			continue
		}
		if level := headingLevel(s); level == 2 || level > 2 && heads(next, level) {
			out = append(out, &doc.Heading{Level: level, Text: p.Text})
			continue
		}
		p.Text = lead(p.Text)
		out = append(out, b)
	}
	return out
}

// heads tells whether what follows can stand under a heading of a level.
// Numbered words with nothing under them are an enumeration, no headings.
func heads(next doc.Block, level int) bool {
	switch next := next.(type) {
	case nil:
		return false
	case *doc.Paragraph:
		l := headingLevel(doc.Plain(next.Text))
		return l == 0 || l > level
	case *doc.Heading:
		return next.Level > level
	}
	return true
}

// longestCaption is how many characters a caption may have; more is a sentence.
const longestCaption = 60

func isCaption(form *regexp.Regexp, s string) bool {
	return utf8.RuneCountInString(s) <= longestCaption && form.MatchString(s) && !endsSentence(s)
}

func endsSentence(s string) bool {
	switch last, _ := utf8.DecodeLastRuneInString(s); last {
	case '。', '！', '？', '；', '：':
		return true
	}
	return false
}

func lastFigure(blocks []doc.Block) *doc.Figure {
	if len(blocks) == 0 {
		return nil
	}
	f, _ := blocks[len(blocks)-1].(*doc.Figure)
	return f
}
