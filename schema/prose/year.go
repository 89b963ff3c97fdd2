package prose

import (
	"regexp"
	"strconv"
	"strings"
)

var (
	years    = regexp.MustCompile(`\d{4}年?[至到\-—~～]\d{4}年`)
	month    = regexp.MustCompile(`\d月(?:份|[^\d]|$)`)
	allMonth = regexp.MustCompile(`1月?[至到\-—~～]12月`)
)

// ofMonth reports whether words name a month, and not all twelve.
func ofMonth(text string) bool { return month.MatchString(allMonth.ReplaceAllString(text, "")) }

// thisYear is the length of the report's year that text ends in; 0 = it does not.
func (who Speaker) thisYear(text string) int {
	year := strconv.Itoa(who.Year)
	return longestSuffix(text, []string{year + "年", year + "年度", year + "年，", year + "年度，"})
}

// Words around a year that make it that of a carry-over or a comparison.
var (
	beforeYear = []string{"比", "较", "与", "从", "结转", "结转至", "结转到", "结转于", "转至", "转入", "顺延至", "延至"}
	afterYear  = []string{"年结转", "年度结转", "年转", "年度转", "年底结转", "年末结转"}
)

// otherYear reports whether the last year named before a number is another;
// one that is only compared with (比2023年), or that applications were carried
// over from or to, does not count.
func otherYear(text string, year int) bool {
	for end := len(text); ; {
		i := strings.LastIndex(text[:end], "年")
		if i < 0 {
			return false
		}
		at := max(0, i-4)
		n, err := strconv.Atoi(text[at:i])
		if err == nil && n > 1900 && !hasSuffix(text[:at], beforeYear...) && longestPrefix(text[i:], afterYear) == 0 {
			return n != year
		}
		end = i
	}
}

// relativeYears writes last year's and next year's numbers as words.
func relativeYears(text string, year int) string {
	if !strings.ContainsAny(text, "0123456789") {
		return text
	}
	text = strings.ReplaceAll(text, strconv.Itoa(year-1)+"年", "上年")
	return strings.ReplaceAll(text, strconv.Itoa(year+1)+"年", "下年")
}
