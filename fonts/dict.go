package fonts

import "fmt"

// index is an INDEX: objects one after the other, found by offsets.
type index struct {
	data    []byte // from the first offset on
	count   int
	offSize int
	size    int // of the whole INDEX, in bytes

	far func(from, to int) []byte // objects that do not lie in data, counted from the first; nil = all do
}

var errCFF = fmt.Errorf("%w（CFF 表）", errDamaged)

// readIndex opens the INDEX that begins at an offset.
func readIndex(data []byte, at int) (index, error) {
	x, err := readOffsets(data, at)
	if err == nil && x.size > len(data)-at {
		return index{}, errCFF
	}
	return x, err
}

// readOffsets is readIndex where the objects need not be there.
func readOffsets(data []byte, at int) (index, error) {
	if at < 0 || at+2 > len(data) {
		return index{}, errCFF
	}
	n := be16(data, at)
	if n == 0 {
		return index{size: 2}, nil
	}
	if at+3 > len(data) {
		return index{}, errCFF
	}
	x := index{data: data[at+3:], count: n, offSize: int(data[at+2])}
	if x.offSize < 1 || x.offSize > 4 || (n+1)*x.offSize > len(x.data) {
		return index{}, errCFF
	}
	end := x.offset(n)
	if end < 1 {
		return index{}, errCFF
	}
	x.size = 3 + x.start() + end
	return x, nil
}

// offset is the i-th offset; offsets count from 1.
func (x *index) offset(i int) int {
	v := 0
	for _, b := range x.data[i*x.offSize : (i+1)*x.offSize] {
		v = v<<8 | int(b)
	}
	return v
}

// start is where offset 0 would lie.
func (x *index) start() int { return (x.count+1)*x.offSize - 1 }

// at is the i-th object, false when there is none.
func (x *index) at(i int) ([]byte, bool) {
	if i < 0 || i >= x.count {
		return nil, false
	}
	from, to := x.offset(i), x.offset(i+1)
	if from < 1 || to < from || 3+x.start()+to > x.size {
		return nil, false
	}
	if x.far != nil {
		return x.far(from-1, to-1), true
	}
	return x.data[x.start()+from : x.start()+to : x.start()+to], true
}

// Operators of DICTs; two-byte ones are 12<<8 | second byte.
const (
	opBBox        = 5
	opStdVW       = 11
	opCharset     = 15
	opCharStrings = 17
	opPrivate     = 18
	opSubrs       = 19
	opMatrix      = 12<<8 | 7
	opCharType    = 12<<8 | 6
	opROS         = 12<<8 | 30
	opCIDCount    = 12<<8 | 34
	opFDArray     = 12<<8 | 36
	opFDSelect    = 12<<8 | 37
)

// entry is one entry of a DICT. Reals count as 0 in args.
type entry struct {
	op   int
	args []int
	raw  []byte // operands and operator
}

type dict []entry

const (
	maxDict     = 1 << 16 // bytes
	maxOperands = 513     // CFF2 allows the most
)

func readDict(b []byte) (dict, error) {
	if len(b) > maxDict {
		return nil, errCFF
	}
	var d dict
	var args []int
	start := 0
	for at := 0; at < len(b); {
		b0 := int(b[at])
		n, v := 1, 0
		switch {
		case b0 <= 21:
			if b0 == 12 {
				n = 2
			}
			if at+n > len(b) {
				return nil, errCFF
			}
			if n == 2 {
				b0 = 12<<8 | int(b[at+1])
			}
			at += n
			d = append(d, entry{b0, args, b[start:at]})
			start, args = at, nil
			continue
		case b0 == 28 && at+3 <= len(b):
			n, v = 3, int(int16(be16(b, at+1)))
		case b0 == 29 && at+5 <= len(b):
			n, v = 5, int(int32(be16(b, at+1)<<16|be16(b, at+3)))
		case b0 == 30:
			n = realSize(b[at:])
		case b0 >= 32 && b0 <= 246:
			v = b0 - 139
		case b0 >= 247 && b0 <= 254 && at+2 <= len(b):
			n, v = 2, (b0-247)<<8+int(b[at+1])+108
			if b0 >= 251 {
				v = -(b0-251)<<8 - int(b[at+1]) - 108
			}
		default:
			return nil, errCFF
		}
		if args = append(args, v); len(args) > maxOperands {
			return nil, errCFF
		}
		at += n
	}
	return d, nil
}

// realSize is the number of bytes of a real number, to its end nibble.
func realSize(b []byte) int {
	for i := 1; i < len(b); i++ {
		if b[i]&0x0f == 0x0f || b[i]>>4 == 0x0f {
			return i + 1
		}
	}
	return len(b)
}

// raw is an entry as written, nil when the DICT has none.
func (d dict) raw(op int) []byte {
	for _, e := range d {
		if e.op == op {
			return e.raw
		}
	}
	return nil
}

// arg is the i-th operand of an entry.
func (d dict) arg(op, i int) (int, bool) {
	for _, e := range d {
		if e.op == op && i < len(e.args) {
			return e.args[i], true
		}
	}
	return 0, false
}
