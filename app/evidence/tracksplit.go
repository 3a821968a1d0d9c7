package evidence

import (
	"strings"
	"unicode"
)

// finish sorts the words of each event into what happened and where.
func (r *trackReader) finish(raw []rawEvent) []Event {
	events := make([]Event, len(raw))
	for i, e := range raw {
		text, place := e.text, e.place
		if text == "" && len(e.more) > 0 {
			text, e.more = e.more[0], e.more[1:]
		}
		if rest, found := r.split(text); place == "" && !r.placedBelow(text, rest, e.more) {
			text, place = rest, found
		}
		for _, more := range e.more {
			text, place = r.join(text, place, more)
		}
		events[i] = Event{Text: text, Place: place, Milestone: r.milestone(text)}
	}
	return events
}

// placedBelow tells whether the line below an event names its place rather than
// the words at its end ("Delivered, front door", then the city).
func (r *trackReader) placedBelow(text, rest string, more []string) bool {
	return len(more) > 0 && strings.HasPrefix(text, rest) && len(more[0]) <= maxPlace && r.milestone(more[0]) == ""
}

// maxPlace is the longest place that is taken for one, in bytes.
const maxPlace = 80

// join adds a line below an event: the place when the event has none and the
// line is short and tells nothing, or what happened when the line above was the
// place.
func (r *trackReader) join(text, place, more string) (string, string) {
	short := len(more) <= maxPlace
	tells := r.milestone(more) != ""
	switch {
	case text == "":
		return more, place
	case place == "" && short && !tells && (r.milestone(text) != "" || r.places.knows(more) && !r.places.knows(text)):
		return text, more
	case place == "" && len(text) <= maxPlace && tells && r.milestone(text) == "":
		return more, strings.ReplaceAll(strings.ReplaceAll(text, ",\n", ", "), "\n", ", ")
	}
	return text + "\n" + more, place
}

// split parts the place from an event's text: in corner brackets in front, or
// the part without a keyword on one side of the part with one, at the separator
// that leaves the fewest words beside what happened.
func (r *trackReader) split(text string) (rest, place string) {
	if before, behind, ok := strings.Cut(text, "\u3010"); ok {
		inner, after, _ := strings.Cut(behind, "\u3011")
		after = strings.TrimLeft(after, " ,\uff0c:\uff1a")
		switch {
		case before == "" && after != "" && inner != "":
			return after, inner
		case len(inner) <= maxPlace && r.places.knows(inner):
			return text, inner // within the sentence
		}
	}
	rest = text
	for _, sep := range []string{"\t", "|", " - ", "  ", ", ", ";", ",", "\uff0c", " / ", ": "} {
		parts := strings.Split(text, sep)
		if len(parts) < 2 || len(parts) > 8 {
			continue
		}
		if r, p, ok := r.splitAt(parts, sep); ok && len(r) < len(rest) {
			rest, place = r, p
		}
	}
	if place == "" {
		return r.edge(rest)
	}
	if at, ok := r.places.find(place, false); ok && at.whole {
		if before, town := r.edge(rest); town != "" {
			return before, town + ", " + place
		}
	}
	if code, after, ok := strings.Cut(rest, " "); ok && r.places.code(code) && strings.TrimSpace(after) != "" {
		return strings.TrimSpace(after), place + ", " + code // "Austin, TX Delivered"
	}
	return rest, place
}

// edge parts a known place from the start or the end of a text that has no
// separator: "BERLIN Delivered", "Entregado MADRID".
func (r *trackReader) edge(text string) (rest, place string) {
	words := strings.Fields(text)
	if len(text) > 200 || len(words) < 2 {
		return text, ""
	}
	for n := min(5, len(words)-1); n > 0; n-- {
		first, behind := strings.Join(words[:n], " "), strings.Join(words[n:], " ")
		if r.places.spell(words[:n]) && r.milestone(behind) != "" {
			return behind, first
		}
		before, last := strings.Join(words[:len(words)-n], " "), strings.Join(words[len(words)-n:], " ")
		if r.places.spell(words[len(words)-n:]) && r.milestone(before) != "" && unicode.IsUpper(firstRune(last)) {
			return strings.TrimFunc(before, isBlankOrMark), last
		}
	}
	return text, ""
}

func (r *trackReader) splitAt(parts []string, sep string) (rest, place string, ok bool) {
	first, last := -1, -1
	for i, p := range parts {
		if r.milestone(p) != "" {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	trim := func(from, to int) string {
		return strings.TrimFunc(strings.Join(parts[from:to], sep), isBlankOrMark)
	}
	switch {
	case first > 0:
		place, rest = trim(0, first), trim(first, len(parts))
	case first == 0 && last+1 < len(parts):
		rest, place = trim(0, last+1), trim(last+1, len(parts))
		if len(strings.Fields(place)) > 6 || unicode.IsLower(firstRune(place)) {
			return "", "", false
		}
	}
	if place == "" || rest == "" || len(place) > maxPlace || !hasLetter(place) {
		return "", "", false
	}
	return rest, place, true
}
