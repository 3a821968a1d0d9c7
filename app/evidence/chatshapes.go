package evidence

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The longest name that is taken for a sender, in bytes; a pasted name has no
// head that proves it and must be shorter.
const (
	maxSender = 200
	maxPasted = 60
)

// The ids of the formats of chats.
const (
	formatWhatsApp = "whatsapp"
	formatWeChat   = "wechat"
	formatLine     = "line"
	formatKakao    = "kakaotalk"
	formatPlain    = "plain"
	formatMail     = "mail_text"
)

// chatShapes lists the shapes, the surer ones first. The shapes were described
// from public parsers and exports:
//
//	dash       1/29/18, 3:05 PM - Name: text            WhatsApp, Android
//	bracket    [29/01/2018, 12:24:03] Name: text        WhatsApp, iOS
//	plain bracket  the same without seconds             pasted
//	colon     13.06.18 21.25.15: Name: text             WhatsApp, older iOS
//	kakaoPhone 2026. 1. 2. PM 3:05, Name : text         KakaoTalk, phones
//	kakaoPC    [Name] [3:05 PM] text                    KakaoTalk, Windows
//	tabbed     12:24<tab>Name<tab>text                  LINE, phone
//	nameStamp  Name 2026-01-02 10:20:30                 WeChat for PC, Telegram
//	nameClock  Name  10:20                              WeChat by mail
//	stampName  2026-01-02 10:20 Name: text              pasted
//	spaced     12:24 Name text                          LINE, computer
//	nameColon  Name: text                               pasted
func chatShapes() []shape {
	return []shape{
		{formatWhatsApp, true, false, (*chatReader).dashHead, anyHead},
		{formatWhatsApp, true, false, (*chatReader).bracketHead, anyHead},
		{formatWhatsApp, true, false, (*chatReader).colonHead, anyHead},
		{formatKakao, true, false, (*chatReader).kakaoPhoneHead, anyHead},
		{formatKakao, true, true, (*chatReader).kakaoHead, anyHead},
		{formatLine, false, true, (*chatReader).tabbedHead, anyHead},
		{formatPlain, true, false, (*chatReader).plainBracketHead, anyHead},
		{formatPlain, false, false, (*chatReader).nameStampHead, (*chatReader).dense},
		{formatWeChat, false, true, (*chatReader).nameClockHead, (*chatReader).dense},
		{formatPlain, false, true, (*chatReader).stampNameHead, (*chatReader).spoken},
		{formatLine, false, true, (*chatReader).spacedHead, (*chatReader).daily},
		{formatPlain, false, false, (*chatReader).nameColonHead, (*chatReader).spoken},
	}
}

// anyHead asks for one message of a person.
func anyHead(_ *chatReader, heads []head, _ sample) bool {
	for _, h := range heads {
		if !h.system {
			return true
		}
	}
	return false
}

// dense asks for heads that make up enough of the text and for something said.
func (r *chatReader) dense(heads []head, in sample) bool {
	return len(heads)*6 >= in.filled && (in.filled > len(heads) || len(heads) > 0 && heads[0].inline)
}

// spoken asks for speakers that are plausible: one of them is known or named
// "buyer" or the like, or at least one of several comes back; and heads make up
// enough of the text, which is no form.
func (r *chatReader) spoken(heads []head, in sample) bool {
	count := map[string]int{}
	known, repeated := false, false
	for _, h := range heads {
		count[h.sender]++
		known = known || r.words.role(h.sender) != Unknown
		repeated = repeated || count[h.sender] > 1
	}
	switch {
	case len(count) > 8 || len(heads)*6 < in.filled || in.fields >= len(heads):
		return false
	case known:
		return true
	}
	return repeated && len(count) >= 2 && len(count)*2 <= len(heads)+1 && len(heads)*3 >= in.filled
}

// dashHead reads "DATE, TIME - Name: text".
func (r *chatReader) dashHead(text string) (head, bool) {
	c := cursor{s: text}
	at, ok := r.dates.stamp(&c)
	if !ok {
		return head{}, false
	}
	if c.blanks() == 0 || c.takeAny("-\u2013\u2014") == 0 || c.blanks() == 0 {
		return head{}, false
	}
	return r.spokenAfter(text, c.i, at), true
}

