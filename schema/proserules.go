package schema

import (
	"slices"
	"strings"

	"nianbao/schema/form"
	"nianbao/schema/prose"
)

// contents is the basis of what a report has to tell, and tell alike in prose
// and tables.
const contents = "《中华人民共和国政府信息公开条例》第五十条"

// otherProseRules are the rules of Compare, Sum and Against that are not about
// one reading.
var otherProseRules = []form.Rule{
	{ID: CodeNone, Severity: "warning", Says: "正文说没有收到申请、没有复议诉讼的，表里是 0", Basis: contents},
	{ID: CodePercent, Severity: "warning", Says: "正文的百分比由正文或表里的数算得出，四舍五入、截尾都可以", Formula: "比例 = 件数 / 答复、新收、新收加结转，或正文自己说的总数", Basis: contents},
	{ID: CodeYearOn, Severity: "warning", Says: "同比增减与两年的报告相符（有上年报告时）", Formula: "同比 = (本年 - 上年) / 上年", Basis: contents},
	{ID: CodeList, Severity: "warning", Says: "括号里分列的各项、六种办理结果、自然人与法人或其他组织，加起来是所说的总数（“其中”之后只列举一部分的，提示）", Formula: "总数 = 各项之和", Basis: contents},
	{ID: CodeFee, Severity: "warning", Says: "信息处理费是 10 元的整倍数，分列的件数、金额加得起来", Formula: "金额 = 10 的倍数；总数 = 各单位之和", Basis: "国办函〔2020〕109号"},
	{ID: CodeFeeNone, Severity: "info", Says: "2021 年表式：写明信息处理费的收取情况，没有收取也写明", Basis: "国办函〔2020〕109号"},
	{ID: CodeFeeTable, Severity: "warning", Says: "表三有逾期未缴费的，正文不说没有发过收费通知", Formula: "result.other.unpaid > 0", Basis: "国办函〔2020〕109号"},
	{ID: CodeTitle, Severity: "warning", Says: "题目里是“政府信息公开工作年度报告”，不缺字，“年度”不重复", Basis: contents},
	{ID: CodeYear, Severity: "warning", Says: "题目、导语、统计期限、句首写的是报告年度", Basis: contents},
	{ID: CodeName, Severity: "warning", Says: "题目、导语里的机关就是报告机关", Basis: contents},
	{ID: CodeBasis, Severity: "warning", Says: "引用的依据是现行的：国务院令第711号，本表式的通知"},
	{ID: CodeNumber, Severity: "warning", Says: "标题的序号照法定次序，正文里的序号不重不漏"},
	{ID: CodeThin, Severity: "warning", Says: "第五部分有实际内容", Basis: "《中华人民共和国政府信息公开条例》第四十七条"},
	{ID: CodePrivate, Severity: "warning", Says: "正文里没有身份证号、手机号"},
	{ID: CodeLeftover, Severity: "warning", Says: "正文不照抄上年：第五部分不雷同，句子里的数不是上年的", Basis: "《中华人民共和国政府信息公开条例》第四十七条"},
	{ID: CodeSumMissing, Severity: "warning", Says: "汇总：各单位的报告都到齐"},
	{ID: CodeSumSkipped, Severity: "info", Says: "汇总：同一机关只计一次，上级已汇总的、垂直管理的不计"},
	{ID: CodeSumScope, Severity: "info", Says: "汇总：县（区）的报告只报本机关的，下面各家另计；已汇总全县的应写 scope = \"area\""},
	{ID: CodeSumBroken, Severity: "error", Says: "汇总：各单位的报告同年、同表式，各格读得出数"},
	{ID: CodeSumDiffer, Severity: "warning", Says: "汇总：本地区报告的每格是各单位之和", Formula: "本地区 = 各单位之和"},
}

// ProseRules returns the checks of prose and of sums: one rule for each id,
// its formula all the values that its readings may have.
func ProseRules() []form.Rule {
	var rules []form.Rule
	at := map[string]int{}
	for _, reading := range prose.Default().Reading {
		i, known := at[reading.ID]
		if !known {
			i = len(rules)
			at[reading.ID] = i
			rules = append(rules, form.Rule{ID: reading.ID, Severity: "warning", Basis: contents, Says: "正文的"})
		}
		names, formulas := readingFormulas(reading)
		for _, name := range names {
			if !strings.Contains(rules[i].Says, inQuotes(name)) {
				rules[i].Says += inQuotes(name)
			}
		}
		for _, formula := range formulas {
			if rules[i].Formula == "" {
				rules[i].Formula = formula
			} else if !slices.Contains(strings.Split(rules[i].Formula, "；"), formula) {
				rules[i].Formula += "；" + formula
			}
		}
	}
	for i := range rules {
		rules[i].Says += "与表一致，合乎任何一种读法都可以"
	}
	return append(rules, otherProseRules...)
}

// readingFormulas are the names and formulas of a reading, one for each case.
func readingFormulas(reading *prose.Reading) (names, formulas []string) {
	cases := reading.Cases
	if len(cases) == 0 {
		cases = []string{""}
	}
	for _, key := range cases {
		name := reading.Name
		values := make([]string, len(reading.Values))
		copy(values, reading.Values)
		if key != "" {
			c := prose.Default().Cases[key]
			name = strings.ReplaceAll(name, "{case}", c.Words[0])
			for i := range values {
				values[i] = caseValue(values[i], c.Rows)
			}
		}
		names = append(names, name)
		formulas = append(formulas, name+" = "+strings.Join(values, " 或 "))
	}
	return names, formulas
}

// caseValue writes a value with the rows of a case for {case}.
func caseValue(value string, rows []string) string {
	words := strings.Fields(value)
	for i, word := range words {
		column, ok := strings.CutPrefix(word, "{case}")
		if !ok {
			continue
		}
		words[i] = strings.Join(rows, column+" + ") + column
		if len(rows) > 1 && len(words) > 1 {
			words[i] = "(" + words[i] + ")"
		}
	}
	return strings.Join(words, " ")
}

// ruleBasis is the basis of the rule with the given id.
func ruleBasis(id string) string {
	for i := range otherProseRules {
		if otherProseRules[i].ID == id {
			return otherProseRules[i].Basis
		}
	}
	return contents
}
