package style

import (
	"strconv"
	"strings"

	"nianbao/render/length"
)

// perUnit is a unit of length as thousandths of a point, a fraction.
var perUnit = map[string][2]int64{
	"pt": {1000, 1}, "磅": {1000, 1},
	"mm": {72000 * 10, 254}, "毫米": {72000 * 10, 254},
	"cm": {72000 * 100, 254}, "厘米": {72000 * 100, 254},
}

// splitUnit parts "28.95pt" into 28950 thousandths and "pt". It fails for
// more than three decimals and for numbers above a million.
func splitUnit(s string) (thousandths int64, unit string, ok bool) {
	s = strings.TrimSpace(s)
	end := strings.IndexFunc(s, func(r rune) bool { return !strings.ContainsRune("+-.0123456789", r) })
	if end < 0 {
		end = len(s)
	}
	number, unit := s[:end], strings.TrimSpace(s[end:])
	negative := strings.HasPrefix(number, "-")
	number = strings.TrimPrefix(number, "-")
	whole, decimals, dotted := strings.Cut(number, ".")
	if whole == "" || dotted && decimals == "" || len(decimals) > 3 {
		return 0, unit, false
	}
	n, err := strconv.ParseUint(whole+(decimals + "000")[:3], 10, 32)
	if err != nil {
		return 0, unit, false
	}
	if negative {
		return -int64(n), unit, true
	}
	return int64(n), unit, true
}

// parseLength reads "37mm" or "28.95pt", rounded to the nearest 1/1000 pt.
func parseLength(s string) (length.Length, bool) {
	n, unit, ok := splitUnit(s)
	f, known := perUnit[unit]
	if !ok || !known {
		return 0, false
	}
	n, d := n*f[0], f[1]*1000
	if n < 0 {
		return length.Length((n - d/2) / d), true
	}
	return length.Length((n + d/2) / d), true
}

// parseCount reads "2字" or "0.5行" in hundredths of the unit.
func parseCount(s, unit string) (int, bool) {
	n, u, ok := splitUnit(s)
	if !ok || u != unit || n%10 != 0 {
		return 0, false
	}
	return int(n / 10), true
}

// parseColor reads "C6D9F1" or "#C6D9F1".
func parseColor(s string) (uint32, bool) {
	s = strings.TrimPrefix(s, "#")
	n, err := strconv.ParseUint(s, 16, 32)
	return uint32(n), err == nil && len(s) == 6
}
