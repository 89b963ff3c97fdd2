package docx_test

import (
	"bytes"
	"image"
	"image/color"
	_ "image/png" // pdftoppm's pages
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"nianbao/fonts"
	"nianbao/render/docx"
	"nianbao/render/layout"
	"nianbao/render/pdf"
	"nianbao/render/style"
)

// dpi of the pictures that are measured: a dot is 0.127 mm.
const dpi = 200

func toMM(dots int) float64 { return float64(dots) * 25.4 / dpi }

// picture is a page of a PDF as dots.
func picture(t *testing.T, file string, page string) image.Image {
	t.Helper()
	out := filepath.Join(t.TempDir(), "page")
	c := exec.Command(docx.Need(t, "pdftoppm"), "-r", "200", "-f", page, "-l", page, "-singlefile", "-png", file, out)
	if b, err := c.CombinedOutput(); err != nil {
		t.Fatalf("pdftoppm: %v\n%s", err, b)
	}
	f, err := os.Open(out + ".png")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	m, _, err := image.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func red(c color.Color) bool {
	r, g, b, _ := c.RGBA()
	return r > 0xC000 && g < 0x9000 && b < 0x9000
}

func black(c color.Color) bool {
	r, g, b, _ := c.RGBA()
	return r < 0x8000 && g < 0x8000 && b < 0x8000
}

// band is a run of rows of dots that show something, in mm from the top of
// the page: from top to foot, left to right.
type band struct{ top, foot, left, right float64 }

// bands finds what is drawn in a colour, from the top of the page. A white of
// less than gap mm does not part two bands.
func bands(m image.Image, in func(color.Color) bool, gap float64) []band {
	var all []band
	r := m.Bounds()
	for y := r.Min.Y; y < r.Max.Y; y++ {
		left, right := -1, -1
		for x := r.Min.X; x < r.Max.X; x++ {
			if in(m.At(x, y)) {
				if left < 0 {
					left = x
				}
				right = x + 1
			}
		}
		if left < 0 {
			continue
		}
		n := len(all)
		if n == 0 || toMM(y)-all[n-1].foot > gap {
			all = append(all, band{toMM(y), toMM(y + 1), toMM(left), toMM(right)})
			continue
		}
		b := &all[n-1]
		b.foot, b.left, b.right = toMM(y+1), min(b.left, toMM(left)), max(b.right, toMM(right))
	}
	return all
}

// measure is one millimetre of the standard on a page's picture.
type measure struct {
	doc, what string
	page      int // from 1, 0 = the last one
	want      float64
	of        func(p *shot) float64
}

// shot is what a picture shows: the red and the black bands, and the red ones
// again with the finest whites told apart.
type shot struct{ red, black, fine []band }

// above is the foot of the last black band above y, below the top of the
// first one below it.
func (s *shot) above(y float64) float64 {
	foot := math.NaN()
	for _, b := range s.black {
		if b.top < y {
			foot = b.foot
		}
	}
	return foot
}

func (s *shot) below(y float64) float64 {
	for _, b := range s.black {
		if b.top > y {
			return b.top
		}
	}
	return math.NaN()
}

// lastRule is the last black band of the type area that is as wide as it.
func (s *shot) lastRule() band {
	for i := len(s.black) - 1; i >= 0; i-- {
		if b := s.black[i]; b.foot < 265 && b.right-b.left > 155 {
			return b
		}
	}
	return band{top: math.NaN(), foot: math.NaN()}
}

func height(b band) float64 { return b.foot - b.top }

// measures are those of GB/T 9704-2012 that a picture shows. The type area
// goes from 37 to 262 mm and from 28 to 184 mm; a line is 10.21 mm high.
var measures = []measure{
	{"file", "mark below the type area's top (7.2.4)", 1, 35, func(s *shot) float64 { return s.red[0].top - 37 }},
	{"file", "mark in the middle", 1, 106, func(s *shot) float64 { return (s.red[0].left + s.red[0].right) / 2 }},
	{"file", "rule below the number (7.2.7)", 1, 4, func(s *shot) float64 { return s.red[1].top - s.above(s.red[1].top) }},
	{"file", "rule from", 1, 28, func(s *shot) float64 { return s.red[1].left }},
	{"file", "rule to", 1, 184, func(s *shot) float64 { return s.red[1].right }},
	{"file", "two lines and a bit of white to the title (7.3.1)", 1, 20.6, func(s *shot) float64 { return s.below(s.red[1].top) - s.red[1].foot }},
	{"file", "last rule of the imprint on the type area's foot (7.4.1)", 0, 262, func(s *shot) float64 { return s.lastRule().foot }},
	{"signed", "mark below the type area's top", 1, 35, func(s *shot) float64 { return s.red[0].top - 37 }},
	{"signed", "rule below the number", 1, 4, func(s *shot) float64 { return s.red[1].top - s.above(s.red[1].top) }},
	{"signed", "signer one character and its own white from the right (7.2.6)", 1, 184 - 5.56 - 0.7, func(s *shot) float64 { return s.black[0].right }},
	{"signed", "number one character and its own white from the left (7.2.5)", 1, 28 + 5.56 + 0.6, func(s *shot) float64 { return s.black[0].left }},
	{"signed", "last rule of the imprint", 1, 262, func(s *shot) float64 { return s.lastRule().foot }},
	{"joint", "first mark below the type area's top", 1, 35, func(s *shot) float64 { return s.red[0].top - 37 }},
	{"joint", "文件 in the middle of the names", 1, 0, func(s *shot) float64 {
		return (s.red[1].top+s.red[1].foot)/2 - (s.red[0].top+s.red[2].foot)/2
	}},
	{"joint", "names of one width", 1, 0, func(s *shot) float64 { return s.red[0].right - s.red[2].right }},
	{"joint", "rule below the number", 1, 4, func(s *shot) float64 { return s.red[3].top - s.above(s.red[3].top) }},
	{"order", "mark below the type area's top (10.2)", 1, 20, func(s *shot) float64 { return s.red[0].top - 37 }},
	{"order", "two empty lines from the number to the text", 1, 25.2, func(s *shot) float64 { return s.black[1].top - s.black[0].foot }},
	{"minutes", "mark below the type area's top (10.3)", 1, 35, func(s *shot) float64 { return s.red[0].top - 37 }},
	{"note", "mark below the paper's edge (10.1)", 1, 30, func(s *shot) float64 { return s.red[0].top }},
	{"note", "mark in the middle of the paper", 1, 105, func(s *shot) float64 { return (s.red[0].left + s.red[0].right) / 2 }},
	{"note", "double rule below the mark", 1, 4, func(s *shot) float64 { return s.red[1].top - s.red[0].foot }},
	{"note", "double rule from", 1, 20, func(s *shot) float64 { return s.red[1].left }},
	{"note", "double rule to", 1, 190, func(s *shot) float64 { return s.red[1].right }},
	{"note", "double rule above the paper's foot", 1, 20, func(s *shot) float64 { return 297 - s.red[2].foot }},
	{"note", "lower double rule from", 1, 20, func(s *shot) float64 { return s.red[2].left }},
	{"note", "lower double rule to", 1, 190, func(s *shot) float64 { return s.red[2].right }},
	{"note", "thick over thin", 1, 0.5, func(s *shot) float64 { n := len(s.fine); return height(s.fine[n-4]) - height(s.fine[n-3]) }},
	{"note", "thin over thick", 1, 0.5, func(s *shot) float64 { n := len(s.fine); return height(s.fine[n-1]) - height(s.fine[n-2]) }},
	{"note", "7/8 of a character to the number", 1, 4.86, func(s *shot) float64 { return s.below(s.red[1].foot) - s.red[1].foot }},
	{"note", "nothing below the type area on the first page", 1, 0, func(s *shot) float64 { return max(s.black[len(s.black)-1].foot-262, 0) }},
}

// TestLetterMeasures measures pictures of the pages: ours, and LibreOffice's
// of the DOCX, against GB/T 9704-2012. Half a millimetre is let pass.
func TestLetterMeasures(t *testing.T) {
	st := style.Embedded("gb9704")
	files, ours := map[string][]byte{}, map[string]string{}
	dir := t.TempDir()
	for name, d := range docx.Letters() {
		var word, page bytes.Buffer
		if err := docx.Write(&word, d, st, docx.Options{}); err != nil {
			t.Fatal(err)
		}
		pages, found := layout.Pages(d, st, fonts.Embedded())
		for _, f := range found {
			t.Errorf("%s: %s", name, f.Message)
		}
		pages.Title, pages.Language = name, "zh-CN"
		if err := pdf.Write(&page, pages, pdf.Options{}); err != nil {
			t.Fatal(err)
		}
		files[name], ours[name] = word.Bytes(), filepath.Join(dir, name+".pdf")
		write(t, ours[name], page.Bytes())
	}
	theirs := office(t, fonts.Embedded().Faces(), files)
	shots := map[string]*shot{}
	look := func(file string, page int) *shot {
		if page == 0 {
			page = len(pagesOf(t, file))
		}
		key := file + strconv.Itoa(page)
		if shots[key] == nil {
			m := picture(t, file, strconv.Itoa(page))
			shots[key] = &shot{bands(m, red, 1.5), bands(m, black, 1.5), bands(m, red, 0.1)}
		}
		return shots[key]
	}
	for name, file := range theirs {
		if name != "order" {
			signatureWithText(t, name, file)
		}
	}
	for _, m := range measures {
		a, b := m.of(look(ours[m.doc], m.page)), m.of(look(theirs[m.doc], m.page))
		t.Logf("%-8s %-55s %7.2f %7.2f %7.2f", m.doc, m.what, m.want, a, b)
		if !(math.Abs(a-m.want) <= 0.5) {
			t.Errorf("%s: %s: %.2f mm on our page, want %.2f", m.doc, m.what, a, m.want)
		}
		if !(math.Abs(b-m.want) <= 0.5) {
			t.Errorf("%s: %s: %.2f mm on LibreOffice's page, want %.2f", m.doc, m.what, b, m.want)
		}
	}
}

// signatureWithText: the page of the date shows some of the text.
func signatureWithText(t *testing.T, name, file string) {
	t.Helper()
	for _, page := range pagesOf(t, file) {
		all := ""
		for _, l := range page {
			all += l.text
		}
		if strings.Contains(all, "2026年1月23日") && !strings.Contains(all, "审阅") {
			t.Errorf("%s: LibreOffice has a signature without text: %s", name, all)
		}
	}
}
