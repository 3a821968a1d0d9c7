package evidence

import (
	"bytes"
	"io"
	"strings"
	"time"
)

// read recognises an original and reads from it what can be read. An error
// means that the original itself cannot be read; whatever is wrong with its
// content is a Problem of the reading.
func (r *Readers) read(original io.ReadSeeker, size int64, in Input, opt Options, now time.Time) (Reading, error) {
	found, err := recognise(original, in)
	if err != nil {
		return Reading{}, err
	}
	switch {
	case found.kind == Photo:
		return readPicture(original, found, opt.Zone), nil
	case found.format == FormatMailbox:
		if _, err := original.Seek(0, io.SeekStart); err != nil {
			return Reading{}, err
		}
		return r.readMailbox(original, found, opt), nil
	case found.format == "zip":
		return r.readZip(original, size, found, opt, now), nil
	case !found.text && found.format != "html":
		return Reading{Kind: found.kind, Format: found.format, MediaType: found.mediaType}, nil
	}
	plain := Reading{Kind: found.kind, Format: found.format, MediaType: found.mediaType}
	if size > maxText && found.kind != Email {
		plain.Problem = problemTextTooLarge
		return plain, nil
	}
	if _, err := original.Seek(0, io.SeekStart); err != nil {
		return Reading{}, err
	}
	if size > maxText {
		return r.readMailHead(original, plain, opt)
	}
	raw, err := io.ReadAll(io.LimitReader(original, maxText))
	if err != nil {
		return Reading{}, err
	}
	return r.readWhole(raw, found, opt, now, plain), nil
}

// recognise tells what an original is by its beginning and its name.
func recognise(original io.Reader, in Input) (sniffed, error) {
	start := make([]byte, 4096)
	n, err := io.ReadFull(original, start)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return sniffed{}, err
	}
	found := sniff(start[:n], in.Name)
	if in.Name == "" && !found.picture {
		found = plainText
	}
	return found, nil
}

// readWhole reads a mail, a page or a text; plain is what it is otherwise.
func (r *Readers) readWhole(raw []byte, found sniffed, opt Options, now time.Time, plain Reading) Reading {
	switch {
	case found.kind == Email:
		return r.readMail(raw, found, opt)
	case found.format == "html":
		if page, ok := r.chat.readTelegramHTML(raw, opt, now); ok {
			return page
		}
		return plain
	case tooManyLines(raw):
		plain.Problem = problemTextTooLarge
		return plain
	}
	out := r.readText(raw, found.format == "csv", opt, now)
	if out.Kind == Text {
		out.Format = found.format
	}
	out.MediaType = found.mediaType
	return out
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
	if chat, ok := r.chat.structured(raw, opt, now); ok {
		return chat
	}
	lines := splitLines(raw)
	if isCSV || tabular(lines) {
		if out, ok := r.track.readTable(lines, opt.tracks(now)); ok {
			return out
		}
	}
	chat, strong, isChat := r.chat.read(lines, opt, now)
	if isChat && opt.Choices.Pattern != nil {
		return chat // the seller says that it is one
	}
	track, sure, isTrack := r.track.readPage(lines, opt.tracks(now))
	if !isChat {
		if isTrack {
			return track
		}
		return Reading{Kind: Text}
	}
	if isTrack && rather(chat, strong, sure) {
		return track
	}
	return chat
}

// rather tells whether a text that reads as a chat and as a tracking record is
// the record.
func rather(chat Reading, strong, sure bool) bool {
	if strong {
		return sure && manyUnknown(chat)
	}
	return sure || !knownSide(chat)
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

// tabular tells whether a text begins with several lines parted by tabs or
// semicolons, as copied from a table.
func tabular(lines []line) bool {
	n := 0
	for i, l := range lines {
		if i < 5 && (strings.Count(l.text, "\t") >= 2 || strings.Count(l.text, ";") >= 2) {
			n++
		}
	}
	return n >= 2
}
