package source

import (
	"strings"
	"testing"
)

func TestTable(t *testing.T) {
	text := "s = \"x\"\nn = 3\nb = true\nd = 2025-01-20\nlist = [\"a\", \"b\"]\nnumbers = [1, 2]\n[t]\nx = 1\n[[all]]\ny = 1\n[[all]]\ny = 2\n"
	root, list := Decode(&File{Name: "f", Data: []byte(text)})
	if root == nil {
		t.Fatal(list)
	}
	if s, n, b := root.String("s"), root.Int("n"), root.Bool("b"); s != "x" || n != 3 || !b {
		t.Error(s, n, b)
	}
	if d := root.Date("d"); d.Format("2006-01-02T15:04:05Z07:00") != "2025-01-20T00:00:00Z" {
		t.Error(d)
	}
	if l := root.Strings("list"); len(l) != 2 || l[1] != "b" {
		t.Error(l)
	}
	if n := root.Ints("numbers"); len(n) != 2 || n[1] != 2 {
		t.Error(n)
	}
	if x := root.Table("t").Int("x"); x != 1 {
		t.Error(x)
	}
	all := root.Tables("all")
	if len(all) != 2 || all[1].Int("y") != 2 {
		t.Error(all)
	}
	root.Done()
	if f := root.Findings(); len(f) > 0 {
		t.Error(f)
	}
}

func TestTableFindings(t *testing.T) {
	tests := []struct {
		text         string
		read         func(*Table)
		line, column int
		code, want   string
	}{
		{"s = 1", func(t *Table) { t.String("s") }, 1, 5, CodeKind, "应是放在引号里的文本，现为整数 1"},
		{"n = \"1\"", func(t *Table) { t.Int("n") }, 1, 6, CodeKind, "应是整数，现为文本“1”"},
		{"n = 1.5", func(t *Table) { t.Int("n") }, 1, 5, CodeKind, "应是整数，现为小数 1.5"},
		{"b = 1", func(t *Table) { t.Bool("b") }, 1, 5, CodeKind, "true"},
		{"d = \"2025-01-20\"", func(t *Table) { t.Date("d") }, 1, 6, CodeKind, "应是日期"},
		{"d = 10:00:00", func(t *Table) { t.Date("d") }, 1, 5, CodeKind, "应是日期"},
		{"l = [\"a\", 1]", func(t *Table) { t.Strings("l") }, 1, 11, CodeKind, "第 2 项应是文本"},
		{"l = 1", func(t *Table) { t.Strings("l") }, 1, 5, CodeKind, "列表"},
		{"l = [1, \"a\"]", func(t *Table) { t.Ints("l") }, 1, 5, CodeKind, "整数的列表"},
		{"t = 1", func(t *Table) { t.Table("t") }, 1, 5, CodeKind, "一个表"},
		{"t = [1]", func(t *Table) { t.Tables("t") }, 1, 5, CodeKind, "表的列表"},
		{"a = 1\naegncy = 1", func(t *Table) { t.Int("a"); t.Value("agency"); t.Done() }, 2, 1, CodeUnknown, "不认识“aegncy”"},
		{"[x]\na = 1", func(t *Table) { t.Table("x").Require("b", "b = 1") }, 1, 2, CodeMissing, "[x] 里缺“b”"},
		{"[[x]]\nb = 1\n[[x]]", func(t *Table) {
			for _, x := range t.Tables("x") {
				x.Require("b", "b = 1")
			}
		}, 3, 3, CodeMissing, "第 2 个 [[x]] 里缺“b”"},
	}
	for _, test := range tests {
		root, list := Decode(&File{Name: "f", Data: []byte(test.text)})
		if root == nil {
			t.Fatal(list)
		}
		test.read(root)
		found := root.Findings().Sorted()
		if len(found) != 1 || found[0].Code != test.code || found[0].Place.Line != test.line || found[0].Place.Column != test.column ||
			!strings.Contains(found[0].Message, test.want) {
			t.Errorf("%q: %+v", test.text, found)
		}
	}
}

func TestNearest(t *testing.T) {
	known := []string{"received", "carried_in", "carried_out", "review"}
	tests := []struct{ key, want string }{
		{"recieved", "received"}, {"Received", "received"}, {"caried_in", "carried_in"}, {"zzz", ""}, {strings.Repeat("x", 500), ""},
	}
	for _, test := range tests {
		if got := Nearest(test.key, known); got != test.want {
			t.Errorf("%q: %q, want %q", test.key, got, test.want)
		}
	}
}

func TestRead(t *testing.T) {
	if _, err := Read(t.TempDir() + "/none.toml"); err == nil || !strings.Contains(err.Error(), "找不到文件") {
		t.Error(err)
	}
	if _, err := Read(t.TempDir()); err == nil || !strings.Contains(err.Error(), "是文件夹") {
		t.Error(err)
	}
	f, err := ReadFrom("-", strings.NewReader(strings.Repeat("x", MaxSize+100)))
	if err != nil || len(f.Data) != MaxSize+1 {
		t.Error(err)
	}
}
