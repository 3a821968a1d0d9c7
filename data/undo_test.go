package data_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/app/money"
	"casefolio/app/undo"
	"casefolio/data"
	"casefolio/data/datatest"
)

// undoBench is a case with evidence of all kinds, and another one.
type undoBench struct {
	*testing.T
	w        *data.Workspace
	s        *undo.Service
	now      func() time.Time
	c, other cases.Case
	chat     evidence.Exhibit
	parcel   evidence.Exhibit
	photo    evidence.Exhibit
	n        int // grows, so that no edit is that of before
}

func openUndo(t *testing.T) *undoBench {
	w, now := datatest.Open(t), datatest.Clock()
	b := &undoBench{T: t, w: w, s: undo.NewService(w, now), now: now}
	b.c = mustCase(t, w, cases.Case{Customer: "Emma", Amount: money.Amount{Minor: 3990, Currency: "EUR"}, Stage: cases.Intake})
	b.other = mustCase(t, w, cases.Case{Customer: "Jonas", Order: "306-1", Stage: cases.Intake})
	b.chat = b.add(b.c.ID, evidence.Chat, "chat")
	b.parcel = b.add(b.c.ID, evidence.Tracking, "parcel")
	b.photo = b.add(b.c.ID, evidence.Photo, "photo")
	b.must(w.LinkMedia(ctx, b.chat.ID, map[int]string{1: b.photo.ID, 4: b.photo.ID}, now()))
	return b
}

// add captures an exhibit whose bytes lie in the vault.
func (b *undoBench) add(caseID string, kind evidence.Kind, content string) evidence.Exhibit {
	b.Helper()
	blob, err := b.w.Put(ctx, strings.NewReader(content), 1<<20)
	b.must(err)
	var messages []evidence.Message
	var events []evidence.Event
	switch kind {
	case evidence.Chat:
		for i, who := range []string{"Emma", "Shop", "Emma", "Robot", "Emma"} {
			messages = append(messages, evidence.Message{Seq: i + 1, At: b.now(), Sender: who, Body: fmt.Sprint(content, i), Start: int64(i)})
		}
	case evidence.Tracking:
		for i, text := range []string{"Delivered", "Out for delivery", "Picked up"} {
			events = append(events, evidence.Event{Seq: i + 1, At: b.now(), Text: text})
		}
	}
	e, err := b.w.AddExhibit(ctx, evidence.Exhibit{
		CaseID: caseID, Kind: kind, Source: evidence.FromFile, FileName: content, SHA256: blob.SHA256, Size: blob.Size,
	}, messages, events)
	b.must(err)
	return e
}

func (b *undoBench) must(err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

// facts is all that a seller sees of the cases outside of the trash.
func (b *undoBench) facts() string {
	b.Helper()
	live := `(SELECT e.* FROM exhibits e JOIN cases c ON c.id = e.case_id WHERE e.deleted_at IS NULL AND c.deleted_at IS NULL)`
	var out []string
	for _, q := range [][2]string{
		{`number, customer, contact, order_no, amount_minor, amount_currency, story, occurred, cost_minor, satisfaction, remedy, stage`,
			`cases WHERE deleted_at IS NULL ORDER BY id`},
		{`case_id, from_stage, to_stage, reason, at`, `stage_moves ORDER BY id`},
		{`case_id, no, kind, title, turn, message_count, event_count, parent_id, problem`, live + ` ORDER BY case_id, no`},
		{`s.id, s.live, s.text`, `search_texts s LEFT JOIN exhibits e ON e.id = s.id JOIN cases c ON c.id = s.case_id
			WHERE c.deleted_at IS NULL AND e.deleted_at IS NULL ORDER BY s.id`},
		{`e.id, m.seq, m.sender, m.role, m.body, k.seq IS NOT NULL, t.text, t.source, f.media_id`, `messages m
			JOIN ` + live + ` e ON e.id = m.exhibit_id
			LEFT JOIN message_marks k ON k.exhibit_id = m.exhibit_id AND k.seq = m.seq
			LEFT JOIN message_media f ON f.exhibit_id = m.exhibit_id AND f.seq = m.seq
			LEFT JOIN message_translations t ON t.exhibit_id = m.exhibit_id AND t.seq = m.seq ORDER BY e.id, m.seq`},
		{`e.id, t.seq, t.at, t.place, t.text, t.milestone, t.own, t.changed`, `told_events t
			JOIN ` + live + ` e ON e.id = t.exhibit_id ORDER BY e.id, t.seq`},
		{`e.id, choices`, `chat_choices x JOIN ` + live + ` e ON e.id = x.exhibit_id ORDER BY e.id`},
		{`e.id, choices`, `track_choices x JOIN ` + live + ` e ON e.id = x.exhibit_id ORDER BY e.id`},
		{`case_id, programme_id, due, chosen_at, reopened_at`, `case_programmes ORDER BY id`},
		{`id, case_id, key, exhibit_id, reason`, `evidence_slots ORDER BY id`},
		{`case_id, seq, kind, text, reason`, `masked_terms ORDER BY case_id, seq`},
		{`id, case_id, template_id, lang, text, facts`, `letters ORDER BY id`},
		{`s.id, recipient, note, at, result, amount_minor, reason, answered_at,
			(SELECT group_concat(exhibit_id || part) FROM (SELECT * FROM submission_exhibits x WHERE x.submission_id = s.id ORDER BY part, no))`,
			`submissions s WHERE taken_back_at IS NULL ORDER BY s.id`},
		{`id, case_id, kind, body`, `records WHERE deleted_at IS NULL ORDER BY id`},
	} {
		s, err := b.w.Ask(false, `SELECT coalesce((SELECT group_concat(v, char(10)) FROM (SELECT json_array(`+q[0]+`) AS v FROM `+q[1]+`)), '')`)
		if err != nil {
			b.Fatalf("%v in %v", err, q)
		}
		out = append(out, s)
	}
	return strings.Join(out, "\n\n")
}

// TestUndoAllAndRedoAll makes random edits, takes back and does again in
// between, then takes all back and does all again.
func TestUndoAllAndRedoAll(t *testing.T) {
	for seed := range uint64(5) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			b := openUndo(t)
			b.add(b.other.ID, evidence.Chat, "other chat")
			b.add(b.other.ID, evidence.Photo, "photo")
			r := rand.New(rand.NewPCG(seed, 1))
			edits := b.edits()
			names := make([]string, 0, len(edits))
			for name := range edits {
				names = append(names, name)
			}
			slices.Sort(names)
			start, depth := b.facts(), b.depth()
			var done []string
			for range 60 {
				b.n++
				switch name := names[r.IntN(len(names))]; r.IntN(6) {
				case 0:
					if b.depth() > depth { // the evidence that the edits need stays
						b.undo(done)
					}
				case 1:
					if _, redo, err := b.s.Next(ctx, b.c.ID); err == nil && redo.First > 0 {
						b.redo(done)
					}
				default:
					done = append(done, name)
					edits[name]()
				}
			}
			for {
				_, redo, err := b.s.Next(ctx, b.c.ID)
				b.must(err)
				if redo.First == 0 {
					break
				}
				b.redo(done)
			}
			end := b.facts()
			steps := 0
			for b.depth() > depth {
				b.undo(done)
				steps++
			}
			if got := b.facts(); got != start {
				t.Fatalf("after %v all back is\n%s\nnot\n%s", done, got, start)
			}
			if found := verify(t, b.w).Problems; len(found) > 0 {
				t.Fatalf("%v: %v", done, found)
			}
			for range steps {
				b.redo(done)
			}
			if got := b.facts(); got != end {
				t.Fatalf("after %v all again is\n%s\nnot\n%s", done, got, end)
			}
			if found := verify(t, b.w).Problems; len(found) > 0 {
				t.Fatalf("%v: %v", done, found)
			}
		})
	}
}

