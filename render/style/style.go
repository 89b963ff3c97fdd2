// Package style is how documents look, as data: TOML files give the paper,
// the type area and grid, and the face, size and spacing of every kind of
// text. Values are for both writers; where Word cannot hold a value (15.75 pt
// type), the style has a value for each.
//
//	look := style.Embedded("gb9704")
//	look, findings := style.Parse(file) // an office's own: base = "gb9704" and what it changes
package style

import (
	"nianbao/fonts"
	"nianbao/render/length"
)

// Style is one complete look. It is not changed after it has been read.
type Style struct {
	Name   string
	Page   Page
	Text   map[string]Text  // by Kinds and LetterKinds
	Tables map[string]Table // disclosure, applications, reviews, prose, and what a file adds
	Letter Letter
}

// Kinds are the kinds of text that a style has looks for.
var Kinds = []string{
	"title", "heading1", "heading2", "heading3", "heading4", "body", "quote", "caption", "tablenote",
	"footnote", "signature", "date", "attachment", "pagenumber", "draft",
}

// Page is the paper and its type area (版心).
type Page struct {
	Width, Height            length.Length
	Top, Left, Right, Bottom length.Length // margins
	Lines                    int           // lines on a full page (22)
	Chars                    int           // characters on a full line (28)
	LinePitch                length.Length // 28.95 pt
	NumberDrop               length.Length // type area's foot to the middle of the page number's dash: 7 mm
	NumberFormat             string        // "— {page} —"
	NumberOuter              bool          // odd pages right, even pages left; else centred
	NumberIndent             length.Length // from the type area's outer edge: one character
}

// Text is the look of one kind of text.
type Text struct {
	Face        fonts.Role
	Bold        bool
	Size        length.Length // on our pages
	WordSize    length.Length // in DOCX; 0 = Size
	WordSpacing length.Length // extra space per character in DOCX (−0.25 pt)
	Pitch       length.Length // line pitch; 0 = the page's
	Align       string        // justify, left, center, right
	FirstIndent int           // characters
	Left, Right int           // indent of all lines, characters
	Before      int           // empty lines before (in 1/100 line)
	After       int
	KeepNext    bool
	Color       uint32
}

// Table is the look of one kind of table.
type Table struct {
	Head, Stub, Data, Band Text          // Pitch 0 = a third more than the type
	Rule                   length.Length // thickness
	OuterRule              length.Length
	PadX, PadY             length.Length
	MinRow                 length.Length // least height of a row
	BandFill               int64         // 0xRRGGBB, −1 = none
	HeadFill               int64
}

// TextOf is the look of a kind of text; kinds that the style lacks look like
// the body.
func (s *Style) TextOf(kind string) Text {
	if t, ok := s.Text[kind]; ok {
		return t
	}
	return s.Text["body"]
}

// TableOf is the look of the tables with a key; those that the style does not
// name look like tables in prose.
func (s *Style) TableOf(key string) Table {
	if t, ok := s.Tables[key]; ok {
		return t
	}
	return s.Tables["prose"]
}
