package form

import (
	"fmt"
	"slices"
)

// Role of a cell of the printed table.
type Role int

// Roles of cells.
const (
	Data   Role = iota
	Header      // column header
	Stub        // row header
	Title       // title row of a band, over the whole width
	Corner      // explanation over the stub: no header of anything
)

// Grid is the printed table: squares covered by merged cells, each square by
// exactly one.
type Grid struct {
	Rows, Cols int
	Head       int    // leading rows that are header rows, to be repeated on each page
	Stub       int    // leading columns that hold row labels
	Keep       []bool // by row: never last on a page (titles and headers)
	Cells      []Cell // by Row, then Col
}

// Cell covers RowSpan × ColSpan squares from (Row, Col), counted from 0.
type Cell struct {
	Row, Col         int
	RowSpan, ColSpan int
	Role             Role
	Text             string // empty for Data
	// Heads are the indexes in Grid.Cells of the cells that head this one:
	// band title, column headers from the top, stub labels from the left.
	Heads []int
	// Data cells: which figure stands here, as indexes of Table.Rows and of
	// the columns of that row's band.
	FormRow, FormColumn int

	band int
}

// Grid derives the printed table from the label paths: neighbours with equal
// beginnings merge, a short path fills the levels left over, and a band with
// fewer columns than the widest stretches its last one.
func (t *Table) Grid() *Grid {
	if t.Flat {
		return t.flatGrid()
	}
	g := &Grid{}
	width := 0
	for b := range t.Bands {
		width = max(width, len(t.Bands[b].Columns))
		for r := range t.Bands[b].Rows {
			g.Stub = max(g.Stub, len(t.Bands[b].Rows[r].Path))
		}
	}
	g.Cols = g.Stub + width
	row := 0
	for b := range t.Bands {
		from := len(g.Cells)
		t.Bands[b].place(g, t.Corner, row)
		for i := range g.Cells[from:] {
			g.Cells[from+i].band = b
		}
		row += len(t.Bands[b].Rows)
	}
	if len(t.Bands) == 1 {
		g.Head = g.Rows - len(t.Bands[0].Rows)
	}
	g.finish()
	return g
}

// place adds the band below what g has; first is the index of its first row
// in Table.Rows.
func (b *Band) place(g *Grid, corner string, first int) {
	if b.Title != "" {
		g.add(Cell{Row: g.Rows, ColSpan: g.Cols, RowSpan: 1, Role: Title, Text: b.Title})
		g.grow(1, true)
	}
	paths := make([][]string, len(b.Columns))
	for i := range b.Columns {
		paths[i] = b.Columns[i].Path
	}
	head := depth(paths)
	switch {
	case b.Stub != "":
		g.add(Cell{Row: g.Rows, RowSpan: head, ColSpan: g.Stub, Role: Header, Text: b.Stub})
	default:
		g.add(Cell{Row: g.Rows, RowSpan: head, ColSpan: g.Stub, Role: Corner, Text: corner})
	}
	// starts[i] is where column i begins; the last one stretches.
	starts := make([]int, len(b.Columns)+1)
	for i := range starts {
		starts[i] = g.Stub + i
	}
	starts[len(b.Columns)] = g.Cols
	for _, r := range merge(paths, head) {
		g.add(Cell{
			Row: g.Rows + r.level, RowSpan: r.levels, Role: Header, Text: r.label,
			Col: starts[r.from], ColSpan: starts[r.to] - starts[r.from],
		})
	}
	g.grow(head, true)

	paths = make([][]string, len(b.Rows))
	for i := range b.Rows {
		paths[i] = b.Rows[i].Path
	}
	for _, r := range merge(paths, g.Stub) {
		g.add(Cell{
			Row: g.Rows + r.from, RowSpan: r.to - r.from, Role: Stub, Text: r.label,
			Col: r.level, ColSpan: r.levels,
		})
	}
	for r := range b.Rows {
		for c := range b.Columns {
			g.add(Cell{
				Row: g.Rows + r, RowSpan: 1, Col: starts[c], ColSpan: starts[c+1] - starts[c],
				FormRow: first + r, FormColumn: c,
			})
		}
	}
	g.grow(len(b.Rows), false)
}

