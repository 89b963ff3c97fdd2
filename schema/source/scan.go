package source

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// outline holds where every key and value of a file stands, by path.
type outline map[string]mark

// mark is the place of one key or array element and of its value, as byte
// offsets. A table's value is its name in the header.
type mark struct {
	keyStart, keyEnd int // an element has no key: those of its value
	start, end       int
	explicit         bool // written as a key or header, not only as part of one
	value            bool // not a table's header
}

// flaw is a place where the text is not TOML.
type flaw struct {
	start, end int
	message    string
	help       []string
	earlier    *mark // the other place, of a key written twice
}

// scanner walks a TOML text once. It understands all valid TOML (that it does
// is fuzzed against the decoder), notes where values stand, and knows the
// slips of Chinese typists by sight. What is valid the decoder decides, but for
// values written twice: it drops some of those silently.
type scanner struct {
	src     string
	pos     int
	full    bool // look into values: mark array elements, check numbers
	marks   outline
	arrays  map[string]int // [[tables]] by path: how many so far
	table   []string       // path of the last header
	path    []string       // path of the value being read
	depth   int
	values  int
	refused string // why the text is not read further: too deep, too many values
	flaws   []flaw
}

// maxFlaws bounds what is said of one text.
const maxFlaws = 20

func (s *scanner) document() {
	s.arrays, s.marks = map[string]int{}, outline{}
	for s.refused == "" && len(s.flaws) < maxFlaws {
		s.blank(true)
		if s.pos >= len(s.src) {
			return
		}
		before := len(s.flaws)
		if s.src[s.pos] == '[' {
			s.header()
		} else {
			s.path = append(s.path[:0], s.table...)
			s.pair()
		}
		if len(s.flaws) == before {
			s.lineEnd()
		}
		if len(s.flaws) > before {
			if !s.full && deepBrackets(s.src[s.pos:]) {
				s.refused = tooDeep
			}
			s.recover()
		}
	}
}

// blank skips white space and comments, and line ends when lines is set.
func (s *scanner) blank(lines bool) {
	for s.pos < len(s.src) {
		switch c := s.src[s.pos]; {
		case c == ' ' || c == '\t':
			s.pos++
		case (c == '\n' || c == '\r') && lines:
			s.pos++
		case c == '#':
			for s.pos < len(s.src) && s.src[s.pos] != '\n' {
				s.pos++
			}
		default:
			return
		}
	}
}

// peek is the next byte, or 0 at the end.
func (s *scanner) peek() byte {
	if s.pos < len(s.src) {
		return s.src[s.pos]
	}
	return 0
}

