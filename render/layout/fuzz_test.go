package layout

import (
	"strings"
	"testing"
	"unicode/utf8"

	"nianbao/render/frame"
	"nianbao/render/length"
)

// What no line may begin or end with, written down apart from classify.
const (
	neverFirst = "，。、；：？！）》〉」』】〗〕］｝”’…—·～％%℃‰,.;:!?)]}"
	neverLast  = "（《〈「『【〖〔［｛“‘([{"
)

// FuzzLines breaks any text into lines of any length: no line breaks the
// rules while there is another way, nothing is wider than its line, and every
// character is there once, in order.
func FuzzLines(f *testing.F) {
	for _, c := range hardCases {
		f.Add(c.text, c.n)
	}
	f.Add("a—b——c………“”（（（", 4)
	f.Add("１２件 12 件\t第 3 条〔2021〕 30号", 5)
	f.Fuzz(func(t *testing.T, text string, n int) {
		if n < 3 || n > 60 || len(text) > 2000 || !utf8.ValidString(text) {
			return
		}
		checkLines(t, text, n)
	})
}

func checkLines(t *testing.T, text string, n int) {
	s, p, lines := setParagraph(text, n)
	measure := length.Length(n) * p.size
	at := 0
	for i, l := range lines {
		if l.from != at || l.to <= l.from {
			t.Fatalf("line %d is %d–%d after %d of %q", i, l.from, l.to, at, text)
		}
		at = l.to
		if i > 0 && lines[i-1].to == l.from && p.chars[l.from-1].flags&mustBreak == 0 {
			checkBreak(t, p, lines[i-1], measure, text)
		}
	}
	if at != len(p.chars) {
		t.Fatalf("%d of %d characters set of %q", at, len(p.chars), text)
	}
	checkInk(t, s, measure, text)
	checkText(t, s, p, text)
}

// checkBreak looks at the end of a line.
func checkBreak(t *testing.T, p *paragraph, l line, measure length.Length, text string) {
	c := p.chars
	first, last := c[l.to].r, c[l.to-1].r
	legal := func(k int) bool {
		return !strings.ContainsRune(neverFirst, c[k].r) && !strings.ContainsRune(neverLast, c[k-1].r)
	}
	if !legal(l.to) {
		for k := l.from + 1; k < l.to; k++ {
			if legal(k) && c[k-1].flags&mayBreak != 0 {
				t.Fatalf("line ends %q, next begins %q, though it could end before %q: %q", last, first, c[k].r, text)
			}
		}
	}
	if isDigit(first) && isDigit(last) && !strings.Contains(text, "\u200b") { // marks and units around a number count to it: six characters
		from, to := l.to-1, l.to
		for from > 0 && isDigit(c[from-1].r) {
			from--
		}
		for to < len(c) && isDigit(c[to].r) {
			to++
		}
		if w := p.measured(from, to).width; w <= measure-6*p.size && !wideWord(p, l.to, measure) {
			t.Fatalf("number of %d cut in a line of %d: %q", w, measure, text)
		}
	}
	if first == ' ' {
		t.Fatalf("line begins with a space: %q", text)
	}
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// wideWord says whether the Latin word around i is wider than a line.
func wideWord(p *paragraph, i int, measure length.Length) bool {
	from, to := i, i
	for from > 0 && p.chars[from-1].flags&latin != 0 {
		from--
	}
	for to < len(p.chars) && p.chars[to].flags&latin != 0 {
		to++
	}
	return p.measured(from, to).width > measure-6*p.size
}

// checkInk makes sure that no line begins before 0 or ends after measure, and
// that full lines end at measure exactly. One character may be wider than a
// line.
func checkInk(t *testing.T, s *setter, measure length.Length, text string) {
	for _, item := range s.items {
		tx := item.(*frame.Text)
		pen := tx.X
		for _, g := range tx.Glyphs {
			if g.Advance < 0 {
				t.Fatalf("glyph %q goes back %d: %q", g.Rune, g.Advance, text)
			}
			pen += g.Advance
		}
		if tx.X < 0 || pen > measure && len(tx.Glyphs) > 1 {
			t.Fatalf("line from %d to %d in %d: %q", tx.X, pen, measure, text)
		}
	}
}

// checkText reads the characters back from the items.
func checkText(t *testing.T, s *setter, p *paragraph, text string) {
	var want, got []rune
	for _, r := range text {
		if r == '\n' || r == '\t' || r == '\r' {
			r = ' '
		}
		if _, lacks := s.lacking[r]; !lacks && !invisible(r) {
			want = append(want, r)
		}
	}
	for _, item := range s.items {
		for _, g := range item.(*frame.Text).Glyphs {
			got = append(got, g.Rune)
		}
	}
	if string(got) != string(want) {
		t.Fatalf("set %q of %q", string(got), string(want))
	}
}
