package letter

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// 发文字号 is made of 机关代字, the year in 〔〕 and a number without 第 and
// without leading zeros (GB/T 9704-2012, 7.2.5); 令号 and numbers of 纪要 and
// 公告 may be 第1号, 2026年第1号 or 〔2026〕1号 instead.
var (
	numberForm = regexp.MustCompile(`^[\p{Han}A-Za-z]+〔([0-9]{4})〕[1-9][0-9]*号$`)
	serialForm = regexp.MustCompile(`^(（?([0-9]{4}年)?第[1-9][0-9]*[号期次]）?|〔[0-9]{4}〕[1-9][0-9]*号)$`)
	numberLike = regexp.MustCompile(`^([\p{Han}A-Za-z]*)\s*[〔\[［(（【]\s*([0-9]+)\s*年?[〕\]］)）】]\s*第?\s*0*([0-9]*)\s*号?$`)
)

// numberFault says what is wrong with 发文字号, "" for nothing, and how it
// would be right, "" when that cannot be told. With serial it may be 第1号.
func numberFault(s string, serial bool) (fault, right string) {
	if numberForm.MatchString(s) || serial && serialForm.MatchString(s) {
		return "", ""
	}
	plain := halfDigits(s)
	if m := numberLike.FindStringSubmatch(plain); m != nil && m[3] != "" {
		if r := m[1] + "〔" + m[2] + "〕" + m[3] + "号"; numberForm.MatchString(r) {
			right = r
		}
	}
	switch {
	case plain != s:
		fault = "数字要用半角"
	case strings.ContainsAny(s, "[]［］()（）【】"):
		fault = "年份要用六角括号“〔〕”括入"
	case strings.Contains(s, "第"):
		fault = "顺序号不加“第”字"
	case regexp.MustCompile(`〕\s*0`).MatchString(s):
		fault = "顺序号不编虚位"
	case !strings.HasSuffix(s, "号"):
		fault = "顺序号后要加“号”字"
	case strings.ContainsAny(s, " 　"):
		fault = "中间不留空格"
	case regexp.MustCompile(`〔[0-9]{1,3}〕`).MatchString(s):
		fault = "年份要写全四位"
	case strings.HasPrefix(s, "〔"):
		fault = "缺机关代字"
	default:
		fault = "应由机关代字、年份、顺序号组成"
	}
	return fault, right
}

// NumberFault says what is wrong with a 发文字号, "" for nothing, with how it
// would be right.
func NumberFault(s string) string {
	fault, right := numberFault(s, false)
	if right != "" {
		fault += "，写成“" + right + "”"
	}
	return fault
}

// numberYear is the year in 发文字号, 0 without one.
func numberYear(s string) int {
	m := numberForm.FindStringSubmatch(s)
	if m == nil {
		return 0
	}
	year, _ := strconv.Atoi(m[1]) // four digits
	return year
}

// halfDigits turns full-width digits into half-width ones.
func halfDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '０' && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}, s)
}

var dateLike = regexp.MustCompile(`^\s*([0-9]{4})\s*[年./-]\s*([0-9]{1,2})\s*[月./-]\s*([0-9]{1,2})\s*日?\s*$`)

// readDate reads a day that was written as text; Chinese digits too.
func readDate(s string) (time.Time, bool) {
	m := dateLike.FindStringSubmatch(arabic(halfDigits(s)))
	if m == nil {
		return time.Time{}, false
	}
	day, err := time.Parse("2006-1-2", m[1]+"-"+strings.TrimPrefix(m[2], "0")+"-"+strings.TrimPrefix(m[3], "0"))
	return day, err == nil
}

// arabic turns 二〇二六年一月二十三日 into 2026年1月23日.
func arabic(s string) string {
	const digits = "〇一二三四五六七八九"
	var b strings.Builder
	runes := []rune(strings.NewReplacer("○", "〇", "零", "〇", "Ｏ", "〇").Replace(s))
	for i, r := range runes {
		at := strings.IndexRune(digits, r)
		isDigit := func(k int) bool { return k >= 0 && k < len(runes) && strings.ContainsRune(digits, runes[k]) }
		switch {
		case at >= 0:
			b.WriteByte(byte('0' + at/3))
		case r != '十':
			b.WriteRune(r)
		case isDigit(i-1) && !isDigit(i+1):
			b.WriteByte('0')
		case !isDigit(i - 1):
			b.WriteByte('1')
			if !isDigit(i + 1) {
				b.WriteByte('0')
			}
		}
	}
	return b.String()
}

// printed is a day as official documents write it (7.3.5.4).
func printed(day time.Time) string {
	return strconv.Itoa(day.Year()) + "年" + strconv.Itoa(int(day.Month())) + "月" + strconv.Itoa(day.Day()) + "日"
}
