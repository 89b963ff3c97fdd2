package pdf

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg"
	"image/png"

	"nianbao/render/frame"
)

// Bounds on pictures. A photograph of a good camera has 24 million pixels.
const (
	maxPictureBytes = 64 << 20
	maxPixels       = 100_000_000
)

// pictureSet is the pictures of a document, each written once.
type pictureSet struct {
	file  *file
	byKey map[[32]byte]int
	refs  []ref
}

// take writes the picture, unless it has been, and returns its number from 1.
func (s *pictureSet) take(m *frame.Image) (int, error) {
	key := sha256.Sum256(m.Data)
	if n, ok := s.byKey[key]; ok {
		return n, nil
	}
	p, err := readPicture(m)
	if err != nil {
		return 0, err
	}
	r := s.file.alloc()
	p.write(s.file, r)
	s.refs = append(s.refs, r)
	if s.byKey == nil {
		s.byKey = make(map[[32]byte]int)
	}
	s.byKey[key] = len(s.refs)
	return len(s.refs), nil
}

// resources writes the XObject entry of the pages' resources.
func (s *pictureSet) resources(b *buf) {
	if len(s.refs) == 0 {
		return
	}
	b.str("/XObject<<")
	for i, r := range s.refs {
		b.str("/I")
		b.int(i + 1)
		b.str(" ")
		b.ref(r)
	}
	b.str(">>")
}

// picture is an image XObject (ISO 32000-1, 8.9.5).
type picture struct {
	width, height int
	bits          int
	space         []byte // ColorSpace
	filter        []byte // Filter and DecodeParms
	data          []byte
	raw           bool // data are not compressed yet
}

func (p *picture) write(f *file, r ref) {
	var b buf
	b.str("/Type/XObject/Subtype/Image/Width ")
	b.int(p.width)
	b.str("/Height ")
	b.int(p.height)
	b.str("/BitsPerComponent ")
	b.int(p.bits)
	b.str("/ColorSpace")
	b = append(b, p.space...)
	b = append(b, p.filter...)
	if p.raw {
		f.stream(r, b, p.data)
		return
	}
	f.rawStream(r, b, p.data)
}

// readPicture looks at the file in the picture and says how it goes into the
// PDF.
func readPicture(m *frame.Image) (*picture, error) {
	if len(m.Data) > maxPictureBytes {
		return nil, fmt.Errorf("图片文件有 %d MB，最多 %d MB", len(m.Data)>>20, maxPictureBytes>>20)
	}
	head, format, err := image.DecodeConfig(bytes.NewReader(m.Data))
	if err != nil || format != m.Format {
		return nil, fmt.Errorf("图片不是完好的 %s 文件", m.Format)
	}
	if head.Width <= 0 || head.Height <= 0 || head.Width > maxPixels/head.Height {
		return nil, fmt.Errorf("图片有 %d × %d 像素，太大", head.Width, head.Height)
	}
	switch format {
	case "jpeg":
		return readJPEG(m.Data)
	case "png":
		return readPNG(m.Data)
	}
	return nil, fmt.Errorf("图片格式 %s 不能用，请用 PNG 或 JPEG", m.Format)
}

// readJPEG takes a JPEG file as it is (DCTDecode, 7.4.8).
func readJPEG(data []byte) (*picture, error) {
	p := &picture{bits: 8, filter: []byte("/Filter/DCTDecode"), data: data}
	components, err := p.scanJPEG(data)
	switch {
	case err != nil:
		return nil, err
	case components == 1:
		p.space = []byte("/DeviceGray")
	case components == 3:
		p.space = []byte("/DeviceRGB")
	default:
		return nil, errors.New("图片是 CMYK 四色的，存档的 PDF 用 RGB：请用画图等程序另存为 RGB 的 JPEG 或 PNG")
	}
	return p, nil
}

// scanJPEG finds the frame header (ITU-T T.81, B.2.2): size and components.
func (p *picture) scanJPEG(data []byte) (components int, err error) {
	broken := errors.New("图片不是完好的 JPEG 文件")
	for at := 2; at+4 <= len(data); {
		if data[at] != 0xFF {
			return 0, broken
		}
		marker := data[at+1]
		if marker == 0xFF { // fill byte
			at++
			continue
		}
		size := int(data[at+2])<<8 | int(data[at+3])
		if marker >= 0xC0 && marker <= 0xC2 { // baseline, extended, progressive
			if at+10 > len(data) || data[at+4] != 8 {
				return 0, broken
			}
			p.height = int(data[at+5])<<8 | int(data[at+6])
			p.width = int(data[at+7])<<8 | int(data[at+8])
			return int(data[at+9]), nil
		}
		at += 2 + size
	}
	return 0, broken
}

// readPNG takes the compressed rows of a plain PNG file as they are, for
// PDF's predictors are PNG's filters (7.4.4.4). What is interlaced, has 16
// bits or is see-through is unpacked, laid on white and packed again.
func readPNG(data []byte) (*picture, error) {
	if p := plainPNG(data); p != nil {
		return p, nil
	}
	m, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, errors.New("图片不是完好的 PNG 文件")
	}
	return flatten(m), nil
}

// flatten lays the picture on white, in 8 bits, each row as its difference
// from the one above.
func flatten(m image.Image) *picture {
	bounds := m.Bounds()
	p := &picture{width: bounds.Dx(), height: bounds.Dy(), bits: 8, raw: true}
	rgb := make([]byte, 0, 3*p.width*p.height)
	gray := true
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			r, g, b, a := m.At(x, y).RGBA()
			white := 0xFFFF - a
			c := [3]byte{byte((r + white) >> 8), byte((g + white) >> 8), byte((b + white) >> 8)}
			gray = gray && c[0] == c[1] && c[1] == c[2]
			rgb = append(rgb, c[:]...)
		}
	}
	colors := 3
	p.space = []byte("/DeviceRGB")
	if gray {
		colors = 1
		p.space = []byte("/DeviceGray")
		for i := range p.width * p.height {
			rgb[i] = rgb[3*i]
		}
		rgb = rgb[:p.width*p.height]
	}
	p.filter = pngParms(colors, 8, p.width)
	stride := colors * p.width
	p.data = make([]byte, 0, p.height*(stride+1))
	for y := range p.height {
		row := rgb[y*stride : (y+1)*stride]
		p.data = append(p.data, 2)
		for x, c := range row {
			if y > 0 {
				c -= rgb[(y-1)*stride+x]
			}
			p.data = append(p.data, c)
		}
	}
	return p
}

// pngParms are the DecodeParms of rows filtered as in PNG.
func pngParms(colors, bits, width int) []byte {
	var b buf
	b.str("/DecodeParms<</Predictor 15/Colors ")
	b.int(colors)
	b.str("/BitsPerComponent ")
	b.int(bits)
	b.str("/Columns ")
	b.int(width)
	b.str(">>")
	return b
}
