package clipboard

import (
	"net/url"
	"path/filepath"
	"strings"
)

// fileList reads the files of a text/uri-list (RFC 2483): one address a line,
// comments begin with #. Addresses of anything but local files are left out.
func fileList(raw string) []string {
	var paths []string
	for line := range strings.SplitSeq(raw, "\n") {
		line = strings.TrimRight(strings.TrimSpace(line), "\x00")
		if line == "" || line[0] == '#' {
			continue
		}
		u, err := url.Parse(line)
		if err != nil || u.Scheme != "file" || (u.Host != "" && u.Host != "localhost") || !filepath.IsAbs(u.Path) {
			continue
		}
		if paths = append(paths, filepath.FromSlash(u.Path)); len(paths) >= maxFiles {
			break
		}
	}
	return paths
}
