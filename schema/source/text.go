package source

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// Name is the severity in Chinese.
func (s Severity) Name() string {
	switch s {
	case Error:
		return "错误"
	case Warning:
		return "警告"
	}
	return "提示"
}

// A printed finding shows at most so many related places and columns.
const (
	maxRelated = 8
	maxColumns = 100
)

// WriteText writes the findings, sorted, for people: the message, the source
// lines with the places marked, the basis and what to do.
func (l List) WriteText(w io.Writer) error {
	out := bufio.NewWriter(w)
	for i, f := range l.Sorted() {
		if i > 0 {
			out.WriteByte('\n')
		}
		f.writeText(out)
	}
	return out.Flush()
}

// spot is a place to be marked in a printed source line.
type spot struct {
	Place
	mark  string // "^" or "-"
	label string
}

func (f *Finding) writeText(out *bufio.Writer) {
	fmt.Fprintf(out, "%s %s  %s\n", f.Severity.Name(), f.Code, f.Message)
	spots, more := f.spots()
	gutter := 1
	for _, s := range spots {
		gutter = max(gutter, len(fmt.Sprint(s.Line)))
	}
	space := strings.Repeat(" ", gutter)
	if f.Place.Line > 0 {
		fmt.Fprintf(out, "%s--> %s:%d:%d\n", space, f.Place.File, f.Place.Line, f.Place.Column)
	} else if f.Place.File != "" {
		fmt.Fprintf(out, "%s--> %s\n", space, f.Place.File)
	}
	if len(spots) > 0 {
		fmt.Fprintf(out, "%s |\n", space)
	}
	file := f.Place.File
	for len(spots) > 0 {
		n := 1
		for n < len(spots) && spots[n].File == spots[0].File && spots[n].Line == spots[0].Line {
			n++
		}
		if spots[0].File != file {
			file = spots[0].File
			fmt.Fprintf(out, "%s::: %s:%d:%d\n", space, file, spots[0].Line, spots[0].Column)
		}
		writeLine(out, spots[:n], gutter)
		spots = spots[n:]
	}
	if more > 0 {
		fmt.Fprintf(out, "%s | …… 另有 %d 格\n", space, more)
	}
	if f.Basis != "" {
		fmt.Fprintf(out, "%s = 依据：%s\n", space, f.Basis)
	}
	for _, help := range f.Help {
		fmt.Fprintf(out, "%s = 办法：%s\n", space, help)
	}
}

// spots gathers the places to show, those of the primary's file first, by
// line and column, and how many are left out.
func (f *Finding) spots() (spots []spot, more int) {
	if f.Place.Line > 0 && f.Place.Text != "" {
		spots = append(spots, spot{Place: f.Place, mark: "^"})
	}
	for _, n := range f.Related {
		switch {
		case len(spots) > 0 && n.Place == spots[0].Place && spots[0].mark == "^":
			spots[0].label = n.Message
		case n.Place.Line == 0 || n.Place.Text == "":
		case len(spots) > maxRelated:
			more++
		default:
			spots = append(spots, spot{Place: n.Place, mark: "-", label: n.Message})
		}
	}
	slices.SortStableFunc(spots, func(a, b spot) int {
		if a.File != b.File {
			switch f.Place.File {
			case a.File:
				return -1
			case b.File:
				return 1
			}
			return strings.Compare(a.File, b.File)
		}
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		return a.Column - b.Column
	})
	return spots, more
}

// writeLine writes one source line, with marks under its spots and the labels
// behind them.
func writeLine(out *bufio.Writer, spots []spot, gutter int) {
	text := []rune(spots[0].Text)
	from, to := window(text, spots)
	head, tail := "", ""
	if from > 0 {
		head = "…"
	}
	if to < len(text) {
		tail = "…"
	}
	fmt.Fprintf(out, "%*d | %s%s%s\n", gutter, spots[0].Line, head, printable(text[from:to]), tail)

	marks := strings.Repeat(" ", columns([]rune(head)))
	var labels []string
	at := from
	for _, s := range spots {
		start := min(s.Column-1, len(text))
		end := min(max(start+s.Width, start+1), max(to, start+1))
		if s.label != "" {
			labels = append(labels, s.label)
		}
		if start < at || start > to {
			continue
		}
		for ; at < start; at++ {
			marks += blankFor(text[at])
		}
		n := 0
		for ; at < end; at++ {
			if at < len(text) {
				n += runeColumns(text[at])
			}
		}
		marks += strings.Repeat(s.mark, max(1, n))
	}
	line := fmt.Sprintf("%*s | %s %s", gutter, "", marks, strings.Join(labels, "；"))
	fmt.Fprintln(out, strings.TrimRight(line, " "))
}

// window chooses the part of a long line to show: the spots with some text
// before and after.
func window(text []rune, spots []spot) (from, to int) {
	if columns(text) <= maxColumns {
		return 0, len(text)
	}
	start := min(spots[0].Column-1, len(text))
	from = start
	for n := 0; from > 0 && n < maxColumns/3; from-- {
		n += runeColumns(text[from-1])
	}
	to = from
	for n := 0; to < len(text) && n < maxColumns; to++ {
		n += runeColumns(text[to])
	}
	return from, to
}

// printable keeps control characters from the terminal.
func printable(text []rune) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\t' || r == '\u202e' {
			return '\ufffd'
		}
		return r
	}, string(text))
}

// blankFor is white space as wide as r.
func blankFor(r rune) string {
	if r == '\t' {
		return "\t"
	}
	return strings.Repeat(" ", runeColumns(r))
}

func columns(text []rune) int {
	n := 0
	for _, r := range text {
		n += runeColumns(r)
	}
	return n
}

// runeColumns is the width of r on a terminal: two for Chinese characters,
// none for combining marks.
func runeColumns(r rune) int {
	if unicode.Is(unicode.Mn, r) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}
