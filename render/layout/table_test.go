package layout_test

import (
	"fmt"
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

// nodeText is the text of each node on a page.
func nodeText(p *frame.Page) map[*frame.Node]string {
	out := map[*frame.Node]string{}
	for _, item := range p.Items {
		if t, ok := item.(*frame.Text); ok && t.Tag != nil {
			for _, g := range t.Glyphs {
				out[t.Tag] += string(g.Rune)
			}
		}
	}
	return out
}

// artifacts are the texts on a page that belong to no node, page numbers left
// out.
func artifacts(p *frame.Page) []string {
	var out []string
	for _, item := range p.Items {
		t, ok := item.(*frame.Text)
		if !ok || t.Tag != nil || t.Y > areaBottom {
			continue
		}
		var s strings.Builder
		for _, g := range t.Glyphs {
			s.WriteRune(g.Rune)
		}
		out = append(out, s.String())
	}
	return out
}

// TestTableThreeWhole moves 表三 over the end of a page: it stays on one page
// with its heading, in both forms, with a note in a cell and one below it.
func TestTableThreeWhole(t *testing.T) {
	for _, id := range []string{"2019", "2021"} {
		for n := range 24 {
			table := formTable(t, id, "applications", zeros)
			table.Note = plain("注：数量含上年度结转。")
			d := &doc.Document{Title: "测试", Language: "zh-CN"}
			for range n {
				d.Blocks = append(d.Blocks, body("填。"))
			}
			d.Blocks = append(d.Blocks, heading(1, "三、收到和处理政府信息公开申请情况"), table, body("后。"))
			out := pages(t, d)
			checkInside(t, out)
			first, last, head, note := -1, -1, -1, -1
			for _, l := range allLines(out) {
				switch {
				case l.node.Role == "TD" || l.node.Role == "TH":
					if first < 0 {
						first = l.page
					}
					last = l.page
				case l.node.Role == "H1":
					head = l.page
				case strings.HasPrefix(l.text, "注："):
					note = l.page
				}
			}
			if first != last || head != first || note != first {
				t.Errorf("form %s after %d lines: table on pages %d–%d, heading on %d, note on %d", id, n, first+1, last+1, head+1, note+1)
			}
		}
	}
}

// TestEightDigits: figures of eight digits fit the columns of 表三 in one
// line, made smaller; those of four keep their size.
func TestEightDigits(t *testing.T) {
	d := report(formTable(t, "2021", "applications", func(r, c int) string {
		if r == 0 {
			return "11398889"
		}
		return "1139"
	}))
	out := pages(t, d)
	checkInside(t, out)
	column := (areaRight - areaLeft) * 622 / 8842
	sizes := map[string]length.Length{}
	for i := range out.Pages {
		for _, item := range out.Pages[i].Items {
			tx, ok := item.(*frame.Text)
			if !ok || tx.Tag == nil || tx.Tag.Role != "TD" {
				continue
			}
			var s string
			w := length.Length(0)
			for _, g := range tx.Glyphs {
				s += string(g.Rune)
				w += g.Advance
			}
			if s != "11398889" && s != "1139" && !strings.HasPrefix(s, "（") && tx.Tag.RowSpan < 3 {
				t.Errorf("figure set as %q", s)
			}
			if strings.HasPrefix(s, "113") {
				sizes[s] = tx.Size
				if w > column-28*pt/10 {
					t.Errorf("%q is %d wide in a column of %d", s, w, column)
				}
			}
		}
	}
	if sizes["1139"] != 9*pt || sizes["11398889"] >= 9*pt || sizes["11398889"] < 6*pt {
		t.Errorf("sizes %v", sizes)
	}
}

// longTable has rows of figures, in groups of the given size, under a header
// of two rows.
func longTable(rows, group int) *doc.Table {
	t := &doc.Table{Key: "long", Title: "长表", Widths: []int{2, 4, 3, 3}, Head: 2, Stub: 2}
	add := func(r, c, rs, cs int, role doc.Role, text string, heads ...int) int {
		t.Cells = append(t.Cells, doc.Cell{Row: r, Col: c, RowSpan: rs, ColSpan: cs, Role: role, Text: plain(text), Heads: heads})
		return len(t.Cells) - 1
	}
	add(0, 0, 2, 2, doc.Header, "机关")
	add(0, 2, 1, 2, doc.Header, "数量")
	first := add(1, 2, 1, 1, doc.Header, "上年", 1)
	second := add(1, 3, 1, 1, doc.Header, "本年", 1)
	stub := -1
	for r := range rows {
		if r%group == 0 {
			stub = add(r+2, 0, min(group, rows-r), 1, doc.Stub, fmt.Sprintf("第%d组", r/group+1))
		}
		name := add(r+2, 1, 1, 1, doc.Stub, "机关"+strconv.Itoa(r+1), stub)
		add(r+2, 2, 1, 1, doc.Data, strconv.Itoa(10000+r), 1, first, stub, name)
		add(r+2, 3, 1, 1, doc.Data, strconv.Itoa(20000+r), 1, second, stub, name)
	}
	t.Rows = make([]doc.TableRow, rows+2)
	return t
}

// TestLongTable splits 200 rows over pages: header rows at the top of each,
// labels of groups that the break cuts once more with （续）, every figure
// once, no row cut.
func TestLongTable(t *testing.T) {
	const rows, group = 200, 30
	d := report(heading(1, "一、名单"), longTable(rows, group))
	out := pages(t, d)
	checkInside(t, out)
	if len(out.Pages) < 6 || len(out.Pages) > 10 {
		t.Fatalf("%d pages", len(out.Pages))
	}
	seen := 0
	for i := range out.Pages {
		text := nodeText(&out.Pages[i])
		var names, figures int
		first := rows
		for n, s := range text {
			switch {
			case n.Role == "TD":
				figures++
			case strings.HasPrefix(s, "机关") && len(s) > len("机关"):
				names++
				k, _ := strconv.Atoi(strings.TrimPrefix(s, "机关"))
				first = min(first, k-1)
			}
		}
		if figures != 2*names || names == 0 {
			t.Errorf("page %d: %d figures beside %d names", i+1, figures, names)
		}
		again := artifacts(&out.Pages[i])
		if i == 0 {
			if len(again) != 0 {
				t.Errorf("first page repeats %v", again)
			}
		} else {
			for _, want := range []string{"机关", "数量", "上年", "本年"} {
				if n := strings.Count(strings.Join(again, "|")+"|", want+"|"); n != 1 {
					t.Errorf("page %d: header %q %d times: %v", i+1, want, n, again)
				}
			}
			rest := fmt.Sprintf("第%d组（续）", first/group+1)
			if cut := first%group != 0; cut != strings.Contains(strings.Join(again, ""), rest) {
				t.Errorf("page %d begins with row %d; continued labels: %v", i+1, first+1, again)
			}
		}
		if first != seen {
			t.Errorf("page %d begins with row %d after %d", i+1, first+1, seen)
		}
		seen += names
	}
	if seen != rows {
		t.Errorf("%d rows of %d", seen, rows)
	}
	checkCells(t, out)
}

// checkCells makes sure that texts of tables do not meet rules or each other.
func checkCells(t *testing.T, d *frame.Document) {
	t.Helper()
	type box struct {
		left, top, right, bottom length.Length
		text                     string
	}
	for i := range d.Pages {
		var boxes, rules []box
		for _, item := range d.Pages[i].Items {
			switch it := item.(type) {
			case *frame.Text:
				if it.Y > areaBottom || len(it.Glyphs) == 0 {
					continue
				}
				b := box{it.X, it.Y - it.Size*60/100, it.X, it.Y, ""}
				for _, g := range it.Glyphs {
					b.right += g.Advance
					b.text += string(g.Rune)
				}
				boxes = append(boxes, b)
			case *frame.Rule:
				if it.Color == 0 {
					rules = append(rules, box{it.X, it.Y, it.X + it.W, it.Y + it.H, "rule"})
				}
			}
		}
		for k, a := range boxes {
			for _, b := range append(boxes[k+1:], rules...) {
				if a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom {
					t.Errorf("page %d: %q %v meets %q %v", i+1, a.text, a, b.text, b)
				}
			}
		}
	}
}

// TestCellsClear looks for texts that touch in the tables of both forms, with
// long figures and notes in cells.
func TestCellsClear(t *testing.T) {
	for _, id := range []string{"2019", "2021"} {
		figures := []string{"0", "1284", "11398889", "22（其中修订16件）", "248500.00", "55（含自然失效29件）"}
		d := report()
		for _, key := range []string{"disclosure", "applications", "reviews"} {
			d.Blocks = append(d.Blocks, formTable(t, id, key, func(r, c int) string { return figures[(r+c)%len(figures)] }))
		}
		out := pages(t, d)
		checkInside(t, out)
		checkCells(t, out)
	}
}

// TestSplitNarrowGroup cuts tables at every row: labels over few rows that the
// break leaves have room all the same.
func TestSplitNarrowGroup(t *testing.T) {
	for n := range 24 {
		d := &doc.Document{Title: "测试", Language: "zh-CN"}
		for range n {
			d.Blocks = append(d.Blocks, body("填。"))
		}
		table := formTable(t, "2021", "applications", func(r, c int) string { return strconv.Itoa(r) })
		table.Whole = false
		d.Blocks = append(d.Blocks, heading(1, "三、申请情况"), table)
		out := pages(t, d)
		checkInside(t, out)
		checkCells(t, out)
		// A heading and header rows stand with the first row of figures.
		for i := range out.Pages {
			roles := map[string]bool{}
			for node := range nodeText(&out.Pages[i]) {
				roles[node.Role] = true
			}
			if (roles["H1"] || roles["TH"]) && !roles["TD"] {
				t.Errorf("after %d lines: page %d has headers and no figures", n, i+1)
			}
		}
	}
}

// TestTableTree reads 表三 through its structure: every figure is headed by
// its columns and rows.
func TestTableTree(t *testing.T) {
	out := pages(t, report(formTable(t, "2021", "applications", func(r, c int) string { return fmt.Sprintf("%d", 100*r+c) })))
	text := map[*frame.Node]string{}
	for i := range out.Pages {
		for n, s := range nodeText(&out.Pages[i]) {
			text[n] += s
		}
	}
	var figures []string
	var walk func(n *frame.Node)
	walk = func(n *frame.Node) {
		if n.Role == "TD" && len(n.Heads) > 0 {
			var heads []string
			for _, h := range n.Heads {
				if h.Role != "TH" || h.Scope == "" {
					t.Errorf("head %q is %s with scope %q", text[h], h.Role, h.Scope)
				}
				heads = append(heads, text[h])
			}
			figures = append(figures, text[n]+"="+strings.Join(heads, "/"))
		}
		for _, k := range n.Kids {
			walk(k)
		}
	}
	walk(out.Root)
	if len(figures) != 25*7 {
		t.Errorf("%d figures, want 175", len(figures))
	}
	want := "401=申请人情况/法人或其他组织/商业企业/三、本年度办理结果/（三）不予公开/1.属于国家秘密"
	if !slices.Contains(figures, want) {
		t.Errorf("no figure %s in %v", want, figures[:40])
	}
	// A label stands on a line of its own where it and its words fit one each.
	label := 0
	for i := range out.Pages {
		for _, l := range textLines(&out.Pages[i]) {
			if l.text == "（三）" || l.text == "不予公开" {
				label++
			}
		}
	}
	if label != 2 {
		t.Error("（三）不予公开 is not broken after its label")
	}
	table := out.Root.Kids[1]
	if table.Role != "Table" || table.Kids[0].Role != "THead" || table.Kids[1].Role != "TBody" {
		t.Errorf("table is %s with %s and %s", table.Role, table.Kids[0].Role, table.Kids[1].Role)
	}
}

// TestTableTooHigh: a table that should be whole, but is higher than a page
// with its heading, begins where it stands and is split.
func TestTableTooHigh(t *testing.T) {
	table := longTable(29, 40)
	table.Whole = true
	d := &doc.Document{Title: "测试", Language: "zh-CN"}
	for range 10 {
		d.Blocks = append(d.Blocks, body("填。"))
	}
	for level := range 4 {
		d.Blocks = append(d.Blocks, heading(level+1, strings.Repeat("一个很长的标题", 6)))
	}
	d.Blocks = append(d.Blocks, table)
	out := pages(t, d)
	checkInside(t, out)
	first := 0
	for n := range nodeText(&out.Pages[0]) {
		if n.Role == "TD" {
			first++
		}
	}
	if len(out.Pages) != 2 || first == 0 {
		t.Errorf("%d pages, %d figures on the first", len(out.Pages), first)
	}
}

// TestTighten: a whole table that is just too high for its page gets lower
// rows.
func TestTighten(t *testing.T) {
	table := longTable(30, 40)
	table.Whole = true
	out := pages(t, &doc.Document{Title: "测试", Language: "zh-CN", Blocks: []doc.Block{heading(1, "一、名单"), table}})
	checkInside(t, out)
	checkCells(t, out)
	if len(out.Pages) != 1 {
		t.Errorf("%d pages", len(out.Pages))
	}
}

// TestTableRow: a row higher than a page is an error with its place, and
// layout goes on.
func TestTableRow(t *testing.T) {
	table := &doc.Table{Key: "prose", Widths: []int{1, 1}, Rows: make([]doc.TableRow, 3)}
	for r := range 3 {
		for c := range 2 {
			table.Cells = append(table.Cells, doc.Cell{Row: r, Col: c, RowSpan: 1, ColSpan: 1, Text: plain("短")})
		}
	}
	table.Cells[2].Text = plain(prose(80))
	out, list := layout.Pages(report(table, body("后。")), style.Embedded("gb9704"), fonts.Embedded())
	if len(list) != 1 || list[0].Code != layout.CodeRow {
		t.Errorf("findings %v", list)
	}
	if s := allLines(out); s[len(s)-1].text != "后。" {
		t.Errorf("last line %q", s[len(s)-1].text)
	}
}

// TestTableGrid: cells outside the grid are an error, not a panic.
func TestTableGrid(t *testing.T) {
	for _, c := range []doc.Cell{
		{Row: 2, RowSpan: 1, ColSpan: 1}, {Row: -1, RowSpan: 1, ColSpan: 1}, {RowSpan: 0, ColSpan: 1},
		{RowSpan: 1, ColSpan: 3}, {RowSpan: 1, ColSpan: 1, Heads: []int{7}},
	} {
		table := &doc.Table{Key: "prose", Widths: []int{1, 1}, Rows: make([]doc.TableRow, 2), Cells: []doc.Cell{c}}
		_, list := layout.Pages(report(table), style.Embedded("gb9704"), fonts.Embedded())
		if len(list) != 1 || list[0].Code != layout.CodeTable {
			t.Errorf("%+v: findings %v", c, list)
		}
	}
}

// TestFills: the ground of a cell over several rows is one piece, also where
// header rows are repeated.
func TestFills(t *testing.T) {
	look := *style.Embedded("gb9704")
	look.Tables = map[string]style.Table{"prose": look.Tables["prose"]}
	filled := look.Tables["prose"]
	filled.HeadFill = 0xEEEEEE
	look.Tables["prose"] = filled
	table := &doc.Table{Key: "prose", Widths: []int{1, 1}, Head: 2, Rows: make([]doc.TableRow, 60), Cells: []doc.Cell{
		{RowSpan: 2, ColSpan: 1, Role: doc.Header, Text: plain("渠道")},
		{Col: 1, RowSpan: 1, ColSpan: 1, Role: doc.Header, Text: plain("数量")},
		{Row: 1, Col: 1, RowSpan: 1, ColSpan: 1, Role: doc.Header, Text: plain("件")},
	}}
	for r := 2; r < len(table.Rows); r++ {
		for c := range 2 {
			table.Cells = append(table.Cells, doc.Cell{Row: r, Col: c, RowSpan: 1, ColSpan: 1, Text: plain("一")})
		}
	}
	out, _ := layout.Pages(report(table), &look, fonts.Embedded())
	for _, p := range out.Pages {
		var heights []length.Length
		for _, item := range p.Items {
			if r, ok := item.(*frame.Rule); ok && r.Color == 0xEEEEEE {
				heights = append(heights, r.H)
			}
		}
		if want := []length.Length{40000, 20000, 20000}; !slices.Equal(heights, want) {
			t.Errorf("page %s: fills %v high, want %v", p.Label, heights, want)
		}
	}
}
