package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"fmt"
	"hash/crc32"
	"io"
	"testing"
)

func crc(data []byte) uint32 { return crc32.ChecksumIEEE(data) }

// sample is text and numbers that follow from nothing but this code.
func sample(n int) []byte {
	var b buf
	x := uint32(1)
	for len(b) < n {
		x = x*1664525 + 1013904223
		b.str("<</S/TD/P ")
		b.int(int(x >> 20))
		b.str(" 0 R/K ")
		b.int(int(x >> 28))
		b = append(b, byte(x>>8), byte(x>>16), '\n')
	}
	return b[:n]
}

// TestZlib: compressed data are the same on every platform and under every
// build tag, for these sums were taken on one. The standard library reads
// them.
func TestZlib(t *testing.T) {
	data := sample(100_000)
	const want = "29542 20e59caff6c18967e557dfa9d0ba202897abd6c52b4388ade4f0a1541f827c67"
	packed := zlibbed(nil, data)
	if got := fmt.Sprintf("%d %x", len(packed), sha256.Sum256(packed)); got != want {
		t.Errorf("got %s", got)
	}
	z, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(z); err != nil || !bytes.Equal(got, data) {
		t.Errorf("does not come out as it went in, %v", err)
	}
}
