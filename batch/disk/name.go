package disk

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxName is the greatest length of a file name made by Name, in bytes of
// UTF-8, without its extension. Most systems allow 255 with it.
const MaxName = 190

// forbidden are the characters that Windows does not allow in names, with
// what is written instead.
var forbidden = strings.NewReplacer(
	"<", "＜", ">", "＞", ":", "：", `"`, "＂", "/", "／", `\`, "＼", "|", "｜", "?", "？", "*", "＊",
)

// Name makes a file name (without extension) that Windows, 麒麟 and macOS all
// accept: characters Windows forbids become their full-width forms, invisible
// ones _, dots and spaces at either end go, device names like CON get a _ before
// them, and the length is at most MaxName. It is "" for a name with nothing
// in it.
func Name(s string) string {
	s = forbidden.Replace(strings.ToValidUTF8(s, "_"))
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return '_'
		}
		return r
	}, s)
	for len(s) > MaxName {
		_, size := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-size]
	}
	s = strings.TrimLeft(s, " .") // a dot in front hides a file
	s = strings.TrimRight(s, " .")
	if device(s) {
		s = "_" + s
	}
	return s
}

// device reports whether Windows keeps a name for a device. What follows the
// first dot does not matter: CON.a.pdf is the console too.
func device(s string) bool {
	s, _, _ = strings.Cut(s, ".")
	s = strings.ToUpper(strings.TrimRight(s, " "))
	switch s {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	if number, ok := strings.CutPrefix(s, "COM"); ok {
		return ported(number)
	}
	number, ok := strings.CutPrefix(s, "LPT")
	return ok && ported(number)
}

func ported(number string) bool {
	return utf8.RuneCountInString(number) == 1 && strings.Contains("123456789¹²³", number)
}

// Fold is the form in which two names are compared: Windows and macOS take
// names that differ only in case for the same file.
func Fold(name string) string { return strings.ToLower(name) }
