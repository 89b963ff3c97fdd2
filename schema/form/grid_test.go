package form

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// gridText draws a grid: one line a cell, data cells of a row together.
func gridText(t *Table) string {
	g := t.Grid()
	rows := t.Rows()
	columns := map[*Row][]Column{}
	for b := range t.Bands {
		for r := range t.Bands[b].Rows {
			columns[&t.Bands[b].Rows[r]] = t.Bands[b].Columns
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s: %d rows × %d columns, %d header rows, %d stub columns\n", t.Key, t.Name, g.Rows, g.Cols, g.Head, g.Stub)
	names := []string{"data", "header", "stub", "title", "corner"}
	for i := range g.Cells {
		c := &g.Cells[i]
		if i == 0 || c.Row != g.Cells[i-1].Row {
			keep := ""
			if g.Keep[c.Row] {
				keep = " keep with next"
			}
			fmt.Fprintf(&b, "row %d%s\n", c.Row, keep)
		}
		span := fmt.Sprintf("%d", c.Col)
		if c.ColSpan > 1 {
			span += fmt.Sprintf("–%d", c.Col+c.ColSpan-1)
		}
		if c.RowSpan > 1 {
			span += fmt.Sprintf(" ×%d", c.RowSpan)
		}
		text := c.Text
		if c.Role == Data {
			row := rows[c.FormRow]
			text = row.Key + "." + columns[row][c.FormColumn].Key
		}
		fmt.Fprintf(&b, "  %-8s %s %s\n", span, names[c.Role], text)
	}
	return b.String()
}

func TestGridGolden(t *testing.T) {
	for _, f := range All() {
		for i := range f.Tables {
			name := filepath.Join("testdata", f.ID+"-"+f.Tables[i].Key+".txt")
			got := gridText(&f.Tables[i])
			if *update {
				if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(name)
			if err != nil || string(want) != got {
				t.Errorf("%s differs: %v\n%s", name, err, got)
			}
		}
	}
}

// TestGridCells: every figure of a form stands in its table once, under the
// labels of its row and column and no others.
func TestGridCells(t *testing.T) {
	for _, f := range append(All(), third(t)) {
		for i := range f.Tables {
			table := &f.Tables[i]
			g := table.Grid()
			if err := g.Validate(); err != nil {
				t.Errorf("%s %s: %v", f.ID, table.Key, err)
			}
			seen := map[[2]int]bool{}
			row := 0
			for b := range table.Bands {
				band := &table.Bands[b]
				for r := range band.Rows {
					for c := range band.Columns {
						cell := dataCell(g, row, c)
						if cell == nil || seen[[2]int{cell.Row, cell.Col}] {
							t.Fatalf("%s %s: no cell of its own for %s.%s", f.ID, table.Key, band.Rows[r].Key, band.Columns[c].Key)
						}
						seen[[2]int{cell.Row, cell.Col}] = true
						var want []string
						if band.Title != "" {
							want = append(want, band.Title)
						}
						if table.Flat {
							want = slices.Concat(want, band.Rows[r].Path, band.Columns[c].Path)
						} else {
							want = slices.Concat(want, band.Columns[c].Path, band.Rows[r].Path)
						}
						if got := headTexts(g, cell); !slices.Equal(got, want) {
							t.Errorf("%s %s.%s is headed by %q, want %q", f.ID, band.Rows[r].Key, band.Columns[c].Key, got, want)
						}
					}
					row++
				}
			}
		}
	}
}

func dataCell(g *Grid, row, column int) *Cell {
	for i := range g.Cells {
		if c := &g.Cells[i]; c.Role == Data && c.FormRow == row && c.FormColumn == column {
			return c
		}
	}
	return nil
}

func headTexts(g *Grid, c *Cell) []string {
	var texts []string
	for _, i := range c.Heads {
		texts = append(texts, g.Cells[i].Text)
	}
	return texts
}

// TestGridHeads: labels are headed by the labels above them.
func TestGridHeads(t *testing.T) {
	g := Find("2021").Tables[0].Grid()
	for i := range g.Cells {
		if c := &g.Cells[i]; c.Text == "行政处罚" {
			if got := headTexts(g, c); !slices.Equal(got, []string{"第二十条第（六）项", "信息内容"}) {
				t.Errorf("行政处罚 is headed by %q", got)
			}
		}
	}
	g = Find("2021").Tables[1].Grid()
	for i := range g.Cells {
		c := &g.Cells[i]
		switch c.Text {
		case "1.属于国家秘密":
			if got := headTexts(g, c); !slices.Equal(got, []string{"三、本年度办理结果", "（三）不予公开"}) {
				t.Errorf("%s is headed by %q", c.Text, got)
			}
		case "商业企业":
			if got := headTexts(g, c); !slices.Equal(got, []string{"申请人情况", "法人或其他组织"}) {
				t.Errorf("%s is headed by %q", c.Text, got)
			}
		}
	}
}
