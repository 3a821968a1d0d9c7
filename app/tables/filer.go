package tables

import "context"

// Complaint is one row of a complaint list: texts by the names of the intake
// form's fields ("customer", "order", "received" …). Amounts are decimals with
// a point, times RFC 3339 or "2006-01-02 15:04" in the seller's zone.
type Complaint map[string]string

// Remark is something to be said about one row, or one field of it. Codes are
// texts "tables.remark.<Code>".
type Remark struct {
	Row   int    // in the file, from 1
	Field string // "" where the whole row is meant
	Code  string
	Value string // what stands in the cell, or whom it collides with
	Stops bool   // the row is not taken
}

// Filer makes cases of complaints.
type Filer interface {
	// Listed is the id of a listed value by any of its names, or the words
	// themselves.
	Listed(field, value string) string
	// Check replaces names of listed values by their ids and tells what speaks
	// against filing the complaint. A remark's row is left to the caller.
	Check(c Complaint, currency string) (Complaint, []Remark)
	// File files one case, with the note of the import that it belongs to in
	// the same transaction. closed puts it into the archive at once.
	File(ctx context.Context, importID string, row int, c Complaint, currency string, closed bool) (number string, err error)
	// Trash puts a case into the trash.
	Trash(ctx context.Context, id string) error
}
