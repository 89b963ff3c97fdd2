package archive

import (
	"fmt"
	"strings"
)

// formatLine marks a package as of this program, in this shape: then verify
// knows every byte of its lists. What changes a byte of them counts it up.
const formatLine = "数据包格式：nianbao 1"

// readme is 说明文件.TXT. Its items are those annex 2 of
// 《电子档案移交与接收办法》 asks for.
func (w *Writer) readme(total int64) []byte {
	s := &w.settings
	lines := []string{
		"数据包：" + s.Name(),
		"载体参数：在线或离线移交，未压缩，未加密",
		fmt.Sprintf("内容：政府信息公开工作年度报告，%d 件，%d 字节", len(w.entries), total),
		"载体编号：" + s.Name(),
		"保管单位：" + s.FondsName,
		"制作单位：" + s.FondsName,
		"检查单位：" + s.FondsName,
		"制作程序：" + s.Program,
		formatLine,
		"读取所需软硬件环境：任一能打开 PDF 的软件；目录与元数据为 XML，任一文本编辑器可读",
		"文字编码：" + w.encodingName() + "（" + othersDir + "/ 中 .csv、.xsd 与摘要清单为 UTF-8）",
		"其他说明：数字摘要见“" + othersDir + "/manifest-sha256.txt”和“" + othersDir + "/manifest-sm3.txt”",
	}
	return w.text(lines...)
}

func (w *Writer) encodingName() string {
	if w.settings.UTF8 {
		return "UTF-8"
	}
	return "GB18030"
}

// text is a text file in the settings' encoding, lines ended as on Windows.
func (w *Writer) text(lines ...string) []byte {
	return encode(strings.Join(lines, "\r\n")+"\r\n", w.settings.UTF8)
}

func (w *Writer) namingRule() []byte {
	s := &w.settings
	return w.text(
		"档号：全宗号-档案门类代码·年度-保管期限-机构（问题）代码-件号（DA/T 22-2015）",
		"例："+s.ID(Permanent, 1),
		"保管期限代码：Y 永久，D30 30年，D10 10年",
		"年度："+fmt.Sprint(s.Year)+"（文件形成的年份，不一定是报告所述年份）",
		"件号：同一年度、同一保管期限、同一机构（问题）内从 0001 起连续编号；以后的批次接着编，不改已移交的",
		"文件夹："+recordsDir+"/年度/门类代码/档号/",
		"计算机文件名：档号-文档序号.扩展名；001 为版式文件（PDF），002 为可编辑文件（DOCX），003 为源数据（TOML）；档号.xml 为元数据",
	)
}

func (w *Writer) metadataRule() []byte {
	wrapped := map[EEP]string{NoEEP: "不封装。", EEPInside: "每件按 DA/T 48-2009 的结构另附 .eep 文件，内含各文件的 Base64。",
		EEPDigest: "每件按 DA/T 48-2009 的结构另附 .eep 文件，只含各文件的 SHA-256。"}[w.settings.EEP]
	return w.text(
		"元数据采用 DA/T 46-2009《文书类电子文件元数据方案》文件实体的元素，XML 表示，次序依该方案的目录。",
		"目录 XML 模式：文件目录.xsd。",
		"封装："+wrapped,
		"未核实：DA/T 46-2009 中形式特征、权限管理两组元素的细目，DA/T 48-2009 的 XML 模式，均据第二手资料写成，",
		"未能与标准原文逐字核对；接收方如有出入，以标准原文为准。",
	)
}

// csvField quotes a field where it must be, and keeps Excel from taking text
// for a formula.
func csvField(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		s = "'" + s
	}
	if strings.ContainsAny(s, ",\"\r\n") {
		return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
	}
	return s
}
