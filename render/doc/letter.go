package doc

// LetterForm is one of the formats of official documents (GB/T 9704-2012).
type LetterForm int

// The formats.
const (
	FileForm    LetterForm = iota // 文件格式 (7)
	NoteForm                      // 信函格式 (10.1)
	OrderForm                     // 命令（令）格式 (10.2)
	MinutesForm                   // 纪要格式 (10.3)
)

// LetterHead is what stands above the title of an official document (版头). It
// is the first block of its document. What is empty is not printed.
type LetterHead struct {
	Form    LetterForm
	Copy    []Inline   // 份号
	Secrecy []Inline   // 密级和保密期限
	Urgency []Inline   // 紧急程度
	Mark    [][]Inline // 发文机关标志, one line an office
	Suffix  []Inline   // 文件, to the right of several offices; one office has it in its line
	Number  []Inline   // 发文字号, 令号
	Signers [][]Inline // 签发人: their names, in the order of the offices
}

// Hanging is a paragraph whose lines after the first stand under the first
// character behind its label: 附件说明, 出席.
type Hanging struct {
	Gap    bool // an empty line above
	Strong bool // the label in 黑体
	Indent int  // of the label, characters
	Label  []Inline
	Text   []Inline
}

// Closing is 署名 and 成文日期 of an official document (7.3.5). With Seal there
// is room for the seals; none is drawn.
type Closing struct {
	Offices [][]Inline
	Date    []Inline
	Seal    bool
	// Posts are the offices of the persons whose 签名章 takes the place of the
	// offices' names; room is kept for it (7.3.5.3).
	// Each office has a line of its own.
	Posts [][]Inline
}

// Imprint is 版记: the lines at the foot of the last page. Main is 主送机关
// that found no room on the first page.
type Imprint struct {
	Plain   bool // 信函格式: no rules (10.1)
	Main    []Inline
	Copies  []Inline // 抄送机关
	Printer []Inline // 印发机关
	Printed []Inline // 印发日期
}

func (*LetterHead) block() {}
func (*Hanging) block()    {}
func (*Closing) block()    {}
func (*Imprint) block()    {}
