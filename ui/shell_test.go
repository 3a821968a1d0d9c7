package ui

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"casefolio/app/cases"
	"casefolio/app/fault"
	"casefolio/app/shop"
	"casefolio/ui/kit"
	"casefolio/ui/kit/kittest"
)

func shownIn(s *shell) string { return strings.Join(kittest.Words(s.win.Content()), "\n") }

// tap presses the button with a label.
func tap(t *testing.T, o fyne.CanvasObject, label string) {
	t.Helper()
	b := kittest.Button(o, label)
	if b == nil {
		t.Fatalf("no button %q among:\n%s", label, strings.Join(kittest.Words(o), "\n"))
	}
	test.Tap(b)
}

// rawKey is a key that reached the screen untranslated.
var rawKey = regexp.MustCompile(`^[a-z]+(\.[a-z_]+)+$`)

func checkWords(t *testing.T, s *shell, where string) {
	t.Helper()
	all := kittest.Words(s.win.Content())
	if len(all) < 5 {
		t.Errorf("%s: almost nothing is shown: %q", where, all)
	}
	for _, w := range all {
		if rawKey.MatchString(w) || strings.Contains(w, "<no value>") || strings.Contains(w, "{{") {
			t.Errorf("%s: %q is on the screen", where, w)
		}
	}
}

// sizes are the smallest windows that must do, and the usual one where pictures
// are wanted.
func sizes() map[string]fyne.Size {
	m := map[string]fyne.Size{"1024x700": fyne.NewSize(1024, 700), "1024x700-200": fyne.NewSize(512, 350)}
	if os.Getenv(picturesVariable) != "" {
		m["1360x860"] = fyne.NewSize(1360, 860)
	}
	return m
}

// picturesVariable names a folder where TestPagesBuild leaves pictures.
const picturesVariable = "CASEFOLIO_PICTURES"

// Every page builds in both languages and all sizes, and nothing on it asks
// for more room than the window has.
func TestPagesBuild(t *testing.T) {
	for _, language := range []string{kit.Chinese, kit.English} {
		h := newHost(t)
		s := open(t, h, language, fyne.NewSize(1360, 860))
		s.startSample()
		list, err := s.work.Services.Cases.List(t.Context(), cases.Query{Group: cases.All})
		if err != nil || len(list.Cases) != 1 {
			t.Fatal(list, err)
		}
		c := list.Cases[0]
		exhibits, err := s.work.Services.Evidence.List(t.Context(), c.ID)
		if err != nil || len(exhibits) != 1 {
			t.Fatal(exhibits, err)
		}
		for _, r := range []kit.Route{
			{Page: kit.PageCases, ID: c.ID}, {Page: kit.PageIntake}, {Page: kit.PageEvidence, ID: exhibits[0].ID},
			{Page: kit.PagePhrases}, {Page: kit.PageSettings},
		} {
			for name, size := range sizes() {
				s.win.Resize(size)
				s.Go(r)
				where := language + " " + r.Page + " " + name
				checkWords(t, s, where)
				if m := s.win.Content().MinSize(); m.Width > size.Width || m.Height > size.Height {
					t.Errorf("%s needs %v", where, m)
				}
				keepPicture(t, s, language+"-"+r.Page+"-"+name)
			}
		}
	}
}

// keepPicture leaves a picture of the window where a developer asks for it.
func keepPicture(t *testing.T, s *shell, name string) {
	dir := os.Getenv(picturesVariable)
	if dir == "" {
		return
	}
	if err := savePNG(filepath.Join(dir, name+".png"), s.win.Canvas().Capture()); err != nil {
		t.Error(err)
	}
}

