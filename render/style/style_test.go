package style

import (
	"strings"
	"testing"

	"nianbao/fonts"
	"nianbao/render/length"
	"nianbao/schema/source"
)

// TestDefault measures the default style against GB/T 9704-2012 and the tables
// it must hold.
func TestDefault(t *testing.T) {
	s := Embedded("gb9704")
	p := s.Page
	for _, c := range []struct {
		what string
		got  length.Length
		mm   int64
	}{
		{"paper width", p.Width, 21000}, {"paper height", p.Height, 29700}, {"top", p.Top, 3700}, {"left", p.Left, 2800},
		{"right", p.Right, 2600}, {"bottom", p.Bottom, 3500}, {"page number", p.NumberDrop, 700},
	} {
		if want := length.FromMM(c.mm); c.got != want {
			t.Errorf("%s is %d, want %d", c.what, c.got, want)
		}
	}
	if p.LinePitch != 28950 || p.LinePitch.Twips() != 579 || p.Lines != 22 || p.Chars != 28 {
		t.Errorf("grid %+v", p)
	}
	if p.LinePitch*22 > p.Height-p.Top-p.Bottom || s.Text["body"].Size*28 > p.Width-p.Left-p.Right {
		t.Error("22 lines of 28 do not fit the type area")
	}
	for kind, want := range map[string]Text{
		"title":      {Face: fonts.XiaoBiaoSong, Size: 22000, WordSize: 22000, Align: "center", After: 100, KeepNext: true},
		"heading1":   {Face: fonts.HeiTi, Size: 15750, WordSize: 16000, WordSpacing: -250, Align: "justify", FirstIndent: 2, KeepNext: true},
		"heading2":   {Face: fonts.KaiTi, Size: 15750, WordSize: 16000, WordSpacing: -250, Align: "justify", FirstIndent: 2, KeepNext: true},
		"heading3":   {Face: fonts.FangSong, Size: 15750, WordSize: 16000, WordSpacing: -250, Align: "justify", FirstIndent: 2, KeepNext: true},
		"body":       {Face: fonts.FangSong, Size: 15750, WordSize: 16000, WordSpacing: -250, Align: "justify", FirstIndent: 2},
		"pagenumber": {Face: fonts.SongTi, Size: 14000, WordSize: 14000, Align: "right"},
	} {
		if s.Text[kind] != want {
			t.Errorf("%s is %+v, want %+v", kind, s.Text[kind], want)
		}
	}
	for _, kind := range Kinds {
		if x := s.Text[kind]; x.Size == 0 || x.Face == "" || x.Align == "" {
			t.Errorf("%s is not complete: %+v", kind, x)
		}
	}
	for _, key := range []string{"disclosure", "applications", "reviews", "prose"} {
		x := s.Tables[key]
		if x.Rule == 0 || x.Data.Size == 0 || x.BandFill != -1 || x.HeadFill != -1 || x.Band.Face == "" {
			t.Errorf("table %s is not complete: %+v", key, x)
		}
	}
	if x := s.Tables["applications"]; x.Data.Size != 9000 || x.PadX != 1400 || x.MinRow != 17000 {
		t.Errorf("table three is %+v", x)
	}
}

func TestEmbedded(t *testing.T) {
	if Embedded("nobody") != nil {
		t.Error("there is a style nobody")
	}
	if Embedded("gb9704") != Embedded("gb9704") {
		t.Error("embedded styles are not shared")
	}
	for _, name := range Names() {
		if s := Embedded(name); s == nil || s.Name != name {
			t.Errorf("style %s is %+v", name, s)
		}
	}
	plain := Embedded("web-plain")
	want := Embedded("gb9704").Tables["disclosure"].Data
	want.Face = fonts.SongTi
	if plain.Tables["disclosure"].BandFill != 0xC6D9F1 || plain.Tables["disclosure"].Data != want {
		t.Errorf("web-plain: %+v", plain.Tables["disclosure"])
	}
}

// read parses a style file and fails on findings.
func read(t *testing.T, text string) *Style {
	t.Helper()
	s, list := Parse(&source.File{Name: "office.toml", Data: []byte(text)})
	for _, f := range list {
		t.Errorf("%s: %s", f.Code, f.Message)
	}
	if s == nil {
		t.FailNow()
	}
	return s
}

