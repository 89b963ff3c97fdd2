package manifest

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"nianbao/batch/disk"
)

// Folder is all that is known of a folder of documents: its manifests joined,
// with what unfinished runs have left in their journals.
type Folder struct {
	Dir        string
	Manifests  []string // base names, manifest.json first
	Unfinished []string // base names of journals: runs that did not end
	Entries    map[string]Entry
	// Conflicts are reports that two shards' manifests tell differently, or one
	// manifest twice.
	Conflicts []string
	// Absent are the manifests of the shards that are missing, when there is
	// no whole one and no division of which all shards are there.
	Absent []string

	read map[string]*Manifest // by base name

	index   sync.Once
	sources map[string]Entry
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
	f := &Folder{Dir: dir, Entries: map[string]Entry{}, read: map[string]*Manifest{}}
	shard := map[string]bool{}
	for _, path := range paths {
		m, err := Read(path)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		f.Manifests = append(f.Manifests, filepath.Base(path))
		f.read[filepath.Base(path)] = m
		mine := map[string]bool{}
		for _, e := range m.Reports {
			old, known := f.Entries[e.Report]
			if mine[e.Report] || known && shard[e.Report] && m.Shard != "" && !same(old, e) {
				f.Conflicts = append(f.Conflicts, e.Report)
			}
			mine[e.Report] = true
			shard[e.Report] = m.Shard != ""
			f.Entries[e.Report] = e
		}
	}
	for _, path := range paths {
		entries, found, err := readJournal(path)
		if err != nil {
			return nil, err
		}
		if found {
			f.Unfinished = append(f.Unfinished, filepath.Base(JournalPath(path)))
		}
		for _, e := range entries {
			f.Entries[e.Report] = e
		}
	}
	f.absent()
	return f, nil
}

// absent finds the shards without a manifest: of the finest division there is.
func (f *Folder) absent() {
	there := map[int]map[int]bool{}
	finest := 0
	for _, m := range f.read {
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
		f.sources = map[string]Entry{}
		for _, e := range f.Entries {
			f.sources[disk.Fold(e.Source)] = e
		}
	})
	e, ok := f.sources[disk.Fold(base)]
	return e, ok
}
