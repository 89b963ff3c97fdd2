package schema

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"nianbao/schema/form"
	"nianbao/schema/source"
)

// proseFigures are the tables that the sentences of these tests speak of.
const proseFigures = `
disclosure.documents = 6 2 31
disclosure.permits = 1234
disclosure.penalties = 57
disclosure.coercion = 8
disclosure.fees = 321.5060
applications.received = 40 5 0 0 3 0 48
applications.carried_in = 4 0 0 0 0 0 4
applications.result.granted = 17 2 0 0 1 0 20
applications.result.partial = 6 0 0 0 0 0 6
applications.result.denied.process = 3 0 0 0 0 0 3
applications.result.denied.case_file = 2 0 0 0 0 0 2
applications.result.unable.not_held = 5 2 0 0 0 0 7
applications.result.unable.to_make = 2 0 0 0 0 0 2
applications.result.refused.petition = 3 0 0 0 0 0 3
applications.result.refused.repeated = 1 0 0 0 0 0 1
applications.result.other.uncorrected = 1 0 0 0 0 0 1
applications.result.other.other = 1 0 0 0 1 0 2
applications.result.total = 41 4 0 0 2 0 47
applications.carried_out = 3 1 0 0 1 0 5
reviews.review = 3 1 2 1 7
reviews.direct = 2 0 1 1 4
reviews.after_review = 1 0 0 1 2
`

// lastFigures are those of the year before.
const lastFigures = `
disclosure.documents = 3 0 27
applications.received = 36 4 0 0 0 0 40
applications.result.granted = 20 0 0 0 0 0 20
applications.result.total = 32 4 0 0 0 0 36
applications.carried_out = 4 0 0 0 0 0 4
reviews.review = 2 0 0 3 5
`

// reportOf makes a report from lines table.row = cells; other cells are 0.
func reportOf(t testing.TB, year int, name, figures string) *Report {
	t.Helper()
	f := form.All().ForYear(year)
	r := &Report{Form: f, Year: year, Scope: Office, Agency: Agency{Name: name}, Text: map[string]string{}, File: &source.File{Name: "a.toml"}}
	for i := range f.Tables {
		table := blankTable(&f.Tables[i])
		for j := range table.Rows {
			row := &table.Rows[j]
			row.Path = source.Path{table.Form.Key, row.Form.Key}
			for k := range row.Cells {
				row.Cells[k].Text, row.Cells[k].Given = "0", true
			}
		}
		r.Tables = append(r.Tables, table)
	}
	for _, line := range strings.Split(strings.TrimSpace(figures), "\n") {
		key, cells, _ := strings.Cut(line, " = ")
		table, row, _ := strings.Cut(key, ".")
		at := r.Table(table).Row(row)
		if at == nil {
			t.Fatalf("no row %s", key)
		}
		for i, text := range strings.Fields(cells) {
			at.Cells[i].Text, at.Cells[i].Value = text, decimal.RequireFromString(text)
		}
	}
	return r
}

// codes are the codes of findings other than info, in order.
func codes(list source.List) string {
	var all []string
	for _, f := range list {
		if f.Severity != source.Info {
			all = append(all, f.Code)
		}
	}
	return strings.Join(all, " ")
}

const office, bureau = "某某市人民政府", "某某市财政局"

