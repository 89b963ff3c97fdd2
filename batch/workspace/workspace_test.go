package workspace

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"nianbao/batch/manifest"
	"nianbao/schema"
	"nianbao/schema/form"
	"nianbao/schema/source"
)

const listText = "代码,名称,简称,级别,上级,全宗号,垂直管理\n000000001,某某市财政局,财政局,市级,,Z01,\n,某某市硚口街道办事处,,乡级,000000001,,是\n"

var listWant = []Agency{
	{Code: "000000001", Name: "某某市财政局", Short: "财政局", Level: "市级", Fonds: "Z01"},
	{Name: "某某市硚口街道办事处", Level: "乡级", Parent: "000000001", Vertical: true},
}

func write(t *testing.T, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

func sameAgencies(a, b []Agency) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func TestReadAgencies(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(listText))
	if err != nil {
		t.Fatal(err)
	}
	book := excelize.NewFile()
	book.SetCellStr("Sheet1", "A1", "机关名单")
	for i, line := range strings.Split(strings.TrimSpace(listText), "\n") {
		for c, text := range strings.Split(line, ",") {
			cell, _ := excelize.CoordinatesToCellName(c+1, i+2)
			book.SetCellStr("Sheet1", cell, text)
		}
	}
	xlsx, err := book.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	english := strings.Replace(listText, "代码,名称,简称,级别,上级,全宗号,垂直管理", "Code, Name ,short,level,parent,fonds,vertical", 1)
	for name, data := range map[string][]byte{
		"utf8.csv":      []byte(listText),
		"bom.csv":       []byte("\ufeff" + listText),
		"gbk.csv":       gbk,
		"crlf.csv":      []byte(strings.ReplaceAll(listText, "\n", "\r\n")),
		"tabs.txt":      []byte(strings.ReplaceAll(listText, ",", "\t")),
		"semicolon.csv": []byte(strings.ReplaceAll(listText, ",", ";")),
		"english.csv":   []byte(english),
		"mac.csv":       []byte(strings.ReplaceAll(listText, "\n", "\r")),
		"utf16.txt":     utf16(strings.ReplaceAll(listText, ",", "\t")),
		"unseen.csv":    []byte(strings.Replace(listText, "某某市财政局", "\"\u200b某某市\n财政局　\"", 1)),
		"title.csv":     []byte("某某市机关名单\n\n" + listText),
		"list.xlsx":     xlsx.Bytes(),
		"list.toml": []byte(`[[agencies]]
code = "000000001"
name = "某某市财政局"
short = "财政局"
level = "市级"
fonds = "Z01"
[[agencies]]
name = "某某市硚口街道办事处"
level = "乡级"
parent = "000000001"
vertical = true
`),
	} {
		got, found, err := ReadAgencies(write(t, name, data))
		if err != nil || len(found) > 0 || !sameAgencies(got, listWant) {
			t.Errorf("%s: %v, %v, %v", name, got, found, err)
		}
	}
}

// utf16 is text as Excel's “Unicode 文本” has it.
func utf16(s string) []byte {
	b, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes([]byte(s))
	if err != nil {
		panic(err)
	}
	return b
}

// TestReadAgenciesOfOddSheets: the list is on the second sheet, its codes are
// numbers shown with zeros in front, one 主管部门 stands for several rows.
func TestReadAgenciesOfOddSheets(t *testing.T) {
	book := excelize.NewFile()
	book.SetCellStr("Sheet1", "A1", "填表说明")
	book.NewSheet("名单")
	format := "000000000"
	zeros, err := book.NewStyle(&excelize.Style{CustomNumFmt: &format})
	if err != nil {
		t.Fatal(err)
	}
	book.SetSheetRow("名单", "A1", &[]any{"代码", "名称", "主管部门"})
	book.SetSheetRow("名单", "A2", &[]any{1, "甲局", "甲局"})
	book.SetSheetRow("名单", "A3", &[]any{2, "乙局"})
	book.SetSheetRow("名单", "A4", &[]any{3, "丙局"})
	book.SetCellStyle("名单", "A2", "A4", zeros)
	book.MergeCell("名单", "C3", "C4")
	book.SetCellStr("名单", "C3", "甲局")
	data, err := book.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	got, _, err := ReadAgencies(write(t, "list.xlsx", data.Bytes()))
	want := []Agency{{Code: "000000001", Name: "甲局", Parent: "甲局"}, {Code: "000000002", Name: "乙局", Parent: "甲局"},
		{Code: "000000003", Name: "丙局", Parent: "甲局"}}
	if err != nil || !sameAgencies(got, want) {
		t.Errorf("%v, %v", got, err)
	}
}

