package main

import (
	"path/filepath"

	"golang.org/x/sys/windows"

	"casefolio/app/fault"
)

// printer hands a file to the program that the system prints such files with.
func printer() func(path string) error {
	return func(path string) error {
		if err := shellPrint(path); err != nil {
			return fault.Wrap(err, "print.failed")
		}
		return nil
	}
}

func shellPrint(path string) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	verb, err := windows.UTF16PtrFromString("print")
	if err != nil {
		return err
	}
	file, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return err
	}
	return windows.ShellExecute(0, verb, file, nil, nil, windows.SW_HIDE)
}
