package docx

import (
	"flag"
	"os"
	"strings"
	"testing"

	"nianbao/render/doc"
)

var update = flag.Bool("update", false, "write the goldens anew")

// small has one of each: title, headings, text in all looks, a list, a table
// with cells merged both ways, a picture, the signature.
func small() *doc.Document {
	table := grid("prose", "类别", 2, []string{"申请/自然人", "申请/法人"}, []string{"办结/公开", "办结/不予公开"}, func(r, c int) string { return "3" })
	table.Title, table.Summary, table.Note = "分类", "两类申请的件数", plain("注：含上年结转。")
	return &doc.Document{
		Title: "云川市档案局年度报告", Author: "云川市档案局", Language: "zh-CN",
		Blocks: []doc.Block{
			&doc.Title{Lines: []string{"云川市档案局", "2024年政府信息公开工作年度报告"}},
			heading(1, "一、总体情况"),
			&doc.Paragraph{Text: []doc.Inline{
				{Text: "“公开”共12件——"}, {Text: "加粗", Bold: true}, {Text: "硚口", Italic: true}, {Text: "（一）句首。", Lead: true},
				{Text: "网站", Link: "https://a.example/?x=1&y=2"}, {Text: "脚注", Note: plain("说明。"), Break: true}, {Text: "下一行。"},
			}},
			&doc.List{Ordered: true, Start: 1, Items: [][]doc.Block{{par("甲")}, {par("乙")}}},
			&doc.Paragraph{Kind: doc.Caption, Text: plain("表1 分类")}, table,
			&doc.Figure{Data: pixel, Format: "png", Width: 40, Height: 20, Alt: "走势", Caption: plain("图1 走势")},
			&doc.PageBreak{},
			par("完。"),
			&doc.Paragraph{Kind: doc.Signature, Text: plain("云川市档案局")},
			&doc.Paragraph{Kind: doc.DateLine, Text: plain("2025年1月20日")},
		},
	}
}

// TestGolden compares the parts that say what a document looks like with
// goldens, an element a line.
func TestGolden(t *testing.T) {
	all, _, err := parts(made(t, small(), Options{}))
	if err != nil {
		t.Fatal(err)
	}
	for part, file := range map[string]string{
		"word/document.xml": "document.xml", "word/footnotes.xml": "footnotes.xml", "word/styles.xml": "styles.xml",
		"word/settings.xml": "settings.xml", "word/fontTable.xml": "fontTable.xml", "word/footer1.xml": "footer1.xml", "word/footer2.xml": "footer2.xml",
	} {
		got := strings.ReplaceAll(string(all[part]), "><", ">\n<") + "\n"
		path := "testdata/" + file
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s differs from %s:\n%s", part, path, firstChange(got, string(want)))
		}
	}
}

// firstChange shows the first line that differs.
func firstChange(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return "got  " + a[i] + "\nwant " + b[i]
		}
	}
	return "one ends earlier"
}
