package intake

import (
	"encoding/xml"
	"strings"
)

// paragraph is a w:p while it is read.
type paragraph struct {
	*docxReader
	text     strings.Builder
	block    Block
	boxes    []Block // of text boxes anchored here
	style    string
	number   string // numId
	level    string // ilvl
	contents bool   // a line of a table of contents
	joined   bool   // its mark was deleted: the next one goes on
	marks    bool   // within w:pPr, where run properties are the mark's
	hidden   bool   // of the run at hand
	raised   bool
}

// read reads to the end of the w:p just begun.
func (p *paragraph) read() error {
	end := p.depth - 1
	for {
		tok, err := p.next()
		if err != nil {
			return unexpectedEnd(err)
		}
		switch e := tok.(type) {
		case xml.StartElement:
			if err := p.element(e); err != nil {
				return err
			}
		case xml.EndElement:
			if e.Name.Local == "pPr" {
				p.marks = false
			}
			if p.depth == end {
				return nil
			}
		}
	}
}

func (p *paragraph) element(e xml.StartElement) error {
	switch e.Name.Local {
	case "r":
		p.hidden, p.raised = false, false
	case "t":
		s, err := p.characters()
		p.write(s)
		return err
	case "tab", "ptab":
		if !p.marks && !strings.HasSuffix(p.text.String(), "\t") {
			p.write("\t")
		}
	case "br", "cr":
		if kind := attr(e, "type"); kind != "page" && kind != "column" {
			p.write("\n")
		}
	case "noBreakHyphen":
		p.write("-")
	case "del", "moveFrom":
		if p.marks {
			p.joined = e.Name.Local == "del"
		}
		return p.skip()
	case "instrText", "delText", "pPrChange", "rPrChange", "sectPr", "Fallback", "rt":
		return p.skip()
	case "pPr":
		p.marks = true
	case "pStyle":
		p.style = attr(e, "val")
	case "outlineLvl":
		p.block.Level = outlineLevel(attr(e, "val"))
	case "numId":
		p.number = attr(e, "val")
	case "ilvl":
		p.level = attr(e, "val")
	case "vanish", "webHidden":
		p.hidden = !p.marks && isOn(e)
	case "vertAlign":
		p.raised = !p.marks && attr(e, "val") == "superscript"
	case "txbxContent":
		blocks, err := p.content(p.depth - 1)
		p.boxes = append(p.boxes, blocks...)
		return err
	default:
		p.besides(e)
	}
	return nil
}

// besides notes what is no text: pictures and calls of notes.
func (p *paragraph) besides(e xml.StartElement) {
	n := len(p.block.Pictures)
	switch e.Name.Local {
	case "docPr":
		p.block.Pictures = append(p.block.Pictures, "\x00"+attr(e, "descr"))
	case "pic", "chart", "relIds":
		if n > 0 && strings.HasPrefix(p.block.Pictures[n-1], "\x00") {
			p.block.Pictures[n-1] = p.block.Pictures[n-1][1:] // a picture indeed, and no text box
		}
	case "imagedata":
		p.block.Pictures = append(p.block.Pictures, attr(e, "title"))
	case "footnoteReference", "endnoteReference":
		notes := p.notes
		if e.Name.Local == "endnoteReference" {
			notes = p.ends
		}
		if note := notes[attr(e, "id")]; note != "" && !p.hidden {
			p.block.Notes = append(p.block.Notes, note)
			p.text.WriteString(noteMark)
		}
	}
}

func (p *paragraph) write(s string) {
	if p.hidden || s == "" {
		return
	}
	if p.raised && strings.TrimSpace(s) != "" {
		s = raisedOn + s + raisedOff
	}
	p.text.WriteString(s)
}

// characters reads the character data of the w:t just begun.
func (p *paragraph) characters() (string, error) {
	var s strings.Builder
	for {
		tok, err := p.next()
		if err != nil {
			return "", unexpectedEnd(err)
		}
		switch t := tok.(type) {
		case xml.CharData:
			s.Write(t)
		case xml.EndElement:
			return clean.Replace(s.String()), nil
		}
	}
}

// blocks is the paragraph as a block; none for a line of a table of contents.
func (p *paragraph) blocks() []Block {
	b := &p.block
	var pictures []string
	for _, alt := range b.Pictures {
		if !strings.HasPrefix(alt, "\x00") {
			pictures = append(pictures, alt)
		}
	}
	b.Pictures = pictures
	s := p.styles[p.style]
	if s.contents {
		return nil
	}
	if b.Level == 0 {
		b.Level = s.level
	}
	if p.styles == nil && b.Level == 0 {
		b.Level = headingLevel(p.style)
	}
	b.Text = strings.TrimSpace(p.text.String())
	if p.number == "" {
		p.number = s.number
	}
	if p.level == "" {
		p.level = s.numberLevel
	}
	if p.number != "" && b.Text != "" {
		b.Text = p.numbers.next(p.number, p.level) + b.Text
	}
	return []Block{*b}
}
