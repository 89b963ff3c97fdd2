package prose

import "strings"

// Previous returns the numbers that number n of a sentence can be a share of,
// the nearest first: the one before it, and the one before the brackets
// between.
func (r *Rules) Previous(s *Sentence, n int) []int {
	all := []int{n - 1}
	for i := n - 2; i >= 0 && s.Numbers[n-1].group != s.Numbers[n].group; i-- {
		if s.Numbers[i].group == s.Numbers[n].group {
			return []int{i}
		}
	}
	return all
}

// Between is the text between two numbers of a sentence, with whole brackets
// left out.
func (r *Rules) Between(t *Text, s *Sentence, a, b int) string {
	text := t.Norm[s.Numbers[a].End:s.Numbers[b].Start]
	var out strings.Builder
	depth := 0
	for i, c := range text {
		switch {
		case c == '（' && strings.Contains(text[i:], "）"):
			depth++
		case c == '）' && depth > 0:
			depth--
		case depth == 0:
			out.WriteRune(c)
		}
	}
	return out.String()
}

// IsShare reports whether the words between a figure and a percentage make it
// that figure's share of the whole: 258件，占33.9%.
func (r *Rules) IsShare(between string) bool {
	return r.consists(between, r.Share.Words) && (strings.Contains(between, "占") || between == "（")
}

// IsChange reports whether the words between a figure and another number make
// that one the change from last year, and whether it grew.
func (r *Rules) IsChange(between string, year int) (up, ok bool) {
	between = relativeYears(between, year)
	for _, way := range []struct {
		words []string
		up    bool
	}{{r.Share.Up, true}, {r.Share.Down, false}} {
		for _, word := range way.words {
			rest, found := strings.CutSuffix(between, word)
			if found && containsAny(rest, r.Share.Against) && r.consists(rest, r.Share.Between) {
				return way.up, true
			}
		}
	}
	return false, false
}

// consists reports whether text is made of the words alone.
func (r *Rules) consists(text string, words []string) bool {
	for text != "" {
		size := longestPrefix(text, words)
		if size == 0 {
			return false
		}
		text = text[size:]
	}
	return true
}
