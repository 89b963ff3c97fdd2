package fonts

import "testing"

// Each name in the list is that of a face inside the program, and the face
// that stands in for a character is one that draws it right.
func TestMisdrawn(t *testing.T) {
	seen := 0
	for _, role := range Roles {
		own := Embedded().Face(role)
		if misdrawn[own.PostScriptName] == "" {
			continue
		}
		seen++
		for _, r := range misdrawn[own.PostScriptName] {
			f, _, ok := Embedded().Find(role, r)
			if !ok || f.PostScriptName != "NotoSerifSC-Regular" {
				t.Errorf("%s %c (%U): found in %v, want NotoSerifSC-Regular", role, r, r, f)
			}
		}
	}
	if seen != len(misdrawn) {
		t.Errorf("%d of the %d faces in the list are in use", seen, len(misdrawn))
	}
}

// No face draws two Chinese characters alike, or two signs of money.
func TestNoTwoCharactersAlike(t *testing.T) {
	for _, f := range Embedded().Faces() {
		if f.cff == nil {
			continue
		}
		drawn := map[string]rune{}
		look := func(r rune) {
			g, ok := f.Glyph(r)
			if !ok {
				return
			}
			outline, err := f.cff.charstring(g)
			if err != nil {
				t.Fatal(err)
			}
			if other, ok := drawn[string(outline)]; ok {
				t.Errorf("%s draws %c (%U) like %c (%U)", f.File, r, r, other, other)
			}
			drawn[string(outline)] = r
		}
		for r := rune(0x4E00); r <= 0x9FFF; r++ {
			look(r)
		}
		for _, r := range "¥￡￥＄" {
			look(r)
		}
	}
}
