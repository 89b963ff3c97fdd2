package pdf

import (
	"strconv"

	"nianbao/render/frame"
)

// entry is an outline item with its place among the others, by index; −1 is
// none, and the parent of the topmost.
type entry struct {
	parent, first, last, prev, next int
	count                           int // of those below it that show when it is open
}

// nest makes a tree of bookmarks by their levels. A bookmark whose level
// skips one goes below the nearest of a lower level.
func nest(marks []frame.Bookmark) (top entry, entries []entry) {
	top = entry{first: -1, last: -1}
	entries = make([]entry, len(marks))
	parent := -1 // of the entry before; while climbing, of the new one
	at := func(i int) *entry {
		if i < 0 {
			return &top
		}
		return &entries[i]
	}
	for i := range marks {
		parent = i - 1
		for parent >= 0 && marks[parent].Level >= marks[i].Level {
			parent = entries[parent].parent
		}
		up := at(parent)
		entries[i] = entry{parent: parent, first: -1, last: -1, prev: up.last, next: -1}
		if up.last >= 0 {
			entries[up.last].next = i
		} else {
			up.first = i
		}
		up.last = i
		shows := true
		for k := parent; k >= 0 && shows; k = entries[k].parent {
			entries[k].count++
			shows = !marks[k].Closed
		}
		if shows {
			top.count++
		}
	}
	return top, entries
}

// writeOutline writes the bookmarks (ISO 32000-1, 12.3.3) and returns their
// root, 0 when there are none.
func writeOutline(f *file, d *frame.Document, pages []ref) ref {
	if len(d.Outline) == 0 {
		return 0
	}
	top, entries := nest(d.Outline)
	root := f.alloc()
	first := f.allocRun(len(entries))
	number := func(i int) ref {
		if i < 0 {
			return root
		}
		return first + ref(i)
	}
	b := f.object(root)
	b.str("<</Type/Outlines")
	appendRef(b, "/First ", number(top.first))
	appendRef(b, "/Last ", number(top.last))
	b.str("/Count ")
	b.int(top.count)
	b.str(">>")
	for i, e := range entries {
		mark := &d.Outline[i]
		b := f.object(first + ref(i))
		b.str("<</Title")
		b.text(mark.Title)
		appendRef(b, "/Parent ", number(e.parent))
		if e.prev >= 0 {
			appendRef(b, "/Prev ", number(e.prev))
		}
		if e.next >= 0 {
			appendRef(b, "/Next ", number(e.next))
		}
		if e.first >= 0 {
			appendRef(b, "/First ", number(e.first))
			appendRef(b, "/Last ", number(e.last))
			b.str("/Count ")
			if mark.Closed {
				b.str("-")
			}
			b.int(e.count)
		}
		b.str("/Dest[")
		b.ref(pages[mark.Page])
		b.str("/XYZ null ")
		b.length(d.Pages[mark.Page].Height - mark.Y)
		b.str(" null]>>")
	}
	return root
}

func appendRef(b *buf, key string, r ref) {
	b.str(key)
	b.ref(r)
}

// pageLabels gives the pages the numbers that are printed on them (12.4.2):
// a range for each run of plain numbers, a label of its own for all else.
func pageLabels(d *frame.Document) []byte {
	var b buf
	b.str("/PageLabels<</Nums[")
	next := "" // what the next page's label is if the run goes on
	for i := range d.Pages {
		label := d.Pages[i].Label
		n, err := strconv.Atoi(label)
		plain := err == nil && n > 0 && strconv.Itoa(n) == label
		if !plain || label != next {
			b.int(i)
			b.str("<<")
			if plain {
				b.str("/S/D/St ")
				b.int(n)
			} else {
				b.str("/P")
				b.text(label)
			}
			b.str(">>")
		}
		next = ""
		if plain {
			next = strconv.Itoa(n + 1)
		}
	}
	b.str("]>>")
	return b
}
