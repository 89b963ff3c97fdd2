package prose

import (
	"slices"
	"strings"
)

// contexts is a set of the rules' contexts, a bit each.
type contexts uint32

// about is what a sentence may be about, by the headings over it and by what
// its paragraph has said, itself included.
type about struct {
	held    contexts // those that hold
	reviews bool     // a heading is about reviews and suits, or the outcomes are told
}

// abouts works out, once for a text, what each sentence may be about.
func (r *Rules) abouts(t *Text) []about {
	if t.abouts != nil {
		return t.abouts
	}
	t.abouts = make([]about, len(t.Sentences))
	var now about
	var headings []string // by level
	paragraph := -1
	for i := range t.Sentences {
		s := &t.Sentences[i]
		text := t.String(s)
		if s.Paragraph != paragraph {
			paragraph = s.Paragraph
			headings = headingsOver(headings, s, text)
			now = r.headed(headings, text)
		}
		now.hold(r, text)
		t.abouts[i] = now
	}
	return t.abouts
}

// headingsOver is the headings that a paragraph stands under, itself one of
// them if it is one.
func headingsOver(headings []string, s *Sentence, text string) []string {
	level := s.Level
	if level == 0 {
		level, _, _ = Numbering(text)
	}
	if level == 0 {
		return headings
	}
	for len(headings) <= level {
		headings = append(headings, "")
	}
	return append(headings[:level], text)
}

// headed is what headings, and the first sentence below them, say.
func (r *Rules) headed(headings []string, text string) about {
	var a about
	for _, heading := range headings {
		if heading != "" {
			a.hold(r, heading)
			a.reviews = a.reviews || r.headsReviews(heading, 30)
		}
	}
	a.reviews = a.reviews || r.headsReviews(text, 15) // 复议诉讼。全年……
	if a.reviews {
		a.held |= r.disclosure
	}
	return a
}

// hold adds the contexts that a text brings.
func (a *about) hold(r *Rules, text string) {
	if a.held&r.application == 0 && countOf(text, r.Results) >= 3 {
		a.held |= r.application
	}
	if !(a.reviews && a.held&r.disclosure != 0) && countOf(text, r.Outcomes) >= 2 {
		a.reviews = true
		a.held |= r.disclosure
	}
	for i := range r.contextWords {
		if bit := contexts(1) << i; a.held&bit == 0 && containsAny(text, r.contextWords[i]) {
			a.held |= bit
		}
	}
}

// countOf is how many of the words text has.
func countOf(text string, words []string) int {
	n := 0
	for _, word := range words {
		if strings.Contains(text, word) {
			n++
		}
	}
	return n
}

// setContexts gives each context its bit, those that the program knows of too.
func (r *Rules) setContexts() {
	names := []string{"application", "disclosure"}
	for name := range r.Contexts {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names[2:])
	r.application, r.disclosure = 1, 2
	for _, name := range names {
		r.contextWords = append(r.contextWords, shortest(r.Contexts[name]))
	}
	for _, reading := range r.Reading {
		if i := slices.Index(names, reading.Context); i >= 0 {
			reading.within = 1 << i
		}
	}
}

// shortest drops the words that hold another one of them: whatever has those,
// has this one too.
func shortest(words []string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(long string) bool {
		return slices.ContainsFunc(words, func(short string) bool { return short != long && strings.Contains(long, short) })
	})
}
