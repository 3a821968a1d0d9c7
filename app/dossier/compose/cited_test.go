package compose

import (
	"slices"
	"strings"
	"testing"

	"casefolio/app/evidence"
)

// A marked message has a line of its own and is not left out of the summary.
func TestMarkedMessages(t *testing.T) {
	in := input(t, "en")
	chat := Exhibit{Exhibit: evidence.Exhibit{ID: "x", No: 1, Kind: evidence.Chat, Messages: 40}}
	for i := range 40 {
		chat.Messages = append(chat.Messages, evidence.Message{
			Seq: i + 1, At: at(9, 10, i), ZoneKnown: true, Sender: "Emma", Role: evidence.Buyer, Body: "message " + count(i), Cited: i == 20,
		})
	}
	in.Exhibits = []Exhibit{chat}
	says := func(doc []string) bool {
		return slices.ContainsFunc(doc, func(s string) bool { return s == "Buyer wrote: “message 20”" })
	}
	if !says(lines(Compose(in))) {
		t.Error("no line of its own in the full form")
	}
	in.Form = Summary
	for in.Tight = range Tightest() + 1 {
		doc := lines(Compose(in))
		if !says(doc) && !slices.ContainsFunc(doc, func(s string) bool { return strings.HasPrefix(s, "Buyer wrote: “message 20") }) {
			t.Errorf("the summary at %d leaves it out", in.Tight)
		}
	}
}
