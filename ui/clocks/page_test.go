package clocks_test

import (
	"os"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"casefolio/app"
	"casefolio/app/deadlines"
	"casefolio/data/datatest"
	"casefolio/ui/clocks"
	"casefolio/ui/kit"
	"casefolio/ui/kit/kittest"
)

type bench struct {
	*kittest.Shell
	s    *app.Services
	page *clocks.Page
}

func open(t *testing.T, language string) *bench {
	t.Helper()
	files := os.DirFS("../../assets")
	s, err := app.New(datatest.Open(t), files, datatest.Clock())
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{Shell: kittest.New(t, files, language), s: s}
	b.page = clocks.NewPage(clocks.Deps{Shell: b, Clocks: s.Deadlines, Reminders: s.Reminders, Lists: s.Lists})
	b.Show(b.page)
	return b
}

func (b *bench) fine(t *testing.T) {
	t.Helper()
	if len(b.Errors) > 0 {
		t.Fatalf("errors were shown: %v", b.Errors)
	}
}

func (b *bench) write(text string) {
	f := b.Window().Canvas().Focused()
	f.(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	test.Type(f, text)
}

func (b *bench) enter() {
	b.Window().Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
}

func (b *bench) other(t *testing.T) deadlines.Standard {
	t.Helper()
	all, err := b.s.Deadlines.Standards(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return all[0]
}

// A standard is changed, refused where it makes no sense, and taken back.
func TestStandard(t *testing.T) {
	b := open(t, "en")
	b.Picture(t, "clocks")
	was := b.other(t)
	b.Tap(t, kit.T("clocks.change"))
	b.Picture(t, "clocks-standard")
	b.write("-3")
	b.enter()
	if b.Window().Canvas().Overlays().Top() == nil || b.other(t).Changed {
		t.Fatal("a span of -3 was taken")
	}
	b.write("5")
	b.Tap(t, kit.T("clocks.unit.hours"))
	b.Tap(t, kit.T("clocks.save"))
	b.fine(t)
	if is := b.other(t); is.First != (deadlines.Span{N: 5, Unit: deadlines.Hours}) || is.Resolution != was.Resolution {
		t.Fatalf("%+v", is)
	}
	b.Actions[0].Do()
	if is := b.other(t); is.First != was.First {
		t.Errorf("undo leaves %+v", is)
	}
	b.fine(t)
}

// Days off are added from one to another, named, and taken back.
func TestOwnDays(t *testing.T) {
	b := open(t, "zh")
	own := func() deadlines.Holidays {
		all, err := b.s.Deadlines.Calendars(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return all[len(all)-1]
	}
	b.tapLast(t, kit.T("clocks.days"))
	b.write("2027-02-30")
	b.enter()
	if b.Window().Canvas().Overlays().Top() == nil || !b.Has(kit.T("fault.due.day")) {
		t.Fatal("30 February was taken")
	}
	b.write("2027-02-05 2027-02-12")
	b.enter()
	b.Picture(t, "clocks-days")
	b.Tap(t, kit.T("clocks.save"))
	b.fine(t)
	if days := own().Days; len(days) != 8 || days[7].Day.String() != "2027-02-12" {
		t.Fatalf("%+v", days)
	}
	b.Actions[0].Do()
	if days := own().Days; len(days) != 0 {
		t.Errorf("undo leaves %+v", days)
	}
	b.fine(t)
}

// Reminders are switched off and on, and kept.
func TestReminders(t *testing.T) {
	b := open(t, "en")
	b.check(t, kit.T("clocks.reminders.on"))
	if is, err := b.s.Reminders.Settings(t.Context()); err != nil || !is.Off {
		t.Fatal(is, err)
	}
	b.Actions[0].Do()
	b.check(t, kit.T("clocks.reminders.names"))
	if is, err := b.s.Reminders.Settings(t.Context()); err != nil || is.Off || !is.Names {
		t.Fatal(is, err)
	}
	b.fine(t)
}

// check ticks the box with a label, or takes the tick away.
func (b *bench) check(t *testing.T, label string) {
	t.Helper()
	var box *kit.Check
	b.Walk(func(o fyne.CanvasObject) {
		if c, ok := o.(*kit.Check); ok && c.Text == label {
			box = c
		}
	})
	if box == nil {
		t.Fatalf("no box says %q", label)
	}
	box.SetChecked(!box.Checked)
}

// tapLast taps the last button with a text.
func (b *bench) tapLast(t *testing.T, text string) {
	t.Helper()
	var last *kit.Button
	b.Walk(func(o fyne.CanvasObject) {
		if x, ok := o.(*kit.Button); ok && x.Text() == text {
			last = x
		}
	})
	if last == nil {
		t.Fatalf("no button says %q", text)
	}
	test.Tap(last)
}
