package letter

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"nianbao/schema/source"
)

// attachments checks names and numbers of attachments against the reports
// and against the text.
func (c *checker) attachments() {
	l := c.letter
	first := map[string]int{}
	for i := range l.Attachments {
		a := &l.Attachments[i]
		name := a.Name()
		at := a.Title.Origin
		if a.Title.Value == "" {
			at = a.Path.Origin
		}
		if mark := trailing(name); mark != "" {
			c.add(source.Error, CodeAttachName, at, l.mark(i)+"的名称“"+source.Clip(name)+"”末尾有标点“"+mark+"”", "删去它")
		}
		if a.Report != nil && a.Title.Value != "" && a.Title.Value != reportTitle(a) {
			c.add(source.Error, CodeAttachTitle, at,
				l.mark(i)+"的名称“"+source.Clip(a.Title.Value)+"”不是所附报告的标题“"+reportTitle(a)+"”", "删去 title，名称由报告的标题来")
		}
		if k, twice := first[name]; twice && name != "" {
			c.add(source.Warning, CodeAttachTwice, at, l.mark(i)+"与"+l.mark(k)+"同名：“"+source.Clip(name)+"”", "删去一个，或改名")
		} else {
			first[name] = i
		}
	}
	c.references()
}

var (
	attachmentNamed  = regexp.MustCompile(`附件\s*([0-9０-９]+)`)
	attachmentMeant  = regexp.MustCompile(`见附件|附件中|附件所`)
	attachmentListed = regexp.MustCompile(`(?m)^[\s　]*附\s*件\s*[：:]`)
)

// references compares what the text says of attachments with those listed.
func (c *checker) references() {
	l := c.letter
	body, n := l.Body, len(l.Attachments)
	for _, m := range attachmentNamed.FindAllStringSubmatchIndex(body.Value, -1) {
		number, err := strconv.Atoi(halfDigits(body.Value[m[2]:m[3]]))
		if err == nil && number >= 1 && number <= n {
			continue
		}
		c.add(source.Error, CodeAttachRef, part(body, m[0], m[1]),
			fmt.Sprintf("正文说到“%s”，列出的附件有 %d 个", body.Value[m[0]:m[1]], n), "检查正文，或补上 [[attachment]]")
	}
	if m := attachmentMeant.FindStringIndex(body.Value); m != nil && n == 0 {
		c.add(source.Error, CodeAttachRef, part(body, m[0], m[1]), "正文说到附件，而没有列出附件", "补上 [[attachment]]")
	}
	for _, m := range attachmentListed.FindAllStringIndex(body.Value, -1) {
		at := m[0] + strings.Index(body.Value[m[0]:], "附")
		c.add(source.Warning, CodeAttachList, part(body, at, m[1]), "正文里另写了附件说明，会和程序写的重复", "删去它；附件写在 [[attachment]]")
	}
}

// Name is the attachment's name as 附件说明 gives it: its own, else the title
// of its report.
func (a *Attachment) Name() string {
	if a.Title.Value == "" && a.Report != nil {
		return reportTitle(a)
	}
	return a.Title.Value
}

func reportTitle(a *Attachment) string { return strings.Join(a.Report.Title(), "") }

// mark is how the attachment with index i is called: 附件 when it is the only
// one, else 附件1 (GB/T 9704-2012, 7.3.4).
func (l *Letter) mark(i int) string {
	if len(l.Attachments) == 1 {
		return "附件"
	}
	return "附件" + strconv.Itoa(i+1)
}
