package layout_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"nianbao/render/doc"
	"nianbao/render/frame"
	"nianbao/render/length"
)

// The type area (GB/T 9704-2012, 5.2.1): 37 mm from the top, 28 mm from the
// left, 156 × 225 mm.
var (
	areaTop    = length.FromMM(3700)
	areaLeft   = length.FromMM(2800)
	areaRight  = length.FromMM(2800 + 15600)
	areaBottom = length.FromMM(3700 + 22500)
)

const (
	pitch = 28950
	size  = 15750
)

// TestGrid measures a page of Chinese characters alone: 22 lines of 28, the
// first where the type area begins, both edges straight.
func TestGrid(t *testing.T) {
	text := strings.Repeat("公开政府信息文件共二十八个字一行不多不少正好排满版心的宽度", 60)
	d := &doc.Document{Title: "测试", Language: "zh-CN", Blocks: []doc.Block{body(text)}}
	out := pages(t, d)
	lines := textLines(&out.Pages[0])
	if len(lines) != 22 {
		t.Fatalf("%d lines on a full page, want 22", len(lines))
	}
	for i, l := range lines {
		if want := areaTop + size*880/1000 + length.Length(i)*pitch; l.y != want {
			t.Errorf("line %d: baseline %d, want %d", i+1, l.y, want)
		}
		n := len([]rune(l.text))
		switch {
		case i == 0 && (n != 26 || l.x != areaLeft+2*size):
			t.Errorf("first line: %d characters from %d, want 26 from %d", n, l.x, areaLeft+2*size)
		case i > 0 && (n != 28 || l.x != areaLeft):
			t.Errorf("line %d: %d characters from %d, want 28 from %d", i+1, n, l.x, areaLeft)
		}
		if l.end != areaRight {
			t.Errorf("line %d ends at %d, want %d", i+1, l.end, areaRight)
		}
	}
	if top := lines[0].y - size*880/1000; top != areaTop {
		t.Errorf("the first line's squares begin at %d, want %d", top, areaTop)
	}
}

// TestPageNumber measures the page numbers: 14 pt, the middle of the dashes
// 7 mm below the type area, one character in on the outer side (7.5).
func TestPageNumber(t *testing.T) {
	d := report(body(prose(60)))
	d.FirstPage = 3
	out := pages(t, d)
	for i := range out.Pages[:2] {
		p := &out.Pages[i]
		n := p.Items[len(p.Items)-1].(*frame.Text)
		if n.Tag != nil || n.Artifact != "Pagination" || n.Size != 14*pt || n.Face.PostScriptName != "FandolSong-Regular" {
			t.Errorf("page %d: number %+v", i+1, n)
		}
		var text strings.Builder
		end := n.X
		for _, g := range n.Glyphs {
			end += g.Advance
			text.WriteRune(g.Rune)
		}
		if want := fmt.Sprintf("— %d —", i+3); text.String() != want || p.Label != fmt.Sprint(i+3) {
			t.Errorf("page %d is numbered %q, label %q; want %q", i+1, text.String(), p.Label, want)
		}
		// In FandolSong the dash is drawn from 289 to 311 thousandths.
		middle := n.Y - 14*pt*300/1000
		if off := middle - areaBottom - length.FromMM(700); off < -10 || off > 10 {
			t.Errorf("page %d: middle of the dash is %d off 7 mm below the type area", i+1, off)
		}
		if i == 0 && end != areaRight-14*pt {
			t.Errorf("odd page: number ends at %d, want %d", end, areaRight-14*pt)
		}
		if i == 1 && n.X != areaLeft+14*pt {
			t.Errorf("even page: number begins at %d, want %d", n.X, areaLeft+14*pt)
		}
	}
}

// checkInside makes sure that nothing but page numbers and the like lies
// outside the type area.
func checkInside(t *testing.T, d *frame.Document) {
	t.Helper()
	for i := range d.Pages {
		for _, item := range d.Pages[i].Items {
			var x, y, w, h length.Length
			what := ""
			switch it := item.(type) {
			case *frame.Text:
				if it.Artifact == "Pagination" && (it.Y > areaBottom || it.Y < areaTop) {
					continue
				}
				x, y, h = it.X, it.Y-it.Size*88/100, it.Size
				for _, g := range it.Glyphs {
					w += g.Advance
					what += string(g.Rune)
				}
			case *frame.Rule:
				x, y, w, h = it.X, it.Y, it.W, it.H
				what = "rule"
			case *frame.Image:
				x, y, w, h = it.X, it.Y, it.W, it.H
				what = "image"
			}
			if x < areaLeft || y < areaTop || x+w > areaRight || y+h > areaBottom {
				t.Errorf("page %d: %q at %d %d, %d × %d lies outside the type area", i+1, what, x, y, w, h)
			}
		}
	}
}

