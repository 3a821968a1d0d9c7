package ui

import "golang.org/x/sys/windows"

// Indexes of GetSystemMetrics: the room for a maximised window's content on
// the primary screen, in pixels.
const (
	fullWidth  = 16
	fullHeight = 17
)

// screenRoom is the largest content that a window can show, in pixels. Windows
// lets a window be larger than the screen, so the program has to ask.
func screenRoom() (width, height int) {
	metrics := windows.NewLazySystemDLL("user32.dll").NewProc("GetSystemMetrics")
	w, _, _ := metrics.Call(fullWidth)
	h, _, _ := metrics.Call(fullHeight)
	return int(int32(w)), int(int32(h))
}
