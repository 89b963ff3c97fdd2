package archive

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"nianbao/batch/manifest"
)

// tinyPDF is a PDF of n blank pages that claims PDF/A-2A and holds note in its
// title, so that two records differ.
func tinyPDF(n int, note string, objects ...string) []byte {
	xmp := "<x:xmpmeta xmlns:x='adobe:ns:meta/'><pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" + note + "</x:xmpmeta>"
	kids := ""
	list := []string{"", "<</Type/Catalog/Pages 2 0 R/Metadata 3 0 R>>", "", fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(xmp), xmp)}
	for range n {
		kids += fmt.Sprintf("%d 0 R ", len(list))
		list = append(list, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>")
	}
	list[2] = fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", n, kids)
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
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(list), start)
	return b.Bytes()
}

func settings() Settings {
	return Settings{Fonds: "Z109", FondsName: "某市政府办公室", Bureau: "某市档案馆", BureauCode: "436001",
		Year: 2026, Class: "WS", Department: "BGS", Batch: 1, Program: "nianbao test"}
}

func record(i int) *Record {
	name := fmt.Sprintf("某市第%d局", i)
	if i == 2 {
		name = "𡐓㮾镇政府" // four bytes each in GB18030
	}
	return &Record{Key: name + "/2025", Agency: name, Title: name + "2025年政府信息公开工作年度报告", ReportYear: 2025,
		Date: time.Date(2026, 1, 20, 0, 0, 0, 0, time.UTC), Period: Years10, Pages: 2,
		Files: []File{{"pdf", tinyPDF(2, name)}, {"docx", []byte("docx " + name)}, {"toml", []byte("year = 2025 # " + name)}}}
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
	if err := w.Close(Extra{"四性检测报告.txt", []byte("见 verify")}); err != nil {
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
	if err := w.Close(); err == nil {
		t.Fatal("overwrote another package")
	}
	if found := problems(t, a); found != "" {
		t.Fatal(found)
	}
	left, _ := filepath.Glob(filepath.Join(filepath.Dir(a), ".*"))
	if len(left) > 0 {
		t.Fatal("left behind:", left)
	}
}

func TestLaterBatch(t *testing.T) {
	s := settings()
	s.Batch, s.First = 2, map[Period]int{Years10: 3}
	same, changed := record(2), record(3)
	s.Superseding = map[string]Previous{
		same.Key:    {ID: "Z109-WS·2026-D10-BGS-0001", SHA256: manifest.SHA256(same.Files[0].Data)},
		changed.Key: {ID: "Z109-WS·2026-D10-BGS-0002", SHA256: "0"},
	}
	dir := filepath.Join(t.TempDir(), "p")
	w, err := Create(dir, s)
	if err != nil {
		t.Fatal(err)
	}
	if id, _ := w.Add(same); id != "Z109-WS·2026-D10-BGS-0001" || w.Len() != 0 {
		t.Error("handed an unchanged record over again as", id)
	}
	if id, _ := w.Add(changed); id != "Z109-WS·2026-D10-BGS-0003" {
		t.Error("correction got", id)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	text, _ := os.ReadFile(filepath.Join(dir, catalogueFile))
	if s, _ := decode(text); !strings.Contains(s, "<备注>更正件，代替 Z109-WS·2026-D10-BGS-0002</备注>") {
		t.Error(s)
	}
	if found := problems(t, dir); found != "" {
		t.Error(found)
	}
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

// remake writes the digest lists anew, as one who forges would.
func remake(t *testing.T, dir, name string) {
	t.Helper()
	var files []listed
	filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		rel, _ := filepath.Rel(dir, path)
		rel = filepath.ToSlash(rel)
		if d.IsDir() || isDigestList(rel) {
			return err
		}
		data, _ := os.ReadFile(path)
		sha, sm := manifest.Digests(data)
		files = append(files, listed{rel, int64(len(data)), sha, sm})
		return err
	})
	for _, a := range []string{"sha256", "sm3"} {
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(manifestPath(a))), manifestText(name, a, files), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// TestForged edits content and digests together: what the parts of the package
// say of each other must give it away.
func TestForged(t *testing.T) {
	good := filepath.Join(t.TempDir(), "good")
	s := settings()
	s.UTF8 = true
	write(t, good, s, 3)
	id := "Z109-WS·2026-D10-BGS-0001"
	pdfPath := recordsDir + "/2026/WS/" + id + "/" + id + "-001.pdf"
	xmlPath := recordsDir + "/2026/WS/" + id + "/" + id + ".xml"
	replace := func(file, old, new string) func(string) {
		return func(dir string) {
			path := filepath.Join(dir, filepath.FromSlash(file))
			data, err := os.ReadFile(path)
			if err != nil || !bytes.Contains(data, []byte(old)) {
				t.Fatalf("%s does not hold %s", file, old)
			}
			os.WriteFile(path, bytes.Replace(data, []byte(old), []byte(new), 1), 0o666)
		}
	}
	put := func(file string, data []byte) func(string) {
		return func(dir string) { os.WriteFile(filepath.Join(dir, filepath.FromSlash(file)), data, 0o666) }
	}
	for _, c := range []struct {
		what string
		do   func(dir string)
		find string
	}{
		{"title in the catalogue", replace(catalogueFile, "某市第3局2025", "某市第3局2024"), "目录的题名"},
		{"agency in the catalogue", replace(catalogueFile, "<责任者>某市第3局", "<责任者>某市第4局"), "目录的责任者"},
		{"date in the catalogue", replace(catalogueFile, "<日期>20260120", "<日期>20260121"), "目录的日期"},
		{"number", replace(catalogueFile, "<顺序号>2<", "<顺序号>3<"), "顺序号"},
		{"order", func(dir string) {
			replace(catalogueFile, "BGS-0001</档号>", "BGS-0009</档号>")(dir)
		}, "档号"},
		{"two with one 档号", replace(catalogueFile, "<档号>Z109-WS·2026-D10-BGS-0002<", "<档号>Z109-WS·2026-D10-BGS-0001<"), "用了两次"},
		{"shape of 档号", replace(catalogueFile, "<档号>Z109-WS·2026-D10-BGS-0002<", "<档号>Z109.WS·2026-D10-BGS-0002<"), "DA/T 22"},
		{"page count", replace(xmlPath, "<页数>2<", "<页数>3<"), "PDF 有 2 页"},
		{"size", replace(xmlPath, "<计算机文件大小>", "<计算机文件大小>1"), "字节"},
		{"digest in metadata", replace(xmlPath, "<数字摘要SM3>", "<数字摘要SM3>0"), "摘要与元数据不符"},
		{"other PDF", put(pdfPath, tinyPDF(2, "另一份")), "元数据"},
		{"no PDF/A", put(pdfPath, bytes.Replace(tinyPDF(2, ""), []byte("pdfaid:part"), []byte("pdfaid:rapt"), 2)), "没有声明是 PDF/A"},
		{"font outside", put(pdfPath, tinyPDF(2, "", "<</Type/Font/Subtype/TrueType/BaseFont/SimSun>>")), "字体没有嵌入：SimSun"},
		{"script", put(pdfPath, tinyPDF(2, "", "<</S/JavaScript/JS(app.alert)>>")), "脚本"},
		{"not a PDF", put(pdfPath, []byte("%PDF-1.7 ...")), "PDF"},
		{"extra file", put(recordsDir+"/2026/WS/"+id+"/旁注.txt", []byte("x")), "多出"},
		{"compressed file", put(othersDir+"/a.zip", []byte("PK")), "压缩"},
		{"record row gone", func(dir string) {
			path := filepath.Join(dir, catalogueFile)
			data, _ := os.ReadFile(path)
			from, to := bytes.LastIndex(data, []byte("  <文件>\n")), bytes.LastIndex(data, []byte("</文件目录>"))
			os.WriteFile(path, append(data[:from:from], data[to:]...), 0o666)
		}, "说明文件写 3 件，目录有 2 件"},
		{"count in 说明文件", replace(readmeFile, "3 件", "4 件"), "说明文件写 4 件"},
		{"not XML", replace(catalogueFile, "</文件目录>", "</文件>"), "不是完整的 XML"},
	} {
		t.Run(c.what, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "p")
			if err := os.CopyFS(dir, os.DirFS(good)); err != nil {
				t.Fatal(err)
			}
			c.do(dir)
			remake(t, dir, s.Name())
			if found := problems(t, dir); !strings.Contains(found, c.find) {
				t.Errorf("wanted %q, found:\n%s", c.find, found)
			}
		})
	}
}

