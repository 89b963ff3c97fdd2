package letter

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"nianbao/render/doc"
	"nianbao/schema/source"
)

// Check applies the rules of Rules to what stands in the letter's file. Call
// Open before it, or the checks on attached reports find nothing.
func (l *Letter) Check() source.List {
	c := checker{letter: l}
	c.number()
	c.title()
	c.recipients()
	c.secrecy()
	c.signers()
	c.form()
	c.dates()
	c.text()
	c.attachments()
	c.blanks()
	return c.list
}

type checker struct {
	letter *Letter
	list   source.List
}

func (c *checker) add(s source.Severity, code string, at source.Origin, message string, help ...string) *source.Finding {
	basis := ""
	for i := range Rules {
		if Rules[i].ID == code {
			basis = Rules[i].Basis
		}
	}
	c.list = append(c.list, source.Finding{
		Severity: s, Code: code, Origin: at, Message: message, Help: help, Basis: basis,
	})
	return &c.list[len(c.list)-1]
}

// part is the origin of a piece of a text that was found at the given bytes.
func part(x Text, from, to int) source.Origin {
	o := x.Origin.At(utf8.RuneCountInString(x.Value[:from]))
	o.Width = utf8.RuneCountInString(x.Value[from:to])
	return o
}

func (c *checker) number() {
	l := c.letter
	if l.Number.Value == "" {
		severity, message := source.Warning, "没有发文字号"
		if l.Apart && len(l.Attachments) > 0 {
			severity, message = source.Error, "没有发文字号，另外装订的附件要印"
		}
		c.add(severity, CodeNumberNone, l.origin("head", "number"), message, `在 [head] 下写 number = "某财函〔2026〕1号"`)
		return
	}
	fault, right := numberFault(l.Number.Value, l.Form == doc.OrderForm || l.Form == doc.MinutesForm || titleEnds(l.Title, "公告", "通告"))
	if fault != "" {
		help := "例如“某财函〔2026〕1号”"
		if right != "" {
			help = "写成“" + right + "”"
		}
		c.add(source.Error, CodeNumber, l.Number.Origin, "发文字号“"+source.Clip(l.Number.Value)+"”写法不对："+fault, help)
		return
	}
	if year := numberYear(l.Number.Value); year > 0 && !l.Date.IsZero() && year != l.Date.Year() {
		c.add(source.Warning, CodeNumberYear, l.Number.Origin,
			fmt.Sprintf("发文字号是 %d 年的，成文日期在 %d 年", year, l.Date.Year()), "检查 number 和 date")
	}
}

// stops are the marks that may end neither a title nor a name; 》 and ） may.
const stops = "。，、；：！？…—.,;:!?·"

// trailing is the punctuation that ends s, "" for none.
func trailing(s string) string {
	r, n := utf8.DecodeLastRuneInString(s)
	if n == 0 || !strings.ContainsRune(stops, r) {
		return ""
	}
	return s[len(s)-n:]
}

func (c *checker) title() {
	title := c.letter.Title
	if len(title) == 0 {
		return
	}
	last := title[len(title)-1]
	if mark := trailing(last.Value); mark != "" {
		n := len(last.Value)
		c.add(source.Error, CodeTitle, part(last, n-len(mark), n), "标题末尾有标点“"+mark+"”", "删去它")
	}
}

func (c *checker) recipients() {
	l := c.letter
	to := l.To
	if to.Value == "" && (l.Imprint == nil || l.Imprint.To.Value == "") &&
		(l.Form == doc.NoteForm || l.Form == doc.FileForm && titleEnds(l.Title, "函", "请示", "通知", "批复", "议案")) {
		c.add(source.Warning, CodeRecipients, l.origin("body", "to"), "没有主送机关", `在 [body] 下写 to = "某某市人民政府办公室："，首页排不下的写在 [imprint]`)
	}
	if to.Value == "" || strings.HasSuffix(to.Value, "：") && !strings.HasSuffix(strings.TrimSuffix(to.Value, "："), "：") {
		return
	}
	right := strings.TrimRight(to.Value, "：:。，,.；; ") + "："
	c.add(source.Error, CodeRecipients, to.Origin, "主送机关之后应是一个全角冒号“：”，现为“"+tail(to.Value)+"”", "写成 to = \""+right+"\"")
}

// tail is the last few characters of s.
func tail(s string) string {
	r := []rune(s)
	return string(r[max(0, len(r)-4):])
}

var (
	secrecyForm = regexp.MustCompile(`^(绝密|机密|秘密)(★.+)?$`)
	copyForm    = regexp.MustCompile(`^[0-9]{6}$`)
)