func TestCompareApplications(t *testing.T) {
	tests := []struct{ text, want string }{
		// received: new, or new and carried in
		{"2024年，我局共收到政府信息公开申请48件。", ""},
		{"2024年，我局共收到政府信息公开申请52件。", ""},
		{"2024年，我局共收到政府信息公开申请50件。", "PROSE-RECEIVED"},
		{"全年受理依申请公开政府信息 48 件，均已按期答复。", ""},
		{"全年受理依申请公开政府信息 49 件，均已按期答复。", "PROSE-RECEIVED"},
		{"市财政局共接收信息公开申请五十二件。", ""},
		{"市财政局共接收信息公开申请五十件。", "PROSE-RECEIVED"},
		{"本年度共收到公民、法人和其他组织提交的政府信息公开申请４９件。", "PROSE-RECEIVED"},
		{"本年度共收到公民、法人和其他组织提交的政府信息公开申请４８件。", ""},
		{"依申请公开方面，全年共受理48件，办结47件，结转下年度5件。", ""},
		{"依申请公开方面，全年共受理48件，办结46件，结转下年度6件。", "PROSE-ANSWERED PROSE-CARRIED"},
		{"本年新收政府信息公开申请48件，上年结转4件，本年度答复47件，转入下年度继续办理5件。", ""},
		{"本年新收政府信息公开申请52件，上年结转3件。", "PROSE-RECEIVED PROSE-CARRIED"},
		{"全年办理政府信息公开申请52件（含2023年结转4件）。", ""},
		{"全年办理政府信息公开申请52件（含2023年结转5件）。", "PROSE-CARRIED"},
		{"收到政府信息公开申请48件，其中已办结43件，5件结转至2025年办理。", ""},
		{"收到政府信息公开申请48件，其中已办结43件，6件结转至2025年办理。", "PROSE-CARRIED"},
		{"受理政府信息公开申请1.2万件。", "PROSE-RECEIVED"},
		{"我局收到12件政府信息公开申请。", "PROSE-RECEIVED"},
		{"我局收到48件政府信息公开申请。", ""},
		{"共收到政府信息公开申请48件，上年结转4件，合计52件，已答复46件，结转至2025年5件。", "PROSE-ANSWERED"},
		{"依申请公开受理48件、答复47件、按时答复率100%。", ""},
		{"依申请公开受理49件、答复47件、按时答复率100%。", "PROSE-RECEIVED"},
		{"共收到并处理政府信息公开申请48件，申请人为自然人的40件，法人或其他组织的8件。", ""},
		{"全年共收到并按时办结52件政府信息公开申请，答复率100%。", ""},
		{"全年共收到并按时办结53件政府信息公开申请，答复率100%。", "PROSE-RECEIVED"},
		{"受理线上信息公开申请30件，依法办结28件，受理线下信息公开申请18件，已全部办结。", ""},
		{"共完成政府信息依申请公开答复46件，包括上年结转的申请4件。", "PROSE-ANSWERED"},
		{"共收到信息公开申请48起,比2023年(40起)增长20%,答复46起。", "PROSE-ANSWERED"},
		{"收到要求公开政府信息的申请47件，其中1件属行政执法案卷信息，6件申请人主动撤件。", "PROSE-RECEIVED PROSE-RESULT"},
		{"共收到政府信息公开申请48件。其中，通过网站提交申请表的30件，占62.5%；公民个人提出申请40件，占83.3%；法人或其他组织提出申请8件，占16.7%。", ""},
		{"收到政府信息公开申请48宗，答复47宗。", ""},
		{"共收到48条政府信息公开申请，已办结46条，尚有6条正在办理。", "PROSE-ANSWERED"},
		{"每收到一份政府信息公开申请，都做到收到一件、登记一件、答复一件。", ""},
		{"对收到的政府信息公开申请逐件会商，收到1件、研究1件。", ""},
		{"共受理群众咨询、政府信息公开申请300件。", ""},
		{"依申请公开新增3个栏目，新增公开渠道2个。", ""},
		{"政府信息公开申请总体平稳，政务服务大厅受理申请18000件，办结17900件。", ""},
		{"从2023年的40件增长到2024年的48件，政府信息公开申请逐年增加。", ""},
		{"2024年收到政府信息公开申请48件，2023年收到40件。", ""},
		{"依申请公开。48件政府信息公开申请均在法定期限内答复，其余5件正在办理。", ""},
		{"收到政府信息公开申请48件，从内容看，土地征收类15件，占31.3%，财政资金类20件，占41.7%。", ""},
		{"收到申请48件，全部为依申请公开政府信息，10日内答复30件，20日内答复17件。", ""},
		// results
		{"答复依申请公开47件，其中予以公开20件，部分公开6件，不予公开5件，无法提供9件，不予处理4件，其他处理3件。", ""},
		{"答复依申请公开47件，其中予以公开20件，部分公开6件，不予公开6件，无法提供9件，不予处理4件，其他处理3件。", "PROSE-RESULT PROSE-LIST"},
		{"依申请公开工作有序。同意公开答复的20件，部分公开答复6件，不予公开答复5件。", ""},
		{"依申请公开工作有序。予以公开和部分公开共26件，占答复总数的55.3%。", ""},
		{"依申请公开工作有序。予以公开和部分公开共26件，占答复总数的55.4%。", "PROSE-PERCENT"},
		{"依申请公开工作有序。予以公开20件（42.55%），无法提供9件，占19.1%。", ""},
		{"在答复的政府信息公开申请中，20件予以公开、6件部分公开、5件不予公开、9件无法提供。", ""},
		{"在答复的政府信息公开申请中，21件予以公开、6件部分公开、5件不予公开、9件无法提供。", "PROSE-RESULT"},
		{"依申请公开答复47件：予以公开、部分公开、不予公开分别为20件、6件、5件。", ""},
		{"依申请公开答复47件：予以公开、部分公开、不予公开分别为20件、7件、5件。", "PROSE-RESULT"},
		{"依申请公开答复中，无法提供9件（本机关不掌握7件、没有现成信息需要另行制作2件）。", ""},
		{"依申请公开答复中，无法提供9件（本机关不掌握6件、没有现成信息需要另行制作2件）。", "PROSE-RESULT PROSE-LIST"},
		{"依申请公开答复中，不予处理4件（信访类3件、重复申请1件），其他处理3件。", ""},
		{"对涉及公众利益的23件规范性文件主动予以公开，依申请公开渠道畅通。", ""},
		{"依申请公开不断规范，对拟公开的12件文件予以公开，对3件文件不予公开。", ""},
		// who applied
		{"收到政府信息公开申请48件，其中自然人申请40件，法人或其他组织申请8件。", ""},
		{"收到政府信息公开申请52件，其中自然人44件，占84.6%，法人和其他组织8件。", ""},
		{"收到政府信息公开申请48件，其中自然人申请39件，法人或其他组织申请9件。", "PROSE-PERSON PROSE-PERSON"},
		{"收到政府信息公开申请48件，其中自然人申请44件，法人或其他组织申请8件。", "PROSE-PERSON"},
		{"收到政府信息公开申请48件，其中自然人申请40件、商业企业5件、法律服务机构3件。", ""},
		// other counts, never applications
		{"依申请公开工作有序推进。全年受理网络问政182件，办理建议提案33件，12345热线转办工单1200件。", ""},
		{"依申请公开工作有序推进。办理人大代表建议12件、政协提案20件，答复率100%。", ""},
		{"政府信息公开申请渠道畅通，全年受理行政许可申请3200件，办结3200件。", ""},
		{"全年收到群众来信来访30件，均已办结。", ""},
		{"受理投诉举报38件，办结38件。", ""},
		{"全年收到政府信息公开申请48件，8件申请人主动撤销，网上申请30件，信函申请18件。", ""},
		{"收到政府信息公开申请48件，其中通过在线平台收到30件，通过信函收到18件。", ""},
		{"收到涉及土地征收的政府信息公开申请15件。", ""},
		{"收到政府信息公开申请近50件，答复40余件。", ""},
		{"2023年收到政府信息公开申请40件。", "TEXT-YEAR"},
		{"与2023年的40件相比，今年收到的政府信息公开申请有所增加。", ""},
		{"上半年收到政府信息公开申请20件。", ""},
		{"市住房城乡建设局收到政府信息公开申请300件，我局予以指导。", ""},
		{"全市共收到政府信息公开申请3000件。", ""},
		{"《条例》第三十三条规定，行政机关收到政府信息公开申请，应当自收到申请之日起20个工作日内答复。", ""},
		{"对收到的每件政府信息公开申请，3个工作日内登记、5个工作日内会商。", ""},
		{"推进“高效办成一件事”，依申请公开做到件件有回音，按期答复率100%。", ""},
		{"共组织培训2次，参训120人次，抽查政府信息公开申请案卷20份。", ""},
		{"依申请公开工作规范，未因逾期答复被纠错1件。", ""},
		{"全年共收到政府信息公开申请48件，较2023年增加8件，同比增长20%。", ""},
		{"收到政府信息公开申请48件（其中网上申请30件、现场申请18件），上年结转4件，办结46件。", "PROSE-ANSWERED"},
		{"收到政府信息公开申请48件，其中自然人40件、法人或其他组织8件，办结46件。", "PROSE-ANSWERED"},
		{"收到政府信息公开申请48件，上年结转4件，共52件，余下5件结转下年办理。", ""},
		{"收到政府信息公开申请48件，上年结转4件，共53件，余下6件结转下年办理。", "PROSE-HANDLED PROSE-CARRIED"},
		{"加上2023年结转的4件，应办理政府信息公开申请53件，全年办结46件。", "PROSE-HANDLED PROSE-ANSWERED"},
		{"我局受理公民、法人和其他组织向本机关提出的政府信息公开申请49件。", "PROSE-RECEIVED"},
		{"收到政府信息公开申请48件，其中自然人41件。", "PROSE-PERSON"},
		{"收到政府信息公开申请48件，上年结转4件，其中自然人44件。", ""},
		{"某某市财政局共收到依申请公开申请1件。", "PROSE-RECEIVED"},
		{"对全年的186件公文认定公开属性，其中主动公开97件、依申请公开48件、不予公开41件。", ""},
		{"依申请公开按期办理，20个工作日内答复26件，延期答复3件。", ""},
		{"收到政府信息公开申请48件，较上年增加8件，均已登记；办结46件。", "PROSE-ANSWERED"},
		{"受理政府信息公开申请48件，答复27件，不予受理20件，申请人撤回1件。", ""},
		{"依申请公开答复中，部分予以公开6件，予以公开20件。", ""},
		{"依申请公开答复中，不予公开（属于四类过程性信息）3件、不予公开（属于行政执法案卷）2件。", ""},
		{"依申请公开答复中，不予公开（含过程性信息）6件。", "PROSE-RESULT"},
		{"依申请公开答复中，属于四类过程性信息3件、属于行政执法案卷3件。", "PROSE-RESULT"},
		{"从申请内容看，依申请公开涉及行政执法案卷的12件。", ""},
		{"依申请公开中征求第三方意见5件，第三方同意公开3件，不同意公开2件。", ""},
		{"依申请公开渠道畅通，办理网民留言36件，公开答复20件，不公开答复16件。", ""},
		{"依申请公开渠道畅通，办理来信30件，其中不予受理5件，不予处理9件。", ""},
		{"依申请公开建议提案答复件公开25件，不予公开9件。", ""},
		{"2022年至2024年共收到政府信息公开申请124件。", ""},
		{"（一）答复类型：予以公开21件、部分公开6件、无法提供9件。", "PROSE-RESULT"},
		{"（一）文件属性：予以公开21件、不予公开6件。", ""},
		{"依申请公开答复47件，其中公开21件，部分公开6件。", "PROSE-RESULT"},
		{"依申请公开办结件中，不予公开类6件，无法提供类9件。", "PROSE-RESULT"},
		{"政府信息公开申请48件均来自社会公众，自然人40件，企业6件。", "PROSE-PERSON"},
		{"依申请公开12月收到申请9件，我局牵头答复30件。", ""},
		{"2024年1—12月，我局共收到政府信息公开申请50件。", "PROSE-RECEIVED"},
		{"全局共收到政府信息公开申请48件，自然人40件、法律服务机构3件，上年结转4件，合计53件。", "PROSE-HANDLED"},
		{"某某市财政局收到且办理公民、法人提交的政府信息公开申请50件。", "PROSE-RECEIVED"},
	}
	for _, test := range tests {
		r := reportOf(t, 2024, bureau, proseFigures)
		r.Text["overview"] = test.text
		if got := proseCodes(r, nil); got != test.want {
			t.Errorf("%s\n\tgot  %q\n\twant %q\n%s", test.text, got, test.want, messages(Compare(r, nil)))
		}
	}
}

