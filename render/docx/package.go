package docx

import (
	"archive/zip"
	"hash/crc32"
	"io"

	"nianbao/render/deflate"
)

// part is an entry of the package (ECMA-376-2), compressed or not, ready to
// be written.
type part struct {
	name   string
	method uint16
	crc    uint32
	size   int
	data   []byte // as it stands in the file
}

// deflated is a part compressed, with memory of its own.
func deflated(name string, data []byte) part { return deflatedTo(nil, name, data) }

// deflatedTo is deflated in the memory of dst.
func deflatedTo(dst []byte, name string, data []byte) part {
	return part{name, zip.Deflate, crc32.ChecksumIEEE(data), len(data), deflate.Append(dst[:0], data)}
}

// stored is a part written as it is: pictures, and what is too small to gain.
func stored(name string, data []byte) part {
	return part{name, zip.Store, crc32.ChecksumIEEE(data), len(data), data}
}

// first of January 1980, 0:00, the earliest time a zip file can hold.
const zipDate = 1<<5 | 1

// archive is a package being written. It keeps the first error.
type archive struct {
	zip    *zip.Writer
	packed []byte // of the last large part; reused
	err    error
}

// add writes a part. Sizes are known, so no data descriptor follows it.
func (a *archive) add(p part) {
	if a.err != nil {
		return
	}
	var w io.Writer
	w, a.err = a.zip.CreateRaw(&zip.FileHeader{
		Name: p.name, Method: p.method, ModifiedDate: zipDate,
		CRC32: p.crc, CompressedSize64: uint64(len(p.data)), UncompressedSize64: uint64(p.size),
	})
	if a.err == nil {
		_, a.err = w.Write(p.data)
	}
}

// small writes data as it is: compressing a kilobyte costs more than it saves.
func (a *archive) small(name string, data []byte) { a.add(stored(name, data)) }

// large writes data compressed.
func (a *archive) large(name string, data []byte) {
	p := deflatedTo(a.packed, name, data)
	a.packed = p.data
	a.add(p)
}

// close ends the package and says what went wrong first.
func (a *archive) close() error {
	if a.err != nil {
		return a.err
	}
	return a.zip.Close()
}
