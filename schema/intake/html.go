package intake

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// HTML reads a published page: its paragraphs and tables in order, in
// UTF-8 or GBK (GB18030). Scripts, styles and
// forms are left out; nothing is fetched.
func HTML(data []byte) ([]Block, error) {
	if len(data) > maxFile/4 {
		return nil, errTooLarge
	}
	if !utf8.Valid(data) { // the older pages are GBK, whatever they declare
		text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
		if err != nil {
			return nil, errors.New("网页的编码读不出来（不是 UTF-8，也不是 GBK）")
		}
		data = text
	}
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return nil, errors.New("网页读不出来，或嵌套过深")
	}
	r := &htmlReader{}
	if err := r.walk(root, 0); err != nil {
		return nil, err
	}
	r.flush()
	if len(r.blocks) > maxBlocks {
		return nil, errTooLarge
	}
	return r.blocks, nil
}

type htmlReader struct {
	blocks []Block
	text   strings.Builder
	level  int
	cells  int
	tables int
}

// flush ends the paragraph being gathered.
func (r *htmlReader) flush() {
	if text := foldSpace(r.text.String()); text != "" {
		r.blocks = append(r.blocks, Block{Text: text, Level: r.level})
	}
	r.text.Reset()
	r.level = 0
}

func (r *htmlReader) walk(n *html.Node, depth int) error {
	if depth > maxNesting*2 {
		return errTooLarge
	}
	switch n.Type {
	case html.TextNode:
		r.text.WriteString(n.Data)
		return nil
	case html.ElementNode:
		switch n.DataAtom {
		case atom.Script, atom.Style, atom.Head, atom.Noscript, atom.Template, atom.Select, atom.Textarea, atom.Button, atom.Svg, atom.Iframe, atom.Nav:
			return nil
		case atom.Br:
			r.flush()
			return nil
		case atom.Table:
			if !isLayoutTable(n) {
				r.flush()
				return r.table(n)
			}
		}
	}
	block := n.Type == html.ElementNode && isBlock(n.DataAtom)
	if block {
		r.flush()
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if err := r.walk(c, depth+1); err != nil {
			return err
		}
	}
	if block {
		if n.DataAtom >= atom.H1 && len(n.Data) == 2 && n.Data[0] == 'h' {
			r.level = int(n.Data[1] - '0')
		}
		r.flush()
	}
	return nil
}

func isBlock(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Div, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Li, atom.Ul, atom.Ol, atom.Section,
		atom.Article, atom.Tr, atom.Td, atom.Th, atom.Table, atom.Blockquote, atom.Header, atom.Footer, atom.Main, atom.Center, atom.Dd, atom.Dt:
		return true
	}
	return false
}

// isLayoutTable tells a table that only places the page: one that holds
// another table.
func isLayoutTable(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.DataAtom == atom.Table {
			return true
		}
	}
	return false
}

// table spreads colspan and rowspan over squares.
func (r *htmlReader) table(n *html.Node) error {
	r.tables++
	t := &Table{Name: fmt.Sprintf("表格 %d ", r.tables)}
	var hang hangs
	for tr := range n.Descendants() {
		if tr.Type != html.ElementNode || tr.DataAtom != atom.Tr {
			continue
		}
		squares := hang.down(nil)
		for td := tr.FirstChild; td != nil; td = td.NextSibling {
			if td.Type != html.ElementNode || (td.DataAtom != atom.Td && td.DataAtom != atom.Th) {
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
			if r.cells += columns * rows; r.cells > maxCells {
				return errTooLarge
			}
			cell := &Cell{Text: strings.ReplaceAll(foldSpace(plain(td)), " ", ""), Row: len(t.Rows), Col: len(squares)}
			for range columns {
				hang.set(len(squares), cell, rows-1)
				squares = append(squares, cell)
			}
			squares = hang.down(squares)
		}
		t.Rows = append(t.Rows, squares)
	}
	r.blocks = append(r.blocks, Block{Table: t})
	return nil
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

func htmlAttr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func plain(n *html.Node) string {
	var s strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			s.WriteString(d.Data)
		}
	}
	return s.String()
}

// foldSpace makes any run of white space one space, none beside Chinese.
func foldSpace(s string) string { return strings.Join(strings.Fields(s), " ") }
