package letter

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"nianbao/render/doc"
)

// list adds 附件说明 (7.3.4): numbers only where there are several.
func (c *composer) list() {
	all := c.letter.Attachments
	for i := range all {
		a := &all[i]
		x := a.Title
		if x.Value == "" {
			x = Text{a.Name(), a.Path.Origin}
		}
		h := &doc.Hanging{Gap: i == 0, Indent: 2, Label: typed("附件："), Text: c.line(x)}
		if len(all) > 1 {
			h.Label = typed("附件：" + strconv.Itoa(i+1) + ".")
		}
		if i > 0 {
			h.Indent, h.Label = 5, typed(strconv.Itoa(i+1)+".")
		}
		c.add(h)
	}
}

// attendance adds the people of 纪要 (10.3).
func (c *composer) attendance() {
	l := c.letter
	if l.Form != doc.MinutesForm {
		return
	}
	gap := true
	for _, e := range []struct {
		label string
		text  Text
	}{{"出席：", l.Present}, {"请假：", l.Excused}, {"列席：", l.Sitting}} {
		if text := c.line(e.text); len(text) > 0 {
			c.add(&doc.Hanging{Gap: gap, Strong: true, Indent: 2, Label: typed(e.label), Text: text})
			gap = false
		}
	}
}

func (c *composer) closing() {
	l := c.letter
	if l.Date.IsZero() {
		return
	}
	day := []doc.Inline{{Text: printed(l.Date), Origin: l.origin("body", "date")}}
	c.add(&doc.Closing{Offices: c.lines(l.Offices), Date: day, Seal: l.Seal, Posts: c.lines(l.Posts)})
}

// remark adds 附注 in its brackets (7.3.6).
func (c *composer) remark() {
	x := c.letter.Remark
	if x.Value == "" {
		return
	}
	text := c.line(x)
	if !strings.HasPrefix(x.Value, "（") {
		text = append(append(typed("（"), text...), doc.Inline{Text: "）"})
	}
	c.add(&doc.Paragraph{Kind: doc.Remark, Text: text})
}

// imprint adds 版记. Labels that were typed are taken off, for they are
// printed; 抄送 ends with a full stop (7.4).
func (c *composer) imprint() {
	i, note := c.letter.Imprint, c.letter.Form == doc.NoteForm
	if i == nil {
		return
	}
	b := &doc.Imprint{Plain: note, Main: c.recipients(i.To, "主送"), Copies: c.recipients(i.Copies, "抄送")}
	if !note {
		b.Printer = c.line(i.Printer)
		if !i.Printed.IsZero() {
			b.Printed = []doc.Inline{{Text: printed(i.Printed) + "印发", Origin: c.letter.origin("imprint", "printed")}}
		}
	}
	if len(b.Main)+len(b.Copies)+len(b.Printer)+len(b.Printed) > 0 {
		c.add(b)
	}
}

func (c *composer) recipients(x Text, label string) []doc.Inline {
	if rest, ok := strings.CutPrefix(x.Value, label); ok {
		rest = strings.TrimLeft(rest, "：: ")
		x.Origin = x.Origin.At(utf8.RuneCountInString(x.Value) - utf8.RuneCountInString(rest))
		x.Value = rest
	}
	if x.Value == "" {
		return nil
	}
	x.Value = strings.TrimRight(x.Value, "：；，。")
	return append(c.line(x), doc.Inline{Text: "。"})
}
