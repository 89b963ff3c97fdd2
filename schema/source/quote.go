package source

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// quoted reads a string of any of the four sorts at s.pos and returns its end.
func (s *scanner) quoted() (int, bool) {
	start, quote := s.pos, s.src[s.pos]
	triple := strings.HasPrefix(s.src[s.pos:], strings.Repeat(string(quote), 3))
	s.pos++
	if triple {
		s.pos += 2
	}
	for s.pos < len(s.src) {
		switch c := s.src[s.pos]; {
		case c == quote && !triple:
			s.pos++
			return s.pos, true
		case c == quote:
			n := s.run(quote)
			s.pos += n
			if n > 5 {
				s.fail(s.pos-n, s.pos, "文本里连着的引号太多，看不出在哪里结束", "在两个引号之间隔开，或改用另一种引号")
				return 0, false
			}
			if n >= 3 {
				return s.pos, true
			}
		case c == '\\' && quote == '"':
			if !s.escape(triple) {
				return 0, false
			}
		case c == '\n' && !triple || c == '\r' && !triple:
			s.unclosedLine(start)
			return 0, false
		case c < ' ' && c != '\t' && c != '\n' && !(c == '\r' && strings.HasPrefix(s.src[s.pos:], "\r\n")) || c == 0x7f:
			s.fail(s.pos, s.pos+1, "文本里有看不见的控制字符（U+"+hex4(rune(c))+"）", "删去这个字符；多半是从别处粘贴带来的")
			return 0, false
		default:
			s.pos++
		}
	}
	if triple {
		s.fail(start, start+3, "多行文本没有结束：直到文件末尾也没有第二组三个引号", "在正文最后另起一行写上同样的三个引号")
	} else {
		s.unclosedLine(start)
	}
	return 0, false
}

// run counts the bytes c in a row.
func (s *scanner) run(c byte) int {
	n := 0
	for s.pos+n < len(s.src) && s.src[s.pos+n] == c {
		n++
	}
	return n
}

func (s *scanner) unclosedLine(start int) {
	line := strings.TrimRight(s.src[start:s.pos], " \t")
	if strings.ContainsAny(line, "”“") {
		s.fail(start, s.pos, "文本没有用半角引号结束，行里有中文引号", "文本两头都用半角引号 \"")
		return
	}
	s.fail(start, s.pos, "文本到行末还没有结束的引号", "在文本后面补上引号；文本有好几行时，前后各用三个引号 '''")
}

// escape steps over a backslash escape.
func (s *scanner) escape(triple bool) bool {
	rest := s.src[s.pos+1:]
	if triple {
		if line := strings.TrimLeft(rest, " \t"); strings.HasPrefix(line, "\n") || strings.HasPrefix(line, "\r\n") {
			s.pos++ // a backslash at the line's end joins lines
			return true
		}
	}
	r, n := utf8.DecodeRuneInString(rest)
	if strings.ContainsRune(`btnfre"\`, r) && n > 0 {
		s.pos += 2
		return true
	}
	if digits := hexDigits(r); digits > 0 && len(rest) > digits {
		if v, err := strconv.ParseUint(rest[1:1+digits], 16, 32); err == nil && utf8.ValidRune(rune(v)) {
			s.pos += 2 + digits
			return true
		}
	}
	s.fail(s.pos, s.pos+1+n, "双引号文本里的“\\”是转义符，“"+s.src[s.pos:s.pos+1+n]+"”没有这种写法",
		"要写反斜杠本身就写两个“\\\\”，或把文本改用单引号 '")
	return false
}

// hexDigits is the number of digits after \x, \u and \U.
func hexDigits(r rune) int {
	switch r {
	case 'x':
		return 2
	case 'u':
		return 4
	case 'U':
		return 8
	}
	return 0
}

func hex4(r rune) string {
	h := strings.ToUpper(strconv.FormatInt(int64(r), 16))
	return strings.Repeat("0", max(0, 4-len(h))) + h
}

// Quote writes s as a basic TOML string on one line.
func Quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range strings.ToValidUTF8(s, "�") {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// unquote is the value of a string written in valid TOML, quotes included.
func unquote(token string) (string, bool) {
	if !strings.Contains(token, `\`) && len(token) >= 2 {
		return token[1 : len(token)-1], true
	}
	var b strings.Builder
	eachRune(token, func(_ int, r rune) bool {
		b.WriteRune(r)
		return true
	})
	return b.String(), true
}

// eachRune calls visit with every character of the string's value and the
// offset in token where it is written, until visit returns false.
func eachRune(token string, visit func(at int, r rune) bool) {
	quote, n := token[:1], 1
	if len(token) >= 6 && strings.HasPrefix(token, strings.Repeat(quote, 3)) {
		n = 3
	}
	i, end := n, len(token)-n
	if n == 3 && strings.HasPrefix(token[i:end], "\r\n") {
		i += 2
	} else if n == 3 && strings.HasPrefix(token[i:end], "\n") {
		i++
	}
	for i < end {
		r, size := utf8.DecodeRuneInString(token[i:end])
		if r == '\\' && quote == `"` {
			if after, joined := joinLines(token, i, end); joined {
				i = after
				continue
			}
			r, size = unescape(token[i:end])
		}
		if !visit(i, r) {
			return
		}
		i += size
	}
}

// joinLines skips a backslash at a line's end with the white space after it.
func joinLines(token string, i, end int) (int, bool) {
	rest := strings.TrimLeft(token[i+1:end], " \t\r\n")
	after := end - len(rest)
	return after, strings.Contains(token[i+1:after], "\n")
}

// unescape returns the character that s starts with and its length in s.
func unescape(s string) (rune, int) {
	if len(s) < 2 {
		return '\\', len(s)
	}
	if digits := hexDigits(rune(s[1])); digits > 0 && len(s) >= 2+digits {
		v, _ := strconv.ParseUint(s[2:2+digits], 16, 32)
		return rune(v), 2 + digits
	}
	if i := strings.IndexByte("btnfre", s[1]); i >= 0 {
		return rune("\b\t\n\f\r\x1b"[i]), 2
	}
	return rune(s[1]), 2
}
