package pdf

import (
	"errors"
	"fmt"

	"nianbao/render/frame"
	"nianbao/render/length"
)

// pageTree is the pages as they are numbered.
type pageTree struct {
	root ref
	refs []ref
}

// writePages writes the pages and what they show, and tells the structure
// tree what stands where.
func writePages(f *file, d *frame.Document, set *fontSet, t *tree) (*pageTree, error) {
	p := &pageTree{root: f.alloc(), refs: make([]ref, len(d.Pages))}
	first := f.allocRun(len(d.Pages))
	for i := range p.refs {
		p.refs[i] = first + ref(i)
	}
	set.resources = f.alloc()
	resources := f.alloc()
	pictures := &pictureSet{file: f}
	for i := range d.Pages {
		c := canvas{file: f, set: set, tree: t, pictures: pictures, number: i, page: &d.Pages[i], tag: nothing, out: f.draft[:0]}
		links := len(t.links)
		if err := c.draw(); err != nil {
			return nil, fmt.Errorf("PDF：第 %d 页：%w", i+1, err)
		}
		content := f.alloc()
		f.text(content, c.out)
		f.draft = c.out
		p.writePage(f, i, c.page, content, resources, t.links[links:])
	}
	b := f.object(p.root)
	b.str("<</Type/Pages/Count ")
	b.int(len(p.refs))
	b.str("/Kids[")
	for _, r := range p.refs {
		b.ref(r)
		b.str(" ")
	}
	b.str("]>>")
	b = f.object(resources)
	b.str("<</Font ")
	b.ref(set.resources)
	pictures.resources(b)
	b.str(">>")
	return p, nil
}

func (p *pageTree) writePage(f *file, i int, page *frame.Page, content, resources ref, links []link) {
	b := f.object(p.refs[i])
	b.str("<</Type/Page/Parent ")
	b.ref(p.root)
	b.str("/MediaBox")
	b.box(0, 0, page.Width, page.Height)
	b.str("/Resources ")
	b.ref(resources)
	b.str("/Contents ")
	b.ref(content)
	b.str("/StructParents ")
	b.int(i)
	b.str("/Tabs/S")
	if len(links) > 0 {
		b.str("/Annots[")
		for k := range links {
			b.ref(links[k].ref)
			b.str(" ")
		}
		b.str("]")
	}
	b.str(">>")
}

// canvas draws one page as a content stream. Everything on it is either
// content of a structure element or an artifact (ISO 14289-1, 7.1).
type canvas struct {
	file     *file
	set      *fontSet
	tree     *tree
	pictures *pictureSet
	number   int
	page     *frame.Page

	out  buf
	tag  tag  // what is being marked
	text bool // inside BT … ET, which marked content lies within
	fill bool // a path waits for its f
	x, y length.Length
	// The graphics state as it stands.
	font    *font
	twin    int
	size    length.Length
	color   uint32
	bold    bool
	stroke  uint32
	width   length.Length
	spacing length.Length // of characters
}

// tag is what a sequence of marked content belongs to.
type tag struct {
	elem     int32 // −1 = artifact, −2 = nothing
	artifact string
}

var nothing = tag{elem: -2}

func (c *canvas) draw() error {
	for _, item := range c.page.Items {
		var err error
		switch item := item.(type) {
		case *frame.Text:
			err = c.drawText(item)
		case *frame.Rule:
			c.drawRule(item)
		case *frame.Image:
			err = c.drawImage(item)
		default:
			err = fmt.Errorf("不认识的内容 %T", item)
		}
		if err != nil {
			return err
		}
	}
	c.open(nothing, false)
	return nil
}

// open begins marked content, after ending what is open, unless it goes on. A
// text object goes on from one piece of marked content to the next
// (ISO 32000-1, 14.6): a table is hundreds of them.
func (c *canvas) open(next tag, text bool) {
	if next == c.tag && text == c.text {
		return
	}
	c.close()
	if c.tag != nothing {
		c.out.str("EMC\n")
	}
	if text != c.text {
		if text {
			c.out.str("BT\n")
			c.x, c.y = 0, 0
		} else {
			c.out.str("ET\n")
		}
		c.text = text
	}
	c.tag = next
	switch {
	case next == nothing:
	case next.elem < 0:
		c.out.str("/Artifact<</Type")
		c.out.name(next.artifact)
		c.out.str(">>BDC\n")
	default:
		c.out.str("/")
		c.out.str(c.tree.elems[next.elem].node.Role)
		c.out.str("<</MCID ")
		c.out.int(c.tree.mark(next.elem, c.number))
		c.out.str(">>BDC\n")
	}
}

// close ends the path that is open.
func (c *canvas) close() {
	if c.fill {
		c.out.str("f\n")
		c.fill = false
	}
}

// element finds the structure element of a node.
func (c *canvas) element(n *frame.Node) (int32, error) {
	i, ok := c.tree.index[n]
	if !ok {
		return 0, errors.New("有内容不在结构树上")
	}
	return i, nil
}

// drawRule fills a rectangle. Rules are artifacts all.
func (c *canvas) drawRule(r *frame.Rule) {
	c.open(tag{elem: -1, artifact: "Layout"}, false)
	if c.color != r.Color {
		c.close()
	}
	c.setColor(r.Color)
	c.out.length(r.X)
	c.out.str(" ")
	c.out.length(c.page.Height - r.Y - r.H)
	c.out.str(" ")
	c.out.length(r.W)
	c.out.str(" ")
	c.out.length(r.H)
	c.out.str(" re\n")
	c.fill = true
}

func (c *canvas) drawImage(m *frame.Image) error {
	to := tag{elem: -1, artifact: "Layout"}
	if m.Tag != nil {
		i, err := c.element(m.Tag)
		if err != nil {
			return err
		}
		to.elem, to.artifact = i, ""
	}
	number, err := c.pictures.take(m)
	if err != nil {
		return err
	}
	c.open(to, false)
	c.close()
	c.out.str("q ")
	c.out.length(m.W)
	c.out.str(" 0 0 ")
	c.out.length(m.H)
	c.out.str(" ")
	c.out.length(m.X)
	c.out.str(" ")
	c.out.length(c.page.Height - m.Y - m.H)
	c.out.str(" cm/I")
	c.out.int(number)
	c.out.str(" Do Q\n")
	return nil
}

// setColor sets the colour of fills: grey where it is one, else sRGB, which
// is the output intent.
func (c *canvas) setColor(color uint32) {
	if c.color == color {
		return
	}
	c.color = color
	appendColor(&c.out, color, " g\n", " rg\n")
}

func appendColor(b *buf, color uint32, gray, rgb string) {
	red, green, blue := color>>16&255, color>>8&255, color&255
	appendLevel(b, red)
	if red == green && green == blue {
		b.str(gray)
		return
	}
	b.str(" ")
	appendLevel(b, green)
	b.str(" ")
	appendLevel(b, blue)
	b.str(rgb)
}

// appendLevel writes 0 … 255 as 0 … 1.
func appendLevel(b *buf, v uint32) { b.decimal((int64(v)*10000+127)/255, 4) }
