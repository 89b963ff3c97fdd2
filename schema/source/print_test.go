package source

import (
	"strings"
	"testing"
)

// sample is a broken equation over four rows, as in the design's example.
func sample() List {
	text := "form = \"2021\"\n\n[applications]\n" +
		"received     = [ 12, 0, 12 ]   # 一、本年新收\n" +
		"carried_in   = [  0, 0,  0 ]\n" +
		"result.total = [ 10, 0, 10 ]\n" +
		"\"四、结转下年度继续办理\" = [ 1, 0, 2 ]\n" +
		"\tnote = \"表三\"\n"
	f := &File{Name: "reports/2024/财政局.toml", Data: []byte(text)}
	at := func(keys ...string) Origin { return Origin{File: f, Path: append(Path{"applications"}, keys...)} }
	return List{
		{
			Severity: Warning, Code: "B", Message: "第二条", Origin: at("note"), Help: []string{"改", "再改"},
		},
		{
			Severity: Error, Code: "T3-BAL", Message: "自然人：第一项加第二项之和为 12，第三项加第四项之和为 11，相差 1",
			Origin: at("received", "[0]"), Basis: "国办公开办函〔2021〕30号", Cell: "applications.received.natural",
			Related: []Note{
				{Origin: at("received", "[0]"), Message: "一、本年新收 12"},
				{Origin: at("result", "total", "[0]"), Message: "三（七）总计 10"},
				{Origin: at("四、结转下年度继续办理", "[0]"), Message: "四、结转下年度 1"},
				{Origin: at("carried_in", "[0]"), Message: "二、上年结转 0"},
			},
		},
		{Severity: Warning, Code: "B", Message: "第二条", Origin: at("note"), Help: []string{"改", "再改"}},
	}
}

func TestWriteText(t *testing.T) {
	want := `错误 T3-BAL  自然人：第一项加第二项之和为 12，第三项加第四项之和为 11，相差 1
 --> reports/2024/财政局.toml:4:18
  |
4 | received     = [ 12, 0, 12 ]   # 一、本年新收
  |                  ^^ 一、本年新收 12
5 | carried_in   = [  0, 0,  0 ]
  |                   - 二、上年结转 0
6 | result.total = [ 10, 0, 10 ]
  |                  -- 三（七）总计 10
7 | "四、结转下年度继续办理" = [ 1, 0, 2 ]
  |                              - 四、结转下年度 1
  = 依据：国办公开办函〔2021〕30号

警告 B  第二条
 --> reports/2024/财政局.toml:8:10
  |
8 | 	note = "表三"
  | 	        ^^^^
  = 办法：改
  = 办法：再改
`
	var got strings.Builder
	if err := sample().WriteText(&got); err != nil {
		t.Fatal(err)
	}
	if got.String() != want {
		t.Errorf("got\n%s\nwant\n%s", got.String(), want)
	}
}

func TestWriteJSON(t *testing.T) {
	want := `{"v":1,"type":"finding","severity":"error","code":"T3-BAL","message":"自然人：第一项加第二项之和为 12，第三项加第四项之和为 11，相差 1","file":"reports/2024/财政局.toml","line":4,"column":18,"related":[{"file":"reports/2024/财政局.toml","line":4,"column":18,"message":"一、本年新收 12"},{"file":"reports/2024/财政局.toml","line":6,"column":18,"message":"三（七）总计 10"},{"file":"reports/2024/财政局.toml","line":7,"column":19,"message":"四、结转下年度 1"},{"file":"reports/2024/财政局.toml","line":5,"column":19,"message":"二、上年结转 0"}],"basis":"国办公开办函〔2021〕30号","cell":"applications.received.natural"}
{"v":1,"type":"finding","severity":"warning","code":"B","message":"第二条","file":"reports/2024/财政局.toml","line":8,"column":10,"related":[],"help":["改","再改"]}
`
	var got strings.Builder
	if err := sample().WriteJSON(&got); err != nil {
		t.Fatal(err)
	}
	if got.String() != want {
		t.Errorf("got\n%s\nwant\n%s", got.String(), want)
	}
}

// TestWriteTextOtherFile: places in last year's file stand apart.
func TestWriteTextOtherFile(t *testing.T) {
	now := &File{Name: "2024.toml", Data: []byte("a = 1\n")}
	last := &File{Name: "2023.toml", Data: []byte("\n\nb = 2\n")}
	l := List{{
		Severity: Info, Code: "Y", Message: "不等", Origin: Origin{File: now, Path: Path{"a"}},
		Related: []Note{{Origin: Origin{File: last, Path: Path{"b"}}, Message: "上年 2"}},
	}}
	want := "提示 Y  不等\n --> 2024.toml:1:5\n  |\n1 | a = 1\n  |     ^\n ::: 2023.toml:3:5\n3 | b = 2\n  |     - 上年 2\n"
	var got strings.Builder
	if err := l.WriteText(&got); err != nil {
		t.Fatal(err)
	}
	if got.String() != want {
		t.Errorf("got\n%s\nwant\n%s", got.String(), want)
	}
}

