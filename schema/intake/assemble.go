package intake

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"nianbao/schema"
	"nianbao/schema/form"
)

// Assemble makes a report of what was read: it finds the title, decides which
// form the tables follow, matches their rows by label and sorts the prose into
// its sections. Whatever was not plain to see is a Doubt. The report is only a
// draft: Check finds what does not agree in it.
func Assemble(blocks []Block, forms []*form.Form) (*schema.Report, []Doubt, error) {
	a := &assembly{lines: tableLines(blocks)}
	a.head(blocks)
	f := a.chooseForm(forms)
	if f == nil {
		return nil, nil, errors.New("没有找到年度报告的表格：没有一行的标签与已知表式相符")
	}
	a.report.Form = f
	for i := range f.Tables {
		a.table(&f.Tables[i])
	}
	a.leftOver()
	a.prose(blocks)
	return &a.report, a.doubts, nil
}

type assembly struct {
	report schema.Report
	lines  []*line
	title  int // index of the first block after the title
	notes  int // footnotes so far
	doubts []Doubt
}

// line is one table row as found.
type line struct {
	table  *Table
	cells  []*Cell  // each merged cell once
	labels []string // leading labels, bare
	used   bool
}

func (a *assembly) doubt(d Doubt) { a.doubts = append(a.doubts, d) }

// tableLines lists the rows of all tables that hold figures.
func tableLines(blocks []Block) []*line {
	var lines []*line
	for _, b := range blocks {
		if b.Table == nil {
			continue
		}
		for _, row := range b.Table.Rows {
			l := &line{table: b.Table, cells: distinct(row)}
			for _, c := range l.cells {
				if !isLabel(c.Text) {
					break
				}
				l.labels = append(l.labels, bare(c.Text))
			}
			if len(l.labels) < len(l.cells) {
				lines = append(lines, l)
			}
		}
	}
	return lines
}

var (
	titleLine = regexp.MustCompile(`^(.{2,60}?)[\s]*(20[0-9]{2})[\s]*年?(?:度)?(?:本级)?政府信息公开(?:工作)?(?:年度)?(?:工作)?(?:年度)?报告$`)
	titleYear = regexp.MustCompile(`^(20[0-9]{2})[\s]*年度?(.{2,60}?)政府信息公开(?:工作)?(?:年度)?(?:工作)?(?:年度)?报告$`)
)

// head looks for the title in the first blocks; it may stand on up to three
// lines, but one is better: what stands before it is the page's own.
func (a *assembly) head(blocks []Block) {
	for lines := 1; lines <= 3; lines++ {
		for i := 0; i+lines <= len(blocks) && i < 400; i++ {
			joined, ok := joinLines(blocks[i : i+lines])
			agency, year := splitTitle(joined)
			if !ok || year == 0 {
				continue
			}
			a.report.Agency.Name, a.report.Year, a.title = agency, year, i+lines
			if want := fmt.Sprintf("%s%d年政府信息公开工作年度报告", agency, year); joined != want {
				a.report.TitleLines = []string{joined}
			}
			return
		}
	}
	a.doubt(Doubt{Where: "题目", Message: "没有找到“某机关某年政府信息公开工作年度报告”字样的题目，机关名称和年份请补上"})
}

// joinLines is the text of paragraphs without white space; false when one of
// them is a table.
func joinLines(blocks []Block) (string, bool) {
	joined := ""
	for _, b := range blocks {
		if b.Table != nil {
			return "", false
		}
		joined += strings.Join(strings.Fields(b.Text), "")
	}
	return joined, true
}

func splitTitle(s string) (agency string, year int) {
	if m := titleLine.FindStringSubmatch(s); m != nil {
		year, _ = strconv.Atoi(m[2])
		return m[1], year
	}
	if m := titleYear.FindStringSubmatch(s); m != nil {
		year, _ = strconv.Atoi(m[1])
		return m[2], year
	}
	return "", 0
}

// chooseForm takes the form whose rows the tables fit best. The year in the
// title decides nothing, but a disagreement is told.
func (a *assembly) chooseForm(forms []*form.Form) *form.Form {
	var best *form.Form
	top := 0.0
	for _, f := range forms {
		score, rows := 0.0, 0
		for i := range f.Tables {
			if f.Tables[i].Flat {
				continue
			}
			for j := range f.Tables[i].Bands {
				band := &f.Tables[i].Bands[j]
				for k := range band.Rows {
					rows++
					score += a.fit(&band.Rows[k], len(band.Columns))
				}
			}
		}
		inForce := a.report.Year >= f.From && (f.To == 0 || a.report.Year <= f.To)
		if rows > 0 {
			score /= float64(rows)
		}
		if inForce {
			score += 0.02 // decides between equals only
		}
		if score > top {
			best, top = f, score
		}
	}
	if best == nil || top < 0.3 {
		return nil
	}
	if y := a.report.Year; y != 0 && (y < best.From || best.To != 0 && y > best.To) {
		a.doubt(Doubt{Where: "表式", Message: fmt.Sprintf("表格按 %s 年表式填写，与 %d 年报告应用的表式不符", best.ID, y)})
	}
	return best
}

