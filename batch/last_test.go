package batch

import (
	"os"
	"path/filepath"
	"testing"

	"nianbao/batch/sample"
	"nianbao/batch/workspace"
	"nianbao/schema"
	"nianbao/schema/form"
	"nianbao/schema/source"
)

// TestLastYearStands: a report is checked again when the report that is found
// for last year is another one, and only then.
func TestLastYearStands(t *testing.T) {
	dir := t.TempDir()
	folder := filepath.Join(dir, "reports", "2024")
	if err := os.MkdirAll(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	put := func(name string, data []byte) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, workspace.FileName), []byte("year = 2025\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	last := func() *LastYear {
		l, err := NewLastYear(dir, form.All())
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	path := filepath.Join(dir, "reports", "2025", "a.toml")
	r, _ := schema.Load(&source.File{Name: path, Data: sample.Of(1, 2025)}, form.All())
	stands := func(mark string) bool { return last().stands(path, 2025, mark) }
	mark := func() string { l := last(); return l.mark(r, l.Find(r)) }

	none := mark()
	if none != "" || !stands(none) {
		t.Errorf("no folder: %q", none)
	}
	put("b.toml", sample.Of(2, 2024))
	if stands(none) {
		t.Error("a report of somebody else came, it may be this one's")
	}
	other := mark()
	put("x.toml", sample.Of(1, 2024))
	if stands(other) || last().Find(r) == nil {
		t.Error("last year's report came under another name")
	}
	put("a.toml", sample.Of(1, 2024))
	same := mark()
	put("b.toml", sample.Of(3, 2024))
	if !stands(same) {
		t.Error("a report of somebody else changed")
	}
	put("a.toml", append(sample.Of(1, 2024), "# changed\n"...))
	if stands(same) {
		t.Error("last year's report changed")
	}
	os.Remove(filepath.Join(folder, "a.toml"))
	if stands(same) {
		t.Error("last year's report went")
	}
}
