package ui

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"casefolio/app/cases"
	"casefolio/app/deadlines"
	"casefolio/app/deadlines/reminders"
	"casefolio/ui/clocks"
	"casefolio/ui/kit"
)

// badge is the number at a section of the rail.
func badge(s *shell, page string) string {
	for _, e := range s.rail.entries {
		if e.page == page {
			return e.count.Text()
		}
	}
	return "?"
}

// The window opens on what is due where something is, else on the cases, and the
// rail counts along.
func TestLandingAndCount(t *testing.T) {
	h := newHost(t)
	s := open(t, h, kit.English, fyne.NewSize(1360, 860))
	s.startOwn(h.DefaultDir())
	if s.current.route.Page != kit.PageCases || badge(s, kit.PageToday) != "" {
		t.Fatalf("nothing is due, but: %v %q", s.current.route, badge(s, kit.PageToday))
	}
	sv := s.work.Services
	c, err := sv.Cases.Create(t.Context(), cases.Case{
		Customer: "Emma Schneider", Channel: "instant_chat", Received: sv.Now().AddDate(0, 0, -9),
	})
	if err != nil {
		t.Fatal(err)
	}
	s.Toast("kept") // any deed ends with one
	if badge(s, kit.PageToday) == "" {
		t.Fatal("the rail does not count what is late")
	}
	s.open(h.DefaultDir())
	if s.current.route.Page != kit.PageToday || badge(s, kit.PageToday) == "" {
		t.Errorf("opened on %v with %q", s.current.route, badge(s, kit.PageToday))
	}
	sv = s.work.Services
	if _, err := sv.Deadlines.Answered(t.Context(), c.ID, deadlines.Answer{}); err != nil {
		t.Fatal(err)
	}
	if err := sv.Cases.Trash(t.Context(), c.ID); err != nil {
		t.Fatal(err)
	}
	s.lookAtClocks()
	if got := badge(s, kit.PageToday); got != "" {
		t.Errorf("nothing is due, the rail says %q", got)
	}
}

// The pages of what is due build in both languages and all sizes.
func TestDuePagesBuild(t *testing.T) {
	for _, language := range []string{kit.Chinese, kit.English} {
		s := open(t, newHost(t), language, fyne.NewSize(1360, 860))
		s.startSample()
		for _, page := range []string{kit.PageToday, clocks.PageName} {
			for name, size := range sizes() {
				s.win.Resize(size)
				s.Go(kit.Route{Page: page})
				where := language + " " + page + " " + name
				checkWords(t, s, where)
				if m := s.win.Content().MinSize(); m.Width > size.Width || m.Height > size.Height {
					t.Errorf("%s needs %v", where, m)
				}
				keepPicture(t, s, language+"-"+page+"-"+name)
			}
		}
	}
}

// Outside of the window each moment is told once, without the buyer's name, and
// only once it is working time.
func TestReminders(t *testing.T) {
	h := newHost(t)
	s := open(t, h, kit.English, fyne.NewSize(1024, 700))
	s.startOwn(h.DefaultDir())
	sv := s.work.Services
	c, err := sv.Cases.Create(t.Context(), cases.Case{Customer: "Emma Schneider"})
	if err != nil {
		t.Fatal(err)
	}
	if err := sv.Reminders.Save(t.Context(), reminders.Settings{Always: true}); err != nil {
		t.Fatal(err)
	}
	s.lookAtClocks() // from here on
	if _, err := sv.Deadlines.Promise(t.Context(), c.ID, deadlines.Promise{Text: "call Emma", Due: sv.Now().Add(3 * time.Second)}); err != nil {
		t.Fatal(err)
	}
	for range 5 { // the clock of tests moves on with every look
		sv.Now()
	}
	want := fyne.NewNotification("Due: Promise", c.Number+", due 11-09 22:14")
	test.AssertNotificationSent(t, want, s.lookAtClocks)
	test.AssertNotificationSent(t, nil, s.lookAtClocks)
}

// What a workspace's reminders promised the system is taken back when it no
// longer holds.
func TestAheadIsKeptInStep(t *testing.T) {
	h := newHost(t)
	s := open(t, h, kit.English, fyne.NewSize(1024, 700))
	at := time.Now().Add(time.Hour)
	one := reminders.Notice{Key: "a", At: at, Title: "One"}
	two := reminders.Notice{Key: "b", At: at, Title: "Two"}
	s.keepAhead([]reminders.Notice{one, two})
	first := s.app.Preferences().String(prefAhead)
	s.keepAhead([]reminders.Notice{one, two})
	if again := s.app.Preferences().String(prefAhead); again != first || first == "" {
		t.Errorf("%q became %q", first, again)
	}
	s.keepAhead(nil)
	if left := s.app.Preferences().String(prefAhead); left != "{}" {
		t.Errorf("left: %q", left)
	}
}
