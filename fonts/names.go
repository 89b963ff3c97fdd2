package fonts

import (
	"encoding/binary"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// name is one string of the name table.
type name struct {
	id       int
	language int // Windows language: 0x0804 is Chinese (PRC)
	text     string
}

type names []name

const (
	nameFamily     = 1
	nameFull       = 4
	namePostScript = 6
	nameLicense    = 13
	nameTypoFamily = 16
)

var usedNames = []int{nameFamily, nameFull, namePostScript, nameLicense, nameTypoFamily}

const chinesePRC = 0x0804

const (
	maxNameRecords = 2000
	maxNameSize    = 4096 // bytes
)

// readNames reads the strings of a name table that are used here, in all
// languages: the Unicode ones, and from the Macintosh platform those in plain
// ASCII. Broken records are left out.
func readNames(t []byte) names {
	if len(t) < 6 {
		return nil
	}
	var all names
	count, storage := be16(t, 2), be16(t, 4)
	for i := 0; i < min(count, maxNameRecords) && 18+12*i <= len(t); i++ {
		rec := t[6+12*i:]
		platform, language, id := be16(rec, 0), be16(rec, 4), be16(rec, 6)
		start, size := storage+be16(rec, 10), be16(rec, 8)
		if !slices.Contains(usedNames, id) || size > maxNameSize || start+size > len(t) {
			continue
		}
		text, ok := nameText(platform, t[start:start+size])
		if ok && text != "" {
			all = append(all, name{id, language, text})
		}
	}
	return all
}

func nameText(platform int, raw []byte) (string, bool) {
	switch platform {
	case 0, 3:
		units := make([]uint16, len(raw)/2)
		for i := range units {
			units[i] = binary.BigEndian.Uint16(raw[2*i:])
		}
		return strings.TrimSpace(string(utf16.Decode(units))), true
	case 1:
		ascii := !slices.ContainsFunc(raw, func(b byte) bool { return b < ' ' || b >= utf8.RuneSelf })
		return strings.TrimSpace(string(raw)), ascii
	}
	return "", false
}

// first is the first string of an id, "" for none.
func (n names) first(id int) string {
	for _, x := range n {
		if x.id == id {
			return x.text
		}
	}
	return ""
}

// family is the family's Chinese name, else any.
func (n names) family() string {
	for _, x := range n {
		if x.id == nameFamily && x.language == chinesePRC {
			return x.text
		}
	}
	if s := n.first(nameTypoFamily); s != "" {
		return s
	}
	return n.first(nameFamily)
}

// postScriptName keeps what a PDF name may hold unescaped; a face without a
// usable name is called after its file.
func postScriptName(s, file string) string {
	clean := func(r rune) rune {
		if r > ' ' && r < 0x7f && !strings.ContainsRune("()<>[]{}/%#", r) {
			return r
		}
		return -1
	}
	if s = strings.Map(clean, s); s != "" {
		return s
	}
	if s = strings.Map(clean, file); s != "" {
		return s
	}
	return "Unnamed"
}

// short is a text's first sentence, cut at 80 characters.
func short(s string) string {
	s, _, _ = strings.Cut(s, ". ")
	if r := []rune(s); len(r) > 80 {
		return string(r[:80]) + "…"
	}
	return s
}
