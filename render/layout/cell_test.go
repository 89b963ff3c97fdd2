package layout_test

import (
	"strconv"
	"strings"
	"testing"

	"nianbao/fonts"
	"nianbao/render/doc"
	"nianbao/render/layout"
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
