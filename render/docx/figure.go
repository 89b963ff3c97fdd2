package docx

import (
	"fmt"
	"strconv"

	"nianbao/render/doc"
	"nianbao/render/length"
)

// A picture is shown at 96 pixels an inch, made smaller where it is wider
// than the type area or higher than three quarters of it.
const (
	emuPerPixel = 9525
	emuPerTwip  = 635
	figurePad   = 80 // twips of white above and below
)

// figure writes a picture in a paragraph of its own and its caption under it.
func (w *writer) figure(f *doc.Figure, next doc.Block) error {
	if f.Width <= 0 || f.Height <= 0 {
		return fmt.Errorf("图片“%s”没有宽或高", f.Alt)
	}
	if f.Format != "png" && f.Format != "jpeg" {
		return fmt.Errorf("图片“%s”的格式是“%s”，应为 png 或 jpeg", f.Alt, f.Format)
	}
	w.figures = append(w.figures, f)
	n := len(w.figures)
	wide, high := figureSize(f, w.sheet.area)
	size := ` cx="` + strconv.FormatInt(wide, 10) + `" cy="` + strconv.FormatInt(high, 10) + `"/>`

	w.open(look{id: "Figure", before: figurePad * length.Twip}, len(f.Caption) > 0)
	x := &w.main
	x.put(`<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent`, size)
	x.put(`<wp:effectExtent l="0" t="0" r="0" b="0"/>`)
	x.num(`<wp:docPr id="`, n, `" name="`)
	x.num("图片 ", n, `" descr="`)
	x.attr(f.Alt)
	x.put(`"/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>`)
	x.put(`<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>`)
	x.num(`<pic:cNvPr id="`, n, `" name="`)
	x.num("图片 ", n, `" descr="`)
	x.attr(f.Alt)
	x.num(`"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdP`, n, `"/>`)
	x.put(`<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext`, size)
	x.put(`</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`)
	height := length.Length(high)*10/127 + 2*figurePad*length.Twip // EMU are 10/127 of our unit
	if len(f.Caption) > 0 {
		caption := w.sheet.style.TextOf("caption")
		height += w.sheet.pitch(caption) * lineCount(doc.Plain(f.Caption), wordSize(caption), w.sheet.measure())
		w.paragraph(w.sheet.text("caption"), f.Caption, false)
	}
	w.clear(height, 0, next)
	return nil
}

// figureSize is the printed width and height in EMU (914,400 an inch).
func figureSize(f *doc.Figure, a area) (wide, high int64) {
	wide, high = int64(f.Width)*emuPerPixel, int64(f.Height)*emuPerPixel
	if most := int64(a.width) * emuPerTwip; wide > most {
		wide, high = most, max(high*most/wide, 1)
	}
	if most := int64(a.height) * emuPerTwip * 3 / 4; high > most {
		wide, high = max(wide*most/high, 1), most
	}
	return wide, high
}

func mediaName(i int, f *doc.Figure) string {
	return "media/image" + strconv.Itoa(i+1) + "." + f.Format
}
