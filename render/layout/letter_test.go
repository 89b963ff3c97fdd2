package layout_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"nianbao/fonts"
	"nianbao/render/doc"
	"nianbao/render/frame"
	"nianbao/render/layout"
	"nianbao/render/length"
	"nianbao/render/style"
)

func each(all ...string) [][]doc.Inline {
	var out [][]doc.Inline
	for _, s := range all {
		out = append(out, plain(s))
	}
	return out
}

// letter is an official document of the given blocks with its title and 主送机关.
func letter(head *doc.LetterHead, blocks ...doc.Block) *doc.Document {
	front := []doc.Block{
		head, &doc.Title{Lines: []string{"云川市档案局关于报送年度报告的函"}},
		&doc.Paragraph{Kind: doc.Recipients, Text: plain("云川市人民政府办公室：")},
	}
	return &doc.Document{Title: "函", Language: "zh-CN", Blocks: append(front, blocks...)}
}

// inMM is a length in millimetres.
func inMM(l length.Length) float64 { return float64(l) * 25.4 / 72000 }

// sheet is a page to be measured, from its top left corner in millimetres.
type sheet struct {
	t *testing.T
	*frame.Page
}

// box is where something is drawn.
type box struct{ left, top, right, foot float64 }

// text is the outlines of the first line that holds s.
func (p sheet) text(s string) box {
	p.t.Helper()
	for _, item := range p.Items {
		text, ok := item.(*frame.Text)
		if !ok {
			continue
		}
		var line strings.Builder
		for _, g := range text.Glyphs {
			line.WriteRune(g.Rune)
		}
		if !strings.Contains(line.String(), s) {
			continue
		}
		b := box{left: inMM(text.X), top: math.Inf(1), foot: math.Inf(-1)}
		x := text.X
		for _, g := range text.Glyphs {
			x += g.Advance
			if bottom, top, ok := text.Face.Extent(g.ID); ok {
				b.top = min(b.top, inMM(text.Y-text.Size*length.Length(top)/1000))
				b.foot = max(b.foot, inMM(text.Y-text.Size*length.Length(bottom)/1000))
			}
		}
		b.right = inMM(x)
		return b
	}
	p.t.Errorf("no line holds %q", s)
	return box{math.NaN(), math.NaN(), math.NaN(), math.NaN()}
}

// rule is the rule with the given number, from the top.
func (p sheet) rule(n int) box {
	p.t.Helper()
	var all []*frame.Rule
	for _, item := range p.Items {
		if r, ok := item.(*frame.Rule); ok {
			all = append(all, r)
		}
	}
	slices.SortFunc(all, func(a, b *frame.Rule) int { return int(a.Y - b.Y) })
	if n >= len(all) {
		p.t.Errorf("%d rules, want more than %d", len(all), n)
		return box{math.NaN(), math.NaN(), math.NaN(), math.NaN()}
	}
	r := all[n]
	return box{inMM(r.X), inMM(r.Y), inMM(r.X + r.W), inMM(r.Y + r.H)}
}

