package layout

import (
	"strconv"

	"nianbao/render/doc"
	"nianbao/render/frame"
	"nianbao/render/length"
	"nianbao/schema/source"
)

// CodeRow is the code of the finding on a table row that is higher than a
// page.
const CodeRow = "TABLE-ROW"

// paginate fills pages with the strips.
func (s *setter) paginate() {
	s.relax()
	s.bringForward()
	for first := 0; first < len(s.strips); {
		end := s.pageEnd(first)
		s.page(first, end)
		first = end
	}
	if len(s.out.Pages) == 0 {
		s.page(0, 0)
	}
}

// relax loosens chains of strips that hold to each other but are together
// higher than a page: first tables that should be whole, then lines of a
// paragraph, then what goes with a letter's signature.
func (s *setter) relax() {
	for _, k := range [...]keep{wholly, weak, bound} {
		for i := 0; i < len(s.strips); {
			end := i + 1
			for end < len(s.strips) && s.strips[end-1].keep != free {
				end++
			}
			if s.stack(i, end) > s.height {
				for n := i; n < end; n++ {
					if s.strips[n].keep == k {
						s.strips[n].keep = free
					}
				}
			}
			i = end
		}
	}
}

// stack is the height of strips at the top of a page, footnotes included.
func (s *setter) stack(first, end int) length.Length {
	y, notes := s.start(first), length.Length(0)
	for i := first; i < end; i++ {
		st := &s.strips[i]
		y = s.top(st, y, i == first) + st.height
		notes += s.notesHeight(st, notes > 0)
	}
	return y + notes
}

// start is where the first strip of a page begins: below the header rows of
// a table that goes on.
func (s *setter) start(first int) length.Length {
	if st := &s.strips[first]; st.table != nil {
		_, h := st.table.repeated(st.row)
		return h
	}
	return 0
}

// top is where a strip begins when the one before it ends at y.
func (s *setter) top(st *strip, y length.Length, firstOnPage bool) length.Length {
	if firstOnPage {
		s.gridFrom = st.gridFrom
	} else {
		y += st.before
		if pitch := s.style.Page.LinePitch; st.grid && pitch > 0 {
			y = s.gridFrom + (y-s.gridFrom+pitch-1)/pitch*pitch
		}
	}
	if st.foot {
		return max(y, s.height-st.height)
	}
	return y
}

// pageEnd is where the page ends that begins with strip first: as low as it
// goes where nothing must stay together.
func (s *setter) pageEnd(first int) int {
	y, notes := s.start(first), length.Length(0)
	end := first
	asked := false // the page ends here because the text says so
	for end < len(s.strips) {
		st := &s.strips[end]
		if st.newPage && end > first {
			asked = true
			break
		}
		y = s.top(st, y, end == first) + st.height
		notes += s.notesHeight(st, notes > 0)
		if y+notes > s.height+s.overhang(st, notes) {
			break
		}
		end++
	}
	if end == first {
		s.tooHigh(first)
		return first + 1
	}
	if (asked || end == len(s.strips)) && s.fits(first, end) {
		return end
	}
	for most := end; end > first; end-- {
		if s.strips[end-1].keep == free && s.fits(first, end) {
			return end
		}
		if end == first+1 {
			for most > first+1 && !s.fits(first, most) {
				most--
			}
			return most
		}
	}
	return first + 1
}

// tooHigh reports a row that is higher than the type area. Pictures and lines
// never are.
func (s *setter) tooHigh(i int) {
	st := &s.strips[i]
	if st.table == nil {
		return
	}
	f := source.Finding{
		Severity: source.Error, Code: CodeRow,
		Message: "表格有一行的文字比一页还高，印不下",
		Help:    []string{"把这一行的文字分成几行，或移到表格外的正文里"},
	}
	for k := range st.table.doc.Cells {
		if c := &st.table.doc.Cells[k]; c.Row == st.row && len(c.Text) > 0 && f.Origin.File == nil {
			f.Origin = c.Text[0].Origin
		}
	}
	s.findings = append(s.findings, f)
}

// fits says whether strips fit a page, with the room that cut cells need.
func (s *setter) fits(first, end int) bool {
	y, notes := length.Length(0), length.Length(0)
	for i := first; i < end; {
		st := &s.strips[i]
		y = s.top(st, y, i == first)
		k := i + 1
		if st.table != nil {
			for k < end && s.strips[k].table == st.table {
				k++
			}
			y += s.partHeight(st.table, st.row, st.row+k-i)
		} else {
			y += st.height
		}
		for ; i < k; i++ {
			notes += s.notesHeight(&s.strips[i], notes > 0)
		}
	}
	return y+notes <= s.height+s.overhang(&s.strips[end-1], notes)
}

// overhang is how far the foot of a letter's first page may reach into the
// white below its last line. The lines of that page begin anywhere, and
// readers of a DOCX, who put a baseline a fifth of the line above its foot,
// set as many. A title takes back some of it: 5.3 pt are left, measured.
func (s *setter) overhang(last *strip, notes length.Length) length.Length {
	if s.gridFrom == 0 || !last.grid || notes > 0 {
		return 0
	}
	pitch := s.style.Page.LinePitch
	if _, ok := s.doc.Blocks[min(1, len(s.doc.Blocks)-1)].(*doc.Title); ok {
		return pitch * 183 / 1000
	}
	return max(pitch*4/5-s.style.TextOf("body").Size*ascent/1000, 0)
}

// page places strips on a new page.
func (s *setter) page(first, end int) {
	p := &s.style.Page
	index := len(s.out.Pages)
	number := max(s.doc.FirstPage, 1) + index
	s.out.Pages = append(s.out.Pages, frame.Page{Width: p.Width, Height: p.Height, Label: strconv.Itoa(number)})
	page := &s.out.Pages[index]
	page.Items = make([]frame.Item, 0, 64)
	if s.doc.Draft {
		s.draft(page)
	}
	var called []int
	y := length.Length(0)
	for i := first; i < end; {
		st := &s.strips[i]
		y = s.top(st, y, i == first)
		if st.bookmark > 0 {
			b := &s.out.Outline[st.bookmark-1]
			b.Page, b.Y = index, p.Top+y
		}
		k := i + 1
		if st.table != nil {
			for k < end && s.strips[k].table == st.table {
				k++
			}
			y = s.drawPart(page, st.table, st.row, st.row+k-i, p.Top+y) - p.Top
		} else {
			s.place(page, s.items[st.from:st.to], p.Left, p.Top+y)
			y += st.height
		}
		for ; i < k; i++ {
			for n := s.strips[i].noteFrom; n < s.strips[i].noteTo; n++ {
				called = append(called, n)
			}
		}
	}
	s.placeNotes(page, called)
	if index > 0 || !s.bare {
		s.pageNumber(page, number)
	}
}

// place moves items to their place on the page.
func (s *setter) place(page *frame.Page, items []frame.Item, x, y length.Length) {
	for _, item := range items {
		switch item := item.(type) {
		case *frame.Text:
			item.X += x
			item.Y += y
		case *frame.Rule:
			item.X += x
			item.Y += y
		case *frame.Image:
			item.X += x
			item.Y += y
			if item.Tag != nil {
				item.Tag.BBox = &[4]length.Length{item.X, item.Y, item.X + item.W, item.Y + item.H}
			}
		}
	}
	page.Items = append(page.Items, items...)
}
