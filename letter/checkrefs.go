package letter

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"nianbao/schema/source"
)

var (
	// attachmentNamed finds 附件1 and what may follow: 附件1、2, 附件1至3, 附件1和附件2.
	attachmentNamed  = regexp.MustCompile(`附\s*件\s*(` + numeral + `)((?:\s*` + joint + `\s*(?:附\s*件\s*)?` + numeral + `)*)`)
	attachmentNext   = regexp.MustCompile(joint + `\s*(?:附\s*件\s*)?(` + numeral + `)`)
	attachmentMeant  = regexp.MustCompile(`(?:见|按|按照|填写)附件|附件[中所]`)
	attachmentBehind = regexp.MustCompile(`附后`)
	attachmentListed = regexp.MustCompile(`(?m)^[\s　]*附\s*件?\s*(?:` + numeral + `)?\s*[：:]`)
	// anothers ends the text before attachments that are not the letter's own.
	anothers = regexp.MustCompile(`(?:[号》”][)）]?|其|该|来函|(?:^|[^本])(?:通知|文件|办法))的?\s*$`)
)

const (
	numeral = `(?:[0-9０-９]{1,4}|[一二三四五六七八九十]{1,3})`
	joint   = `[、和及与至到~～—－-]`
	// counted follow a number that is not an attachment's, 附件1和2个表; begun
	// follow Chinese ones that are part of a word, 附件一并报送.
	counted = "年月日时个件份项条次章节页处类款张名人元万亿%％.．"
	begun   = "并览起同样致式律旦切直般定套组齐余是些"
)

// references compares what the text says of attachments with those listed.
func (c *checker) references() {
	l := c.letter
	body, n := l.Body, len(l.Attachments)
	for _, m := range attachmentNamed.FindAllStringSubmatchIndex(body.Value, -1) {
		if anothers.MatchString(body.Value[:m[0]]) {
			continue
		}
		c.reference(m[0], m[2], m[3])
		for _, k := range attachmentNext.FindAllStringSubmatchIndex(body.Value[m[4]:m[5]], -1) {
			c.reference(m[4]+k[2], m[4]+k[2], m[4]+k[3])
		}
	}
	if m := attachmentMeant.FindStringIndex(body.Value); m != nil && n == 0 {
		c.add(source.Error, CodeAttachRef, part(body, m[0], m[1]), "正文说到附件，而没有列出附件", "补上 [[attachment]]")
	} else if m := attachmentBehind.FindStringIndex(body.Value); m != nil && n == 0 {
		c.add(source.Warning, CodeAttachRef, part(body, m[0], m[1]), "正文说“附后”，而没有列出附件", "补上 [[attachment]]")
	}
	for _, m := range attachmentListed.FindAllStringIndex(body.Value, -1) {
		at := m[0] + strings.Index(body.Value[m[0]:], "附")
		c.add(source.Warning, CodeAttachList, part(body, at, m[1]), "正文里另写了附件说明，会和程序写的重复", "删去它；附件写在 [[attachment]]")
	}
}

// reference checks one number of an attachment, body[from:to]; begin is where
// the name begins that is underlined.
func (c *checker) reference(begin, from, to int) {
	l := c.letter
	body, n := l.Body, len(l.Attachments)
	digits := halfDigits(body.Value[from:to])
	number, err := strconv.Atoi(digits)
	chinese, ends := err != nil, counted
	if chinese {
		number, _ = strconv.Atoi(arabic(digits))
		ends += begun
	}
	if next, size := utf8.DecodeRuneInString(body.Value[to:]); size > 0 && strings.ContainsRune(ends, next) {
		return
	}
	at, name := part(body, begin, to), strconv.Itoa(number)
	switch {
	case number < 1 || number > n:
		c.add(source.Error, CodeAttachRef, at, fmt.Sprintf("正文说到“附件%s”，列出的附件有 %d 个", body.Value[from:to], n), "检查正文，或补上 [[attachment]]")
	case n == 1:
		c.add(source.Warning, CodeAttachRef, at, "只有一个附件，它不编号，正文却说“附件"+body.Value[from:to]+"”", "写成“附件”")
	case chinese:
		c.add(source.Warning, CodeAttachRef, at, "附件用阿拉伯数字编号，正文却说“附件"+body.Value[from:to]+"”", "写成“附件"+name+"”")
	}
}
