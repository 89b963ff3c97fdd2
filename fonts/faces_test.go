package fonts

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/boxesandglue/textshape/ot"

	"nianbao/schema/form"
)

// Every character of the official labels, and of the figures under them, is in
// every embedded face, so no form ever needs a fallback.
func TestLabelsAreInEveryFace(t *testing.T) {
	forms := form.All()
	if len(forms) < 2 {
		t.Fatalf("%d forms, want those of 2019 and 2021 at least", len(forms))
	}
	for _, each := range forms {
		text := labels(each)
		if n := utf8.RuneCountInString(text); n < 500 {
			t.Fatalf("form %s: labels of %d characters in all", each.ID, n)
		}
		for _, f := range Embedded().Faces() {
			if r := f.lacks(text + "0123456789.-—"); r != 0 {
				t.Errorf("form %s: %s has no %c (%U)", each.ID, f.File, r, r)
			}
		}
	}
}

// labels is all that a form prints.
func labels(f *form.Form) string {
	all := []string{f.Title, f.Notice}
	for _, s := range f.Sections {
		all = append(all, s.Heading)
	}
	for _, t := range f.Tables {
		all = append(all, t.Name, t.Title, t.Corner)
		for _, b := range t.Bands {
			all = append(all, b.Title, b.Stub)
			for _, c := range b.Columns {
				all = append(append(all, c.Path...), c.Label)
			}
			for _, r := range b.Rows {
				all = append(append(all, r.Path...), r.Label)
			}
		}
	}
	return strings.Join(all, "")
}

// Chinese punctuation fills its square in every face, in particular the
// characters that Western text also uses.
func TestPunctuationIsFullWidth(t *testing.T) {
	for _, f := range Embedded().Faces() {
		for _, r := range "—“”‘’…·，。、；：？！（）《》〈〉【】〔〕％　〇一" {
			g, ok := f.Glyph(r)
			if !ok || f.Advance(g) != 1000 {
				t.Errorf("%s: %c is %d wide, want 1000", f.File, r, f.Advance(g))
			}
		}
	}
}

// Two dashes in a row join: the ink goes from edge to edge.
func TestDashesJoin(t *testing.T) {
	for _, f := range Embedded().Faces() {
		g, _ := f.Glyph('—')
		box := extents(t, f, g)
		if box.XMin > 0 || box.XMax < 1000 {
			t.Errorf("%s: ink of — goes from %d to %d, want 0 to 1000", f.File, box.XMin, box.XMax)
		}
	}
}

func extents(t *testing.T, f *Face, g GlyphID) ot.GlyphBBox {
	t.Helper()
	s, err := f.Subset([]GlyphID{g})
	if err != nil {
		t.Fatal(err)
	}
	box, ok := programFace(t, s).GlyphExtents(1)
	if !ok {
		t.Fatalf("%s: glyph %d has no ink", f.File, g)
	}
	return box
}

// Characters of real place names that the faces of GB 2312 lack are found in
// Noto Serif SC.
func TestRareCharacters(t *testing.T) {
	for _, r := range "硚埇浉㮾㵲猇甪栟洺鄠塆堌洨洣滘潖鲘氹䃎㙟𡐓𬇙𨱏" {
		for _, role := range Roles {
			f, _, ok := Embedded().Find(role, r)
			want := "NotoSerifSC-Regular"
			if role == XiaoBiaoSong || f == Embedded().Face(role) {
				want = f.PostScriptName // Noto itself
			}
			if !ok || f.PostScriptName != want {
				t.Errorf("%s %c (%U): found in %v, want %s", role, r, r, f, want)
			}
		}
	}
}

func TestMissingCharacter(t *testing.T) {
	const nowhere = '\U0003134a' // the last of CJK Extension G
	if f, g, ok := Embedded().Find(FangSong, nowhere); ok || f != nil || g != 0 {
		t.Errorf("%U found in %v", nowhere, f)
	}
	for _, r := range []rune{-1, 0x110000, 0x7fffffff} {
		if _, _, ok := Embedded().Find(FangSong, r); ok {
			t.Errorf("%#x found", r)
		}
	}
	if _, _, ok := Embedded().Find("楷书", '一'); ok {
		t.Error("found in an unknown role")
	}
}

func TestSubstitutions(t *testing.T) {
	own := Embedded().Face(FangSong)
	if own.File != "FandolFang-Regular.otf" {
		t.Skip("skipped, because the Fandol faces are left out (nofandol)")
	}
	got := Embedded().Substitutions(FangSong, "武汉市硚口区\n\U0003134a")
	if len(got) != 2 {
		t.Fatalf("substitutions %v, want 2", got)
	}
	if s := got[0]; s.Rune != '硚' || s.Offset != len("武汉市") || s.Face.PostScriptName != "NotoSerifSC-Regular" {
		t.Errorf("first is %+v", s)
	}
	if s := got[1]; s.Rune != 0x3134a || s.Face != nil {
		t.Errorf("second is %+v", s)
	}
}

// What the PDF's font descriptors say of the embedded faces.
func TestDescriptors(t *testing.T) {
	want := map[string]Face{
		"NotoSerifSC-Bold.ttf":    {PostScriptName: "NotoSerifSC-Bold", Ascent: 880, Descent: -120, CapHeight: 729, Weight: 700, StemV: 165},
		"NotoSerifSC-Regular.ttf": {PostScriptName: "NotoSerifSC-Regular", Ascent: 880, Descent: -120, CapHeight: 729, Weight: 400, StemV: 87},
		"FandolFang-Regular.otf":  {PostScriptName: "FandolFang-Regular", Ascent: 880, Descent: -120, CapHeight: 683, Weight: 400, StemV: 70, CFF: true},
		"FandolHei-Regular.otf":   {PostScriptName: "FandolHei-Regular", Ascent: 880, Descent: -120, CapHeight: 694, Weight: 400, StemV: 78, CFF: true},
		"FandolKai-Regular.otf":   {PostScriptName: "FandolKai-Regular", Ascent: 880, Descent: -120, CapHeight: 683, Weight: 400, StemV: 89, CFF: true},
		"FandolSong-Regular.otf":  {PostScriptName: "FandolSong-Regular", Ascent: 800, Descent: -200, CapHeight: 683, Weight: 400, StemV: 69, CFF: true},
	}
	for _, f := range Embedded().Faces() {
		got := Face{PostScriptName: f.PostScriptName, Ascent: f.Ascent, Descent: f.Descent,
			CapHeight: f.CapHeight, Weight: f.Weight, StemV: f.StemV, CFF: f.CFF}
		if w := want[f.File]; describe(got) != describe(w) {
			t.Errorf("%s: %s, want %s", f.File, describe(got), describe(w))
		}
		if f.Permission.Refused() != "" || !f.Permission.Editable() {
			t.Errorf("%s: %s", f.File, f.Permission)
		}
	}
}

func describe(f Face) string {
	return fmt.Sprintf("%s, ascent %d, descent %d, capitals %d, weight %d, stem %d, CFF %t",
		f.PostScriptName, f.Ascent, f.Descent, f.CapHeight, f.Weight, f.StemV, f.CFF)
}
