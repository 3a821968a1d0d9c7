package data

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"io/fs"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/google/uuid"
	"github.com/mattn/go-sqlite3"
)

// readers is the size of the pool that reads while somebody writes.
const readers = 4

// dsn names the database file by a URI, so that no folder name can be taken
// for parameters. Settings stand in it because a PRAGMA reaches only one
// connection of a pool.
func dsn(path string, settings map[string]string) string {
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed // a drive letter
	}
	query := url.Values{}
	for name, value := range settings {
		query.Set(name, value)
	}
	u := url.URL{Scheme: "file", Path: slashed, RawQuery: query.Encode()}
	return u.String()
}

func writerDSN(path string) string {
	return dsn(path, map[string]string{
		"mode": "rwc", "_txlock": "immediate", "_journal_mode": "WAL", "_synchronous": "FULL",
		"_foreign_keys": "1", "_busy_timeout": "5000", "_secure_delete": "1",
	})
}

func readerDSN(path string) string {
	return dsn(path, map[string]string{
		"mode": "rw", "_busy_timeout": "5000", "_query_only": "1",
	})
}

// connector opens connections without registering a driver for the process.
type connector struct{ dsn string }

// Connect opens one connection. macOS flushes its disk cache only when it is
// told so; elsewhere these settings do nothing.
func (c connector) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := c.Driver().Open(c.dsn)
	if err != nil {
		return nil, err
	}
	if execer, ok := conn.(driver.ExecerContext); ok {
		_, err = execer.ExecContext(ctx, "PRAGMA fullfsync = 1; PRAGMA checkpoint_fullfsync = 1", nil)
	}
	if err != nil {
		_ = conn.Close()
		return nil, err
	}
	return conn, nil
}

// Driver returns the SQLite driver.
func (connector) Driver() driver.Driver { return &sqlite3.SQLiteDriver{} }

func (w *Workspace) openDatabase(steps fs.FS) error {
	path := w.path(databaseName)
	w.writer = sql.OpenDB(connector{writerDSN(path)})
	w.writer.SetMaxOpenConns(1)
	if err := w.migrate(context.Background(), steps); err != nil {
		return err
	}
	w.reader = sql.OpenDB(connector{readerDSN(path)})
	w.reader.SetMaxOpenConns(readers)
	w.reader.SetMaxIdleConns(readers)
	return nil
}

// newID makes a permanent global id. Ids made later sort later.
func newID() string { return uuid.Must(uuid.NewV7()).String() }

// querier is a pool or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// row is one row of a result, before it is read.
type row interface{ Scan(dest ...any) error }

// list reads all rows of a query.
func list[T any](ctx context.Context, q querier, scan func(row) (T, error), query string, args ...any) ([]T, error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, explain(err)
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, explain(err)
		}
		all = append(all, one)
	}
	return all, explain(rows.Err())
}

// scanOne reads a row of a single column.
func scanOne[T any](r row) (T, error) {
	var v T
	err := r.Scan(&v)
	return v, err
}
