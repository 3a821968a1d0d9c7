package exchange

import (
	"encoding/csv"
	"io"
	"slices"
	"strconv"
	"strings"

	"casefolio/app/fault"
	"casefolio/app/phrases"
	"casefolio/app/text"
)

// Row is a row of a table as it was read.
type Row struct {
	No    int
	Cells []string
}

func (r Row) cell(n int) string {
	if n < len(r.Cells) {
		return r.Cells[n]
	}
	return ""
}

// headRows are how many rows may stand above the headings.
const headRows = 20

// Table reads the rows of a table. Faults: "phrase.file.headings",
// "phrase.file.rows".
func (x Exchange) Table(format string, rows []Row) (Sheet, error) {
	s := Sheet{Format: format}
	at, found := x.head(rows)
	if at < 0 {
		return s, fault.New("phrase.file.headings")
	}
	for n, heading := range rows[at].Cells {
		if strings.TrimSpace(heading) != "" && found[n] == "" {
			s.Notes = append(s.Notes, Note{Code: "column", Value: shortened(heading)})
		}
	}
	rows = rows[at+1:]
	if len(rows) > MaxRecords {
		return s, fault.New("phrase.file.rows", "limit", strconv.Itoa(MaxRecords))
	}
	for _, row := range rows {
		r := Record{No: row.No, Cells: map[string]string{}}
		for n, column := range found {
			if column != "" {
				x.put(&r, column, row.cell(n))
			}
		}
		s.Records = append(s.Records, r)
	}
	return s, nil
}

// head finds the row of the headings: the one of the first rows with the most
// that are known, among them one of a text, a title or the id.
func (x Exchange) head(rows []Row) (at int, found []string) {
	at, most := -1, 0
	for n, row := range rows[:min(len(rows), headRows)] {
		columns := make([]string, len(row.Cells))
		count, tells := 0, false
		for i, heading := range row.Cells {
			column := x.Rules.headings[key(heading)]
			if column == "" || slices.Contains(columns[:i], column) {
				continue
			}
			columns[i] = column
			count++
			tells = tells || column == "id" || strings.HasPrefix(column, "text") || strings.HasPrefix(column, "title")
		}
		if tells && count > most {
			at, most, found = n, count, columns
		}
	}
	return at, found
}

// put keeps a cell of a record; one whose column names no language goes where
// its script says.
func (x Exchange) put(r *Record, column, value string) {
	value = tidy(column, value)
	if strings.Contains(column, "_") || !known(column, true) {
		if r.Cells[column] == "" {
			r.Cells[column] = value
		}
		return
	}
	if value == "" {
		return
	}
	lang := guess(value, "en")
	if column != "text" && !slices.Contains(phrases.Languages(), lang) {
		lang = "zh"
	}
	r.Cells[column+"_"+lang] = value
}

// written are the cells of a phrase as a table has them.
func (x Exchange) written(p phrases.Phrase) []string {
	of := cells(p)
	var out []string
	for _, c := range x.Rules.Columns {
		value := of[c.ID]
		switch {
		case c.Guess:
			continue
		case c.ID == "favourite" && value != "":
			value = x.yes()
		case x.Terms[c.ID] != nil && value != "":
			value = x.Terms.name(c.ID, value, x.Lang)
		}
		out = append(out, value)
	}
	return out
}

// yes is the first word for it in the language that is written.
func (x Exchange) yes() string {
	for _, word := range x.Rules.Yes {
		if guess(word, "en") == x.Lang {
			return word
		}
	}
	return x.Rules.Yes[0]
}

func (x Exchange) headings() []string {
	var out []string
	for _, c := range x.Rules.Columns {
		if !c.Guess {
			out = append(out, c.Names[x.Lang])
		}
	}
	return out
}

// CSV writes phrases as a spreadsheet reads them: RFC 4180, UTF-8 with a mark at
// its beginning, nothing that would be taken for a formula.
func (x Exchange) CSV(w io.Writer, list []phrases.Phrase) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil { // so that Excel reads UTF-8
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if err := out.Write(x.headings()); err != nil {
		return err
	}
	for _, p := range list {
		row := x.written(p)
		for i := range row {
			row[i] = text.ForSpreadsheet(row[i])
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// shortened is the beginning of a text, to be named in a sentence.
func shortened(s string) string {
	const most = 40
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}
