package prose

import (
	"strings"
	"unicode/utf8"
)

// before returns the words of number n's clause before it: back to a mark or
// to the number before, with what stands in brackets left out. A colon or a
// 其中 that would leave nothing does not end the clause.
func before(text string, s *Sentence, n int) string {
	number := s.Numbers[n]
	limit := s.Start
	for i := n - 1; i >= 0; i-- {
		if s.Numbers[i].group == number.group {
			limit = s.Numbers[i].End
			break
		}
	}
	var parts []string
	end := number.Start
	i := end
	for i > limit {
		r, size := utf8.DecodeLastRuneInString(text[limit:i])
		empty := end == i && len(parts) == 0
		if r == '）' {
			parts = append(parts, text[i:end])
			i = openBracket(text, limit, i)
			end = i
			continue
		}
		if r == '（' || !empty && strings.ContainsRune("，；：。", r) || empty && strings.ContainsRune("，；。", r) {
			break
		}
		i -= size
	}
	parts = append(parts, text[i:end])
	for a, b := 0, len(parts)-1; a < b; a, b = a+1, b-1 {
		parts[a], parts[b] = parts[b], parts[a]
	}
	return strings.TrimLeft(strings.Join(parts, ""), "、")
}

// openBracket returns where the bracket that closes before i opens, or limit.
func openBracket(text string, limit, i int) int {
	depth := 0
	for i > limit {
		r, size := utf8.DecodeLastRuneInString(text[limit:i])
		i -= size
		switch r {
		case '）':
			depth++
		case '（':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return limit
}

// after returns the words behind number n, up to a mark or the next number.
func after(text string, s *Sentence, n int) string {
	end := s.End
	if n+1 < len(s.Numbers) {
		end = s.Numbers[n+1].Start
	}
	rest := text[min(s.Numbers[n].End, end):end]
	if i := strings.IndexAny(rest, "，；：。、（）！？"); i >= 0 {
		rest = rest[:i]
	}
	return rest
}
