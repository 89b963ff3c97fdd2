package archive

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/unicode"
)

// tinyPDF is a PDF of n blank pages that claims PDF/A-2A; note is its title.
func tinyPDF(n int, note string, objects ...string) []byte {
	xmp := "<x:xmpmeta xmlns:x='adobe:ns:meta/'><pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" + note + "</x:xmpmeta>"
	kids := ""
	list := []string{"", "<</Type/Catalog/Pages 2 0 R/Metadata 3 0 R>>", "", fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(xmp), xmp)}
	for range n {
		kids += fmt.Sprintf("%d 0 R ", len(list))
		list = append(list, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>")
	}
	list[2] = fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", n, kids)
	list = append(list, "<</Title<"+fmt.Sprintf("%X", "\xfe\xff"+utf16be(note))+">>>")
	info := len(list) - 1
	list = append(list, objects...)
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	var at []int
	for i, o := range list[1:] {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(list))
	for _, a := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", a)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(list), info, start)
	return b.Bytes()
}

func utf16be(s string) string {
	b, err := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String(s)
	if err != nil {
		panic(err)
	}
	return b
}

// tinyDOCX is a ZIP file with core properties and nothing else.
func tinyDOCX(title string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, _ := z.Create("docProps/core.xml")
	fmt.Fprintf(w, "<p:coreProperties xmlns:p='p' xmlns:dc='dc'><dc:title>%s</dc:title></p:coreProperties>", title)
	z.Close()
	return b.Bytes()
}

// register stands for the 移交与接收登记表.
var register = []Extra{{RegisterFile + "pdf", tinyPDF(1, registerTitle)}, {RegisterFile + "docx", tinyDOCX(registerTitle)}}

func settings() Settings {
	return Settings{Fonds: "Z109", FondsName: "某市政府办公室", Bureau: "某市档案馆", BureauCode: "436001",
		Year: 2026, Class: "WS", Department: "BGS", Batch: 1, Program: "nianbao test"}
}

func record(i int) *Record {
	name := fmt.Sprintf("某市第%d局", i)
	if i == 2 {
		name = "𡐓㮾镇政府" // four bytes each in GB18030
	}
	title := name + "2025年政府信息公开工作年度报告"
	return &Record{Key: Key(name, title), Agency: name, Title: title, ReportYear: 2025,
		Date: time.Date(2026, 1, 20, 0, 0, 0, 0, time.UTC), Period: Years10, Pages: 2, Notes: []string{"Y-STOCK 存量不符，请看一看"},
		Files: []File{{"pdf", tinyPDF(2, title)}, {"docx", tinyDOCX(title)}, {"toml", []byte("form = \"2021\"\nyear = 2025\n[agency]\nname = \"" + name + "\"\n")}}}
}

