package pdf

import (
	"crypto/sha256"
)

// packSize is how many objects share an object stream. Fewer cost bytes,
// more cost a reader that wants only one of them.
const packSize = 1000

// file is a PDF file being written: streams go straight out, all other
// objects into object streams (ISO 32000-1, 7.5.7), and the places of all
// into a cross-reference stream (7.5.8).
type file struct {
	out    buf
	places []place // by object number; [0] stands for no object
	pack   buf     // values in the open object stream
	index  buf     // their numbers and offsets
	packed int     // how many
	packer ref     // its number
	spare  []byte  // compressed data on its way out
	draft  buf     // a stream being put together
	fonts  fontSet
	tree   tree

	programs [][2]int // from where to where compressed font programs stand in out
}

// place is where an object stands: at an offset of the file, or as one of an
// object stream.
type place struct {
	stream ref // 0 = in the file itself
	at     int
}

func (f *file) reset() {
	*f = file{
		out:    append(f.out[:0], "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"...),
		places: append(f.places[:0], place{}),
		pack:   f.pack[:0],
		index:  f.index[:0],
		spare:  f.spare[:0],
		draft:  f.draft[:0],
		fonts:  f.fonts,
		tree:   f.tree,

		programs: f.programs[:0],
	}
}

// alloc takes the next object number.
func (f *file) alloc() ref {
	f.places = append(f.places, place{})
	return ref(len(f.places) - 1)
}

// allocRun takes n numbers in a row and returns the first.
func (f *file) allocRun(n int) ref {
	first := ref(len(f.places))
	for range n {
		f.alloc()
	}
	return first
}

// object begins the object and returns where its value is to be written,
// before the next call of object or stream.
func (f *file) object(r ref) *buf {
	if f.packed == packSize {
		f.closePack()
	}
	if f.packed == 0 {
		f.packer = f.alloc()
	} else {
		f.pack.str("\n")
	}
	f.index.int(int(r))
	f.index.str(" ")
	f.index.int(len(f.pack))
	f.index.str(" ")
	f.places[r] = place{stream: f.packer, at: f.packed}
	f.packed++
	return &f.pack
}

// add writes a whole object under a new number.
func (f *file) add(value []byte) ref {
	r := f.alloc()
	b := f.object(r)
	*b = append(*b, value...)
	return r
}

func (f *file) closePack() {
	if f.packed == 0 {
		return
	}
	var dict buf
	dict.str("/Type/ObjStm/N ")
	dict.int(f.packed)
	dict.str("/First ")
	dict.int(len(f.index))
	f.stream(f.packer, dict, f.index, f.pack)
	f.pack, f.index, f.packed = f.pack[:0], f.index[:0], 0
}

// text writes a stream without entries of its own. A small one is left as it
// is: compressing a kilobyte costs more than it saves.
func (f *file) text(r ref, data []byte) {
	if len(data) < 1000 {
		f.rawStream(r, nil, data)
		return
	}
	f.stream(r, nil, data)
}

// stream writes a stream and compresses it. dict holds the entries besides
// Length and Filter.
func (f *file) stream(r ref, dict []byte, data ...[]byte) {
	f.spare = zlibbed(f.spare[:0], data...)
	f.rawStream(r, append(dict, "/Filter/FlateDecode"...), f.spare)
}

// program writes a font program that is compressed already.
func (f *file) program(r ref, dict, data []byte) {
	f.rawStream(r, dict, data)
	end := len(f.out) - len(endStream)
	f.programs = append(f.programs, [2]int{end - len(data), end})
}

const endStream = "\nendstream\nendobj\n"

// rawStream writes a stream whose data are as they should be.
func (f *file) rawStream(r ref, dict, data []byte) {
	f.places[r] = place{at: len(f.out)}
	f.out.int(int(r))
	f.out.str(" 0 obj\n<<")
	f.out = append(f.out, dict...)
	f.out.str("/Length ")
	f.out.int(len(data))
	f.out.str(">>\nstream\n")
	f.out = append(f.out, data...)
	f.out.str(endStream)
}

// finish writes the cross-reference stream and the end.
func (f *file) finish(root, info ref) {
	f.closePack()
	r := f.alloc()
	start := len(f.out)
	f.places[r] = place{at: start}
	id := f.identifier()

	var dict buf
	dict.str("/Type/XRef/W[1 4 2]/DecodeParms<</Predictor 12/Columns 7>>/Size ")
	dict.int(len(f.places))
	dict.str("/Root ")
	dict.ref(root)
	dict.str("/Info ")
	dict.ref(info)
	dict.str("/ID[")
	for range 2 {
		dict.literal(string(id))
	}
	dict.str("]")
	f.stream(r, dict, f.crossReference())
	f.out.str("startxref\n")
	f.out.int(start)
	f.out.str("\n%%EOF\n")
}

// identifier is drawn from all that is written (14.4), so that it changes with
// the content and with nothing else. Font programs are nine tenths of that;
// only the checksum that ends each is taken, for their glyphs are told by the
// rest.
func (f *file) identifier() []byte {
	h := sha256.New()
	from := 0
	for _, p := range f.programs {
		h.Write(f.out[from:p[0]])
		from = p[1] - 4
	}
	h.Write(f.out[from:])
	return h.Sum(nil)[:16]
}

// crossReference is the table of places: a type, four bytes and two, each
// row as its difference from the one above (PNG's filter Up).
func (f *file) crossReference() []byte {
	var last [7]byte
	rows := make([]byte, 0, 8*len(f.places))
	for i, p := range f.places {
		row := [7]byte{1, byte(p.at >> 24), byte(p.at >> 16), byte(p.at >> 8), byte(p.at), 0, 0}
		if p.stream != 0 {
			row = [7]byte{2, byte(p.stream >> 24), byte(p.stream >> 16), byte(p.stream >> 8), byte(p.stream), byte(p.at >> 8), byte(p.at)}
		}
		if i == 0 {
			row = [7]byte{0, 0, 0, 0, 0, 0xFF, 0xFF}
		}
		rows = append(rows, 2)
		for k, c := range row {
			rows = append(rows, c-last[k])
		}
		last = row
	}
	return rows
}
