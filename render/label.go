package render

import (
	"strings"
	"unicode/utf8"
)

// Labels of the levels of an official document (GB/T 9704-2012, 7.3.3):
// 一、 is level 1, （一） 2, 1. 3 and （1） 4. Clerks also type (一), 1、 and 1．.
const (
	chineseDigits = "〇零一二三四五六七八九十百"
	arabicDigits  = "0123456789０１２３４５６７８９"
)

// labelLevel returns the level of the label that begins s, 0 for none.
func labelLevel(s string) int {
	if rest, ok := cutAny(s, "（("); ok {
		if after, n := leading(rest, chineseDigits); n > 0 && n <= 4 {
			if _, ok := cutAny(after, "）)"); ok {
				return 2
			}
		}
		if after, n := leading(rest, arabicDigits); n > 0 && n <= 2 {
			if _, ok := cutAny(after, "）)"); ok {
				return 4
			}
		}
		return 0
	}
	if after, n := leading(s, chineseDigits); n > 0 && n <= 4 && strings.HasPrefix(after, "、") {
		return 1
	}
	if after, n := leading(s, arabicDigits); n > 0 && n <= 2 {
		if rest, ok := cutAny(after, "、．."); ok {
			if _, digits := leading(rest, arabicDigits); digits == 0 { // 1.5 is a number
				return 3
			}
		}
	}
	return 0
}

// tight is the line without the spaces that were typed between its label and
// its words. Those before a figure stay: 1. 5月 is not 1.5月.
func (l *line) tight() line {
	out := *l
	for n := 2; n < min(len(l.text), 8); n++ {
		if !isBlank(l.text[n].r) || isBlank(l.text[n-1].r) || labelLevel(plain(l.text[:n])) == 0 {
			continue
		}
		if rest := newLine(l.text[n:]).text; len(rest) > 0 && !strings.ContainsRune(arabicDigits, rest[0].r) {
			out.text = append(l.text[:n:n], rest...)
		}
		break
	}
	return out
}

// cutAny cuts the first character off s when it is one of set.
func cutAny(s, set string) (string, bool) {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 || !strings.ContainsRune(set, r) {
		return s, false
	}
	return s[n:], true
}

// leading cuts off the characters of set that begin s and counts them.
func leading(s, set string) (rest string, n int) {
	rest = strings.TrimLeft(s, set)
	return rest, utf8.RuneCountInString(s[:len(s)-len(rest)])
}

// headingLevel returns the level of the heading that a whole paragraph is by
// its looks: a label and a few words that end without a full stop. 0 is none.
func headingLevel(s string) int {
	level := labelLevel(s)
	if level < 2 || utf8.RuneCountInString(s) > 40 || strings.ContainsAny(s, "。；！？;") {
		return 0
	}
	if last, _ := utf8.DecodeLastRuneInString(s); strings.ContainsRune("：，、…:,、\\", last) {
		return 0
	}
	return level
}
