package intake

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"

	"nianbao/schema/form"
)

var (
	notLabel   = regexp.MustCompile(`[\s"“”'‘’《》〈〉,，。.、;；:：()（）/\-—－_]+`)
	numbering1 = regexp.MustCompile(`^\s*(?:[(（]?[一二三四五六七八九十0-9]{1,3}[)）、.．,，]|[0-9]{1,2}[)）、.．,，]?|[①-⑳])\s*`)
	anyFigure  = regexp.MustCompile(`^[\s\-－—/\\无]*$|^[-－]?[0-9０-９][0-9０-９,，.．]*\s*\p{Han}{0,2}([（(].*)?$`)
	numbered   = regexp.MustCompile(`^[0-9]{1,2}[.．、]\s*\p{Han}`)
	labelChars = regexp.MustCompile(`\p{Han}{2,}`)
	raised     = regexp.MustCompile(raisedOn + `[^` + raisedOff + `]*` + raisedOff + `|[` + raisedOn + raisedOff + noteMark + `]`)
)

// longestLabel is the length in characters above which a cell is no label.
const longestLabel = 120

// bare is a label without numbering, punctuation and white space, half-width:
// what stays the same when people retype a form.
func bare(label string) string {
	s := width.Fold.String(squash(raised.ReplaceAllString(label, "")))
	s = numbering1.ReplaceAllString(s, "")
	return notLabel.ReplaceAllString(s, "")
}

// squash drops all white space.
func squash(s string) string { return strings.Join(strings.Fields(s), "") }

// labels are the bare labels of the forms, of rows and columns.
type labels map[string]bool

func labelsOf(forms []*form.Form) labels {
	known := labels{}
	for _, f := range forms {
		for i := range f.Tables {
			for j := range f.Tables[i].Bands {
				band := &f.Tables[i].Bands[j]
				for k := range band.Rows {
					for _, p := range band.Rows[k].Path {
						known[bare(p)] = true
					}
				}
				for k := range band.Columns {
					known[bare(headerOf(&band.Columns[k]))] = true
				}
			}
		}
	}
	delete(known, "")
	return known
}

// is tells a label cell from a figure cell.
func (known labels) is(text string) bool {
	text = squash(text)
	if !labelChars.MatchString(text) || utf8.RuneCountInString(text) > longestLabel {
		return false
	}
	return numbered.MatchString(text) || !anyFigure.MatchString(text) || known[bare(text)]
}

// alike is 1 for equal labels and falls with the edit distance; labels whose
// longer one merely continues the shorter (published ones cut the explanation
// in 部分公开 off) count as nearly equal.
func alike(a, b string) float64 {
	if a == b {
		return 1
	}
	if a == "" || b == "" {
		return 0
	}
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) >= 3 && strings.HasPrefix(string(y), string(x)) || len(x) >= 4 && strings.HasSuffix(string(y), string(x)) {
		return 0.95
	}
	if len(x)*2 < len(y) {
		return 0 // the distance alone makes it less than a half
	}
	return 1 - float64(distance(x, y))/float64(len(y))
}

// distance is the number of single-character edits between two labels.
func distance(x, y []rune) int {
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i, a := range x {
		last := row[0]
		row[0] = i + 1
		for j, b := range y {
			cost := last
			if a != b {
				cost++
			}
			last = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(y)]
}

// wanted is a form row's label and the group above it, bare; "" = none.
type wanted struct{ own, group string }

func wantedOf(row *form.Row) wanted {
	n := len(row.Path)
	w := wanted{own: bare(row.Path[n-1])}
	if n > 1 {
		w.group = bare(row.Path[n-2])
	}
	return w
}

// like says how well the labels found in a table row fit a form row, from 0 to
// 1, and which of them is the row's own. That one counts most; the groups
// beside it decide between rows of the same name (3.其他). Of equals the last
// label is the row's own.
func (w wanted) like(found []label) (score float64, own int) {
	for i := len(found) - 1; i >= 0; i-- {
		s := alike(found[i].bare, w.own) - 0.001*float64(len(found)-1-i)
		if w.group != "" && len(found) > 1 {
			s = 0.75*s + 0.25*likeGroup(found, i, w.group)
		}
		if s > score {
			score, own = s, i
		}
	}
	return score, own
}

func likeGroup(found []label, own int, want string) float64 {
	best := 0.0
	for i := range found {
		if i != own {
			best = max(best, alike(found[i].bare, want))
		}
	}
	return best
}