// flatGrid is one data row; a column is headed by its row's path and its own.
func (t *Table) flatGrid() *Grid {
	g := &Grid{}
	var paths [][]string
	rows := t.Rows()
	first := 0
	for b := range t.Bands {
		for r := range t.Bands[b].Rows {
			for c := range t.Bands[b].Columns {
				paths = append(paths, slices.Concat(rows[first+r].Path, t.Bands[b].Columns[c].Path))
			}
		}
		first += len(t.Bands[b].Rows)
	}
	g.Cols, g.Head = len(paths), depth(paths)
	for _, r := range merge(paths, g.Head) {
		g.add(Cell{Row: r.level, RowSpan: r.levels, Col: r.from, ColSpan: r.to - r.from, Role: Header, Text: r.label})
	}
	g.grow(g.Head, true)
	row, col := 0, 0
	for b := range t.Bands {
		for range t.Bands[b].Rows {
			for c := range t.Bands[b].Columns {
				g.add(Cell{Row: g.Head, RowSpan: 1, Col: col, ColSpan: 1, FormRow: row, FormColumn: c})
				col++
			}
			row++
		}
	}
	g.grow(1, false)
	g.finish()
	return g
}

// run is a merged label: the paths [from, to) share it at level, where it
// fills so many levels.
type run struct {
	from, to, level, levels int
	label                   string
}

// merge joins neighbouring paths that begin alike, level by level.
func merge(paths [][]string, depth int) []run {
	var runs []run
	for from, first := 0, 0; from < len(paths); {
		runs = append(runs, mergeAt(paths, from, 0, depth)...)
		from = runs[first].to
		first = len(runs)
	}
	return runs
}

// mergeAt returns the run that starts at paths[from] on the given level and
// all runs below it.
func mergeAt(paths [][]string, from, level, depth int) []run {
	prefix := paths[from][:level+1]
	to := from + 1
	for to < len(paths) && len(paths[to]) > level && slices.Equal(paths[to][:level+1], prefix) {
		to++
	}
	if len(paths[from]) == level+1 {
		return []run{{from, from + 1, level, depth - level, prefix[level]}}
	}
	runs := []run{{from, to, level, 1, prefix[level]}}
	for from < to {
		if len(paths[from]) <= level+1 {
			from++ // Validate finds the hole
			continue
		}
		below := mergeAt(paths, from, level+1, depth)
		runs = append(runs, below...)
		from = below[0].to
	}
	return runs
}

func depth(paths [][]string) int {
	n := 0
	for _, p := range paths {
		n = max(n, len(p))
	}
	return n
}

func (g *Grid) add(c Cell) {
	if c.RowSpan > 0 && c.ColSpan > 0 {
		g.Cells = append(g.Cells, c)
	}
}

// grow adds n rows.
func (g *Grid) grow(n int, keep bool) {
	g.Rows += n
	for range n {
		g.Keep = append(g.Keep, keep)
	}
}

// finish sorts the cells and finds what heads them.
func (g *Grid) finish() {
	slices.SortFunc(g.Cells, func(a, b Cell) int {
		if a.Row != b.Row {
			return a.Row - b.Row
		}
		return a.Col - b.Col
	})
	for i := range g.Cells {
		g.Cells[i].Heads = g.heads(i)
	}
}

// heads finds the cells that head cell i, within its band.
func (g *Grid) heads(i int) []int {
	c := &g.Cells[i]
	if c.Role == Title || c.Role == Corner {
		return nil
	}
	var title, headers, stubs []int
	for j := range g.Cells {
		h := &g.Cells[j]
		switch {
		case j == i || h.band != c.band:
		case h.Role == Title:
			title = append(title, j)
		case h.Role == Header && h.Row+h.RowSpan <= c.Row && h.Col < c.Col+c.ColSpan && c.Col < h.Col+h.ColSpan:
			headers = append(headers, j)
		case h.Role == Stub && c.Role != Header && h.Col+h.ColSpan <= c.Col && h.Row < c.Row+c.RowSpan && c.Row < h.Row+h.RowSpan:
			stubs = append(stubs, j)
		}
	}
	slices.SortStableFunc(stubs, func(a, b int) int { return g.Cells[a].Col - g.Cells[b].Col })
	return slices.Concat(title, headers, stubs)
}

// Validate reports, in Chinese, a square that no cell covers, or two.
func (g *Grid) Validate() error {
	covered := make([]int, g.Rows*g.Cols)
	for i := range g.Cells {
		c := &g.Cells[i]
		if c.Row < 0 || c.Col < 0 || c.Row+c.RowSpan > g.Rows || c.Col+c.ColSpan > g.Cols {
			return fmt.Errorf("“%s”伸出表格之外", c.Text)
		}
		for row := c.Row; row < c.Row+c.RowSpan; row++ {
			for col := c.Col; col < c.Col+c.ColSpan; col++ {
				covered[row*g.Cols+col]++
			}
		}
	}
	for i, n := range covered {
		if n != 1 {
			return fmt.Errorf("表格第 %d 行第 %d 列有 %d 个单元格：标签路径不能相同，也不能一个是另一个的开头", i/g.Cols+1, i%g.Cols+1, n)
		}
	}
	return nil
}
