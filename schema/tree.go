package schema

import (
	"fmt"
	"strings"

	"nianbao/schema/form"
	"nianbao/schema/source"
)

// tree knows which units stand below which, and which of them have a report
// that sums an area.
type tree struct {
	form  *form.Form // of most reports
	year  int
	area  *Agency
	own   *Unit
	index map[string]*Unit // by code, name, short name, "place " and place
	areas []*Unit          // units with a report that sums an area below this one
	heads map[string]*Unit // the unit that stands for a report's agency, by "name " and "code "
}

// plant looks the units over. An area that is called by its place alone, or
// not at all, takes the name of its own report's agency.
func (t *tree) plant(area *Agency, units []Unit) {
	t.area, t.index = area, map[string]*Unit{}
	t.form, t.year = usual(units)
	for i := range units {
		u := &units[i]
		if u.Figures == nil {
			continue
		}
		if u.Agency.Name == "" {
			u.Agency = u.Figures.Agency
		}
		if t.own == nil && u.Figures.Scope == Area && t.names(u, units) {
			t.own = u
		}
	}
	if _, named := placeOf(area.Name); t.own != nil && !named {
		*area = t.own.Agency
	}
	t.heads = map[string]*Unit{}
	for _, first := range []func(*Unit) bool{ // one that can be counted, in its own place, comes first
		func(u *Unit) bool { return t.good(u.Figures) && u.Agency.Name == u.Figures.Agency.Name },
		func(u *Unit) bool { return t.good(u.Figures) },
		func(u *Unit) bool { return true },
	} {
		for i := range units {
			if u := &units[i]; u.Figures != nil && first(u) {
				t.head(u, "name "+u.Figures.Agency.Name)
				if code := u.Figures.Agency.Code; code != "" {
					t.head(u, "code "+code)
				}
			}
		}
	}
	for i := range units { // what the list says goes before what the reports say
		u := &units[i]
		t.key(u, u.Agency.Code, u.Agency.Name)
	}
	for i := range units {
		u := &units[i]
		t.key(u, u.Agency.Short)
		if place, ok := t.place(u); ok {
			t.key(u, "place "+place)
		}
		if r := u.Figures; r != nil {
			t.key(u, r.Agency.Code, r.Agency.Name)
		}
	}
	for i := range units {
		if t.sums(&units[i]) {
			t.areas = append(t.areas, &units[i])
		}
	}
}

// key lets a unit be found, where no other is found by the same.
func (t *tree) key(u *Unit, keys ...string) {
	for _, key := range keys {
		if t.index[key] == nil && key != "" {
			t.index[key] = u
		}
	}
}

func (t *tree) head(u *Unit, key string) {
	if t.heads[key] == nil {
		t.heads[key] = u
	}
}

// twin is another unit that stands for the agency of u's report, nil for none.
func (t *tree) twin(u *Unit) *Unit {
	if u.Figures == nil {
		return nil
	}
	for _, key := range []string{"name " + u.Figures.Agency.Name, "code " + u.Figures.Agency.Code} {
		if head := t.heads[key]; head != nil && head != u {
			return head
		}
	}
	return nil
}

// names reports whether a report that sums an area is that of this area: of
// the same agency or the same place. An area without a name is the one to
// whose place most of the others belong.
func (t *tree) names(u *Unit, units []Unit) bool {
	if sameAgency(u.Agency, *t.area) {
		return true
	}
	place, ok := placeOf(u.Agency.Name)
	if !ok {
		return false
	}
	if t.area.Name != "" {
		here, named := placeOf(t.area.Name)
		return place == here || !named && place == t.area.Name
	}
	n := 0
	for i := range units {
		if strings.HasPrefix(units[i].Agency.Name, place) {
			n++
		}
	}
	return n > 2 && n*2 > len(units)
}

// isOwn reports whether a unit's report is that of this area.
func (t *tree) isOwn(u *Unit) bool {
	if u.Figures == nil || u.Figures.Scope != Area {
		return false
	}
	if u == t.own || sameAgency(u.Agency, *t.area) {
		return true
	}
	place, ok := placeOf(u.Agency.Name)
	here, _ := placeOf(t.area.Name)
	return ok && place == here
}

