package manifest

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"nianbao/batch/disk"
)

// Folder is all that is known of a folder of documents: its manifests joined,
// with what unfinished runs have left in their journals. Of the entries it
// knows where they stand; it keeps the files open until Close.
type Folder struct {
	Dir        string
	Manifests  []string // base names, manifest.json first
	Unfinished []string // base names of journals: runs that did not end
	// Conflicts are reports that two shards' manifests tell differently, or one
	// manifest twice.
	Conflicts []string
	// Absent are the manifests of the shards that are missing, when there is
	// no whole one and no division of which all shards are there.
	Absent []string

	heads   []*Manifest     // those of Manifests
	lines   map[string]Line // by report
	files   []*os.File
	index   sync.Once
	sources map[string]Line
}

// Open reads the manifests in dir: manifest.json and manifest-I-of-N.json,
// and extra (a path) when it is not "". A shard's manifest is newer than the
// whole one, for a whole run removes them; a journal is newer than both.
// A folder without manifests is no error.
func Open(dir, extra string) (*Folder, error) {
	paths, err := find(dir)
	if err != nil {
		return nil, err
	}
	if extra != "" && !slices.Contains(paths, filepath.Clean(extra)) {
		paths = append(paths, filepath.Clean(extra))
	}
	return join(dir, paths)
}

// join reads the manifests at paths, later ones winning.
func join(dir string, paths []string) (*Folder, error) {
	f := &Folder{Dir: dir, lines: map[string]Line{}}
	err := f.read(paths)
	if err != nil {
		f.Close()
		return nil, err
	}
	f.absent()
	return f, nil
}

// absent finds the shards without a manifest: of the finest division there is.
func (f *Folder) absent() {
	there := map[int]map[int]bool{}
	finest := 0
	for _, m := range f.heads {
		s, err := ParseShard(m.Shard)
		if err != nil {
			return // a whole manifest holds all
		}
		if there[s.N] == nil {
			there[s.N] = map[int]bool{}
		}
		there[s.N][s.I] = true
		finest = max(finest, s.N)
	}
	for n, shards := range there {
		if len(shards) == n {
			return
		}
	}
	for i := 1; i <= finest; i++ {
		if !there[finest][i] {
			f.Absent = append(f.Absent, Shard{i, finest}.File())
		}
	}
}

func (f *Folder) read(paths []string) error {
	ofShard := map[*os.File]bool{}
	for _, path := range paths {
		file, err := f.open(path)
		if err != nil || file == nil {
			if err != nil {
				return err
			}
			continue
		}
		before := map[string]Line{} // of reports that other manifests tell
		m, err := readManifest(file, func(e *Entry, l Line) {
			switch old, ok := f.lines[e.Report]; {
			case ok && old.file == file:
				f.Conflicts = append(f.Conflicts, e.Report)
			case ok:
				before[e.Report] = old
			}
			f.lines[e.Report] = l
		})
		if err != nil {
			return err
		}
		f.Manifests = append(f.Manifests, filepath.Base(path))
		f.heads = append(f.heads, m)
		ofShard[file] = m.Shard != ""
		for report, old := range before {
			if !ofShard[file] || !ofShard[old.file] {
				continue
			}
			a, errA := old.Entry()
			b, errB := f.lines[report].Entry()
			if err := errors.Join(errA, errB); err != nil {
				return err
			}
			if !same(a, b) {
				f.Conflicts = append(f.Conflicts, report)
			}
		}
	}
	slices.Sort(f.Conflicts)
	f.Conflicts = slices.Compact(f.Conflicts)
	for _, path := range paths {
		file, err := f.open(JournalPath(path))
		if err != nil {
			return err
		}
		if file == nil {
			continue
		}
		f.Unfinished = append(f.Unfinished, filepath.Base(JournalPath(path)))
		if err := readJournal(file, func(e *Entry, l Line) { f.lines[e.Report] = l }); err != nil {
			return err
		}
	}
	return nil
}

// open opens a file until Close; nil when it is not there.
func (f *Folder) open(path string) (*os.File, error) {
	file, err := disk.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	f.files = append(f.files, file)
	return file, nil
}

// Close closes the manifests and journals. No line of the folder can be read
// after it.
func (f *Folder) Close() {
	for _, file := range f.files {
		file.Close()
	}
}

// Len is the number of reports.
func (f *Folder) Len() int { return len(f.lines) }

// Reports is the names of the reports in order.
func (f *Folder) Reports() []string { return slices.Sorted(maps.Keys(f.lines)) }

// Line is where the entry of a report stands.
func (f *Folder) Line(report string) (Line, bool) {
	l, ok := f.lines[report]
	return l, ok
}

func same(a, b Entry) bool {
	return a.Status == b.Status && slices.Equal(a.Files, b.Files)
}

// find lists the manifests of dir, and those of which only a journal stands.
func find(dir string) ([]string, error) {
	list, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, disk.ReadError(dir, err)
	}
	var paths []string
	for _, item := range list {
		name := strings.TrimSuffix(item.Name(), ".journal")
		if !item.IsDir() && isManifest(name) {
			paths = append(paths, filepath.Join(dir, name))
		}
	}
	slices.SortFunc(paths, func(a, b string) int {
		whole := Shard{}.File()
		switch {
		case filepath.Base(a) == whole && filepath.Base(b) != whole:
			return -1
		case filepath.Base(b) == whole && filepath.Base(a) != whole:
			return 1
		}
		return strings.Compare(a, b)
	})
	return slices.Compact(paths), nil
}

// isManifest reports whether a base name is that of a manifest.
func isManifest(name string) bool {
	if name == (Shard{}).File() {
		return true
	}
	rest, ok := strings.CutPrefix(name, "manifest-")
	rest, end := strings.CutSuffix(rest, ".json")
	i, n, of := strings.Cut(rest, "-of-")
	shard, err := ParseShard(i + "/" + n)
	return ok && end && of && err == nil && shard.File() == name
}

// Supersede removes the manifests of shards that stand beside the whole one
// at path, which holds their work.
func Supersede(path string) error {
	path = filepath.Clean(path)
	paths, err := find(filepath.Dir(path))
	if err != nil {
		return err
	}
	for _, shard := range paths {
		if shard == path || filepath.Base(shard) == (Shard{}).File() {
			continue
		}
		for _, p := range []string{shard, CSVPath(shard), JournalPath(shard)} {
			if err := os.Remove(p); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return disk.WriteError(p, err)
			}
		}
	}
	return nil
}

// Source finds the entry of the report that was read from a TOML file of the
// given base name.
func (f *Folder) Source(base string) (Entry, bool) {
	f.index.Do(func() {
		f.sources = map[string]Line{}
		for _, report := range f.Reports() {
			l := f.lines[report]
			if e, err := l.Entry(); err == nil {
				f.sources[disk.Fold(e.Source)] = l
			}
		}
	})
	l, ok := f.sources[disk.Fold(base)]
	if !ok {
		return Entry{}, false
	}
	e, err := l.Entry()
	return e, err == nil
}
