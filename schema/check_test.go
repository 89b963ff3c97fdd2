package schema

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"nianbao/schema/form"
	"nianbao/schema/source"
)

// edit is a change of a report's text: old becomes new.
type edit struct{ old, new string }

// report reads testdata/<year>.toml with the edits made.
func report(t *testing.T, year string, edits ...edit) (*Report, source.List) {
	t.Helper()
	data, err := os.ReadFile("testdata/" + year + ".toml")
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	for _, e := range edits {
		if !strings.Contains(text, e.old) {
			t.Fatalf("%q is not in %s", e.old, year)
		}
		text = strings.Replace(text, e.old, e.new, 1)
	}
	return Load(&source.File{Name: year + ".toml", Data: []byte(text)}, form.All())
}

// row is an edit of the cells of one row.
func row(key, cells string) edit { return edit{"\n" + key, "\n" + key + " = [" + cells + "] # was"} }

// names lists findings as CODE cell, or CODE line:column, in order of place.
func names(list source.List) []string {
	var names []string
	for _, f := range list.Sorted() {
		at := f.Cell
		if at == "" {
			at = fmt.Sprintf("%d:%d", f.Place.Line, f.Place.Column)
		}
		names = append(names, f.Code+" "+at)
	}
	return names
}

func TestGoodReports(t *testing.T) {
	for _, years := range [][2]string{{"2024", "2023"}, {"2020", "2019"}, {"2021", "2020"}} {
		r, list := report(t, years[0])
		last, more := report(t, years[1])
		list = slices.Concat(list, more, Check(r, nil), Check(r, last))
		if len(list) > 0 {
			t.Errorf("%s: %v", years[0], names(list))
		}
	}
}

