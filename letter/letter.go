// Package letter is the official document (公文) that carries annual reports as
// attachments: a letter to the superior office, a notice that publishes them,
// a transfer to the records bureau. Its formats are those of GB/T 9704-2012.
//
//	l, findings := letter.Load(file)
//	findings = append(findings, l.Open(read)...)
//	findings = append(findings, l.Check()...)
//	parts, more := l.Compose(letter.Options{})
//
// FORMAT.md beside this file says what a letter's TOML holds.
package letter

import (
	"path/filepath"
	"time"

	"nianbao/render/doc"
	"nianbao/schema"
	"nianbao/schema/source"
)

// Letter is one official document as it was written down.
type Letter struct {
	File  *source.File
	Form  doc.LetterForm
	Apart bool // attachments are bound apart from the letter

	// 版头
	Mark    []Text // 发文机关标志, one an office; empty = made from Offices
	Number  Text   // 发文字号
	Signers []Text // 签发人
	Copy    Text   // 份号
	Secrecy Text   // 密级和保密期限
	Urgency Text   // 紧急程度

	// 主体
	Title   []Text // one a line
	To      Text   // 主送机关
	Body    Text   // Markdown
	Offices []Text // 署名, the first one leads
	Date    time.Time
	Seal    bool
	Posts   []Text // 签发人职务, where 签名章 stand for the offices
	Remark  Text   // 附注
	Present Text   // 纪要: 出席
	Excused Text   // 请假
	Sitting Text   // 列席

	Attachments []Attachment
	Imprint     *Imprint // nil = none
}

// Text is a value with its place in the file.
type Text struct {
	Value  string
	Origin source.Origin
}

// Attachment is one thing listed in 附件说明. At most one of Report, File and
// Body is given; with none it is only listed.
type Attachment struct {
	Title Text // of a report: may be left out
	Path  Text // of a report's TOML, from the letter's folder
	PDF   Text // of a finished file that is listed, not taken in
	Body  Text // Markdown that is printed as the attachment

	Report *schema.Report // what Open found at Path; nil when it is not to be had
}

// Imprint is 版记.
type Imprint struct {
	To      Text // 主送机关 that found no room on the first page
	Copies  Text // 抄送机关
	Printer Text // 印发机关
	Printed time.Time
	origin  source.Origin
}

// Names are the formats as a letter's TOML names them.
var Names = []string{"document", "letter", "order", "minutes"}

// forms are the formats in the order of Names.
var forms = []doc.LetterForm{doc.FileForm, doc.NoteForm, doc.OrderForm, doc.MinutesForm}

// folder is the folder that the letter's paths start from.
func (l *Letter) folder() string {
	if l.File.Name == "-" {
		return "."
	}
	return filepath.Dir(l.File.Name)
}

// resolve turns a path of the letter into one from the working folder.
func (l *Letter) resolve(path string) string {
	path = filepath.FromSlash(path)
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(l.folder(), path)
}

// Stem is the name of the letter's files without their extensions.
func (l *Letter) Stem() string {
	if l.File.Name == "-" {
		return "letter"
	}
	base := filepath.Base(l.File.Name)
	return base[:len(base)-len(filepath.Ext(base))]
}

// origin is where the value at keys stands.
func (l *Letter) origin(keys ...string) source.Origin {
	return source.Origin{File: l.File, Path: source.Path(keys)}
}