// bracketHead reads "[DATE, TIME] Name: text" with seconds, as the phone
// exports it, and "[TIME, DATE] Name: text", as the web page copies it.
func (r *chatReader) bracketHead(text string) (head, bool) {
	h, ok := r.plainBracketHead(text)
	return h, ok && (h.at.hasSec || h.at.timeFirst)
}

// plainBracketHead reads "[DATE TIME] Name: text", which many programs write.
func (r *chatReader) plainBracketHead(text string) (head, bool) {
	c := cursor{s: text}
	if !c.take('[') {
		return head{}, false
	}
	at, ok := r.dates.stamp(&c)
	if c.blanks(); !ok || !c.take(']') {
		return head{}, false
	}
	c.blanks()
	return r.spokenAfter(text, c.i, at), true
}

// colonHead reads "DATE TIME: Name: text".
func (r *chatReader) colonHead(text string) (head, bool) {
	c := cursor{s: text}
	at, ok := r.dates.stamp(&c)
	if !ok || !at.hasSec || !c.take(':') || c.blanks() == 0 {
		return head{}, false
	}
	return r.spokenAfter(text, c.i, at), true
}

// spokenAfter splits "Name: text" at from; without a name the app speaks.
func (r *chatReader) spokenAfter(text string, from int, at stamp) head {
	rest := text[from:]
	name, body, ok := r.split(rest, maxSender)
	if !ok || r.isSystem(name) {
		return head{at: at, body: from, system: true}
	}
	h := head{at: at, sender: name, body: from + body}
	// The marks in front tell that the app wrote this text; a person's message
	// never carries them and may well quote such a phrase.
	if said := strings.TrimLeftFunc(rest[body:], isBlank); isMark(firstRune(said)) && r.startsSystem(trimMarks(said)) {
		h.sender, h.system = "", true
	}
	return h
}

func (r *chatReader) isSystem(s string) bool {
	s = strings.ToLower(s)
	for _, phrase := range r.system {
		if strings.Contains(s, phrase) {
			return true
		}
	}
	return false
}

func (r *chatReader) startsSystem(s string) bool {
	for _, phrase := range r.system {
		if len(s) >= len(phrase) && strings.HasPrefix(strings.ToLower(s), phrase) {
			return true
		}
	}
	return false
}

// endsSystem tells a short line that ends in a Korean phrase of the app.
func (r *chatReader) endsSystem(s string) bool {
	if len(s) > maxSender {
		return false
	}
	s = strings.ToLower(strings.TrimRight(cleanName(s), "."))
	return slices.ContainsFunc(r.system, func(phrase string) bool {
		return unicode.Is(unicode.Hangul, firstRune(phrase)) && strings.HasSuffix(s, phrase)
	})
}

// split cuts "Name: text" behind the name: a known name, or what stands before
// the first colon.
func (r *chatReader) split(s string, limit int) (name string, body int, ok bool) {
	for _, known := range r.words.named {
		if len(s) > len(known) && strings.EqualFold(s[:len(known)], known) {
			if after := colon(s[len(known):]); after > 0 {
				return s[:len(known)], len(known) + after, true
			}
		}
	}
	name, body, ok = nameBefore(s)
	if !ok || len(name) > limit {
		return "", 0, false
	}
	return name, body, true
}

// colon returns the length of a colon and the spaces before it at the start of
// s, or 0. A plain colon is one only before a space, a mark or the end.
func colon(s string) int {
	c := cursor{s: s}
	c.blanks()
	if c.take('\uff1a') {
		return c.i
	}
	if c.i < len(s) && s[c.i] == ':' {
		r, size := utf8.DecodeRuneInString(s[c.i+1:])
		if size == 0 || isBlank(r) || isMark(r) {
			return c.i + 1
		}
	}
	return 0
}

