package render

import "strconv"

// kind of line.
type kind int

const (
	blank kind = iota
	plainLine
	headingLine
	quoteLine
	itemLine
	noteLine
	pictureLine
	ruleLine
	pipeLine // a row of a table, or what looks like one
)

func (l *line) kind() kind {
	if len(l.text) == 0 {
		return blank
	}
	switch l.text[0].r {
	case '#':
		if hashes, rest := l.hashes(); hashes <= 6 && len(rest) > 0 && isBlank(l.text[hashes].r) {
			return headingLine
		}
	case '>':
		if len(l.text) > 1 && isBlank(l.text[1].r) {
			return quoteLine
		}
	case '-', '*', '_':
		if l.isRule() {
			return ruleLine
		}
	case '!', '！':
		if last := l.text[len(l.text)-1].r; len(l.text) > 1 && l.text[1].r == '[' && (last == ')' || last == '）') {
			return pictureLine
		}
	case '[':
		if _, _, ok := l.noteDefinition(); ok {
			return noteLine
		}
	case '|':
		return pipeLine
	}
	if _, ok := l.item(); ok {
		return itemLine
	}
	return plainLine
}

func (l *line) hashes() (n int, rest []char) {
	for n < len(l.text) && l.text[n].r == '#' {
		n++
	}
	return n, newLine(l.text[n:]).text
}

// isRule tells --- and its like.
func (l *line) isRule() bool {
	n := 0
	for _, c := range l.text {
		if c.r == l.text[0].r {
			n++
		} else if c.r != ' ' {
			return false
		}
	}
	return n >= 3
}

// underlined tells a heading with a line of === below it.
func underlined(lines []line, i int) bool {
	if i+1 >= len(lines) || lines[i].kind() != plainLine || len(lines[i+1].text) < 3 {
		return false
	}
	for _, c := range lines[i+1].text {
		if c.r != '=' {
			return false
		}
	}
	return true
}

// noteDefinition cuts [^label]: from the text of a footnote.
func (l *line) noteDefinition() (label string, rest []char, ok bool) {
	if len(l.text) < 2 || l.text[1].r != '^' {
		return "", nil, false
	}
	for i := 2; i < len(l.text) && i < 40; i++ {
		switch r := l.text[i].r; {
		case r == ']':
			if i == 2 || i+1 >= len(l.text) || l.text[i+1].r != ':' && l.text[i+1].r != '：' {
				return "", nil, false
			}
			rest = newLine(l.text[i+2:]).text
			return plain(l.text[2:i]), rest, len(rest) > 0
		case r == '[' || r == ' ':
			return "", nil, false
		}
	}
	return "", nil, false
}

// item is the label of a list item and what follows it.
type item struct {
	number int // 0 = a bullet
	text   []char
}

func (l *line) item() (item, bool) {
	n := 0
	for n < len(l.text) && n < 4 && l.text[n].r >= '0' && l.text[n].r <= '9' {
		n++
	}
	var it item
	switch {
	case n > 0:
		if l.text[0].r == '0' || n == len(l.text) || l.text[n].r != '.' {
			return item{}, false
		}
		it.number, _ = strconv.Atoi(plain(l.text[:n]))
	case len(l.text) > 0 && (l.text[0].r == '-' || l.text[0].r == '*'):
	default:
		return item{}, false
	}
	if n++; n >= len(l.text) || l.text[n-1].r != '.' && n > 1 || l.text[n].r != ' ' {
		return item{}, false
	}
	it.text = newLine(l.text[n:]).text
	return it, true
}