// TestLetterPlaces holds the places of an official document's parts against
// GB/T 9704-2012, to the hundredth of a millimetre.
func TestLetterPlaces(t *testing.T) {
	em := inMM(15750)
	line := inMM(28950)
	day := plain("2026年1月23日")
	imprint := &doc.Imprint{
		Copies: plain(strings.Repeat("市委办公室，市人大常委会办公室，", 3) + "市档案馆。"), Printer: plain("云川市档案局办公室"), Printed: plain("2026年1月24日印发"),
	}
	file := letter(&doc.LetterHead{
		Copy: plain("000001"), Secrecy: plain("秘密★1年"), Urgency: plain("特急"), Mark: each("云川市档案局文件"), Number: plain("云档发〔2026〕1号"),
	}, body("现予报送。"), imprint)
	up := letter(&doc.LetterHead{
		Mark: each("云川市档案局文件"), Number: plain("云档发〔2026〕1号"), Signers: each("王小明", "李长青", "赵一山"),
	}, body("现予报送。"), &doc.Closing{Offices: each("云川市城乡建设管理局"), Date: day})
	joint := letter(&doc.LetterHead{
		Mark: each("云川市档案局", "云川市人力资源和社会保障局"), Suffix: plain("文件"), Number: plain("云档联发〔2026〕1号"),
	}, body("现予报送。"))
	seals := letter(&doc.LetterHead{Form: doc.NoteForm, Mark: each("云川市档案局")}, body("现予报送。"),
		&doc.Closing{Offices: each("云川市档案局", "云川市城乡建设管理局", "云川市财政局"), Date: day, Seal: true})
	note := letter(&doc.LetterHead{
		Form: doc.NoteForm, Secrecy: plain("秘密"), Mark: each("云川市档案局"), Number: plain("云档函〔2026〕1号"),
	}, body("现予报送。"), &doc.Closing{Offices: each("云川市档案局"), Date: day, Seal: true}, &doc.Imprint{Plain: true, Copies: plain("市档案馆。")})
	order := &doc.Document{Title: "令", Blocks: []doc.Block{
		&doc.LetterHead{Form: doc.OrderForm, Mark: each("云川市人民政府令"), Number: plain("第1号")},
		body("现予公布。"), &doc.Closing{Posts: each("市长", "常务副市长"), Date: day},
	}}
	minutes := letter(&doc.LetterHead{Form: doc.MinutesForm, Mark: each("云川市档案局会议纪要"), Number: plain("第1期")}, body("会议认为。"))
	short := letter(&doc.LetterHead{Mark: each("局文件")}, body("现予报送。"), &doc.Closing{Offices: each("局"), Date: day})

	for _, c := range []struct {
		what string
		doc  *doc.Document
		want float64
		got  func(p sheet) float64
	}{
		{"份号 on the first line", file, 37 + em*0.88, func(p sheet) float64 { return baseOf(p, "000001") }},
		{"密级 on the second line", file, line, func(p sheet) float64 { return p.text("秘密").top - p.text("特急").top + 2*line }},
		{"mark 35 mm below the type area's top (7.2.4)", file, 37 + 35, func(p sheet) float64 { return p.text("云川市档案局文件").top }},
		{"mark in the middle", file, 106, func(p sheet) float64 { b := p.text("云川市档案局文件"); return (b.left + b.right) / 2 }},
		{"number in the middle", file, 106, func(p sheet) float64 { b := p.text("〔2026〕"); return (b.left + b.right) / 2 }},
		{"rule 4 mm below the number (7.2.7)", file, 4, func(p sheet) float64 { return p.rule(0).top - p.text("〔2026〕").foot }},
		{"rule from the type area's left", file, 28, func(p sheet) float64 { return p.rule(0).left }},
		{"rule to its right", file, 184, func(p sheet) float64 { return p.rule(0).right }},
		{"first rule of 版记 0.35 mm (7.4.1)", file, 0.35, func(p sheet) float64 { b := p.rule(1); return b.foot - b.top }},
		{"middle rule 0.25 mm", file, 0.25, func(p sheet) float64 { b := p.rule(2); return b.foot - b.top }},
		{"last rule 0.35 mm", file, 0.35, func(p sheet) float64 { b := p.rule(3); return b.foot - b.top }},
		{"last rule on the foot of the type area", file, 262, func(p sheet) float64 { return p.rule(3).foot }},
		{"抄送 one character in (7.4.2)", file, 28 + inMM(14000), func(p sheet) float64 { return p.text("抄送：").left }},
		{"its second line under the first office", file, 28 + 4*inMM(14000), func(p sheet) float64 { return p.text("市档案馆").left }},
		{"印发日期 ends one character from the right (7.4.3)", file, 184 - inMM(14000), func(p sheet) float64 { return p.text("日印发").right }},
		{"印发机关 one character in", file, 28 + inMM(14000), func(p sheet) float64 { return p.text("局办公室").left }},
		{"page number 7 mm below the type area (7.5)", file, 262 + 7, func(p sheet) float64 { b := p.text("— 1 —"); return (b.top+b.foot)/2 + 0.3 }},

		{"number one character from the left beside 签发人 (7.2.5)", up, 28 + em, func(p sheet) float64 { return p.text("〔2026〕").left }},
		{"签发人 ends one character from the right (7.2.6)", up, 184 - em, func(p sheet) float64 { return p.text("李长青").right }},
		{"the third name under the first", up, 0, func(p sheet) float64 { return p.text("赵一山").left - p.text("王小明").left }},
		{"the number on the line of the last name", up, line, func(p sheet) float64 { return baseOf(p, "云档发") - baseOf(p, "签发人：") }},
		{"signature two characters from the right (7.3.5.2)", up, 184 - 2*em, func(p sheet) float64 { return lastText(p, "云川市城乡建设管理局").right }},
		{"date two characters right of the signature", up, 2 * em, func(p sheet) float64 {
			return p.text("2026年1月23日").left - lastText(p, "云川市城乡建设管理局").left
		}},
		{"signature one empty line below the text", up, 2 * line, func(p sheet) float64 { return baseOf(p, "2026年1月23日") - line - baseOf(p, "现予报送") }},

		{"a date longer than the signature ends two characters from the right", short, 184 - 2*em, func(p sheet) float64 { return p.text("2026年1月23日").right }},
		{"the signature begins two characters before it", short, 2 * em, func(p sheet) float64 { return p.text("2026年1月23日").left - lastText(p, "局").left }},

		{"first mark 35 mm below", joint, 37 + 35, func(p sheet) float64 { return p.text("云川市档案局").top }},
		{"marks of one width", joint, 0, func(p sheet) float64 {
			return p.text("云川市档案局").right - p.text("云川市人力资源和社会保障局").right
		}},
		{"文件 in the middle of them", joint, 0, func(p sheet) float64 {
			return baseOf(p, "文件") - (baseOf(p, "云川市档案局")+baseOf(p, "云川市人力资源和社会保障局"))/2
		}},
		{"date four characters from the right (7.3.5.1)", seals, 184 - 4*em, func(p sheet) float64 { return p.text("2026年1月23日").right }},
		{"the last signature centred over the date", seals, 0, func(p sheet) float64 {
			a, b := p.text("云川市财政局"), p.text("2026年1月23日")
			return a.left + a.right - b.left - b.right
		}},
		{"rows of seals do not touch", seals, 5 * line, func(p sheet) float64 {
			return baseOf(p, "云川市财政局") - lastBase(p, "云川市城乡建设管理局")
		}},

		{"mark 30 mm below the paper's edge (10.1)", note, 30, func(p sheet) float64 { return p.text("云川市档案局").top }},
		{"double rule 4 mm below it", note, 4, func(p sheet) float64 { return p.rule(0).top - p.text("云川市档案局").foot }},
		{"170 mm long, in the middle: left", note, 20, func(p sheet) float64 { return p.rule(0).left }},
		{"right", note, 190, func(p sheet) float64 { return p.rule(1).right }},
		{"thick over thin", note, inMM(1500), func(p sheet) float64 { a, b := p.rule(0), p.rule(1); return (a.foot - a.top) - (b.foot - b.top) }},
		{"7/8 of a character to the square of the number", note, em * 7 / 8, func(p sheet) float64 { return baseOf(p, "云档函") - em*0.88 - p.rule(1).foot }},
		{"number flush right", note, 184, func(p sheet) float64 { return p.text("云档函").right }},
		{"密级 on the number's line, flush left", note, 28, func(p sheet) float64 { return p.text("秘密").left + baseOf(p, "云档函") - baseOf(p, "秘密") }},
		{"thin over thick at the foot", note, inMM(1500), func(p sheet) float64 { a, b := p.rule(3), p.rule(2); return (a.foot - a.top) - (b.foot - b.top) }},
		{"20 mm from the paper's foot", note, 297 - 20, func(p sheet) float64 { return p.rule(3).foot }},
		{"signature centred over its date", note, 0, func(p sheet) float64 {
			a, b := lastText(p, "云川市档案局"), p.text("2026年1月23日")
			return a.left + a.right - b.left - b.right
		}},
		{"room for the seal above the signature", note, 3 * line, func(p sheet) float64 { return lastBase(p, "云川市档案局") - baseOf(p, "现予报送") }},
		{"版记 in the type area's last line", note, 262 - inMM(24000) + inMM(5000) + inMM(14000)*0.88, func(p sheet) float64 { return baseOf(p, "抄送：") }},

		{"mark of 命令 20 mm below (10.2)", order, 37 + 20, func(p sheet) float64 { return p.text("云川市人民政府令").top }},
		{"number two lines below the mark", order, 2*line + em*0.88, func(p sheet) float64 { return baseOf(p, "第1号") - p.text("云川市人民政府令").foot }},
		{"text two empty lines below the number", order, 3 * line, func(p sheet) float64 { return baseOf(p, "现予公布") - baseOf(p, "第1号") }},
		{"date four characters from the right (7.3.5.3)", order, 184 - 4*em, func(p sheet) float64 { return p.text("2026年1月23日").right }},
		{"posts end two characters left of a stamp of 40 mm", order, 184 - 6*em - 39.86, func(p sheet) float64 { return p.text("市长").right }},
		{"one below the other", order, 0, func(p sheet) float64 { return lastText(p, "常务副市长").right - p.text("市长").right }},
		{"and far enough apart", order, 3 * line, func(p sheet) float64 { return lastBase(p, "常务副市长") - baseOf(p, "市长") }},
		{"mark of 纪要 35 mm below (10.3)", minutes, 37 + 35, func(p sheet) float64 { return p.text("会议纪要").top }},
	} {
		p := sheet{t, &pages(t, c.doc).Pages[0]}
		if got := c.got(p); !(math.Abs(got-c.want) < 0.02) && !(strings.HasPrefix(c.what, "page number") && math.Abs(got-c.want) < 0.7) {
			t.Errorf("%s: %.3f mm, want %.3f", c.what, got, c.want)
		}
	}
	if p := pages(t, note).Pages[0]; strings.Contains(allText(&p), "— 1 —") {
		t.Error("the first page of 信函格式 has a number")
	}
}

