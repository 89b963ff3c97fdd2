package intake

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// table spreads colspan and rowspan over squares.
func (r *htmlReader) table(n *html.Node, depth int) error {
	if r.cells == nil {
		r.cells = new(int)
	}
	t := &Table{}
	var hang hangs
	for _, tr := range tableRows(n) {
		if hidden(tr) {
			continue
		}
		if tr.DataAtom == atom.Caption {
			if err := r.walk(tr, depth+1); err != nil {
				return err
			}
			continue
		}
		squares := hang.down(nil)
		for td := tr.FirstChild; td != nil; td = td.NextSibling {
			if td.Type != html.ElementNode || (td.DataAtom != atom.Td && td.DataAtom != atom.Th) || hidden(td) {
				continue
			}
			columns, err := span(htmlAttr(td, "colspan"))
			if err != nil {
				return err
			}
			rows, err := span(htmlAttr(td, "rowspan"))
			if err != nil {
				return err
			}
			if *r.cells += columns * rows; *r.cells > maxCells {
				return errTooLarge
			}
			cell := &Cell{Row: len(t.Rows), Col: len(squares)}
			in := &htmlReader{cells: r.cells, inCell: true}
			for c := td.FirstChild; c != nil; c = c.NextSibling {
				if err := in.walk(c, depth+3); err != nil {
					return err
				}
			}
			in.flush()
			cell.inner = in.blocks
			cell.settle()
			for range columns {
				hang.set(len(squares), cell, rows-1)
				squares = append(squares, cell)
			}
			squares = hang.down(squares)
		}
		t.Rows = append(t.Rows, squares)
	}
	r.blocks = append(r.blocks, t.content()...)
	return nil
}

// tableRows are a table's own rows and caption, not those of tables in it.
func tableRows(n *html.Node) []*html.Node {
	var rows []*html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		switch c.DataAtom {
		case atom.Tr, atom.Caption:
			rows = append(rows, c)
		case atom.Tbody, atom.Thead, atom.Tfoot:
			for tr := c.FirstChild; tr != nil; tr = tr.NextSibling {
				if tr.Type == html.ElementNode && tr.DataAtom == atom.Tr {
					rows = append(rows, tr)
				}
			}
		}
	}
	return rows
}

// hangs is, by column, the cells that reach down into the rows below.
type hangs []struct {
	cell *Cell
	rows int // rows still to cover
}

// down appends the cells that hang into the next columns of the row.
func (h hangs) down(squares []*Cell) []*Cell {
	for len(squares) < len(h) && h[len(squares)].rows > 0 {
		above := &h[len(squares)]
		above.rows--
		squares = append(squares, above.cell)
	}
	return squares
}

// set notes that the cell in a column covers that many more rows.
func (h *hangs) set(column int, cell *Cell, rows int) {
	for len(*h) <= column {
		*h = append(*h, struct {
			cell *Cell
			rows int
		}{})
	}
	(*h)[column].cell, (*h)[column].rows = cell, rows
}
