package schema

import (
	"strings"
	"testing"
)

// BenchmarkCompare: the prose of a report of a usual length, with last year's.
func BenchmarkCompare(b *testing.B) {
	r, last := reportOf(b, 2024, bureau, proseFigures), reportOf(b, 2023, bureau, lastFigures)
	plain := "围绕中心工作，不断拓展公开的广度和深度，及时回应社会关切，组织培训4次，编发信息218条，开设专栏3个，满意率99.5%。"
	r.Text["overview"] = strings.Repeat("（一）主动公开。"+strings.Repeat(plain, 8)+"\n\n", 3) +
		"（二）依申请公开。2024年，我局共收到政府信息公开申请48件，同比增长20%，其中自然人申请40件，法人或其他组织申请8件；答复47件，其中予以公开20件，占42.6%，部分公开6件，不予公开5件，无法提供9件，不予处理4件，其他处理3件，结转下年度5件。因政府信息公开被申请行政复议7件，被提起行政诉讼6件。\n\n"
	r.Text["problems"] = strings.Repeat("一是力度不够。二是形式不多。下一步要加强培训，丰富解读形式。", 10)
	r.Text["other"] = "全年收取信息处理费0元。"
	for key, text := range r.Text {
		last.Text[key] = strings.ReplaceAll(text, "2024", "2023")
	}
	runes := len([]rune(r.Text["overview"] + r.Text["problems"]))
	b.ReportAllocs()
	for b.Loop() {
		Compare(r, last)
	}
	b.ReportMetric(float64(runes), "characters")
}

func BenchmarkSum(b *testing.B) {
	var units []Unit
	for range 300 {
		r := reportOf(b, 2024, bureau+strings.Repeat("分", len(units)%40)+string(rune('一'+len(units))), proseFigures)
		units = append(units, unitOf(r))
	}
	for b.Loop() {
		Sum(Agency{Name: office}, units)
	}
}
