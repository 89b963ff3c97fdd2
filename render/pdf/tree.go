package pdf

import (
	"errors"
	"slices"

	"nianbao/render/frame"
)

// tree is the structure of the document with what the pages hold of each
// element (ISO 32000-1, 14.7). It is used for one document after the other.
type tree struct {
	elems  []elem
	index  map[*frame.Node]int32
	parts  []part    // in the order of the pages
	marked [][]int32 // by page and MCID: the element
	links  []link
}

// elem is one structure element. first and last are its own parts; begin is
// the first part of it or of anything below it. They count from 1, 0 is none.
type elem struct {
	node               *frame.Node
	parent             int32
	first, last, begin int32
	heads              bool // some cell names it as its header, so it has an ID
}

// part is a piece of an element on a page: marked content or a link's
// annotation.
type part struct {
	link  bool
	page  int32
	which int32 // MCID, or index of the link
	next  int32 // of the same element
}

// take takes up the nodes of a document in reading order.
func (t *tree) take(d *frame.Document) error {
	if t.index == nil {
		t.index = map[*frame.Node]int32{}
	}
	t.marked = slices.Grow(t.marked, len(d.Pages))[:len(d.Pages)]
	for i := range t.marked {
		t.marked[i] = t.marked[i][:0]
	}
	t.add(d.Root, -1)
	for i := range t.elems {
		for _, h := range t.elems[i].node.Heads {
			k, ok := t.index[h]
			if !ok {
				return errors.New("PDF：单元格的表头不在结构树上")
			}
			t.elems[k].heads = true
		}
	}
	return nil
}

// release lets go of the document; room is kept for the next one.
func (t *tree) release() {
	clear(t.elems)
	clear(t.index)
	clear(t.links)
	t.elems, t.parts, t.links = t.elems[:0], t.parts[:0], t.links[:0]
}

func (t *tree) add(n *frame.Node, parent int32) {
	i := int32(len(t.elems))
	t.index[n] = i
	t.elems = append(t.elems, elem{node: n, parent: parent})
	for _, k := range n.Kids {
		t.add(k, i)
	}
}

// put adds a part to an element.
func (t *tree) put(i int32, p part) {
	t.parts = append(t.parts, p)
	number := int32(len(t.parts))
	e := &t.elems[i]
	if e.first == 0 {
		e.first = number
	} else {
		t.parts[e.last-1].next = number
	}
	e.last = number
	for k := i; k >= 0 && t.elems[k].begin == 0; k = t.elems[k].parent {
		t.elems[k].begin = number
	}
}

// mark begins marked content of the element on the page and returns its MCID.
func (t *tree) mark(i int32, page int) int {
	id := len(t.marked[page])
	t.marked[page] = append(t.marked[page], i)
	t.put(i, part{page: int32(page), which: int32(id)})
	return id
}
