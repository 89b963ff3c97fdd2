package intake

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// What stands in titles. Offices write 政府信息公开工作年度报告 in many ways.
const (
	titleDate = `(20[0-9]{2}|二[〇○O零0][〇○O零0一二三四五六七八九]{2})年?度?`
	titleWork = `(?:政府)?(?:信息公开|政务公开)(?:和政务公开|和政府信息公开)?(?:工作)?(?:情况)?(?:的)?`
	titleKind = `(?:年度)?(?:工作)?(?:年度)?(?:情况)?(?:的)?(?:总结)?(?:报告|年报)`
	titleTail = `(?:[(（].{0,12}[)）])?$`
	titleLast = `[(（]` + titleDate + `[)）]$`
	titleName = `(.{2,60}?)`
)

// titleForms are the orders in which a title names the agency and the year;
// those without an agency first, as 政府 is none.
var titleForms = []struct {
	pattern      *regexp.Regexp
	agency, year int // groups; 0 = not named
}{
	{regexp.MustCompile(`^` + titleDate + `(?:本级)?` + titleWork + titleKind + titleTail), 0, 1},
	{regexp.MustCompile(`^` + titleWork + titleDate + titleKind + titleTail), 0, 1},
	{regexp.MustCompile(`^` + titleWork + titleKind + titleLast), 0, 1},
	{regexp.MustCompile(`^` + titleName + titleDate + `(?:本级)?` + titleWork + titleKind + titleTail), 1, 2},
	{regexp.MustCompile(`^` + titleDate + titleName + titleWork + titleKind + titleTail), 2, 1},
	{regexp.MustCompile(`^` + titleName + titleWork + titleDate + titleKind + titleTail), 1, 2},
	{regexp.MustCompile(`^` + titleName + titleWork + titleKind + titleLast), 1, 2},
}

// notAgency are characters and words that no agency's name has: then the line
// is a trail of links, or a sentence.
var notAgency = regexp.MustCompile(`[>|:,，。;/!?=]|首页|公开|年报|报告|位置|[0-9]{4}年`)

// readTitle finds the agency and the year in a title; year 0: it is none.
func readTitle(s string) (agency string, year int) {
	s = strings.Trim(s, "《》")
	folded := width.Fold.String(s)
	if utf8.RuneCountInString(s) > 90 || !strings.ContainsAny(folded, "报") {
		return "", 0
	}
	for _, f := range titleForms {
		m := f.pattern.FindStringSubmatch(folded)
		if m == nil {
			continue
		}
		year = titleYear(m[f.year])
		if f.agency == 0 {
			return "", year
		}
		agency = strings.TrimPrefix(strings.TrimSuffix(m[f.agency], "关于"), "关于")
		if notAgency.MatchString(agency) || utf8.RuneCountInString(agency) < 2 {
			continue
		}
		return unfold(agency), year
	}
	return "", 0
}

// unfold gives brackets in names their full width back.
func unfold(s string) string { return strings.NewReplacer("(", "（", ")", "）").Replace(s) }

func titleYear(s string) int {
	if y, err := strconv.Atoi(s); err == nil {
		return y
	}
	y := 0
	for _, r := range s {
		y = y*10 + max(0, strings.IndexRune("〇一二三四五六七八九", r)/3)
	}
	return y
}

// titled is a place where a title may stand.
type titled struct {
	first, next int // blocks
	text        string
	agency      string
	year        int
}

// head looks for the title above the first table: the last that names an
// agency, as pages have lists of links and the headline above the article.
func (a *assembly) head() {
	all := a.titles(a.firstTable())
	var best *titled
	for i := range all {
		t := &all[i]
		switch {
		case best == nil, t.agency != "" && best.agency == "":
			best = t
		case (t.agency == "") != (best.agency == ""):
		case t.first > best.first && !a.isWhole(best, t):
			best = t
		}
	}
	if best == nil {
		best = a.metaTitle()
	}
	if best == nil {
		a.doubt(Doubt{Where: "题目", Message: "没有找到“某机关某年政府信息公开工作年度报告”字样的题目，机关名称和年份请补上"})
		return
	}
	a.report.Agency.Name, a.report.Year, a.title = best.agency, best.year, best.next
	a.report.TitleLines = []string{best.text}
}

// titles are all that read like a title in the blocks before end: one to
// three paragraphs.
func (a *assembly) titles(end int) []titled {
	var all []titled
	for first := 0; first < end; first++ {
		if a.blocks[first].Meta || a.blocks[first].Table != nil || a.blocks[first].Text == "" {
			continue
		}
		text, lines := "", 0
		for next := first; next < end && lines < 3; next++ {
			b := &a.blocks[next]
			if b.Table != nil {
				break
			}
			if b.Text == "" {
				continue
			}
			text += squash(b.Text)
			lines++
			if utf8.RuneCountInString(text) > 90 {
				break
			}
			if agency, year := readTitle(text); year != 0 {
				all = append(all, titled{first, next + 1, text, agency, year})
				break
			}
		}
	}
	return all
}

// isWhole tells that a title over several paragraphs is the whole of which a
// later one is only the end: 云川市卫生健康委 / 员会2024年….
func (a *assembly) isWhole(long, short *titled) bool {
	if long.next != short.next || !strings.HasSuffix(long.agency, short.agency) {
		return false
	}
	if utf8.RuneCountInString(short.agency) <= 3 {
		return true
	}
	for i := range a.blocks {
		if (i < long.first || i >= long.next) && strings.Contains(a.blocks[i].Text, long.agency) {
			return true
		}
	}
	return false
}

// firstTable is the index of the first block that holds a row of a form.
func (a *assembly) firstTable() int {
	for _, l := range a.lines {
		for i := range l.labels {
			if a.known[l.labels[i].bare] {
				return l.block
			}
		}
	}
	return len(a.blocks)
}

// metaTitle is the title in the page's head, without the name of the site.
func (a *assembly) metaTitle() *titled {
	for i := range a.blocks {
		if !a.blocks[i].Meta {
			continue
		}
		for _, text := range strings.FieldsFunc(a.blocks[i].Text, func(r rune) bool { return strings.ContainsRune("_-|—–｜", r) }) {
			text = squash(text)
			if agency, year := readTitle(text); year != 0 {
				a.doubt(Doubt{Where: "题目", Found: text, Message: "正文里没有题目，取自网页的标题栏"})
				return &titled{next: a.start(), text: text, agency: agency, year: year}
			}
		}
	}
	return nil
}

// start is the first block that is no Meta.
func (a *assembly) start() int {
	for i := range a.blocks {
		if !a.blocks[i].Meta {
			return i
		}
	}
	return len(a.blocks)
}

// named settles the names once the signature is known: a title that does not
// name its agency is one's own, one in the form's wording need not be said.
func (a *assembly) named() {
	r := &a.report
	if r.Year == 0 || len(r.TitleLines) == 0 {
		return
	}
	if want := strings.NewReplacer("{agency}", r.Agency.Name, "{year}", fmt.Sprint(r.Year)).Replace(r.Form.Title); r.TitleLines[0] == want {
		r.TitleLines = nil
	}
	if r.Agency.Name == "" {
		a.doubt(Doubt{Where: "机关名称", Message: "题目和落款里都没有机关名称，请补上"})
	}
}
