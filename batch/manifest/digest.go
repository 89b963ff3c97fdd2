package manifest

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"

	"github.com/emmansun/gmsm/sm3"

	"nianbao/batch/disk"
)

// Digests returns the SHA-256 and SM3 (GB/T 32905) of data in hexadecimal.
func Digests(data []byte) (sha, sm string) {
	a, b := sha256.Sum256(data), sm3.Sum(data)
	return hex.EncodeToString(a[:]), hex.EncodeToString(b[:])
}

// SHA256 returns the digest of data in hexadecimal.
func SHA256(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Measure returns the size, SHA-256 and SM3 of the file at path.
func Measure(path string) (size int64, sha, sm string, err error) { return measure(path, true) }

// measure reads the file at path and returns its size and digests. SM3 is
// worked out only when withSM3 is set: it is the slower one.
func measure(path string, withSM3 bool) (size int64, sha, sm string, err error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, "", "", disk.ReadError(path, err)
	}
	defer f.Close()
	a, b := sha256.New(), sm3.New()
	w := io.Writer(a)
	if withSM3 {
		w = io.MultiWriter(a, b)
	}
	if size, err = io.Copy(w, f); err != nil {
		return 0, "", "", disk.ReadError(path, err)
	}
	return size, hex.EncodeToString(a.Sum(nil)), hex.EncodeToString(b.Sum(nil)), nil
}

// Stands reports whether the file at path is there with the size and SHA-256
// that f gives.
func (f File) Stands(path string) bool {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() != f.Bytes {
		return false
	}
	_, sha, _, err := measure(path, false)
	return err == nil && sha == f.SHA256
}
