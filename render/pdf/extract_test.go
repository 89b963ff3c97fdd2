package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func TestExtract(t *testing.T) {
	for _, d := range oddDocuments() {
		file := render(t, d.doc, Options{Conformance: A3a, Attachments: attachments()})
		for i, relationship := range []Relationship{Source, Alternative} {
			want := attachments()[i]
			got, err := Extract(file, relationship)
			if err != nil {
				t.Fatalf("%s: %v", d.name, err)
			}
			got.Modified = want.Modified // not read
			if !reflect.DeepEqual(*got, want) {
				t.Errorf("%s: got %+v", d.name, got)
			}
		}
	}
	if _, err := Extract(render(t, oneCharacter(), Options{}), Source); !errors.Is(err, ErrNoAttachment) {
		t.Errorf("without attachment: %v", err)
	}
}

// TestExtractAfterOthers: other programs save a file anew, with tables for
// streams, or add to it.
func TestExtractAfterOthers(t *testing.T) {
	file := render(t, smallDocument(), Options{Conformance: A3a, Attachments: attachments()})
	r, err := newReader(file)
	if err != nil {
		t.Fatal(err)
	}
	added := string(file) + "\n9999 0 obj\n(new)\nendobj\n"
	at := len(added)
	old := bytes.LastIndex(file, []byte("startxref\n")) + len("startxref\n")
	added += fmt.Sprintf("xref\n0 1\n0000000000 65535 f \n9999 1\n%010d 00000 n \ntrailer\n<</Size 10000/Root %d 0 R/Prev %s>>\nstartxref\n%d\n%%%%EOF\n",
		len(file)+1, r.trailer["Root"], strings.TrimSuffix(string(file[old:]), "\n%%EOF\n"), at)
	checkSource(t, "signed", []byte(added))

	qpdf := tool(t, "qpdf")
	dir := t.TempDir()
	in := filepath.Join(dir, "in.pdf")
	if err := os.WriteFile(in, file, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"--object-streams=disable"}, {"--object-streams=generate"}, {"--linearize"}, {"--stream-data=uncompress"}} {
		out := filepath.Join(dir, "out.pdf")
		if text, err := exec.Command(qpdf, append(args, in, out)...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, text)
		}
		saved, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		checkSource(t, args[0], saved)
	}
}

func checkSource(t *testing.T, name string, file []byte) {
	t.Helper()
	got, err := Extract(file, Source)
	if err != nil {
		t.Errorf("%s: %v", name, err)
	} else if !bytes.Equal(got.Data, attachments()[0].Data) {
		t.Errorf("%s: got %q", name, got.Data)
	}
}

// hostile files must end in an error, soon.
var hostile = map[string]string{
	"empty":          "",
	"not a PDF":      "hello",
	"no xref":        "%PDF-1.7\n",
	"loop of Prev":   "%PDF-1.7\nxref\n0 0\ntrailer<</Prev 9>>\nstartxref\n9\n%%EOF",
	"deep":           "%PDF-1.7\nxref\n0 0\ntrailer" + strings.Repeat("[", 1<<20) + "\nstartxref\n9\n%%EOF",
	"Length of self": "%PDF-1.7\n1 0 obj<</Length 1 0 R>>stream\n\nendstream\nxref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer<</Root 1 0 R>>\nstartxref\n59\n%%EOF",
	"many entries":   "%PDF-1.7\nxref\n0 99999999999\ntrailer<<>>\nstartxref\n9\n%%EOF",
	"far":            "%PDF-1.7\nstartxref\n9999999999\n%%EOF",
	"negative":       "%PDF-1.7\nstartxref\n-5\n%%EOF",
	"encrypted":      "%PDF-1.7\nxref\n0 0\ntrailer<</Encrypt 1 0 R>>\nstartxref\n9\n%%EOF",
}

func TestHostile(t *testing.T) {
	for name, file := range hostile {
		if a, err := Extract([]byte(file), Source); err == nil {
			t.Errorf("%s: got %v", name, a)
		}
	}
	whole := render(t, oneCharacter(), Options{Conformance: A3a, Attachments: attachments()})
	for n := range len(whole) {
		if n%97 == 0 {
			Extract(whole[:n], Source) // must not panic
		}
	}
}

// TestBomb: a small file that unpacks to more than the bound.
func TestBomb(t *testing.T) {
	a := Attachment{Name: "a.toml", MIME: "application/toml", Relationship: Source, Data: make([]byte, maxUnpacked+1)}
	file := render(t, oneCharacter(), Options{Conformance: A3a, Attachments: []Attachment{a}})
	if _, err := Extract(file, Source); err == nil || !strings.Contains(err.Error(), "太大") {
		t.Errorf("%d bytes: %v", len(file), err)
	}
}

func FuzzExtract(f *testing.F) {
	for _, file := range hostile {
		f.Add([]byte(file))
	}
	f.Add(render(f, oneCharacter(), Options{Conformance: A3a, Attachments: attachments()}))
	f.Fuzz(func(t *testing.T, file []byte) {
		a, err := Extract(file, Source)
		if (a == nil) == (err == nil) {
			t.Errorf("%v, %v", a, err)
		}
		if f, err := Inspect(file); (f == nil) == (err == nil) {
			t.Errorf("%v, %v", f, err)
		}
	})
}
