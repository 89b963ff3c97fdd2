package pdf

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"time"

	"nianbao/fonts"
	"nianbao/render/frame"
	"nianbao/render/length"
)

// odd is a document of an odd shape.
type odd struct {
	name string
	doc  *frame.Document
}

// oddDocuments are what every judge must accept.
func oddDocuments() []odd {
	return []odd{
		{"small", smallDocument()},
		{"one-character", oneCharacter()},
		{"empty", newSetter("空白").doc},
		{"sixty-pages", sixtyPages()},
		{"rare", rareCharacters()},
		{"twins", twins()},
		{"links", links()},
		{"pictures", pictures()},
		{"list", listDocument()},
		{"notes", notes()},
		{"over-pages", overPages()},
		{"looks", looks()},
		{"bare", bare()},
	}
}

// smallDocument has a little of everything that a report has.
func smallDocument() *frame.Document {
	s := newSetter("某某县财政局2020年政府信息公开工作年度报告")
	s.block("Title", "某某县财政局2020年报告")
	s.block("P", "本报告所列数据的统计期限自2020年1月1日起。")
	s.block("H1", "一、总体情况")
	s.block("P", "全年主动公开信息12件，其中“规划”3件——见附表……")
	s.block("H2", "（一）主动公开")
	s.block("P", "收费18.8710万元。")
	s.block("H1", "三、申请情况")
	s.smallTable()
	return s.doc
}

func oneCharacter() *frame.Document {
	s := newSetter("一")
	s.block("P", "一")
	return s.doc
}

func sixtyPages() *frame.Document {
	s := newSetter("六十页")
	for page := 1; page <= 60; page++ {
		if page > 1 {
			s.newPage(fmt.Sprint(page))
		}
		s.block("H1", fmt.Sprintf("第%d章", page))
		p := s.block("P", "")
		for range 20 {
			s.line(p, "一二三四五六七八九十，一二三四五六七八九十；完。")
		}
	}
	return s.doc
}

func rareCharacters() *frame.Document {
	s := newSetter("㮾梨𡐓")
	s.block("Title", "硚埇浉㮾𡐓报告")
	s.block("P", "武汉市硚口区、宿州市埇桥区、信阳市浉河区、㮾梨街道、𡐓")
	return s.doc
}

// twins has characters that share a glyph.
func twins() *frame.Document {
	s := newSetter("同形")
	s.block("P", "空 格和不断行\u00A0格")
	s.block("P", "横线—和―；点·和・；省略…和⋯")
	return s.doc
}

func links() *frame.Document {
	s := newSetter("链接")
	p := s.block("P", "详见")
	web := p.Add("Link")
	for _, text := range []string{"www.example.gov.cn", "/col/2020"} {
		for _, t := range s.line(web, text) {
			t.Link = "https://www.example.gov.cn/年报?a=(1)"
		}
	}
	s.line(p, "等处，或")
	span := p.Add("Link")
	for _, t := range s.line(span, "某局ABC网站") {
		t.Link = "mailto:a@example.gov.cn"
	}
	s.newPage("2")
	for _, t := range s.line(span, "（续）") {
		t.Link = "mailto:a@example.gov.cn"
	}
	return s.doc
}

// gradient is a small picture; see is its opacity.
func gradient(see uint8) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, 24, 16))
	for y := range 16 {
		for x := range 24 {
			m.SetNRGBA(x, y, color.NRGBA{uint8(10 * x), uint8(15 * y), 100, see})
		}
	}
	return m
}

func pngFile(m image.Image) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func jpegFile(m image.Image) []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// redraw copies a picture into one of another kind.
func redraw(from image.Image, to interface {
	image.Image
	Set(x, y int, c color.Color)
}) image.Image {
	b := from.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			to.Set(x, y, from.At(x, y))
		}
	}
	return to
}

// pictureFiles are one of each kind, by name.
func pictureFiles() []struct {
	name, format string
	data         []byte
} {
	m := gradient(255)
	b := m.Bounds()
	colors := color.Palette{color.White, color.Black, color.RGBA{200, 0, 0, 255}}
	return []struct {
		name, format string
		data         []byte
	}{
		{"jpeg", "jpeg", jpegFile(m)},
		{"gray jpeg", "jpeg", jpegFile(redraw(m, image.NewGray(b)))},
		{"png", "png", pngFile(m)},
		{"gray png", "png", pngFile(redraw(m, image.NewGray(b)))},
		{"palette png", "png", pngFile(redraw(m, image.NewPaletted(b, colors)))},
		{"clear png", "png", pngFile(gradient(128))},
		{"16 bit png", "png", pngFile(redraw(m, image.NewRGBA64(b)))},
	}
}

