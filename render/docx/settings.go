package docx

// settings writes settings.xml: odd and even footers, the characters that may
// not begin or end a line, squeezed punctuation, and the ways of Word 2013
// and later.
func (s *sheet) settings(x *buffer) {
	x.put(xmlHead, "<w:settings", wordSpaces, `><w:zoom w:percent="100"/>`)
	if len(s.embedded) > 0 {
		x.put("<w:embedTrueTypeFonts/>")
	}
	x.put(`<w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>`,
		`<w:characterSpacingControl w:val="compressPunctuation"/>`,
		`<w:noLineBreaksAfter w:lang="zh-CN" w:val="`, neverLast, `"/>`,
		`<w:noLineBreaksBefore w:lang="zh-CN" w:val="`, neverFirst, `"/>`,
		`<w:footnotePr><w:numFmt w:val="decimalEnclosedCircle"/><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>`,
		`<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:useFELayout/>`,
		`<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>`,
		`<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>`,
		`<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1" w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>`,
		`<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>`)
}

// Characters that Word's Chinese rules keep off a line's end and start.
const (
	neverLast  = "$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥"
	neverFirst = "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠"
)
