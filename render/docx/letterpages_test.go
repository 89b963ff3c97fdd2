package docx_test

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/color"
	_ "image/png" // pdftoppm's pages
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
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

// picture is a page of a PDF as dots, or a part of it (see pdftoppm).
func picture(t *testing.T, file string, page int, part ...string) image.Image {
	t.Helper()
	out, n := filepath.Join(t.TempDir(), "page"), strconv.Itoa(page)
	args := append([]string{"-r", strconv.Itoa(dpi), "-f", n, "-l", n, "-singlefile", "-png"}, part...)
	c := exec.Command(docx.Need(t, "pdftoppm"), append(args, file, out)...)
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

// sharp is the black bands of a strip 1 mm wide, seen ten times as sharp.
func sharp(t *testing.T, file string, page int, x float64) []band {
	t.Helper()
	const times = 10
	mm := times * dpi / 25.4
	m := picture(t, file, page, "-r", strconv.Itoa(times*dpi), "-x", strconv.Itoa(int(x*mm)), "-y", "0", "-W", strconv.Itoa(int(mm)), "-H", strconv.Itoa(int(297*mm)))
	all := bands(m, black, 0.1*times)
	for i := range all {
		b := &all[i]
		*b = band{b.top / times, b.foot / times, x + b.left/times, x + b.right/times}
	}
	return all
}

// TestLetterMeasures measures pictures of the pages: ours, and LibreOffice's
// of the DOCX, against GB/T 9704-2012. Half a millimetre is let pass.
func TestLetterMeasures(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped, because looking at every dot of pictures takes minutes under the race detector")
	}
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
			if name == "crowded" && f.Code == layout.CodeFirstPage {
				continue
			}
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
	shots, strips := map[string]*shot{}, map[string][]band{}
	look := func(file string, page int) *shot {
		if page == 0 {
			page = len(pagesOf(t, file))
		}
		key := file + strconv.Itoa(page)
		if shots[key] == nil {
			m := picture(t, file, page)
			shots[key] = &shot{
				red: bands(m, red, 1.5), black: bands(m, black, 1.5), fine: bands(m, red, 0.1), lines: pagesOf(t, file)[page-1],
				column: func(x float64) []band {
					key := fmt.Sprint(file, page, x)
					if strips[key] == nil {
						strips[key] = sharp(t, file, page, x)
					}
					return slices.Clone(strips[key])
				},
			}
		}
		return shots[key]
	}
	for name, file := range theirs {
		if a, b := len(pagesOf(t, ours[name])[0]), len(pagesOf(t, file)[0]); strings.HasPrefix(name, "long") && a != b {
			t.Errorf("%s: %d lines on our first page, %d on LibreOffice's", name, a, b)
		}
		if name != "order" {
			signatureWithText(t, name, file)
		}
	}
	table := "| 公文 | 量什么 | 应是 | PDF | DOCX 经 LibreOffice |\n| --- | --- | --: | --: | --: |\n"
	for _, m := range measures {
		a, b := m.of(look(ours[m.doc], m.page)), m.of(look(theirs[m.doc], m.page))
		table += fmt.Sprintf("| %s | %s | %.2f | %.2f | %.2f |\n", docx.LetterNames[m.doc], m.what, m.want, a, b)
		if !(math.Abs(a-m.want) <= 0.5) {
			t.Errorf("%s: %s: %.2f mm on our page, want %.2f", m.doc, m.what, a, m.want)
		}
		if !(math.Abs(b-m.want) <= 0.5) {
			t.Errorf("%s: %s: %.2f mm on LibreOffice's page, want %.2f", m.doc, m.what, b, m.want)
		}
	}
	t.Log("\n" + table)
	if flag.Lookup("update").Value.String() == "true" {
		write(t, "../../letter/MEASURES.md", []byte(measured+table))
	}
}

// measured stands above the table in letter/MEASURES.md.
const measured = `# 量一量

毫米，由 ` + "`" + `go test ./render/docx -run LetterMeasures -update` + "`" + ` 量出：把本程序的 PDF 和 LibreOffice 由 DOCX 转成的 PDF 画成每英寸 200 点的图
（一点 0.13 毫米；版记的线和一字线 2000 点），量线和字的边缘；左右位置读自 PDF 里字的位置。相差半毫米以上测试就不通过。

LibreOffice 7.4 不理会“汉字与数字之间不加空隙”（autoSpaceDN），所以它的日期宽一些；量的是不受此影响的一端。

`

// signatureWithText: the page of the date shows some of the text, or
// 附件说明; the first page shows the number and some of the text. Readers move
// a paragraph whole, so "joint" with its one paragraph cannot have both, and
// "crowded" has a head that fills the page.
func signatureWithText(t *testing.T, name, file string) {
	t.Helper()
	for i, page := range pagesOf(t, file) {
		all := ""
		for _, l := range page {
			all += l.text
			if strings.HasPrefix(l.text, "2026年1月") && l.text != "2026年1月23日" {
				t.Errorf("%s: LibreOffice breaks the date: %s", name, l.text)
			}
		}
		if strings.Contains(all, "2026年1月23日") && !strings.Contains(all, "审阅") && !strings.Contains(all, "附件：") {
			t.Errorf("%s: LibreOffice has a signature without text: %s", name, all)
		}
		if i == 0 && name != "draft" && !strings.ContainsAny(all, "号期") {
			t.Errorf("%s: LibreOffice has a first page without the number: %s", name, all)
		}
		if i == 0 && name != "joint" && name != "crowded" && !strings.Contains(all, "予") {
			t.Errorf("%s: LibreOffice has a first page without text: %s", name, all)
		}
	}
}
