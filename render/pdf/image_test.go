package pdf

import (
	"bytes"
	"image"
	"image/color"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"nianbao/render/frame"
)

// TestPixels: mutool gives the pixels that went in, on white.
func TestPixels(t *testing.T) {
	mutool := tool(t, "mutool")
	for _, p := range pictureFiles() {
		original, _, err := image.Decode(bytes.NewReader(p.data))
		if err != nil {
			t.Fatal(err)
		}
		b := original.Bounds()
		doc := &frame.Document{Title: "图", Language: "zh-CN", Root: &frame.Node{Role: "Document"}}
		figure := doc.Root.Add("Figure")
		figure.Alt = "图"
		// One pixel is one point, and mutool draws one dot a point.
		doc.Pages = []frame.Page{{Width: 24_000, Height: 16_000, Items: []frame.Item{
			&frame.Image{W: 24_000, H: 16_000, Data: p.data, Format: p.format, Tag: figure},
		}}}
		dir := t.TempDir()
		in, out := filepath.Join(dir, "in.pdf"), filepath.Join(dir, "out.png")
		if err := os.WriteFile(in, render(t, doc, Options{}), 0o644); err != nil {
			t.Fatal(err)
		}
		if text, err := exec.Command(mutool, "draw", "-q", "-r", "72", "-A", "0", "-c", "rgb", "-o", out, in).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v %s", p.name, err, text)
		}
		data, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		drawn, _, err := image.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if drawn.Bounds().Size() != b.Size() {
			t.Fatalf("%s: %v", p.name, drawn.Bounds())
		}
		for y := range b.Dy() {
			for x := range b.Dx() {
				want := color.RGBAModel.Convert(original.At(b.Min.X+x, b.Min.Y+y)).(color.RGBA)
				got := color.RGBAModel.Convert(drawn.At(x, y)).(color.RGBA)
				white := 255 - int(want.A)
				off := max(away(got.R, int(want.R)+white), away(got.G, int(want.G)+white), away(got.B, int(want.B)+white))
				if off > 1 && p.format == "png" || off > 12 { // readers may smooth a JPEG's colours
					t.Fatalf("%s: pixel %d,%d is %v, was %v", p.name, x, y, got, want)
				}
			}
		}
	}
}

func away(got uint8, want int) int { return max(int(got)-want, want-int(got)) }

// TestPlainPNG: plain files go in as they are, all others do not.
func TestPlainPNG(t *testing.T) {
	for _, p := range pictureFiles() {
		if p.format != "png" {
			continue
		}
		plain := plainPNG(p.data) != nil
		if want := p.name != "clear png" && p.name != "16 bit png"; plain != want {
			t.Errorf("%s: plain is %v", p.name, plain)
		}
	}
}

func TestBadPictures(t *testing.T) {
	good := pictureFiles()
	spoil := func(data []byte, at int) []byte {
		data = bytes.Clone(data)
		data[at] ^= 0x55
		return data
	}
	for _, c := range []struct {
		name, format, want string
		data               []byte
	}{
		{"empty", "png", "不是完好的 png", nil},
		{"no picture", "jpeg", "不是完好的 jpeg", []byte("hello")},
		{"other kind", "jpeg", "不是完好的 jpeg", good[2].data},
		{"cut JPEG", "jpeg", "不是完好的 jpeg", good[0].data[:30]},
		{"cut PNG", "png", "不是完好的 PNG", good[2].data[:len(good[2].data)/2]},
		{"spoilt PNG", "png", "不是完好的 PNG", spoil(good[2].data, len(good[2].data)-20)},
		{"CMYK", "jpeg", "CMYK", cmyk(good[0].data)},
		{"huge", "png", "太大", hugePNG()},
	} {
		doc := oneCharacter()
		figure := doc.Root.Add("Figure")
		figure.Alt = "图"
		doc.Pages[0].Items = append(doc.Pages[0].Items, &frame.Image{W: 1000, H: 1000, Data: c.data, Format: c.format, Tag: figure})
		err := Write(new(bytes.Buffer), doc, Options{})
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "第 1 页") {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// cmyk makes a JPEG file's header claim four components.
func cmyk(data []byte) []byte {
	at := bytes.Index(data, []byte{0xFF, 0xC0})
	head := bytes.Clone(data[at : at+10])
	head[3], head[9] = 8+3*4, 4
	var out []byte
	out = append(out, data[:at]...)
	out = append(out, head...)
	out = append(out, data[at+10:at+19]...)
	out = append(out, 4, 0x22, 0)
	return append(out, data[at+19:]...)
}

// hugePNG claims 60,000 by 60,000 pixels.
func hugePNG() []byte {
	data := bytes.Clone(pictureFiles()[2].data)
	copy(data[16:], words(60_000, 60_000))
	copy(data[29:], words(crc(data[12:29])))
	return data
}
