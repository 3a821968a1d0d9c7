package evidence

import (
	"encoding/csv"
	"slices"
	"strings"
)

// table is the columns of a CSV file by what they hold; -1 is none.
type table struct {
	time, date, clock, place, text, number, carrier, zone int
}

var noColumns = table{-1, -1, -1, -1, -1, -1, -1, -1}

// readTable reads a table of tracking events with or without a line of headings:
// with the columns that the seller chose, now or for such headings before, else
// with those that it finds.
func (r *trackReader) readTable(lines []line, how trackHow) (Reading, bool) {
	rows := csvRows(lines)
	t, headed := r.columnsOf(rows)
	chosen := how.choices.Columns
	heading := r.headingRow(rows, t, headed)
	if len(chosen) == 0 && heading >= 0 {
		chosen = how.columns[signature(rows[heading])]
	}
	if len(chosen) > 0 {
		t = tableOf(chosen)
	}
	if t.text < 0 && t.place < 0 || t.time < 0 && t.date < 0 {
		return Reading{}, false
	}
	var raw []rawEvent
	var events []Event
	var p parcels
	for _, row := range rows[heading+1:] {
		at, ok := r.rowTime(row, t)
		text, place := r.words(row, t), cell(row, t.place)
		if text == "" && (place == "" || !ok) {
			continue
		}
		p.add(r, row, t)
		raw = append(raw, rawEvent{at: at})
		events = append(events, Event{Text: text, Place: place, Milestone: r.rowMilestone(row, text)})
		if len(raw) > maxEvents {
			break
		}
	}
	if len(chosen) == 0 && !r.credible(raw, events, headed >= 0) || len(raw) == 0 {
		return Reading{}, false
	}
	if p.first.Number == "" {
		if found, ok := r.findParcel(lines); ok {
			p.first = found
		}
	}
	out := r.reading(raw, events, r.clockOf(lines[:min(headed+1, len(lines))]), how)
	out.Format, out.Parcel = formatTrackCSV, p.first
	if p.several {
		out.Problem = problemParcels
	}
	return out, true
}

// The problem code of a table that follows more than one parcel.
const problemParcels = "several_parcels"

// parcels gathers the parcels that the rows of a table name.
type parcels struct {
	first   Parcel
	several bool
}

func (p *parcels) add(r *trackReader, row []string, t table) {
	if number := cell(row, t.number); number != "" {
		found, _, _ := r.parcelOf(number)
		if p.first.Number == "" {
			p.first.Number = found.Number
			p.first.Carrier = firstOf(p.first.Carrier, found.Carrier)
		}
		p.several = p.several || p.first.Number != found.Number
	}
	if carrier := cell(row, t.carrier); carrier != "" && p.first.Carrier == "" {
		p.first.Carrier = carrier
	}
}

// credible asks that most rows are dated and, in a file without known headings,
// that they speak of parcels.
func (r *trackReader) credible(raw []rawEvent, events []Event, headed bool) bool {
	dated, told := 0, 0
	for i := range raw {
		if raw[i].at.hasDate {
			dated++
		}
		if events[i].Milestone != "" {
			told++
		}
	}
	if dated == 0 || dated*2 < len(raw) {
		return false
	}
	return headed && told > 0 || told*10 >= len(events)*4
}

// maxColumns is more than any table of a carrier has.
const maxColumns = 500

// csvRows parses the text with the separator that parts most lines alike.
func csvRows(lines []line) [][]string {
	var b strings.Builder
	counts := map[rune]int{}
	for _, l := range lines {
		text := trimMarks(l.text)
		b.WriteString(text)
		b.WriteByte('\n')
		for _, sep := range ",;\t|" {
			if strings.ContainsRune(text, sep) {
				counts[sep]++
			}
		}
	}
	sep := ','
	for _, other := range "\t;|" { // a comma may stand within cells, so the others win ties
		if counts[other] > 0 && counts[other]*10 >= counts[sep]*9 {
			sep = other
		}
	}
	if counts[sep] == 0 || slices.ContainsFunc(lines, func(l line) bool { return strings.Count(l.text, string(sep)) > maxColumns }) {
		return nil
	}
	read := csv.NewReader(strings.NewReader(b.String()))
	read.Comma, read.LazyQuotes, read.FieldsPerRecord, read.TrimLeadingSpace = sep, true, -1, sep != '\t'
	var rows [][]string
	for len(rows) <= 2*maxEvents {
		row, err := read.Read()
		if err != nil {
			break
		}
		rows = append(rows, row)
	}
	return rows
}

