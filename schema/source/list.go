package source

import (
	"cmp"
	"slices"
)

// Sorted returns the findings with all places found, by file, line, column
// and code, each once.
func (l List) Sorted() List {
	sorted := slices.Clone(l)
	for i := range sorted {
		sorted[i].find()
	}
	slices.SortStableFunc(sorted, func(a, b Finding) int {
		return cmp.Or(
			cmp.Compare(a.Place.File, b.Place.File),
			cmp.Compare(a.Place.Line, b.Place.Line),
			cmp.Compare(a.Place.Column, b.Place.Column),
			cmp.Compare(a.Code, b.Code),
			cmp.Compare(a.Message, b.Message),
		)
	})
	return slices.CompactFunc(sorted, func(a, b Finding) bool {
		return a.Place == b.Place && a.Code == b.Code && a.Message == b.Message
	})
}

// find fills in the places that are still origins.
func (f *Finding) find() {
	if f.Place.Line == 0 && f.Origin.File != nil {
		f.Place = f.Origin.Place()
	}
	f.Related = slices.Clone(f.Related)
	for i := range f.Related {
		n := &f.Related[i]
		if n.Place.Line == 0 && n.Origin.File != nil {
			n.Place = n.Origin.Place()
		}
	}
}
