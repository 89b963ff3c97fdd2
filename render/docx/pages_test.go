package docx_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"nianbao/fonts"
	"nianbao/render"
	"nianbao/render/doc"
	"nianbao/render/docx"
	"nianbao/render/layout"
	"nianbao/render/pdf"
	"nianbao/render/style"
	"nianbao/schema"
	"nianbao/schema/form"
	"nianbao/schema/source"
)

var gb9704 = style.Embedded("gb9704")

func example(t *testing.T, name string) *doc.Document {
	t.Helper()
	path := "../../examples/" + name + ".toml"
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	r, _ := schema.Load(&source.File{Name: path, Data: data}, form.All())
	if r == nil {
		t.Fatalf("%s cannot be read", name)
	}
	d, _ := render.Compose(r, render.Options{})
	return d
}

func text(s string) []doc.Inline { return []doc.Inline{{Text: s}} }

// prose is a document of one paragraph of n characters.
func prose(n int) *doc.Document {
	return &doc.Document{Blocks: []doc.Block{&doc.Paragraph{Text: text(strings.Repeat("政府信息公开年报", n/8+1)[:3*n])}}}
}

// longTable is a document of one table of n rows under a header row.
func longTable(n int) *doc.Document {
	t := &doc.Table{Key: "prose", Title: "长表", Widths: []int{1, 1}, Head: 1, Stub: 1, Rows: make([]doc.TableRow, n+1)}
	for r := range t.Rows {
		cells := [2]string{fmt.Sprintf("第%d项", r), "12"}
		role := doc.Data
		if r == 0 {
			cells, role = [2]string{"项目名称", "件数"}, doc.Header
		}
		for c, s := range cells {
			t.Cells = append(t.Cells, doc.Cell{Row: r, Col: c, RowSpan: 1, ColSpan: 1, Role: role, Text: text(s)})
		}
	}
	return &doc.Document{Blocks: []doc.Block{t}}
}

// brimful is a page that a table and the text below it fill to the last line.
func brimful(t *testing.T) *doc.Document {
	full := example(t, "full-2021")
	d := &doc.Document{Title: "满页", Language: "zh-CN"}
	for _, b := range full.Blocks {
		if table, ok := b.(*doc.Table); ok && table.Key == "reviews" {
			bare := *table
			bare.Note = nil
			d.Blocks = []doc.Block{&doc.Heading{Level: 1, Text: text("四、政府信息公开行政复议、行政诉讼情况")}, &bare}
		}
	}
	for len(ownPages(t, d)) == 1 {
		d.Blocks = append(d.Blocks, &doc.Paragraph{Text: text("没有需要报告的事项。")})
	}
	d.Blocks = d.Blocks[:len(d.Blocks)-1]
	return d
}

func written(t *testing.T, d *doc.Document, o docx.Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := docx.Write(&b, d, gb9704, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// ownPages are the pages of our own PDF.
func ownPages(t *testing.T, d *doc.Document) [][]line {
	t.Helper()
	laid, _ := layout.Pages(d, gb9704, fonts.Embedded())
	var b bytes.Buffer
	if err := pdf.Write(&b, laid, pdf.Options{}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "own.pdf")
	write(t, path, b.Bytes())
	return pagesOf(t, path)
}

// TestOffice looks at the pages that LibreOffice makes of our documents.
func TestOffice(t *testing.T) {
	docx.Need(t, "pdftotext")
	docs := map[string]*doc.Document{"full": prose(22 * 28 * 4), "long": longTable(200), "brimful": brimful(t)}
	reports := []string{"seed-2020", "full-2021", "broken-2021"}
	for _, name := range reports {
		docs[name] = example(t, name)
	}
	files := map[string][]byte{}
	for name, d := range docs {
		files[name] = written(t, d, docx.Options{})
	}
	made := office(t, fonts.Embedded().Faces(), files)
	pages := map[string][][]line{}
	for name, path := range made {
		pages[name] = pagesOf(t, path)
	}

	t.Run("22 lines of 28 characters", func(t *testing.T) { fullPages(t, pages["full"]) })
	t.Run("page numbers", func(t *testing.T) { pageNumbers(t, pages["full"]) })
	t.Run("header rows", func(t *testing.T) { headerRows(t, pages["long"]) })
	t.Run("full page below a table", func(t *testing.T) {
		if n := len(pages["brimful"]); n != 1 {
			t.Errorf("%d pages, our PDF has 1", n)
		}
	})
	for _, name := range reports {
		t.Run(name, func(t *testing.T) {
			own := ownPages(t, docs[name])
			if len(own) != len(pages[name]) {
				t.Fatalf("%d pages, our PDF has %d", len(pages[name]), len(own))
			}
			sameText(t, pages[name], own)
			sameTitle(t, pages[name][0], own[0])
			wholeTable(t, pages[name])
			onGrid(t, pages[name])
		})
	}
}

// LibreOffice sets the text in the faces that ride in the file when it has
// no others of their names.
func TestOfficeUsesEmbeddedFaces(t *testing.T) {
	pdffonts := docx.Need(t, "pdffonts")
	set := fonts.Embedded()
	d := &doc.Document{Blocks: []doc.Block{&doc.Heading{Level: 1, Text: text("一、总体情况")}, &doc.Paragraph{Text: text("正文。")}}}
	kai := []*fonts.Face{set.Face(fonts.KaiTi)}
	made := office(t, kai, map[string][]byte{"with": written(t, d, docx.Options{Embed: set}), "without": written(t, d, docx.Options{})})
	for name, want := range map[string]bool{"with": true, "without": false} {
		out, err := exec.Command(pdffonts, made[name]).Output()
		if err != nil {
			t.Fatal(err)
		}
		for _, role := range []fonts.Role{fonts.HeiTi, fonts.FangSong} {
			if got := strings.Contains(string(out), set.Face(role).PostScriptName); got != want {
				t.Errorf("%s: %s is used: %v\n%s", name, role, got, out)
			}
		}
	}
}
