package sample

import (
	"fmt"
	"strings"
)

// disclosure writes table 2 of the form of 2021. What is in force is what was
// at the end of last year, and issued, less repealed.
func (w *writer) disclosure() {
	before, now := w.inForce(w.year-1), w.inForce(w.year)
	repealed := max(before-now, 0) + w.rand.IntN(4)
	w.documents = [3]int{now - before + repealed, repealed, now}
	w.printf("\n[disclosure]\nregulations = [0, 0, 0]\n")
	w.row("documents", w.documents[:]...)
	w.row("permits", w.figure(aboutPermits, 20000))
	w.row("penalties", w.figure(aboutPenalties, 900))
	w.row("coercion", w.figure(aboutCoercion, 60))
	w.printf("fees = [%q]\n", money(w.figure(aboutFees, 8_000_000), 1+w.agency%4))
}

// inForce is how many 规范性文件 there are at the end of a year.
func (w *writer) inForce(year int) int {
	return w.fixed(aboutDocuments, 90) + w.standing(aboutDocuments, year, 20)
}

// oldDisclosure writes table 2 of the form of 2019, where items grow from
// last year's.
func (w *writer) oldDisclosure() {
	made := w.rand.IntN(20)
	w.documents = [3]int{made, made, made + w.fixed(aboutDocuments, 90)}
	w.printf("\n[disclosure]\nregulations = [0, 0, 0]\n")
	w.row("documents", w.documents[:]...)
	for _, item := range []struct {
		key          string
		about, limit int
	}{
		{"permits", aboutPermits, 20000}, {"services", aboutServices, 500},
		{"penalties", aboutPenalties, 900}, {"coercion", aboutCoercion, 60}, {"fees", aboutFees, 0},
	} {
		base := w.fixed(item.about, 200)
		before, now := base+w.standing(item.about, w.year-1, 9), base+w.standing(item.about, w.year, 9)
		if item.limit == 0 {
			w.row(item.key, before, now-before)
		} else {
			w.row(item.key, before, now-before, w.figure(item.about, item.limit))
		}
	}
	items := w.figure(aboutPurchases, 30)
	w.printf("procurement = [%d, %q]\n", items, money(items*(50_000+w.fixed(aboutPrices, 900_000)), 2))
}

// money is an amount given in units of the last decimal.
func money(amount, decimals int) string {
	unit := 1
	for range decimals {
		unit *= 10
	}
	return fmt.Sprintf("%d.%0*d", amount/unit, decimals, amount%unit)
}

// kinds are the columns of table 3 without the total.
const kinds = 6

// results are the rows of table 3 between the carried ones, without the total
// and without what the forms do not share.
var results = []string{
	"granted", "partial", "denied.secret", "denied.prohibited", "denied.stability", "denied.third_party", "denied.internal",
	"denied.process", "denied.case_file", "denied.inquiry", "unable.not_held", "unable.to_make", "unable.unclear",
	"refused.petition", "refused.repeated", "refused.publication", "refused.excessive", "refused.reissue",
}

// applications writes table 3: it makes the results up, knows what was and is
// carried on, and works out what was received so that every column balances.
func (w *writer) applications() {
	rows := append(results[:len(results):len(results)], "other.uncorrected", "other.unpaid", "other.other")
	if w.old() {
		rows = append(results[:len(results):len(results)], "other")
	}
	cells := make([][]int, len(rows))
	total, in, onward, received := make([]int, kinds), make([]int, kinds), make([]int, kinds), make([]int, kinds)
	for i, key := range rows {
		cells[i] = make([]int, kinds)
		for k := range kinds {
			switch {
			case key == "other.unpaid": // the text would have to tell of fees
			case k == 0:
				cells[i][k] = w.figure(aboutResults+i, 30)
			case w.rand.IntN(4) == 0:
				cells[i][k] = w.rand.IntN(4)
			}
			total[k] += cells[i][k]
		}
	}
	for k := range kinds {
		onward[k] = w.standing(aboutCarried+k, w.year, 4)
		in[k] = w.standing(aboutCarried+k, w.year-1, 4)
		if less := in[k] - onward[k] - total[k]; less > 0 {
			cells[0][k] += less
			total[k] += less
		}
		received[k] = total[k] + onward[k] - in[k]
	}
	w.printf("\n[applications]\n")
	w.received = w.totalled("received", received)
	w.in = w.totalled("carried_in", in)
	w.granted = w.totalled("result.granted", cells[0])
	w.partial = w.totalled("result.partial", cells[1])
	for i, key := range rows[2:] {
		w.totalled("result."+key, cells[i+2])
	}
	w.answered = w.totalled("result.total", total)
	w.onward = w.totalled("carried_out", onward)
}

// totalled writes a row with its total and returns that.
func (w *writer) totalled(key string, cells []int) int {
	sum := 0
	for _, n := range cells {
		sum += n
	}
	w.row(key, append(cells, sum)...)
	return sum
}

// reviews writes table 4. What was pending last year is settled.
func (w *writer) reviews() {
	w.printf("\n[reviews]\n")
	var out strings.Builder
	more := 0 // suits after a review are no more than reviews
	for i, key := range []string{"after_review", "direct", "review"} {
		cells := []int{
			more + w.standing(aboutPending+i, w.year-1, 3) + w.rand.IntN(4), w.rand.IntN(2), w.rand.IntN(3),
			w.standing(aboutPending+i, w.year, 3),
		}
		row := writer{}
		sum := row.totalled(key, cells)
		out.WriteString(row.out.String())
		switch key {
		case "after_review":
			more = sum
			w.sued += sum
		case "direct":
			more = max(more-1, 0)
			w.sued += sum
		case "review":
			w.reviewed = sum
		}
	}
	w.out.WriteString(out.String())
}
