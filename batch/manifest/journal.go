package manifest

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"

	"nianbao/batch/disk"
)

// Journal is what a run has done so far, one entry a line. It stands beside
// the manifest until the run's end. A line that was cut off by a kill or a
// power cut is passed over when it is read again.
type Journal struct {
	path string
	file *os.File
}

// JournalPath is where the journal of the manifest at path stands.
func JournalPath(path string) string { return path + ".journal" }

// Begin opens the journal of the manifest at path for appending.
func Begin(path string) (*Journal, error) {
	path = JournalPath(path)
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o666)
	if err != nil {
		return nil, disk.WriteError(path, err)
	}
	j := &Journal{path: path, file: f}
	// A torn last line must not swallow the next one.
	if info, err := f.Stat(); err == nil && info.Size() > 0 {
		last := make([]byte, 1)
		if _, err := f.ReadAt(last, info.Size()-1); err != nil || last[0] != '\n' {
			f.Write([]byte{'\n'})
		}
	}
	return j, nil
}

// Append writes entries and flushes them to the disk. Their files must have
// their final names already.
func (j *Journal) Append(entries ...Entry) error {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	for _, e := range entries {
		if err := enc.Encode(e); err != nil {
			return err
		}
	}
	if _, err := j.file.Write(out.Bytes()); err != nil {
		return disk.WriteError(j.path, err)
	}
	if err := j.file.Sync(); err != nil {
		return disk.WriteError(j.path, err)
	}
	return nil
}

// Close closes the journal and leaves it for the next run.
func (j *Journal) Close() { j.file.Close() }

// Remove closes and removes the journal: the manifest holds all of it.
func (j *Journal) Remove() {
	j.file.Close()
	os.Remove(j.path)
}

// readJournal returns the whole lines of the journal of the manifest at path,
// and whether there is one.
func readJournal(path string) ([]Entry, bool, error) {
	f, err := os.Open(JournalPath(path))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, disk.ReadError(JournalPath(path), err)
	}
	defer f.Close()
	var entries []Entry
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var e Entry
		if json.Unmarshal(lines.Bytes(), &e) == nil && e.Report != "" {
			entries = append(entries, e)
		}
	}
	if err := lines.Err(); err != nil && !errors.Is(err, bufio.ErrTooLong) {
		return nil, true, disk.ReadError(JournalPath(path), err)
	}
	return entries, true, nil
}
