package docx

import (
	"strconv"
	"unicode/utf8"
)

// buffer is a growing part: bytes are only ever appended. Markup is written as
// it is; text goes through text or attr.
type buffer struct{ b []byte }

func (x *buffer) put(markup ...string) {
	for _, s := range markup {
		x.b = append(x.b, s...)
	}
}

func (x *buffer) int(n int) { x.b = strconv.AppendInt(x.b, int64(n), 10) }

// num writes before, n, after: the usual shape of a numeric attribute.
func (x *buffer) num(before string, n int, after string) {
	x.b = append(x.b, before...)
	x.int(n)
	x.b = append(x.b, after...)
}

// hex writes a colour as RRGGBB.
func (x *buffer) hex(rgb uint32) {
	const digits = "0123456789ABCDEF"
	for shift := 20; shift >= 0; shift -= 4 {
		x.b = append(x.b, digits[rgb>>shift&15])
	}
}

// text writes character data. Characters that XML 1.0 (2.2, Char) forbids and
// bytes that are not UTF-8 are left out.
func (x *buffer) text(s string) {
	from := 0 // what is before it is written
	for i := 0; i < len(s); {
		n, instead := 1, ""
		switch c := s[i]; {
		case c >= utf8.RuneSelf:
			var r rune
			if r, n = utf8.DecodeRuneInString(s[i:]); allowed(r, n) {
				i += n
				continue
			}
		case c == '&':
			instead = "&amp;"
		case c == '<':
			instead = "&lt;"
		case c == '>':
			instead = "&gt;"
		case c == '\r': // a bare one would be read as a line feed (XML 1.0, 2.11)
			instead = "&#13;"
		case c >= ' ' || c == '\t' || c == '\n':
			i++
			continue
		}
		x.put(s[from:i], instead)
		i += n
		from = i
	}
	x.put(s[from:])
}

// attr writes an attribute value; line breaks and tabs become spaces, as any
// reader would make of them.
func (x *buffer) attr(s string) {
	from := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '"':
			x.text(s[from:i])
			x.put("&quot;")
			from = i + 1
		case '\t', '\n', '\r':
			x.text(s[from:i])
			x.put(" ")
			from = i + 1
		}
	}
	x.text(s[from:])
}

// allowed says whether a character decoded from n bytes may stand in XML 1.0.
// Decoding never yields surrogates or anything beyond U+10FFFF.
func allowed(r rune, n int) bool {
	if r == utf8.RuneError && n == 1 {
		return false
	}
	return r != 0xFFFE && r != 0xFFFF
}
