package archive

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"nianbao/batch/disk"
	"nianbao/batch/manifest"
)

// Proof is the outcome of verifying a package.
type Proof struct {
	Dir     string
	Name    string // of the package, by its manifest
	Records int
	Files   int
	Bytes   int64
	// ManifestSHA256 is the digest of 其他/manifest-sha256.txt, to compare with
	// what was handed over on paper.
	ManifestSHA256 string
	Items          []*Item
}

// OK reports whether no item failed.
func (p *Proof) OK() bool {
	return !slices.ContainsFunc(p.Items, func(i *Item) bool { return i.Result == Fail })
}

// first is the first problem, "" when there is none.
func (p *Proof) first() string {
	for _, i := range p.Items {
		if len(i.Problems) > 0 {
			return i.Name + "：" + i.Problems[0]
		}
	}
	return ""
}

// Is reports whether dir looks like a transfer package: a catalogue or a
// 说明文件 stands at its top, under whatever case or encoding of the name.
func Is(dir string) bool {
	list, err := os.ReadDir(dir)
	if err != nil {
		return false
	}
	for _, item := range list {
		name := properName(item.Name())
		if strings.EqualFold(name, readmeFile) || strings.EqualFold(name, catalogueFile) || strings.EqualFold(name, volumesFile) {
			return true
		}
	}
	return false
}

// verifier goes through a package once.
type verifier struct {
	*Proof
	ours      bool              // written by this program, in the shape it writes today
	files     map[string]*found // by path with slashes
	folders   map[string][]string
	names     []string // sorted paths
	empty     []string // folders with nothing in them
	readme    string   // path of 说明文件.TXT, "" when it is missing
	catalogue string
	rows      []row
	texts     map[string]string // "制作程序" → what 说明文件.TXT says
}

// found is a file in the package.
type found struct {
	real        string // path on the disk
	bytes       int64
	sha256, sm3 string
	listed      []string // the digest lists that name it
	expected    bool     // has a place in the package
}

func (v *verifier) fail(item int, format string, args ...any) {
	i := v.Items[item]
	i.Result = Fail
	i.Problems = append(i.Problems, fmt.Sprintf(format, args...))
}

// unverified says why an item cannot be judged here; a failure stays one.
func (v *verifier) unverified(item int, format string, args ...any) {
	if i := v.Items[item]; i.Result == Pass {
		i.Result, i.Why = NotVerified, fmt.Sprintf(format, args...)
	}
}

// Verify proves the package in dir. want is the SHA-256 of
// 其他/manifest-sha256.txt as it was handed over on paper, or "". The error is
// for a folder that cannot be read; all else is in the proof.
//
// Packages of this program are held against what it would write itself: all
// lists and metadata follow from the files and the catalogue. Packages of
// others are proved as far as the rules for all go; where those leave it open,
// the item says what was not verified.
func Verify(dir, want string) (*Proof, error) {
	v, err := verify(dir, want)
	if err != nil {
		return nil, err
	}
	return v.Proof, nil
}

func verify(dir, want string) (*verifier, error) {
	v := &verifier{Proof: &Proof{Dir: dir, Items: newItems()}, files: map[string]*found{}, folders: map[string][]string{}}
	if err := v.walk(); err != nil {
		return nil, err
	}
	v.shape()
	v.introduction()
	v.manifests(want)
	v.readCatalogue()
	pages := v.records()
	if v.ours {
		v.own(pages)
	}
	v.extras()
	return v, nil
}

// walk digests every file.
func (v *verifier) walk() error {
	err := filepath.WalkDir(v.Dir, func(full string, d fs.DirEntry, err error) error {
		if err != nil {
			return disk.ReadError(full, err)
		}
		rel, err := filepath.Rel(v.Dir, full)
		if err != nil {
			return err
		}
		name := properName(filepath.ToSlash(rel))
		if d.IsDir() {
			if list, err := os.ReadDir(full); err == nil && len(list) == 0 {
				v.empty = append(v.empty, name)
			}
			return nil
		}
		if !d.Type().IsRegular() {
			v.fail(itemExtra, "“%s”不是普通文件", name)
			return nil
		}
		size, sha, sm, err := manifest.Measure(full)
		if err != nil {
			return err
		}
		if v.files[name] != nil {
			v.fail(itemShape, "“%s”有两份，名称的编码不同", name)
		}
		v.files[name] = &found{real: full, bytes: size, sha256: sha, sm3: sm}
		v.names = append(v.names, name)
		v.folders[path.Dir(name)] = append(v.folders[path.Dir(name)], name)
		v.Files++
		v.Bytes += size
		return nil
	})
	slices.Sort(v.names)
	return err
}

