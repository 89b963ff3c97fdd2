package prose

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// reviewID is the id of the readings about reviews and suits.
const reviewID = "PROSE-REVIEW"

func (r *Rules) ofReview(reading *Reading) bool { return reading.ID == reviewID }

// nameCase notes the review or suit that the words since the number before
// name. What is told of cases that the office only handled for others (审结,
// 代理) belongs to none.
func (r *Rules) nameCase(t *Text, s *Sentence, n int, st *state) bool {
	from := s.Start
	if n > 0 {
		from = s.Numbers[n-1].End
	}
	words := t.Norm[from:s.Numbers[n].Start]
	key := r.caseIn(words)
	if key == "" || !strings.HasPrefix(r.Cases[key].Rows[0], "reviews.") {
		return false
	}
	if st.cases = key; containsAny(words, r.review.Unless) {
		st.cases = ""
	}
	return true
}

// doubtReview judges whether a number of cases is that of reviews and suits
// over applications, as told: its part of the sentence says so, or an earlier
// one, or the paragraph is about applications, or its heading about reviews. A
// number that is told of them (其中维持2件) is as doubtful as they are.
func (r *Rules) doubtReview(t *Text, s *Sentence, n int, own Doubt, c *candidate, named bool, st *state) Doubt {
	if !named && !c.ahead {
		return st.doubt
	}
	text := t.Norm[s.Start:s.Numbers[n].Start]
	part := lastPart(text, "；：") + after(t.Norm, s, n)
	switch {
	case containsAny(part, r.Contexts["disclosure"]):
		st.doubt = Sure
	case containsAny(r.unreviewed.Replace(part), r.Foreign) || otherCause(part):
		st.doubt = Other
	case st.held&r.application != 0 || st.reviews || containsAny(text, r.Contexts["disclosure"]) && st.doubt == Sure:
		st.doubt = Sure
	default:
		st.doubt = Other
	}
	doubt := st.doubt
	if c.reading.Whole {
		st.doubt = max(st.doubt, own)
	}
	return doubt
}

var cause = regexp.MustCompile(`因([^，。；：]*?)(?:被|引发|引起|提起|产生|导致|发生)`)

// otherCause reports whether cases had another cause than an answer to an
// application: 因具体行政行为被提起行政诉讼.
func otherCause(part string) bool {
	at := cause.FindStringSubmatch(part)
	return at != nil && at[1] != "" && !containsAny(at[1], []string{"公开", "答复", "不服", "申请"})
}

// headsReviews reports whether a heading, or a run-in one, of no more than so
// many characters is about reviews and suits.
func (r *Rules) headsReviews(heading string, most int) bool {
	return utf8.RuneCountInString(heading) <= most && !strings.ContainsAny(heading, "，0123456789") && containsAny(heading, r.Cases["review"].Words)
}
