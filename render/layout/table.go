package layout

import (
	"nianbao/render/doc"
	"nianbao/render/frame"
	"nianbao/render/length"
	"nianbao/render/style"
	"nianbao/schema/source"
)

// table is a table on its way onto pages. Its rows are strips; what a page
// shows of it is worked out when the page's first and last rows are known.
type table struct {
	doc   *doc.Table
	look  style.Table
	edges []length.Length // of the columns, from 0 to the type area's width
	owner []int32         // by row and column: the cell that covers the square
	cells []cell
	rows  []length.Length // heights when the table is not cut
	part  []length.Length // heights of the rows of the part being placed
	most  length.Length   // header rows together higher than this are not repeated
}

// cell is a cell's text, set and waiting to be placed.
type cell struct {
	from, to int           // items, y counted from the top of the text
	height   length.Length // of the text
	at       length.Length // where its items have been moved to
	// rest is the label once more with （续）, for the page that a cell is
	// continued on; set when first needed.
	rest *cell
}

// table sets a table as wide as the type area. The caption, which may be nil,
// stands over it.
func (s *setter) table(b *doc.Table, caption *doc.Paragraph, parent *frame.Node) {
	rows, cols := len(b.Rows), len(b.Widths)
	if rows == 0 || cols == 0 || !tiled(b) {
		s.badTable(b)
		return
	}
	node := s.node(parent, "Table")
	node.Title, node.Summary = b.Title, b.Summary
	if caption != nil {
		t := s.style.TextOf("caption")
		s.text(caption.Text, &t, s.node(node, "Caption"))
		s.hold(firm)
	}
	t := &table{doc: b, look: s.style.TableOf(b.Key), edges: columnEdges(b.Widths, s.width), most: s.height / 2}
	t.cover(rows, cols)
	nodes := s.tableNodes(t, node)
	notes := len(s.notes)
	ends := s.setCells(t, nodes)
	t.measure()
	room := s.height - s.held()
	if len(b.Note) > 0 {
		room -= 2 * s.style.Page.LinePitch
	}
	if b.Whole && t.height() > room {
		t.tighten(room)
	}

	first := len(s.strips)
	for r := range b.Rows {
		st := s.open(t.rows[r], false)
		st.table, st.row = t, r
		st.noteFrom, st.noteTo = notes, ends[r]
		notes = ends[r]
		if b.Rows[r].KeepNext || r < b.Head {
			st.keep = firm
		}
	}
	if b.Whole && t.height() <= s.height {
		for r := range rows - 1 {
			s.strips[first+r].keep = max(s.strips[first+r].keep, wholly)
		}
	}
	s.strips[len(s.strips)-1].keep = free
	if len(b.Note) > 0 {
		s.hold(firm)
		look := s.style.TextOf("tablenote")
		s.text(b.Note, &look, s.node(parent, "P"))
	}
	s.after += s.style.Page.LinePitch / 4
}

// columnEdges are the places of the grid lines from 0 to width, in proportion
// to the given widths.
func columnEdges(widths []int, width length.Length) []length.Length {
	sum := length.Length(0)
	for _, n := range widths {
		sum += length.Length(max(n, 1))
	}
	edges := make([]length.Length, 1, len(widths)+1)
	at := length.Length(0)
	for _, n := range widths {
		at += length.Length(max(n, 1))
		edges = append(edges, (at*width+sum/2)/sum)
	}
	return edges
}

// tiled says whether all cells lie inside the grid and name cells as heads.
func tiled(b *doc.Table) bool {
	for i := range b.Cells {
		c := &b.Cells[i]
		if c.Row < 0 || c.Col < 0 || c.RowSpan < 1 || c.ColSpan < 1 ||
			c.RowSpan > len(b.Rows)-c.Row || c.ColSpan > len(b.Widths)-c.Col {
			return false
		}
		for _, h := range c.Heads {
			if h < 0 || h >= len(b.Cells) {
				return false
			}
		}
	}
	return b.Head >= 0 && b.Head <= len(b.Rows)
}

// CodeTable is the code of the finding on a table whose cells do not fit its
// grid, which is a fault of what made the document.
const CodeTable = "TABLE-GRID"

func (s *setter) badTable(b *doc.Table) {
	f := source.Finding{
		Severity: source.Error, Code: CodeTable,
		Message: "表格“" + b.Title + "”的单元格与行列对不上，排不出来",
		Help:    []string{"检查表式文件或正文里这张表格的行列"},
	}
	if len(b.Cells) > 0 && len(b.Cells[0].Text) > 0 {
		f.Origin = b.Cells[0].Text[0].Origin
	}
	s.findings = append(s.findings, f)
}

