package render

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"nianbao/fonts"
	"nianbao/render/frame"
	"nianbao/render/layout"
	"nianbao/render/style"
)

// TestGoldens compares, for each example, where everything stands on the
// pages, the outline of document.xml, and the objects of the PDF.
func TestGoldens(t *testing.T) {
	for _, name := range examples {
		r := loadFile(t, "../examples/"+name+".toml")
		b := build(t, r, Options{})
		pages, _ := layout.Pages(b.doc, style.Embedded("gb9704"), fonts.Embedded())
		golden(t, "testdata/"+name+".pages.txt", dumpPages(pages))
		golden(t, "testdata/"+name+".document.txt", dumpWord(t, b.docx))
		golden(t, "testdata/"+name+".objects.txt", dumpObjects(t, b.pdf))
	}
}

// dumpPages prints each page's lines of text: their height, and at which
// distance from the left edge, in points, in which face and size, what stands.
func dumpPages(d *frame.Document) string {
	var b strings.Builder
	for _, p := range d.Pages {
		rules := 0
		fmt.Fprintf(&b, "page %s\n", p.Label)
		last := ""
		for _, item := range p.Items {
			switch item := item.(type) {
			case *frame.Text:
				if y := fmt.Sprintf("%7.2f", float64(item.Y)/1000); y != last {
					fmt.Fprintf(&b, "\n%s", y)
					last = y
				}
				mark := ""
				if item.Tag == nil {
					mark = " artifact"
				}
				var s strings.Builder
				for _, g := range item.Glyphs {
					s.WriteRune(g.Rune)
				}
				fmt.Fprintf(&b, "  %.2f %s %.4g%s %s", float64(item.X)/1000, item.Face.PostScriptName, float64(item.Size)/1000, mark, s.String())
			case *frame.Image:
				fmt.Fprintf(&b, "\n%7.2f  %.2f image %.2f × %.2f", float64(item.Y)/1000, float64(item.X)/1000, float64(item.W)/1000, float64(item.H)/1000)
			case *frame.Rule:
				rules++
			}
		}
		fmt.Fprintf(&b, "\n\n%d rules\n\n", rules)
	}
	return b.String()
}

// dumpWord prints a line for each paragraph and cell of document.xml: the
// style, spans, and the text.
func dumpWord(t *testing.T, data []byte) string {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var b, line strings.Builder
	inText := false
	for x := xml.NewDecoder(f); ; {
		token, err := x.Token()
		if errors.Is(err, io.EOF) {
			return b.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			switch name := token.Name.Local; name {
			case "t":
				inText = true
			case "pStyle", "gridSpan", "vMerge", "gridCol", "tblHeader", "cantSplit", "b", "footnoteReference", "br", "drawing", "pgSz", "pgMar", "docGrid":
				line.WriteString(name)
				for _, a := range token.Attr {
					line.WriteString("=" + a.Value)
				}
				line.WriteByte(' ')
			}
		case xml.EndElement:
			switch token.Name.Local {
			case "t":
				inText = false
				line.WriteByte(' ')
			case "p", "tblGrid", "trPr", "sectPr":
				fmt.Fprintf(&b, "%s %s\n", token.Name.Local, line.String())
				line.Reset()
			}
		case xml.CharData:
			if inText {
				line.Write(token)
			}
		}
	}
}

// dumpObjects counts the objects of a PDF by what they are and prints the few
// that hold the rest together.
func dumpObjects(t *testing.T, data []byte) string {
	count := map[string]int{}
	var b strings.Builder
	for _, line := range strings.Split(output(t, data, "mutool", "show", "IN", "grep"), "\n") {
		_, object, ok := strings.Cut(line, " obj ")
		if !ok {
			continue
		}
		kind := "other"
		if m := objectType.FindStringSubmatch(object); m != nil {
			kind = m[1]
		} else if m := objectRole.FindStringSubmatch(object); m != nil {
			kind = "structure " + m[1]
		}
		count[kind]++
		if kind == "/Catalog" || kind == "/Page" || kind == "/Font" || kind == "/FontDescriptor" {
			fmt.Fprintln(&b, object)
		}
	}
	b.WriteByte('\n')
	for _, kind := range slices.Sorted(maps.Keys(count)) {
		fmt.Fprintf(&b, "%5d %s\n", count[kind], kind)
	}
	return b.String()
}

var (
	objectType = regexp.MustCompile(`/Type(/[A-Za-z]+)`)
	objectRole = regexp.MustCompile(`/P \d+ 0 R.*/S(/[A-Za-z0-9]+)`)
)
