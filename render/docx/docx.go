// Package docx writes documents as WordprocessingML (ECMA-376, transitional)
// with true styles, both-way merged cells, repeated header rows and odd and
// even page numbers. Word, WPS or LibreOffice do the layout; the values that
// make it 22 lines of 28 characters come from the style.
//
//	err := docx.Write(file, document, look, docx.Options{})
//
// The text is that of the document, in its order; labels of lists are printed
// as text. Parts that hang on the style alone are made and compressed once in
// a run. The same document gives the same bytes.
package docx

import (
	"archive/zip"
	"fmt"
	"io"

	"nianbao/fonts"
	"nianbao/render/doc"
	"nianbao/render/length"
	"nianbao/render/spare"
	"nianbao/render/style"
)

// Options are choices about the file, not about the text.
type Options struct {
	// LinesAndChars asks for Word's character grid (文档网格 with 字符数) instead
	// of narrowed characters on a grid of lines. Word shows the same page;
	// LibreOffice sets only half the characters on a line.
	LinesAndChars bool
	// Embed puts the whole faces of the set's roles into the file, which then
	// names them instead of the official ones; nil leaves them out. Each adds
	// megabytes. Write fails when a face may not be embedded in a document that
	// can be edited (OS/2 fsType other than 0 and 8). LibreOffice uses faces
	// with TrueType and with CFF outlines; Word is only known for the former.
	Embed *fonts.Set
}

// Write writes d in the look st. st must not change after its first use.
// It fails when a table's cells do not tile their grid, when a picture has no
// size, when st lacks a kind of text, when a face to be embedded cannot be
// read, and when w fails.
func Write(w io.Writer, d *doc.Document, st *style.Style, o Options) error {
	s, err := sheetFor(st, o, headOf(d) != nil)
	if err != nil {
		return err
	}
	dw, ok := writers.Take()
	if !ok {
		dw = new(writer)
	}
	defer dw.release()
	dw.reset(s, d)
	if err := dw.body(); err != nil {
		return err
	}
	return dw.pack(w)
}

// writer is the state of one document on its way out.
type writer struct {
	sheet *sheet
	doc   *doc.Document

	main, notes, aux buffer
	packed           []byte   // a part compressed
	links            []string // targets of hyperlinks, in order
	noteLinks        []string // those inside footnotes
	figures          []*doc.Figure
	noteCount        int
	inNote           bool
	breakNext        bool          // a page break is due before the next paragraph
	above            length.Length // white is due above it, after a table or picture
	size             int           // of type in half points, where it is not the style's
	grid             []square      // of the table being written
	end              lettersEnd    // what goes with the signature of an official document
}

var writers spare.Shelf[*writer]

// release lets go of the document, its pictures above all.
func (w *writer) release() {
	clear(w.figures)
	w.doc = nil
	writers.Put(w)
}

func (w *writer) reset(s *sheet, d *doc.Document) {
	*w = writer{
		sheet: s, doc: d,
		main: buffer{w.main.b[:0]}, notes: buffer{w.notes.b[:0]}, aux: buffer{w.aux.b[:0]}, packed: w.packed,
		links: w.links[:0], noteLinks: w.noteLinks[:0], figures: w.figures[:0], grid: w.grid[:0],
	}
}

// area is the paper and the type area in twips.
type area struct {
	paperW, paperH           int
	top, left, right, bottom int
	width, height            int
}

func areaOf(p style.Page) area {
	a := area{
		paperW: p.Width.Twips(), paperH: p.Height.Twips(),
		top: p.Top.Twips(), left: p.Left.Twips(), right: p.Right.Twips(), bottom: p.Bottom.Twips(),
	}
	a.width = a.paperW - a.left - a.right
	a.height = a.paperH - a.top - a.bottom
	return a
}

// pack writes the package, its entries in a fixed order.
func (w *writer) pack(out io.Writer) error {
	a := archive{zip: zip.NewWriter(out), packed: w.packed}
	a.small("[Content_Types].xml", w.fill(w.contentTypes))
	a.small("_rels/.rels", w.fill(packageRels))
	a.large("word/document.xml", w.main.b)
	a.small("word/_rels/document.xml.rels", w.fill(w.documentRels))
	for _, p := range w.sheet.parts {
		a.add(p)
	}
	if w.doc.Draft {
		a.add(w.sheet.draft)
	}
	if w.noteCount == 0 {
		a.add(w.sheet.noNotes)
	} else {
		a.large("word/footnotes.xml", w.fill(w.footnotes))
	}
	if len(w.noteLinks) > 0 {
		a.small("word/_rels/footnotes.xml.rels", w.fill(w.noteRels))
	}
	for i, f := range w.figures {
		a.add(stored("word/"+mediaName(i, f), f.Data))
	}
	a.small("docProps/core.xml", w.fill(w.core))
	a.small("docProps/app.xml", w.fill(w.app))
	w.packed = a.packed
	if err := a.close(); err != nil {
		return fmt.Errorf("写 DOCX：%w", err)
	}
	return nil
}

// fill makes a small part; the result is good until the next call.
func (w *writer) fill(make func(*buffer)) []byte {
	w.aux.b = w.aux.b[:0]
	make(&w.aux)
	return w.aux.b
}
