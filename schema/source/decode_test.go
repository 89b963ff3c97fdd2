package source

import (
	"regexp"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// TestTypingTraps: each slip of the keyboard gets its own message, place and
// mend.
func TestTypingTraps(t *testing.T) {
	tests := []struct {
		text         string
		line, column int
		message      string // part of the message
		help         string // part of the help
	}{
		{"a = [１２, 0]", 1, 6, "“１２”是全角数字", "12"},
		{"a = [0, 12件]", 1, 9, "“12件”带了量词", "写成 12"},
		{"a = 12 件", 1, 5, "带了量词", "写成 12"},
		{"a = [012, 0]", 1, 6, "“012”前面有多余的 0", "写成 12"},
		{"a = 00", 1, 5, "前面有多余的 0", "写成 0"},
		{"a = -012", 1, 5, "前面有多余的 0", "写成 -12"},
		{"a = 13,612", 1, 7, "千分位逗号", "13612"},
		{"a = [13,012, 0]", 1, 9, "千分位逗号", "13012"},
		{"a = 1, 2", 1, 6, "方括号", "[0, 0, 0]"},
		{"a ＝ 1", 1, 3, "“＝”是中文标点", "="},
		{"a：1", 1, 2, "“：”是中文标点", "="},
		{"a: 1", 1, 2, "不用冒号", "="},
		{"a = ［1, 2］", 1, 5, "“［”是中文标点", "["},
		{"a = [1, 2］", 1, 10, "“］”是中文标点", "]"},
		{"a = 【1】", 1, 5, "“【”是中文标点", "["},
		{"a = [1，2]", 1, 7, "“，”是中文标点", ","},
		{"a = [1、 2]", 1, 7, "“、”是中文标点", ","},
		{"a = [1, 2], ", 1, 11, "方括号", ""},
		{"a = “x”", 1, 5, "中文引号", `"`},
		{"a = \"x”", 1, 5, "中文引号", `"`},
		{"“a” = 1", 1, 1, "中文引号", `"`},
		{"a = ‘x’", 1, 5, "中文引号", "'"},
		{"a = {value ＝ 1}", 1, 12, "“＝”是中文标点", "="},
		{"a = {value = 1，note = \"x\"}", 1, 15, "“，”是中文标点", ","},
		{"a = {value = 1, note = \"x\"｝", 1, 27, "“｝”是中文标点", "}"},
		{"［a］", 1, 1, "“［”是中文标点", "["},
		{"[a］\n", 1, 3, "“］”是中文标点", "]"},
		{"a。b = 1", 1, 2, "“。”是中文标点", "."},
		{"＃ 说明", 1, 1, "“＃”是中文标点", "#"},
		{"a = [1, 2]　# x", 1, 11, "全角空格", "半角空格"},
		{"a =\u00a01", 1, 4, "不间断空格", "普通空格"},
		{"a = /", 1, 5, "“/”不是数", "填 0"},
		{"a = [-, 0]", 1, 6, "“-”不是数", "填 0"},
		{"a = [—]", 1, 6, "“—”不是数", "填 0"},
		{"a = 无", 1, 5, "“无”不是数", "填 0"},
		{"a = [1, , 2]", 1, 9, "两个逗号之间没有数", "填 0"},
		{"a = [, 2]", 1, 6, "两个逗号之间没有数", "填 0"},
		{"a = ", 1, 5, "等号后面没有值", "填 0"},
		{"a = # x", 1, 5, "等号后面没有值", "填 0"},
		{"a", 1, 2, "“a”后面没有等号和值", "a = 值"},
		{"总计 = 1", 1, 1, "“总计”作键要放在半角引号里", `"总计"`},
		{"[表三]", 1, 2, "“表三”作键要放在半角引号里", `"表三"`},
		{"a总计 = 1", 1, 2, "应是等号", `"键"`},
		{"= 1", 1, 1, "等号前面没有键", "键 = 值"},
		{"a. = 1", 1, 4, "等号前面没有键", ""},
		{"a = 1\nb = 2\na = 3", 3, 1, "键“a”写了两次", "只留一处"},
		{"[a]\nb = 1\n[a]\n", 3, 2, "表“a”写了两次", "只留一处"},
		{"a.b = 1\na = 2", 2, 1, "“a”下面先前已写了别的键", "只留一种"},
		{"a = 1\n[a]\n", 2, 2, "“a”先前已写成一个值", "只留一种"},
		{"a\u200b = 1", 1, 2, "看不见的字符（U+200B）", "删去"},
		{"a = 财政局", 1, 5, "没有放在引号里", "\"财政局\""},
		{"<!DOCTYPE html>", 1, 1, "这是网页", "import"},
		{"{\"a\": 1}", 1, 1, "JSON", "拿错"},
		{"PK\x03\x04\x14\x00", 1, 1, "Word、Excel", "import"},
		{"a = \"x\nb = 1", 1, 5, "没有结束的引号", "补上引号"},
		{"a = '''\nx\n", 1, 5, "多行文本没有结束", "三个引号"},
		{"a = \"C:\\data\"", 1, 8, "转义", "两个"},
		{"a = [1, 2\nb = 3", 1, 5, "没有用“]”结束", "补上"},
		{"a = [1 2]", 1, 8, "少了逗号", "逗号"},
		{"a = [1}", 1, 7, "括号不配对", ""},
		{"a = [1]]", 1, 8, "多了一个“]”", "删去"},
		{"[a", 1, 1, "表头没有用 ] 结束", "[表名]"},
		{"[a] b = 1", 1, 5, "多了", "一行只写一个"},
		{"a = 1 b = 2", 1, 5, "不是数", ""},
		{"a = 2025-1-20", 1, 5, "日期“2025-1-20”的写法不对", "2025-01-20"},
		{"a = 2025年1月20日", 1, 5, "日期", "2025-01-20"},
		{"a = 2025.1.20", 1, 5, "日期", "2025-01-20"},
		{"a = 2025-02-30", 1, 5, "没有“2025-02-30”这一天", "2025-01-20"},
		{"a = 99999999999999999999", 1, 5, "太大", "多打了数字"},
		{"a = 是", 1, 5, "“是”不是数", "半角引号"},
		{"a = \"x\x01\"", 1, 7, "控制字符", "删去"},
	}
	for _, test := range tests {
		table, list := Decode(&File{Name: "f", Data: []byte(test.text)})
		if table != nil || len(list) == 0 {
			t.Errorf("%q is accepted", test.text)
			continue
		}
		f := list[0]
		if f.Place.Line != test.line || f.Place.Column != test.column || !strings.Contains(f.Message, test.message) ||
			!strings.Contains(strings.Join(f.Help, ""), test.help) || len(f.Help) == 0 {
			t.Errorf("%q: %d:%d %s %v; want %d:%d %s %s", test.text, f.Place.Line, f.Place.Column, f.Message, f.Help,
				test.line, test.column, test.message, test.help)
		}
		if english.MatchString(f.Message) {
			t.Errorf("%q: English in %q", test.text, f.Message)
		}
	}
}

// english matches words of the decoder's messages.
var english = regexp.MustCompile(`(?i)expected|invalid|unexpected|newline|toml:|key name|character|defined`)

// TestAllSlipsAtOnce: one broken line does not hide the next.
func TestAllSlipsAtOnce(t *testing.T) {
	text := "a = [1，2]\nb = 12件\n\nc = [1,\n  2\nd = １\n表 = 2\ne = 1\nf = \"x\n［g]\n"
	_, list := Decode(&File{Name: "f", Data: []byte(text)})
	var lines []int
	for _, f := range list {
		lines = append(lines, f.Place.Line)
	}
	want := []int{1, 2, 4, 6, 7, 9, 10}
	if len(lines) != len(want) {
		t.Fatalf("lines %v, want %v", lines, want)
	}
	for i := range want {
		if lines[i] != want[i] {
			t.Fatalf("lines %v, want %v", lines, want)
		}
	}
}

func TestDuplicateNamesBothPlaces(t *testing.T) {
	_, list := Decode(&File{Name: "f", Data: []byte("a = 1\nb = 2\na = 3\n")})
	if len(list) != 1 || len(list[0].Related) != 1 || list[0].Related[0].Place.Line != 1 {
		t.Errorf("%+v", list)
	}
}

// TestUnknownSyntaxErrors: what our own scan does not know is still told in
// Chinese, with a place.
func TestUnknownSyntaxErrors(t *testing.T) {
	for _, text := range []string{"a = 1\n[[a]]\n", "a = 1__0", "a = 1.", "a = 1e", "a = +-1", "a.b = 1\n[a.b.c]\n", "a = 0x", "\x00", "a = \"\\uD800\"", "a = \n1", "a = 'x\ry'"} {
		table, list := Decode(&File{Name: "f", Data: []byte(text)})
		if table != nil || len(list) == 0 {
			t.Errorf("%q is accepted", text)
			continue
		}
		for _, f := range list {
			if f.Place.Line < 1 || english.MatchString(f.Message) || !hasHan(f.Message) {
				t.Errorf("%q: %+v", text, f)
			}
		}
	}
}

func hasHan(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

func TestEncodings(t *testing.T) {
	text := "name = \"某某市财政局\"\r\nother = \"㐀𠮷\"\n"
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, data, code, message string
		read                      bool
	}{
		{"UTF-8", text, "", "", true},
		{"byte order mark", "\xef\xbb\xbf" + text, CodeBOM, "已略去", true},
		{"GB18030", gbk, CodeEncoding, "GBK", false},
		{"UTF-16", "\xff\xfea\x00", CodeEncoding, "UTF-16", false},
		{"UTF-16 big endian", "\xfe\xff\x00a", CodeEncoding, "UTF-16", false},
		{"neither", "a = \"\xff\xff\xff\"", CodeEncoding, "不是 UTF-8", false},
	}
	for _, test := range tests {
		f := &File{Name: "f", Data: []byte(test.data)}
		table, list := Decode(f)
		if (table != nil) != test.read {
			t.Errorf("%s: read is %v", test.name, table != nil)
		}
		if test.code == "" && len(list) > 0 || test.code != "" && (len(list) != 1 || list[0].Code != test.code || !strings.Contains(list[0].Message, test.message)) {
			t.Errorf("%s: %+v", test.name, list)
		}
	}
	_, list := Decode(&File{Name: "f", Data: []byte(gbk)})
	if p := list[0].Place; p.Line != 1 || p.Column != 9 || p.Text != `name = "某某市财政局"` {
		t.Errorf("place of the first GBK character: %+v", p)
	}
}

func TestBounds(t *testing.T) {
	tests := []struct{ name, text, code string }{
		{"21 MB", strings.Repeat("#", MaxSize+1), CodeSize},
		{"10,000 brackets", "a = " + strings.Repeat("[", 10000) + strings.Repeat("]", 10000), CodeDepth},
		{"10,000 open brackets", "a = " + strings.Repeat("[", 10000), CodeDepth},
		{"a million inline tables", "a = " + strings.Repeat("{a=", 1000000), CodeDepth},
		{"10,000 dots", strings.Repeat("a.", 10000) + "a = 1", CodeDepth},
		{"10,000 dots in a header", "[" + strings.Repeat("a.", 10000) + "a]", CodeDepth},
		{"a million elements", "a = [" + strings.Repeat("1,", 1000000) + "]", CodeDepth},
		{"a million tables", strings.Repeat("[[a]]\n", 1000000), CodeDepth},
		{"brackets behind an error", "= 1\na = " + strings.Repeat("[", 10000), CodeDepth},
	}
	for _, test := range tests {
		table, list := Decode(&File{Name: "f", Data: []byte(test.text)})
		if table != nil || len(list) != 1 || list[0].Code != test.code {
			t.Errorf("%s: %+v", test.name, list)
		}
	}
	deep := "a = " + strings.Repeat("[", MaxDepth) + strings.Repeat("]", MaxDepth)
	if table, list := Decode(&File{Name: "f", Data: []byte(deep)}); table == nil {
		t.Errorf("%d brackets refused: %+v", MaxDepth, list)
	}
}
