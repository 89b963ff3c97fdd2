package schema

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"nianbao/schema/form"
	"nianbao/schema/source"
)

// TestLoadFindings: what Load says of each slip, and where.
func TestLoadFindings(t *testing.T) {
	tests := []struct {
		name    string
		edits   []edit
		want    []string
		message string
		help    string
	}{
		{"unknown top-level key", []edit{{"scope =", "scoop ="}}, []string{"KEY-UNKNOWN 3:1"}, "不认识“scoop”", "scope"},
		{"unknown table", []edit{{"[reviews]", "[review]"}}, []string{"KEY-MISSING 1:1", "KEY-UNKNOWN 43:2"}, "不认识“review”", "“reviews”"},
		{"unknown row", []edit{{"\nreceived ", "\nrecieved "}}, []string{"KEY-MISSING 16:2", "KEY-UNKNOWN 17:1"}, "表三没有“recieved”这一行", "received"},
		{"unknown row in a group", []edit{{"result.denied.secret ", "result.denied.secrets "}}, []string{"KEY-MISSING 16:2", "KEY-UNKNOWN 21:15"}, "“result.denied.secrets”", "result.denied.secret"},
		{"a row without its group", []edit{{"result.denied.secret ", "secret "}}, []string{"KEY-MISSING 16:2", "KEY-UNKNOWN 21:1"}, "“secret”", "result.denied.secret"},
		{"a label typed wrong", []edit{{"\nreceived ", "\n\"一、本年新收政府信息申请数量\" "}}, []string{"KEY-MISSING 16:2", "KEY-UNKNOWN 17:1"}, "“一、本年新收政府信息申请数量”", "received"},
		{"a row twice by two names", []edit{{"\nreceived ", "\n\"一、本年新收政府信息公开申请数量\" = [0]\nreceived "}}, []string{"KEY-TWICE 17:1"}, "写了两次", "只留一处"},
		{"no form", []edit{{"form = \"2021\"\n", ""}}, []string{"KEY-MISSING 1:1"}, "缺“form”", `form = "2021"`},
		{"unknown form", []edit{{`"2021"`, `"2022"`}}, []string{"FORM-YEAR 1:9"}, "没有编号为“2022”的表式", "2019、2021"},
		{"form as a number", []edit{{`"2021"`, `2021`}}, []string{"VALUE-KIND 1:8"}, "“form”应是放在引号里的文本", `form = "2021"`},
		{"no year", []edit{{"year = 2024\n", ""}}, []string{"KEY-MISSING 1:1"}, "缺“year”", "year = 2024"},
		{"year as text", []edit{{"year = 2024", "year = \"2024\""}}, []string{"VALUE-KIND 2:9"}, "应是整数", ""},
		{"only the form's name wrong", []edit{{`"2021"`, `"2019"`}}, []string{"FORM-YEAR 1:9"}, "2024 年度的报告应使用 2021 年表式，现为 2019", `form = "2021"`},
		{"a year of the other form", []edit{{"year = 2024", "year = 2020"}}, []string{"FORM-YEAR 1:9"}, "2020 年度的报告应使用 2019 年表式，现为 2021", "改 year"},
		{"a year in quotes", []edit{{"year = 2024", "year = \"2024\""}}, []string{"VALUE-KIND 2:9"}, "应是整数", "year = 2024，不加引号"},
		{"a moment for a day", []edit{{"[disclosure]", "[report]\ndate = 2025-01-20T08:00:00Z\n[disclosure]"}}, []string{"VALUE-KIND 9:8"}, "应是日期，不带时刻，现为日期加时刻", "date = 2025-01-20"},
		{"a list of tables", []edit{{"[reviews]", "[[reviews]]"}}, []string{"VALUE-KIND 43:3"}, "现为表的列表", "只用一对方括号"},
		{"columns by name", []edit{{"\nreceived ", "\nreceived = { natural = 12, total = 12 } #"}}, []string{"CELL-COUNT 17:12"}, "“一、本年新收”应是一个列表", "自然人、商业企业"},
		{"keys in capitals", []edit{{"\nresult.granted ", "\nResult.Granted "}}, []string{"KEY-MISSING 16:2", "KEY-UNKNOWN 19:1"}, "没有“Result”这一行", "result.granted"},
		{"a year before all forms", []edit{{"year = 2024", "year = 24"}}, []string{"FORM-YEAR 2:8"}, "24 年没有可用的表式", ""},
		{"wrong scope", []edit{{`"office"`, `"city"`}}, []string{"VALUE-KIND 3:10"}, "office 或 area", ""},
		{"no agency", []edit{{"[agency]\nname = \"云川市水务局\"\n", ""}}, []string{"KEY-MISSING 1:1"}, "缺“agency”", "[agency]"},
		{"agency without name", []edit{{"name = \"云川市水务局\"", "code = \"1\""}}, []string{"KEY-MISSING 5:2"}, "缺“name”", ""},
		{"agency with an empty name", []edit{{"云川市水务局", ""}}, []string{"KEY-MISSING 6:8"}, "机关名称还没有填", ""},
		{"agency over two lines", []edit{{`"云川市水务局"`, `"云川市\n水务局"`}}, []string{"VALUE-KIND 6:9"}, "一行文本", ""},
		{"unknown key of agency", []edit{{"[disclosure]", "[agency.x]\n[disclosure]"}}, []string{"KEY-UNKNOWN 8:9"}, "不认识“x”", ""},
		{"unknown section", []edit{{"[disclosure]", "[report]\nheadings = { review = \"四\" }\n[disclosure]"}}, []string{"KEY-UNKNOWN 9:14"}, "不认识“review”", "“reviews”"},
		{"unknown text", []edit{{"overview =", "overveiw ="}}, []string{"KEY-UNKNOWN 49:1"}, "不认识“overveiw”", "“overview”"},
		{"a date as text", []edit{{"[disclosure]", "[report]\ndate = \"2025-01-20\"\n[disclosure]"}}, []string{"VALUE-KIND 9:9"}, "应是日期", "2025-01-20"},
		{"an empty line of the title", []edit{{"[disclosure]", "[report]\ntitle = [\"甲\", \"\"]\n[disclosure]"}}, []string{"VALUE-KIND 9:9"}, "第 2 行是空的", ""},
		{"no row", []edit{{"\ncarried_out ", "\n#"}}, []string{"KEY-MISSING 16:2"}, "表三缺 1 行：carried_out（四、结转下年度）", "blank = 0"},
		{"no table", []edit{{"[reviews]\nreview       = [3, 1, 0, 1, 5]\ndirect       = [1, 0, 0, 0, 1]\nafter_review = [0, 1, 0, 0, 1]\n", ""}}, []string{"KEY-MISSING 1:1"}, "缺“reviews”", "[reviews]"},
		{"blank is not 0", []edit{{"[reviews]", "[reviews]\nblank = 1"}}, []string{"VALUE-KIND 44:9"}, "“blank”应是 0", ""},
		{"too many cells", []edit{row("received", "12, 3, 0, 0, 1, 0, 16, 0")}, []string{"CELL-COUNT 17:12"}, "“一、本年新收”有 8 格，应是 7 格，或不写总计的 6 格", "自然人"},
		{"too few cells", []edit{row("received", "12, 3, 0, 0, 1")}, []string{"CELL-COUNT 17:12"}, "有 5 格", ""},
		{"a thousands comma", []edit{row("received", "13,612, 3, 0, 0, 1, 0, 16")}, []string{"CELL-COUNT 17:12"}, "有 8 格", "13,612”如果是一个数，不写千分位逗号，写成 13612"},
		{"a number for a row", []edit{{"\nreceived ", "\nreceived = 16 #"}}, []string{"CELL-COUNT 17:12"}, "），现为整数 16", "[0, 0, …]"},
		{"digits as text", []edit{row("received", "\"12\", 3, 0, 0, 1, 0, 16")}, []string{"VALUE-KIND applications.received.natural"}, "是文本“12”，应是不带引号的数", "写成 12"},
		{"full-width digits", []edit{row("received", "\"１２\", 3, 0, 0, 1, 0, 16")}, []string{"VALUE-KIND applications.received.natural"}, "是文本“１２”，用了全角数字", "写成 12"},
		{"a unit", []edit{row("received", "\"12件\", 3, 0, 0, 1, 0, 16")}, []string{"VALUE-KIND applications.received.natural"}, "带了量词或单位", "写成 12"},
		{"a leading zero", []edit{row("received", "\"012\", 3, 0, 0, 1, 0, 16")}, []string{"VALUE-KIND applications.received.natural"}, "前面有多余的 0", "写成 12"},
		{"thousands as text", []edit{row("received", "\"13,612\", 3, 0, 0, 1, 0, 16")}, []string{"VALUE-KIND applications.received.natural"}, "写了千分位逗号", "写成 13612"},
		{"a word", []edit{row("received", "\"很多\", 3, 0, 0, 1, 0, 16")}, []string{"VALUE-KIND applications.received.natural"}, "是文本“很多”，应是数", ""},
		{"a truth value", []edit{row("received", "true, 3, 0, 0, 1, 0, 16")}, []string{"VALUE-KIND applications.received.natural"}, "应是数，现为 true", ""},
		{"too large", []edit{row("received", "9223372036854775807, 3, 0, 0, 1, 0, 16")}, []string{"VALUE-KIND applications.received.natural"}, "太大了", ""},
		{"a float for money", []edit{row("fees", "18.8710")}, []string{"VALUE-KIND disclosure.fees.amount"}, "的小数要写成文本", `写成 "18.8710"`},
		{"money with a unit", []edit{row("fees", "\"18.87万元\"")}, []string{"VALUE-KIND disclosure.fees.amount"}, "带了量词或单位", `写成 "18.87"`},
		{"money too long", []edit{row("fees", "\"1.00000000000000000000000000000000000001\"")}, []string{"VALUE-KIND disclosure.fees.amount"}, "太长", ""},
		{"a cell without value", []edit{row("permits", "{ note = \"x\" }")}, []string{"VALUE-KIND disclosure.permits.decisions"}, "没有 value", ""},
		{"a cell with an unknown key", []edit{row("permits", "{ value = 1, nota = \"x\" }")}, []string{"KEY-UNKNOWN disclosure.permits.decisions"}, "不认识“nota”", "note"},
		{"a note over two lines", []edit{row("permits", "{ value = 1, note = \"x\\ny\" }")}, []string{"VALUE-KIND disclosure.permits.decisions"}, "一行文本", ""},
		{"an acceptance without reason", []edit{{"[text]", "[accept]\nX = \"\"\n[text]"}}, []string{"KEY-MISSING 49:5"}, "没有写理由", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, list := report(t, "2024", test.edits...)
			got := names(list)
			slices.Sort(got)
			want := slices.Sorted(slices.Values(test.want))
			if !slices.Equal(got, want) {
				t.Fatalf("got  %q\nwant %q\n%+v", got, want, list)
			}
			if !slices.ContainsFunc(list, func(f source.Finding) bool {
				return strings.Contains(f.Message, test.message) && strings.Contains(strings.Join(f.Help, ""), test.help)
			}) {
				t.Errorf("got %+v", list)
			}
		})
	}
}

