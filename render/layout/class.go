package layout

import "unicode"

// flags say how a character behaves at the ends of a line and beside others
// (GB/T 15834-2011, 5.1; GB/T 9704-2012 leaves the rest to good practice).
type flags uint16

const (
	noStart    flags = 1 << iota // never first on a line
	noEnd                        // never last on a line
	latin                        // part of a Latin word or a number: not cut
	digit                        //
	space                        //
	blankLeft                    // an opening mark: its left half is empty
	blankRight                   // a closing mark or stop: its right half is empty
	stop                         // ，。、；：．
	joined                       // a dash or an ellipsis: no gap between two of them
	mayBreak                     // a line may end after it
	mustBreak                    // a line ends after it
)

var ascii = func() (t [128]flags) {
	for r := '!'; r <= '~'; r++ {
		t[r] = latin
	}
	for r := '0'; r <= '9'; r++ {
		t[r] |= digit
	}
	for _, r := range ")]},.:;!?%-~" {
		t[r] |= noStart
	}
	for _, r := range "([{$" {
		t[r] |= noEnd
	}
	t['/'] |= noStart | noEnd
	t[' '] = space
	return t
}()

// classify looks a character up. Characters of no special kind, Chinese ones
// above all, have no flags: lines may begin and end with them.
func classify(r rune) flags {
	if r < 128 {
		return ascii[max(r, 0)]
	}
	if r >= 0x3400 && r <= 0x9fff || r >= 0x20000 {
		return 0
	}
	switch r {
	case '，', '。', '、', '；', '：', '．':
		return noStart | blankRight | stop
	case '）', '》', '〉', '」', '』', '】', '〗', '〕', '］', '｝', '〙', '〛', '”', '’':
		return noStart | blankRight
	case '（', '《', '〈', '「', '『', '【', '〖', '〔', '［', '｛', '〘', '〚', '“', '‘':
		return noEnd | blankLeft
	case '—', '―', '…', '⋯':
		return noStart | joined
	case '／':
		return noStart | noEnd
	case '？', '！', '·', '・', '‧', '～', '－', '％', '‰', '℃', '′', '″', '〞', '〟',
		'々', '〻', 'ー', '゛', '゜', 'ヽ', 'ヾ', 'ゝ', 'ゞ', '‼', '⁇', '⁈', '⁉',
		'ぁ', 'ぃ', 'ぅ', 'ぇ', 'ぉ', 'っ', 'ゃ', 'ゅ', 'ょ', 'ゎ',
		'ァ', 'ィ', 'ゥ', 'ェ', 'ォ', 'ッ', 'ャ', 'ュ', 'ョ', 'ヮ', 'ヵ', 'ヶ':
		return noStart
	case '〝', '￥', '＄', '￡', '№', '§':
		return noEnd
	case '¥', '£', '€', '±', '≤', '≥', '≈':
		return noEnd | latin
	case '°', '²', '³', '–', '‐', '‑':
		return noStart | latin
	case '×', '÷', '−', '\u00a0', '\u202f', '\u2060':
		return latin
	}
	switch {
	case r >= 0x2070 && r <= 0x209C: // digits above and below the line
		return noStart | latin
	case r >= '０' && r <= '９':
		return latin | digit
	case r >= 'Ａ' && r <= 'Ｚ', r >= 'ａ' && r <= 'ｚ':
		return latin
	case r < 0x2E80 && unicode.IsLetter(r):
		return latin
	case unicode.IsMark(r):
		return noStart | latin
	}
	return 0
}

// mayPart says whether a line may end between two neighbours, by their kinds
// alone.
func mayPart(a, b flags) bool {
	switch {
	case b&(noStart|space) != 0, a&noEnd != 0:
		return false
	case a&space != 0:
		return true
	}
	return a&b&latin == 0
}

// invisible tells characters that leave no mark and take no room: line ends
// and controls, marks of direction, joiners, variation selectors.
func invisible(r rune) bool {
	if r < 0x7f {
		return r < ' '
	}
	return r < 0xa0 || r == '\u00ad' || r >= '\u200b' && r <= '\u200f' ||
		r >= '\u2028' && r <= '\u202e' || r >= '\u2060' && r <= '\u206f' || r == '\ufeff' ||
		r >= '\ufe00' && r <= '\ufe0f' || r >= 0xe0000 && r <= 0xe0fff
}
