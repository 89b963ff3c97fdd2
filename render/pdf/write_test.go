package pdf

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
	"testing"

	"nianbao/fonts"
	"nianbao/render/frame"
	"nianbao/render/length"
)

// TestSameBytes writes a document alone and among others at once.
func TestSameBytes(t *testing.T) {
	doc := smallDocument()
	want := render(t, doc, Options{})
	var wait sync.WaitGroup
	for i := range 8 {
		wait.Go(func() {
			var b bytes.Buffer
			if err := Write(&b, links(), Options{}); err != nil {
				t.Error(err)
			}
			b.Reset()
			if err := Write(&b, doc, Options{}); err != nil || !bytes.Equal(b.Bytes(), want) {
				t.Errorf("%d: not the same bytes, %v", i, err)
			}
		})
	}
	wait.Wait()
}

// TestID: other content, other identifier.
func TestID(t *testing.T) {
	id := func(d *frame.Document) string {
		r, err := newReader(render(t, d, Options{}))
		if err != nil {
			t.Fatal(err)
		}
		return r.trailer["ID"].(array)[0].(string)
	}
	a, b := oneCharacter(), oneCharacter()
	b.Pages[0].Items[0].(*frame.Text).X++
	if id(a) == id(b) {
		t.Error("two documents have one identifier")
	}
	if id(a) != id(oneCharacter()) {
		t.Error("one document has two identifiers")
	}
}

func TestRefuses(t *testing.T) {
	for _, c := range []struct {
		spoil func(*frame.Document, *Options)
		want  string
	}{
		{func(d *frame.Document, o *Options) { d.Title = "" }, "没有题目"},
		{func(d *frame.Document, o *Options) { d.Language = "" }, "语言"},
		{func(d *frame.Document, o *Options) { d.Pages = nil }, "一页也没有"},
		{func(d *frame.Document, o *Options) { d.Root = nil }, "结构树"},
		{func(d *frame.Document, o *Options) { d.Root.Add("Figure") }, "替代文字"},
		{func(d *frame.Document, o *Options) { d.Root.Add("H4") }, "从第 1 级跳到第 4 级"},
		{func(d *frame.Document, o *Options) { d.Root.Add("TD") }, "TD 只能在 TR 之内"},
		{func(d *frame.Document, o *Options) { d.Root.Add("Table").Add("P") }, "P 不能放在 Table 之内"},
		{func(d *frame.Document, o *Options) { d.Pages[0].Items[1].(*frame.Text).Link = "https://a" }, "不在 Link 结构之内"},
		{func(d *frame.Document, o *Options) { d.Root.Add("Div") }, `不认识的结构类型 "Div"`},
		{func(d *frame.Document, o *Options) { d.Root.Add("Table").Add("TR").Add("TD").Heads = []*frame.Node{{}} }, "表头不在结构树上"},
		{func(d *frame.Document, o *Options) { d.Pages[0].Width = 2_999 }, "第 1 页的大小"},
		{func(d *frame.Document, o *Options) { d.Root.Kids[0].Alt = strings.Repeat("长", 16_400) }, "太长"},
		{func(d *frame.Document, o *Options) { body(d).Kids[2].Kids[1].ColSpan = 2 }, "第 5 行的单元格超出"},
		{func(d *frame.Document, o *Options) { body(d).Kids[1].Kids[0].RowSpan = 1 }, "第 5 行第 4 列没有单元格"},
		{func(d *frame.Document, o *Options) { body(d).Kids[1].Kids[0].RowSpan = 3 }, "第 1 列的单元格伸出"},
		{func(d *frame.Document, o *Options) { body(d).Role = "THead" }, "应有一个表头"},
		{func(d *frame.Document, o *Options) { glyphs(d)[0].ID = 0 }, "没有 “—”（U+2014） 这个字"},
		{func(d *frame.Document, o *Options) { glyphs(d)[0].Rune = 0xE000 }, "U+E000"},
		{func(d *frame.Document, o *Options) { glyphs(d)[0].Rune = 0 }, "不是可以存档的字符"},
		{func(d *frame.Document, o *Options) { glyphs(d)[0].ID = 65535 }, "65535"},
		{func(d *frame.Document, o *Options) { d.Pages[0].Items[1].(*frame.Text).Tag = &frame.Node{Role: "P"} }, "不在结构树上"},
		{func(d *frame.Document, o *Options) { d.Pages[0].Items[1].(*frame.Text).Face = nil }, "没有字体"},
		{func(d *frame.Document, o *Options) { d.Outline[0].Page = 1 }, "书签"},
		{func(d *frame.Document, o *Options) { o.Attachments = attachments() }, "只有 a-3a"},
		{func(d *frame.Document, o *Options) {
			o.Conformance, o.Attachments = A3a, []Attachment{{Name: "a/b", MIME: "a/b", Relationship: Source}}
		}, "文件名"},
		{func(d *frame.Document, o *Options) {
			o.Conformance, o.Attachments = A3a, []Attachment{{Name: "a", MIME: "toml", Relationship: Source}}
		}, "MIME"},
		{func(d *frame.Document, o *Options) {
			o.Conformance, o.Attachments = A3a, []Attachment{{Name: "a", MIME: "a/b"}}
		}, "关系"},
	} {
		d, o := smallDocument(), Options{}
		c.spoil(d, &o)
		var b bytes.Buffer
		err := Write(&b, d, o)
		if err == nil || !strings.Contains(err.Error(), c.want) || b.Len() > 0 {
			t.Errorf("want %q: got %v and %d bytes", c.want, err, b.Len())
		}
	}
}

