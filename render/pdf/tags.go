package pdf

import (
	"slices"

	"nianbao/render/frame"
)

// write writes the tree and returns its root.
func (t *tree) write(f *file, d *frame.Document, pages []ref) ref {
	root := f.alloc()
	first := f.allocRun(len(t.elems))
	w := treeWriter{tree: t, root: root, first: first, pages: pages, sizes: d.Pages, widest: 1}
	for int(w.widest) <= (len(t.elems)-1)/10 {
		w.widest *= 10
	}
	for i := range t.elems {
		w.element(f.object(first+ref(i)), int32(i))
	}
	parents := w.parentTree(f)
	for i := range t.links {
		w.link(f, i)
	}
	b := f.object(root)
	b.str("<</Type/StructTreeRoot/K ")
	b.ref(first)
	b.str("/ParentTree ")
	b.ref(parents)
	b.str("/ParentTreeNextKey ")
	b.int(len(t.marked) + len(t.links))
	w.roleMap(b)
	w.idTree(b)
	b.str(">>")
	return root
}

// treeWriter knows the object numbers.
type treeWriter struct {
	*tree
	root  ref
	first ref // of the elements, one after the other
	pages []ref
	sizes []frame.Page

	widest int32 // the power of ten that has as many digits as the largest number
}

func (w *treeWriter) ref(i int32) ref {
	if i < 0 {
		return w.root
	}
	return w.first + ref(i)
}

func (w *treeWriter) element(b *buf, i int32) {
	e := &w.elems[i]
	b.str("<</S/")
	b.str(e.node.Role)
	b.str("/P ")
	b.ref(w.ref(e.parent))
	if e.first > 0 {
		b.str("/Pg ")
		b.ref(w.pages[w.parts[e.first-1].page])
	}
	w.kids(b, e)
	if e.hasID() {
		b.str("/ID")
		w.elementID(b, i)
	}
	if e.node.Title != "" {
		b.str("/T")
		b.text(e.node.Title)
	}
	if e.node.Alt != "" {
		b.str("/Alt")
		b.text(e.node.Alt)
	}
	w.attributes(b, e)
	b.str(">>")
}

// kids writes K: the element's own parts and its child elements. The children
// keep their order, and each stands before the parts that come after it.
func (w *treeWriter) kids(b *buf, e *elem) {
	kids := e.node.Kids
	if e.first == 0 && len(kids) == 0 {
		return
	}
	b.str("/K[")
	start := len(*b)
	for k := e.first; k > 0; k = w.parts[k-1].next {
		for len(kids) > 0 && w.elems[w.index[kids[0]]].begin < k {
			b.next(start)
			b.ref(w.ref(w.index[kids[0]]))
			kids = kids[1:]
		}
		b.next(start)
		w.part(b, &w.parts[k-1], w.parts[e.first-1].page)
	}
	for _, kid := range kids {
		b.next(start)
		b.ref(w.ref(w.index[kid]))
	}
	b.str("]")
}

// next parts what is written from what comes next.
func (b *buf) next(start int) {
	if len(*b) > start {
		b.str(" ")
	}
}

// part writes one part; page is the one that the element's Pg names.
func (w *treeWriter) part(b *buf, p *part, page int32) {
	switch {
	case p.link:
		b.str("<</Type/OBJR/Obj ")
		b.ref(w.links[p.which].ref)
	case p.page == page:
		b.int(int(p.which))
		return
	default:
		b.str("<</Type/MCR/MCID ")
		b.int(int(p.which))
	}
	if p.page != page {
		b.str("/Pg ")
		b.ref(w.pages[p.page])
	}
	b.str(">>")
}

// attributes writes A (14.8.5).
func (w *treeWriter) attributes(b *buf, e *elem) {
	n := e.node
	switch n.Role {
	case "TH", "TD":
		w.cell(b, n)
	case "Table":
		if n.Summary != "" {
			b.str("/A<</O/Table/Summary")
			b.text(n.Summary)
			b.str(">>")
		}
	case "L":
		if n.Numbering != "" {
			b.str("/A<</O/List/ListNumbering")
			b.name(n.Numbering)
			b.str(">>")
		}
	case "Figure":
		if n.BBox != nil && e.begin > 0 {
			b.str("/A<</O/Layout/Placement/Block/BBox")
			height := w.sizes[w.parts[e.begin-1].page].Height
			b.box(n.BBox[0], height-n.BBox[3], n.BBox[2], height-n.BBox[1])
			b.str(">>")
		}
	}
}

// cell writes a cell's spans, scope and headers (14.8.5.7).
func (w *treeWriter) cell(b *buf, n *frame.Node) {
	if n.RowSpan <= 1 && n.ColSpan <= 1 && n.Scope == "" && len(n.Heads) == 0 {
		return
	}
	b.str("/A<</O/Table")
	if n.RowSpan > 1 {
		b.str("/RowSpan ")
		b.int(n.RowSpan)
	}
	if n.ColSpan > 1 {
		b.str("/ColSpan ")
		b.int(n.ColSpan)
	}
	if n.Scope != "" {
		b.str("/Scope")
		b.name(n.Scope)
	}
	if len(n.Heads) > 0 {
		b.str("/Headers[")
		for _, h := range n.Heads {
			w.elementID(b, w.index[h])
		}
		b.str("]")
	}
	b.str(">>")
}

// parentTree leads from marked content and annotations back to elements
// (14.7.4.4).
func (w *treeWriter) parentTree(f *file) ref {
	r := f.alloc()
	first := f.allocRun(len(w.marked))
	for page, elems := range w.marked {
		b := f.object(first + ref(page))
		b.str("[")
		for k, i := range elems {
			if k > 0 {
				b.str(" ")
			}
			b.ref(w.ref(i))
		}
		b.str("]")
	}
	b := f.object(r)
	b.str("<</Nums[")
	for page := range w.marked {
		b.int(page)
		b.str(" ")
		b.ref(first + ref(page))
		b.str(" ")
	}
	for i := range w.links {
		b.int(len(w.marked) + i)
		b.str(" ")
		b.ref(w.ref(w.links[i].elem))
		b.str(" ")
	}
	b.str("]>>")
	return r
}

func (w *treeWriter) roleMap(b *buf) {
	var own []string
	for i := range w.elems {
		role := w.elems[i].node.Role
		if roleMap[role] != "" && !slices.Contains(own, role) {
			own = append(own, role)
		}
	}
	if len(own) == 0 {
		return
	}
	b.str("/RoleMap<<")
	for _, role := range own {
		b.name(role)
		b.name(roleMap[role])
	}
	b.str(">>")
}

// hasID: header cells that others name, and notes (ISO 14289-1, 7.9).
func (e *elem) hasID() bool { return e.heads || e.node.Role == "Note" }

// elementID writes the element's number as its ID, as wide as the largest, so
// that IDs sort as their elements do.
func (w *treeWriter) elementID(b *buf, i int32) {
	b.str("(")
	for n := w.widest; n > 1 && i < n; n /= 10 {
		b.str("0")
	}
	b.int(int(i))
	b.str(")")
}

func (w *treeWriter) idTree(b *buf) {
	begun := false
	for i := range w.elems {
		if !w.elems[i].hasID() {
			continue
		}
		if !begun {
			b.str("/IDTree<</Names[")
			begun = true
		}
		w.elementID(b, int32(i))
		b.ref(w.ref(int32(i)))
		b.str(" ")
	}
	if begun {
		b.str("]>>")
	}
}
