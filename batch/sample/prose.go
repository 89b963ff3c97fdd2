package sample

// themes are what the paragraphs speak of; each is followed by some sentences.
var themes = []string{"主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障"}

// sentences hold no figures, so that nothing in them can contradict a table.
var sentences = []string{
	"公开目录随机构职能调整同步修订，办事指南写明依据、材料、时限和咨询途径，群众照着做就能办成。",
	"政策文件与解读材料同时起草、同时审签、同时发布，解读用图解和问答，少用套话。",
	"凡拟公开的内容都先过保密审查和隐私审查，审查意见随文归档，谁审查谁签字。",
	"网站设有“我要问”专栏，答复由业务科室起草、办公室核发，逾期未答的由分管负责人过问。",
	"在政务服务大厅设公开专区，备有查阅终端、打印设备和纸质文本，由专人引导老年人使用。",
	"对历年文件逐件复核效力，注明继续有效、已被修改、已经废止，历史文件单独归栏。",
	"公众号菜单合并同类项，常用服务放在首屏；发布前由两人校对，发布后由一人巡查。",
	"组织各科室和下属单位集中培训，以真实答复为例讲解区分处理、补正告知和第三方意见征询。",
	"把公开工作列入年度考核，对迟报、漏报、答复超期的单位点名通报，并要求书面说明。",
	"邀请人大代表、政协委员和行业代表旁听会议、查阅草案，对没有采纳的意见逐条说明理由。",
	"重大项目的批准结果、招标投标、征收补偿和竣工情况放在一处，按项目名称可以检索。",
	"网页适配手机屏幕和读屏软件，图片配文字说明，附件给出可以复制的文本。",
}

// problems and remedies for section 五.
var shortcomings = []string{
	"少数科室对公开标准把握不准，拟稿时没有同步提出公开属性",
	"政策解读的形式还比较单一，基层群众的感受不够直接",
	"个别答复说理不充分，引用条款不够准确",
	"历史信息整理进度不一，个别栏目更新不够及时",
	"基层公开人员变动较快，业务交接不够顺畅",
}

var remedies = []string{
	"修订公文办理流程，没有公开属性的不予编号",
	"按季度通报栏目更新情况，逐项销号",
	"汇编典型答复，作为新任人员的必读材料",
	"与司法行政部门建立会商机制，疑难申请集体研究",
	"把解读材料送到社区、窗口和企业，当面听取意见",
}

func (w *writer) pick(from []string) string { return from[w.rand.IntN(len(from))] }

// prose writes the text: one to five themes of one to six sentences each.
func (w *writer) prose() {
	w.printf("\n[text]\noverview = '''\n")
	for i, theme := range themes[:1+w.rand.IntN(len(themes))] {
		w.printf("（%s）%s\n\n", []string{"一", "二", "三", "四", "五"}[i], theme)
		switch theme {
		case "主动公开":
			w.printf("全年制发行政规范性文件%d件，废止%d件，现行有效%d件。", w.documents[0], w.documents[1], w.documents[2])
		case "依申请公开":
			w.printf("本年新收政府信息公开申请%d件，上年结转%d件，答复%d件，结转下年度%d件。", w.received, w.in, w.answered, w.onward)
			w.printf("其中予以公开%d件，部分公开%d件。行政复议%d件，行政诉讼%d件。", w.granted, w.partial, w.reviewed, w.sued)
		}
		for range 1 + w.rand.IntN(6) {
			w.printf("%s", w.pick(sentences))
		}
		w.printf("\n\n")
	}
	w.printf("'''\nproblems = '''\n")
	w.printf("存在的主要问题：%s；%s。\n\n", w.pick(shortcomings[:3]), w.pick(shortcomings[3:]))
	w.printf("改进的措施：%s；%s。\n", w.pick(remedies[:3]), w.pick(remedies[3:]))
	w.printf("'''\nother = '''\n本年度没有收取政府信息公开信息处理费。\n'''\n")
}