func body(d *frame.Document) *frame.Node {
	kids := d.Root.Kids
	return kids[len(kids)-1].Kids[1]
}

func glyphs(d *frame.Document) []frame.Glyph { return d.Pages[0].Items[0].(*frame.Text).Glyphs }

// TestPlaces: every glyph stands within 0.01 pt of its place, at any size and
// however the line is spread or squeezed.
func TestPlaces(t *testing.T) {
	for _, size := range []length.Length{7_500, 10_500, 15_750, 22_000, 36_000, 72_333} {
		for _, extra := range []length.Length{0, 1, -3, 7, 33, 250, -7_875} {
			s := newSetter("位置")
			p := s.doc.Root.Add("P")
			s.at(p, fonts.FangSong, size, 0, strings.Repeat("一二，", 30))
			text := s.page.Items[1].(*frame.Text)
			var want []float64
			var pen length.Length
			for i := range text.Glyphs {
				g := &text.Glyphs[i]
				g.Advance += extra
				if i%3 == 2 || i == 0 {
					g.Shift = -extra / 2
				}
				want = append(want, float64(pen+g.Shift)/1000)
				pen += g.Advance
			}
			got, other := places(t, render(t, s.doc, Options{}))
			for i := range want {
				if d := got[i] - want[i]; d > 0.01 || d < -0.01 {
					t.Errorf("size %d extra %d: glyph %d stands at %f, not %f", size, extra, i, got[i], want[i])
					break
				}
				if d := other[i] - want[i]; d > 0.01 || d < -0.01 {
					t.Errorf("size %d extra %d: to pdfminer glyph %d stands at %f, not %f", size, extra, i, other[i], want[i])
					break
				}
			}
		}
	}
}

