package form

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nianbao/schema/source"
)

func third(t *testing.T) *Form {
	t.Helper()
	file, err := source.Read("testdata/third.toml")
	if err != nil {
		t.Fatal(err)
	}
	f, list := Parse(file)
	if f == nil {
		t.Fatalf("%+v", list)
	}
	return f
}

func TestEmbedded(t *testing.T) {
	if ids := All().IDs(); !slices.Equal(ids, []string{"2019", "2021"}) {
		t.Errorf("forms %v", ids)
	}
	tests := []struct {
		id           string
		rows, across int // rows of 表三 and its columns
		disclosure   int // figures of 表二
	}{{"2019", 23, 7, 2*3 + 2*3 + 2*3 + 2 + 2}, {"2021", 25, 7, 2*3 + 1 + 2 + 1}}
	for _, test := range tests {
		f := Find(test.id)
		applications := &f.Tables[1]
		if n := len(applications.Rows()); n != test.rows || len(applications.Bands[0].Columns) != test.across {
			t.Errorf("%s: 表三 has %d rows", test.id, n)
		}
		figures := 0
		for _, b := range f.Tables[0].Bands {
			figures += len(b.Rows) * len(b.Columns)
		}
		if figures != test.disclosure {
			t.Errorf("%s: 表二 has %d figures, want %d", test.id, figures, test.disclosure)
		}
		reviews := &f.Tables[2].Bands[0]
		if len(reviews.Rows)*len(reviews.Columns) != 15 {
			t.Errorf("%s: 表四 has not 15 figures", test.id)
		}
		if len(f.Sections) != 6 {
			t.Errorf("%s: %d sections", test.id, len(f.Sections))
		}
	}
}

func TestForYear(t *testing.T) {
	set := append(All(), third(t))
	for year, want := range map[int]string{2018: "", 2019: "2019", 2020: "2019", 2021: "2021", 2030: "2021", 2031: "2031", 2040: "2031"} {
		got := ""
		if f := set.ForYear(year); f != nil {
			got = f.ID
		}
		if got != want {
			t.Errorf("%d: form %q, want %q", year, got, want)
		}
	}
}

func TestAdd(t *testing.T) {
	set, list, err := All().Add("testdata")
	if err != nil || len(list) > 0 || !slices.Equal(set.IDs(), []string{"2019", "2021", "2031"}) {
		t.Errorf("%v %v %v", set.IDs(), list, err)
	}
	if again, list, err := set.Add("testdata/third.toml"); err != nil || len(list) != 1 || len(again) != 3 || !strings.Contains(list[0].Message, "已有") {
		t.Errorf("%v %v", list, err)
	}
	if _, _, err := set.Add("testdata/none.toml"); err == nil {
		t.Error("no error for a file that is not there")
	}
	folder := filepath.Join(t.TempDir(), "[a]*")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Skip("skipped, because the file system refuses the name")
	}
	data, _ := os.ReadFile("testdata/third.toml")
	if err := os.WriteFile(filepath.Join(folder, "x.toml"), data, 0o644); err != nil {
		t.Fatal(err)
	}
	if set, _, _ := All().Add(folder); len(set) != 3 {
		t.Error("a folder whose name has pattern characters is not read")
	}
}

