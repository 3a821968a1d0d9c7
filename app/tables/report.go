package tables

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"strconv"
	"strings"

	"casefolio/app/text"
)

func (m Mapping) encode() ([]byte, error) { return json.Marshal(m) }

// WriteReport writes the rows that have remarks, as a CSV that a spreadsheet
// opens: the number of the row, what is wrong, then the row as it was read, so
// that it can be put right and taken again. heads are the two headings of the
// program's own columns, words turns a remark into a sentence.
func WriteReport(w io.Writer, p *Plan, heads [2]string, words func(Remark) string) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil { // so that Excel reads UTF-8
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	record := []string{heads[0], heads[1]}
	for _, h := range p.Table.Header {
		record = append(record, text.ForSpreadsheet(h))
	}
	if err := out.Write(record); err != nil {
		return err
	}
	for i, l := range p.Lines {
		if len(l.Remarks) == 0 {
			continue
		}
		var said []string
		for _, r := range l.Remarks {
			said = append(said, words(r))
		}
		record = append(record[:0], strconv.Itoa(l.Row), text.ForSpreadsheet(strings.Join(said, "; ")))
		for column := range p.Table.Header {
			record = append(record, text.ForSpreadsheet(p.Table.Rows[i].Cell(column).Text))
		}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}
