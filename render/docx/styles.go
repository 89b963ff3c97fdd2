package docx

import (
	"nianbao/fonts"
	"nianbao/render/length"
	"nianbao/render/style"
)

// styles writes styles.xml: everything a paragraph looks like is in its style,
// so that a clerk who changes the style changes the document.
func (s *sheet) styles(x *buffer) {
	x.put(xmlHead, "<w:styles", wordSpaces, "><w:docDefaults><w:rPrDefault><w:rPr>")
	body := s.style.TextOf("body")
	s.rFonts(x, body.Face)
	x.num(`<w:sz w:val="`, wordSize(body).HalfPoints(), `"/>`)
	x.num(`<w:szCs w:val="`, wordSize(body).HalfPoints(), `"/>`)
	x.put(`<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>`)

	for _, k := range s.texts {
		t := s.style.TextOf(k.key)
		base := k.id == "Normal"
		openStyle(x, k.id, k.name, base, false)
		x.put("<w:pPr>")
		// A letter's head, title and first line may be more than a page holds; then
		// the title stays with the head.
		if t.KeepNext && !(s.letter && k.key == "title") {
			x.put("<w:keepNext/>")
		}
		if k.outline > 0 {
			x.put("<w:keepLines/>")
		}
		s.paragraphProps(x, t, base)
		if k.outline > 0 {
			x.num(`<w:outlineLvl w:val="`, k.outline-1, `"/>`)
		}
		x.put("</w:pPr>")
		s.runProps(x, t)
		x.put("</w:style>")
	}
	s.derivedStyles(x, body)
	s.tableStyles(x)
	x.put("</w:styles>")
}

func openStyle(x *buffer, id, name string, isDefault, custom bool) {
	x.put(`<w:style w:type="paragraph"`)
	if isDefault {
		x.put(` w:default="1"`)
	}
	if custom {
		x.put(` w:customStyle="1"`)
	}
	x.put(` w:styleId="`, id, `"><w:name w:val="`)
	x.attr(name)
	x.put(`"/>`)
	if !isDefault {
		x.put(`<w:basedOn w:val="Normal"/>`)
	}
	x.put("<w:qFormat/>")
}

// derivedStyles are those that the style data do not name.
func (s *sheet) derivedStyles(x *buffer, body style.Text) {
	openStyle(x, "ListParagraph", "List Paragraph", false, false)
	x.put("<w:pPr>")
	ind(x, body)
	x.put("</w:pPr></w:style>")

	// The line is as high as the picture: an exact pitch would cut it.
	openStyle(x, "Figure", "图", false, true)
	x.num(`<w:pPr><w:snapToGrid w:val="0"/><w:spacing w:before="`, figurePad, `"`)
	x.num(` w:after="`, figurePad, `" w:line="240" w:lineRule="auto"/>`)
	ind(x, style.Text{Size: body.Size})
	x.put(`<w:jc w:val="center"/></w:pPr></w:style>`)

	openStyle(x, "Gap", "表后空隙", false, true)
	x.put(`<w:pPr><w:snapToGrid w:val="0"/><w:spacing w:line="20" w:lineRule="exact"/>`)
	ind(x, style.Text{Size: body.Size})
	x.put(`</w:pPr><w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:style>`)

	x.put(`<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>`,
		`<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/><w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>`,
		`<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:basedOn w:val="DefaultParagraphFont"/></w:style>`,
		`<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:semiHidden/></w:style>`)
}

func (s *sheet) tableStyles(x *buffer) {
	x.put(`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>`)
	for _, l := range s.tableLooks() {
		l.write(x)
		for _, p := range l.paragraphs() {
			openStyle(x, p.id, p.name, false, true)
			x.put("<w:pPr>")
			s.paragraphProps(x, p.text, false)
			x.put("</w:pPr>")
			s.runProps(x, p.text)
			x.put("</w:style>")
		}
	}
}

