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

// Result of one item of the proof.
type Result string

// An item passes, fails, or cannot be judged by a program.
const (
	Pass        Result = "pass"
	Fail        Result = "fail"
	NotVerified Result = "not-verified"
)

// Item is one item of the 四性检测 (DA/T 70-2018). Numbers are the standard's
// as far as known; they are unverified.
type Item struct {
	Aspect   string // 真实性, 完整性, 可用性, 安全性
	Name     string
	Result   Result
	Why      string   // for NotVerified: why not
	Problems []string // for Fail: what and where
}

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

// Is reports whether dir looks like a transfer package.
func Is(dir string) bool {
	for _, name := range []string{catalogueFile, readmeFile} {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			return true
		}
	}
	return false
}

// items are the checks in the order they are printed.
const (
	itemDigest = iota
	itemNumber
	itemUnique
	itemLinked
	itemTexts
	itemShape
	itemSignature
	itemCount
	itemBytes
	itemMandatory
	itemGaps
	itemContent
	itemMetadata
	itemFormat
	itemOpen
	itemPlain
	itemExtra
	itemScripts
	itemVirus
	itemCarrier
)

func newItems() []*Item {
	items := []*Item{
		itemDigest:    {Aspect: "真实性", Name: "信息包一致性（数字摘要）"},
		itemNumber:    {Aspect: "真实性", Name: "档号规范性"},
		itemUnique:    {Aspect: "真实性", Name: "档号、数据不重复"},
		itemLinked:    {Aspect: "真实性", Name: "元数据与内容、目录的关联"},
		itemTexts:     {Aspect: "真实性", Name: "说明文件和目录文件规范性"},
		itemShape:     {Aspect: "真实性", Name: "信息包目录结构规范性"},
		itemSignature: {Aspect: "真实性", Name: "电子签名", Result: NotVerified, Why: "数据包不带电子签名；摘要清单可由本单位的签名工具另行签署"},
		itemCount:     {Aspect: "完整性", Name: "总件数相符"},
		itemBytes:     {Aspect: "完整性", Name: "总字节数相符"},
		itemMandatory: {Aspect: "完整性", Name: "元数据必填著录项目"},
		itemGaps:      {Aspect: "完整性", Name: "件号连续性"},
		itemContent:   {Aspect: "完整性", Name: "内容数据齐全"},
		itemMetadata:  {Aspect: "可用性", Name: "元数据可读"},
		itemFormat:    {Aspect: "可用性", Name: "目标数据格式符合长期保存要求"},
		itemOpen:      {Aspect: "可用性", Name: "内容数据可打开，页数相符"},
		itemPlain:     {Aspect: "可用性", Name: "未压缩、未加密"},
		itemExtra:     {Aspect: "安全性", Name: "没有多余文件"},
		itemScripts:   {Aspect: "安全性", Name: "内容不含脚本"},
		itemVirus:     {Aspect: "安全性", Name: "病毒检测", Result: NotVerified, Why: "由本单位的杀毒软件检测"},
		itemCarrier:   {Aspect: "安全性", Name: "载体安全", Result: NotVerified, Why: "由人工检查载体外观与读取"},
	}
	for _, i := range items {
		if i.Result == "" {
			i.Result = Pass
		}
	}
	return items
}

// verifier goes through a package once.
type verifier struct {
	*Proof
	files map[string]*found // by path with slashes
	names []string          // sorted paths
	rows  []row             // of the catalogue
}

// found is a file in the package.
type found struct {
	bytes       int64
	sha256, sm3 string
	listed      bool // in a manifest
	expected    bool // has a place in the package
}

func (v *verifier) fail(item int, format string, args ...any) {
	i := v.Items[item]
	i.Result = Fail
	i.Problems = append(i.Problems, fmt.Sprintf(format, args...))
}

// Verify proves the package in dir. want is the SHA-256 of
// 其他/manifest-sha256.txt as it was handed over on paper, or "". The error is
// for a folder that cannot be read; all else is in the proof.
func Verify(dir, want string) (*Proof, error) {
	p, _, _, err := verify(dir, want)
	return p, err
}

// verify returns besides the catalogue's rows and the files by their paths.
func verify(dir, want string) (*Proof, []row, map[string]*found, error) {
	v := &verifier{Proof: &Proof{Dir: dir, Items: newItems()}, files: map[string]*found{}}
	if err := v.walk(); err != nil {
		return nil, nil, nil, err
	}
	v.shape()
	v.manifests(want)
	v.catalogue()
	v.records()
	v.extras()
	return v.Proof, v.rows, v.files, nil
}

// walk digests every file.
func (v *verifier) walk() error {
	err := filepath.WalkDir(v.Dir, func(full string, d fs.DirEntry, err error) error {
		if err != nil {
			return disk.ReadError(full, err)
		}
		rel, err := filepath.Rel(v.Dir, full)
		if err != nil || d.IsDir() {
			return err
		}
		name := v.properName(filepath.ToSlash(rel))
		if !d.Type().IsRegular() {
			v.fail(itemExtra, "“%s”不是普通文件", name)
			return nil
		}
		size, sha, sm, err := manifest.Measure(full)
		if err != nil {
			return err
		}
		v.files[name] = &found{bytes: size, sha256: sha, sm3: sm}
		v.names = append(v.names, name)
		v.Files++
		v.Bytes += size
		return nil
	})
	slices.Sort(v.names)
	return err
}

