package manifest

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"nianbao/batch/disk"
)

// Problem is one thing in which a folder differs from its manifest.
type Problem struct {
	State   string `json:"state"` // missing, changed, extra, unbuilt, unfinished, conflict
	Path    string `json:"path"`  // from the folder that was verified, with slashes
	Message string `json:"message"`
}

// Proof is the outcome of verifying a folder.
type Proof struct {
	Manifests []string // from the folder that was verified
	Reports   int
	Files     int // files that were read and compared
	Problems  []Problem
}

// Verify reads every file that the manifests in dir name, compares size,
// SHA-256 and SM3, and names what is missing, changed or extra. When dir has
// no manifest itself, its folders are looked into, one level down. dir may
// also be a manifest, of any name: then only its own files count. Folders
// below that have a manifest of their own are verified too.
func Verify(dir string) (*Proof, error) {
	info, err := os.Stat(dir)
	if err != nil {
		return nil, disk.ReadError(dir, err)
	}
	p := &Proof{}
	if !info.IsDir() {
		f, err := join(filepath.Dir(dir), []string{filepath.Clean(dir)})
		if err != nil {
			return nil, err
		}
		defer f.Close()
		return p, p.folder(f, "")
	}
	f, err := Open(dir, "")
	if err != nil {
		return nil, err
	}
	err = p.folder(f, "")
	f.Close()
	if err != nil {
		return nil, err
	}
	if len(p.Manifests) == 0 {
		list, err := os.ReadDir(dir)
		if err != nil {
			return nil, disk.ReadError(dir, err)
		}
		for _, item := range list {
			if !item.IsDir() {
				continue
			}
			f, err := Open(filepath.Join(dir, item.Name()), "")
			if err != nil {
				return nil, err
			}
			err = p.folder(f, item.Name()+"/")
			f.Close()
			if err != nil {
				return nil, err
			}
		}
	}
	if len(p.Manifests) == 0 && len(p.Problems) == 0 {
		return nil, disk.ReadError(dir, disk.Reason("里面没有 manifest.json，无从核对"))
	}
	return p, nil
}

func (p *Proof) say(state, path, format string, args ...any) {
	p.Problems = append(p.Problems, Problem{state, path, fmt.Sprintf(format, args...)})
}

// folder verifies one folder that has manifests; prefix leads to it.
func (p *Proof) folder(f *Folder, prefix string) error {
	for _, name := range f.Manifests {
		p.Manifests = append(p.Manifests, prefix+name)
	}
	for _, name := range f.Unfinished {
		p.say("unfinished", prefix+name, "上一次生成没有做完，请再运行一次 build")
	}
	if len(f.Manifests) == 0 {
		return nil
	}
	for _, name := range f.Conflicts {
		p.say("conflict", prefix+name, "清单对“%s”有两种记载，请再整体运行一次 build", name)
	}
	for _, name := range f.Absent {
		p.say("missing", prefix+name, "缺少：这一份的清单没有，分给它的报告无从核对")
	}
	known := map[string]bool{}
	for _, name := range f.Reports() {
		e, err := f.lines[name].Entry()
		if err != nil {
			return err
		}
		p.Reports++
		if e.Status != Built {
			p.say("unbuilt", prefix+name, "清单记着没有生成：%s", e.Message)
		}
		for _, file := range e.Files {
			known[file.Path] = true
			p.file(f.Dir, prefix, file)
		}
	}
	for _, name := range f.Manifests {
		known[name], known[CSVPath(name)] = true, true
		if err := p.list(f, prefix, name); err != nil {
			return err
		}
	}
	others, err := find(f.Dir) // when one manifest alone is asked for
	if err != nil {
		return err
	}
	for _, path := range others {
		name := filepath.Base(path)
		known[name], known[JournalPath(name)] = true, true
		if _, err := os.Stat(path); err == nil {
			known[CSVPath(name)] = true
		}
	}
	return p.extras(f.Dir, prefix, known)
}

func (p *Proof) file(dir, prefix string, f File) {
	p.Files++
	path := filepath.Join(dir, filepath.FromSlash(f.Path))
	info, err := os.Lstat(path)
	if err != nil {
		p.say("missing", prefix+f.Path, "缺少：%s", disk.Explain(err))
		return
	}
	if !info.Mode().IsRegular() {
		p.say("changed", prefix+f.Path, "不是文件，是文件夹、链接或别的东西")
		return
	}
	if info.Size() != f.Bytes {
		p.say("changed", prefix+f.Path, "大小不符：清单 %d 字节，实际 %d 字节", f.Bytes, info.Size())
		return
	}
	_, sha, sm, err := measure(path, true)
	switch {
	case err != nil:
		p.say("missing", prefix+f.Path, "%v", err)
	case sha != f.SHA256:
		p.say("changed", prefix+f.Path, "SHA-256 不符：清单 %s，实际 %s", f.SHA256, sha)
	case sm != f.SM3:
		p.say("changed", prefix+f.Path, "SM3 不符：清单 %s，实际 %s", f.SM3, sm)
	}
}

// extras names the files below dir that no manifest lists. A folder with a
// manifest of its own is an account of its own.
func (p *Proof) extras(dir, prefix string, known map[string]bool) error {
	err := filepath.WalkDir(dir, func(path string, item fs.DirEntry, err error) error {
		if err != nil {
			return disk.ReadError(path, err)
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		if item.IsDir() {
			if own, _ := find(path); rel == "." || len(own) == 0 {
				return nil
			}
			below, err := Open(path, "")
			if err != nil {
				return err
			}
			err = p.folder(below, prefix+rel+"/")
			below.Close()
			if err != nil {
				return err
			}
			return fs.SkipDir
		}
		switch {
		case known[rel]:
		case strings.HasSuffix(rel, disk.TemporarySuffix):
			p.say("extra", prefix+rel, "多出：没有写完的临时文件，可以删去")
		default:
			p.say("extra", prefix+rel, "多出：清单里没有这个文件")
		}
		return nil
	})
	return err
}
