package schema

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"nianbao/schema/prose"
	"nianbao/schema/source"
)

var (
	// reportName is what a report is called, from its year on; the agency
	// stands before the year or behind it.
	reportName = regexp.MustCompile(`(\d{4})年(?:度)?(\p{Han}{0,30}?)政府信息公开(?:工作)?(?:年度)?(?:工作)?(?:报告|情况)`)
	compiled   = regexp.MustCompile(`由(\p{Han}{3,30}?)(?:负责|组织|牵头)?(?:编制|编写|撰写|解释)`)
	contact    = regexp.MustCompile(`请(?:与|向|联系|致电|咨询)(\p{Han}{3,30}?)(?:联系|咨询|反映|（)`)

	// announcing are the words right before the agency's name.
	announcing = []string{"公布", "发布", "公开", "现将", "特将", "编制", "编制了", "编写", "制定", "制定了", "形成", "形成了", "撰写", "报告"}
	// announced are the words of a sentence that announces the report outside
	// the preamble.
	announced = []string{"现公布", "现予公布", "现向社会公布", "现将", "本报告", "本年度报告"}
)

// selfNames checks the year and the agency in the sentences that announce the
// report (现公布某局2024年政府信息公开工作年度报告), and in those that say who made
// it and whom to ask.
func (c *comparer) selfNames() {
	for i := range c.text.Sentences {
		s := &c.text.Sentences[i]
		sentence := c.text.String(s)
		if c.key != Preamble && !containsOneOf(sentence, announced) {
			continue
		}
		for _, at := range reportName.FindAllStringSubmatchIndex(sentence, -1) {
			c.selfName(s, sentence, at)
		}
		if c.key == Preamble && !c.who.Area {
			c.otherOffice(s, compiled.FindStringSubmatchIndex(sentence), "编制报告的")
			c.otherOffice(s, contact.FindStringSubmatchIndex(sentence), "联系的")
		}
	}
}

// selfName checks one name of a report, found at the given places of a
// sentence. That of a notice (《关于做好……的通知》) is another's.
func (c *comparer) selfName(s *prose.Sentence, sentence string, at []int) {
	if open := strings.LastIndex(sentence[:at[0]], "《"); open > strings.LastIndex(sentence[:at[0]], "》") {
		title, _, _ := strings.Cut(sentence[open:], "》")
		if containsOneOf(title, []string{"关于", "通知"}) {
			return
		}
	}
	if year := sentence[at[2]:at[3]]; year != strconv.Itoa(c.report.Year) {
		c.warn(source.Warning, CodeYear, s.Start+at[2], s.Start+at[3],
			fmt.Sprintf("导语写的是 %s 年的报告，报告年度是 %d 年", year, c.report.Year), "核对是不是上年的报告没有改")
	}
	from, to := at[4], at[5]
	if from == to {
		from, to = nameBefore(sentence, at[0])
	}
	if name := sentence[from:to]; prose.IsOffice(name) && !c.who.Same(name) && !c.who.Self(name) {
		c.warn(source.Warning, CodeName, s.Start+from, s.Start+to,
			"导语里的机关是“"+source.Clip(name)+"”，报告机关是“"+c.report.Agency.Name+"”", "核对是不是抄了别的机关的报告")
	}
}

var han = regexp.MustCompile(`\p{Han}+$`)

// nameBefore is where the name stands that ends at the given place: behind a
// mark or one of the announcing words, or before such a word (某局编制了2024年……).
func nameBefore(sentence string, end int) (from, to int) {
	at := han.FindStringIndex(sentence[:end])
	if at == nil {
		return end, end
	}
	for from, to = at[0], end; ; {
		verb := -1
		for _, word := range announcing {
			if i := strings.LastIndex(sentence[at[0]:to], word); i >= 0 && at[0]+i+len(word) > from {
				verb, from = at[0]+i, at[0]+i+len(word)
			}
		}
		if from < to || verb < 0 {
			return from, to
		}
		from, to = at[0], verb
	}
}

// bureauName is the part of a name up to its last bureau, commission or ministry.
var bureauName = regexp.MustCompile(`^\p{Han}{2,}(?:局|委员会|委|厅)`)

// otherOffice warns where a bureau's report names another bureau as the one
// that made it, or the one to ask.
func (c *comparer) otherOffice(s *prose.Sentence, at []int, what string) {
	if at == nil || !bureauName.MatchString(c.report.Agency.Name) {
		return
	}
	name := bureauName.FindString(c.text.Norm[s.Start+at[2] : s.Start+at[3]])
	if name == "" || c.who.Same(name) || c.who.Self(name) {
		return
	}
	c.warn(source.Warning, CodeName, s.Start+at[2], s.Start+at[2]+len(name),
		what+"机关是“"+source.Clip(name)+"”，报告机关是“"+c.report.Agency.Name+"”", "核对是不是抄了别的机关的报告")
}
