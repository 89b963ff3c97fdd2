package fonts

// misdrawn are the characters that a face draws as other ones, by its
// PostScript name: 干 for 幹, $ for ￥, 騁 for 誠 (its neighbour in the order
// of their sounds), or too small to be seen: ™. Nothing but looking at the
// glyphs tells; all 1,179 traditional characters and the signs of the faces
// inside the program have been looked at beside those of Noto Serif SC. The
// face counts as having none of them, so that the next one stands in.
var misdrawn = map[string]string{
	"FandolFang-Regular": "￥￣™幹捨準滷癥臟衹醜餘鬆鬱鹼",
	"FandolHei-Regular":  "￥￣™幹懲捨準滷癥稱臟衹誠醜餘騁鬆鬱",
	"FandolKai-Regular":  "￥￣™懲稱誠騁",
	"FandolSong-Regular": "￥￣™壘幹捨準滷癥臟衹餘鬆鬱",
}

func (f *Face) dropMisdrawn() {
	for _, r := range misdrawn[f.PostScriptName] {
		f.chars.drop(r)
	}
}
