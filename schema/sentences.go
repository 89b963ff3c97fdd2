package schema

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// sentence is one sentence of a Markdown text as it is written.
type sentence struct {
	text   string
	offset int // characters from the start of the text
}

// splitSentences splits a text at 。！？ and at line ends; white space around a
// sentence is no part of it.
func splitSentences(text string) []sentence {
	var all []sentence
	offset, start, startAt := 0, 0, 0
	end := func(i int) {
		piece := text[start:i]
		if trimmed := strings.TrimLeftFunc(piece, unicode.IsSpace); trimmed != "" {
			skipped := utf8.RuneCountInString(piece[:len(piece)-len(trimmed)])
			all = append(all, sentence{strings.TrimSpace(trimmed), startAt + skipped})
		}
		start, startAt = i, offset
	}
	for i, r := range text {
		offset++
		if strings.ContainsRune("。！？\n", r) {
			end(i + utf8.RuneLen(r))
		}
	}
	end(len(text))
	return all
}

// sentenceChange is a sentence that became another, was dropped or is new.
type sentenceChange struct{ old, new sentence }

// most sentences times sentences that are compared one by one; beyond that
// what lies between the common ends counts as rewritten.
const mostPairs = 4_000_000

// diffSentences finds the fewest changes that lead from old to new.
func diffSentences(old, new []sentence) []sentenceChange {
	for len(old) > 0 && len(new) > 0 && old[0].text == new[0].text {
		old, new = old[1:], new[1:]
	}
	for len(old) > 0 && len(new) > 0 && old[len(old)-1].text == new[len(new)-1].text {
		old, new = old[:len(old)-1], new[:len(new)-1]
	}
	if len(old)*len(new) > mostPairs {
		return pairUp(old, new)
	}
	// common[i][j] is the length of the longest common run of old[i:], new[j:].
	common := make([][]int32, len(old)+1)
	for i := range common {
		common[i] = make([]int32, len(new)+1)
	}
	for i := len(old) - 1; i >= 0; i-- {
		for j := len(new) - 1; j >= 0; j-- {
			if old[i].text == new[j].text {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	var changes []sentenceChange
	for i, j := 0, 0; i < len(old) || j < len(new); {
		i0, j0 := i, j
		for i < len(old) || j < len(new) {
			if i < len(old) && j < len(new) && old[i].text == new[j].text {
				break
			}
			if j == len(new) || i < len(old) && common[i+1][j] >= common[i][j+1] {
				i++
			} else {
				j++
			}
		}
		changes = append(changes, pairUp(old[i0:i], new[j0:j])...)
		for i < len(old) && j < len(new) && old[i].text == new[j].text {
			i, j = i+1, j+1
		}
	}
	return changes
}

// pairUp sets the dropped sentences of a run beside its new ones, in order.
func pairUp(old, new []sentence) []sentenceChange {
	changes := make([]sentenceChange, max(len(old), len(new)))
	for i := range changes {
		if i < len(old) {
			changes[i].old = old[i]
		}
		if i < len(new) {
			changes[i].new = new[i]
		}
	}
	return changes
}
