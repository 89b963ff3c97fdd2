package schema

import (
	"slices"
	"strconv"
	"strings"
)

// Title returns the lines of the report's title: its own, or the form's
// default in one line.
func (r *Report) Title() []string {
	if len(r.TitleLines) > 0 {
		return slices.Clone(r.TitleLines)
	}
	return []string{strings.NewReplacer("{agency}", r.Agency.Name, "{year}", strconv.Itoa(r.Year)).Replace(r.Form.Title)}
}

// Heading returns the heading of the section with the given key: the office's
// own wording, or the form's.
func (r *Report) Heading(section string) string {
	if own := r.Headings[section]; own != "" {
		return own
	}
	for _, s := range r.Form.Sections {
		if s.Key == section {
			return s.Heading
		}
	}
	return ""
}
