package command

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"casefolio/app/cases"
	"casefolio/app/fault"
	"casefolio/app/intake"
	"casefolio/app/tables"
)

// recogniseCmd tells what a text holds. It needs no workspace.
type recogniseCmd struct {
	JSON bool   `name:"json" help:"${json}"`
	File string `arg:"" help:"${text_file}"`
}

// recognised is the result as it is printed. What is not certain is left out:
// numbers whose check digit is wrong, dates that can be read in two ways or
// that were counted from another. They are told beside the result.
type recognised struct {
	Orders     []string          `json:"orders"`
	Tracking   []recognisedTrack `json:"tracking"`
	Emails     []string          `json:"emails"`
	Amounts    []recognisedSum   `json:"amounts"`
	Dates      []string          `json:"dates"`
	Language   string            `json:"language"`
	Categories []recognisedCause `json:"categories"`
}

type recognisedTrack struct {
	Number  string `json:"number"`
	Carrier string `json:"carrier"` // English name; empty where the number does not tell
}

type recognisedSum struct {
	Amount   string `json:"amount"`
	Currency string `json:"currency"`
}

type recognisedCause struct {
	ID    string  `json:"id"`
	Score float64 `json:"score"`
}

// Run prints one JSON object, or a listing in the language of the system.
func (c recogniseCmd) Run(s *session) error {
	text, err := s.readText(c.File)
	if err != nil {
		return err
	}
	recogniser, err := intake.Load(s.host.Files)
	if err != nil {
		return err
	}
	if len(text) > intake.MaxText {
		s.tell("command.recognise.long", "size", strconv.Itoa(intake.MaxText>>10))
	}
	found := recogniser.Recognise(text)
	if c.JSON {
		s.tellDoubts(found)
		return s.print(recognisedOf(found))
	}
	return s.listFound(found)
}

// readText reads as much of a text as is looked through, and a little more.
func (s *session) readText(name string) (string, error) {
	raw, err := s.readHead(name, 2*intake.MaxText+8) // UTF-16 takes twice the room
	if err != nil {
		return "", err
	}
	for cut := range min(utf8.UTFMax, len(raw)) { // the last character may be cut
		if utf8.Valid(raw[:len(raw)-cut]) {
			raw = raw[:len(raw)-cut]
			break
		}
	}
	text, _, ok := tables.Decode(raw)
	if !ok || strings.ContainsRune(text, 0) {
		return "", fault.New("recognise.no_text", "file", name)
	}
	return text, nil
}

func recognisedOf(found intake.Found) recognised {
	out := recognised{
		Orders: []string{}, Tracking: []recognisedTrack{}, Emails: []string{}, Amounts: []recognisedSum{},
		Dates: []string{}, Language: plainLanguage(found.Language), Categories: []recognisedCause{},
	}
	for _, h := range found.Hits {
		switch h.Kind {
		case intake.Order:
			out.Orders = once(out.Orders, h.Value)
		case intake.Email:
			out.Emails = once(out.Emails, h.Value)
		case intake.Amount:
			currency, amount, _ := strings.Cut(h.Value, " ")
			out.Amounts = once(out.Amounts, recognisedSum{amount, currency})
		case intake.Date:
			if h.Other == "" && !h.Derived {
				out.Dates = once(out.Dates, plainDate(h.Value))
			}
		case intake.Tracking:
			if !h.Wrong && !slices.ContainsFunc(out.Tracking, func(t recognisedTrack) bool { return t.Number == h.Value }) {
				carrier, _ := h.Carrier()
				out.Tracking = append(out.Tracking, recognisedTrack{h.Value, carrier.Name("en")})
			}
		}
	}
	for _, c := range found.Categories {
		out.Categories = append(out.Categories, recognisedCause{c.ID, c.Score})
	}
	return out
}

// once appends what is not there yet.
func once[T comparable](all []T, v T) []T {
	if slices.Contains(all, v) {
		return all
	}
	return append(all, v)
}

// plainLanguage leaves out the script where it is the usual one.
func plainLanguage(code string) string { return strings.TrimSuffix(code, "-Hans") }

// plainDate writes a date for programs: a space becomes the T of ISO 8601.
func plainDate(value string) string { return strings.Replace(value, " ", "T", 1) }

// tellDoubts says beside the result what was left out of it.
func (s *session) tellDoubts(found intake.Found) {
	for _, h := range found.Hits {
		if doubt := s.doubt(h); doubt != "" {
			s.tell("command.recognise.doubt", "value", h.Value, "doubt", doubt)
		}
	}
}

// doubt is why a hit is not certain, or nothing.
func (s *session) doubt(h intake.Hit) string {
	switch {
	case h.Wrong:
		return s.text("command.recognise.wrong", "carrier", h.Carriers[0].Carrier.Name(s.lang))
	case h.Other != "":
		return s.text("command.recognise.ambiguous", "other", h.Other)
	case h.Derived:
		return s.text("command.recognise.derived")
	}
	return ""
}

// listFound writes one line for each thing: what it is, its value, what is to
// be said about it.
func (s *session) listFound(found intake.Found) error {
	lists, err := cases.LoadLists(s.host.Files)
	if err != nil {
		return err
	}
	var rows [][]string
	seen := map[string]bool{}
	for _, h := range found.Hits {
		value, note := h.Value, s.doubt(h)
		switch h.Kind {
		case intake.Category:
			continue // below, with their scores
		case intake.Platform:
			value = cases.Name(lists.Platforms, value, s.lang)
		case intake.Tracking:
			if c, ok := h.Carrier(); ok && !h.Wrong {
				note = c.Name(s.lang)
			}
		}
		if !seen[h.Kind+value] {
			seen[h.Kind+value] = true
			rows = append(rows, []string{s.text("command.recognise." + h.Kind), value, note})
		}
	}
	for _, c := range found.Categories {
		rows = append(rows, []string{s.text("command.recognise.category"), lists.CategoryName(c.ID, s.lang), strconv.FormatFloat(c.Score, 'f', 2, 64)})
	}
	if found.Language != "" {
		rows = append(rows, []string{s.text("command.recognise.language"), plainLanguage(found.Language), ""})
	}
	if len(rows) == 0 {
		return s.say("command.recognise.nothing")
	}
	return s.table(rows)
}
