// Package align lines up the rows of figures in a report file, so that the
// TOML looks like the printed table: numbers stand right-aligned under each
// other and under the short column names of a header comment.
//
// Only white space around keys, cells and comments changes. Values, the order
// of keys, comments, blank lines and prose stay byte for byte.
package align

import (
	"bytes"
	"errors"
	"reflect"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/rogpeppe/go-internal/diff"
	"golang.org/x/text/width"
)

// ErrSyntax is returned for input that is not valid TOML. schema.Load says
// what is wrong with it, and where.
var ErrSyntax = errors.New("不是有效的 TOML，没有整理")

// Format returns src with its rows lined up. names gives the short column
// names to write beside a table's header when it has none yet, by table key;
// it may be nil. Formatting what Format returned changes nothing.
func Format(src []byte, names map[string][]string) ([]byte, error) {
	before, err := decode(src)
	if err != nil {
		return nil, ErrSyntax
	}
	lines := scan(string(src))
	for start := 0; start < len(lines); {
		end := start + 1
		for end < len(lines) && lines[end].kind != header {
			end++
		}
		formatSection(lines[start:end], names)
		start = end
	}
	var out strings.Builder
	for i := range lines {
		out.WriteString(lines[i].text)
		out.WriteString(lines[i].end)
	}
	after, err := decode([]byte(out.String()))
	if err != nil || !reflect.DeepEqual(before, after) {
		return nil, errors.New("整理后内容会变，没有整理")
	}
	return []byte(out.String()), nil
}

// Diff returns the change from old to new as a unified diff, or nil.
func Diff(name string, old, new []byte) []byte {
	return diff.Diff(name, old, name, new)
}

func decode(src []byte) (map[string]any, error) {
	var v map[string]any
	_, err := toml.NewDecoder(bytes.NewReader(src)).Decode(&v)
	return v, err
}

// overflow is the width in columns above which a cell (one with a note, say)
// does not widen its column; it pushes the rest of its own row to the right.
const overflow = 14

// grid is the layout shared by the rows of one section.
type grid struct {
	key    int   // width of the keys
	cells  []int // width of each column
	ending int   // column where trailing comments stand
}

func formatSection(lines []line, names map[string][]string) {
	g := measure(lines)
	if g == nil {
		return
	}
	nameColumns(lines, g, names)
	for i := range lines {
		if lines[i].kind == row && len(lines[i].cells) > 0 {
			g.ending = max(g.ending, columns(rowText(&lines[i], g)))
		}
	}
	for i := range lines {
		switch l := &lines[i]; {
		case l.names != nil && l.kind == comment:
			l.text = namesText("", l.names, g)
		case l.names != nil:
			l.text = namesText(l.key, l.names, g)
		case l.kind == row:
			l.text = rowText(l, g)
			if l.comment != "" {
				l.text += pad(max(2, g.ending+2-columns(l.text))) + l.comment
			}
		}
	}
}

// measure finds the widths of the section's keys and cells; nil: no rows. The
// figure of a row that has but one (收费金额) does not widen the others' column.
func measure(lines []line) *grid {
	var g *grid
	for i := range lines {
		l := &lines[i]
		if l.kind != row {
			continue
		}
		if g == nil {
			g = &grid{}
		}
		g.key = max(g.key, columns(l.key))
		if len(l.cells) > 1 {
			for n, cell := range l.cells {
				g.widen(n, cell)
			}
		}
	}
	return g
}

func (g *grid) widen(n int, cell string) {
	if n == len(g.cells) {
		g.cells = append(g.cells, 1)
	}
	if w := columns(cell); w <= overflow {
		g.cells[n] = max(g.cells[n], w)
	}
}

// nameColumns finds the comments that hold column names: as many words as the
// next row has cells, beside the table's header (where the total may be one
// name more) or on the line above the row.
// A table that has none gets its names beside its header.
func nameColumns(lines []line, g *grid, names map[string][]string) {
	found := false
	for i := range lines {
		l := &lines[i]
		words := strings.Fields(strings.TrimPrefix(l.comment, "#"))
		if len(words) < 2 || l.kind != header && l.kind != comment {
			continue
		}
		n := nextCells(lines[i+1:], l.kind == header)
		if k := len(words); n == 0 || k != n && k != len(g.cells) && (k != n+1 || l.kind == comment) {
			continue
		}
		l.names, found = words, true
	}
	if l := &lines[0]; !found && l.kind == header && l.comment == "" && uniform(lines) {
		add := names[strings.Trim(l.key, "[] \t")]
		if n := len(add) - len(g.cells); len(g.cells) > 1 && (n == 0 || n == 1) {
			l.names = add
		}
	}
	for i := range lines {
		l := &lines[i]
		if l.names == nil {
			continue
		}
		if l.kind == header {
			g.key = max(g.key, columns(l.key)-2)
		}
		for n, name := range l.names {
			g.widen(n, name)
		}
	}
}

// nextCells is the number of cells of the row that follows: the next line, or,
// when far is set, the next row however far.
func nextCells(lines []line, far bool) int {
	for i := range lines {
		if lines[i].kind == row && len(lines[i].cells) > 0 {
			return len(lines[i].cells)
		}
		if !far {
			return 0
		}
	}
	return 0
}

// uniform reports whether the filled rows have one set of columns, give or
// take a total that is left out.
func uniform(lines []line) bool {
	least, most := -1, 0
	for i := range lines {
		n := len(lines[i].cells)
		if lines[i].kind != row || n == 0 {
			continue
		}
		most = max(most, n)
		if least < 0 || n < least {
			least = n
		}
	}
	return most-least <= 1
}

func rowText(l *line, g *grid) string {
	text := l.indent + l.key + pad(g.key-columns(l.key)) + " = [ "
	for n, cell := range l.cells {
		if n > 0 {
			text += ", "
		}
		if n < len(g.cells) {
			text += pad(g.cells[n] - columns(cell))
		}
		text += cell
	}
	if len(l.cells) == 0 {
		return text + "]"
	}
	return text + " ]"
}

func namesText(key string, names []string, g *grid) string {
	text := key + pad(g.key+3-columns(key)) + "# "
	for n, name := range names {
		if n > 0 {
			text += "  "
		}
		text += pad(g.cells[n]-columns(name)) + name
	}
	return text
}

func pad(n int) string { return strings.Repeat(" ", max(n, 0)) }

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
