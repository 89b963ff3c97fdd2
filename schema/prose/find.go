package prose

import (
	"regexp"
	"strings"
)

// candidate is a reading found next to a number, with the words of the clause
// that are left beyond it.
type candidate struct {
	word
	rest  string
	cases string
	ahead bool // it stands behind the number
}

// find looks for a reading in the words before the number: what stands
// between them must be fillers. Strong readings win over weak ones, near ones
// over far ones.
func (r *Rules) find(text string, number Number, st *state) (best candidate, ok bool) {
	cases := ""
	for text != "" {
		filler, fills := r.filler(text, st.who)
		if w, found := r.suffixes.suffix(text); found && len(w.text) >= len(filler) && r.fits(w, number, st) {
			c := candidate{word: w, rest: text[:len(text)-len(w.text)]}
			if c.cases = firstOf(w.cases, cases); !hasSuffix(c.rest, r.Negations...) && r.allowed(&c, st) {
				if !ok || w.reading.Rank > best.reading.Rank {
					best, ok = c, true
				}
			}
		}
		size := 0
		if word, key := r.caseAt(text); key != "" {
			cases, size = firstOf(cases, key), len(word)
		} else if fills {
			size = len(filler)
		}
		if size == 0 {
			break
		}
		text = text[:len(text)-size]
	}
	return best, ok
}

// filler returns the filler that text ends in, the longest: a word that
// changes nothing, or one for the own office.
func (r *Rules) filler(text string, who Speaker) (string, bool) {
	w, found := r.fillers.suffix(text)
	if size := max(longestSuffix(text, r.Own), r.addressed(text, who)); size > len(w.text) {
		return text[len(text)-size:], true
	}
	return w.text, found
}

var towards = regexp.MustCompile(`向([^，。；：、（）]{2,45}?)(?:提出|提交|递交)$`)

// addressed is the length of 向本机关提出, an application to the own office.
func (r *Rules) addressed(text string, who Speaker) int {
	if !hasSuffix(text, "提出", "提交", "递交") {
		return 0
	}
	at := towards.FindStringSubmatchIndex(text)
	if at == nil {
		return 0
	}
	if name := text[at[2]:at[3]]; longestPrefix(name, r.Own) == len(name) || longestPrefix(name, r.Area) == len(name) || who.named(name) {
		return at[1] - at[0]
	}
	return 0
}

// findAhead looks for a strong reading in the words behind the number.
func (r *Rules) findAhead(text string, number Number, st *state) (candidate, bool) {
	for text != "" {
		if w, found := r.prefixes.prefix(text); found && w.reading.Rank > 0 && r.fits(w, number, st) {
			c := candidate{word: w, rest: "", cases: w.cases, ahead: true}
			if r.allowed(&c, st) {
				return c, true
			}
		}
		w, found := r.fillersAhead.prefix(text)
		if !found {
			break
		}
		text = text[len(w.text):]
	}
	return candidate{}, false
}

// countUnits are the measure words for applications, cases and papers.
const countUnits = "件条份起宗例项个次"

// fits reports whether the reading takes the number's measure word and its
// context holds.
func (r *Rules) fits(w word, number Number, st *state) bool {
	reading := w.reading
	if len(reading.After) > 0 && !st.follows(reading) {
		return false
	}
	if reading.Unit != "" {
		return number.Unit == reading.Unit
	}
	return (number.Unit == "" || strings.Contains(countUnits, number.Unit)) &&
		(reading.Context == "" || st.held&reading.within != 0)
}

// allowed checks the reading's cases and the words that rule it out.
func (r *Rules) allowed(c *candidate, st *state) bool {
	if containsAny(c.rest, c.reading.Unless) || containsAny(st.clause, c.reading.Unless) {
		return false
	}
	if len(c.reading.Cases) == 0 {
		return true
	}
	if c.cases == "" {
		if key := r.caseIn(c.rest); key != "" {
			c.cases = key
		} else {
			c.cases = st.cases
		}
	}
	for _, key := range c.reading.Cases {
		if key == c.cases {
			return true
		}
	}
	return false
}

// caseAt returns the case that text ends in the word of.
func (r *Rules) caseAt(text string) (word, key string) {
	for _, c := range r.caseWords {
		if strings.HasSuffix(text, c.word) {
			return c.word, c.key
		}
	}
	return "", ""
}

// caseIn returns the case named last in text.
func (r *Rules) caseIn(text string) string {
	key, at := "", -1
	for _, c := range r.caseWords {
		if i := strings.LastIndex(text, c.word); i >= 0 && i+len(c.word) > at {
			key, at = c.key, i+len(c.word)
		}
	}
	return key
}

// join collects the readings that are joined to the one found: 予以公开及部分公开.
// add says that their values add up; left is the text before them.
func (r *Rules) join(c candidate) (all []Bound, add bool, left string) {
	all = []Bound{r.bound(c.reading, c.cases)}
	kind := c.reading.Kind
	rest, left := c.rest, c.rest
	for !c.ahead && (kind != "" || c.reading.Join == "any") {
		joined := false
		for more := true; more; {
			w, ok := r.joints.suffix(rest)
			if joined = joined || ok; !ok {
				if _, found := r.suffixes.suffix(rest); !found {
					w, ok = r.fillers.suffix(rest)
				}
			}
			rest, more = rest[:len(rest)-len(w.text)], ok
		}
		w, found := r.suffixes.suffix(rest)
		same := found && (joined || kind == "case") && (w.reading.Kind == "") == (kind == "") && w.reading.Rank == c.reading.Rank
		if !same || w.reading.Join != c.reading.Join || known(all, w) {
			break
		}
		all = append(all, r.bound(w.reading, firstOf(w.cases, c.cases)))
		rest = rest[:len(rest)-len(w.text)]
		left = rest
	}
	for i, j := 0, len(all)-1; i < j; i, j = i+1, j-1 {
		all[i], all[j] = all[j], all[i]
	}
	return all, c.reading.Join != "any", left
}

func (r *Rules) bound(reading *Reading, key string) Bound {
	b := Bound{Reading: reading, Case: key, Name: reading.Name}
	if key != "" {
		b.Name = strings.ReplaceAll(b.Name, "{case}", r.Cases[key].Words[0])
	}
	return b
}

func known(all []Bound, w word) bool {
	for _, b := range all {
		if b.Reading == w.reading && b.Case == w.cases {
			return true
		}
	}
	return false
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
