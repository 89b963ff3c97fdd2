package letter

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"nianbao/schema"
	"nianbao/schema/form"
	"nianbao/schema/source"
)

// good is a letter without a finding.
const good = `letter = "letter"
[head]
number = "云建函〔2022〕1号"
[body]
title = "云川市城乡建设局关于报送2021年政府信息公开工作年度报告的函"
to = "云川市人民政府办公室："
text = '''
我局编制了2021年政府信息公开工作年度报告，现予报送。
'''
offices = ["云川市城乡建设局"]
date = 2022-01-23
seal = true
[[attachment]]
report = "full-2021.toml"
[imprint]
copies = "市档案馆。"
`

// readReport reads reports of the examples; the one called bad.toml has an
// error, accepts.toml a warning that it accepts.
func readReport(path string) (*schema.Report, source.List, error) {
	name := filepath.Base(path)
	edit := func(s string) string { return s }
	switch name {
	case "bad.toml":
		name, edit = "full-2021.toml", func(s string) string { return strings.Replace(s, "scope", "scop", 1) }
	case "accepts.toml":
		name, edit = "full-2021.toml", strings.NewReplacer(
			"[text]", "[accept]\n\"TEXT-HEADING\" = \"照旧\"\n[text]", "other = '''", "other = '''\n其他需要报告的事项\n").Replace
	}
	data, err := os.ReadFile("../examples/" + name)
	if err != nil {
		return nil, nil, errors.New("读不了文件")
	}
	r, found := schema.Load(&source.File{Name: "../examples/" + name, Data: []byte(edit(string(data)))}, form.All())
	return r, append(found, schema.Check(r, nil)...), nil
}

// judge loads a letter as if it stood in the folder of the examples, and
// returns all that is found.
func judge(t *testing.T, text string) (*Letter, source.List) {
	t.Helper()
	l, found := Load(&source.File{Name: "../examples/letter.toml", Data: []byte(text)})
	if l == nil {
		return nil, found
	}
	more, _ := l.Open(readReport)
	found = append(append(found, more...), l.Check()...)
	_, more = l.Compose(Options{})
	return l, append(found, more...)
}

// ours are the codes found in the letter itself, those of reports left out.
func ours(found source.List) []string {
	var codes []string
	for _, f := range found.Sorted() {
		if strings.HasPrefix(f.Code, "L-") || strings.HasSuffix(f.Place.File, "letter.toml") {
			codes = append(codes, f.Code)
		}
	}
	return codes
}

func TestGood(t *testing.T) {
	if _, found := judge(t, good); len(ours(found)) > 0 {
		t.Errorf("found %v: %s", ours(found), found[len(found)-1].Message)
	}
}

