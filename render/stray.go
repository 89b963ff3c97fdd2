package render

import (
	"fmt"
	"regexp"
	"slices"
	"unicode/utf8"

	"nianbao/schema/source"
)

// html is what pasted web pages leave behind.
var html = regexp.MustCompile(`</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>\n]*)?/?>|<!--|&(?:[a-z]{2,8}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});`)

func htmlIn(chars []char, from source.Origin) source.List {
	if !slices.ContainsFunc(chars, func(c char) bool { return c.r == '<' || c.r == '&' }) {
		return nil
	}
	s := plain(chars)
	all := html.FindAllStringIndex(s, -1)
	if len(all) == 0 {
		return nil
	}
	first := all[0]
	at := from.At(int(chars[utf8.RuneCountInString(s[:first[0]])].at))
	at.Width = utf8.RuneCountInString(s[first[0]:first[1]])
	return source.List{{
		Severity: source.Warning, Code: "TEXT-HTML", Origin: at,
		Message: fmt.Sprintf("正文里有 %d 处 HTML，照原样印出，第一处是“%s”", len(all), s[first[0]:first[1]]),
		Help:    []string{"正文用 Markdown 写：**粗体**、[文字](网址)；多半是从网页源代码粘贴来的，请改写或删去"},
	}}
}

// callOfNote is [^label].
var callOfNote = regexp.MustCompile(`\[\^[^\[\]\s]{1,40}\]`)

// callsOfNothing warns of calls of footnotes that have no text: they are
// printed as they are.
func callsOfNothing(chars []char, notes []noteText, from source.Origin) source.List {
	if !slices.ContainsFunc(chars, func(c char) bool { return c.r == '^' }) {
		return nil
	}
	s := plain(chars)
	var found source.List
	for _, at := range callOfNote.FindAllStringIndex(s, -1) {
		call := s[at[0]:at[1]]
		if slices.ContainsFunc(notes, func(n noteText) bool { return n.label == call[2:len(call)-1] }) {
			continue
		}
		place := from.At(int(chars[utf8.RuneCountInString(s[:at[0]])].at))
		place.Width = utf8.RuneCountInString(call)
		found = append(found, source.Finding{
			Severity: source.Warning, Code: "TEXT-NOTE", Origin: place,
			Message: fmt.Sprintf("脚注“%s”没有写内容，照原样印出", call),
			Help:    []string{"另起一行写 " + call + ": 内容；不要脚注就删去"},
		})
	}
	return found
}