// TestWriteTextLongLine: of a paragraph only the part around the place is
// shown, with the mark under it.
func TestWriteTextLongLine(t *testing.T) {
	f := &File{Name: "f", Data: []byte("a = '''\n" + strings.Repeat("甲", 200) + "乙" + strings.Repeat("丙", 200) + "\n'''\n")}
	l := List{{Severity: Error, Code: "X", Message: "m", Origin: Origin{File: f, Path: Path{"a"}, Offset: 200}}}
	var got strings.Builder
	if err := l.WriteText(&got); err != nil {
		t.Fatal(err)
	}
	want := "错误 X  m\n --> f:2:201\n  |\n2 | …" + strings.Repeat("甲", 17) + "乙" + strings.Repeat("丙", 32) + "…\n  |  " + strings.Repeat(" ", 34) + "^^\n"
	if got.String() != want {
		t.Errorf("got\n%s\nwant\n%s", got.String(), want)
	}
}

func TestManyRelated(t *testing.T) {
	f := &File{Name: "f", Data: []byte("a = [" + strings.Repeat("\n1,", 25) + "]")}
	finding := Finding{Severity: Error, Code: "X", Message: "m", Origin: Origin{File: f, Path: Path{"a", "[0]"}}}
	for i := range 25 {
		finding.Related = append(finding.Related, Note{Origin: Origin{File: f, Path: Path{"a"}.Index(i)}, Message: "n"})
	}
	var got strings.Builder
	if err := (List{finding}).WriteText(&got); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(got.String(), " - n"); n != maxRelated || !strings.Contains(got.String(), "另有 16 格") {
		t.Errorf("%d places shown\n%s", n, got.String())
	}
}

func TestPlace(t *testing.T) {
	f := &File{Name: "f", Data: []byte("[t]\r\n键 = 1\n" +
		"\"表 三\" = [ 1, \"x y\", { value = 2, note = '其中' } ]\n" +
		"p = '''\n第一行\n  第二行'''\nq = \"a\\tb\\u4e2d文\"\nr = \"\"\n[[u.v]]\nw = true\n[[u.v]]\nw = false\n")}
	f.Data = []byte(strings.Replace(string(f.Data), "键 =", "k =", 1))
	tests := []struct {
		origin              Origin
		line, column, width int
	}{
		{Origin{Path: Path{"t"}}, 1, 2, 1},
		{Origin{Path: Path{"t", "k"}}, 2, 5, 1},
		{Origin{Path: Path{"t", "k"}, Key: true}, 2, 1, 1},
		{Origin{Path: Path{"t", "表 三"}}, 3, 9, 40},
		{Origin{Path: Path{"t", "表 三"}, Key: true}, 3, 1, 5},
		{Origin{Path: Path{"t", "表 三", "[1]"}}, 3, 15, 3},
		{Origin{Path: Path{"t", "表 三", "[2]"}}, 3, 21, 26},
		{Origin{Path: Path{"t", "表 三", "[2]", "note"}}, 3, 42, 2},
		{Origin{Path: Path{"t", "表 三", "[2]", "note"}, Offset: 1}, 3, 43, 1},
		{Origin{Path: Path{"t", "表 三", "[9]"}}, 3, 1, 5}, // not there: the row's key
		{Origin{Path: Path{"t", "p"}}, 5, 1, 3},
		{Origin{Path: Path{"t", "p"}, Offset: 6, Width: 3}, 6, 3, 3},
		{Origin{Path: Path{"t", "q"}, Offset: 2}, 7, 9, 1},
		{Origin{Path: Path{"t", "q"}, Offset: 3}, 7, 10, 6},
		{Origin{Path: Path{"t", "q"}, Offset: 4}, 7, 16, 1},
		{Origin{Path: Path{"t", "r"}}, 8, 5, 2},
		{Origin{Path: Path{"u", "v", "[1]", "w"}}, 12, 5, 5},
		{Origin{Path: Path{"u", "v", "[0]"}, Key: true}, 9, 5, 1},
		{Origin{Path: Path{"nothing"}}, 1, 1, 0},
	}
	for _, test := range tests {
		test.origin.File = f
		p := test.origin.Place()
		if p.Line != test.line || p.Column != test.column || p.Width != test.width || p.File != "f" {
			t.Errorf("%v: %d:%d, %d wide; want %d:%d, %d", test.origin.Path, p.Line, p.Column, p.Width, test.line, test.column, test.width)
		}
	}
	if p := (Origin{}).Place(); p != (Place{}) {
		t.Errorf("zero origin: %+v", p)
	}
	if text := (Origin{File: f, Path: Path{"t", "q"}}).Text(); text != `"a\tb\u4e2d文"` {
		t.Errorf("text %q", text)
	}
}
