package layout

// SignatureIndent is how far a signature stands from the right edge of the
// type area, in hundredths of a character, when its date stands dateIndent
// characters from it: the signature is centred over the date (GB/T 9704-2012,
// 7.3.5.1), or ends at the edge when it is too long. Both writers use it.
// Widths are counted in half characters, so that no face has to be asked.
func SignatureIndent(signature, date string, dateIndent int) int {
	indent := dateIndent*100 + 25*(halves(date)-halves(signature))
	return max(indent, 0)
}

// Halves is the width of a text in half characters: two for Chinese ones, one
// for Latin ones.
func Halves(s string) int { return halves(s) }

// halves is the width of a text in half characters: two for Chinese ones, one
// for Latin ones.
func halves(s string) int {
	n := 0
	for _, r := range s {
		switch f := classify(r); {
		case invisible(r):
		case r < 0x2E80 && f&(latin|space) != 0:
			n++
		default:
			n += 2
		}
	}
	return n
}
