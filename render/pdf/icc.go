package pdf

import (
	"encoding/binary"
	"sync"
)

// writeIntent writes the output intent: all our colours are grey or sRGB
// (ISO 19005-2, 6.2.3).
func writeIntent(f *file) ref {
	profile := f.alloc()
	f.rawStream(profile, []byte("/N 3/Filter/FlateDecode"), packedProfile())
	r := f.alloc()
	b := f.object(r)
	b.str("<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)/DestOutputProfile ")
	b.ref(profile)
	b.str(">>")
	return r
}

var packedProfile = sync.OnceValue(func() []byte { return zlibbed(nil, sRGB()) })

// sRGB makes the profile of a display in sRGB (IEC 61966-2-1) by ICC.1:2004-10
// (version 4.2): primaries and white adapted to D50, and the tone curve by its
// formula.
func sRGB() []byte {
	text := func(s string) []byte {
		b := append([]byte("mluc\x00\x00\x00\x00"), words(1, 12)...)
		b = append(b, "enUS"...)
		b = append(b, words(uint32(2*len(s)), 28)...)
		for _, c := range []byte(s) {
			b = append(b, 0, c)
		}
		return b
	}
	// Numbers are in 1/65536.
	xyz := func(x, y, z uint32) []byte { return append([]byte("XYZ \x00\x00\x00\x00"), words(x, y, z)...) }
	curve := append([]byte("para\x00\x00\x00\x00\x00\x03\x00\x00"),
		words(0x26666, 0xF2A7, 0x0D59, 0x13D0, 0x0A5B)...) // 2.4, 1/1.055, 0.055/1.055, 1/12.92, 0.04045
	adapt := append([]byte("sf32\x00\x00\x00\x00"), words(
		0x10C42, 0x05DE, 0xFFFFF325,
		0x0793, 0xFD90, 0xFFFFFBA1,
		0xFFFFFDA2, 0x03DC, 0xC08E)...) // D65 to D50, Bradford
	tags := []struct {
		name string
		data []byte
	}{
		{"desc", text("sRGB")},
		{"cprt", text("No copyright")},
		{"wtpt", xyz(0xF6D6, 0x10000, 0xD32D)},
		{"chad", adapt},
		{"rXYZ", xyz(0x6FA2, 0x38F5, 0x0390)},
		{"gXYZ", xyz(0x6299, 0xB785, 0x18DA)},
		{"bXYZ", xyz(0x24A0, 0x0F84, 0xB6CF)},
		{"rTRC", curve},
		{"gTRC", nil}, // the same curve
		{"bTRC", nil},
	}
	start := 128 + 4 + 12*len(tags)
	table := words(uint32(len(tags)))
	var body []byte
	at := start
	for _, t := range tags {
		if t.data != nil {
			at = start + len(body)
			body = append(body, t.data...)
			for len(body)%4 != 0 {
				body = append(body, 0)
			}
		} else {
			t.data = curve
		}
		table = append(table, t.name...)
		table = append(table, words(uint32(at), uint32(len(t.data)))...)
	}
	head := make([]byte, 128)
	binary.BigEndian.PutUint32(head, uint32(start+len(body)))
	copy(head[8:], "\x04\x20\x00\x00mntrRGB XYZ ")
	copy(head[24:], "\x07\xD0\x00\x01\x00\x01\x00\x00\x00\x00\x00\x00acsp") // 2000-01-01
	copy(head[68:], words(0xF6D6, 0x10000, 0xD32D))                         // D50
	return append(append(head, table...), body...)
}

func words(values ...uint32) []byte {
	var b []byte
	for _, v := range values {
		b = binary.BigEndian.AppendUint32(b, v)
	}
	return b
}