// TestParseErrors: each change of a good form file is found, at its place.
func TestParseErrors(t *testing.T) {
	data, err := os.ReadFile("testdata/third.toml")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ old, new, where, message string }{
		{`id = "2031"`, ``, `# 一个`, "缺“id”"},
		{`from = 2031`, `from = "2031"`, `from`, "应是整数"},
		{`from = 2031`, "from = 2031\nto = 2030", `to =`, "比启用的年份早"},
		{`from = 2031`, "from = 2031\nuntil = 2040", `until`, "不认识“until”"},
		{`corner = `, `conrer = `, `conrer`, "不认识“conrer”"},
		{`heading = "一、概述"`, ``, `[[section]]`, "缺“heading”"},
		{"key = \"cases\"\nheading", "key = \"overview\"\nheading", "key = \"overview\"\nheading = \"二", "用了两次"},
		{`table = "cases"`, `table = "case"`, `table = "case"`, "没有“case”这张表"},
		{"key = \"cases\"\nname", "key = \"text\"\nname", "key = \"text\"", "别的表名"},
		{`{ key = "city", `, `{ key = "City", `, `key = "City"`, "只能用小写英文字母"},
		{`key = "nation"`, `key = "city"`, `key = "city", path`, "用了两次"},
		{`sum = ["city", "nation", "abroad"]`, `sum = ["city", "nation", "abrod"]`, `columns`, "“abrod”不是"},
		{`sum = ["closed.won", "closed.lost"]`, `sum = ["closed.*"]`, ``, ""},
		{`sum = ["closed.won", "closed.lost"]`, `sum = ["shut.*"]`, `rows`, "“shut.*”不是"},
		{`path = "结案 / 负"`, `path = "结案 / 胜"`, `rows`, "相同"},
		{`path = "结案 / 负"`, `path = "结案"`, `rows`, "一个是另一个的开头"},
		{`path = "来源 / 外地 / 国外"`, `path = "来源 / / 国外"`, `path = "来源 / / `, "空的一级"},
		{`path = "合计", sum`, `label = "合计", sum`, `key = "total"`, "缺“path”"},
		{`key = "open", path`, `key = "closed", path`, `key = "closed", `, "一个又是组"},
		{`key = "open", path`, `key = "note", path`, `key = "note"`, "不能作行的键"},
		{`widths = [2, 3, 1, 1, 1, 1]`, `widths = [2, 3]`, `widths`, "widths 有 2 个，表格有 6 列"},
		{`widths = [2, 3, 1, 1, 1, 1]`, `widths = [2, 3, 0, 1, 1, 1]`, `widths`, "大于 0"},
		{`kind = "money", decimals = 2 },`, `kind = "cash", decimals = 2 },`, `kind = "cash"`, "现为“cash”"},
		{`kind = "money", decimals = 2 },`, `kind = "money" },`, `key = "claimed"`, "decimals"},
		{`id = "C-SUM"`, `id = "C-ROW"`, `id = "C-ROW"`, "用了两次"},
		{`each = "row"`, `each = "line"`, `each = "line"`, "现为“line”"},
		{`severity = "warning"`, `severity = "bad"`, `severity = "bad"`, "现为“bad”"},
		{`says = "每列：胜加负 = 合计"`, ``, `[[table.rule]]`, "缺“says”"},
		{"says = \"执行不多于标的\"", "says = \"执行不多于标的\"\nmessage = \"{rwo}\"", `message`, "“{rwo}”不认识"},
		{`formula = "paid <= claimed"`, `check = "unknown"`, `check = "unknown"`, "没有“unknown”这种检查"},
		{`formula = "paid <= claimed"`, ``, `[[table.rule]]`, "formula 或 check"},
		{`formula = "paid <= claimed"`, `formula = "paid <= claim"`, `formula = "paid <= claim"`, "没有哪一行有公式里的各列"},
		{`formula = "paid <= claimed"`, `formula = "paid claimed"`, `formula = "paid claimed"`, "没有 ="},
		{`formula = "closed.won + closed.lost = closed.total"`, `formula = "closed.won + closed.draw = closed.total"`, `formula = "closed.won + closed.d`, "没有“closed.draw”这一行"},
		{`"cases.opened.total > 0 <=>`, `"cases.opened.sum > 0 <=>`, `formula = "cases.opened.sum`, "没有“cases.opened.sum”这一格"},
	}
	for _, test := range tests {
		text := strings.Replace(string(data), test.old, test.new, 1)
		if text == string(data) {
			t.Fatalf("%q is not in the file", test.old)
		}
		file := &source.File{Name: "third.toml", Data: []byte(text)}
		f, list := Parse(file)
		if test.message == "" && test.where == "" {
			if f == nil {
				t.Errorf("%s → %s is refused: %+v", test.old, test.new, list)
			}
			continue
		}
		if f != nil || len(list) == 0 {
			t.Errorf("%s → %s is accepted", test.old, test.new)
			continue
		}
		found := slices.ContainsFunc(list.Sorted(), func(f source.Finding) bool {
			return strings.Contains(f.Message, test.message) && placed(text, test.where, f.Place.Line)
		})
		if !found {
			t.Errorf("%s → %s: want “%s” at %s, got %+v", test.old, test.new, test.message, test.where, list.Sorted())
		}
	}
}

// placed reports whether where starts on the given line, one of its times.
func placed(text, where string, line int) bool {
	at := 0
	for {
		n := strings.Index(text[at:], where)
		if n < 0 {
			return false
		}
		if at += n; 1+strings.Count(text[:at], "\n") == line {
			return true
		}
		at++
	}
}