func TestReadAgenciesRefuses(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"empty.csv":    {"", "没有找到表头"},
		"nohead.csv":   {"000000001,某某市财政局\n", "没有找到表头"},
		"norows.csv":   {"名称\n", "名单是空的"},
		"noname.csv":   {"代码,名称\n1,\n", "第 2 行没有名称"},
		"twice.csv":    {"名称\n甲局\n甲局\n", "列了两次"},
		"samecode.csv": {"代码,名称\n1,甲局\n1,乙局\n", "第 2 行的“甲局”和第 3 行的“乙局”代码相同"},
		"samefile.csv": {"代码,名称\n,甲局\n甲局,乙局\n", "分不开"},
		"unseen.csv":   {"名称\n甲局\n甲\u200b局\n", "列了两次：第 2 行和第 3 行"},
		"vertical.csv": {"名称,垂直管理\n甲局,也许\n", "第 2 行的“垂直管理”写着“也许”"},
		"quote.csv":    {"名称\n\"甲局\n", "引号"},
		"binary.csv":   {"\xff\xff\xff\x00", "编码"},
		"old.xls":      {"x", "另存为 .xlsx"},
		"broken.xlsx":  {"not a zip", "不是完好的"},
		"list.doc":     {"x", "名单要是"},
	} {
		_, _, err := ReadAgencies(write(t, name, []byte(c.text)))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", name, err, c.want)
		}
	}
	_, found, err := ReadAgencies(write(t, "list.toml", []byte("[[agencies]]\nnam = \"甲局\"\n")))
	if err != nil || found.Count(source.Error) == 0 {
		t.Errorf("an unknown key: %v, %v", found, err)
	}
}

// TestReadAgenciesDoubts: what looks wrong in a list is said, and the list is
// taken.
func TestReadAgenciesDoubts(t *testing.T) {
	for text, want := range map[string]string{
		"代码,名称\n000014349,甲局\n014350000,乙局\n,丙局\n":       "",
		"代码,名称\n000014349,甲局\n14350,乙局\n":                "丢了前面的 0",
		"代码,名称\n1.145E+17,甲局\n2,乙局\n":                    "后面的几位已经丢了",
		"名称,上级\n甲局,乙局\n乙局,\n丙局,丁局\n":                     "这些上级不在名单里：丁局",
		"名称,上级\n甲局,乙局\n乙局,甲局\n":                          "转了一圈",
		"序号,名称,上级行政机关,垂直管理\n1,甲局,乙局,\n":                  "没有用到的列：上级行政机关",
		"名称,简称,上级\n某某市人民政府,市政府,\n某某市财政局,,市政府\n":          "",
		"代码,名称,垂直管理\n1,甲局,否\n2,乙局,√\n3,丙局,\n4,丁局,TRUE\n": "",
	} {
		list, found, err := ReadAgencies(write(t, "list.csv", []byte(text)))
		var says []string
		for _, f := range found {
			says = append(says, f.Message)
			if f.Severity != source.Info || f.Code != CodeList {
				t.Errorf("%q: %+v", text, f)
			}
		}
		if err != nil || len(list) == 0 || (want == "") != (len(says) == 0) || !strings.Contains(strings.Join(says, "\n"), want) {
			t.Errorf("%q: %v, %q", text, err, says)
		}
	}
}

func blank(t *testing.T, year int) func(*Agency) []byte {
	return func(a *Agency) []byte {
		return schema.Skeleton(form.All().ForYear(year), year, schema.Agency{Name: a.Name, Code: a.Code}, nil)
	}
}

