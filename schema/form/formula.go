package form

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Formula is a parsed Rule.Formula: one comparison, or two of which both or
// neither must hold.
//
//	formula    = comparison [ "<=>" comparison ]
//	comparison = sum ( "=" | "<=" | ">=" | "<" | ">" ) sum
//	sum        = [ "-" ] term { ( "+" | "-" ) term }
//	term       = number | [ number ] [ "last." ] key
//
// A key is a row, column or cell key; * in it stands for one part.
type Formula struct {
	Comparison
	Same *Comparison // after <=>, or nil
}

// Comparison of two sums.
type Comparison struct {
	Left, Right []Term
	Op          string
}

// Term is Factor times the cells that Key names; a bare number has no Key.
type Term struct {
	Factor int64
	Key    string
	Last   bool // last year's cell
}

// ParseFormula parses a formula. The error is in Chinese.
func ParseFormula(text string) (Formula, error) {
	first, second, same := strings.Cut(text, "<=>")
	f := Formula{}
	var err error
	if f.Comparison, err = parseComparison(first); err != nil || !same {
		return f, err
	}
	c, err := parseComparison(second)
	f.Same = &c
	return f, err
}

func parseComparison(text string) (Comparison, error) {
	for _, op := range []string{"<=", ">=", "=", "<", ">"} {
		left, right, ok := strings.Cut(text, op)
		if !ok {
			continue
		}
		c := Comparison{Op: op}
		var err error
		if c.Left, err = parseSum(left); err != nil {
			return c, err
		}
		c.Right, err = parseSum(right)
		return c, err
	}
	return Comparison{}, errors.New("公式里没有 =、<=、>=、< 或 >")
}

func parseSum(text string) ([]Term, error) {
	words := strings.Fields(strings.NewReplacer("+", " + ", "-", " - ").Replace(text))
	var terms []Term
	sign := int64(1)
	if len(words) > 0 && words[0] == "-" {
		sign, words = -1, words[1:]
	}
	for {
		term, n, err := parseTerm(words)
		if err != nil {
			return nil, err
		}
		term.Factor *= sign
		terms = append(terms, term)
		if words = words[n:]; len(words) == 0 {
			return terms, nil
		}
		switch words[0] {
		case "+":
			sign = 1
		case "-":
			sign = -1
		default:
			return nil, fmt.Errorf("公式里“%s”前面缺加号或减号", words[0])
		}
		words = words[1:]
	}
}

// parseTerm parses the term that words start with and returns its length.
func parseTerm(words []string) (term Term, n int, err error) {
	term.Factor = 1
	if len(words) > 0 && strings.Trim(words[0], "0123456789") == "" {
		if term.Factor, err = strconv.ParseInt(words[0], 10, 32); err != nil {
			return term, 0, fmt.Errorf("公式里“%s”太大", words[0])
		}
		n++
	}
	if n < len(words) && words[n] != "+" && words[n] != "-" {
		term.Key, term.Last = strings.CutPrefix(words[n], "last.")
		if !validKey(term.Key, true) {
			return term, 0, fmt.Errorf("公式里“%s”不是键", words[n])
		}
		n++
	}
	if n == 0 {
		return term, 0, errors.New("公式里缺一项")
	}
	return term, n, nil
}

// validKey reports whether key is one or more parts of a–z, 0–9 and _, joined
// by dots, the first character a letter; a part may be * in a pattern.
func validKey(key string, pattern bool) bool {
	for _, part := range strings.Split(key, ".") {
		if part == "*" && pattern {
			continue
		}
		if part == "" || strings.Trim(part, "abcdefghijklmnopqrstuvwxyz0123456789_") != "" {
			return false
		}
	}
	return pattern && key[0] == '*' || 'a' <= key[0] && key[0] <= 'z'
}

// Match reports whether key is named by pattern, in which * stands for one
// part between dots: result.denied.* matches result.denied.secret.
func Match(pattern, key string) bool {
	for {
		p, patternRest, more := strings.Cut(pattern, ".")
		k, keyRest, more2 := strings.Cut(key, ".")
		if p != k && p != "*" || more != more2 {
			return false
		}
		if !more {
			return true
		}
		pattern, key = patternRest, keyRest
	}
}
