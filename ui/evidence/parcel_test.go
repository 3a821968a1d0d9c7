package evidence_test

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/evidence"
	uievidence "casefolio/ui/evidence"
	"casefolio/ui/kit"
)

const hamburg = "Tracking number: YT2631821272003344\n2026-11-20 13:05 Hamburg, Delivered\n" +
	"2026-11-20 08:40 Hamburg, Out for delivery\n2026-11-05 08:40 Shenzhen, Departed\n"

// choose opens the n-th line of the list of events.
func (b *bench) choose(t *testing.T, n int) {
	t.Helper()
	var list *widget.List
	b.Walk(func(o fyne.CanvasObject) {
		if l, ok := o.(*widget.List); ok {
			list = l
		}
	})
	if list == nil {
		t.Fatal("no list")
	}
	list.Select(n)
}

// entries are the fields of the dialog on show, from the top.
func (b *bench) entries() []*widget.Entry {
	var all []*widget.Entry
	b.Walk(func(o fyne.CanvasObject) {
		switch e := o.(type) {
		case *kit.Entry:
			all = append(all, &e.Entry)
		case *kit.LongEntry:
			all = append(all, &e.Entry)
		}
	})
	return all
}

func (b *bench) events(t *testing.T, id string) []evidence.Event {
	t.Helper()
	all, err := b.s.Evidence.Events(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestAParcelIsJudgedCorrectedAndCompleted(t *testing.T) {
	for _, language := range []string{"zh", "en"} {
		t.Run(language, func(t *testing.T) {
			b := open(t, language)
			b.deps.Expected = b.s.Expected
			e := b.addText(t, hamburg)
			b.Show(uievidence.NewPage(b.deps, e.ID))
			for _, want := range []string{kit.T("fact.delivered") + " 11-20", kit.T("fact.signed"), "UTC+1",
				kit.T("finding.gap", "days", "15", "from", "2026-11-05", "to", "2026-11-20")} {
				if !b.Has(want) {
					t.Errorf("%q is not there", want)
				}
			}
			b.choose(t, 0)
			fields := b.entries()
			if len(fields) != 2 || fields[0].Text != "2026-11-20 13:05" || fields[1].Text != "Hamburg" {
				t.Fatalf("%d fields", len(fields))
			}
			fields[0].SetText("2026-11-20 25:05")
			b.Tap(t, kit.T("track.form.save"))
			if !b.Has(kit.T("track.form.time.wrong")) {
				t.Error("a wrong time is taken")
			}
			fields[0].SetText("2026-11-20 14:05 +02:00")
			b.Tap(t, kit.T("track.form.save"))
			if now := b.events(t, e.ID)[0]; now.Was == nil || !now.ZoneKnown || now.At.UTC().Hour() != 12 {
				t.Errorf("%+v", now)
			}
			b.choose(t, 0)
			b.Tap(t, kit.T("track.form.revert"))
			if now := b.events(t, e.ID)[0]; now.Was != nil {
				t.Errorf("%+v", now)
			}
			b.Tap(t, kit.T("track.add"))
			fields = b.entries()
			fields[0].SetText("Buyer called")
			fields[1].SetText("2026-11-21")
			b.Tap(t, kit.T("track.form.save"))
			all := b.events(t, e.ID)
			if len(all) != 4 || !all[3].Own || !all[3].DateOnly || !b.Has(kit.T("track.own")) {
				t.Errorf("%+v", all)
			}
			b.choose(t, 0)
			b.Tap(t, kit.T("track.form.remove"))
			if all = b.events(t, e.ID); len(all) != 3 {
				t.Errorf("%+v", all)
			}
			b.noErrors(t)
		})
	}
}

func TestRecordsOfOneParcelStandTogether(t *testing.T) {
	b := open(t, "en")
	first := b.addText(t, strings.Replace(hamburg, "2026-11-20 13:05 Hamburg, Delivered\n", "", 1))
	second := b.addText(t, hamburg)
	b.Show(uievidence.NewPage(b.deps, first.ID))
	if !b.Has("E-01 E-02") || !b.Has("Delivered") {
		t.Error("the newer record is not merged")
	}
	b.choose(t, 0)
	if len(b.Routes) != 1 || b.Routes[0].ID != second.ID {
		t.Errorf("%+v", b.Routes)
	}
	b.Picture(t, "parcel-merged")
	b.noErrors(t)
}

func TestATrackingTableIsReadAgain(t *testing.T) {
	b := open(t, "en")
	e := b.addText(t, "Wann\tWo\tWas\n03/04/2026 10:15\tBerlin\tDelivered\n02/04/2026 09:00\tBerlin\tOut for delivery\n")
	b.Show(uievidence.NewPage(b.deps, e.ID))
	b.Tap(t, kit.T("track.order"))
	b.Tap(t, kit.T("track.order.mdy"))
	b.Tap(t, kit.T("track.columns.read"))
	if now := b.events(t, e.ID)[0]; now.At.Month() != 3 {
		t.Errorf("%+v", now)
	}
	b.Tap(t, kit.T("track.columns"))
	if !b.Has("Wann") || !b.Has("Berlin · Berlin") {
		t.Error("the columns are not shown")
	}
	b.Picture(t, "parcel-columns")
	b.Tap(t, kit.T("track.columns.read"))
	b.noErrors(t)
}
