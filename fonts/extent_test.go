package fonts

import "testing"

// TestExtent: a full-height character of every role's face reaches over most
// of its square, a stroke lies in the middle, a blank has no outline.
func TestExtent(t *testing.T) {
	for _, role := range Roles {
		f := Embedded().Face(role)
		for _, c := range []struct {
			r                          rune
			lowest, low, high, highest int
		}{
			{'国', -180, -30, 690, 870}, {'一', 200, 450, 280, 560}, {'。', -140, 20, 80, 280},
		} {
			g, _ := f.Glyph(c.r)
			bottom, top, ok := f.Extent(g)
			if !ok || bottom < c.lowest || bottom > c.low || top < c.high || top > c.highest {
				t.Errorf("%s: %c reaches from %d to %d, %v", f, c.r, bottom, top, ok)
			}
		}
		blank, _ := f.Glyph('\u3000')
		if bottom, top, ok := f.Extent(blank); ok && bottom != top {
			t.Errorf("%s: a blank reaches from %d to %d", f, bottom, top)
		}
		if _, _, ok := f.Extent(65535); ok {
			t.Errorf("%s: a glyph that is not there has an extent", f)
		}
	}
}
