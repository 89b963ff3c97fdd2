// Package pdf writes laid out documents as PDF files that an archive accepts
// and a screen reader can read: PDF/A-2a (ISO 19005-2) and PDF/UA-1
// (ISO 14289-1) at once. PDFA.md says clause by clause how.
//
//	err := pdf.Write(w, document, pdf.Options{})
//	source, err := pdf.Extract(file, pdf.Source)
//
// The same document gives the same bytes on every machine. Write and Extract
// may be called from many goroutines at once.
package pdf

import (
	"io"
	"time"

	"nianbao/render/frame"
	"nianbao/render/spare"
)

// Conformance is the archival profile that a file claims and keeps. Every
// file is PDF/UA-1 besides.
type Conformance int

// The profiles.
const (
	A2a Conformance = iota // PDF/A-2a, tagged: the default
	A2b                    // PDF/A-2b; our files are tagged all the same
	A3a                    // PDF/A-3a, which may carry attachments
)

// Relationship says what an attachment is to the document (ISO 19005-3,
// annex E, AFRelationship).
type Relationship string

// Relationships of the attachments that reports carry.
const (
	Source      Relationship = "Source"      // what the document was made from: the TOML
	Alternative Relationship = "Alternative" // the same content in another form: the DOCX
)

// Attachment is a file that rides inside a PDF/A-3.
type Attachment struct {
	Name         string // file name, as a reader shows it
	MIME         string // application/toml
	Description  string
	Relationship Relationship
	Modified     time.Time // zero = not said
	Data         []byte
}

// Options are what may differ between two files of the same document.
type Options struct {
	Conformance Conformance
	Attachments []Attachment // only with A3a
	Producer    string       // program and version; empty = nianbao
}

// Write writes the document as one PDF file. It refuses, before a byte is
// written, a document that would break the standards: see check.
func Write(w io.Writer, d *frame.Document, o Options) error {
	if err := check(d, o); err != nil {
		return err
	}
	f, ok := files.Take()
	if !ok {
		f = &file{}
	}
	defer f.putBack()
	f.reset()
	if err := write(f, d, o); err != nil {
		return err
	}
	_, err := w.Write(f.out)
	return err
}

// files are kept for their buffers, the largest left out: one report full of
// pictures is no reason to hold as much for all others.
var files spare.Shelf[*file]

const keptFile = 4 << 20 // bytes

func (f *file) putBack() {
	if cap(f.out) <= keptFile {
		files.Put(f)
	}
}

func write(f *file, d *frame.Document, o Options) error {
	set, t := &f.fonts, &f.tree
	defer set.release()
	defer t.release()
	if err := set.take(d); err != nil {
		return err
	}
	if err := t.take(d); err != nil {
		return err
	}
	pages, err := writePages(f, d, set, t)
	if err != nil {
		return err
	}
	set.write(f)
	c := catalog{
		pages:     pages.root,
		structure: t.write(f, d, pages.refs),
		outline:   writeOutline(f, d, pages.refs),
		labels:    pageLabels(d),
		intent:    writeIntent(f),
		files:     writeAttachments(f, o.Attachments),
		language:  d.Language,
	}
	c.metadata = writeXMP(f, d, o)
	info := writeInfo(f, d, o)
	root := c.write(f)
	f.finish(root, info)
	return nil
}
