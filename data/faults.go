package data

import (
	"errors"
	"io/fs"

	"casefolio/app/fault"
	"casefolio/app/safefile"
)

// Result codes of SQLite, https://www.sqlite.org/rescode.html
const (
	sqliteBusy     = 5
	sqliteLocked   = 6
	sqliteReadOnly = 8
	sqliteIO       = 10
	sqliteCorrupt  = 11
	sqliteFull     = 13
	sqliteCantOpen = 14
	sqliteNotADB   = 26
)

// explain turns what the database or the file system says into a fault that
// the seller can be told about. Faults and unforeseen errors pass unchanged.
func explain(err error) error {
	var known *fault.Error
	if err == nil || errors.As(err, &known) {
		return err
	}
	if code, errno, ok := sqliteError(err); ok {
		return explainSQLite(err, code, errno != 0 && safefile.IsDiskFull(errno))
	}
	switch {
	case safefile.IsDiskFull(err):
		return fault.Wrap(err, "disk.full")
	case safefile.IsReadOnly(err), errors.Is(err, fs.ErrPermission):
		return fault.Wrap(err, "workspace.read_only")
	}
	return err
}

func explainSQLite(err error, code int, noSpace bool) error {
	switch {
	case code == sqliteFull, code == sqliteIO && noSpace:
		return fault.Wrap(err, "disk.full")
	case code == sqliteIO:
		return fault.Wrap(err, "disk.error")
	case code == sqliteReadOnly, code == sqliteCantOpen:
		return fault.Wrap(err, "workspace.read_only")
	case code == sqliteCorrupt, code == sqliteNotADB:
		return fault.Wrap(err, "workspace.damaged")
	case code == sqliteBusy, code == sqliteLocked:
		return fault.Wrap(err, "workspace.in_use")
	}
	return err
}
