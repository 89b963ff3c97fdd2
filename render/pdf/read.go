package pdf

import (
	"bytes"
	"errors"
	"io"

	"github.com/klauspost/compress/zlib"
)

// Bounds on what a reader unpacks from a file, which may be anybody's.
const (
	maxUnpacked = 256 << 20 // bytes in all, read or unpacked
	maxSections = 64        // cross-reference sections: one more for each saving
	maxObjects  = 1 << 20
)

// reader finds the objects of a PDF file: cross-reference streams, which we
// write, and tables, which programs that sign or stamp a file may add.
type reader struct {
	data    []byte
	places  map[ref]place // streams as in file; 0 = at an offset
	trailer dict          // the newest
	packs   map[ref]*pack
	budget  int // bytes that may still be read or unpacked
	depth   int // references being followed
}

// pack is an object stream, unpacked.
type pack struct {
	data []byte
	at   []int // offsets of the objects
}

// stream is a stream object; raw is its data as they stand in the file.
type stream struct {
	dict dict
	raw  []byte
}

func newReader(data []byte) (*reader, error) {
	r := &reader{data: data, places: map[ref]place{}, packs: map[ref]*pack{}, budget: maxUnpacked}
	if !bytes.HasPrefix(data, []byte("%PDF-")) {
		return nil, errSyntax
	}
	tail := max(0, len(data)-2048)
	at := bytes.LastIndex(data[tail:], []byte("startxref"))
	if at < 0 {
		return nil, errEnd
	}
	l := &lexer{data: data, at: tail + at + len("startxref")}
	v, err := l.value()
	if err != nil {
		return nil, err
	}
	next, ok := v.(int)
	for n := 0; ok; n++ {
		if n == maxSections {
			return nil, errSyntax
		}
		section, err := r.section(next)
		if err != nil {
			return nil, err
		}
		if r.trailer == nil {
			r.trailer = section
		}
		if hidden, has := section["XRefStm"].(int); has {
			if _, err := r.section(hidden); err != nil {
				return nil, err
			}
		}
		next, ok = section["Prev"].(int)
	}
	switch {
	case r.trailer == nil:
		return nil, errSyntax
	case r.trailer["Encrypt"] != nil:
		return nil, errors.New("PDF 文件加了密，打不开")
	}
	return r, nil
}

// get returns the value of an object or, for anything that is no reference,
// the value itself. What does not exist is null.
func (r *reader) get(v any) (any, error) {
	number, ok := v.(ref)
	if !ok {
		return v, nil
	}
	if r.depth++; r.depth > maxDepth {
		return nil, errSyntax
	}
	defer func() { r.depth-- }()
	p, known := r.places[number]
	if !known {
		return nil, nil
	}
	if p.stream == 0 {
		return r.objectAt(p.at, number)
	}
	k, err := r.pack(p.stream)
	if err != nil {
		return nil, err
	}
	if p.at >= len(k.at) {
		return nil, errSyntax
	}
	l := &lexer{data: k.data, at: k.at[p.at]}
	v, err = l.value()
	if err != nil {
		return nil, err
	}
	if err := r.spend(l.at - k.at[p.at]); err != nil {
		return nil, err
	}
	return r.get(v)
}

// spend counts bytes read or unpacked: objects that many entries share, or
// that unpack to a thousand times their size, end here.
func (r *reader) spend(n int) error {
	if r.budget -= n; r.budget < 0 {
		return errors.New("PDF 里的数据展开后太大")
	}
	return nil
}

// objectAt reads the object with the given number, or 0 for any, that stands
// at an offset.
func (r *reader) objectAt(at int, number ref) (any, error) {
	if at < 0 || at >= len(r.data) {
		return nil, errSyntax
	}
	l := &lexer{data: r.data, at: at}
	n, err := l.integer()
	if err != nil || number != 0 && ref(n) != number {
		return nil, errSyntax
	}
	if _, err = l.integer(); err != nil || !l.take("obj") {
		return nil, errSyntax
	}
	v, err := l.value()
	if err != nil {
		return nil, err
	}
	if err := r.spend(l.at - at); err != nil {
		return nil, err
	}
	d, ok := v.(dict)
	if !ok || !l.take("stream") {
		return v, nil
	}
	if l.at < len(l.data) && l.data[l.at] == '\r' {
		l.at++
	}
	l.at++ // the line feed
	v, err = r.get(d["Length"])
	if err != nil {
		return nil, err
	}
	size, ok := v.(int)
	if !ok || size < 0 || l.at > len(l.data) || size > len(l.data)-l.at {
		return nil, errSyntax
	}
	return &stream{d, l.data[l.at : l.at+size]}, nil
}

// pack opens an object stream.
func (r *reader) pack(number ref) (*pack, error) {
	if k := r.packs[number]; k != nil {
		return k, nil
	}
	if p := r.places[number]; p.stream != 0 {
		return nil, errSyntax // one inside another
	}
	s, err := get[*stream](r, number)
	if err != nil {
		return nil, err
	}
	count, _ := s.dict["N"].(int)
	first, _ := s.dict["First"].(int)
	data, err := r.unpack(s)
	if err != nil {
		return nil, err
	}
	k := &pack{data: data}
	l := &lexer{data: data}
	for range count {
		if _, err := l.integer(); err != nil {
			return nil, err
		}
		at, err := l.integer()
		if err != nil || at > len(data) || first < 0 || first > len(data) {
			return nil, errSyntax
		}
		k.at = append(k.at, first+at)
	}
	r.packs[number] = k
	return k, nil
}

// get follows references to a value of a given kind. Any other kind, null
// too, is an error.
func get[T any](r *reader, v any) (T, error) {
	v, err := r.get(v)
	t, ok := v.(T)
	if err == nil && !ok {
		err = errSyntax
	}
	return t, err
}

// unpack returns a stream's data without compression.
func (r *reader) unpack(s *stream) ([]byte, error) {
	filter := s.dict["Filter"]
	if list, ok := filter.(array); ok && len(list) == 1 {
		filter = list[0]
	}
	if filter == nil {
		return s.raw, nil
	}
	if filter != name("FlateDecode") {
		return nil, errSyntax
	}
	z, err := zlib.NewReader(bytes.NewReader(s.raw))
	if err != nil {
		return nil, errSyntax
	}
	defer z.Close()
	data, err := io.ReadAll(io.LimitReader(z, int64(r.budget)+1))
	if err != nil {
		return nil, errSyntax
	}
	if err := r.spend(len(data)); err != nil {
		return nil, err
	}
	parms, ok := s.dict["DecodeParms"].(dict)
	if predictor, _ := parms["Predictor"].(int); !ok || predictor < 10 {
		return data, nil
	}
	columns, _ := parms["Columns"].(int)
	return unfilter(data, columns)
}

// unfilter undoes PNG's filters None and Up, which cross-reference streams
// use, on rows of one byte a column.
func unfilter(data []byte, columns int) ([]byte, error) {
	if columns <= 0 || columns > 1<<16 || len(data)%(columns+1) != 0 {
		return nil, errSyntax
	}
	out := make([]byte, 0, len(data))
	above := make([]byte, columns)
	for ; len(data) > 0; data = data[columns+1:] {
		row := data[1 : columns+1]
		switch data[0] {
		case 0:
			out = append(out, row...)
		case 2:
			for i, c := range row {
				out = append(out, c+above[i])
			}
		default:
			return nil, errSyntax
		}
		above = out[len(out)-columns:]
	}
	return out, nil
}
