// Package sample makes up reports of many agencies, for benchmarks and tests:
// names and prose of different lengths, figures that balance and follow from
// last year's, the same bytes for the same number every time. Agencies and
// sentences are invented.
package sample

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Year is the year that Report is on.
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

// Report is the report of agency i on Year in TOML. It passes every check.
func Report(i int) []byte { return Of(i, Year) }

// Of is the report of agency i on any year from 2019, on the form of that
// year. It passes every check, also against the report of the year before.
func Of(i, year int) []byte {
	w := &writer{agency: i, year: year, rand: rand.New(rand.NewPCG(uint64(i), uint64(year)))}
	form := "2021"
	if w.old() {
		form = "2019"
	}
	w.printf("form  = %q\nyear  = %d\nscope = \"office\"\n\n[agency]\nname = %q\ncode = %q\n", form, year, Name(i), Code(i))
	w.printf("\n[report]\ndate = %d-01-%02d\nsignature = true\n", year+1, 5+i%25)
	if w.old() {
		w.oldDisclosure()
	} else {
		w.disclosure()
	}
	w.applications()
	w.reviews()
	w.prose()
	return []byte(w.out.String())
}

// writer writes one report.
type writer struct {
	agency, year int
	rand         *rand.Rand // for what is the year's own
	out          strings.Builder

	documents                      [3]int // the row of 规范性文件
	received, in, answered, onward int
	granted, partial               int
	reviewed, sued                 int
}

// old reports whether the form of 2019 is in force.
func (w *writer) old() bool { return w.year < 2021 }

func (w *writer) printf(format string, args ...any) { fmt.Fprintf(&w.out, format, args...) }

// row writes a row of figures.
func (w *writer) row(key string, cells ...int) {
	w.printf("%s = [", key)
	for i, n := range cells {
		if i > 0 {
			w.printf(", ")
		}
		w.printf("%d", n)
	}
	w.printf("]\n")
}

// What a figure is about, for fixed and standing.
const (
	aboutDocuments = iota
	aboutPermits
	aboutServices
	aboutPenalties
	aboutCoercion
	aboutFees
	aboutPurchases
	aboutPrices
	aboutPending // and the two rows below it
	aboutCarried = aboutPending + 3
	aboutResults = aboutCarried + kinds
)

// fixed is a figure below limit that the agency has every year, mostly a
// small one.
func (w *writer) fixed(about, limit int) int {
	r := rand.New(rand.NewPCG(uint64(w.agency), uint64(about)))
	return r.IntN(1 + r.IntN(limit))
}

// figure is about as large every year.
func (w *writer) figure(about, limit int) int {
	return w.fixed(about, limit) * (80 + w.rand.IntN(45)) / 100
}

// standing is what there is at the end of a year, below limit: two years'
// reports work it out alike.
func (w *writer) standing(about, year, limit int) int {
	return rand.New(rand.NewPCG(uint64(w.agency), uint64(year)<<8|uint64(about))).IntN(limit)
}
