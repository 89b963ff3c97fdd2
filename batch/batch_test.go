package batch

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"nianbao/batch/manifest"
	"nianbao/schema/source"
)

// fake makes documents that hold the input's text, and fails on "bad".
type fake struct {
	key   string
	made  atomic.Int32
	delay func(text string)
}

func (m *fake) Key() string                    { return m.key }
func (m *fake) Formats() []string              { return []string{"docx", "pdf"} }
func (m *fake) Check(*source.File) source.List { return nil }

// Stands: last year's report is the file 上年.txt beside the report.
func (m *fake) Stands(path string, _ int, last string) bool { return m.last(path) == last }

func (m *fake) last(path string) string {
	data, _ := os.ReadFile(filepath.Join(filepath.Dir(path), "上年.txt"))
	return string(data)
}

func (m *fake) Make(f *source.File) Made {
	m.made.Add(1)
	text := string(f.Data)
	if m.delay != nil {
		m.delay(text)
	}
	if text == "panic" {
		panic("boom")
	}
	if text == "bad" {
		return Made{Problem: "有 1 处错误", Findings: source.List{{Severity: source.Error}}}
	}
	made := Made{Last: m.last(f.Name)}
	for _, format := range m.Formats() {
		made.Documents = append(made.Documents, Document{Format: format, Data: []byte(format + ":" + text), Pages: 1})
	}
	if name, ok := strings.CutPrefix(text, "picture "); ok {
		data, _ := os.ReadFile(filepath.Join(filepath.Dir(f.Name), name))
		made.Pictures = []manifest.Picture{{Path: name, SHA256: manifest.SHA256(data)}}
	}
	return made
}

