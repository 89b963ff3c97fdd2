package intake

import (
	"bytes"
	"errors"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

var saysUTF8 = regexp.MustCompile(`(?i)charset\s*=\s*["']?utf-?8|encoding\s*=\s*["']utf-?8`)

// pageText turns a page into UTF-8: UTF-8 and UTF-16 by their bytes, the rest
// is GBK (GB18030), whatever the page declares.
func pageText(data []byte) ([]byte, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		return decode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), data)
	case utf8.Valid(data):
		return data, nil
	case saysUTF8.Match(data[:min(len(data), 4096)]) && mostlyUTF8(data):
		return []byte(strings.ToValidUTF8(string(data), "�")), nil
	}
	return decode(simplifiedchinese.GB18030, data)
}

// mostlyUTF8 tells a page that is UTF-8 but for some broken bytes.
func mostlyUTF8(data []byte) bool {
	bad, all := 0, 0
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		i += n
		if n > 1 {
			all++
		} else if r == utf8.RuneError {
			bad++
		}
	}
	return bad*20 < all
}

func decode(e encoding.Encoding, data []byte) ([]byte, error) {
	text, err := e.NewDecoder().Bytes(data)
	if err != nil || bytes.Count(text, []byte("�"))*50 > len(text) {
		return nil, errors.New("网页的编码读不出来（不是 UTF-8，也不是 GBK）；请用浏览器打开后另存为 UTF-8 编码的网页")
	}
	return text, nil
}

// utf8Text turns UTF-16 with a byte order mark into UTF-8 and leaves the rest.
func utf8Text(data []byte) []byte {
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		if text, err := decode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), data); err == nil {
			return text
		}
	}
	return data
}
