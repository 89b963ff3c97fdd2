package intake

import (
	"encoding/xml"
	"strconv"
)

// table reads to the end of the w:tbl just begun.
func (r *docxReader) table() ([]Block, error) {
	t := &Table{}
	end := r.depth - 1
	for {
		tok, err := r.next()
		if err != nil {
			return nil, unexpectedEnd(err)
		}
		switch e := tok.(type) {
		case xml.StartElement:
			if e.Name.Local == "tr" {
				if err := r.row(t); err != nil {
					return nil, err
				}
			}
		case xml.EndElement:
			if r.depth == end {
				return t.content(), nil
			}
		}
	}
}

// row reads to the end of the w:tr just begun. One that was deleted with
// changes tracked is left out.
func (r *docxReader) row(t *Table) error {
	var squares []*Cell
	end, deleted, properties := r.depth-1, false, false
	for {
		tok, err := r.next()
		if err != nil {
			return unexpectedEnd(err)
		}
		switch e := tok.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "trPr":
				properties = true
			case "del":
				deleted = deleted || properties
			case "gridBefore":
				n, err := span(attr(e, "val"))
				if err != nil {
					return err
				}
				squares = append(squares, make([]*Cell, n)...)
			case "tc":
				if squares, err = r.cell(t, squares); err != nil {
					return err
				}
			}
		case xml.EndElement:
			if e.Name.Local == "trPr" {
				properties = false
			}
			if r.depth == end {
				if !deleted {
					t.Rows = append(t.Rows, squares)
				}
				return nil
			}
		}
	}
}

// cell reads to the end of the w:tc just begun and appends its squares.
func (r *docxReader) cell(t *Table, squares []*Cell) ([]*Cell, error) {
	c := &Cell{Row: len(t.Rows), Col: len(squares)}
	columns, continues := 1, false
	var err error
	c.inner, err = r.blocksWith(r.depth-1, "tcPr", func() error {
		columns, continues, err = r.cellProperties()
		return err
	})
	if err != nil {
		return nil, err
	}
	c.settle()
	if continues && len(t.Rows) > 0 {
		if above := t.Rows[len(t.Rows)-1]; c.Col < len(above) && above[c.Col] != nil && c.Text == "" {
			c = above[c.Col]
		}
	}
	if r.cells += columns; r.cells > maxCells {
		return nil, errTooLarge
	}
	for range columns {
		squares = append(squares, c)
	}
	return squares, nil
}

// cellProperties reads the w:tcPr just begun.
func (r *docxReader) cellProperties() (columns int, continues bool, err error) {
	columns = 1
	for end := r.depth - 1; r.depth > end; {
		tok, err := r.next()
		if err != nil {
			return 0, false, unexpectedEnd(err)
		}
		e, ok := tok.(xml.StartElement)
		switch {
		case !ok:
		case e.Name.Local == "gridSpan":
			if columns, err = span(attr(e, "val")); err != nil {
				return 0, false, err
			}
		case e.Name.Local == "vMerge":
			continues = attr(e, "val") != "restart"
		}
	}
	return columns, continues, nil
}

func span(text string) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		return 1, nil
	}
	if n > maxSpan {
		return 0, errTooLarge
	}
	return n, nil
}
