package prose

import (
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"
)

// word is one word of an index with what it stands for.
type word struct {
	text    string
	whole   bool // must be all that is left of the clause, but for 其中
	reading *Reading
	cases   string // key of the case, for a case's own word
}

// wordIndex finds words by their last rune (or first, for prefixes), the
// longest first.
type wordIndex map[rune][]word

// writtenOut puts the words of a list in place of its name.
func (r *Rules) writtenOut(words []string) ([]string, error) {
	var all []string
	for _, word := range words {
		name, isName := strings.CutPrefix(word, "@")
		if !isName {
			all = append(all, word)
			continue
		}
		list, known := r.Wordlists[name]
		if !known {
			return nil, fmt.Errorf("unknown list %s", name)
		}
		all = append(all, list...)
	}
	return all, nil
}

func (x wordIndex) add(key rune, w word) {
	list := append(x[key], w)
	sort.SliceStable(list, func(i, j int) bool { return len(list[i].text) > len(list[j].text) })
	x[key] = list
}

// suffix returns the longest word that s ends in.
func (x wordIndex) suffix(s string) (word, bool) {
	for _, w := range x[lastRune(s)] {
		if strings.HasSuffix(s, w.text) && (!w.whole || s == w.text || s == "其中"+w.text || s == "其中："+w.text) {
			return w, true
		}
	}
	return word{}, false
}

// prefix returns the longest word that s starts with.
func (x wordIndex) prefix(s string) (word, bool) {
	for _, w := range x[firstRune(s)] {
		if strings.HasPrefix(s, w.text) && !w.whole {
			return w, true
		}
	}
	return word{}, false
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// braces writes out a pattern: {a,b}c → ac, bc.
func braces(pattern string) []string {
	open := strings.IndexByte(pattern, '{')
	if open < 0 {
		return []string{pattern}
	}
	size := strings.IndexByte(pattern[open:], '}')
	var all []string
	for _, choice := range strings.Split(pattern[open+1:open+size], ",") {
		for _, rest := range braces(pattern[open+size+1:]) {
			all = append(all, pattern[:open]+choice+rest)
		}
	}
	return all
}
