// Package replies is what is written to a buyer: a draft built of phrases and of
// the seller's own words, the versions that were copied, and what was sent.
package replies

import (
	"slices"
	"strings"
	"time"
)

// Draft is a reply that is being written. Its methods return a new draft and
// leave the old one as it is. All places are bytes of Text.
type Draft struct {
	ID       string            `json:"id"` // the versions that were copied of it name it
	Lang     string            `json:"lang"`
	Text     string            `json:"text"` // with gaps as {name}
	Pieces   []Piece           `json:"pieces,omitempty"`
	Places   []Place           `json:"places,omitempty"`
	Typed    map[string]string `json:"typed,omitempty"` // values that the seller typed, by placeholder
	Exhibits []string          `json:"exhibits,omitempty"`
	Files    []File            `json:"files,omitempty"`
	Passed   []Passed          `json:"passed,omitempty"`

	UpdatedAt time.Time `json:"updated_at,omitzero"`
}

// Piece is a part of the text that came from a phrase, or one that the seller
// wrote and gave a meaning. Pieces stand in their order and do not overlap.
type Piece struct {
	Phrase string `json:"phrase,omitempty"` // id; empty: the seller's own words
	Group  string `json:"group,omitempty"`  // step of the conversation
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Was    string `json:"was,omitempty"`    // as it was put in
	Beside string `json:"beside,omitempty"` // what it means in Chinese; in a draft with its {placeholders}
}

// Place is where a value stands that took the place of a placeholder.
type Place struct {
	Name  string `json:"name"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// File goes with a reply, as a size chart does. Its bytes lie in the vault.
type File struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
	Bytes  int64  `json:"bytes"`
	Mime   string `json:"mime,omitempty"`
}

// Passed is a rule of the checks that the seller switched off for one reply.
type Passed struct {
	Rule   string `json:"rule"`
	Reason string `json:"reason"`
}

// Part is what is put into a draft: a phrase, or options to choose from.
type Part struct {
	Phrase string            // id; may be empty
	Group  string            // step of the conversation; may be empty
	Texts  map[string]string // by language, with {placeholders}
	Files  []File            // that travel with it
}

// Text is the part in a language, else in English, else in Chinese.
func (p Part) Text(lang string) string {
	for _, l := range []string{lang, "en"} {
		if p.Texts[l] != "" {
			return p.Texts[l]
		}
	}
	return p.Texts[Chinese]
}

// Chinese is the language that stands beside all others.
const Chinese = "zh"

// Values are what is known for placeholders, by language and name.
type Values map[string]map[string]string

// value is what takes the place of a placeholder; what was typed goes first.
func (d Draft) value(name, lang string, v Values) string {
	if typed := strings.TrimSpace(d.Typed[name]); typed != "" {
		return typed
	}
	return strings.TrimSpace(v[lang][name])
}

// Changed tells whether a piece is no longer as it was put in.
func (d Draft) Changed(p Piece) bool { return d.Text[p.Start:p.End] != p.Was }

// Segment is a stretch of the text: a piece, or words between pieces.
type Segment struct {
	Start, End int
	Piece      int // index of the piece; -1: free text
}

// Segments are the stretches of the whole text in their order. What has only
// blanks between pieces is none.
func (d Draft) Segments() (all []Segment) {
	at := 0
	free := func(to int) {
		if strings.TrimSpace(d.Text[at:to]) != "" {
			all = append(all, Segment{at, to, -1})
		}
	}
	for i, p := range d.Pieces {
		free(p.Start)
		all = append(all, Segment{p.Start, p.End, i})
		at = p.End
	}
	free(len(d.Text))
	return all
}

// Beside is what a piece means in Chinese, with values as Chinese writes them. A
// value that stands in the text otherwise than it is known by now, as the day in a
// reply that was copied yesterday, is told as it stands.
func (d Draft) Beside(p Piece, v Values) string {
	text, _ := d.asStands(p, v).filled(p.Beside, Chinese, v)
	return text
}

// asStands takes the values of a piece that are no longer those that are known as
// if they were typed.
func (d Draft) asStands(p Piece, v Values) Draft {
	own := false
	for _, at := range d.Places {
		stands := d.Text[at.Start:at.End]
		if at.Start < p.Start || at.End > p.End || stands == d.value(at.Name, d.Lang, v) {
			continue
		}
		if !own {
			d, own = d.clone(), true
		}
		d.Typed[at.Name] = stands
	}
	return d
}

// SetBeside writes what the stretch of a text means. Free text becomes a piece of
// the seller's own; without a meaning it is free again.
func (d Draft) SetBeside(s Segment, beside string) Draft {
	d = d.clone()
	beside = tidy(beside)
	switch {
	case s.Piece >= 0 && s.Piece < len(d.Pieces):
		d.Pieces[s.Piece].Beside = beside
		if beside == "" && d.Pieces[s.Piece].Phrase == "" {
			d.Pieces = slices.Delete(d.Pieces, s.Piece, s.Piece+1)
		}
	case s.Piece < 0 && strings.TrimSpace(beside) != "" && s.Start < s.End:
		text := d.Text[s.Start:s.End]
		start := s.Start + len(text) - len(strings.TrimLeft(text, blanks))
		end := s.End - (len(text) - len(strings.TrimRight(text, blanks)))
		d.Pieces = append(d.Pieces, Piece{Start: start, End: end, Was: d.Text[start:end], Beside: beside})
		slices.SortFunc(d.Pieces, byStart)
	}
	return d
}

func byStart(a, b Piece) int { return a.Start - b.Start }

const blanks = " \t\r\n\u3000\u00a0"

func (d Draft) clone() Draft {
	d.Pieces, d.Places = slices.Clone(d.Pieces), slices.Clone(d.Places)
	typed := make(map[string]string, len(d.Typed))
	for name, v := range d.Typed {
		typed[name] = v
	}
	d.Typed = typed
	d.Exhibits, d.Files, d.Passed = slices.Clone(d.Exhibits), slices.Clone(d.Files), slices.Clone(d.Passed)
	return d
}

// Next is the draft to go on with after what was sent: a new one in the case's
// language where this one went out as it is. Words that were written since it was
// copied stay, as the next reply. The draft that was sent stays where it is kept
// until another is written, so that it is there again when sending is taken back.
func (d Draft) Next(versions []Entry, lang string) Draft {
	sent := false
	for _, e := range versions {
		if e.Is.Draft != d.ID || !e.Is.Sent() {
			continue
		}
		if e.Is.Text == d.Text {
			return New(lang)
		}
		sent = true
	}
	if sent {
		d = d.clone()
		d.ID, d.Passed = New("").ID, nil
	}
	return d
}

// Copied tells whether a version that waits for a word has the text as it stands:
// what is known by now does not change it then.
func (d Draft) Copied(versions []Entry) bool {
	return slices.ContainsFunc(versions, func(e Entry) bool { return e.Is.Waits() && e.Is.Draft == d.ID && e.Is.Text == d.Text })
}

// Empty tells whether nothing was written.
func (d Draft) Empty() bool { return strings.TrimSpace(d.Text) == "" }

// tidy keeps a text valid and in one kind of line ends, byte for byte else.
func tidy(text string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\r\n", "\n")
}
