package schema

import (
	"fmt"
	"strings"

	"golang.org/x/text/width"

	"nianbao/schema/form"
)

// FormText prints a form for reading: its sections, and each table drawn with
// its merged cells, the TOML keys of rows and columns beside their labels.
func FormText(f *form.Form) string {
	var b strings.Builder
	fmt.Fprintf(&b, "表式 %s　%s　%s\n", f.ID, f.Notice, formYears(f))
	tables := map[string]*form.Table{}
	for i := range f.Tables {
		tables[f.Tables[i].Key] = &f.Tables[i]
	}
	for _, s := range f.Sections {
		t := tables[s.Table]
		if t == nil {
			fmt.Fprintf(&b, "\n%s　[text] %s\n", s.Heading, s.Key)
			continue
		}
		fmt.Fprintf(&b, "\n%s　%s　[%s]\n", s.Heading, t.Name, t.Key)
		b.WriteString(drawTable(t))
	}
	return b.String()
}

// FormLine is one line about a form for the list of those known.
func FormLine(f *form.Form) string {
	return fmt.Sprintf("%s  %s  %s", f.ID, f.Notice, formYears(f))
}

func formYears(f *form.Form) string {
	if f.To == 0 {
		return fmt.Sprintf("%d 年起", f.From)
	}
	return fmt.Sprintf("%d 至 %d 年", f.From, f.To)
}

// widest is how many columns of a window a column of labels may take.
const widest = 26

// drawing is a table on a canvas of character cells.
type drawing struct {
	grid   *form.Grid
	texts  []string
	left   []int    // by grid column: where its text begins; one more at the end
	top    []int    // by grid row: where its text begins; one more at the end
	canvas [][]rune // 0 = covered by the wide character before
	lines  [][]int  // by canvas cell: which ways a rule leaves it
}

const (
	up = 1 << iota
	down
	before
	after
)

var boxes = map[int]rune{
	before | after: '─', up | down: '│', down | after: '┌', down | before: '┐', up | after: '└', up | before: '┘',
	up | down | after: '├', up | down | before: '┤', before | after | down: '┬', before | after | up: '┴', up | down | before | after: '┼',
}

func drawTable(t *form.Table) string {
	d := &drawing{grid: t.Grid()}
	d.label(t)
	d.measure()
	for i := range d.grid.Cells {
		d.put(i)
	}
	return d.String()
}

// label puts the keys of rows and columns behind their lowest labels.
func (d *drawing) label(t *form.Table) {
	rows := t.Rows()
	bands := map[*form.Row]*form.Band{}
	for b := range t.Bands {
		for r := range t.Bands[b].Rows {
			bands[&t.Bands[b].Rows[r]] = &t.Bands[b]
		}
	}
	d.texts = make([]string, len(d.grid.Cells))
	for i := range d.grid.Cells {
		d.texts[i] = d.grid.Cells[i].Text
	}
	done := map[int]bool{}
	for i := range d.grid.Cells {
		c := &d.grid.Cells[i]
		if c.Role != form.Data {
			continue
		}
		row := rows[c.FormRow]
		key := bands[row].Columns[c.FormColumn].Key
		stub, header := -1, -1
		for _, h := range c.Heads {
			switch d.grid.Cells[h].Role {
			case form.Stub:
				stub = h
			case form.Header:
				header = h
			}
		}
		if t.Flat { // the row's labels are headers too
			stub = c.Heads[len(row.Path)-1]
		}
		if header >= 0 && !done[header] {
			d.texts[header], done[header] = d.texts[header]+" "+key, true
		}
		if stub >= 0 && !done[stub] {
			d.texts[stub], done[stub] = d.texts[stub]+" "+row.Key, true
		}
	}
}

