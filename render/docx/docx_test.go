package docx

import (
	"bytes"
	"testing"

	"nianbao/render/doc"
)

// made writes a document, or fails the test.
func made(t testing.TB, d *doc.Document, o Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, d, gb9704, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestSameBytes(t *testing.T) {
	first := made(t, report(), Options{})
	made(t, &doc.Document{Blocks: []doc.Block{par("另一份")}}, Options{})
	if !bytes.Equal(first, made(t, report(), Options{})) {
		t.Error("两次写出的字节不同")
	}
}

func BenchmarkReport(b *testing.B) {
	d := report()
	var out bytes.Buffer
	b.ReportAllocs()
	for b.Loop() {
		out.Reset()
		if err := Write(&out, d, gb9704, Options{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(out.Len()), "bytes/doc")
}
