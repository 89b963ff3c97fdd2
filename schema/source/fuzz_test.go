package source

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

var valid = []string{
	"a = 1\nb.c = [1, 2, {value = 22, note = \"其中\"}]\n[t]\nx = '''\nab\n'''\n\"键 \\\" x\" = \"a\\tb\\u4e2d\"\n",
	"[[p]]\na = 1\n[[p]]\na = 2\n[p.q]\nz = 2025-01-20 10:00:00\n[[p.r]]\ny=1\n[[p.r]]\ny=2\n",
	"a = \"\"\"\r\n  x \\\n   y\"\"\"\"\"\nb = ''''''\nc = '''a'''''\n",
	"\"\" = 1\n'a' . x = 2\n",
	"a = [\n 1, # x ]\n [2, [3]],\n]\nb = { c.d = 1, c.e = [ {}, { f = 1 } ],\n g = 1 # x\n}\n",
	"a.b.c = 1\n[a.d]\ne = 1\n[x.y]\n[x]\nz = -1\n",
	"a = [ { b = 1 }, { b = 2 }, [ { b = 3 } ], [ { b = 4 } ] ]\n",
	"[[tab.arr]]\n[tab]\narr.val1=1\n",
	"r = [ 12, 0x1F, 1_000, +5, -3, 1e5, inf, nan, true, 07:32:00 ]\n",
}

func TestValid(t *testing.T) {
	for _, text := range valid {
		if _, list := Decode(&File{Name: "f", Data: []byte(text)}); len(list) > 0 {
			t.Errorf("%q: %s", text, list[0].Message)
		}
	}
}

// FuzzLocate: for whatever the decoder accepts, the scan finds no flaw, and
// every value's located text decodes to the same value, every character of a
// string value to that character.
func FuzzLocate(f *testing.F) {
	for _, s := range valid {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		file := &File{Name: "f", Data: []byte(text)}
		table, list := Decode(file)
		for i := range list {
			for _, s := range append([]string{list[i].Message}, list[i].Help...) {
				if s == "" || strings.Contains(s, "toml:") {
					t.Fatalf("message %q for %q", s, text)
				}
			}
			if p := list[i].Place; p.Line < 1 || p.Column < 1 {
				t.Fatalf("no place: %+v for %q", list[i], text)
			}
		}
		if table == nil {
			return
		}
		text = string(file.Data) // without its byte order mark
		s := scanner{src: text, full: true}
		s.document()
		if len(s.flaws) > 0 {
			t.Fatalf("accepted by the decoder, but %+v\n%q", s.flaws[0], text)
		}
		walk(t, file, nil, table.values)
	})
}

func walk(t *testing.T, file *File, path Path, v any) {
	if len(path) > 0 {
		place := Origin{File: file, Path: path}.Place()
		mark, ok := file.outline[join(path)]
		if !ok || place.Line == 0 {
			t.Fatalf("no place for %q in %q", path, file.Data)
		}
		if mark.value {
			token := string(file.Data[mark.start:mark.end])
			got, err := decode([]byte("x = " + token))
			if err != nil || !same(got["x"], v) {
				t.Fatalf("%q stands at %q, want %#v: %v in %q", path, token, v, err, file.Data)
			}
			if s, ok := v.(string); ok {
				walkString(t, file, path, s)
			}
		}
	}
	switch v := v.(type) {
	case map[string]any:
		for key, e := range v {
			walk(t, file, path.Key(key), e)
		}
	case []map[string]any:
		for i, e := range v {
			walk(t, file, path.Index(i), e)
		}
	case []any:
		for i, e := range v {
			walk(t, file, path.Index(i), e)
		}
	}
}

// walkString checks the place of every character: what stands there is the
// character itself or a backslash escape.
func walkString(t *testing.T, file *File, path Path, s string) {
	lines := strings.Split(string(file.Data), "\n")
	for i, r := range []rune(s) {
		p := Origin{File: file, Path: path, Offset: i, Width: 1}.Place()
		line := []rune(lines[p.Line-1] + "\n")
		if p.Column > len(line) {
			t.Fatalf("column %d of %q", p.Column, line)
		}
		if at := line[p.Column-1]; at != r && at != '\\' {
			t.Fatalf("character %d (%q) of %q is said to be %q, %d:%d in %q", i, r, path, at, p.Line, p.Column, file.Data)
		}
	}
}

// same is DeepEqual, but NaN equals NaN.
func same(a, b any) bool {
	if x, ok := a.(float64); ok {
		y, ok := b.(float64)
		return ok && (x == y || math.IsNaN(x) && math.IsNaN(y))
	}
	return reflect.DeepEqual(a, b) || fmt.Sprint(a) == fmt.Sprint(b)
}

// FuzzPrint: no list of findings panics the printers, and text stays UTF-8.
func FuzzPrint(f *testing.F) {
	f.Add("a = 1\n\t中文“ = ", 1, 3, 5)
	f.Fuzz(func(t *testing.T, text string, line, column, width int) {
		if !utf8.ValidString(text) {
			return
		}
		p := Place{File: "f", Line: line, Column: max(1, column%5000), Width: width % 5000, Text: text}
		l := List{{Code: "X", Severity: Error, Message: "m", Place: p, Related: []Note{{Place: p, Message: "n"}}}}
		var out strings.Builder
		if err := l.WriteText(&out); err != nil {
			t.Fatal(err)
		}
		if !utf8.ValidString(out.String()) {
			t.Fatalf("%q", out.String())
		}
		if err := l.WriteJSON(&out); err != nil {
			t.Fatal(err)
		}
	})
}
