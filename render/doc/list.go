package doc

import "strconv"

// Label is the printed label of item i (from 0) of the list, which stands
// inside depth other lists: 1. （1） ① as in GB/T 9704-2012 (7.3.3) for ordered
// lists, • and – for the others. Both writers print it as text.
func (l *List) Label(i, depth int) string {
	if !l.Ordered {
		if depth == 0 {
			return "•"
		}
		return "–"
	}
	n := l.Start + i
	switch {
	case depth == 0:
		return strconv.Itoa(n) + "."
	case depth > 1 && n >= 1 && n <= 20:
		return string(rune('①' + n - 1))
	}
	return "（" + strconv.Itoa(n) + "）"
}
