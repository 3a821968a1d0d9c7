package evidence

import (
	"slices"
	"strings"
)

// TrackChoices say how a tracking record is to be read where the seller knows
// better than the text. The zero value leaves everything to the readers.
type TrackChoices struct {
	Order   Order    `json:"order,omitempty"`   // of day, month and year
	Columns []string `json:"columns,omitempty"` // of a table: what each column holds, from TrackColumns, "" for none
}

// Same tells whether two choices read a record alike.
func (c TrackChoices) Same(d TrackChoices) bool {
	return c.Order == d.Order && slices.Equal(c.Columns, d.Columns)
}

// TrackColumns are what a column of a tracking table can hold: the whole time,
// or a date and a time of day, and so on.
func TrackColumns() []string {
	return []string{"time", "date", "clock", "zone", "place", "text", "number", "carrier"}
}

// TrackTable is how a tracking record in columns was understood.
type TrackTable struct {
	Header    []string // empty where the table has no line of headings
	Signature string   // of the header; empty without one
	Columns   []string // what each column holds, from TrackColumns, "" for none
	Samples   [][]string
}

// sampleRows is how many rows of a table are shown to the seller.
const sampleRows = 4

// table understands a text in columns; ok is false for other texts.
func (r *trackReader) table(lines []line, choices TrackChoices) (TrackTable, bool) {
	rows := csvRows(lines)
	t, headed := r.columnsOf(rows)
	headed = r.headingRow(rows, t, headed)
	width := 0
	for _, row := range rows[:min(len(rows), 50)] {
		width = max(width, len(row))
	}
	if width < 2 {
		return TrackTable{}, false
	}
	out := TrackTable{Columns: t.names(width)}
	if len(choices.Columns) > 0 {
		out.Columns = make([]string, width)
		copy(out.Columns, choices.Columns)
	}
	if headed >= 0 {
		out.Header = padded(rows[headed], width)
		out.Signature = signature(rows[headed])
	}
	for _, row := range rows[headed+1:][:min(sampleRows, len(rows)-headed-1)] {
		out.Samples = append(out.Samples, padded(row, width))
	}
	return out, true
}

// headingRow is the index of the line of headings, or -1: of known ones, else of
// a first line without a time above one with a time.
func (r *trackReader) headingRow(rows [][]string, t table, known int) int {
	if known >= 0 || len(rows) < 2 || t.time < 0 {
		return known
	}
	_, first := r.rowTime(rows[0], t)
	_, second := r.rowTime(rows[1], t)
	if !first && second {
		return 0
	}
	return known
}

func padded(row []string, width int) []string {
	out := make([]string, width)
	for i, value := range row[:min(len(row), width)] {
		out[i] = shortened(strings.TrimFunc(strings.ToValidUTF8(value, "\uFFFD"), isBlankOrMark), 200)
	}
	return out
}

// signature is what two tables of the same origin share: their headings.
func signature(header []string) string {
	names := make([]string, len(header))
	for i, name := range header {
		names[i] = strings.ToLower(strings.Join(strings.FieldsFunc(trimMarks(name), isBlank), " "))
	}
	return shortened(strings.Join(names, "\x1f"), 4000)
}

// columns lists the places of a table's columns by what they hold.
func (t *table) columns() map[string]*int {
	return map[string]*int{
		"time": &t.time, "date": &t.date, "clock": &t.clock, "zone": &t.zone,
		"place": &t.place, "text": &t.text, "number": &t.number, "carrier": &t.carrier,
	}
}

func (t table) names(width int) []string {
	names := make([]string, width)
	for name, at := range t.columns() {
		if *at >= 0 && *at < width {
			names[*at] = name
		}
	}
	return names
}

// tableOf is the table whose columns hold what the names say; of two columns
// with one name the first counts.
func tableOf(names []string) table {
	t := noColumns
	columns := t.columns()
	for i, name := range names {
		if at, known := columns[name]; known && *at < 0 {
			*at = i
		}
	}
	return t
}

// rowMilestone is what a row tells: by a service's own detailed code in any of
// its cells ("Delivered_003"), else by the words of the event.
func (r *trackReader) rowMilestone(row []string, text string) string {
	for _, value := range row {
		value = strings.ToLower(strings.TrimFunc(value, isBlankOrMark))
		if id, ok := r.codes[value]; ok && strings.Contains(value, "_") {
			return id
		}
	}
	if id := r.milestone(text); id != "" {
		return id
	}
	for _, value := range row {
		if id, ok := r.codes[strings.ToLower(strings.TrimFunc(value, isBlankOrMark))]; ok {
			return id
		}
	}
	return ""
}
