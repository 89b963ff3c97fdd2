package pdf

import (
	"errors"
	"strconv"
)

// What a PDF object is read as: nil, bool, int, float64, name, string, array,
// dict, ref, and in content streams also operator.
type (
	name     string
	array    []any
	dict     map[string]any
	operator string
)

// maxDepth bounds how deep arrays and dictionaries may nest.
const maxDepth = 32

var (
	errSyntax = errors.New("PDF 文件损坏，或不是 PDF 文件")
	errEnd    = errors.New("PDF 文件不完整")
)

// lexer reads objects from PDF source (ISO 32000-1, 7.3). It goes by what our
// writer and common tools write, and gives an error for everything else.
type lexer struct {
	data  []byte
	at    int
	depth int
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

func (l *lexer) space() {
	for l.at < len(l.data) {
		c := l.data[l.at]
		if c == '%' {
			for l.at < len(l.data) && l.data[l.at] != '\n' && l.data[l.at] != '\r' {
				l.at++
			}
			continue
		}
		if !isSpace(c) {
			return
		}
		l.at++
	}
}

// take steps over the token when it comes next.
func (l *lexer) take(token string) bool {
	l.space()
	if len(l.data)-l.at < len(token) || string(l.data[l.at:l.at+len(token)]) != token {
		return false
	}
	l.at += len(token)
	return true
}

// word is what runs to the next space or delimiter.
func (l *lexer) word() string {
	start := l.at
	for l.at < len(l.data) && !isSpace(l.data[l.at]) && !isDelimiter(l.data[l.at]) {
		l.at++
	}
	return string(l.data[start:l.at])
}

// value reads the next object.
func (l *lexer) value() (any, error) {
	l.space()
	if l.at >= len(l.data) {
		return nil, errEnd
	}
	switch c := l.data[l.at]; {
	case l.take("<<"):
		return l.dict()
	case c == '/':
		return l.name(), nil
	case c == '(':
		return l.literal()
	case c == '<':
		return l.hex()
	case c == '[':
		return l.array()
	case isDelimiter(c):
		return nil, errSyntax
	}
	return l.plain()
}

// plain reads a number, a reference, a keyword or an operator.
func (l *lexer) plain() (any, error) {
	w := l.word()
	switch w {
	case "true":
		return true, nil
	case "false":
		return false, nil
	case "null":
		return nil, nil
	}
	if n, err := strconv.Atoi(w); err == nil {
		if n > 0 && l.generation() {
			return ref(n), nil
		}
		return n, nil
	}
	if c := w[0]; c == '+' || c == '-' || c == '.' || c >= '0' && c <= '9' {
		n, err := strconv.ParseFloat(w, 64)
		if err != nil {
			return nil, errSyntax
		}
		return n, nil
	}
	return operator(w), nil
}

// generation steps over "0 R", which makes the number before it a reference.
func (l *lexer) generation() bool {
	back := l.at
	l.space()
	if n, err := strconv.Atoi(l.word()); err == nil && n >= 0 {
		l.space()
		if l.word() == "R" {
			return true
		}
	}
	l.at = back
	return false
}

func (l *lexer) name() name {
	l.at++
	raw := l.word()
	var b []byte
	for i := 0; i < len(raw); i++ {
		if raw[i] == '#' && i+2 < len(raw) {
			if n, err := strconv.ParseUint(raw[i+1:i+3], 16, 8); err == nil {
				b = append(b, byte(n))
				i += 2
				continue
			}
		}
		b = append(b, raw[i])
	}
	return name(b)
}

// down and up count nesting.
func (l *lexer) down() error {
	if l.depth++; l.depth > maxDepth {
		return errSyntax
	}
	return nil
}

func (l *lexer) array() (any, error) {
	l.at++
	if err := l.down(); err != nil {
		return nil, err
	}
	defer func() { l.depth-- }()
	a := array{}
	for !l.take("]") {
		v, err := l.value()
		if err != nil {
			return nil, err
		}
		a = append(a, v)
	}
	return a, nil
}

func (l *lexer) dict() (any, error) {
	if err := l.down(); err != nil {
		return nil, err
	}
	defer func() { l.depth-- }()
	d := dict{}
	for !l.take(">>") {
		l.space()
		if l.at >= len(l.data) || l.data[l.at] != '/' {
			return nil, errSyntax
		}
		key := l.name()
		v, err := l.value()
		if err != nil {
			return nil, err
		}
		d[string(key)] = v
	}
	return d, nil
}

// literal reads a string in round brackets (7.3.4.2).
func (l *lexer) literal() (any, error) {
	l.at++
	var b []byte
	for open := 1; l.at < len(l.data); {
		c := l.data[l.at]
		l.at++
		switch c {
		case '\\':
			b = l.escape(b)
			continue
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				return string(b), nil
			}
		case '\r': // an end of line of any kind is a line feed
			c = '\n'
			if l.at < len(l.data) && l.data[l.at] == '\n' {
				l.at++
			}
		}
		b = append(b, c)
	}
	return nil, errEnd
}

// escape appends what stands after a backslash.
func (l *lexer) escape(b []byte) []byte {
	if l.at >= len(l.data) {
		return b
	}
	c := l.data[l.at]
	l.at++
	switch c {
	case 'n':
		return append(b, '\n')
	case 'r':
		return append(b, '\r')
	case 't':
		return append(b, '\t')
	case 'b':
		return append(b, '\b')
	case 'f':
		return append(b, '\f')
	case '\n':
		return b
	case '\r':
		if l.at < len(l.data) && l.data[l.at] == '\n' {
			l.at++
		}
		return b
	}
	if c < '0' || c > '7' {
		return append(b, c)
	}
	n := int(c - '0')
	for range 2 {
		if l.at >= len(l.data) || l.data[l.at] < '0' || l.data[l.at] > '7' {
			break
		}
		n = n<<3 | int(l.data[l.at]-'0')
		l.at++
	}
	return append(b, byte(n))
}

// hex reads a string in angle brackets (7.3.4.3).
func (l *lexer) hex() (any, error) {
	l.at++
	var b []byte
	half := -1
	for l.at < len(l.data) {
		c := l.data[l.at]
		l.at++
		if c == '>' {
			if half >= 0 {
				b = append(b, byte(half<<4))
			}
			return string(b), nil
		}
		if isSpace(c) {
			continue
		}
		n, err := strconv.ParseUint(string(c), 16, 8)
		if err != nil {
			return nil, errSyntax
		}
		if half < 0 {
			half = int(n)
			continue
		}
		b = append(b, byte(half<<4|int(n)))
		half = -1
	}
	return nil, errEnd
}
