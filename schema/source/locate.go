package source

import (
	"bytes"
	"unicode/utf8"
)

// Place finds the origin's position in its file. A path that is not in the
// file is placed at the nearest table above it that is, or else at the first
// line.
func (o Origin) Place() Place {
	if o.File == nil {
		return Place{}
	}
	path := o.path()
	at, ok := o.File.mark(path)
	for n := len(path) - 1; !ok && n > 0; n-- {
		at, ok = o.File.mark(path[:n])
		o.Key, o.Offset, o.Width = true, 0, 0
	}
	if !ok {
		return Place{File: o.File.Name, Line: 1, Column: 1}
	}
	if o.Key {
		return o.File.place(at.keyStart, at.keyEnd)
	}
	token := o.File.Data[at.start:at.end]
	if at.value && (token[0] == '"' || token[0] == '\'') {
		return o.inString(at)
	}
	return o.File.place(at.start, at.end)
}

// Text is the value as it is written in the file, quotes included; "" when
// it is not there.
func (o Origin) Text() string {
	if o.File == nil {
		return ""
	}
	at, _ := o.File.mark(o.path())
	return string(o.File.Data[at.start:at.end])
}

// mark looks the path up; the file is scanned the first time.
func (f *File) mark(path Path) (mark, bool) {
	f.once.Do(func() {
		s := scanner{src: string(f.Data), full: true}
		s.document()
		f.outline = s.marks
	})
	at, ok := f.outline[join(path)]
	return at, ok
}

// inString places a character of the string value written at at.
func (o Origin) inString(at mark) Place {
	token := string(o.File.Data[at.start:at.end])
	start, end, n := -1, len(token), 0
	last := o.Offset + o.Width
	if o.Width == 0 && o.Offset > 0 {
		last++
	}
	eachRune(token, func(i int, r rune) bool {
		if n == o.Offset {
			start = i
		}
		if n == last && start >= 0 && last > o.Offset {
			end = i
			return false
		}
		n++
		return true
	})
	if start < 0 { // an empty value, or past its end
		return o.File.place(at.start, at.end)
	}
	if end == len(token) {
		for end > start+1 && (token[end-1] == token[0] || token[end-1] == '\n') {
			end--
		}
	}
	return o.File.place(at.start+start, at.start+end)
}

// maxLine is the length in bytes above which a line is not shown.
const maxLine = 64 << 10

// place turns byte offsets into a place. The width ends with the line.
func (f *File) place(start, end int) Place {
	start = min(start, len(f.Data))
	for start > 0 && start < len(f.Data) && !utf8.RuneStart(f.Data[start]) {
		start--
	}
	lineStart := bytes.LastIndexByte(f.Data[:start], '\n') + 1
	lineEnd := len(f.Data)
	if n := bytes.IndexByte(f.Data[start:], '\n'); n >= 0 {
		lineEnd = start + n
	}
	line := bytes.TrimRight(f.Data[lineStart:lineEnd], "\r")
	end = max(start, min(end, lineStart+len(line)))
	place := Place{
		File:   f.Name,
		Line:   1 + bytes.Count(f.Data[:lineStart], []byte("\n")),
		Column: 1 + utf8.RuneCount(f.Data[lineStart:start]),
		Width:  max(1, utf8.RuneCount(f.Data[start:end])),
	}
	if len(line) <= maxLine {
		place.Text = string(line)
	}
	return place
}
