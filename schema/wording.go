package schema

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"nianbao/schema/form"
	"nianbao/schema/prose"
	"nianbao/schema/source"
)

// Codes of the findings on wording.
const (
	CodeTitle   = "TEXT-TITLE"  // a title that is not the statutory one
	CodeYear    = "TEXT-YEAR"   // another year where this report's should stand
	CodeName    = "TEXT-NAME"   // another agency's name where this one's should stand
	CodeBasis   = "TEXT-BASIS"  // a wrong or outdated legal basis
	CodeNumber  = "TEXT-NUMBER" // headings numbered twice or with gaps
	CodeThin    = "TEXT-THIN"   // 五 without substance
	CodePrivate = "TEXT-PERSON" // a person's number in the text
)

// wording checks what the text says beside figures: title, years, names, legal
// basis, numbering.
func (c *comparer) wording() {
	c.title()
	c.headings()
	keys := []string{Preamble}
	for _, s := range c.report.Form.Sections {
		if s.Table == "" {
			keys = append(keys, s.Key)
		}
	}
	for _, key := range keys {
		if c.report.Text[key] == "" {
			continue
		}
		c.turnTo(key)
		c.basis()
		c.years()
		c.selfNames()
		if key != Preamble {
			c.numbering()
			c.private()
		}
		if key == "problems" || key == "overview" {
			c.thin()
		}
	}
}

var fourDigits = regexp.MustCompile(`\d{4}`)

// title checks a title of the office's own wording.
func (c *comparer) title() {
	title := strings.Join(c.report.TitleLines, "")
	title = strings.Join(strings.Fields(title), "")
	if title == "" {
		return
	}
	add := func(code, message string, help string) {
		c.list = append(c.list, source.Finding{
			Severity: source.Warning, Code: code, Origin: c.report.origin("report", "title"), Basis: contents,
			Message: message, Help: []string{help}, Cell: "report.title",
		})
	}
	proper := strings.NewReplacer("{agency}", c.report.Agency.Name, "{year}", strconv.Itoa(c.report.Year)).Replace(c.report.Form.Title)
	switch {
	case !strings.Contains(title, "政府信息公开工作年度报告"):
		add(CodeTitle, "题目“"+source.Clip(title)+"”里没有“政府信息公开工作年度报告”", "应为“"+proper+"”")
	case strings.Count(title, "年度") > 1:
		add(CodeTitle, "题目“"+source.Clip(title)+"”里“年度”重复", "应为“"+proper+"”")
	}
	for _, year := range fourDigits.FindAllString(title, -1) {
		if n, _ := strconv.Atoi(year); n != c.report.Year && n > 1990 && n < 2100 {
			add(CodeYear, fmt.Sprintf("题目写的是 %s 年，报告年度是 %d 年", year, c.report.Year), "应为“"+proper+"”")
		}
	}
	before, after, found := strings.Cut(title, strconv.Itoa(c.report.Year))
	if name := before; found {
		if name == "" {
			name, _, _ = strings.Cut(after, "政府信息公开")
			name = strings.TrimPrefix(strings.TrimPrefix(name, "年"), "度")
		}
		if name != "" && !c.who.Same(name) {
			add(CodeName, "题目里的机关是“"+source.Clip(name)+"”，报告机关是“"+c.report.Agency.Name+"”", "改题目，或改 [agency] 的 name")
		}
	}
}

// headings checks the numbers of section headings in the office's own wording.
func (c *comparer) headings() {
	for _, s := range c.report.Form.Sections {
		own := c.report.Headings[s.Key]
		if own == "" {
			continue
		}
		level, n, ok := prose.Numbering(own)
		_, want, numbered := prose.Numbering(s.Heading)
		if numbered && (!ok || level != 1 || n != want) {
			c.list = append(c.list, source.Finding{
				Severity: source.Warning, Code: CodeNumber, Origin: c.report.origin("report", "headings", s.Key), Basis: c.report.Form.Notice,
				Message: "标题“" + source.Clip(own) + "”的序号与法定的“" + s.Heading + "”不同", Help: []string{"照法定次序编号"}, Cell: "report.headings." + s.Key,
			})
		}
	}
}

var (
	order  = regexp.MustCompile(`(国务院令|国令|国务院第)第?(\d{3,4})号(令)?`)
	notice = regexp.MustCompile(`国办公开办函[〔\[（【](\d{4})[〕\]）】](\d+)号`)
)

// findAll is all matches, none where the text lacks a word that each must have.
func findAll(x *regexp.Regexp, word, text string) [][]int {
	if !strings.Contains(text, word) {
		return nil
	}
	return x.FindAllStringSubmatchIndex(text, -1)
}

