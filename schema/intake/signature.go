package intake

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/width"
)

var (
	dateLine    = regexp.MustCompile(`^(20[0-9]{2})[年.\-/]([0-9]{1,2})[月.\-/]([0-9]{1,2})日?$`)
	chineseDate = regexp.MustCompile(`^(二[〇○O零0][〇○O零0一二三四五六七八九]{2})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日$`)
	signedDate  = regexp.MustCompile(`^(.{2,40}?)[\s]+(\S*(?:20[0-9]{2}|二[〇○零0]).{3,12}日)$`)
)

// ReadDate reads 2021年1月20日, 二〇二一年一月二十日, and 2021-1-20, 2021.1.20
// or 2021/1/20 as people type it.
func ReadDate(s string) (time.Time, bool) {
	s = width.Fold.String(squash(s))
	var y, mo, d int
	if m := dateLine.FindStringSubmatch(s); m != nil {
		y, _ = strconv.Atoi(m[1])
		mo, _ = strconv.Atoi(m[2])
		d, _ = strconv.Atoi(m[3])
	} else if m := chineseDate.FindStringSubmatch(s); m != nil {
		y, mo, d = titleYear(m[1]), smallNumber(m[2]), smallNumber(m[3])
	} else {
		return time.Time{}, false
	}
	t := time.Date(y, time.Month(mo), d, 0, 0, 0, 0, time.UTC)
	return t, t.Day() == d && int(t.Month()) == mo
}

func smallNumber(s string) int {
	n, ok := chineseNumber(s)
	if !ok {
		return 0
	}
	i, _ := strconv.Atoi(n)
	return i
}

// signature takes 署名 and 成文日期 off the end of the prose. What follows
// them is the page's, or an attachment: it is told, not kept.
func (a *assembly) signature(parts map[string][]string, key string) {
	p := parts[key]
	at, name := -1, ""
	for i := len(p) - 1; i >= 0; i-- {
		if date, ok := ReadDate(p[i]); ok {
			at, a.report.Date = i, date
			break
		}
		if signed, day, ok := a.signedDate(p[i]); ok {
			at, name, a.report.Date = i, signed, day
			break
		}
	}
	if at < 0 {
		return
	}
	after := p[at+1:]
	if own := a.report.Agency.Name; name == "" && len(after) > 0 && own != "" && squash(after[0]) == own {
		name, after = own, after[1:]
	}
	for _, text := range after {
		a.doubt(Doubt{Where: "落款之后", Found: oneLine(text), Message: "不像是报告的正文，未录入"})
	}
	p = p[:at]
	if n := len(p); name == "" && n > 0 && isName(p[n-1]) {
		name, p = squash(p[n-1]), p[:n-1]
	}
	parts[key] = p
	if name == "" {
		return
	}
	a.report.Signature = true
	switch own := a.report.Agency.Name; {
	case own == "" && a.report.Year != 0:
		a.report.Agency.Name = name
		a.doubt(Doubt{Where: "机关名称", Found: name, Taken: name, Message: "题目里没有机关名称，取自落款"})
	case own == "":
	case own != name:
		a.doubt(Doubt{Where: "署名", Found: name, Message: fmt.Sprintf("与题目里的机关名称“%s”不同，以题目为准", own)})
	}
}

// signedDate reads the agency and the day in one line.
func (a *assembly) signedDate(line string) (name string, day time.Time, ok bool) {
	if m := signedDate.FindStringSubmatch(line); m != nil {
		if day, ok := ReadDate(m[2]); ok {
			return squash(m[1]), day, true
		}
	}
	own := a.report.Agency.Name
	rest, found := strings.CutPrefix(squash(line), own)
	if own == "" || !found {
		return "", day, false
	}
	day, ok = ReadDate(rest)
	return own, day, ok
}

// isName tells a line that can be a signature.
func isName(s string) bool {
	return utf8.RuneCountInString(s) <= 40 && !strings.ContainsAny(s, "。；，：！？|#[")
}