// columnsOf finds the columns by a line of headings within the first lines, or
// by what the cells hold. headed is the index of that line, or -1.
func (r *trackReader) columnsOf(rows [][]string) (t table, headed int) {
	for i, row := range rows {
		if i >= 10 {
			break
		}
		if t, ok := r.headings(row); ok {
			return t, i
		}
	}
	return r.guessColumns(rows), -1
}

func (r *trackReader) headings(row []string) (table, bool) {
	t := noColumns
	for i, name := range row {
		name = strings.ToLower(strings.Join(strings.FieldsFunc(trimMarks(name), isBlank), " "))
		for _, column := range []struct {
			to   *int
			name string
		}{{&t.number, "number"}, {&t.date, "date"}, {&t.time, "time"}, {&t.clock, "clock"}, {&t.place, "place"}, {&t.text, "text"}, {&t.carrier, "carrier"}, {&t.zone, "zone"}} {
			if r.columns[column.name][name] && *column.to < 0 {
				*column.to = i
				break
			}
		}
	}
	if t.date >= 0 && t.time >= 0 && t.clock < 0 {
		t.clock, t.time = t.time, -1 // a date and a time of day
	}
	return t, (t.date >= 0 || t.time >= 0) && (t.text >= 0 || t.place >= 0)
}

// guessColumns takes the column in which most cells are times, and of the rest
// the one with most keywords as the text and the next one as the place.
func (r *trackReader) guessColumns(rows [][]string) table {
	t := noColumns
	rows = rows[:min(len(rows), 50)]
	dated, told, filled := map[int]int{}, map[int]int{}, map[int]int{}
	wide := 0
	for _, row := range rows {
		wide = max(wide, len(row))
		for j, value := range row {
			if hasLetter(value) {
				filled[j]++
			}
			if s, ok := r.cellTime(value); ok && s.hasDate {
				dated[j]++
			} else if r.milestone(value) != "" {
				told[j]++
			}
		}
	}
	t.time, t.text = most(dated, wide), most(told, wide)
	if t.time >= 0 && dated[t.time]*2 < len(rows) {
		t.time = -1
	}
	if t.time >= 0 && t.text >= 0 {
		filled[t.time], filled[t.text] = 0, 0
		t.place = most(filled, wide)
	}
	return t
}

// most returns the first of the columns with the highest count, or -1.
func most(count map[int]int, columns int) int {
	best := -1
	for j := range columns {
		if count[j] > 0 && (best < 0 || count[j] > count[best]) {
			best = j
		}
	}
	return best
}

// words is what a row says about its event: the column of the text, and below it
// the columns that have no part of their own, but for counts of the rows.
func (r *trackReader) words(row []string, t table) string {
	words := cell(row, t.text)
	for i := range row {
		switch i {
		case t.time, t.date, t.clock, t.place, t.text, t.number, t.carrier, t.zone:
			continue
		}
		more := cell(row, i)
		if _, code := r.codes[strings.ToLower(more)]; code && words != "" {
			continue
		}
		if hasLetter(more) || len(more) > 4 {
			words = strings.TrimSpace(words + "\n" + more)
		}
	}
	return words
}

func cell(row []string, i int) string {
	if i < 0 || i >= len(row) {
		return ""
	}
	return strings.TrimFunc(row[i], isBlankOrMark)
}

// rowTime joins the cells that together make up the time.
func (r *trackReader) rowTime(row []string, t table) (stamp, bool) {
	value := cell(row, t.time)
	if t.date >= 0 {
		value = cell(row, t.date)
		if c := cell(row, t.clock); c != "" {
			value += " " + c
		}
	}
	s, ok := r.cellTime(value)
	if z := cell(row, t.zone); ok && z != "" && !s.zoned {
		c := cursor{s: z}
		r.dates.zone(&c, &s)
		if offset, found := zoneOffset(&c, true); found {
			s.zoned, s.offset = true, offset
		}
	}
	return s, ok
}

// cellTime reads a cell that holds a time or a date and nothing else.
func (r *trackReader) cellTime(value string) (stamp, bool) {
	c := cursor{s: value}
	if s, ok := r.dates.stamp(&c); ok && c.atEnd() {
		return s, true
	}
	c = cursor{s: value}
	s, ok := r.dates.date(&c, true)
	if !ok {
		return stamp{}, false
	}
	if t, timed := r.dates.clockAfter(&c); timed {
		s = t.withDate(s)
	}
	return s, c.atEnd()
}
