package letter

import (
	"fmt"
	"strings"
	"testing"

	"nianbao/render/doc"
	"nianbao/schema/source"
)

// outline says what the blocks of a document are, in short.
func outline(blocks []doc.Block) string {
	var b strings.Builder
	for _, block := range blocks {
		switch block := block.(type) {
		case *doc.LetterHead:
			b.WriteString("head(")
			for _, name := range block.Mark {
				b.WriteString(plain(name) + "|")
			}
			fmt.Fprintf(&b, "%s|%s) ", plain(block.Suffix), plain(block.Number))
		case *doc.Title:
			b.WriteString("title(" + strings.Join(block.Lines, "/") + ") ")
		case *doc.Paragraph:
			fmt.Fprintf(&b, "p%d(%s) ", block.Kind, plain(block.Text))
		case *doc.Heading:
			fmt.Fprintf(&b, "h%d(%s) ", block.Level, plain(block.Text))
		case *doc.Hanging:
			b.WriteString("item(" + plain(block.Label) + plain(block.Text) + ") ")
		case *doc.Closing:
			fmt.Fprintf(&b, "closing(%d %s %v) ", len(block.Offices), plain(block.Date), block.Seal)
		case *doc.Imprint:
			fmt.Fprintf(&b, "imprint(%v %s|%s|%s|%s) ", block.Plain, plain(block.Main), plain(block.Copies), plain(block.Printer), plain(block.Printed))
		case *doc.PageBreak:
			b.WriteString("page ")
		case *doc.Table:
			b.WriteString("table ")
		}
	}
	return strings.TrimSpace(b.String())
}

func composed(t *testing.T, text string) []Part {
	t.Helper()
	l, found := judge(t, text)
	for _, f := range found {
		if f.Severity == source.Error {
			t.Fatalf("%s: %s", f.Code, f.Message)
		}
	}
	parts, _ := l.Compose(Options{})
	return parts
}

const twoTexts = `letter = "document"
[head]
number = "云建发〔2022〕1号"
[body]
title = ["云川市城乡建设局", "关于工作的通知"]
to = "各科室："
text = "现通知如下。\n\n一、总体要求\n\n(一)要求\n\n按附件2办理。"
offices = ["云川市城乡建设局"]
date = 2022-01-05
remark = "此件公开发布"
[[attachment]]
title = "清单"
text = "| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |"
[[attachment]]
title = "办法"
text = "第一条。"
[imprint]
to = "各县建设局："
copies = "抄送：市档案馆"
printer = "云川市城乡建设局办公室"
printed = 2022-01-06
`

// TestCompose: what a letter holds, attachments bound with it.
func TestCompose(t *testing.T) {
	parts := composed(t, twoTexts)
	want := "head(云川市城乡建设局文件||云建发〔2022〕1号) title(云川市城乡建设局/关于工作的通知) p7(各科室：) p0(现通知如下。) " +
		"h1(一、总体要求) h2((一)要求) p0(按附件2办理。) item(附件：1.清单) item(2.办法) closing(1 2022年1月5日 false) p8(（此件公开发布）) " +
		"page p5(附件1) title(清单) table page p5(附件2) title(办法) p0(第一条。) " +
		"imprint(false 各县建设局。|市档案馆。|云川市城乡建设局办公室|2022年1月6日印发)"
	if got := outline(parts[0].Document.Blocks); len(parts) != 1 || got != want {
		t.Errorf("%d parts\n got %s\nwant %s", len(parts), got, want)
	}
	if d := parts[0].Document; d.Title != "云川市城乡建设局关于工作的通知" || d.Author != "云川市城乡建设局" || d.Date.IsZero() {
		t.Errorf("metadata %q %q %v", d.Title, d.Author, d.Date)
	}
}

// TestApart: attachments bound apart have the letter's number before their
// mark and numbers of their own.
func TestApart(t *testing.T) {
	parts := composed(t, "bind = \"apart\"\n"+twoTexts)
	if len(parts) != 3 {
		t.Fatalf("%d parts", len(parts))
	}
	if got := outline(parts[0].Document.Blocks); strings.Contains(got, "page") || !strings.Contains(got, "item(2.办法)") {
		t.Errorf("letter %s", got)
	}
	for i, want := range []string{"p5(云建发〔2022〕1号附件1) title(清单) table", "p5(云建发〔2022〕1号附件2) title(办法) p0(第一条。)"} {
		p := parts[i+1]
		if got := outline(p.Document.Blocks); got != want || p.Mark != fmt.Sprintf("附件%d", i+1) || p.Document.FirstPage != 0 {
			t.Errorf("part %s from page %d: %s, want %s", p.Mark, p.Document.FirstPage, got, want)
		}
	}
}

