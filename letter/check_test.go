package letter

import (
	"slices"
	"strings"
	"testing"

	"nianbao/schema/source"
)

// TestChecks: each change of a good letter gives the one finding, of its
// severity and at its place.
func TestChecks(t *testing.T) {
	for _, c := range []struct {
		from, to string
		code     string
		severity source.Severity
		at       string // the text underlined
	}{
		{"〔2022〕1号", "〔2022〕第1号", CodeNumber, source.Error, "云建函〔2022〕第1号"},
		{"〔2022〕1号", "[2022]1号", CodeNumber, source.Error, "云建函[2022]1号"},
		{"〔2022〕1号", "（2022）1号", CodeNumber, source.Error, "云建函（2022）1号"},
		{"〔2022〕1号", "〔2022〕01号", CodeNumber, source.Error, "云建函〔2022〕01号"},
		{"〔2022〕1号", "〔22〕1号", CodeNumber, source.Error, "云建函〔22〕1号"},
		{"〔2022〕1号", "〔2022〕1", CodeNumber, source.Error, "云建函〔2022〕1"},
		{"〔2022〕1号", "〔２０２２〕1号", CodeNumber, source.Error, "云建函〔２０２２〕1号"},
		{"〔2022〕1号", "〔2021〕1号", CodeNumberYear, source.Warning, "云建函〔2021〕1号"},
		{"number = \"云建函〔2022〕1号\"", "", CodeNumberNone, source.Warning, ""},
		{"number = \"云建函〔2022〕1号\"", "\n[x]", source.CodeUnknown, source.Error, ""},
		{"2022-01-23", "\"2022年01月23日\"", CodeDate, source.Error, "2022年01月23日"},
		{"2022-01-23", "\"二〇二二年一月二十三日\"", CodeDate, source.Error, "二〇二二年一月二十三日"},
		{"现予报送。", "2022年01月05日现予报送。", CodeDate, source.Warning, "2022年01月05日"},
		{"现予报送。", "按市政办(2022)第3号现予报送。", CodeNumber, source.Warning, "办(2022)第3号"},
		{"2022-01-23", "2022-01-19", CodeDateReport, source.Error, "2022-01-19"},
		{"copies = \"市档案馆。\"", "copies = \"市档案馆。\"\nprinted = 2022-01-22", CodeDatePrinted, source.Error, "2022-01-22"},
		{"的函\"", "的函。\"", CodeTitle, source.Error, "。"},
		{"办公室：\"", "办公室\"", CodeRecipients, source.Error, "云川市人民政府办公室"},
		{"办公室：\"", "办公室:\"", CodeRecipients, source.Error, "云川市人民政府办公室:"},
		{"[head]", "[head]\nsecrecy = \"内部\"\ncopy = \"000001\"", CodeSecrecy, source.Warning, "内部"},
		{"[head]", "[head]\nsecrecy = \"秘密★1年\"", CodeSecrecy, source.Warning, "秘密★1年"},
		{"[head]", "[head]\ncopy = \"1\"", CodeSecrecy, source.Warning, "1"},
		{"[head]", "[head]\nurgency = \"急\"", CodeSecrecy, source.Warning, "急"},
		{"[head]", "[head]\nsigners = \"王小明\"", CodeForm, source.Warning, "王小明"},
		{"copies = \"市档案馆。\"", "printer = \"云川市城乡建设局办公室\"", CodeForm, source.Warning, "云川市城乡建设局办公室"},
		{"seal = true", "present = \"王小明\"", CodeForm, source.Warning, "王小明"},
		{"云川市人民政府办公室：", "某某市人民政府办公室：", CodeBlank, source.Warning, "某某"},
		{"full-2021.toml", "none.toml", CodeAttachFile, source.Error, "none.toml"},
		{"report = \"full-2021.toml\"", "file = \"none.pdf\"\ntitle = \"别的报告\"", CodeAttachFile, source.Error, "none.pdf"},
		{"report = \"full-2021.toml\"", "file = \"seed-2020.toml\"\ntitle = \"别的报告\"", CodeAttachPDF, source.Info, "seed-2020.toml"},
		{"full-2021.toml", "bad.toml", CodeAttachReport, source.Error, "bad.toml"},
		{"report = \"full-2021.toml\"", "report = \"full-2021.toml\"\ntitle = \"云川市城乡建设局年度报告\"", CodeAttachTitle, source.Error, "云川市城乡建设局年度报告"},
		{"report = \"full-2021.toml\"", "title = \"情况说明；\"", CodeAttachName, source.Error, "情况说明；"},
		{"report = \"full-2021.toml\"", "title = \"说明\"\n[[attachment]]\ntitle = \"说明\"", CodeAttachTwice, source.Warning, "说明"},
		{"现予报送。", "现予报送（见附件2）。", CodeAttachRef, source.Error, "附件2"},
		{"现予报送。", "现予报送（见附件1）。", CodeAttachRef, source.Warning, "附件1"},
		{"现予报送。", "现予报送，附件1至3一并报送。", CodeAttachRef, source.Error, "3"},
		{"现予报送。", "现予报送，详见附件1、2。", CodeAttachRef, source.Error, "2"},
		{"现予报送。", "现予报送，详见附件 1 和附件 ４。", CodeAttachRef, source.Error, "４"},
		{"现予报送。", "现予报送，详见附件二。", CodeAttachRef, source.Error, "附件二"},
		{"现予报送。", "现随本通知附件5报送。", CodeAttachRef, source.Error, "附件5"},
		{"现予报送。\n", "现予报送。\n\n附件：年度报告\n", CodeAttachList, source.Warning, "附件："},
		{"现予报送。\n", "现予报送。\n\n　　附：年度报告\n", CodeAttachList, source.Warning, "附："},
		{"现予报送。\n", "现予报送。\n\n附件1：年度报告\n", CodeAttachList, source.Warning, "附件1："},
		{"[[attachment]]\nreport = \"full-2021.toml\"", "# 报告附后", "", "", ""},
		{"现予报送。", "截至05月底，现予报送。", CodeDate, source.Warning, "05月"},
		{"现予报送。", "12月01日至12月5日，现予报送。", CodeDate, source.Warning, "12月01日"},
		{"现予报送。", "按国办函〔2021]30号现予报送。", CodeNumber, source.Warning, "函〔2021]30号"},
		{"现予报送。", "按国发(1999)3号现予报送。", CodeNumber, source.Warning, "发(1999)3号"},
		{"的函\"", "的函（按国办函[2021]30号）\"", CodeNumber, source.Warning, "函[2021]30号"},
		{"seal = true", "seal = true\nremark = \"2022年01月印发\"", CodeDate, source.Warning, "2022年01月"},
		{"report = \"full-2021.toml\"", "title = \"说明\"\ntext = \"按国办函[2021]30号填写。\"", CodeNumber, source.Warning, "函[2021]30号"},
		{"to = \"云川市人民政府办公室：\"", "", CodeRecipients, source.Warning, ""},
		{"[[attachment]]\nreport = \"full-2021.toml\"", "", "", "", ""},
		{"letter = \"letter\"", "letter = \"fax\"", source.CodeKind, source.Error, "fax"},
		{"letter = \"letter\"", "", source.CodeMissing, source.Error, ""},
		{"letter = \"letter\"", "letter = \"letter\"\nbind = \"glued\"", source.CodeKind, source.Error, "glued"},
		{"report = \"full-2021.toml\"", "report = \"full-2021.toml\"\nfile = \"a.pdf\"", source.CodeKind, source.Error, ""},
		{"report = \"full-2021.toml\"", "text = \"文字\"", source.CodeMissing, source.Error, ""},
		{"offices = [\"云川市城乡建设局\"]", "offices = [\"\"]", source.CodeMissing, source.Error, ""},
		{"offices = [\"云川市城乡建设局\"]", "offices = []", source.CodeMissing, source.Error, ""},
		{"offices = [\"云川市城乡建设局\"]", "offices = \" \"", source.CodeMissing, source.Error, " "},
		{"我局编制了2021年政府信息公开工作年度报告，现予报送。", "", source.CodeMissing, source.Error, ""},
		{"云川市城乡建设局关于报送2021年政府信息公开工作年度报告的函", "", source.CodeMissing, source.Error, ""},
		{"report = \"full-2021.toml\"", "title = \"\"", source.CodeMissing, source.Error, ""},
		{"云川市人民政府办公室：", "云川市\\n人民政府办公室：", source.CodeKind, source.Error, ""},
	} {
		text := strings.Replace(good, c.from, c.to, 1)
		if text == good {
			t.Fatalf("%q is not in the letter", c.from)
		}
		_, found := judge(t, text)
		var f *source.Finding
		sorted := found.Sorted()
		for i := range sorted {
			if sorted[i].Code == c.code && sorted[i].Severity == c.severity && strings.HasSuffix(sorted[i].Place.File, "letter.toml") {
				f = &sorted[i]
				break
			}
		}
		if c.code == "" {
			if len(ours(found)) > 0 {
				t.Errorf("%q: found %v", c.to, ours(found))
			}
			continue
		}
		if f == nil {
			t.Errorf("%q: no %s of severity %s among %v", c.to, c.code, c.severity, ours(found))
			continue
		}
		if f.Message == "" || c.severity == source.Error && len(f.Help) == 0 && c.code != source.CodeKind {
			t.Errorf("%q: %+v says too little", c.to, f)
		}
		line := []rune(f.Place.Text)
		from := f.Place.Column - 1
		if got := string(line[from:min(from+f.Place.Width, len(line))]); c.at != "" && strings.Trim(got, `"`) != c.at {
			t.Errorf("%q: points at %q, want %q", c.to, got, c.at)
		}
	}
}

