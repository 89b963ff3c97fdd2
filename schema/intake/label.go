package intake

import (
	"regexp"
	"strings"

	"golang.org/x/text/width"

	"nianbao/schema/form"
)

var (
	notLabel   = regexp.MustCompile(`[\s"“”'‘’《》〈〉,，。.、;；:：()（）/\-—－_]+`)
	numbering  = regexp.MustCompile(`^\s*[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]\s*`)
	anyFigure  = regexp.MustCompile(`^[\s\-－—/\\无]*$|^[-－]?[0-9０-９][0-9０-９,，.．]*\s*\p{Han}{0,2}([（(].*)?$`)
	numbered   = regexp.MustCompile(`^[0-9]{1,2}[.．、]\s*\p{Han}`)
	labelChars = regexp.MustCompile(`\p{Han}{2,}`)
)

// bare is a label without numbering, punctuation and white space, half-width:
// what stays the same when people retype a form.
func bare(label string) string {
	s := width.Fold.String(strings.TrimSpace(label))
	s = numbering.ReplaceAllString(s, "")
	return notLabel.ReplaceAllString(s, "")
}

// isLabel tells a label cell from a figure cell.
func isLabel(text string) bool {
	return labelChars.MatchString(text) && (numbered.MatchString(text) || !anyFigure.MatchString(text))
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

// likeRow says how well the labels found in a table row fit a form row, from
// 0 to 1, and which of them is the row's own. That one counts most; the groups
// above it decide between rows of the same name (3.其他). The last label is
// the row's own unless a figure cell reads like a label (见附表).
func likeRow(found []string, row *form.Row) (score float64, own int) {
	want := bare(row.Path[len(row.Path)-1])
	for i := len(found) - 1; i >= 0; i-- {
		s := alike(found[i], want) - 0.02*float64(len(found)-1-i)
		if len(row.Path) > 1 && i > 0 {
			s = 0.75*s + 0.25*likeGroup(found[:i], bare(row.Path[len(row.Path)-2]))
		}
		if s > score {
			score, own = s, i
		}
	}
	return score, own
}

func likeGroup(found []string, want string) float64 {
	best := 0.0
	for _, f := range found {
		best = max(best, alike(f, want))
	}
	return best
}
