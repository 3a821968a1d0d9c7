package tables

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
)

// Mapping says what the columns of a table mean, and what the table does not
// say itself.
type Mapping struct {
	Kind      Kind     `json:"kind"`
	Layout    string   `json:"layout"`     // known report, "" for none
	Fields    []string `json:"fields"`     // by column; "" is left out
	DateOrder string   `json:"date_order"` // where the dates leave it open
	Decimal   string   `json:"decimal"`    // "." or ","
	Currency  string   `json:"currency"`   // where the table names none
	Platform  string   `json:"platform"`   // where the table names none
	Shop      string   `json:"shop"`       // where the table names none
	Closed    bool     `json:"closed"`     // all complaints are over
	Known     bool     `json:"-"`          // it was used before for such a table
}

// Column is the column of a field, or -1.
func (m Mapping) Column(field string) int { return slices.Index(m.Fields, field) }

// Set gives a column a field and takes it from the column that had it.
func (m *Mapping) Set(column int, field string) {
	if column < 0 || column >= len(m.Fields) {
		return
	}
	if at := m.Column(field); field != "" && at >= 0 {
		m.Fields[at] = ""
	}
	m.Fields[column] = field
}

// The questions about a table that only the seller can answer.
const (
	AskDateOrder = "date_order"
	AskDecimal   = "decimal"
	AskColumn    = "column"   // of a field without which there is nothing to take
	AskConflict  = "conflict" // dates in both orders, or numbers with both signs
)

// Question is something that has to be answered before a table can be taken.
type Question struct {
	Code  string
	Field string // of AskColumn and AskConflict
}

// Suggest maps a table: as it was mapped last, else by the known report that
// fits, else by known headings. currency is the seller's own.
func (s *Service) Suggest(ctx context.Context, t *Table, currency string) (Mapping, error) {
	for _, kind := range Kinds() {
		if m, ok, err := s.remembered(ctx, t, kind); err != nil || ok {
			return m, err
		}
	}
	best, score := Orders, -1
	for _, kind := range Kinds() {
		m := s.rules.match(t, kind)
		n := 0
		for _, f := range m.Fields {
			if f != "" {
				n += 2
			}
		}
		if m.Layout != "" {
			n += 100
		}
		if len(s.missing(m)) > 0 {
			n -= 3
		}
		if n > score {
			best, score = kind, n
		}
	}
	return s.SuggestAs(ctx, t, best, currency)
}

// SuggestAs maps a table of which the seller has said what it holds.
func (s *Service) SuggestAs(ctx context.Context, t *Table, kind Kind, currency string) (Mapping, error) {
	if m, ok, err := s.remembered(ctx, t, kind); err != nil || ok {
		return m, err
	}
	m := s.rules.match(t, kind)
	m.Currency = currency
	m, _ = s.Settle(t, m)
	return m, nil
}

func (s *Service) remembered(ctx context.Context, t *Table, kind Kind) (m Mapping, ok bool, err error) {
	raw, err := s.store.Mapping(ctx, kind, t.Signature())
	if err != nil || raw == nil {
		return m, false, err
	}
	if json.Unmarshal(raw, &m) != nil || m.Kind != kind || len(m.Fields) != len(t.Header) {
		return Mapping{}, false, nil
	}
	for _, f := range m.Fields {
		if _, known := s.rules.field(kind, f); !known && f != "" {
			return Mapping{}, false, nil
		}
	}
	m.Known = true
	m, _ = s.Settle(t, m)
	return m, true, nil
}

// match maps the columns by the known report with most columns in the table,
// and the rest by known headings. A column of the report goes before one whose
// heading only sounds like it.
func (r *Rules) match(t *Table, kind Kind) Mapping {
	m := Mapping{Kind: kind, Fields: make([]string, len(t.Header))}
	keys := make([]string, len(t.Header))
	for i, h := range t.Header {
		keys[i] = headerKey(h)
	}
	var known map[string]string
	if l := r.layoutOf(keys, kind); l != nil {
		m.Layout, m.Platform, m.DateOrder, known = l.ID, l.Platform, l.DateOrder, l.Columns
	}
	for i, key := range keys {
		if field := known[key]; field != "" && m.Column(field) < 0 {
			m.Fields[i] = field
		}
	}
	for i, key := range keys {
		_, own := known[key]
		if field := r.headers[kind][key]; !own && field != "" && m.Column(field) < 0 {
			m.Fields[i] = field
		}
	}
	return m
}

// layoutOf is the known report with most columns among the headings, or nil.
func (r *Rules) layoutOf(keys []string, kind Kind) *Layout {
	var best *Layout
	most := 0
	for i := range r.Layouts {
		l := &r.Layouts[i]
		if l.Kind != kind || !l.fits(keys) {
			continue
		}
		if n := l.count(keys); n > most {
			best, most = l, n
		}
	}
	return best
}

func (l *Layout) fits(keys []string) bool {
	for _, mark := range l.Marks {
		if !slices.Contains(keys, mark) {
			return false
		}
	}
	return true
}

func (l *Layout) count(keys []string) int {
	n := 0
	for _, key := range keys {
		if _, ok := l.Columns[key]; ok {
			n++
		}
	}
	return n
}

// Layout is the known report of a mapping.
func (r *Rules) Layout(id string) (Layout, bool) {
	for _, l := range r.Layouts {
		if l.ID == id {
			return l, true
		}
	}
	return Layout{}, false
}

// Settle answers what the cells themselves prove and returns what only the
// seller can answer.
func (s *Service) Settle(t *Table, m Mapping) (Mapping, []Question) {
	var questions []Question
	for _, field := range s.missing(m) {
		questions = append(questions, Question{AskColumn, field})
	}
	orders := evidence{proved: map[string]bool{}}
	decimals := evidence{proved: map[string]bool{}}
	for column, id := range m.Fields {
		field, _ := s.rules.field(m.Kind, id)
		switch field.Type {
		case TypeDate:
			orders.add(t.proof(column, AskDateOrder, s.rules.dateEvidence))
		case TypeAmount, TypeGrams, TypeKilos:
			decimals.add(t.proof(column, AskDecimal, s.rules.decimalEvidence))
		}
	}
	var code string
	if m.DateOrder, code = orders.settle(m.DateOrder, AskDateOrder); code != "" {
		questions = append(questions, Question{Code: code, Field: AskDateOrder})
	}
	if m.Decimal, code = decimals.settle(m.Decimal, AskDecimal); code != "" {
		questions = append(questions, Question{Code: code, Field: AskDecimal})
	}
	return m, questions
}

// missing lists the fields that a table of this kind cannot do without.
func (s *Service) missing(m Mapping) []string {
	var all []string
	for _, f := range s.rules.Fields[m.Kind] {
		if f.Required && m.Column(f.ID) < 0 {
			all = append(all, f.ID)
		}
	}
	return all
}

// evidence is what the cells of several columns prove.
type evidence struct {
	proved map[string]bool
	open   bool
}

func (e *evidence) add(other evidence) {
	maps.Copy(e.proved, other.proved)
	e.open = e.open || other.open
}

// settle takes the only answer that is proved. Where none is, or more than one,
// the seller's own answer counts, and without it there is a question.
func (e evidence) settle(answer, ask string) (settled, question string) {
	if len(e.proved) == 1 {
		for only := range e.proved {
			return only, ""
		}
	}
	switch {
	case answer != "":
		return answer, ""
	case len(e.proved) > 1:
		return "", AskConflict
	case e.open:
		return "", ask
	}
	return "", ""
}
