// Package length is the one unit of measure of everything that is laid out:
// integers of 1/1000 point, so that no machine rounds differently.
package length

// Length is a distance in 1/1000 pt (1 pt = 1/72 inch).
type Length int64

// Units in which layouts are specified. MM is exact to 1/1000 pt only for
// multiples; use FromMM for a given number of hundredths of a millimetre.
const (
	Pt   Length = 1000
	Twip Length = 50 // 1/20 pt, the unit of WordprocessingML
	Inch Length = 72 * Pt
)

// FromMM turns hundredths of a millimetre into a length, rounded to the
// nearest 1/1000 pt: FromMM(3700) is 37 mm.
func FromMM(hundredths int64) Length {
	// 1 mm = 72000/25.4 thousandths of a point; 1/100 mm = 72000/2540.
	n := hundredths * 72000
	if n < 0 {
		return Length((n - 1270) / 2540)
	}
	return Length((n + 1270) / 2540)
}

// Twips is the length in 1/20 pt, rounded to nearest, halves away from zero.
func (l Length) Twips() int {
	if l < 0 {
		return int((l - Twip/2) / Twip)
	}
	return int((l + Twip/2) / Twip)
}

// HalfPoints is the length in half points, the unit of w:sz.
func (l Length) HalfPoints() int { return int((l + 250) / 500) }

// EMU is the length in English Metric Units (914,400 an inch), the unit of
// DrawingML.
func (l Length) EMU() int64 { return int64(l) * 127 / 10 }