func pictures() *frame.Document {
	s := newSetter("图片")
	for _, p := range pictureFiles() {
		figure := s.doc.Root.Add("Figure")
		figure.Alt = "渐变的色块：" + p.name
		figure.BBox = &[4]length.Length{marginLeft, s.y, marginLeft + 108*length.Pt, s.y + 32*length.Pt}
		for i := range 2 { // the second time, the same file
			s.add(&frame.Image{X: marginLeft + 60*length.Pt*length.Length(i), Y: s.y, W: 48 * length.Pt, H: 32 * length.Pt, Data: p.data, Format: p.format, PixelW: 24, PixelH: 16, Tag: figure})
		}
		s.y += 50 * length.Pt
		s.line(figure.Add("Caption"), "图　色块")
	}
	s.add(&frame.Image{X: 0, Y: 0, W: 48 * length.Pt, H: 32 * length.Pt, Data: pictureFiles()[0].data, Format: "jpeg"})
	return s.doc
}

func listDocument() *frame.Document {
	s := newSetter("列表")
	list := s.doc.Root.Add("L")
	list.Numbering = "Decimal"
	for i := range 3 {
		item := list.Add("LI")
		s.line(item.Add("Lbl"), fmt.Sprintf("%d.", i+1))
		body := item.Add("LBody")
		s.line(body.Add("P"), "完善制度。")
		if i == 1 {
			inner := body.Add("L")
			inner.Numbering = "Disc"
			it := inner.Add("LI")
			s.line(it.Add("Lbl"), "·")
			s.line(it.Add("LBody"), "内层")
		}
	}
	return s.doc
}

func notes() *frame.Document {
	s := newSetter("脚注")
	for i := range 2 {
		p := s.block("P", "公开12件")
		note := p.Add("Note")
		s.line(p, "，比上年多。")
		s.line(note, fmt.Sprintf("注%d：含修订。", i+1))
	}
	return s.doc
}

// overPages has elements that begin on one page and end on the next, and a
// title with an empty line.
func overPages() *frame.Document {
	s := newSetter("跨页")
	s.block("Title", "")
	p := s.block("P", "第一页的末行，")
	table := s.smallTable()
	s.newPage("2")
	s.line(p, "第二页的首行。")
	row := table.Kids[1].Add("TR")
	for i, text := range []string{"四、结转", "1", "2"} {
		cell := row.Add("TD")
		if i == 0 {
			cell.Role, cell.Scope, cell.ColSpan = "TH", "Row", 2
		}
		s.line(cell, text)
	}
	s.newPage("附1")
	s.newPage("")
	return s.doc
}

// looks has colours, bold, squeezed and spread glyphs, fills and large sizes.
func looks() *frame.Document {
	s := newSetter("样子")
	p := s.block("P", "")
	bold := s.line(p, "加粗的字")
	bold[0].Bold = true
	red := s.line(p, "红字")
	red[0].Color, red[0].Bold = 0xC00000, true
	s.line(p, "又是黑字")
	squeezed := s.line(p, "（挤压）：“标点”。")[0]
	for i := range squeezed.Glyphs {
		squeezed.Glyphs[i].Advance -= 1_234
		squeezed.Glyphs[i].Shift = -617
	}
	s.add(&frame.Rule{X: marginLeft, Y: s.y, W: 442_205, H: 20_000, Color: 0xC6D9F1})
	s.add(&frame.Rule{X: marginLeft, Y: s.y, W: 442_205, H: 1_417, Color: 0xFF0000})
	s.y += 100 * length.Pt
	s.at(p, fonts.XiaoBiaoSong, 72_333, marginLeft, "标志")
	return s.doc
}

// bare has nothing that may be left out.
func bare() *frame.Document {
	s := newSetter("题目 & <符号> “引号”")
	s.block("P", "字")
	s.doc.Author, s.doc.Subject, s.doc.Keywords = "", "", nil
	s.doc.Date = time.Time{}
	return s.doc
}
