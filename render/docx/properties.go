package docx

import (
	"strings"
	"time"
)

// core writes the core properties (ECMA-376-2, 8.3.4). The date is written as
// its own calendar says, so that no machine's time zone shows in it; without
// one the file says 1980, as its entries do.
func (w *writer) core(x *buffer) {
	d := w.doc
	date := "1980-01-01T00:00:00Z"
	if !d.Date.IsZero() {
		date = d.Date.Format(time.DateOnly) + "T" + d.Date.Format(time.TimeOnly) + "Z"
	}
	x.put(xmlHead, `<cp:coreProperties xmlns:cp="`, packageSpace, `metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`)
	property(x, "dc:title", d.Title)
	property(x, "dc:subject", d.Subject)
	property(x, "dc:creator", d.Author)
	property(x, "cp:keywords", strings.Join(d.Keywords, ", "))
	property(x, "dc:language", d.Language)
	property(x, "cp:lastModifiedBy", d.Author)
	x.put(`<dcterms:created xsi:type="dcterms:W3CDTF">`, date, `</dcterms:created>`,
		`<dcterms:modified xsi:type="dcterms:W3CDTF">`, date, `</dcterms:modified></cp:coreProperties>`)
}

func property(x *buffer, name, value string) {
	if value == "" {
		return
	}
	x.put("<", name, ">")
	x.text(value)
	x.put("</", name, ">")
}

// app writes the extended properties.
func (w *writer) app(x *buffer) {
	x.put(xmlHead, `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>nianbao</Application>`)
	if w.doc.Author != "" {
		x.put("<Company>")
		x.text(w.doc.Author)
		x.put("</Company>")
	}
	x.put("</Properties>")
}
