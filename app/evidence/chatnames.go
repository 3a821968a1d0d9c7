package evidence

import "strings"

// adopt gives messages back to their senders: those whose text stands right
// behind the colon look like lines of the app until the names are known.
func adopt(entries []entry) {
	senders := map[string]bool{}
	for _, e := range entries {
		senders[e.sender] = !e.system || senders[e.sender]
	}
	for i, e := range entries {
		name, text, ok := strings.Cut(e.body, ":")
		if name = cleanName(name); e.system && ok && e.at.hasDate && senders[name] {
			entries[i].system, entries[i].sender, entries[i].body = false, name, text
		}
	}
}

// joinColons repairs senders whose name holds a colon ("Shop: Anna"): all of
// the messages of such a sender go on with one of few short names.
func (r *chatReader) joinColons(entries []entry) {
	type second struct {
		count, named int
		names        map[string]bool
	}
	seen := map[string]*second{}
	for _, e := range entries {
		if e.system {
			continue
		}
		s := seen[e.sender]
		if s == nil {
			s = &second{names: map[string]bool{}}
			seen[e.sender] = s
		}
		s.count++
		if name, _, ok := nameBefore(e.body); ok && r.plausible(name) {
			s.named++
			s.names[name] = true
		}
	}
	for i, e := range entries {
		s := seen[e.sender]
		if e.system || s.count < 2 || s.named < s.count || len(s.names)*2 > s.count {
			continue
		}
		name, at, _ := nameBefore(e.body)
		entries[i].sender = e.sender + ": " + name
		entries[i].body = strings.TrimLeftFunc(e.body[at:], isBlank)
	}
}
