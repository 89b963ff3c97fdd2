package fonts

import (
	"encoding/binary"
	"math/bits"
)

// table is one table of an sfnt file.
type table struct {
	tag  string
	data []byte
}

const (
	sfntTrueType = 0x00010000
	sfntCFF      = 0x4f54544f // OTTO
)

// buildSfnt puts tables, in the order of their tags, together into a font
// file with right checksums (OpenType 1.9, "Organization of an OpenType
// Font").
func buildSfnt(version uint32, tables []table) []byte {
	n := len(tables)
	size := 12 + 16*n
	for _, t := range tables {
		size += (len(t.data) + 3) &^ 3
	}
	out := make([]byte, 12+16*n, size)
	log := bits.Len(uint(n)) - 1
	binary.BigEndian.PutUint32(out, version)
	binary.BigEndian.PutUint16(out[4:], uint16(n))
	binary.BigEndian.PutUint16(out[6:], uint16(16<<log))
	binary.BigEndian.PutUint16(out[8:], uint16(log))
	binary.BigEndian.PutUint16(out[10:], uint16(16*n-16<<log))
	head := -1
	for i, t := range tables {
		start := len(out)
		out = append(out, t.data...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
		if t.tag == "head" && len(t.data) >= 12 {
			head = start + 8
			binary.BigEndian.PutUint32(out[head:], 0)
		}
		rec := out[12+16*i:]
		copy(rec, t.tag)
		binary.BigEndian.PutUint32(rec[4:], checksum(out[start:]))
		binary.BigEndian.PutUint32(rec[8:], uint32(start))
		binary.BigEndian.PutUint32(rec[12:], uint32(len(t.data)))
	}
	if head > 0 {
		binary.BigEndian.PutUint32(out[head:], 0xb1b0afba-checksum(out))
	}
	return out
}

// checksum adds up big-endian words; len(b) is a multiple of 4.
func checksum(b []byte) uint32 {
	var sum uint32
	for ; len(b) >= 4; b = b[4:] {
		sum += binary.BigEndian.Uint32(b)
	}
	return sum
}

// readTables reads the table directory of one face of a font file.
func readTables(data []byte, index int) (version uint32, tables []table, err error) {
	at := 0
	if len(data) >= 16+4*index && string(data[:4]) == "ttcf" {
		at = be32(data, 12+4*index)
	}
	if at+12 > len(data) || at+12+16*be16(data, at+4) > len(data) {
		return 0, nil, errDamaged
	}
	for i := range be16(data, at+4) {
		rec := data[at+12+16*i:]
		start, size := be32(rec, 8), be32(rec, 12)
		if start+size > len(data) {
			return 0, nil, errDamaged
		}
		tables = append(tables, table{string(rec[:4]), data[start : start+size]})
	}
	return uint32(be32(data, at)), tables, nil
}
