package render

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	_ "image/jpeg"
	_ "image/png"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"nianbao/render/doc"
)

// Limits of a picture.
const (
	maxPictureBytes  = 20 << 20
	maxPicturePixels = 100_000_000
)

// figure reads the picture that a Markdown picture names; nil when it cannot
// be printed, which is an error.
func (p *prose) figure(n *picture) *doc.Figure {
	name := strings.ReplaceAll(string(n.file.Value(p.b)), `\`, "/")
	at := p.originOf(n.file.Start)
	f := &doc.Figure{
		File:   name,
		Alt:    strings.TrimSpace(string(n.alt.Value(p.b))),
		Origin: p.originOf(n.whole.Start),
	}
	if n.caption.Stop > n.caption.Start {
		f.Caption = p.segment(nil, n.caption, doc.Inline{}, true)
	}
	if f.Alt == "" {
		p.fail("FIG-ALT", f.Origin, fmt.Sprintf("图片“%s”没有替代文字，看不见图的人读不到它", name),
			"在方括号里用一句话说明图里是什么：![全年申请数量逐月走势](图1.png)")
		f.Alt = name // for a draft built in spite of this
	}
	data, problem := readPicture(p.folder, name)
	if problem == nil {
		problem = describe(f, data)
	}
	if problem != nil {
		p.fail(problem.code, at, fmt.Sprintf("图片“%s”%s", name, problem.message), problem.help)
		return nil
	}
	if f.Format == "jpeg" && turned(data) {
		p.warn("FIG-TURNED", at, fmt.Sprintf("图片“%s”要旋转后才是正的，印出来会是歪的或倒的", name), "用看图软件转正后另存")
	}
	return f
}

// misplaced reports a picture inside a table, a heading or other text that
// cannot hold one.
func (p *prose) misplaced(n *picture) {
	p.fail("FIG-PLACE", p.originOf(n.whole.Start), "图片不能放在列表、表格、标题、链接或脚注里",
		"请把图片单独写成一段，前后各空一行")
}

// problem is why a picture cannot be printed.
type problem struct{ code, message, help string }

// readPicture reads a file inside folder. Names that lead out of it, through
// links of the file system too, are refused.
func readPicture(folder, name string) ([]byte, *problem) {
	outside := &problem{"FIG-OUTSIDE", "不在报告所在的文件夹里", "把图片复制到报告旁边（或它的下级文件夹），写相对路径，如 图/走势.png"}
	switch {
	case name == "":
		return nil, &problem{"FIG-MISSING", "没有写文件名", "写成 ![说明](图1.png)"}
	case strings.Contains(name, "://"), !filepath.IsLocal(name), len(name) > 1 && name[1] == ':':
		return nil, outside
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, unreadable(err)
	}
	defer root.Close()
	info, err := root.Stat(name)
	if err != nil {
		if _, other := os.Stat(filepath.Join(folder, name)); other == nil {
			return nil, outside
		}
		return nil, unreadable(err)
	}
	if !info.Mode().IsRegular() {
		return nil, &problem{"FIG-FORMAT", "不是文件", "请写图片文件的名字"}
	}
	if info.Size() > maxPictureBytes {
		return nil, &problem{"FIG-SIZE", fmt.Sprintf("有 %d MB，最多 %d MB", info.Size()>>20, maxPictureBytes>>20), "请把图片缩小后再用，300 dpi 已足够印刷"}
	}
	file, err := root.Open(name)
	if err != nil {
		return nil, unreadable(err)
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, maxPictureBytes+1))
	if err != nil || len(data) > maxPictureBytes {
		return nil, unreadable(err)
	}
	return data, nil
}

func unreadable(err error) *problem {
	if errors.Is(err, fs.ErrNotExist) {
		return &problem{"FIG-MISSING", "找不到", "请检查文件名（大小写、扩展名）和文件夹"}
	}
	return &problem{"FIG-MISSING", "读不出来", "请检查文件是否能打开、有没有读的权限"}
}

// describe fills in what the file itself says: PNG or JPEG by content, whole,
// not too many pixels, in grey or RGB.
func describe(f *doc.Figure, data []byte) *problem {
	config, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil || format == "png" && !wholePNG(data) || format == "jpeg" && !wholeJPEG(data) {
		return &problem{"FIG-FORMAT", "不是完好的 PNG 或 JPEG 图片", "请用看图软件打开，另存为 PNG 或 JPEG"}
	}
	if config.ColorModel == color.CMYKModel {
		return &problem{"FIG-FORMAT", "是 CMYK 颜色的 JPEG，长期保存的 PDF 不能用", "请转成 RGB 后另存"}
	}
	if config.Width <= 0 || config.Height <= 0 || config.Width > maxPicturePixels/config.Height {
		return &problem{"FIG-SIZE", fmt.Sprintf("有 %d×%d 像素，最多一亿像素", config.Width, config.Height), "请把图片缩小后再用，300 dpi 已足够印刷"}
	}
	f.Data, f.Format, f.Width, f.Height = data, format, config.Width, config.Height
	return nil
}

// wholePNG walks the chunks of a PNG (ISO/IEC 15948, 5.3) to its end.
func wholePNG(data []byte) bool {
	for rest := data[8:]; len(rest) >= 12; {
		n := int64(binary.BigEndian.Uint32(rest)) + 12
		if n > int64(len(rest)) || crc32.ChecksumIEEE(rest[4:n-4]) != binary.BigEndian.Uint32(rest[n-4:]) {
			return false
		}
		if string(rest[4:8]) == "IEND" {
			return true
		}
		rest = rest[n:]
	}
	return false
}

// wholeJPEG tells whether the end of image marker is there. Some cameras pad
// the file after it.
func wholeJPEG(data []byte) bool {
	return bytes.LastIndex(data, []byte{0xFF, 0xD9}) > len(data)/2
}
