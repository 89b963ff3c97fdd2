package render

import (
	"fmt"
	"strings"
	"testing"

	"nianbao/render/doc"
	"nianbao/schema/source"
)

// proseTable is the table of a Markdown text.
func proseTable(t *testing.T, text string) *doc.Table {
	t.Helper()
	blocks, _ := Prose(text, source.Origin{}, ".")
	for _, b := range blocks {
		if table, ok := b.(*doc.Table); ok {
			return table
		}
	}
	t.Fatal("no table")
	return nil
}

// rows are n rows of a table.
func rows(n int, row string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, row+"\n", i+1)
	}
	return b.String()
}

// TestColumnWidths: short columns keep their one line, 〔2024〕1号 is not cut,
// and the rest goes to the long texts; a wide table of numbers has columns for
// the numbers, and type that fits.
func TestColumnWidths(t *testing.T) {
	list := "| 序号 | 文件名称 | 文号 | 公开日期 | 备注 |\n|--:|---|---|---|---|\n" +
		rows(20, "| %d | 某某市人民政府关于印发第一项工作实施办法的通知 | 某政规〔2024〕11号 | 2024-10-11 | 已废止，见某政发〔2024〕8号 |")
	months := "| 单位 |" + strings.Repeat(" 12月 |", 12) + " 合计 |\n|" + strings.Repeat("---|", 14) + "\n| 市财政局 |" +
		strings.Repeat(" 18736 |", 12) + " 191863 |\n"
	for _, c := range []struct {
		name, text string
		want       []int
	}{
		{"fits", "| 渠道 | 数量（条） |\n|---|---|\n| 网站 | 320 |\n", []int{7, 13}},
		{"list", list, []int{6, 31, 15, 12, 19}},
		{"one long text", "| 事项 | 说明 |\n|---|---|\n| 长文字 | " + strings.Repeat("公开为常态", 40) + " |\n", []int{8, 76}},
		{"months", months, []int{10, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 8}},
	} {
		if got := proseTable(t, c.text).Widths; fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// TestKeepRows: short tables are whole; of a long one two rows stay below the
// header and two are on the last page, unless they are high themselves.
func TestKeepRows(t *testing.T) {
	keeps := func(table *doc.Table) string {
		var b strings.Builder
		for _, r := range table.Rows {
			if r.KeepNext {
				b.WriteByte('k')
			} else {
				b.WriteByte('-')
			}
		}
		return b.String()
	}
	const head = "| 事项 | 说明 |\n|---|---|\n"
	high := rows(5, "| %d | "+strings.Repeat("公开为常态", 80)+" |")
	for _, c := range []struct {
		name, text string
		whole      bool
		keep       string
	}{
		{"short", head + rows(3, "| %d | 无 |"), true, "kkk-"},
		{"one row", head + rows(1, "| %d | 无 |"), true, "k-"},
		{"long", head + rows(12, "| %d | 无 |"), false, "kk---------k-"},
		{"high rows", head + high, false, "k-----"},
	} {
		table := proseTable(t, c.text)
		if got := keeps(table); table.Whole != c.whole || got != c.keep {
			t.Errorf("%s: whole %v, %s, want %v, %s", c.name, table.Whole, got, c.whole, c.keep)
		}
	}
}
