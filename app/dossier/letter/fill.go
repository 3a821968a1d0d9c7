package letter

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"casefolio/app/phrases"
)

// exhibitsToken is the name in braces that stands for the list of exhibits.
const exhibitsToken = "exhibits"

// reference is a token for exhibits, {e:proof_of_delivery} or, for any of
// several pieces of evidence, {e:return_label|return_address}; or the token of
// the list.
var reference = regexp.MustCompile(`\{e:([a-z0-9_.|-]+)\}|\{` + exhibitsToken + `\}`)

// tokens lists the facts and the references of a text, each once.
func tokens(text string) (names, keys []string) {
	return append(names, phrases.Fill(text, nil).Missing...), references(text)
}

// references lists the evidence that a text refers to, each token once.
func references(text string) (keys []string) {
	for _, m := range reference.FindAllStringSubmatch(text, -1) {
		if m[1] != "" && !slices.Contains(keys, m[1]) {
			keys = append(keys, m[1])
		}
	}
	return keys
}

// material is what the tokens of a text are filled from. Linked holds the
// exhibits by the key of the evidence.
type material struct {
	lang   string
	values map[string]string
	linked map[string][]Reference
	shows  func(key string) string // the name of a piece of evidence
	comma  string                  // between the numbers of exhibits
	to     string                  // between the ends of a range of them
}

// fill puts facts and the numbers of exhibits into a text.
func (m material) fill(text string) Filled {
	var f Filled
	list := -1
	text = numbered(text)
	last := 0
	for _, at := range reference.FindAllStringSubmatchIndex(text, -1) {
		m.plain(&f, text[last:at[0]])
		last = at[1]
		if at[2] < 0 {
			list = len(f.Pieces)
			f.Pieces = append(f.Pieces, Piece{Kind: List, Text: text[at[0]:at[1]], Name: exhibitsToken})
			continue
		}
		m.refer(&f, text[at[2]:at[3]], text[at[0]:at[1]])
	}
	m.plain(&f, text[last:])
	slices.SortFunc(f.Refs, func(a, b Reference) int { return a.No - b.No })
	for i := range f.Pieces {
		if f.Pieces[i].Kind == List {
			m.list(&f, &f.Pieces[i], i == list)
		}
	}
	if m.lang == "zh" {
		spaced(f.Pieces)
	}
	f.join()
	return f
}

// plain fills the facts in a stretch without references.
func (m material) plain(f *Filled, text string) {
	filled := phrases.Fill(text, m.values)
	last := 0
	for _, s := range filled.Spans {
		m.gaps(f, filled.Text[last:s[0]], filled.Missing)
		f.Pieces = append(f.Pieces, Piece{Kind: Value, Text: filled.Text[s[0]:s[1]]})
		last = s[1]
	}
	m.gaps(f, filled.Text[last:], filled.Missing)
	for _, name := range filled.Missing {
		if !slices.Contains(f.Missing, name) {
			f.Missing = append(f.Missing, name)
		}
	}
}

// gaps splits a text at the tokens of facts that are missing.
func (m material) gaps(f *Filled, text string, missing []string) {
	for text != "" {
		at, name := len(text), ""
		for _, one := range missing {
			if i := strings.Index(text, "{"+one+"}"); i >= 0 && i < at {
				at, name = i, one
			}
		}
		if at > 0 {
			f.Pieces = append(f.Pieces, Piece{Kind: Plain, Text: text[:at]})
		}
		if name == "" {
			return
		}
		f.Pieces = append(f.Pieces, Piece{Kind: MissingValue, Text: "{" + name + "}", Name: name})
		text = text[at+len(name)+2:]
	}
}

// refer puts the numbers of the exhibits for keys in the place of a token.
func (m material) refer(f *Filled, keys, token string) {
	var found []Reference
	for key := range strings.SplitSeq(keys, "|") {
		for _, r := range m.linked[key] {
			found = addReference(found, r, "")
			f.Refs = addReference(f.Refs, r, m.shows(key))
		}
	}
	if len(found) == 0 {
		f.Pieces = append(f.Pieces, Piece{Kind: EmptyExhibit, Text: token, Name: keys})
		if !slices.Contains(f.Empty, keys) {
			f.Empty = append(f.Empty, keys)
		}
		return
	}
	slices.SortFunc(found, func(a, b Reference) int { return a.No - b.No })
	f.Pieces = append(f.Pieces, Piece{Kind: Exhibit, Text: m.labels(found), Name: keys})
}

