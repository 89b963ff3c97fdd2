package render

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"nianbao/render/doc"
	"nianbao/schema/source"
)

// TestPictureFiles gives Prose files that are no pictures, or may not be read.
func TestPictureFiles(t *testing.T) {
	var dot, photo bytes.Buffer
	if err := png.Encode(&dot, image.NewGray(image.Rect(0, 0, 3, 2))); err != nil {
		t.Fatal(err)
	}
	if err := jpeg.Encode(&photo, image.NewNRGBA(image.Rect(0, 0, 8, 8)), nil); err != nil {
		t.Fatal(err)
	}
	cut := func(b []byte) []byte { return b[:len(b)-5] }
	flipped := bytes.Clone(dot.Bytes())
	flipped[len(flipped)-20] ^= 1
	cases := []struct {
		name string
		data []byte
		code string
	}{
		{"dot.png", dot.Bytes(), ""},
		{"photo.png", photo.Bytes(), ""}, // by content, not by name
		{"photo.jpg", append(photo.Bytes(), 0, 0), ""},
		{"cut.png", cut(dot.Bytes()), "FIG-FORMAT"},
		{"flipped.png", flipped, "FIG-FORMAT"},
		{"cut.jpg", cut(photo.Bytes()), "FIG-FORMAT"},
		{"cmyk.jpg", cmykJPEG(), "FIG-FORMAT"},
		{"empty.png", nil, "FIG-FORMAT"},
		{"text.png", []byte("no picture"), "FIG-FORMAT"},
		{"gif.png", []byte("GIF89a"), "FIG-FORMAT"},
		{"huge.png", emptyPNG(20000, 20000), "FIG-SIZE"},
		{"none.png", emptyPNG(0, 0), "FIG-FORMAT"},
		{"big.png", make([]byte, maxPictureBytes+1), "FIG-SIZE"},
	}
	folder := t.TempDir()
	for _, c := range cases {
		if err := os.WriteFile(filepath.Join(folder, c.name), c.data, 0o644); err != nil {
			t.Fatal(err)
		}
		wantPicture(t, folder, c.name, c.code)
	}
	wantPicture(t, folder, "missing.png", "FIG-MISSING")
	wantPicture(t, folder, "", "FIG-MISSING")
	wantPicture(t, folder, ".", "FIG-FORMAT")
	wantPicture(t, folder, "../x.png", "FIG-OUTSIDE")
	wantPicture(t, folder, filepath.ToSlash(filepath.Join(folder, "dot.png")), "FIG-OUTSIDE")
	wantPicture(t, filepath.Join(folder, "no folder"), "dot.png", "FIG-MISSING")
}

// TestPictureLinks follows symbolic links inside the folder, never out of it.
func TestPictureLinks(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("skipped, because making links needs rights on Windows")
	}
	outside, folder := t.TempDir(), t.TempDir()
	data, err := os.ReadFile("testdata/prose/dot.png")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{filepath.Join(outside, "dot.png"), filepath.Join(folder, "dot.png")} {
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for link, to := range map[string]string{
		"in.png": "dot.png", "out.png": filepath.Join(outside, "dot.png"), "dir": outside, "loop.png": "loop.png",
	} {
		if err := os.Symlink(to, filepath.Join(folder, link)); err != nil {
			t.Fatal(err)
		}
	}
	wantPicture(t, folder, "in.png", "")
	wantPicture(t, folder, "out.png", "FIG-OUTSIDE")
	wantPicture(t, folder, "dir/dot.png", "FIG-OUTSIDE")
	wantPicture(t, folder, "loop.png", "FIG-MISSING")
}

// wantPicture reads one picture and wants the one finding, or none.
func wantPicture(t *testing.T, folder, name, code string) {
	t.Helper()
	blocks, found := Prose("![图](<"+name+">)", source.Origin{}, folder)
	var codes []string
	for _, f := range found {
		codes = append(codes, f.Code)
	}
	if got := strings.Join(codes, " "); got != code {
		t.Errorf("%s: %q, want %q", name, got, code)
	}
	if _, ok := blocks[0].(*doc.Figure); ok != (code == "") {
		t.Errorf("%s: %s", name, dump(blocks))
	}
}

// TestTurned reads the turn that cameras note, in both byte orders, and stays
// calm over broken ones.
func TestTurned(t *testing.T) {
	jpeg := func(exif string) []byte {
		out := []byte{0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xE1}
		out = binary.BigEndian.AppendUint16(out, uint16(len(exif)+8))
		return append(append(append(out, "Exif\x00\x00"...), exif...), 0xFF, 0xDA)
	}
	little := "II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00\x00\x00"
	big := "MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x01\x00\x00"
	if !turned(jpeg(little)) || turned(jpeg(big)) {
		t.Error("orientation 6 is a turn, 1 is none")
	}
	for i := range little {
		turned(jpeg(little[:i]))
		turned(jpeg(little)[:i])
	}
	if turned(jpeg("II*\x00\xFF\xFF\xFF\xFF")) {
		t.Error("an offset out of the file")
	}
}

// emptyPNG has a head and an end, and no pixels between.
func emptyPNG(width, height uint32) []byte {
	chunk := func(kind string, data []byte) []byte {
		body := append([]byte(kind), data...)
		out := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
		return binary.BigEndian.AppendUint32(append(out, body...), crc32.ChecksumIEEE(body))
	}
	head := binary.BigEndian.AppendUint32(nil, width)
	head = append(binary.BigEndian.AppendUint32(head, height), 8, 0, 0, 0, 0)
	return append(append([]byte("\x89PNG\r\n\x1a\n"), chunk("IHDR", head)...), chunk("IEND", nil)...)
}

// cmykJPEG is the head of a JPEG of four colours, and its end.
func cmykJPEG() []byte {
	b := []byte{0xFF, 0xD8, 0xFF, 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0, 0xFF, 0xC0, 0, 20, 8, 0, 8, 0, 8, 4}
	for i := byte(1); i <= 4; i++ {
		b = append(b, i, 0x11, 0)
	}
	b = append(b, 0xFF, 0xDA, 0, 2)
	if c, _, err := image.DecodeConfig(bytes.NewReader(b)); err != nil || c.ColorModel != color.CMYKModel {
		panic("not CMYK")
	}
	return append(b, 0xFF, 0xD9)
}
