//go:build nofandol

package fonts

import _ "embed"

//go:embed files/NotoSerifSC-Regular.ttf
var notoRegular []byte

var embeddedNotoRegular = source{file: "NotoSerifSC-Regular.ttf", data: notoRegular, license: ofl}

// Without the Fandol faces Noto serves every role, unless an office brings
// its own (Folder).
var embeddedRoles = map[Role]*source{
	XiaoBiaoSong: &embeddedNotoBold,
	FangSong:     &embeddedNotoRegular,
	KaiTi:        &embeddedNotoRegular,
	HeiTi:        &embeddedNotoBold,
	SongTi:       &embeddedNotoRegular,
}

// embeddedFallback is what stands in for a missing character, nearest first.
var embeddedFallback = []*source{&embeddedNotoRegular, &embeddedNotoBold}