// TestLoadValues: the ways to write rows and cells, and what comes of them.
func TestLoadValues(t *testing.T) {
	r, list := report(t, "2024",
		edit{"[disclosure]", "[disclosure]\nnote = \"含本级\""},
		row("documents", "{ value = 13, note = \"其中修订3件\" }, 2, 55"),
		edit{"\npermits     = [97]", "\npermits = 97"},
		edit{"\npenalties   = [31]", "\npenalties = { value = 31, note = \"含简易程序\" }"},
		edit{"\nreceived ", "\n\"一、本年新收政府信息公开申请数量\" "},
		edit{"\nresult.denied.secret ", "\n\"（三）不予公开 / 1.属于国家秘密\" "},
		edit{"\nresult.total               = [12, 3, 0, 0, 1, 0, 16]\n", "\n"},
		row("carried_out", "2, 0, 0, 0, 0, 0"),
		row("review", "3, 1, 0, 1"),
		edit{"\"云川市水务局\"", "\"云川市水务局\"\nshort = \"市水务局\"\ncode = \"000014349\"\n[report]\ntitle = [\"云川市水务局\", \"2024年报告\"]\ndate = 2025-01-20\nsignature = true\nheadings = { reviews = \"四、复议诉讼\" }"},
		edit{"overview = ", "preamble = \"导语\"\noverview = "},
	)
	if list = append(list, Check(r, nil)...); len(list) > 0 {
		t.Fatalf("%+v", list)
	}
	documents := r.Table("disclosure").Row("documents")
	if c := documents.Cell("issued"); c.Int() != 13 || c.Note != "其中修订3件" || !c.Given {
		t.Errorf("%+v", c)
	}
	if c := r.Table("disclosure").Row("fees").Cell("amount"); c.Text != "18.8710" || c.Value.String() != "18.871" || c.Value.Exponent() != -4 {
		t.Errorf("%+v", c)
	}
	if n := r.Table("disclosure").Note; n != "含本级" {
		t.Error(n)
	}
	if c := r.Table("disclosure").Row("penalties").Cell("decisions"); c.Int() != 31 || c.Note != "含简易程序" {
		t.Errorf("%+v", c)
	}
	if c := r.Table("applications").Row("received").Cell("total"); c.Int() != 16 {
		t.Errorf("%+v", c)
	}
	if c := r.Table("applications").Row("result.denied.secret").Cell("natural"); c.Int() != 1 {
		t.Errorf("%+v", c)
	}
	total := r.Table("applications").Row("result.total")
	var texts []string
	for _, c := range total.Cells {
		texts = append(texts, c.Text)
		if !c.Derived || c.Given {
			t.Errorf("%+v", c)
		}
	}
	if got := strings.Join(texts, " "); got != "12 3 0 0 1 0 16" {
		t.Errorf("（七）总计 worked out: %s", got)
	}
	if c := r.Table("reviews").Row("review").Cell("total"); c.Int() != 5 || !c.Derived {
		t.Errorf("%+v", c)
	}
	if r.Agency != (Agency{"云川市水务局", "市水务局", "000014349"}) || !r.Signature || r.Date.Format("2006-01-02") != "2025-01-20" || r.Scope != Office {
		t.Errorf("%+v", r)
	}
	if got := r.Title(); !slices.Equal(got, []string{"云川市水务局", "2024年报告"}) {
		t.Error(got)
	}
	if r.Heading("reviews") != "四、复议诉讼" || r.Heading("other") != "六、其他需要报告的事项" || r.Heading("nothing") != "" {
		t.Error(r.Headings)
	}
	if r.Text[Preamble] != "导语" || r.Text["overview"] != "概述" {
		t.Error(r.Text)
	}
	r.TitleLines = nil
	if got := r.Title(); !slices.Equal(got, []string{"云川市水务局2024年政府信息公开工作年度报告"}) {
		t.Error(got)
	}
}

