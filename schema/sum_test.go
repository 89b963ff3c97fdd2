package schema

import (
	"strings"
	"testing"

	"github.com/BurntSushi/toml"

	"nianbao/schema/form"
	"nianbao/schema/source"
)

func unit(t *testing.T, name, figures string) Unit {
	return unitOf(reportOf(t, 2024, name, figures))
}

func unitOf(r *Report) Unit {
	return Unit{Agency: r.Agency, Figures: FiguresOf(r, func() *Report { return r })}
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
	own.Figures.Scope = Area
	county := unit(t, "甲县人民政府", some)
	county.Figures.Scope = Area
	town := unit(t, "甲县乙镇人民政府", few)
	child := unit(t, "丙街道办事处", few)
	child.Parent = "甲县人民政府"
	tax := unit(t, "国家税务总局某某市税务局", few)
	tax.Outside = true
	twin := unit(t, "某某市财政局", few)
	old := unitOf(reportOf(t, 2023, "某某市档案局", few))
	damaged := reportOf(t, 2024, "某某市统计局", few)
	damaged.Tables[0].Rows[0].Cells[0].Bad = true
	broken := unitOf(damaged)
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

// TestSumKnowsWhoIsBelow: a county's towns and offices are counted once, with
// the county where it sums them, by themselves where it does not.
func TestSumKnowsWhoIsBelow(t *testing.T) {
	office := func(name, parent string) Unit { // 3 applications
		u := unit(t, name, few)
		u.Parent = parent
		return u
	}
	area := func(name string) Unit { // 6 applications
		u := unit(t, name, some)
		u.Figures.Scope = Area
		return u
	}
	changed := func(u Unit, change func(*Unit)) Unit { change(&u); return u }
	missing := func(name, parent string) Unit { return Unit{Agency: Agency{Name: name}, Parent: parent} }
	finance := office("云川市财政局", "")
	for _, c := range []struct {
		what    string
		units   []Unit
		want    string // applications received
		counted int
		missing int
	}{
		{"parent by name", []Unit{finance, area("甲县人民政府"), office("乙镇人民政府", "甲县人民政府")}, "9", 2, 0},
		{"parent by code", []Unit{finance, changed(area("甲县人民政府"), func(u *Unit) { u.Agency.Code = "0007" }), office("乙镇人民政府", "0007")}, "9", 2, 0},
		{"parent by short name", []Unit{finance, changed(area("甲县人民政府"), func(u *Unit) { u.Agency.Short = "县府" }), office("乙镇人民政府", "县府")}, "9", 2, 0},
		{"parent by place", []Unit{finance, area("云川市甲县人民政府"), office("乙镇人民政府", "甲县")}, "9", 2, 0},
		{"parent's parent", []Unit{finance, area("甲县人民政府"), office("乙镇人民政府", "甲县人民政府"), office("丙村服务站", "乙镇人民政府")}, "9", 2, 0},
		{"below the county's office", []Unit{finance, area("甲县人民政府"), office("甲县人民政府办公室", ""), office("乙镇人民政府", "甲县人民政府办公室")}, "9", 2, 0},
		{"by place, short in the town", []Unit{finance, area("云川市甲县人民政府"), office("甲县乙镇人民政府", "")}, "9", 2, 0},
		{"by place, short in the county", []Unit{finance, area("甲县人民政府"), office("云川市甲县乙镇人民政府", "")}, "9", 2, 0},
		{"by place, all below the city", []Unit{finance, area("甲县人民政府"), office("甲县乙镇人民政府", "云川市")}, "9", 2, 0},
		{"the county's general office reports", []Unit{finance, area("甲县人民政府办公室"), office("甲县乙镇人民政府", "")}, "9", 2, 0},
		{"a development zone", []Unit{finance, area("云川高新区管理委员会"), office("云川高新区财政局", "")}, "9", 2, 0},
		{"no report of the county", []Unit{finance, missing("甲县人民政府", ""), office("甲县乙镇人民政府", "甲县人民政府"), office("甲县丙镇人民政府", "")}, "9", 3, 1},
		{"the county's office alone", []Unit{finance, office("甲县人民政府", ""), office("甲县乙镇人民政府", "甲县人民政府")}, "9", 3, 0},
		{"the county's report is unreadable", []Unit{finance, changed(area("甲县人民政府"), func(u *Unit) {
			r := u.Figures.again()
			r.Tables[0].Rows[0].Cells[0].Bad = true
			u.Figures = FiguresOf(r, u.Figures.again)
			u.Figures.Scope = Area
		}),
			office("甲县乙镇人民政府", "甲县人民政府")}, "6", 2, 0},
		{"the county's report is of another year", []Unit{finance, changed(area("甲县人民政府"), func(u *Unit) { u.Figures.Year = 2023 }),
			office("甲县乙镇人民政府", "甲县人民政府"), office("甲县丙镇人民政府", "")}, "9", 3, 0},
		{"a town without a report below a county that sums", []Unit{finance, area("甲县人民政府"), missing("甲县乙镇人民政府", "")}, "9", 2, 0},
		{"a city's office in the county", []Unit{finance, area("甲县人民政府"), office("甲县消防大队", "云川市消防支队"), office("云川市消防支队", "")}, "15", 4, 0},
		{"a county and its neighbour", []Unit{area("甲县人民政府"), area("乙县人民政府"), office("乙县丙镇人民政府", "乙县人民政府")}, "12", 2, 0},
		{"a town that sums, before its county", []Unit{area("甲县乙镇人民政府"), area("甲县人民政府"), office("甲县乙镇财政所", "")}, "6", 1, 0},
		{"two that speak for one county", []Unit{area("甲县人民政府"), area("甲县人民政府办公室"), office("甲县乙镇人民政府", "")}, "6", 1, 0},
		{"parents in a circle", []Unit{office("甲局", "乙局"), office("乙局", "甲局")}, "6", 2, 0},
		{"the city's own by its general office", []Unit{finance, area("云川市人民政府办公室"), office("云川市教育局", "云川市人民政府办公室")}, "6", 2, 0},
		{"the city's own twice", []Unit{finance, area("云川市人民政府办公室"), area("云川市人民政府")}, "3", 1, 0},
		{"a county's report in another's file", []Unit{changed(office("甲县人民政府", ""), func(u *Unit) { u.Agency = Agency{Name: "云川市财政局"} }),
			area("甲县人民政府"), office("乙镇人民政府", "甲县人民政府")}, "6", 1, 0},
		{"two of one agency, the first of another year", []Unit{changed(office("云川市财政局", ""), func(u *Unit) { u.Figures.Year = 2023 }),
			office("云川市财政局", ""), office("云川市教育局", "")}, "6", 2, 0},
		{"vertical", []Unit{finance, changed(office("云川市税务局", ""), func(u *Unit) { u.Outside = true }),
			{Agency: Agency{Name: "云川海关"}, Outside: true}}, "3", 1, 0},
	} {
		t.Run(c.what, func(t *testing.T) {
			total := Sum(Agency{Name: "云川市"}, c.units)
			got := figure(total.Report, "applications", "received", "total")
			if got != c.want || len(total.Counted) != c.counted || len(total.Missing) != c.missing {
				t.Errorf("received %s, %d counted, %d missing; want %s, %d, %d\n%s", got, len(total.Counted), len(total.Missing),
					c.want, c.counted, c.missing, messages(total.List))
			}
		})
	}
}

// TestSumDoubtsOneCode: two agencies with one code are not taken for one.
func TestSumDoubtsOneCode(t *testing.T) {
	a, b := unit(t, "云川市财政局", few), unit(t, "云川市审计局", some)
	a.Figures.Agency.Code, b.Figures.Agency.Code = "0001", "0001"
	total := Sum(Agency{Name: "云川市"}, []Unit{a, b})
	if len(total.List) != 1 || total.List[0].Code != CodeSumBroken || !strings.Contains(total.List[0].Message, "代码 0001 与“云川市财政局”相同") {
		t.Errorf("got %s", messages(total.List))
	}
}

// TestSumTellsOfTheScope: a county whose report is said to be its office's
// alone is counted beside its towns, and the user told so.
func TestSumTellsOfTheScope(t *testing.T) {
	total := Sum(Agency{Name: "云川市"}, []Unit{unit(t, "甲县人民政府", few), unit(t, "甲县乙镇人民政府", few)})
	if len(total.List) != 1 || total.List[0].Code != CodeSumScope || total.List[0].Severity != source.Info {
		t.Errorf("got %s", messages(total.List))
	}
}

// TestSumKnowsTheArea: the area's own report is not counted, nor does it hide
// its agencies, when the area is called by its place or not at all.
func TestSumKnowsTheArea(t *testing.T) {
	for _, name := range []string{"某某市人民政府", "某某市", ""} {
		own := unit(t, "某某市人民政府", few)
		own.Figures.Scope = Area
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
