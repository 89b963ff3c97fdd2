package schema

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"nianbao/schema/prose"
	"nianbao/schema/source"
)

// CodeLeftover is the code of text that was carried over from last year.
const CodeLeftover = "Y-TEXT"

// most is the share of a section, in hundredths, that may stand in last year's
// report word for word.
const most = 90

// leftovers compares the text with last year's, sentence by sentence; a
// year's number alone makes no sentence new.
func (c *comparer) leftovers() {
	if c.last == nil {
		return
	}
	before, now := agelessFor(c.last.Year), agelessFor(c.report.Year)
	for _, key := range []string{"overview", "problems", "other"} {
		if c.report.Text[key] == "" || c.last.Text[key] == "" {
			continue
		}
		c.turnTo(key)
		old := map[string]bool{}
		then := prose.ReadSentences(c.last.Text[key])
		for i := range then.Sentences {
			old[before.of(then.String(&then.Sentences[i]))] = true
		}
		all, same := 0, 0
		var numbers []*prose.Sentence
		for i := range c.text.Sentences {
			s := &c.text.Sentences[i]
			n := utf8.RuneCountInString(c.text.String(s))
			all += n
			if old[now.of(c.text.String(s))] {
				same += n
				if n >= 8 && unlikelyTwice(s) {
					numbers = append(numbers, s)
				}
			}
		}
		if key != "other" && same*100 >= all*most && all >= 30 {
			share := "与上年一字不差"
			if same < all {
				share = fmt.Sprintf("有 %d%% 与上年一字不差", same*100/all)
			}
			c.warn(source.Warning, CodeLeftover, 0, len(c.text.Norm), "“"+c.report.Heading(key)+"”"+share, "内容雷同、敷衍塞责的，要被通报；写本年的情况")
			continue
		}
		for _, s := range numbers {
			c.warn(source.Warning, CodeLeftover, s.Start, s.End,
				fmt.Sprintf("这一句与 %d 年的报告一字不差，连数也没有变：“%s”", c.last.Year, clipRunes(c.text.String(s), 30)), "核对是不是上年的数没有改")
		}
	}
}

// ageless takes a year, the one before and the next out of a sentence.
type ageless struct{ years *strings.Replacer }

func agelessFor(year int) ageless {
	return ageless{strings.NewReplacer(strconv.Itoa(year), "〇", strconv.Itoa(year+1), "〇〇", strconv.Itoa(year-1), "〇〇〇")}
}

func (a ageless) of(sentence string) string {
	if !digitsInRow(sentence, 4) {
		return sentence
	}
	return a.years.Replace(sentence)
}

// unlikelyTwice reports whether a sentence tells a number of events so large
// and uneven that it would hardly be the same in two years.
func unlikelyTwice(s *prose.Sentence) bool {
	for _, n := range s.Numbers {
		if !n.Approx && strings.Contains("件条篇次份场期", n.Unit) && n.Unit != "" &&
			n.Value.GreaterThan(hundred) && !n.Value.Mod(decimal.NewFromInt(100)).IsZero() {
			return true
		}
	}
	return false
}