// next is the next character, or 0 at the end.
func (s *scanner) next() rune {
	if s.pos >= len(s.src) {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(s.src[s.pos:])
	return r
}

func (s *scanner) atLineEnd() bool {
	c := s.peek()
	return s.pos >= len(s.src) || c == '\n' || c == '\r'
}

// Why a text is refused before it is decoded.
var (
	tooDeep = fmt.Sprintf("括号或点号键嵌套超过 %d 层，不读", MaxDepth)
	tooMany = fmt.Sprintf("文件里的值超过 %d 个，不读", MaxValues)
)

// enter counts a level of nesting; false: too deep, stop.
func (s *scanner) enter() bool {
	if s.depth++; s.depth > MaxDepth {
		s.refused = tooDeep
	}
	return s.refused == ""
}

// count counts a value or table; false: too many, stop.
func (s *scanner) count() bool {
	if s.values++; s.values > MaxValues {
		s.refused = tooMany
	}
	return s.refused == ""
}

// key reads a dotted key and returns its parts with their places.
func (s *scanner) key() (parts []string, places []mark, ok bool) {
	for {
		s.blankInLine()
		start := s.pos
		var part string
		switch c := s.peek(); {
		case c == '"' || c == '\'':
			if strings.HasPrefix(s.src[s.pos:], strings.Repeat(string(c), 3)) {
				s.fail(start, start+3, "键不能用三个引号", "键用一对引号即可")
				return nil, nil, false
			}
			end, ok := s.quoted()
			if !ok {
				return nil, nil, false
			}
			if part, ok = unquote(s.src[start:end]); !ok {
				return nil, nil, false
			}
		default:
			for bareKey(s.peek()) {
				s.pos++
			}
			if part = s.src[start:s.pos]; part == "" {
				s.badKey(len(parts) > 0)
				return nil, nil, false
			}
		}
		parts = append(parts, part)
		places = append(places, mark{keyStart: start, keyEnd: s.pos, start: start, end: s.pos})
		if len(parts)+s.depth > MaxDepth {
			s.refused = tooDeep
			return nil, nil, false
		}
		s.blankInLine()
		if s.peek() != '.' {
			return parts, places, true
		}
		s.pos++
	}
}

// blankInLine skips spaces and tabs.
func (s *scanner) blankInLine() {
	for c := s.peek(); c == ' ' || c == '\t'; c = s.peek() {
		s.pos++
	}
}

func bareKey(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_' || c == '-'
}

// header reads [table] or [[table]].
func (s *scanner) header() {
	open := "["
	if strings.HasPrefix(s.src[s.pos:], "[[") {
		open = "[["
	}
	start := s.pos
	s.pos += len(open)
	parts, places, ok := s.key()
	if !ok || !s.count() {
		return
	}
	end := strings.Repeat("]", len(open))
	if !strings.HasPrefix(s.src[s.pos:], end) {
		s.badHeaderEnd(start, end)
		return
	}
	s.pos += len(end)
	s.table = s.table[:0]
	for i, part := range parts {
		s.table = append(s.table, part)
		name := join(s.table)
		last := i == len(parts)-1
		switch {
		case last && open == "[[":
			s.note(s.table, places[i])
			s.table = append(s.table, "["+strconv.Itoa(s.arrays[name])+"]")
			s.arrays[name]++
			places[i].explicit = true
			s.note(s.table, places[i])
		case last:
			places[i].explicit = true
			s.note(s.table, places[i])
		default:
			s.note(s.table, places[i])
			s.table = s.lastTable(s.table)
		}
	}
}

// lastTable adds to the path of [[tables]] the index of the last of them.
func (s *scanner) lastTable(path []string) []string {
	if n := s.arrays[join(path)]; n > 0 {
		return append(path, "["+strconv.Itoa(n-1)+"]")
	}
	return path
}

// pair reads key = value; the key stands below s.path.
func (s *scanner) pair() {
	parts, places, ok := s.key()
	if !ok {
		return
	}
	if s.peek() != '=' {
		s.badEquals(parts[len(parts)-1])
		return
	}
	s.pos++
	s.blankInLine()
	base := len(s.path)
	for i, part := range parts[:len(parts)-1] {
		s.path = append(s.path, part)
		s.note(s.path, places[i])
		s.path = s.lastTable(s.path)
	}
	s.path = append(s.path, parts[len(parts)-1])
	at := places[len(parts)-1]
	at.explicit = true
	s.value(at)
	s.path = s.path[:base]
}

// lineEnd wants nothing more on the line but a comment.
func (s *scanner) lineEnd() {
	s.blank(false)
	if !s.atLineEnd() {
		s.badRest()
	}
}

// note enters the place of the value at path. A second value where one stood
// is a flaw; tables may be opened again by headers and dotted keys.
func (s *scanner) note(path []string, at mark) {
	name := join(path)
	old, ok := s.marks[name]
	switch {
	case !ok, at.explicit && !old.explicit && !at.value:
		s.marks[name] = at
	case at.explicit || old.value:
		if len(s.flaws) < maxFlaws {
			s.twice(path, at, old)
		}
	}
}

func join(path []string) string { return strings.Join(path, "\x00") }