// proseCodes are the codes of what Compare finds in one section, without
// those on what the short texts of these tests lack.
func proseCodes(r, last *Report) string {
	var list source.List
	for _, f := range Compare(r, last) {
		if f.Code != CodeThin {
			list = append(list, f)
		}
	}
	return codes(list)
}

func messages(list source.List) string {
	var b strings.Builder
	for _, f := range list {
		fmt.Fprintf(&b, "\t%s %s %s\n", f.Severity, f.Code, f.Message)
	}
	return b.String()
}

func TestCompareReviews(t *testing.T) {
	tests := []struct{ text, want string }{
		{"因政府信息公开工作被申请行政复议7件，被提起行政诉讼6件。", ""},
		{"因政府信息公开工作被申请行政复议6件，被提起行政诉讼4件。", ""},
		{"因政府信息公开工作被申请行政复议9件，被提起行政诉讼5件。", "PROSE-REVIEW PROSE-REVIEW"},
		{"政府信息公开类行政复议7件，其中结果维持3件、结果纠正1件、其他结果2件、尚未审结1件；行政诉讼6件，其中维持3件，其他结果1件，尚未审结2件。", ""},
		{"政府信息公开类行政复议7件，其中结果维持3件、结果纠正2件、其他结果2件、尚未审结1件。", "PROSE-REVIEW"},
		{"信息公开引发的行政复议、行政诉讼共13件。", ""},
		{"信息公开引发的行政复议和行政诉讼共12件。", "PROSE-REVIEW"},
		{"信息公开行政复议、行政诉讼分别为7件、6件。", ""},
		{"信息公开行政复议、行政诉讼分别为7件、8件。", "PROSE-REVIEW"},
		{"涉及政府信息公开的行政诉讼6件，其中未经复议直接起诉4件，复议后起诉2件。", ""},
		{"涉及政府信息公开的行政诉讼6件，其中未经复议直接起诉2件，复议后起诉4件。", "PROSE-REVIEW PROSE-REVIEW"},
		{"全年办理行政复议案件230件，行政应诉45件，均已公开决定书。", ""},
		{"作为复议机关，受理行政复议申请120件，审结118件。", ""},
		{"主动公开行政复议决定书35份。", ""},
		{"政府信息公开行政复议7件，被纠错1件，败诉0件。", ""},
		{"政府信息公开行政复议、行政诉讼均为0件。", "PROSE-REVIEW PROSE-REVIEW"},
		{"未发生因政府信息公开被申请行政复议、提起行政诉讼的情况。", "PROSE-NONE PROSE-NONE"},
		{"未发生因政府信息公开败诉的行政诉讼案件。", ""},
		{"没有收到政府信息公开申请。", "PROSE-NONE"},
		{"2024年，我局未收到依申请公开政府信息的申请。", "PROSE-NONE"},
		{"未收到法人或其他组织提出的政府信息公开申请撤回要求。", ""},
		{"政府信息公开申请未收到投诉。", ""},
		{"依申请公开无上年结转申请。", "PROSE-NONE"},
		{"未发生因政府信息公开申请引发的行政复议。", "PROSE-NONE"},
		{"未发生因政府信息公开引起的投诉、行政复议和行政诉讼。", "PROSE-NONE PROSE-NONE"},
		{"没有因政府信息公开被行政复议纠错。", ""},
		{"无超期未答复的政府信息公开申请。", ""},
		{"行政诉讼一审3件、二审3件，均与政府信息公开有关。", ""},
		{"政府信息公开行政诉讼案件6件（一审4件、二审2件）。", ""},
		{"政府信息公开工作中，被行政复议机关纠正1件。", ""},
		{"本年度政府信息公开行政复议案件7件，其中驳回3件、终止2件、维持3件。", ""},
		{"对未收到答复的政府信息公开申请及时督办。", ""},
		{"2024年尚未收到政府信息公开申请，零复议、零诉讼。", "PROSE-NONE PROSE-NONE PROSE-NONE"},
		{"依申请公开工作规范，未引发行政复议或行政诉讼案件。", "PROSE-NONE PROSE-NONE"},
		{"依申请公开工作规范，实现行政复议零纠错、行政诉讼零败诉。", ""},
		{"依申请公开全部办结，无结转下年度继续办理的申请。", "PROSE-NONE"},
		{"政府信息公开行政复议6件，其中结果维持3件、结果纠正1件、其他结果2件、尚未审结1件。", "PROSE-LIST"},
		{"因投诉举报处理被申请行政复议86件；因政府信息公开被申请行政复议7件，其中维持3件，纠正1件，其他2件，未审结1件。", ""},
		{"因政府信息公开被申请行政复议7件，其中维持3件，纠正1件，其他5件。", "PROSE-REVIEW"},
		{"（一）行政复议、行政诉讼情况\n\n全年行政复议9件，行政诉讼6件。", "PROSE-REVIEW"},
		{"（一）行政复议、行政诉讼情况\n\n因具体行政行为被提起行政诉讼12件。", ""},
		{"发生行政复议案件7起，结果维持3起，结果纠正1起，其他结果2起，尚未审结2起。", "PROSE-REVIEW"},
		{"- **复议诉讼。** 行政复议9件。", "PROSE-REVIEW"},
		{"加强政务公开考核。全年行政复议案件286件，行政诉讼案件88件。", ""},
		{"已审结政府信息公开行政复议6件，其中维持5件。", ""},
		{"全局办理行政应诉案件36件，其中涉及政府信息公开行政复议9件。", "PROSE-REVIEW"},
		{"全年审结行政复议案件96件，维持50件；政府信息公开行政诉讼6件。", ""},
		{"政府信息公开行政诉讼6件，其中直接起诉4件，复议后起诉2件，被法院判决维持3件。", ""},
		{"政府信息公开行政复议案件7件、行政诉讼案件5件。", "PROSE-REVIEW"},
	}
	for _, test := range tests {
		r := reportOf(t, 2024, bureau, proseFigures)
		r.Text["overview"] = test.text
		if got := proseCodes(r, nil); got != test.want {
			t.Errorf("%s\n\tgot  %q\n\twant %q\n%s", test.text, got, test.want, messages(Compare(r, nil)))
		}
	}
}

