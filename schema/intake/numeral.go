package intake

import (
	"strconv"
	"strings"
)

// numeral writes a number in one of the formats of ECMA-376 17.18.59.
func numeral(n int, format string) string {
	if n < 0 {
		n = 0
	}
	switch format {
	case "none":
		return ""
	case "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand", "taiwaneseCounting", "koreanCounting":
		return chinese(n)
	case "ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital":
		return digitByDigit(n, "〇一二三四五六七八九")
	case "decimalFullWidth", "decimalFullWidth2":
		return digitByDigit(n, "０１２３４５６７８９")
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
		return ranged(n, 20, '①')
	case "decimalEnclosedParen":
		return ranged(n, 20, '⑴')
	case "decimalEnclosedFullstop":
		return ranged(n, 20, '⒈')
	case "ideographTraditional":
		return among(n, "甲乙丙丁戊己庚辛壬癸")
	case "upperLetter":
		return letters(n)
	case "lowerLetter":
		return strings.ToLower(letters(n))
	case "upperRoman":
		return roman(n)
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "decimalZero":
		if n < 10 {
			return "0" + strconv.Itoa(n)
		}
	}
	return strconv.Itoa(n)
}

// chinese is 十, 十一, 二十三, 一百零五; beyond 9999 in digits.
func chinese(n int) string {
	digits := []rune("零一二三四五六七八九")
	if n < 10 {
		return string(digits[n])
	}
	if n > 9999 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	gap := false
	for unit, name := 1000, []string{"千", "百", "十", ""}; unit > 0; unit, name = unit/10, name[1:] {
		d := n / unit % 10
		if d == 0 {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteRune('零')
		}
		gap = false
		if !(unit == 10 && d == 1 && b.Len() == 0) {
			b.WriteRune(digits[d])
		}
		b.WriteString(name[0])
	}
	return b.String()
}

func digitByDigit(n int, digits string) string {
	set := []rune(digits)
	var b strings.Builder
	for _, d := range strconv.Itoa(n) {
		b.WriteRune(set[d-'0'])
	}
	return b.String()
}

// ranged is the n-th of consecutive characters, digits when there are none.
func ranged(n, most int, first rune) string {
	if n < 1 || n > most {
		return strconv.Itoa(n)
	}
	return string(first + rune(n-1))
}

// letters are A … Z, AA, AB …, as columns of a sheet are called.
func letters(n int) string {
	s := ""
	for ; n > 0; n = (n - 1) / 26 {
		s = string(rune('A'+(n-1)%26)) + s
	}
	return s
}

func among(n int, set string) string {
	if r := []rune(set); n >= 1 && n <= len(r) {
		return string(r[n-1])
	}
	return strconv.Itoa(n)
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for i, v := range []int{1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1} {
		for ; n >= v; n -= v {
			b.WriteString([]string{"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"}[i])
		}
	}
	return b.String()
}
