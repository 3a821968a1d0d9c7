package intake

import (
	"testing"
	"time"

	"casefolio/app/intake"
)

func TestVerdictsHoldForTheWords(t *testing.T) {
	text := "first 1042, then 1042 and 7788"
	found := intake.Found{Hits: []intake.Hit{
		{Kind: intake.Order, Value: "1042", Start: 6, End: 10},
		{Kind: intake.Order, Value: "1042", Start: 17, End: 21},
		{Kind: intake.Order, Value: "7788", Start: 26, End: 30},
	}}
	var v verdicts
	v.say(judgedOf(found.Hits[0], text), intake.Hit{})
	v.say(judgedOf(found.Hits[2], text), intake.Hit{Kind: intake.SKU, Value: "7788"})
	got := v.apply(found, text).Hits
	if len(got) != 1 || got[0].Kind != intake.SKU || got[0].Start != 26 {
		t.Errorf("%+v", got)
	}
	if again := v.apply(intake.Found{Hits: []intake.Hit{{Kind: intake.Order, Start: 40, End: 44}}}, text).Hits; len(again) != 1 {
		t.Errorf("a hit beyond the text: %+v", again)
	}
}

func TestAnAmbiguousDateHasTwoReadings(t *testing.T) {
	zone := time.FixedZone("", 8*3600)
	all := readings(intake.Hit{Kind: intake.Date, Value: "2026-03-04", Other: "2026-04-03"}, zone)
	if len(all) != 2 || all[0].fields[fieldReceived] == all[1].fields[fieldReceived] {
		t.Errorf("%+v", all)
	}
	for _, o := range offers(intake.Found{Hits: []intake.Hit{{Kind: intake.Date, Value: "2026-03-04", Other: "2026-04-03", End: 8}}}, zone) {
		if !o.asked {
			t.Error("one reading of an ambiguous date is taken unasked")
		}
	}
}
