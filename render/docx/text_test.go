package docx

import (
	"strings"
	"testing"
	"unicode/utf8"

	"nianbao/render/doc"
	"nianbao/render/layout"
)

// words is the text of a document in the order of its blocks, a line a
// paragraph or cell: what both writers must show.
func words(d *doc.Document) []string {
	var all []string
	var inlines func(text []doc.Inline) string
	inlines = func(text []doc.Inline) string {
		s := ""
		for _, t := range text {
			s += permitted(t.Text) // first: two pieces of broken UTF-8 may join to a character
			if t.Break {
				s += "\n"
			}
		}
		return s
	}
	var list func(l *doc.List, depth int)
	list = func(l *doc.List, depth int) {
		for i, item := range l.Items {
			line := l.Label(i, depth)
			if len(item) > 0 {
				if p, ok := item[0].(*doc.Paragraph); ok {
					line += inlines(p.Text)
					item = item[1:]
				}
			}
			all = append(all, line)
			for _, b := range item {
				switch b := b.(type) {
				case *doc.Paragraph:
					all = append(all, inlines(b.Text))
				case *doc.List:
					list(b, depth+1)
				}
			}
		}
	}
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *doc.Title:
			all = append(all, strings.Join(layout.TitleLines(b, gb9704), "\n"))
		case *doc.Heading:
			all = append(all, inlines(b.Text))
		case *doc.Paragraph:
			all = append(all, inlines(b.Text))
		case *doc.List:
			list(b, 0)
		case *doc.Figure:
			all = append(all, inlines(b.Caption))
		case *doc.Table:
			for _, c := range b.Cells {
				all = append(all, inlines(c.Text))
			}
			all = append(all, inlines(b.Note))
		}
	}
	return nonEmpty(all)
}

func nonEmpty(lines []string) []string {
	var kept []string
	for _, s := range lines {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return kept
}

func TestText(t *testing.T) {
	for name, d := range shapes() {
		var got []string
		for _, p := range root(t, made(t, d, Options{}), "word/document.xml").all("p") {
			got = append(got, p.words())
		}
		got, want := nonEmpty(got), words(d)
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%s: text is\n%q\nwant\n%q", name, got, want)
		}
	}
}

// permitted is what of s XML can hold.
func permitted(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		bad := r == utf8.RuneError && n == 1 || r < ' ' && !strings.ContainsRune("\t\n\r", r) || r == 0xFFFE || r == 0xFFFF
		if !bad {
			b.WriteRune(r)
		}
		i += n
	}
	return b.String()
}

// Any text anywhere gives a file that reads back as the same text, but for
// the characters that XML forbids.
func FuzzText(f *testing.F) {
	for _, s := range []string{"", " ", "甲 ", "\ta\nb\r\n", "<&>\"'", "]]>", "\x00\x1f\x7f\ufffe\uffff", "\xff\xc3", "“—…·”", "𠀀硚a硚", "<w:t>", "{page}", "a\u2028b"} {
		f.Add(s, "https://a.example/"+s)
	}
	f.Fuzz(func(t *testing.T, s, link string) {
		note := []doc.Inline{{Text: s}}
		table := grid("prose", s, 1, []string{"甲", "乙"}, []string{"丙"}, func(r, c int) string { return s })
		table.Title, table.Summary, table.Note = s, s, note
		d := &doc.Document{Title: s, Author: s, Subject: s, Keywords: []string{s}, Language: s, Blocks: []doc.Block{
			&doc.Title{Lines: []string{s}},
			&doc.Paragraph{Text: []doc.Inline{{Text: s, Bold: true, Link: link, Note: note}, {Text: s}}},
			table,
			&doc.Figure{Data: pixel, Format: "png", Width: 1, Height: 1, Alt: "图" + s, Caption: note},
		}}
		file := made(t, d, Options{})
		all, _, err := parts(file)
		if err != nil {
			t.Fatal(err)
		}
		if found := broken(all); len(found) > 0 {
			t.Fatal(found)
		}
		var got []string
		for _, p := range root(t, file, "word/document.xml").all("p") {
			got = append(got, p.words())
		}
		want := words(d)
		for i := range want {
			want[i] = permitted(want[i])
		}
		if g, w := strings.Join(nonEmpty(got), "|"), strings.Join(nonEmpty(want), "|"); g != w {
			t.Errorf("text is %q, want %q", g, w)
		}
		if g, w := root(t, file, "docProps/core.xml").at("title"), permitted(s); w != "" && g.text != w {
			t.Errorf("title is %q, want %q", g.text, w)
		}
	})
}
