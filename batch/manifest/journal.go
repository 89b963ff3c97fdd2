package manifest

import (
	"bytes"
	"encoding/json"
	"os"

	"nianbao/batch/disk"
)

// Journal is what a run has done so far, one entry a line. It stands beside
// the manifest until the run's end. A line that was cut off by a kill or a
// power cut is passed over when it is read again.
type Journal struct {
	path string
	file *os.File
	size int64
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
	info, err := f.Stat()
	if err != nil {
		return nil, disk.WriteError(path, err)
	}
	j.size = info.Size()
	// A torn last line must not swallow the next one.
	last := []byte{'\n'}
	if j.size > 0 {
		f.ReadAt(last, j.size-1)
	}
	if last[0] != '\n' {
		err = j.write([]byte{'\n'})
	}
	return j, err
}

// write appends to the file.
func (j *Journal) write(text []byte) error {
	n, err := j.file.Write(text)
	j.size += int64(n)
	if err != nil {
		return disk.WriteError(j.path, err)
	}
	return nil
}

// Append writes entries, flushes them to the disk and returns where they stand.
// Their files must have their final names already.
func (j *Journal) Append(entries ...Entry) ([]Line, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	lines := make([]Line, len(entries))
	for i := range entries {
		start := out.Len()
		if err := enc.Encode(&entries[i]); err != nil {
			return nil, err
		}
		lines[i] = Line{j.file, j.size + int64(start), int32(out.Len() - start)}
	}
	if err := j.write(out.Bytes()); err != nil {
		return nil, err
	}
	if err := j.file.Sync(); err != nil {
		return nil, disk.WriteError(j.path, err)
	}
	return lines, nil
}

// Close closes the journal and leaves it for the next run.
func (j *Journal) Close() { j.file.Close() }

// Remove removes the closed journal: the manifest holds all of it.
func (j *Journal) Remove() { os.Remove(j.path) }
