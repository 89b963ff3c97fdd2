package intake

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// DOCX reads the body of a Word document, as Word, WPS or LibreOffice write
// it: paragraphs and tables in order, footnotes where they are called.
// Headers, footers, comments and deleted text are left out; of pictures only
// that they were there. No external entity is ever fetched.
func DOCX(data []byte) ([]Block, error) {
	if len(data) > maxFile {
		return nil, errTooLarge
	}
	if bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")) {
		return nil, errors.New("是旧的 .doc 格式，请在 Word 或 WPS 中另存为 .docx")
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, errors.New("不是 .docx 文件，或文件已损坏")
	}
	if len(z.File) > maxZipParts {
		return nil, errTooLarge
	}
	notes, err := footnotes(z)
	if err != nil {
		return nil, err
	}
	body, err := part(z, "word/document.xml")
	if err != nil {
		return nil, err
	}
	if body == nil {
		return nil, errors.New("不是 Word 文档：里面没有正文（word/document.xml）")
	}
	r := newDocxReader(body)
	r.notes = notes
	if err := r.body(); err != nil {
		return nil, err
	}
	return r.blocks, nil
}

// part unpacks one part, bounded; nil when there is none.
func part(z *zip.Reader, name string) ([]byte, error) {
	for _, f := range z.File {
		if f.Name != name {
			continue
		}
		if f.UncompressedSize64 > maxFile {
			return nil, errTooLarge
		}
		rc, err := f.Open()
		if err != nil {
			return nil, errors.New("文件已损坏：正文打不开")
		}
		defer rc.Close()
		text, err := io.ReadAll(io.LimitReader(rc, maxFile+1))
		if err != nil {
			return nil, errors.New("文件已损坏：正文解压失败")
		}
		if len(text) > maxFile {
			return nil, errTooLarge
		}
		return text, nil
	}
	return nil, nil
}

// footnotes reads the footnotes by their ids.
func footnotes(z *zip.Reader) (map[string]string, error) {
	text, err := part(z, "word/footnotes.xml")
	if text == nil || err != nil {
		return nil, err
	}
	r := newDocxReader(text)
	notes := map[string]string{}
	id := ""
	for {
		tok, err := r.next()
		if err == io.EOF {
			return notes, nil
		}
		if err != nil {
			return nil, err
		}
		start, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		switch start.Name.Local {
		case "footnote":
			id = attr(start, "id")
		case "p":
			b, err := r.paragraph()
			if err != nil {
				return nil, err
			}
			if b.Text != "" {
				notes[id] = strings.TrimSpace(notes[id] + " " + b.Text)
			}
		}
	}
}

// docxReader walks document.xml once. Tables inside cells come out as blocks
// of their own, before the table they stand in.
type docxReader struct {
	dec    *xml.Decoder
	blocks []Block
	depth  int
	cells  int
	tables int
	notes  map[string]string // footnotes by id
}

func newDocxReader(text []byte) *docxReader {
	return &docxReader{dec: xml.NewDecoder(bytes.NewReader(text))}
}

func (r *docxReader) body() error {
	for {
		tok, err := r.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		start, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		switch start.Name.Local {
		case "p":
			b, err := r.paragraph()
			if err != nil {
				return err
			}
			if err := r.add(b); err != nil {
				return err
			}
		case "tbl":
			if err := r.table(); err != nil {
				return err
			}
		}
	}
}

func (r *docxReader) add(b Block) error {
	if len(r.blocks) >= maxBlocks {
		return errTooLarge
	}
	r.blocks = append(r.blocks, b)
	return nil
}

// next returns the next token and keeps count of the nesting.
func (r *docxReader) next() (xml.Token, error) {
	tok, err := r.dec.Token()
	if err == io.EOF {
		return nil, err
	}
	if err != nil {
		return nil, errors.New("文件已损坏：正文不是完整的 XML")
	}
	switch tok.(type) {
	case xml.StartElement:
		r.depth++
		if r.depth > maxNesting {
			return nil, errTooLarge
		}
	case xml.EndElement:
		r.depth--
	}
	return tok, nil
}

