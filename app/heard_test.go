package app_test

import (
	"testing"

	"casefolio/app/evidence"
)

// What the buyer wrote and nobody answered stands beside the reply, in the order
// of time whatever evidence it came in, and tells the language to answer in.
func TestTheBuyersLastMessages(t *testing.T) {
	s, c := wholeCase(t, "America/New_York")
	heard := func() (bodies []string, lang string) {
		t.Helper()
		desk, err := s.Replies.Desk(t.Context(), c.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range desk.Heard {
			bodies = append(bodies, h.Exhibit+" "+h.Body)
		}
		return bodies, desk.Lang
	}
	if got, lang := heard(); len(got) != 0 || lang != "en" {
		t.Fatalf("before anything was written: %q, %q", got, lang)
	}
	add := func(text string) {
		t.Helper()
		if _, err := s.Evidence.Add(t.Context(), c.ID, evidence.TextInput(text), evidence.Options{
			Zone: s.Now().Location(), Buyer: c.Customer, Seller: []string{"LumoHaus"},
		}); err != nil {
			t.Fatal(err)
		}
	}
	add("[09/11/2026, 09:10:00] Emma Schneider: Und ich warte immer noch auf eine Antwort von Ihnen!\n[09/11/2026, 09:12:00] Emma Schneider: Wo ist mein Paket?\n")
	add("[08/11/2026, 06:40:12] Emma Schneider: Any news about the thermos?\n[08/11/2026, 06:52:30] LumoHaus: I am opening a trace today.\n[08/11/2026, 06:55:01] Emma Schneider: Danke, ich brauche es aber vor dem Samstag.\n")
	got, lang := heard()
	want := []string{"E-05 Danke, ich brauche es aber vor dem Samstag.", "E-04 Und ich warte immer noch auf eine Antwort von Ihnen!", "E-04 Wo ist mein Paket?"}
	if len(got) != len(want) {
		t.Fatalf("%q; want %q", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%q; want %q", got[i], want[i])
		}
	}
	if lang != "de" {
		t.Errorf("to be answered in %q; the buyer writes German", lang)
	}
}
