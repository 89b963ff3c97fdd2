package pdf

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nianbao/fonts"
)

var update = flag.Bool("update", false, "rewrite the goldens")

// TestGolden compares the objects of a small document, as text.
func TestGolden(t *testing.T) {
	if face := fonts.Embedded().Face(fonts.FangSong); face.PostScriptName != "FandolFang-Regular" {
		t.Skip("skipped, because the goldens are of the Fandol faces")
	}
	for _, c := range []struct {
		name    string
		options Options
	}{
		{"small", Options{}},
		{"attached", Options{Conformance: A3a, Attachments: attachments(), Producer: "nianbao 1.0"}},
	} {
		doc := smallDocument()
		if c.name == "attached" {
			doc = oneCharacter()
		}
		got := dump(t, render(t, doc, c.options))
		path := filepath.Join("testdata", c.name+".txt")
		if *update {
			if err := os.WriteFile(path, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s differs; look at `go test -update` and git diff\n%s", path, firstDifference(got, want))
		}
	}
}

func firstDifference(got, want []byte) string {
	g, w := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
	for i := range g {
		if i >= len(w) || g[i] != w[i] {
			return fmt.Sprintf("line %d:\n got %s\nwant %s", i+1, g[i], slices.Concat(w, []string{""})[min(i, len(w))])
		}
	}
	return "the golden is longer"
}

// dump prints the objects of a file in order, streams unpacked.
func dump(t *testing.T, file []byte) []byte {
	r, err := newReader(file)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	for _, number := range slices.Sorted(maps.Keys(r.places)) {
		v, err := r.get(number)
		if err != nil {
			t.Fatal(err)
		}
		s, isStream := v.(*stream)
		if !isStream {
			fmt.Fprintf(&b, "%d: %s\n", number, show(v))
			continue
		}
		if kind := s.dict["Type"]; kind == name("ObjStm") || kind == name("XRef") {
			continue
		}
		delete(s.dict, "Length") // says nothing of the content
		fmt.Fprintf(&b, "%d: %s stream\n", number, show(s.dict))
		data, err := r.unpack(s)
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case s.dict["Type"] == name("Metadata") || bytes.HasPrefix(data, []byte("/CIDInit")):
			b.Write(data)
			b.WriteString("\n")
		case len(s.dict) == 1:
			dumpContent(t, &b, data)
		default:
			fmt.Fprintf(&b, "%d bytes\n", len(data))
		}
	}
	return b.Bytes()
}

// dumpContent prints one operator a line.
func dumpContent(t *testing.T, b *bytes.Buffer, data []byte) {
	l := &lexer{data: data}
	for l.space(); l.at < len(data); l.space() {
		v, err := l.value()
		if err != nil {
			t.Fatal(err)
		}
		if op, ok := v.(operator); ok {
			fmt.Fprintf(b, "%s\n", string(op))
			continue
		}
		b.WriteString(show(v) + " ")
	}
}

// show prints a value; text that is not ASCII is quoted.
func show(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case name:
		return "/" + string(v)
	case ref:
		return fmt.Sprintf("%d R", v)
	case string:
		if strings.HasPrefix(v, "\xFE\xFF") {
			return fmt.Sprintf("%q", textOf(v))
		}
		for _, c := range []byte(v) {
			if c < ' ' || c > '~' {
				return fmt.Sprintf("<%X>", v)
			}
		}
		return "(" + v + ")"
	case array:
		var parts []string
		for _, e := range v {
			parts = append(parts, show(e))
		}
		return "[" + strings.Join(parts, " ") + "]"
	case dict:
		var parts []string
		for _, k := range slices.Sorted(maps.Keys(v)) {
			parts = append(parts, "/"+k+" "+show(v[k]))
		}
		return "<<" + strings.Join(parts, " ") + ">>"
	}
	return fmt.Sprint(v)
}
