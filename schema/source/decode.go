package source

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// MaxDepth is how deep arrays, tables and dotted keys may nest, MaxValues how
// many values and tables a file may have. Reports have two levels or three, and
// some hundred values.
const (
	MaxDepth  = 100
	MaxValues = 100_000
)

// Codes of what Decode and Table find.
const (
	CodeSyntax   = "TOML"        // not valid TOML
	CodeEncoding = "FILE-UTF8"   // not UTF-8
	CodeBOM      = "FILE-BOM"    // a byte order mark, taken off
	CodeSize     = "FILE-SIZE"   // longer than MaxSize
	CodeDepth    = "FILE-DEPTH"  // nested deeper than MaxDepth, or more values than MaxValues
	CodeUnknown  = "KEY-UNKNOWN" // a key that means nothing
	CodeMissing  = "KEY-MISSING" // a key that must be there
	CodeKind     = "VALUE-KIND"  // a value of the wrong kind
)

// Decode reads the file as TOML. It returns nil, and why, for what is not
// TOML, not UTF-8, longer than MaxSize, nested deeper than MaxDepth or fuller
// than MaxValues. A byte order mark is taken off f.Data with a warning: editors
// of old Windows write it unasked, and it harms nothing.
func Decode(f *File) (*Table, List) {
	list := checkEncoding(f)
	if list.Count(Error) > 0 {
		return nil, list
	}
	scan := scanner{src: string(f.Data)}
	scan.document()
	if scan.refused != "" {
		return nil, append(list, Finding{
			Severity: Error, Code: CodeDepth, Place: Place{File: f.Name, Line: 1, Column: 1}, Message: scan.refused,
			Help: []string{"年度报告用不到这样的文件，请检查是否完整、是否拿错"},
		})
	}
	values, err := decode(f.Data)
	if err != nil {
		return nil, append(list, syntaxFindings(f, err)...)
	}
	for _, flaw := range scan.flaws {
		if flaw.earlier != nil { // dropped silently by the library
			list = append(list, flaw.finding(f))
		}
	}
	if list.Count(Error) > 0 {
		return nil, list
	}
	return &Table{File: f, values: values, list: &list}, list
}

// decode calls the TOML library, which panics on some inputs.
func decode(data []byte) (values map[string]any, err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("toml: panic")
		}
	}()
	_, err = toml.NewDecoder(bytes.NewReader(data)).Decode(&values)
	return values, err
}

// checkEncoding reports size and encoding, and takes a byte order mark off.
func checkEncoding(f *File) List {
	at := Place{File: f.Name, Line: 1, Column: 1}
	if len(f.Data) > MaxSize {
		return List{{
			Severity: Error, Code: CodeSize, Place: at,
			Message: fmt.Sprintf("文件超过 %d MB，不读", MaxSize>>20),
			Help:    []string{"一份报告只有几十 KB；图片请放在报告旁边，在正文里引用"},
		}}
	}
	if what, help := otherFormat(f.Data); what != "" {
		return List{{Severity: Error, Code: CodeSyntax, Place: at, Message: "这是" + what + "，不是 TOML", Help: []string{help}}}
	}
	var list List
	if data, ok := bytes.CutPrefix(f.Data, []byte("\xef\xbb\xbf")); ok {
		f.Data = data
		list = append(list, Finding{
			Severity: Warning, Code: CodeBOM, Place: at,
			Message: "文件开头有字节顺序标记（BOM），已略去",
			Help:    []string{"另存时编码选“UTF-8”，不选“带有 BOM 的 UTF-8”"},
		})
	}
	if bytes.HasPrefix(f.Data, []byte("\xff\xfe")) || bytes.HasPrefix(f.Data, []byte("\xfe\xff")) {
		return append(list, Finding{
			Severity: Error, Code: CodeEncoding, Place: at,
			Message: "文件是 UTF-16 编码（记事本里叫“Unicode”），要用 UTF-8",
			Help:    []string{"用记事本打开，“文件—另存为”，编码选“UTF-8”"},
		})
	}
	if !utf8.Valid(f.Data) {
		list = append(list, notUTF8(f))
	}
	return list
}

