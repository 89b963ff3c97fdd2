package pdf

import (
	"bytes"
	"os"
	"testing"
	"time"

	"nianbao/fonts"
	"nianbao/render/frame"
	"nianbao/render/length"
)

// setter makes frame documents by hand, line under line.
type setter struct {
	doc  *frame.Document
	page *frame.Page
	y    length.Length
}

const (
	marginLeft = 80 * length.Pt
	bodySize   = 15_750
	pitch      = 28_950
)

func newSetter(title string) *setter {
	s := &setter{doc: &frame.Document{
		Title: title, Author: "某某县财政局", Subject: "政府信息公开工作年度报告", Keywords: []string{"政府信息公开", "年度报告"},
		Language: "zh-CN", Date: time.Date(2021, 1, 20, 0, 0, 0, 0, time.UTC), Root: &frame.Node{Role: "Document"},
	}}
	s.newPage("1")
	return s
}

func (s *setter) newPage(label string) {
	s.doc.Pages = append(s.doc.Pages, frame.Page{Width: 595_276, Height: 841_890, Label: label})
	s.page = &s.doc.Pages[len(s.doc.Pages)-1]
	s.y = 120 * length.Pt
	s.add(run(nil, fonts.SongTi, 14*length.Pt, 500*length.Pt, 800*length.Pt, "— "+label+" —", "Pagination"))
}

func (s *setter) add(items ...frame.Item) { s.page.Items = append(s.page.Items, items...) }

// run is text in the face of its first character, which must have the rest.
func run(tag *frame.Node, role fonts.Role, size, x, y length.Length, text, artifact string) *frame.Text {
	t := &frame.Text{X: x, Y: y, Size: size, Tag: tag, Artifact: artifact}
	for _, r := range text {
		f, g, ok := fonts.Embedded().Find(role, r)
		if !ok || t.Face != nil && t.Face != f {
			panic("no one face has " + text)
		}
		t.Face = f
		t.Glyphs = append(t.Glyphs, frame.Glyph{ID: g, Rune: r, Advance: size * length.Length(f.Advance(g)) / 1000})
	}
	return t
}

func width(t *frame.Text) (w length.Length) {
	for _, g := range t.Glyphs {
		w += g.Advance
	}
	return w
}

// at adds text to an element, over as many faces as it needs, and returns
// what it added.
func (s *setter) at(tag *frame.Node, role fonts.Role, size, x length.Length, text string) (added []*frame.Text) {
	var part []rune
	var face *fonts.Face
	flush := func() {
		if len(part) == 0 {
			return
		}
		t := run(tag, role, size, x, s.y, string(part), "")
		x += width(t)
		s.add(t)
		added = append(added, t)
		part = nil
	}
	for _, r := range text {
		if f, _, _ := fonts.Embedded().Find(role, r); f != face {
			flush()
			face = f
		}
		part = append(part, r)
	}
	flush()
	return added
}

// block adds an element with one line of text, a new page coming when one is
// full.
func (s *setter) block(role, text string) *frame.Node {
	n := s.doc.Root.Add(role)
	s.line(n, text)
	if headingLevel(role) > 0 {
		s.doc.Outline = append(s.doc.Outline, frame.Bookmark{Level: headingLevel(role), Title: text, Page: len(s.doc.Pages) - 1, Y: s.y - pitch})
	}
	return n
}

// line adds a line of text to an element.
func (s *setter) line(n *frame.Node, text string) []*frame.Text {
	face := map[string]fonts.Role{"Title": fonts.XiaoBiaoSong, "H1": fonts.HeiTi, "H2": fonts.KaiTi}[n.Role]
	if face == "" {
		face = fonts.FangSong
	}
	added := s.at(n, face, bodySize, marginLeft, text)
	s.y += pitch
	return added
}

// gridCell is a cell of a hand-made table: its text and spans, and the texts
// of the cells that head it.
type gridCell struct {
	row, col, rows, cols int
	head                 bool
	scope, text          string
	heads                []string
}

// table sets cells, ordered by row, with header rows and rules round them.
func (s *setter) table(caption string, headRows int, cells []gridCell) *frame.Node {
	const w, h = 60 * length.Pt, 20 * length.Pt
	table := s.doc.Root.Add("Table")
	table.Title, table.Summary = caption, caption+"，由表头和各行组成"
	head, body := table.Add("THead"), table.Add("TBody")
	named := map[string]*frame.Node{}
	top := s.y
	var row *frame.Node
	last := -1
	for _, c := range cells {
		if c.row != last {
			part := body
			if c.row < headRows {
				part = head
			}
			row, last = part.Add("TR"), c.row
		}
		role := "TD"
		if c.head {
			role = "TH"
		}
		n := row.Add(role)
		n.RowSpan, n.ColSpan, n.Scope = max(1, c.rows), max(1, c.cols), c.scope
		for _, t := range c.heads {
			n.Heads = append(n.Heads, named[t])
		}
		if c.head {
			named[c.text] = n
		}
		x, y := marginLeft+w*length.Length(c.col), top+h*length.Length(c.row)
		s.y = y + 14*length.Pt
		s.add(&frame.Rule{X: x, Y: y, W: w * length.Length(n.ColSpan), H: 500})
		s.at(n, fonts.SongTi, 9*length.Pt, x+2*length.Pt, c.text)
	}
	s.y = top + h*length.Length(last+2)
	return table
}

// smallTable has two levels of headers, two of row labels and a merged cell
// of each kind.
func (s *setter) smallTable() *frame.Node {
	return s.table("收到和处理政府信息公开申请情况", 2, []gridCell{
		{row: 0, col: 0, rows: 2, cols: 2, head: true, scope: "Both", text: "项目"},
		{row: 0, col: 2, cols: 2, head: true, scope: "Column", text: "申请人情况"},
		{row: 1, col: 2, head: true, scope: "Column", text: "自然人", heads: []string{"申请人情况"}},
		{row: 1, col: 3, head: true, scope: "Column", text: "总计", heads: []string{"申请人情况"}},
		{row: 2, col: 0, cols: 2, head: true, scope: "Row", text: "一、本年新收"},
		{row: 2, col: 2, text: "12", heads: []string{"申请人情况", "自然人", "一、本年新收"}},
		{row: 2, col: 3, text: "13", heads: []string{"申请人情况", "总计", "一、本年新收"}},
		{row: 3, col: 0, rows: 2, head: true, scope: "Row", text: "三、结果"},
		{row: 3, col: 1, head: true, scope: "Row", text: "（一）公开", heads: []string{"三、结果"}},
		{row: 3, col: 2, text: "7", heads: []string{"申请人情况", "自然人", "三、结果", "（一）公开"}},
		{row: 3, col: 3, text: "0", heads: []string{"申请人情况", "总计", "三、结果", "（一）公开"}},
		{row: 4, col: 1, head: true, scope: "Row", text: "（七）总计", heads: []string{"三、结果"}},
		{row: 4, col: 2, heads: []string{"申请人情况", "自然人", "三、结果", "（七）总计"}},
		{row: 4, col: 3, text: "18.8710", heads: []string{"申请人情况", "总计", "三、结果", "（七）总计"}},
	})
}

func render(t testing.TB, d *frame.Document, o Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, d, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// missing skips the test for want of a tool, but in CI fails it.
func missing(t testing.TB, what string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(what)
	}
	t.Skip("skipped, because " + what)
}
