package render

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// markdownParser reads what reports can use of Markdown: headings, lists,
// quotes, tables, bold, italic, code, links, pictures and footnotes. HTML,
// entities, indented code, rules of dashes, underscores and link references
// are text.
var markdownParser = parser.NewParser(
	parser.WithBlockParsers(
		util.Prioritized(parser.NewListParser(), 300),
		util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(parser.NewATXHeadingParser(), 600),
		util.Prioritized(parser.NewBlockquoteParser(), 800),
		util.Prioritized(parser.NewParagraphParser(), 1000),
	),
	parser.WithInlineParsers(
		util.Prioritized(parser.NewCodeSpanParser(), 100),
		util.Prioritized(pictureParser{}, 140),
		util.Prioritized(noteParser{}, 150),
		util.Prioritized(parser.NewLinkParser(), 200),
		util.Prioritized(parser.NewAutoLinkParser(), 300),
		util.Prioritized(starParser{}, 500),
	),
	parser.WithParagraphTransformers(
		util.Prioritized(extension.NewTableParagraphTransformer(), 200),
	),
)

// starParser reads *italic* and **bold** by rules that fit Chinese: there are
// no spaces around words, and a star next to digits multiplies (7*24).
type starParser struct{}

func (starParser) Trigger() []byte { return []byte{'*'} }

func (starParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	node := parser.ScanDelimiter(line, before, 1, stars{})
	if node == nil {
		return nil
	}
	after := ' '
	rest := line[node.OriginalLength:]
	if len(rest) > 0 {
		after, _ = utf8.DecodeRune(rest)
	}
	node.CanOpen, node.CanClose = flanks(before, after)
	if node.OriginalLength == 1 && node.CanOpen {
		node.CanOpen = closesSoon(rest)
	}
	node.Segment = segment.WithStop(segment.Start + node.OriginalLength)
	block.Advance(node.OriginalLength)
	pc.PushDelimiter(node)
	return node
}

// flanks tells whether stars between two characters can begin and end
// emphasis.
func flanks(before, after rune) (open, closing bool) {
	if latin(before) && latin(after) {
		return false, false
	}
	open = !unicode.IsSpace(after) && !strings.ContainsRune("、，。；：！？）》”’】…,;:!?)", after)
	closing = !unicode.IsSpace(before) && !strings.ContainsRune("（《“‘【(", before)
	return open, closing
}

func latin(r rune) bool { return r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// closesSoon tells whether a lone star has its fellow within the clause: two
// stars with a comma between are marks (带*的必填，带*的…), not italics.
func closesSoon(rest []byte) bool {
	if i := bytes.IndexByte(rest, '*'); i > 0 && i < 200 {
		return !bytes.ContainsAny(rest[:i], "，。；！？")
	}
	return false
}

type stars struct{}

func (stars) IsDelimiter(b byte) bool                             { return b == '*' }
func (stars) CanOpenCloser(opener, closer *parser.Delimiter) bool { return opener.Char == closer.Char }
func (stars) OnMatch(consumes int) ast.Node                       { return ast.NewEmphasis(consumes) }

// picture is ![alt](file "caption") in the tree. The parts are segments of
// the source; the caption's may be empty.
type picture struct {
	ast.BaseInline
	whole, alt, file, caption text.Segment
}

var kindPicture = ast.NewNodeKind("Picture")

func (*picture) Kind() ast.NodeKind              { return kindPicture }
func (p *picture) Dump(source []byte, level int) { ast.DumpHelper(p, source, level, nil, nil) }

// pictureParser reads pictures. File names may hold spaces, Chinese and
// backslashes, and the caption may stand in Chinese quotes.
type pictureParser struct{}

func (pictureParser) Trigger() []byte { return []byte{'!'} }

func (pictureParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if !bytes.HasPrefix(line, []byte("![")) {
		return nil
	}
	shut := bytes.IndexByte(line, ']')
	if shut < 0 || shut+1 >= len(line) || line[shut+1] != '(' {
		return nil
	}
	inner := shut + 2
	end := closingParen(line, inner)
	if end < 0 {
		return nil
	}
	p := &picture{
		whole: text.NewSegment(segment.Start, segment.Start+end+1),
		alt:   text.NewSegment(segment.Start+2, segment.Start+shut),
	}
	fileEnd := end
	if from, to := quoted(line, inner, end); from >= 0 {
		p.caption = text.NewSegment(segment.Start+from, segment.Start+to)
		_, size := utf8.DecodeLastRune(line[inner:from])
		fileEnd = from - size
	}
	p.file = trimmed(line, inner, fileEnd, segment.Start)
	block.Advance(end + 1)
	return p
}

// closingParen finds the bracket that closes the one before from, leaving out
// pairs inside and what stands in quotes.
func closingParen(line []byte, from int) int {
	depth := 0
	for i := from; i < len(line); i++ {
		switch line[i] {
		case '(':
			depth++
		case ')':
			if depth == 0 {
				return i
			}
			depth--
		case '"':
			if j := bytes.IndexByte(line[i+1:], '"'); j >= 0 {
				i += j + 1
			}
		}
	}
	return -1
}

// quoted finds the text in quotes that ends line[from:to]; −1 when there is
// none.
func quoted(line []byte, from, to int) (int, int) {
	s := bytes.TrimRight(line[from:to], " ")
	for _, pair := range []string{`""`, `''`, "“”", "””", "““"} {
		open, n := utf8.DecodeRuneInString(pair)
		shut := pair[n:]
		if !bytes.HasSuffix(s, []byte(shut)) {
			continue
		}
		body := s[:len(s)-len(shut)]
		if i := bytes.IndexRune(body, open); i >= 0 {
			return from + i + n, from + len(body)
		}
	}
	return -1, -1
}

// trimmed is line[from:to] without spaces and one pair of < > around it.
func trimmed(line []byte, from, to, base int) text.Segment {
	for from < to && line[from] == ' ' {
		from++
	}
	for from < to && line[to-1] == ' ' {
		to--
	}
	if to-from >= 2 && line[from] == '<' && line[to-1] == '>' {
		from, to = from+1, to-1
	}
	return text.NewSegment(base+from, base+to)
}

// noteCall is [^label] in the tree, when the label is defined.
type noteCall struct {
	ast.BaseInline
	label string
}

var kindNoteCall = ast.NewNodeKind("NoteCall")

func (*noteCall) Kind() ast.NodeKind              { return kindNoteCall }
func (n *noteCall) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// noteParser reads calls of the footnotes that the context knows.
type noteParser struct{}

var notesKey = parser.NewContextKey()

func (noteParser) Trigger() []byte { return []byte{'['} }

func (noteParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if !bytes.HasPrefix(line, []byte("[^")) {
		return nil
	}
	end := bytes.IndexByte(line[:min(len(line), 200)], ']')
	if end < 0 {
		return nil
	}
	label := string(line[2:end])
	known, _ := pc.Get(notesKey).(map[string]bool)
	if !known[strings.TrimSpace(label)] {
		return nil
	}
	block.Advance(end + 1)
	return &noteCall{label: strings.TrimSpace(label)}
}