// properName is a path in UTF-8: packages unpacked by old tools have names in
// GBK.
func properName(name string) string {
	text, _ := decode([]byte(name))
	return text
}

// read returns a file of the package, bounded, by its proper name.
func (v *verifier) read(name string) ([]byte, error) {
	f := v.files[name]
	if f == nil {
		return nil, disk.ReadError(name, fs.ErrNotExist)
	}
	data, err := disk.Read(f.real, maxRead)
	if err == nil && len(data) > maxRead {
		err = disk.ReadError(name, disk.Reason("超过 %d MB", maxRead>>20))
	}
	return data, err
}

const maxRead = 256 << 20

// shape checks the four things at the package's top. 文件目录.XML may be
// 案卷目录.XML where volumes are handed over, and in either case.
func (v *verifier) shape() {
	volumes := ""
	for _, name := range v.folders["."] {
		to := &v.catalogue
		switch {
		case strings.EqualFold(name, readmeFile):
			to = &v.readme
		case strings.EqualFold(name, volumesFile):
			to = &volumes
		case !strings.EqualFold(name, catalogueFile):
			continue
		}
		if *to != "" {
			v.fail(itemShape, "“%s”和“%s”只能有一份", *to, name)
		}
		*to = name
		v.files[name].expected = true
		if v.files[name].bytes == 0 {
			v.fail(itemTexts, "“%s”是空的", name)
		}
	}
	if v.catalogue == "" {
		v.catalogue = volumes
	}
	top := map[string]bool{readmeFile: v.readme != "", catalogueFile: v.catalogue != ""}
	for _, name := range v.names {
		first, _, below := strings.Cut(name, "/")
		if below {
			top[first] = true
		}
	}
	for _, must := range []string{readmeFile, catalogueFile, recordsDir, othersDir} {
		if !top[must] {
			v.fail(itemShape, "缺少“%s”", must)
		}
	}
	for _, name := range v.names {
		if strings.HasPrefix(name, othersDir+"/") {
			v.files[name].expected = true
		}
	}
}

// introduction reads 说明文件.TXT: its lines are “名称：内容”.
func (v *verifier) introduction() {
	v.texts = map[string]string{}
	if v.readme == "" {
		return
	}
	data, err := v.read(v.readme)
	if err != nil {
		v.fail(itemTexts, "%v", err)
		return
	}
	text, ok := decode(data)
	if !ok {
		v.fail(itemTexts, "“%s”的文字读不出来", v.readme)
		return
	}
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		v.ours = v.ours || line == formatLine
		if key, value, ok := strings.Cut(line, "："); ok {
			v.texts[key] = value
		}
	}
}

// extras names files that have no place in the package.
func (v *verifier) extras() {
	for _, name := range v.names {
		if f := v.files[name]; !f.expected {
			v.fail(itemExtra, "多出“%s”：目录里没有它", name)
		}
		switch strings.ToLower(path.Ext(name)) {
		case ".zip", ".rar", ".7z", ".gz", ".tar", ".bz2":
			v.fail(itemPlain, "“%s”是压缩文件，移交应不压缩", name)
		case ".exe", ".bat", ".cmd", ".js", ".vbs", ".lnk", ".scr", ".com", ".ps1", ".msi", ".dll":
			v.fail(itemScripts, "“%s”是可执行文件", name)
		}
	}
	for _, name := range v.empty {
		if v.ours {
			v.fail(itemExtra, "多出空文件夹“%s”", name)
		}
	}
}
