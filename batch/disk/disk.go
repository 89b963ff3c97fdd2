// Package disk reads and writes files for people: a file is written whole or
// not at all, names are safe on every system, and errors are said in Chinese.
package disk

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
)

// Error is something that could not be read or written. The program ends with
// exit code 3 after one.
type Error struct {
	Doing string // 读不了, 写不了
	Path  string
	Err   error
}

func (e *Error) Error() string { return e.Doing + " " + e.Path + "：" + Explain(e.Err) }

func (e *Error) Unwrap() error { return e.Err }

// ReadError says that path could not be read.
func ReadError(path string, err error) error { return &Error{"读不了", path, err} }

// WriteError says that path could not be written.
func WriteError(path string, err error) error { return &Error{"写不了", path, err} }

// reason is an error that is already said in Chinese.
type reason string

func (r reason) Error() string { return string(r) }

// Reason returns an error for ReadError and WriteError whose text is shown as
// it is.
func Reason(format string, args ...any) error { return reason(fmt.Sprintf(format, args...)) }

// Open opens the file at path to be read.
func Open(path string) (*os.File, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, ReadError(path, err)
	}
	info, err := f.Stat()
	if err == nil && info.IsDir() {
		err = reason("是文件夹，不是文件")
	}
	if err != nil {
		f.Close()
		return nil, ReadError(path, err)
	}
	return f, nil
}

// Read returns the whole file at path, at most limit bytes of it: a file that
// is longer is cut after limit+1 bytes, so that the caller can tell.
func Read(path string, limit int64) ([]byte, error) {
	f, err := Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil {
		return nil, ReadError(path, err)
	}
	return data, nil
}

// Write writes data to path: under a temporary name in the same folder first,
// flushed to the disk, then renamed. The folder is made when it is missing.
func Write(path string, data []byte) error {
	return WriteWith(path, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// WriteWith is Write for what is written piece by piece. When write fails, path
// stays as it was.
func WriteWith(path string, write func(io.Writer) error) error {
	if err := Folder(filepath.Dir(path)); err != nil {
		return err
	}
	f, err := Create(path)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(f, 1<<16)
	err = write(out)
	if err == nil {
		err = out.Flush()
	}
	if err != nil {
		f.Discard()
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if err := f.Commit(); err != nil {
		return err
	}
	SyncFolder(filepath.Dir(path))
	return nil
}

// Folder makes the folder dir and those above it.
func Folder(dir string) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return &Error{"建不了文件夹", dir, err}
	}
	return nil
}

// SyncFolder flushes the entries of a folder to the disk where the system can
// (so that a rename survives a power cut); elsewhere it does nothing.
func SyncFolder(dir string) {
	if runtime.GOOS == "windows" {
		return
	}
	if d, err := os.Open(dir); err == nil {
		d.Sync()
		d.Close()
	}
}

// Explain says in Chinese why the system refused.
func Explain(err error) string {
	var r reason
	if errors.As(err, &r) {
		return string(r)
	}
	if s := explainSystem(err); s != "" {
		return s
	}
	for _, known := range []struct {
		err  error
		says string
	}{
		{fs.ErrNotExist, "没有这个文件或文件夹，请核对路径"},
		{fs.ErrPermission, "没有权限，或者正被别的程序打开"},
		{fs.ErrExist, "已经有同名的文件或文件夹"},
		{syscall.ENOSPC, "磁盘已满，请腾出空间再试"},
		{syscall.EDQUOT, "磁盘配额已用完，请腾出空间再试"},
		{syscall.EFBIG, "超过了允许的文件大小"},
		{syscall.ENOTDIR, "路径中有一段是文件，不是文件夹"},
		{syscall.EISDIR, "已经有同名的文件夹"},
		{syscall.EROFS, "磁盘是只读的"},
		{syscall.ENAMETOOLONG, "文件名太长"},
		{syscall.EMFILE, "同时打开的文件太多"},
		{syscall.EIO, "磁盘读写出错"},
		{syscall.EINVAL, "系统不接受这个文件名或操作"},
		{io.ErrShortWrite, "没有写完，磁盘可能已满"},
		{io.ErrUnexpectedEOF, "文件不完整"},
	} {
		if errors.Is(err, known.err) {
			return known.says
		}
	}
	var number syscall.Errno
	if errors.As(err, &number) {
		return fmt.Sprintf("系统错误 %d", int(number))
	}
	return err.Error()
}
