package intake

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"nianbao/schema/form"
)

// TestTablesMadeOtherwise: however people merge, split and order a table,
// every figure lands in its cell.
func TestTablesMadeOtherwise(t *testing.T) {
	split := func(cuts []int, head bool) func(string, sheet) string {
		return func(key string, s sheet) string {
			if key != "applications" {
				return s.html()
			}
			// Unmerged, the labels of groups stand in the first part only.
			s = s.unmerged()
			out, from := "", 0
			for _, to := range append(slices.Clone(cuts), len(s)) {
				part := s[from:to]
				if from > 0 && head {
					part = append(slices.Clone(s[:3]), part...)
				}
				out += part.html()
				from = to
			}
			return out
		}
	}
	bend := func(key string, how func(s sheet) sheet) func(string, sheet) string {
		return func(k string, s sheet) string {
			if k == key {
				s = how(s)
			}
			return s.html()
		}
	}
	for _, c := range []struct {
		what   string
		print  func(key string, s sheet) string
		doubts []string
	}{
		{"nothing merged", func(_ string, s sheet) string { return s.unmerged().html() }, nil},
		{"split over pages", split([]int{9}, false), nil},
		{"split over pages, header repeated", split([]int{8, 17}, true), nil},
		{"spans lost", func(_ string, s sheet) string {
			for i := range s {
				for j := range s[i] {
					s[i][j].columns, s[i][j].rows = 1, 1
				}
			}
			return s.html()
		}, nil},
		{"a span too long", bend("applications", func(s sheet) sheet {
			i, j := s.find("（五）不予处理")
			s[i][j].rows++
			return s
		}), nil},
		{"serial numbers beside the labels", bend("applications", func(s sheet) sheet {
			s[0] = append([]square{{text: "序号", columns: 1, rows: 3}}, s[0]...)
			for i := 3; i < len(s); i++ {
				s[i] = append([]square{{text: fmt.Sprint(i - 2), columns: 1, rows: 1}}, s[i]...)
			}
			return s
		}), nil},
		{"a column of remarks", bend("applications", func(s sheet) sheet {
			s[0] = append(s[0], square{text: "备注", columns: 1, rows: 3})
			for i := 3; i < len(s); i++ {
				s[i] = append(s[i], square{text: "无", columns: 1, rows: 1})
			}
			return s
		}), nil},
		{"labels broken", func(_ string, s sheet) string {
			for i := range s {
				for j := range s[i] {
					if !s[i][j].data {
						s[i][j].text = strings.Join(strings.Split(s[i][j].text, ""), "<br>&nbsp;")
					}
				}
			}
			return s.html()
		}, nil},
		{"zero-width characters", func(_ string, s sheet) string {
			for i := range s {
				for j := range s[i] {
					s[i][j].text = "\u200b" + strings.Join(strings.Split(s[i][j].text, ""), "\u200b") + "\ufeff&nbsp;"
				}
			}
			return s.html()
		}, nil},
		{"the total first", bend("applications", func(s sheet) sheet {
			s[1] = []square{s[1][2], s[1][0], s[1][1]}
			for i := 3; i < len(s); i++ {
				n := len(s[i])
				s[i] = slices.Concat(s[i][:n-7], s[i][n-1:], s[i][n-7:n-1])
			}
			return s
		}), []string{"各列的次序与表式不同"}},
		{"figures in form fields", bend("applications", func(s sheet) sheet {
			for i := range s {
				for j := range s[i] {
					if s[i][j].data {
						s[i][j].text = "<input type='text' value='" + s[i][j].text + "'>"
					}
				}
			}
			return s
		}), nil},
		{"no header", bend("applications", func(s sheet) sheet { return s[3:] }), nil},
		{"reviews without header", bend("reviews", func(s sheet) sheet { return s[3:] }), []string{"没有表头，各数按次序对应"}},
		{"suits before reviews", bend("reviews", func(s sheet) sheet {
			s[0] = []square{s[0][1], s[0][0]}
			s[1] = slices.Concat(s[1][5:], s[1][:5])
			s[3] = slices.Concat(s[3][5:], s[3][:5])
			return s
		}), nil},
		{"reviews below each other", bend("reviews", func(s sheet) sheet {
			v, results := s[3], []square{{text: "项目", columns: 2, rows: 1}}
			for i := range 5 {
				results = append(results, square{text: s[1][i].text, columns: 1, rows: 1})
			}
			return sheet{results,
				append([]square{{text: "行政复议", columns: 2, rows: 1}}, v[:5]...),
				append([]square{{text: "行政诉讼", columns: 1, rows: 2}, {text: "未经复议直接起诉", columns: 1, rows: 1}}, v[5:10]...),
				append([]square{{text: "复议后起诉", columns: 1, rows: 1}}, v[10:]...)}
		}), nil},
	} {
		t.Run(c.what, func(t *testing.T) {
			r, doubts := assembleHTML(t, withTables(form.Find("2021"), 2024, c.print))
			compare(t, r, "")
			if len(doubts) != len(c.doubts) {
				t.Fatalf("%d doubts: %v", len(doubts), doubts)
			}
			for i, want := range c.doubts {
				if !strings.Contains(doubts[i].String(), want) {
					t.Errorf("%s does not say %s", doubts[i], want)
				}
			}
		})
	}
}

