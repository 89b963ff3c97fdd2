package archive

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strings"
)

// EEP is how records are wrapped by DA/T 48-2009.
type EEP string

// Ways of wrapping.
const (
	NoEEP     EEP = ""       // not wrapped
	EEPInside EEP = "base64" // the data stand in the wrapper
	EEPDigest EEP = "digest" // the wrapper holds digests, the files stand beside it
)

// encapsulate is a record's 封装包. Its skeleton is put together from public
// implementations; the standard's own XSD could not be had, so conformance is
// unverified, which 元数据规范说明.txt says. data reads a file of the record.
func (w *Writer) encapsulate(e *entry, data func(int) ([]byte, error)) ([]byte, error) {
	var x xmlText
	var failed error
	s := &w.settings
	x.group(`电子文件封装包 xmlns="http://www.saac.gov.cn/standards/ERM/encapsulation"`, func() {
		x.leaf("封装包格式描述", "本EEP根据中华人民共和国档案行业标准DA/T 48-2009《基于XML的电子文件封装规范》生成")
		x.leaf("版本", "2009")
		x.group(`被签名对象 eep版本="2009"`, func() {
			x.leaf("封装包类型", "原始型")
			x.leaf("封装包类型描述", "本封装包包含电子文件数据及其元数据，原始封装，未经修改")
			x.leaf("封装包创建时间", isoDate(e.date))
			x.leaf("封装包创建单位", s.FondsName)
			x.group("封装内容", func() {
				x.group("文件实体块", func() { x.group("文件实体", func() { failed = w.entity(&x, e, data) }) })
				x.leaf("业务实体块", "")
				x.leaf("机构人员实体块", "")
			})
		})
	})
	return x.bytes(s.UTF8), failed
}

// isoDate turns 20250120 into a date and time of ISO 8601.
func isoDate(d string) string {
	if len(d) != 8 {
		return ""
	}
	return d[:4] + "-" + d[4:6] + "-" + d[6:] + "T00:00:00"
}

func (w *Writer) entity(x *xmlText, e *entry, data func(int) ([]byte, error)) (failed error) {
	s := &w.settings
	x.leaf("聚合层次", "文件")
	x.group("来源", func() {
		x.leaf("档案馆名称", s.Bureau)
		x.leaf("档案馆代码", s.BureauCode)
		x.leaf("全宗名称", s.FondsName)
		x.leaf("立档单位名称", s.FondsName)
	})
	x.leaf("电子文件号", e.id)
	x.group("档号", func() {
		x.leaf("全宗号", s.Fonds)
		x.leaf("目录号", "")
		x.number("年度", int64(s.Year))
		x.leaf("保管期限", e.period.Name())
		x.leaf("机构或问题", s.Department)
		x.leaf("类别号", s.Class)
		x.leaf("室编件号", fmt.Sprintf("%04d", e.item))
		x.leaf("馆编件号", "")
		x.leaf("文档序号", "")
		x.leaf("页号", "")
	})
	x.group("内容描述", func() {
		x.leaf("题名", e.title)
		x.leaf("关键词", "政府信息公开；工作年度报告")
		x.leaf("摘要", "")
		x.leaf("文件编号", "")
		x.leaf("责任者", e.agency)
		x.leaf("日期", e.date)
		x.leaf("文种", "报告")
		x.leaf("密级", securityClass)
	})
	x.group("形式特征", func() {
		x.leaf("文件组合类型", "单件")
		x.number("页数", int64(e.pages))
		x.leaf("语种", "汉语")
	})
	x.group("存储位置", func() { x.leaf("脱机载体编号", s.Name()) })
	x.group("权限管理", func() { x.leaf("控制标识", "开放") })
	x.leaf("信息系统描述", s.Program)
	x.leaf("附录", "")
	x.group("文件数据", func() {
		for i := range e.files {
			var content []byte
			if w.settings.EEP == EEPInside && failed == nil {
				content, failed = data(i)
			}
			w.document(x, e, i, content)
		}
	})
	return failed
}

// document is one computer file of the record in its wrapper; content is its
// data, where they go inside.
func (w *Writer) document(x *xmlText, e *entry, i int, content []byte) {
	f := e.files[i]
	role := "正文"
	if i > 0 {
		role = "其他"
	}
	x.group("文档", func() {
		x.leaf("文档标识符", fmt.Sprintf("修改0-文档%d", i+1))
		x.number("文档序号", int64(i+1))
		x.leaf("文档类型", role)
		x.leaf("题名", e.title)
		x.group(fmt.Sprintf(`文档数据 文档数据ID="修改0-文档%d-文档数据1"`, i+1), func() {
			x.group(fmt.Sprintf(`编码 编码ID="修改0-文档%d-文档数据1-编码1"`, i+1), func() {
				x.group("电子属性", func() {
					x.leaf("格式信息", formats[f.ext()])
					x.leaf("计算机文件名", f.path[strings.LastIndex(f.path, "/")+1:])
					x.number("计算机文件大小", f.bytes)
				})
				x.leaf("数字化属性", "")
				if w.settings.EEP == EEPInside {
					x.leaf("编码描述", "编码数据为文件字节的 Base64")
					x.leaf("反编码关键字", "base64")
					x.leaf("编码数据", base64.StdEncoding.EncodeToString(content))
					return
				}
				x.leaf("编码描述", "仅提供 SHA256 摘要信息，文档数据在外部保存")
				x.leaf("反编码关键字", "sha256-base64Binary") // as one real producer writes it
				digest, _ := hex.DecodeString(f.sha256) // our own: it cannot fail
				x.leaf("编码数据", base64.StdEncoding.EncodeToString(digest))
			})
		})
	})
}