// fit is how well the best line fits a form row; the right number of figures
// is part of it.
func (a *assembly) fit(row *form.Row, columns int) float64 {
	best := 0.0
	for _, l := range a.lines {
		s, _ := likeRow(l.labels, row)
		if len(l.cells)-len(l.labels) != columns {
			s *= 0.6
		}
		best = max(best, s)
	}
	if best < 0.55 {
		return 0
	}
	return best
}

// table fills one table of the report.
func (a *assembly) table(t *form.Table) {
	out := schema.Table{Form: t}
	for b := range t.Bands {
		band := &t.Bands[b]
		for k := range band.Rows {
			out.Rows = append(out.Rows, schema.Row{Form: &band.Rows[k], Band: band, Cells: make([]schema.Cell, len(band.Columns))})
		}
	}
	if t.Flat {
		a.flat(&out)
	} else {
		a.match(&out)
	}
	a.report.Tables = append(a.report.Tables, out)
}

// match gives each form row its line: sure ones first, then the best of what
// lies between them, then rows that were moved.
func (a *assembly) match(t *schema.Table) {
	found := make([]int, len(t.Rows)) // index of the line, −1 = none
	for i := range found {
		found[i] = -1
	}
	take := func(least float64, between bool) {
		for i := range t.Rows {
			if found[i] >= 0 {
				continue
			}
			from, to := 0, len(a.lines)
			if between {
				from, to = gap(found, i, len(a.lines))
			}
			best, top := -1, least
			for j := from; j < to; j++ {
				if a.lines[j].used {
					continue
				}
				if s, _ := likeRow(a.lines[j].labels, t.Rows[i].Form); s >= top && (s > top || best < 0) {
					best, top = j, s
				}
			}
			if best >= 0 {
				found[i], a.lines[best].used = best, true
			}
		}
	}
	take(0.96, false)
	take(0.5, true)
	take(0.8, false)
	single := a.singleRow(t, found)
	for i := range t.Rows {
		if found[i] < 0 {
			if i != single {
				a.doubt(Doubt{Where: t.Form.Name + "“" + rowName(t.Rows[i].Form) + "”", Message: "没有找到这一行，留空待填"})
			}
			continue
		}
		a.fill(t, &t.Rows[i], a.lines[found[i]])
	}
}

// gap is the run of lines between the nearest matched rows.
func gap(found []int, i, lines int) (from, to int) {
	to = lines
	for j := i - 1; j >= 0; j-- {
		if found[j] >= 0 {
			from = found[j] + 1
			break
		}
	}
	for j := i + 1; j < len(found); j++ {
		if found[j] >= 0 {
			to = found[j]
			break
		}
	}
	return from, max(from, to)
}

// singleRow handles a group that was published as one row, as （六）其他处理 of
// the older form in a report on the newer one: its figures go to the group's
// last row (其他). It returns no index to suppress when there is none (−1).
func (a *assembly) singleRow(t *schema.Table, found []int) int {
	for j, l := range a.lines {
		if l.used || len(l.labels) == 0 {
			continue
		}
		label := l.labels[len(l.labels)-1]
		for i := len(t.Rows) - 1; i >= 0; i-- {
			path := t.Rows[i].Form.Path
			if len(path) < 3 || alike(label, bare(path[len(path)-2])) < 0.9 || found[i] >= 0 {
				continue
			}
			found[i], l.used = j, true
			a.doubt(Doubt{Where: t.Form.Name + "“" + path[len(path)-2] + "”", Found: l.cells[len(l.labels)-1].Text,
				Taken: path[len(path)-1], Message: "原表只有一行，表式要求分列，请核对"})
			return -1
		}
	}
	return -1
}

func rowName(r *form.Row) string { return strings.Join(r.Path, " / ") }

