package render

// paragraphs cuts neighbouring lines into paragraphs. Two kinds of text come
// out of clerks' hands: one paragraph a line, as pasted from Word; and lines
// cut at an equal width, as typed in an editor or copied from a PDF.
func paragraphs(lines []line) [][]line {
	w := measure(lines)
	var all [][]line
	start := 0
	for i := 0; i+1 < len(lines); i++ {
		if w.ends(lines, i) {
			all = append(all, lines[start:i+1])
			start = i + 1
		}
	}
	return append(all, lines[start:])
}

// widths is what the widths of a group of lines say about it.
type widths struct {
	most  int  // half-width characters of the widest line
	full  int  // a line of this width or more is full
	equal bool // the lines are cut at an equal width
}

// measure compares the lines that end inside a sentence: when they are the
// most and two thirds of them nearly as wide as the widest line, the width has
// cut them.
func measure(lines []line) widths {
	var w widths
	for i := range lines {
		w.most = max(w.most, lines[i].width())
	}
	w.full = w.most - min(12, w.most/4)
	cut, full, closed := 0, 0, 0
	for i := range lines[:len(lines)-1] {
		l := &lines[i]
		switch {
		case l.closed():
			closed++
		case l.hard, l.heading():
		default:
			cut++
			if l.width() >= w.full {
				full++
			}
		}
	}
	w.equal = cut > closed && 3*full >= 2*cut
	return w
}

// pasted is the width from which a line is too wide to have been cut: such
// text has one paragraph a line.
const pasted = 90

// ends tells whether a paragraph ends with line i, which is not the last.
func (w widths) ends(lines []line, i int) bool {
	l, next := &lines[i], &lines[i+1]
	short := l.width() < w.full
	switch {
	case next.wide, next.lead >= l.lead+2:
		return true
	case l.closed():
		return !w.equal || short
	case l.hard, l.open():
		return false
	case w.equal:
		return short && (l.heading() || next.labelled())
	}
	return l.heading() || next.labelled() || w.most >= pasted && short
}
