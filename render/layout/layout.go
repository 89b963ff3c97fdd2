// Package layout sets documents in pages: it breaks lines by the rules of
// Chinese typesetting, sets tables, and fills pages of 22 lines
// (GB/T 9704-2012, 5.2). Everything it places is in a frame.Document, with
// the tree of structure that it belongs to.
//
//	pages, findings := layout.Pages(document, look, fonts.Embedded())
//
// The same input gives the same pages on every machine.
package layout

import (
	"nianbao/fonts"
	"nianbao/render/doc"
	"nianbao/render/frame"
	"nianbao/render/length"
	"nianbao/render/spare"
	"nianbao/render/style"
	"nianbao/schema/source"
)

// Pages lays d out in the look st with the faces of fs. Findings are errors
// about what cannot be printed: characters that no face has (FONT-MISSING),
// pictures (FIGURE-UNKNOWN) and table rows (TABLE-ROW) that fit no page. The
// pages are complete all the same, less the characters and pictures named.
// st and fs are only read. Call Release of the pages when they are written.
func Pages(d *doc.Document, st *style.Style, fs *fonts.Set) (*frame.Document, source.List) {
	s, ok := setters.Take()
	if !ok {
		s = new(setter)
	}
	s.reset(d, st, fs)
	p := &st.Page
	s.width = p.Width - p.Left - p.Right
	s.height = p.Height - p.Top - p.Bottom
	s.out = &frame.Document{
		Title: d.Title, Author: d.Author, Subject: d.Subject, Keywords: d.Keywords,
		Language: d.Language, Date: d.Date, Root: &frame.Node{Role: "Document"},
		Release: s.release,
	}
	s.blocks(d.Blocks, s.out.Root)
	s.paginate()
	s.checkFirstPage()
	return s.out, s.findings
}

// setters are kept for their buffers and for the memory of documents that were
// released.
var setters spare.Shelf[*setter]

func (s *setter) release() {
	s.glyphs.Reset()
	s.texts.Reset()
	s.rules.Reset()
	s.nodes.Reset()
	s.links.Reset()
	clear(s.items) // they hold pictures
	clear(s.strips)
	s.out, s.doc = nil, nil
	setters.Put(s)
}

// reset makes ready for another document.
func (s *setter) reset(d *doc.Document, st *style.Style, fs *fonts.Set) {
	*s = setter{
		doc: d, style: st, fonts: fs,
		para: paragraph{chars: s.para.chars, looks: s.para.looks}, small: paragraph{chars: s.small.chars, looks: s.small.looks},
		lines: s.lines[:0], strips: s.strips[:0], items: s.items[:0], levels: s.levels[:0],
		glyphs: s.glyphs, texts: s.texts, rules: s.rules, nodes: s.nodes, links: s.links,
	}
}

// setter lays out one document: blocks become strips, strips become pages.
type setter struct {
	doc   *doc.Document
	style *style.Style
	fonts *fonts.Set
	out   *frame.Document

	width, height length.Length // of the type area
	findings      source.List
	lacking       map[rune]int // characters without a face: index of the finding
	lack          lack         // the last of those findings

	para  paragraph // the text being set
	small paragraph // a footnote being set meanwhile
	lines []line

	strips   []strip
	items    []frame.Item  // of all strips, placed within their strip
	after    length.Length // white that the last block asks for below it
	newTop   bool          // the next strip begins a page
	levels   []int         // levels of the headings that the text stands under
	attached string        // the mark of an attachment whose title is due
	titled   bool          // a title has been set: headings are entries below it
	notes    []note

	bare      bool          // no number on the first page
	headNodes int           // children of the root that the head of a letter has
	tail      int           // the strip where 附件说明 or 署名 of a letter begins
	gridFrom  length.Length // of the page being filled

	// What the document is made of. It lives until the document is released.
	glyphs spare.Arena[frame.Glyph]
	texts  spare.Arena[frame.Text]
	rules  spare.Arena[frame.Rule]
	nodes  spare.Arena[frame.Node]
	links  spare.Arena[*frame.Node]
}

// keep says how firmly a strip stays on the page of the one after it.
type keep int

const (
	free   keep = iota
	weak        // the first and last two lines of a paragraph
	bound       // the end of a letter's text, and the entries of 附件说明 below it
	firm        // headings, captions, header rows, the text before a signature
	wholly      // rows of a table that is kept on one page
)

// strip is a horizontal piece of the text that is never cut: a line, a row of
// a table, a picture.
type strip struct {
	before   length.Length // white above, unless it begins a page
	height   length.Length
	grid     bool // stands on the page's grid of lines
	newPage  bool
	keep     keep
	from, to int    // items
	table    *table // the strip is row `row` of it
	row      int
	bookmark int           // 1 + index in the outline, 0 = none
	gridFrom length.Length // the grid of the page that it begins starts here
	foot     bool          // stands at the foot of the type area
	noteFrom int           // footnotes called in it
	noteTo   int
}

// open begins a strip: items added until the next one are its own.
func (s *setter) open(height length.Length, grid bool) *strip {
	s.strips = append(s.strips, strip{
		before: s.after, height: height, grid: grid, newPage: s.newTop,
		from: len(s.items), to: len(s.items), noteFrom: len(s.notes), noteTo: len(s.notes),
	})
	s.after, s.newTop = 0, false
	return &s.strips[len(s.strips)-1]
}

// hold makes the last strip stay with the next one.
func (s *setter) hold(k keep) {
	if n := len(s.strips); n > 0 {
		s.strips[n-1].keep = max(s.strips[n-1].keep, k)
	}
}