// TestLoadNestedTables: rows below sub-tables, English or by label.
func TestLoadNestedTables(t *testing.T) {
	var edits []edit
	for _, key := range []string{"prohibited", "stability", "internal", "process", "case_file", "inquiry"} {
		edits = append(edits, edit{fmt.Sprintf("\nresult.denied.%-12s = [0, 0, 0, 0, 0, 0, 0]", key), ""})
	}
	edits = append(edits,
		edit{"\nresult.denied.secret       = [1, 0, 0, 0, 0, 0, 1]", ""},
		edit{"\nresult.denied.third_party  = [0, 1, 0, 0, 0, 0, 1]", ""},
		edit{"[reviews]", "[applications.result.denied]\nsecret = [1, 0, 0, 0, 0, 0]\n\"2.其他法律行政法规禁止公开\" = [0, 0, 0, 0, 0, 0]\n" +
			"stability = [0, 0, 0, 0, 0, 0]\nthird_party = [0, 1, 0, 0, 0, 0]\ninternal = [0, 0, 0, 0, 0, 0]\nprocess = [0, 0, 0, 0, 0, 0]\n" +
			"case_file = [0, 0, 0, 0, 0, 0]\ninquiry = [0, 0, 0, 0, 0, 0]\n[reviews]"})
	r, list := report(t, "2024", edits...)
	if list = append(list, Check(r, nil)...); len(list) > 0 {
		t.Fatalf("%+v", list)
	}
	if got := r.Table("applications").Row("result.denied.secret").Cell("total").Int(); got != 1 {
		t.Error(got)
	}
	r, list = report(t, "2024",
		edit{"\nresult.granted             = [5, 1, 0, 0, 0, 0, 6]", ""},
		edit{"[reviews]", "[applications.\"三、本年度办理结果\"]\n\"(一)予以公开\" = [5, 1, 0, 0, 0, 0]\n[reviews]"})
	if list = append(list, Check(r, nil)...); len(list) > 0 {
		t.Fatalf("%+v", list)
	}
}

