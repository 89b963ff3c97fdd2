package fonts

import (
	"errors"
	"io"
	"slices"
)

// label is what a face says of itself in the small tables, read without
// loading the whole file.
type label struct {
	index  int // of the face in a collection
	names  names
	weight int
}

const (
	maxCollection = 64      // faces in a TTC
	maxTables     = 128     // tables of a face
	maxNameTable  = 1 << 20 // bytes
)

// Errors say what a file is, in whole Chinese phrases.
var (
	errNoFont  = errors.New("不是 TTF、OTF 或 TTC 字体文件")
	errWebFont = errors.New("是网页字体（WOFF），请换用 TTF 或 OTF 文件")
)

// readLabels reads the labels of all faces in a font file.
func readLabels(r io.ReaderAt) ([]label, error) {
	head, err := readAt(r, 0, 12)
	if err != nil {
		return nil, errNoFont
	}
	switch string(head[:4]) {
	case "\x00\x01\x00\x00", "true", "OTTO":
		l, err := readLabel(r, 0)
		return []label{l}, err
	case "ttcf":
	case "wOFF", "wOF2":
		return nil, errWebFont
	default:
		return nil, errNoFont
	}
	n := be16(head, 8)<<16 | be16(head, 10)
	if n == 0 || n > maxCollection {
		return nil, errDamaged
	}
	offsets, err := readAt(r, 12, 4*n)
	if err != nil {
		return nil, err
	}
	labels := make([]label, n)
	for i := range labels {
		if labels[i], err = readLabel(r, be32(offsets, 4*i)); err != nil {
			return nil, err
		}
		labels[i].index = i
	}
	return labels, nil
}

// readLabel reads the label of the face whose table directory begins at an
// offset.
func readLabel(r io.ReaderAt, offset int) (label, error) {
	l := label{weight: 400}
	head, err := readAt(r, offset, 12)
	if err != nil {
		return l, err
	}
	n := be16(head, 4)
	if n == 0 || n > maxTables {
		return l, errDamaged
	}
	records, err := readAt(r, offset+12, 16*n)
	if err != nil {
		return l, err
	}
	for ; len(records) > 0; records = records[16:] {
		at, size := be32(records, 8), be32(records, 12)
		switch string(records[:4]) {
		case "name":
			t, err := readAt(r, at, min(size, maxNameTable))
			if err != nil {
				return l, err
			}
			l.names = readNames(t)
		case "OS/2":
			t, err := readAt(r, at, 6)
			if err != nil {
				return l, err
			}
			l.weight = be16(t, 4)
		}
	}
	return l, nil
}

func readAt(r io.ReaderAt, offset, size int) ([]byte, error) {
	b := make([]byte, size)
	if n, _ := r.ReadAt(b, int64(offset)); n < size {
		return nil, errDamaged
	}
	return b, nil
}

// called is the names a role is recognized by.
func (l *label) called() []string {
	var all []string
	for _, n := range l.names {
		switch n.id {
		case nameFamily, nameFull, namePostScript, nameTypoFamily:
			if !slices.Contains(all, n.text) {
				all = append(all, n.text)
			}
		}
	}
	return all
}
