package fonts

import (
	"slices"
	"sync"
)

// source is a face that is parsed when it is first used.
type source struct {
	file    string
	data    []byte
	packed  []byte // the file in blocks, in place of data
	license string
	once    sync.Once
	parsed  *Face
}

// face parses the source. Sources are files inside the program, which tests
// open, or were opened before (Folder): failure is a fault of the program.
func (s *source) face() *Face {
	s.once.Do(func() {
		if s.parsed != nil {
			return
		}
		f, err := s.open()
		if err != nil {
			panic("fonts: " + s.file + ": " + err.Error())
		}
		f.License = s.license
		s.parsed = f
	})
	return s.parsed
}

func (s *source) open() (*Face, error) {
	if s.packed != nil {
		return openPacked(s.packed, s.file)
	}
	return open(s.data, 0, s.file)
}

// Set is the faces by role, with fallbacks. It is safe for concurrent use.
type Set struct {
	chains map[Role]Chain
}

// Chain is the faces of one role, its own first, then the fallbacks.
type Chain []*source

// newSet makes a set of chains of faces: for each role its own face first,
// then what stands in for missing characters, nearest first. A face that
// occurs twice in a chain counts where it comes first.
func newSet(chains map[Role][]*source) *Set {
	s := &Set{chains: map[Role]Chain{}}
	for role, chain := range chains {
		for _, src := range chain {
			if !slices.Contains(s.chains[role], src) {
				s.chains[role] = append(s.chains[role], src)
			}
		}
	}
	return s
}

// Face is the role's own face, nil for an unknown role.
func (s *Set) Face(role Role) *Face {
	if chain := s.chains[role]; len(chain) > 0 {
		return chain[0].face()
	}
	return nil
}

// Find returns the face and glyph for a character in a role: the role's own
// face, else the nearest fallback. ok is false when no face has it.
func (s *Set) Find(role Role, r rune) (*Face, GlyphID, bool) { return s.chains[role].Find(r) }

// Chain is the faces of a role, for finding many characters in.
func (s *Set) Chain(role Role) Chain { return s.chains[role] }

// Find is Set.Find in one role.
func (c Chain) Find(r rune) (f *Face, g GlyphID, ok bool) {
	for _, src := range c {
		f = src.face()
		if g, ok = f.Glyph(r); ok {
			return f, g, true
		}
	}
	return nil, 0, false
}

// Faces is all faces of the set, each once: the roles' own in the order of
// Roles, then the fallbacks. It parses them all.
func (s *Set) Faces() []*Face {
	var all []*Face
	add := func(src *source) {
		if f := src.face(); !slices.Contains(all, f) {
			all = append(all, f)
		}
	}
	for _, role := range Roles {
		if chain := s.chains[role]; len(chain) > 0 {
			add(chain[0])
		}
	}
	for _, role := range Roles {
		for _, src := range s.chains[role] {
			add(src)
		}
	}
	return all
}

// Substitution is a character that its role's own face does not have.
type Substitution struct {
	Offset int // of the character in the text, in bytes
	Rune   rune
	Face   *Face // the face that stands in; nil: no face has it
}

// Substitutions lists the characters of text, in order, that a role's own
// face does not have. Control characters are not looked at.
func (s *Set) Substitutions(role Role, text string) []Substitution {
	own := s.Face(role)
	if own == nil {
		return nil
	}
	var list []Substitution
	for i, r := range text {
		if _, ok := own.Glyph(r); ok || r < ' ' {
			continue
		}
		f, _, _ := s.Find(role, r)
		list = append(list, Substitution{Offset: i, Rune: r, Face: f})
	}
	return list
}
