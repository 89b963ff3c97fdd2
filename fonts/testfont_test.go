package fonts

import (
	"encoding/binary"
	"slices"
	"testing"
	"unicode/utf16"
)

// tiny describes a small font file made for a test out of an embedded face.
type tiny struct {
	from       Role   // face its glyphs are taken of
	chars      string // its characters
	family     string
	postScript string
	fsType     uint16
	weight     uint16
	extra      []table // further tables
	without    string  // tag of a table to leave out
	composite  bool    // one more glyph, U+E000, made of the first two characters
	format4    bool    // of the cmap; else 12
}

// build makes the file.
func (o tiny) build(t testing.TB) []byte {
	t.Helper()
	return buildSfnt(o.tables(t))
}

func (o tiny) tables(t testing.TB) (version uint32, tables []table) {
	t.Helper()
	face := Embedded().Face(o.from)
	var glyphs []GlyphID
	for _, r := range o.chars {
		g, ok := face.Glyph(r)
		if !ok {
			t.Fatalf("%s has no %c", face.File, r)
		}
		glyphs = append(glyphs, g)
	}
	s, err := face.Subset(glyphs)
	if err != nil {
		t.Fatal(err)
	}
	codes := map[rune]uint16{}
	for _, r := range o.chars {
		g, _ := face.Glyph(r)
		codes[r] = uint16(slices.Index(s.Glyphs, g))
	}
	if s.CFF {
		version, tables = sfntCFF, cffTables(face, s)
	} else {
		version, tables, err = readTables(s.Data(), 0)
		if err != nil {
			t.Fatal(err)
		}
	}
	if o.composite {
		codes[0xe000] = uint16(len(s.Glyphs))
		first := []rune(o.chars)
		addComposite(tables, codes[first[0]], codes[first[1]])
	}
	cmap := cmap12(codes)
	if o.format4 {
		cmap = cmap4(codes)
	}
	tables = append(tables,
		table{"cmap", cmap},
		table{"name", nameTable(o.family, o.postScript)},
		table{"OS/2", os2Table(o.fsType, o.weight)})
	tables = append(tables, o.extra...)
	tables = slices.DeleteFunc(tables, func(t table) bool { return t.tag == o.without })
	slices.SortFunc(tables, func(a, b table) int {
		if a.tag < b.tag {
			return -1
		}
		return 1
	})
	return version, tables
}

// cffTables are the tables that stand beside a CFF program in an OTF.
func cffTables(f *Face, s *Subset) []table {
	n := uint16(len(s.Glyphs))
	head := make([]byte, 54)
	binary.BigEndian.PutUint16(head[18:], uint16(f.UnitsPerEm))
	hhea := make([]byte, 36)
	binary.BigEndian.PutUint16(hhea[34:], n)
	var hmtx []byte
	for _, g := range s.Glyphs {
		width, bearing := f.metric(g)
		hmtx = append(append(hmtx, width...), bearing...)
	}
	maxp := binary.BigEndian.AppendUint16([]byte{0, 0, 0x50, 0}, n)
	return []table{{"CFF ", s.Data()}, {"head", head}, {"hhea", hhea}, {"hmtx", hmtx}, {"maxp", maxp}}
}

// addComposite appends a glyph of two others, the second 100 units up.
func addComposite(tables []table, a, b uint16) {
	glyph := make([]byte, 10)
	binary.BigEndian.PutUint16(glyph, 0xffff)
	const words, arguments, more = 1, 2, 0x20
	for i, g := range []uint16{a, b} {
		flags := uint16(words | arguments | more*(1-i))
		for _, v := range []uint16{flags, g, 0, uint16(100 * i)} {
			glyph = binary.BigEndian.AppendUint16(glyph, v)
		}
	}
	for len(glyph)%4 != 0 {
		glyph = append(glyph, 0)
	}
	end := 0
	for i := range tables {
		switch t := &tables[i]; t.tag {
		case "glyf":
			t.data = append(slices.Clone(t.data), glyph...)
			end = len(t.data)
		case "loca": // long or short
			if be16(tables[slices.IndexFunc(tables, func(t table) bool { return t.tag == "head" })].data, 50) != 0 {
				t.data = binary.BigEndian.AppendUint32(slices.Clone(t.data), uint32(end))
			} else {
				t.data = binary.BigEndian.AppendUint16(slices.Clone(t.data), uint16(end/2))
			}
		case "hmtx":
			t.data = append(slices.Clone(t.data), 3, 232, 0, 0)
		case "hhea":
			t.data = plusOne(t.data, 34)
		case "maxp":
			t.data = plusOne(t.data, 4)
		}
	}
}

