package style

import (
	"nianbao/render/length"
	"nianbao/schema/source"
)

// Letter is the measures of official documents (GB/T 9704-2012, 7 and 10).
// The faces and sizes of their text are in Style.Text under LetterKinds.
type Letter struct {
	MarkTop      length.Length // type area's top to that of 发文机关标志: 35 mm
	NoteMarkTop  length.Length // 信函格式, from the paper's edge: 30 mm
	OrderMarkTop length.Length // 命令格式, from the type area: 20 mm
	RuleDrop     length.Length // 发文字号 or 发文机关标志 to the red rule below: 4 mm
	Rule         length.Length // thickness of the red rule
	DoubleWidth  length.Length // the double rules of 信函格式: 170 mm
	DoubleFoot   length.Length // the lower one's foot to the paper's: 20 mm
	Thick, Thin  length.Length // their two lines
	DoubleGap    length.Length // and the white between these
	ImprintOuter length.Length // first and last rule of 版记: 0.35 mm
	ImprintInner length.Length // those between: 0.25 mm
	SealRight    int           // characters to the right of a date under a seal: 4
	SealLines    int           // empty lines above a signature under a seal
	PlainRight   int           // characters to the right of a signature without one: 2
}

// LetterKinds are the kinds of text that only official documents have:
// 发文机关标志, that of 信函格式, 份号, 密级 and 紧急程度, 发文字号, the names of
// 签发人, 主送机关, 附件说明, 署名 and 成文日期, 附注, 版记.
var LetterKinds = []string{
	"mark", "notemark", "copy", "secrecy", "number", "signer", "recipients", "hanging", "closing", "remark", "imprint",
}

// letterChanges reads [letter].
func letterChanges(t *source.Table) []change[Letter] {
	f := field[Letter]{table: t}
	f.length("mark_top", 0, maxPaper, func(l *Letter) *length.Length { return &l.MarkTop })
	f.length("note_mark_top", 0, maxPaper, func(l *Letter) *length.Length { return &l.NoteMarkTop })
	f.length("order_mark_top", 0, maxPaper, func(l *Letter) *length.Length { return &l.OrderMarkTop })
	f.length("rule_drop", 0, maxType, func(l *Letter) *length.Length { return &l.RuleDrop })
	f.length("rule", 0, 20*length.Pt, func(l *Letter) *length.Length { return &l.Rule })
	f.length("double_width", 0, maxPaper, func(l *Letter) *length.Length { return &l.DoubleWidth })
	f.length("double_foot", 0, maxPaper, func(l *Letter) *length.Length { return &l.DoubleFoot })
	f.length("thick", 0, 20*length.Pt, func(l *Letter) *length.Length { return &l.Thick })
	f.length("thin", 0, 20*length.Pt, func(l *Letter) *length.Length { return &l.Thin })
	f.length("double_gap", 0, 20*length.Pt, func(l *Letter) *length.Length { return &l.DoubleGap })
	f.length("imprint_outer", 0, 20*length.Pt, func(l *Letter) *length.Length { return &l.ImprintOuter })
	f.length("imprint_inner", 0, 20*length.Pt, func(l *Letter) *length.Length { return &l.ImprintInner })
	f.count("seal_right", "字", 1, 20, func(l *Letter) *int { return &l.SealRight })
	f.count("seal_lines", "行", 1, 10, func(l *Letter) *int { return &l.SealLines })
	f.count("plain_right", "字", 1, 20, func(l *Letter) *int { return &l.PlainRight })
	t.Done()
	return f.changes
}
