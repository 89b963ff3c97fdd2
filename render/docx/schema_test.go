package docx

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// schemaOf is the schema (ISO/IEC 29500-4, transitional) of a part, "" when
// there is none.
func schemaOf(part string) string {
	switch {
	case strings.HasPrefix(part, "word/theme/"):
		return "dml-main.xsd"
	case part == "docProps/app.xml":
		return "shared-documentPropertiesExtended.xsd"
	case strings.HasPrefix(part, "word/") && filepath.Dir(part) == "word":
		return "wml.xsd"
	}
	return ""
}

// validate returns what xmllint says against files, by their paths.
func validate(t *testing.T, lint, xsd, schema string, files ...string) (string, bool) {
	t.Helper()
	args := append([]string{"--nonet", "--noout", "--schema", filepath.Join(xsd, schema)}, files...)
	out, err := exec.Command(lint, args...).CombinedOutput()
	return string(out), err == nil
}

func schemas(t *testing.T) (lint, xsd string) {
	t.Helper()
	xsd = os.Getenv("OOXML_XSD")
	if xsd == "" {
		Missing(t, "OOXML_XSD does not name the folder with wml.xsd")
	}
	return Need(t, "xmllint"), xsd
}

func TestSchema(t *testing.T) {
	lint, xsd := schemas(t)
	dir := t.TempDir()
	files := map[string][]string{}
	add := func(name string, file []byte) {
		all, _, err := parts(file)
		if err != nil {
			t.Fatal(err)
		}
		for part, data := range all {
			schema := schemaOf(part)
			if schema == "" {
				continue
			}
			path := filepath.Join(dir, name+"-"+strings.ReplaceAll(part, "/", "-"))
			if err := os.WriteFile(path, data, 0o644); err != nil {
				t.Fatal(err)
			}
			files[schema] = append(files[schema], path)
		}
	}
	for name, d := range shapes() {
		add(name, made(t, d, Options{}))
	}
	for name, d := range Letters() {
		add("letter-"+name, made(t, d, Options{}))
	}
	add("grid", made(t, report(), Options{LinesAndChars: true}))
	for schema, paths := range files {
		if out, ok := validate(t, lint, xsd, schema, paths...); !ok {
			t.Errorf("%s:\n%s", schema, out)
		}
	}
}

// The judge is only worth its name when it finds what is broken.
func TestSchemaCatchesBreaks(t *testing.T) {
	lint, xsd := schemas(t)
	good, _, err := parts(made(t, report(), Options{}))
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range []struct{ name, part, old, new string }{
		{"bad enum", "word/document.xml", `w:type="dxa"`, `w:type="twips"`},
		{"bad number", "word/document.xml", `<w:pgSz w:w="11906"`, `<w:pgSz w:w="wide"`},
		{"unknown element", "word/document.xml", `<w:cantSplit/>`, `<w:cannotSplit/>`},
		{"cell property order", "word/document.xml", `<w:vMerge w:val="restart"/><w:vAlign w:val="center"/>`, `<w:vAlign w:val="center"/><w:vMerge w:val="restart"/>`},
		{"paragraph property order", "word/styles.xml", `<w:snapToGrid/><w:spacing`, `<w:jc w:val="both"/><w:snapToGrid/><w:spacing`},
		{"settings order", "word/settings.xml", `<w:evenAndOddHeaders/>`, `<w:themeFontLang w:val="en-US"/><w:evenAndOddHeaders/>`},
	} {
		data := bytes.Replace(good[b.part], []byte(b.old), []byte(b.new), 1)
		if bytes.Equal(data, good[b.part]) {
			t.Errorf("%s: nothing to break", b.name)
			continue
		}
		path := filepath.Join(t.TempDir(), "part.xml")
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		if _, ok := validate(t, lint, xsd, schemaOf(b.part), path); ok {
			t.Errorf("%s: not caught", b.name)
		}
	}
}
