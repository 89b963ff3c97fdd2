package docx

// footnotes writes the footnotes that the text calls.
func (w *writer) footnotes(x *buffer) { footnotes(x, w.notes.b) }

// footnotes writes footnotes.xml: the two separators that Word wants, and the
// notes.
func footnotes(x *buffer, notes []byte) {
	x.put(xmlHead, "<w:footnotes", wordSpaces, ">",
		`<w:footnote w:type="separator" w:id="-1"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr><w:r><w:separator/></w:r></w:p></w:footnote>`,
		`<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>`)
	x.b = append(x.b, notes...)
	x.put("</w:footnotes>")
}