// TestChecks: each change of a good letter gives the one finding, of its
// severity and at its place.
func TestChecks(t *testing.T) {
	for _, c := range []struct {
		from, to string
		code     string
		severity source.Severity
		at       string // the text underlined
	}{
		{"〔2022〕1号", "〔2022〕第1号", CodeNumber, source.Error, "云建函〔2022〕第1号"},
		{"〔2022〕1号", "[2022]1号", CodeNumber, source.Error, "云建函[2022]1号"},
		{"〔2022〕1号", "（2022）1号", CodeNumber, source.Error, "云建函（2022）1号"},
		{"〔2022〕1号", "〔2022〕01号", CodeNumber, source.Error, "云建函〔2022〕01号"},
		{"〔2022〕1号", "〔22〕1号", CodeNumber, source.Error, "云建函〔22〕1号"},
		{"〔2022〕1号", "〔2022〕1", CodeNumber, source.Error, "云建函〔2022〕1"},
		{"〔2022〕1号", "〔２０２２〕1号", CodeNumber, source.Error, "云建函〔２０２２〕1号"},
		{"〔2022〕1号", "〔2021〕1号", CodeNumberYear, source.Warning, "云建函〔2021〕1号"},
		{"number = \"云建函〔2022〕1号\"", "", CodeNumberNone, source.Warning, ""},
		{"number = \"云建函〔2022〕1号\"", "\n[x]", source.CodeUnknown, source.Error, ""},
		{"2022-01-23", "\"2022年01月23日\"", CodeDate, source.Error, "2022年01月23日"},
		{"2022-01-23", "\"二〇二二年一月二十三日\"", CodeDate, source.Error, "二〇二二年一月二十三日"},
		{"现予报送。", "2022年01月05日现予报送。", CodeDate, source.Warning, "2022年01月05日"},
		{"现予报送。", "按市政办(2022)第3号现予报送。", CodeNumber, source.Warning, "办(2022)第3号"},
		{"2022-01-23", "2022-01-19", CodeDateReport, source.Error, "2022-01-19"},
		{"copies = \"市档案馆。\"", "copies = \"市档案馆。\"\nprinted = 2022-01-22", CodeDatePrinted, source.Error, "2022-01-22"},
		{"的函\"", "的函。\"", CodeTitle, source.Error, "。"},
		{"办公室：\"", "办公室\"", CodeRecipients, source.Error, "云川市人民政府办公室"},
		{"办公室：\"", "办公室:\"", CodeRecipients, source.Error, "云川市人民政府办公室:"},
		{"[head]", "[head]\nsecrecy = \"内部\"\ncopy = \"000001\"", CodeSecrecy, source.Warning, "内部"},
		{"[head]", "[head]\nsecrecy = \"秘密★1年\"", CodeSecrecy, source.Warning, "秘密★1年"},
		{"[head]", "[head]\ncopy = \"1\"", CodeSecrecy, source.Warning, "1"},
		{"[head]", "[head]\nurgency = \"急\"", CodeSecrecy, source.Warning, "急"},
		{"[head]", "[head]\nsigners = \"王小明\"", CodeForm, source.Warning, "王小明"},
		{"copies = \"市档案馆。\"", "printer = \"云川市城乡建设局办公室\"", CodeForm, source.Warning, "云川市城乡建设局办公室"},
		{"seal = true", "present = \"王小明\"", CodeForm, source.Warning, "王小明"},
		{"云川市人民政府办公室：", "某某市人民政府办公室：", CodeBlank, source.Warning, "某某"},
		{"full-2021.toml", "none.toml", CodeAttachFile, source.Error, "none.toml"},
		{"report = \"full-2021.toml\"", "file = \"none.pdf\"\ntitle = \"别的报告\"", CodeAttachFile, source.Error, "none.pdf"},
		{"report = \"full-2021.toml\"", "file = \"seed-2020.toml\"\ntitle = \"别的报告\"", CodeAttachPDF, source.Info, "seed-2020.toml"},
		{"full-2021.toml", "bad.toml", CodeAttachReport, source.Error, "bad.toml"},
		{"report = \"full-2021.toml\"", "report = \"full-2021.toml\"\ntitle = \"云川市城乡建设局年度报告\"", CodeAttachTitle, source.Error, "云川市城乡建设局年度报告"},
		{"report = \"full-2021.toml\"", "title = \"情况说明；\"", CodeAttachName, source.Error, "情况说明；"},
		{"report = \"full-2021.toml\"", "title = \"说明\"\n[[attachment]]\ntitle = \"说明\"", CodeAttachTwice, source.Warning, "说明"},
		{"现予报送。", "现予报送（见附件2）。", CodeAttachRef, source.Error, "附件2"},
		{"现予报送。", "现予报送（见附件1）。", CodeAttachRef, source.Warning, "附件1"},
		{"现予报送。", "现予报送，附件1至3一并报送。", CodeAttachRef, source.Error, "3"},
		{"现予报送。", "现予报送，详见附件1、2。", CodeAttachRef, source.Error, "2"},
		{"现予报送。", "现予报送，详见附件 1 和附件 ４。", CodeAttachRef, source.Error, "４"},
		{"现予报送。", "现予报送，详见附件二。", CodeAttachRef, source.Error, "附件二"},
		{"现予报送。", "现随本通知附件5报送。", CodeAttachRef, source.Error, "附件5"},
		{"现予报送。\n", "现予报送。\n\n附件：年度报告\n", CodeAttachList, source.Warning, "附件："},
		{"现予报送。\n", "现予报送。\n\n　　附：年度报告\n", CodeAttachList, source.Warning, "附："},
		{"现予报送。\n", "现予报送。\n\n附件1：年度报告\n", CodeAttachList, source.Warning, "附件1："},
		{"[[attachment]]\nreport = \"full-2021.toml\"", "# 报告附后", "", "", ""},
		{"现予报送。", "截至05月底，现予报送。", CodeDate, source.Warning, "05月"},
		{"现予报送。", "12月01日至12月5日，现予报送。", CodeDate, source.Warning, "12月01日"},
		{"现予报送。", "按国办函〔2021]30号现予报送。", CodeNumber, source.Warning, "函〔2021]30号"},
		{"现予报送。", "按国发(1999)3号现予报送。", CodeNumber, source.Warning, "发(1999)3号"},
		{"的函\"", "的函（按国办函[2021]30号）\"", CodeNumber, source.Warning, "函[2021]30号"},
		{"seal = true", "seal = true\nremark = \"2022年01月印发\"", CodeDate, source.Warning, "2022年01月"},
		{"report = \"full-2021.toml\"", "title = \"说明\"\ntext = \"按国办函[2021]30号填写。\"", CodeNumber, source.Warning, "函[2021]30号"},
		{"to = \"云川市人民政府办公室：\"", "", CodeRecipients, source.Warning, ""},
		{"[[attachment]]\nreport = \"full-2021.toml\"", "", "", "", ""},
		{"letter = \"letter\"", "letter = \"fax\"", source.CodeKind, source.Error, "fax"},
		{"letter = \"letter\"", "", source.CodeMissing, source.Error, ""},
		{"letter = \"letter\"", "letter = \"letter\"\nbind = \"glued\"", source.CodeKind, source.Error, "glued"},
		{"report = \"full-2021.toml\"", "report = \"full-2021.toml\"\nfile = \"a.pdf\"", source.CodeKind, source.Error, ""},
		{"report = \"full-2021.toml\"", "text = \"文字\"", source.CodeMissing, source.Error, ""},
		{"offices = [\"云川市城乡建设局\"]", "offices = [\"\"]", source.CodeMissing, source.Error, ""},
		{"offices = [\"云川市城乡建设局\"]", "offices = []", source.CodeMissing, source.Error, ""},
		{"offices = [\"云川市城乡建设局\"]", "offices = \" \"", source.CodeMissing, source.Error, " "},
		{"我局编制了2021年政府信息公开工作年度报告，现予报送。", "", source.CodeMissing, source.Error, ""},
		{"云川市城乡建设局关于报送2021年政府信息公开工作年度报告的函", "", source.CodeMissing, source.Error, ""},
		{"report = \"full-2021.toml\"", "title = \"\"", source.CodeMissing, source.Error, ""},
		{"云川市人民政府办公室：", "云川市\\n人民政府办公室：", source.CodeKind, source.Error, ""},
	} {
		text := strings.Replace(good, c.from, c.to, 1)
		if text == good {
			t.Fatalf("%q is not in the letter", c.from)
		}
		_, found := judge(t, text)
		var f *source.Finding
		sorted := found.Sorted()
		for i := range sorted {
			if sorted[i].Code == c.code && sorted[i].Severity == c.severity && strings.HasSuffix(sorted[i].Place.File, "letter.toml") {
				f = &sorted[i]
				break
			}
		}
		if c.code == "" {
			if len(ours(found)) > 0 {
				t.Errorf("%q: found %v", c.to, ours(found))
			}
			continue
		}
		if f == nil {
			t.Errorf("%q: no %s of severity %s among %v", c.to, c.code, c.severity, ours(found))
			continue
		}
		if f.Message == "" || c.severity == source.Error && len(f.Help) == 0 && c.code != source.CodeKind {
			t.Errorf("%q: %+v says too little", c.to, f)
		}
		line := []rune(f.Place.Text)
		from := f.Place.Column - 1
		if got := string(line[from:min(from+f.Place.Width, len(line))]); c.at != "" && strings.Trim(got, `"`) != c.at {
			t.Errorf("%q: points at %q, want %q", c.to, got, c.at)
		}
	}
}

