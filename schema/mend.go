package schema

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"nianbao/schema/form"
)

// square is a cell of a table: the indexes of its row and column.
type square [2]int

// linear is an equation over the cells that were written: what the totals
// that were left out stand for is put in their place.
type linear struct {
	equation *form.Equation
	factors  map[square]int64
	residual int64 // left minus right
	op       string
}

func (l *linear) holds(residual int64) bool {
	switch l.op {
	case "=":
		return residual == 0
	case "<=":
		return residual <= 0
	case ">=":
		return residual >= 0
	}
	return true
}

// mends says which change of one cell makes all equations of the table hold,
// or which two neighbours to exchange. Where no one change does, broken
// equations that share no cell are mended separately; what is said belongs to
// the first of each group.
func (c *checker) mends(t *Table) map[*form.Equation]string {
	all := c.linears(t)
	separate := groups(all)
	help := map[*form.Equation]string{}
	if whole := slices.Concat(separate...); len(whole) > 0 {
		if text := mend(t, all, whole); text != "" {
			help[all[slices.Min(whole)].equation] = text + "则全部平衡"
			return help
		}
	}
	for _, group := range separate {
		if text := mend(t, all, group); text != "" {
			help[all[slices.Min(group)].equation] = text + "则与它有关的各式全部平衡"
		}
	}
	return help
}

// mend is the first half of the sentence that mends the group, or "".
func mend(t *Table, all []linear, group []int) string {
	if text := mendOne(t, all, group); text != "" {
		return text
	}
	return exchange(t, all, group)
}

// linears gathers the table's equations that are errors and do not look at
// last year.
func (c *checker) linears(t *Table) []linear {
	var all []linear
	equations := c.report.Form.Equations()
	for i := range equations {
		e := &equations[i]
		if e.Table != t.Form || e.Rule.Severity != "error" || e.Last || e.Same != nil || !c.ready(e) {
			continue
		}
		l := linear{equation: e, factors: map[square]int64{}, op: e.Op}
		usable := true
		for s := range e.Sides {
			sign := int64(1 - 2*s)
			n, whole := c.whole(&e.Sides[s])
			l.residual += sign * n
			usable = usable && whole
			for j := range e.Sides[s].Cells {
				o := &e.Sides[s].Cells[j]
				t.spread(l.factors, o.At[1], o.At[2], sign*o.Factor)
			}
		}
		if usable {
			all = append(all, l)
		}
	}
	return all
}

// spread adds factor times the cell to factors; a total that was worked out
// is replaced by its parts.
func (t *Table) spread(factors map[square]int64, row, column int, factor int64) {
	r := &t.Rows[row]
	if !r.Cells[column].Derived {
		factors[square{row, column}] += factor
		return
	}
	if sum := r.Band.Columns[column].Sum; len(sum) > 0 {
		for _, key := range sum {
			t.spread(factors, row, r.column(key), factor)
		}
		return
	}
	for i := range t.Rows {
		if t.Rows[i].partOf(r.Form) {
			t.spread(factors, i, column, factor)
		}
	}
}

// groups parts the broken equations into those that share cells.
func groups(all []linear) [][]int {
	var groups [][]int
	for i := range all {
		if all[i].holds(all[i].residual) {
			continue
		}
		merged := []int{i}
		var rest [][]int
		for _, g := range groups {
			if slices.ContainsFunc(g, func(j int) bool { return share(&all[i], &all[j]) }) {
				merged = append(g, merged...)
			} else {
				rest = append(rest, g)
			}
		}
		groups = append(rest, merged)
	}
	return groups
}

func share(a, b *linear) bool {
	for s, f := range a.factors {
		if f != 0 && b.factors[s] != 0 {
			return true
		}
	}
	return false
}

