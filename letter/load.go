package letter

import (
	"slices"
	"strings"
	"time"

	"nianbao/render/doc"
	"nianbao/schema/source"
)

// Load reads a letter. It is strict: unknown keys and values of the wrong kind
// are findings, each with its place. The letter is nil only when the file is
// no TOML. Reports are not read yet; see Open.
func Load(file *source.File) (*Letter, source.List) {
	root, list := source.Decode(file)
	if root == nil {
		return nil, list
	}
	l := &Letter{File: file}
	l.form(root)
	switch bind := root.String("bind"); bind {
	case "", "together":
	case "apart":
		l.Apart = true
	default:
		root.Add("bind", source.Finding{
			Severity: source.Error, Code: source.CodeKind, Message: "bind 应是 together 或 apart，现为“" + source.Clip(bind) + "”",
			Help: []string{`附件与正文一起装订写 bind = "together"，另外装订写 bind = "apart"`},
		})
	}
	l.head(root)
	l.body(root)
	for _, t := range root.Tables("attachment") {
		l.Attachments = append(l.Attachments, attachment(t))
	}
	l.imprint(root)
	root.Done()
	return l, root.Findings()
}

func (l *Letter) form(root *source.Table) {
	if !root.Require("letter", `letter = "letter"（document 文件，letter 信函，order 命令，minutes 纪要）`) {
		return
	}
	name := root.String("letter")
	i := slices.Index(Names, name)
	if v, ok := root.Value("letter"); i >= 0 {
		l.Form = forms[i]
	} else if _, isText := v.(string); ok && isText {
		root.Add("letter", source.Finding{
			Severity: source.Error, Code: source.CodeKind, Message: "没有名为“" + source.Clip(name) + "”的公文格式",
			Help: []string{"可以是 document（文件格式）、letter（信函格式）、order（命令格式）、minutes（纪要格式）"},
		})
	}
}

func (l *Letter) head(root *source.Table) {
	t := root.Table("head")
	if t == nil {
		return
	}
	l.Mark, l.Signers = lines(t, "mark"), lines(t, "signers")
	l.Number, l.Copy = line(t, "number"), line(t, "copy")
	l.Secrecy, l.Urgency = line(t, "secrecy"), line(t, "urgency")
	t.Done()
}

func (l *Letter) body(root *source.Table) {
	if !root.Require("body", "[body]，下面写 title、to、text、offices、date") {
		return
	}
	t := root.Table("body")
	if t == nil {
		return
	}
	if l.Form != doc.OrderForm {
		given(t, "title", `title = "某某市财政局关于报送2025年政府信息公开工作年度报告的函"`)
	}
	given(t, "text", "text = '''…'''")
	l.Title, l.To, l.Body = lines(t, "title"), line(t, "to"), text(t, "text")
	l.Offices, l.Posts = lines(t, "offices"), lines(t, "post")
	if len(l.Posts) == 0 {
		given(t, "offices", `offices = ["某某市财政局"]`)
	}
	if t.Require("date", "date = 2026-01-23") {
		l.Date = date(t, "date")
	}
	l.Seal, l.Remark = t.Bool("seal"), line(t, "remark")
	l.Present, l.Excused, l.Sitting = line(t, "present"), line(t, "excused"), line(t, "sitting")
	t.Done()
}

func attachment(t *source.Table) Attachment {
	a := Attachment{Title: line(t, "title"), Path: line(t, "report"), PDF: line(t, "file"), Body: text(t, "text")}
	n := 0
	for _, x := range []Text{a.Path, a.PDF, a.Body} {
		if x.Value != "" {
			n++
		}
	}
	if n > 1 {
		t.Add("", source.Finding{
			Severity: source.Error, Code: source.CodeKind, Message: "一个附件只能写 report、file、text 之一",
			Help: []string{"每个附件各写一个 [[attachment]]"},
		})
	}
	if a.Path.Value == "" {
		given(t, "title", `title = "附件的名称"`)
	}
	t.Done()
	return a
}

func (l *Letter) imprint(root *source.Table) {
	t := root.Table("imprint")
	if t == nil {
		return
	}
	l.Imprint = &Imprint{
		To: line(t, "to"), Copies: line(t, "copies"), Printer: line(t, "printer"), Printed: date(t, "printed"),
		origin: l.origin("imprint"),
	}
	t.Done()
}

// given makes sure that a text is there, and is not empty; the items of a list
// are looked at by lines.
func given(t *source.Table, key, example string) {
	if !t.Require(key, example) {
		return
	}
	empty := false
	switch v, _ := t.Value(key); v := v.(type) {
	case string:
		empty = strings.Trim(v, " \t\r\n　") == ""
	case []any:
		empty = len(v) == 0
	}
	if empty {
		t.Add(key, source.Finding{
			Severity: source.Error, Code: source.CodeMissing, Message: "“" + key + "”是空的", Help: []string{"填上：" + example},
		})
	}
}

// text reads a text of any number of lines.
func text(t *source.Table, key string) Text {
	return Text{t.String(key), t.Origin(key)}
}

// line reads a text that must be one line.
func line(t *source.Table, key string) Text {
	x := text(t, key)
	return oneLine(t, key, x)
}

func oneLine(t *source.Table, key string, x Text) Text {
	if strings.ContainsAny(x.Value, "\n\r") {
		t.Note(source.Finding{
			Severity: source.Error, Code: source.CodeKind, Message: "“" + key + "”应是一行文本，现有换行", Origin: x.Origin,
			Help: []string{"删去换行"},
		})
	}
	trimmed := strings.TrimLeft(x.Value, " \t　")
	x.Origin = x.Origin.At(len([]rune(x.Value)) - len([]rune(trimmed)))
	x.Value = strings.TrimRight(trimmed, " \t　\n\r")
	return x
}

// lines reads a text, or a list of texts, each one line. An empty text is none,
// an empty item of a list a finding.
func lines(t *source.Table, key string) []Text {
	var all []Text
	value, _ := t.Value(key)
	for i, s := range t.Strings(key) {
		x := Text{s, t.Origin(key)}
		_, alone := value.(string)
		if !alone {
			x.Origin.Path = x.Origin.Path.Index(i)
		}
		x = oneLine(t, key, x)
		switch {
		case x.Value != "":
			all = append(all, x)
		case !alone:
			t.Note(source.Finding{
				Severity: source.Error, Code: source.CodeMissing, Message: "“" + key + "”里有一项是空的", Origin: x.Origin,
				Help: []string{"填上，或删去这一项"},
			})
		}
	}
	return all
}

// date reads a day. One that is written as text is told how it should be.
func date(t *source.Table, key string) time.Time {
	v, _ := t.Value(key)
	s, isText := v.(string)
	if !isText {
		return t.Date(key)
	}
	f := source.Finding{
		Severity: source.Error, Code: CodeDate, Basis: clause("7.3.5.4"),
		Message: "“" + key + "”应写成日期，现为文本“" + source.Clip(s) + "”",
		Help:    []string{"写成 " + key + " = 2026-01-23，不加引号；印出来是“2026年1月23日”"},
	}
	if day, ok := readDate(s); ok {
		f.Help = []string{"写成 " + key + " = " + day.Format(time.DateOnly) + "，不加引号；印出来是“" + printed(day) + "”"}
	}
	t.Add(key, f)
	return time.Time{}
}
