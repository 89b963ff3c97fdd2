package render

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// line is one line of prose as it was typed.
type line struct {
	text  []char // without the spaces around it
	lead  int    // spaces before it, less those that all lines have
	wide  bool   // full-width spaces before it: a paragraph begins
	hard  bool   // ends with two spaces or a backslash: a forced break follows
	slash bool   // the backslash
}

// splitLines cuts a text into its lines.
func splitLines(text []char) []line {
	var lines []line
	start, common := 0, -1
	for i := 0; i <= len(text); i++ {
		if i < len(text) && text[i].r != '\n' {
			continue
		}
		l := newLine(text[start:i])
		if len(l.text) > 0 && (common < 0 || l.lead < common) {
			common = l.lead
		}
		lines = append(lines, l)
		start = i + 1
	}
	for i := range lines {
		lines[i].lead = max(0, lines[i].lead-max(common, 0))
	}
	return lines
}

func newLine(text []char) line {
	var l line
	for len(text) > 0 && isBlank(text[0].r) {
		if text[0].r == '\u3000' {
			l.wide = true
		} else {
			l.lead++
		}
		text = text[1:]
	}
	spaces := 0
	for n := len(text); n > 0 && isBlank(text[n-1].r); n-- {
		if text[n-1].r == ' ' {
			spaces++
		}
		text = text[:n-1]
	}
	l.text = text
	l.slash = trailingSlashes(text)%2 == 1
	l.hard = len(text) > 0 && (spaces >= 2 || l.slash)
	return l
}

func trailingSlashes(text []char) int {
	n := 0
	for n < len(text) && text[len(text)-1-n].r == '\\' {
		n++
	}
	return n
}

func isBlank(r rune) bool { return r == ' ' || r == '\u3000' }

// width of the line in half-width characters, as an editor shows it.
func (l *line) width() int {
	w := l.lead
	if l.wide {
		w += 4
	}
	for _, c := range l.text {
		w++
		if wide(c.r) {
			w++
		}
	}
	return w
}

func (l *line) string() string { return plain(l.text) }

func plain(text []char) string {
	var b strings.Builder
	b.Grow(3 * len(text))
	for _, c := range text {
		b.WriteRune(c.r)
	}
	return b.String()
}

// wide tells characters that take a full square in Chinese text.
func wide(r rune) bool {
	return r >= 0x2E80 && !(r >= 0xFF61 && r <= 0xFFDC) || strings.ContainsRune("“”‘’—…·", r)
}

// closed tells whether the line ends a sentence: 。！？；： or …, with closing
// quotes or brackets after it, or a half-width mark after a Chinese character.
func (l *line) closed() bool {
	n := len(l.text)
	if n > 0 && l.text[n-1].r == ']' { // a footnote called after the stop
		for n > 1 && l.text[n-1].r != '[' {
			n--
		}
		n--
	}
	for n > 0 && strings.ContainsRune("”’）)》」』】\"*", l.text[n-1].r) {
		n--
	}
	if n == 0 {
		return false
	}
	r := l.text[n-1].r
	if strings.ContainsRune("。！？；：…", r) {
		return true
	}
	return strings.ContainsRune(".!?;:", r) && n > 1 && wide(l.text[n-2].r)
}

// heading tells whether the line is a sub-heading by its looks.
func (l *line) heading() bool {
	return len(l.text) <= 50 && headingLevel(strings.Trim(l.string(), "*")) > 0
}

// labelled tells whether the line begins with a label or the mark of an
// enumeration.
func (l *line) labelled() bool {
	s := strings.TrimLeft(plain(l.text[:min(len(l.text), 12)]), "*")
	first, _ := utf8.DecodeRuneInString(s)
	return labelLevel(s) > 0 || first >= '①' && first <= '⑳' || strings.ContainsRune("·•●○■□◆◇▪➢", first)
}

// open tells whether the line ends within a clause.
func (l *line) open() bool {
	n := len(l.text)
	return n > 0 && strings.ContainsRune("，、,（《“‘—-/第", l.text[n-1].r)
}

// joiner is what stands for a line break between two characters of one
// paragraph: nothing beside Chinese characters, a space between Latin ones.
func joiner(before, after rune) string {
	if wide(before) || wide(after) || strings.ContainsRune("-/_@", before) || strings.ContainsRune("/_@", after) {
		return ""
	}
	if unicode.IsSpace(before) || unicode.IsSpace(after) {
		return ""
	}
	return " "
}