// mendOne finds the one cell that mends the group. Of several, a total's is
// named: the parts are what was counted, the total what was worked out.
func mendOne(t *Table, all []linear, group []int) string {
	type change struct {
		at square
		by int64
	}
	var found []change
	totals := 0
	first := &all[group[0]]
	for _, at := range sorted(first.factors) {
		f := first.factors[at]
		if f == 0 || first.residual%f != 0 {
			continue
		}
		by := -first.residual / f
		if !t.allows(at, by) || !mended(all, group, map[square]int64{at: by}) {
			continue
		}
		if t.isTotal(at) {
			found = slices.Insert(found, totals, change{at, by})
			totals++
		} else {
			found = append(found, change{at, by})
		}
	}
	if len(found) == 0 || len(found) > 1 && totals != 1 {
		return ""
	}
	row := &t.Rows[found[0].at[0]]
	old := row.Cells[found[0].at[1]].Value.IntPart()
	meant := old + found[0].by
	text := fmt.Sprintf("若%s由 %d 改为 %d", row.cellName(found[0].at[1]), old, meant)
	if swapped(old, meant) {
		text += "（像是两个数字打颠倒了）"
	}
	return text + "，"
}

// mended reports whether all equations that the changes touch hold then, those
// of the group among them.
func mended(all []linear, group []int, changes map[square]int64) bool {
	for i := range all {
		residual, touched := all[i].residual, false
		for at, by := range changes {
			if f := all[i].factors[at]; f != 0 {
				residual += f * by
				touched = true
			}
		}
		if (touched || slices.Contains(group, i)) && !all[i].holds(residual) {
			return false
		}
	}
	return true
}

// exchange finds the one pair of neighbours in a row that mends the group
// when their figures change places.
func exchange(t *Table, all []linear, group []int) string {
	var text string
	found := 0
	for r := range t.Rows {
		row := &t.Rows[r]
		for c := 0; c+1 < len(row.Cells); c++ {
			a, b := row.Cells[c], row.Cells[c+1]
			if a.Derived || b.Derived || a.Bad || b.Bad || a.Value.Equal(b.Value) {
				continue
			}
			by := b.Value.IntPart() - a.Value.IntPart()
			if mended(all, group, map[square]int64{{r, c}: by, {r, c + 1}: -by}) {
				found++
				text = fmt.Sprintf("若%s %s 与右邻一格 %s 对调，", row.cellName(c), a.Text, b.Text)
			}
		}
	}
	if found != 1 {
		return ""
	}
	return text
}

// allows reports whether the cell may change by so much.
func (t *Table) allows(at square, by int64) bool {
	row := &t.Rows[at[0]]
	return row.Band.Columns[at[1]].Kind == form.Signed || row.Cells[at[1]].Value.IntPart()+by >= 0
}

func (t *Table) isTotal(at square) bool {
	row := &t.Rows[at[0]]
	return len(row.Form.Sum) > 0 || len(row.Band.Columns[at[1]].Sum) > 0
}

func sorted(factors map[square]int64) []square {
	squares := make([]square, 0, len(factors))
	for at := range factors {
		squares = append(squares, at)
	}
	slices.SortFunc(squares, func(a, b square) int { return slices.Compare(a[:], b[:]) })
	return squares
}

// swapped reports whether b is a with two neighbouring digits exchanged.
func swapped(a, b int64) bool {
	s, t := strconv.FormatInt(a, 10), strconv.FormatInt(b, 10)
	if len(s) != len(t) || a == b || (a-b)%9 != 0 {
		return false
	}
	for i := 0; i+1 < len(s); i++ {
		if s[:i]+s[i+1:i+2]+s[i:i+1]+s[i+2:] == t {
			return true
		}
	}
	return false
}

// transposed names the one cell of an equation that would mend it with two
// digits exchanged, if the difference is divisible by 9 and there is one.
func (c *checker) transposed(e *form.Equation, difference decimal.Decimal) string {
	if e.Op != "=" || !difference.IsInteger() || difference.IntPart()%9 != 0 {
		return ""
	}
	var found []string
	for s := range e.Sides {
		for i := range e.Sides[s].Cells {
			o := &e.Sides[s].Cells[i]
			_, row, cell := c.operand(o)
			value := cell.Value.IntPart()
			if o.Last || o.Factor != 1 || !cell.Given {
				continue
			}
			if meant := value - int64(1-2*s)*difference.IntPart(); swapped(value, meant) {
				found = append(found, fmt.Sprintf("相差的数能被 9 整除：%s %d 会不会是 %d，两个数字打颠倒了？", row.cellName(o.At[2]), value, meant))
			}
		}
	}
	if len(found) != 1 {
		return ""
	}
	return strings.Join(found, "")
}
