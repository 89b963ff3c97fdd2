package source

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// MaxSize is the size in bytes above which an input file is refused. Reports
// have some tens of kilobytes.
const MaxSize = 20 << 20

// Read reads the file at path, or standard input when path is "-". The error
// is one sentence in Chinese for the user; what is wrong with the content is
// said by Decode.
func Read(path string) (*File, error) {
	if path == "-" {
		return ReadFrom(path, os.Stdin)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, readError(path, err)
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, fmt.Errorf("“%s”是文件夹，这里要一个文件", path)
	}
	return ReadFrom(path, f)
}

// ReadFrom reads a file from r and calls it name. It stops a byte after
// MaxSize; Decode refuses such a file.
func ReadFrom(name string, r io.Reader) (*File, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err != nil {
		return nil, readError(name, err)
	}
	return &File{Name: name, Data: data}, nil
}

func readError(name string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("找不到文件“%s”", name)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("没有权限读文件“%s”", name)
	}
	return fmt.Errorf("读不了文件“%s”", name)
}