// otherFormat says what a file is that begins like one of another format, and
// what to do with it; "" for all others.
func otherFormat(data []byte) (what, help string) {
	const wrong = "检查是不是拿错了文件"
	for _, f := range []struct{ start, what, help string }{
		{"PK\x03\x04", " Word、Excel 文件或压缩包", "填好的 Word 表、填报表用 nianbao import 读成 TOML"},
		{"\xd0\xcf\x11\xe0", "旧版的 Word、Excel 文件", "另存为 .docx 或 .xlsx，再用 nianbao import 读成 TOML"},
		{"%PDF-", " PDF 文件", wrong},
		{"<", "网页", "公布的网页用 nianbao import 读成 TOML"},
		{"{", " JSON 文件", wrong},
	} {
		if bytes.HasPrefix(bytes.TrimLeft(data, "\ufeff \t\r\n"), []byte(f.start)) {
			return f.what, f.help
		}
	}
	return "", ""
}

// notUTF8 points at the first byte that is not UTF-8.
func notUTF8(f *File) Finding {
	i := 0
	for i < len(f.Data) {
		r, n := utf8.DecodeRune(f.Data[i:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		i += n
	}
	start := bytes.LastIndexByte(f.Data[:i], '\n') + 1
	finding := Finding{
		Severity: Error, Code: CodeEncoding,
		Message: "文件不是 UTF-8 编码",
		Help:    []string{"另存为 UTF-8：记事本里“文件—另存为”，编码选“UTF-8”"},
		Place: Place{
			File: f.Name, Line: 1 + bytes.Count(f.Data[:i], []byte("\n")),
			Column: 1 + utf8.RuneCount(f.Data[start:i]), Width: 1,
		},
	}
	text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(f.Data)
	if err != nil || bytes.ContainsRune(text, utf8.RuneError) {
		finding.Message += "，有的字节读不出字，文件可能损坏"
		return finding
	}
	// Some GBK characters pass for UTF-8: the first that is not ASCII is meant.
	i = bytes.IndexFunc(text, func(r rune) bool { return r >= utf8.RuneSelf })
	gbk := &File{Name: f.Name, Data: text}
	finding.Message = "文件是 GBK（GB18030）编码，要用 UTF-8"
	finding.Place = gbk.place(i, i+1)
	return finding
}

// finding is the flaw as it is told.
func (w flaw) finding(f *File) Finding {
	finding := Finding{
		Severity: Error, Code: CodeSyntax, Message: w.message, Help: w.help,
		Place: f.place(w.start, w.end),
	}
	if w.earlier != nil {
		finding.Related = []Note{{
			Place:   f.place(w.earlier.keyStart, w.earlier.keyEnd),
			Message: "先前写在这里",
		}}
	}
	return finding
}

// syntaxFindings says in Chinese what the library refused. Our own scan knows
// the usual slips; the library's position serves for the rest.
func syntaxFindings(f *File, err error) List {
	s := scanner{src: string(f.Data), full: true}
	s.document()
	var list List
	for _, flaw := range s.flaws {
		list = append(list, flaw.finding(f))
	}
	start := 0
	var parse toml.ParseError
	if errors.As(err, &parse) {
		start = min(max(parse.Position.Start, 0), len(f.Data))
	}
	if len(list) > 0 && list[0].Place.Line <= f.place(start, start).Line+1 {
		return list
	}
	message := "这里不合 TOML 的写法"
	if strings.HasPrefix(parse.Message, "Key '") || strings.HasSuffix(parse.Message, "is not a table") {
		message = "这个键或表先前已经写过，不能再写"
	}
	return append(List{{
		Severity: Error, Code: CodeSyntax, Message: message, Place: f.place(start, start+1),
		Help: []string{"对照 nianbao new 给出的样子检查这一行和上一行"},
	}}, list...)
}

// deepBrackets is a rough answer for text that is known not to be TOML:
// whether brackets, those in strings too, nest deeper than MaxDepth.
func deepBrackets(text string) bool {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '[', '{':
			if depth++; depth > MaxDepth {
				return true
			}
		case ']', '}':
			depth = max(0, depth-1)
		}
	}
	return false
}