func TestCompareAbsenceHolds(t *testing.T) {
	r := reportOf(t, 2024, bureau, "disclosure.documents = 0 0 0")
	r.Text["overview"] = "2024年，我局未收到政府信息公开申请，未发生因政府信息公开引起的行政复议和行政诉讼。"
	if got := proseCodes(r, nil); got != "" {
		t.Errorf("got %s", messages(Compare(r, nil)))
	}
}

func TestComparePapers(t *testing.T) {
	tests := []struct{ text, want string }{
		{"全年制发行政规范性文件6件，废止2件，现行有效31件。", ""},
		{"全年制发行政规范性文件7件，废止3件，现行有效30件。", "PROSE-ISSUED PROSE-ISSUED PROSE-ISSUED"},
		{"本年制定规范性文件6份，宣布废止规范性文件2份。", ""},
		{"解读规范性文件12件，备案审查规范性文件9件，公报刊登规章、规范性文件等40件。", ""},
		{"网站主动公开规范性文件20件、政策解读18篇。", ""},
		{"作出行政许可决定1234件、行政处罚决定57件、行政强制决定8件。", ""},
		{"作出行政许可决定1230件、行政处罚决定58件。", "PROSE-DECIDED PROSE-DECIDED"},
		{"公示行政许可决定1200条、行政处罚决定60条。", ""},
		{"行政事业性收费321.51万元。", ""},
		{"行政事业性收费321.5万元。", ""},
		{"行政事业性收费金额3215060元。", ""},
		{"行政事业性收费金额312.5万元。", "PROSE-MONEY"},
		{"全面清理行政规范性文件，继续有效25件，废止7件。", ""},
		{"主动公开政府信息3218条，其中规范性文件12件。", ""},
		{"办理行政许可事项2400件，行政处罚案件60件。", ""},
		{"对规范性文件进行全面梳理，继续有效20件，失效2件、废止4件。", ""},
		{"共制发行政规范性文件6件，废止2件，现行有效件数30件。", "PROSE-ISSUED"},
		{"本年度内行政处罚处理决定数量39件，不存在其他情况。", "PROSE-DECIDED"},
		{"参与制定行政规范性文件9件。", ""},
		{"修订完善制度12件，制定实施方案3个。", ""},
		{"作出行政许可决定1234件、行政处罚58件。", "PROSE-DECIDED"},
		{"公开行政许可1200件、行政处罚58件。", ""},
		{"制发本局行政规范性文件7件，废止2件，现行有效31件。", "PROSE-ISSUED"},
		{"截至2024年底，现行有效行政规范性文件30件。", "PROSE-ISSUED"},
		{"印发行政规范性文件6件，废止2件，现行有效30件。", "PROSE-ISSUED"},
		{"召开会议12次（专题会3次、推进会4次）。", ""},
		{"召开会议12次（专题会9次、推进会4次）。", "PROSE-LIST"},
	}
	for _, test := range tests {
		r := reportOf(t, 2024, bureau, proseFigures)
		r.Text["overview"] = test.text
		if got := proseCodes(r, nil); got != test.want {
			t.Errorf("%s\n\tgot  %q\n\twant %q\n%s", test.text, got, test.want, messages(Compare(r, nil)))
		}
	}
}

