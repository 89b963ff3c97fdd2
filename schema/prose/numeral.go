package prose

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// arabic reads digits with thousands commas and a decimal point.
func arabic(s string) (value decimal.Decimal, scale int32, size int) {
	var digits strings.Builder
	dot, commas := false, 0
	i := 0
	for i < len(s) && i < 40 {
		switch c := s[i]; {
		case '0' <= c && c <= '9':
			digits.WriteByte(c)
			if dot {
				scale++
			}
			i++
			continue
		case strings.HasPrefix(s[i:], "，") && !dot && digits.Len() <= 3+3*commas && thousand(s[i+len("，"):]):
			i += len("，")
			commas++
			continue
		case c == '.' && !dot && i+1 < len(s) && '0' <= s[i+1] && s[i+1] <= '9':
			dot = true
			digits.WriteByte('.')
			i++
			continue
		}
		break
	}
	if n, err := strconv.ParseInt(digits.String(), 10, 64); err == nil {
		return decimal.NewFromInt(n), 0, i
	}
	value, _ = decimal.NewFromString(digits.String())
	return value, scale, i
}

// thousand reports whether three digits follow, and no fourth.
func thousand(s string) bool {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n == 3
}

func numeral(r rune) int64 {
	switch r {
	case '零', '〇':
		return 0
	case '一':
		return 1
	case '二', '两':
		return 2
	case '三':
		return 3
	case '四':
		return 4
	case '五':
		return 5
	case '六':
		return 6
	case '七':
		return 7
	case '八':
		return 8
	case '九':
		return 9
	case '十':
		return 10
	case '百':
		return 100
	case '千':
		return 1000
	case '万':
		return 10000
	case '亿':
		return 100000000
	}
	return -1
}

func isNumeral(r rune) bool { return numeral(r) >= 0 }

// chinese reads a number in Chinese characters (十二, 一千零三, 三点五) and
// returns its length in bytes; 0 = none.
func chinese(s string) (decimal.Decimal, int) {
	var total, section, digit int64
	seen, size := false, 0
	for i, r := range s {
		v := numeral(r)
		if r == '点' && seen {
			if frac, n := fraction(s[i+len("点"):]); n > 0 {
				return decimal.NewFromInt(total + section + digit).Add(frac), i + len("点") + n
			}
		}
		if v < 0 || i > 45 {
			break
		}
		switch {
		case v >= 10000:
			total, section, digit = (total+section+digit)*v, 0, 0
		case v >= 10:
			section, digit = section+max(digit, 1)*v, 0
		default:
			digit = v
		}
		if total > 1e15 || section > 1e15 {
			return decimal.Zero, 0
		}
		seen, size = true, i+utf8.RuneLen(r)
	}
	return decimal.NewFromInt(total + section + digit), size
}

// fraction reads the digits after 点.
func fraction(s string) (decimal.Decimal, int) {
	value, size, places := int64(0), 0, int32(0)
	for _, r := range s {
		v := numeral(r)
		if v < 0 || v > 9 || places == 9 {
			break
		}
		value, places, size = value*10+v, places+1, size+utf8.RuneLen(r)
	}
	return decimal.New(value, -places), size
}

// Count is the value of a small number in Chinese characters: 十二; 0 = none.
func Count(s string) int {
	value, size := chinese(s)
	if size != len(s) {
		return 0
	}
	return int(value.IntPart())
}

// CountWord writes 1 to 99 in Chinese characters.
func CountWord(n int) string {
	digits := []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}
	switch {
	case n < 1 || n > 99:
		return ""
	case n < 10:
		return digits[n]
	case n < 20:
		return "十" + digits[n%10]
	}
	return digits[n/10] + "十" + digits[n%10]
}
