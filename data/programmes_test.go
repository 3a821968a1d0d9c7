package data_test

import (
	"context"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/app/fault"
	"casefolio/app/programmes"
	"casefolio/data"
	"casefolio/data/datatest"
)

// programmeBench is the service on a real workspace, with a case that has a
// chat and a tracking record.
type programmeBench struct {
	w              *data.Workspace
	s              *programmes.Service
	c              cases.Case
	chat, tracking evidence.Exhibit
}

func openProgrammes(t *testing.T) programmeBench {
	t.Helper()
	rules, err := programmes.Load(os.DirFS("../assets"))
	if err != nil {
		t.Fatal(err)
	}
	w := datatest.Open(t)
	b := programmeBench{w: w, s: programmes.NewService(w, rules, datatest.Clock()), c: mustCase(t, w, cases.Case{Customer: "Emma"})}
	b.chat = b.exhibit(t, evidence.Exhibit{CaseID: b.c.ID, Kind: evidence.Chat},
		[]evidence.Message{{Seq: 1, Sender: "Emma", Role: evidence.Buyer, Body: "Where is it?"}}, nil)
	b.tracking = b.exhibit(t, evidence.Exhibit{CaseID: b.c.ID, Kind: evidence.Tracking, Parcel: evidence.Parcel{Number: "YT1"}}, nil,
		[]evidence.Event{{Seq: 1, Text: "Delivered", Milestone: "delivered.delivered"}, {Seq: 2, Text: "x", Milestone: "in_transit.picked_up"}})
	return b
}

func (b programmeBench) exhibit(t *testing.T, e evidence.Exhibit, m []evidence.Message, ev []evidence.Event) evidence.Exhibit {
	t.Helper()
	e.SHA256 = strings.Repeat("0", 63) + strconv.Itoa(len(m)) // the same twice would be one exhibit
	added, err := b.w.AddExhibit(ctx, e, m, ev)
	if err != nil {
		t.Fatal(err)
	}
	return added
}

