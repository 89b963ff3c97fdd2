package source

import (
	"encoding/json"
	"io"
)

// jsonPlace and jsonFinding are the lines of --json, in the order they are
// written; docs: lines and columns count from 1, 0 means unknown.
type jsonPlace struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Message string `json:"message"`
}

type jsonFinding struct {
	V        int         `json:"v"`
	Type     string      `json:"type"`
	Severity Severity    `json:"severity"`
	Code     string      `json:"code"`
	Message  string      `json:"message"`
	File     string      `json:"file"`
	Line     int         `json:"line"`
	Column   int         `json:"column"`
	Related  []jsonPlace `json:"related"`
	Help     []string    `json:"help,omitempty"`
	Basis    string      `json:"basis,omitempty"`
	Cell     string      `json:"cell,omitempty"`
}

// WriteJSON writes the findings, sorted, as one JSON object a line.
func (l List) WriteJSON(w io.Writer) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	for _, f := range l.Sorted() {
		line := jsonFinding{
			V: 1, Type: "finding", Severity: f.Severity, Code: f.Code, Message: f.Message,
			File: f.Place.File, Line: f.Place.Line, Column: f.Place.Column,
			Related: []jsonPlace{}, Help: f.Help, Basis: f.Basis, Cell: f.Cell,
		}
		for _, n := range f.Related {
			line.Related = append(line.Related, jsonPlace{n.Place.File, n.Place.Line, n.Place.Column, n.Message})
		}
		if err := encoder.Encode(line); err != nil {
			return err
		}
	}
	return nil
}
