//go:build !windows

package ui

// screenRoom is zero where the system itself keeps windows on the screen.
func screenRoom() (width, height int) { return 0, 0 }