func TestFirstStart(t *testing.T) {
	h := newHost(t)
	s := open(t, h, "", fyne.NewSize(1360, 860))
	checkWords(t, s, "welcome")
	if !strings.Contains(shownIn(s), "Start your own") {
		t.Errorf("an English system gets:\n%s", shownIn(s))
	}
	s.speak(kit.Chinese)
	s.welcome()
	onCard := fyne.CurrentApp().Driver().AbsolutePositionForObject(kittest.Button(s.win.Content(), "开始")).SubtractXY(200, 0)
	test.TapCanvas(s.win.Canvas(), onCard) // all of the card is the button
	p, err := s.work.Services.Shop.Profile(t.Context())
	if err != nil || p.Language != kit.Chinese {
		t.Errorf("the chosen language was not kept: %+v, %v", p, err)
	}
	if s.work.Dir != h.DefaultDir() || s.current.route.Page != kit.PageCases {
		t.Errorf("opened %q on %v", s.work.Dir, s.current.route)
	}
	s.quit()

	again := open(t, h, kit.Chinese, fyne.NewSize(1360, 860))
	if again.work.Dir != h.DefaultDir() {
		t.Errorf("the second start opened %q", again.work.Dir)
	}
}

// A workspace on a drive that is not plugged in must not be made anew.
func TestGoneWorkspaceIsNotMadeAnew(t *testing.T) {
	h := newHost(t)
	s := open(t, h, kit.English, fyne.NewSize(1360, 860))
	s.startOwn(filepath.Join(h.base, "drive", "work"))
	s.leaveWorkspace(func() {})
	if err := os.Rename(filepath.Join(h.base, "drive"), filepath.Join(h.base, "unplugged")); err != nil {
		t.Fatal(err)
	}
	s.start()
	sentence, _ := kit.FaultText(fault.New("workspace.gone"))
	if s.work.Services != nil || !strings.Contains(shownIn(s), sentence) {
		t.Errorf("shown:\n%s", shownIn(s))
	}
	if err := os.Rename(filepath.Join(h.base, "unplugged"), filepath.Join(h.base, "drive")); err != nil {
		t.Fatal(err)
	}
	tap(t, s.win.Content(), kit.T("shell.error.again"))
	if s.work.Dir != filepath.Join(h.base, "drive", "work") {
		t.Errorf("opened %q", s.work.Dir)
	}
}

// The sample is a visit: the next start asks again, and there is a way home.
func TestSampleLeadsHome(t *testing.T) {
	h := newHost(t)
	s := open(t, h, kit.English, fyne.NewSize(1360, 860))
	s.startSample()
	if s.work.Dir != h.SampleDir() || s.own() != h.DefaultDir() {
		t.Fatalf("in %q, home is %q", s.work.Dir, s.own())
	}
	tap(t, s.win.Content(), kit.T("shell.menu.own"))
	if s.work.Dir != h.DefaultDir() {
		t.Errorf("the toast led to %q", s.work.Dir)
	}
	s.startSample()
	space := s.win.MainMenu().Items[2].Items
	space[len(space)-1].Action()
	if s.work.Dir != h.DefaultDir() {
		t.Errorf("the menu led to %q", s.work.Dir)
	}
}

func TestCannotOpen(t *testing.T) {
	for _, language := range []string{kit.Chinese, kit.English} {
		h := newHost(t)
		s := open(t, h, language, fyne.NewSize(1024, 700))
		for _, code := range []string{"workspace.in_use", "workspace.damaged", "workspace.newer", "workspace.read_only", "disk.full"} {
			h.fails = fault.New(code, "folder", h.DefaultDir(), "name", "x")
			s.open(h.DefaultDir())
			checkWords(t, s, code)
			if s.work.Services != nil || kittest.Button(s.win.Content(), kit.T("shell.error.again")) == nil {
				t.Errorf("%s: no way on:\n%s", code, shownIn(s))
			}
		}
		tap(t, s.win.Content(), kit.T("shell.error.again"))
		if s.work.Services == nil {
			t.Error("trying again did not open the workspace")
		}
		closeQuietly(s.work)
	}
}

func TestRoutesAndBack(t *testing.T) {
	s := open(t, newHost(t), kit.English, fyne.NewSize(1360, 860))
	s.startSample()
	for _, r := range []kit.Route{{Page: kit.PagePhrases}, {Page: kit.PageSettings}, {Page: kit.PageIntake}} {
		s.Go(r)
	}
	for _, want := range []string{kit.PageSettings, kit.PagePhrases, kit.PageCases, kit.PageCases} {
		s.Back()
		if s.current.route.Page != want {
			t.Errorf("back to %s, want %s", s.current.route.Page, want)
		}
	}
	s.Go(kit.Route{Page: "no such page"})
	if s.current.route.Page != kit.PageCases {
		t.Errorf("a foreign route led to %v", s.current.route)
	}
}