// fill copies a line's figures into a row.
func (a *assembly) fill(t *schema.Table, row *schema.Row, l *line) {
	name := t.Form.Name + "“" + rowName(row.Form) + "”"
	_, own := likeRow(l.labels, row.Form)
	if l.labels[own] != bare(row.Form.Path[len(row.Form.Path)-1]) {
		a.doubt(Doubt{Where: name, Found: l.cells[own].Text, Message: "行标签与表式不符，按位置和相近程度对应"})
	}
	cells := l.cells[own+1:]
	n := len(row.Cells)
	for len(cells) > n && strings.TrimSpace(cells[len(cells)-1].Text) == "" {
		cells = cells[:len(cells)-1]
	}
	if len(cells) != n {
		a.doubt(Doubt{Where: name, Message: fmt.Sprintf("应有 %d 个数，找到 %d 个，请核对是否错位", n, len(cells))})
	}
	for i := range min(n, len(cells)) {
		a.cell(t, name, row, i, l.table, cells[i])
	}
}

// cell reads one figure.
func (a *assembly) cell(t *schema.Table, name string, row *schema.Row, i int, from *Table, c *Cell) {
	column := &row.Band.Columns[i]
	f := ReadFigure(c.Text, column.Kind)
	where := fmt.Sprintf("%s %s（%s）", name, columnName(column), from.place(c))
	if f.Text == "" {
		a.doubt(Doubt{Where: where, Found: c.Text, Message: f.Doubt + "，留空待填"})
		return
	}
	if f.Doubt != "" {
		a.doubt(Doubt{Where: where, Found: c.Text, Taken: f.Text, Message: f.Doubt})
	}
	row.Cells[i] = figureCell(f)
}

func columnName(c *form.Column) string {
	if c.Label != "" || len(c.Path) == 0 {
		return c.Label
	}
	return c.Path[len(c.Path)-1]
}

// flat reads a table that is printed as one row of figures (表四), also when
// it was split into several.
func (a *assembly) flat(t *schema.Table) {
	want := 0
	for i := range t.Rows {
		want += len(t.Rows[i].Cells)
	}
	var cells []*Cell
	var from []*Table
	for _, l := range a.lines {
		if l.used || !headsFlat(l.table, t.Form) || len(cells) >= want {
			continue
		}
		l.used = true
		for _, c := range l.cells[len(l.labels):] {
			cells, from = append(cells, c), append(from, l.table)
		}
	}
	if len(cells) != want {
		a.doubt(Doubt{Where: t.Form.Name, Message: fmt.Sprintf("应有 %d 个数，找到 %d 个，请核对", want, len(cells))})
	}
	n := 0
	for i := range t.Rows {
		row := &t.Rows[i]
		for j := range row.Cells {
			if n < len(cells) {
				a.cell(t, t.Form.Name+"“"+rowName(row.Form)+"”", row, j, from[n], cells[n])
			}
			n++
		}
	}
}

// headsFlat tells by its headers whether a table is (part of) a flat one.
func headsFlat(found *Table, t *form.Table) bool {
	want := map[string]bool{}
	for _, c := range t.Bands[0].Columns {
		want[bare(columnName(&c))] = true
	}
	hits := map[string]bool{}
	for _, row := range found.Rows {
		for _, c := range distinct(row) {
			if b := bare(c.Text); want[b] {
				hits[b] = true
			}
		}
	}
	return len(hits)*2 > len(want)
}

// leftOver tells of rows with figures that no form row took.
func (a *assembly) leftOver() {
	for _, l := range a.lines {
		if l.used || len(l.labels) == 0 || !statutory(l.table, a.lines) {
			continue
		}
		c := l.cells[len(l.labels)-1]
		a.doubt(Doubt{Where: strings.TrimSpace(l.table.place(c)), Found: c.Text, Message: "表式里没有这一行，未录入"})
	}
}

// statutory tells a table of which some row was taken from a table in prose.
func statutory(t *Table, lines []*line) bool {
	for _, l := range lines {
		if l.table == t && l.used {
			return true
		}
	}
	return false
}

var dateLine = regexp.MustCompile(`^(20[0-9]{2})[年.\-/]([0-9]{1,2})[月.\-/]([0-9]{1,2})日?$`)

// ReadDate reads 2021年1月20日, and 2021-1-20 or 2021.1.20 as people type it.
func ReadDate(s string) (time.Time, bool) {
	m := dateLine.FindStringSubmatch(strings.Join(strings.Fields(s), ""))
	if m == nil {
		return time.Time{}, false
	}
	y, _ := strconv.Atoi(m[1])
	mo, _ := strconv.Atoi(m[2])
	d, _ := strconv.Atoi(m[3])
	t := time.Date(y, time.Month(mo), d, 0, 0, 0, 0, time.UTC)
	return t, t.Day() == d && int(t.Month()) == mo
}
