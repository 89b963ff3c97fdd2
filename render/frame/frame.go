// Package frame is what layout produces and the PDF writer consumes: pages of
// text, rules and pictures at fixed places, and the tree of structure they
// belong to. Coordinates run from the top left corner of the page, right and
// down.
package frame

import (
	"time"

	"nianbao/fonts"
	"nianbao/render/length"
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
	// Release, if there is one, gives the memory of the document to the next
	// one. Nothing of it may be used any more; without a call it is collected.
	Release func()
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
	Link   string // target, only where Tag is a Link
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
	Level int // from 1: a title; its headings follow from 2, or from 1 without a title
	Title string
	Page  int // index from 0
	Y     length.Length
	// Closed hides the entries below it until the reader opens it.
	Closed bool
}

// Node is a structure element (ISO 32000-1, 14.8.4). Layout builds the tree;
// each item points at the node it belongs to. Children are in reading order.
// A node may have items besides children (a paragraph with a link in it):
// they are in the order of their first items on the pages. A node with items
// on several pages is one element all the same.
type Node struct {
	// Role is one of Document, Title (the report's title), H1 to H4 without
	// gaps between levels, P, BlockQuote, L, LI, Lbl, LBody, Table, THead,
	// TBody, TR, TH, TD, Caption (first in a Table, after a Figure), Figure,
	// Note, Link.
	Role    string
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
	// BBox of a Figure on its page: left, top, right, bottom.
	BBox *[4]length.Length
}

// Add appends a new child of the given role and returns it.
func (n *Node) Add(role string) *Node {
	k := &Node{Role: role}
	n.Kids = append(n.Kids, k)
	return k
}
