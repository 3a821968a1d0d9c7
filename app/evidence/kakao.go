package evidence

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"time"
	"unicode/utf8"
)

// kakaoPhoneHead reads "STAMP, Name : text" as the phones of KakaoTalk write
// it, "STAMP: text" of the app, and "STAMP" alone, which opens a block.
func (r *chatReader) kakaoPhoneHead(text string) (head, bool) {
	c := cursor{s: text}
	at, ok := r.dates.stamp(&c)
	if !ok || at.timeFirst || !at.hangul && r.titled != formatKakao {
		return head{}, false
	}
	if end := c; end.atEnd() {
		return head{at: at, body: len(text), system: true}, true
	}
	if c.take(':') {
		return head{at: at, body: c.i, system: true}, true
	}
	if !c.take(',') || c.blanks() == 0 {
		return head{}, false
	}
	rest := text[c.i:]
	end := strings.Index(rest[:min(len(rest), maxSender+3)], " :")
	if name := ""; end > 0 {
		if name = cleanName(rest[:end]); name != "" && (end+2 == len(rest) || rest[end+2] == ' ') {
			return head{at: at, sender: name, body: c.i + end + 2}, true
		}
	}
	return head{at: at, body: c.i, system: true}, true
}

// withoutEmpty joins lines that hold nothing but a time with the message that
// follows them.
func withoutEmpty(entries []entry) []entry {
	kept := entries[:0]
	start := -1
	for i, e := range entries {
		if e.system && e.sender == "" && e.body == "" && e.at.hasDate && i+1 < len(entries) {
			if start < 0 {
				start = e.start
			}
			continue
		}
		if start >= 0 {
			e.start, start = start, -1
		}
		kept = append(kept, e)
	}
	return kept
}

// readKakaoCSV reads "Date,User,Message", as KakaoTalk writes it on computers.
func (r *chatReader) readKakaoCSV(raw []byte, opt Options, now time.Time) (Reading, bool) {
	skip := 0
	if bytes.HasPrefix(raw, []byte("\xef\xbb\xbf")) {
		skip = 3
	}
	first, _, _ := bytes.Cut(raw[skip:], []byte("\n"))
	if strings.TrimSpace(strings.ReplaceAll(string(first[:min(len(first), 80)]), `"`, "")) != "Date,User,Message" || !utf8.Valid(raw) {
		return Reading{}, false
	}
	in := csv.NewReader(bytes.NewReader(raw[skip:]))
	in.FieldsPerRecord, in.LazyQuotes = -1, true
	var entries []entry
	for {
		start := skip + int(in.InputOffset())
		record, err := in.Read()
		switch {
		case errors.Is(err, io.EOF):
			if len(entries) < 2 {
				return Reading{}, false
			}
			entries[1].start = 0 // the headings belong to the first message
			entries = entries[1:]
			whole := []line{{end: len(raw)}}
			return r.knowing(opt).reading(entries, whole, formatKakao, opt, now), true
		case err != nil || len(entries) > maxLines:
			return Reading{}, false
		}
		entries = append(entries, r.kakaoRecord(record, start))
	}
}

func (r *chatReader) kakaoRecord(record []string, start int) entry {
	e := entry{start: start, body: strings.Join(record[min(2, len(record)):], ",")}
	c := cursor{s: record[0]}
	if at, ok := r.dates.stamp(&c); ok && c.atEnd() && len(record) >= 2 {
		e.at, e.sender = at, cleanName(record[1])
	} else {
		e.body = strings.Join(record, ",")
	}
	e.system = e.sender == "" || r.startsSystem(e.body)
	return e
}
