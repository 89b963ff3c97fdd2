package sample

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"nianbao/schema"
	"nianbao/schema/form"
	"nianbao/schema/source"
)

// The benchmark compares runs of months apart: the reports must not change.
func TestReportsStayTheSame(t *testing.T) {
	h := sha256.New()
	for i := range 100 {
		h.Write(Report(i))
	}
	const want = "303e93a6541ab1b16836fd3b03a197456272af9eac667be3a368987f5ba75e86"
	if got := hex.EncodeToString(h.Sum(nil)); got != want {
		t.Errorf("the first hundred reports have digest %s, want %s", got, want)
	}
}

func TestNamesDiffer(t *testing.T) {
	seen := map[string]bool{}
	for i := range 11_340 {
		if seen[Name(i)] {
			t.Fatalf("%s twice", Name(i))
		}
		seen[Name(i)] = true
	}
}

func TestReportsPassEveryCheck(t *testing.T) {
	least, most := 1<<30, 0
	for i := range 300 {
		text := Report(i)
		least, most = min(least, len(text)), max(most, len(text))
		r, found := schema.Load(&source.File{Name: Name(i), Data: text}, form.All())
		found = append(found, schema.Check(r, nil)...)
		if found.Count(source.Error)+found.Count(source.Warning) > 0 {
			var out bytes.Buffer
			found.WriteText(&out)
			t.Fatalf("%s:\n%s", Name(i), out.String())
		}
	}
	if most < 2*least {
		t.Errorf("reports have %d to %d bytes: too much alike", least, most)
	}
}
