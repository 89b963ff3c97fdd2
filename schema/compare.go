package schema

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"nianbao/schema/prose"
	"nianbao/schema/source"
)

// Codes of the findings on prose; those of single readings stand in
// prose/readings.toml.
const (
	CodePercent  = "PROSE-PERCENT" // a share that no two figures make
	CodeYearOn   = "PROSE-YOY"     // a change from last year that the two reports do not make
	CodeList     = "PROSE-LIST"    // parts that do not add up to the whole they are told of
	CodeNone     = "PROSE-NONE"    // 没有发生, where the tables count some
	CodeFee      = "PROSE-FEE"     // an amount of the processing fee that cannot be
	CodeFeeNone  = "PROSE-NOFEE"   // no word about the processing fee
	CodeFeeTable = "T3-FEE"        // 逾期未缴费 in the table, no fee notice in the text
)

// Compare holds the prose of a report against its tables, and against last
// year's report (nil if there is none). A figure in prose may agree with any
// reasonable reading of the tables; only one that agrees with none is found,
// and only when it is clear what it speaks of.
func Compare(r, last *Report) source.List {
	if r == nil || r.Form == nil {
		return nil
	}
	if last != nil && (last.Year != r.Year-1 || last.Form == nil) {
		last = nil
	}
	c := comparer{report: r, last: last, rules: prose.Default(), who: speaker(r), texts: map[string]*prose.Text{}}
	for _, s := range r.Form.Sections {
		if s.Table == "" && r.Text[s.Key] != "" {
			c.section(s.Key)
		}
	}
	c.feeMentioned()
	c.wording()
	c.leftovers()
	return c.list
}

// speaker says whose report it is. A government's report sums its area even
// where scope is not written.
func speaker(r *Report) prose.Speaker {
	name := r.Agency.Name
	government := strings.HasSuffix(name, "人民政府") || strings.HasSuffix(name, "管理委员会") || strings.HasSuffix(name, "街道办事处")
	return prose.Speaker{Name: name, Short: r.Agency.Short, Area: r.Scope == Area || government, Year: r.Year}
}

// comparer compares one report; key to feeSaid are of the section at hand.
type comparer struct {
	report, last *Report
	rules        *prose.Rules
	who          prose.Speaker
	list         source.List

	key      string
	text     *prose.Text
	mentions []prose.Mention
	seen     map[[2]int]*said // by sentence and index of the number

	texts   map[string]*prose.Text // sections that were read
	feeSaid bool                   // some section speaks of the processing fee
}

// said is a mention with what the tables say of it.
type said struct {
	*prose.Mention
	amounts []amount
	agreed  bool
}

// turnTo makes a section of the text the one at hand.
func (c *comparer) turnTo(key string) {
	if c.texts[key] == nil {
		c.texts[key] = prose.Read(c.report.Text[key])
	}
	c.key, c.text = key, c.texts[key]
}

func (c *comparer) section(key string) {
	c.turnTo(key)
	c.mentions = c.rules.Bind(c.text, c.who)
	c.seen = map[[2]int]*said{}
	for i := range c.mentions {
		m := &c.mentions[i]
		s := &said{Mention: m, amounts: c.ofSuits(m, c.sameBasis(m, c.total(c.report, m)))}
		c.seen[[2]int{m.Sentence, m.Index}] = s
		if len(s.amounts) > 0 {
			s.agreed = c.agrees(s)
			if !s.agreed && s.Doubt == prose.Sure {
				c.contradiction(s)
			}
		}
	}
	c.ofOneOffice()
	c.shares()
	c.lists()
	c.absences()
	c.fees()
}

// total returns what a report's tables say of a mention: its readings' values,
// added up where the mention joins several.
func (c *comparer) total(r *Report, m *prose.Mention) []amount {
	all := r.amounts(&m.Is[0])
	for i := 1; i < len(m.Is); i++ {
		next := r.amounts(&m.Is[i])
		if !m.Add {
			all = append(all, next...)
			continue
		}
		if len(next) == 0 || len(all) == 0 {
			return nil
		}
		for j := range all {
			k := min(j, len(next)-1)
			all[j].value = all[j].value.Add(next[k].value)
			all[j].parts = all[j].parts.Add(next[k].parts)
			all[j].name += "加" + next[k].name
			all[j].cells = append(all[j].cells, next[k].cells...)
		}
	}
	if scale := m.Is[0].Scale; scale > 1 {
		for j := range all {
			all[j].value = all[j].value.Mul(decimal.NewFromInt(scale))
			all[j].parts = all[j].parts.Mul(decimal.NewFromInt(scale))
		}
	}
	return all
}

