package length

import "testing"

func TestFromMM(t *testing.T) {
	for hundredths, want := range map[int64]Length{
		0: 0, 2540: 72 * Pt, -2540: -72 * Pt, 3700: 104882, 2800: 79370, 15600: 442205, 22500: 637795, 35: 992, -35: -992,
	} {
		if got := FromMM(hundredths); got != want {
			t.Errorf("%d/100 mm is %d, want %d", hundredths, got, want)
		}
	}
}

func TestUnits(t *testing.T) {
	if n := Length(28950).Twips(); n != 579 {
		t.Errorf("28.95 pt is %d twips, want 579", n)
	}
	if n := Length(-250).Twips(); n != -5 {
		t.Errorf("-0.25 pt is %d twips, want -5", n)
	}
	if n := Length(16000).HalfPoints(); n != 32 {
		t.Errorf("16 pt is %d half points, want 32", n)
	}
	if n := (72 * Pt).EMU(); n != 914400 {
		t.Errorf("an inch is %d EMU, want 914400", n)
	}
}
