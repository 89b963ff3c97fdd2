package pdf

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"io"

	"github.com/klauspost/compress/zlib"
)

// plainPNG reads a PNG file whose rows a PDF can hold as they are: not
// interlaced, nothing see-through, at most 8 bits. It returns nil for all
// others, and for files that are not whole.
func plainPNG(data []byte) *picture {
	const signature = 8
	p := new(picture)
	var kind byte
	var rows []byte
	for at := signature; at+12 <= len(data); {
		size := int(binary.BigEndian.Uint32(data[at:]))
		if size > len(data)-at-12 {
			return nil
		}
		name, body := string(data[at+4:at+8]), data[at+8:at+8+size]
		if crc32.ChecksumIEEE(data[at+4:at+8+size]) != binary.BigEndian.Uint32(data[at+8+size:]) {
			return nil
		}
		at += 12 + size
		switch name {
		case "IHDR":
			if size != 13 || body[12] != 0 || body[8] > 8 {
				return nil
			}
			p.width, p.height = int(binary.BigEndian.Uint32(body)), int(binary.BigEndian.Uint32(body[4:]))
			p.bits, kind = int(body[8]), body[9]
		case "PLTE":
			p.space = palette(body)
		case "tRNS":
			return nil
		case "IDAT":
			rows = append(rows, body...)
		case "IEND":
			return p.finishPNG(kind, rows)
		}
	}
	return nil
}

// Colour types of PNG.
const (
	pngGray    = 0
	pngRGB     = 2
	pngPalette = 3
)

func (p *picture) finishPNG(kind byte, rows []byte) *picture {
	colors := 1
	switch {
	case kind == pngGray:
		p.space = []byte("/DeviceGray")
	case kind == pngRGB:
		p.space, colors = []byte("/DeviceRGB"), 3
	case kind != pngPalette || p.space == nil:
		return nil
	}
	if !wholeRows(rows, (p.width*p.bits*colors+7)/8+1, p.height) {
		return nil
	}
	p.data = rows
	p.filter = append(pngParms(colors, p.bits, p.width), "/Filter/FlateDecode"...)
	return p
}

// palette is an Indexed colour space (8.6.6.3).
func palette(colors []byte) []byte {
	if len(colors) == 0 || len(colors)%3 != 0 || len(colors) > 3*256 {
		return nil
	}
	var b buf
	b.str("[/Indexed/DeviceRGB ")
	b.int(len(colors)/3 - 1)
	b.literal(string(colors))
	b.str("]")
	return b
}

// wholeRows tells whether the data unpack to exactly so many rows, each
// beginning with one of PNG's five filters.
func wholeRows(packed []byte, stride, rows int) bool {
	z, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		return false
	}
	defer z.Close()
	row := make([]byte, stride)
	for range rows {
		if _, err := io.ReadFull(z, row); err != nil || row[0] > 4 {
			return false
		}
	}
	n, err := z.Read(row[:1])
	return n == 0 && err == io.EOF
}