func (b programmeBench) readiness(t *testing.T) programmes.Readiness {
	t.Helper()
	r, err := b.s.Readiness(ctx, b.c.ID)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// actions are the last n entries of the journal about the case.
func (b programmeBench) actions(t *testing.T, n int) []string {
	t.Helper()
	entries, err := b.w.CaseEntries(ctx, b.c.ID)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries[max(0, len(entries)-n):] {
		out = append(out, e.Action)
	}
	return out
}

func TestReadinessOfACase(t *testing.T) {
	b := openProgrammes(t)
	if r := b.readiness(t); r.Chosen() || len(r.Slots) > 0 {
		t.Fatalf("%+v", r)
	}
	due := time.Date(2026, 11, 20, 18, 0, 0, 0, time.FixedZone("", 3600))
	for range 2 { // the second time changes nothing
		if _, err := b.s.Choose(ctx, b.c.ID, "amazon.atoz.us.inr", due); err != nil {
			t.Fatal(err)
		}
	}
	r := b.readiness(t)
	if percent, ok := r.Percent(); !ok || percent != 0 || !r.Choice.Due.Equal(due) || len(r.Slots) != 7 {
		t.Fatalf("%+v", r)
	}
	offers, err := b.s.Suggest(ctx, b.c.ID, "")
	if err != nil {
		t.Fatal(err)
	}
	var marks []programmes.Mark
	for _, o := range offers {
		marks = append(marks, programmes.Mark{Key: o.Key, ExhibitID: o.Exhibit.ID})
	}
	if len(marks) != 3 { // number, method, proof of delivery
		t.Fatalf("offered %+v", offers)
	}
	if err := b.s.Link(ctx, b.c.ID, marks...); err != nil {
		t.Fatal(err)
	}
	if got := b.actions(t, 4); !slices.Equal(got, []string{"programme.chosen", "slot.linked", "slot.linked", "slot.linked"}) {
		t.Errorf("journal: %v", got)
	}
	if err := b.s.Link(ctx, b.c.ID, marks...); err != nil || b.actions(t, 1)[0] != "slot.linked" || len(b.actions(t, 99)) != 7 {
		t.Errorf("linking twice: %v %v", err, b.actions(t, 99))
	}
	if percent, _ := b.readiness(t).Percent(); percent != 75 {
		t.Errorf("%d %%", percent)
	}
	if err := b.s.Waive(ctx, b.c.ID, "delivery_address", "  "); !fault.Is(err, "slot.reason") {
		t.Error(err)
	}
	for _, reason := range []string{"shown to nobody", "kept by the platform"} {
		if err := b.s.Waive(ctx, b.c.ID, "delivery_address", reason); err != nil {
			t.Fatal(err)
		}
	}
	r = b.readiness(t)
	if percent, _ := r.Percent(); percent != 100 || len(r.Missing()) != 0 || r.Slots[3].Reason != "kept by the platform" {
		t.Errorf("%+v", r)
	}
	if err := b.w.TrashExhibit(ctx, b.tracking.ID, due); err != nil {
		t.Fatal(err)
	}
	if percent, _ := b.readiness(t).Percent(); percent != 0 {
		t.Errorf("an exhibit in the trash ticks: %d %%", percent)
	}
	if err := b.w.RestoreExhibit(ctx, b.tracking.ID, due); err != nil {
		t.Fatal(err)
	}
	if err := b.s.Unlink(ctx, b.c.ID, "ship_method", b.tracking.ID); err != nil {
		t.Fatal(err)
	}
	if err := b.s.Unwaive(ctx, b.c.ID, "delivery_address"); err != nil {
		t.Fatal(err)
	}
	if percent, _ := b.readiness(t).Percent(); percent != 50 {
		t.Errorf("%d %%", percent)
	}
	if got := b.actions(t, 2); !slices.Equal(got, []string{"slot.unlinked", "slot.applies"}) {
		t.Errorf("journal: %v", got)
	}
}

func TestSeveralProgrammes(t *testing.T) {
	b := openProgrammes(t)
	for _, id := range []string{"amazon.atoz.us.inr", "carrier.yunexpress"} {
		if _, err := b.s.Choose(ctx, b.c.ID, id, time.Time{}); err != nil {
			t.Fatal(err)
		}
	}
	if r := b.readiness(t); r.Programme.ID != "carrier.yunexpress" {
		t.Errorf("%s", r.Programme.ID)
	}
	r, err := b.s.ReadinessFor(ctx, b.c.ID, "amazon.atoz.us.inr")
	if err != nil || r.Programme.ID != "amazon.atoz.us.inr" {
		t.Errorf("%s %v", r.Programme.ID, err)
	}
	if err := b.s.Drop(ctx, b.c.ID, "carrier.yunexpress"); err != nil {
		t.Fatal(err)
	}
	if r := b.readiness(t); r.Programme.ID != "amazon.atoz.us.inr" {
		t.Errorf("%s", r.Programme.ID)
	}
	if _, err := b.s.Choose(ctx, b.c.ID, "x", time.Time{}); !fault.Is(err, "programme.unknown") {
		t.Error(err)
	}
	if _, err := b.s.Choose(ctx, "x", "temu.any", time.Time{}); !fault.Is(err, "case.unknown") {
		t.Error(err)
	}
}

func TestForeignExhibitsAreNotLinked(t *testing.T) {
	b := openProgrammes(t)
	other := mustCase(t, b.w, cases.Case{})
	foreign := b.exhibit(t, evidence.Exhibit{CaseID: other.ID}, nil, nil)
	if err := b.w.TrashExhibit(ctx, b.chat.ID, time.Time{}); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{foreign.ID, b.chat.ID, "x"} {
		err := b.s.Link(ctx, b.c.ID, programmes.Mark{Key: "reply", ExhibitID: b.tracking.ID}, programmes.Mark{Key: "reply", ExhibitID: id})
		if !fault.Is(err, "exhibit.unknown") {
			t.Errorf("%s: %v", id, err)
		}
	}
	if marks, err := b.w.Marks(ctx, b.c.ID); err != nil || len(marks) > 0 {
		t.Errorf("half a change stayed: %v %v", marks, err)
	}
}

func TestChangedProgrammes(t *testing.T) {
	b := openProgrammes(t)
	get := func(id string) (p programmes.Programme) {
		all, err := b.s.List(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, p = range all {
			if p.ID == id {
				return p
			}
		}
		return programmes.Programme{}
	}
	p := get("temu.any")
	p.RespondWithin, p.Counting, p.StartsAt, p.Note, p.NoteZH = "P3D", programmes.Calendar, "notice", "mine", ""
	own := b.s.New()
	own.Name, own.Evidence = "Wish", []programmes.Item{{Key: programmes.OwnKey("Stamp"), Label: "Stamp", Required: true}}
	for _, one := range []programmes.Programme{p, p, own} {
		if err := b.s.Save(ctx, one); err != nil {
			t.Fatal(err)
		}
	}
	if got := get("temu.any"); got.RespondWithin != "P3D" || !got.OwnClock || got.Note != "mine" {
		t.Errorf("%+v", got)
	}
	if got := get(own.ID); got.Name != "Wish" || len(got.Evidence) != 1 {
		t.Errorf("%+v", got)
	}
	if _, err := b.s.Choose(ctx, b.c.ID, own.ID, time.Time{}); err != nil {
		t.Fatal(err)
	}
	if err := b.s.Revert(ctx, own.ID); !fault.Is(err, "programme.in_use") {
		t.Error(err)
	}
	if err := b.s.Drop(ctx, b.c.ID, own.ID); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{own.ID, "temu.any", "temu.any"} {
		if err := b.s.Revert(ctx, id); err != nil {
			t.Fatal(err)
		}
	}
	if got := get("temu.any"); got.RespondWithin != "" || got.OwnClock || get(own.ID).ID != "" {
		t.Errorf("%+v", got)
	}
	entries, err := b.w.CaseEntries(context.Background(), "")
	if err != nil {
		t.Fatal(err)
	}
	var actions []string
	for _, e := range entries {
		actions = append(actions, e.Action)
	}
	if got := strings.Join(actions, " "); got != "programme.changed programme.changed programme.reverted programme.reverted" {
		t.Errorf("journal: %s", got)
	}
}

func TestAProgrammeThatIsGone(t *testing.T) {
	b := openProgrammes(t)
	if _, err := b.w.Choose(ctx, programmes.Choice{CaseID: b.c.ID, ProgrammeID: "of.an.older.file"}); err != nil {
		t.Fatal(err)
	}
	if r := b.readiness(t); !r.Gone || r.Programme.ID != "of.an.older.file" {
		t.Errorf("%+v", r)
	}
}
