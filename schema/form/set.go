package form

import (
	"cmp"
	"embed"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"nianbao/schema/source"
)

//go:embed forms/*.toml
var embedded embed.FS

// Set is a set of forms, sorted by id.
type Set []*Form

// All returns the forms that come with the program. They are read once.
func All() Set { return slices.Clone(all()) }

var all = sync.OnceValue(func() Set {
	names, err := embedded.ReadDir("forms")
	if err != nil {
		panic(err) // embedded: cannot happen
	}
	var set Set
	for _, name := range names {
		data, err := embedded.ReadFile("forms/" + name.Name())
		if err != nil {
			panic(err)
		}
		f, list := Parse(&source.File{Name: name.Name(), Data: data})
		if f == nil {
			panic("form: " + list[0].Message) // a test reads them all
		}
		set = append(set, f)
	}
	set.sort()
	return set
})

// Find returns the embedded form with the given id, or nil.
func Find(id string) *Form { return all().Find(id) }

// Find returns the form with the given id, or nil.
func (s Set) Find(id string) *Form {
	for _, f := range s {
		if f.ID == id {
			return f
		}
	}
	return nil
}

// ForYear returns the form that reports of the year are made on, or nil: of
// the forms in force the one that came last.
func (s Set) ForYear(year int) *Form {
	var found *Form
	for _, f := range s {
		if f.From <= year && (f.To == 0 || year <= f.To) && (found == nil || f.From > found.From) {
			found = f
		}
	}
	return found
}

// IDs returns the ids, sorted.
func (s Set) IDs() []string {
	ids := make([]string, len(s))
	for i, f := range s {
		ids[i] = f.ID
	}
	return ids
}

// Add returns the set with the forms of a file, or of all *.toml files of a
// folder, added. The error says what could not be read; the findings say what
// is wrong in the files, an id that is taken included.
func (s Set) Add(path string) (Set, source.List, error) {
	paths := []string{path}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		if paths, err = filepath.Glob(filepath.Join(escape(path), "*.toml")); err != nil {
			return s, nil, fmt.Errorf("读不了文件夹“%s”", path)
		}
	}
	added := slices.Clone(s)
	var list source.List
	for _, path := range paths {
		file, err := source.Read(path)
		if err != nil {
			return s, list, err
		}
		f, findings := Parse(file)
		list = append(list, findings...)
		if f == nil {
			continue
		}
		if added.Find(f.ID) != nil {
			list = append(list, source.Finding{
				Severity: source.Error, Code: CodeForm, Message: "已有编号为“" + f.ID + "”的表式",
				Origin: source.Origin{File: file, Path: source.Path{"id"}}, Help: []string{"换一个编号"},
			})
			continue
		}
		added = append(added, f)
	}
	added.sort()
	return added, list, nil
}

func (s Set) sort() {
	slices.SortFunc(s, func(a, b *Form) int { return cmp.Compare(a.ID, b.ID) })
}

// escape takes the meaning from the pattern characters of a folder's name.
func escape(path string) string {
	return strings.NewReplacer("[", "[[]", "*", "[*]", "?", "[?]").Replace(path)
}
