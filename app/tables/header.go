package tables

import (
	"strings"

	"casefolio/app/fault"
)

// headerWithin is how many rows may stand above the line of headings: titles,
// notes, a date of export.
const headerWithin = 40

// findHeader takes the row with most known headings among the first ones, else
// the first row that is filled about as far as the table is wide and holds no
// numbers.
func (r *Rules) findHeader(t *Table, rows []Row) error {
	if len(rows) == 0 {
		return fault.New("tables.empty", "name", t.FileName)
	}
	first := rows[:min(len(rows), headerWithin)]
	best, score := -1, 1
	for i, row := range first {
		if n := r.knownIn(row); n > score {
			best, score = i, n
		}
	}
	if best < 0 {
		best = plainHeader(first)
	}
	t.HeaderNo = rows[best].No
	t.Rows = rows[best+1:]
	t.width = len(rows[best].Cells)
	for _, row := range t.Rows {
		t.width = max(t.width, len(row.Cells))
	}
	t.Header = make([]string, t.width)
	for i := range t.Header {
		t.Header[i] = strings.Join(strings.Fields(rows[best].Cell(i).Text), " ")
	}
	t.Rows = withoutRepeats(t)
	if len(t.Rows) == 0 {
		return fault.New("tables.empty", "name", t.FileName)
	}
	return nil
}

// knownIn counts the cells that are known headings, by the kind of table that
// knows most of them.
func (r *Rules) knownIn(row Row) int {
	most := 0
	for _, kind := range Kinds() {
		n := 0
		for _, c := range row.Cells {
			if _, ok := r.headers[kind][headerKey(c.Text)]; ok && c.Kind == CellText {
				n++
			}
		}
		most = max(most, n)
	}
	for _, l := range r.Layouts {
		n := 0
		for _, c := range row.Cells {
			if _, ok := l.Columns[headerKey(c.Text)]; ok {
				n++
			}
		}
		most = max(most, n)
	}
	return most
}

// plainHeader finds the line of headings by its shape.
func plainHeader(rows []Row) int {
	width := 0
	for _, row := range rows {
		width = max(width, filled(row))
	}
	for i, row := range rows {
		if filled(row)*10 >= width*6 && !hasNumbers(row) {
			return i
		}
	}
	for i, row := range rows {
		if filled(row)*10 >= width*6 {
			return i
		}
	}
	return 0
}

func filled(row Row) int {
	n := 0
	for _, c := range row.Cells {
		if c.Text != "" {
			n++
		}
	}
	return n
}

func hasNumbers(row Row) bool {
	for _, c := range row.Cells {
		if c.Kind != CellText || c.Text != "" && strings.Trim(c.Text, "0123456789.,-/: ") == "" {
			return true
		}
	}
	return false
}

// withoutRepeats leaves out rows that repeat the headings, as joined exports
// have them, and rulers made of signs.
func withoutRepeats(t *Table) []Row {
	kept := t.Rows[:0:0]
	for _, row := range t.Rows {
		same, words := 0, 0
		for i, c := range row.Cells {
			if strings.Trim(c.Text, "-=_*. ") != "" {
				words++
			}
			if c.Text != "" && i < len(t.Header) && headerKey(c.Text) == headerKey(t.Header[i]) {
				same++
			}
		}
		if words > 0 && same < max(2, words) {
			kept = append(kept, row)
		}
	}
	return kept
}
