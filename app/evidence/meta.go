package evidence

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// metaItem is a message of Messenger or Instagram.
type metaItem struct {
	Sender  string  `json:"sender_name"`
	At      float64 `json:"timestamp_ms"` // since 1970, UTC
	Content string  `json:"content"`
	Photos  []media `json:"photos"`
	Videos  []media `json:"videos"`
	Audio   []media `json:"audio_files"`
	Files   []media `json:"files"`
	Gifs    []media `json:"gifs"`
	Sticker *media  `json:"sticker"`
	Share   struct {
		Link string `json:"link"`
		Text string `json:"share_text"`
	} `json:"share"`
	Call   *float64 `json:"call_duration"`
	Unsent bool     `json:"is_unsent"`
	Taken  bool     `json:"is_taken_down"`
}

type media struct {
	URI string `json:"uri"`
}

// isMeta tells Messenger and Instagram from Telegram by their first messages.
func isMeta(chat foundChat, raw []byte) bool {
	for _, s := range chat.items[:min(len(chat.items), 20)] {
		if bytes.Contains(raw[s.start:s.end], []byte(`"timestamp_ms"`)) {
			return true
		}
	}
	return false
}

func metaMessages(out *Reading, chat foundChat, raw []byte) {
	out.Format = formatMessenger
	if bytes.Contains(raw, []byte(`"is_geoblocked_for_viewer"`)) || strings.Contains(chat.path, "instagram") {
		out.Format = formatInstagram
	}
	for _, s := range slices.Backward(chat.items) { // newest first in the file
		var item metaItem
		if json.Unmarshal(raw[s.start:s.end], &item) != nil {
			continue
		}
		m := item.message()
		m.Start, m.End = int64(s.start), int64(s.end)
		out.Messages = append(out.Messages, m)
	}
}

func (t metaItem) message() Message {
	m := Message{Sender: shortened(cleanName(unmojibake(t.Sender)), maxSender), Body: unmojibake(t.Content)}
	if ms := int64(t.At); ms > 946684800000 && ms < 1<<45 {
		m.At, m.ZoneKnown = time.UnixMilli(ms).UTC(), true
	}
	if t.Share.Link != "" && !strings.Contains(m.Body, t.Share.Link) {
		m.Body = strings.TrimSpace(m.Body + "\n" + unmojibake(t.Share.Link))
	}
	names := t.names()
	switch {
	case t.Unsent || t.Taken:
		m.Fact = Deleted
	case t.Call != nil:
		m.Fact = Call
	case len(names) > 0:
		m.Fact, m.Media = Attached, names[0]
		if m.Body == "" {
			m.Body = "[" + strings.Join(names, "] [") + "]"
		}
	case m.Body == "":
		m.Fact = Omitted
	}
	return m
}

// names are the files that a message carries, as paths within the export.
func (t metaItem) names() []string {
	all := slices.Concat(t.Photos, t.Videos, t.Audio, t.Files, t.Gifs)
	if t.Sticker != nil {
		all = append(all, *t.Sticker)
	}
	var names []string
	for _, f := range all {
		if f.URI != "" && len(names) < 20 {
			names = append(names, shortened(unmojibake(f.URI), 2*maxSender))
		}
	}
	return names
}

// unmojibake repairs a text whose UTF-8 bytes were written as one character
// each. Where that gives no valid text, it was not damaged.
func unmojibake(s string) string {
	raw := make([]byte, 0, len(s))
	high := false
	for _, r := range s {
		if r > 0xFF {
			return s
		}
		high = high || r >= 0x80
		raw = append(raw, byte(r))
	}
	if !high || !utf8.Valid(raw) {
		return s
	}
	return string(raw)
}
