package data

import (
	"path/filepath"
	"strings"
)

// cloudFolders are the folder names that sync clients use, in lower case, and
// the service each belongs to. An account may follow the name: "OneDrive -
// Firm", "Dropbox (Personal)", "GoogleDrive-me". The names in escapes are
// jianguoyun, wo de jianguoyun, baidu wangpan tongbu kongjian, baidu wangpan.
var cloudFolders = []struct{ name, service string }{
	{"onedrive", "OneDrive"},
	{"dropbox", "Dropbox"},
	{"icloud drive", "iCloud Drive"},
	{"iclouddrive", "iCloud Drive"},
	{"com~apple~clouddocs", "iCloud Drive"},
	{"mobile documents", "iCloud Drive"},
	{"google drive", "Google Drive"},
	{"googledrive", "Google Drive"},
	{"my drive", "Google Drive"},
	{"nutstore", "Nutstore"},
	{"nutstore files", "Nutstore"},
	{"my nutstore", "Nutstore"},
	{"\u575a\u679c\u4e91", "Nutstore"},
	{"\u6211\u7684\u575a\u679c\u4e91", "Nutstore"},
	{"baidusyncdisk", "Baidu Netdisk"},
	{"baidunetdisk", "Baidu Netdisk"},
	{"baidunetdiskworkspace", "Baidu Netdisk"},
	{"\u767e\u5ea6\u7f51\u76d8\u540c\u6b65\u7a7a\u95f4", "Baidu Netdisk"},
	{"\u767e\u5ea6\u7f51\u76d8", "Baidu Netdisk"},
}

// CloudSynced tells by the path, links followed, whether a sync client looks
// after dir. Such clients copy a database file by file while it changes, and
// may put an old one back. service is the brand's own name.
func CloudSynced(dir string) (service string, ok bool) {
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = dir + "/" + real
	}
	for _, part := range strings.FieldsFunc(dir, func(r rune) bool { return r == '/' || r == '\\' }) {
		part = strings.ToLower(part)
		for _, known := range cloudFolders {
			rest, is := strings.CutPrefix(part, known.name)
			if is && (rest == "" || rest[0] == '-' || strings.HasPrefix(rest, " -") || strings.HasPrefix(rest, " (")) {
				return known.service, true
			}
		}
	}
	return "", false
}