func TestCreateKeepsWhatIsThere(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "全市")
	w := &Workspace{Dir: dir, Area: `某"某`, Year: 2025, Form: "2021", Agencies: listWant,
		Deadline: time.Date(2026, 1, 26, 0, 0, 0, 0, time.UTC)}
	written, err := Create(w, blank(t, 2025))
	if err != nil || len(written) != 2 { // the second agency is under vertical management
		t.Fatalf("%v, %v", written, err)
	}
	got, found, err := Load(dir)
	if err != nil || len(found) > 0 {
		t.Fatalf("%v, %v", found, err)
	}
	if got.Area != w.Area || got.Year != 2025 || !got.Deadline.Equal(w.Deadline) || !sameAgencies(got.Agencies, listWant) {
		t.Errorf("read back: %+v", got)
	}
	filled := w.Path(2025, &w.Agencies[0])
	os.WriteFile(filled, []byte("filled in"), 0o666)
	path := filepath.Join(dir, FileName)
	text, _ := os.ReadFile(path)
	os.WriteFile(path, append(text, "# 我的注\n"...), 0o666)
	w.Year = 2026
	if written, err = Create(w, blank(t, 2026)); err != nil || len(written) != 2 {
		t.Fatalf("next year: %v, %v", written, err)
	}
	if data, _ := os.ReadFile(filled); string(data) != "filled in" {
		t.Error("last year's report was overwritten")
	}
	text, _ = os.ReadFile(path)
	for _, want := range []string{"= 2026\n", "2027-01-26", "# 我的注"} {
		if !bytes.Contains(text, []byte(want)) {
			t.Errorf("nianbao.toml lacks %q:\n%s", want, text)
		}
	}
	if written, err = Create(w, blank(t, 2026)); err != nil || len(written) != 0 {
		t.Errorf("a second time: %v, %v", written, err)
	}
}

func TestLoadSaysWhatIsWrong(t *testing.T) {
	for text, want := range map[string]string{
		"":                                   "year",
		"year = 25\nagencies=[{name=\"甲\"}]": "不合理",
		"year = 2025\nagencys = []":          "agencys",
		"year = 2025\nagencies = []":         "名单是空的",
		"year = 2025\nagencies = [{name=\"甲\"},{name=\"甲\"}]": "列了两次",
		"year = ": "",
	} {
		dir := t.TempDir()
		os.WriteFile(filepath.Join(dir, FileName), []byte(text), 0o666)
		w, found, err := Load(dir)
		var out bytes.Buffer
		found.WriteText(&out)
		if w != nil || err != nil || found.Count(source.Error) == 0 || !strings.Contains(out.String(), want) {
			t.Errorf("%q: %v, %v\n%s", text, w, err, out.String())
		}
	}
}

// TestDoubt: a report that stands in another's place, or another year's.
func TestDoubt(t *testing.T) {
	dir := t.TempDir()
	w := &Workspace{Dir: dir, Year: 2025, Form: "2021", Agencies: []Agency{
		{Code: "0001", Name: "云川市财政局", Short: "市财政局"}, {Name: "教育局"}}}
	if _, err := Create(w, blank(t, 2025)); err != nil {
		t.Fatal(err)
	}
	w, _, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		file, name, code string
		year             int
		want             string
	}{
		{"0001", "云川市财政局", "0001", 2025, ""},
		{"0001", "云川市财政局", "", 2025, ""},
		{"0001", "市财政局", "", 2025, ""},
		{"教育局", "云川市教育局", "0002", 2025, ""},
		{"外局", "云川市外局", "", 2025, ""},
		{"0001", "云川市财政局", "0001", 2024, CodeYear},
		{"0001", "云川市教育局", "0002", 2025, CodeName},
		{"0001", "云川市财政局", "0003", 2025, CodeName},
		{"0001", "云川市国库局", "0001", 2025, CodeName},
		{"教育局", "云川市财政局", "0001", 2025, CodeName},
	} {
		r := &schema.Report{File: &source.File{Name: filepath.Join(w.Reports(2025), c.file+".toml")}, Year: c.year,
			Agency: schema.Agency{Name: c.name, Code: c.code}}
		got := ""
		for _, f := range w.Doubt(r) {
			got += f.Code
		}
		if got != c.want {
			t.Errorf("%+v: got %q", c, got)
		}
	}
}

