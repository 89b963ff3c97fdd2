package fonts

import (
	"bytes"
	"errors"
	"reflect"
	"testing"
)

// num is a small number in a charstring.
func num(v int) byte { return byte(v + 139) }

// Charstring operators used here.
const (
	csHstemhm   = 18
	csRmoveto   = 21
	csHlineto   = 6
	csVlineto   = 7
	csRlineto   = 5
	csCallsubr  = 10
	csReturn    = 11
	csEndchar   = 14
	csHintmask  = 19
	csCallgsubr = 29
)

// namedCFF is a font as offices' own OTF files are: glyphs have names, not
// CIDs, and charstrings share subroutines.
func namedCFF(chars, local, global [][]byte) []byte {
	private := append([]byte{num(80), opStdVW}, appendInt(nil, 8)...)
	private = append(private, opSubrs) // 8 bytes long
	var out []byte
	charsAt, privateAt := 0, 0
	for range 2 { // the second time with the right offsets
		top := append(appendInt(nil, charsAt), opCharStrings)
		top = append(appendInt(appendInt(top, len(private)), privateAt), opPrivate)
		out = []byte{1, 0, 4, 4}
		out = appendIndex(out, [][]byte{[]byte("Named")})
		out = appendIndex(out, [][]byte{top})
		out = appendIndex(out, nil)
		out = appendIndex(out, global)
		charsAt = len(out)
		out = appendIndex(out, chars)
		privateAt = len(out)
		out = append(out, private...)
		out = appendIndex(out, local)
	}
	return out
}

// Subroutines are written out: hints before and in them, nested calls, masks
// whose length depends on hints of a subroutine.
func TestSubsetOfNamedCFF(t *testing.T) {
	local := [][]byte{
		{num(50), num(60), csRlineto, csReturn},
		{num(10), num(20), num(30), num(40), csHstemhm, num(5), num(6), csHintmask, 0xe0, csReturn},
	}
	global := [][]byte{{num(0 - 107), csCallsubr, num(70), csHlineto, csReturn}}
	chars := [][]byte{
		{csEndchar},
		{num(33), num(1 - 107), csCallsubr, num(1), num(2), csRmoveto, num(0 - 107), csCallgsubr, num(9), csVlineto, csEndchar},
		{num(1), num(2), csRmoveto, num(3), csHlineto, num(4), csVlineto, csEndchar},
	}
	data := namedCFF(chars, local, global)
	c, err := readCFF(data, nil)
	if err != nil {
		t.Fatal(err)
	}
	if c.stemV != 80 {
		t.Errorf("StdVW %d, want 80", c.stemV)
	}
	order := []GlyphID{0, 1, 2}
	program, err := c.subset("ABCDEF+Named", order)
	if err != nil {
		t.Fatal(err)
	}
	whole := otFace(t, buildSfnt(sfntCFF, []table{{"CFF ", data}}))
	part := otFace(t, buildSfnt(sfntCFF, []table{{"CFF ", program.data()}}))
	for g := range uint16(3) {
		want, ok := whole.GlyphOutline(g)
		got, _ := part.GlyphOutline(g)
		if !reflect.DeepEqual(got, want) || ok != (g > 0) {
			t.Errorf("glyph %d: %v, want %v", g, got, want)
		}
	}
	again, err := readCFF(program.data(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if again.calls {
		t.Error("the subset still has subroutines")
	}
	want := []byte{num(33), num(10), num(20), num(30), num(40), csHstemhm, num(5), num(6), csHintmask, 0xe0,
		num(1), num(2), csRmoveto, num(50), num(60), csRlineto, num(70), csHlineto, num(9), csVlineto, csEndchar}
	if got, _ := again.chars.at(1); !bytes.Equal(got, want) {
		t.Errorf("charstring % x, want % x", got, want)
	}
	if _, err := c.subset("Named", []GlyphID{0, 3}); err == nil {
		t.Error("no error for a glyph that is not there")
	}
}

func TestBrokenCharstrings(t *testing.T) {
	local := [][]byte{{num(0 - 107), csCallsubr}} // calls itself
	for name, c := range map[string]struct {
		code []byte
		want error
	}{
		"endless":       {[]byte{num(0 - 107), csCallsubr}, errCharstring},
		"no subroutine": {[]byte{num(7), csCallsubr}, errCharstring},
		"no number":     {[]byte{csCallsubr}, errCharstring},
		"cut number":    {[]byte{28, 1}, errCharstring},
		"cut mask":      {[]byte{num(1), num(2), csHstemhm, csHintmask}, errCharstring},
		"reserved":      {[]byte{0}, errCharstring},
		"accent":        {[]byte{num(1), num(2), num(3), num(4), csEndchar}, errOldChar},
		"arithmetic":    {[]byte{num(1), num(2), 12, 10}, errOldChar},
	} {
		font, err := readCFF(namedCFF([][]byte{{csEndchar}, c.code}, local, nil), nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := font.subset("X", []GlyphID{0, 1}); !errors.Is(err, c.want) {
			t.Errorf("%s: error %v, want %v", name, err, c.want)
		}
	}
}

// Several font dictionaries: each glyph keeps its own, unused ones go.
func TestSubsetOfSeveralFontDicts(t *testing.T) {
	c := &cff{
		fonts: []fontDict{
			{private: []byte{num(1), opStdVW}}, {private: []byte{num(2), opStdVW}}, {private: []byte{num(3), opStdVW}},
		},
		fontOf: []byte{0, 2, 2, 1, 0},
	}
	chars := appendIndex(nil, [][]byte{{csEndchar}, {csEndchar}, {csEndchar}, {csEndchar}, {csEndchar}})
	var err error
	if c.chars, err = readIndex(chars, 0); err != nil {
		t.Fatal(err)
	}
	c.prepare()
	program, err := c.subset("Several", []GlyphID{0, 1, 2, 4})
	if err != nil {
		t.Fatal(err)
	}
	got, err := readCFF(program.data(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if want := []byte{0, 1, 1, 0}; !bytes.Equal(got.fontOf, want) {
		t.Errorf("fonts of glyphs %v, want %v", got.fontOf, want)
	}
	if len(got.fonts) != 2 || !bytes.Equal(got.fonts[1].private, c.fonts[2].private) {
		t.Errorf("fonts %v", got.fonts)
	}
}
