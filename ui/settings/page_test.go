package settings

import (
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"casefolio/app"
	"casefolio/app/backup"
	"casefolio/app/journal"
	"casefolio/app/shop"
	"casefolio/assets"
	"casefolio/data/datatest"
	"casefolio/ui/kit"
	"casefolio/ui/kit/kittest"
)

type world struct {
	services *app.Services
	shell    *kittest.Shell
	page     *Page
	appeared []shop.Profile
}

func open(t *testing.T, language string) *world {
	t.Helper()
	s, err := app.New(datatest.Open(t), assets.Files, datatest.Clock())
	if err != nil {
		t.Fatal(err)
	}
	w := &world{services: s, shell: kittest.New(t, assets.Files, language)}
	w.page = New(Deps{
		Shell: w.shell, Shop: s.Shop, Logos: s, Backups: s.Backup, Journal: s.Journal, Lists: s.Lists, Tables: s.Tables, Now: s.Now,
		Dir: "/somewhere", Version: "0", Appear: func(p shop.Profile) { w.appeared = append(w.appeared, p) },
		BackUp: func() {}, Restore: func(*backup.Info) {}, OpenOther: func() {},
	})
	w.shell.Show(w.page)
	return w
}

func (w *world) profile(t *testing.T) shop.Profile {
	t.Helper()
	p, err := w.services.Shop.Profile(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestDefaultsAreNotDirty(t *testing.T) {
	w := open(t, "zh")
	if w.page.dirty() || !w.page.save.Disabled() {
		t.Error("an untouched page wants to be saved")
	}
}

func TestEveryTapArrives(t *testing.T) {
	w := open(t, "en")
	w.shell.Window().Resize(fyne.NewSize(1192, 3000))
	if n := w.shell.Reach(t); n < 30 {
		t.Errorf("only %d things to tap", n)
	}
}

func TestSaveAndUndo(t *testing.T) {
	w := open(t, "en")
	f := w.page.form
	f.owner.SetText("Mei Lin")
	f.shops.rows[0].name.SetText("LumoHaus")
	f.shops.rows[0].platform.SetText("Amazon")
	f.currency.SetText("eur")
	f.zone.SetText("Asia/Shanghai")
	f.days[5].Tapped(nil)
	f.theme.Select(2)
	f.scale.Select(3)
	f.paper.Select(1)
	if !w.page.dirty() || w.page.save.Disabled() {
		t.Fatal("changes are not seen")
	}
	w.page.saveNow()
	p := w.profile(t)
	if p.Owner != "Mei Lin" || p.Currency != "EUR" || p.Zone != "Asia/Shanghai" || p.Theme != "dark" || p.Scale != 1.5 || p.Paper != "letter" {
		t.Errorf("kept %+v", p)
	}
	if len(p.Shops) != 1 || p.Shops[0] != (shop.Shop{Name: "LumoHaus", Platform: "amazon"}) {
		t.Errorf("shops %+v", p.Shops)
	}
	if !slices.Equal(p.WorkDays, []int{1, 2, 3, 4, 5, 6}) || len(w.appeared) != 1 || w.page.dirty() {
		t.Errorf("days %v, put in force %d times, dirty %v", p.WorkDays, len(w.appeared), w.page.dirty())
	}
	w.shell.Actions[0].Do()
	if p := w.profile(t); p.Owner != "" || p.Theme != "" || len(p.Shops) != 0 {
		t.Errorf("after undo %+v", p)
	}
}

func TestWrongFieldsAreBlamed(t *testing.T) {
	for name, c := range map[string]struct {
		field  string
		change func(*form)
	}{
		"currency": {fieldCurrency, func(f *form) { f.currency.SetText("EURO") }},
		"zone":     {fieldZone, func(f *form) { f.zone.SetText("Mars/Base") }},
		"hours":    {fieldHours, func(f *form) { f.from.SetText("19:00") }},
		"clock":    {fieldHours, func(f *form) { f.to.SetText("6 pm") }},
	} {
		w := open(t, "zh")
		c.change(w.page.form)
		w.page.saveNow()
		for id, field := range w.page.form.fields {
			if field.HasError() != (id == c.field) {
				t.Errorf("%s: field %s says %q", name, id, field.Error())
			}
		}
		if p := w.profile(t); p.Currency != "USD" || len(w.shell.Toasts) > 0 {
			t.Errorf("%s: a wrong profile was kept", name)
		}
	}
}

func TestLeavingKeepsWhatIsRight(t *testing.T) {
	w := open(t, "en")
	w.page.form.owner.SetText("Mei")
	w.page.Leaving()
	if w.profile(t).Owner != "Mei" {
		t.Error("a change was lost on leaving")
	}
	w.page.form.currency.SetText("?")
	w.page.Leaving()
	w.page.Reload()
	if got := w.page.form.currency.Text; got != "USD" {
		t.Errorf("after leaving with a mistake the page shows %q", got)
	}
	if last := w.shell.Toasts[len(w.shell.Toasts)-1]; last != kit.T("settings.notsaved") {
		t.Errorf("said %q", last)
	}
}

func TestReloadKeepsUnsavedTyping(t *testing.T) {
	w := open(t, "en")
	w.page.form.owner.SetText("half a na")
	w.page.Reload()
	if w.page.form.owner.Text != "half a na" {
		t.Error("typing was lost")
	}
}

func TestLogo(t *testing.T) {
	w := open(t, "en")
	path := filepath.Join(t.TempDir(), "logo.png")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, image.NewGray(image.Rect(0, 0, 40, 20))); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	w.page.form.takeLogo(path)
	if w.profile(t).Logo == "" || w.page.dirty() || len(w.shell.Errors) > 0 {
		t.Errorf("logo %q, dirty %v, errors %v", w.profile(t).Logo, w.page.dirty(), w.shell.Errors)
	}
	bad := filepath.Join(t.TempDir(), "logo.png")
	if err := os.WriteFile(bad, []byte("not a picture"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.page.form.takeLogo(bad)
	w.page.form.takeLogo(filepath.Join(t.TempDir(), "gone.png"))
	if got := w.shell.FaultCodes(); !slices.Equal(got, []string{"shop.logo", "file.missing"}) {
		t.Errorf("told %v", got)
	}
	w.page.form.takeLogo("")
	if w.profile(t).Logo != "" {
		t.Error("the logo stayed")
	}
}

func TestVerifySpeaksPlainly(t *testing.T) {
	w := open(t, "en")
	w.page.care.verify()
	if text := words(w); !strings.Contains(text, "Unchanged") {
		t.Errorf("said %q", text)
	}
	w.page.care.showReport(journal.Report{Entries: 3, Files: 2, Problems: []journal.Problem{
		{Code: "file.changed", Subject: "abc"}, {Code: "journal.hash", Subject: "2"},
	}})
	if text := words(w); !strings.Contains(text, "2 differences") || !strings.Contains(text, "abc") {
		t.Errorf("said %q", text)
	}
}

// words are the texts of the verification.
func words(w *world) string {
	var out []string
	for _, o := range w.page.care.result.Objects {
		out = append(out, kittest.Words(o)...)
	}
	return strings.Join(out, " ")
}

func TestMatching(t *testing.T) {
	if got := matching(zones(), "shang"); !slices.Equal(got, []string{"Asia/Shanghai"}) {
		t.Errorf("got %v", got)
	}
	if got := matching(zones(), "asia/shanghai"); len(got) != len(zones()) {
		t.Error("a whole name should offer all others again")
	}
}
