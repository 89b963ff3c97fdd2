package fonts

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode/utf8"
)

// otherGlyph are the characters that Glyph may give another glyph than the
// font's own table does.
const otherGlyph = "—·…\u00a0\u2011"

// Glyph numbers, widths and coverage are those a second reader finds.
func TestFacesAgreeWithFontTools(t *testing.T) {
	file, err := os.Open("testdata/fonttools.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	faces := map[string]*Face{}
	for _, f := range Embedded().Faces() {
		faces[f.File] = f
	}
	seen := map[string]bool{}
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		kind, rest, _ := strings.Cut(lines.Text(), " ")
		name, rest, _ := strings.Cut(rest, " ")
		f := faces[name]
		if f == nil { // a comment, or a face left out by nofandol
			continue
		}
		seen[name] = true
		switch kind {
		case "face":
			if got := tally(f); got != rest {
				t.Errorf("%s: glyphs, characters, sums are %s, want %s", name, got, rest)
			}
		case "char":
			var r rune
			var glyph, width int
			if _, err := fmt.Sscanf(rest, "%X %d %d", &r, &glyph, &width); err != nil {
				t.Fatal(err)
			}
			if g, ok := f.Glyph(r); !ok || int(g) != glyph || f.Advance(g) != width {
				t.Errorf("%s: %c is glyph %d, %d wide, want %d, %d", name, r, g, f.Advance(g), glyph, width)
			}
		}
	}
	if len(seen) != len(faces) {
		t.Errorf("testdata has values of %d faces, want %d", len(seen), len(faces))
	}
}

func tally(f *Face) string {
	chars, glyphs, widths := 0, 0, 0
	for r := rune(0); r <= utf8.MaxRune; r++ {
		if g, ok := f.Glyph(r); ok && !strings.ContainsRune(otherGlyph, r) {
			chars++
			glyphs += int(g)
			widths += f.Advance(g)
		}
	}
	return fmt.Sprint(f.NumGlyphs(), chars, glyphs, widths)
}
