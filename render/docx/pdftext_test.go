package docx

import (
	"strings"
	"testing"
	"unicode"

	"nianbao/fonts"
	"nianbao/render/doc"
	"nianbao/render/frame"
	"nianbao/render/layout"
)

// squeezed is text without blanks and without the characters that no face
// has: our pages leave them out, and say so.
func squeezed(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		if _, _, ok := fonts.Embedded().Find(fonts.FangSong, r); !ok {
			return -1
		}
		return r
	}, s)
}

// pageText is the text of laid out pages in reading order, footnotes apart.
// Repeated heads and page numbers are not of it.
func pageText(d *frame.Document) (text, notes string) {
	inNote := map[*frame.Node]bool{}
	var walk func(n *frame.Node, note bool)
	walk = func(n *frame.Node, note bool) {
		note = note || n.Role == "Note"
		inNote[n] = note
		for _, k := range n.Kids {
			walk(k, note)
		}
	}
	walk(d.Root, false)
	var a, b strings.Builder
	for i := range d.Pages {
		for _, item := range d.Pages[i].Items {
			t, ok := item.(*frame.Text)
			if !ok || t.Tag == nil {
				continue
			}
			to := &a
			if inNote[t.Tag] {
				to = &b
			}
			for _, g := range t.Glyphs {
				to.WriteRune(g.Rune)
			}
		}
	}
	return a.String(), b.String()
}

// fileText is the text of a file, footnotes apart, their numbers as Word
// prints them.
func fileText(t *testing.T, file []byte) (text, notes string) {
	t.Helper()
	mark := func(n int) string { return string('①' + rune(n) - 1) }
	var b strings.Builder
	var walk func(n *node, note int)
	walk = func(n *node, note int) {
		switch n.name {
		case "t":
			b.WriteString(n.text)
		case "footnote":
			note = n.number("id")
		case "footnoteRef":
			b.WriteString(mark(note))
		case "footnoteReference":
			b.WriteString(mark(n.number("id")))
		}
		for _, k := range n.kids {
			walk(k, note)
		}
	}
	walk(root(t, file, "word/document.xml"), 0)
	text = b.String()
	b.Reset()
	walk(root(t, file, "word/footnotes.xml"), 0)
	return text, b.String()
}

// The file shows the same text as our own pages, character by character.
func TestSameTextAsPages(t *testing.T) {
	docs := shapes()
	docs["small"] = small()
	for name, d := range Letters() {
		docs["letter-"+name] = d
	}
	for name, d := range docs {
		pages, _ := layout.Pages(d, gb9704, fonts.Embedded())
		text, notes := fileText(t, made(t, d, Options{}))
		wantText, wantNotes := pageText(pages)
		if got, want := squeezed(text), squeezed(wantText); got != want {
			t.Errorf("%s: text %s", name, apart(got, want))
		}
		if got, want := squeezed(notes), squeezed(wantNotes); got != want {
			t.Errorf("%s: notes %s", name, apart(got, want))
		}
	}
	if text, _ := fileText(t, made(t, &doc.Document{Blocks: []doc.Block{par("甲")}}, Options{})); text != "甲" {
		t.Errorf("text of a file is read as %q", text)
	}
}

// apart shows where two texts part.
func apart(got, want string) string {
	a, b := []rune(got), []rune(want)
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	cut := func(r []rune) string { return string(r[max(i-10, 0):min(i+20, len(r))]) }
	return "…" + cut(a) + "…, on our pages …" + cut(b) + "…"
}
