package disk

import (
	"errors"
	"syscall"
)

// explainSystem says what Windows' own error numbers mean.
func explainSystem(err error) string {
	var n syscall.Errno
	if !errors.As(err, &n) {
		return ""
	}
	switch n {
	case 32, 33: // ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
		return "正被别的程序（如 Word、WPS 或阅读器）打开，请关闭后再试"
	case 39, 112: // ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL
		return "磁盘已满，请腾出空间再试"
	case 19: // ERROR_WRITE_PROTECT
		return "磁盘有写保护"
	case 123: // ERROR_INVALID_NAME
		return "文件名里有系统不允许的字符"
	case 206: // ERROR_FILENAME_EXCED_RANGE
		return "路径太长"
	}
	return ""
}
