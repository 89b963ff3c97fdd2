package docx

import (
	"sync"

	"golang.org/x/text/encoding/simplifiedchinese"

	"nianbao/fonts"
	"nianbao/render/doc"
)

// official is how the document names the face of a role: the face that
// offices have, and what to take where it is missing.
type official struct {
	name, alt string
	panose    string // "" = unknown
	family    string // ECMA-376-1, 17.8.3.9
	pitch     string // 17.8.3.24
	// wide holds the other characters of GBK: faces called _GB2312 and 简体
	// end at the 6,763 characters of GB/T 2312. "" = the face has them itself.
	wide string
}

var officials = map[fonts.Role]official{
	fonts.XiaoBiaoSong: {"方正小标宋简体", "方正小标宋_GBK", "", "script", "variable", "方正小标宋_GBK"},
	fonts.FangSong:     {"仿宋_GB2312", "仿宋", "02010609030101010101", "modern", "fixed", "仿宋"},
	fonts.KaiTi:        {"楷体_GB2312", "楷体", "02010609030101010101", "modern", "fixed", "楷体"},
	fonts.HeiTi:        {"黑体", "SimHei", "02010609060101010101", "modern", "fixed", ""},
	fonts.SongTi:       {"宋体", "SimSun", "02010600030101010101", "auto", "variable", ""},
}

// Faces for characters that the official ones lack altogether.
const (
	songFace = "宋体"          // Extension A and the end of the first block
	extBFace = "SimSun-ExtB" // plane 2
	extGFace = "SimSun-ExtG" // plane 3
)

// substitute is the face that a Chinese character must be set in because the
// official face of the role lacks it; "" means none is needed.
func substitute(role fonts.Role, r rune) string {
	switch {
	case !han(r):
		return ""
	case r >= 0x30000:
		return extGFace
	case r >= 0x20000:
		return extBFace
	case r < 0x4E00 || r > 0x9FA5:
		if role == fonts.SongTi {
			return ""
		}
		return songFace
	}
	if wide := officials[role].wide; wide != "" && !inGB2312(r) {
		return wide
	}
	return ""
}

// han says whether r lies in a block of Chinese characters.
func han(r rune) bool {
	return r >= 0x3400 && r <= 0x4DBF || r >= 0x4E00 && r <= 0x9FFF ||
		r >= 0xF900 && r <= 0xFAFF || r >= 0x20000 && r <= 0x3FFFD
}

// gb2312 has a bit for each character U+4E00–9FFF of GB/T 2312 rows 16–87.
var gb2312 = sync.OnceValue(func() *[0x5200 / 64]uint64 {
	var set [0x5200 / 64]uint64
	decoder := simplifiedchinese.GBK.NewDecoder()
	for lead := byte(0xB0); lead <= 0xF7; lead++ {
		for trail := byte(0xA1); trail <= 0xFE; trail++ {
			s, err := decoder.Bytes([]byte{lead, trail})
			if err != nil {
				continue
			}
			if r := []rune(string(s))[0]; r >= 0x4E00 && r <= 0x9FFF {
				set[(r-0x4E00)/64] |= 1 << ((r - 0x4E00) % 64)
			}
		}
	}
	return &set
})

func inGB2312(r rune) bool {
	return gb2312()[(r-0x4E00)/64]&(1<<((r-0x4E00)%64)) != 0
}

// roleOf is the role whose face a piece of text is set in. Chinese faces do
// not slant: italics are set in 楷体.
func (s *sheet) roleOf(t *doc.Inline, role fonts.Role) fonts.Role {
	switch {
	case t.Code:
		return fonts.SongTi
	case t.Lead:
		return s.style.TextOf("heading2").Face
	case t.Italic:
		return fonts.KaiTi
	}
	return role
}
