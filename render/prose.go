package render

import (
	"fmt"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"nianbao/render/doc"
	"nianbao/schema/source"
)

// maxProse is the most bytes one prose text may have.
const maxProse = 512 << 10

// Prose turns a Markdown text into blocks. Each piece of text in them knows
// where it stands in the value at from. Pictures are read from folder, and
// from nowhere else.
func Prose(value string, from source.Origin, folder string) ([]doc.Block, source.List) {
	if len(value) > maxProse {
		return nil, source.List{{
			Severity: source.Error, Code: "TEXT-SIZE", Origin: from,
			Message: fmt.Sprintf("这一段正文有 %d 字节，最多 %d 字节", len(value), maxProse),
			Help:    []string{"请把附表、附件之类另作附件"},
		}}
	}
	chars, found := clean(value, from)
	md, tidied := tidy(chars, from)
	p := &prose{markdown: md, from: from, folder: folder, found: append(found, tidied...)}
	p.found = append(p.found, htmlIn(chars, from)...)
	p.found = append(p.found, callsOfNothing(chars, p.notes, from)...)
	return p.read(), p.found
}

// prose is one text on its way from Markdown to blocks.
type prose struct {
	*markdown
	from   source.Origin
	folder string
	found  source.List
	texts  map[string][]doc.Inline // footnotes by label
	called map[string]bool
	inList bool
	hashes [7]int // level of headings by their number of #, as far as used
}

func (p *prose) read() []doc.Block {
	known := map[string]bool{}
	for _, n := range p.notes {
		known[n.label] = true
	}
	context := parser.NewContext()
	context.Set(notesKey, known)
	root := markdownParser.Parse(text.NewReader(p.b), parser.WithContext(context))

	p.texts, p.called = map[string][]doc.Inline{}, map[string]bool{}
	body := make([]ast.Node, 0, root.ChildCount())
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		if label, ok := p.noteAt(n); ok {
			p.texts[label] = append(p.texts[label], p.inlines(n)...)
			continue
		}
		body = append(body, n)
	}
	p.rankHeadings(root)
	clear(p.called) // a note called only by notes is not printed
	var blocks []doc.Block
	for _, n := range body {
		blocks = p.block(blocks, n, doc.Body)
	}
	return shape(append(blocks, p.uncalled()...))
}

// noteAt tells whether a block is the text of a footnote.
func (p *prose) noteAt(n ast.Node) (label string, ok bool) {
	if n.Type() != ast.TypeBlock || n.Kind() != ast.KindParagraph || n.Lines().Len() == 0 {
		return "", false
	}
	start := n.Lines().At(0).Start
	for i := range p.notes {
		if p.notes[i].start == start {
			return p.notes[i].label, true
		}
	}
	return "", false
}

// rankHeadings gives the headings with the fewest # level 2, those with the
// next number 3, and so on to 4: people begin with #, ## or ### alike.
func (p *prose) rankHeadings(root ast.Node) {
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok {
			p.hashes[h.Level] = 1
		}
	}
	level := 2
	for i, used := range p.hashes {
		if used > 0 {
			p.hashes[i] = level
			level = min(level+1, 4)
		}
	}
}

// uncalled is the footnotes that nothing calls, as paragraphs.
func (p *prose) uncalled() []doc.Block {
	var blocks []doc.Block
	for _, n := range p.notes {
		if p.called[n.label] {
			continue
		}
		p.called[n.label] = true
		head := pieces(n.head, p.from)
		p.warn("TEXT-NOTE", head[0].Origin, fmt.Sprintf("脚注“%s”没有在正文里引用，印在这一部分末尾", n.label),
			fmt.Sprintf("请在要加注的地方写 [^%s]", n.label))
		blocks = append(blocks, &doc.Paragraph{Text: append(head, p.texts[n.label]...)})
	}
	return blocks
}

func (p *prose) warn(code string, at source.Origin, message, help string) {
	at.Width = 1
	p.found = append(p.found, source.Finding{
		Severity: source.Warning, Code: code, Message: message, Origin: at, Help: []string{help},
	})
}

func (p *prose) fail(code string, at source.Origin, message, help string) {
	p.warn(code, at, message, help)
	p.found[len(p.found)-1].Severity = source.Error
}

// block appends what n becomes to blocks. Paragraphs take the given kind.
func (p *prose) block(blocks []doc.Block, n ast.Node, kind doc.Kind) []doc.Block {
	switch n := n.(type) {
	case *ast.Heading:
		text := p.inlines(n)
		if len(text) == 0 {
			return blocks
		}
		level := labelLevel(doc.Plain(text))
		if level < 2 {
			level = max(p.hashes[n.Level], 2) // one in a quote is not ranked
		}
		return append(blocks, &doc.Heading{Level: level, Text: text})
	case *ast.Blockquote:
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			blocks = p.block(blocks, c, doc.Quote)
		}
		return blocks
	case *ast.List:
		return append(blocks, p.list(n))
	case *extast.Table:
		return append(blocks, p.table(n))
	}
	return p.paragraph(blocks, n, kind)
}

func (p *prose) list(n *ast.List) *doc.List {
	l := &doc.List{Ordered: n.IsOrdered(), Start: n.Start}
	outer := p.inList
	p.inList = true
	defer func() { p.inList = outer }()
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		var blocks []doc.Block
		for c := item.FirstChild(); c != nil; c = c.NextSibling() {
			blocks = p.block(blocks, c, doc.Body)
		}
		l.Items = append(l.Items, blocks)
	}
	return l
}

// paragraph appends a paragraph, cut where pictures stand in it.
func (p *prose) paragraph(blocks []doc.Block, n ast.Node, kind doc.Kind) []doc.Block {
	var text []doc.Inline
	flush := func() {
		if len(text) > 0 {
			blocks = append(blocks, &doc.Paragraph{Kind: kind, Text: text})
		}
		text = nil
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		pic, ok := c.(*picture)
		if !ok || p.inList {
			text = p.inline(text, c, doc.Inline{})
			continue
		}
		flush()
		if f := p.figure(pic); f != nil {
			blocks = append(blocks, f)
		} else {
			text = p.segment(text, pic.whole, doc.Inline{}, false)
		}
	}
	flush()
	return blocks
}