// TestBlankRows: with blank = 0 rows may be left out; the figures balance.
func TestBlankRows(t *testing.T) {
	text := "form = \"2021\"\nyear = 2024\n[agency]\nname = \"甲局\"\n[disclosure]\nblank = 0\n[applications]\nblank = 0\nreceived = [1, 0, 0, 0, 0, 0]\nresult.granted = [1, 0, 0, 0, 0, 0]\ncarried_out = []\n[reviews]\nblank = 0\n[text]\noverview = \"甲\"\nproblems = \"甲\"\nother = \"甲\"\n"
	r, list := Load(&source.File{Name: "f", Data: []byte(text)}, form.All())
	if list = append(list, Check(r, nil)...); len(list) > 0 {
		t.Fatalf("%+v", list)
	}
	for i := range r.Tables {
		for j := range r.Tables[i].Rows {
			for _, c := range r.Tables[i].Rows[j].Cells {
				if c.Text == "" || c.Bad {
					t.Errorf("%s: %+v", r.Tables[i].Rows[j].Form.Key, c)
				}
			}
		}
	}
	if c := r.Table("disclosure").Row("permits").Cell("decisions"); c.Given || c.Text != "0" {
		t.Errorf("%+v", c)
	}
}

// TestThirdForm: a form that is only a file is loaded, checked and titled.
func TestThirdForm(t *testing.T) {
	forms, findings, err := form.All().Add("form/testdata/third.toml")
	if err != nil || len(findings) > 0 {
		t.Fatal(err, findings)
	}
	read := func(year, opened, open, paid string) (*Report, source.List) {
		text := "form = \"2031\"\nyear = " + year + "\n[agency]\nname = \"甲院\"\n[cases]\nopened = [" + opened + "]\nclosed.won = [1, 0, 0]\n" +
			"\"结案 / 负\" = [0, 1, 0]\nopen = [" + open + "]\n[money]\ncivil = [\"10.50\", \"" + paid + "\"]\nofficial = [0, 0]\n[text]\noverview = \"甲\"\n"
		return Load(&source.File{Name: year + ".toml", Data: []byte(text)}, forms)
	}
	last, list := read("2031", "1, 1, 0", "5, 5, 0", "10.5")
	r, more := read("2032", "3, 2, 0, 6", "7, 6, 0", "10.51")
	list = slices.Concat(list, more, Check(last, nil), Check(r, last))
	want := []string{
		"C-OPEN cases.opened.total", "C-ROW cases.opened.total", "M-PAID money.civil.paid",
	}
	// The total of 未结 is worked out: 13 on the left, 10 + 6 − 2 = 14 on the right.
	if got := names(list); !slices.Equal(got, want) {
		t.Fatalf("got %q want %q\n%+v", got, want, list)
	}
	if title := r.Title(); title[0] != "甲院2032年度报告" {
		t.Error(title)
	}
	r, _ = read("2032", "0, 0, 0", "4, 4, 0", "10.50")
	if got := names(Check(r, last)); !slices.Equal(got, []string{"X-ONE cases.opened.total"}) {
		t.Error(got)
	}
	if len(Rules(forms.Find("2031"))) != len(generalRules)+5 {
		t.Error("rules of the form file are not all there")
	}
}

