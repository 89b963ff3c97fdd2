package prose

// Bound is a reading, with the case it speaks of.
type Bound struct {
	*Reading
	Case string // key of the case, or ""
	Name string // what is read: 收到的申请
}

// Mention is a number bound to what it speaks of.
type Mention struct {
	Number
	Is       []Bound // one reading, or several joined ones
	Add      bool    // the joined readings' values add up; otherwise either will do
	Doubt    Doubt
	Sentence int    // index in Text.Sentences
	Index    int    // index in Sentence.Numbers
	Clause   string // the words around it
}

// state is what a number's surroundings are known to be about.
type state struct {
	who Speaker
	about
	cases   string     // the case spoken of last in the paragraph
	doubt   Doubt      // of the review or suit spoken of last
	bound   []*Reading // what the numbers of the sentence are bound to; nil = nothing
	applied int        // how many of the sentence speak of applications for sure
	before  []*Reading // what the numbers before are bound to, the nearest first; nil = nothing
	clause  string     // the words back to the last comma
}

// Bind finds what the numbers of a text speak of. Numbers that speak of
// nothing in the rules are left out.
func (r *Rules) Bind(t *Text, who Speaker) []Mention {
	var all []Mention
	st := &state{who: who}
	abouts := r.abouts(t)
	paragraph := -1
	for i := range t.Sentences {
		s := &t.Sentences[i]
		if s.Paragraph != paragraph {
			paragraph = s.Paragraph
			st.cases, st.doubt = "", Sure
		}
		if len(s.Numbers) == 0 {
			continue
		}
		st.about = abouts[i]
		last := len(all)
		st.bound, st.applied = append(st.bound[:0], make([]*Reading, len(s.Numbers))...), 0
		for n := range s.Numbers {
			all = append(all, r.bind(t, i, n, st)...)
		}
		all = r.respectively(t, all, last)
	}
	return all
}

// toldBefore returns what the numbers before number n, beside it in the
// sentence, are bound to.
func (st *state) toldBefore(s *Sentence, n int) []*Reading {
	st.before = st.before[:0]
	for i := n - 1; i >= 0; i-- {
		if s.Numbers[i].group == s.Numbers[n].group {
			st.before = append(st.before, st.bound[i])
		}
	}
	return st.before
}

// bind binds number n of sentence i.
func (r *Rules) bind(t *Text, i, n int, st *state) []Mention {
	s := &t.Sentences[i]
	number := s.Numbers[n]
	behind, ahead := before(t.Norm, s, n), after(t.Norm, s, n)
	words := relativeYears(behind, st.who.Year)
	if changed(words, r.Changes) {
		return nil
	}
	st.clause = lastPart(t.Norm[s.Start:number.Start], "，；：")
	st.before = st.toldBefore(s, n)
	named := r.nameCase(t, s, n, st)
	c, ok := r.find(words, number, st)
	if !ok && r.onlyLeads(words, st.who) {
		c, ok = r.findAhead(relativeYears(ahead, st.who.Year), number, st)
	}
	if named && (!ok || len(c.reading.Cases) == 0) {
		st.cases = "" // 审结行政复议9件，其中维持6件: not of the cases in the table
	}
	if !ok {
		return nil
	}
	st.bound[n] = c.reading
	m := Mention{Number: number, Sentence: i, Index: n, Clause: behind + t.Norm[number.Start:number.End] + ahead}
	m.Is, m.Add, c.rest = r.join(c)
	if c.cases != "" {
		st.cases = c.cases
	}
	if len(m.Is) > 1 {
		st.cases = ""
	}
	if c.reading.Rank == 0 && (number.group != s.Start || partOf(t, s, n)) {
		return nil // a part of what was told before
	}
	m.Doubt = r.judge(t, s, n, c, ahead, st)
	if r.ofReview(c.reading) {
		m.Doubt = max(m.Doubt, r.doubtReview(t, s, n, m.Doubt, &c, named, st))
	}
	if m.Doubt == Sure && c.reading.Context == "application" {
		st.applied++
	}
	if hasSuffix(behind, "均", "均为", "各", "均是", "都是", "都为") && len(m.Is) > 1 {
		var each []Mention
		for _, b := range m.Is {
			one := m
			one.Is = []Bound{b}
			each = append(each, one)
		}
		return each
	}
	return []Mention{m}
}

// respectively binds 行政复议、行政诉讼分别为3件、2件: as many numbers as
// readings, in order. all[from:] are the mentions of one sentence.
func (r *Rules) respectively(t *Text, all []Mention, from int) []Mention {
	for k := from; k < len(all); k++ {
		m := all[k]
		s := &t.Sentences[m.Sentence]
		if !hasSuffix(before(t.Norm, s, m.Index), "分别为", "分别是", "分别", "分别有", "分别达") {
			continue
		}
		if m.Index+len(m.Is) > len(s.Numbers) || len(m.Is) < 2 {
			return append(all[:k], all[k+1:]...)
		}
		split := all[:k:k]
		for j, b := range m.Is {
			one := m
			one.Number, one.Index, one.Is = s.Numbers[m.Index+j], m.Index+j, []Bound{b}
			if one.Number.Approx || one.Number.Unit != m.Number.Unit || j > 0 && len(before(t.Norm, s, m.Index+j)) > len("和、") {
				return append(all[:k], all[k+1:]...)
			}
			split = append(split, one)
		}
		return append(split, all[k+1:]...)
	}
	return all
}
