package docx_test

import (
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"nianbao/fonts"
	"nianbao/render/docx"
)

// officialNames are what documents call the faces of the roles.
var officialNames = map[fonts.Role]string{
	fonts.XiaoBiaoSong: "方正小标宋简体", fonts.HeiTi: "黑体", fonts.KaiTi: "楷体_GB2312", fonts.FangSong: "仿宋_GB2312", fonts.SongTi: "宋体",
}

// desk is a folder with a font configuration of its own: the given faces and
// no others, those of a role under its official name as well.
func desk(t *testing.T, faces []*fonts.Face) string {
	t.Helper()
	dir := t.TempDir()
	var conf strings.Builder
	fmt.Fprintf(&conf, "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig><dir>%s/fonts</dir><cachedir>%s/cache</cachedir>\n", dir, dir)
	for _, f := range faces {
		program, err := f.Program()
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, "fonts", f.File), program)
	}
	for _, role := range fonts.Roles {
		fmt.Fprintf(&conf, `<match target="scan"><test name="file"><string>%s</string></test><edit name="family" mode="prepend"><string>%s</string></edit></match>`+"\n",
			filepath.Join(dir, "fonts", fonts.Embedded().Face(role).File), officialNames[role])
	}
	conf.WriteString("</fontconfig>\n")
	write(t, filepath.Join(dir, "fonts.conf"), []byte(conf.String()))
	return dir
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// office has LibreOffice turn documents into PDF, all in one call, on a desk
// with the given faces, and returns the paths by name.
func office(t *testing.T, faces []*fonts.Face, files map[string][]byte) map[string]string {
	t.Helper()
	soffice := docx.Need(t, "soffice")
	dir := desk(t, faces)
	args := []string{"--headless", "--norestore", "-env:UserInstallation=file://" + dir + "/profile", "--convert-to", "pdf", "--outdir", dir + "/out"}
	made := map[string]string{}
	for name, data := range files {
		path := filepath.Join(dir, name+".docx")
		write(t, path, data)
		args = append(args, path)
		made[name] = filepath.Join(dir, "out", name+".pdf")
	}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	c := exec.CommandContext(ctx, soffice, args...)
	c.Env = append(os.Environ(), "HOME="+dir, "FONTCONFIG_FILE="+filepath.Join(dir, "fonts.conf"), "SAL_USE_VCLPLUGIN=svp")
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
	return made
}

// word is a stretch of text without spaces where a page shows it, in points
// from the page's top left corner.
type word struct {
	XMin float64 `xml:"xMin,attr"`
	YMin float64 `xml:"yMin,attr"`
	XMax float64 `xml:"xMax,attr"`
	YMax float64 `xml:"yMax,attr"`
	Text string  `xml:",chardata"`
}

// line is what stands at one height of a page.
type line struct {
	word
	text string // without spaces
}

func (l *line) chars() int { return utf8.RuneCountInString(l.text) }

// pagesOf reads the lines of each page of a PDF, from the top.
func pagesOf(t *testing.T, path string) [][]line {
	t.Helper()
	out, err := exec.Command(docx.Need(t, "pdftotext"), "-bbox", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	var pages [][]line
	d := xml.NewDecoder(strings.NewReader(string(out)))
	d.Strict = false
	for {
		token, err := d.Token()
		if err == io.EOF {
			return pages
		}
		if err != nil {
			t.Fatal(err)
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch e.Name.Local {
		case "page":
			var p struct {
				Words []word `xml:"word"`
			}
			if err := d.DecodeElement(&p, &e); err != nil {
				t.Fatal(err)
			}
			pages = append(pages, linesOf(p.Words))
		}
	}
}

// linesOf joins the words whose middles are at one height.
func linesOf(words []word) []line {
	var lines []line
	slices.SortStableFunc(words, func(a, b word) int { return int(a.YMin+a.YMax) - int(b.YMin+b.YMax) })
	for _, w := range words {
		n := len(lines)
		if n == 0 || w.YMin+w.YMax-lines[n-1].YMin-lines[n-1].YMax > 8 {
			lines = append(lines, line{word: w})
			n++
		} else {
			l := &lines[n-1]
			l.XMin, l.XMax = min(l.XMin, w.XMin), max(l.XMax, w.XMax)
		}
		lines[n-1].text += w.Text
	}
	return lines
}
