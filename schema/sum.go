package schema

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"nianbao/schema/form"
	"nianbao/schema/source"
)

// Codes of the findings on sums of an area.
const (
	CodeSumMissing = "SUM-MISSING" // agencies of the area without a report
	CodeSumSkipped = "SUM-SKIPPED" // reports that are not counted, and why
	CodeSumBroken  = "SUM-BROKEN"  // reports that cannot be counted
	CodeSumDiffer  = "SUM-DIFFER"  // a cell of the area's own report that is not the sum
	CodeSumScope   = "SUM-SCOPE"   // a county's report counted beside those below it
)

// Unit is an agency of an area.
type Unit struct {
	Agency  Agency
	Parent  string   // code, name, short name or place of the agency above it, "" = not known
	Outside bool     // 垂直管理: not part of the area's sums
	Figures *Figures // of its report; nil: missing
}

// Total is an area's report, summed from its agencies.
type Total struct {
	Report  *Report
	Counted []Unit
	Missing []Unit
	List    source.List // what was not counted, and why

	tree
}

// Sum adds up the reports of an area's agencies, cell by cell in exact
// decimals. Nobody is counted twice: not an agency given twice, not one whose
// area already sums it (tree.above), not the area's own report. Nobody is
// lost: those below an area whose own report is missing, is unreadable or
// speaks of its office alone are counted themselves. Agencies outside,
// without a report or with one that cannot be read are left out and listed.
func Sum(area Agency, units []Unit) *Total {
	t := &Total{Report: &Report{Scope: Area, Agency: area, Text: map[string]string{}}}
	t.choose(units)
	if len(t.Counted) == 0 {
		return t
	}
	first := t.Counted[0].Figures
	t.Report.Form, t.Report.Year = first.Form, first.Year
	for i := range first.Form.Tables {
		t.Report.Tables = append(t.Report.Tables, blankTable(&first.Form.Tables[i]))
	}
	cells := t.cells()
	for _, u := range t.Counted {
		u.Figures.each(func(number int, value decimal.Decimal) {
			cells[number].Value = cells[number].Value.Add(value)
		})
	}
	for _, c := range cells {
		c.Text, c.Given = digits(c.Value), true
	}
	t.Report.Text["overview"] = t.sentence()
	return t
}

// cells are the sum's cells in the form's order.
func (t *Total) cells() []*Cell {
	var cells []*Cell
	for i := range t.Report.Tables {
		for j := range t.Report.Tables[i].Rows {
			row := &t.Report.Tables[i].Rows[j]
			for k := range row.Cells {
				cells = append(cells, &row.Cells[k])
			}
		}
	}
	return cells
}

// choose sorts the units into those that are counted and those that are not.
func (t *Total) choose(units []Unit) {
	t.plant(&t.Report.Agency, units)
	for i := range units {
		u := &units[i]
		r := u.Figures
		twin := t.twin(u)
		switch {
		case t.isOwn(u):
			t.skip(u, "是本地区自己的报告，不计入汇总")
		case u.Outside:
			t.skip(u, "垂直管理，不计入本地区")
		case r == nil:
			if t.above(u) == nil { // else the area above speaks for it
				t.Missing = append(t.Missing, *u)
			}
		case twin != nil && twin.Figures.Agency.Name == r.Agency.Name:
			t.skip(u, "与“"+twin.name()+"”是同一机关，只计一次")
		case twin != nil:
			t.broken(u, fmt.Sprintf("代码 %s 与“%s”相同，不知道是不是同一机关", r.Agency.Code, twin.Figures.Agency.Name))
		case r.bad != "":
			t.broken(u, r.bad)
		case r.Form != t.form || r.Year != t.year:
			t.broken(u, fmt.Sprintf("是 %d 年（%s 年表式）的报告，其他的是 %d 年（%s 年表式）", r.Year, r.Form.ID, t.year, t.form.ID))
		default:
			if above := t.above(u); above != nil {
				t.skip(u, "已计入“"+above.name()+"”的汇总报告")
				break
			}
			t.Counted = append(t.Counted, *u)
		}
	}
	t.List = append(t.List, t.offices()...)
	if len(t.Missing) > 0 {
		names := make([]string, len(t.Missing))
		for i := range t.Missing {
			names[i] = t.Missing[i].name()
		}
		t.List = append(t.List, source.Finding{
			Severity: source.Warning, Code: CodeSumMissing,
			Message: fmt.Sprintf("缺 %d 家的报告，汇总不完整：%s", len(names), strings.Join(names, "、")),
			Help:    []string{"报齐后重新汇总"},
		})
	}
}

func (u *Unit) name() string {
	if u.Agency.Short != "" {
		return u.Agency.Short
	}
	return u.Agency.Name
}

// Own is the unit with the area's own report, nil if there is none.
func (t *Total) Own() *Unit { return t.own }

func sameAgency(a, b Agency) bool {
	return a.Name != "" && a.Name == b.Name || a.Code != "" && a.Code == b.Code
}

// usual is the form and year that most of the reports have; of equally many,
// the later year.
func usual(units []Unit) (f *form.Form, year int) {
	type kind struct {
		form *form.Form
		year int
	}
	counts := map[kind]int{}
	best := 0
	for i := range units {
		r := units[i].Figures
		if r == nil || r.Form == nil {
			continue
		}
		k := kind{r.Form, r.Year}
		counts[k]++
		if n := counts[k]; n > best || n == best && k.year > year {
			best, f, year = n, k.form, k.year
		}
	}
	return f, year
}

func (t *Total) skip(u *Unit, why string) {
	t.List = append(t.List, t.about(u, source.Info, CodeSumSkipped, "没有计入“"+u.name()+"”："+why))
}

func (t *Total) broken(u *Unit, why string) {
	t.List = append(t.List, t.about(u, source.Error, CodeSumBroken, "不能计入“"+u.name()+"”："+why, "改正这份报告后重新汇总"))
}

func (t *Total) about(u *Unit, severity source.Severity, code, message string, help ...string) source.Finding {
	f := source.Finding{Severity: severity, Code: code, Message: message, Help: help}
	if u.Figures == nil {
		return f
	}
	if r := u.Figures.again(); r != nil {
		at := r.origin("agency")
		at.Key = true
		f.Place = at.Place()
	}
	return f
}

// Encode writes the summed report as TOML, with what it was summed from and
// what is missing in comments.
func (t *Total) Encode() []byte {
	if t.Report.Form == nil {
		return nil
	}
	d := &draft{report: t.Report, open: true, notes: map[string][]string{
		"overview": {"下面一段由汇总写出，可以照用或改写"},
	}}
	d.top = []string{fmt.Sprintf("由 %d 家的报告汇总", len(t.Counted))}
	for _, f := range t.List {
		d.top = append(d.top, f.Message)
	}
	return d.encode()
}
