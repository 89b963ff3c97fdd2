package fonts

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// office is a face good enough to serve a role.
func office(family, postScript string) tiny {
	return tiny{from: XiaoBiaoSong, chars: everyday + "硚", family: family, postScript: postScript, weight: 400}
}

// folder writes files into a new folder and opens it.
func folder(t *testing.T, files map[string][]byte) (*Set, []Problem) {
	t.Helper()
	dir := t.TempDir()
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	set, problems, err := Folder(dir)
	if err != nil {
		t.Fatal(err)
	}
	return set, problems
}

func TestFolderMatchesRoles(t *testing.T) {
	for _, c := range []struct {
		family, postScript string
		role               Role
	}{
		{"方正小标宋简体", "FZXBSJW--GB1-0", XiaoBiaoSong},
		{"方正小标宋_GBK", "FZXBSK--GBK1-0", XiaoBiaoSong},
		{"FZXiaoBiaoSong-B05S", "FZXBSJW--GB1-0", XiaoBiaoSong},
		{"仿宋_GB2312", "FangSong_GB2312", FangSong},
		{"FangSong", "FangSong", FangSong},
		{"仿宋", "FangSong", FangSong},
		{"方正仿宋_GBK", "FZFSK--GBK1-0", FangSong},
		{"华文仿宋", "STFangsong", FangSong},
		{"楷体_GB2312", "KaiTi_GB2312", KaiTi},
		{"KaiTi", "KaiTi", KaiTi},
		{"黑体", "SimHei", HeiTi},
		{"SimHei", "SimHei", HeiTi},
		{"宋体", "SimSun", SongTi},
		{"新宋体", "NSimSun", SongTi},
	} {
		set, problems := folder(t, map[string][]byte{"a.ttf": office(c.family, c.postScript).build(t)})
		if len(problems) != 0 {
			t.Errorf("%s: %v", c.family, problems)
		}
		for _, role := range Roles {
			f := set.Face(role)
			if mine := f.File == "a.ttf"; mine != (role == c.role) {
				t.Errorf("%s: role %s has %s", c.family, role, f.File)
			}
			if role == c.role && (f.PostScriptName != c.postScript || f.Family != c.family) {
				t.Errorf("%s: read as %s, %s", c.family, f.PostScriptName, f.Family)
			}
		}
	}
}

// The official name wins over others, whatever the files are called; the
// others then stand in before the embedded faces do.
func TestFolderPrefersOfficialNames(t *testing.T) {
	narrow := office("方正小标宋简体", "FZXBSJW--GB1-0")
	narrow.chars = everyday
	set, problems := folder(t, map[string][]byte{
		"a.ttf": office("方正小标宋_GBK", "FZXBSK--GBK1-0").build(t),
		"b.ttf": narrow.build(t),
	})
	if len(problems) != 0 {
		t.Error(problems)
	}
	if f := set.Face(XiaoBiaoSong); f.File != "b.ttf" {
		t.Errorf("小标宋 is %s", f.File)
	}
	if f, _, ok := set.Find(XiaoBiaoSong, '硚'); !ok || f.File != "a.ttf" {
		t.Errorf("硚 stands in %v", f)
	}
}

func TestFolderPrefersRegularWeight(t *testing.T) {
	bold := office("黑体", "SimHei")
	bold.weight = 700
	set, _ := folder(t, map[string][]byte{"a.ttf": bold.build(t), "b.ttf": office("黑体", "SimHei").build(t)})
	if f := set.Face(HeiTi); f.File != "b.ttf" {
		t.Errorf("黑体 is %s", f.File)
	}
}

// A file named after a role is that role's, whatever the face is called.
func TestFolderNamedByFile(t *testing.T) {
	set, problems := folder(t, map[string][]byte{
		"仿宋.ttf": office("某体", "Some").build(t), "b.ttf": office("仿宋_GB2312", "FangSong_GB2312").build(t)})
	if f := set.Face(FangSong); f.File != "仿宋.ttf" || len(problems) != 0 {
		t.Errorf("仿宋 is %s, %v", f.File, problems)
	}
}

func TestFolderCollection(t *testing.T) {
	song, other := office("宋体", "SimSun"), office("仿宋", "FangSong")
	other.from = FangSong
	other.chars = everyday
	if !Embedded().Face(FangSong).CFF {
		other.from = XiaoBiaoSong // built without Fandol
	}
	data := collection(t, song, office("某体", "Some"), other)
	set, problems := folder(t, map[string][]byte{"sim.ttc": data})
	if len(problems) != 0 {
		t.Error(problems)
	}
	for _, role := range []Role{SongTi, FangSong} {
		f := set.Face(role)
		if f.File != "sim.ttc" {
			t.Fatalf("%s is %s", role, f.File)
		}
		alone, err := f.Program()
		if err != nil {
			t.Fatal(err)
		}
		again, err := open(alone, 0, "alone")
		if err != nil {
			t.Fatal(err)
		}
		g, _ := f.Glyph('政')
		a, err1 := f.Subset([]GlyphID{g})
		b, err2 := again.Subset([]GlyphID{g})
		if err1 != nil || err2 != nil || !bytes.Equal(a.Data(), b.Data()) {
			t.Errorf("%s: the face taken out of the collection differs: %v, %v", role, err1, err2)
		}
	}
}