// TestOtherForms: a report on a form that the program does not know, and a
// table of another form.
func TestOtherForms(t *testing.T) {
	forms, _, err := form.All().Add("form/testdata/third.toml")
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile("testdata/2024.toml")
	if err != nil {
		t.Fatal(err)
	}
	_, list := Load(&source.File{Name: "f", Data: append(data, "[cases]\n"...)}, forms)
	if len(list) != 1 || !strings.Contains(list[0].Message, "是 2031 年表式的表") {
		t.Errorf("%+v", list)
	}
	if r, list := Load(&source.File{Name: "f", Data: []byte("form = \"x\"\nyear = 3\n")}, nil); r != nil || len(list) == 0 {
		t.Errorf("%+v %+v", r, list)
	}
}

// TestCorpusFigures: the figures of published reports give exactly the findings that
// are known of them.
func TestCorpusFigures(t *testing.T) {
	want := map[string][]string{
		"r03-hongze-2023":          {"T4-SUM reviews.review.total", "T4-SUM reviews.after_review.total"},
		"r06-shanghai-office-2019": {"T3-ACROSS", "T3-DOWN", "T3-ONECOL", "T3-BLANK"},
	}
	files, err := filepath.Glob("../corpus/*.toml")
	if err != nil || len(files) == 0 {
		t.Skip("skipped, because ../corpus is not there")
	}
	for _, name := range files {
		file, err := source.Read(name)
		if err != nil {
			t.Fatal(err)
		}
		r, list := Load(file, form.All())
		list = append(list, Check(r, nil)...)
		list = slices.DeleteFunc(list, func(f source.Finding) bool { return f.Code == CodeTextEmpty })
		known := want[strings.TrimSuffix(filepath.Base(name), ".toml")]
		got := names(list)
		if len(got) > 10 { // Shanghai 2019: 19 blank totals, 11 of them with figures beside them
			got = got[:0]
			for _, f := range list {
				if !slices.Contains(got, f.Code) {
					got = append(got, f.Code)
				}
			}
			slices.Sort(got)
			slices.Sort(known)
			if n := count(list, "T3-ACROSS"); n != 11 {
				t.Errorf("%s: %d rows, want 11", name, n)
			}
		}
		if !slices.Equal(got, known) {
			t.Errorf("%s: %q, want %q", name, got, known)
		}
	}
}