func TestLabels(t *testing.T) {
	f := Find("2021")
	tests := []struct {
		table int
		keys  string // parts of the key, by |
		want  string
	}{
		{1, "received", "received"},
		{1, "result|denied|secret", "result.denied.secret"},
		{1, "（七）总计", "result.total"},
		{1, "(七)总计", "result.total"},
		{1, "（七） 总 计", "result.total"},
		{1, "（三）不予公开 / 1.属于国家秘密", "result.denied.secret"},
		{1, "（三）不予公开 / 1、属于国家秘密", "result.denied.secret"},
		{1, "（三）不予公开 / 1．属于国家秘密", "result.denied.secret"},
		{1, "三、本年度办理结果 / （三）不予公开 / １.属于国家秘密", "result.denied.secret"},
		{1, "三、本年度办理结果 / 1.属于国家秘密", "result.denied.secret"},
		{1, "三、本年度办理结果|（三）不予公开|1.属于国家秘密", "result.denied.secret"},
		{1, "result|（七）总计", "result.total"},
		{1, "result|denied|1.属于国家秘密", "result.denied.secret"},
		{1, "3.危及三安全一稳定", "result.denied.stability"},
		{1, "3.危及\"三安全一稳定\"", "result.denied.stability"},
		{1, "3.其他", "result.other.other"},
		{1, "result|other", ""},
		{1, "（六）其他处理", ""},
		{1, "总计", ""},
		{1, "result|granted|1.属于国家秘密", ""},
		{0, "规范性文件", "documents"},
		{0, "行政规范性文件", "documents"},
		{0, "规章", "regulations"},
		{2, "行政复议", "review"},
		{2, "未经复议直接起诉", "direct"},
		{2, "行政诉讼 / 复议后起诉", "after_review"},
		{2, "行政诉讼|复议后起诉", "after_review"},
		{2, "行政诉讼", ""},
	}
	for _, test := range tests {
		rows := f.Tables[test.table].Find(strings.Split(test.keys, "|"))
		got := ""
		if len(rows) == 1 {
			got = rows[0].Key
		}
		if got != test.want {
			t.Errorf("%s: %q (%d rows), want %q", test.keys, got, len(rows), test.want)
		}
	}
	for _, row := range f.Tables[1].Rows() {
		if rows := f.Tables[1].Find([]string{strings.Join(row.Path, Separator)}); len(rows) != 1 || rows[0] != row {
			t.Errorf("%s is not found by its path", row.Key)
		}
	}
	for keys, want := range map[string]bool{"result": true, "result|denied": true, "三、本年度办理结果": true, "result|（三）不予公开": true,
		"三、本年度办理结果|（三）不予公开": true, "result|granted": false, "received": false, "results": false} {
		if got := f.Tables[1].Group(strings.Split(keys, "|")); got != want {
			t.Errorf("group %s: %v", keys, got)
		}
	}
}

// TestSeedLabels holds the 2019 form against the published seed, whose labels
// come out in the same order; two of them are known to differ.
func TestSeedLabels(t *testing.T) {
	data, err := os.ReadFile("../../../shared/reference/seed-report-2020.txt")
	if err != nil {
		t.Skip("skipped, because the seed report is not there")
	}
	text := strings.Map(func(r rune) rune {
		if r <= ' ' {
			return -1
		}
		return r
	}, string(data))
	text = strings.ReplaceAll(Normal(text), "本年度新", "本年新")
	for _, table := range Find("2019").Tables {
		from := 0
		for _, c := range table.Grid().Cells {
			label := Normal(c.Text)
			if label == "行政规范性文件" {
				label = "规范性文件"
			}
			if c.Role == Data || c.Role == Header || label == "" {
				continue // headers stand column by column in the seed's text
			}
			n := strings.Index(text[from:], label)
			if n < 0 {
				t.Errorf("%s: “%s” is not in the seed, or out of order", table.Name, c.Text)
				continue
			}
			from += n
		}
		for _, c := range table.Grid().Cells {
			if c.Role == Header && !strings.Contains(text, Normal(c.Text)) {
				t.Errorf("%s: “%s” is not in the seed", table.Name, c.Text)
			}
		}
	}
	for _, s := range Find("2019").Sections {
		if s.Key != "other" && !strings.Contains(text, Normal(s.Heading)) {
			t.Errorf("“%s” is not in the seed", s.Heading)
		}
	}
}

// TestCorpusLabels holds the 2021 form against a published report, as text
// with paths.
func TestCorpusLabels(t *testing.T) {
	data, err := os.ReadFile("../../../shared/corpus/r01_suqian-city_2023_fmt2021.txt")
	if err != nil {
		t.Skip("skipped, because the corpus is not there")
	}
	text := string(data)
	for _, table := range Find("2021").Tables {
		for _, c := range table.Grid().Cells {
			if c.Role != Data && c.Text != "" && c.Text != "申请人情况" && c.Text != "法人或其他组织" && !strings.Contains(text, c.Text) {
				t.Errorf("%s: “%s” is not in the published report", table.Name, c.Text)
			}
		}
	}
	for _, s := range Find("2021").Sections {
		if !strings.Contains(text, s.Heading) {
			t.Errorf("“%s” is not in the published report", s.Heading)
		}
	}
}