// cover finds the cell of every square; −1 is none.
func (t *table) cover(rows, cols int) {
	t.owner = make([]int32, rows*cols)
	for i := range t.owner {
		t.owner[i] = -1
	}
	for i := range t.doc.Cells {
		c := &t.doc.Cells[i]
		for r := c.Row; r < c.Row+c.RowSpan; r++ {
			for k := c.Col; k < c.Col+c.ColSpan; k++ {
				t.owner[r*cols+k] = int32(i)
			}
		}
	}
}

// tableNodes builds the table's structure and returns the node of each cell.
func (s *setter) tableNodes(t *table, node *frame.Node) []*frame.Node {
	b := t.doc
	lines := make([]*frame.Node, len(b.Rows))
	var group *frame.Node
	for r := range lines {
		if r == 0 && b.Head > 0 {
			group = s.node(node, "THead")
		} else if r == b.Head {
			group = s.node(node, "TBody")
		}
		lines[r] = s.node(group, "TR")
	}
	nodes := make([]*frame.Node, len(b.Cells))
	inRow := make([]int, len(b.Rows))
	for i := range b.Cells {
		inRow[b.Cells[i].Row]++
	}
	for r, n := range inRow {
		lines[r].Kids = s.links.Take(n)[:0]
	}
	for i := range b.Cells {
		c := &b.Cells[i]
		role, scope := "TD", ""
		switch c.Role {
		case doc.Header, doc.Band:
			role, scope = "TH", "Column"
		case doc.Stub:
			role, scope = "TH", "Row"
		}
		n := s.node(lines[c.Row], role)
		n.Scope, n.RowSpan, n.ColSpan = scope, c.RowSpan, c.ColSpan
		nodes[i] = n
	}
	for i := range b.Cells {
		if heads := b.Cells[i].Heads; len(heads) > 0 {
			nodes[i].Heads = s.links.Take(len(heads))
			for k, h := range heads {
				nodes[i].Heads[k] = nodes[h]
			}
		}
	}
	return nodes
}

// lookOf is the look of a cell's text and its alignment.
func (t *table) lookOf(c *doc.Cell) (style.Text, align) {
	look := t.look.Data
	switch c.Role {
	case doc.Header, doc.Corner:
		look = t.look.Head
	case doc.Stub:
		look = t.look.Stub
	case doc.Band:
		look = t.look.Band
	}
	switch c.Align {
	case doc.AlignLeft:
		return look, left
	case doc.AlignRight:
		return look, right
	}
	return look, center
}

// measure works out the heights of the rows: what their own cells need, and
// what cells over several rows need more, spread evenly.
func (t *table) measure() {
	b := t.doc
	t.rows = make([]length.Length, len(b.Rows))
	for r := range t.rows {
		t.rows[r] = t.look.MinRow
	}
	for i := range b.Cells {
		if c := &b.Cells[i]; c.RowSpan == 1 {
			t.rows[c.Row] = max(t.rows[c.Row], t.cells[i].height+2*t.look.PadY)
		}
	}
	for i := range b.Cells {
		if c := &b.Cells[i]; c.RowSpan > 1 {
			widen(t.rows[c.Row:c.Row+c.RowSpan], t.cells[i].height+2*t.look.PadY)
		}
	}
}

// height is that of the whole table.
func (t *table) height() length.Length {
	h := length.Length(0)
	for _, r := range t.rows {
		h += r
	}
	return h
}

// tighten makes a table that is to be whole lower, when that makes it fit: no
// least height of rows, half the white above and below the text.
func (t *table) tighten(room length.Length) {
	was := t.look
	t.look.MinRow, t.look.PadY = 0, t.look.PadY/2
	if t.measure(); t.height() > room {
		t.look = was
		t.measure()
	}
}

// held is the height of the strips that hold to the one that comes next.
func (s *setter) held() length.Length {
	h := length.Length(0)
	for i := len(s.strips); i > 0 && s.strips[i-1].keep != free; i-- {
		h += s.strips[i-1].height
	}
	return h
}

// widen makes rows together at least as high as asked, each by the same.
func widen(rows []length.Length, height length.Length) {
	for _, h := range rows {
		height -= h
	}
	for i := range rows {
		if height <= 0 {
			return
		}
		more := height / length.Length(len(rows)-i)
		rows[i] += more
		height -= more
	}
}

// repeated is the number of header rows at the top of a page whose first row
// is first, and their height.
func (t *table) repeated(first int) (rows int, height length.Length) {
	if first == 0 || first < t.doc.Head {
		return 0, 0
	}
	for _, r := range t.rows[:t.doc.Head] {
		height += r
	}
	if height > t.most {
		return 0, 0 // a page of nothing but headers would never end
	}
	return t.doc.Head, height
}
