// Package sample makes up reports of many agencies, for benchmarks and tests:
// names and prose of different lengths, figures that balance, the same bytes
// for the same number every time. Agencies and sentences are invented.
package sample

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Year is the year the reports are on; they are on the 2021 form.
const Year = 2025

var (
	first   = []string{"云", "青", "临", "安", "宁", "平", "永", "长", "新", "东", "南", "西", "北", "石", "金", "玉", "白", "清", "丰", "嘉", "兴", "福", "泰", "昌", "硚", "埇", "甪"}
	second  = []string{"川", "山", "江", "河", "阳", "州", "城", "桥", "湖", "海", "林", "田", "泉", "溪", "岭", "原", "浦", "湾", "港", "洲"}
	offices = []string{
		"市财政局", "市教育局", "市民政局", "市水务局", "市司法局", "市发展和改革委员会", "市住房和城乡建设局", "市人力资源和社会保障局",
		"市自然资源和规划局", "市生态环境局", "市市场监督管理局", "市卫生健康委员会", "市应急管理局", "市文化广电旅游体育局", "市农业农村局",
		"市退役军人事务局", "市城市管理行政执法局", "经济技术开发区管理委员会", "区人民政府办公室", "镇人民政府", "街道办事处",
	}
)

// Name is the name of agency i; no two are the same up to 11,340.
func Name(i int) string {
	office := offices[i%len(offices)]
	i /= len(offices)
	place := first[i%len(first)] + second[i/len(first)%len(second)]
	return place + office
}

// Code is the invented code of agency i, nine digits.
func Code(i int) string { return fmt.Sprintf("%09d", 900000000+i) }

// Report is the report of agency i in TOML. It passes every check.
func Report(i int) []byte {
	r := &writer{rand: rand.New(rand.NewPCG(uint64(i), Year))}
	r.printf("form  = \"2021\"\nyear  = %d\nscope = \"office\"\n\n[agency]\nname = %q\ncode = %q\n", Year, Name(i), Code(i))
	r.printf("\n[report]\ndate = %d-01-%02d\nsignature = true\n", Year+1, 5+i%25)
	r.disclosure()
	r.applications()
	r.reviews()
	r.prose()
	return []byte(r.out.String())
}

type writer struct {
	rand *rand.Rand
	out  strings.Builder

	documents                      [3]int // issued, repealed, in force
	received, in, answered, onward int
	granted, partial               int
	reviewed, sued                 int
}

func (w *writer) printf(format string, args ...any) { fmt.Fprintf(&w.out, format, args...) }

// row writes a row of figures.
func (w *writer) row(key string, cells []int) {
	w.printf("%s = [", key)
	for i, n := range cells {
		if i > 0 {
			w.printf(", ")
		}
		w.printf("%d", n)
	}
	w.printf("]\n")
}

func (w *writer) disclosure() {
	issued, repealed := w.rand.IntN(20), w.rand.IntN(8)
	w.documents = [3]int{issued, repealed, issued + w.rand.IntN(90)}
	w.printf("\n[disclosure]\nregulations = [0, 0, 0]\n")
	w.row("documents", w.documents[:])
	w.row("permits", []int{w.figure(20000)})
	w.row("penalties", []int{w.figure(900)})
	w.row("coercion", []int{w.figure(60)})
	w.printf("fees = [\"%d.%0*d\"]\n", w.rand.IntN(800), 1+w.rand.IntN(4), w.rand.IntN(10))
}

// figure is a number below limit, mostly a small one.
func (w *writer) figure(limit int) int { return w.rand.IntN(1 + w.rand.IntN(limit)) }

// results are the rows of table 3 between the carried ones, without the total.
var results = []string{
	"granted", "partial", "denied.secret", "denied.prohibited", "denied.stability", "denied.third_party", "denied.internal",
	"denied.process", "denied.case_file", "denied.inquiry", "unable.not_held", "unable.to_make", "unable.unclear",
	"refused.petition", "refused.repeated", "refused.publication", "refused.excessive", "refused.reissue",
	"other.uncorrected", "other.unpaid", "other.other",
}

// applications chooses the results and what is carried out, and works out
// what was received so that every column balances.
func (w *writer) applications() {
	const kinds = 6
	var total, in, onward, received [kinds]int
	var rows strings.Builder
	for _, key := range results {
		cells := make([]int, kinds+1)
		for k := range kinds {
			switch {
			case key == "other.unpaid":
			case k == 0:
				cells[k] = w.figure(30)
			case w.rand.IntN(4) == 0:
				cells[k] = w.figure(4)
			}
			total[k] += cells[k]
			cells[kinds] += cells[k]
		}
		switch key {
		case "granted":
			w.granted = cells[kinds]
		case "partial":
			w.partial = cells[kinds]
		}
		line := writer{}
		line.row("result."+key, cells)
		rows.WriteString(line.out.String())
	}
	for k := range kinds {
		onward[k] = w.figure(4)
		in[k] = w.rand.IntN(1 + min(total[k]+onward[k], 3))
		received[k] = total[k] + onward[k] - in[k]
	}
	sum := func(columns [kinds]int) (cells []int, all int) {
		for _, n := range columns {
			all += n
		}
		return append(columns[:], all), all
	}
	var cells []int
	w.printf("\n[applications]\n")
	cells, w.received = sum(received)
	w.row("received", cells)
	cells, w.in = sum(in)
	w.row("carried_in", cells)
	w.out.WriteString(rows.String())
	cells, w.answered = sum(total)
	w.row("result.total", cells)
	cells, w.onward = sum(onward)
	w.row("carried_out", cells)
}

func (w *writer) reviews() {
	w.printf("\n[reviews]\n")
	for _, key := range []string{"review", "direct", "after_review"} {
		cells := make([]int, 5)
		for i := range 4 {
			cells[i] = w.figure(5)
			cells[4] += cells[i]
		}
		w.row(key, cells)
		if key == "review" {
			w.reviewed = cells[4]
		} else {
			w.sued += cells[4]
		}
	}
}
