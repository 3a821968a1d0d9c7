package evidence

import (
	"io/fs"
	"syscall"
)

// hasHiddenMark tells whether the system hides a file.
func hasHiddenMark(d fs.DirEntry) bool {
	info, err := d.Info()
	if err != nil {
		return false
	}
	data, ok := info.Sys().(*syscall.Win32FileAttributeData)
	return ok && data.FileAttributes&(syscall.FILE_ATTRIBUTE_HIDDEN|syscall.FILE_ATTRIBUTE_SYSTEM) != 0
}
