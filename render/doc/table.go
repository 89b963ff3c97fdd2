package doc

// Table is a grid of cells. Every grid square is covered by exactly one cell.
type Table struct {
	Key     string // disclosure, applications, reviews, or "prose": chooses the table style
	Title   string // caption for readers that cannot see it (w:tblCaption, PDF Caption)
	Summary string // alternative text (w:tblDescription)
	Widths  []int  // relative widths of the grid columns
	Head    int    // leading rows that are header rows, repeated on each page
	Stub    int    // leading columns that hold row labels
	Whole   bool   // keep on one page when it fits a page
	Even    bool   // where a number asks for smaller type, all cells take it
	Rows    []TableRow
	Cells   []Cell   // ordered by Row, then Col of the top left square
	Note    []Inline // 注：… below the table
}

// TableRow is what holds for a whole row.
type TableRow struct {
	KeepNext bool // never last on a page: band titles, header rows inside the table
}

// Role of a cell in its table.
type Role int

// Roles of cells.
const (
	Data   Role = iota
	Header      // column header
	Stub        // row header
	Band        // title row over the whole width (第二十条第（一）项)
	Corner      // explanation over the stub: no header of anything
)

// Align of a cell's text.
type Align int

// Alignments.
const (
	AlignCenter Align = iota
	AlignLeft
	AlignRight
)

// Cell covers RowSpan × ColSpan squares from (Row, Col), counted from 0.
type Cell struct {
	Row, Col         int
	RowSpan, ColSpan int
	Role             Role
	Align            Align
	Text             []Inline
	// Heads are the indexes in Table.Cells of the cells that head this one:
	// band, column headers from the top, stub labels from the left.
	Heads []int
}
