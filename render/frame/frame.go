// Package frame is what layout produces and the PDF writer consumes: pages of
// text, rules and pictures at fixed places, and the tree of structure they
// belong to. Coordinates run from the top left corner of the page, right and
// down.
package frame

import (
	"nianbao/fonts"
	"nianbao/render/length"
	"time"
)

// Document is a laid out document.
type Document struct {
	Title, Author, Subject string
	Keywords               []string
	Language               string
	Date                   time.Time
	Pages                  []Page
	Root                   *Node // role Document
	Outline                []Bookmark
}

// Page is one page. Label is its printed number.
type Page struct {
	Width, Height length.Length
	Label         string
	Items         []Item
}

// Item is one of *Text, *Rule, *Image.
type Item interface{ item() }

// Text is a run of glyphs on one baseline in one face and size.
type Text struct {
	X, Y   length.Length // start of the baseline
	Face   *fonts.Face
	Size   length.Length
	Glyphs []Glyph
	Color  uint32 // 0xRRGGBB
	Bold   bool   // drawn heavier where the face has no bold: fill and stroke
	Tag    *Node  // nil = artifact
	Link   string
	// Artifact tells why Tag is nil: "Pagination" for page numbers and
	// repeated heads, "Layout" for the rest.
	Artifact string
}

// Glyph is one glyph: what is drawn, what it stands for, how far the pen
// moves (1/1000 pt, the face's advance and all spacing included).
type Glyph struct {
	ID      fonts.GlyphID
	Rune    rune
	Advance length.Length
	// Shift moves the glyph alone, in 1/1000 pt to the right: an opening
	// bracket squeezed into half a square is drawn half an em to the left.
	Shift length.Length
}

// Rule is a filled rectangle: table rules, the lines of an official
// document's head, fills.
type Rule struct {
	X, Y, W, H length.Length
	Color      uint32
}

// Image is a picture. Data is the file as it is.
type Image struct {
	X, Y, W, H     length.Length
	Data           []byte
	Format         string // "png", "jpeg"
	PixelW, PixelH int
	Tag            *Node
}

func (*Text) item()  {}
func (*Rule) item()  {}
func (*Image) item() {}

// Bookmark is an entry of the outline.
type Bookmark struct {
	Level int
	Title string
	Page  int // index from 0
	Y     length.Length
}

// Node is a structure element (ISO 32000-1, 14.8.4). Layout builds the tree;
// items point at the leaf they belong to. Children are in reading order.
type Node struct {
	Role    string // Document, H1, H2, H3, P, L, LI, Lbl, LBody, Table, THead, TBody, TR, TH, TD, Caption, Figure, Note, Span, Link
	Kids    []*Node
	Alt     string // Figure: alternative text
	Title   string // T entry, for headings and tables
	Summary string // Table: Summary attribute

	// Cells only.
	RowSpan, ColSpan int
	Scope            string  // TH: Row, Column, Both
	Heads            []*Node // TD and TH: the TH that head it
	// Lists only.
	Numbering string // ListNumbering: None, Decimal, Disc …
	// BBox of a Figure on its page.
	BBox *[4]length.Length
}

// Add appends a new child of the given role and returns it.
func (n *Node) Add(role string) *Node {
	k := &Node{Role: role}
	n.Kids = append(n.Kids, k)
	return k
}
