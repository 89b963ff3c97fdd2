package prose

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestNumbers(t *testing.T) {
	tests := []struct{ text, want string }{
		{"收到12件", "12件"},
		{"收到１２件", "12件"},
		{"收到 13,612 件", "13612件"},
		{"收到13，612件", "13612件"},
		{"收到十二件", "12件"},
		{"收到一千零三件", "1003件"},
		{"收到两百份", "200份"},
		{"收到3.2万件", "32000件"},
		{"收到18万余条", "~180000条"},
		{"收到200多件", "~200件"},
		{"收到近50件", "~50件"},
		{"收到50件左右", "~50件"},
		{"收到约50件", "~50件"},
		{"收到3至5件", "~5件"},
		{"收到3-5件", "~5件"},
		{"占33.9%", "33.9%"},
		{"占３３．９％", "33.9%"},
		{"占百分之三十三点九", "33.9%"},
		{"占百分之12.5", "12.5%"},
		{"收费18.8710万元", "188710元"},
		{"2024年1月20日，第12号，第3次，《意见》（2024）5号", ""},
		{"《十四五规划20条》、A4纸、1+2件", ""},
		{"高效办成一件事，一条龙服务，第二十条", ""},
		{"答复一件", "~1件"},
		{"电话0517-87222589，邮编223100。", "~87222589 223100"},
		{"受理4申请", "4"},
		{"连续12个季度", "12个"},
		{"访问1016823人次", "1016823人次"},
	}
	for _, test := range tests {
		var got []string
		text := Read(test.text)
		for i := range text.Sentences {
			for _, n := range text.Sentences[i].Numbers {
				about := ""
				if n.Approx {
					about = "~"
				}
				got = append(got, about+n.Value.String()+n.Unit)
			}
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s: got %q, want %q", test.text, got, test.want)
		}
	}
}

func TestNumbering(t *testing.T) {
	tests := []struct {
		line     string
		level, n int
	}{
		{"一、总体情况", 1, 1}, {"（二）依申请公开", 2, 2}, {"(十二) 其他", 2, 12}, {"3. 其他", 3, 3}, {"3、其他", 3, 3}, {"（4）其他", 4, 4},
		{"3.5万件", 0, 0}, {"2024年", 0, 0}, {"（2024）5号", 0, 0}, {"一是", 0, 0}, {"### （三）平台", 2, 3}, {"", 0, 0},
	}
	for _, test := range tests {
		level, n, ok := Numbering(test.line)
		if !ok {
			level, n = 0, 0
		}
		if level != test.level || n != test.n {
			t.Errorf("%s: %d %d", test.line, level, n)
		}
	}
}

func TestSentences(t *testing.T) {
	text := Read("### （一）主动公开\n\n甲做了\n很多。乙也\n是。\n| 表 | 1件 |\n![图](a.png)\n\n（二）依申请公开\n丙**3** 件")
	var got []string
	for i := range text.Sentences {
		s := &text.Sentences[i]
		got = append(got, fmt.Sprintf("%s/%d", text.String(s), s.Level))
	}
	want := "（一）主动公开/2 甲做了很多。/0 乙也是。/0 （二）依申请公开/2 丙3件/0"
	if strings.Join(got, " ") != want {
		t.Errorf("got %s", got)
	}
}

func TestOffsets(t *testing.T) {
	source := "　甲 **做了**\n12 件。"
	text := Read(source)
	n := text.Sentences[0].Numbers[0]
	if at := text.Offset(n.Start); string([]rune(source)[at:at+2]) != "12" {
		t.Errorf("12 stands at %d", at)
	}
}

