package archive

// Result of one item of the proof.
type Result string

// An item passes, fails, or cannot be judged by a program.
const (
	Pass        Result = "pass"
	Fail        Result = "fail"
	NotVerified Result = "not-verified"
)

// Name is the result in Chinese.
func (r Result) Name() string {
	return map[Result]string{Pass: "合格", Fail: "不合格", NotVerified: "未检"}[r]
}

// Item is one item of the 四性检测 (DA/T 70-2018). Numbers are the standard's
// as far as known; they are unverified.
type Item struct {
	Aspect   string // 真实性, 完整性, 可用性, 安全性
	Name     string
	Result   Result
	Why      string   // for NotVerified: why not
	Problems []string // for Fail: what and where
}

// items are the checks in the order they are printed.
const (
	itemDigest = iota
	itemNumber
	itemUnique
	itemLinked
	itemTexts
	itemShape
	itemSignature
	itemCount
	itemBytes
	itemMandatory
	itemGaps
	itemContent
	itemMetadata
	itemFormat
	itemOpen
	itemPlain
	itemExtra
	itemScripts
	itemVirus
	itemCarrier
)

func newItems() []*Item {
	items := []*Item{
		itemDigest:    {Aspect: "真实性", Name: "信息包一致性（数字摘要）"},
		itemNumber:    {Aspect: "真实性", Name: "档号规范性"},
		itemUnique:    {Aspect: "真实性", Name: "档号、数据不重复"},
		itemLinked:    {Aspect: "真实性", Name: "元数据与内容、目录的关联"},
		itemTexts:     {Aspect: "真实性", Name: "说明文件和目录文件规范性"},
		itemShape:     {Aspect: "真实性", Name: "信息包目录结构规范性"},
		itemSignature: {Aspect: "真实性", Name: "电子签名", Result: NotVerified, Why: "数据包不带电子签名；摘要清单可由本单位的签名工具另行签署"},
		itemCount:     {Aspect: "完整性", Name: "总件数相符"},
		itemBytes:     {Aspect: "完整性", Name: "总字节数相符"},
		itemMandatory: {Aspect: "完整性", Name: "元数据必填著录项目"},
		itemGaps:      {Aspect: "完整性", Name: "件号连续性"},
		itemContent:   {Aspect: "完整性", Name: "内容数据齐全"},
		itemMetadata:  {Aspect: "可用性", Name: "元数据可读"},
		itemFormat:    {Aspect: "可用性", Name: "目标数据格式符合长期保存要求"},
		itemOpen:      {Aspect: "可用性", Name: "内容数据可打开，页数相符"},
		itemPlain:     {Aspect: "可用性", Name: "未压缩、未加密"},
		itemExtra:     {Aspect: "安全性", Name: "没有多余文件"},
		itemScripts:   {Aspect: "安全性", Name: "内容不含脚本"},
		itemVirus:     {Aspect: "安全性", Name: "病毒检测", Result: NotVerified, Why: "由本单位的杀毒软件检测"},
		itemCarrier:   {Aspect: "安全性", Name: "载体安全", Result: NotVerified, Why: "由人工检查载体外观与读取"},
	}
	for _, i := range items {
		if i.Result == "" {
			i.Result = Pass
		}
	}
	return items
}
