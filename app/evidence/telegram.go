package evidence

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"
)

// telegramItem is a message as Telegram Desktop exports it.
type telegramItem struct {
	Type      string          `json:"type"`
	Date      string          `json:"date"`          // local time of the computer
	Unix      json.RawMessage `json:"date_unixtime"` // newer exports only
	From      string          `json:"from"`
	Actor     string          `json:"actor"`
	Action    string          `json:"action"`
	Text      json.RawMessage `json:"text"`
	Edited    string          `json:"edited"`
	MediaType string          `json:"media_type"`
	File      string          `json:"file"`
	Photo     string          `json:"photo"`
	Sticker   string          `json:"sticker_emoji"`
}

func telegramMessages(out *Reading, chat foundChat, raw []byte, zone *time.Location, now time.Time) {
	out.Format = formatTelegram
	for _, s := range chat.items {
		var item telegramItem
		if json.Unmarshal(raw[s.start:s.end], &item) != nil {
			var plain struct {
				Date string `json:"date"`
			}
			_ = json.Unmarshal(raw[s.start:s.end], &plain) // of a form that is not known: kept as it stands
			item = telegramItem{Type: "service", Date: plain.Date, Action: string(raw[s.start:s.end])}
		}
		if item.Type == "" && item.Date == "" && len(item.Unix) == 0 {
			continue
		}
		m := item.message(zone, now)
		m.Start, m.End = int64(s.start), int64(s.end)
		out.Messages = append(out.Messages, m)
	}
}

func (t telegramItem) message(zone *time.Location, now time.Time) Message {
	m := Message{Sender: shortened(cleanName(t.From), maxSender), Body: strings.ToValidUTF8(joinedText(t.Text), "\uFFFD")}
	t.when(&m, zone, now)
	if t.Type == "service" {
		m.Role, m.Sender = System, ""
		m.Body = strings.TrimSpace(strings.Join([]string{cleanName(t.Actor), t.Action, m.Body}, " "))
		return m
	}
	t.attach(&m)
	return m
}

// when reads the instant. A date alone is local time of the computer that
// exported; together with the instant it tells that computer's offset.
func (t telegramItem) when(m *Message, zone *time.Location, now time.Time) {
	local, err := time.ParseInLocation("2006-01-02T15:04:05", t.Date, zone)
	if unix, bad := strconv.ParseInt(strings.Trim(string(t.Unix), `"`), 10, 64); bad == nil && sensibleUnix(unix, now) {
		m.At, m.ZoneKnown = time.Unix(unix, 0).UTC(), true
		if err == nil {
			wall := time.Date(local.Year(), local.Month(), local.Day(), local.Hour(), local.Minute(), local.Second(), 0, time.UTC)
			if off := wall.Sub(m.At); off.Abs() <= 14*time.Hour && off%(15*time.Minute) == 0 && off != 0 {
				m.At = m.At.In(time.FixedZone("", int(off/time.Second)))
			}
		}
		return
	}
	if err == nil {
		m.At = local
		h, minute, _ := wallOf(t.Date)
		m.Doubt = clockDoubt(local, stamp{h: h, m: minute})
	}
}

// wallOf reads the hour and the minute of "2006-01-02T15:04:05".
func wallOf(date string) (h, m int, ok bool) {
	at, err := time.Parse("2006-01-02T15:04:05", date)
	return at.Hour(), at.Minute(), err == nil
}

// sensibleUnix bounds an instant to the years in which there are chats.
func sensibleUnix(unix int64, now time.Time) bool {
	return unix > 946684800 && unix < now.Add(10*365*24*time.Hour).Unix()
}

// attach reads what a message carries besides text.
func (t telegramItem) attach(m *Message) {
	if t.Edited != "" {
		m.Fact = Edited
	}
	name := t.File
	if name == "" {
		name = t.Photo
	}
	kind := strings.ReplaceAll(t.MediaType, "_", " ")
	switch {
	case name == "" && kind == "":
		return
	case strings.HasPrefix(name, "("): // "(File not included. …)"
		m.Fact = Omitted
	case name != "":
		m.Fact, m.Media = Attached, shortened(strings.ToValidUTF8(name, "\uFFFD"), 2*maxSender)
	default:
		m.Fact = Omitted
	}
	if m.Body == "" {
		m.Body = strings.TrimSpace("[" + kind + t.named(name) + "] " + t.Sticker)
	}
}

// named is the file's name as it stands behind its kind.
func (t telegramItem) named(name string) string {
	if i := strings.LastIndexAny(name, "/\\"); i >= 0 {
		name = name[i+1:]
	}
	switch {
	case t.MediaType == "":
		return name
	case name == "":
		return ""
	}
	return " " + name
}

// joinedText reads a text: a string, or a list of strings and pieces.
func joinedText(raw json.RawMessage) string {
	var s string
	if len(raw) == 0 || json.Unmarshal(raw, &s) == nil {
		return s
	}
	var parts []json.RawMessage
	if json.Unmarshal(raw, &parts) != nil {
		return string(raw)
	}
	var b strings.Builder
	for _, p := range parts {
		var piece struct {
			Text string `json:"text"`
		}
		if json.Unmarshal(p, &s) == nil {
			b.WriteString(s)
		} else if json.Unmarshal(p, &piece) == nil {
			b.WriteString(piece.Text)
		}
	}
	return b.String()
}

// sortByTime puts messages into the order of their instants; those without one
// stay behind the message before them.
func sortByTime(out *Reading) {
	type dated struct {
		at time.Time
		m  Message
	}
	all := make([]dated, len(out.Messages))
	last := time.Time{}
	for i, m := range out.Messages {
		if !m.At.IsZero() {
			last = m.At
		}
		all[i] = dated{last, m}
	}
	slices.SortStableFunc(all, func(a, b dated) int { return a.at.Compare(b.at) })
	for i, d := range all {
		out.Messages[i] = d.m
	}
}