func items(p sheet, s string) []*frame.Text {
	var all []*frame.Text
	for _, item := range p.Items {
		text, ok := item.(*frame.Text)
		if !ok {
			continue
		}
		var line strings.Builder
		for _, g := range text.Glyphs {
			line.WriteRune(g.Rune)
		}
		if strings.Contains(line.String(), s) {
			all = append(all, text)
		}
	}
	if len(all) == 0 {
		p.t.Errorf("no line holds %q", s)
		return []*frame.Text{{}}
	}
	return all
}

// baseOf is the first baseline of text that holds s, lastBase the last.
func baseOf(p sheet, s string) float64 { return inMM(items(p, s)[0].Y) }

func lastBase(p sheet, s string) float64 {
	all := items(p, s)
	return inMM(all[len(all)-1].Y)
}

// lastText is the last line that holds s.
func lastText(p sheet, s string) box {
	all := items(p, s)
	last := all[len(all)-1]
	x := last.X
	for _, g := range last.Glyphs {
		x += g.Advance
	}
	return box{left: inMM(last.X), right: inMM(x)}
}

func allText(p *frame.Page) string {
	var b strings.Builder
	for _, item := range p.Items {
		if text, ok := item.(*frame.Text); ok {
			for _, g := range text.Glyphs {
				b.WriteRune(g.Rune)
			}
		}
	}
	return b.String()
}

