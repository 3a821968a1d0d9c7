package journal_test

import (
	"fmt"
	"testing"
	"time"

	"casefolio/app/journal"
)

func chain(t *testing.T, n int) []journal.Entry {
	t.Helper()
	at := time.Date(2026, 11, 20, 13, 35, 0, 123000, time.FixedZone("", 8*3600))
	prev := journal.Genesis()
	var out []journal.Entry
	for i := range n {
		e, err := journal.Seal(journal.Draft{
			Action: "case.updated", CaseID: "c1", Subject: "c1",
			Detail: map[string]string{"story": fmt.Sprint("变更 ", i), "b": "2"},
		}, fmt.Sprint("id-", i), int64(i+1), prev, at.Add(time.Duration(i)*time.Second))
		if err != nil {
			t.Fatal(err)
		}
		out, prev = append(out, e), e.Head
	}
	return out
}

// check walks a chain and returns the first finding.
func check(entries []journal.Entry) string {
	prev := journal.Genesis()
	for i, e := range entries {
		if code := e.Check(int64(i+1), prev); code != "" {
			return code
		}
		prev = e.Head
	}
	return ""
}

func TestChainHolds(t *testing.T) {
	if code := check(chain(t, 5)); code != "" {
		t.Fatal(code)
	}
}

func TestChainShowsEveryChange(t *testing.T) {
	for name, c := range map[string]struct {
		change func([]journal.Entry) []journal.Entry
		want   string
	}{
		"action":     {func(e []journal.Entry) []journal.Entry { e[2].Action = "case.created"; return e }, "hash"},
		"subject":    {func(e []journal.Entry) []journal.Entry { e[2].Subject = "c2"; return e }, "hash"},
		"case":       {func(e []journal.Entry) []journal.Entry { e[2].CaseID = "c2"; return e }, "hash"},
		"id":         {func(e []journal.Entry) []journal.Entry { e[2].ID = "x"; return e }, "hash"},
		"time":       {func(e []journal.Entry) []journal.Entry { e[2].At = e[2].At.Add(1); return e }, "hash"},
		"zone":       {func(e []journal.Entry) []journal.Entry { e[2].At = e[2].At.UTC(); return e }, "hash"},
		"version":    {func(e []journal.Entry) []journal.Entry { e[2].Version++; return e }, "version"},
		"commitment": {func(e []journal.Entry) []journal.Entry { e[2].Commitment = e[1].Commitment; return e }, "hash"},
		"detail":     {func(e []journal.Entry) []journal.Entry { e[2].Detail = []byte(`{"story":"x"}`); return e }, "detail"},
		"salt":       {func(e []journal.Entry) []journal.Entry { e[2].Salt[0] ^= 1; return e }, "detail"},
		"prev":       {func(e []journal.Entry) []journal.Entry { e[2].Prev = e[0].Head; return e }, "link"},
		"head":       {func(e []journal.Entry) []journal.Entry { e[2].Head = e[0].Head; return e }, "hash"},
		"left out":   {func(e []journal.Entry) []journal.Entry { return append(e[:2], e[3:]...) }, "order"},
		"swapped":    {func(e []journal.Entry) []journal.Entry { e[1], e[2] = e[2], e[1]; return e }, "order"},
	} {
		if got := check(c.change(chain(t, 5))); got != c.want {
			t.Errorf("%s: found %q, want %q", name, got, c.want)
		}
	}
}

func TestErasureLeavesTheChainWhole(t *testing.T) {
	entries := chain(t, 5)
	entries[2].Salt, entries[2].Detail = nil, nil
	if code := check(entries); code != "" {
		t.Fatal(code)
	}
	if !entries[2].Erased() {
		t.Fatal("an entry without detail should say that it was erased")
	}
}

// Equal details must not show as equal commitments, or an erased name could be
// guessed by hashing.
func TestCommitmentsAreSalted(t *testing.T) {
	d := journal.Draft{Action: "a", Detail: map[string]string{"customer": "Emma"}}
	a, _ := journal.Seal(d, "1", 1, journal.Genesis(), time.Unix(0, 0))
	b, _ := journal.Seal(d, "1", 1, journal.Genesis(), time.Unix(0, 0))
	if a.Commitment == b.Commitment {
		t.Fatal("the same detail gives the same commitment")
	}
}
