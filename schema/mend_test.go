package schema

import (
	"strings"
	"testing"
)

// TestMends: the change that is proposed, for what was broken.
func TestMends(t *testing.T) {
	tests := []struct {
		name  string
		edits []edit
		want  string // "" = none is
	}{
		{"nothing broken", nil, ""},
		{"a part", []edit{row("result.granted", "4, 1, 0, 0, 0, 0, 6")}, "若“（一）予以公开”的“自然人”由 4 改为 5，则全部平衡"},
		{"a row's total", []edit{row("carried_in", "2, 0, 0, 0, 0, 0, 3")}, "若“二、上年结转”的“总计”由 3 改为 2，则全部平衡"},
		{"a column's total", []edit{row("result.total", "12, 2, 0, 0, 1, 0, 16")}, "若“三（七）总计”的“商业企业”由 2 改为 3，则全部平衡"},
		{"two digits exchanged", []edit{row("received", "21, 3, 0, 0, 1, 0, 16")}, "若“一、本年新收”的“自然人”由 21 改为 12（像是两个数字打颠倒了），则全部平衡"},
		{"neighbours exchanged", []edit{row("received", "3, 12, 0, 0, 1, 0, 16")}, "若“一、本年新收”的“自然人” 3 与右邻一格 12 对调，则全部平衡"},
		{"a part, totals worked out", []edit{row("result.granted", "4, 1, 0, 0, 0, 0")}, "若“（一）予以公开”的“自然人”由 4 改为 5，则全部平衡"},
		{"a part, everything worked out that can be", []edit{
			{"\nresult.total               = [12, 3, 0, 0, 1, 0, 16]", ""}, row("carried_out", "2, 0, 0, 0, 0, 0"),
			row("received", "12, 3, 0, 0, 1, 0"), row("carried_in", "2, 0, 0, 0, 0, 0"), row("result.denied.secret", "0, 1, 0, 0, 0, 0"),
		}, ""}, // three rows have 0 and 1 to exchange
		{"table 4", []edit{row("direct", "1, 0, 0, 0, 10")}, "若“未经复议直接起诉”的“总计”由 10 改为 1，则全部平衡"},
		{"two rows of table 4", []edit{row("direct", "1, 0, 0, 0, 0"), row("review", "3, 1, 0, 1, 0")}, "由 0 改为 5，则与它有关的各式全部平衡"},
		{"two cells", []edit{row("carried_out", "1, 0, 0, 0, 0, 0, 1")}, ""},
		{"two independent cells", []edit{row("result.granted", "4, 1, 0, 0, 0, 0, 6"), row("result.denied.third_party", "0, 2, 0, 0, 0, 0, 1")}, ""},
		{"never below zero", []edit{row("direct", "1, 0, 0, 0, 1"), row("review", "0, 0, 0, 0, 0")}, ""},
	}
	for _, test := range tests {
		r, list := report(t, "2024", test.edits...)
		if len(list) > 0 {
			t.Fatalf("%s: %+v", test.name, list)
		}
		var found []string
		for _, f := range Check(r, nil) {
			for _, help := range f.Help {
				if strings.HasPrefix(help, "若") {
					found = append(found, help)
				}
			}
		}
		got := strings.Join(found, "\n")
		if test.want == "" && got != "" || !strings.Contains(got, test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
		if strings.Count(test.want, "全部平衡") == 1 && !strings.Contains(test.want, "有关") && len(found) != 1 {
			t.Errorf("%s: said %d times: %q", test.name, len(found), found)
		}
	}
}

// TestMendsAreTrue: following the proposal leaves nothing broken.
func TestMendsAreTrue(t *testing.T) {
	for _, year := range []string{"2024", "2020"} {
		base, _ := report(t, year)
		applications := base.Table("applications")
		for i := range applications.Rows {
			for c := range applications.Rows[i].Cells {
				r, _ := report(t, year)
				cell := &r.Table("applications").Rows[i].Cells[c]
				right := cell.Value
				cell.Value = cell.Value.Add(right.Abs()).Add(base.Table("applications").Rows[0].Cells[0].Value)
				cell.Text = cell.Value.String()
				name := r.Table("applications").Rows[i].cellName(c)
				want := "若" + name + "由 " + cell.Text + " 改为 " + right.String()
				said := false
				for _, f := range Check(r, nil) {
					for _, help := range f.Help {
						said = said || strings.HasPrefix(help, want)
					}
				}
				if !said {
					t.Errorf("%s: %s made %s is not mended", year, name, cell.Text)
				}
			}
		}
	}
}

func TestTransposed(t *testing.T) {
	r, _ := report(t, "2024", row("received", "21, 3, 0, 0, 1, 0, 16"))
	list := Check(r, nil)
	if len(list) == 0 || !strings.Contains(strings.Join(list[0].Help, ""), "“一、本年新收”的“自然人” 21 会不会是 12") {
		t.Errorf("%+v", list)
	}
	for _, test := range []struct {
		a, b int64
		want bool
	}{{12, 21, true}, {121, 211, true}, {10, 1, false}, {123, 321, false}, {11, 11, false}, {103, 130, true}} {
		if got := swapped(test.a, test.b); got != test.want {
			t.Errorf("%d %d: %v", test.a, test.b, got)
		}
	}
}
