package docx

import "strconv"

// table: rows fill the grid, widths agree, merges have a head, cells end in a
// paragraph, header rows come first.
func (c *checker) table(name string, t *node) {
	var grid []int
	total := 0
	for _, g := range t.at("tblGrid").all("gridCol") {
		grid = append(grid, g.number("w"))
		total += g.number("w")
	}
	if w := t.at("tblPr", "tblW").number("w"); w != total {
		c.say("%s: table of %d on a grid of %d", name, w, total)
	}
	type place struct{ from, to int }
	above := map[place]bool{} // merges that reach down from the row above
	header := true
	for r, row := range t.kids {
		if row.name != "tr" {
			continue
		}
		isHeader := row.at("trPr", "tblHeader") != nil
		if isHeader && !header {
			c.say("%s: header row %d after a body row", name, r)
		}
		header = isHeader
		here := map[place]bool{}
		col := 0
		for _, cell := range row.kids {
			if cell.name != "tc" {
				continue
			}
			span := 1
			if v := cell.val("tcPr", "gridSpan"); v != "" {
				span, _ = strconv.Atoi(v)
			}
			at := place{col, col + span}
			col += span
			if col > len(grid) {
				continue
			}
			width := 0
			for _, w := range grid[at.from:at.to] {
				width += w
			}
			if got := cell.at("tcPr", "tcW").number("w"); got != width {
				c.say("%s: cell of %d on columns of %d", name, got, width)
			}
			if m := cell.at("tcPr", "vMerge"); m != nil {
				if m.attr["val"] != "restart" && !above[at] {
					c.say("%s: vMerge continues nothing of its width", name)
				}
				here[at] = true
			}
			if len(cell.kids) == 0 || cell.kids[len(cell.kids)-1].name != "p" {
				c.say("%s: cell does not end in a paragraph", name)
			}
		}
		if col != len(grid) {
			c.say("%s: row of %d on a grid of %d columns", name, col, len(grid))
		}
		above = here
	}
}