// Menu keys must not act behind a question.
func TestMenuWaitsForAnAnswer(t *testing.T) {
	s := open(t, newHost(t), kit.English, fyne.NewSize(1360, 860))
	s.startSample()
	s.Confirm("a", "b", "c", false, func() {})
	newCase := s.win.MainMenu().Items[0].Items[0]
	newCase.Action()
	if s.current.route.Page != kit.PageCases {
		t.Error("a new case was begun behind a question")
	}
	s.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	newCase.Action()
	if s.current.route.Page != kit.PageIntake {
		t.Errorf("the menu led to %v", s.current.route)
	}
}

func TestLanguageChangesAtOnce(t *testing.T) {
	s := open(t, newHost(t), kit.English, fyne.NewSize(1360, 860))
	s.startSample()
	s.Go(kit.Route{Page: kit.PageSettings})
	p := shop.Defaults()
	p.Language, p.Theme = kit.Chinese, "dark"
	s.apply(p)
	if all := shownIn(s); !strings.Contains(all, "店铺资料") || strings.Contains(all, "Your shop") {
		t.Errorf("after the change:\n%s", all)
	}
	if s.win.MainMenu().Items[0].Label != "案件" {
		t.Errorf("the menu says %q", s.win.MainMenu().Items[0].Label)
	}
}

func TestBackupAndRestore(t *testing.T) {
	h := newHost(t)
	s := open(t, h, kit.English, fyne.NewSize(1360, 860))
	s.startSample()
	s.backUp()
	all, err := s.work.Services.Backup.List(t.Context())
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	if !strings.Contains(shownIn(s), "Last backup today") {
		t.Errorf("the rail says:\n%s", shownIn(s))
	}
	dir := filepath.Join(t.TempDir(), "restored")
	s.restore(all[0].Path, dir)
	tap(t, s.win.Canvas().Overlays().Top(), kit.T("shell.restore.open"))
	if s.work.Dir != dir {
		t.Errorf("opened %q", s.work.Dir)
	}
}

func TestCloudFolderIsExplained(t *testing.T) {
	h := newHost(t)
	h.cloud = "OneDrive"
	s := open(t, h, kit.English, fyne.NewSize(1360, 860))
	if !strings.Contains(shownIn(s), "OneDrive") {
		t.Errorf("the first page does not warn:\n%s", shownIn(s))
	}
	dir := filepath.Join(h.base, "x")
	s.take(dir)
	if s.work.Services != nil {
		t.Error("a synced folder was taken without a question")
	}
	top := s.win.Canvas().Overlays().Top()
	if all := strings.Join(kittest.Words(top), " "); !strings.Contains(all, "OneDrive") {
		t.Errorf("the question says %q", all)
	}
	tap(t, top, kit.T("shell.make.verb"))
	if s.work.Dir != dir {
		t.Errorf("opened %q", s.work.Dir)
	}
}

func TestDropWithoutACase(t *testing.T) {
	s := open(t, newHost(t), kit.English, fyne.NewSize(1360, 860))
	s.startSample()
	s.Go(kit.Route{Page: kit.PageSettings})
	s.dropped(fyne.Position{}, nil)
	if !strings.Contains(shownIn(s), kit.T("shell.drop.nowhere")) {
		t.Error("a drop on the settings says nothing")
	}
}

func TestErrorsAreExplained(t *testing.T) {
	s := open(t, newHost(t), kit.English, fyne.NewSize(1360, 860))
	s.ShowError(nil)
	if s.blocked() {
		t.Error("no error was shown as one")
	}
	s.ShowError(fault.New("disk.full"))
	top, ok := s.win.Canvas().Overlays().Top().(fyne.Widget)
	if !ok {
		t.Fatal("nothing is shown")
	}
	sentence, _ := kit.FaultText(fault.New("disk.full"))
	if !strings.Contains(strings.ReplaceAll(strings.Join(kittest.Words(top), " "), "\n", " "), strings.Fields(sentence)[0]) {
		t.Errorf("shown: %q", kittest.Words(top))
	}
}