// measure finds the widths of columns and the heights of rows.
func (d *drawing) measure() {
	g := d.grid
	widths := make([]int, g.Cols)
	for i := range g.Cells {
		c := &g.Cells[i]
		limit := widest
		if c.Role != form.Stub {
			limit = 12
		}
		if c.ColSpan == 1 {
			widths[c.Col] = max(widths[c.Col], min(columns(d.texts[i]), limit), columns(longestWord(d.texts[i])))
		}
	}
	for i := range g.Cells { // a stub that spans needs room for its key
		c := &g.Cells[i]
		have := c.ColSpan - 1
		for _, w := range widths[c.Col : c.Col+c.ColSpan] {
			have += w
		}
		if need := columns(longestWord(d.texts[i])); have < need {
			widths[c.Col+c.ColSpan-1] += need - have
		}
	}
	d.left = edges(widths)
	heights := make([]int, g.Rows)
	for span := 1; span <= g.Rows; span++ {
		for i := range g.Cells {
			c := &g.Cells[i]
			if c.RowSpan != span {
				continue
			}
			have := span - 1
			for _, h := range heights[c.Row : c.Row+span] {
				have += h
			}
			if need := len(wrap(d.texts[i], d.left[c.Col+c.ColSpan]-d.left[c.Col]-1)); have < need {
				heights[c.Row+span-1] += need - have
			}
		}
	}
	d.top = edges(heights)
	for range d.top[g.Rows] {
		line := make([]rune, d.left[g.Cols])
		for x := range line {
			line[x] = ' '
		}
		d.canvas = append(d.canvas, line)
		d.lines = append(d.lines, make([]int, d.left[g.Cols]))
	}
}

// edges turns sizes into starts, one rule between neighbours and around all.
func edges(sizes []int) []int {
	at := make([]int, len(sizes)+1)
	at[0] = 1
	for i, size := range sizes {
		at[i+1] = at[i] + size + 1
	}
	return at
}

// put draws a cell: the rules around it and its text.
func (d *drawing) put(i int) {
	c := &d.grid.Cells[i]
	x0, x1 := d.left[c.Col]-1, d.left[c.Col+c.ColSpan]-1
	y0, y1 := d.top[c.Row]-1, d.top[c.Row+c.RowSpan]-1
	for x := x0; x < x1; x++ {
		for _, y := range []int{y0, y1} {
			d.lines[y][x] |= after
			d.lines[y][x+1] |= before
		}
	}
	for y := y0; y < y1; y++ {
		for _, x := range []int{x0, x1} {
			d.lines[y][x] |= down
			d.lines[y+1][x] |= up
		}
	}
	for n, line := range wrap(d.texts[i], x1-x0-1) {
		x := x0 + 1
		for _, r := range line {
			d.canvas[y0+1+n][x] = r
			if x++; columns(string(r)) == 2 {
				d.canvas[y0+1+n][x] = 0
				x++
			}
		}
	}
}

func (d *drawing) String() string {
	var b strings.Builder
	for y, line := range d.canvas {
		for x, r := range line {
			switch rule := boxes[d.lines[y][x]]; {
			case rule != 0:
				b.WriteRune(rule)
			case r != 0:
				b.WriteRune(r)
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// wrap breaks a text into lines of at most size columns: at spaces, or
// between Chinese characters, never within a key.
func wrap(text string, size int) []string {
	var lines []string
	line := ""
	add := func(piece string) {
		if line != "" && columns(line+piece) > size {
			lines, line = append(lines, strings.TrimRight(line, " ")), ""
			piece = strings.TrimLeft(piece, " ")
		}
		line += piece
	}
	word := ""
	for _, r := range text {
		if columns(string(r)) == 2 || r == ' ' {
			add(word)
			word = ""
			add(string(r))
			continue
		}
		word += string(r)
	}
	add(word)
	return append(lines, line)
}

func longestWord(text string) string {
	longest := ""
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || columns(string(r)) == 2 }) {
		if len(word) > len(longest) {
			longest = word
		}
	}
	if longest == "" && text != "" {
		return "一"
	}
	return longest
}

// columns is the width of s in a text window: two for Chinese characters.
func columns(s string) int {
	n := 0
	for _, r := range s {
		n++
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth:
			n++
		}
	}
	return n
}