// TestReportAttached: one report is 附件 without a number, its name is its
// title; its sources are known.
func TestReportAttached(t *testing.T) {
	parts := composed(t, good)
	got := outline(parts[0].Document.Blocks)
	for _, want := range []string{
		"head(云川市城乡建设局||云建函〔2022〕1号)", "item(附件：云川市城乡建设局2021年政府信息公开工作年度报告)",
		"page p5(附件) title(", "imprint(true |市档案馆。||)",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in %s", want, got)
		}
	}
	if n := strings.Count(got, "table"); n < 3 {
		t.Errorf("%d tables", n)
	}
	if s := parts[0].Sources; len(s) != 2 || s[1].Name != "../examples/full-2021.toml" {
		t.Errorf("sources %v", s)
	}
}

// TestMarks: 发文机关标志 is made from the offices where it is not given.
func TestMarks(t *testing.T) {
	for _, c := range []struct{ form, head, want string }{
		{"document", "", "head(甲局|乙局|文件|"},
		{"document", "mark = \"甲局文件\"", "head(甲局文件||"},
		{"document", "mark = [\"甲局\", \"乙局\"]", "head(甲局|乙局|文件|"},
		{"document", "mark = [\"甲局文件\", \"乙局文件\"]", "head(甲局文件|乙局文件||"},
		{"letter", "", "head(甲局||"},
		{"letter", "mark = [\"甲局\", \"乙局\"]", "head(甲局||"},
		{"order", "mark = \"甲局令\"", "head(甲局令||"},
		{"minutes", "mark = \"甲局会议纪要\"", "head(甲局会议纪要||"},
	} {
		text := "letter = \"" + c.form + "\"\n[head]\n" + c.head + "\n[body]\ntitle = \"题\"\ntext = \"文。\"\noffices = [\"甲局\", \"乙局\"]\ndate = 2022-01-05\n"
		if got := outline(composed(t, text)[0].Document.Blocks); !strings.HasPrefix(got, c.want) {
			t.Errorf("%s %s: %s, want %s", c.form, c.head, got, c.want)
		}
	}
}

// TestSkeletons: each skeleton is a letter without errors, with something
// left to fill in.
func TestSkeletons(t *testing.T) {
	r, _, err := readReport("full-2021.toml")
	if err != nil {
		t.Fatal(err)
	}
	seed, _, err := readReport("seed-2020.toml")
	if err != nil {
		t.Fatal(err)
	}
	odd := *r
	odd.Agency.Name = `甲"局'|\` + "\x01"
	one := Enclosure{"full-2021.toml", r, 7}
	for _, purpose := range Purposes {
		for name, list := range map[string][]Enclosure{
			"none": nil, "one": {one}, "two": {one, {"seed-2020.toml", seed, 0}}, "pdf": {{`甲 "乙".pdf`, nil, 0}}, "odd": {{"full-2021.toml", &odd, 0}},
		} {
			text, err := Skeleton(purpose, 2021, "", list)
			if err != nil {
				t.Fatal(err)
			}
			l, found := judge(t, string(text))
			blank := false
			for _, f := range found {
				blank = blank || f.Code == CodeBlank
				if f.Severity == source.Error && !(name == "pdf" && f.Code == CodeAttachFile) {
					t.Errorf("%s %s: %s %s\n%s", purpose, name, f.Code, f.Message, text)
				}
			}
			if l == nil || !blank || len(l.Attachments) != len(list) || !strings.Contains(string(text), "2021年") {
				t.Errorf("%s %s: %s", purpose, name, text)
			}
		}
	}
	text, _ := Skeleton("transfer", 0, "", []Enclosure{one})
	if !strings.Contains(string(text), "| 1 | 云川市城乡建设局2021年政府信息公开工作年度报告 | 云川市城乡建设局 | 20220120 | 7 |") {
		t.Errorf("no list of records in\n%s", text)
	}
	if _, err := Skeleton("transfer", 0, "", nil); err == nil {
		t.Error("a letter of no year")
	}
	if _, err := Skeleton("fax", 2021, "", nil); err == nil {
		t.Error("a letter for no purpose")
	}
}

// FuzzLoad: no text makes the program panic.
func FuzzLoad(f *testing.F) {
	f.Add(good)
	f.Add(twoTexts)
	f.Fuzz(func(t *testing.T, text string) {
		l, _ := Load(&source.File{Name: "-", Data: []byte(text)})
		if l == nil {
			return
		}
		l.Check()
		l.Compose(Options{})
	})
}
