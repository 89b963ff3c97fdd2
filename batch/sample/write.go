package sample

import (
	"os"
	"path/filepath"
	"strconv"
	"time"

	"nianbao/batch/workspace"
)

// Folder writes the first n agencies' reports on a year into dir, which it
// makes, as CODE.toml. It returns their size in bytes.
func Folder(dir string, n, year int) (size int64, err error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return 0, err
	}
	for i := range n {
		text := Of(i, year)
		size += int64(len(text))
		if err := os.WriteFile(filepath.Join(dir, Code(i)+".toml"), text, 0o666); err != nil {
			return 0, err
		}
	}
	return size, nil
}

// Workspace makes dir a workspace of the first n agencies with their reports
// on Year and on the year before.
func Workspace(dir string, n int) error {
	if _, err := Folder(filepath.Join(dir, "reports", strconv.Itoa(Year-1)), n, Year-1); err != nil {
		return err
	}
	w := &workspace.Workspace{
		Dir: dir, Area: "某某市", Year: Year, Form: "2021", Deadline: time.Date(Year+1, 1, 31, 0, 0, 0, 0, time.UTC),
	}
	for i := range n {
		w.Agencies = append(w.Agencies, workspace.Agency{Code: Code(i), Name: Name(i)})
	}
	next := 0
	_, err := workspace.Create(w, func(*workspace.Agency) []byte { next++; return Report(next - 1) })
	return err
}