// properName is a path in UTF-8: packages unpacked by old tools have names in
// GBK.
func (v *verifier) properName(name string) string {
	text, _ := decode([]byte(name))
	return text
}

// read returns a file of the package, bounded, by its proper name.
func (v *verifier) read(name string) ([]byte, error) {
	data, err := disk.Read(v.real(name), maxRead)
	if err == nil && len(data) > maxRead {
		err = disk.ReadError(name, disk.Reason("超过 %d MB", maxRead>>20))
	}
	return data, err
}

const maxRead = 256 << 20

// real is the path on the disk of a file with a proper name.
func (v *verifier) real(name string) string {
	full := filepath.Join(v.Dir, filepath.FromSlash(name))
	if _, err := os.Stat(full); err == nil {
		return full
	}
	gbk := string(encode(name, false))
	return filepath.Join(v.Dir, filepath.FromSlash(gbk))
}

// shape checks the four things at the package's top.
func (v *verifier) shape() {
	top := map[string]bool{}
	for _, name := range v.names {
		first, _, _ := strings.Cut(name, "/")
		top[first] = true
	}
	for _, must := range []string{readmeFile, catalogueFile, recordsDir, othersDir} {
		if !top[must] {
			v.fail(itemShape, "缺少“%s”", must)
		}
	}
	for _, must := range []string{readmeFile, catalogueFile} {
		if f := v.files[must]; f != nil {
			f.expected = true
			if f.bytes == 0 {
				v.fail(itemTexts, "“%s”是空的", must)
			}
		}
	}
	for _, name := range v.names {
		if path.Dir(name) == othersDir {
			v.files[name].expected = true
		}
	}
}

// manifests compares every file with the digest lists. For packages of our
// own, the lists themselves must be byte for byte what the files give.
func (v *verifier) manifests(want string) {
	any := false
	for _, algorithm := range []string{"sha256", "sm3"} {
		name := manifestPath(algorithm)
		if v.files[name] == nil {
			v.fail(itemDigest, "缺少摘要清单“%s”", name)
			continue
		}
		any = true
		v.manifest(name, algorithm)
	}
	if f := v.files[manifestPath("sha256")]; f != nil {
		v.ManifestSHA256 = f.sha256
		if want != "" && !strings.EqualFold(want, f.sha256) {
			v.fail(itemDigest, "摘要清单的 SHA-256 是 %s，与移交时登记的 %s 不同", f.sha256, strings.ToLower(want))
		}
	}
	if !any {
		return
	}
	for _, name := range v.names {
		if !v.files[name].listed && !isDigestList(name) {
			v.fail(itemExtra, "“%s”不在摘要清单里", name)
		}
	}
}

func isDigestList(name string) bool {
	return name == manifestPath("sha256") || name == manifestPath("sm3") || strings.HasPrefix(name, othersDir+"/manifest-") && strings.HasSuffix(name, ".sig")
}

// manifest compares the files with one digest list.
func (v *verifier) manifest(name, algorithm string) {
	data, err := v.read(name)
	if err != nil {
		v.fail(itemDigest, "%v", err)
		return
	}
	text, ok := decode(data)
	if !ok {
		v.fail(itemDigest, "“%s”的文字读不出来", name)
		return
	}
	header, _, _ := strings.Cut(text, "\n")
	if pkg, ours := strings.CutPrefix(header, "# 数据包 "); ours {
		pkg, _, _ = strings.Cut(pkg, "，")
		if v.Name == "" {
			v.Name = pkg
		} else if v.Name != pkg {
			v.fail(itemDigest, "两份摘要清单属于不同的数据包：%s、%s", v.Name, pkg)
		}
	}
	seen := map[string]bool{}
	var files []listed
	for i, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		line = strings.TrimSuffix(line, "\r")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		digest, file, ok := strings.Cut(line, "  ")
		file = strings.TrimPrefix(file, "*")
		if !ok || file == "" {
			v.fail(itemDigest, "“%s”第 %d 行不是“摘要  文件名”", name, i+1)
			continue
		}
		if seen[file] {
			v.fail(itemDigest, "“%s”第 %d 行重复列了“%s”", name, i+1, file)
		}
		seen[file] = true
		f := v.files[file]
		if f == nil {
			v.fail(itemContent, "缺少“%s”（摘要清单列有此文件）", file)
			continue
		}
		f.listed = true
		files = append(files, listed{path: file, bytes: f.bytes, sha256: f.sha256, sm3: f.sm3})
		actual := f.sha256
		if algorithm == "sm3" {
			actual = f.sm3
		}
		if !strings.EqualFold(digest, actual) {
			v.fail(itemDigest, "“%s”的 %s 不符：清单 %s，实际 %s", file, strings.ToUpper(algorithm), digest, actual)
		}
	}
	if v.Name != "" && strings.HasPrefix(header, "# ") && v.Items[itemDigest].Result == Pass && v.Items[itemContent].Result == Pass {
		if string(manifestText(v.Name, algorithm, files)) != string(data) {
			v.fail(itemDigest, "“%s”被改动过：内容与文件相符，但不是原来写出的字节", name)
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
		case ".exe", ".bat", ".cmd", ".js", ".vbs", ".lnk", ".scr", ".com":
			v.fail(itemScripts, "“%s”是可执行文件", name)
		}
	}
}
