package pdf

import (
	"fmt"

	"nianbao/render/frame"
)

// checkTable refuses a table whose parts are out of order, or whose cells do
// not cover a grid exactly once (ISO 14289-1, 7.2 and 7.5).
func checkTable(table *frame.Node) error {
	fail := func(format string, args ...any) error {
		return fmt.Errorf("PDF：表格“%s”"+format, append([]any{table.Title}, args...)...)
	}
	var rows []*frame.Node
	heads, bodies := 0, 0
	for i, part := range table.Kids {
		switch part.Role {
		case "Caption":
			if i > 0 && i < len(table.Kids)-1 {
				return fail("的表题不在表首或表尾")
			}
		case "THead":
			heads++
			rows = append(rows, part.Kids...)
		case "TBody":
			bodies++
			rows = append(rows, part.Kids...)
		case "TR":
			rows = append(rows, part)
		}
	}
	if heads > 1 || heads > 0 && bodies == 0 {
		return fail("应有一个表头，表头之下应有表体")
	}
	// open is how many rows each column is still covered for from above.
	var open []int
	for i, row := range rows {
		col := 0
		for _, cell := range row.Kids {
			for col < len(open) && open[col] > 0 {
				col++
			}
			for range max(1, cell.ColSpan) {
				if i == 0 {
					open = append(open, 0)
				}
				if col >= len(open) || open[col] > 0 {
					return fail("第 %d 行的单元格超出表格或相互重叠", i+1)
				}
				open[col] = max(1, cell.RowSpan)
				col++
			}
		}
		for k := range open {
			if open[k] == 0 {
				return fail("第 %d 行第 %d 列没有单元格", i+1, k+1)
			}
			open[k]--
		}
	}
	for k, n := range open {
		if n > 0 {
			return fail("第 %d 列的单元格伸出表格之下", k+1)
		}
	}
	return nil
}
