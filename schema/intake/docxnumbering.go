package intake

import (
	"bytes"
	"encoding/xml"
	"errors"
	"strconv"
)

// levels is how many levels a list has (ECMA-376 17.9).
const levels = 9

// numbering is numbering.xml while its numbers are counted.
type numbering struct {
	lists    map[string]*list // by numId
	counters map[string]*[levels]int
}

// list is one w:num. Those of one abstract definition count on together.
type list struct {
	abstract string
	levels   [levels]listLevel
	restart  [levels]int // startOverride, −1 = none
	begun    [levels]bool
}

type listLevel struct {
	start  int
	format string
	text   string
}

// maxLists bounds the numbering definitions of a file.
const maxLists = 10_000

// readNumbering reads numbering.xml.
func readNumbering(text []byte) (numbering, error) {
	n := numbering{lists: map[string]*list{}, counters: map[string]*[levels]int{}}
	abstracts := map[string]*[levels]listLevel{}
	var at *[levels]listLevel
	var num *list
	level, abstract := 0, ""
	err := elements(text, func(e xml.StartElement) error {
		val := attr(e, "val")
		switch e.Name.Local {
		case "abstractNum":
			abstract, num = attr(e, "abstractNumId"), nil
			at = &[levels]listLevel{}
			for i := range at {
				at[i].start = 1
			}
			abstracts[abstract] = at
		case "num":
			num = &list{}
			for i := range num.restart {
				num.restart[i] = -1
			}
			at = &num.levels
			n.lists[attr(e, "numId")] = num
		case "abstractNumId":
			if a := abstracts[val]; num != nil && a != nil {
				num.abstract, num.levels = val, *a
			}
		case "lvl", "lvlOverride":
			level = atLeast0(attr(e, "ilvl"), levels-1)
		case "startOverride":
			if num != nil {
				num.restart[level] = atLeast0(val, 1e6)
			}
		case "start", "numFmt", "lvlText":
			if at != nil {
				at[level].set(e.Name.Local, val)
			}
		}
		if len(n.lists)+len(abstracts) > maxLists {
			return errTooLarge
		}
		return nil
	})
	if err != nil && err != errTooLarge {
		err = errors.New("文件已损坏：自动编号（numbering.xml）不完整")
	}
	return n, err
}

func atLeast0(text string, most int) int {
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		return 0
	}
	return min(n, most)
}

func (l *listLevel) set(what, val string) {
	switch what {
	case "start":
		l.start = atLeast0(val, 1e6)
	case "numFmt":
		l.format = val
	case "lvlText":
		l.text = clean.Replace(val)
	}
}

// next is the number of the next paragraph of a list, as it is printed.
func (n *numbering) next(id, ilvl string) string {
	l := n.lists[id]
	if l == nil {
		return ""
	}
	level := atLeast0(ilvl, levels-1)
	counter := n.counters[l.abstract]
	if counter == nil {
		counter = &[levels]int{}
		for i := range counter {
			counter[i] = -1
		}
		n.counters[l.abstract] = counter
	}
	if !l.begun[level] && l.restart[level] >= 0 {
		counter[level] = l.restart[level] - 1
	}
	l.begun[level] = true
	for i := 0; i <= level; i++ {
		switch {
		case i == level && counter[i] < 0:
			counter[i] = l.levels[i].start
		case i == level:
			counter[i]++
		case counter[i] < 0:
			counter[i] = l.levels[i].start
		}
	}
	for i := level + 1; i < levels; i++ {
		counter[i] = -1
	}
	return l.label(counter, level)
}

// label writes lvlText with its numbers: 第%1章, （%2）.
func (l *list) label(counter *[levels]int, level int) string {
	at := &l.levels[level]
	if at.format == "bullet" {
		return "•"
	}
	var b bytes.Buffer
	text := at.text
	for i := 0; i < len(text); i++ {
		if text[i] == '%' && i+1 < len(text) && text[i+1] >= '1' && text[i+1] <= '9' {
			k := int(text[i+1] - '1')
			b.WriteString(numeral(counter[k], l.levels[k].format))
			i++
			continue
		}
		b.WriteByte(text[i])
	}
	return b.String()
}
