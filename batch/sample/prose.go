package sample

import (
	"math/rand/v2"
	"strings"
)

// themes are what the paragraphs speak of; each is followed by some sentences.
var themes = []string{"主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障"}

// sentences hold no figures, so that nothing in them can contradict a table;
// ※ stands for a field of work.
var sentences = []string{
	"※领域的公开目录随机构职能调整同步修订，办事指南写明依据、材料、时限和咨询途径，群众照着做就能办成。",
	"※方面的政策文件与解读材料同时起草、同时审签、同时发布，解读用图解和问答，少用套话。",
	"凡涉及※、拟公开的内容都先过保密审查和隐私审查，审查意见随文归档，谁审查谁签字。",
	"网站设有“※问答”专栏，答复由业务科室起草、办公室核发，逾期未答的由分管负责人过问。",
	"在政务服务大厅设公开专区，备有查阅终端、打印设备和※资料的纸质文本，由专人引导老年人使用。",
	"对历年※文件逐件复核效力，注明继续有效、已被修改、已经废止，历史文件单独归栏。",
	"公众号菜单合并同类项，※等常用服务放在首屏；发布前由两人校对，发布后由一人巡查。",
	"组织各科室和下属单位集中培训，以※申请的真实答复为例，讲解区分处理、补正告知和第三方意见征询。",
	"把※信息公开列入年度考核，对迟报、漏报、答复超期的单位点名通报，并要求书面说明。",
	"邀请人大代表、政协委员和行业代表旁听※议题的会议、查阅草案，对没有采纳的意见逐条说明理由。",
	"※重大项目的批准结果、招标投标、征收补偿和竣工情况放在一处，按项目名称可以检索。",
	"网页适配手机屏幕和读屏软件，※图片配文字说明，附件给出可以复制的文本。",
	"热线、信箱、窗口收到的※咨询，当场能答的当场答，需要会商的登记转办，办结后回访。",
	"与档案馆、图书馆约定移交办法，每季度送去※类文件的正本，供读者就近查阅。",
	"编写※知识读本，请社区工作者讲给居民听，把听不懂的词句记下来，退回去重写。",
	"修订※信息发布规程，写清来源、时间、责任处室和更正办法，错链、死链及时修复。",
}

var fields = []string{
	"教育", "医疗卫生", "就业创业", "社会保险", "养老服务", "住房保障", "公共文化", "生态环境", "食品药品", "安全生产",
	"财政预决算", "税费减免", "乡村振兴", "救灾救助", "城市更新", "交通出行", "水利防汛", "规划许可", "营商环境", "科技创新",
	"政府采购", "国有资产", "户籍办理", "法律援助", "涉农补贴", "征地拆迁", "市政工程", "旅游体育", "残疾人服务", "价格收费",
}

// shortcomings and remedies are for section 五.
var shortcomings = []string{
	"少数科室对公开标准把握不准，拟稿时没有同步提出公开属性",
	"政策解读的形式还比较单一，基层群众的感受不够直接",
	"个别答复说理不充分，引用条款不够准确",
	"历史信息整理进度不一，个别栏目更新不够及时",
	"基层公开人员变动较快，业务交接不够顺畅",
	"与公众互动的渠道较少，意见收集之后的反馈不够完整",
	"跨部门的文件由谁公开、何时公开，事先商量得不够",
}

var remedies = []string{
	"修订公文办理流程，没有公开属性的不予编号",
	"按季度通报栏目更新情况，逐项销号",
	"汇编典型答复，作为新任人员的必读材料",
	"与司法行政部门建立会商机制，疑难申请集体研究",
	"把解读材料送到社区、窗口和企业，当面听取意见",
}

// sentence is any sentence about any field.
func (w *writer) sentence() string {
	return strings.ReplaceAll(pick(w.rand, sentences), "※", pick(w.rand, fields))
}

func pick(r *rand.Rand, from []string) string { return from[r.IntN(len(from))] }

// other picks two that were not last year's.
func (w *writer) other(from []string) (a, b string) {
	at := w.agency + 2*w.year
	return from[at%len(from)], from[(at+1)%len(from)]
}

// prose writes the text: two to five themes of two to eight sentences each.
func (w *writer) prose() {
	w.printf("\n[text]\noverview = '''\n")
	for i, theme := range themes[:2+w.rand.IntN(len(themes)-1)] {
		w.printf("（%s）%s\n\n", []string{"一", "二", "三", "四", "五"}[i], theme)
		switch {
		case theme == "主动公开" && w.old():
			w.printf("全年新制作行政规范性文件%d件，新公开%d件，对外公开总数%d件。", w.documents[0], w.documents[1], w.documents[2])
		case theme == "主动公开":
			w.printf("全年制发行政规范性文件%d件，废止%d件，现行有效%d件。", w.documents[0], w.documents[1], w.documents[2])
		case theme == "依申请公开":
			w.printf("本年新收政府信息公开申请%d件，上年结转%d件，答复%d件，结转下年度%d件；", w.received, w.in, w.answered, w.onward)
			w.printf("予以公开%d件，部分公开%d件。行政复议%d件，行政诉讼%d件。", w.granted, w.partial, w.reviewed, w.sued)
		}
		for range 2 + w.rand.IntN(7) {
			w.printf("%s", w.sentence())
		}
		w.printf("\n\n")
	}
	first, second := w.other(shortcomings)
	w.printf("'''\nproblems = '''\n存在的主要问题：%s；%s。\n\n", first, second)
	first, second = w.other(remedies)
	w.printf("改进的措施：%s；%s。\n", first, second)
	w.printf("'''\nother = '''\n本年度没有收取政府信息公开信息处理费。\n'''\n")
}