func (c *checker) secrecy() {
	l := c.letter
	if s := l.Secrecy; s.Value != "" {
		if !secrecyForm.MatchString(s.Value) {
			c.add(source.Warning, CodeSecrecy, s.Origin, "密级“"+source.Clip(s.Value)+"”写法不对", "写成“秘密”或“秘密★1年”这样")
		}
		if l.Copy.Value == "" {
			c.add(source.Warning, CodeSecrecy, s.Origin, "涉密公文没有份号", `在 [head] 下写 copy = "000001"`)
		}
	}
	if s := l.Copy; s.Value != "" && !copyForm.MatchString(s.Value) {
		c.add(source.Warning, CodeSecrecy, s.Origin, "份号“"+source.Clip(s.Value)+"”一般是 6 位数字", `写成 copy = "000001"`)
	}
	if s := l.Urgency; s.Value != "" && s.Value != "特急" && s.Value != "加急" {
		c.add(source.Warning, CodeSecrecy, s.Origin, "紧急程度“"+source.Clip(s.Value)+"”不是特急或加急")
	}
}

func (c *checker) signers() {
	l := c.letter
	if n := len(l.Signers); n > 0 && len(l.Offices) > 0 && n != len(l.Offices) {
		c.add(source.Warning, CodeSigners, l.origin("head", "signers"),
			fmt.Sprintf("发文机关有 %d 个，签发人有 %d 个", len(l.Offices), n), "联合行文由每个发文机关的负责人签发")
	}
	if l.Form == doc.FileForm && len(l.Signers) == 0 && titleEnds(l.Title, "请示") {
		c.add(source.Warning, CodeSigners, l.origin("head", "signers"), "请示是上行文，没有签发人", `在 [head] 下写 signers = ["…"]`)
	}
}

// titleEnds says whether a title ends with one of the kinds of documents.
func titleEnds(title []Text, kinds ...string) bool {
	return len(title) > 0 && slices.ContainsFunc(kinds, func(kind string) bool {
		return strings.HasSuffix(title[len(title)-1].Value, kind)
	})
}

// form warns of what the letter's format does not print.
func (c *checker) form() {
	l := c.letter
	unused := func(given bool, at source.Origin, what string) {
		if given {
			c.add(source.Warning, CodeForm, at, what+"在这种格式里不印", "删去它，或换一种格式（letter = …）")
		}
	}
	note, minutes := l.Form == doc.NoteForm, l.Form == doc.MinutesForm
	unused(note && len(l.Signers) > 0, l.origin("head", "signers"), "签发人")
	unused(note && len(l.Mark) > 1, l.origin("head", "mark"), "主办机关以外的发文机关标志")
	if i := l.Imprint; i != nil && note {
		unused(i.Printer.Value != "", i.Printer.Origin, "印发机关")
		unused(!i.Printed.IsZero(), l.origin("imprint", "printed"), "印发日期")
	}
	unused(!minutes && l.Present.Value != "", l.Present.Origin, "出席人员")
	unused(!minutes && l.Excused.Value != "", l.Excused.Origin, "请假人员")
	unused(!minutes && l.Sitting.Value != "", l.Sitting.Origin, "列席人员")
}

// dates checks the days against each other.
func (c *checker) dates() {
	l := c.letter
	if l.Date.IsZero() {
		return
	}
	if i := l.Imprint; i != nil && !i.Printed.IsZero() && i.Printed.Before(l.Date) {
		c.add(source.Error, CodeDatePrinted, l.origin("imprint", "printed"),
			"印发日期 "+i.Printed.Format(time.DateOnly)+" 早于成文日期 "+l.Date.Format(time.DateOnly), "检查 printed 和 date")
	}
	for i := range l.Attachments {
		r := l.Attachments[i].Report
		if r == nil || !r.Date.After(l.Date) {
			continue
		}
		f := c.add(source.Error, CodeDateReport, l.origin("body", "date"),
			"成文日期 "+l.Date.Format(time.DateOnly)+" 早于"+l.mark(i)+"的成文日期 "+r.Date.Format(time.DateOnly), "检查公文和报告的 date")
		f.Related = []source.Note{{
			Origin: source.Origin{File: r.File, Path: source.Path{"report", "date"}}, Message: l.mark(i) + "的成文日期",
		}}
	}
}

// blanks warns of what the skeleton left to be filled in.
func (c *checker) blanks() {
	l := c.letter
	texts := append([]Text{l.Number, l.To, l.Body, l.Remark}, l.Title...)
	texts = append(append(append(texts, l.Offices...), l.Mark...), l.Signers...)
	if l.Imprint != nil {
		texts = append(texts, l.Imprint.To, l.Imprint.Copies, l.Imprint.Printer)
	}
	for i := range l.Attachments {
		texts = append(texts, l.Attachments[i].Title, l.Attachments[i].Body)
	}
	for _, x := range texts {
		for _, blank := range []string{"某某", "××"} {
			if at := unfilled(x.Value, blank); at >= 0 {
				c.add(source.Warning, CodeBlank, part(x, at, at+len(blank)), "还有没填的“"+blank+"”", "换成实际的内容")
				break
			}
		}
	}
}

// surnames stand before 某某 where a person is not named on purpose.
const surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤"

// unfilled is where a blank of the skeleton stands in s, -1 for nowhere.
func unfilled(s, blank string) int {
	for from := 0; ; {
		at := strings.Index(s[from:], blank)
		if at < 0 {
			return -1
		}
		at += from
		if r, n := utf8.DecodeLastRuneInString(s[:at]); n == 0 || !strings.ContainsRune(surnames, r) {
			return at
		}
		from = at + len(blank)
	}
}