// TestNoFalseAlarms: wordings of real letters that are right.
func TestNoFalseAlarms(t *testing.T) {
	const three = "\n[[attachment]]\ntitle = \"表\"\n[[attachment]]\ntitle = \"图\""
	for _, c := range [][]string{
		{"现予报送。", "按国办函〔2021〕30号和国办公开办函〔2019〕60号文件要求，现予报送。"},
		{"现予报送。", "按国办公开办函〔2021〕30号附件2的格式，现予报送。"},
		{"现予报送。", "按《政府信息公开工作年度报告格式》附件3和该通知的附件4，现予报送。"},
		{"现予报送。", "按来函（云政办函〔2022〕3号）附件5，现予报送。"},
		{"现予报送。", "2021年10月10日至2022年1月20日，申请20至30件，现予报送。"},
		{"现予报送。", "人民法院（2021）云01行终12号判决，现予报送。"},
		{"现予报送。", "附件一并报送，附件一式三份，附件1份，附件2022年1月20日前发布。"},
		{"现予报送。", "当事人李某某、王某某不服，现予报送。"},
		{"现予报送。", "现予报送（见附件1—3）。", "\n[imprint]", three + "\n[imprint]"},
		{"现予报送。", "详见附件1、2，附件3和附件1；附件2、2021年的数据另报。", "\n[imprint]", three + "\n[imprint]"},
		{"现予报送。", "详见附件1至附件3，附件1和2个表。", "\n[imprint]", three + "\n[imprint]"},
		{"现予报送。", "详见附件1-1。", "\n[imprint]", three + "\n[imprint]"},
		{"的函\"", "的函（试行）\""},
		{"的函\"", "的函》\""},
		{"的函\"", "的函”\""},
		{`letter = "letter"`, `letter = "document"`, "的函\"", "的公告\"", "to = \"云川市人民政府办公室：\"", "", "云建函〔2022〕1号", "2022年第1号"},
		{`letter = "letter"`, `letter = "document"`, "的函\"", "的通告\"", "to = \"云川市人民政府办公室：\"", "", "云建函〔2022〕1号", "第1号"},
		{`letter = "letter"`, `letter = "minutes"`, "to = \"云川市人民政府办公室：\"", "", "云建函〔2022〕1号", "第1期"},
		{`letter = "letter"`, `letter = "order"`, "to = \"云川市人民政府办公室：\"", "", "云建函〔2022〕1号", "第1号"},
		{`letter = "letter"`, `letter = "document"`, "to = \"云川市人民政府办公室：\"", "", "copies = ", "to = \"云川市人民政府办公室\"\ncopies = "},
		{`letter = "letter"`, `letter = "document"`, `["云川市城乡建设局"]`, `["云川市城乡建设局", "云川市财政局"]`, "[head]", "[head]\nmark = \"云川市城乡建设局文件\""},
		{"云川市人民政府办公室：", "各县（市、区）人民政府，市政府各部门、各直属机构："},
		{"云建函", "云建（办）函", "云建（办）函", "硚㮾𡐓函"},
	} {
		text := good
		for i := 0; i < len(c); i += 2 {
			if !strings.Contains(text, c[i]) {
				t.Fatalf("%q is not in the letter", c[i])
			}
			text = strings.Replace(text, c[i], c[i+1], 1)
		}
		if _, found := judge(t, text); len(ours(found)) > 0 {
			for _, f := range found {
				if slices.Contains(ours(found), f.Code) {
					t.Errorf("%q: %s %s", c[1], f.Code, f.Message)
				}
			}
		}
	}
}

