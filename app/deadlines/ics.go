package deadlines

import (
	"strings"
	"time"
	"unicode/utf8"
)

// Words are what an entry of a calendar file says about an item.
type Words struct{ Summary, Description string }

// ICS writes running items as a calendar file (RFC 5545): one entry at the
// moment at which each is due, with an alarm at its SendBy where that is still
// to come. Times are UTC, so that every calendar shows them in its own zone. The
// same item always has the same UID, so that a newer file puts its entry in the
// place of the older one. Items without a due date are left out. Names of
// buyers stand in it only where words puts them there.
func ICS(items []Item, now time.Time, words func(Item) Words) []byte {
	var b strings.Builder
	line := func(name, value string) { fold(&b, name+":"+value) }
	line("BEGIN", "VCALENDAR")
	line("VERSION", "2.0")
	line("PRODID", "-//Casefolio//Deadlines//EN")
	line("CALSCALE", "GREGORIAN")
	line("METHOD", "PUBLISH")
	for _, i := range items {
		if i.Due.IsZero() || !i.Running() {
			continue
		}
		w := words(i)
		line("BEGIN", "VEVENT")
		line("UID", escape(i.Key+"@casefolio"))
		line("DTSTAMP", utc(now))
		line("DTSTART", utc(i.Due))
		line("SUMMARY", escape(w.Summary))
		if w.Description != "" {
			line("DESCRIPTION", escape(w.Description))
		}
		line("TRANSP", "TRANSPARENT")
		if i.SendBy.After(now) {
			line("BEGIN", "VALARM")
			line("ACTION", "DISPLAY")
			line("DESCRIPTION", escape(w.Summary))
			fold(&b, "TRIGGER;VALUE=DATE-TIME:"+utc(i.SendBy))
			line("END", "VALARM")
		}
		line("END", "VEVENT")
	}
	line("END", "VCALENDAR")
	return []byte(b.String())
}

func utc(t time.Time) string { return t.UTC().Format("20060102T150405Z") }

// escape writes a text as RFC 5545, 3.3.11 wants it. What no calendar can show
// is left out.
func escape(s string) string {
	var b strings.Builder
	for _, r := range strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n") {
		switch {
		case r == '\\' || r == ';' || r == ',':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteByte(' ')
		case r >= ' ' && r != 0x7f && (r < 0x80 || r > 0x9f):
			b.WriteRune(r)
		}
	}
	return b.String()
}

// lineOctets is how long a line may be without its end (RFC 5545, 3.1).
const lineOctets = 75

// fold writes a line, broken into as many as it needs, never within a character.
func fold(b *strings.Builder, line string) {
	room := lineOctets
	for len(line) > room {
		cut := room
		for !utf8.RuneStart(line[cut]) {
			cut--
		}
		b.WriteString(line[:cut])
		b.WriteString("\r\n ")
		line, room = line[cut:], lineOctets-1 // the space counts
	}
	b.WriteString(line)
	b.WriteString("\r\n")
}
