// Package fonts is the faces: the ones inside the program and those an office
// brings, which characters they hold, how wide their glyphs are, and the
// subsets that go into documents.
package fonts

// GlyphID is a glyph's number in its face.
type GlyphID uint16

// Role is what a face is used for (GB/T 9704-2012, 5.2.2).
type Role string

// Roles.
const (
	XiaoBiaoSong Role = "小标宋" // titles
	FangSong     Role = "仿宋"  // body
	KaiTi        Role = "楷体"  // level 2
	HeiTi        Role = "黑体"  // level 1
	SongTi       Role = "宋体"  // page numbers, tables
)

// Roles is all roles, in the order they are listed to users.
var Roles = []Role{XiaoBiaoSong, HeiTi, KaiTi, FangSong, SongTi}