// paragraphProps writes what a style says of lines and indents, all of it,
// for what is left out would be inherited from Normal. The rules of Chinese
// line breaking stand in Normal and hold everywhere.
func (s *sheet) paragraphProps(x *buffer, t style.Text, base bool) {
	if base {
		// LibreOffice takes overflowPunct the wrong way round. That is as well:
		// where it lets marks hang, it loses some in justified lines.
		x.put(`<w:widowControl/><w:kinsoku/><w:overflowPunct/><w:topLinePunct w:val="0"/>` +
			`<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>`)
	}
	pitch := s.pitch(t)
	// LibreOffice gives type that is larger than the grid's two of its lines.
	if pitch == s.style.Page.LinePitch && wordSize(t) <= wordSize(s.style.TextOf("body")) {
		x.put("<w:snapToGrid/>")
	} else {
		x.put(`<w:snapToGrid w:val="0"/>`)
	}
	line := int(s.style.Page.LinePitch)
	x.num(`<w:spacing w:before="`, length.Length(t.Before*line/100).Twips(), `"`)
	x.num(` w:after="`, length.Length(t.After*line/100).Twips(), `"`)
	x.num(` w:line="`, pitch.Twips(), `" w:lineRule="exact"/>`)
	ind(x, t)
	x.put(`<w:jc w:val="`, jc(t.Align), `"/>`)
}

// ind writes indents in characters, and in twips for readers that do not
// count characters. Zeros are written too: an inherited number of characters
// would win over them.
func ind(x *buffer, t style.Text) {
	one := t.Size.Twips()
	x.num(`<w:ind w:leftChars="`, t.Left*100, `"`)
	x.num(` w:left="`, t.Left*one, `"`)
	x.num(` w:rightChars="`, t.Right*100, `"`)
	x.num(` w:right="`, t.Right*one, `"`)
	x.num(` w:firstLineChars="`, t.FirstIndent*100, `"`)
	x.num(` w:firstLine="`, t.FirstIndent*one, `"/>`)
}

func jc(align string) string {
	switch align {
	case "left", "right", "center":
		return align
	}
	return "both"
}

// runProps writes face, weight, colour, spacing and size.
func (s *sheet) runProps(x *buffer, t style.Text) {
	x.put("<w:rPr>")
	s.rFonts(x, t.Face)
	if t.Bold || s.faces[t.Face].bold {
		x.put("<w:b/><w:bCs/>")
	} else {
		x.put(`<w:b w:val="0"/><w:bCs w:val="0"/>`)
	}
	if t.Color != 0 {
		x.put(`<w:color w:val="`)
		x.hex(t.Color)
		x.put(`"/>`)
	}
	spacing := t.WordSpacing
	if s.options.LinesAndChars {
		spacing = 0
	}
	x.num(`<w:spacing w:val="`, spacing.Twips(), `"/>`)
	x.num(`<w:sz w:val="`, wordSize(t).HalfPoints(), `"/>`)
	x.num(`<w:szCs w:val="`, wordSize(t).HalfPoints(), `"/></w:rPr>`)
}

// rFonts names the face of a role.
func (s *sheet) rFonts(x *buffer, role fonts.Role) {
	x.put("<w:rFonts")
	faceNames(x, s.faces[role].name)
	x.put("/>")
}

// faceNames names a face four times: Word picks one of them by character.
func faceNames(x *buffer, name string) {
	for _, slot := range [...]string{"ascii", "hAnsi", "eastAsia", "cs"} {
		x.put(" w:", slot, `="`)
		x.attr(name)
		x.put(`"`)
	}
}

// pitch is the distance of lines; 0 in the style stands for the page's.
func (s *sheet) pitch(t style.Text) length.Length {
	if t.Pitch > 0 {
		return t.Pitch
	}
	return s.style.Page.LinePitch
}

// wordSize is the size of type in DOCX.
func wordSize(t style.Text) length.Length {
	if t.WordSize > 0 {
		return t.WordSize
	}
	return t.Size
}

// charSpace is the pitch of the character grid less the size of Normal, in
// 1/4096 pt (ECMA-376-1, 17.6.5).
func (s *sheet) charSpace() int64 {
	return int64(s.style.TextOf("body").WordSpacing) * 4096 / int64(length.Pt)
}
