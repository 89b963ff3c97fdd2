package render

import "nianbao/schema/form"

// Checks are the rules of the findings that Compose and Prose may make.
var Checks = []form.Rule{
	{ID: "TEXT-SIZE", Severity: "error", Says: "一个部分的正文不超过 512 KB"},
	{ID: "TEXT-PRIVATE", Severity: "error", Says: "文字里没有私用区等没有公认含义的字符"},
	{ID: "TEXT-COMPAT", Severity: "warning", Says: "文字里没有康熙部首、兼容汉字、竖排标点；有则换成通常的字"},
	{ID: "TEXT-CONTROL", Severity: "warning", Says: "文字里没有看不见的控制字符；有则略去"},
	{ID: "TEXT-HEADING", Severity: "warning", Says: "正文开头不重复这一部分的标题"},
	{ID: "TEXT-HTML", Severity: "warning", Says: "正文里没有 HTML 标记；有则照原样印出"},
	{ID: "TEXT-MARKUP", Severity: "warning", Says: "正文里没有分隔线、# 后缺空格的标题；有则照原样印出"},
	{ID: "TEXT-TABLE", Severity: "warning", Says: "正文里的表格各行格数与表头相同，第二行是 |---|"},
	{ID: "TEXT-NOTE", Severity: "warning", Says: "脚注都在正文里引用，引用的脚注都有内容"},
	{ID: "TEXT-LINK", Severity: "warning", Says: "链接指向网址或邮箱"},
	{ID: "FIG-ALT", Severity: "error", Says: "图片有替代文字"},
	{ID: "FIG-MISSING", Severity: "error", Says: "图片文件存在，读得出"},
	{ID: "FIG-OUTSIDE", Severity: "error", Says: "图片在报告所在的文件夹里（不经符号链接出去）"},
	{ID: "FIG-FORMAT", Severity: "error", Says: "图片是完好的 PNG 或 JPEG，灰度或 RGB"},
	{ID: "FIG-SIZE", Severity: "error", Says: "图片不超过 20 MB、一亿像素"},
	{ID: "FIG-TURNED", Severity: "warning", Says: "照片本身是正的，不靠附带的旋转标记"},
	{ID: "FIG-PLACE", Severity: "error", Says: "图片独占一段，不在列表、表格、标题、脚注里"},
	{ID: "FIG-SYNTAX", Severity: "error", Says: "图片写作 ![说明](文件)"},
}
