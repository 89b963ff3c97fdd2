package render

import (
	"strings"
	"unicode/utf8"

	"nianbao/render/doc"
)

// longestLead is how long the sentence that heads a paragraph may be,
// characters with its label.
const longestLead = 30

// lead marks the words that head a paragraph, as in （一）主动公开情况。全年…: a
// label of level 2 and a few words without a comma, up to a full stop. They
// take the face of a heading (GB/T 9704-2012, 7.3.3).
func lead(text []doc.Inline) []doc.Inline {
	if labelLevel(doc.Plain(text)) != 2 {
		return text
	}
	length := 0
	for i := range text {
		for at, r := range text[i].Text {
			if length++; length > longestLead || strings.ContainsRune("，；：！？,;:!?", r) {
				return text
			}
			if r != '。' {
				continue
			}
			return cutLead(text, i, at+utf8.RuneLen(r))
		}
	}
	return text
}

// cutLead marks text up to byte end of piece i.
func cutLead(text []doc.Inline, i, end int) []doc.Inline {
	out := append(make([]doc.Inline, 0, len(text)+1), text[:i+1]...)
	if rest := text[i]; end < len(rest.Text) {
		out[i].Text, out[i].Break, out[i].Note = rest.Text[:end], false, nil
		rest.Origin = rest.Origin.At(utf8.RuneCountInString(rest.Text[:end]))
		rest.Text = rest.Text[end:]
		out = append(out, rest)
	}
	for k := range out[:i+1] {
		out[k].Lead = true
	}
	return append(out, text[i+1:]...)
}