// pageLines are the tagged lines of all pages with their role.
type pageLine struct {
	page int
	node *frame.Node
	text string
}

func allLines(d *frame.Document) []pageLine {
	var all []pageLine
	for i := range d.Pages {
		for _, l := range textLines(&d.Pages[i]) {
			all = append(all, pageLine{i, l.items[0].Tag, l.text})
		}
	}
	return all
}

// TestKeep moves a text down line by line over the end of a page: headings
// are never alone at its foot, a signature is never alone on the next, and no
// line of a longer paragraph is alone on either.
func TestKeep(t *testing.T) {
	for n := range 30 {
		d := &doc.Document{Title: "测试", Language: "zh-CN"}
		for range n {
			d.Blocks = append(d.Blocks, body("填。"))
		}
		d.Blocks = append(d.Blocks,
			heading(1, "一、总体情况"), heading(2, "（一）主动公开"), body(prose(3)), body(prose(4)),
			heading(1, "二、其他"), body(prose(2)),
			&doc.Paragraph{Kind: doc.Signature, Text: plain("云川市档案局")},
			&doc.Paragraph{Kind: doc.DateLine, Text: plain("2025年1月20日")})
		out := pages(t, d)
		checkInside(t, out)
		lines := allLines(out)
		count := map[*frame.Node]int{}
		here := map[*frame.Node]map[int]int{}
		for _, l := range lines {
			count[l.node]++
			if here[l.node] == nil {
				here[l.node] = map[int]int{}
			}
			here[l.node][l.page]++
		}
		for i, l := range lines {
			last := i+1 == len(lines) || lines[i+1].page != l.page
			if last && i+1 < len(lines) && strings.HasPrefix(l.node.Role, "H") {
				t.Errorf("%d lines before: heading %q at the foot of page %d", n, l.text, l.page+1)
			}
			if count[l.node] > 1 && here[l.node][l.page] == 1 {
				t.Errorf("%d lines before: %q is alone on page %d", n, l.text, l.page+1)
			}
		}
		tail := lines[len(lines)-4:]
		if tail[0].page != tail[3].page {
			t.Errorf("%d lines before: signature and date without two lines of text on page %d", n, tail[3].page+1)
		}
	}
}

// TestTextOnce reads a report back from its pages: every character of the
// title, the prose and the tables, once and in order.
func TestTextOnce(t *testing.T) {
	for _, id := range []string{"2019", "2021"} {
		d := yearly(t, id)
		out := pages(t, d)
		checkInside(t, out)
		var want strings.Builder
		for _, b := range d.Blocks {
			switch b := b.(type) {
			case *doc.Title:
				want.WriteString(strings.Join(b.Lines, ""))
			case *doc.Heading:
				want.WriteString(doc.Plain(b.Text))
			case *doc.Paragraph:
				want.WriteString(doc.Plain(b.Text))
			case *doc.Table:
				for i := range b.Cells {
					want.WriteString(doc.Plain(b.Cells[i].Text))
				}
			}
		}
		got := map[*frame.Node]string{}
		for i := range out.Pages {
			for _, item := range out.Pages[i].Items {
				if tx, ok := item.(*frame.Text); ok && tx.Tag != nil {
					for _, g := range tx.Glyphs {
						got[tx.Tag] += string(g.Rune)
					}
				}
			}
		}
		g, w := []rune(treeText(out.Root, got)), []rune(want.String())
		for i := range min(len(g), len(w)) {
			if g[i] != w[i] {
				t.Fatalf("form %s: pages read …%s, want …%s", id, string(g[i:min(i+20, len(g))]), string(w[i:min(i+20, len(w))]))
			}
		}
		if len(g) != len(w) {
			t.Errorf("form %s: pages hold %d characters, want %d", id, len(g), len(w))
		}
	}
}

// treeText reads the structure tree in order.
func treeText(n *frame.Node, text map[*frame.Node]string) string {
	s := text[n]
	for _, k := range n.Kids {
		s += treeText(k, text)
	}
	return s
}

