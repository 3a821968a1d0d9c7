package evidence

import (
	"bytes"
	"path/filepath"
	"strings"
)

// sniffed is what the first bytes and the name of an original tell.
type sniffed struct {
	kind      Kind
	format    string
	mediaType string
	text      bool // a text: its content decides on the kind
	picture   bool // a picture that can be shown
}

// magic lists signatures at the start of files.
var magic = []struct {
	at    int
	sign  string
	found sniffed
}{
	{0, "\xff\xd8\xff", sniffed{Photo, "jpeg", "image/jpeg", false, true}},
	{0, "\x89PNG\r\n\x1a\n", sniffed{Photo, "png", "image/png", false, true}},
	{0, "GIF87a", sniffed{Photo, "gif", "image/gif", false, true}},
	{0, "GIF89a", sniffed{Photo, "gif", "image/gif", false, true}},
	{8, "WEBP", sniffed{Photo, "webp", "image/webp", false, true}},
	{0, "BM", sniffed{Photo, "bmp", "image/bmp", false, true}},
	{0, "II*\x00", sniffed{Photo, "tiff", "image/tiff", false, true}},
	{0, "MM\x00*", sniffed{Photo, "tiff", "image/tiff", false, true}},
	{0, "%PDF-", sniffed{Document, "pdf", "application/pdf", false, false}},
	{0, "\xd0\xcf\x11\xe0", sniffed{Document, "office", "application/x-ole-storage", false, false}},
	{0, "PK\x03\x04", sniffed{Document, "zip", "application/zip", false, false}},
	{0, "\x1aE\xdf\xa3", sniffed{Document, "video", "video/x-matroska", false, false}},
	{8, "AVI ", sniffed{Document, "video", "video/x-msvideo", false, false}},
}

// byName refines what the signature leaves open, and names what has none.
var byName = map[string]sniffed{
	".jpg": {Photo, "jpeg", "image/jpeg", false, true}, ".jpeg": {Photo, "jpeg", "image/jpeg", false, true},
	".png": {Photo, "png", "image/png", false, true}, ".gif": {Photo, "gif", "image/gif", false, true},
	".webp": {Photo, "webp", "image/webp", false, true}, ".bmp": {Photo, "bmp", "image/bmp", false, true},
	".heic": {Photo, "heic", "image/heic", false, true}, ".heif": {Photo, "heic", "image/heif", false, true},
	".tif": {Photo, "tiff", "image/tiff", false, true}, ".tiff": {Photo, "tiff", "image/tiff", false, true},
	".docx": {Document, "office", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", false, false},
	".xlsx": {Document, "office", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", false, false},
	".pptx": {Document, "office", "application/vnd.openxmlformats-officedocument.presentationml.presentation", false, false},
	".doc":  {Document, "office", "application/msword", false, false},
	".xls":  {Document, "office", "application/vnd.ms-excel", false, false},
	".rtf":  {Document, "office", "application/rtf", false, false},
	".eml":  {Email, "eml", "message/rfc822", true, false},
	".mbox": {Email, FormatMailbox, "application/mbox", true, false},
	".html": {Document, "html", "text/html", false, false}, ".htm": {Document, "html", "text/html", false, false},
	".txt": {Text, "text", "text/plain", true, false},
	".csv": {Text, "csv", "text/csv", true, false}, ".tsv": {Text, "csv", "text/tab-separated-values", true, false},
}

// containers are formats whose signature several kinds of files share.
var containers = map[string]bool{"zip": true, "office": true}

// sniff recognises an original by its first bytes, its name where those say
// little. A file that is named a picture and is none stays a photo, a broken
// one.
func sniff(start []byte, name string) sniffed {
	named, isNamed := byName[strings.ToLower(filepath.Ext(name))]
	if found, ok := bySignature(start); ok {
		if containers[found.format] && named.format == "office" {
			return named
		}
		return found
	}
	noise := textNoise
	if named.text {
		noise = 5 // a name that says text is believed unless the bytes say otherwise loudly
	}
	if found, ok := mailBySigns(start); ok && (!isNamed || named.format == "text") {
		return found
	}
	switch {
	case isNamed && named.picture:
		return named
	case !isText(start, noise) && (!isNamed || named.text):
		return sniffed{kind: Document, format: "binary", mediaType: "application/octet-stream"}
	case isNamed:
		return named
	}
	return plainText
}

func bySignature(start []byte) (sniffed, bool) {
	for _, m := range magic {
		if len(start) < m.at+len(m.sign) || string(start[m.at:m.at+len(m.sign)]) != m.sign {
			continue
		}
		found := m.found
		switch {
		case m.at == 8 && string(start[:4]) != "RIFF",
			found.format == "bmp" && !bitmapHeader(start),
			found.format == "gif" && isText(start, textNoise): // somebody writes about GIF89a
			continue
		}
		if found.format == "webp" && len(start) > 20 && string(start[12:16]) == "VP8X" && start[20]&2 != 0 {
			found.picture = false // a moving one
		}
		return found, true
	}
	if len(start) >= 12 && string(start[4:8]) == "ftyp" {
		return isoMedia(start), true
	}
	return sniffed{}, false
}

// plainText is a text whose name says no more.
var plainText = sniffed{kind: Text, format: "text", mediaType: "text/plain", text: true}

// bitmapHeader checks more of a BMP than its two letters, which may begin a
// text, too.
func bitmapHeader(start []byte) bool {
	return len(start) > 18 && start[15] == 0 && start[16] == 0 && start[17] == 0 && start[14] >= 12 && start[14] <= 124
}

// isoMedia tells pictures from films by the brands of an ISO media file.
func isoMedia(start []byte) sniffed {
	switch heifBrand(start) {
	case "heic":
		return byName[".heic"]
	case "avif":
		return sniffed{Photo, "avif", "image/avif", false, false}
	}
	return sniffed{kind: Document, format: "video", mediaType: "video/mp4"}
}

// textNoise is how many bytes of a text there are for one control character.
const textNoise = 50

// isText tells texts from other bytes: UTF-16, or at most one control character
// among noise bytes and hardly any zeros.
func isText(start []byte, noise int) bool {
	if charsetOf(start).unit == 2 {
		return true
	}
	control := 0
	if zeros := bytes.Count(start, []byte{0}); zeros > 4 && zeros*1000 > len(start) {
		return false
	}
	for _, b := range start {
		if b < 0x20 && b != '\n' && b != '\r' && b != '\t' && b != 0x0C && b != 0x1B {
			control++
		}
	}
	return control*noise <= len(start)
}
