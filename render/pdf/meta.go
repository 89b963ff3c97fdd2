package pdf

import (
	"bytes"
	"encoding/xml"
	"strings"
	"time"

	"nianbao/render/frame"
)

// writeInfo writes the document information dictionary. XMP says the same
// (ISO 19005-2, 6.6.3).
func writeInfo(f *file, d *frame.Document, o Options) ref {
	r := f.alloc()
	b := f.object(r)
	b.str("<<")
	for _, e := range [][2]string{
		{"Title", d.Title}, {"Author", d.Author}, {"Subject", d.Subject},
		{"Keywords", keywords(d)}, {"Creator", program}, {"Producer", producer(o)},
	} {
		if e[1] != "" {
			b.name(e[0])
			b.text(e[1])
		}
	}
	if !d.Date.IsZero() {
		for _, key := range []string{"/CreationDate", "/ModDate"} {
			b.str(key)
			b.literal(dateString(d.Date))
		}
	}
	b.str(">>")
	return r
}

const program = "nianbao"

func producer(o Options) string {
	if o.Producer == "" {
		return program
	}
	return o.Producer
}

func keywords(d *frame.Document) string { return strings.Join(d.Keywords, "，") }

// dateString is a date of PDF (ISO 32000-1, 7.9.4), always in UTC, so that
// the place where it is written does not show.
func dateString(t time.Time) string { return t.UTC().Format("D:20060102150405Z") }

func xmpDate(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05Z") }

// writeXMP writes the metadata stream (14.3.2), as plain text for whoever
// looks for it without reading PDF.
func writeXMP(f *file, d *frame.Document, o Options) ref {
	r := f.alloc()
	f.rawStream(r, []byte("/Type/Metadata/Subtype/XML"), xmp(d, o))
	return r
}

func xmp(d *frame.Document, o Options) []byte {
	var b bytes.Buffer
	part, level := "2", "A"
	switch o.Conformance {
	case A2b:
		level = "B"
	case A3a:
		part = "3"
	}
	b.WriteString(xmpHead)
	property(&b, "pdfaid:part", part)
	property(&b, "pdfaid:conformance", level)
	property(&b, "pdfuaid:part", "1")
	property(&b, "dc:format", "application/pdf")
	alt(&b, "dc:title", d.Title)
	alt(&b, "dc:description", d.Subject)
	list(&b, "dc:creator", "rdf:Seq", d.Author)
	list(&b, "dc:language", "rdf:Bag", d.Language)
	list(&b, "dc:subject", "rdf:Bag", d.Keywords...)
	property(&b, "pdf:Keywords", keywords(d))
	property(&b, "pdf:Producer", producer(o))
	property(&b, "xmp:CreatorTool", program)
	if !d.Date.IsZero() {
		property(&b, "xmp:CreateDate", xmpDate(d.Date))
		property(&b, "xmp:ModifyDate", xmpDate(d.Date))
	}
	b.WriteString(xmpTail)
	return b.Bytes()
}

func property(b *bytes.Buffer, name, value string) {
	if value == "" {
		return
	}
	b.WriteString("<" + name + ">")
	xml.EscapeText(b, []byte(value)) // a bytes.Buffer never fails
	b.WriteString("</" + name + ">\n")
}

// alt writes a text in the document's own language.
func alt(b *bytes.Buffer, name, value string) {
	if value == "" {
		return
	}
	b.WriteString("<" + name + `><rdf:Alt><rdf:li xml:lang="x-default">`)
	xml.EscapeText(b, []byte(value))
	b.WriteString("</rdf:li></rdf:Alt></" + name + ">\n")
}

func list(b *bytes.Buffer, name, kind string, values ...string) {
	if len(values) == 0 || values[0] == "" {
		return
	}
	b.WriteString("<" + name + "><" + kind + ">")
	for _, v := range values {
		b.WriteString("<rdf:li>")
		xml.EscapeText(b, []byte(v))
		b.WriteString("</rdf:li>")
	}
	b.WriteString("</" + kind + "></" + name + ">\n")
}

const (
	xmpHead = "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
`
	// PDF/A does not know pdfuaid, so its one property is described
	// (ISO 19005-2, 6.6.2.3).
	xmpTail = `</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`
)