// TestRules breaks each rule in a report that is otherwise right.
func TestRules(t *testing.T) {
	tests := []struct {
		name       string
		year       string
		edits      []edit
		last       []edit   // edits of last year's report; nil = without one
		want       []string // findings of Load and Check
		message    string   // part of the message of the last of them
		help       string   // part of its help
		severities string   // of all: e, w, i
	}{
		{
			name: "T3-ACROSS, a total that is wrong", year: "2024", edits: []edit{row("result.granted", "5, 1, 0, 0, 0, 0, 7")},
			want:    []string{"T3-ACROSS applications.result.granted.total", "T3-DOWN applications.result.total.total"},
			message: "总计：办理结果（一）至（六）各项之和为 17，（七）总计为 16，相差 1",
			help:    "若“（一）予以公开”的“总计”由 7 改为 6，则全部平衡", severities: "ee",
		},
		{
			name: "one cell mends all", year: "2024", edits: []edit{row("result.granted", "4, 1, 0, 0, 0, 0, 6")},
			want:    []string{"T3-ACROSS applications.result.granted.total", "T3-DOWN applications.result.total.natural"},
			message: "自然人：办理结果（一）至（六）各项之和为 11，（七）总计为 12，相差 1",
			help:    "若“（一）予以公开”的“自然人”由 4 改为 5，则全部平衡", severities: "ee",
		},
		{
			name: "T3-BAL", year: "2024", edits: []edit{row("carried_out", "1, 0, 0, 0, 0, 0, 1")},
			want:    []string{"T3-BAL applications.received.natural", "T3-BAL applications.received.total"},
			message: "总计：第一项加第二项之和为 18，第三项加第四项之和为 17，相差 1", severities: "ee",
		},
		{
			name: "T3-CARRY", year: "2024", edits: []edit{row("carried_out", "2, 0, 9, 0, 0, 0, 11")},
			want: []string{
				"T3-BAL applications.received.research", "T3-BAL applications.received.total",
				"T3-CARRY applications.carried_out.research",
			},
			message: "科研机构：结转下年度 9 件，多于本年新收加上年结转之和 0，相差 9", severities: "eee",
		},
		{
			name: "T3-NONNEG negative", year: "2024", edits: []edit{row("result.granted", "-5, 1, 0, 0, 0, 0, -4")},
			want: []string{
				"T3-NONNEG applications.result.granted.natural", "T3-NONNEG applications.result.granted.total",
				"T3-DOWN applications.result.total.natural", "T3-DOWN applications.result.total.total",
			}, severities: "eeee",
		},
		{
			name: "T3-NONNEG fraction", year: "2024", edits: []edit{row("result.granted", "5.5, 1, 0, 0, 0, 0, 6")},
			want: []string{"T3-NONNEG applications.result.granted.natural"}, message: "“（一）予以公开”的“自然人”是 5.5，应是整数", severities: "e",
		},
		{
			name: "T3-NONNEG fraction as text", year: "2024", edits: []edit{row("result.granted", "\"5.5\", 1, 0, 0, 0, 0, 6")},
			want: []string{"T3-NONNEG applications.result.granted.natural"}, message: "应是整数", severities: "e",
		},
		{
			name: "T3-BLANK", year: "2024", edits: []edit{row("result.granted", "5, 1, \"\", \"/\", \"-\", \"无\", 6")},
			want: []string{
				"T3-BLANK applications.result.granted.research", "T3-BLANK applications.result.granted.welfare",
				"T3-BLANK applications.result.granted.legal", "T3-BLANK applications.result.granted.other",
			}, message: "是“无”，应是数", help: "没有发生的填 0", severities: "eeee",
		},
		{
			name: "T3-BLANK with blank = 0", year: "2024", edits: []edit{row("result.granted", "5, 1, \"\", \"—\", 0, 0, 6"), {"[applications]", "[applications]\nblank = 0"}},
			want:    []string{"T3-BLANK applications.result.granted.research", "T3-BLANK applications.result.granted.welfare"},
			message: "按 blank = 0 记作 0", severities: "ww",
		},
		{
			name: "T3-BLANK a row left empty", year: "2024", edits: []edit{row("result.granted", "")},
			want: []string{"T3-BLANK 19:18"}, message: "“（一）予以公开”这一行还没有填", severities: "e",
		},
		{
			name: "T3-SHAPE 2019 row in 2021", year: "2024",
			edits: []edit{{"\nresult.other.uncorrected", "\n\"（六）其他处理\" = [0, 1, 0, 0, 0, 0, 1]\nresult.other.uncorrected"}},
			want:  []string{"T3-SHAPE 37:1"}, message: "“（六）其他处理”是 2019 年表式的行，2021 年表式的表三没有这一行",
			help: "result.other.uncorrected", severities: "e",
		},
		{
			name: "T3-SHAPE 2021 rows in 2019", year: "2020",
			edits: []edit{{"\nresult.other ", "\nresult.other.uncorrected = [0, 1, 0, 0, 0, 0, 1]\nresult.other.other "}},
			want:  []string{"KEY-MISSING 18:2", "T3-SHAPE 39:14", "T3-SHAPE 40:14"}, message: "是 2021 年表式的行", help: "result.other（（六）其他处理）", severities: "eee",
		},
		{
			name: "T2-SHAPE", year: "2024", edits: []edit{{"\npermits", "\nservices = [1, 0, 0]\npermits"}},
			want: []string{"T2-SHAPE 11:1"}, message: "是 2019 年表式的行", severities: "e",
		},
		{
			name: "T3-SHIFT exchanged", year: "2024", edits: []edit{row("result.granted", "5, 1, 0, 0, 0, 6, 0")},
			want: []string{
				"T3-SHIFT applications.result.granted.natural", "T3-ACROSS applications.result.granted.total",
				"T3-DOWN applications.result.total.other", "T3-DOWN applications.result.total.total",
			}, severities: "ieee",
		},
		{
			name: "T3-DOWN, a row moved by a column", year: "2024", edits: []edit{row("result.granted", "0, 5, 1, 0, 0, 0, 0")},
			want: []string{
				"T3-ACROSS applications.result.granted.total", "T3-DOWN applications.result.total.natural",
				"T3-DOWN applications.result.total.business", "T3-DOWN applications.result.total.research", "T3-DOWN applications.result.total.total",
			}, severities: "eeeee",
		},
		{
			name: "T3-SHIFT two digits apart", year: "2024", edits: []edit{row("result.total", "1, 2, 3, 0, 0, 1, 16")},
			want: []string{
				"T3-BAL applications.received.natural", "T3-BAL applications.received.business", "T3-BAL applications.received.research",
				"T3-BAL applications.received.legal", "T3-BAL applications.received.other",
				"T3-DOWN applications.result.total.natural", "T3-SHIFT applications.result.total.natural",
				"T3-DOWN applications.result.total.business", "T3-DOWN applications.result.total.research",
				"T3-DOWN applications.result.total.legal", "T3-DOWN applications.result.total.other", "T3-ACROSS applications.result.total.total",
			}, message: "", severities: "eeeeeeieeeee",
		},
		{
			name: "no T3-SHIFT that breaks the columns", year: "2024", edits: []edit{row("result.granted", "5, 1, 0, 0, 0, 0, 51")},
			want: []string{"T3-ACROSS applications.result.granted.total", "T3-DOWN applications.result.total.total"}, severities: "ee",
		},
		{
			name: "no T3-ONECOL for one row", year: "2024", edits: []edit{row("result.denied.internal", "0, 0, 0, 0, 0, 0, 1")},
			want: []string{"T3-ACROSS applications.result.denied.internal.total", "T3-DOWN applications.result.total.total"}, severities: "ee",
		},
		{
			name: "T3-ONECOL only the total", year: "2024",
			edits: []edit{row("result.granted", "0, 0, 0, 0, 0, 0, 6"), row("result.partial", "0, 0, 0, 0, 0, 0, 2"), row("result.total", "5, 2, 0, 0, 1, 0, 16")},
			want: []string{
				"T3-BAL applications.received.natural", "T3-BAL applications.received.business",
				"T3-ACROSS applications.result.granted.total", "T3-ONECOL applications.result.granted.total",
				"T3-ACROSS applications.result.partial.total", "T3-ACROSS applications.result.total.total",
			}, severities: "eeeeee",
		},
		{
			name: "T3-ONECOL totals not filled in", year: "2024",
			edits: []edit{row("result.granted", "5, 1, 0, 0, 0, 0, 0"), row("result.partial", "2, 0, 0, 0, 0, 0, 0")},
			want: []string{
				"T3-ACROSS applications.result.granted.total", "T3-ONECOL applications.result.granted.total",
				"T3-ACROSS applications.result.partial.total", "T3-DOWN applications.result.total.total",
			}, severities: "eeee",
		},
		{
			name: "T4-SUM", year: "2024", edits: []edit{row("after_review", "0, 5, 0, 0, 0")},
			want: []string{"T4-SUM reviews.after_review.total"}, message: "复议后起诉：四种结果之和为 5，总计为 0，相差 5",
			help: "若“复议后起诉”的“总计”由 0 改为 5，则全部平衡", severities: "e",
		},
		{
			name: "T4-NONNEG", year: "2024", edits: []edit{row("review", "3, 1, 0, -1, 3")},
			want: []string{"T4-NONNEG reviews.review.pending"}, severities: "e",
		},
		{
			name: "T4-ORDER", year: "2024", edits: []edit{row("after_review", "10, 1, 0, 0, 11")}, last: []edit{},
			want: []string{"T4-ORDER reviews.after_review.total"}, message: "复议后起诉 11 件，多于本年和上年行政复议之和 10，相差 1", severities: "i",
		},
		{
			name: "T2-NONNEG", year: "2024", edits: []edit{row("permits", "-97")},
			want: []string{"T2-NONNEG disclosure.permits.decisions"}, message: "“行政许可”是 -97，不能小于 0", severities: "e",
		},
		{
			name: "T2-BLANK", year: "2024", edits: []edit{row("permits", "\"无\"")},
			want: []string{"T2-BLANK disclosure.permits.decisions"}, severities: "e",
		},
		{
			name: "T2-MONEY negative", year: "2024", edits: []edit{row("fees", "\"-1.50\"")},
			want: []string{"T2-MONEY disclosure.fees.amount"}, message: "不能小于 0", severities: "e",
		},
		{
			name: "T2-MONEY decimals", year: "2024", edits: []edit{row("fees", "\"1.1234567\"")},
			want: []string{"T2-MONEY disclosure.fees.amount"}, message: "有 7 位小数，一般不超过 6 位", severities: "w",
		},
		{
			name: "T2-UNIT", year: "2024", edits: []edit{row("fees", "1887100")},
			want: []string{"T2-UNIT disclosure.fees.amount"}, message: "像是以元计的数", severities: "w",
		},
		{
			name: "T2-UNIT against last year", year: "2024", edits: []edit{row("fees", "\"377.43\"")}, last: []edit{},
			want: []string{"T2-UNIT disclosure.fees.amount"}, message: "超过上年 18.8710 万元的 20 倍", severities: "w",
		},
		{
			name: "T2-RULES", year: "2024", edits: []edit{row("regulations", "1, 0, 4")},
			want: []string{"T2-RULES disclosure.regulations.issued"}, message: "“云川市水务局”看来没有规章制定权", severities: "w",
		},
		{
			name: "T2-STOCK", year: "2024", edits: []edit{row("documents", "13, 2, 10")},
			want: []string{"T2-STOCK disclosure.documents.issued"}, message: "行政规范性文件：现行有效件数加本年废止件数为 12，少于本年制发件数 13，相差 1", severities: "w",
		},
		{
			name: "T2-OPEN", year: "2020", edits: []edit{row("documents", "87, 5, 4")},
			want: []string{"T2-OPEN disclosure.documents.public_total"}, message: "对外公开总数量为 4，少于本年新公开数量 5，相差 1", severities: "e",
		},
		{
			name: "T2-NEW", year: "2020", edits: []edit{row("documents", "3, 4, 30")},
			want: []string{"T2-NEW disclosure.documents.published"}, severities: "i",
		},
		{
			name: "T2-ITEM", year: "2020", edits: []edit{row("penalties", "20, -21, 12")},
			want: []string{"T2-ITEM disclosure.penalties.previous"}, message: "行政处罚：上一年项目数量加本年增/减为 -1，小于 0", severities: "e",
		},
		{
			name: "T2-BUY without money", year: "2020", edits: []edit{row("procurement", "2, 0")},
			want: []string{"T2-BUY disclosure.procurement.items"}, severities: "w",
		},
		{
			name: "T2-BUY without items", year: "2020", edits: []edit{row("procurement", "0, \"0.01\"")},
			want: []string{"T2-BUY disclosure.procurement.items"}, severities: "w",
		},
		{
			name: "T2-MONEY 2019", year: "2020", edits: []edit{row("procurement", "2, \"248500.005\"")},
			want: []string{"T2-MONEY disclosure.procurement.amount"}, message: "有 3 位小数，一般不超过 2 位", severities: "w",
		},
		{
			name: "Y-CARRY", year: "2024", last: []edit{row("carried_out", "1, 1, 0, 0, 0, 0, 2")},
			want:    []string{"Y-CARRY applications.carried_in.natural", "Y-CARRY applications.carried_in.business"},
			message: "商业企业：上年结转为 0，上年报告的结转下年度为 1，相差 1", severities: "ee",
		},
		{
			name: "Y-CARRY across the forms", year: "2021", last: []edit{row("carried_out", "1, 1, 0, 0, 0, 0, 2"), row("review", "0, 0, 0, 99, 99"), row("documents", "900, 900, 900")},
			want: []string{"Y-CARRY applications.carried_in.natural", "Y-CARRY applications.carried_in.business"}, severities: "ee",
		},
		{
			name: "Y-STOCK", year: "2024", last: []edit{row("documents", "13, 2, 40")},
			want:    []string{"Y-STOCK disclosure.documents.in_force"},
			message: "行政规范性文件：现行有效件数为 55，按上年现行有效加本年制发减本年废止应为 51，相差 4", severities: "w",
		},
		{
			name: "Y-ITEM", year: "2020", last: []edit{row("penalties", "21, 1, 12")},
			want: []string{"Y-ITEM disclosure.penalties.previous"}, message: "行政处罚：上一年项目数量为 20，按上年报告应为 22，相差 2", severities: "e",
		},
		{
			name: "Y-T4", year: "2024", last: []edit{row("direct", "0, 0, 0, 3, 3")},
			want: []string{"Y-T4 reviews.direct.total"}, severities: "i",
		},
		{
			name: "Y-JUMP", year: "2024", last: []edit{row("permits", "9487"), row("penalties", "20")},
			want: []string{"Y-JUMP disclosure.permits.decisions"}, message: "“行政许可”是 97，上年是 9487，相差 5 倍以上", severities: "i",
		},
		{
			name: "Y-YEAR", year: "2024", edits: []edit{{"year = 2024", "year = 2025"}}, last: []edit{row("carried_out", "9, 0, 0, 0, 0, 0, 9")},
			want: []string{"Y-YEAR 2:8"}, message: "是 2023 年的，应是 2024 年的", severities: "w",
		},
		{
			name: "FORM-YEAR", year: "2024", edits: []edit{{"year = 2024", "year = 2020"}},
			want: []string{"FORM-YEAR 1:9"}, message: "2020 年度的报告应使用 2019 年表式，现为 2021", severities: "e",
		},
		{
			name: "DATE-YEAR", year: "2024", edits: []edit{{"[disclosure]", "[report]\ndate = 2024-01-20\n[disclosure]"}},
			want: []string{"DATE-YEAR 9:8"}, message: "2024 年度的报告应在 2025 年成文", severities: "w",
		},
		{
			name: "DATE-DEADLINE", year: "2024", edits: []edit{{"[disclosure]", "[report]\ndate = 2025-02-01\n[disclosure]"}},
			want: []string{"DATE-DEADLINE 9:8"}, message: "1 月 31 日前", severities: "w",
		},
		{
			name: "DATE-DEADLINE of an area", year: "2024", edits: []edit{{`"office"`, `"area"`}, {"[disclosure]", "[report]\ndate = 2025-04-01\n[disclosure]"}},
			want: []string{"DATE-DEADLINE 9:8"}, message: "3 月 31 日前", severities: "w",
		},
		{
			name: "an area in March", year: "2024", edits: []edit{{`"office"`, `"area"`}, {"[disclosure]", "[report]\ndate = 2025-03-31\nsignature = true\n[disclosure]"}},
		},
		{
			name: "DATE-MISSING", year: "2024", edits: []edit{{"[disclosure]", "[report]\nsignature = true\n[disclosure]"}},
			want: []string{"DATE-MISSING 9:13"}, severities: "w",
		},
		{
			name: "TEXT-EMPTY", year: "2024", edits: []edit{{`problems = "问题"`, `problems = ""`}},
			want: []string{"TEXT-EMPTY 50:12"}, message: "“五、存在的主要问题及改进情况”没有内容", severities: "w",
		},
	}
	covered := map[string]bool{}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r, list := report(t, test.year, test.edits...)
			var last *Report
			if test.last != nil {
				before := map[string]string{"2024": "2023", "2020": "2019", "2021": "2020"}[test.year]
				last, _ = report(t, before, test.last...)
			}
			list = append(list, Check(r, last)...).Sorted()
			got := names(list)
			slices.Sort(got)
			want := slices.Sorted(slices.Values(test.want))
			if !slices.Equal(got, want) {
				t.Fatalf("got  %q\nwant %q", got, want)
			}
			var severities string
			for _, f := range list {
				severities += string(f.Severity[0])
				covered[f.Code] = true
				if f.Place.Line < 1 || f.Place.Column < 1 || len(f.Message) == 0 {
					t.Errorf("no place: %+v", f)
				}
			}
			if severities != test.severities {
				t.Errorf("severities %s, want %s", severities, test.severities)
			}
			if !slices.ContainsFunc(list, func(f source.Finding) bool { return strings.Contains(f.Message, test.message) }) && test.message != "" {
				t.Errorf("no message has %q: %+v", test.message, list)
			}
			if !slices.ContainsFunc(list, func(f source.Finding) bool { return strings.Contains(strings.Join(f.Help, ""), test.help) }) && test.help != "" {
				t.Errorf("no help has %q: %+v", test.help, list)
			}
		})
	}
	for _, id := range []string{"2019", "2021"} {
		for _, rule := range Rules(form.Find(id)) {
			if regexp.MustCompile(`^(T[234]|Y|DATE|FORM|TEXT)-`).MatchString(rule.ID) && !covered[rule.ID] && rule.ID != "T4-SHAPE" && rule.ID != "T4-BLANK" {
				t.Errorf("no test breaks %s", rule.ID)
			}
		}
	}
}
