package manifest

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"nianbao/batch/disk"
)

// list compares the list for Excel with the manifest it was written from, row
// by row. One that a later release of the program writes may have more columns.
func (p *Proof) list(f *Folder, prefix, name string) error {
	path := CSVPath(name)
	file, err := disk.Open(filepath.Join(f.Dir, path))
	if err != nil {
		p.say("missing", prefix+path, "缺少：%s", disk.Explain(errors.Unwrap(err)))
		return nil
	}
	defer file.Close()
	account, err := disk.Open(filepath.Join(f.Dir, name))
	if err != nil {
		return err
	}
	defer account.Close()
	table := newTable(file)
	difference := ""
	number := 1
	if _, err := readManifest(account, func(e *Entry, _ Line) {
		for _, want := range e.rows() {
			number++
			got := table.next()
			for i := 0; i < len(columns) && got != nil && difference == ""; i++ {
				// The list ends lines with both, and has no other of them.
				should := strings.ReplaceAll(want[i], "\r", "")
				if is := got[columns[i]]; is != should {
					difference = fmt.Sprintf("第 %d 行的“%s”应是“%s”，现在是“%s”", number, columns[i], should, is)
				}
			}
		}
	}); err != nil {
		return err
	}
	if table.next(); table.err != io.EOF || table.rows != number-1 {
		difference = "行数不同，或读不出来"
	}
	if difference != "" {
		p.say("changed", prefix+path, "与 %s 不符：%s；再运行一次 build 就会重写", name, difference)
	}
	return nil
}

// table reads a list for Excel.
type table struct {
	*csv.Reader
	columns []string
	rows    int   // that were read, without the head
	err     error // io.EOF after the last row
}

func newTable(in io.Reader) *table {
	text := bufio.NewReader(io.LimitReader(in, maxSize))
	if start, _ := text.Peek(len(mark)); string(start) == mark {
		text.Discard(len(mark))
	}
	t := &table{Reader: csv.NewReader(text)}
	if t.columns, t.err = t.Read(); t.err == io.EOF {
		t.err = io.ErrUnexpectedEOF // not even a head
	}
	return t
}

// next is the cells of the next row by the names of their columns; nil after
// the last one.
func (t *table) next() map[string]string {
	if t.err != nil {
		return nil
	}
	var line []string
	if line, t.err = t.Read(); t.err != nil {
		return nil
	}
	t.rows++
	row := map[string]string{}
	for c, text := range line {
		row[t.columns[c]] = text
	}
	return row
}