func TestFolderPermissions(t *testing.T) {
	for _, c := range []struct {
		fsType uint16
		used   bool
		says   string // "" = no problem
	}{
		{0, true, ""},
		{8, true, ""},
		{4, true, "不可嵌入 DOCX"},
		{2, false, "禁止嵌入"},
		{2 | 4, true, "不可嵌入 DOCX"},
		{0x100, true, "整体嵌入"},
		{0x108, true, "整体嵌入"},
		{0x200, false, "点阵"},
	} {
		o := office("仿宋", "FangSong")
		o.fsType = c.fsType
		set, problems := folder(t, map[string][]byte{"f.ttf": o.build(t)})
		if used := set.Face(FangSong).File == "f.ttf"; used != c.used {
			t.Errorf("fsType %#x: used %t", c.fsType, used)
		}
		if c.says == "" {
			if len(problems) != 0 {
				t.Errorf("fsType %#x: %v", c.fsType, problems)
			}
			continue
		}
		if len(problems) != 1 || problems[0].Refused == c.used || !strings.Contains(problems[0].Message, c.says) {
			t.Errorf("fsType %#x: %v, want %s", c.fsType, problems, c.says)
		}
	}
}

// A face that must not be cut keeps all its glyphs.
func TestWholeFaceIsNotCut(t *testing.T) {
	o := office("仿宋", "FangSong")
	o.fsType = 0x100
	set, _ := folder(t, map[string][]byte{"f.ttf": o.build(t)})
	f := set.Face(FangSong)
	s, err := f.Subset([]GlyphID{3})
	if err != nil || len(s.Glyphs) != f.NumGlyphs() {
		t.Errorf("%d of %d glyphs, %v", len(s.Glyphs), f.NumGlyphs(), err)
	}
}

func TestFolderRefuses(t *testing.T) {
	good := office("仿宋", "FangSong")
	variable, noOS2, noGlyf := good, good, good
	variable.extra = []table{{"fvar", make([]byte, 16)}}
	noOS2.without = "OS/2"
	noGlyf.without = "glyf"
	for _, c := range []struct {
		file string
		data []byte
		says string
	}{
		{"v.ttf", variable.build(t), "可变字体"},
		{"n.ttf", noOS2.build(t), "OS/2"},
		{"g.ttf", noGlyf.build(t), "轮廓"},
		{"u.ttf", office("某体", "Some").build(t), "改名"},
		{"w.woff2", []byte("wOF2 and more"), "WOFF"},
		{"t.ttf", []byte("a text, not a font"), "不是 TTF"},
		{"e.ttf", nil, "不是 TTF"},
		{"c.ttf", good.build(t)[:400], "损坏"},
	} {
		set, problems := folder(t, map[string][]byte{c.file: c.data})
		if len(problems) != 1 || !problems[0].Refused || problems[0].File != c.file ||
			!strings.Contains(problems[0].Message, c.says) {
			t.Errorf("%s: %+v, want %s", c.file, problems, c.says)
		}
		if f := set.Face(FangSong); f != Embedded().Face(FangSong) {
			t.Errorf("%s: 仿宋 is %s", c.file, f.File)
		}
	}
}

// Other files and folders beside the faces are nobody's business.
func TestFolderIgnoresOtherFiles(t *testing.T) {
	_, problems := folder(t, map[string][]byte{"LICENSE.txt": []byte("You may use this."), "x": nil})
	if len(problems) != 0 {
		t.Error(problems)
	}
	if _, _, err := Folder(filepath.Join(t.TempDir(), "no")); err == nil || !strings.Contains(err.Error(), "不存在") {
		t.Errorf("error %v", err)
	}
}

// A face with only rare characters never serves a role, but helps it.
func TestFolderPartialFace(t *testing.T) {
	rare := tiny{from: XiaoBiaoSong, chars: "一𡐓", family: "宋体-ExtB", postScript: "SimSun-ExtB", weight: 400}
	set, problems := folder(t, map[string][]byte{"simsunb.ttf": rare.build(t)})
	if len(problems) != 1 || problems[0].Refused || !strings.Contains(problems[0].Message, "补") {
		t.Errorf("%v", problems)
	}
	if f := set.Face(SongTi); f.File == "simsunb.ttf" {
		t.Error("宋体 is the face of rare characters")
	}
	if _, ok := Embedded().Face(SongTi).Glyph('𡐓'); ok {
		return // built without Fandol: Noto has it itself
	}
	if f, _, ok := set.Find(SongTi, '𡐓'); !ok || f.File != "simsunb.ttf" {
		t.Errorf("𡐓 stands in %v", f)
	}
}
