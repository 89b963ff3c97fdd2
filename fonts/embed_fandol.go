//go:build !nofandol

package fonts

import _ "embed"

//go:embed files/NotoSerifSC-Regular.blocks
var notoRegular []byte

//go:embed files/FandolFang-Regular.otf
var fandolFang []byte

//go:embed files/FandolHei-Regular.otf
var fandolHei []byte

//go:embed files/FandolKai-Regular.blocks
var fandolKai []byte

//go:embed files/FandolSong-Regular.otf
var fandolSong []byte

const gplFont = "GPL-3 with font exception"

var (
	embeddedNotoRegular = source{file: "NotoSerifSC-Regular.ttf", packed: notoRegular, license: ofl}

	embeddedFang = source{file: "FandolFang-Regular.otf", data: fandolFang, license: gplFont}
	embeddedHei  = source{file: "FandolHei-Regular.otf", data: fandolHei, license: gplFont}
	embeddedKai  = source{file: "FandolKai-Regular.otf", packed: fandolKai, license: gplFont}
	embeddedSong = source{file: "FandolSong-Regular.otf", data: fandolSong, license: gplFont}
)

var embeddedRoles = map[Role]*source{
	XiaoBiaoSong: &embeddedNotoBold,
	FangSong:     &embeddedFang,
	KaiTi:        &embeddedKai,
	HeiTi:        &embeddedHei,
	SongTi:       &embeddedSong,
}

// embeddedFallback is what stands in for a missing character, nearest first.
var embeddedFallback = []*source{
	&embeddedNotoRegular, &embeddedNotoBold,
	&embeddedSong, &embeddedFang, &embeddedKai, &embeddedHei,
}