// TestAccepted: what a report accepts is no warning in a letter either.
func TestAccepted(t *testing.T) {
	_, found := judge(t, strings.Replace(good, "full-2021.toml", "accepts.toml", 1))
	i := slices.IndexFunc(found, func(f source.Finding) bool { return f.Code == "TEXT-HEADING" })
	if i < 0 || found[i].Severity != source.Info || found.Count(source.Warning) > 0 {
		t.Errorf("found %+v", found)
	}
}

// TestUpward: 请示 goes up, so it has 签发人.
func TestUpward(t *testing.T) {
	text := strings.NewReplacer(`letter = "letter"`, `letter = "document"`, "的函\"", "的请示\"").Replace(good)
	if _, found := judge(t, text); !slices.Equal(ours(found), []string{CodeSigners}) {
		t.Errorf("found %v", ours(found))
	}
	if _, found := judge(t, strings.Replace(text, "[head]", "[head]\nsigners = \"王小明\"", 1)); len(ours(found)) > 0 {
		t.Errorf("found %v", ours(found))
	}
}

// TestSignersCount: several offices want as many signers.
func TestSignersCount(t *testing.T) {
	text := strings.NewReplacer(
		`letter = "letter"`, `letter = "document"`, "[head]", "[head]\nsigners = \"王小明\"",
		`offices = ["云川市城乡建设局"]`, `offices = ["云川市城乡建设局", "云川市财政局"]`,
	).Replace(good)
	if _, found := judge(t, text); !slices.Equal(ours(found), []string{CodeSigners}) {
		t.Errorf("found %v", ours(found))
	}
}
