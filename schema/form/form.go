// Package form holds the statutory forms as data: sections, tables, rows,
// columns and the equations between them, read from TOML files. The tables'
// spans are not typed in anywhere; they follow from equal prefixes of the
// label paths of neighbouring rows and columns (see Grid).
package form

// Form is one edition of the annual report's statutory form.
type Form struct {
	ID       string // "2019", "2021"
	Title    string // default title; {agency} and {year} are replaced
	Notice   string // the notice that fixes the form, e.g. 国办公开办函〔2021〕30号
	From, To int    // report years it is in force for; To 0 = still
	Sections []Section
	Tables   []Table
	Rules    []Rule // rules over several tables; table rules stand in their table

	equations []Equation
}

// Section is one numbered part of the report, in order of printing.
type Section struct {
	Key      string // "overview", "disclosure", …: [text] key or table key, and key of report.headings
	Heading  string // official wording with number: 一、总体情况
	Table    string // key of the table that is the section's content, or ""
	Optional bool   // left out when the report has no text for it
}

// Table is one fixed table of a form.
type Table struct {
	Key    string // TOML table name: disclosure, applications, reviews
	Name   string // 表二, 表三, 表四: how messages call it
	Title  string // what the table shows, for its caption and alternative text
	Corner string // text of the merged cell above the stub, if any
	// Flat tables are printed as one data row: each row's path, followed by
	// the column's path, heads one printed column (表四).
	Flat   bool
	Whole  bool  // keep on one page when it fits a page (表三)
	Widths []int // relative widths of the printed columns (stub columns first)
	Bands  []Band
	Rules  []Rule

	names names
}

// Band is a run of rows that share their columns. 表二 has four or five, each
// with a title row over the whole width and a header row; the others have one.
type Band struct {
	Title   string // "" = no title row
	Stub    string // header over the stub column (信息内容), "" = none
	Columns []Column
	Rows    []Row
}

// Column is one column of figures.
type Column struct {
	Key   string
	Path  []string // header labels from the top: 申请人情况 / 法人或其他组织 / 商业企业
	Label string   // how messages call it; default: last of Path
	Kind  Kind
	// Decimals is how many decimals Money may have; more are warned of.
	Decimals int
	// Sum lists the keys of the columns this one is the total of. A total that
	// is left out of a report is worked out.
	Sum []string
}

// Row is one row of figures.
type Row struct {
	Key  string   // dotted English key below the table: result.denied.secret
	Path []string // stub labels from the left: 三、本年度办理结果 / （三）不予公开 / 1.属于国家秘密
	// Label is how messages call the row; default: the last of Path, with the
	// one above where the last alone is not unique.
	Label string
	Sum   []string // keys (or patterns like result.denied.*) this row is the total of
}

// Kind is what a cell may hold.
type Kind string

// Kinds of cells.
const (
	Count  Kind = "count"  // whole number, 0 or more (the default)
	Signed Kind = "signed" // whole number, may be negative (本年增/减)
	Money  Kind = "money"  // decimal text, 0 or more, digits kept as typed
)

// Rule is one thing that must hold, with its formula as data, or the name of a
// check that no formula can say.
type Rule struct {
	ID       string   // T3-BAL
	Each     string   // "row": formula over column keys, for each row; "column": over row keys, for each column; "cell": over row.column (in Form.Rules table.row.column)
	Rows     []string // for Each "row": only these rows (patterns); empty = all rows that have the columns named
	Formula  string   // linear: a + 2 b = c + last.d; also <=, >=; "a > 0 <=> b > 0"
	Check    string   // instead of Formula: one of Checks
	Across   bool     // a rule with last. holds also when last year's report is on another form
	Says     string   // the rule in words
	Message  string   // a finding in words, with {row} {column} {left} {right} {difference}
	Severity string   // error, warning, info
	Basis    string   // clause; default the form's notice

	formula Formula
}

// Checks are the names that Rule.Check may have, with what they look for.
var Checks = []string{
	"shape",    // a row of another form
	"whole",    // counts are whole numbers, none negative
	"money",    // money is not negative and has its decimals
	"blank",    // blank, "/", "-", "—" or 无 in place of a number
	"shift",    // a row whose cells look moved by one column
	"lopsided", // only the totals are filled in, or only some of them
	"unit",     // money in 万元 that looks like 元
	"entitled", // 规章 of an office that can make none
	"jump",     // a figure more than five times last year's, or less than a fifth
}