// survey makes a workspace with one agency in each state.
func survey(t *testing.T, today string) *Status {
	t.Helper()
	dir := t.TempDir()
	w := &Workspace{Dir: dir, Area: "某某市", Year: 2025, Form: "2021",
		Deadline: time.Date(2026, 1, 31, 0, 0, 0, 0, time.UTC),
		Agencies: []Agency{{Name: "缺局"}, {Name: "空局"}, {Name: "错局"}, {Name: "好局"}, {Name: "迟<局>"}, {Name: "税局", Vertical: true}, {Name: "坏局"}}}
	if _, err := Create(w, blank(t, 2025)); err != nil {
		t.Fatal(err)
	}
	w, _, err := Load(dir)
	if err != nil || w == nil {
		t.Fatal(err)
	}
	put := func(i int, text string) { os.WriteFile(w.Path(2025, &w.Agencies[i]), []byte(text), 0o666) }
	os.Remove(w.Path(2025, &w.Agencies[0]))
	os.Remove(w.Path(2025, &w.Agencies[6]))
	os.Mkdir(w.Path(2025, &w.Agencies[6]), 0o777) // what cannot be read hides nobody
	put(2, "错")
	put(3, "好")
	put(4, "迟")
	os.WriteFile(filepath.Join(w.Reports(2025), "外局.toml"), nil, 0o666)
	day, err := time.Parse(time.DateOnly, today)
	if err != nil {
		t.Fatal(err)
	}
	journal, err := manifest.Begin(filepath.Join(dir, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := journal.Append(
		manifest.Entry{Report: "好局", Source: "好局.toml", Status: manifest.Built, SourceSHA256: manifest.SHA256([]byte("好"))},
		manifest.Entry{Report: "错局", Source: "错局.toml", Status: manifest.Built, SourceSHA256: manifest.SHA256([]byte("以前"))},
	); err != nil {
		t.Fatal(err)
	}
	journal.Close()
	made, err := manifest.Open(dir, "")
	if err != nil {
		t.Fatal(err)
	}
	defer made.Close()
	forms := form.All()
	s, err := w.Survey(2025, day, made, func(f *source.File) (*schema.Report, source.List) {
		r := &schema.Report{Text: map[string]string{"overview": "有"}}
		switch string(f.Data) {
		case "错":
			return r, source.List{{Severity: source.Error, Code: "T3-BAL", Message: "自然人<不平>"}}
		case "好":
			r.Date = time.Date(2026, 1, 20, 0, 0, 0, 0, time.UTC)
			return r, nil
		case "迟":
			r.Date = time.Date(2026, 2, 2, 0, 0, 0, 0, time.UTC)
			return r, nil
		}
		return schema.Load(f, forms)
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSurvey(t *testing.T) {
	s := survey(t, "2026-01-31")
	var got []string
	for _, l := range s.Lines {
		late := ""
		if l.Late {
			late = "+late"
		}
		got = append(got, string(l.State)+late+" "+l.Documents())
	}
	want := "missing 未生成, blank 未生成, broken 报告改过，待重新生成, ready 已生成, ready+late 未生成, missing 未生成, broken 未生成"
	if strings.Join(got, ", ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, ", "), want)
	}
	if len(s.Unlisted) != 1 || s.Unlisted[0] != "外局.toml" {
		t.Errorf("not on the list: %v", s.Unlisted)
	}
	if s.Complete() || s.Built() != 1 || s.Due() != 6 || s.Vertical() != 1 || s.Count(Missing) != 1 {
		t.Errorf("complete %v, built %d, due %d, vertical %d, missing %d", s.Complete(), s.Built(), s.Due(), s.Vertical(), s.Count(Missing))
	}
	if l := s.Lines[6]; len(l.Messages) != 1 || !strings.Contains(l.Messages[0], "是文件夹") {
		t.Errorf("%+v", l)
	}
	if n := survey(t, "2026-02-01").Late(); n != 3 {
		t.Errorf("%d late the day after, want the missing, the blank and the late one", n)
	}
}

func TestChart(t *testing.T) {
	s := survey(t, "2026-02-01")
	page, err := s.HTML()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"迟&lt;局&gt;", "自然人&lt;不平&gt;", "外局.toml", "2026年2月1日", "缺报", "垂直管理"} {
		if !bytes.Contains(page, []byte(want)) {
			t.Errorf("the page lacks %s", want)
		}
	}
	for _, outside := range []string{"http:", "https:", "<script", "@import", "url("} {
		if bytes.Contains(page, []byte(outside)) {
			t.Errorf("the page is not self-contained: %s", outside)
		}
	}
	data, err := s.XLSX()
	if err != nil {
		t.Fatal(err)
	}
	again, _ := s.XLSX()
	if !bytes.Equal(data, again) {
		t.Error("the list differs from one time to the next")
	}
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := book.GetRows("催报名单")
	if err != nil || len(rows) != 8 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	if rows[1][1] != "缺局" || rows[1][7] != "缺报" || rows[3][1] != "错局" || !strings.Contains(rows[3][12], "T3-BAL") || rows[7][1] != "税局" {
		t.Errorf("rows: %q", rows)
	}
}