// TestNoFalseAlarms: wordings of real letters that are right.
func TestNoFalseAlarms(t *testing.T) {
	const three = "\n[[attachment]]\ntitle = \"表\"\n[[attachment]]\ntitle = \"图\""
	for _, c := range [][]string{
		{"现予报送。", "按国办函〔2021〕30号和国办公开办函〔2019〕60号文件要求，现予报送。"},
		{"现予报送。", "按国办公开办函〔2021〕30号附件2的格式，现予报送。"},
		{"现予报送。", "按《政府信息公开工作年度报告格式》附件3和该通知的附件4，现予报送。"},
		{"现予报送。", "按来函（云政办函〔2022〕3号）附件5，现予报送。"},
		{"现予报送。", "2021年10月10日至2022年1月20日，申请20至30件，现予报送。"},
		{"现予报送。", "人民法院（2021）云01行终12号判决，现予报送。"},
		{"现予报送。", "附件一并报送，附件一式三份，附件1份，附件2022年1月20日前发布。"},
		{"现予报送。", "当事人李某某、王某某不服，现予报送。"},
		{"现予报送。", "现予报送（见附件1—3）。", "\n[imprint]", three + "\n[imprint]"},
		{"现予报送。", "详见附件1、2，附件3和附件1；附件2、2021年的数据另报。", "\n[imprint]", three + "\n[imprint]"},
		{"现予报送。", "详见附件1至附件3，附件1和2个表。", "\n[imprint]", three + "\n[imprint]"},
		{"现予报送。", "详见附件1-1。", "\n[imprint]", three + "\n[imprint]"},
		{"的函\"", "的函（试行）\""},
		{"的函\"", "的函》\""},
		{"的函\"", "的函”\""},
		{`letter = "letter"`, `letter = "document"`, "的函\"", "的公告\"", "to = \"云川市人民政府办公室：\"", "", "云建函〔2022〕1号", "2022年第1号"},
		{`letter = "letter"`, `letter = "document"`, "的函\"", "的通告\"", "to = \"云川市人民政府办公室：\"", "", "云建函〔2022〕1号", "第1号"},
		{`letter = "letter"`, `letter = "minutes"`, "to = \"云川市人民政府办公室：\"", "", "云建函〔2022〕1号", "第1期"},
		{`letter = "letter"`, `letter = "order"`, "to = \"云川市人民政府办公室：\"", "", "云建函〔2022〕1号", "第1号"},
		{`letter = "letter"`, `letter = "document"`, "to = \"云川市人民政府办公室：\"", "", "copies = ", "to = \"云川市人民政府办公室\"\ncopies = "},
		{`letter = "letter"`, `letter = "document"`, `["云川市城乡建设局"]`, `["云川市城乡建设局", "云川市财政局"]`, "[head]", "[head]\nmark = \"云川市城乡建设局文件\""},
		{"云川市人民政府办公室：", "各县（市、区）人民政府，市政府各部门、各直属机构："},
		{"云建函", "云建（办）函", "云建（办）函", "硚㮾𡐓函"},
	} {
		text := good
		for i := 0; i < len(c); i += 2 {
			if !strings.Contains(text, c[i]) {
				t.Fatalf("%q is not in the letter", c[i])
			}
			text = strings.Replace(text, c[i], c[i+1], 1)
		}
		if _, found := judge(t, text); len(ours(found)) > 0 {
			for _, f := range found {
				if slices.Contains(ours(found), f.Code) {
					t.Errorf("%q: %s %s", c[1], f.Code, f.Message)
				}
			}
		}
	}
}

