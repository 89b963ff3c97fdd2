package source

import "strings"

// Nearest returns the one of known that key is most likely a slip for, or "".
func Nearest(key string, known []string) string {
	if len(key) > 200 {
		return ""
	}
	best, distance := "", 0
	for _, k := range known {
		d := edits([]rune(strings.ToLower(key)), []rune(strings.ToLower(k)))
		if best == "" || d < distance {
			best, distance = k, d
		}
	}
	if distance > max(1, len([]rune(best))/3) {
		return ""
	}
	return best
}

// edits counts the characters to insert, delete, change or swap to get from
// a to b.
func edits(a, b []rune) int {
	older := make([]int, len(b)+1)
	old := make([]int, len(b)+1)
	row := make([]int, len(b)+1)
	for j := range old {
		old[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(old[j]+1, row[j-1]+1, old[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], older[j-2]+1)
			}
		}
		older, old, row = old, row, older
	}
	return old[len(b)]
}