// basis checks the regulation's number and the notice that fixes the form.
func (c *comparer) basis() {
	text := c.text.Norm
	for _, at := range findAll(order, "国", text) {
		word, number := text[at[2]:at[3]], text[at[4]:at[5]]
		switch {
		case number == "711" && word == "国令":
			c.warn(source.Warning, CodeBasis, at[0], at[1], "“"+text[at[0]:at[1]]+"”应写作“国务院令第711号”", "改为：中华人民共和国国务院令第711号")
		case number == "492" && strings.Contains(text, "政府信息公开条例"):
			c.warn(source.Warning, CodeBasis, at[0], at[1], "“"+text[at[0]:at[1]]+"”是旧条例，2019 年 5 月 15 日起施行的是国务院令第711号", "改为：国务院令第711号")
		}
	}
	if strings.Contains(text, c.report.Form.Notice) {
		return // the earlier notice beside the one in force
	}
	for _, at := range notice.FindAllStringSubmatchIndex(text, -1) {
		cited := "国办公开办函〔" + text[at[2]:at[3]] + "〕" + text[at[4]:at[5]] + "号"
		for _, f := range form.All() {
			if f.Notice == cited && cited != c.report.Form.Notice {
				c.warn(source.Warning, CodeBasis, at[0], at[1],
					fmt.Sprintf("引用的“%s”是 %s 年表式的依据，本报告用的是“%s”", cited, f.ID, c.report.Form.Notice), "改为：“"+c.report.Form.Notice+"”")
			}
		}
	}
}

var (
	period   = regexp.MustCompile(`(\d{4})年1月1日[^。；，\d]{0,6}(?:(\d{4})年)?12月31日`)
	yearEnd  = regexp.MustCompile(`截[至止](?:到)?(\d{4})年(?:度)?(?:12月31日|12月底|年底|底|末)`)
	leading  = regexp.MustCompile(`^(?:[（]?[一二三四五六七八九十\d]+[）、.])?(\d{4})年(?:度)?(，?(?:我[局委办厅院市县区镇乡街省州旗中单处校]|本[局委办厅院市县区镇乡街省州旗单机部]|全[年局市县区镇乡街省州旗委系]|共|累计|收到|受理|主动公开)|，)`)
	compared = []string{"以来", "同比", "相比", "比", "较", "今年", "本年", "决算", "预算", "上年", "去年", "之后", "后，", "起"}
)

// years finds another year's number where the report's own must stand: in the
// period, in 截至……年底, and at the head of a sentence that compares nothing.
func (c *comparer) years() {
	own := strconv.Itoa(c.report.Year)
	say := func(from, to int, year, what string) {
		c.warn(source.Warning, CodeYear, from, to, what+"写的是 "+year+" 年，报告年度是 "+own+" 年", "核对是不是上年的报告没有改")
	}
	text := c.text.Norm
	for _, at := range findAll(period, "年1月1日", text) {
		for g := 2; g <= 4; g += 2 {
			if at[g] >= 0 && text[at[g]:at[g+1]] != own {
				say(at[g], at[g+1], text[at[g]:at[g+1]], "统计期限")
			}
		}
	}
	for i := range c.text.Sentences {
		s := &c.text.Sentences[i]
		sentence := c.text.String(s)
		if !digitsInRow(sentence, 4) || strings.Contains(sentence, own) {
			continue
		}
		if at := yearEnd.FindStringSubmatchIndex(sentence); at != nil && !containsOneOf(sentence, compared[:7]) {
			say(s.Start+at[2], s.Start+at[3], sentence[at[2]:at[3]], "“"+sentence[at[0]:at[1]]+"”")
		}
		if c.key == Preamble {
			continue
		}
		at := leading.FindStringSubmatchIndex(sentence)
		if at == nil || containsOneOf(sentence, compared) || c.setBeside(i, sentence) {
			continue
		}
		switch words := sentence[at[4]:at[5]]; {
		case words == "，" && !c.who.Opens(sentence[at[5]:]):
			continue // 2019年，在全国评估中被评为优秀
		case strings.Contains(words, "全省") && !strings.Contains(c.report.Agency.Name, "省"):
			continue
		}
		if n, _ := strconv.Atoi(sentence[at[2]:at[3]]); n < c.report.Year && n >= c.report.Year-3 {
			say(s.Start+at[2], s.Start+at[3], sentence[at[2]:at[3]], "句首")
		}
	}
}

// setBeside reports whether a sentence that begins with another year sets
// figures of several years side by side, by itself or with those before it in
// the paragraph.
func (c *comparer) setBeside(i int, sentence string) bool {
	years := map[string]bool{}
	for _, year := range fourDigits.FindAllString(sentence, -1) {
		if strings.HasPrefix(year, "20") {
			years[year] = true
		}
	}
	if len(years) > 1 {
		return true
	}
	for before := i - 1; before >= 0 && c.text.Sentences[before].Paragraph == c.text.Sentences[i].Paragraph; before-- {
		told := &c.text.Sentences[before]
		if len(told.Numbers) > 0 && strings.Contains(c.text.String(told), strconv.Itoa(c.report.Year)+"年") {
			return true
		}
	}
	return false
}

func containsOneOf(s string, words []string) bool {
	for _, word := range words {
		if strings.Contains(s, word) {
			return true
		}
	}
	return false
}

// thin finds a section that says nothing.
func (c *comparer) thin() {
	text := strings.Trim(c.text.Norm, "。，；")
	least := 30
	if c.key == "overview" {
		least = 5
	}
	if n := utf8.RuneCountInString(text); n < least {
		c.warn(source.Warning, CodeThin, 0, len(c.text.Norm),
			fmt.Sprintf("“%s”只有 %d 字（“%s”）", c.report.Heading(c.key), n, clipRunes(text, 12)), "内容空泛、敷衍的，要被通报；写明问题和改进措施")
	}
}