// TestAccepted: what a report accepts is no warning in a letter either.
func TestAccepted(t *testing.T) {
	_, found := judge(t, strings.Replace(good, "full-2021.toml", "accepts.toml", 1))
	i := slices.IndexFunc(found, func(f source.Finding) bool { return f.Code == "TEXT-HEADING" })
	if i < 0 || found[i].Severity != source.Info || found.Count(source.Warning) > 0 {
		t.Errorf("found %+v", found)
	}
}

// TestUpward: 请示 goes up, so it has 签发人.
func TestUpward(t *testing.T) {
	text := strings.NewReplacer(`letter = "letter"`, `letter = "document"`, "的函\"", "的请示\"").Replace(good)
	if _, found := judge(t, text); !slices.Equal(ours(found), []string{CodeSigners}) {
		t.Errorf("found %v", ours(found))
	}
	if _, found := judge(t, strings.Replace(text, "[head]", "[head]\nsigners = \"王小明\"", 1)); len(ours(found)) > 0 {
		t.Errorf("found %v", ours(found))
	}
}

// TestSignersCount: several offices want as many signers.
func TestSignersCount(t *testing.T) {
	text := strings.NewReplacer(
		`letter = "letter"`, `letter = "document"`, "[head]", "[head]\nsigners = \"王小明\"",
		`offices = ["云川市城乡建设局"]`, `offices = ["云川市城乡建设局", "云川市财政局"]`,
	).Replace(good)
	if _, found := judge(t, text); !slices.Equal(ours(found), []string{CodeSigners}) {
		t.Errorf("found %v", ours(found))
	}
}

