package docx

import (
	"archive/zip"
	"bytes"
	"hash/crc32"
	"io"
	"sync"

	"github.com/klauspost/compress/flate"
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

// packer compresses parts; it is reused, for a compressor is costly to make.
type packer struct {
	flate *flate.Writer
	out   bytes.Buffer
}

var packers = sync.Pool{New: func() any {
	// The level is a valid constant.
	w, _ := flate.NewWriter(io.Discard, 3)
	return &packer{flate: w}
}}

// deflate compresses data. The result is good until the next call.
func (p *packer) deflate(name string, data []byte) (part, error) {
	p.out.Reset()
	p.flate.Reset(&p.out)
	if _, err := p.flate.Write(data); err != nil {
		return part{}, err
	}
	if err := p.flate.Close(); err != nil {
		return part{}, err
	}
	return part{name, zip.Deflate, crc32.ChecksumIEEE(data), len(data), p.out.Bytes()}, nil
}

// deflated is deflate with memory of its own, for parts that are kept.
func deflated(name string, data []byte) (part, error) {
	p := packers.Get().(*packer)
	defer packers.Put(p)
	made, err := p.deflate(name, data)
	made.data = bytes.Clone(made.data)
	return made, err
}

// stored is a part written as it is: pictures, and what is too small to gain.
func stored(name string, data []byte) part {
	return part{name, zip.Store, crc32.ChecksumIEEE(data), len(data), data}
}

// first of January 1980, 0:00, the earliest time a zip file can hold.
const zipDate = 1<<5 | 1

// archive is a package being written. It keeps the first error.
type archive struct {
	zip *zip.Writer
	err error
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
	p := packers.Get().(*packer)
	defer packers.Put(p)
	made, err := p.deflate(name, data)
	if a.err == nil {
		a.err = err
	}
	a.add(made)
}

// close ends the package and says what went wrong first.
func (a *archive) close() error {
	if a.err != nil {
		return a.err
	}
	return a.zip.Close()
}