// TestBase: a file changes a few values of its base, and the values that hang
// on them follow.
func TestBase(t *testing.T) {
	base := Embedded("gb9704")
	s := read(t, `
name = "本局"
base = "gb9704"
[page]
line_pitch = "28磅"
[text.body]
first_indent = "0字"
[text.heading1]
face = "宋体"
bold = true
before = "0.5行"
[table.default]
rule = "0.75pt"
[table.applications.head]
face = "黑体"
[table.letters]
size = "14pt"
`)
	if s.Name != "本局" || s.Page.LinePitch != 28000 || s.Page.Top != base.Page.Top {
		t.Errorf("page %+v", s.Page)
	}
	if x := s.Text["body"]; x.FirstIndent != 0 || x.Size != 15750 || x.Face != fonts.FangSong {
		t.Errorf("body %+v", x)
	}
	if x := s.Text["heading1"]; x.Face != fonts.SongTi || !x.Bold || x.Before != 50 || x.FirstIndent != 2 {
		t.Errorf("heading1 %+v", x)
	}
	if x := s.Tables["applications"]; x.Rule != 750 || x.Head.Face != fonts.HeiTi || x.Data.Face != fonts.FangSong || x.Data.Size != 9000 {
		t.Errorf("applications %+v", x)
	}
	if x := s.TableOf("letters"); x.Data.Size != 14000 || x.Rule != 750 {
		t.Errorf("letters %+v", x)
	}
	if s.TableOf("unheard") != s.Tables["prose"] || s.TextOf("unheard") != s.Text["body"] {
		t.Error("unknown kinds do not look like prose")
	}
	if base.Text["heading1"].Face != fonts.HeiTi || base.Tables["applications"].Rule != 500 {
		t.Error("the base was changed")
	}
	if read(t, "base = \"web-plain\"\n").Tables["disclosure"].BandFill != 0xC6D9F1 {
		t.Error("a base's base is lost")
	}
	if x := read(t, "[table.disclosure]\nband_fill = \"无\"\nhead_fill = \"#EEEEEE\"\n"); x.Name != "office" || x.Tables["disclosure"].HeadFill != 0xEEEEEE {
		t.Errorf("%s %+v", x.Name, x.Tables["disclosure"])
	}
}

// TestWrong: wrong keys, units and values are errors with their places.
func TestWrong(t *testing.T) {
	for _, c := range []struct {
		text, message string
		line, column  int
	}{
		{"base = \"gb9705\"", "没有名为“gb9705”的样式", 1, 8},
		{"base = \"\"", "没有名为“”的样式", 1, 8},
		{"name = 3", "name", 1, 8},
		{"colour = 1", "colour", 1, 1},
		{"[page]\ntop = 37", "top", 2, 7},
		{"[page]\ntop = \"37\"", "带单位的长度", 2, 8},
		{"[page]\ntop = \"37英寸\"", "带单位的长度", 2, 8},
		{"[page]\ntop = \"-1mm\"", "从 0pt 到", 2, 8},
		{"[page]\ntop = \"1.23456mm\"", "带单位的长度", 2, 8},
		{"[page]\ntopp = \"37mm\"", "topp", 2, 1},
		{"[page]\nlines = 0", "应在 1 到 200 之间", 2, 9},
		{"[page]\nlines = \"22\"", "整数", 2, 10},
		{"[page]\nnumber_format = \"第页\"", "{page}", 2, 18},
		{"[page]\nleft = \"200mm\"", "没有版心", 1, 2},
		{"[text.body]\nsize = \"三号\"", "带单位的长度", 2, 9},
		{"[text.body]\nface = \"隶书\"", "小标宋、黑体、楷体、仿宋、宋体 之一", 2, 9},
		{"[text.body]\nfirst_indent = \"2行\"", "带单位“字”", 2, 17},
		{"[text.body]\nfirst_indent = \"1.5字\"", "整数带单位“字”", 2, 17},
		{"[text.body]\nalign = \"middle\"", "justify、left、center、right 之一", 2, 10},
		{"[text.body]\nbold = \"yes\"", "bold", 2, 9},
		{"[text.body]\ncolor = \"red\"", "颜色", 2, 10},
		{"[text.boddy]\nbold = true", "boddy", 1, 7},
		{"[table.disclosure]\nband_fill = \"蓝\"", "颜色", 2, 14},
		{"[table.disclosure.foot]\nbold = true", "foot", 1, 19},
		{"[text.body]\nsize = \"15pt\"\nsize = \"16pt\"", "", 3, 1},
		{"[text.body", "", 1, 1},
	} {
		file := &source.File{Name: "s.toml", Data: []byte(c.text)}
		s, list := Parse(file)
		if s != nil || list.Count(source.Error) == 0 {
			t.Errorf("%q: no error", c.text)
			continue
		}
		f := list[0]
		at := f.Place
		if at.Line == 0 {
			at = f.Origin.Place()
		}
		if !strings.Contains(f.Message, c.message) || at.Line != c.line || c.line > 1 && at.Column != c.column {
			t.Errorf("%q: %d:%d %s; want %d:%d …%s…", c.text, at.Line, at.Column, f.Message, c.line, c.column, c.message)
		}
	}
}

// TestTooMuch: a grid that the type area does not hold is a warning.
func TestTooMuch(t *testing.T) {
	for text, want := range map[string]string{
		"[text.body]\nsize = \"16pt\"\n":  "一行排不下 28 个字",
		"[page]\nline_pitch = \"29pt\"\n": "一页排不下 22 行",
	} {
		s, list := Parse(&source.File{Name: "s.toml", Data: []byte(text)})
		if s == nil || len(list) != 1 || list[0].Severity != source.Warning || !strings.Contains(list[0].Message, want) {
			t.Errorf("%q: %v", text, list)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, name := range Names() {
		data, err := files.ReadFile("styles/" + name + ".toml")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s, list := Parse(&source.File{Name: "s.toml", Data: data})
		if s == nil && list.Count(source.Error) == 0 {
			t.Fatal("no style and no error")
		}
		if s != nil && (s.Page.Width-s.Page.Left-s.Page.Right <= 0 || s.Text["body"].Size <= 0 || s.Page.LinePitch <= 0) {
			t.Fatalf("style %+v", s)
		}
	})
}