// TestRulesAreListed: every code that is found has its rule, and every rule
// is one that can be found.
func TestRulesAreListed(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range Rules {
		if seen[r.ID] || r.Says == "" || !strings.HasPrefix(r.ID, "L-") {
			t.Errorf("rule %+v", r)
		}
		seen[r.ID] = true
	}
	for _, code := range []string{
		CodeNumber, CodeNumberYear, CodeNumberNone, CodeDate, CodeDateReport, CodeDatePrinted, CodeTitle, CodeRecipients, CodeSecrecy,
		CodeSigners, CodeForm, CodeBlank, CodeAttachFile, CodeAttachReport, CodeAttachTitle, CodeAttachName, CodeAttachTwice, CodeAttachRef,
		CodeAttachList, CodeAttachPDF, "L-FIRST-PAGE",
	} {
		if !seen[code] {
			t.Errorf("%s has no rule", code)
		}
		delete(seen, code)
	}
	for id := range seen {
		t.Errorf("nothing finds %s", id)
	}
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct {
		number string
		serial bool
		right  string
		ok     bool
	}{
		{"国办发〔2019〕14号", false, "", true},
		{"云建函〔2022〕123号", false, "", true},
		{"第12号", true, "", true},
		{"第3期", true, "", true},
		{"2022年第3期", true, "", true},
		{"（第3期）", true, "", true},
		{"〔2022〕3号", true, "", true},
		{"第03期", true, "", false},
		{"硚㮾𡐓办〔2022〕3号", false, "", true},
		{"第12号", false, "", false},
		{"国办发[2019]第014号", false, "国办发〔2019〕14号", false},
		{"国办发（2019）14", false, "国办发〔2019〕14号", false},
		{"国办发【２０１９】１４号", false, "国办发〔2019〕14号", false},
		{"〔2019〕14号", false, "", false},
		{"国办发〔2019〕0号", false, "", false},
		{"国办发〔19〕14号", false, "", false},
		{"国办发2019年14号", false, "", false},
		{"国办发〔2019〕 14号", false, "国办发〔2019〕14号", false},
		{"", false, "", false},
	} {
		fault, right := numberFault(c.number, c.serial)
		if (fault == "") != c.ok || right != c.right {
			t.Errorf("%q: %q, %q", c.number, fault, right)
		}
	}
}

func TestReadDate(t *testing.T) {
	for s, want := range map[string]string{
		"2026年1月23日": "2026-01-23", "2026年01月03日": "2026-01-03", "2026.1.3": "2026-01-03", "2026-12-31": "2026-12-31", "２０２６年１月３日": "2026-01-03",
		"二〇二六年一月二十三日": "2026-01-23", "二○二六年十月十日": "2026-10-10", "二零二六年十二月三十一日": "2026-12-31", "二〇二六年一月二十日": "2026-01-20",
		"2026年2月30日": "", "26年1月3日": "", "明天": "", "": "", "2026年00月00日": "",
	} {
		got := ""
		if day, ok := readDate(s); ok {
			got = day.Format(time.DateOnly)
		}
		if got != want {
			t.Errorf("%q is read as %q, want %q", s, got, want)
		}
	}
	if got := printed(time.Date(2026, 1, 3, 0, 0, 0, 0, time.UTC)); got != "2026年1月3日" {
		t.Errorf("printed %s", got)
	}
}
