package render

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/text/unicode/norm"

	"nianbao/render/doc"
	"nianbao/schema"
	"nianbao/schema/form"
	"nianbao/schema/source"
)

// FuzzProse gives Prose any text: it must not panic, no letter, digit or
// Chinese mark may get lost, and each piece must stand where it says.
func FuzzProse(f *testing.F) {
	files, _ := filepath.Glob("testdata/prose/*.txtar")
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for i := 0; i < len(a.Files); i += 2 {
			f.Add(typed(string(a.Files[i].Data)))
		}
	}
	folder := f.TempDir()
	if data, err := os.ReadFile("testdata/prose/dot.png"); err == nil {
		if err := os.WriteFile(filepath.Join(folder, "dot.png"), data, 0o644); err != nil {
			f.Fatal(err)
		}
	}
	f.Fuzz(func(t *testing.T, in string) {
		if !utf8.ValidString(in) || len(in) > 1<<16 {
			t.Skip()
		}
		blocks, _ := Prose(in, source.Origin{}, folder)
		if lost := lostOf(in, allText(blocks)); lost != "" {
			t.Errorf("lost %q of %q\n%s", lost, in, dump(blocks))
		}
		original := []rune(in)
		eachInline(blocks, func(x doc.Inline) {
			for i, r := range []rune(x.Text) {
				at := x.Origin.Offset + i
				if at >= len(original) {
					t.Fatalf("%q of %q is said to stand at %d", x.Text, in, x.Origin.Offset)
				}
				if o := original[at]; o != r && unicode.IsLetter(r) {
					if become, _ := judge(o); become != r && letterOf(r) != letterOf(o) {
						t.Fatalf("%q of %q: %q stands at %d", x.Text, in, o, at)
					}
				}
			}
		})
	})
}

// letterOf is a letter without its accents.
func letterOf(r rune) rune {
	first, _ := utf8.DecodeRuneInString(norm.NFD.String(string(r)))
	return first
}

// lostOf returns the letters, digits and Chinese marks of a text that are not
// in what was made of it. Their order is not looked at: footnotes and captions
// move. Labels of footnotes may go; links and pictures may hide their targets,
// so text with them is looked at by the cases alone.
func lostOf(in, out string) string {
	chars, _ := clean(noteLabel.ReplaceAllString(in, ""), source.Origin{})
	if strings.Contains(plain(chars), "](") {
		return ""
	}
	count := map[rune]int{}
	for _, r := range out {
		count[r]++
	}
	var lost []rune
	for _, c := range chars {
		if unicode.IsLetter(c.r) || unicode.IsDigit(c.r) || c.r > 0x7F && !unicode.IsSpace(c.r) {
			if count[c.r]--; count[c.r] < 0 {
				lost = append(lost, c.r)
			}
		}
	}
	return string(lost)
}

var noteLabel = regexp.MustCompile(`\[\^[^\]\n]*\][:：]?`)

// allText is everything that blocks show, alternative texts, file names and
// link targets included.
func allText(blocks []doc.Block) string {
	var b strings.Builder
	link := ""
	seen := map[*doc.Inline]bool{}
	var inlines func(text []doc.Inline)
	inlines = func(text []doc.Inline) {
		for i := range text {
			b.WriteString(text[i].Text)
			if l := text[i].Link; l != link {
				link = l
				b.WriteString(l)
			}
			if n := text[i].Note; len(n) > 0 && !seen[&n[0]] {
				seen[&n[0]] = true
				inlines(n)
			}
		}
		link = ""
	}
	var walk func(blocks []doc.Block)
	walk = func(blocks []doc.Block) {
		for _, x := range blocks {
			switch x := x.(type) {
			case *doc.Title:
				b.WriteString(strings.Join(x.Lines, ""))
			case *doc.Heading:
				inlines(x.Text)
			case *doc.Paragraph:
				inlines(x.Text)
			case *doc.List:
				for i, item := range x.Items {
					if x.Ordered {
						b.WriteString(x.Label(i, 0))
					}
					walk(item)
				}
			case *doc.Figure:
				b.WriteString(x.Alt + x.File)
				inlines(x.Caption)
			case *doc.Table:
				for _, c := range x.Cells {
					inlines(c.Text)
				}
				inlines(x.Note)
			}
		}
	}
	walk(blocks)
	return b.String()
}

func eachInline(blocks []doc.Block, do func(doc.Inline)) {
	each := func(text []doc.Inline) {
		for _, x := range text {
			do(x)
			for _, n := range x.Note {
				do(n)
			}
		}
	}
	for _, x := range blocks {
		switch x := x.(type) {
		case *doc.Heading:
			each(x.Text)
		case *doc.Paragraph:
			each(x.Text)
		case *doc.List:
			for _, item := range x.Items {
				eachInline(item, do)
			}
		case *doc.Figure:
			each(x.Caption)
		case *doc.Table:
			for _, c := range x.Cells {
				each(c.Text)
			}
		}
	}
}

// FuzzCompose fills every text of a report with anything: Compose must not
// panic, and must show all of it.
func FuzzCompose(f *testing.F) {
	f.Add("某某局", "题目", "五、标题", "表注", "格注", "正文。")
	f.Add("", "\n", "六", "注：", "（a）", "# \n![](x)")
	r := load(f, "a.toml", noFigures("[agency]\nname = \"某局\"\n[report]\nsignature = true\ndate = 2025-01-05", ""), form.All())
	f.Fuzz(func(t *testing.T, agency, title, heading, tableNote, cellNote, text string) {
		for _, s := range []string{agency, title, heading, tableNote, cellNote, text} {
			if !utf8.ValidString(s) || len(s) > 1<<14 {
				t.Skip()
			}
		}
		r := *r
		r.Agency.Name, r.TitleLines = agency, []string{title}
		r.Headings = map[string]string{"problems": heading, "reviews": heading}
		r.Text = map[string]string{schema.Preamble: text, "overview": text, "other": text}
		r.Tables = slices.Clone(r.Tables)
		r.Tables[1].Note = tableNote
		r.Tables[0].Rows = slices.Clone(r.Tables[0].Rows)
		r.Tables[0].Rows[0].Cells = slices.Clone(r.Tables[0].Rows[0].Cells)
		r.Tables[0].Rows[0].Cells[0].Note = cellNote
		d, _ := Compose(&r, Options{})
		if lost := lostOf(agency+title+heading+tableNote+cellNote+text+text, allText(d.Blocks)); lost != "" {
			t.Errorf("lost %q\n%s", lost, dump(d.Blocks))
		}
	})
}
