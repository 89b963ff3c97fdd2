package letter

import (
	"errors"
	"os"
	"path/filepath"
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
