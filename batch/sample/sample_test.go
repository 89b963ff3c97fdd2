package sample

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"testing"

	"nianbao/batch/workspace"
	"nianbao/schema"
	"nianbao/schema/form"
	"nianbao/schema/source"
)

// The benchmark compares runs of months apart: the reports must not change.
func TestReportsStayTheSame(t *testing.T) {
	h := sha256.New()
	for year := 2019; year <= Year; year++ {
		for i := range 100 {
			h.Write(Of(i, year))
		}
	}
	const want = "0f0053e979b9d17e310d4eee42e900f6fb6da6f5c4820521117548eb4bacfdf4"
	if got := hex.EncodeToString(h.Sum(nil)); got != want {
		t.Errorf("the first hundred agencies' reports have digest %s, want %s", got, want)
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

// Seven years of reports, both forms and the change between them.
func TestReportsPassEveryCheck(t *testing.T) {
	least, most := 1<<30, 0
	for i := range 100 {
		var last *schema.Report
		for year := 2019; year <= Year; year++ {
			text := Of(i, year)
			least, most = min(least, len(text)), max(most, len(text))
			r, found := schema.Load(&source.File{Name: Name(i), Data: text}, form.All())
			found = append(found, schema.Check(r, last)...)
			found = append(found, schema.Compare(r, last)...)
			if len(found) > 0 {
				var out bytes.Buffer
				found.WriteText(&out)
				t.Fatalf("%s, %d:\n%s", Name(i), year, out.String())
			}
			last = r
		}
	}
	if most < 2*least {
		t.Errorf("reports have %d to %d bytes: too much alike", least, most)
	}
}

func TestWorkspace(t *testing.T) {
	dir := t.TempDir()
	if err := Workspace(dir, 30); err != nil {
		t.Fatal(err)
	}
	w, found, err := workspace.Load(dir)
	if err != nil || len(found) > 0 {
		t.Fatal(err, found)
	}
	for i := range w.Agencies {
		for _, year := range []int{Year - 1, Year} {
			text, err := os.ReadFile(w.Path(year, &w.Agencies[i]))
			if err != nil || !bytes.Equal(text, Of(i, year)) {
				t.Errorf("%s, %d: %v", w.Agencies[i].Name, year, err)
			}
		}
	}
	files, _ := filepath.Glob(filepath.Join(dir, "reports", "*", "*.toml"))
	if len(w.Agencies) != 30 || len(files) != 60 {
		t.Errorf("%d agencies, %d reports", len(w.Agencies), len(files))
	}
}
