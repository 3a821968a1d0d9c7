package evidence

import "strings"

// kakaoHead reads "[Name] [TIME] text", and the notices of who came and left,
// which stand in lines of their own without a time.
func (r *chatReader) kakaoHead(text string) (head, bool) {
	c := cursor{s: text}
	if !c.take('[') {
		return head{system: true}, r.endsSystem(text)
	}
	end := strings.IndexByte(text[c.i:], ']')
	if end <= 0 || end > maxSender {
		return head{}, false
	}
	name := cleanName(text[c.i : c.i+end])
	c.i += end + 1
	if c.blanks(); name == "" || !c.take('[') {
		return head{}, false
	}
	at, ok := r.dates.clock(&c)
	if !ok || !c.take(']') {
		return head{}, false
	}
	return head{at: at, sender: name, body: c.i}, true
}

// tabbedHead reads "TIME<tab>Name<tab>text".
func (r *chatReader) tabbedHead(text string) (head, bool) {
	c := cursor{s: text}
	at, ok := r.dates.clock(&c)
	if !ok || !c.take('\t') {
		return head{}, false
	}
	at = sameDay(at)
	name, _, ok := strings.Cut(text[c.i:], "\t")
	if !ok || len(name) > maxSender {
		return head{at: at, body: c.i, system: true}, true
	}
	h := head{at: at, sender: cleanName(name), body: c.i + len(name) + 1}
	h.system = h.sender == ""
	return h, true
}

// spacedHead reads "TIME Name text", where a name is one word.
func (r *chatReader) spacedHead(text string) (head, bool) {
	c := cursor{s: text}
	at, ok := r.dates.clock(&c)
	if !ok || !c.take(' ') {
		return head{}, false
	}
	at = sameDay(at)
	if name := r.knownPrefix(text[c.i:]); name != "" {
		return head{at: at, sender: name, body: min(c.i+len(name)+1, len(text))}, true
	}
	name, _, ok := strings.Cut(text[c.i:], " ")
	if !ok || len(name) > maxPasted || name == "" {
		return head{at: at, body: c.i, system: true}, true
	}
	return head{at: at, sender: name, body: c.i + len(name) + 1}, true
}

// daily asks for lines with the day, and for names that come back where no
// title tells the program.
func (r *chatReader) daily(heads []head, in sample) bool {
	names := map[string]bool{}
	spoken := 0
	for _, h := range heads {
		if !h.system {
			names[h.sender] = true
			spoken++
		}
	}
	return in.days > 0 && len(names) > 0 && (r.titled == formatLine || len(names)*2 <= spoken)
}

// sameDay turns 24:10 into 0:10: LINE counts so within the day of its heading.
func sameDay(at stamp) stamp {
	at.h %= 24
	return at
}

// unquoteLines takes the quotes off texts of several lines, as LINE writes them on
// phones; a quote inside is doubled there.
func unquoteLines(entries []entry, format string) {
	if format != formatLine {
		return
	}
	for i, e := range entries {
		body := strings.TrimRight(e.body, " \n")
		if len(body) < 3 || body[0] != '"' || body[len(body)-1] != '"' || !strings.Contains(body, "\n") {
			continue
		}
		inside := body[1 : len(body)-1]
		if plain := strings.ReplaceAll(inside, `""`, ""); !strings.Contains(plain, `"`) {
			entries[i].body = strings.TrimRight(strings.ReplaceAll(inside, `""`, `"`), "\n")
		}
	}
}
