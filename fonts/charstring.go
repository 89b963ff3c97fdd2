package fonts

import "errors"

// charstring is a glyph's Type 2 charstring (Adobe Technical Note 5177)
// with subroutine calls written out.
func (c *cff) charstring(g GlyphID) ([]byte, error) {
	raw, ok := c.chars.at(int(g))
	if !ok || len(raw) > maxCharstring {
		return nil, errCharstring
	}
	if !c.calls {
		return raw, nil
	}
	w := flattener{global: &c.subrs, local: &c.fonts[c.font(g)].subrs}
	if err := w.run(raw, 0); err != nil {
		return nil, err
	}
	return w.out, nil
}

// flattener copies a charstring and puts subroutines in the place of their
// calls. It follows the operand stack as far as it must: numbers to find
// which subroutine is called, their count to know the length of hint masks.
type flattener struct {
	global, local *index
	out           []byte
	stack         []operand
	stems         int
	ops           int
	done          bool // endchar was reached
}

// operand is a number on the stack and where its bytes begin in out.
type operand struct{ value, at int }

var (
	errCharstring = errors.New("字形描述损坏")
	errOldChar    = errors.New("字形描述用了已废除的写法")
)

const (
	maxCharstring = 1 << 16 // bytes; this and the next from Technical Note 5177, appendix B
	maxCalls      = 10
	maxOps        = 1 << 18 // this and the next far beyond any real glyph
	maxFlatSize   = 1 << 20 // bytes
)

func (w *flattener) run(code []byte, depth int) error {
	if depth > maxCalls {
		return errCharstring
	}
	for at := 0; at < len(code) && !w.done; {
		if w.ops++; w.ops > maxOps || len(w.out) > maxFlatSize {
			return errCharstring
		}
		b0 := code[at]
		if b0 == 28 || b0 >= 32 {
			n, err := w.push(code[at:])
			if err != nil {
				return err
			}
			at += n
			continue
		}
		at++
		switch b0 {
		case 10, 29: // callsubr, callgsubr
			subrs := w.local
			if b0 == 29 {
				subrs = w.global
			}
			if err := w.call(subrs, depth); err != nil {
				return err
			}
			continue
		case 11: // return
			return nil
		case 12: // two-byte operators: only flex leaves no operand behind
			if at >= len(code) {
				return errCharstring
			}
			if code[at] < 34 || code[at] > 37 {
				return errOldChar
			}
			w.out = append(w.out, 12, code[at])
			at++
		case 1, 3, 18, 23: // hstem, vstem, hstemhm, vstemhm
			w.stems += len(w.stack) / 2
			w.out = append(w.out, b0)
		case 19, 20: // hintmask, cntrmask
			w.stems += len(w.stack) / 2
			n := (w.stems + 7) / 8
			if at+n > len(code) {
				return errCharstring
			}
			w.out = append(append(w.out, b0), code[at:at+n]...)
			at += n
		case 14: // endchar
			if len(w.stack) >= 4 { // an accented character made of two others
				return errOldChar
			}
			w.out = append(w.out, b0)
			w.done = true
		case 4, 5, 6, 7, 8, 21, 22, 24, 25, 26, 27, 30, 31: // moves, lines, curves
			w.out = append(w.out, b0)
		default:
			return errCharstring
		}
		w.stack = w.stack[:0]
	}
	return nil
}

// push copies a number and returns its size.
func (w *flattener) push(b []byte) (int, error) {
	n, v := 1, 0
	switch b0 := int(b[0]); {
	case b0 == 28:
		n = 3
	case b0 == 255:
		n = 5
	case b0 >= 247:
		n = 2
	default:
		v = b0 - 139
	}
	if n > len(b) || len(w.stack) >= maxOperands {
		return 0, errCharstring
	}
	switch {
	case n == 3:
		v = int(int16(be16(b, 1)))
	case n == 5: // 16.16
		v = int(int16(be16(b, 1)))
	case n == 2 && b[0] < 251:
		v = (int(b[0])-247)<<8 + int(b[1]) + 108
	case n == 2:
		v = -(int(b[0])-251)<<8 - int(b[1]) - 108
	}
	w.stack = append(w.stack, operand{v, len(w.out)})
	w.out = append(w.out, b[:n]...)
	return n, nil
}

// call takes the subroutine's number off and runs it.
func (w *flattener) call(subrs *index, depth int) error {
	if len(w.stack) == 0 {
		return errCharstring
	}
	last := w.stack[len(w.stack)-1]
	w.stack = w.stack[:len(w.stack)-1]
	w.out = w.out[:last.at]
	bias := 107
	if subrs.count >= 33900 {
		bias = 32768
	} else if subrs.count >= 1240 {
		bias = 1131
	}
	code, ok := subrs.at(last.value + bias)
	if !ok {
		return errCharstring
	}
	return w.run(code, depth+1)
}
