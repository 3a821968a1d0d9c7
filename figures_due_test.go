//go:build figures && linux

package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/mattn/go-sqlite3"

	"casefolio/app"
	"casefolio/app/deadlines"
	"casefolio/assets"
	"casefolio/data"
)

// dueCases is how many open cases the board is made of.
const dueCases = 100_000

// TestDueFigures takes the board of many open cases: how long it is to count all
// of them, to look at it, and to look at it after a change.
func TestDueFigures(t *testing.T) {
	dir, ctx := t.TempDir(), context.Background()
	openWorkspace := func() *data.Workspace {
		w, err := data.Open(dir, time.Now)
		if err != nil {
			t.Fatal(err)
		}
		return w
	}
	if err := openWorkspace().Close(); err != nil {
		t.Fatal(err)
	}
	fillOpenCases(t, filepath.Join(dir, "casefolio.db"))
	w := openWorkspace()
	defer w.Close()
	s, err := app.New(w, assets.Files, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	begun := time.Now()
	if err := s.Deadlines.Sync(ctx, nil); err != nil {
		t.Fatal(err)
	}
	fmt.Printf("%-44s %8.2f s\n", fmt.Sprintf("count %d open cases", dueCases), time.Since(begun).Seconds())

	look := func() time.Duration {
		begun := time.Now()
		if _, err := s.Deadlines.Today(ctx, deadlines.Query{PerSection: 30}); err != nil {
			t.Fatal(err)
		}
		return time.Since(begun)
	}
	holds(t, "today", 50*time.Millisecond, look)
	holds(t, "today after a change", 50*time.Millisecond, func() time.Duration {
		if _, err := s.Deadlines.Answered(ctx, "case-0000009", deadlines.Answer{}); err != nil {
			t.Fatal(err)
		}
		return look()
	})
	holds(t, "counts of the rail", 50*time.Millisecond, func() time.Duration {
		begun := time.Now()
		if _, err := s.Deadlines.Counts(ctx); err != nil {
			t.Fatal(err)
		}
		return time.Since(begun)
	})
}

// holds takes the median of several looks.
func holds(t *testing.T, what string, most time.Duration, look func() time.Duration) {
	t.Helper()
	var all []time.Duration
	for range 21 {
		all = append(all, look())
	}
	slices.Sort(all)
	median := all[len(all)/2]
	fmt.Printf("%-44s %8.1f ms (longest %.1f)\n", what, median.Seconds()*1000, all[len(all)-1].Seconds()*1000)
	if median > most {
		t.Errorf("%s: %v, want at most %v", what, median, most)
	}
}

// fillOpenCases files open cases whose complaints came over the last 40 days,
// every tenth with a promise.
func fillOpenCases(t *testing.T, path string) {
	t.Helper()
	db := sql.OpenDB(fileConnector{path})
	defer db.Close()
	for _, step := range []string{
		fmt.Sprintf(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
		INSERT INTO cases (id, number, revision, customer, contact, shop, platform, channel, order_no, sku, product, tracking,
			amount_minor, amount_currency, category, severity, customer_type, responsibility, occurred, received, buyer_zone,
			story, demand, stage, created_at, updated_at)
		SELECT printf('case-%%07d', i), printf('CF-2026-%%07d', i), 1, printf('Customer %%d', i), '', '', '',
			CASE i %% 3 WHEN 0 THEN 'email' WHEN 1 THEN 'instant_message' ELSE 'platform_message' END, '', '', '', '', 0, '', '', '', '',
			'', '', strftime('%%Y-%%m-%%dT%%H:%%M:%%SZ', unixepoch() - i * 3456 %% 3456000, 'unixepoch'),
			'Europe/Berlin', '', '', CASE i %% 2 WHEN 0 THEN 'intake' ELSE 'resolution' END, 0, 0 FROM n`, dueCases),
		`INSERT INTO records (id, case_id, kind, body, revision, created_at, updated_at)
		SELECT 'promise-' || id, id, 'promise', json_object('text', 'an answer', 'due',
			strftime('%Y-%m-%dT%H:%M:%SZ', unixepoch() + abs(random()) % 864000, 'unixepoch')), 1, 0, 0
		FROM cases WHERE id LIKE '%5'`,
		`INSERT OR IGNORE INTO stale_cases SELECT id FROM cases`,
	} {
		if _, err := db.Exec(step); err != nil {
			t.Fatal(err)
		}
	}
}

// fileConnector opens a database without registering a driver.
type fileConnector struct{ path string }

func (c fileConnector) Connect(context.Context) (driver.Conn, error) { return c.Driver().Open(c.path) }

func (fileConnector) Driver() driver.Driver { return &sqlite3.SQLiteDriver{} }
