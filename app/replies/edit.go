package replies

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// gap is a placeholder without a value.
var gap = regexp.MustCompile(`\{([a-z_]+)\}`)

// Gaps names the placeholders that still have no value, each once, in the order
// of the text.
func (d Draft) Gaps() (names []string) {
	for _, p := range d.GapPlaces() {
		if !slices.Contains(names, p.Name) {
			names = append(names, p.Name)
		}
	}
	return names
}

// GapPlaces are where placeholders without a value stand. Braces within a value
// are none.
func (d Draft) GapPlaces() (all []Place) {
	next := 0 // of the places, which stand in their order
	for _, m := range gap.FindAllStringSubmatchIndex(d.Text, -1) {
		for next < len(d.Places) && d.Places[next].End <= m[0] {
			next++
		}
		if next == len(d.Places) || d.Places[next].Start >= m[1] {
			all = append(all, Place{d.Text[m[2]:m[3]], m[0], m[1]})
		}
	}
	return all
}

// filled is a text with its values, and where they stand.
func (d Draft) filled(text, lang string, v Values) (string, []Place) {
	var b strings.Builder
	var places []Place
	last := 0
	for _, m := range gap.FindAllStringSubmatchIndex(text, -1) {
		name := text[m[2]:m[3]]
		b.WriteString(text[last:m[0]])
		last = m[1]
		value := d.value(name, lang, v)
		if value == "" {
			b.WriteString(text[m[0]:m[1]])
			continue
		}
		start := b.Len()
		b.WriteString(value)
		places = append(places, Place{name, start, b.Len()})
	}
	b.WriteString(text[last:])
	return b.String(), places
}

// change is what one edit replaced: bytes from..to became n bytes.
type change struct{ from, to, n int }

// of moves a range; ok is false where nothing of it is left. What is written at
// either end of a range does not belong to it.
func (c change) of(start, end int) (from, to int, ok bool) {
	by := c.n - (c.to - c.from)
	switch {
	case end <= c.from:
		return start, end, true
	case start >= c.to:
		return start + by, end + by, true
	case c.from <= start && c.to >= end:
		return 0, 0, false
	case c.from <= start: // its beginning went
		return c.from + c.n, end + by, true
	case c.to >= end: // its end went
		return start, c.from, true
	}
	return start, end + by, true
}

// inside tells whether the change touches the words of a range.
func (c change) inside(start, end int) bool { return c.from < end && c.to > start }

// Edit is the draft after the seller changed its text. The one stretch that
// differs moves what stands behind it; a piece that it reaches into keeps what is
// left of it.
func (d Draft) Edit(text string) Draft {
	text = tidy(text)
	if text == d.Text {
		return d
	}
	d = d.clone()
	d.follow(d.stretch(text), text)
	return d
}

// stretch is the one difference between the text and another. Where letters that
// repeat leave it open where something was put in or taken out, it is where no
// piece is hurt by it.
func (d Draft) stretch(text string) change {
	was := d.Text
	head := 0
	for most := min(len(was), len(text)); head < most && was[head] == text[head]; {
		head++
	}
	for head > 0 && (head < len(was) && !utf8.RuneStart(was[head]) || head < len(text) && !utf8.RuneStart(text[head])) {
		head--
	}
	tail := 0
	for most := min(len(was), len(text)) - head; tail < most && was[len(was)-1-tail] == text[len(text)-1-tail]; {
		tail++
	}
	for tail > 0 && !utf8.RuneStart(was[len(was)-tail]) {
		tail--
	}
	found := change{head, len(was) - tail, len(text) - tail - head}
	if found.from < found.to && found.n > 0 {
		return found
	}
	best, least := found, d.hurt(found)
	for c := found; least > 0 && c.from > 0; {
		// the same text comes out when the stretch begins one letter earlier
		if c.n > 0 && was[c.from-1] != text[c.from+c.n-1] || c.n == 0 && was[c.from-1] != was[c.to-1] {
			break
		}
		c.from, c.to = c.from-1, c.to-1
		if !utf8.RuneStart(was[c.from]) {
			continue
		}
		if hurt := d.hurt(c); hurt < least {
			best, least = c, hurt
		}
	}
	return best
}

