package docx

import (
	"strings"
	"testing"

	"nianbao/render/doc"
	"nianbao/render/style"
)

// TestLettersEnd: what is kept with the signature is never more than a page,
// and not so much that the first page has no text.
func TestLettersEnd(t *testing.T) {
	st := style.Embedded("gb9704")
	s, err := sheetFor(st, Options{}, true)
	if err != nil {
		t.Fatal(err)
	}
	title := &doc.Title{Lines: []string{"青溪市财政局关于报送", "年度报告的函"}}
	to := &doc.Paragraph{Kind: doc.Recipients, Text: plain("青溪市人民政府：")}
	line := func(lines int) *doc.Paragraph { return par(strings.Repeat("现予报送，", (28*lines-2)/5)) }
	items := func(n int) (all []doc.Block) {
		for i := range n {
			all = append(all, &doc.Hanging{Gap: i == 0, Indent: 2, Label: plain("附件："), Text: plain("年度报告")})
		}
		return all
	}
	seals := func(n int) *doc.Closing {
		return &doc.Closing{Offices: make([][]doc.Inline, n), Date: plain("2026年1月23日"), Seal: true}
	}
	for _, c := range []struct {
		what string
		form doc.LetterForm
		text []doc.Block
		list int
		end  *doc.Closing
		want lettersEnd
	}{
		{"all fits", doc.NoteForm, []doc.Block{line(2)}, 2, seals(1), lettersEnd{text: true, list: true}},
		{"a list longer than a page", doc.NoteForm, []doc.Block{line(2), line(2)}, 30, seals(1), lettersEnd{}},
		{"a list that fills the page", doc.NoteForm, []doc.Block{line(2), line(2)}, 17, seals(1), lettersEnd{list: true}},
		{"seven seals and a long paragraph", doc.FileForm, []doc.Block{line(2), line(6)}, 1, seals(7), lettersEnd{list: true}},
		{"a lone paragraph would leave the first page", doc.FileForm, []doc.Block{line(3)}, 3, seals(1), lettersEnd{list: true}},
		{"a second one may", doc.FileForm, []doc.Block{line(3), line(3)}, 3, seals(1), lettersEnd{text: true, list: true}},
		{"no list, so the text must go", doc.FileForm, []doc.Block{line(3)}, 0, seals(3), lettersEnd{text: true, list: true}},
	} {
		head := &doc.LetterHead{Form: c.form, Mark: names("青溪市财政局"), Number: plain("青财函〔2026〕1号")}
		blocks := append([]doc.Block{head, title, to}, c.text...)
		w := &writer{sheet: s, doc: &doc.Document{Blocks: append(append(blocks, items(c.list)...), c.end)}}
		if got := w.lettersEnd(); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.what, got, c.want)
		}
	}
}

// TestTitlesInOutline: the titles of a letter and its attachments are in the
// outline, that of a report is not.
func TestTitlesInOutline(t *testing.T) {
	for _, c := range []struct {
		d    *doc.Document
		want bool
	}{{Letters()["file"], true}, {report(), false}} {
		all, _, err := parts(made(t, c.d, Options{}))
		if err != nil {
			t.Fatal(err)
		}
		_, rest, _ := strings.Cut(string(all["word/styles.xml"]), `w:styleId="Title"`)
		title, _, _ := strings.Cut(rest, "</w:style>")
		if got := strings.Contains(title, `<w:outlineLvl w:val="0"/>`); got != c.want {
			t.Errorf("outline level of the title: %v, want %v: %s", got, c.want, title)
		}
	}
}
