package pdf

import "strconv"

// section reads one cross-reference section and returns its trailer.
func (r *reader) section(at int) (dict, error) {
	if at < 0 || at >= len(r.data) {
		return nil, errSyntax
	}
	l := &lexer{data: r.data, at: at}
	if l.take("xref") {
		return r.table(l)
	}
	v, err := r.objectAt(at, 0)
	if err != nil {
		return nil, err
	}
	s, ok := v.(*stream)
	if !ok {
		return nil, errSyntax
	}
	return s.dict, r.rows(s)
}

// note keeps a place, unless a newer section has said another.
func (r *reader) note(number ref, p place) error {
	if len(r.places) >= maxObjects {
		return errSyntax
	}
	if _, known := r.places[number]; !known {
		r.places[number] = p
	}
	return nil
}

// table reads a cross-reference table with its trailer (7.5.4).
func (r *reader) table(l *lexer) (dict, error) {
	for !l.take("trailer") {
		first, err := l.integer()
		if err != nil {
			return nil, err
		}
		count, err := l.integer()
		if err != nil {
			return nil, err
		}
		for i := range count {
			offset, err := l.integer()
			if err != nil {
				return nil, err
			}
			if _, err = l.integer(); err != nil {
				return nil, err
			}
			l.space()
			if l.word() != "n" {
				continue
			}
			if err := r.note(ref(first+i), place{at: offset}); err != nil {
				return nil, err
			}
		}
	}
	v, err := l.value()
	if err != nil {
		return nil, err
	}
	d, ok := v.(dict)
	if !ok {
		return nil, errSyntax
	}
	return d, nil
}

// integer reads a number that is not negative.
func (l *lexer) integer() (int, error) {
	l.space()
	n, err := strconv.Atoi(l.word())
	if err != nil || n < 0 {
		return 0, errSyntax
	}
	return n, nil
}

// rows reads the rows of a cross-reference stream (7.5.8).
func (r *reader) rows(s *stream) error {
	widths, ok := s.dict["W"].(array)
	if !ok || len(widths) != 3 {
		return errSyntax
	}
	var w [3]int
	for i, v := range widths {
		if w[i], ok = v.(int); !ok || w[i] < 0 || w[i] > 7 {
			return errSyntax
		}
	}
	size, _ := s.dict["Size"].(int)
	index, ok := s.dict["Index"].(array)
	if !ok {
		index = array{0, size}
	}
	data, err := r.unpack(s)
	if err != nil {
		return err
	}
	row := w[0] + w[1] + w[2]
	if row == 0 {
		return errSyntax
	}
	for k := 0; k+1 < len(index); k += 2 {
		first, ok1 := index[k].(int)
		count, ok2 := index[k+1].(int)
		if !ok1 || !ok2 || first < 0 || count < 0 || count > len(data)/row {
			return errSyntax
		}
		for i := range count {
			kind, a, b := field(data, w[0], 1), field(data[w[0]:], w[1], 0), field(data[w[0]+w[1]:], w[2], 0)
			data = data[row:]
			var err error
			switch kind {
			case 1:
				err = r.note(ref(first+i), place{at: a})
			case 2:
				err = r.note(ref(first+i), place{stream: ref(a), at: b})
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// field is a big-endian number; one of no width has a default.
func field(data []byte, width, otherwise int) int {
	if width == 0 {
		return otherwise
	}
	n := 0
	for _, c := range data[:width] {
		n = n<<8 | int(c)
	}
	return n
}