func TestCompareScope(t *testing.T) {
	tests := []struct{ text, want string }{
		{"2024年，全市共收到政府信息公开申请50件。", "warning PROSE-RECEIVED"},
		{"2024年，市政府办公室代表市政府收到政府信息公开申请17件。", "info PROSE-RECEIVED"},
		{"市本级共收到政府信息公开申请17件。", "info PROSE-RECEIVED"},
		{"全市共收到政府信息公开申请48件（市政府8件、市各部门20件、甲县20件）。", ""},
		{"全市共收到政府信息公开申请48件（市政府8件、市各部门20件、甲县21件）。", "warning PROSE-LIST"},
		{"其中，甲县收到政府信息公开申请20件。", ""},
		{"某某市政府及市政府办公室共收到政府信息公开申请20件，答复18件。", "info PROSE-RECEIVED info PROSE-ANSWERED"},
		{"全市收到政府信息公开申请48件，其中市本级8件、部门20件、县区20件，答复46件。", "warning PROSE-ANSWERED"},
		{"全市各级各部门共收到政府信息公开申请49件。", "warning PROSE-RECEIVED"},
		{"市本级及各部门、各县区共收到政府信息公开申请49件。", "warning PROSE-RECEIVED"},
		{"某某市政府办公室收到申请20件，答复18件。全市共收到政府信息公开申请48件。", ""},
		{"某某市政府办公室收到申请20件，全市收到政府信息公开申请49件。", "warning PROSE-RECEIVED info PROSE-RECEIVED"},
	}
	for _, test := range tests {
		r := reportOf(t, 2024, office, proseFigures)
		r.Scope = Area
		r.Text["overview"] = test.text
		got := ""
		for _, f := range Compare(r, nil) {
			if strings.HasPrefix(f.Code, "PROSE") && f.Code != CodeFeeNone {
				got = strings.TrimSpace(got + " " + string(f.Severity) + " " + f.Code)
			}
		}
		if got != test.want {
			t.Errorf("%s\n\tgot  %q\n\twant %q", test.text, got, test.want)
		}
	}
}

