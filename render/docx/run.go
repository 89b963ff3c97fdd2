package docx

import (
	"net/url"
	"slices"
	"unicode/utf8"

	"nianbao/fonts"
	"nianbao/render/doc"
)

// inlines writes text in a paragraph whose style has the given role's face.
func (w *writer) inlines(x *buffer, text []doc.Inline, role fonts.Role) {
	link := ""
	for i := range text {
		t := &text[i]
		if t.Link != link {
			if link != "" {
				x.put("</w:hyperlink>")
			}
			link = w.openLink(x, t.Link)
		}
		w.runs(x, t, role, link != "")
		if len(t.Note) > 0 {
			w.note(x, t.Note)
		}
		if t.Break {
			x.put("<w:r><w:br/></w:r>")
		}
	}
	if link != "" {
		x.put("</w:hyperlink>")
	}
}

// openLink begins a hyperlink and returns target, or "" when there is none to
// be made: only web and mail addresses may leave the document.
func (w *writer) openLink(x *buffer, target string) string {
	if target == "" {
		return ""
	}
	u, err := url.Parse(target)
	if err != nil {
		return ""
	}
	switch u.Scheme {
	case "http", "https", "mailto", "ftp":
	default:
		return ""
	}
	links := &w.links
	if w.inNote {
		links = &w.noteLinks
	}
	*links = append(*links, u.String())
	x.num(`<w:hyperlink r:id="rIdL`, len(*links), `" w:history="1">`)
	return target
}

// runs writes t.Text, in several runs where characters need another face.
// style is the role of the paragraph's style.
func (w *writer) runs(x *buffer, t *doc.Inline, style fonts.Role, link bool) {
	role := w.sheet.roleOf(t, style)
	l := runLook{size: w.size, link: link, bold: t.Bold || t.Lead && w.sheet.style.TextOf("heading2").Bold}
	if role != style {
		l.face = w.sheet.faces[role].name
		l.bold = l.bold || w.sheet.faces[role].bold
	}
	for s := t.Text; s != ""; {
		n := w.stretch(s, role, &l)
		run(x, s[:n], &l)
		s = s[n:]
	}
}

// runLook is how a run differs from the style of its paragraph.
type runLook struct {
	face     string // "" = the style's
	eastAsia string // for characters that the face lacks
	hint     bool   // “ ” — … and their like are Chinese
	bold     bool
	link     bool
	size     int // in half points, 0 = the style's
}

// stretch is the number of leading bytes of s that look alike; l is told what
// they need.
func (w *writer) stretch(s string, role fonts.Role, l *runLook) (n int) {
	l.eastAsia, l.hint = "", false
	for n < len(s) {
		if s[n] < utf8.RuneSelf {
			if l.eastAsia != "" {
				return n
			}
			n++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[n:])
		if f := w.sheet.substitute(role, r); f != l.eastAsia {
			if n > 0 {
				return n
			}
			l.eastAsia = f
		}
		l.hint = l.hint || r < 0x2E80
		n += size
	}
	return n
}

// run writes one run. Word takes “ ” ‘ ’ — … · from the Latin face unless the
// run is hinted to be Chinese (MS-OI29500, 2.1.88).
func run(x *buffer, s string, l *runLook) {
	x.put("<w:r>")
	if *l != (runLook{}) {
		x.put("<w:rPr>")
		if l.link {
			x.put(`<w:rStyle w:val="Hyperlink"/>`)
		}
		runFonts(x, l)
		if l.bold {
			x.put("<w:b/><w:bCs/>")
		}
		if l.size > 0 {
			x.num(`<w:sz w:val="`, l.size, `"/>`)
			x.num(`<w:szCs w:val="`, l.size, `"/>`)
		}
		x.put("</w:rPr>")
	}
	runText(x, s)
	x.put("</w:r>")
}

func runFonts(x *buffer, l *runLook) {
	if !l.hint && l.face == "" && l.eastAsia == "" {
		return
	}
	x.put("<w:rFonts")
	if l.hint || l.eastAsia != "" {
		x.put(` w:hint="eastAsia"`)
	}
	switch {
	case l.eastAsia != "":
		x.put(` w:eastAsia="`, l.eastAsia, `"`)
	case l.face != "":
		faceNames(x, l.face)
	}
	x.put("/>")
}

// runText writes the content of a run: tabs and line ends have elements of
// their own.
func runText(x *buffer, s string) {
	from := 0
	for i := 0; i < len(s); i++ {
		var mark string
		switch s[i] {
		case '\t':
			mark = "<w:tab/>"
		case '\n':
			mark = "<w:br/>"
		case '\r':
			mark = "<w:cr/>"
		default:
			continue
		}
		plainText(x, s[from:i])
		x.put(mark)
		from = i + 1
	}
	plainText(x, s[from:])
}

// plainText writes a w:t. Spaces at its ends would be dropped by readers
// unless told to stay.
func plainText(x *buffer, s string) {
	if s == "" {
		return
	}
	x.put("<w:t")
	at := len(x.b)
	x.put(">")
	x.text(s)
	// What is written counts: characters that XML forbids are gone by now.
	if text := x.b[at+1:]; len(text) > 0 && (text[0] <= ' ' || text[len(text)-1] <= ' ') {
		x.b = slices.Insert(x.b, at, []byte(` xml:space="preserve"`)...)
	}
	x.put("</w:t>")
}

// note writes the call of a footnote and, in its own part, the footnote.
// A note inside a note is printed in brackets, for Word has none.
func (w *writer) note(x *buffer, text []doc.Inline) {
	face := w.sheet.text("footnote").role
	if w.inNote {
		w.inlines(x, []doc.Inline{{Text: "（"}}, face)
		w.inlines(x, text, face)
		w.inlines(x, []doc.Inline{{Text: "）"}}, face)
		return
	}
	w.noteCount++
	x.num(`<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="`, w.noteCount, `"/></w:r>`)
	n := &w.notes
	n.num(`<w:footnote w:id="`, w.noteCount, `"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>`+
		`<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>`)
	w.inNote = true
	w.inlines(n, text, face)
	w.inNote = false
	n.put("</w:p></w:footnote>")
}
