package render

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"

	"nianbao/fonts"
	"nianbao/render/doc"
	"nianbao/render/docx"
	"nianbao/render/layout"
	"nianbao/render/pdf"
	"nianbao/render/spare"
	"nianbao/render/style"
	"nianbao/schema"
	"nianbao/schema/source"
)

// Formats that Build and Write know. They are also the files' extensions.
const (
	DOCX = "docx"
	PDF  = "pdf"
)

// Settings are how documents are written. They are only read, and may be
// shared by reports that are built at once.
type Settings struct {
	Options
	Style   *style.Style
	Fonts   *fonts.Set
	Formats []string // DOCX, PDF: the files made, in this order
	PDF     pdf.Options
	DOCX    docx.Options
}

// Result is what became of a document.
type Result struct {
	Files    []File // none when the findings hold an error, unless it is a draft
	Pages    int    // of the PDF
	Figures  []*doc.Figure
	Findings source.List

	buffers []*bytes.Buffer // that hold the files
}

// buffers are kept for the next documents, large ones left out.
var buffers spare.Shelf[*bytes.Buffer]

const keptBuffer = 2 << 20 // bytes

// buffer is room for one file.
func (r *Result) buffer() *bytes.Buffer {
	b, ok := buffers.Take()
	if !ok {
		b = new(bytes.Buffer)
	}
	r.buffers = append(r.buffers, b)
	return b
}

// Release says that the files are used no more: their memory goes to the next
// documents. Who keeps the files does not call it.
func (r *Result) Release() {
	for _, b := range slices.Backward(r.buffers) { // so that each format finds its own again
		if b.Cap() <= keptBuffer {
			b.Reset()
			buffers.Put(b)
		}
	}
	r.Files, r.buffers = nil, nil
}

// File is one written document.
type File struct {
	Format string
	Data   []byte
}

// Build composes a report and writes its documents. A PDF/A-3a carries the
// report's TOML and the DOCX inside.
//
// The error says that a writer refused the document, which is a fault of the
// program; what is wrong with the report is in the findings.
func Build(r *schema.Report, s Settings) (*Result, error) {
	d, found := Compose(r, s.Options)
	stem := "report"
	if r.File != nil && r.File.Name != "-" {
		stem = strings.TrimSuffix(filepath.Base(r.File.Name), filepath.Ext(r.File.Name))
	}
	if s.PDF.Conformance == pdf.A3a && r.File != nil {
		s.PDF.Attachments = append(slices.Clone(s.PDF.Attachments), pdf.Attachment{
			Name: stem + ".toml", MIME: "application/toml", Description: "本报告的源数据",
			Relationship: pdf.Source, Modified: d.Date, Data: r.File.Data,
		})
	}
	result, err := Write(d, stem, s)
	result.Findings = append(found, result.Findings...)
	if found.Count(source.Error) > 0 && !d.Draft {
		result.Files = nil
	}
	return result, err
}

// Write lays out a document and writes it in the formats asked for. stem names
// the DOCX that rides in a PDF/A-3a. The result is never nil.
func Write(d *doc.Document, stem string, s Settings) (*Result, error) {
	pages, found := layout.Pages(d, s.Style, s.Fonts)
	defer pages.Release()
	result := &Result{Pages: len(pages.Pages), Findings: found, Figures: figures(d.Blocks)}
	if found.Count(source.Error) > 0 && !d.Draft {
		return result, nil
	}
	toPDF := slices.Contains(s.Formats, PDF)
	var word, page []byte
	if slices.Contains(s.Formats, DOCX) || toPDF && s.PDF.Conformance == pdf.A3a {
		b := result.buffer()
		if err := docx.Write(b, d, s.Style, s.DOCX); err != nil {
			return result, err
		}
		word = b.Bytes()
	}
	if toPDF {
		o := s.PDF
		if o.Conformance == pdf.A3a {
			o.Attachments = append(slices.Clone(o.Attachments), pdf.Attachment{
				Name: stem + ".docx", Description: "同一报告的 Word 文档", Relationship: pdf.Alternative,
				MIME:     "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
				Modified: d.Date, Data: word,
			})
		}
		b := result.buffer()
		if err := pdf.Write(b, pages, o); err != nil {
			return result, err
		}
		page = b.Bytes()
	}
	for _, format := range s.Formats {
		switch format {
		case DOCX:
			result.Files = append(result.Files, File{format, word})
		case PDF:
			result.Files = append(result.Files, File{format, page})
		}
	}
	return result, nil
}

// figures lists the pictures of a document.
func figures(blocks []doc.Block) []*doc.Figure {
	var all []*doc.Figure
	for _, b := range blocks {
		if f, ok := b.(*doc.Figure); ok {
			all = append(all, f)
		}
	}
	return all
}
