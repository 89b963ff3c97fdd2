package schema

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"nianbao/schema/form"
	"nianbao/schema/prose"
	"nianbao/schema/source"
)

// corpusFurniture are lines of the corpus files that are no prose.
var corpusFurniture = regexp.MustCompile(`(?m)^\s*(-\s?\d+\s?-|----- page break -----|\[some paragraphs.*)\s*$`)

// corpusText cuts the prose sections out of a corpus file.
func corpusText(text string) map[string]string {
	if _, rest, ok := strings.Cut(text, "VERBATIM ====="); ok {
		text, _, _ = strings.Cut(rest, "===== B.")
	}
	text = corpusFurniture.ReplaceAllString(text, "")
	cut := func(from, to string) string {
		start := regexp.MustCompile(`(?m)^\s*` + from + `.*\n`).FindStringIndex(text)
		if start == nil {
			return ""
		}
		rest := text[start[1]:]
		if end := regexp.MustCompile(`(?m)^\s*` + to).FindStringIndex(rest); end != nil && to != "" {
			rest = rest[:end[0]]
		}
		return rest
	}
	return map[string]string{
		"preamble": cut(`[^\n]*政府信息公开(工作)?年度报告`, `一、总体情况`),
		"overview": cut(`一、总体情况`, `(二、主动公开政府|一、主动公开政府)`),
		"problems": cut(`(五、.*存在的主要问题|三、政府信息公开行政复议)`, `(六、其他|五、其他)`),
		"other":    cut(`[五六]、其他需要报告`, ``),
	}
}

func readCorpus(t *testing.T, id string) *Report {
	t.Helper()
	files, _ := filepath.Glob("../../shared/corpus/" + id + "_*.txt")
	tables, _ := filepath.Glob("../corpus/" + id + "-*.toml")
	if len(files) != 1 || len(tables) != 1 {
		t.Skipf("skipped, because ../shared/corpus has no %s", id)
	}
	file, err := source.Read(tables[0])
	if err != nil {
		t.Fatal(err)
	}
	r, list := Load(file, form.All())
	if r == nil {
		t.Fatal(list)
	}
	text, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	r.Text = corpusText(string(text))
	return r
}

// TestCorpus checks real reports: what is wrong with them is found, and
// nothing else. The table in the log says, for each, what was expected, found
// and false.
func TestCorpus(t *testing.T) {
	tests := []struct {
		id, last string
		want     map[string]int // severity and code → how often
	}{
		{"r01", "", map[string]int{}},
		{"r03", "", map[string]int{
			"error T4-SUM":       2, // totals left at 0
			"warning TEXT-BASIS": 1, // 国令 for 国务院令
		}},
		{"r04", "r03", map[string]int{
			"info PROSE-RECEIVED": 1, // the office's own 17 beside the district's 95
			"info Y-JUMP":         1, "info T4-ORDER": 1,
			"warning TEXT-BASIS": 1,
		}},
		{"r05", "", map[string]int{"warning TEXT-BASIS": 1}},
		{"r06", "", map[string]int{
			"error T3-ONECOL": 1, "error T3-ACROSS": 11, "error T3-DOWN": 1, // the total column is blank
			"warning PROSE-RESULT":  2, // 258 for 275, 265 for 337
			"warning PROSE-PERCENT": 1, // 33.9 % of 805 is 273
			"warning PROSE-LIST":    1, // 716 results of 805
		}},
		{"r07", "", map[string]int{}},
		{"r08", "", map[string]int{
			"warning TEXT-NUMBER": 1, // sub-headings numbered like sections
			"info PROSE-LIST":     1, // four sorts that make 2160, of 2139
		}},
	}
	for _, test := range tests {
		r := readCorpus(t, test.id)
		var last *Report
		if test.last != "" {
			last = readCorpus(t, test.last)
		}
		found := map[string]int{}
		list := append(Check(r, last), Compare(r, last)...)
		for _, f := range list {
			found[string(f.Severity)+" "+f.Code]++
		}
		missed, wrong := 0, 0
		for _, key := range sortedKeys(both(test.want, found)) {
			missed += max(0, test.want[key]-found[key])
			wrong += max(0, found[key]-test.want[key])
			if test.want[key] != found[key] {
				t.Errorf("%s %s: expected %d, found %d\n%s", test.id, key, test.want[key], found[key], messages(list))
			}
		}
		t.Logf("%s %s %d: %d expected, %d found, %d missed, %d false", test.id, r.Agency.Name, r.Year, sum(test.want), len(list), missed, wrong)
	}
}

func both(a, b map[string]int) map[string]string {
	keys := map[string]string{}
	for key := range a {
		keys[key] = ""
	}
	for key := range b {
		keys[key] = ""
	}
	return keys
}

func sum(counts map[string]int) int {
	n := 0
	for _, c := range counts {
		n += c
	}
	return n
}

// TestCorpusFaults breaks each figure that the prose of the real reports
// states, one at a time, and counts how many breaks are noticed.
func TestCorpusFaults(t *testing.T) {
	noticed, all := 0, 0
	for _, id := range []string{"r01", "r03", "r05", "r06", "r07", "r08"} {
		r := readCorpus(t, id)
		clean := len(Compare(r, nil))
		c := comparer{report: r, rules: prose.Default(), who: speaker(r)}
		for key, text := range r.Text {
			read := prose.Read(text)
			for _, m := range c.rules.Bind(read, c.who) {
				if m.Doubt != prose.Sure {
					continue
				}
				runes := []rune(text)
				at := read.Offset(m.Start)
				if runes[at] < '0' || runes[at] > '9' {
					continue
				}
				runes[at] = '0' + (runes[at]-'0'+1)%10
				r.Text[key] = string(runes)
				all++
				if len(Compare(r, nil)) > clean {
					noticed++
				}
			}
			r.Text[key] = text
		}
	}
	t.Logf("%d of %d changed figures noticed", noticed, all)
	if noticed*100 < all*90 {
		t.Errorf("only %d of %d changed figures noticed", noticed, all)
	}
}
