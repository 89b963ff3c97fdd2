package archive

// checkReport is 四性检测报告.xml: the items of DA/T 70 with their results. A
// package that fails one is not given its name, so that none here fails; verify
// proves them again.
func (w *Writer) checkReport() []byte {
	var x xmlText
	s := &w.settings
	x.group("四性检测报告", func() {
		x.leaf("依据", "DA/T 70-2018《文书类电子档案检测一般要求》移交与接收环节")
		x.leaf("数据包", s.Name())
		x.leaf("检测程序", s.Program)
		x.number("件数", int64(len(w.entries)))
		x.number("字节数", w.total())
		for _, i := range newItems() {
			x.group("检测项目", func() {
				x.leaf("类别", i.Aspect)
				x.leaf("名称", i.Name)
				x.leaf("结果", i.Result.Name())
				x.leaf("说明", i.Why)
			})
		}
		x.leaf("结论", "合格")
	})
	return x.bytes(s.UTF8)
}
