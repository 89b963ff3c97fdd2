package archive

import (
	"fmt"
	"strings"
)

// formats are the 格式信息 of the files a record may hold.
var formats = map[string]string{
	"pdf":  "PDF/A-2a（ISO 19005-2），字体全部嵌入",
	"docx": "Office Open XML 文字处理文档（ISO/IEC 29500，过渡型）",
	"toml": "TOML 1.0 文本，UTF-8",
}

// metadata is a record's metadata file: the file entity of DA/T 46-2009, in
// the order of its list.
func (w *Writer) metadata(e *entry) []byte {
	var x xmlText
	s := &w.settings
	x.group("电子文件元数据", func() {
		x.leaf("聚合层次", "件")
		x.group("来源", func() {
			x.leaf("档案馆名称", s.Bureau)
			x.leaf("档案馆代码", s.BureauCode)
			x.leaf("全宗名称", s.FondsName)
			x.leaf("立档单位名称", s.FondsName)
		})
		x.leaf("电子文件号", e.id)
		x.group("档号", func() {
			x.leaf("档号全称", e.id)
			x.leaf("全宗号", s.Fonds)
			x.leaf("档案门类代码", s.Class)
			x.number("年度", int64(s.Year))
			x.leaf("保管期限", e.period.Name())
			x.leaf("机构或问题", s.Department)
			x.leaf("室编件号", fmt.Sprintf("%04d", e.item))
		})
		x.group("内容描述", func() {
			x.leaf("题名", e.title)
			x.leaf("关键词", fmt.Sprintf("政府信息公开；工作年度报告；%d年", e.year))
			x.leaf("责任者", e.agency)
			x.leaf("日期", e.date)
			x.leaf("文种", "报告")
			x.leaf("密级", securityClass)
			x.leaf("备注", e.remark)
		})
		x.group("形式特征", func() {
			x.leaf("文件组合类型", "单件")
			x.number("页数", int64(e.pages))
			x.leaf("语种", "汉语")
		})
		for i, f := range e.files {
			x.group("电子属性", func() {
				x.leaf("文档序号", fmt.Sprintf("%03d", i+1))
				x.leaf("格式信息", formats[f.ext()])
				x.leaf("计算机文件名", f.path[strings.LastIndex(f.path, "/")+1:])
				x.number("计算机文件大小", f.bytes)
				x.leaf("文档创建程序", s.Program)
				x.leaf("数字摘要SHA256", f.sha256)
				x.leaf("数字摘要SM3", f.sm3)
			})
		}
		x.group("权限管理", func() { x.leaf("控制标识", "开放") })
	})
	return x.bytes(s.UTF8)
}
