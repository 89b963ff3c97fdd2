package layout

import "nianbao/render/length"

// line is a stretch of a paragraph's characters.
type line struct {
	from, to int           // chars[from:to]
	end      int           // chars[end:to] are spaces that hang over the line's end
	width    length.Length // natural, without those spaces
	last     bool          // the paragraph or a forced break ends it: not stretched
}

// breakLines sets the paragraph in lines: the first as wide as first, the
// others as measure. It is greedy: a line takes what fits; a bit that is
// left over is pushed in by narrowing marks when that moves the others less
// than carrying a character over would.
func (p *paragraph) breakLines(lines []line, first, measure length.Length) []line {
	lines = lines[:0]
	for at := 0; at < len(p.chars); {
		m := measure
		if at == 0 {
			m = first
		}
		l := p.fill(at, m)
		lines = append(lines, l)
		at = l.to
	}
	return lines
}

// fill finds the line that begins at from.
func (p *paragraph) fill(from int, measure length.Length) line {
	c := p.chars
	var best line
	width := -p.leadBlank(from)
	var give, hanging length.Length
	if width < 0 {
		give = -c[from].give // it is given up already
	}
	end := from
	for i := from; i < len(c); i++ {
		if c[i].flags&space != 0 {
			hanging += c[i].advance
		} else {
			if hanging > 0 {
				give += hanging / 4
			}
			width += hanging + c[i].advance
			give += c[i].give
			hanging, end = 0, i+1
		}
		must := c[i].flags&mustBreak != 0 || i+1 == len(c)
		if c[i].flags&mayBreak == 0 && !must {
			if width-give-p.size > measure {
				break
			}
			continue
		}
		next := line{from: from, to: i + 1, end: end, width: width, last: must}
		if width <= measure {
			best = next
			if must {
				return best
			}
			continue
		}
		most := give
		if end > from {
			most += c[end-1].endBlank() - c[end-1].give
		}
		if width-most > measure {
			break
		}
		if over, slack := width-measure, measure-best.width; best.to == 0 || over < slack || over == slack && slack >= p.size {
			return next
		}
		break
	}
	if best.to > 0 {
		return best
	}
	return p.cut(from, measure)
}

// endBlank is what a mark gives up at a line's end: its empty half.
func (c *char) endBlank() length.Length {
	if c.flags&blankRight != 0 {
		return c.advance / 2
	}
	return c.give
}

// leadBlank is the empty half of an opening mark that begins a line, save the
// first of a paragraph: the left edge is straight.
func (p *paragraph) leadBlank(from int) length.Length {
	if from > 0 && p.chars[from].flags&blankLeft != 0 {
		return p.chars[from].advance / 2
	}
	return 0
}

// cut ends a line in something that is wider than the line and has no place
// to break: where the rules for marks still hold, else anywhere.
func (p *paragraph) cut(from int, measure length.Length) line {
	c := p.chars
	width := -p.leadBlank(from)
	soft, hard := from, from
	var softWidth, hardWidth length.Length
	for i := from; i < len(c); i++ {
		width += c[i].advance
		if width > measure && i > from {
			break
		}
		hard, hardWidth = i+1, width
		if i+1 == len(c) || c[i].flags&(noEnd|mustBreak) == 0 && c[i+1].flags&noStart == 0 {
			soft, softWidth = hard, width
		}
	}
	if soft > from {
		hard, hardWidth = soft, softWidth
	}
	to := hard
	for to < len(c) && c[to].flags&space != 0 && c[to-1].flags&mustBreak == 0 {
		to++
	}
	last := to == len(c) || c[to-1].flags&mustBreak != 0
	return line{from: from, to: to, end: hard, width: hardWidth, last: last}
}

// avoidLoneEnd moves a word from the line before to a last line that would
// hold but one character, where that line need not be stretched by more than
// a twelfth.
func (p *paragraph) avoidLoneEnd(lines []line, first, measure length.Length) []line {
	n := len(lines)
	if n < 2 || !p.lone(lines[n-1]) || lines[n-2].last {
		return lines
	}
	prev := lines[n-2]
	m := measure
	if n == 2 {
		m = first
	}
	for to := prev.to - 1; to > prev.from; to-- {
		if p.chars[to-1].flags&mayBreak == 0 {
			continue
		}
		short := p.measured(prev.from, to)
		if short.width < m-m/12 || short.width > m {
			return lines
		}
		rest := p.measured(to, len(p.chars))
		if rest.width > measure {
			return lines
		}
		rest.last = true
		lines[n-2], lines[n-1] = short, rest
		return lines
	}
	return lines
}

// measured is the line chars[from:to] with its natural width.
func (p *paragraph) measured(from, to int) line {
	l := line{from: from, to: to, end: to, width: -p.leadBlank(from)}
	for l.end > from && p.chars[l.end-1].flags&space != 0 {
		l.end--
	}
	for i := from; i < l.end; i++ {
		l.width += p.chars[i].advance
	}
	return l
}

// lone says whether the line holds only one character beside marks.
func (p *paragraph) lone(l line) bool {
	n := 0
	for i := l.from; i < l.end; i++ {
		if p.chars[i].flags&(noStart|noEnd|space) == 0 || p.chars[i].flags&latin != 0 {
			n++
		}
	}
	return n == 1
}