func TestCompareLastYear(t *testing.T) {
	tests := []struct{ text, want string }{
		{"2024年，我局收到政府信息公开申请48件，同比增长20%。", ""},
		{"2024年，我局收到政府信息公开申请48件，较上年增加8件。", ""},
		{"2024年，我局收到政府信息公开申请48件，较2023年增长19.8%。", "PROSE-YOY"},
		{"2024年，我局收到政府信息公开申请48件，申请数量比去年下降20%。", "PROSE-YOY"},
		{"2024年，我局收到政府信息公开申请48件（自然人40件、法人或其他组织8件），同比增长20.0%。", ""},
		{"2024年，我局收到政府信息公开申请40件。", "PROSE-RECEIVED"},
		{"全年通过网站公开信息3217条。", "Y-TEXT"},
		{"全年通过网站公开信息3218条。", ""},
	}
	last := reportOf(t, 2023, bureau, lastFigures)
	last.Text["overview"] = "2023年，我局收到政府信息公开申请40件，组织各项工作。另有别的几句话说明情况，与今年的全不相同。全年通过网站公开信息3217条。"
	for _, test := range tests {
		r := reportOf(t, 2024, bureau, proseFigures)
		r.Text["overview"] = test.text + "还有许多新的话要说，这里写上几十个字，使它与上年的报告不同，不算雷同的正文内容。"
		if got := proseCodes(r, last); got != test.want {
			t.Errorf("%s\n\tgot  %q\n\twant %q\n%s", test.text, got, test.want, messages(Compare(r, last)))
		}
	}
}

