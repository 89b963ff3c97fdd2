package schema

import (
	"slices"

	"nianbao/schema/form"
	"nianbao/schema/source"
)

// generalRules hold for every form: what a file, its keys and its values must
// be like. Findings of those marked fixed cannot be accepted.
var generalRules = []struct {
	form.Rule
	fixed bool
}{
	{form.Rule{ID: source.CodeSize, Severity: "error", Says: "输入文件不超过 20 MB"}, true},
	{form.Rule{ID: source.CodeEncoding, Severity: "error", Says: "输入文件是 UTF-8 编码"}, true},
	{form.Rule{ID: source.CodeBOM, Severity: "warning", Says: "文件开头没有字节顺序标记（有则略去）"}, false},
	{form.Rule{ID: source.CodeDepth, Severity: "error", Says: "括号和点号键嵌套不超过 100 层，值不超过 100000 个"}, true},
	{form.Rule{ID: source.CodeSyntax, Severity: "error", Says: "合乎 TOML 的写法；键和表都只写一次"}, true},
	{form.Rule{ID: source.CodeUnknown, Severity: "error", Says: "没有不认识的键和行"}, true},
	{form.Rule{ID: source.CodeMissing, Severity: "error", Says: "必填的键和行都有（表中写 blank = 0 的，没有写的行是 0）"}, true},
	{form.Rule{ID: CodeTwice, Severity: "error", Says: "一行不用两个名称写两次"}, true},
	{form.Rule{ID: source.CodeKind, Severity: "error", Says: "值的种类对：数、文本、日期、列表各在其位"}, true},
	{form.Rule{ID: CodeCount, Severity: "error", Says: "每行的格数与表式的列数相同，总计可以不写"}, true},
	{form.Rule{ID: CodeFormYear, Severity: "error", Says: "表式是报告年度所用的表式"}, true},
	{form.Rule{ID: CodeDateYear, Severity: "warning", Says: "成文日期在报告年度的下一年", Basis: regulation}, false},
	{form.Rule{ID: CodeDeadline, Severity: "warning", Says: "成文日期：部门不晚于 1 月 31 日，汇总的政府报告不晚于 3 月 31 日", Basis: regulation}, false},
	{form.Rule{ID: CodeDateNone, Severity: "warning", Says: "有署名就有成文日期"}, false},
	{form.Rule{ID: CodeTextEmpty, Severity: "warning", Says: "各章正文都有内容"}, false},
	{form.Rule{ID: CodeLastYear, Severity: "warning", Says: "拿来比较的是上一年的报告"}, false},
	{form.Rule{ID: CodeStale, Severity: "warning", Says: "[accept] 里接受的意见都还在，也都是能接受的"}, true},
}

// Rules returns every check that Load and Check make on a report of the form,
// those for all forms first, then in the form's order.
func Rules(f *form.Form) []form.Rule {
	var rules []form.Rule
	for _, r := range generalRules {
		rules = append(rules, r.Rule)
	}
	for i := range f.Tables {
		rules = append(rules, f.Tables[i].Rules...)
	}
	return append(rules, f.Rules...)
}

// fixed reports whether a finding must be mended and cannot be accepted: the
// report could not be read as it stands.
func fixed(f *form.Form, code string, severity source.Severity) bool {
	for _, r := range generalRules {
		if r.ID == code {
			return r.fixed
		}
	}
	for i := range f.Tables {
		for _, r := range f.Tables[i].Rules {
			if r.ID == code {
				return severity == source.Error && slices.Contains([]string{"shape", "whole", "blank", "money"}, r.Check)
			}
		}
	}
	return false
}
