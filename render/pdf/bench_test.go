package pdf

import (
	"io"
	"testing"
)

func BenchmarkWrite(b *testing.B) {
	for _, d := range oddDocuments() {
		switch d.name {
		case "small", "sixty-pages":
			b.Run(d.name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if err := Write(io.Discard, d.doc, Options{}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