// depth is how many deeds can be taken back.
func (b *undoBench) depth() int {
	written, err := b.w.Deeds(ctx, b.c.ID)
	b.must(err)
	n := 0
	for _, d := range undo.Fold(written) {
		if !d.Undone {
			n++
		}
	}
	return n
}

func (b *undoBench) undo(done []string) {
	b.Helper()
	if d, err := b.s.Undo(ctx, b.c.ID); err != nil {
		b.Fatalf("taking back %v after %v: %v", actions(d), done, err)
	}
}

func (b *undoBench) redo(done []string) {
	b.Helper()
	if d, err := b.s.Redo(ctx, b.c.ID); err != nil {
		b.Fatalf("doing %v again after %v: %v", actions(d), done, err)
	}
}

func actions(d undo.Deed) (all []string) {
	for _, e := range d.Entries {
		all = append(all, e.Action)
	}
	return all
}

// TestEachEdit takes every edit back and does it again on its own.
func TestEachEdit(t *testing.T) {
	names := slices.Sorted(func(yield func(string) bool) {
		for name := range openUndo(t).edits() {
			if !yield(name) {
				return
			}
		}
	})
	b := openUndo(t)
	for _, name := range names {
		b.n++
		start, depth := b.facts(), b.depth()
		b.edits()[name]()
		if b.depth() == depth {
			continue // it changed nothing here
		}
		end := b.facts()
		if end == start {
			t.Errorf("%s changes nothing", name)
		}
		for range 2 {
			b.undo([]string{name})
			if got := b.facts(); got != start {
				t.Fatalf("%s back is\n%s\nnot\n%s", name, got, start)
			}
			b.redo([]string{name})
			if got := b.facts(); got != end {
				t.Fatalf("%s again is\n%s\nnot\n%s", name, got, end)
			}
		}
		if name == "bin" || name == "trash" {
			b.undo([]string{name})
		}
	}
	if found := verify(t, b.w).Problems; len(found) > 0 {
		t.Error(found)
	}
}

// TestFactsComeBack reads facts of random cases back from what the journal makes
// of them. A new fact that taking back does not know fails here.
func TestFactsComeBack(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 1))
	word := func() string { return []string{"", " x ", "a\nb", "案卷", "EUR 5", ","}[r.IntN(6)] }
	when := func() time.Time {
		if r.IntN(3) == 0 {
			return time.Time{}
		}
		return time.Unix(r.Int64N(4e9), r.Int64N(1e9)).In(time.FixedZone("", (r.IntN(27*60)-12*60)*60))
	}
	amount := func() money.Amount {
		if r.IntN(4) == 0 {
			return money.Amount{}
		}
		return money.Amount{Minor: r.Int64N(2e15) - 1e15, Currency: []string{"EUR", "JPY", "KWD", "CLF"}[r.IntN(4)]}
	}
	for range 2000 {
		c := cases.Case{
			Customer: word(), Contact: word(), Shop: word(), Platform: word(), Channel: word(), Order: word(), SKU: word(), Product: word(),
			Tracking: word(), Amount: amount(), Category: word(), Severity: word(), CustomerType: word(), Responsibility: word(),
			Occurred: when(), Received: when(), BuyerZone: word(), Story: word(), Demand: word(), Remedy: word(), Cost: amount(),
			Recovered: amount(), FollowUp: word(), Satisfaction: r.IntN(6), FollowedUp: when(), Lesson: word(), Prevention: word(),
		}
		again, err := data.Refact(c)
		if err != nil || !data.SameFacts(c, again) {
			t.Fatalf("%+v became %+v, %v", c, again, err)
		}
	}
}