// hurt counts the pieces and places that a change reaches into.
func (d Draft) hurt(c change) (n int) {
	for _, p := range d.Pieces {
		if c.inside(p.Start, p.End) {
			n++
		}
	}
	for _, p := range d.Places {
		if c.inside(p.Start, p.End) {
			n++
		}
	}
	return n
}

// follow takes the text after a change and moves all that stands in it.
func (d *Draft) follow(c change, text string) {
	d.Text = text
	pieces := d.Pieces[:0]
	for _, p := range d.Pieces {
		from, to, ok := c.of(p.Start, p.End)
		if !ok || strings.TrimSpace(text[from:to]) == "" {
			continue
		}
		p.Start, p.End = from, to
		pieces = append(pieces, p)
	}
	d.Pieces = pieces
	places := d.Places[:0]
	for _, p := range d.Places {
		if c.inside(p.Start, p.End) { // these are the seller's own words now
			continue
		}
		if from, to, ok := c.of(p.Start, p.End); ok {
			places = append(places, Place{p.Name, from, to})
		}
	}
	d.Places = places
}

// Insert puts a part into the text at a place, filled with what is known, and
// returns where it ends. A step of its own begins a paragraph; another phrase of
// the same step goes on with it. A piece in which it is put ends there; a word is left
// whole.
func (d Draft) Insert(at int, p Part, v Values) (Draft, int) {
	d = d.clone()
	at = max(0, min(at, len(d.Text)))
	for at > 0 && at < len(d.Text) && !utf8.RuneStart(d.Text[at]) {
		at--
	}
	at = wordEnd(d.Text, at)
	words, places := d.filled(tidy(p.Text(d.Lang)), d.Lang, v)
	if strings.TrimSpace(words) == "" {
		return d, at
	}
	for i, o := range d.Pieces {
		if o.Start < at && at < o.End { // what is behind it is free text
			d.Pieces[i].End = at
		}
	}
	d.Places = slices.DeleteFunc(d.Places, func(o Place) bool { return o.Start < at && at < o.End })
	before, after := d.before(at, p.Group), d.after(at)
	put := before + words + after
	d.follow(change{at, at, len(put)}, d.Text[:at]+put+d.Text[at:])
	start := at + len(before)
	is := Piece{Phrase: p.Phrase, Group: p.Group, Start: start, End: start + len(words), Was: words}
	if d.Lang != Chinese {
		is.Beside = tidy(p.Texts[Chinese])
	}
	d.Pieces = append(d.Pieces, is)
	slices.SortFunc(d.Pieces, byStart)
	for _, o := range places {
		d.Places = append(d.Places, Place{o.Name, start + o.Start, start + o.End})
	}
	slices.SortFunc(d.Places, placeByStart)
	for _, f := range p.Files {
		if !slices.Contains(d.Files, f) {
			d.Files = append(d.Files, f)
		}
	}
	return d, is.End
}

// wordEnd is the end of the word in which a place is, or the place: no piece splits
// a word. Scripts without blanks between words have none to split.
func wordEnd(text string, at int) int {
	inWord := func(r rune) bool {
		return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
	}
	if r, _ := utf8.DecodeLastRuneInString(text[:at]); !inWord(r) {
		return at
	}
	if end := strings.IndexFunc(text[at:], func(r rune) bool { return !inWord(r) }); end >= 0 {
		return at + end
	}
	return len(text)
}

// spaced tells whether the language puts a blank between sentences.
func (d Draft) spaced() bool { return d.Lang != Chinese && d.Lang != "ja" }

