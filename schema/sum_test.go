package schema

import (
	"strings"
	"testing"

	"github.com/BurntSushi/toml"

	"nianbao/schema/form"
	"nianbao/schema/source"
)

func unit(t *testing.T, name, figures string) Unit {
	r := reportOf(t, 2024, name, figures)
	return Unit{Agency: r.Agency, Report: r}
}

func figure(r *Report, table, row, column string) string {
	return r.Table(table).Row(row).Cell(column).Text
}

const (
	few  = "applications.received = 3 0 0 0 0 0 3\napplications.result.granted = 3 0 0 0 0 0 3\napplications.result.total = 3 0 0 0 0 0 3\ndisclosure.fees = 0.1250"
	some = "applications.received = 5 1 0 0 0 0 6\napplications.result.granted = 5 1 0 0 0 0 6\napplications.result.total = 5 1 0 0 0 0 6\ndisclosure.fees = 18.87"
)

func TestSum(t *testing.T) {
	total := Sum(Agency{Name: "某某市人民政府"}, []Unit{unit(t, "某某市财政局", few), unit(t, "某某市审计局", some)})
	r := total.Report
	if got := figure(r, "applications", "received", "total"); got != "9" {
		t.Errorf("received is %s", got)
	}
	if got := figure(r, "disclosure", "fees", "amount"); got != "18.9950" {
		t.Errorf("fees are %s", got)
	}
	if r.Scope != Area || len(total.List) != 0 || len(total.Counted) != 2 {
		t.Errorf("got %v %v", r.Scope, total.List)
	}
	if !strings.Contains(r.Text["overview"], "全市共新收政府信息公开申请9件（某某市审计局6件、某某市财政局3件）") {
		t.Errorf("says %s", r.Text["overview"])
	}
	if list := codes(Compare(r, nil)); list != "" {
		t.Errorf("its own sentence is wrong: %s", messages(Compare(r, nil)))
	}
	var v map[string]any
	if _, err := toml.Decode(string(total.Encode()), &v); err != nil {
		t.Fatal(err)
	}
	loaded, list := Load(&source.File{Name: "sum.toml", Data: total.Encode()}, form.All())
	if len(list) != 0 || figure(loaded, "disclosure", "fees", "amount") != "18.9950" {
		t.Errorf("reads back as %v", list)
	}
}

func TestSumCountsNobodyTwice(t *testing.T) {
	own := unit(t, "某某市人民政府", few)
	own.Report.Scope = Area
	county := unit(t, "甲县人民政府", some)
	county.Report.Scope = Area
	town := unit(t, "甲县乙镇人民政府", few)
	child := unit(t, "丙街道办事处", few)
	child.Parent = "甲县人民政府"
	tax := unit(t, "国家税务总局某某市税务局", few)
	tax.Outside = true
	twin := unit(t, "某某市财政局", few)
	old := Unit{Agency: Agency{Name: "某某市档案局"}, Report: reportOf(t, 2023, "某某市档案局", few)}
	broken := unit(t, "某某市统计局", few)
	broken.Report.Tables[0].Rows[0].Cells[0].Bad = true
	missing := Unit{Agency: Agency{Name: "某某市审计局", Short: "市审计局"}}

	total := Sum(Agency{Name: "某某市人民政府"}, []Unit{own, unit(t, "某某市财政局", few), twin, county, town, child, tax, old, broken, missing})
	if got := figure(total.Report, "applications", "received", "total"); got != "9" {
		t.Errorf("received is %s", got)
	}
	var got []string
	for _, f := range total.List {
		got = append(got, f.Code)
	}
	want := "SUM-SKIPPED SUM-SKIPPED SUM-SKIPPED SUM-SKIPPED SUM-SKIPPED SUM-BROKEN SUM-BROKEN SUM-MISSING"
	if strings.Join(got, " ") != want {
		t.Errorf("got %s\n%s", got, messages(total.List))
	}
	if text := string(total.Encode()); !strings.Contains(text, "缺 1 家的报告，汇总不完整：市审计局") {
		t.Errorf("does not say who is missing\n%s", text[:800])
	}
}