// write makes a package of n records.
func write(t *testing.T, dir string, s Settings, n int) {
	t.Helper()
	w, err := Create(dir, s)
	if err != nil {
		t.Fatal(err)
	}
	for i := 1; i <= n; i++ {
		r := record(i)
		if i == 1 {
			r.Period = Permanent
		}
		if _, err := w.Add(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(register...); err != nil {
		t.Fatal(err)
	}
}

// problems verifies and joins what failed.
func problems(t *testing.T, dir string) string {
	t.Helper()
	p, err := Verify(dir, "")
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, i := range p.Items {
		for _, s := range i.Problems {
			all = append(all, i.Name+"："+s)
		}
	}
	return strings.Join(all, "\n")
}

func TestGoodPackagesPass(t *testing.T) {
	for _, utf8 := range []bool{false, true} {
		for _, eep := range []EEP{NoEEP, EEPInside, EEPDigest} {
			s := settings()
			s.UTF8, s.EEP = utf8, eep
			dir := filepath.Join(t.TempDir(), "p")
			write(t, dir, s, 3)
			if found := problems(t, dir); found != "" {
				t.Errorf("utf8 %v, eep %q:\n%s", utf8, eep, found)
			}
		}
	}
}

func TestSameBytesTwice(t *testing.T) {
	a, b := filepath.Join(t.TempDir(), "a"), filepath.Join(t.TempDir(), "b")
	write(t, a, settings(), 3)
	write(t, b, settings(), 3)
	if same, err := sameTree(a, b); err != nil || !same {
		t.Fatal("two runs differ", err)
	}
	write(t, a, settings(), 3) // over itself: nothing to do
	w, err := Create(a, settings())
	if err != nil {
		t.Fatal(err)
	}
	w.Add(record(9))
	if err := w.Close(register...); !errors.Is(err, ErrExists) {
		t.Fatal("overwrote another package", err)
	}
	if found := problems(t, a); found != "" {
		t.Fatal(found)
	}
	file := filepath.Join(filepath.Dir(a), "file")
	os.WriteFile(file, nil, 0o666)
	if _, err := Create(file, settings()); err == nil {
		t.Error("a file stands there")
	}
	if w, err = Create(filepath.Join(filepath.Dir(a), "p"), settings()); err != nil {
		t.Fatal(err)
	}
	w.Add(record(9))
	if err := w.Close(); err == nil || !strings.Contains(err.Error(), "没有通过四性检测") {
		t.Error("a package without a register got its name", err)
	}
	left, _ := filepath.Glob(filepath.Join(filepath.Dir(a), ".*"))
	if len(left) > 0 {
		t.Fatal("left behind:", left)
	}
}

func TestLaterBatch(t *testing.T) {
	s := settings()
	first := filepath.Join(t.TempDir(), "first")
	write(t, first, s, 3)
	var err error
	if s.First, s.Superseding, err = Earlier([]string{first}); err != nil {
		t.Fatal(err)
	}
	if wrong := s.Check(); len(wrong) != 1 || !strings.Contains(wrong[0], "第 1 批已经移交过") {
		t.Errorf("%q", wrong)
	}
	s.Batch = s.NextBatch()
	same, changed, upgraded := record(2), record(3), record(1)
	changed.Files[0].Data = tinyPDF(2, changed.Title, "<</New true>>")
	// Another release writes another PDF of the same source.
	s.Program = "nianbao later"
	upgraded.Files[0].Data = tinyPDF(2, upgraded.Title, "<</Later true>>")
	changed.Files[2].Data = append(changed.Files[2].Data, "#"...)
	dir := filepath.Join(t.TempDir(), "p")
	w, err := Create(dir, s)
	if err != nil {
		t.Fatal(err)
	}
	if id, _ := w.Add(same); id != "Z109-WS·2026-D10-BGS-0001" || w.Len() != 0 {
		t.Error("handed an unchanged record over again as", id)
	}
	if id, _ := w.Add(upgraded); id != "Z109-WS·2026-Y-BGS-0001" || w.Len() != 0 {
		t.Error("handed a record over again for another release of the program, as", id)
	}
	if id, _ := w.Add(changed); id != "Z109-WS·2026-D10-BGS-0003" {
		t.Error("correction got", id)
	}
	if err := w.Close(register...); err != nil {
		t.Fatal(err)
	}
	text, _ := os.ReadFile(filepath.Join(dir, catalogueFile))
	if s, _ := decode(text); !strings.Contains(s, "<备注>更正件，代替 Z109-WS·2026-D10-BGS-0002</备注>") {
		t.Error(s)
	}
	if found := problems(t, dir); found != "" {
		t.Error(found)
	}
	// Next year's numbers begin anew.
	next := settings()
	next.Year = 2027
	if next.First, next.Superseding, err = Earlier([]string{first, dir}); err != nil {
		t.Fatal(err)
	}
	next.Batch = next.NextBatch()
	w, err = Create(filepath.Join(t.TempDir(), "next"), next)
	if err != nil {
		t.Fatal(err)
	}
	if id, _ := w.Add(record(7)); id != "Z109-WS·2027-D10-BGS-0001" || next.Batch != 1 {
		t.Error("next year's first record got", id, "in batch", next.Batch)
	}
	w.Discard()
}

// TestEveryByteCounts changes, cuts, removes, renames and adds to every file.
func TestEveryByteCounts(t *testing.T) {
	good := filepath.Join(t.TempDir(), "good")
	write(t, good, settings(), 3)
	var files []string
	filepath.WalkDir(good, func(path string, d os.DirEntry, err error) error {
		if !d.IsDir() {
			rel, _ := filepath.Rel(good, path)
			files = append(files, rel)
		}
		return err
	})
	breaks := map[string]func(path string, data []byte) error{
		"first byte": func(p string, b []byte) error { b[0] ^= 1; return os.WriteFile(p, b, 0o666) },
		"middle":     func(p string, b []byte) error { b[len(b)/2] ^= 0x20; return os.WriteFile(p, b, 0o666) },
		"last byte":  func(p string, b []byte) error { b[len(b)-1] ^= 4; return os.WriteFile(p, b, 0o666) },
		"cut":        func(p string, b []byte) error { return os.WriteFile(p, b[:len(b)-1], 0o666) },
		"longer":     func(p string, b []byte) error { return os.WriteFile(p, append(b, '\n'), 0o666) },
		"removed":    func(p string, b []byte) error { return os.Remove(p) },
		"renamed":    func(p string, b []byte) error { return os.Rename(p, p+"x") },
		"copied":     func(p string, b []byte) error { return os.WriteFile(p+".bak", b, 0o666) },
	}
	n := 0
	for _, file := range files {
		for name, break_ := range breaks {
			dir := filepath.Join(t.TempDir(), "p")
			if err := os.CopyFS(dir, os.DirFS(good)); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(dir, file)
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if err := break_(path, data); err != nil {
				t.Fatal(err)
			}
			if problems(t, dir) == "" {
				t.Errorf("%s of %s not found", name, file)
			}
			n++
		}
	}
	t.Logf("%d broken packages, all found", n)
	if n < 100 {
		t.Errorf("only %d ways", n)
	}
}

func TestNamesInGBK(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "p")
	write(t, dir, settings(), 2)
	old := filepath.Join(t.TempDir(), "q") // as an old tool unpacks it
	filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		rel, _ := filepath.Rel(dir, path)
		to := filepath.Join(old, string(encode(rel, false)))
		if d.IsDir() {
			return os.MkdirAll(to, 0o777)
		}
		data, _ := os.ReadFile(path)
		return os.WriteFile(to, data, 0o666)
	})
	if _, err := os.Stat(filepath.Join(old, string(encode(catalogueFile, false)))); err != nil {
		t.Skip("skipped, because this file system takes no names in GBK")
	}
	if found := problems(t, old); found != "" {
		t.Error(found)
	}
}

