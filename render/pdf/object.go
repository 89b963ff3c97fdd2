package pdf

import (
	"strconv"
	"unicode/utf16"

	"nianbao/render/length"
)

// ref is the number of an indirect object. Generations are always 0.
type ref int

// buf is PDF source being put together. Its methods append.
type buf []byte

func (b *buf) str(s string) { *b = append(*b, s...) }

func (b *buf) int(n int) { *b = strconv.AppendInt(*b, int64(n), 10) }

func (b *buf) ref(r ref) {
	b.int(int(r))
	b.str(" 0 R")
}

// length writes a length in points, exactly: 72285 is 72.285.
func (b *buf) length(v length.Length) { b.decimal(int64(v), 3) }

// decimal writes n / 10^places without needless zeros.
func (b *buf) decimal(n int64, places int) {
	if n < 0 {
		*b = append(*b, '-')
		n = -n
	}
	unit := int64(1)
	for range places {
		unit *= 10
	}
	*b = strconv.AppendInt(*b, n/unit, 10)
	n %= unit
	if n == 0 {
		return
	}
	*b = append(*b, '.')
	for n > 0 {
		unit /= 10
		*b = append(*b, byte('0'+n/unit))
		n %= unit
	}
}

// box writes a rectangle (7.9.5).
func (b *buf) box(left, bottom, right, top length.Length) {
	b.str("[")
	b.length(left)
	b.str(" ")
	b.length(bottom)
	b.str(" ")
	b.length(right)
	b.str(" ")
	b.length(top)
	b.str("]")
}

// hex4 writes four hexadecimal digits.
func (b *buf) hex4(n uint16) {
	const digits = "0123456789ABCDEF"
	*b = append(*b, digits[n>>12], digits[n>>8&15], digits[n>>4&15], digits[n&15])
}

// name writes a name object (ISO 32000-1, 7.3.5).
func (b *buf) name(s string) {
	const digits = "0123456789ABCDEF"
	*b = append(*b, '/')
	for i := range len(s) {
		c := s[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '+' || c == '_' || c == '.' {
			*b = append(*b, c)
			continue
		}
		*b = append(*b, '#', digits[c>>4], digits[c&15])
	}
}

// char writes one byte inside a literal string (7.3.4.2).
func (b *buf) char(c byte) {
	switch c {
	case '(', ')', '\\':
		*b = append(*b, '\\', c)
	case '\r':
		*b = append(*b, '\\', 'r')
	default:
		*b = append(*b, c)
	}
}

// literal writes a literal string of the given bytes.
func (b *buf) literal(s string) {
	*b = append(*b, '(')
	for i := range len(s) {
		b.char(s[i])
	}
	*b = append(*b, ')')
}

// text writes a text string (7.9.2.2): ASCII as it is, all else in UTF-16
// with a byte order mark.
func (b *buf) text(s string) {
	for _, r := range s {
		if r < ' ' || r > '~' {
			b.utf16(s)
			return
		}
	}
	b.literal(s)
}

func (b *buf) utf16(s string) {
	b.str("(\xFE\xFF")
	for _, r := range s {
		if r < 0x10000 {
			b.char(byte(r >> 8))
			b.char(byte(r))
			continue
		}
		high, low := utf16.EncodeRune(r)
		b.char(byte(high >> 8))
		b.char(byte(high))
		b.char(byte(low >> 8))
		b.char(byte(low))
	}
	b.str(")")
}
