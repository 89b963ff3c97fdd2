package fonts

import "strings"

// official lists, for each role, the names under which offices have its
// faces, the one to be preferred first: GB/T 9704 names the faces, and vendors
// (方正, 中易, 华文, the CESI faces of 麒麟 and 统信) each name theirs
// otherwise. A face belongs to the first role of which its family, full,
// PostScript or file name holds a name. Names are in lower case without
// spaces, hyphens and underlines.
var official = []struct {
	role  Role
	names []string
}{
	{XiaoBiaoSong, []string{
		"方正小标宋简体", "fzxbsjw", "方正小标宋gbk", "fzxbsk", "方正小标宋", "fzxiaobiaosong", "fzxbs",
		"cesi小标宋", "cesixbs", "小标宋", "xiaobiaosong", "华文中宋", "stzhongsong",
	}},
	{FangSong, []string{
		"仿宋gb2312", "fangsonggb2312", "方正仿宋", "fzfangsong", "fzfsjw", "fzfsk",
		"cesi仿宋", "cesifs", "仿宋", "fangsong", "simfang", "fandolfang",
	}},
	{KaiTi, []string{
		"楷体gb2312", "kaitigb2312", "方正楷体", "fzkai", "fzktjw", "fzktk",
		"cesi楷体", "cesikt", "楷体", "kaiti", "simkai", "fandolkai",
	}},
	{HeiTi, []string{
		"黑体", "simhei", "方正黑体", "fzhei", "fzhtjw", "fzhtk", "cesi黑体", "cesiht", "heiti",
		"sourcehansanssc", "sourcehansanscn", "notosanssc", "notosanscjksc", "fandolhei",
	}},
	{SongTi, []string{
		"宋体", "simsun", "方正书宋", "fzshusong", "fzssjw", "fzssk", "cesi宋体", "cesiss", "songti", "stsong",
		"sourcehanserifsc", "sourcehanserifcn", "notoserifsc", "notoserifcjksc", "fandolsong",
	}},
}

// roleOf finds the role that a face's names speak for and how much: the
// lower the rank the better. ok is false when they speak for none.
func roleOf(names []string) (role Role, rank int, ok bool) {
	plain := make([]string, len(names))
	for i, n := range names {
		plain[i] = strings.NewReplacer(" ", "", "-", "", "_", "").Replace(strings.ToLower(n))
	}
	for _, o := range official {
		best := -1
		for i, want := range o.names {
			for _, have := range plain {
				rank := 2*i + 1 // part of a longer name
				if have == want {
					rank = 2 * i
				}
				if strings.Contains(have, want) && (best < 0 || rank < best) {
					best = rank
				}
			}
		}
		if best >= 0 {
			return o.role, best + 1, true
		}
	}
	return "", 0, false
}
