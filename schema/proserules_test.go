package schema

import (
	"os"
	"regexp"
	"testing"

	"nianbao/schema/form"
	"nianbao/schema/prose"
)

// TestProseRules: each id once, with words and severity, and every code that
// the source finds is among them.
func TestProseRules(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range ProseRules() {
		if seen[r.ID] || r.Says == "" || r.Severity == "" {
			t.Errorf("%s: twice or not complete", r.ID)
		}
		seen[r.ID] = true
	}
	for _, file := range []string{"compare.go", "wording.go", "leftover.go", "sum.go"} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`(?m)Code\w+\s+= "([^"]+)"`).FindAllStringSubmatch(string(text), -1) {
			if !seen[m[1]] {
				t.Errorf("%s in %s has no rule", m[1], file)
			}
		}
	}
}

// TestReadingsHaveCells: every reading speaks of cells of some form.
func TestReadingsHaveCells(t *testing.T) {
	for _, reading := range prose.Default().Reading {
		cases := reading.Cases
		if len(cases) == 0 {
			cases = []string{""}
		}
		for _, key := range cases {
			found := false
			for _, value := range reading.Values {
				for _, f := range form.All() {
					found = found || len(resolve(f, value, key).terms) > 0
				}
			}
			if !found {
				t.Errorf("%s %s (%s): no form has the cells", reading.ID, reading.Name, key)
			}
		}
	}
}
