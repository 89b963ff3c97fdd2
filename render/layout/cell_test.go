package layout_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"nianbao/fonts"
	"nianbao/render/doc"
	"nianbao/render/frame"
	"nianbao/render/layout"
	"nianbao/render/length"
	"nianbao/render/style"
)

// TestNumberWithNoteWhole: in a column of 表三 no number is cut, however long
// it is and whatever stands behind it.
func TestNumberWithNoteWhole(t *testing.T) {
	for _, note := range []string{"（含上年）", "（含电话申请）", "件，另有12345678件", "（含电话申请和当面申请的数量）"} {
		for digits := 1; digits <= 8; digits++ {
			number := strings.Repeat("7", digits)
			table := formTable(t, "2021", "applications", func(r, c int) string {
				if r == 0 && c == 6 {
					return number + note
				}
				return strconv.Itoa(r)
			})
			d := &doc.Document{Title: "测试", Language: "zh-CN", Blocks: []doc.Block{table}}
			pages, found := layout.Pages(d, style.Embedded("gb9704"), fonts.Embedded())
			if len(found) > 0 {
				t.Fatal(found)
			}
			whole := false
			for _, l := range textLines(&pages.Pages[0]) {
				whole = whole || strings.HasPrefix(l.text, number) &&
					(l.text == number || strings.HasPrefix(number+note, l.text))
			}
			if !whole {
				t.Errorf("%s%s is cut", number, note)
			}
		}
	}
}

// TestEven: in a table of even type all texts are as small as the longest
// number asks for; one that asks for much smaller type is set so alone.
func TestEven(t *testing.T) {
	for _, c := range []struct {
		number string
		sizes  []length.Length // of 单位 and of the number
	}{
		{"123", []length.Length{10500, 10500}},
		{"1234567", []length.Length{9157, 9157}},
		{"12345678901234", []length.Length{10500, 4559}},
	} {
		table := &doc.Table{Key: "prose", Even: true, Widths: []int{5, 1, 5}, Rows: make([]doc.TableRow, 1), Cells: []doc.Cell{
			{RowSpan: 1, ColSpan: 1, Text: plain("单位")}, {Col: 1, RowSpan: 1, ColSpan: 1, Text: plain(c.number)},
			{Col: 2, RowSpan: 1, ColSpan: 1, Text: plain("7")},
		}}
		var got []length.Length
		for _, item := range pages(t, report(table)).Pages[0].Items {
			if text, ok := item.(*frame.Text); ok && text.Size < 14*length.Pt && len(got) < 2 {
				got = append(got, text.Size)
			}
		}
		if !slices.Equal(got, c.sizes) {
			t.Errorf("%s: sizes %v, want %v", c.number, got, c.sizes)
		}
	}
}