func TestDigestListsReadByOthers(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "p")
	write(t, dir, settings(), 3)
	cmd := exec.Command("sha256sum", "-c", "--strict", "--quiet", filepath.FromSlash(manifestPath("sha256")))
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		if os.Getenv("CI") == "" && exec.Command("sha256sum", "--version").Run() != nil {
			t.Skip("skipped, because there is no sha256sum")
		}
		t.Errorf("%v\n%s", err, out)
	}
}

func TestCatalogueSchema(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "p")
	write(t, dir, settings(), 3)
	if _, err := exec.LookPath("xmllint"); err != nil {
		if os.Getenv("CI") == "" {
			t.Skip("skipped, because there is no xmllint")
		}
		t.Fatal(err)
	}
	out, err := exec.Command("xmllint", "--nonet", "--noout", "--schema", filepath.Join(dir, othersDir, "文件目录.xsd"), filepath.Join(dir, catalogueFile)).CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestSettingsAreChecked(t *testing.T) {
	if wrong := (&Settings{Fonds: "Z 1", Year: 26}).Check(); len(wrong) != 6 {
		t.Errorf("%q", wrong)
	}
}

func FuzzCatalogue(f *testing.F) {
	f.Add([]byte("<?xml version=\"1.0\" encoding=\"GB18030\"?><文件目录><文件><顺序号>1</顺序号></文件></文件目录>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		dir := t.TempDir()
		os.WriteFile(filepath.Join(dir, catalogueFile), data, 0o666)
		if _, err := Verify(dir, ""); err != nil {
			t.Fatal(err)
		}
	})
}
