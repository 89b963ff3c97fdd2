package letter

import (
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
