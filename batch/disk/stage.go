package disk

import (
	"os"
	"path/filepath"
)

// Staged is a file that stands complete under a temporary name beside its
// final one. Call Sync, then Commit; or Discard.
type Staged struct {
	path string
	temp string
	file *os.File
}

// Temporary is the name that the file at path has until it is complete. It is
// always the same, so that the next run overwrites what a killed one left.
func Temporary(path string) string {
	return filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+TemporarySuffix)
}

// TemporarySuffix ends the name of every file that is not complete.
const TemporarySuffix = ".part"

// Create opens the temporary name of path to be written. The folder must be
// there.
func Create(path string) (*Staged, error) {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return nil, WriteError(path, reason("已经有同名的文件夹"))
	}
	temp := Temporary(path)
	f, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o666)
	if err != nil {
		return nil, WriteError(path, err)
	}
	return &Staged{path: path, temp: temp, file: f}, nil
}

// Stage writes data to the temporary name of path. When it fails, nothing is
// left behind.
func Stage(path string, data []byte) (*Staged, error) {
	s, err := Create(path)
	if err != nil {
		return nil, err
	}
	if _, err := s.Write(data); err != nil {
		s.Discard()
		return nil, err
	}
	return s, nil
}

// Write appends to the file.
func (s *Staged) Write(data []byte) (int, error) {
	n, err := s.file.Write(data)
	if err != nil {
		return n, WriteError(s.path, err)
	}
	return n, nil
}

// Sync flushes the file to the disk and closes it. When it fails, the
// temporary file is removed.
func (s *Staged) Sync() error {
	err := s.file.Sync()
	if e := s.file.Close(); err == nil {
		err = e
	}
	s.file = nil
	if err != nil {
		s.Discard()
		return WriteError(s.path, err)
	}
	return nil
}

// Commit gives the file its final name, replacing what stood there. When it
// fails, the temporary file is removed.
func (s *Staged) Commit() error {
	if err := os.Rename(s.temp, s.path); err != nil {
		s.Discard()
		return WriteError(s.path, err)
	}
	return nil
}

// Discard removes the temporary file.
func (s *Staged) Discard() {
	if s.file != nil {
		s.file.Close()
		s.file = nil
	}
	os.Remove(s.temp)
}