// before is what stands between a new piece and what goes before it.
func (d Draft) before(at int, group string) string {
	head := d.Text[:at]
	words := strings.TrimRightFunc(head, unicode.IsSpace)
	switch lines := strings.Count(head[len(words):], "\n"); {
	case words == "" || lines > 1:
		return ""
	case lines == 1:
		return "\n"
	}
	for _, p := range d.Pieces {
		if p.End == len(words) && p.Group == group && group != "" {
			if !d.spaced() || len(words) < len(head) {
				return ""
			}
			return " "
		}
	}
	return "\n\n"
}

// after is what stands between a new piece and what follows it.
func (d Draft) after(at int) string {
	rest := d.Text[at:]
	words := strings.TrimLeftFunc(rest, unicode.IsSpace)
	switch lines := strings.Count(rest[:len(rest)-len(words)], "\n"); {
	case words == "" || lines > 1:
		return ""
	case lines == 1:
		return "\n"
	}
	return "\n\n"
}

// Fill puts what the seller typed into every place of a placeholder, also where a
// value stands already. An empty text brings back what is known, or the gap.
func (d Draft) Fill(name, typed string, v Values) Draft {
	d = d.clone()
	if typed = strings.TrimSpace(tidy(typed)); typed == "" {
		delete(d.Typed, name)
	} else {
		d.Typed[name] = typed
	}
	d.refill(name, v)
	return d
}

// Refresh writes what is known now: a value that came since the last time fills
// its gaps, and one that has changed takes the place of the former.
func (d Draft) Refresh(v Values) Draft {
	d = d.clone()
	names := d.Gaps()
	for _, p := range d.Places {
		if !slices.Contains(names, p.Name) {
			names = append(names, p.Name)
		}
	}
	for _, name := range names {
		d.refill(name, v)
	}
	return d
}

// refill writes the value of one placeholder into all of its places. A piece
// that was as it was put in stays so.
func (d *Draft) refill(name string, v Values) {
	value := d.value(name, d.Lang, v)
	text := value
	if value == "" {
		text = "{" + name + "}"
	}
	spots := slices.DeleteFunc(slices.Concat(d.GapPlaces(), d.Places), func(p Place) bool { return p.Name != name })
	slices.SortFunc(spots, placeByStart)
	var b strings.Builder
	last := 0
	for _, s := range spots {
		b.WriteString(d.Text[last:s.Start])
		b.WriteString(text)
		last = s.End
	}
	b.WriteString(d.Text[last:])
	was := d.Text
	d.Text = b.String()

	moved := shifts{spots, len(text)}
	pieces := d.Pieces[:0]
	for _, p := range d.Pieces {
		same := was[p.Start:p.End] == p.Was
		p.Start, p.End = moved.start(p.Start), moved.end(p.End)
		if p.Start >= p.End {
			continue
		}
		if same {
			p.Was = d.Text[p.Start:p.End]
		}
		pieces = append(pieces, p)
	}
	d.Pieces = pieces
	places := slices.DeleteFunc(d.Places, func(p Place) bool { return p.Name == name })
	for i, p := range places {
		places[i] = Place{p.Name, moved.start(p.Start), moved.end(p.End)}
	}
	by := 0
	for _, s := range spots {
		if value != "" {
			places = append(places, Place{name, s.Start + by, s.Start + by + len(text)})
		}
		by += len(text) - (s.End - s.Start)
	}
	d.Places = places
	slices.SortFunc(d.Places, placeByStart)
}

func placeByStart(a, b Place) int { return a.Start - b.Start }

// shifts are spots that all became n bytes.
type shifts struct {
	spots []Place // in order
	n     int
}

// start and end are where a range begins and ends now. One that begins or ends
// within a spot leaves it out.
func (s shifts) start(x int) int {
	return s.move(x, func(p Place) int { return p.End })
}

func (s shifts) end(x int) int {
	return s.move(x, func(p Place) int { return p.Start })
}

func (s shifts) move(x int, within func(Place) int) int {
	for _, p := range s.spots {
		if p.Start < x && x < p.End {
			x = within(p)
			break
		}
	}
	by := 0
	for _, p := range s.spots {
		if p.End > x {
			break
		}
		by += s.n - (p.End - p.Start)
	}
	return x + by
}
