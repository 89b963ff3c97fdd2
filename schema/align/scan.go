package align

import "strings"

type kind int

const (
	other   kind = iota // kept as it stands; may run over many lines
	comment             // a comment alone on its line
	header              // [table] or [[table]]
	row                 // key = [ cells ] on one line
)

// line is one logical line of a TOML file: text and line end together are the
// bytes of the file.
type line struct {
	kind    kind
	text    string // without the line end
	end     string // "\n", "\r\n" or "" at the end of the file
	indent  string // white space before the key of a row
	key     string // a row's key, or a header with its brackets
	cells   []string
	comment string   // with its #
	names   []string // column names, when the comment holds them
}

// scan splits a valid TOML text into logical lines.
func scan(src string) []line {
	var lines []line
	for len(src) > 0 {
		n := lineEnd(src)
		l := line{text: src[:n]}
		if cut := strings.TrimSuffix(l.text, "\n"); cut != l.text {
			l.text, l.end = cut, "\n"
			if cut := strings.TrimSuffix(l.text, "\r"); cut != l.text {
				l.text, l.end = cut, "\r\n"
			}
		}
		l.read()
		lines = append(lines, l)
		src = src[n:]
	}
	return lines
}

// lineEnd is the length of the first logical line: a key with all of its
// value, with the line feed.
func lineEnd(s string) int {
	depth, header := 0, strings.HasPrefix(strings.TrimLeft(s, " \t"), "[")
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c == '\n' && (depth == 0 || header):
			return i + 1
		case c == '#':
			i = commentEnd(s, i)
			continue
		case c == '"' || c == '\'':
			i = stringEnd(s, i)
			continue
		case c == '[' || c == '{':
			depth++
		case c == ']' || c == '}':
			depth--
		}
		i++
	}
	return len(s)
}

func commentEnd(s string, i int) int {
	if n := strings.IndexByte(s[i:], '\n'); n >= 0 {
		return i + n
	}
	return len(s)
}

// stringEnd returns the index behind the string, of any of the four sorts,
// that starts at i.
func stringEnd(s string, i int) int {
	quote := s[i : i+1]
	if triple := strings.Repeat(quote, 3); strings.HasPrefix(s[i:], triple) {
		quote = triple
	}
	for j := i + len(quote); j < len(s); {
		switch {
		case s[j] == '\\' && quote[0] == '"':
			j += 2
		case strings.HasPrefix(s[j:], quote):
			j += len(quote)
			for n := 0; len(quote) == 3 && n < 2 && j < len(s) && s[j] == quote[0]; n++ {
				j++ // up to two quotes may end the text of a multi-line string
			}
			return j
		default:
			j++
		}
	}
	return len(s)
}

// read finds out what the line is.
func (l *line) read() {
	text := strings.TrimLeft(l.text, " \t")
	switch {
	case text == "" || strings.Contains(l.text, "\n"):
	case text[0] == '#':
		l.kind, l.comment = comment, text
	case text[0] == '[':
		at := cut(text, '#')
		l.kind, l.key, l.comment = header, strings.TrimRight(text[:at], " \t"), text[at:]
	default:
		at := cut(text, '=')
		if at == len(text) {
			return
		}
		value := strings.TrimLeft(text[at+1:], " \t")
		end := cut(value, '#')
		cells, ok := splitCells(strings.TrimRight(value[:end], " \t"))
		if !ok {
			return
		}
		l.kind, l.cells, l.comment = row, cells, value[end:]
		l.indent = l.text[:len(l.text)-len(text)]
		l.key = strings.TrimRight(text[:at], " \t")
	}
}

// cut returns the index of the first c outside strings and brackets, or len(s).
func cut(s string, c byte) int {
	depth := 0
	for i := 0; i < len(s); {
		switch {
		case s[i] == c && depth == 0:
			return i
		case s[i] == '"' || s[i] == '\'':
			i = stringEnd(s, i)
			continue
		case s[i] == '[' || s[i] == '{':
			depth++
		case s[i] == ']' || s[i] == '}':
			depth--
		}
		i++
	}
	return len(s)
}

// splitCells splits an array into its elements; false if it is no row of
// figures.
func splitCells(s string) ([]string, bool) {
	if len(s) < 2 || s[0] != '[' || s[len(s)-1] != ']' {
		return nil, false
	}
	var cells []string
	for rest := strings.TrimSpace(s[1 : len(s)-1]); rest != ""; {
		at := cut(rest, ',')
		cell := strings.TrimSpace(rest[:at])
		if !figure(cell) {
			return nil, false
		}
		cells = append(cells, cell)
		rest = strings.TrimSpace(rest[min(at+1, len(rest)):])
	}
	return cells, true
}

// figure reports whether an array element can be a cell: a number, digits as
// text, or a table with value and note.
func figure(s string) bool {
	if s == "" {
		return false
	}
	if s[0] == '"' || s[0] == '\'' {
		return strings.Trim(s, `"'0123456789.,+-`) == ""
	}
	return s[0] == '{' || s[0] == '+' || s[0] == '-' || '0' <= s[0] && s[0] <= '9'
}
