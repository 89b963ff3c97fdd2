package form

import (
	"fmt"
	"strings"
	"testing"
)

func TestParseFormula(t *testing.T) {
	tests := []struct{ text, want string }{
		{"a = b", "a = b"},
		{"a+b=c-last.d", "a + b = c - last.d"},
		{"-a + 2 b.* <= 3", "-a + 2 b.* <= 3"},
		{"a > 0 <=> b + c > 0", "a > 0 <=> b + c > 0"},
		{"in_force = last.in_force + issued - repealed", "in_force = last.in_force + issued - repealed"},
		{"fee < 20 last.fee", "fee < 20 last.fee"},
		{"a >= -1", "a >= -1"},
	}
	for _, test := range tests {
		f, err := ParseFormula(test.text)
		if err != nil || f.text() != test.want {
			t.Errorf("%q: %q %v, want %q", test.text, f.text(), err, test.want)
		}
	}
	for _, bad := range []string{"", "a", "a =", "= a", "a + = b", "a b = c", "a = b = c", "a ++ b = c", "a = A", "a = b..c", "a = .b", "a = b.",
		"a = 99999999999", "a = b *", "a > 0 <=> b", "a > 0 <=> b > 0 <=> c > 0", "2 3 a = b", "a = last.", "a == b", "a = 1 + "} {
		if f, err := ParseFormula(bad); err == nil {
			t.Errorf("%q is accepted as %q", bad, f.text())
		}
	}
}

// text writes the formula as it may be parsed again.
func (f Formula) text() string {
	s := f.Comparison.text()
	if f.Same != nil {
		s += " <=> " + f.Same.text()
	}
	return s
}

func (c Comparison) text() string { return sumText(c.Left) + " " + c.Op + " " + sumText(c.Right) }

func sumText(terms []Term) string {
	var b strings.Builder
	for i, term := range terms {
		factor, sign := term.Factor, " + "
		if factor < 0 {
			factor, sign = -factor, " - "
		}
		switch {
		case i > 0:
			b.WriteString(sign)
		case sign == " - ":
			b.WriteString("-")
		}
		key := term.Key
		if term.Last {
			key = "last." + key
		}
		switch {
		case key == "":
			fmt.Fprint(&b, factor)
		case factor == 1:
			b.WriteString(key)
		default:
			fmt.Fprintf(&b, "%d %s", factor, key)
		}
	}
	return b.String()
}

func FuzzParseFormula(f *testing.F) {
	f.Add("a + 2 b.* = c - last.d")
	f.Add("a > 0 <=> b > 0")
	f.Fuzz(func(t *testing.T, text string) {
		formula, err := ParseFormula(text)
		if err != nil {
			return
		}
		again, err := ParseFormula(formula.text())
		if err != nil || again.text() != formula.text() {
			t.Fatalf("%q becomes %q: %v", text, formula.text(), err)
		}
	})
}

func TestMatch(t *testing.T) {
	for _, test := range []struct {
		pattern, key string
		want         bool
	}{
		{"a.b", "a.b", true}, {"a.*", "a.b", true}, {"a.*", "a.b.c", false}, {"a.*", "a", false},
		{"*", "a", true}, {"*.b", "a.b", true}, {"a", "a.b", false}, {"a.b", "a.c", false},
	} {
		if got := Match(test.pattern, test.key); got != test.want {
			t.Errorf("%s %s: %v", test.pattern, test.key, got)
		}
	}
}
