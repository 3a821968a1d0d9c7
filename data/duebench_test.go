package data_test

import (
	"context"
	"os"
	"strconv"
	"testing"
	"time"

	"casefolio/app/deadlines"
	"casefolio/data"
)

// outside is a shop in China and one programme.
type outside struct{}

func (outside) Hours(context.Context) (deadlines.ShopHours, error) {
	zone, err := time.LoadLocation("Asia/Shanghai")
	return deadlines.ShopHours{Zone: zone, WorkDays: []int{1, 2, 3, 4, 5}, From: 9 * 60, To: 18 * 60}, err
}

func (outside) Rules(context.Context) (map[string]deadlines.Rule, error) {
	return map[string]deadlines.Rule{"claim": {
		Title: "Claim", StartsAt: "notice", Spans: []deadlines.Span{{N: 7, Unit: deadlines.Days}},
	}, "damage": {
		Title: "Damage", StartsAt: "delivered", Spans: []deadlines.Span{{N: 21, Unit: deadlines.Days}},
	}, "loss": {
		Title: "Loss", StartsAt: "shipped", Spans: []deadlines.Span{{N: 9, Unit: deadlines.Months}},
	}}, nil
}

func clocks(t testing.TB, w *data.Workspace, now func() time.Time) *deadlines.Service {
	t.Helper()
	rules, err := deadlines.LoadRules(os.DirFS("../assets"))
	if err != nil {
		t.Fatal(err)
	}
	return deadlines.NewService(w, rules, outside{}, nil, now)
}

// manyOpen files n open cases whose complaints came over the last 40 days and
// the next: a tenth has a programme, a twentieth a promise.
func manyOpen(t testing.TB, w *data.Workspace, n int, now time.Time) {
	t.Helper()
	for _, step := range []string{
		`PRAGMA synchronous = OFF`,
		`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ` + strconv.Itoa(n) + `)
		INSERT INTO cases (id, number, revision, customer, contact, shop, platform, channel, order_no, sku, product, tracking,
			amount_minor, amount_currency, category, severity, customer_type, responsibility, occurred, received, buyer_zone,
			story, demand, stage, created_at, updated_at)
		SELECT printf('case-%07d', i), printf('CF-2026-%07d', i), 1, printf('Customer %d', i), '', '', '',
			CASE i % 3 WHEN 0 THEN 'email' WHEN 1 THEN 'instant_message' ELSE 'platform_message' END, '', '', '', '', 0, '', '', '', '',
			'', '', strftime('%Y-%m-%dT%H:%M:%SZ', ` + strconv.FormatInt(now.Unix(), 10) + ` - i * 3456 % 3456000, 'unixepoch'),
			'Europe/Berlin', '', '', CASE i % 2 WHEN 0 THEN 'intake' ELSE 'resolution' END, 0, 0 FROM n`,
		`INSERT INTO case_programmes (id, case_id, programme_id, due, chosen_at)
		SELECT 'choice-' || id, id, 'claim', '', ` + strconv.FormatInt(now.UnixMicro(), 10) + ` FROM cases WHERE id LIKE '%0'`,
		`INSERT INTO records (id, case_id, kind, body, revision, created_at, updated_at)
		SELECT 'promise-' || id, id, 'promise', json_object('text', 'an answer', 'due',
			strftime('%Y-%m-%dT%H:%M:%SZ', ` + strconv.FormatInt(now.Unix(), 10) + ` + (abs(random()) % 864000), 'unixepoch')), 1, 0, 0
		FROM cases WHERE id LIKE '%5'`,
		`INSERT OR IGNORE INTO stale_cases SELECT id FROM cases`,
	} {
		if err := w.Exec(step); err != nil {
			t.Fatal(err)
		}
	}
}

// BenchmarkDue measures the board, a change in one case and counting all again.
func BenchmarkDue(b *testing.B) {
	now := time.Date(2026, 11, 23, 10, 0, 0, 0, time.FixedZone("CST", 8*3600))
	clock := func() time.Time { return now }
	w, err := data.Open(b.TempDir(), clock)
	if err != nil {
		b.Fatal(err)
	}
	defer w.Close()
	manyOpen(b, w, benchCases(b), now)
	s := clocks(b, w, clock)
	begun := time.Now()
	if err := s.Sync(ctx, nil); err != nil {
		b.Fatal(err)
	}
	b.Logf("counted %d cases in %v", benchCases(b), time.Since(begun))
	b.Run("today", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Today(ctx, deadlines.Query{PerSection: 20}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("counts", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Counts(ctx); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("today after a change", func(b *testing.B) {
		for b.Loop() {
			if err := w.Exec(`INSERT OR IGNORE INTO stale_cases VALUES ('case-0000007')`); err != nil {
				b.Fatal(err)
			}
			if _, err := s.Today(ctx, deadlines.Query{PerSection: 20}); err != nil {
				b.Fatal(err)
			}
		}
	})
}
