package batch

import (
	"os"
	"path/filepath"
	"sync"

	"nianbao/batch/disk"
	"nianbao/batch/workspace"
	"nianbao/schema"
	"nianbao/schema/form"
)

// LastYear finds the reports of the year before: in a folder, in a workspace,
// or one in a file. It may be asked from several goroutines at once.
type LastYear struct {
	path  string
	forms form.Set
	index sync.Once
	byKey map[string]*schema.Report // "code 000014349", "name 某某局"
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
	folder := l.path
	if info, err := os.Stat(folder); err == nil && !info.IsDir() {
		return l.load(folder)
	}
	if workspace.Is(folder) {
		w := workspace.Workspace{Dir: folder}
		folder = w.Reports(r.Year - 1)
	}
	if r.File != nil && r.File.Name != "-" {
		path := filepath.Join(folder, filepath.Base(r.File.Name))
		if last := l.load(path); last != nil && sameAgency(last, r) {
			return last
		}
	}
	l.index.Do(func() { l.read(folder) })
	if r.Agency.Code != "" && l.byKey["code "+r.Agency.Code] != nil {
		return l.byKey["code "+r.Agency.Code]
	}
	return l.byKey["name "+r.Agency.Name]
}

func sameAgency(a, b *schema.Report) bool {
	return a.Agency.Name == b.Agency.Name || a.Agency.Code != "" && a.Agency.Code == b.Agency.Code
}

// read notes all reports of a folder by code and by name.
func (l *LastYear) read(folder string) {
	l.byKey = map[string]*schema.Report{}
	for _, in := range Find([]string{folder}) {
		if in.Err != nil {
			continue
		}
		if r := l.load(in.Path); r != nil {
			l.byKey["name "+r.Agency.Name] = r
			if r.Agency.Code != "" {
				l.byKey["code "+r.Agency.Code] = r
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
