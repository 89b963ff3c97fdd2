package render

import (
	"bytes"
	"encoding/binary"
)

// turned tells whether a JPEG asks to be turned before it is shown (Exif 2.32,
// tag 0x0112): cameras write it, neither PDF nor DOCX heed it.
func turned(jpeg []byte) bool {
	exif := exifOf(jpeg)
	if len(exif) < 8 {
		return false
	}
	var order binary.ByteOrder = binary.BigEndian
	if exif[0] == 'I' {
		order = binary.LittleEndian
	}
	at := int64(order.Uint32(exif[4:]))
	if at < 8 || at+2 > int64(len(exif)) {
		return false
	}
	entries := exif[at+2:]
	for n := order.Uint16(exif[at:]); n > 0 && len(entries) >= 12; n-- {
		if order.Uint16(entries) == 0x0112 {
			return order.Uint16(entries[8:]) > 1
		}
		entries = entries[12:]
	}
	return false
}

// exifOf returns the TIFF data of the Exif segment of a JPEG, nil for none.
func exifOf(jpeg []byte) []byte {
	for rest := jpeg[min(2, len(jpeg)):]; len(rest) >= 4 && rest[0] == 0xFF && rest[1] != 0xDA; {
		n := int(binary.BigEndian.Uint16(rest[2:])) + 2
		if n < 4 || n > len(rest) {
			return nil
		}
		if exif, ok := bytes.CutPrefix(rest[4:n], []byte("Exif\x00\x00")); ok && rest[1] == 0xE1 {
			return exif
		}
		rest = rest[n:]
	}
	return nil
}
