package evidence_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"casefolio/app/evidence"
	uievidence "casefolio/ui/evidence"
	"casefolio/ui/kit"
)

func (b *bench) exhibits(t *testing.T) []evidence.Exhibit {
	t.Helper()
	all, err := b.s.Evidence.List(context.Background(), b.c.ID)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func (b *bench) messages(t *testing.T, id string) []evidence.Message {
	t.Helper()
	all, err := b.s.Evidence.Messages(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// Nothing tells the order of the dates: the seller is asked, and nothing is
// taken before.
func TestTheOrderOfDatesIsAsked(t *testing.T) {
	for _, language := range []string{"zh", "en"} {
		t.Run(language, func(t *testing.T) {
			b := open(t, language)
			b.Show(uievidence.NewPage(b.deps, b.addText(t, "A note.").ID))
			uievidence.NewAdder(b.deps, func(string) {}).Text(b.c.ID,
				"[05/11/2026, 09:00:00] Emma Schneider: Any news?\n[05/11/2026, 09:01:00] LumoHaus: Not yet.\n")
			b.Picture(t, "preview-"+language)
			b.Tap(t, kit.T("chat.preview.take"))
			if n := len(b.exhibits(t)); n != 1 || b.Window().Canvas().Overlays().Top() == nil {
				t.Fatalf("%d exhibits before the answer", n)
			}
			b.Tap(t, kit.T("chat.preview.order.choice", "written", "5/11/2026", "date", "2026-05-11"))
			b.Picture(t, "preview-chosen-"+language)
			b.Tap(t, kit.T("chat.preview.take"))
			all := b.exhibits(t)
			if len(all) != 2 || all[1].EventAt.Format("2006-01-02") != "2026-05-11" || all[1].Problem != "" {
				t.Fatalf("%+v", all)
			}
			b.noErrors(t)
		})
	}
}

// One key takes a chat about which nothing is open; a name that was typed goes
// with it.
func TestEnterTakesAChat(t *testing.T) {
	b := open(t, "en")
	b.Show(uievidence.NewPage(b.deps, b.addText(t, "A note.").ID))
	path := filepath.Join(t.TempDir(), "chat.txt")
	if err := os.WriteFile(path, []byte("[20/11/2026, 09:00:00] Emma Schneider: Any news?\n[20/11/2026, 09:01:00] LumoHaus: Not yet.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	uievidence.NewAdder(b.deps, func(string) {}).Files(b.c.ID, []string{path}, evidence.FromDrop)
	var names []*kit.Entry
	b.Walk(func(o fyne.CanvasObject) {
		if e, ok := o.(*kit.Entry); ok && e.Text == "LumoHaus" {
			names = append(names, e)
		}
	})
	if len(names) != 1 {
		t.Fatalf("%d fields with the name", len(names))
	}
	names[0].SetText("Lin")
	b.Window().Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	all := b.exhibits(t)
	if len(all) != 2 {
		t.Fatalf("%d exhibits", len(all))
	}
	if m := b.messages(t, all[1].ID); m[1].Sender != "Lin" || m[1].Role != evidence.Seller {
		t.Errorf("%+v", m[1])
	}
	b.noErrors(t)
}

const unknownShape = "Emma Schneider\n2026-11-20 10:23 read\nWhere is it?\n\nLumoHaus\n2026-11-20 10:25 read\nOn its way\nIt left yesterday\n"

// A text of unknown shape becomes a chat when the seller marks one message, and
// the next one of that shape is recognised.
func TestAPatternIsLearned(t *testing.T) {
	b := open(t, "en")
	add := uievidence.NewAdder(b.deps, func(string) {})
	note := b.addText(t, "Notes\n"+unknownShape)
	b.Show(uievidence.NewPage(b.deps, note.ID))
	b.Tap(t, kit.T("chat.reading"))
	b.Tap(t, kit.T("chat.preview.learn"))
	b.Picture(t, "learn")
	for _, line := range []string{"Emma Schneider", "2026-11-20 10:23 read", "Where is it?"} {
		b.Tap(t, line)
	}
	var name *kit.Entry
	b.Walk(func(o fyne.CanvasObject) {
		if e, ok := o.(*kit.Entry); ok {
			name = e
		}
	})
	name.SetText("AliExpress chat")
	b.Tap(t, kit.T("chat.learn.use"))
	b.Picture(t, "learned")
	b.Tap(t, kit.T("chat.preview.save"))
	b.noErrors(t)
	got := b.messages(t, note.ID)
	if len(got) != 3 || got[2].Sender != "LumoHaus" || got[2].Body != "On its way\nIt left yesterday" || got[1].Role != evidence.Buyer {
		t.Fatalf("%+v", got)
	}
	add.Text(b.c.ID, strings.ReplaceAll(unknownShape, "10:2", "11:2"))
	b.Tap(t, kit.T("chat.preview.take"))
	all := b.exhibits(t)
	if len(all) != 2 || all[1].Messages != 2 {
		t.Fatalf("%+v", all)
	}
}

func TestSearchAndMarksInAChat(t *testing.T) {
	b := open(t, "en")
	e := b.addText(t, longChat(2000))
	b.Show(uievidence.NewPage(b.deps, e.ID))
	b.link(t, kit.T("chat.cite"), 0)
	if m := b.messages(t, e.ID); !m[0].Cited {
		t.Error("not marked")
	}
	if !b.Has(kit.T("chat.cited.only", "count", "1")) {
		t.Error("the marked ones are not counted")
	}
	b.Tap(t, kit.T("chat.cited.copy"))
	if s := fyne.CurrentApp().Clipboard().Content(); !strings.Contains(s, "> Where is my parcel?") || !strings.HasPrefix(s, "Emma Schneider, 2026-09-30") && !strings.HasPrefix(s, "Emma Schneider, 2026-10-01") {
		t.Errorf("quote %q", s)
	}
	var words *kit.Entry
	b.Walk(func(o fyne.CanvasObject) {
		if e, ok := o.(*kit.Entry); ok {
			words = e
		}
	})
	words.SetText("EMMA 1999")
	if !b.Has(kit.T("chat.find.count", "at", "1", "count", "1")) || !b.Has("2026-10-05 09:19") {
		t.Error("the last message is not found")
	}
	words.SetText("")
	b.Tap(t, kit.T("chat.cited.only", "count", "1"))
	if !b.Has("2026-10-01 00:00") || b.Has("2026-10-01 00:01") {
		t.Error("not only the marked message is shown")
	}
	b.Picture(t, "chat-marked")
	b.noErrors(t)
}

func TestMessagesAreFoundInAllCases(t *testing.T) {
	b := open(t, "zh")
	e := b.addText(t, longChat(40))
	b.Show(uievidence.NewPage(b.deps, e.ID))
	uievidence.FindMessages(b.deps, b.c.ID, "parcel 38")
	b.Picture(t, "find")
	var card *kit.Card
	b.Walk(func(o fyne.CanvasObject) {
		if c, ok := o.(*kit.Card); ok {
			card = c
		}
	})
	if card == nil {
		t.Fatal("nothing is found")
	}
	test.Tap(card)
	if n := len(b.Routes); n != 1 || b.Routes[0] != uievidence.MessageRoute(e.ID, 39) {
		t.Fatalf("%v", b.Routes)
	}
	b.Show(uievidence.NewPage(b.deps, b.Routes[0].ID))
	b.Picture(t, "found")
	if !b.Has("10-01 00:38") {
		t.Error("the message is not in sight")
	}
	b.noErrors(t)
}

func TestMarkedMessagesOfACase(t *testing.T) {
	b := open(t, "en")
	e := b.addText(t, longChat(40))
	b.Show(uievidence.NewPage(b.deps, e.ID))
	if err := b.s.Evidence.Cite(context.Background(), e.ID, []int{5, 7}, true); err != nil {
		t.Fatal(err)
	}
	uievidence.FindMessages(b.deps, b.c.ID, "")
	b.Tap(t, kit.T("chat.find.marked"))
	b.Picture(t, "find-marked")
	b.Tap(t, kit.T("chat.cited.copy"))
	if s := fyne.CurrentApp().Clipboard().Content(); strings.Count(s, "Emma Schneider, ") != 2 || !strings.Contains(s, "sister. 6") {
		t.Errorf("%q", s)
	}
	b.noErrors(t)
}

// A zone that does not exist stops the taking.
func TestAWrongZoneIsNotTaken(t *testing.T) {
	b := open(t, "en")
	b.Show(uievidence.NewPage(b.deps, b.addText(t, "A note.").ID))
	uievidence.NewAdder(b.deps, func(string) {}).Text(b.c.ID, "[20/11/2026, 09:00:00] Emma Schneider: Any news?\n")
	var zone *kit.Entry
	b.Walk(func(o fyne.CanvasObject) {
		if e, ok := o.(*kit.Entry); ok && e.PlaceHolder == kit.T("chat.preview.zone.other") {
			zone = e
		}
	})
	zone.SetText("Mars/Base")
	b.Tap(t, kit.T("chat.preview.take"))
	if len(b.exhibits(t)) != 1 || !b.Has(kit.T("chat.preview.zone.wrong")) {
		t.Fatal("taken with a zone that is none")
	}
	zone.SetText("America/New_York")
	b.Tap(t, kit.T("chat.preview.take"))
	all := b.exhibits(t)
	if len(all) != 2 || all[1].EventAt.UTC().Hour() != 14 {
		t.Errorf("%+v", all)
	}
}
