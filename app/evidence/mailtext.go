package evidence

import "strings"

// mailWords holds the labels of the head of a mail, in lower case.
type mailWords struct{ from, date, rest map[string]bool }

// maxMailHead is the most lines that the head of a copied mail may have.
const maxMailHead = 40

// mailEntries reads mails that were copied as text: blocks of "From: …",
// "Date: …" and the like, each with its text below. The other lines of the head
// stay with the text.
func (r *chatReader) mailEntries(lines []line) ([]entry, bool) {
	c := cutter{pending: -1}
	mails := 0
	for i := 0; i < len(lines); i++ {
		h, rest, n := r.mailHead(lines[i:])
		alone := n == 1 && (len(c.list) > 0 || filledLines(lines[i+1:]) == 0)
		switch {
		case n > 0 && !alone:
			c.open(lines[i], h)
			c.body = append(c.body[:0], rest...)
			mails++
			i += n - 1
		case len(c.list) > 0:
			c.body = append(c.body, lines[i].text)
		case blank(lines[i].text):
			c.hold(lines[i])
		default:
			c.open(lines[i], head{system: true})
		}
	}
	return c.finish(), mails > 0
}

// startsWithMail tells whether the first words are the head of a mail.
func (r *chatReader) startsWithMail(lines []line) bool {
	for i, l := range lines {
		if !blank(l.text) {
			_, _, n := r.mailHead(lines[i:])
			return n > 1
		}
	}
	return false
}

// mailHead reads the head of a mail at the start of lines: how many lines it
// has, who wrote it and when, and its other lines.
func (r *chatReader) mailHead(lines []line) (h head, rest []string, n int) {
	for _, l := range lines[:min(len(lines), maxMailHead)] {
		label, value, ok := labelled(l.text)
		switch {
		case !ok:
		case r.mail.from[label] && h.sender == "":
			h.sender = strings.Trim(value, `"`)
		case r.mail.date[label] && !h.at.hasDate:
			c := cursor{s: value}
			if h.at, ok = r.dates.stamp(&c); !ok {
				rest = append(rest, l.text)
			}
			ok = true
		case r.mail.rest[label] || r.mail.date[label]:
			rest = append(rest, l.text)
		default:
			ok = false
		}
		if !ok {
			break
		}
		n++
	}
	if h.sender == "" {
		return head{}, nil, 0
	}
	return h, rest, n
}

// labelled splits "Label: value" with a short label, signs of quoting before it
// or not. The label comes in lower case.
func labelled(s string) (label, value string, ok bool) {
	s = strings.TrimLeftFunc(s, func(c rune) bool { return c == '>' || c == '*' || isBlankOrMark(c) })
	name, at, ok := nameBefore(s)
	if !ok || len(name) > maxPasted {
		return "", "", false
	}
	return strings.ToLower(strings.Trim(name, "* ")), cleanName(strings.TrimLeft(s[at:], "* ")), true
}