func TestManifestOfAnotherPackage(t *testing.T) {
	a, b := filepath.Join(t.TempDir(), "a"), filepath.Join(t.TempDir(), "b")
	s := settings()
	write(t, a, s, 3)
	s.Batch = 2
	write(t, b, s, 3)
	name := filepath.FromSlash(manifestPath("sm3"))
	data, err := os.ReadFile(filepath.Join(b, name))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(a, name), data, 0o666); err != nil {
		t.Fatal(err)
	}
	if found := problems(t, a); !strings.Contains(found, "属于不同的数据包") {
		t.Error(found)
	}
	p, err := Verify(b, strings.Repeat("0", 64))
	if err != nil || p.OK() {
		t.Error("took another digest for the one on paper", err)
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

func TestBag(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "p")
	s := settings()
	write(t, dir, s, 2)
	bag := filepath.Join(t.TempDir(), "bag")
	if err := Bag(dir, bag, &s); err != nil {
		t.Fatal(err)
	}
	if found := problems(t, filepath.Join(bag, "data", s.Name())); found != "" {
		t.Error(found)
	}
	for _, list := range []string{"manifest-sha256.txt", "tagmanifest-sha256.txt"} {
		cmd := exec.Command("sha256sum", "-c", "--strict", "--quiet", list)
		cmd.Dir = bag
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", list, err, out)
		}
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
