package exchange

import (
	"io"
	"maps"
	"strings"
	"unicode"

	"casefolio/app/phrases"
)

// Exchange reads and writes with the names that the workspace knows.
type Exchange struct {
	Rules        *Rules
	Terms        Terms
	Placeholders []string // names that may stand in braces
	Lang         string   // of headings and names when writing
}

// Note is something to know about a record or about a file. Code is the key of
// a sentence, "exchange.note.<code>"; Column and Value fill it.
type Note struct {
	Code, Column, Value string
}

// Record is what a file says of one phrase. A cell that is empty says nothing:
// what the phrase has there stays.
type Record struct {
	No    int // row of a table, line of a text
	Cells map[string]string
	Notes []Note
	Wrong *Note // why it cannot be read
}

// Sheet is what a file says.
type Sheet struct {
	Format  string // "csv", "tsv", "xlsx", "yaml"
	Records []Record
	Notes   []Note
}

// cells are what a phrase has, by column, empty ones left out.
func cells(p phrases.Phrase) map[string]string {
	out := map[string]string{}
	put := func(column, value string) {
		if value = tidy(column, value); value != "" {
			out[column] = value
		}
	}
	put("id", p.ID)
	put("shortcut", p.Shortcut)
	put("group", p.Group)
	put("category", p.Category)
	put("stage", p.Stage)
	put("platform", p.Platform)
	put("tone", p.Tone)
	for _, lang := range phrases.Languages() {
		put("title_"+lang, p.Titles[lang])
		put("when_"+lang, p.When[lang])
		put("not_"+lang, p.Not[lang])
	}
	for _, lang := range phrases.Spoken() {
		put("text_"+lang, p.Texts[lang])
	}
	if p.Favourite {
		put("favourite", "yes")
	}
	return out
}

// with is a phrase with other cells. Nothing of p is changed.
func with(p phrases.Phrase, changed map[string]string) phrases.Phrase {
	p.Titles, p.When, p.Not, p.Texts = copied(p.Titles), copied(p.When), copied(p.Not), copied(p.Texts)
	for column, value := range changed {
		kind, lang, spoken := strings.Cut(column, "_")
		if spoken {
			texts := map[string]map[string]string{"title": p.Titles, "when": p.When, "not": p.Not, "text": p.Texts}[kind]
			if value == "" {
				delete(texts, lang)
			} else {
				texts[lang] = value
			}
			continue
		}
		switch column {
		case "shortcut":
			p.Shortcut = value
		case "group":
			p.Group = value
		case "category":
			p.Category = value
		case "stage":
			p.Stage = value
		case "platform":
			p.Platform = value
		case "tone":
			p.Tone = value
		case "favourite":
			p.Favourite = value != ""
		}
	}
	return p
}

func copied(m map[string]string) map[string]string {
	if m == nil {
		return map[string]string{}
	}
	return maps.Clone(m)
}

// tidy makes a value one that can be kept: line ends are line feeds, marks that
// nobody sees and spaces around it go, and only texts have more than one line.
func tidy(column, s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\r' || r == 0 || r == '\ufeff' || r == '\u200b' || r == 0xFFFE || r == 0xFFFF:
			return -1
		case r == '\u0085' || r == '\u2028' || r == '\u2029':
			return '\n'
		case r != '\n' && r != '\t' && unicode.IsControl(r):
			return ' '
		}
		return r
	}, strings.ToValidUTF8(strings.ReplaceAll(s, "\r\n", "\n"), "\uFFFD"))
	if !strings.HasPrefix(column, "text") {
		s = strings.Join(strings.Fields(s), " ")
	}
	return strings.TrimSpace(s)
}

// guess tells in which language a text is written, by its script; other is the
// one where that tells nothing.
func guess(text, other string) string {
	han := false
	for _, r := range text {
		if unicode.In(r, unicode.Hiragana, unicode.Katakana) {
			return "ja"
		}
		han = han || unicode.Is(unicode.Han, r)
	}
	if han {
		return "zh"
	}
	return other
}

// Formats lists the formats that are written, by the ending of their files.
func Formats() []string { return []string{"csv", "xlsx", "yaml"} }

// Write writes phrases in a format.
func (x Exchange) Write(w io.Writer, format string, list []phrases.Phrase) error {
	switch format {
	case "xlsx":
		return x.XLSX(w, list)
	case "yaml":
		return x.WriteYAML(w, list)
	}
	return x.CSV(w, list)
}
