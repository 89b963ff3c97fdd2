// Package batch builds the documents of many reports in one run: it finds the
// inputs, names the outputs, works on all cores with little memory, writes
// every file whole, and keeps account in a manifest so that the next run does
// only what is missing or changed.
//
// A run goes through five steps:
//
//  1. Find turns the paths given into inputs.
//  2. NewPlan names the outputs and refuses two inputs with one name.
//  3. Workers read an input, compare it with the manifest and, when it is
//     new, have it made into documents (Make) and stage them as .part files.
//  4. The committer flushes staged files, renames them and appends to the
//     journal, several reports at a time.
//  5. At the end the manifest is written whole and the journal removed.
//
// Killed at any moment, a run leaves no half document under a final name, and
// what its journal holds need not be done again.
package batch

import (
	"path/filepath"

	"nianbao/batch/manifest"
	"nianbao/schema/source"
)

// Input is one report to be read.
type Input struct {
	Path   string // "-" is standard input
	Err    error  // the input cannot be read: it fails with this
	Agency string // whose report it should be, when a workspace says so
	Code   string
	Short  string
}

// Stem is the base name of the input without .toml; stdin for standard input.
func (in *Input) Stem() string {
	if in.Path == "-" {
		return "stdin"
	}
	base := filepath.Base(in.Path)
	return base[:len(base)-len(filepath.Ext(base))]
}

// Document is one output file of a report.
type Document struct {
	Format string // docx, pdf; also the file's extension
	Data   []byte
	Pages  int // 0: not known
}

// Made is what became of one report.
type Made struct {
	Agency    string
	Code      string
	Year      int
	Findings  source.List
	Documents []Document // none: it was not built
	Problem   string     // why it was not built
	Pictures  []manifest.Picture
	Last      string // identifies last year's report it was checked against
	// Release gives back the memory of the documents, which are used no more;
	// nil when there is none to give.
	Release func()
}

// Maker turns reports into documents. Its methods are called from several
// goroutines at once.
type Maker interface {
	// Make reads, checks and renders one report.
	Make(f *source.File) Made
	// Check reads and checks one report that need not be rendered again.
	Check(f *source.File) source.List
	// Stands reports whether last year's report of an agency, whose report of
	// the given year is at path, is still the one that Made.Last identified.
	Stands(path string, year int, last string) bool
	// Formats are the formats that Make writes.
	Formats() []string
	// Key identifies all that documents depend on but the report itself:
	// forms, style, fonts, options, program.
	Key() string
}

// Result is the outcome of one job.
type Result struct {
	Job       Job
	Entry     manifest.Entry
	Findings  source.List
	Unchanged bool   // its documents stood already
	Err       error  // something could not be read or written
	Trace     string // where the program failed, for its developers

	line *manifest.Line // of Entry, once it is written
}