// TestReadings: every reading has its words and says why; a word stands in
// one reading only, unless the measure word or the case tells them apart.
func TestReadings(t *testing.T) {
	seen, names := map[string]string{}, map[string]bool{}
	for _, reading := range Default().Reading {
		names[reading.Name] = true
	}
	for _, reading := range Default().Reading {
		for _, name := range slices.Concat(reading.After...) {
			if !names[name] {
				t.Errorf("%s comes after %s, which is no reading", reading.Name, name)
			}
		}
		if reading.ID == "" || reading.Name == "" || reading.Why == "" || len(reading.Values) == 0 {
			t.Errorf("%s %s is not complete", reading.ID, reading.Name)
		}
		for _, pattern := range reading.Words {
			for _, word := range braces(pattern) {
				if other := seen[word]; other != "" && other != reading.Name {
					t.Errorf("%s is a word of %s and of %s", word, other, reading.Name)
				}
				seen[word] = reading.Name
			}
		}
	}
	if _, err := parseRules("nonsense = 1"); err == nil {
		t.Error("an unknown key passes")
	}
	if _, err := parseRules("[[reading]]\nid = \"x\"\ncontext = \"none\""); err == nil {
		t.Error("an unknown context passes")
	}
	if _, err := parseRules("[[reading]]\nid = \"x\"\nunless = [\"@none\"]"); err == nil {
		t.Error("an unknown list passes")
	}
	r, err := parseRules("[wordlists]\nboth = [\"b\", \"c\"]\n[[reading]]\nid = \"x\"\ndoubts = [\"a\", \"@both\", \"d\"]")
	if err != nil || strings.Join(r.Reading[0].Doubts, "") != "abcd" {
		t.Errorf("a list is not written out: %v, %v", r, err)
	}
}

// TestHostile: long and deep texts end soon.
func TestHostile(t *testing.T) {
	who := Speaker{Name: "某局", Year: 2024}
	for name, piece := range map[string]string{
		"numbers": "1件，", "brackets": "1件（", "closing": "1件）", "digits": "1234567890", "han": "一千万亿",
		"words": "政府信息公开申请", "among": "9件，其中", "lines": "（一）\n", "sign": "未发生", "percent": "占1%", "titles": "《",
	} {
		start := time.Now()
		text := Read("依申请公开" + strings.Repeat(piece, 4<<20/len(piece)))
		Default().Bind(text, who)
		Default().Absences(text, who)
		Default().Fees(text)
		for i := range text.Sentences {
			Default().Lists(text, &text.Sentences[i])
		}
		t.Logf("%s: %v", name, time.Since(start))
	}
}

func FuzzRead(f *testing.F) {
	f.Add("### （二）依申请公开\n\n共收到申请 48 件（自然人40件、法人8件），占33.9%，同比增长1.05%。其中，予以公开及部分公开20余件。")
	f.Add("未发生因政府信息公开被申请行政复议、提起行政诉讼的情况。百分之三点五万亿，13,612，1，234件")
	f.Add("收取信息处理费2230元。其中，甲1件880元；乙分别为3件、2件")
	f.Fuzz(func(t *testing.T, source string) {
		text := Read(source)
		who := Speaker{Name: "某某市财政局", Year: 2024}
		end := 0
		for i := range text.Sentences {
			s := &text.Sentences[i]
			if s.Start < end || s.End < s.Start || s.End > len(text.Norm) {
				t.Fatalf("sentence %d from %d to %d", i, s.Start, s.End)
			}
			end = s.End
			for n := range s.Numbers {
				if s.Numbers[n].Start < s.Start || s.Numbers[n].End > s.End || s.Numbers[n].Start >= s.Numbers[n].End {
					t.Fatalf("number %+v in %d to %d", s.Numbers[n], s.Start, s.End)
				}
				if n > 0 {
					Default().IsShare(Default().Between(text, s, n-1, n))
					Default().Previous(s, n)
				}
			}
			Default().Lists(text, s)
		}
		for _, m := range Default().Bind(text, who) {
			if at := text.Offset(m.Start); at < 0 || at > len([]rune(source)) {
				t.Fatalf("offset %d", at)
			}
		}
		Default().Absences(text, who)
		Default().Fees(text)
		Default().NoFeeNotice(text.Norm)
	})
}
