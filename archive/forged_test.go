package archive

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nianbao/batch/manifest"
)

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
		{"two roots", replace(catalogueFile, "</文件目录>", "</文件目录><文件目录/>"), "根元素之外还有内容"},
		{"words before the root", replace(catalogueFile, "<文件目录>", "x<文件目录>"), "根元素之外还有内容"},
		{"an element twice", replace(catalogueFile, "<密级>", "<密级>秘密</密级><密级>"), "“密级”写了两次"},
		{"another element", replace(catalogueFile, "<备注/>", "<备注/><附注>x</附注>"), "“文件目录.XML”与目录、文件不符"},
		{"secrecy in the catalogue", replace(catalogueFile, "<密级>公开", "<密级>秘密"), "“文件目录.XML”与目录、文件不符"},
		{"encoding declared", replace(catalogueFile, "UTF-8", "GB18030"), "声明的编码与实际的不符"},
		{"period in metadata", replace(xmlPath, "<保管期限>10年", "<保管期限>永久"), "第 16 行应是“<保管期限>10年</保管期限>”"},
		{"fonds in metadata", replace(xmlPath, "<全宗号>Z109", "<全宗号>Z110"), "与目录、文件不符"},
		{"format in metadata", replace(xmlPath, "字体全部嵌入", "字体"), "与目录、文件不符"},
		{"title in both", func(dir string) {
			replace(xmlPath, "<题名>𡐓㮾镇", "<题名>𡐓㮾乡")(dir)
			replace(catalogueFile, "<题名>𡐓㮾镇", "<题名>𡐓㮾乡")(dir)
		}, "-002.docx”里写的题名是"},
		{"package name", replace(readmeFile, "数据包：Z109-2026-01", "数据包：Z109-2026-02"), "是数据包 Z109-2026-01 的，说明文件写的是 Z109-2026-02"},
		{"format line gone", replace(readmeFile, formatLine, ""), "没有“数据包格式”一行"},
		{"line of 说明文件", replace(readmeFile, "未压缩，未加密", "未加密"), "“说明文件.TXT”与目录、文件不符"},
		{"check list", replace(othersDir+"/核对结果.csv", "某市第3局,", "某市第4局,"), "“其他/核对结果.csv”与目录、文件不符：第 4 行"},
		{"check list gone", func(dir string) { os.Remove(filepath.Join(dir, othersDir, "核对结果.csv")) }, "缺少“其他/核对结果.csv”"},
		{"check report", replace(othersDir+"/四性检测报告.xml", "<结果>合格", "<结果>不合格"), "四性检测报告.xml”与目录、文件不符"},
		{"schema", put(othersDir+"/文件目录.xsd", []byte("<x/>")), "文件目录.xsd”与目录、文件不符"},
		{"register gone", func(dir string) { os.Remove(filepath.Join(dir, RegisterFile+"pdf")) }, "缺少“其他/移交与接收登记表.pdf”"},
		{"another register", put(RegisterFile+"pdf", tinyPDF(1, "别的表")), "应是“电子档案移交与接收登记表”"},
		{"a list more", put(othersDir+"/旁注.txt", []byte("x")), "数据包里没有它的位置"},
		{"a folder more below", put(othersDir+"/"+filepath.Base(pdfPath), []byte("x")), "数据包里没有它的位置"},
		{"a file that begins like the record", put(recordsDir+"/2026/WS/"+id+"/"+id+"-004.txt", []byte("x")), "数据包里没有它的位置"},
		{"a wrapper that is none", put(recordsDir+"/2026/WS/"+id+"/"+id+".eep", []byte("x")), "数据包里没有它的位置"},
		{"a signature of nothing", put(othersDir+"/manifest-evil.sig", []byte("x")), "数据包里没有它的位置"},
		{"an empty folder", func(dir string) { os.Mkdir(filepath.Join(dir, recordsDir, "空"), 0o777) }, "多出空文件夹"},
		{"broken DOCX", put(strings.Replace(pdfPath, "001.pdf", "002.docx", 1), []byte("PK")), "不是完好的 DOCX"},
		{"broken TOML", put(strings.Replace(pdfPath, "001.pdf", "003.toml", 1), []byte("a = ")), "-003.toml”读不出来"},
		{"words behind the PDF", put(pdfPath, append(tinyPDF(2, "𡐓㮾镇政府2025年政府信息公开工作年度报告"), "<script>"...)), "结尾之后还有内容"},
		{"no such PDF/A", put(pdfPath, bytes.Replace(tinyPDF(2, ""), []byte("<pdfaid:part>2"), []byte("<pdfaid:part>9"), 1)), "没有声明是 PDF/A"},
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

// TestListsNameEveryFile: an emptied list is not whole because the other one
// is.
func TestListsNameEveryFile(t *testing.T) {
	for _, algorithm := range []string{"sha256", "sm3"} {
		dir := filepath.Join(t.TempDir(), "p")
		write(t, dir, settings(), 2)
		name := filepath.Join(dir, filepath.FromSlash(manifestPath(algorithm)))
		for what, text := range map[string]string{"": "empty", "# 数据包 Z109-2026-01，13 个文件，算法 X\n": "head alone"} {
			if err := os.WriteFile(name, []byte(what), 0o666); err != nil {
				t.Fatal(err)
			}
			if found := problems(t, dir); !strings.Contains(found, "不在摘要清单“"+manifestPath(algorithm)) {
				t.Errorf("%s, %s: found\n%s", algorithm, text, found)
			}
		}
	}
}

// TestWrapperForged: the 封装包 says what the files and the catalogue say.
func TestWrapperForged(t *testing.T) {
	for _, eep := range []EEP{EEPInside, EEPDigest} {
		s := settings()
		s.EEP, s.UTF8 = eep, true
		good := filepath.Join(t.TempDir(), "good")
		write(t, good, s, 3)
		wrapper := filepath.Join(recordsDir, "2026", "WS", "Z109-WS·2026-D10-BGS-0002", "Z109-WS·2026-D10-BGS-0002.eep")
		for what, change := range map[string]func(string) error{
			"gone": os.Remove,
			"edited": func(path string) error {
				data, _ := os.ReadFile(path)
				return os.WriteFile(path, bytes.Replace(data, []byte("<编码数据>"), []byte("<编码数据>Q"), 1), 0o666)
			},
		} {
			dir := filepath.Join(t.TempDir(), "p")
			if err := os.CopyFS(dir, os.DirFS(good)); err != nil {
				t.Fatal(err)
			}
			if err := change(filepath.Join(dir, wrapper)); err != nil {
				t.Fatal(err)
			}
			remake(t, dir, s.Name())
			if found := problems(t, dir); !strings.Contains(found, ".eep”") {
				t.Errorf("%s, %s: found\n%s", eep, what, found)
			}
		}
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
