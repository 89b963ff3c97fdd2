package disk

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"unicode/utf8"
)

func TestWriteReplacesWholeFiles(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a", "财政局.pdf")
	for _, want := range []string{"first", "second, longer", ""} {
		if err := Write(path, []byte(want)); err != nil {
			t.Fatal(err)
		}
		got, err := Read(path, 1<<20)
		if err != nil || string(got) != want {
			t.Fatalf("got %q, %v; want %q", got, err, want)
		}
	}
	if n := entries(t, filepath.Dir(path)); n != 1 {
		t.Fatalf("%d files left, want 1", n)
	}
}

func TestWriteLeavesNothingBehind(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.pdf")
	if err := os.Mkdir(path, 0o777); err != nil {
		t.Fatal(err)
	}
	err := Write(path, []byte("x"))
	if err == nil || !strings.Contains(err.Error(), "同名的文件夹") {
		t.Fatalf("got %v", err)
	}
	if n := entries(t, dir); n != 1 {
		t.Fatalf("%d entries, want only the folder", n)
	}
	if err := Write(filepath.Join(dir, "a.txt", "b", "c"), nil); err != nil {
		t.Fatal(err)
	}
	err = Write(filepath.Join(dir, "a.txt", "b", "c", "d"), nil)
	var e *Error
	if !errors.As(err, &e) || !strings.Contains(err.Error(), "建不了文件夹") {
		t.Fatalf("got %v", err)
	}
}

func TestReadIsBounded(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a")
	if err := Write(path, make([]byte, 100)); err != nil {
		t.Fatal(err)
	}
	data, err := Read(path, 10)
	if err != nil || len(data) != 11 {
		t.Fatalf("%d bytes, %v; want 11", len(data), err)
	}
	if _, err := Read(filepath.Dir(path), 10); err == nil || !strings.Contains(err.Error(), "是文件夹") {
		t.Fatalf("got %v", err)
	}
}

func TestExplainIsChinese(t *testing.T) {
	for _, err := range []error{os.ErrNotExist, os.ErrPermission, syscall.ENOSPC, syscall.EFBIG, syscall.ENOTDIR,
		syscall.EISDIR, syscall.ENAMETOOLONG, syscall.Errno(120)} {
		says := Explain(&os.PathError{Op: "open", Path: "x", Err: err})
		if !utf8.ValidString(says) || !strings.ContainsFunc(says, func(r rune) bool { return r > 0x4e00 }) {
			t.Errorf("%v: %q", err, says)
		}
	}
}

func TestName(t *testing.T) {
	for in, want := range map[string]string{
		"财政局":         "财政局",
		"a/b:c?.d":    "a／b：c？.d",
		`<>"\|*`:      "＜＞＂＼｜＊",
		"年报. . ":      "年报",
		"  年报":        "年报",
		"con":         "_con",
		"NUL.2024":    "_NUL.2024",
		"LPT1":        "_LPT1",
		"COM¹":        "_COM¹",
		"COMPANY":     "COMPANY",
		"a\x00\nb":    "a__b",
		"a\u202eb":    "a_b",
		"...":         "",
		"../a":        "／a", // not hidden
		"\xff":        "_",
		"com10":       "com10",
		"\U00020413局": "\U00020413局",
	} {
		if got := Name(in); got != want {
			t.Errorf("Name(%q) = %q, want %q", in, got, want)
		}
	}
	long := Name(strings.Repeat("很", 100))
	if len(long) > MaxName || !utf8.ValidString(long) {
		t.Errorf("%d bytes, valid %v", len(long), utf8.ValidString(long))
	}
}

func entries(t *testing.T, dir string) int {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	return len(list)
}

func FuzzName(f *testing.F) {
	for _, s := range []string{"财政局", "con.txt", "a/b", " . ", "\xff", strings.Repeat("很", 100)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		name := Name(s)
		if strings.ContainsAny(name, `<>:"/\|?*`) || len(name) > MaxName+1 || !utf8.ValidString(name) ||
			strings.HasSuffix(name, ".") || strings.HasSuffix(name, " ") || device(name) {
			t.Fatalf("%q makes %q", s, name)
		}
		if Name(name) != name {
			t.Fatalf("%q is not safe itself: %q", name, Name(name))
		}
	})
}