// nameBefore returns what stands before the first colon and where the text
// behind it begins.
func nameBefore(s string) (name string, body int, ok bool) {
	for i, r := range s {
		if i > maxSender {
			break
		}
		if r != ':' && r != '\uff1a' {
			continue
		}
		if n := colon(s[i:]); n > 0 {
			name = cleanName(s[:i])
			return name, i + n, name != ""
		}
	}
	return "", 0, false
}

func cleanName(s string) string {
	return strings.TrimFunc(s, func(r rune) bool { return isMark(r) || isBlank(r) })
}

// nameStampHead reads "Name DATE TIME", "Name, [DATE TIME]" and "Name (DATE
// TIME): text". Without a colon the text stands on the next lines.
func (r *chatReader) nameStampHead(text string) (head, bool) {
	return r.nameThen(text, 1, r.dates.stamp)
}

// nameClockHead reads "Name  TIME" with at least two spaces between them.
func (r *chatReader) nameClockHead(text string) (head, bool) {
	return r.nameThen(text, 2, r.dates.clock)
}

func (r *chatReader) nameThen(text string, spaces int, read func(*cursor) (stamp, bool)) (head, bool) {
	for i, next := range text {
		if i > 2*maxPasted {
			break
		}
		if !isBlank(next) && !strings.ContainsRune(nameEnds, next) || isBlank(lastRune(text[:i])) {
			continue // a gap is weighed once, from its start
		}
		c := cursor{s: text, i: i}
		if afterName(&c) < spaces {
			continue
		}
		at, ok := read(&c)
		if !ok {
			continue
		}
		name := trimName(text[:i])
		if !r.plausible(name) || r.isDate(name) {
			continue
		}
		c.takeAny("])\uff09")
		if c.atEnd() {
			return head{at: at, sender: name, body: len(text)}, true
		}
		if n := colon(text[c.i:]); n > 0 {
			return head{at: at, sender: name, body: c.i + n, inline: true}, true
		}
	}
	return head{}, false
}

// isDate tells words that are a date, which stand before a time like a name.
func (r *chatReader) isDate(s string) bool {
	c := cursor{s: s}
	_, ok := r.dates.date(&c, true)
	return ok && c.atEnd()
}

// nameEnds part a name from the time behind it.
const nameEnds = ",([\uff08"

// afterName skips what parts a name from the time and weighs it in spaces.
func afterName(c *cursor) int {
	gap := c.blanks()
	if c.take(',') {
		gap += 1 + c.blanks()
	}
	if c.takeAny("[(\uff08") != 0 {
		gap += 2
	}
	return gap
}

// plausible tells whether pasted words could be a name.
func (r *chatReader) plausible(name string) bool {
	return name != "" && len(name) <= maxPasted && colon(name[len(name)-1:]) == 0 && hasLetter(name) && len(strings.Fields(name)) <= 4 &&
		!strings.ContainsAny(name, "/\\<>{}=?!;\"\u3002\uff0c\uff01\uff1f") && !r.words.isField(name)
}

// trimName cuts what parts a name from the time behind it.
func trimName(s string) string {
	return strings.TrimRight(cleanName(s), ",([ \t")
}

func hasLetter(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) || r > 0x2000 {
			return true
		}
	}
	return false
}

// stampNameHead reads "DATE TIME Name: text", "DATE TIME, Name : text" and
// "TIME - Name: text".
func (r *chatReader) stampNameHead(text string) (head, bool) {
	c := cursor{s: text}
	at, ok := r.dates.stamp(&c)
	if !ok {
		at, ok = r.dates.clock(&c)
	}
	if !ok {
		return head{}, false
	}
	c.takeAny(",:")
	if c.blanks() == 0 {
		return head{}, false
	}
	if c.takeAny("-\u2013\u2014") != 0 {
		c.blanks()
	}
	name, body, ok := r.split(text[c.i:], maxPasted)
	if !ok || r.words.isField(name) {
		return head{}, false
	}
	return head{at: at, sender: name, body: c.i + body}, true
}

// nameColonHead reads "Name: text" where the name could be one.
func (r *chatReader) nameColonHead(text string) (head, bool) {
	name, body, ok := r.split(text, maxPasted)
	if !ok || !r.plausible(name) {
		return head{}, false
	}
	return head{sender: name, body: body}, true
}
