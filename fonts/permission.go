package fonts

// Permission is a face's embedding permission, fsType of its OS/2 table
// (OpenType 1.9, OS/2 table).
type Permission struct {
	Bits  uint16
	known bool // the face has an OS/2 table
}

const (
	permRestricted = 1 << 1
	permPreview    = 1 << 2
	permEditable   = 1 << 3
	permMask       = 0x000f
	permNoSubset   = 1 << 8
	permBitmap     = 1 << 9
)

// Refused is why the face may not be embedded at all, "" when it may.
func (p Permission) Refused() string {
	switch {
	case !p.known:
		return "没有 OS/2 表，看不出是否允许嵌入"
	case p.Bits&permBitmap != 0:
		return "只允许嵌入点阵（fsType 0x200），不能用于 PDF"
	case p.Bits&permMask == permRestricted:
		return "许可禁止嵌入（fsType 2），请向字体厂商取得授权或换用别的字体"
	}
	return ""
}

// Editable reports whether the face may be embedded in a document that can
// be edited (DOCX): installable (0) or editable (8). With several bits set
// the least restrictive counts.
func (p Permission) Editable() bool {
	return p.known && p.Bits&permBitmap == 0 && (p.Bits&permMask == 0 || p.Bits&permEditable != 0)
}

// Whole reports whether the face may be embedded only as a whole (fsType
// 0x100): Subset then keeps all glyphs.
func (p Permission) Whole() bool { return p.Bits&permNoSubset != 0 }

// String says the permission in Chinese, for lists.
func (p Permission) String() string {
	s := "可安装"
	switch {
	case p.Refused() != "":
		return p.Refused()
	case p.Bits&permEditable != 0:
		s = "可嵌入可编辑文档"
	case p.Bits&permPreview != 0:
		s = "只供预览和打印：可嵌入 PDF，不可嵌入 DOCX"
	}
	if p.Whole() {
		s += "，须整体嵌入"
	}
	return s
}