func TestCompareFees(t *testing.T) {
	tests := []struct{ text, want string }{
		{"全年对3件申请收取信息处理费2230元。其中，甲局1件，收取880元；乙局2件，收取1350元。", ""},
		{"全年对3件申请收取信息处理费2230元。其中，甲局1件，收取880元；乙局2件，收取1340元。", "PROSE-FEE"},
		{"全年对4件申请收取信息处理费2230元。其中，甲局1件，收取880元；乙局2件，收取1350元。", "PROSE-FEE"},
		{"全年收取政府信息公开信息处理费2235元。", "PROSE-FEE"},
		{"全年收取政府信息公开信息处理费0元。", ""},
		{"信息处理费按件计收的标准为每件100元，超出部分每页15元。", ""},
		{"本年度未收取信息处理费。", ""},
	}
	for _, test := range tests {
		r := reportOf(t, 2024, bureau, proseFigures)
		r.Text["other"] = test.text
		if got := proseCodes(r, nil); got != test.want {
			t.Errorf("%s\n\tgot  %q\n\twant %q\n%s", test.text, got, test.want, messages(Compare(r, nil)))
		}
	}
}

func TestCompareFeeReminder(t *testing.T) {
	silent := func(year int, text string) bool {
		figures := "disclosure.documents = 0 0 0"
		r := reportOf(t, year, bureau, figures)
		r.Text["other"] = text
		for _, f := range Compare(r, nil) {
			if f.Code == CodeFeeNone {
				return false
			}
		}
		return true
	}
	if silent(2024, "无。") {
		t.Error("no reminder of the fee")
	}
	if !silent(2024, "未发生收费情况。") || !silent(2019, "无。") {
		t.Error("a reminder that is not due")
	}
	r := reportOf(t, 2024, bureau, "disclosure.fees = 321.5060")
	r.Text["overview"] = "公开政府信息1200条。行政事业性收费321.506万元，公开收费标准4项。"
	r.Text["other"] = "无。"
	if list := Compare(r, nil); list[len(list)-1].Code != CodeFeeNone {
		t.Error("other fees stand for the one on applications")
	}
	r = reportOf(t, 2024, bureau, "applications.result.other.unpaid = 2 0 0 0 0 0 2")
	r.Text["other"] = "本年度未发出信息处理费收费通知，未收取费用。"
	if got := proseCodes(r, nil); got != CodeFeeTable {
		t.Errorf("got %q", got)
	}
}

func TestCompareWording(t *testing.T) {
	tests := []struct{ key, text, want string }{
		{"preamble", "本报告所列数据的统计期限自2024年1月1日起至2024年12月31日止。", ""},
		{"preamble", "本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。", "TEXT-YEAR TEXT-YEAR"},
		{"preamble", "现公布某某市财政局2024年度政府信息公开工作年度报告。", ""},
		{"preamble", "现公布市财政局2024年政府信息公开年度报告。", ""},
		{"preamble", "现公布某某市审计局2023年政府信息公开工作年度报告。", "TEXT-YEAR TEXT-NAME"},
		{"preamble", "依据《条例》（国令第711号）和国办公开办函〔2019〕60号编制。", "TEXT-BASIS TEXT-BASIS"},
		{"preamble", "依据国办公开办函〔2019〕60号和国办公开办函〔2021〕30号编制。", ""},
		{"preamble", "特向社会公布2023年度某某市审计局政府信息公开工作年度报告。", "TEXT-YEAR TEXT-NAME"},
		{"preamble", "某某市审计局编制了2024年政府信息公开工作年度报告。", "TEXT-NAME"},
		{"preamble", "2023年政府信息公开工作情况如下。", "TEXT-YEAR"},
		{"preamble", "本报告由某某市审计局编制。如有疑问，请与某某市审计局办公室联系。", "TEXT-NAME TEXT-NAME"},
		{"preamble", "本报告由市财政局办公室编制，如有疑问，请与我局办公室联系。", ""},
		{"preamble", "本报告由政务公开科编制，如有疑问，请与某某市政务服务中心联系。", ""},
		{"preamble", "根据《关于做好2023年政府信息公开工作年度报告编制工作的通知》编制。", ""},
		{"preamble", "现编制《某某市审计局2024年度政府信息公开工作年度报告》。", "TEXT-NAME"},
		{"preamble", "依据《条例》（国务院令第711号）和国办公开办函〔2021〕30号编制。", ""},
		{"preamble", "依据《中华人民共和国政府信息公开条例》（国务院令第492号）编制。", "TEXT-BASIS"},
		{"overview", "2023年，我局认真贯彻落实各项要求。", "TEXT-YEAR"},
		{"overview", "2024年，我局公开2023年度部门决算，按时发布2023年政府信息公开工作年度报告。", ""},
		{"overview", "2023年以来，我局持续加强政务公开。", ""},
		{"overview", "截至2023年底，政务新媒体共3个。", "TEXT-YEAR"},
		{"overview", "截至2024年12月31日，政务新媒体共3个。", ""},
		{"overview", "2025年，我局将继续努力。", ""},
		{"overview", "2023年，某某市财政局认真贯彻落实各项要求。", "TEXT-YEAR"},
		{"overview", "2023年，在全省组织的评估中，我局被评为优秀单位。", ""},
		{"overview", "2023年我局收到来件40件，2022年收到36件，逐年上升。", ""},
		{"overview", "2024年收到网民来信48件。都已答复。2023年收到40件。", ""},
		{"problems", "无", ""},
		{"overview", "（一）主动公开。做好了。\n\n（三）依申请公开。也做好了。", "TEXT-NUMBER"},
		{"overview", "### （一）主动公开\n\n做好了。\n\n1. 甲\n2. 乙\n\n### （二）依申请公开\n\n1. 丙\n2. 丁", ""},
		{"overview", "一是抓学习。二是抓制度。四是抓考核。", "TEXT-NUMBER"},
		{"overview", "一是抓学习；二是抓制度；三是抓考核。", ""},
		{"overview", "二、主动公开工作\n\n做好了。", "TEXT-NUMBER"},
		{"overview", "申请人身份证号11010519491231002X。", "TEXT-PERSON"},
		{"overview", "联系电话13800138000。", ""},
	}
	for _, test := range tests {
		r := reportOf(t, 2024, bureau, proseFigures)
		r.Text[test.key] = test.text
		if got := proseCodes(r, nil); got != test.want {
			t.Errorf("%s\n\tgot  %q\n\twant %q\n%s", test.text, got, test.want, messages(Compare(r, nil)))
		}
	}
}

