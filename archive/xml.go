package archive

import (
	"strconv"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// xmlText builds an XML text of nested elements, two blanks a level.
type xmlText struct {
	b     strings.Builder
	depth int
}

func (x *xmlText) line(s string) {
	for range x.depth {
		x.b.WriteString("  ")
	}
	x.b.WriteString(s)
	x.b.WriteByte('\n')
}

// group writes an element around what body writes.
func (x *xmlText) group(name string, body func()) {
	x.line("<" + name + ">")
	x.depth++
	body()
	x.depth--
	end, _, _ := strings.Cut(name, " ")
	x.line("</" + end + ">")
}

// leaf writes an element with text.
func (x *xmlText) leaf(name, text string) {
	if text == "" {
		x.line("<" + name + "/>")
		return
	}
	x.line("<" + name + ">" + escape(text) + "</" + name + ">")
}

func (x *xmlText) number(name string, n int64) { x.leaf(name, strconv.FormatInt(n, 10)) }

// bytes is the whole file in the settings' encoding.
func (x *xmlText) bytes(utf8 bool) []byte {
	name := "GB18030"
	if utf8 {
		name = "UTF-8"
	}
	return encode("<?xml version=\"1.0\" encoding=\""+name+"\"?>\n"+x.b.String(), utf8)
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// escape writes text for XML; characters that XML 1.0 forbids are dropped.
func escape(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' || r == 0xfffe || r == 0xffff || r == '\uFFFD' {
			return -1
		}
		return r
	}, s)
	return escaper.Replace(s)
}

// encode turns text into GB18030, which holds every character of Unicode
// (GB 18030-2022; beyond the BMP in four bytes), or leaves it in UTF-8.
func encode(s string, utf8 bool) []byte {
	if utf8 {
		return []byte(s)
	}
	b, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(s))
	if err != nil { // only invalid UTF-8 fails, and s was valid
		return []byte(s)
	}
	return b
}

// decode reads a text file of a package: UTF-8 where it is valid, else
// GB18030.
func decode(b []byte) (string, bool) {
	if text := strings.ToValidUTF8(string(b), "\ufffd"); !strings.ContainsRune(text, '\ufffd') {
		return strings.TrimPrefix(text, "\ufeff"), true
	}
	s, err := simplifiedchinese.GB18030.NewDecoder().Bytes(b)
	return string(s), err == nil && !strings.ContainsRune(string(s), '\ufffd')
}
