package replies

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Number is which of the cited exhibits of its kind one is, from 1 on, as the buyer
// counts what is attached; 0 where it is not cited.
func (d Draft) Number(id string, all []Exhibit) int {
	kind := func(id string) string {
		i := slices.IndexFunc(all, func(e Exhibit) bool { return e.ID == id })
		if i < 0 {
			return ""
		}
		return all[i].Kind
	}
	n, want := 0, kind(id)
	for _, cited := range d.Exhibits {
		if kind(cited) == want {
			n++
		}
		if cited == id {
			return n
		}
	}
	return 0
}

// Mention is how a text points to an exhibit, in a language: "(see photo 2)".
func (e Exhibit) Mention(lang string, n int) string {
	return strings.ReplaceAll(e.Cite[lang], "{n}", strconv.Itoa(n))
}

// Cite points to an exhibit that the draft cites, at a place of its text: before
// the sign that ends the sentence there. It returns where the words end. A piece
// that was as it was put in stays so, and its Chinese says it, too.
func (d Draft) Cite(at int, e Exhibit, all []Exhibit) (Draft, int) {
	n := d.Number(e.ID, all)
	words := e.Mention(d.Lang, n)
	if words == "" || n == 0 {
		return d, at
	}
	d = d.clone()
	at = max(0, min(at, len(d.Text)))
	for at > 0 && at < len(d.Text) && !utf8.RuneStart(d.Text[at]) {
		at--
	}
	at = beforeEnd(d.Text[:at])
	for _, g := range slices.Concat(d.GapPlaces(), d.Places) { // never within a value
		if g.Start < at && at < g.End {
			at = g.End
		}
	}
	put := words
	if d.spaced() {
		put = spacedOut(d.Text[:at], words, d.Text[at:])
	}
	was := d.clone()
	d.follow(change{at, at, len(put)}, d.Text[:at]+put+d.Text[at:])
	for i, p := range was.Pieces {
		if p.Start >= at || at > p.End || i >= len(d.Pieces) {
			continue
		}
		same := !was.Changed(p)
		d.Pieces[i].End = max(d.Pieces[i].End, at+len(put))
		if same {
			d.Pieces[i].Was = d.Text[d.Pieces[i].Start:d.Pieces[i].End]
			if p.Beside != "" {
				end := beforeEnd(p.Beside)
				d.Pieces[i].Beside = p.Beside[:end] + e.Mention(Chinese, n) + p.Beside[end:]
			}
		}
	}
	return d, at + len(put)
}

// beforeEnd is the end of a text without the blanks and the sign of its sentence.
func beforeEnd(text string) int {
	words := strings.TrimRightFunc(text, unicode.IsSpace)
	if words == "" || strings.HasSuffix(text, "\n") {
		return len(text)
	}
	last, size := utf8.DecodeLastRuneInString(words)
	if strings.ContainsRune(".!?。！？", last) {
		return len(words) - size
	}
	return len(text)
}

// spacedOut puts a blank between words and what stands beside them.
func spacedOut(before, words, after string) string {
	if r, _ := utf8.DecodeLastRuneInString(before); before != "" && !unicode.IsSpace(r) {
		words = " " + words
	}
	if r, _ := utf8.DecodeRuneInString(after); unicode.IsLetter(r) || unicode.IsDigit(r) {
		words += " "
	}
	return words
}
