package source

import (
	"strconv"
	"strings"
)

// value reads one value and notes its place with the key's.
func (s *scanner) value(at mark) {
	if !s.count() {
		return
	}
	start := s.pos
	ok := true
	switch s.peek() {
	case '"', '\'':
		_, ok = s.quoted()
	case '[':
		ok = s.array()
	case '{':
		ok = s.inline()
	default:
		ok = s.bare()
	}
	if !ok {
		return
	}
	if at.keyEnd == 0 && !s.full {
		return
	}
	at.start, at.end, at.value = start, s.pos, true
	if at.keyEnd == 0 {
		at.keyStart, at.keyEnd = start, s.pos
	}
	s.note(s.path, at)
}

func (s *scanner) array() bool {
	if !s.enter() {
		return false
	}
	open := s.pos
	s.pos++
	base := len(s.path)
	for i := 0; ; i++ {
		s.blank(true)
		if s.peek() == ']' {
			break
		}
		if !s.element(open) {
			return false
		}
		if c := s.peek(); s.full || c == '{' || c == '[' {
			s.path = append(s.path[:base], "["+strconv.Itoa(i)+"]")
		}
		before := len(s.flaws)
		s.value(mark{explicit: true})
		s.path = s.path[:base]
		if len(s.flaws) > before || s.refused != "" {
			return false
		}
		s.blank(true)
		if s.peek() == ']' {
			break
		}
		if s.peek() != ',' {
			s.badSeparator(open, ']')
			return false
		}
		s.pos++
	}
	s.pos++
	s.depth--
	return true
}

func (s *scanner) inline() bool {
	if !s.enter() {
		return false
	}
	open := s.pos
	s.pos++
	base := len(s.path)
	for {
		s.blank(true)
		if s.peek() == '}' {
			break
		}
		before := len(s.flaws)
		s.pair()
		s.path = s.path[:base]
		if len(s.flaws) > before || s.refused != "" {
			return false
		}
		s.blank(true)
		if s.peek() == '}' {
			break
		}
		if s.peek() != ',' {
			s.badSeparator(open, '}')
			return false
		}
		s.pos++
	}
	s.pos++
	s.depth--
	return true
}

// bare reads a number, date or boolean.
func (s *scanner) bare() bool {
	start := s.pos
	for s.pos < len(s.src) && strings.IndexByte(",]}#\n\r", s.src[s.pos]) < 0 {
		s.pos++
	}
	text := strings.TrimRight(s.src[start:s.pos], " \t")
	s.pos = start + len(text)
	return s.checkBare(text)
}
