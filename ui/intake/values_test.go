package intake

import (
	"maps"
	"testing"
	"time"

	"casefolio/app/cases"
	"casefolio/app/intake"
)

func hit(kind, value string) intake.Hit { return intake.Hit{Kind: kind, Value: value} }

func TestFillKeepsWhatWasTyped(t *testing.T) {
	zone := time.FixedZone("CST", 8*3600)
	for _, x := range []struct {
		name       string
		now        values
		recognised map[string]bool
		hits       []intake.Hit
		want       values
	}{
		{"empty fields are filled", values{}, nil,
			[]intake.Hit{hit(intake.Order, "302-1"), hit(intake.Name, "Emma")}, values{"order": "302-1", "customer": "Emma"}},
		{"the first hit wins", values{}, nil,
			[]intake.Hit{hit(intake.Order, "302-1"), hit(intake.Order, "302-2")}, values{"order": "302-1"}},
		{"typed text stays", values{"order": "typed"}, nil,
			[]intake.Hit{hit(intake.Order, "302-1")}, values{}},
		{"an earlier recognition gives way", values{"order": "302-0"}, map[string]bool{"order": true},
			[]intake.Hit{hit(intake.Order, "302-1")}, values{"order": "302-1"}},
		{"an amount brings its currency", values{"currency": "USD"}, map[string]bool{"currency": true},
			[]intake.Hit{hit(intake.Amount, "EUR 39.90")}, values{"amount": "39.90", "currency": "EUR"}},
		{"a typed amount keeps its currency", values{"amount": "5", "currency": "USD"}, nil,
			[]intake.Hit{hit(intake.Amount, "EUR 39.90")}, values{}},
		{"the head of a message says when it was received", values{}, nil,
			[]intake.Hit{hit(intake.Date, "2026-11-20T06:31:09+01:00")}, values{"received": "2026-11-20T13:31:09+08:00"}},
		{"any other date waits for a tap", values{}, nil,
			[]intake.Hit{hit(intake.Date, "2026-11-09 22:14"), hit(intake.Date, "2026-11-09")}, values{}},
		{"an unknown kind is passed over", values{}, nil, []intake.Hit{hit("colour", "blue")}, values{}},
	} {
		t.Run(x.name, func(t *testing.T) {
			got := fill(x.now, x.recognised, offers(intake.Found{Hits: x.hits}, zone), nil)
			if !maps.Equal(got, x.want) {
				t.Errorf("got %v, want %v", got, x.want)
			}
		})
	}
}

func TestValuesAndFormAreTheSame(t *testing.T) {
	f := cases.Form{Customer: "Emma", Amount: "39.90", Currency: "EUR", BuyerZone: "Europe/Berlin", Responsibility: "carrier"}
	if got := valuesOf(f).form(); got != f {
		t.Errorf("got %+v", got)
	}
}

func TestTermIDTakesAnyLanguage(t *testing.T) {
	terms := []cases.Term{{ID: "own_site", Names: map[string]string{"zh": "独立站", "en": "Own website"}}}
	for text, want := range map[string]string{
		"独立站": "own_site", "own WEBSITE ": "own_site", "own_site": "own_site", " my stall ": "my stall", "": "",
	} {
		if got := termID(terms, text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