// agrees reports whether any admissible value is the one that the prose gives.
func (c *comparer) agrees(s *said) bool {
	for _, a := range s.amounts {
		if rounds(a.value, s.Value, s.Step) || rounds(a.parts, s.Value, s.Step) {
			return true
		}
	}
	return false
}

// rounds reports whether exact, rounded or cut off to whole steps, is stated.
func rounds(exact, stated, step decimal.Decimal) bool {
	if exact.Equal(stated) {
		return true
	}
	if step.IsZero() {
		return false
	}
	steps, want := exact.Div(step), stated.Div(step)
	return steps.Round(0).Equal(want) || steps.Truncate(0).Equal(want)
}

// contradiction reports a figure that no reading of the tables agrees with.
func (c *comparer) contradiction(s *said) {
	near, value := nearest(s)
	first := &s.Is[0]
	f := source.Finding{
		Severity: source.Warning, Code: first.ID, Basis: contents,
		Origin: c.origin(s.Start, s.End),
		Cell:   near.cells[0].address(),
	}
	f.Message = fmt.Sprintf("正文说“%s”，%s的“%s”为 %s，相差 %s", s.Clause, near.cells[0].table.Form.Name, near.name,
		value, value.Sub(s.Value).Abs())
	if other := others(s.amounts, near.name); other != "" {
		f.Message += "；也不等于" + other
	}
	if s.Doubt == prose.Scope {
		f.Severity = source.Info
		f.Message += "；这一句像是只说本级，与全报告的口径不同"
	}
	f.Related = c.notes(near.cells)
	if help := c.sameCell(s); help != "" {
		f.Help = append(f.Help, help)
	}
	if c.last != nil {
		for _, a := range c.total(c.last, s.Mention) {
			if a.value.Equal(s.Value) && !s.Value.IsZero() {
				f.Help = append(f.Help, fmt.Sprintf("%s 是 %d 年报告的数，可能没有改", s.Value, c.last.Year))
				break
			}
		}
	}
	f.Help = append(f.Help, "核对后改正文或改表")
	c.list = append(c.list, f)
}

// nearest returns the admissible value nearest to what the prose says.
func nearest(s *said) (near amount, value decimal.Decimal) {
	best := decimal.Zero
	for i, a := range s.amounts {
		for _, v := range []decimal.Decimal{a.value, a.parts} {
			if d := v.Sub(s.Value).Abs(); near.name == "" || d.LessThan(best) {
				near, value, best = s.amounts[i], v, d
			}
		}
	}
	return near, value
}

// others lists the other admissible values.
func others(all []amount, not string) string {
	var list []string
	for _, a := range all {
		if a.name != not {
			list = append(list, a.name+" "+a.value.String())
		}
	}
	return strings.Join(list, "、")
}

// sameCell finds the single cell, or row, that the figure was taken from by
// mistake.
func (c *comparer) sameCell(s *said) string {
	if s.Value.LessThan(decimal.NewFromInt(10)) {
		return ""
	}
	for _, a := range s.amounts {
		for _, at := range a.cells {
			row := at.row
			for i := range row.Cells {
				one := cellAt{at.table, row, i}
				if !row.Cells[i].Bad && (row.Cells[i].Value.Equal(s.Value) || one.fromParts().Equal(s.Value)) {
					return fmt.Sprintf("%s 是“%s”%s一格的数", s.Value, row.Form.Label, columnLabel(&row.Band.Columns[i]))
				}
			}
		}
	}
	return ""
}

// notes points at the cells that take part, the ones that are not 0 first of
// all; four at most.
func (c *comparer) notes(cells []cellAt) []source.Note {
	var notes []source.Note
	for _, at := range cells {
		if len(notes) == 4 || at.row.Path == nil {
			break
		}
		if at.cell().Value.IsZero() && len(cells) > 1 {
			continue
		}
		notes = append(notes, source.Note{
			Origin:  c.report.CellOrigin(at.table, at.row, at.index),
			Message: at.row.Form.Label + " " + at.cell().Value.String(),
		})
	}
	return notes
}

// origin is the place of bytes start to end of the section's text.
func (c *comparer) origin(start, end int) source.Origin {
	o := c.report.origin("text", c.key)
	o.Offset = c.text.Offset(start)
	o.Width = max(1, utf8.RuneCountInString(c.text.Norm[start:end]))
	return o
}

// warn adds a finding at bytes start to end of the section's text.
func (c *comparer) warn(severity source.Severity, code string, start, end int, message string, help ...string) {
	c.list = append(c.list, source.Finding{
		Severity: severity, Code: code, Origin: c.origin(start, end), Message: message, Help: help,
		Basis: ruleBasis(code), Cell: "text." + c.key,
	})
}
