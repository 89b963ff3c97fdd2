package fonts

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Problem is something the user should know about a file in a folder of
// faces.
type Problem struct {
	File    string // file name
	Face    string // full name of the face, "" when the file could not be read
	Message string // Chinese, a whole phrase
	Refused bool   // the face is not used; else this is a remark
}

const maxFontFile = 256 << 20 // bytes

// everyday is what a role's own face must have; a face without is only asked
// for characters that others lack (宋体-ExtB).
const everyday = "中华人民共和国政府信息公开工作年度报告一二三四五六七八九十0123456789，。、；：（）《》“”—"

// Folder is the embedded faces with those of an office before them: each
// TTF, OTF and TTC file of the folder (not of folders in it) is matched to a
// role by its names, or by a file name that is the role's (仿宋.ttf). A face
// that may not be embedded, is a variable font or is damaged is refused and
// reported; one that may go into a PDF but not into a DOCX is remarked upon.
// The order of the problems is that of the file names. err is not nil only
// when the folder cannot be read.
func Folder(dir string) (set *Set, problems []Problem, err error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, nil, fmt.Errorf("字体文件夹 %s %s", dir, cause(err))
	}
	var found []candidate
	for _, e := range entries {
		c, p := look(dir, e.Name())
		found = append(found, c...)
		problems = append(problems, p...)
	}
	slices.SortStableFunc(found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.boldness(), b.boldness()))
	})
	full, part := map[Role][]*source{}, map[Role][]*source{}
	loaded := map[string][]byte{}
	for _, c := range found {
		src, p := c.load(loaded)
		problems = append(problems, p...)
		if src == nil {
			continue
		}
		if lack := src.parsed.lacks(everyday); lack != 0 {
			problems = append(problems, Problem{File: c.file, Face: c.name(),
				Message: fmt.Sprintf("缺少常用字“%c”，只用来补别的字体没有的字", lack)})
			part[c.role] = append(part[c.role], src)
			continue
		}
		full[c.role] = append(full[c.role], src)
	}
	slices.SortStableFunc(problems, func(a, b Problem) int { return cmp.Compare(a.File, b.File) })
	return officeSet(full, part), problems, nil
}

// officeSet puts an office's faces before the embedded ones: those of the
// role itself first, those of other roles after the fallback.
func officeSet(full, part map[Role][]*source) *Set {
	var others []*source
	for _, role := range []Role{SongTi, FangSong, KaiTi, HeiTi, XiaoBiaoSong} {
		others = append(append(others, full[role]...), part[role]...)
	}
	chains := map[Role][]*source{}
	for role, own := range embeddedRoles {
		chains[role] = slices.Concat(full[role], []*source{own}, part[role],
			embeddedFallback[:1], others, embeddedFallback[1:])
	}
	return newSet(chains)
}

// candidate is a face of an office that a role was found for.
type candidate struct {
	label
	path, file string
	role       Role
	rank       int // 0 = the file's name says the role
}

func (c *candidate) name() string { return c.names.first(nameFull) }

// boldness is how far the face is from a regular weight.
func (c *candidate) boldness() int { return abs(c.weight - 400) }

// look finds out what a file is, without loading it. Faces of a collection
// that no role is found for are left out.
func look(dir, file string) ([]candidate, []Problem) {
	path := filepath.Join(dir, file)
	refuse := func(face, message string) []Problem {
		return []Problem{{File: file, Face: face, Message: message, Refused: true}}
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, refuse("", cause(err))
	}
	if !info.Mode().IsRegular() {
		return nil, nil
	}
	if info.Size() > maxFontFile {
		return nil, refuse("", fmt.Sprintf("文件超过 %d MB", maxFontFile>>20))
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, refuse("", cause(err))
	}
	defer f.Close()
	labels, err := readLabels(f)
	if errors.Is(err, errNoFont) && !looksLikeFont(file) {
		return nil, nil // a licence text beside the faces
	}
	if err != nil {
		return nil, refuse("", err.Error())
	}
	stem := strings.TrimSuffix(file, filepath.Ext(file))
	var found []candidate
	for _, l := range labels {
		c := candidate{label: l, path: path, file: file, role: Role(stem)}
		ok := slices.Contains(Roles, c.role)
		if !ok {
			c.role, c.rank, ok = roleOf(append(l.called(), stem))
		}
		if ok {
			found = append(found, c)
		}
	}
	if len(found) == 0 {
		return nil, refuse(labels[0].names.first(nameFull),
			"认不出作什么用；要用它，请把文件改名为“小标宋”“黑体”“楷体”“仿宋”或“宋体”（扩展名不变）")
	}
	return found, nil
}

// load opens the face. loaded keeps the files read so far: faces of one
// collection share theirs.
func (c *candidate) load(loaded map[string][]byte) (*source, []Problem) {
	refuse := func(message string) (*source, []Problem) {
		return nil, []Problem{{File: c.file, Face: c.name(), Message: message, Refused: true}}
	}
	data, ok := loaded[c.path]
	if !ok {
		var err error
		if data, err = os.ReadFile(c.path); err != nil {
			return refuse(cause(err))
		}
		loaded[c.path] = data
	}
	f, err := open(data, c.index, c.file)
	if err != nil {
		return refuse(err.Error())
	}
	if why := f.Permission.Refused(); why != "" {
		return refuse(why)
	}
	src := &source{file: c.file, parsed: f}
	if f.Permission.Editable() && !f.Permission.Whole() {
		return src, nil
	}
	return src, []Problem{{File: c.file, Face: c.name(), Message: f.Permission.String()}}
}

// lacks is the first character of text the face does not have, 0 for none.
func (f *Face) lacks(text string) rune {
	for _, r := range text {
		if _, ok := f.Glyph(r); !ok {
			return r
		}
	}
	return 0
}

func looksLikeFont(file string) bool {
	switch strings.ToLower(filepath.Ext(file)) {
	case ".ttf", ".otf", ".ttc", ".otc", ".woff", ".woff2", ".eot", ".pfb", ".fon", ".dfont":
		return true
	}
	return false
}

// cause says in Chinese why the system refused a file or folder.
func cause(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "不存在"
	case errors.Is(err, fs.ErrPermission):
		return "没有读取权限"
	}
	return "无法读取"
}
