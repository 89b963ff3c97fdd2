package layout_test

import (
	"slices"
	"strings"
	"testing"

	"nianbao/render/doc"
	"nianbao/render/frame"
	"nianbao/render/length"
)

// cellLines are the lines of the cells of a table on one page: what stands
// at one height without a gap.
func cellLines(t *testing.T, b *doc.Table) []string {
	t.Helper()
	var all []string
	var x, y length.Length // where the last one ends
	for _, item := range pages(t, report(b)).Pages[0].Items {
		text, ok := item.(*frame.Text)
		if !ok {
			continue
		}
		if text.Y != y || text.X != x {
			all = append(all, "")
		}
		x, y = text.X, text.Y
		for _, g := range text.Glyphs {
			all[len(all)-1] += string(g.Rune)
			x += g.Advance
		}
	}
	return all
}

// TestBreakBySense: labels part between words, the explanation over them after
// a stop, a figure from its note; none of it costs a line that was not there.
func TestBreakBySense(t *testing.T) {
	for _, c := range []struct {
		form, table, note string
		want              []string
	}{
		{"2021", "applications", "", []string{
			"（本列数据的勾稽关系为：第一项加第二项之和，", "等于第三项加第四项之和）",
			"法律", "服务", "机构", "三、", "本年度", "办理", "结果", "（三）", "不予公开",
			"1.申请人无正当理由逾期不补正、行", "政机关不再处理其政府信息公开申请",
		}},
		{"2019", "disclosure", "", []string{"其他对外管理", "服务事项"}},
		{"2019", "disclosure", "（含自然失效29件）", []string{"777", "（含自然失效29件）"}},
		{"2019", "disclosure", "（无）", []string{"777（无）"}},
		{"2021", "applications", "（注1）", []string{"777", "（注1）"}},
	} {
		table := formTable(t, c.form, c.table, zeros)
		for i := range table.Cells {
			if cell := &table.Cells[i]; cell.Role == doc.Data && c.note != "" {
				cell.Text = []doc.Inline{{Text: "777"}, {Text: c.note}}
			}
		}
		got := cellLines(t, table)
		at := 0
		for _, want := range c.want {
			i := slices.Index(got[at:], want)
			if i < 0 {
				t.Errorf("%s %s %s: no line %q in order among %q", c.form, c.table, c.note, want, got)
				break
			}
			at += i + 1
		}
	}
}

// TestNoLoneEnd: neither the footnotes nor the cells that begin at the left
// end in a line of one character.
func TestNoLoneEnd(t *testing.T) {
	const word = "公开"
	cellOf := func(n int) string { return strings.Repeat(word, n) + "上。" }
	for n := 8; n < 60; n++ {
		table := &doc.Table{Key: "prose", Widths: []int{1, 1}, Rows: make([]doc.TableRow, 1), Cells: []doc.Cell{
			{RowSpan: 1, ColSpan: 1, Align: doc.AlignLeft, Text: plain(cellOf(n))},
			{Col: 1, RowSpan: 1, ColSpan: 1, Text: []doc.Inline{{Text: "一", Note: plain(cellOf(n))}}},
		}}
		for _, s := range cellLines(t, table) {
			if s == "上。" {
				t.Errorf("%d words: a line of one character", n)
			}
		}
	}
}
