package docx

import (
	"testing"

	"nianbao/render/doc"
)

// Every cell of every table comes back from the file with its text, its
// place, its spans, and the header rows are those of the table.
func TestTables(t *testing.T) {
	for name, d := range shapes() {
		tables := root(t, made(t, d, Options{}), "word/document.xml").all("tbl")
		for _, b := range d.Blocks {
			want, ok := b.(*doc.Table)
			if !ok {
				continue
			}
			got := tables[0]
			tables = tables[1:]
			sameTable(t, name, got, want)
		}
		if len(tables) > 0 {
			t.Errorf("%s: %d tables too many", name, len(tables))
		}
	}
}

// sameTable compares the squares of both grids: what stands in each, and
// where the cell that covers it begins and ends.
func sameTable(t *testing.T, name string, got *node, want *doc.Table) {
	t.Helper()
	type square struct {
		row, col, rows, cols int
		text                 string
	}
	cols := len(want.Widths)
	squares := make([]square, len(want.Rows)*cols)
	for _, c := range want.Cells {
		for r := c.Row; r < c.Row+c.RowSpan; r++ {
			for k := c.Col; k < c.Col+c.ColSpan; k++ {
				squares[r*cols+k] = square{c.Row, c.Col, c.RowSpan, c.ColSpan, doc.Plain(c.Text)}
			}
		}
	}
	var back []square
	var head int
	if v := got.at("tblPr", "tblCaption"); want.Title != "" && (v == nil || v.attr["val"] != want.Title) {
		t.Errorf("%s: caption of the table is lost", name)
	}
	if v := got.at("tblPr", "tblDescription"); want.Summary != "" && (v == nil || v.attr["val"] != want.Summary) {
		t.Errorf("%s: description of the table is lost", name)
	}
	rows := got.all("tr")
	for r, tr := range rows {
		if tr.at("trPr", "tblHeader") != nil {
			head++
		}
		if tr.at("trPr", "cantSplit") == nil {
			t.Errorf("%s: row %d may split", name, r)
		}
		for _, tc := range tr.all("tc") {
			span := max(tc.at("tcPr", "gridSpan").number("val"), 1)
			s := square{len(back) / cols, len(back) % cols, 1, span, tc.words()}
			if m := tc.at("tcPr", "vMerge"); m != nil && m.attr["val"] == "continue" {
				if s.text != "" {
					t.Errorf("%s: text %q in a continued cell", name, s.text)
				}
				s = back[len(back)-cols]
				s.rows++
				for i := range back { // the whole merge is one row higher
					if back[i].row == s.row && back[i].col == s.col {
						back[i].rows = s.rows
					}
				}
			}
			for range span {
				back = append(back, s)
			}
		}
	}
	if head != want.Head {
		t.Errorf("%s: %d header rows, want %d", name, head, want.Head)
	}
	if len(back) != len(squares) {
		t.Fatalf("%s: %d squares, want %d", name, len(back), len(squares))
	}
	for i := range squares {
		if back[i] != squares[i] {
			t.Errorf("%s: square %d,%d is %+v, want %+v", name, i/cols, i%cols, back[i], squares[i])
		}
	}
}

// Words that announce a table or picture stay on its page.
func TestLeadsIn(t *testing.T) {
	caption := &doc.Paragraph{Kind: doc.Caption, Text: plain("表1")}
	for _, c := range []struct {
		text string
		next doc.Block
		want bool
	}{
		{"如下：", caption, true}, {"如下：", &doc.Table{}, true}, {"如下：", &doc.Figure{}, true}, {"如下:", caption, true},
		{"如下。", caption, false}, {"如下：", par("一是"), false}, {"如下：", nil, false}, {"如下：", &doc.List{}, false},
	} {
		if got := keepsNext(par(c.text), c.next); got != c.want {
			t.Errorf("%s before %T: %v", c.text, c.next, got)
		}
	}
}
