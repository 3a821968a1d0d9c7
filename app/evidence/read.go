package evidence

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"strings"
	"time"
)

// read recognises an original and reads from it what can be read. An error
// means that the original itself cannot be read; whatever is wrong with its
// content is a Problem of the reading.
func (r *Readers) read(original io.ReadSeeker, size int64, in Input, opt Options, now time.Time) (Reading, error) {
	start := make([]byte, 4096)
	n, err := io.ReadFull(original, start)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return Reading{}, err
	}
	found := sniff(start[:n], in.Name)
	if in.Name == "" && !found.picture {
		found = plainText
	}
	switch {
	case found.kind == Photo:
		return readPicture(original, found, opt.Zone), nil
	case found.format == "zip":
		return r.readZip(original, size, found, opt, now), nil
	case !found.text:
		return Reading{Kind: found.kind, Format: found.format, MediaType: found.mediaType}, nil
	}
	if size > maxText {
		return Reading{Kind: found.kind, Format: found.format, MediaType: found.mediaType, Problem: problemTextTooLarge}, nil
	}
	if _, err := original.Seek(0, io.SeekStart); err != nil {
		return Reading{}, err
	}
	raw, err := io.ReadAll(io.LimitReader(original, maxText))
	if err != nil {
		return Reading{}, err
	}
	if found.kind == Email {
		return r.readMail(raw, found, opt, now), nil
	}
	if tooManyLines(raw) {
		return Reading{Kind: found.kind, Format: found.format, MediaType: found.mediaType, Problem: problemTextTooLarge}, nil
	}
	out := r.readText(raw, found.format == "csv", opt, now)
	if out.Kind == Text {
		out.Format = found.format
	}
	out.MediaType = found.mediaType
	return out, nil
}

// The problem code of a text beyond maxText or maxLines.
const problemTextTooLarge = "text_too_large"

// maxLines bounds the memory that the lines of a text take.
const maxLines = 2_000_000

func tooManyLines(raw []byte) bool {
	return bytes.Count(raw, []byte{'\n'}) > maxLines || bytes.Count(raw, []byte{'\r'}) > maxLines
}

// readText tells whether a text is a chat, a tracking record or neither, and
// reads it. A chat whose lines nothing else could have written goes first, a
// tracking record is next, and last come the chats that look like any list.
func (r *Readers) readText(raw []byte, isCSV bool, opt Options, now time.Time) Reading {
	lines := splitLines(raw)
	if isCSV || tabular(lines) {
		if out, ok := r.track.readCSV(lines, opt.Zone, now); ok {
			return out
		}
	}
	chat, strong, isChat := r.chat.read(lines, opt, now)
	if isChat && strong {
		if track, sure, ok := r.track.readText(lines, opt.Zone, now); ok && sure && manyUnknown(chat) {
			return track
		}
		return chat
	}
	if track, sure, ok := r.track.readText(lines, opt.Zone, now); ok && (sure || !isChat || !knownSide(chat)) {
		return track
	}
	if isChat {
		return chat
	}
	return Reading{Kind: Text}
}

// manyUnknown tells whether a chat has more than two speakers and none whose
// side is known: its names may be places.
func manyUnknown(chat Reading) bool {
	speakers := map[string]bool{}
	for _, m := range chat.Messages {
		speakers[m.Sender] = true
	}
	return len(speakers) > 2 && !knownSide(chat)
}

// knownSide tells whether a speaker of a chat is known as the buyer or seller.
func knownSide(chat Reading) bool {
	for _, m := range chat.Messages {
		if m.Role == Buyer || m.Role == Seller {
			return true
		}
	}
	return false
}

// tabular tells whether a text begins with several tab-parted lines, as copied
// from a table.
func tabular(lines []line) bool {
	n := 0
	for i, l := range lines {
		if i < 5 && strings.Count(l.text, "\t") >= 2 {
			n++
		}
	}
	return n >= 2
}

// Limits of an archive, against files that unpack to fill the disk.
const (
	maxZipFiles = 5000
	maxZipText  = 32 << 20 // of all texts together
)

// readZip reads the chat in a phone's export: the one text among its pictures.
// Byte ranges are not set, as they would point into the packed bytes.
func (r *Readers) readZip(original io.ReadSeeker, size int64, found sniffed, opt Options, now time.Time) Reading {
	out := Reading{Kind: found.kind, Format: found.format, MediaType: found.mediaType}
	at, ok := original.(io.ReaderAt)
	if !ok {
		return out
	}
	archive, err := zip.NewReader(at, size)
	if err != nil || len(archive.File) > maxZipFiles {
		return out
	}
	budget := maxZipText
	for _, f := range archive.File {
		name := strings.ToLower(path.Base(f.Name))
		if path.Ext(name) != ".txt" || f.UncompressedSize64 > uint64(max(budget, 0)) || f.FileInfo().IsDir() {
			continue
		}
		raw, err := unpack(f, budget)
		budget -= len(raw)
		if err != nil || tooManyLines(raw) {
			continue
		}
		chat, strong, ok := r.chat.read(splitLines(raw), opt, now)
		if !ok || !strong {
			continue
		}
		for i := range chat.Messages {
			chat.Messages[i].Start, chat.Messages[i].End = 0, 0
		}
		chat.MediaType = found.mediaType
		return chat
	}
	return out
}

// unpack reads a file of an archive, whatever size the archive claims for it.
// What it could read comes back with an error, too, and counts.
func unpack(f *zip.File, limit int) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	raw, err := io.ReadAll(io.LimitReader(r, int64(limit)+1))
	if err == nil && len(raw) > limit {
		err = io.ErrShortBuffer
	}
	return raw, err
}