// TestLetterOutline: attachments are closed entries beside the letter's, with
// their mark, and lead to it.
func TestLetterOutline(t *testing.T) {
	d := letter(&doc.LetterHead{Mark: each("局文件")}, body("现予公布。"), &doc.Heading{Level: 1, Text: plain("一、发布")})
	for _, mark := range []string{"附件1", "附件2"} {
		d.Blocks = append(d.Blocks, &doc.PageBreak{}, &doc.Paragraph{Kind: doc.AttachmentMark, Text: plain(mark)},
			&doc.Title{Lines: []string{"报告"}}, &doc.Heading{Level: 1, Text: plain("一、总体情况")}, body("文。"))
	}
	want := []frame.Bookmark{
		{Level: 1, Title: "云川市档案局关于报送年度报告的函"}, {Level: 2, Title: "一、发布"},
		{Level: 1, Title: "附件1　报告", Page: 1, Closed: true}, {Level: 2, Title: "一、总体情况", Page: 1},
		{Level: 1, Title: "附件2　报告", Page: 2, Closed: true}, {Level: 2, Title: "一、总体情况", Page: 2},
	}
	got := pages(t, d).Outline
	for i := range got {
		if got[i].Closed && got[i].Y != length.FromMM(3700) {
			t.Errorf("%s leads to %d", got[i].Title, got[i].Y)
		}
		got[i].Y = 0
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %+v", got)
	}
}

// TestLetterOddities: heads of every kind of emptiness and excess give pages
// without a panic, and nothing is drawn outside the paper.
func TestLetterOddities(t *testing.T) {
	long := strings.Repeat("云川市档案局", 20)
	many := make([]string, 30)
	for i := range many {
		many[i] = "云川市档案局"
	}
	for _, form := range []doc.LetterForm{doc.FileForm, doc.NoteForm, doc.OrderForm, doc.MinutesForm} {
		for _, head := range []*doc.LetterHead{
			{}, {Mark: each("")}, {Mark: each(long), Number: plain(long)}, {Mark: each(many...), Suffix: plain("文件")},
			{Copy: plain(long), Secrecy: plain(long), Urgency: plain(long), Signers: each(many...)},
		} {
			head.Form = form
			for _, closing := range []*doc.Closing{
				{}, {Seal: true}, {Offices: each(long), Date: plain(long)}, {Offices: each(many...), Seal: true, Date: plain("日")}, {Posts: each(many...)},
			} {
				d := &doc.Document{Title: "题", Blocks: []doc.Block{head, closing, &doc.Imprint{}, &doc.Imprint{Main: plain(long), Printed: plain(long), Printer: plain(long)}}}
				out, _ := layout.Pages(d, style.Embedded("gb9704"), fonts.Embedded())
				for i := range out.Pages {
					for _, item := range out.Pages[i].Items {
						if text, ok := item.(*frame.Text); ok && (text.X < 0 || text.X > out.Pages[i].Width) {
							t.Fatalf("form %d: text at %d", form, text.X)
						}
					}
				}
			}
		}
	}
}
