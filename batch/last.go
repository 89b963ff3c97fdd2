package batch

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"nianbao/batch/disk"
	"nianbao/batch/manifest"
	"nianbao/batch/workspace"
	"nianbao/schema"
	"nianbao/schema/form"
	"nianbao/schema/source"
)

// LastYear finds the reports of the year before: in a folder, in a workspace,
// or one in a file. It may be asked from several goroutines at once.
type LastYear struct {
	path  string
	forms form.Set
	index sync.Once
	byKey map[string]string // paths of reports: "code 000014349", "name 某某局"

	mutex   sync.Mutex
	folders map[string]string // digests of whole folders
}

// NewLastYear looks for reports at path: a file, a folder, or a workspace
// (then in reports/<year before>).
func NewLastYear(path string, forms form.Set) (*LastYear, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, disk.ReadError(path, err)
	}
	return &LastYear{path: path, forms: forms}, nil
}

// Find returns the report of the same agency for the year before r's, or nil:
// by the name of its file, by its code, or by its name.
func (l *LastYear) Find(r *schema.Report) *schema.Report {
	folder, file := l.place(r.Year)
	if file != "" {
		return l.load(file)
	}
	if r.File != nil && r.File.Name != "-" {
		path := filepath.Join(folder, filepath.Base(r.File.Name))
		if last := l.load(path); last != nil && sameAgency(last, r) {
			return last
		}
	}
	l.index.Do(func() { l.read(folder) })
	if path := l.byKey["code "+r.Agency.Code]; path != "" {
		return l.load(path)
	}
	if path := l.byKey["name "+r.Agency.Name]; path != "" {
		return l.load(path)
	}
	return nil
}

// place is the folder of the reports before those of a year, or the one file.
func (l *LastYear) place(year int) (folder, file string) {
	if info, err := os.Stat(l.path); err == nil && !info.IsDir() {
		return "", l.path
	}
	if workspace.Is(l.path) {
		w := workspace.Workspace{Dir: l.path}
		return w.Reports(year - 1), ""
	}
	return l.path, ""
}

// mark identifies what Find found for r: the file of the same name by its
// digest; anything else, and nothing, by the digest of the whole folder.
func (l *LastYear) mark(r, found *schema.Report) string {
	folder, file := l.place(r.Year)
	if file == "" && r.File != nil {
		file = filepath.Join(folder, filepath.Base(r.File.Name))
	}
	if found != nil && found.File.Name == file {
		return manifest.SHA256(found.File.Data)
	}
	return l.digest(folder)
}

// stands reports whether Find would find what mark identified, for the report
// at path.
func (l *LastYear) stands(path string, year int, mark string) bool {
	folder, file := l.place(year)
	if file == "" {
		file = filepath.Join(folder, filepath.Base(path))
	}
	if data, err := disk.Read(file, source.MaxSize); err == nil && manifest.SHA256(data) == mark {
		return true
	}
	return l.digest(folder) == mark
}

// digest is that of all reports in a folder with their names; "" for none.
func (l *LastYear) digest(folder string) string {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if d, ok := l.folders[folder]; ok {
		return d
	}
	h := sha256.New()
	any := false
	for _, in := range Find([]string{folder}) {
		if data, err := disk.Read(in.Path, source.MaxSize); in.Err == nil && err == nil {
			fmt.Fprintf(h, "%q %s\n", filepath.Base(in.Path), manifest.SHA256(data))
			any = true
		}
	}
	d := ""
	if any {
		d = hex.EncodeToString(h.Sum(nil))
	}
	if l.folders == nil {
		l.folders = map[string]string{}
	}
	l.folders[folder] = d
	return d
}

func sameAgency(a, b *schema.Report) bool {
	return a.Agency.Name == b.Agency.Name || a.Agency.Code != "" && a.Agency.Code == b.Agency.Code
}

// read notes where the reports of a folder stand, by code and by name: they
// are too many to be kept.
func (l *LastYear) read(folder string) {
	l.byKey = map[string]string{}
	for _, in := range Find([]string{folder}) {
		if in.Err != nil {
			continue
		}
		if r := l.load(in.Path); r != nil {
			l.byKey["name "+r.Agency.Name] = in.Path
			if r.Agency.Code != "" {
				l.byKey["code "+r.Agency.Code] = in.Path
			}
		}
	}
}

// load reads one report, nil when it cannot be read.
func (l *LastYear) load(path string) *schema.Report {
	f, err := Read(path)
	if err != nil {
		return nil
	}
	r, _ := schema.Load(f, l.forms)
	return r
}
