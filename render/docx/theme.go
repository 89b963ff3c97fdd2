package docx

// theme writes a plain theme. Nothing in the document takes its colours or
// faces from it; checkers that follow Microsoft's SDK want it to be there.
func theme(x *buffer) {
	x.put(xmlHead, `<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="nianbao"><a:themeElements><a:clrScheme name="nianbao">`)
	for _, c := range [...][2]string{
		{"dk1", "000000"}, {"lt1", "FFFFFF"}, {"dk2", "44546A"}, {"lt2", "E7E6E6"},
		{"accent1", "4472C4"}, {"accent2", "ED7D31"}, {"accent3", "A5A5A5"}, {"accent4", "FFC000"},
		{"accent5", "5B9BD5"}, {"accent6", "70AD47"}, {"hlink", "0563C1"}, {"folHlink", "954F72"},
	} {
		x.put("<a:", c[0], `><a:srgbClr val="`, c[1], `"/></a:`, c[0], ">")
	}
	x.put(`</a:clrScheme><a:fontScheme name="nianbao">`)
	for _, kind := range [...]string{"majorFont", "minorFont"} {
		x.put("<a:", kind, `><a:latin typeface="宋体"/><a:ea typeface="宋体"/><a:cs typeface=""/></a:`, kind, ">")
	}
	const fill = `<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>`
	const effect = `<a:effectStyle><a:effectLst/></a:effectStyle>`
	x.put(`</a:fontScheme><a:fmtScheme name="nianbao"><a:fillStyleLst>`, fill, fill, fill, `</a:fillStyleLst><a:lnStyleLst>`)
	for _, width := range [...]string{"6350", "12700", "19050"} {
		x.put(`<a:ln w="`, width, `">`, fill, `</a:ln>`)
	}
	x.put(`</a:lnStyleLst><a:effectStyleLst>`, effect, effect, effect,
		`</a:effectStyleLst><a:bgFillStyleLst>`, fill, fill, fill, `</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>`)
}
