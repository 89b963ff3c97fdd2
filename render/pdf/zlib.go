package pdf

import (
	"hash/adler32"

	"nianbao/render/deflate"
)

// zlibbed appends the data, joined, in zlib's format (RFC 1950), as FlateDecode
// wants them (ISO 32000-1, 7.4.4).
func zlibbed(dst []byte, data ...[]byte) []byte {
	sum := adler32.New()
	for _, d := range data {
		sum.Write(d)
	}
	dst = append(dst, 0x78, 0x01) // a window of 32 KiB, compressed fast
	return sum.Sum(deflate.Append(dst, data...))
}