// inputs writes reports into a new folder.
func inputs(t *testing.T, texts map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range texts {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// build runs a plan over all reports of in and returns the results by name.
func build(t *testing.T, m Maker, in, out string, workers int) map[string]Result {
	t.Helper()
	jobs, err := NewJobs(Find([]string{in}), "{stem}", manifest.Shard{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	p := &Plan{Jobs: jobs, Dir: out, Manifest: filepath.Join(out, "manifest.json"), Whole: true, Program: "test"}
	results := map[string]Result{}
	last := ""
	err = Run(context.Background(), p, m, workers, func(r Result) {
		if r.Job.Name < last {
			t.Errorf("%s after %s", r.Job.Name, last)
		}
		last = r.Job.Name
		results[r.Job.Name] = r
	})
	if err != nil {
		t.Fatal(err)
	}
	return results
}

// tree is the names and contents of all files below dir.
func tree(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, item := range list {
		data, err := os.ReadFile(filepath.Join(dir, item.Name()))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "== %s\n%s\n", item.Name(), data)
	}
	return b.String()
}

func TestOneBadReportStopsNoOther(t *testing.T) {
	in := inputs(t, map[string]string{"a.toml": "a", "b.toml": "bad", "c.toml": "panic", "d.toml": "d", "e.txt": "no report"})
	results := build(t, &fake{}, in, t.TempDir(), 2)
	for name, want := range map[string]manifest.Status{"a": manifest.Built, "b": manifest.Failed, "c": manifest.Failed, "d": manifest.Built} {
		if got := results[name].Entry.Status; got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	if !strings.Contains(results["c"].Entry.Message, "boom") || results["c"].Trace == "" {
		t.Errorf("the panic is not told: %+v", results["c"])
	}
	if len(results) != 4 {
		t.Errorf("%d results", len(results))
	}
}

func TestWorkersDoNotChangeBytes(t *testing.T) {
	texts := map[string]string{}
	for i := range 200 {
		texts[fmt.Sprintf("%03d.toml", i)] = fmt.Sprint("text ", i)
	}
	texts["100.toml"] = "bad"
	in := inputs(t, texts)
	one, many := t.TempDir(), t.TempDir()
	build(t, &fake{}, in, one, 1)
	build(t, &fake{}, in, many, 16)
	if tree(t, one) != tree(t, many) {
		t.Error("one worker and sixteen write different folders")
	}
}

func TestSecondRunDoesOnlyWhatIsMissingOrChanged(t *testing.T) {
	in := inputs(t, map[string]string{"a.toml": "a", "b.toml": "b", "c.toml": "picture c.png", "c.png": "one", "d.toml": "bad"})
	out := t.TempDir()
	m := &fake{key: "k"}
	made := func(want int, why string) {
		t.Helper()
		m.made.Store(0)
		build(t, m, in, out, 2)
		if got := int(m.made.Load()); got != want {
			t.Errorf("%s: %d made, want %d", why, got, want)
		}
	}
	made(4, "first run")
	made(1, "second run makes the failed one again")
	os.WriteFile(filepath.Join(in, "a.toml"), []byte("new"), 0o666)
	made(2, "an input changed")
	os.Remove(filepath.Join(out, "b.pdf"))
	made(2, "a document is missing")
	os.WriteFile(filepath.Join(out, "b.docx"), []byte("docx:B"), 0o666)
	made(2, "a document was changed to the same length")
	os.WriteFile(filepath.Join(in, "c.png"), []byte("two"), 0o666)
	made(2, "a picture changed")
	os.WriteFile(filepath.Join(in, "上年.txt"), []byte("2024"), 0o666)
	made(4, "last year's report came")
	made(1, "nothing changed")
	os.Remove(filepath.Join(in, "上年.txt"))
	made(4, "last year's report went")
	m.key = "another form"
	made(4, "form, style, fonts, options or program changed")
	want := t.TempDir()
	build(t, m, in, want, 1)
	if tree(t, out) != tree(t, want) {
		t.Error("many runs do not end as one run does")
	}
}

func TestFilesWithTheSameBytesAreNotWrittenAgain(t *testing.T) {
	in := inputs(t, map[string]string{"a.toml": "a"})
	out := t.TempDir()
	m := &fake{key: "one"}
	build(t, m, in, out, 1)
	before, _ := os.Stat(filepath.Join(out, "a.pdf"))
	m.key = "two"
	r := build(t, m, in, out, 1)["a"]
	after, _ := os.Stat(filepath.Join(out, "a.pdf"))
	if !r.Unchanged || !os.SameFile(before, after) {
		t.Error("the same bytes were written again")
	}
}

func TestStopLeavesTheRestForTheNextRun(t *testing.T) {
	texts := map[string]string{}
	for i := range 100 {
		texts[fmt.Sprintf("%03d.toml", i)] = fmt.Sprint(i)
	}
	in, out := inputs(t, texts), t.TempDir()
	ctx, stop := context.WithCancel(context.Background())
	m := &fake{delay: func(text string) {
		if text == "30" {
			stop()
		}
	}}
	jobs, err := NewJobs(Find([]string{in}), "{stem}", manifest.Shard{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	p := &Plan{Jobs: jobs, Dir: out, Manifest: filepath.Join(out, "manifest.json"), Whole: true, Program: "test"}
	n := 0
	if err := Run(ctx, p, m, 2, func(Result) { n++ }); !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
	if n < 30 || n >= 100 {
		t.Fatalf("%d results after a stop at 30", n)
	}
	m = &fake{}
	build(t, m, in, out, 2)
	if made := int(m.made.Load()); made != 100-n {
		t.Errorf("%d made by the second run, want %d", made, 100-n)
	}
	want := t.TempDir()
	build(t, &fake{}, in, want, 2)
	if tree(t, out) != tree(t, want) {
		t.Error("stopped and resumed is not the same as one run")
	}
}

func TestMemoryIsBounded(t *testing.T) {
	const n, workers = 2000, 4
	texts := map[string]string{}
	for i := range n {
		texts[fmt.Sprintf("%04d.toml", i)] = fmt.Sprint(i)
	}
	in := inputs(t, texts)
	jobs, err := NewJobs(Find([]string{in}), "{stem}", manifest.Shard{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var made, reported atomic.Int32
	var most int32
	m := &fake{delay: func(string) { made.Add(1) }}
	p := &Plan{Jobs: jobs, Dir: t.TempDir()}
	err = Run(context.Background(), p, m, workers, func(Result) {
		most = max(most, made.Load()-reported.Add(1))
	})
	if err != nil {
		t.Fatal(err)
	}
	if most > (inFlight+1)*workers {
		t.Errorf("%d reports between making and reporting, want at most %d", most, (inFlight+1)*workers)
	}
}

func TestNamesThatMeet(t *testing.T) {
	in := inputs(t, map[string]string{"a.toml": "a", "b.toml": "b"})
	same := func(*Input) (Facts, bool) { return Facts{Agency: "某局"}, true }
	_, err := NewJobs(Find([]string{in}), "{agency}", manifest.Shard{}, same)
	if err == nil || !strings.Contains(err.Error(), "a.toml") || !strings.Contains(err.Error(), "b.toml") {
		t.Errorf("got %v, want both inputs named", err)
	}
	other := inputs(t, map[string]string{"A.toml": "A"})
	if _, err := NewJobs(Find([]string{in, other}), "{stem}", manifest.Shard{}, nil); err == nil {
		t.Error("a and A are one file on Windows")
	}
}

func TestParseNames(t *testing.T) {
	for _, good := range []string{"{stem}", "{agency}{year}年报", "{code}-{title}"} {
		if _, err := ParseNames(good); err != nil {
			t.Errorf("%s: %v", good, err)
		}
	}
	for _, bad := range []string{"", "年报", "{name}", "{stem", "stem}"} {
		if _, err := ParseNames(bad); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}

func TestFind(t *testing.T) {
	in := inputs(t, map[string]string{"b.toml": "", "a.TOML": "", ".hidden.toml": "", "c.txt": ""})
	if err := os.MkdirAll(filepath.Join(in, "sub", "x.toml"), 0o777); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, x := range Find([]string{in, "-", filepath.Join(in, "*.toml"), filepath.Join(in, "none"), filepath.Join(in, "sub")}) {
		name := filepath.Base(x.Path)
		if x.Err != nil {
			name += "!"
		}
		got = append(got, name)
	}
	want := "a.TOML b.toml - .hidden.toml none! x.toml" // b.toml once
	if strings.Join(got, " ") != want {
		t.Errorf("got %s, want %s", strings.Join(got, " "), want)
	}
}

func TestEachKeepsOrder(t *testing.T) {
	for _, workers := range []int{1, 3, 100} {
		next := 0
		err := Each(context.Background(), 500, workers, func(i int) int { return i }, func(i int) {
			if i != next {
				t.Fatalf("%d workers: got %d, want %d", workers, i, next)
			}
			next++
		})
		if err != nil || next != 500 {
			t.Fatalf("%d workers: %d results, %v", workers, next, err)
		}
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if err := Each(ctx, 500, 2, func(i int) int { return i }, func(int) {}); err == nil {
		t.Error("a stopped run ends without error")
	}
}