// TestSumKnowsTheArea: the area's own report is not counted, nor does it hide
// its agencies, when the area is called by its place or not at all.
func TestSumKnowsTheArea(t *testing.T) {
	for _, name := range []string{"某某市人民政府", "某某市", ""} {
		own := unit(t, "某某市人民政府", few)
		own.Report.Scope = Area
		total := Sum(Agency{Name: name}, []Unit{unit(t, "某某市财政局", few), own, unit(t, "某某市审计局", some)})
		if got := figure(total.Report, "applications", "received", "total"); got != "9" {
			t.Errorf("%q: received is %s\n%s", name, got, messages(total.List))
		}
		if total.Report.Agency.Name != "某某市人民政府" {
			t.Errorf("%q: called %s", name, total.Report.Agency.Name)
		}
	}
}

func TestSumAgainst(t *testing.T) {
	total := Sum(Agency{Name: "某某市人民政府"}, []Unit{unit(t, "某某市财政局", few), unit(t, "某某市审计局", some)})
	own := reportOf(t, 2024, "某某市人民政府", some)
	own.Scope = Area
	own.Table("disclosure").Row("fees").Cells[0] = total.Report.Table("disclosure").Row("fees").Cells[0]
	list := total.Against(own)
	cells := map[string]source.Finding{}
	for _, f := range list {
		cells[f.Cell] = f
	}
	f, ok := cells["applications.received.total"]
	if !ok || f.Severity != source.Warning || len(f.Related) != 2 {
		t.Fatalf("got %s", messages(list))
	}
	if !strings.Contains(f.Message, "本报告为 6，2 家合计为 9，相差 3") || !strings.Contains(strings.Join(f.Help, ""), "差额正好是某某市财政局的数，可能没有计入") {
		t.Errorf("got %s %v", f.Message, f.Help)
	}
	if _, ok := cells["disclosure.fees.amount"]; ok {
		t.Error("an equal cell is reported")
	}
	if len(list) != 6 {
		t.Errorf("%d cells\n%s", len(list), messages(list))
	}
	if got := total.Against(reportOf(t, 2023, "某某市人民政府", few)); len(got) != 1 || got[0].Code != CodeSumBroken {
		t.Errorf("another year: %s", messages(got))
	}
}

func TestSumIncomplete(t *testing.T) {
	total := Sum(Agency{Name: "某某市人民政府"}, []Unit{unit(t, "某某市财政局", few), {Agency: Agency{Name: "某某市审计局"}}})
	own := reportOf(t, 2024, "某某市人民政府", some)
	for _, f := range total.Against(own) {
		if f.Severity != source.Info {
			t.Errorf("incomplete, not wrong: %s", f.Message)
		}
	}
}

func TestSumOfNothing(t *testing.T) {
	total := Sum(Agency{}, []Unit{{Agency: Agency{Name: "某局"}}})
	if total.Encode() != nil || len(total.Missing) != 1 || total.Against(reportOf(t, 2024, "甲", few)) != nil {
		t.Errorf("got %+v", total)
	}
}

func TestSumSentenceAddsUp(t *testing.T) {
	var units []Unit
	for i := range 60 {
		u := unit(t, "某某市第"+strings.Repeat("十", i/10+1)+"局"+string(rune('甲'+i)), few)
		units = append(units, u)
	}
	total := Sum(Agency{Name: "某某市人民政府"}, units)
	if !strings.Contains(total.Report.Text["overview"], "其余单位120件）") {
		t.Errorf("says %s", total.Report.Text["overview"])
	}
	if got := codes(Compare(total.Report, nil)); got != "" {
		t.Error(messages(Compare(total.Report, nil)))
	}
}
