package clipboard

import (
	"runtime"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"

	"casefolio/ui/kit"
)

// The standard formats of the clipboard (winuser.h).
const (
	formatDIB   = 8
	formatFiles = 15 // CF_HDROP
	formatDIBV5 = 17
)

var (
	user32, kernel32, shell32 = windows.NewLazySystemDLL("user32.dll"), windows.NewLazySystemDLL("kernel32.dll"), windows.NewLazySystemDLL("shell32.dll")

	openClipboard    = user32.NewProc("OpenClipboard")
	closeClipboard   = user32.NewProc("CloseClipboard")
	getClipboardData = user32.NewProc("GetClipboardData")
	registerFormat   = user32.NewProc("RegisterClipboardFormatW")
	globalLock       = kernel32.NewProc("GlobalLock")
	globalUnlock     = kernel32.NewProc("GlobalUnlock")
	globalSize       = kernel32.NewProc("GlobalSize")
	moveMemory       = kernel32.NewProc("RtlMoveMemory")
	dragQueryFile    = shell32.NewProc("DragQueryFileW")
)

func read(picture bool) kit.Clip {
	c, dib := take(picture)
	if c.Picture == nil && dib != nil { // encoded after the clipboard is free again
		c.Picture, _ = fromDIB(dib)
	}
	return c
}

// take copies out what is there. The clipboard must be closed by the thread
// that opened it.
func take(picture bool) (c kit.Clip, dib []byte) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if !open() {
		return c, nil
	}
	defer closeClipboard.Call()
	if c.Files = droppedFiles(); len(c.Files) > 0 || !picture {
		return c, nil
	}
	// Browsers and screenshot tools put a whole PNG beside the bitmap.
	if name, err := windows.UTF16PtrFromString("PNG"); err == nil {
		if id, _, _ := registerFormat.Call(uintptr(unsafe.Pointer(name))); id != 0 {
			c.Picture = contents(id)
		}
	}
	if c.Picture != nil {
		return c, nil
	}
	if dib = contents(formatDIBV5); dib == nil {
		dib = contents(formatDIB)
	}
	return c, dib
}

// open waits a moment for another program that has the clipboard open.
func open() bool {
	for range 10 {
		if ok, _, _ := openClipboard.Call(0); ok != 0 {
			return true
		}
		time.Sleep(20 * time.Millisecond)
	}
	return false
}

func droppedFiles() []string {
	const all = 0xFFFFFFFF
	h, _, _ := getClipboardData.Call(formatFiles)
	if h == 0 {
		return nil
	}
	n, _, _ := dragQueryFile.Call(h, all, 0, 0)
	var paths []string
	for i := range min(n, maxFiles) {
		length, _, _ := dragQueryFile.Call(h, i, 0, 0)
		if length == 0 || length > 1<<15 { // the longest path of Windows
			continue
		}
		name := make([]uint16, length+1)
		if got, _, _ := dragQueryFile.Call(h, i, uintptr(unsafe.Pointer(&name[0])), length+1); got > 0 {
			paths = append(paths, windows.UTF16ToString(name))
		}
	}
	return paths
}

// contents copies a format's bytes, or returns nil.
func contents(format uintptr) []byte {
	h, _, _ := getClipboardData.Call(format)
	if h == 0 {
		return nil
	}
	size, _, _ := globalSize.Call(h)
	at, _, _ := globalLock.Call(h)
	if at == 0 || size == 0 || size > maxPicture {
		return nil
	}
	defer globalUnlock.Call(h)
	out := make([]byte, size)
	moveMemory.Call(uintptr(unsafe.Pointer(&out[0])), at, size)
	return out
}