func count(list source.List, code string) int {
	n := 0
	for _, f := range list {
		if f.Code == code {
			n++
		}
	}
	return n
}

// FuzzLoad: no input makes Load, Check or the printers panic, and everything
// said is Chinese and has a place.
func FuzzLoad(f *testing.F) {
	for _, year := range []string{"2019", "2024"} {
		data, err := os.ReadFile("testdata/" + year + ".toml")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte("form = \"2021\"\nyear = 2024\n[agency]\nname = \"甲\"\n[applications]\nblank = 0\n\"（六）其他处理\" = [\"/\", 1.5, { value = 1 }]\n[disclosure.x]\nfees = { value = \"1\" }\n[accept]\nX = \"y\"\n"))
	forms := form.All()
	f.Fuzz(func(t *testing.T, data []byte) {
		r, list := Load(&source.File{Name: "f", Data: data}, forms)
		list = Accept(r, append(list, Check(r, r)...))
		var out strings.Builder
		if err := list.WriteText(&out); err != nil {
			t.Fatal(err)
		}
		if err := list.WriteJSON(&out); err != nil {
			t.Fatal(err)
		}
		for _, f := range list.Sorted() {
			han := strings.ContainsFunc(f.Message, func(r rune) bool { return unicode.Is(unicode.Han, r) })
			if !han || strings.Contains(f.Message, "\n") || f.Place.Line < 1 || f.Place.Column < 1 {
				t.Fatalf("%+v", f)
			}
		}
	})
}
