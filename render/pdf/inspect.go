package pdf

import (
	"bytes"
	"errors"
	"slices"
	"strings"
)

// Facts is what a PDF says of itself: enough to check a file that somebody
// hands over, not a validation.
type Facts struct {
	Pages int
	PDFA  string // "2A", "1B" … by its XMP metadata; "" = claims none
	PDFUA bool
	// Unembedded are the names of fonts whose program is not in the file.
	Unembedded []string
	Scripts    bool // holds JavaScript or launches programs
	// Title, Author and Producer are those of its information dictionary; Day
	// is its creation date as 20260120.
	Title, Author, Producer, Day string
	// Tail says that something follows the end of the file (ISO 19005-2, 6.1.3
	// allows a line end).
	Tail bool
}

// known are the claims there are: ISO 19005-1, -2, -3 and -4.
var known = []string{"1A", "1B", "2A", "2B", "2U", "3A", "3B", "3U", "4", "4E", "4F"}

// Inspect reads what a PDF says of itself. A file that is broken, encrypted or
// unpacks to too much gives an error.
func Inspect(file []byte) (*Facts, error) {
	r, err := newReader(file)
	if err != nil {
		return nil, err
	}
	f := &Facts{}
	root, err := get[dict](r, r.trailer["Root"])
	if err != nil {
		return nil, err
	}
	if meta, err := get[*stream](r, root["Metadata"]); err == nil {
		if xmp, err := r.unpack(meta); err == nil {
			f.claims(string(xmp))
		}
	}
	if info, err := get[dict](r, r.trailer["Info"]); err == nil {
		f.Title, f.Author, f.Producer = textOf(info["Title"]), textOf(info["Author"]), textOf(info["Producer"])
		if day := textOf(info["CreationDate"]); len(day) >= 10 && strings.HasPrefix(day, "D:") {
			f.Day = day[2:10]
		}
	}
	end := bytes.LastIndex(file, []byte("%%EOF"))
	f.Tail = end < 0 || len(bytes.Trim(file[end+len("%%EOF"):], "\r\n")) > 0
	w := inspector{reader: r, facts: f, seen: map[ref]bool{}}
	if err := w.pages(root["Pages"], 0); err != nil {
		return nil, err
	}
	for number := range r.places {
		if err := w.object(number); err != nil {
			return nil, err
		}
	}
	slices.Sort(f.Unembedded) // objects come in no order
	return f, nil
}

// claims reads pdfaid and pdfuaid, written as elements or as attributes.
func (f *Facts) claims(xmp string) {
	claim := xmpValue(xmp, "pdfaid:part") + strings.ToUpper(xmpValue(xmp, "pdfaid:conformance"))
	if slices.Contains(known, claim) {
		f.PDFA = claim
	}
	f.PDFUA = xmpValue(xmp, "pdfuaid:part") != ""
}

func xmpValue(xmp, name string) string {
	if _, rest, ok := strings.Cut(xmp, "<"+name+">"); ok {
		value, _, _ := strings.Cut(rest, "<")
		return strings.TrimSpace(value)
	}
	if _, rest, ok := strings.Cut(xmp, name+`="`); ok {
		value, _, _ := strings.Cut(rest, `"`)
		return strings.TrimSpace(value)
	}
	return ""
}

type inspector struct {
	reader *reader
	facts  *Facts
	seen   map[ref]bool
}

var errPageTree = errors.New("页面树损坏")

// pages counts the leaves of the page tree.
func (w *inspector) pages(v any, depth int) error {
	if number, ok := v.(ref); ok {
		if w.seen[number] || len(w.seen) > maxObjects {
			return errPageTree
		}
		w.seen[number] = true
	}
	node, err := get[dict](w.reader, v)
	if err != nil || depth > 64 {
		return errPageTree
	}
	if node["Type"] == name("Page") {
		w.facts.Pages++
		return nil
	}
	kids, err := get[array](w.reader, node["Kids"])
	if err != nil {
		return errPageTree
	}
	for _, kid := range kids {
		if err := w.pages(kid, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// object looks for fonts without a program and for what runs.
func (w *inspector) object(number ref) error {
	v, err := w.reader.get(number)
	if err != nil {
		return err
	}
	d, ok := v.(dict)
	if !ok {
		return nil
	}
	switch d["S"] {
	case name("JavaScript"), name("Launch"):
		w.facts.Scripts = true
	}
	if d["Type"] == name("Font") && d["Subtype"] != name("Type0") && d["Subtype"] != name("Type3") {
		w.font(d)
	}
	return nil
}

func (w *inspector) font(d dict) {
	descriptor, err := get[dict](w.reader, d["FontDescriptor"])
	for _, key := range []string{"FontFile", "FontFile2", "FontFile3"} {
		if _, ok := descriptor[key]; ok && err == nil {
			return
		}
	}
	font, _ := d["BaseFont"].(name)
	w.facts.Unembedded = append(w.facts.Unembedded, string(font))
}
