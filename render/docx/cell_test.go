package docx

import (
	"strconv"
	"strings"
	"testing"

	"nianbao/render/doc"
	"nianbao/render/length"
)

// Narrow cells: what is done so that numbers stay on one line, column heads
// break between words and the number of a label stands alone.
func TestFitCell(t *testing.T) {
	look := newTableLook("applications", gb9704.Tables["applications"]) // 9 pt
	for _, c := range []struct {
		text    string
		role    doc.Role
		measure length.Length
		want    fit
	}{
		{"0", doc.Data, 28 * length.Pt, fit{}},
		{"999999", doc.Data, 28 * length.Pt, fit{}},
		{"12345678", doc.Data, 28 * length.Pt, fit{size: 14}}, // 36 pt wide at 9 pt
		{"12（含3件）", doc.Data, 28 * length.Pt, fit{}},
		{"123456|（含3件）", doc.Data, 28 * length.Pt, fit{below: true}},
		{"12345678|（含3件）", doc.Data, 28 * length.Pt, fit{size: 14, below: true}},
		{"123|（含3件）", doc.Data, 28 * length.Pt, fit{}}, // the bracket has room
		{"总计", doc.Header, 28 * length.Pt, fit{}},
		{"商业企业", doc.Header, 28 * length.Pt, fit{sides: 55}}, // room for two and a half
		{"自然人", doc.Header, 28 * length.Pt, fit{}},
		{"结果维持", doc.Header, 20 * length.Pt, fit{}}, // two fit: nothing to do
		{"（三）不予公开", doc.Stub, 39 * length.Pt, fit{first: 150}},
		{"（三）不予公开", doc.Stub, 80 * length.Pt, fit{}},
		{"（三）不予公开信息", doc.Stub, 39 * length.Pt, fit{}}, // the rest needs two lines anyhow
		{"", doc.Data, 0, fit{}},
	} {
		cell := &doc.Cell{Role: c.role, Text: plain(c.text)}
		if number, note, ok := strings.Cut(c.text, "|"); ok {
			cell.Text = []doc.Inline{{Text: number}, {Text: note}}
		}
		if got := fitCell(cell, look.cells[c.role].text, c.measure); got != c.want {
			t.Errorf("%q: %+v, want %+v", c.text, got, c.want)
		}
	}
}

func TestLineCount(t *testing.T) {
	const size = 10 * length.Pt
	for _, c := range []struct {
		text    string
		measure length.Length
		want    length.Length
	}{
		{"", 50 * length.Pt, 1}, {"五个字的长", 50 * length.Pt, 1}, {"六个字的长度", 50 * length.Pt, 2},
		{"1234567890", 50 * length.Pt, 1}, {"12345678901", 50 * length.Pt, 2}, {"字", 0, 1}, {"两字", length.Pt, 2},
	} {
		if got := lineCount(c.text, size, c.measure); got != c.want {
			t.Errorf("%q in %d: %d lines, want %d", c.text, c.measure, got, c.want)
		}
	}
}

// A table that is to be whole and is a little too high for a page is set
// lower; one that is far too high is not, and may be cut.
func TestTighten(t *testing.T) {
	for _, c := range []struct {
		rows  int
		tight bool
		keep  bool
	}{{30, false, true}, {36, true, true}, {60, false, false}} {
		rows := make([]string, c.rows)
		for i := range rows {
			rows[i] = "第" + strconv.Itoa(i+1) + "行"
		}
		table := grid("applications", "说明", 1, []string{"甲", "乙"}, rows, func(r, c int) string { return "0" })
		table.Whole = true
		all, _, err := parts(made(t, &doc.Document{Blocks: []doc.Block{heading(1, "三、收到和处理"), table}}, Options{}))
		if err != nil {
			t.Fatal(err)
		}
		main := string(all["word/document.xml"])
		if got := strings.Contains(main, `<w:tblCellMar><w:top w:w="20" w:type="dxa"/><w:bottom w:w="20" w:type="dxa"/></w:tblCellMar>`); got != c.tight {
			t.Errorf("%d rows: tight %v, want %v", c.rows, got, c.tight)
		}
		if got := strings.Contains(main, "trHeight"); got == c.tight {
			t.Errorf("%d rows: least heights %v", c.rows, got)
		}
		if got := strings.Count(main, "<w:keepNext/>") > c.rows; got != c.keep {
			t.Errorf("%d rows: kept whole %v, want %v", c.rows, got, c.keep)
		}
	}
}

// A row whose figures are set small for their length is one line high.
func TestTableHeight(t *testing.T) {
	look := newTableLook("applications", gb9704.Tables["applications"])
	edges := []int{0, 622}
	for text, lines := range map[string]length.Length{"0": 1, "11398889": 1, "1436250879": 1, "12|（含3件）": 2, "11398889|（含3件）": 3} {
		cell := doc.Cell{RowSpan: 1, ColSpan: 1, Role: doc.Data, Text: plain(text)}
		if number, note, ok := strings.Cut(text, "|"); ok {
			cell.Text = []doc.Inline{{Text: number}, {Text: note}}
		}
		table := &doc.Table{Rows: make([]doc.TableRow, 1), Cells: []doc.Cell{cell}}
		want := max(look.style.MinRow, lines*look.style.Data.Pitch+2*look.style.PadY)
		if got := tableHeight(table, look, edges); got != want {
			t.Errorf("%s: %d high, want %d", text, got, want)
		}
	}
}

// In a table of even type all cells are as small as the longest number asks
// for; one that asks for much smaller type is set so alone.
func TestEven(t *testing.T) {
	edges := []int{0, 4000, 4800}
	for number, want := range map[string]int{"12345": 0, "1234567": 18, "12345678901": 0} {
		table := &doc.Table{Key: "prose", Even: true, Rows: make([]doc.TableRow, 1), Cells: []doc.Cell{
			{RowSpan: 1, ColSpan: 1, Text: plain("单位")}, {Col: 1, RowSpan: 1, ColSpan: 1, Text: plain(number)},
		}}
		look := newTableLook("prose", gb9704.Tables["prose"]).even(table, edges)
		if look.size != want {
			t.Errorf("%s: size %d, want %d", number, look.size, want)
		}
	}
}