func TestCompareTitle(t *testing.T) {
	tests := []struct{ title, want string }{
		{"某某市财政局2024年政府信息公开工作年度报告", ""},
		{"2024年某某市财政局政府信息公开工作年度报告", ""},
		{"某某市财政局2024年政府信息公开年度报告", "TEXT-TITLE"},
		{"某某市财政局2024年度政府信息公开工作年度报告", "TEXT-TITLE"},
		{"某某市财政局2023年政府信息公开工作年度报告", "TEXT-YEAR"},
		{"某某市审计局2024年政府信息公开工作年度报告", "TEXT-NAME"},
	}
	for _, test := range tests {
		r := reportOf(t, 2024, bureau, proseFigures)
		r.TitleLines = []string{test.title}
		if got := proseCodes(r, nil); got != test.want {
			t.Errorf("%s: got %q, want %q", test.title, got, test.want)
		}
	}
}

func TestCompareThin(t *testing.T) {
	r := reportOf(t, 2024, bureau, proseFigures)
	r.Text["problems"] = "无。"
	if got := codes(Compare(r, nil)); got != CodeThin {
		t.Errorf("got %q", got)
	}
	r.Text["problems"] = "2024年，政务公开工作还有不足：政策解读的形式不多，队伍不够稳定。下一步要加强培训，丰富解读形式，定期检查栏目更新。"
	if got := codes(Compare(r, nil)); got != "" {
		t.Errorf("got %q", got)
	}
	last := reportOf(t, 2023, bureau, proseFigures)
	last.Text["problems"] = strings.ReplaceAll(r.Text["problems"], "2024", "2023")
	if got := codes(Compare(r, last)); got != CodeLeftover {
		t.Errorf("got %q", got)
	}
}

// TestComparePlace: the finding stands at the number.
func TestComparePlace(t *testing.T) {
	r := reportOf(t, 2024, bureau, proseFigures)
	r.Text["overview"] = "### （二）依申请公开\n\n**我局** 共受理政府信息公开申请 50 件。\n"
	list := Compare(r, nil)
	for _, f := range list {
		if f.Code != "PROSE-RECEIVED" {
			continue
		}
		text := []rune(r.Text["overview"])
		if got := string(text[f.Origin.Offset : f.Origin.Offset+2]); got != "50" {
			t.Errorf("points at %q", got)
		}
		if f.Origin.Path.String() != "text.overview" || f.Cell != "applications.received.total" || len(f.Related) == 0 {
			t.Errorf("got %+v", f)
		}
		return
	}
	t.Error("not found")
}

// FuzzCompare: whatever the text, findings stand in it and nothing panics.
func FuzzCompare(f *testing.F) {
	f.Add("（二）依申请公开。共收到申请50件（自然人40件、法人8件），占33.9%，同比增长1.05%。", "截至2023年底，现公布某某市审计局2023年政府信息公开年度报告。")
	f.Add("予以公开及部分公开20件，不予公开1件，无法提供2件，不予处理3件，其他处理0件。", "（三）一是甲。三是乙。")
	f.Fuzz(func(t *testing.T, overview, other string) {
		r, last := reportOf(t, 2024, bureau, proseFigures), reportOf(t, 2023, bureau, lastFigures)
		r.Text = map[string]string{"overview": overview, "problems": other, "other": other, "preamble": overview}
		last.Text = map[string]string{"overview": other, "problems": other}
		r.TitleLines = []string{other}
		for _, finding := range Compare(r, last) {
			o := finding.Origin
			if len(o.Path) == 2 && o.Path[0] == "text" && (o.Offset < 0 || o.Offset > len([]rune(r.Text[o.Path[1]]))) {
				t.Fatalf("%s at %d of %q", finding.Code, o.Offset, r.Text[o.Path[1]])
			}
			if strings.Contains(finding.Message, "\n") {
				t.Fatalf("a line break in %q", finding.Message)
			}
		}
		Diff(last, r)
	})
}