// sums reports whether a unit's report speaks for an area below this one and
// is counted for it.
func (t *tree) sums(u *Unit) bool {
	r := u.Figures
	return r != nil && r.Scope == Area && !u.Outside && !t.isOwn(u) && t.twin(u) == nil && t.good(r)
}

// good reports whether a report can be counted with the others.
func (t *tree) good(r *Figures) bool { return r.Form == t.form && r.Year == t.year && r.bad == "" }

// above returns the unit whose area report already holds u: one of those
// above it by the list's parents; else one whose place u's name begins with
// — or the name of the last above u that is known, for a town under 甲县公开办
// is in 甲县. It is nil when u is to be counted itself.
func (t *tree) above(u *Unit) *Unit {
	at := u
	for range t.index { // a circle of parents ends here
		parent := t.find(at.Parent)
		if parent == nil || parent == u || parent == t.own {
			break
		}
		if t.sums(parent) {
			return parent
		}
		at = parent
	}
	name := t.trim(at.Agency.Name)
	after := false
	for _, area := range t.areas {
		after = after || area == u
		place, ok := t.place(area)
		if area == u || area == at || !ok || !strings.HasPrefix(name, place) {
			continue
		}
		if after && t.samePlace(u, area) && t.sums(u) {
			continue // of two that speak for one place, the first is counted
		}
		return area
	}
	return nil
}

// find is the unit that a parent's code, name, short name or place means.
func (t *tree) find(parent string) *Unit {
	if parent == "" {
		return nil
	}
	if u := t.index[parent]; u != nil {
		return u
	}
	place, ok := placeOf(parent)
	if !ok {
		place = parent
	}
	return t.index["place "+t.trim(place)]
}

// place is the place that a unit governs, as seen from this area.
func (t *tree) place(u *Unit) (string, bool) {
	place, ok := placeOf(u.Agency.Name)
	place = t.trim(place)
	return place, ok && place != ""
}

// trim takes this area's place from the front of a name: 某某市甲县 and 甲县
// are one.
func (t *tree) trim(name string) string {
	here, ok := placeOf(t.area.Name)
	if !ok {
		here = t.area.Name
	}
	return strings.TrimPrefix(name, here)
}

func (t *tree) samePlace(a, b *Unit) bool {
	x, ok := t.place(a)
	y, too := t.place(b)
	return ok && too && x == y
}

// placeOf is the place that an agency governs: that of a government, of its
// general office, or of the committee of a development zone.
func placeOf(name string) (string, bool) {
	for _, office := range []string{"办公室", "办公厅"} {
		name = strings.TrimSuffix(name, office)
	}
	for _, kind := range []string{"人民政府", "政府", "管理委员会", "管委会"} {
		if place, ok := strings.CutSuffix(name, kind); ok {
			return place, place != ""
		}
	}
	return "", false
}

// offices are the counties that say their report is their office's alone,
// while others below them are counted beside it: right, unless it sums them.
func (t *Total) offices() source.List {
	var list source.List
	for i := range t.Counted {
		u := &t.Counted[i]
		place, ok := strings.CutSuffix(t.trim(u.Agency.Name), "人民政府")
		if u.Figures.Scope == Area || !ok || !endsIn(place, "市县区旗") {
			continue
		}
		n := 0
		for j := range t.Counted {
			other := &t.Counted[j]
			if parent := t.find(other.Parent); j != i && (parent != nil && parent.Agency == u.Agency || strings.HasPrefix(t.trim(other.Agency.Name), place)) {
				n++
			}
		}
		if n > 0 {
			list = append(list, t.about(u, source.Info, CodeSumScope, fmt.Sprintf(
				"“%s”的报告写着只报本机关（scope = \"office\"），它下面的 %d 家另外计入", u.name(), n),
				"如果这份报告已经汇总了下面各家，改成 scope = \"area\""))
		}
	}
	return list
}

func endsIn(s, runes string) bool {
	r := []rune(s)
	return len(r) > 0 && strings.ContainsRune(runes, r[len(r)-1])
}
