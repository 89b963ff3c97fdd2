package prose

import "strings"

// Absent is a clause that states that something did not happen.
type Absent struct {
	Object
	Start, End int // bytes of Text.Norm
	Clause     string
	Doubt      Doubt
}

// Absences finds the clauses that say 没有收到, 未发生. A clause counts only when
// all of its words are understood: 未发生败诉的行政复议 is not among them.
func (r *Rules) Absences(t *Text, who Speaker) []Absent {
	var all []Absent
	abouts := r.abouts(t)
	for i := range t.Sentences {
		s := &t.Sentences[i]
		if abouts[i].held&r.disclosure == 0 {
			continue
		}
		for start := s.Start; start < s.End; {
			end := s.End
			if n := strings.IndexAny(t.Norm[start:end], "，。；：！？"); n >= 0 {
				end = start + n
			}
			clause := strings.TrimSpace(t.Norm[start:end])
			for _, object := range r.absent(clause, who) {
				a := Absent{Object: object, Start: start, End: end, Clause: clause}
				a.Doubt = r.opening(t.Norm[s.Start:start], who)
				if otherYear(t.Norm[s.Start:end], who.Year) {
					a.Doubt = Other
				}
				all = append(all, a)
			}
			start = end + 1
			for start < s.End && t.Norm[start]&0xC0 == 0x80 {
				start++
			}
		}
	}
	return all
}

// absent returns what a clause says did not happen; nil when it says no such
// thing or more than that.
func (r *Rules) absent(clause string, who Speaker) []Object {
	at, sign := -1, ""
	for _, s := range r.Absence.Signs {
		if i := strings.Index(clause, s); i >= 0 && (at < 0 || i < at || i == at && len(s) > len(sign)) {
			at, sign = i, s
		}
	}
	if at < 0 || !r.quietSubject(clause[:at], who) {
		return nil
	}
	rest := clause[at+len(sign):]
	var found []Object
	joined := true // to the object before: 申请引起的复议 names only the second
	for rest != "" {
		if object, size := r.objectAt(rest); size > 0 {
			if !joined {
				found = found[:len(found)-1]
			}
			found, joined = append(found, object), false
			rest = rest[size:]
			continue
		}
		if len(found) > 0 && r.tail(rest) {
			return found
		}
		size := longestPrefix(rest, r.Joints)
		if size > 0 {
			joined = true
		} else if size = longestPrefix(rest, r.Absence.Before); size == 0 {
			return nil
		}
		rest = rest[size:]
	}
	return found
}

// quietSubject reports whether the words before 未收到 only say who and when.
func (r *Rules) quietSubject(left string, who Speaker) bool {
	if r.subject(left, who) != Sure {
		return false
	}
	left = trimDate(left)
	for {
		w, ok := r.leads.suffix(left)
		if !ok || w.text == "对" {
			break
		}
		left = left[:len(left)-len(w.text)]
	}
	left = trimDate(left)
	return r.onlyFillers(left) || containsAny(left, r.Own) || containsAny(left, r.Area) || endsInOffice(left) && who.named(left)
}

// objectAt returns the object that text begins with, the longest.
func (r *Rules) objectAt(text string) (found Object, size int) {
	for _, object := range r.Absence.Objects {
		if n := longestPrefix(text, object.Words); n > size {
			found, size = object, n
		}
	}
	return found, size
}

// tail reports whether text is only words like 的情况.
func (r *Rules) tail(text string) bool {
	for text != "" {
		size := longestPrefix(text, r.Absence.After)
		if size == 0 {
			return false
		}
		text = text[size:]
	}
	return true
}

func longestPrefix(text string, words []string) int {
	size := 0
	for _, word := range words {
		if len(word) > size && strings.HasPrefix(text, word) {
			size = len(word)
		}
	}
	return size
}

func longestSuffix(text string, words []string) int {
	size := 0
	for _, word := range words {
		if len(word) > size && strings.HasSuffix(text, word) {
			size = len(word)
		}
	}
	return size
}