// addReference adds an exhibit once, with all that it shows.
func addReference(all []Reference, r Reference, shows string) []Reference {
	i := slices.IndexFunc(all, func(o Reference) bool { return o.ID == r.ID })
	if i < 0 {
		r.Shows, i = nil, len(all)
		all = append(all, r)
	}
	if shows != "" && !slices.Contains(all[i].Shows, shows) {
		all[i].Shows = append(all[i].Shows, shows)
	}
	return all
}

// run is how many exhibits in a row are written as a range.
const run = 3

// labels writes the numbers of exhibits: "E-01, E-03 to E-07".
func (m material) labels(all []Reference) string {
	var out []string
	for i := 0; i < len(all); {
		j := i
		for j+1 < len(all) && all[j+1].No == all[j].No+1 {
			j++
		}
		if j-i+1 < run {
			j = i
			out = append(out, all[i].Label)
		} else {
			out = append(out, all[i].Label+m.to+all[j].Label)
		}
		i = j + 1
	}
	return strings.Join(out, m.comma)
}

// list writes the exhibits one to a line. A letter that refers to none has a
// gap there.
func (m material) list(f *Filled, p *Piece, last bool) {
	if len(f.Refs) == 0 || !last { // a second list says nothing new
		p.Kind = EmptyExhibit
		if !slices.Contains(f.Empty, exhibitsToken) {
			f.Empty = append(f.Empty, exhibitsToken)
		}
		return
	}
	lines := make([]string, len(f.Refs))
	for i, r := range f.Refs {
		lines[i] = r.Label + listGap + r.Showing(m.lang)
	}
	p.Text = strings.Join(lines, "\n")
}

// listGap parts the number of an exhibit from what it shows.
const listGap = "\u2002"

// Showing is what the exhibit shows, in one line.
func (r Reference) Showing(lang string) string {
	if lang == "zh" {
		return strings.Join(r.Shows, "；")
	}
	return strings.Join(r.Shows, "; ")
}

// item begins a line of a list.
const item = "- "

// numbered gives the items of each list their numbers. One that is alone needs
// none.
func numbered(text string) string {
	lines := strings.Split(text, "\n")
	n, first := 0, 0
	for i, line := range lines {
		switch rest, ok := strings.CutPrefix(line, item); {
		case ok:
			n++
			switch n {
			case 1:
				first, lines[i] = i, rest
			case 2:
				lines[first] = "1. " + lines[first]
				fallthrough
			default:
				lines[i] = strconv.Itoa(n) + ". " + rest
			}
		case strings.TrimSpace(line) != "":
			n = 0
		}
	}
	return strings.Join(lines, "\n")
}

// join makes the text and its spans of the pieces.
func (f *Filled) join() {
	var b strings.Builder
	for _, p := range f.Pieces {
		start := b.Len()
		b.WriteString(p.Text)
		if p.Kind == Value || p.Kind == Exhibit || p.Kind == List {
			f.Spans = append(f.Spans, [2]int{start, b.Len()})
		}
	}
	f.Text = b.String()
}

// spaced sets the spaces between Chinese and other words: one where a value of
// Latin letters or digits meets Chinese, none between Chinese and Chinese.
func spaced(pieces []Piece) {
	for i := range pieces {
		if pieces[i].Kind != Value && pieces[i].Kind != Exhibit {
			continue
		}
		if i > 0 && pieces[i-1].Kind == Plain {
			before := strings.TrimRight(pieces[i-1].Text, " ")
			a, _ := utf8.DecodeLastRuneInString(before)
			b, _ := utf8.DecodeRuneInString(pieces[i].Text)
			if unicode.Is(unicode.Han, a) {
				pieces[i-1].Text = before + gap(a, b)
			}
		}
		if i+1 < len(pieces) && pieces[i+1].Kind == Plain {
			after := strings.TrimLeft(pieces[i+1].Text, " ")
			a, _ := utf8.DecodeLastRuneInString(pieces[i].Text)
			b, _ := utf8.DecodeRuneInString(after)
			if unicode.Is(unicode.Han, b) {
				pieces[i+1].Text = gap(a, b) + after
			}
		}
	}
}

// gap is what stands between two characters of which one is Chinese.
func gap(a, b rune) string {
	if unicode.Is(unicode.Han, a) && unicode.Is(unicode.Han, b) || !word(a) || !word(b) {
		return ""
	}
	return " "
}

func word(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
