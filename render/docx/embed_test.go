package docx

import (
	"bytes"
	"encoding/hex"
	"strings"
	"testing"

	"nianbao/fonts"
	"nianbao/render/style"
)

// reveal undoes obfuscate, from the words of ISO/IEC 29500-1, 17.8.1: the
// GUID's digits from the last to the first are the key of 16 bytes.
func reveal(t *testing.T, hidden []byte, guid string) []byte {
	t.Helper()
	key, err := hex.DecodeString(strings.NewReplacer("{", "", "}", "", "-", "").Replace(guid))
	if err != nil || len(key) != 16 {
		t.Fatalf("font key %q", guid)
	}
	plain := bytes.Clone(hidden)
	for i := range 32 {
		plain[i] ^= key[15-i%16]
	}
	return plain
}

// Each face comes back from the file, under the name that the styles use.
func TestEmbed(t *testing.T) {
	set := fonts.Embedded()
	file := made(t, report(), Options{Embed: set})
	all, _, err := parts(file)
	if err != nil {
		t.Fatal(err)
	}
	if found := broken(all); len(found) > 0 {
		t.Error(found)
	}
	targets := map[string]string{}
	for _, r := range root(t, file, "word/_rels/fontTable.xml.rels").all("Relationship") {
		targets[r.attr["Id"]] = "word/" + r.attr["Target"]
	}
	table := map[string]*node{}
	for _, f := range root(t, file, "word/fontTable.xml").all("font") {
		table[f.attr["name"]] = f
	}
	for _, role := range fonts.Roles {
		own := set.Face(role)
		entry, slot := table[own.Family], "embedRegular"
		if own.Weight >= boldFrom {
			slot = "embedBold"
		}
		link := entry.at(slot)
		if link == nil {
			t.Errorf("%s: %s has no %s", role, own.Family, slot)
			continue
		}
		want, err := own.Program()
		if err != nil {
			t.Fatal(err)
		}
		if got := reveal(t, all[targets[link.attr["r:id"]]], link.attr["fontKey"]); !bytes.Equal(got, want) {
			t.Errorf("%s: the face does not come back", role)
		}
	}
	title := root(t, file, "word/styles.xml").all("style")[1]
	own := set.Face(fonts.XiaoBiaoSong)
	if got := title.at("rPr", "rFonts").attr["eastAsia"]; got != own.Family {
		t.Errorf("titles are set in %q, want %q", got, own.Family)
	}
	if bold := title.at("rPr", "b").attr["val"] != "0"; bold != (own.Weight >= boldFrom) {
		t.Errorf("titles are bold: %v", bold)
	}
	if !bytes.Contains(all["word/settings.xml"], []byte("<w:embedTrueTypeFonts/>")) {
		t.Error("settings do not speak of fonts")
	}
}

// A face that may not lie in an editable document is left out.
func TestEmbedLeftOut(t *testing.T) {
	for bits, allowed := range map[uint16]bool{0: true, 8: true, 12: true, 2: false, 4: false, 0x200: false, 0x208: false} {
		face := *fonts.Embedded().Face(fonts.KaiTi)
		face.Permission.Bits = bits
		if why := (&sheet{}).whyNot(&face); allowed != (why == "") {
			t.Errorf("fsType %#x: %q", bits, why)
		}
	}
}

// Two different faces of one family and weight cannot both be named.
func TestEmbedTwins(t *testing.T) {
	s := &sheet{}
	one := *fonts.Embedded().Face(fonts.KaiTi)
	two := one
	if err := s.embed(&one); err != nil {
		t.Fatal(err)
	}
	if why := s.whyNot(&one); why != "" {
		t.Errorf("the same face again: %s", why)
	}
	if why := s.whyNot(&two); !strings.Contains(why, one.Family) {
		t.Errorf("a twin: %q", why)
	}
}

// What a document grows by is what Embedded says.
func TestEmbeddedSize(t *testing.T) {
	set := fonts.Embedded()
	look := style.Embedded("gb9704")
	e, err := Embedded(look, set)
	if err != nil || len(e.Left) != 0 || len(e.Faces) != len(fonts.Roles) {
		t.Fatalf("%v: %d faces, %v left out", err, len(e.Faces), e.Left)
	}
	grown := int64(len(made(t, report(), Options{Embed: set})) - len(made(t, report(), Options{})))
	if grown < e.Bytes || grown > e.Bytes+10_000 {
		t.Errorf("a document grows by %d bytes, want about %d", grown, e.Bytes)
	}
}
