package kit

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// place is a folder that the file window offers at its side.
type place struct{ label, path string }

// listPlaces looks for the usual folders off the window's thread: a drive that
// sleeps or a share that is gone takes its time to answer.
func listPlaces(t *Tasks, show func([]place)) {
	Run(t, "kit.places", func(context.Context) ([]place, error) { return places(), nil },
		func(found []place, _ error) { show(found) })
}

// places lists where a seller usually keeps files, as far as they exist.
func places() []place {
	var found []place
	add := func(label string, paths ...string) {
		for _, path := range paths {
			if isFolder(path) {
				found = append(found, place{label, path})
				return
			}
		}
	}
	if home, err := os.UserHomeDir(); err == nil {
		own := userDirs(home)
		cloud := os.Getenv("OneDrive") // where Windows may have moved them
		usual := func(label, name, xdg string) {
			paths := []string{filepath.Join(home, name)}
			if moved := own[xdg]; moved != "" {
				paths = []string{moved, paths[0]}
			}
			if cloud != "" {
				paths = append([]string{filepath.Join(cloud, name)}, paths...)
			}
			add(label, paths...)
		}
		add(T("kit.file.home"), home)
		usual(T("kit.file.desktop"), "Desktop", "XDG_DESKTOP_DIR")
		usual(T("kit.file.documents"), "Documents", "XDG_DOCUMENTS_DIR")
		usual(T("kit.file.downloads"), "Downloads", "XDG_DOWNLOAD_DIR")
		usual(T("kit.file.pictures"), "Pictures", "XDG_PICTURES_DIR")
	}
	switch runtime.GOOS {
	case "windows":
		for letter := 'A'; letter <= 'Z'; letter++ {
			root := string(letter) + `:\`
			add(root, root)
		}
	case "darwin":
		add(T("kit.file.volumes"), "/Volumes")
	default:
		add("/", "/")
	}
	return found
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// userDirs reads where a Linux desktop keeps the usual folders; in a Chinese
// session they have Chinese names.
func userDirs(home string) map[string]string {
	base := os.Getenv("XDG_CONFIG_HOME")
	if base == "" {
		base = filepath.Join(home, ".config")
	}
	raw, err := os.ReadFile(filepath.Join(base, "user-dirs.dirs"))
	if err != nil {
		return nil // other systems, and desktops that keep the English names
	}
	dirs := map[string]string{}
	for line := range strings.Lines(string(raw)) {
		name, value, ok := strings.Cut(strings.TrimSpace(line), "=")
		value = strings.Replace(strings.Trim(value, `"`), "$HOME", home, 1)
		if ok && value != home { // home itself means: none
			dirs[name] = value
		}
	}
	return dirs
}