// paragraph reads to the end of the w:p just begun.
func (r *docxReader) paragraph() (Block, error) {
	var b Block
	var text strings.Builder
	end := r.depth - 1
	skip := 0 // depth of an element whose text does not count
	for {
		tok, err := r.next()
		if err != nil {
			return b, unexpectedEnd(err)
		}
		switch t := tok.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "t":
				if skip == 0 {
					s, err := r.text()
					if err != nil {
						return b, err
					}
					text.WriteString(s)
				}
			case "tab":
				if skip == 0 && !strings.HasSuffix(text.String(), "\t") {
					text.WriteByte('\t')
				}
			case "br", "cr":
				text.WriteByte('\n')
			case "docPr":
				b.Pictures = append(b.Pictures, attr(t, "descr"))
			case "footnoteReference":
				if note := r.notes[attr(t, "id")]; note != "" && skip == 0 {
					b.Notes = append(b.Notes, note)
					text.WriteString(noteMark)
				}
			case "pStyle":
				b.Level = headingLevel(attr(t, "val"))
			case "del", "instrText", "pPrChange", "rPrChange", "Fallback":
				if skip == 0 {
					skip = r.depth
				}
			case "tbl":
				if err := r.table(); err != nil { // a text box with a table in it
					return b, err
				}
			}
		case xml.EndElement:
			if skip > 0 && r.depth < skip {
				skip = 0
			}
			if r.depth == end {
				b.Text = strings.TrimSpace(text.String())
				return b, nil
			}
		}
	}
}

// text reads the character data of the w:t just begun.
func (r *docxReader) text() (string, error) {
	var s strings.Builder
	for {
		tok, err := r.next()
		if err != nil {
			return "", unexpectedEnd(err)
		}
		switch t := tok.(type) {
		case xml.CharData:
			s.Write(t)
		case xml.EndElement:
			return s.String(), nil
		}
	}
}

// table reads to the end of the w:tbl just begun.
func (r *docxReader) table() error {
	r.tables++
	t := &Table{Name: fmt.Sprintf("表格 %d ", r.tables)}
	end := r.depth - 1
	for {
		tok, err := r.next()
		if err != nil {
			return unexpectedEnd(err)
		}
		switch e := tok.(type) {
		case xml.StartElement:
			if e.Name.Local == "tr" {
				if err := r.row(t); err != nil {
					return err
				}
			}
		case xml.EndElement:
			if r.depth == end {
				return r.add(Block{Table: t})
			}
		}
	}
}

// row reads to the end of the w:tr just begun.
func (r *docxReader) row(t *Table) error {
	var squares []*Cell
	end := r.depth - 1
	for {
		tok, err := r.next()
		if err != nil {
			return unexpectedEnd(err)
		}
		switch e := tok.(type) {
		case xml.StartElement:
			switch e.Name.Local {
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
			if r.depth == end {
				t.Rows = append(t.Rows, squares)
				return nil
			}
		}
	}
}

// cell reads to the end of the w:tc just begun and appends its squares.
func (r *docxReader) cell(t *Table, squares []*Cell) ([]*Cell, error) {
	c := &Cell{Row: len(t.Rows), Col: len(squares)}
	columns, continues := 1, false
	var lines []string
	end := r.depth - 1
	for {
		tok, err := r.next()
		if err != nil {
			return nil, unexpectedEnd(err)
		}
		switch e := tok.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "gridSpan":
				if columns, err = span(attr(e, "val")); err != nil {
					return nil, err
				}
			case "vMerge":
				continues = attr(e, "val") != "restart"
			case "p":
				b, err := r.paragraph()
				if err != nil {
					return nil, err
				}
				if b.Text != "" {
					lines = append(lines, b.Text)
				}
			case "tbl":
				if err := r.table(); err != nil {
					return nil, err
				}
			}
		case xml.EndElement:
			if r.depth != end {
				continue
			}
			c.Text = strings.Join(lines, "")
			if continues && len(t.Rows) > 0 {
				if above := t.Rows[len(t.Rows)-1]; c.Col < len(above) && above[c.Col] != nil && c.Text == "" {
					c = above[c.Col]
				}
			}
			r.cells += columns
			if r.cells > maxCells {
				return nil, errTooLarge
			}
			for range columns {
				squares = append(squares, c)
			}
			return squares, nil
		}
	}
}

func unexpectedEnd(err error) error {
	if err == io.EOF {
		return errors.New("文件已损坏：正文不完整")
	}
	return err
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
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

// headingLevel reads a style id: Heading1, 标题2, or the bare number that
// Chinese Word gives built-in headings ("1" … "9" are heading styles there).
func headingLevel(style string) int {
	s := strings.ToLower(style)
	for _, prefix := range []string{"heading", "标题"} {
		if n, err := strconv.Atoi(strings.TrimSpace(strings.TrimPrefix(s, prefix))); err == nil && strings.HasPrefix(s, prefix) && n >= 1 && n <= 9 {
			return n
		}
	}
	return 0
}
