package render

import (
	"slices"
	"strings"

	"nianbao/render/doc"
)

// Widths of columns are told in half characters of the type of tables (5号),
// of which a line holds 84.
const (
	lineHalves   = 84
	columnPad    = 2  // white beside the text, and the rule
	shortColumn  = 12 // such columns take one line while there is room elsewhere
	leastColumn  = 8  // wider columns are not made narrower than this
	widestColumn = 40 // of a table that has room to spare
	longestWord  = 24 // longer ones, web addresses above all, are parted
)

// column is what the cells of a column ask for.
type column struct {
	all   []int // the widths of their texts
	most  int   // of the widest
	want  int   // what nine tenths of them take at most
	least int   // of the longest word or number
}

// columnsOf reads what the columns of a table ask for.
func columnsOf(t *doc.Table) []column {
	columns := make([]column, len(t.Widths))
	for i := range t.Cells {
		c := &columns[t.Cells[i].Col]
		s := doc.Plain(t.Cells[i].Text)
		c.all = append(c.all, width(s))
		c.least = max(c.least, wordWidth(s))
	}
	for i := range columns {
		c := &columns[i]
		slices.Sort(c.all)
		c.most = c.all[len(c.all)-1]
		c.want = c.all[(len(c.all)-1)*9/10]
		if c.most <= shortColumn {
			c.want = c.most
		}
		c.least = max(c.least, min(c.want, leastColumn), min(c.most, 4))
	}
	return columns
}

// columnWidths shares the line out among the columns: by what each asks for
// where that fits the line; else so that the long texts take equally many
// lines, as few as can be.
func columnWidths(columns []column) []int {
	widths := make([]int, len(columns))
	asked := 0
	for i, c := range columns {
		widths[i] = min(max(c.most, 4), widestColumn) + columnPad + 1
		asked += c.most + columnPad
	}
	if asked <= lineHalves {
		return widths
	}
	for lines := 1; ; lines++ {
		sum, more := 0, false
		for i, c := range columns {
			n := max(c.least, (c.want+lines-1)/lines)
			if c.want <= shortColumn {
				n = max(c.least, c.want)
			}
			more = more || n > c.least
			widths[i] = n + columnPad
			sum += widths[i]
		}
		if sum <= lineHalves {
			spread(widths, columns, lineHalves-sum)
			return widths
		}
		if !more || lines > lineHalves {
			break
		}
	}
	for i, c := range columns { // the type has to be made smaller, the white stays
		widths[i] = c.least + columnPad
		if c.most > c.least {
			widths[i]++
		}
	}
	return widths
}

// spread gives what is left of the line to the columns that take several
// lines, by what each lacks.
func spread(widths []int, columns []column, left int) {
	lack := 0
	for i, c := range columns {
		lack += max(c.most+columnPad-widths[i], 0)
	}
	for i, c := range columns {
		n := max(c.most+columnPad-widths[i], 0)
		if n > 0 {
			widths[i] += min(left*n/lack, n)
		}
	}
}

// wordWidth is the width of the longest stretch of a text that no line should
// part: a number with its unit, 〔2024〕3号, a Latin word.
func wordWidth(s string) int {
	longest, n := 0, 0
	before := ' '
	for _, r := range s {
		if mayPart(before, r) {
			n = 0
		}
		if r != ' ' {
			n += width(string(r))
		}
		before = r
		longest = max(longest, min(n, longestWord))
	}
	return longest
}

// mayPart says whether a line may end between two characters of a cell.
func mayPart(a, b rune) bool {
	switch {
	case a == ' ' || b == ' ':
		return true
	case strings.ContainsRune("（《〈“‘「〔【", a), strings.ContainsRune("，。、；：？！）》〉”’」〕】", b):
		return false
	case a == '〕', a >= '0' && a <= '9' && wide(b):
		return false
	}
	return wide(a) || wide(b)
}

// Short tables stay on one page. A long one has two rows below its header and
// two on its last page.
const (
	shortTable = 12 // lines
	lowRow     = 4
)

// keepRows says which rows stay together.
func keepRows(t *doc.Table) {
	sum := 0
	for _, w := range t.Widths {
		sum += w
	}
	lines := make([]int, len(t.Rows))
	for i := range t.Cells {
		c := &t.Cells[i]
		room := max(t.Widths[c.Col]*lineHalves/sum-columnPad, 2)
		lines[c.Row] = max(lines[c.Row], (width(doc.Plain(c.Text))+room-1)/room, 1)
	}
	all := 0
	for _, n := range lines {
		all += n
	}
	t.Whole = all <= shortTable
	if n := len(lines); n > 3 {
		for _, r := range [...]int{1, n - 2} {
			if lines[r] <= lowRow && lines[r+1] <= lowRow {
				t.Rows[r].KeepNext = true
			}
		}
	}
}
