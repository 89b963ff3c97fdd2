package intake

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// DOCX reads the body of a Word document, as Word, WPS or LibreOffice write
// it: paragraphs and tables in order, text boxes before the paragraph they
// hang on, footnotes where they are called, automatic numbers as text.
// Headers, footers, comments, deleted and hidden text are left out; of
// pictures only that they were there. No external entity is ever fetched.
func DOCX(data []byte) ([]Block, error) {
	if len(data) > maxFile {
		return nil, errTooLarge
	}
	if what := Foreign(data, ".docx"); what != "" {
		return nil, errors.New(what)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, errors.New("不是 .docx 文件，或文件已损坏（没有传完整的，请重新传一份）")
	}
	if len(z.File) > maxZipParts {
		return nil, errTooLarge
	}
	main := mainPart(z)
	body, err := part(z, main)
	if err != nil {
		return nil, err
	}
	if body == nil {
		return nil, errors.New(noBody(z))
	}
	r := newDocxReader(body)
	if err := r.besides(z, path.Dir(main)); err != nil {
		return nil, err
	}
	blocks, err := r.content(-1)
	if err != nil {
		return nil, err
	}
	return nameTables(blocks), nil
}

// docxReader walks document.xml once.
type docxReader struct {
	dec     *xml.Decoder
	depth   int
	cells   int
	blocks  int
	notes   map[string]string // footnotes by id
	ends    map[string]string // endnotes by id
	styles  map[string]style
	numbers numbering
}

func newDocxReader(text []byte) *docxReader {
	r := &docxReader{dec: xml.NewDecoder(bytes.NewReader(utf8Text(text)))}
	r.dec.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		if strings.HasPrefix(strings.ToLower(label), "gb") {
			return simplifiedchinese.GB18030.NewDecoder().Reader(in), nil
		}
		return in, nil // UTF-16 was decoded before
	}
	return r
}

// besides reads the parts that the body refers to.
func (r *docxReader) besides(z *zip.Reader, folder string) error {
	read := func(name string) ([]byte, error) { return part(z, path.Join(folder, name)) }
	var err error
	for _, one := range []struct {
		name string
		take func([]byte) error
	}{
		{"styles.xml", func(b []byte) error { r.styles, err = readStyles(b); return err }},
		{"numbering.xml", func(b []byte) error { r.numbers, err = readNumbering(b); return err }},
		{"footnotes.xml", func(b []byte) error { r.notes, err = readNotes(b, "footnote"); return err }},
		{"endnotes.xml", func(b []byte) error { r.ends, err = readNotes(b, "endnote"); return err }},
	} {
		b, err := read(one.name)
		if err == nil && b != nil {
			err = one.take(b)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// readNotes reads the footnotes or endnotes by their ids.
func readNotes(text []byte, element string) (map[string]string, error) {
	r := newDocxReader(text)
	notes := map[string]string{}
	for {
		tok, err := r.next()
		if err == io.EOF {
			return notes, nil
		}
		if err != nil {
			return nil, err
		}
		if e, ok := tok.(xml.StartElement); ok && e.Name.Local == element {
			blocks, err := r.content(r.depth - 1)
			if err != nil {
				return nil, err
			}
			var lines []string
			for i := range blocks {
				if text := strings.TrimSpace(unraised.Replace(blocks[i].Text)); text != "" {
					lines = append(lines, text)
				}
			}
			notes[attr(e, "id")] = strings.Join(lines, " ")
		}
	}
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

// skip reads to the end of the element just begun.
func (r *docxReader) skip() error {
	for end := r.depth - 1; r.depth > end; {
		if _, err := r.next(); err != nil {
			return unexpectedEnd(err)
		}
	}
	return nil
}

// content reads paragraphs and tables up to the end of the element that makes
// the depth end; −1: to the end of the part.
func (r *docxReader) content(end int) ([]Block, error) {
	return r.blocksWith(end, "", nil)
}

// blocksWith is content that leaves the element properties to read.
func (r *docxReader) blocksWith(end int, properties string, read func() error) ([]Block, error) {
	var blocks []Block
	joined := false // the mark of the last paragraph was deleted
	for {
		tok, err := r.next()
		if err == io.EOF && end < 0 {
			return blocks, nil
		}
		if err != nil {
			return nil, unexpectedEnd(err)
		}
		e, ok := tok.(xml.StartElement)
		if !ok {
			if r.depth == end {
				return blocks, nil
			}
			continue
		}
		var more []Block
		switch e.Name.Local {
		case "p":
			p := paragraph{docxReader: r}
			if err = p.read(); err == nil {
				more = append(p.boxes, p.blocks()...)
			}
			if joined && len(more) == 1 {
				last := &blocks[len(blocks)-1]
				last.Text += more[0].Text
				last.Pictures, last.Notes = append(last.Pictures, more[0].Pictures...), append(last.Notes, more[0].Notes...)
				more = nil
			}
			joined = p.joined && len(blocks)+len(more) > 0
		case "tbl":
			more, err = r.table()
			joined = false
		case "del", "moveFrom", "Fallback":
			err = r.skip()
		case properties:
			err = read()
		}
		if err != nil {
			return nil, err
		}
		if r.blocks += len(more); r.blocks > maxBlocks {
			return nil, errTooLarge
		}
		blocks = append(blocks, more...)
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

// isOn reads an on-off element, as w:vanish.
func isOn(e xml.StartElement) bool {
	switch attr(e, "val") {
	case "0", "false", "off":
		return false
	}
	return true
}
