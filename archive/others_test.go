package archive

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// others is how somebody else packs: everything that annex 2 of
// 《电子档案移交与接收办法》 leaves open.
type others struct {
	encoding  string // as declared
	gbkNames  bool
	volumes   bool // 案卷目录.XML
	lower     bool // 文件目录.xml, 说明文件.txt
	id        string
	place     string // below 电子档案, without extension
	reference string // 电子档案名称
	ext       string
	metadata  string // root element; "" = no metadata files
	more      map[string]string
}

// pack writes the package of three records.
func (o others) pack(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	put := func(name string, data []byte) {
		t.Helper()
		if o.gbkNames {
			name = string(encode(name, false))
		}
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o777); err != nil {
			t.Skip("skipped, because this file system takes no names in GBK")
		}
		if err := os.WriteFile(full, data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	text := func(s string) []byte {
		head := "<?xml version=\"1.0\" encoding=\"" + o.encoding + "\"?>\n"
		return encode(head+s, o.encoding == "UTF-8")
	}
	root, item, catalogue, readme := "文件目录", "文件", catalogueFile, readmeFile
	if o.volumes {
		root, item, catalogue = "案卷目录", "案卷", volumesFile
	}
	if o.lower {
		catalogue, readme = strings.ToLower(catalogue), strings.ToLower(readme)
	}
	rows := ""
	for i := 1; i <= 3; i++ {
		id := fmt.Sprintf(o.id, i)
		fill := strings.NewReplacer("{id}", id, "{n}", fmt.Sprintf("%04d", i), "{ext}", o.ext)
		place := recordsDir + "/" + fill.Replace(o.place)
		agency, title := fmt.Sprintf("某市第%d局", i), fmt.Sprintf("某市第%d局2019年政府信息公开工作年度报告", i)
		put(place+"."+o.ext, tinyPDF(2, title))
		if o.metadata != "" {
			put(place+".xml", text("<"+o.metadata+"><内容描述><题名>"+title+"</题名><责任者>"+agency+"</责任者><日期>2020年1月20日</日期></内容描述></"+o.metadata+">"))
		}
		reference := fill.Replace(o.reference)
		rows += fmt.Sprintf("<%s><顺序号>%d</顺序号><档号>%s</档号><责任者>%s</责任者><题名>%s</题名><日期>2020-01-20</日期><密级/><电子档案名称>%s</电子档案名称><备注/></%s>\n",
			item, i, id, agency, title, reference, item)
	}
	put(catalogue, text("<"+root+">"+rows+"</"+root+">"))
	put(readme, encode("载体编号：A01\r\n保管单位：某市档案馆\r\n", o.encoding == "UTF-8"))
	put(othersDir+"/命名规则.txt", []byte("以档号命名"))
	for name, data := range o.more {
		put(name, []byte(data))
	}
	return dir
}

var plain = others{encoding: "GB18030", id: "X043-WS·2019-Y-%04d", place: "2019/文书/{id}/{id}", reference: "电子档案/2019/文书/{id}/{id}.{ext}", ext: "pdf", metadata: "文件实体"}

// TestOthersPass: a good package of somebody else's is not refused; what
// cannot be judged is said.
func TestOthersPass(t *testing.T) {
	for what, change := range map[string]func(*others){
		"plain":                     func(o *others) {},
		"declared as GBK":           func(o *others) { o.encoding = "GBK" },
		"declared as gb2312":        func(o *others) { o.encoding = "gb2312" },
		"UTF-8":                     func(o *others) { o.encoding = "UTF-8" },
		"names in GBK, backslashes": func(o *others) { o.gbkNames, o.reference = true, `电子档案\2019\文书\{id}\{id}.pdf` },
		"volumes":                   func(o *others) { o.volumes = true },
		"both catalogues":           func(o *others) { o.more = map[string]string{volumesFile: "<案卷目录/>"} },
		"names in lower case":       func(o *others) { o.lower = true },
		"all in one folder":         func(o *others) { o.place, o.reference = "2019/文书/{n}", "{n}.pdf" },
		"deep": func(o *others) {
			o.place, o.reference = "2019/文书/永久/{id}/正文/{id}", "./2019/文书/永久/{id}/正文/{id}.pdf"
		},
		"referred to by 档号":         func(o *others) { o.reference = "{id}" },
		"another 档号":                func(o *others) { o.id = "J001-2019-永久-%03d" },
		"metadata of another shape": func(o *others) { o.metadata = "元数据" },
		"no metadata files":         func(o *others) { o.metadata = "" },
		"OFD":                       func(o *others) { o.ext = "ofd" },
		"a digest list of records alone": func(o *others) {
			o.more = map[string]string{manifestPath("sha256"): ""}
		},
		"more in 其他": func(o *others) { o.more = map[string]string{othersDir + "/交接/登记表扫描件.jpg": "x"} },
		"an annex": func(o *others) {
			o.more = map[string]string{"电子档案/2019/文书/X043-WS·2019-Y-0001/附件1.pdf": "x"}
		},
	} {
		t.Run(what, func(t *testing.T) {
			o := plain
			change(&o)
			dir := o.pack(t)
			if _, ok := o.more[manifestPath("sha256")]; ok {
				list := ""
				for i := 1; i <= 3; i++ {
					for _, ext := range []string{"pdf", "xml"} {
						name := fmt.Sprintf("电子档案/2019/文书/X043-WS·2019-Y-%04d/X043-WS·2019-Y-%04d.%s", i, i, ext)
						sum, err := digestOf(filepath.Join(dir, filepath.FromSlash(name)))
						if err != nil {
							t.Fatal(err)
						}
						list += sum + " *./" + name + "\r\n"
					}
				}
				os.WriteFile(filepath.Join(dir, filepath.FromSlash(manifestPath("sha256"))), []byte(list), 0o666)
			}
			if !Is(dir) {
				t.Error("not taken for a package")
			}
			if found := problems(t, dir); found != "" {
				t.Error(found)
			}
		})
	}
}

func digestOf(path string) (string, error) {
	sums, err := digests(filepath.Dir(path))
	return sums[filepath.Base(path)], err
}

// TestOthersFail: what is wrong is found in packages of others too, without
// any digest list.
func TestOthersFail(t *testing.T) {
	record := "电子档案/2019/文书/X043-WS·2019-Y-0002/X043-WS·2019-Y-0002"
	for what, c := range map[string]struct {
		old, new string // in the catalogue
		do       func(dir string) error
		find     string
	}{
		"missing": {do: func(dir string) error { return os.Remove(filepath.Join(dir, record+".pdf")) }, find: "缺少"},
		"added":   {do: func(dir string) error { return os.WriteFile(filepath.Join(dir, "电子档案/2019/x.pdf"), nil, 0o666) }, find: "多出“电子档案/2019/x.pdf”"},
		"renamed": {do: func(dir string) error {
			return os.Rename(filepath.Join(dir, record+".pdf"), filepath.Join(dir, "电子档案/y.pdf"))
		}, find: "缺少"},
		"broken":    {do: func(dir string) error { return os.WriteFile(filepath.Join(dir, record+".pdf"), []byte("%PDF-"), 0o666) }, find: "PDF"},
		"metadata":  {do: func(dir string) error { return os.WriteFile(filepath.Join(dir, record+".xml"), []byte("<a"), 0o666) }, find: "元数据"},
		"no 其他":     {do: func(dir string) error { return os.RemoveAll(filepath.Join(dir, "其他")) }, find: "缺少“其他”"},
		"title":     {old: "<题名>某市第2局", new: "<题名>某市第3局", find: "目录的题名"},
		"gap":       {old: "<档号>X043-WS·2019-Y-0003", new: "<档号>X043-WS·2019-Y-0004", find: "应当相连"},
		"one 档号":    {old: "<档号>X043-WS·2019-Y-0003", new: "<档号>X043-WS·2019-Y-0002", find: "用了两次"},
		"order":     {old: "<顺序号>2<", new: "<顺序号>3<", find: "顺序号"},
		"up":        {old: "2019/文书/X043-WS·2019-Y-0002/", new: "../../", find: "缺少"},
		"encoding":  {old: `encoding="UTF-8"`, new: `encoding="GBK"`, find: "声明的编码"},
		"two roots": {old: "</文件目录>", new: "</文件目录><a/>", find: "根元素之外"},
	} {
		t.Run(what, func(t *testing.T) {
			o := plain
			o.encoding = "UTF-8"
			dir := o.pack(t)
			if c.do != nil {
				if err := c.do(dir); err != nil {
					t.Fatal(err)
				}
			}
			if c.old != "" {
				path := filepath.Join(dir, catalogueFile)
				data, err := os.ReadFile(path)
				if err != nil || !strings.Contains(string(data), c.old) {
					t.Fatalf("%s is not there", c.old)
				}
				os.WriteFile(path, []byte(strings.Replace(string(data), c.old, c.new, 1)), 0o666)
			}
			if found := problems(t, dir); !strings.Contains(found, c.find) {
				t.Errorf("wanted %q, found:\n%s", c.find, found)
			}
		})
	}
	// The digest on paper cannot be compared with a list that is not there.
	p, err := Verify(plain.pack(t), strings.Repeat("0", 64))
	if err != nil || p.OK() {
		t.Error("took a package without a list for the one on paper", err)
	}
}