// TestNothingIsGuessed: figures that could be several cells' are left out, and
// told.
func TestNothingIsGuessed(t *testing.T) {
	f := form.Find("2021")
	bend := func(key string, how func(s sheet) sheet) string {
		return withTables(f, f.From, func(k string, s sheet) string {
			if k == key {
				s = how(s)
			}
			return s.html()
		})
	}
	// One figure merged over a whole row.
	r, doubts := assembleHTML(t, bend("applications", func(s sheet) sheet {
		i, _ := s.find("二、上年结转政府信息公开申请数量")
		s[i] = []square{s[i][0], {text: "5", columns: 7, rows: 1}}
		i, _ = s.find("四、结转下年度继续办理")
		s[i] = []square{s[i][0], {text: "0", columns: 7, rows: 1}}
		return s
	}))
	for i := range 7 {
		if c := r.Table("applications").Row("carried_in").Cells[i]; c.Given {
			t.Errorf("the merged figure was taken for %s", c.Text)
		}
		if c := r.Table("applications").Row("carried_out").Cells[i]; c.Text != "0" {
			t.Errorf("a 0 merged over a row is %q", c.Text)
		}
	}
	if len(doubts) != 7 || !strings.Contains(doubts[0].String(), "几格合并成一格") {
		t.Error(doubts)
	}
	// A part of 表四 without a header.
	r, doubts = assembleHTML(t, bend("reviews", func(s sheet) sheet {
		s[3] = s[3][:10]
		return s
	}))
	if len(doubts) != 1 || !strings.Contains(doubts[0].String(), "应有 15 个数，找到 10 个（2001、") || r.Table("reviews").Row("review").Cells[0].Given {
		t.Error(doubts)
	}
	// 万元 where the form counts in 元.
	f = form.Find("2019")
	_, doubts = assembleHTML(t, bend("disclosure", func(s sheet) sheet {
		i, j := s.find("采购总金额")
		s[i][j].text = "采购总金额（万元）"
		return s
	}))
	if len(doubts) != 1 || !strings.Contains(doubts[0].String(), "表头的单位与表式不同") {
		t.Error(doubts)
	}
}

// TestTablesInProse: a table in prose with rows of the form's names does not
// take the place of the form's own, and is kept.
func TestTablesInProse(t *testing.T) {
	f := form.Find("2021")
	text := strings.Replace(page(f, 2024, nil), "overview的正文，办理12件。</p>",
		"overview的正文，办理12件。</p><table><tr><td>事项</td><td>条数</td></tr><tr><td>行政许可</td><td>7</td></tr><tr><td>行政处罚</td><td>8</td></tr></table>", 1)
	r, doubts := assembleHTML(t, text)
	compare(t, r, "")
	if len(doubts) > 0 || !strings.HasSuffix(r.Text["overview"], "| 事项 | 条数 |\n| --- | --- |\n| 行政许可 | 7 |\n| 行政处罚 | 8 |") {
		t.Errorf("%v\n%s", doubts, r.Text["overview"])
	}
}

// TestSingleRow: （六）其他处理 as one row of zeros is three rows of zeros.
func TestSingleRow(t *testing.T) {
	newer, older := form.Find("2021"), form.Find("2019")
	text := withTables(newer, 2023, func(key string, s sheet) string {
		if key != "applications" {
			return s.html()
		}
		s = sheetOf(&older.Tables[1], 1)
		i, _ := s.find("（六）其他处理")
		for j := 1; j < len(s[i]); j++ {
			s[i][j].text = "0"
		}
		return s.html()
	})
	r, doubts := assembleHTML(t, text)
	for _, key := range []string{"uncorrected", "unpaid", "other"} {
		if c := r.Table("applications").Row("result.other." + key).Cells[0]; c.Text != "0" {
			t.Errorf("%s is %q", key, c.Text)
		}
	}
	if r.Form.ID != "2021" || len(doubts) != 1 || !strings.Contains(doubts[0].String(), "各项都是 0") {
		t.Error(r.Form.ID, doubts)
	}
}
