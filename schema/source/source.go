// Package source is where input text came from and what is said about it:
// files, places in them, and findings that point at places.
//
// A value read from TOML does not carry its line and column; it carries an
// Origin (file, key path, offset in the value). Only when a finding is
// printed does Origin.Place look the position up in the file's own bytes.
package source

import (
	"strconv"
	"strings"
	"sync"
)

// File is an input file, whole in memory. Pass it by pointer.
type File struct {
	Name string // as the user gave it; "-" is standard input
	Data []byte // after Decode: UTF-8, without a byte order mark

	once    sync.Once
	outline outline // places of all keys and values; made when first asked for
}

// Path leads from the root of a TOML document to a value: keys as they are
// written (unquoted, unescaped), array indexes as "[0]".
type Path []string

// Key returns the path with further keys added; p itself is not changed.
func (p Path) Key(keys ...string) Path { return append(p[:len(p):len(p)], keys...) }

// Index returns the path to element i (from 0) of the array at p.
func (p Path) Index(i int) Path { return p.Key("[" + strconv.Itoa(i) + "]") }

// String joins the path with dots, quoting nothing: for messages and tests.
func (p Path) String() string { return strings.ReplaceAll(strings.Join(p, "."), ".[", "[") }

// Origin says which input text a value came from.
// The zero Origin means "not from a file".
type Origin struct {
	File *File
	Path Path
	// Element is which of the list at Path is meant, from 1; 0 = all of it.
	// A report has hundreds of cells, and few are ever told of.
	Element int
	Offset  int  // in a string value: characters (runes) from its start
	Width   int  // characters to underline; 0 = the whole value, or one at an Offset
	Key     bool // the key itself is meant, not its value
}

// Down returns the origin of a value further inside.
func (o Origin) Down(keys ...string) Origin {
	o.Path, o.Element = o.path().Key(keys...), 0
	return o
}

func (o Origin) path() Path {
	if o.Element == 0 {
		return o.Path
	}
	return o.Path.Index(o.Element - 1)
}

// At returns the origin of a character further on in the same value.
func (o Origin) At(runes int) Origin { o.Offset += runes; return o }

// Place is a position a person can find. Line and Column count from 1,
// columns in characters; 0 means unknown. Text is the source line ("" when it
// is enormous), Width the number of characters to underline.
type Place struct {
	File   string
	Line   int
	Column int
	Width  int
	Text   string
}

// Severity of a finding.
type Severity string

// The three severities: an Error keeps a report from being built, a Warning
// does not (unless --strict), Info is worth knowing.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Info    Severity = "info"
)

// Note is a place that takes part in a finding: another cell of a broken
// equation, with what it holds.
type Note struct {
	Origin  Origin
	Place   Place // used instead of Origin when its Line is not 0
	Message string
}

// Finding is one thing wrong with the input: what was found, what was
// expected, and what to do about it.
type Finding struct {
	Severity Severity
	Code     string // id of the rule, as printed by `nianbao rules`
	Message  string // one sentence without line breaks
	Origin   Origin
	Place    Place // used instead of Origin when its Line is not 0
	Related  []Note
	Help     []string // what to do; each one sentence
	Basis    string   // the notice or clause the rule comes from
	Cell     string   // stable name of the cell ("applications.received.natural"), for [accept]
}

// List is the findings on one or more reports.
type List []Finding

// Count returns the number of findings of severity s.
func (l List) Count(s Severity) int {
	n := 0
	for i := range l {
		if l[i].Severity == s {
			n++
		}
	}
	return n
}
