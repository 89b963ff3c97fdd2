package manifest

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// folder makes a folder with n reports and their manifest.
func folder(t *testing.T, n int) (dir string, reports []Entry) {
	t.Helper()
	dir = t.TempDir()
	for i := range n {
		reports = append(reports, report(t, dir, fmt.Sprintf("r%02d", i)))
	}
	account(t, filepath.Join(dir, "manifest.json"), "", reports...)
	return dir, reports
}

// account writes a manifest.
func account(t *testing.T, path, shard string, reports ...Entry) {
	t.Helper()
	m := &Manifest{Program: "nianbao test", Shard: shard}
	err := m.Write(path, func(yield func(Entry, error) bool) {
		for _, e := range reports {
			if !yield(e, nil) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
}

// report writes a document and returns its entry.
func report(t *testing.T, dir, name string) Entry {
	t.Helper()
	data := []byte("document of " + name)
	if err := os.WriteFile(filepath.Join(dir, name+".pdf"), data, 0o666); err != nil {
		t.Fatal(err)
	}
	sha, sm := Digests(data)
	return Entry{Report: name, Agency: "某局", Source: name + ".toml", Status: Built,
		Files: []File{{Path: name + ".pdf", Format: "pdf", Bytes: int64(len(data)), Pages: 3, SHA256: sha, SM3: sm}}}
}

// states are what Verify finds in dir: "changed r01.pdf".
func states(t *testing.T, dir string) string {
	t.Helper()
	p, err := Verify(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, x := range p.Problems {
		all = append(all, x.State+" "+x.Path)
	}
	return strings.Join(all, ", ")
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestVerifyFindsEveryDifference(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(dir string)
		want  string
	}{
		{"whole", func(string) {}, ""},
		{"missing", func(dir string) { os.Remove(filepath.Join(dir, "r01.pdf")) }, "missing r01.pdf"},
		{"longer", func(dir string) { write(t, filepath.Join(dir, "r01.pdf"), "document of r01 and more") }, "changed r01.pdf"},
		{"same length", func(dir string) { write(t, filepath.Join(dir, "r01.pdf"), "document of R01") }, "changed r01.pdf"},
		{"extra", func(dir string) { write(t, filepath.Join(dir, "x.pdf"), "") }, "extra x.pdf"},
		{"left over", func(dir string) { write(t, filepath.Join(dir, ".r01.pdf.part"), "") }, "extra .r01.pdf.part"},
		{"renamed", func(dir string) { os.Rename(filepath.Join(dir, "r01.pdf"), filepath.Join(dir, "r09.pdf")) },
			"missing r01.pdf, extra r09.pdf"},
		{"unfinished", func(dir string) { write(t, filepath.Join(dir, "manifest.json.journal"), "") },
			"unfinished manifest.json.journal"},
		{"folder in place of a file", func(dir string) {
			os.Remove(filepath.Join(dir, "r01.pdf"))
			os.Mkdir(filepath.Join(dir, "r01.pdf"), 0o777)
		}, "changed r01.pdf"},
	} {
		dir, _ := folder(t, 3)
		c.spoil(dir)
		if got := states(t, dir); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestVerifyTellsUnbuiltReports(t *testing.T) {
	dir, reports := folder(t, 2)
	reports = append(reports, Entry{Report: "broken", Status: Failed, Message: "有 3 处错误"})
	account(t, filepath.Join(dir, "manifest.json"), "", reports...)
	if got := states(t, dir); got != "unbuilt broken" {
		t.Errorf("got %q", got)
	}
}

func TestVerifyLooksIntoYears(t *testing.T) {
	dir, _ := folder(t, 2)
	above := t.TempDir()
	if err := os.Rename(dir, filepath.Join(above, "2025")); err != nil {
		t.Fatal(err)
	}
	os.Remove(filepath.Join(above, "2025", "r00.pdf"))
	if got := states(t, above); got != "missing 2025/r00.pdf" {
		t.Errorf("got %q", got)
	}
	if _, err := Verify(t.TempDir()); err == nil {
		t.Error("a folder without manifest is proved whole")
	}
}

// TestVerifySeesMore: what stands beside the documents is looked at too.
func TestVerifySeesMore(t *testing.T) {
	for what, c := range map[string]struct {
		do   func(dir string)
		want string
	}{
		"list gone":       {func(dir string) { os.Remove(filepath.Join(dir, "manifest.csv")) }, "missing manifest.csv"},
		"list of nothing": {func(dir string) { write(t, filepath.Join(dir, "manifest.csv"), "x") }, "changed manifest.csv"},
		"list edited": {func(dir string) {
			data, _ := os.ReadFile(filepath.Join(dir, "manifest.csv"))
			write(t, filepath.Join(dir, "manifest.csv"), strings.Replace(string(data), ",3,", ",9,", 1))
		}, "changed manifest.csv"},
		"list with a row more": {func(dir string) {
			data, _ := os.ReadFile(filepath.Join(dir, "manifest.csv"))
			lines := strings.SplitAfter(string(data), "\n")
			write(t, filepath.Join(dir, "manifest.csv"), string(data)+lines[1])
		}, "changed manifest.csv"},
		"list with a row less": {func(dir string) {
			data, _ := os.ReadFile(filepath.Join(dir, "manifest.csv"))
			lines := strings.SplitAfter(string(data), "\n")
			write(t, filepath.Join(dir, "manifest.csv"), strings.Join(lines[:2], ""))
		}, "changed manifest.csv"},
		"list in another order of columns": {func(dir string) {
			data, _ := os.ReadFile(filepath.Join(dir, "manifest.csv"))
			rows, _ := csv.NewReader(bytes.NewReader(data[len(mark):])).ReadAll()
			for _, row := range rows {
				row[0], row[3] = row[3], row[0]
			}
			var out bytes.Buffer
			csv.NewWriter(&out).WriteAll(rows)
			write(t, filepath.Join(dir, "manifest.csv"), mark+out.String())
		}, ""},
		"a message of two lines": {func(dir string) {
			one, two := report(t, dir, "r00"), report(t, dir, "r01")
			one.Message = "一\r\n二\r三"
			account(t, filepath.Join(dir, "manifest.json"), "", one, two)
		}, ""},
		"pages edited in the manifest": {func(dir string) {
			data, _ := os.ReadFile(filepath.Join(dir, "manifest.json"))
			write(t, filepath.Join(dir, "manifest.json"), strings.Replace(string(data), `"pages":3`, `"pages":9`, 1))
		}, "changed manifest.csv"},
		"list of a shard that is none": {func(dir string) { write(t, filepath.Join(dir, "manifest-1-of-2.csv"), "x") }, "extra manifest-1-of-2.csv"},
		"a report twice": {func(dir string) {
			one := report(t, dir, "r00")
			account(t, filepath.Join(dir, "manifest.json"), "", one, one, report(t, dir, "r01"))
		}, "conflict r00"},
		"a link": {func(dir string) {
			path := filepath.Join(dir, "r00.pdf")
			away := filepath.Join(t.TempDir(), "r00.pdf")
			os.Rename(path, away)
			if os.Symlink(away, path) != nil {
				t.Skip("skipped, because this system makes no links")
			}
		}, "changed r00.pdf"},
		"a folder that says it has a manifest": {func(dir string) {
			below := filepath.Join(dir, "below")
			os.Mkdir(below, 0o777)
			account(t, filepath.Join(below, "manifest.json"), "")
			write(t, filepath.Join(below, "x.exe"), "x")
		}, "extra below/x.exe"},
	} {
		t.Run(what, func(t *testing.T) {
			dir, _ := folder(t, 2)
			c.do(dir)
			if got := states(t, dir); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestVerifyTakesAManifestOfAnyName(t *testing.T) {
	dir, reports := folder(t, 2)
	os.Remove(filepath.Join(dir, "manifest.json"))
	os.Remove(filepath.Join(dir, "manifest.csv"))
	path := filepath.Join(dir, "清单.json")
	account(t, path, "", reports...)
	if got := states(t, path); got != "" {
		t.Errorf("got %q", got)
	}
}

func TestManifestsOfStrangers(t *testing.T) {
	for _, text := range []string{
		"", "{", "[]", "null", `{"type":"manifest","v":1,"reports":[`, `{"type":"manifest","v":1,"reports":{}}`,
		`{"type":"manifest","v":1,"reports":[]}}`, `{"type":"manifest","v":2}`, `{"type":"other","v":1}`,
		`{"type":"manifest","v":1,"reports":[{"report":"a","files":[{"path":""}]}]}`,
		`{"type":"manifest","v":1,"reports":[{"report":"a","files":[{"path":"/etc/passwd"}]}]}`,
	} {
		dir := t.TempDir()
		write(t, filepath.Join(dir, "manifest.json"), text)
		if _, err := Verify(dir); err == nil {
			t.Errorf("%q is taken", text)
		}
	}
}

func TestShardsJoin(t *testing.T) {
	dir := t.TempDir()
	for i := 1; i <= 3; i++ {
		s := Shard{i, 3}
		account(t, filepath.Join(dir, s.File()), s.String(), report(t, dir, fmt.Sprint("r", i)))
	}
	if got := states(t, dir); got != "" {
		t.Errorf("got %q", got)
	}
	second := filepath.Join(dir, Shard{2, 3}.File())
	text, _ := os.ReadFile(second)
	os.Remove(second)
	if got := states(t, dir); !strings.Contains(got, "missing manifest-2-of-3.json") {
		t.Errorf("a shard did not come: %q", got)
	}
	write(t, second, string(text))
	f, err := Open(dir, "")
	if err != nil || f.Len() != 3 {
		t.Fatalf("%d entries, %v", f.Len(), err)
	}
	f.Close()
	other := report(t, dir, "r1")
	other.Files[0].SHA256 = strings.Repeat("0", 64)
	account(t, filepath.Join(dir, Shard{4, 9}.File()), "4/9", other)
	if got := states(t, dir); !strings.Contains(got, "conflict r1") {
		t.Errorf("two shards that differ: got %q", got)
	}
	path := filepath.Join(dir, "manifest.json")
	account(t, path, "", report(t, dir, "r1"), report(t, dir, "r2"), report(t, dir, "r3"))
	if err := Supersede(path); err != nil {
		t.Fatal(err)
	}
	if got := states(t, dir); got != "" {
		t.Errorf("after the whole run: got %q", got)
	}
}

func TestEachReportFallsToOneShard(t *testing.T) {
	const n = 7
	counts := map[int]int{}
	for i := range 7000 {
		holders := 0
		for s := 1; s <= n; s++ {
			if (Shard{s, n}).Holds(fmt.Sprint("agency ", i)) {
				counts[s]++
				holders++
			}
		}
		if holders != 1 {
			t.Fatalf("agency %d falls to %d shards", i, holders)
		}
	}
	for s := 1; s <= n; s++ {
		if counts[s] < 800 || counts[s] > 1200 {
			t.Errorf("shard %d has %d of 7000", s, counts[s])
		}
	}
}

func TestParseShard(t *testing.T) {
	for in, want := range map[string]Shard{"1/3": {1, 3}, "3/3": {3, 3}, "0/3": {3, 3}, "1/1": {1, 1}} {
		if got, err := ParseShard(in); err != nil || got != want {
			t.Errorf("%s: %v, %v", in, got, err)
		}
	}
	for _, in := range []string{"", "1", "4/3", "-1/3", "1/0", "a/b", "1/3/5"} {
		if s, err := ParseShard(in); err == nil {
			t.Errorf("%q is taken for %v", in, s)
		}
	}
}

func TestJournalSurvivesATornLine(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "manifest.json")
	j, err := Begin(path)
	if err != nil {
		t.Fatal(err)
	}
	a, b := report(t, dir, "a"), report(t, dir, "b")
	lines, err := j.Append(a, b)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []Entry{a, b} {
		if got, err := lines[i].Entry(); err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("line %d: %v, %v", i, got, err)
		}
	}
	j.Close()
	whole, _ := os.ReadFile(JournalPath(path))
	for cut := range whole {
		write(t, JournalPath(path), string(whole[:cut]))
		j, err := Begin(path)
		if err != nil {
			t.Fatal(err)
		}
		lines, err := j.Append(b)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := lines[0].Entry(); err != nil || got.Report != "b" {
			t.Fatalf("cut at %d: reads back %v, %v", cut, got, err)
		}
		j.Close()
		f, err := Open(dir, "")
		if err != nil {
			t.Fatalf("cut at %d: %v", cut, err)
		}
		if _, ok := f.Line("b"); !ok {
			t.Fatalf("cut at %d: the entry after the torn line is lost", cut)
		}
		for _, name := range f.Reports() {
			l, _ := f.Line(name)
			if e, err := l.Entry(); err != nil || e.Report != name || name != "a" && name != "b" {
				t.Fatalf("cut at %d: entry %q: %v, %v", cut, name, e, err)
			}
		}
		f.Close()
	}
}

func TestListForExcel(t *testing.T) {
	dir, reports := folder(t, 1)
	reports[0].Agency = "=1+1"
	path := filepath.Join(dir, "manifest.json")
	account(t, path, "", reports[0], Entry{Report: "z", Agency: "某局", Status: Failed, Message: "有 1 处错误"})
	data, err := os.ReadFile(CSVPath(path))
	if err != nil {
		t.Fatal(err)
	}
	text, ok := strings.CutPrefix(string(data), "\ufeff")
	if !ok {
		t.Error("no byte order mark: Excel takes the list for GBK")
	}
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || len(rows) != 3 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	if rows[1][0] != "'=1+1" {
		t.Errorf("a name that is a formula: %q", rows[1][0])
	}
	if rows[1][4] != "r00.pdf" || rows[1][6] != "3" || rows[2][3] != "未生成" {
		t.Errorf("rows: %q", rows)
	}
}

// A manifest that another program has laid out anew is read all the same.
func TestManifestInAnotherLayout(t *testing.T) {
	dir, want := folder(t, 3)
	path := filepath.Join(dir, "manifest.json")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := json.Indent(&out, text, "", "\t"); err != nil {
		t.Fatal(err)
	}
	write(t, path, out.String())
	f, err := Open(dir, "")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for i, name := range f.Reports() {
		l, _ := f.Line(name)
		if got, err := l.Entry(); err != nil || !reflect.DeepEqual(got, want[i]) {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
}

// What cannot be read among the entries leaves the old manifest as it was.
func TestManifestIsWrittenWhole(t *testing.T) {
	dir, _ := folder(t, 2)
	m := &Manifest{}
	if err := m.Write(filepath.Join(dir, "manifest.json"), func(yield func(Entry, error) bool) {
		_ = yield(Entry{Report: "a"}, nil) && yield(Entry{}, os.ErrInvalid)
	}); err == nil {
		t.Error("no error")
	}
	if got := states(t, dir); got != "" {
		t.Errorf("got %q", got)
	}
}

// The digests are those of GB/T 32905-2016, annex A.1, and FIPS 180-2, B.1.
func TestDigests(t *testing.T) {
	sha, sm := Digests([]byte("abc"))
	if sha != "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" {
		t.Error(sha)
	}
	if sm != "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0" {
		t.Error(sm)
	}
}