func plusOne(b []byte, at int) []byte {
	b = slices.Clone(b)
	binary.BigEndian.PutUint16(b[at:], uint16(be16(b, at)+1))
	return b
}

func cmap12(codes map[rune]uint16) []byte {
	b := []byte{0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12, 0, 12, 0, 0}
	for _, v := range []uint32{uint32(16 + 12*len(codes)), 0, uint32(len(codes))} {
		b = binary.BigEndian.AppendUint32(b, v)
	}
	for _, r := range sorted(codes) {
		for _, v := range []uint32{uint32(r), uint32(r), uint32(codes[r])} {
			b = binary.BigEndian.AppendUint32(b, v)
		}
	}
	return b
}

// cmap4 maps every other character by delta, the rest through the array.
func cmap4(codes map[rune]uint16) []byte {
	runes := sorted(codes)
	n := len(runes) + 1
	var ends, starts, deltas, offsets, array []uint16
	for i, r := range runes {
		ends, starts = append(ends, uint16(r)), append(starts, uint16(r))
		if i%2 == 0 {
			deltas, offsets = append(deltas, codes[r]-uint16(r)), append(offsets, 0)
			continue
		}
		deltas = append(deltas, 0)
		offsets = append(offsets, uint16(2*(n-i+len(array))))
		array = append(array, codes[r])
	}
	ends, starts = append(ends, 0xffff), append(starts, 0xffff)
	deltas, offsets = append(deltas, 1), append(offsets, 0)
	words := slices.Concat([]uint16{4, uint16(16 + 8*n + 2*len(array)), 0, uint16(2 * n), 0, 0, 0},
		ends, []uint16{0}, starts, deltas, offsets, array)
	b := []byte{0, 0, 0, 1, 0, 3, 0, 1, 0, 0, 0, 12}
	for _, w := range words {
		b = binary.BigEndian.AppendUint16(b, w)
	}
	return b
}

func sorted(codes map[rune]uint16) []rune {
	var runes []rune
	for r := range codes {
		runes = append(runes, r)
	}
	slices.Sort(runes)
	return runes
}

// nameTable holds the family in Chinese and the PostScript name.
func nameTable(family, postScript string) []byte {
	records := []name{
		{nameFamily, chinesePRC, family}, {nameFull, chinesePRC, family}, {namePostScript, 0x0409, postScript},
	}
	b := []byte{0, 0, 0, byte(len(records)), 0, byte(6 + 12*len(records))}
	var text []byte
	for _, r := range records {
		start := len(text)
		for _, u := range utf16.Encode([]rune(r.text)) {
			text = binary.BigEndian.AppendUint16(text, u)
		}
		for _, v := range []int{3, 1, r.language, r.id, len(text) - start, start} {
			b = binary.BigEndian.AppendUint16(b, uint16(v))
		}
	}
	return append(b, text...)
}

func os2Table(fsType, weight uint16) []byte {
	b := make([]byte, 96)
	binary.BigEndian.PutUint16(b, 4)
	binary.BigEndian.PutUint16(b[4:], weight)
	binary.BigEndian.PutUint16(b[8:], fsType)
	binary.BigEndian.PutUint16(b[68:], 880)
	binary.BigEndian.PutUint16(b[70:], 0xff88) // −120
	binary.BigEndian.PutUint16(b[88:], 700)
	return b
}

// collection puts faces into one TTC.
func collection(t testing.TB, faces ...tiny) []byte {
	t.Helper()
	out := []byte{'t', 't', 'c', 'f', 0, 1, 0, 0, 0, 0, 0, byte(len(faces))}
	out = append(out, make([]byte, 4*len(faces))...)
	for i, f := range faces {
		start := len(out)
		binary.BigEndian.PutUint32(out[12+4*i:], uint32(start))
		file := f.build(t)
		for rec := file[12 : 12+16*be16(file, 4)]; len(rec) > 0; rec = rec[16:] {
			binary.BigEndian.PutUint32(rec[8:], uint32(be32(rec, 8)+start)) // offsets count from the file's start
		}
		out = append(out, file...)
	}
	return out
}
