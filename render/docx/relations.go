package docx

import (
	"slices"
	"strconv"

	"nianbao/render/doc"
)

// Names of the package's vocabularies (ECMA-376-2, ECMA-376-1 annex A).
const (
	xmlHead       = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	wordSpaces    = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	pictureSpaces = ` xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"`

	packageSpace = "http://schemas.openxmlformats.org/package/2006/"
	officeSpace  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	wordType     = "application/vnd.openxmlformats-officedocument.wordprocessingml."
)

// contentTypes writes [Content_Types].xml.
func (w *writer) contentTypes(x *buffer) {
	x.put(xmlHead, `<Types xmlns="`, packageSpace, `content-types">`)
	defaultType(x, "rels", "application/vnd.openxmlformats-package.relationships+xml")
	defaultType(x, "xml", "application/xml")
	for _, format := range [...]string{"png", "jpeg"} {
		if w.hasFigure(format) {
			defaultType(x, format, "image/"+format)
		}
	}
	if len(w.sheet.embedded) > 0 {
		defaultType(x, "odttf", "application/vnd.openxmlformats-officedocument.obfuscatedFont")
	}
	override(x, "word/document.xml", wordType+"document.main+xml")
	override(x, "word/styles.xml", wordType+"styles+xml")
	override(x, "word/settings.xml", wordType+"settings+xml")
	override(x, "word/fontTable.xml", wordType+"fontTable+xml")
	override(x, "word/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml")
	override(x, "word/footer1.xml", wordType+"footer+xml")
	override(x, "word/footer2.xml", wordType+"footer+xml")
	override(x, "word/footnotes.xml", wordType+"footnotes+xml")
	if w.doc.Draft {
		override(x, "word/header1.xml", wordType+"header+xml")
	}
	override(x, "docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")
	override(x, "docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml")
	x.put("</Types>")
}

func (w *writer) hasFigure(format string) bool {
	return slices.ContainsFunc(w.figures, func(f *doc.Figure) bool { return f.Format == format })
}

func defaultType(x *buffer, extension, kind string) {
	x.put(`<Default Extension="`, extension, `" ContentType="`, kind, `"/>`)
}

func override(x *buffer, name, kind string) {
	x.put(`<Override PartName="/`, name, `" ContentType="`, kind, `"/>`)
}

func packageRels(x *buffer) {
	openRels(x)
	relation(x, "rId1", officeSpace+"officeDocument", "word/document.xml")
	relation(x, "rId2", packageSpace+"relationships/metadata/core-properties", "docProps/core.xml")
	relation(x, "rId3", officeSpace+"extended-properties", "docProps/app.xml")
	x.put("</Relationships>")
}

func (w *writer) documentRels(x *buffer) {
	openRels(x)
	relation(x, "rIdStyles", officeSpace+"styles", "styles.xml")
	relation(x, "rIdSettings", officeSpace+"settings", "settings.xml")
	relation(x, "rIdFonts", officeSpace+"fontTable", "fontTable.xml")
	relation(x, "rIdTheme", officeSpace+"theme", "theme/theme1.xml")
	relation(x, "rIdOdd", officeSpace+"footer", "footer1.xml")
	relation(x, "rIdEven", officeSpace+"footer", "footer2.xml")
	relation(x, "rIdNotes", officeSpace+"footnotes", "footnotes.xml")
	if w.doc.Draft {
		relation(x, "rIdHeader", officeSpace+"header", "header1.xml")
	}
	for i, f := range w.figures {
		relation(x, "rIdP"+strconv.Itoa(i+1), officeSpace+"image", mediaName(i, f))
	}
	linkRelations(x, w.links)
	x.put("</Relationships>")
}

func (w *writer) noteRels(x *buffer) {
	openRels(x)
	linkRelations(x, w.noteLinks)
	x.put("</Relationships>")
}

func openRels(x *buffer) {
	x.put(xmlHead, `<Relationships xmlns="`, packageSpace, `relationships">`)
}

func relation(x *buffer, id, kind, target string) {
	x.put(`<Relationship Id="`, id, `" Type="`, kind, `" Target="`)
	x.attr(target)
	x.put(`"/>`)
}

// linkRelations writes the targets of hyperlinks, outside the package.
func linkRelations(x *buffer, links []string) {
	for i, target := range links {
		x.num(`<Relationship Id="rIdL`, i+1, `" Type="`+officeSpace+`hyperlink" Target="`)
		x.attr(target)
		x.put(`" TargetMode="External"/>`)
	}
}
