package render

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"nianbao/render/doc"
	"nianbao/schema/source"
)

var update = flag.Bool("update", false, "write the goldens anew")

// TestProse reads testdata/prose: what is typed, and the blocks and findings
// that come of it.
func TestProse(t *testing.T) {
	files, err := filepath.Glob("testdata/prose/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for i := 0; i+1 < len(a.Files); i += 2 {
				in := typed(string(a.Files[i].Data))
				blocks, found := Prose(in, source.Origin{}, "testdata/prose")
				got := dump(blocks) + dumpFindings(found)
				if *update {
					a.Files[i+1].Data = []byte(got)
					continue
				}
				if want := string(a.Files[i+1].Data); got != want {
					t.Errorf("%s\ngot:\n%s\nwant:\n%s", a.Files[i].Name, got, want)
				}
			}
			if *update {
				if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

var codePoint = regexp.MustCompile(`‹([0-9A-F]{2,6})›`)

// typed turns the visible stand-ins of the cases into what they stand for.
func typed(s string) string {
	s = strings.NewReplacer("␣", " ", "⇥", "\t").Replace(s)
	return codePoint.ReplaceAllStringFunc(s, func(m string) string {
		n, _ := strconv.ParseUint(codePoint.FindStringSubmatch(m)[1], 16, 32)
		return string(rune(n))
	})
}

// dump writes blocks as lines of text, marks of their look included.
func dump(blocks []doc.Block) string {
	var b strings.Builder
	dumpBlocks(&b, blocks, "")
	return b.String()
}

func dumpBlocks(b *strings.Builder, blocks []doc.Block, indent string) {
	kinds := [...]string{"P", "TableNote", "Caption", "Signature", "Date", "Attachment", "Quote"}
	for _, block := range blocks {
		b.WriteString(indent)
		switch block := block.(type) {
		case *doc.Title:
			fmt.Fprintf(b, "Title %s\n", strings.Join(block.Lines, " / "))
		case *doc.Heading:
			fmt.Fprintf(b, "H%d %s\n", block.Level, dumpText(block.Text))
		case *doc.Paragraph:
			fmt.Fprintf(b, "%s %s\n", kinds[block.Kind], dumpText(block.Text))
		case *doc.List:
			b.WriteString("List\n")
			for i, item := range block.Items {
				fmt.Fprintf(b, "%s  %s\n", indent, block.Label(i, len(indent)/4))
				dumpBlocks(b, item, indent+"    ")
			}
		case *doc.Figure:
			fmt.Fprintf(b, "Figure %s %d×%d %q %s\n", block.Format, block.Width, block.Height, block.Alt, dumpText(block.Caption))
		case *doc.Table:
			fmt.Fprintf(b, "Table %q head %d stub %d widths %v\n", block.Title, block.Head, block.Stub, block.Widths)
			row := 0
			for _, c := range block.Cells {
				if c.Row != row {
					b.WriteString("\n")
				}
				row = c.Row
				fmt.Fprintf(b, "%s  |%c %s", indent, "clr"[c.Align], dumpText(c.Text))
			}
			b.WriteString("\n")
			if len(block.Note) > 0 {
				fmt.Fprintf(b, "%s  %s\n", indent, dumpText(block.Note))
			}
		}
	}
}

func dumpText(text []doc.Inline) string {
	var b strings.Builder
	for _, t := range text {
		s := t.Text
		if t.Bold {
			s = "<b:" + s + ">"
		}
		if t.Lead {
			s = "<lead:" + s + ">"
		}
		if t.Italic {
			s = "<i:" + s + ">"
		}
		if t.Code {
			s = "<c:" + s + ">"
		}
		if t.Link != "" {
			s = "<a " + t.Link + ":" + s + ">"
		}
		b.WriteString(s)
		if t.Break {
			b.WriteString("⏎")
		}
		if t.Note != nil {
			b.WriteString("<note:" + dumpText(t.Note) + ">")
		}
	}
	return b.String()
}

func dumpFindings(found source.List) string {
	var b strings.Builder
	for _, f := range found {
		fmt.Fprintf(&b, "%s %s @%d %s\n", f.Severity, f.Code, f.Origin.Offset, f.Message)
	}
	return b.String()
}