// places works out where the glyphs of the last text of a file's first page
// stand, as a reader does, and as pdfminer does: it adds the character spacing
// before a glyph, if anything stands before it in the array.
func places(t *testing.T, file []byte) (at, other []float64) {
	r, err := newReader(file)
	if err != nil {
		t.Fatal(err)
	}
	s := &structureReader{t: t, reader: r}
	root := must[dict](s, r.trailer["Root"])
	page := must[dict](s, must[dict](s, root["Pages"])["Kids"].(array)[0])
	content, err := r.unpack(must[*stream](s, page["Contents"]))
	if err != nil {
		t.Fatal(err)
	}
	fonts := must[dict](s, must[dict](s, page["Resources"])["Font"])
	number := func(v any) float64 {
		if n, ok := v.(int); ok {
			return float64(n)
		}
		return v.(float64)
	}
	var size, spacing, begin float64
	widths := map[int]float64{}
	s.operators(content, func(op operator, args array) {
		switch op {
		case "Tf":
			size = number(args[1])
			font := must[dict](s, fonts[string(args[0].(name))])
			cid := must[dict](s, font["DescendantFonts"].(array)[0])
			clear(widths)
			w, _ := cid["W"].(array)
			for i := 0; i+1 < len(w); i += 2 {
				for k, v := range w[i+1].(array) {
					widths[w[i].(int)+k] = number(v)
				}
			}
		case "Tc":
			spacing = number(args[0])
		case "BT":
			begin = 0
		case "Td":
			begin += number(args[0])
		case "Tj", "TJ":
			at, other = nil, nil
			x := begin
			late := begin
			for _, v := range shown(args) {
				codes, ok := v.(string)
				if !ok {
					x -= number(v) / 1000 * size
					late -= number(v) / 1000 * size
					continue
				}
				for i := 0; i < len(codes); i += 2 {
					if len(at) > 0 || shown(args)[0] != any(codes) {
						late += spacing
					}
					at, other = append(at, x), append(other, late)
					w, ok := widths[int(codes[i])<<8|int(codes[i+1])]
					if !ok {
						w = 1000
					}
					x += w/1000*size + spacing
					late += w / 1000 * size
				}
			}
		}
	})
	return at, other
}

func TestDecimal(t *testing.T) {
	for _, c := range []struct {
		n      int64
		places int
		want   string
	}{
		{0, 3, "0"}, {1, 3, "0.001"}, {-1, 3, "-0.001"}, {72285, 3, "72.285"}, {72000, 3, "72"},
		{-100050, 3, "-100.05"}, {10, 1, "1"}, {-15, 1, "-1.5"}, {9999, 4, "0.9999"}, {10000, 4, "1"},
	} {
		var b buf
		b.decimal(c.n, c.places)
		if string(b) != c.want {
			t.Errorf("%d / 10^%d = %s, want %s", c.n, c.places, b, c.want)
		}
	}
}

func TestNest(t *testing.T) {
	levels := []int{2, 1, 3, 2, 1, 2, 2}
	marks := make([]frame.Bookmark, len(levels))
	for i, level := range levels {
		marks[i].Level = level
	}
	top, entries := nest(marks)
	got := fmt.Sprint(top, entries)
	// parent first last prev next count
	want := "{0 0 4 0 0 7} [{-1 -1 -1 -1 1 0} {-1 2 3 0 4 2} {1 -1 -1 -1 3 0} {1 -1 -1 2 -1 0} {-1 5 6 1 -1 2} {4 -1 -1 -1 6 0} {4 -1 -1 5 -1 0}]"
	if got != want {
		t.Errorf("got %s", got)
	}
	// Those below a closed entry do not show.
	marks[1].Closed = true
	if top, entries := nest(marks); top.count != 5 || entries[1].count != 2 {
		t.Errorf("below a closed entry: %v %v", top, entries)
	}
}

func TestPageLabels(t *testing.T) {
	d := &frame.Document{}
	for _, label := range []string{"1", "2", "4", "附1", "附2", "", "007", "8", "9"} {
		d.Pages = append(d.Pages, frame.Page{Label: label})
	}
	l := &lexer{data: pageLabels(d)[len("/PageLabels"):]}
	v, err := l.value()
	if err != nil {
		t.Fatal(err)
	}
	want := `<</Nums [0 <</S /D /St 1>> 2 <</S /D /St 4>> 3 <</P "附1">> 4 <</P "附2">> 5 <</P ()>> 6 <</P (007)>> 7 <</S /D /St 8>>]>>`
	if got := show(v); got != want {
		t.Errorf("got %s", got)
	}
}
