package letter

import (
	"nianbao/render/layout"
	"nianbao/schema/form"
)

// Codes of the findings on letters.
const (
	CodeNumber       = "L-NUMBER"
	CodeNumberYear   = "L-NUMBER-YEAR"
	CodeNumberNone   = "L-NUMBER-NONE"
	CodeDate         = "L-DATE"
	CodeDateReport   = "L-DATE-REPORT"
	CodeDatePrinted  = "L-DATE-PRINTED"
	CodeTitle        = "L-TITLE"
	CodeRecipients   = "L-TO"
	CodeSecrecy      = "L-SECRECY"
	CodeSigners      = "L-SIGNERS"
	CodeForm         = "L-FORM"
	CodeBlank        = "L-BLANK"
	CodeAttachFile   = "L-ATTACH-FILE"
	CodeAttachReport = "L-ATTACH-REPORT"
	CodeAttachTitle  = "L-ATTACH-TITLE"
	CodeAttachName   = "L-ATTACH-NAME"
	CodeAttachTwice  = "L-ATTACH-TWICE"
	CodeAttachRef    = "L-ATTACH-REF"
	CodeAttachList   = "L-ATTACH-LIST"
	CodeAttachPDF    = "L-ATTACH-PDF"
)

// clause names a clause of the standard.
func clause(n string) string { return "GB/T 9704-2012 第 " + n + " 条" }

// Rules are the rules of the findings that Load, Open and Check make, and of
// the layout of a letter's first page.
var Rules = []form.Rule{
	{ID: CodeNumber, Severity: "error", Says: "发文字号由机关代字、六角括号内的四位年份、顺序号组成，不加“第”字，不编虚位；正文里提到的也一样（警告）", Basis: clause("7.2.5")},
	{ID: CodeNumberYear, Severity: "warning", Says: "发文字号的年份是成文的年份", Basis: clause("7.2.5")},
	{ID: CodeNumberNone, Severity: "warning", Says: "有发文字号；附件另外装订时必须有", Basis: clause("7.3.7")},
	{ID: CodeDate, Severity: "error", Says: "日期写成 TOML 的日期，印成阿拉伯数字、不编虚位；正文里的也一样（警告）", Basis: clause("7.3.5.4")},
	{ID: CodeDateReport, Severity: "error", Says: "成文日期不早于所附报告的成文日期"},
	{ID: CodeDatePrinted, Severity: "error", Says: "印发日期不早于成文日期"},
	{ID: CodeTitle, Severity: "error", Says: "标题末尾没有标点", Basis: clause("7.3.1")},
	{ID: CodeRecipients, Severity: "error", Says: "主送机关之后用全角冒号；函、通知、请示、批复有主送机关（警告）", Basis: clause("7.3.2")},
	{ID: CodeSecrecy, Severity: "warning", Says: "份号是 6 位数字，密级是绝密、机密、秘密，可加“★”和期限，紧急程度是特急、加急；涉密的有份号", Basis: clause("7.2.1 至 7.2.3")},
	{ID: CodeSigners, Severity: "warning", Says: "签发人与发文机关一样多；请示有签发人", Basis: clause("7.2.6")},
	{ID: CodeForm, Severity: "warning", Says: "没有这种格式不印的要素", Basis: clause("10")},
	{ID: CodeBlank, Severity: "warning", Says: "没有留着“某某”“××”待填"},
	{ID: layout.CodeFirstPage, Severity: "warning", Says: "首页排得上正文", Basis: clause("7.3.3")},
	{ID: CodeAttachFile, Severity: "error", Says: "附件的文件都在，都读得了"},
	{ID: CodeAttachReport, Severity: "error", Says: "所附的报告没有错误"},
	{ID: CodeAttachTitle, Severity: "error", Says: "附件说明里的名称就是所附报告的标题", Basis: clause("7.3.7")},
	{ID: CodeAttachName, Severity: "error", Says: "附件名称之后没有标点", Basis: clause("7.3.4")},
	{ID: CodeAttachTwice, Severity: "warning", Says: "没有同名的附件"},
	{ID: CodeAttachRef, Severity: "error", Says: "正文里说到的附件都列在附件说明里，编号也一样（警告）"},
	{ID: CodeAttachList, Severity: "warning", Says: "正文里不另写附件说明", Basis: clause("7.3.4")},
	{ID: CodeAttachPDF, Severity: "info", Says: "现成的 PDF 只列入附件说明，要另外装订"},
}