// TestDraft: 草稿 stands at the head of every page, in grey, as an artifact.
func TestDraft(t *testing.T) {
	d := report(body(prose(40)))
	d.Draft = true
	out := pages(t, d)
	for i := range out.Pages {
		mark := out.Pages[i].Items[0].(*frame.Text)
		if len(mark.Glyphs) != 2 || mark.Glyphs[0].Rune != '草' || mark.Glyphs[1].Rune != '稿' {
			t.Errorf("page %d: %d characters, to be found as 草稿", i+1, len(mark.Glyphs))
		}
		if mark.Tag != nil || mark.Color == 0 || mark.Size < 40*pt || mark.Y > areaTop {
			t.Errorf("page %d: %+v", i+1, mark)
		}
	}
}

// TestPageBreak: a page break begins a page, two of them no empty one.
func TestPageBreak(t *testing.T) {
	out := pages(t, report(body("前。"), &doc.PageBreak{}, &doc.PageBreak{}, body("后。")))
	if len(out.Pages) != 2 {
		t.Fatalf("%d pages, want 2", len(out.Pages))
	}
	if l := textLines(&out.Pages[1]); len(l) != 1 || l[0].text != "后。" {
		t.Errorf("second page: %+v", l)
	}
}

// TestAttachment: the mark on the first line, the title on the third (7.3.7).
func TestAttachment(t *testing.T) {
	d := report(body("正文。"))
	d.Blocks = append([]doc.Block{&doc.Paragraph{Kind: doc.AttachmentMark, Text: plain("附件1")}}, d.Blocks...)
	lines := textLines(&pages(t, d).Pages[0])
	for i, want := range []struct {
		text string
		line length.Length
		size length.Length
	}{{"附件1", 1, size}, {"云川市档案局", 3, 22 * pt}} {
		y := areaTop + (want.line-1)*pitch + want.size*880/1000
		if lines[i].text != want.text || lines[i].y != y {
			t.Errorf("line %q at %d, want %q at %d", lines[i].text, lines[i].y, want.text, y)
		}
	}
}

// TestEmpty: a document without a word is one page with its number.
func TestEmpty(t *testing.T) {
	out := pages(t, &doc.Document{Title: "空", Language: "zh-CN"})
	if len(out.Pages) != 1 || len(out.Pages[0].Items) != 1 {
		t.Fatalf("%d pages", len(out.Pages))
	}
}

// TestScripts: digits above and below the line that no face has are drawn
// small from the plain ones, and stay what they are.
func TestScripts(t *testing.T) {
	out := pages(t, report(body("CO₂、10⁶、m²。")))
	var line length.Length
	var got []string
	for _, item := range out.Pages[0].Items {
		text, ok := item.(*frame.Text)
		switch {
		case !ok:
		case text.Glyphs[0].Rune == 'C':
			line = text.Y
		case text.Size < 10*length.Pt:
			got = append(got, fmt.Sprintf("%c of %d, %d up", text.Glyphs[0].Rune, text.Size, line-text.Y))
		}
	}
	if want := []string{"₂ of 9450, -1575 up", "⁶ of 9450, 4725 up"}; !slices.Equal(got, want) {
		t.Errorf("small pieces %q, want %q", got, want)
	}
}

// TestLead: the sentence that heads a paragraph is in the face of a heading,
// the rest of it in that of the text.
func TestLead(t *testing.T) {
	out := pages(t, report(&doc.Paragraph{Text: []doc.Inline{{Text: "（一）主动公开。", Lead: true}, {Text: "全年公开12条。"}}}))
	faces := map[rune]string{}
	for _, item := range out.Pages[0].Items {
		if text, ok := item.(*frame.Text); ok {
			faces[text.Glyphs[0].Rune] = text.Face.PostScriptName
		}
	}
	if faces['（'] != "FandolKai-Regular" || faces['全'] != "FandolFang-Regular" {
		t.Errorf("faces %v", faces)
	}
}

// TestLeadsIn moves a text down line by line over the end of a page: words
// that announce a table are never at the foot of the page before it.
func TestLeadsIn(t *testing.T) {
	for n := range 24 {
		d := &doc.Document{Title: "测试", Language: "zh-CN"}
		for range n {
			d.Blocks = append(d.Blocks, body("填。"))
		}
		table := &doc.Table{Key: "prose", Widths: []int{1}, Rows: make([]doc.TableRow, 1), Cells: []doc.Cell{{RowSpan: 1, ColSpan: 1, Text: plain("网站")}}}
		d.Blocks = append(d.Blocks, body("如下："), &doc.Paragraph{Kind: doc.Caption, Text: plain("表1")}, table)
		on := map[string]int{}
		for _, l := range allLines(pages(t, d)) {
			on[l.text] = l.page
		}
		if on["如下："] != on["网站"] {
			t.Errorf("%d lines before: the table is on page %d, its announcement on %d", n, on["网站"]+1, on["如下："]+1)
		}
	}
}
