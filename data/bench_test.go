package data_test

import (
	"fmt"
	"os"
	"strconv"
	"testing"
	"time"

	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/data"
)

// benchCases is how many cases the benchmarks file; CASEFOLIO_BENCH_CASES
// asks for more.
func benchCases(b *testing.B) int {
	b.Helper()
	text := os.Getenv("CASEFOLIO_BENCH_CASES")
	if text == "" {
		return 1000
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		b.Fatal(err)
	}
	return n
}

// filled makes a workspace whose every case has a chat of ten messages. Nothing
// waits for the disk while it is filled.
func filled(b *testing.B) *data.Workspace {
	b.Helper()
	w, err := data.Open(b.TempDir(), time.Now)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = w.Close() })
	if err := w.Exec(`PRAGMA synchronous = OFF`); err != nil {
		b.Fatal(err)
	}
	messages := make([]evidence.Message, 10)
	for i := range benchCases(b) {
		c := mustCase(b, w, cases.Case{
			Customer: fmt.Sprintf("Customer %d", i), Order: fmt.Sprintf("114-%07d", i), Stage: cases.Stages()[i%6],
			Story: "The parcel has been in Leipzig for eleven days and the buyer is losing patience.",
		})
		for n := range messages {
			messages[n] = evidence.Message{Seq: n + 1, Body: fmt.Sprintf("Message %d: where is my order? \u5305\u88f9\u5728\u54ea\u91cc", n)}
		}
		if i == 7 {
			messages[3].Body = "the one needle"
		}
		if _, err := w.AddExhibit(ctx, evidence.Exhibit{CaseID: c.ID, Kind: evidence.Chat}, messages, nil); err != nil {
			b.Fatal(err)
		}
	}
	return w
}

// BenchmarkList measures what the case list asks for.
func BenchmarkList(b *testing.B) {
	w := filled(b)
	middle := cases.Query{Group: cases.Open, Limit: 50}
	for range benchCases(b) / 200 {
		page, err := w.Cases(ctx, middle)
		if err != nil {
			b.Fatal(err)
		}
		if page.Next != (cases.Cursor{}) {
			middle.After = page.Next
		}
	}
	for name, q := range map[string]cases.Query{
		"first page":       {Group: cases.Open, Limit: 50},
		"a page deep down": middle,
		"rare word":        {Search: "needle", Limit: 50},
		"common word":      {Search: "order", Limit: 50},
		"one character":    {Search: "\u5305", Limit: 50},
		"no such word":     {Search: "zzz", Limit: 50},
		"order number":     {Search: "114-0000500", Limit: 50},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := w.Cases(ctx, q); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("counts", func(b *testing.B) {
		for b.Loop() {
			if _, err := w.CountCases(ctx); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkOpen measures the start with an existing workspace.
func BenchmarkOpen(b *testing.B) {
	w := filled(b)
	if err := w.Close(); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		again, err := data.Open(w.Root(), time.Now)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := again.Cases(ctx, cases.Query{}); err != nil {
			b.Fatal(err)
		}
		if err := again.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCreate measures filing a case, durably.
func BenchmarkCreate(b *testing.B) {
	w, err := data.Open(b.TempDir(), time.Now)
	if err != nil {
		b.Fatal(err)
	}
	defer w.Close()
	for b.Loop() {
		mustCase(b, w, cases.Case{Customer: "Anna"})
	}
}
