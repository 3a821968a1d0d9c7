package packets

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"casefolio/app/dossier/packet"
	"casefolio/app/fault"
	uievidence "casefolio/ui/evidence"
	"casefolio/ui/kit"
)

func (b *bench) noErrors(t *testing.T) {
	t.Helper()
	if len(b.Errors) > 0 {
		t.Fatalf("errors were shown: %v", b.Errors)
	}
}

func TestAPacketFromTheCase(t *testing.T) {
	for _, language := range []string{"zh", "en"} {
		t.Run(language, func(t *testing.T) {
			b := open(t, language).fill(t)
			b.show()
			b.noErrors(t)
			b.Picture(t, "packets-"+language)
			b.Reach(t)
			b.Window().Resize(fyne.NewSize(856, 700))
			b.Picture(t, "packets-narrow-"+language)
			b.Window().Resize(fyne.NewSize(620, 430))
			b.Picture(t, "packets-tiny-"+language)
			b.Window().Resize(fyne.NewSize(1192, 860))
			b.Tap(t, kit.T("packets.recipient.pick"))
			b.Picture(t, "packets-pick-"+language)
			b.Tap(t, kit.T("kit.cancel"))
			b.Tap(t, kit.T("packets.recipient.edit"))
			b.Picture(t, "packets-edit-"+language)
			b.Tap(t, kit.T("kit.cancel"))
			b.Tap(t, kit.T("packets.unlooked.do"))
			b.Picture(t, "packets-look-"+language)
			b.Tap(t, kit.T("packets.look.fine"))
			b.Tap(t, kit.T("packets.look.fine"))
			b.page.aim(b.desk.recipients[1])
			b.page.change(func(*packet.Request) {})
			b.Picture(t, "packets-over-"+language)
			b.page.aim(b.desk.recipients[0])
			b.page.change(func(*packet.Request) {})
			b.page.writeTo(t.TempDir())
			b.Picture(t, "packets-written-"+language)
		})
	}
}

// row is that of an exhibit by its number.
func (b *bench) row(t *testing.T, label string) *row {
	t.Helper()
	for _, r := range b.page.list.order {
		if r.e.Label() == label {
			return r
		}
	}
	t.Fatalf("no row of %s", label)
	return nil
}

func (b *bench) ids(t *testing.T, labels ...string) []string {
	t.Helper()
	var ids []string
	for _, l := range labels {
		ids = append(ids, b.row(t, l).e.ID)
	}
	return ids
}

func TestTicksAskForAnotherPacket(t *testing.T) {
	b := open(t, "en").fill(t)
	b.show()
	if got := b.last(t); got.Exhibits != nil || got.Recipient != "amex" || got.Case != b.c.ID || got.Lang != "en" {
		t.Fatalf("%+v", got)
	}
	b.row(t, "E-02").tick.SetChecked(false)
	if got, want := b.last(t).Exhibits, b.ids(t, "E-01", "E-03", "E-04"); !slices.Equal(got, want) {
		t.Errorf("%v, not %v", got, want)
	}
	if !b.Has(kit.T("packets.chosen", "in", "3", "of", "5")) || !b.Has(kit.T("packet.left.chosen")) {
		t.Error("what was left out is not told")
	}
	b.row(t, "E-02").tick.SetChecked(true)
	if got := b.last(t).Exhibits; len(got) != 4 {
		t.Errorf("%v", got)
	}
	b.row(t, "E-05").tick.SetChecked(true)
	if got, want := b.last(t).Documents, b.ids(t, "E-05"); !slices.Equal(got, want) || !b.Has(kit.T("packets.as_it_is")) {
		t.Errorf("documents %v", got)
	}
	b.row(t, "E-05").tick.SetChecked(false)
	if got := b.last(t).Documents; len(got) != 0 {
		t.Errorf("documents %v", got)
	}
	b.Tap(t, kit.T("packets.anew"))
	if got := b.last(t); got.Exhibits != nil || got.Documents != nil {
		t.Errorf("%+v", got)
	}
	asked := len(b.desk.asked)
	for _, r := range slices.Clone(b.page.list.order) {
		r.tick.SetChecked(false)
	}
	if !b.Has(kit.T("packets.nothing")) || !b.page.write.Disabled() || len(b.desk.asked) != asked+3 {
		t.Error("an empty packet was checked")
	}
	b.noErrors(t)
}

func TestTheKeysGoThroughTheExhibits(t *testing.T) {
	b := open(t, "en").fill(t)
	b.show()
	b.page.list.focus()
	canvas := b.Window().Canvas()
	canvas.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	canvas.Focused().TypedRune(' ')
	if b.row(t, "E-02").tick.Checked || canvas.Focused() != fyne.Focusable(b.row(t, "E-02").tick) {
		t.Error("the keys left the exhibit that they unticked")
	}
	canvas.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(b.Routes) != 1 || b.Routes[0] != (kit.Route{Page: kit.PageEvidence, ID: b.row(t, "E-02").e.ID}) {
		t.Errorf("%v", b.Routes)
	}
}

func TestLeavingOutWhatIsTooMuch(t *testing.T) {
	b := open(t, "en").fill(t)
	b.show()
	b.Tap(t, kit.T("packets.recipient.pick"))
	test.Type(b.Window().Canvas().Focused(), "discov")
	b.Window().Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if b.last(t).Recipient != "discover" || !b.Has(kit.T("packets.verdict.over")) || !b.page.write.Disabled() {
		t.Fatalf("%+v", b.last(t))
	}
	if !b.Has(kit.T("packets.paper.fixed", "paper", "Letter")) {
		t.Error("the paper that the recipient asks for is not told")
	}
	b.page.askWrite() // by its keys
	b.Tap(t, kit.T("packets.saving.do", "count", "2"))
	if got, want := b.last(t).Exhibits, b.ids(t, "E-01", "E-02"); !slices.Equal(got, want) || b.page.write.Disabled() {
		t.Errorf("%v", got)
	}
	b.Actions[0].Do() // undo
	if got := b.last(t); got.Exhibits != nil || !b.page.write.Disabled() {
		t.Errorf("%+v", got)
	}
	b.noErrors(t)
}

func TestWritingAndWhatIsToldOfIt(t *testing.T) {
	b := open(t, "en").fill(t)
	var opened []string
	b.deps.Open = func(path string) error { opened = append(opened, path); return nil }
	b.show()
	dir := t.TempDir()
	b.page.askWrite()
	b.Tap(t, kit.T("packets.look.anyway"))
	entry, ok := b.Window().Canvas().Focused().(*kit.Entry)
	if !ok || entry.Text != b.deps.Folder {
		t.Fatalf("the folder chooser begins elsewhere")
	}
	entry.SetText(dir)
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	b.Tap(t, kit.T("kit.file.thisfolder"))
	b.noErrors(t)
	if len(b.desk.wrote) != 1 || !b.Has("CF-2026-0001-amex-1.pdf") || fyne.CurrentApp().Preferences().String(prefFolder) != dir {
		t.Fatalf("%v", b.desk.wrote)
	}
	b.Tap(t, kit.T("packets.result.folder"))
	b.Tap(t, kit.T("packets.result.open"))
	if want := []string{dir, dir + "/CF-2026-0001-amex-1.pdf"}; !slices.Equal(opened, want) {
		t.Errorf("%v", opened)
	}
	if b.Has(kit.T("packets.result.old")) {
		t.Error("fresh files are called old")
	}
	b.row(t, "E-02").tick.SetChecked(false)
	if !b.Has(kit.T("packets.result.old")) {
		t.Error("files that no longer are what is chosen are not told")
	}
	b.noErrors(t)
}

// TestARefusalTellsWhatToLeaveOut: files may turn out larger than was planned.
func TestARefusalTellsWhatToLeaveOut(t *testing.T) {
	b := open(t, "en").fill(t)
	b.show()
	plan := *b.page.plan
	plan.Fits = false
	plan.Savings = []packet.Saving{{ExhibitID: b.row(t, "E-03").e.ID, Label: "E-03", Bytes: 900, Pages: 1, Enough: true}}
	b.page.notWritten(errors.Join(fault.New("packet.refused"), &packet.Refused{Plan: plan}), b.page.shown)
	if !b.Has(kit.T("packets.saving.one")) || !b.page.write.Disabled() {
		t.Error("the reason is not shown")
	}
}

func TestWhatCannotBeChecked(t *testing.T) {
	b := open(t, "zh").fill(t)
	b.desk.fails = fault.New("disk.full")
	b.show()
	sentence, _ := kit.FaultText(b.desk.fails)
	if !b.Has(sentence) || !b.page.write.Disabled() {
		t.Error("the reason is not shown")
	}
	b.desk.fails = nil
	b.Tap(t, kit.T("packets.again"))
	if b.Has(sentence) || b.page.write.Disabled() {
		t.Error("the reason stays")
	}
	b.desk.fails = errors.New("broken")
	b.page.writeTo(t.TempDir())
	if len(b.Errors) != 1 || b.page.result != nil {
		t.Errorf("%v", b.Errors)
	}
}

func TestLookingThroughPictures(t *testing.T) {
	b := open(t, "en").fill(t)
	b.show()
	if !b.Has(kit.T("packets.verdict.unlooked", "count", "2")) {
		t.Fatal("nobody is told of the pictures")
	}
	b.Tap(t, kit.T("packets.unlooked.do"))
	b.Tap(t, kit.T("packets.look.closer"))
	b.Picture(t, "packets-closer-en")
	b.Tap(t, kit.T("packets.look.whole"))
	b.Tap(t, kit.T("packets.look.fine"))
	b.Tap(t, kit.T("packets.look.out"))
	if len(b.looked) != 1 || b.Has(kit.T("packets.look.title")) || b.row(t, "E-04").tick.Checked {
		t.Errorf("%v", b.looked)
	}
	if b.Has(kit.T("packets.verdict.unlooked.one")) {
		t.Error("a picture that stays here need not be looked at")
	}
	b.row(t, "E-04").tick.SetChecked(true)
	b.Tap(t, kit.T("packets.not_looked"))
	b.Tap(t, kit.T("packets.look.cover"))
	if len(b.Routes) != 1 || b.Routes[0] != uievidence.Covering(b.row(t, "E-04").e.ID) {
		t.Errorf("%v", b.Routes)
	}
	b.noErrors(t)
}

func TestPicturesAreLookedAtBeforeTheyGo(t *testing.T) {
	b := open(t, "en").fill(t)
	b.show()
	b.page.askWrite()
	b.Tap(t, kit.T("packets.unlooked.do"))
	b.Tap(t, kit.T("packets.look.fine"))
	b.Tap(t, kit.T("packets.look.fine"))
	b.page.askWrite()
	if len(b.looked) != 2 || !b.Has(kit.T("packets.write.where")) {
		t.Errorf("%v", b.looked)
	}
	b.noErrors(t)
}

// TestALetterGoesWithThePacket: the one written last for this kind of
// recipient, unless the seller wants none; one with gaps holds the packet back.
func TestALetterGoesWithThePacket(t *testing.T) {
	b := open(t, "en").fill(t)
	suggested, err := b.s.Letters.Suggest(t.Context(), b.c.ID, "network")
	if err != nil || len(suggested) == 0 {
		t.Fatal(suggested, err)
	}
	l, err := b.s.Letters.Draft(t.Context(), b.c.ID, suggested[0].Template.ID, "en")
	if err != nil {
		t.Fatal(err)
	}
	l.Text = "# About the order\n\nWe sent it, as {order} shows.\n"
	if _, err = b.s.Letters.Save(t.Context(), l); err != nil {
		t.Fatal(err)
	}
	b.show()
	if len(b.last(t).Letter) == 0 || b.last(t).LetterIn != "en" || !b.page.write.Disabled() || !b.Has(kit.T("packets.verdict.letter")) || !b.Has("About the order") {
		t.Errorf("%+v", b.last(t))
	}
	b.Picture(t, "packets-letter-en")
	b.Tap(t, kit.T("packets.letter.without"))
	if b.last(t).Letter != nil || b.page.write.Disabled() {
		t.Errorf("%+v", b.last(t))
	}
	b.page.Reload()
	if b.last(t).Letter != nil {
		t.Error("the letter came back")
	}
	b.Tap(t, kit.T("packets.letter.edit"))
	if len(b.Routes) != 1 || b.Routes[0].Page != "letters" {
		t.Errorf("%v", b.Routes)
	}
	l.Text = "# About the order\n\nWe sent it.\n"
	if _, err = b.s.Letters.Save(t.Context(), l); err != nil {
		t.Fatal(err)
	}
	b.show()
	if len(b.last(t).Letter) == 0 || b.page.write.Disabled() {
		t.Errorf("%+v", b.last(t))
	}
	b.noErrors(t)
}

// TestWhatTheRecipientRefuses stands beside the verdict, as limits tell nothing
// of it.
func TestWhatTheRecipientRefuses(t *testing.T) {
	b := open(t, "en").fill(t)
	b.desk.notes = []packet.Note{{Code: "links", Label: "E-01", Count: 1, Refused: true}, {Code: "letter_lang"}}
	b.show()
	if !b.Has(kit.T("packets.verdict.refused.one")) || !b.Has(kit.T("packet.note.letter_lang")) {
		t.Error("not told")
	}
	b.noErrors(t)
}

// TestWhatWasHandedOver: the files that were written become exhibits with the
// record, and are never offered for another packet.
func TestWhatWasHandedOver(t *testing.T) {
	b := open(t, "en").fill(t)
	b.show()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "CF-2026-0001-amex-1.pdf"), []byte("%PDF-1.4\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	b.page.writeTo(dir)
	b.Tap(t, kit.T("packets.result.submitted"))
	b.Tap(t, kit.T("submissions.record.verb"))
	b.noErrors(t)
	all, err := b.s.Submissions.List(t.Context(), b.c.ID)
	if err != nil || len(all) != 1 || all[0].RecipientID != "amex" || len(all[0].ExhibitIDs) != 1 {
		t.Fatal(all, err)
	}
	if !b.Has("E-06 CF-2026-0001-amex-1.pdf") {
		t.Error("the record is not listed")
	}
}

// TestStoppingTheCheck goes back to what was shown.
func TestStoppingTheCheck(t *testing.T) {
	b := open(t, "en").fill(t)
	b.show()
	before := b.page.plan
	b.page.req.Recipient, b.page.busy = "discover", true
	b.page.tellBusy()
	if !b.Has(kit.T("packets.checking")) {
		t.Error("nobody is told that it takes a while")
	}
	b.Tap(t, kit.T("kit.cancel"))
	if b.page.req.Recipient != "amex" || b.page.plan != before || b.page.write.Disabled() || b.Has(kit.T("packets.checking")) {
		t.Errorf("%+v", b.page.req)
	}
}

func TestLimitsAreTheSellers(t *testing.T) {
	b := open(t, "en").fill(t)
	b.show()
	b.Tap(t, kit.T("packets.recipient.edit"))
	first, ok := b.Window().Canvas().Focused().(*kit.Entry)
	if !ok {
		t.Fatal("the keys are elsewhere")
	}
	first.SetText("none")
	b.Tap(t, kit.T("packets.save"))
	if !b.Has(kit.T("packets.edit.number")) {
		t.Error("a wrong number was let through")
	}
	first.SetText("2")
	b.Tap(t, kit.T("packets.edit.mask.name"))
	b.Tap(t, kit.T("packets.save"))
	r, _ := b.page.state.recipient("amex")
	if *r.Files != 2 || *r.BytesFile != 5_000_000 || !slices.Equal(r.Mask, []string{"name"}) || !b.Has(kit.T("packets.changed")) {
		t.Errorf("%+v", r)
	}
	b.Tap(t, kit.T("packets.recipient.edit"))
	b.Tap(t, kit.T("packets.edit.revert"))
	if r, _ := b.page.state.recipient("amex"); *r.Files != 5 || r.Changed {
		t.Errorf("%+v", r)
	}
	b.noErrors(t)
}

func TestARecipientOfTheSellersOwn(t *testing.T) {
	b := open(t, "en").fill(t)
	b.show()
	b.Tap(t, kit.T("packets.recipient.pick"))
	test.Type(b.Window().Canvas().Focused(), "nobody")
	if !b.Has(kit.T("packets.pick.nothing")) {
		t.Error("an empty list says nothing")
	}
	b.Tap(t, kit.T("packets.pick.own"))
	b.Tap(t, kit.T("packets.save"))
	if !b.Has(kit.T("packets.edit.name.missing")) {
		t.Error("a recipient without a name was let through")
	}
	test.Type(b.Window().Canvas().Focused(), "My bank")
	b.Tap(t, kit.T("packets.save"))
	if b.last(t).Recipient != "own.1" || !b.Has("My bank") || !b.Has(kit.T("packets.own")) {
		t.Errorf("%+v", b.last(t))
	}
	b.Tap(t, kit.T("packets.recipient.edit"))
	b.Tap(t, kit.T("packets.edit.delete"))
	if b.page.req.Recipient != "" || !b.Has(kit.T("packets.recipient.hint")) || !b.page.write.Disabled() {
		t.Error("a recipient that is gone is still chosen")
	}
	b.noErrors(t)
}

// TestLimitsThatNobodyKnows: nothing is said to fit then.
func TestLimitsThatNobodyKnows(t *testing.T) {
	b := open(t, "zh").fill(t)
	b.show()
	b.page.aim(b.desk.recipients[2])
	b.page.change(func(*packet.Request) {})
	if b.Has(kit.T("packets.verdict.fits")) || !b.Has(kit.T("packets.verdict.unknown")) || b.page.write.Disabled() {
		t.Error("unknown limits are kept to")
	}
	if !b.Has(kit.T("packets.stale", "date", "2024-01-01")) {
		t.Error("nobody is told how old the facts are")
	}
}

func TestEmptyStates(t *testing.T) {
	b := open(t, "zh")
	b.show()
	if !b.Has(kit.T("packets.none.hint")) {
		t.Error("a case without exhibits says nothing")
	}
	b.Tap(t, kit.T("packets.none.button"))
	if len(b.Routes) != 1 || b.Routes[0] != (kit.Route{Page: kit.PageCases, ID: b.c.ID}) {
		t.Errorf("%v", b.Routes)
	}
	b.Picture(t, "packets-empty-zh")
	if len(b.desk.asked) != 0 {
		t.Error("nothing was checked in vain")
	}
}

func TestEvidenceThatIsAskedFor(t *testing.T) {
	b := open(t, "zh").fill(t)
	if _, err := b.s.Programmes.Choose(t.Context(), b.c.ID, "amazon.atoz.us.inr", time.Time{}); err != nil {
		t.Fatal(err)
	}
	b.show()
	label := b.s.Programmes.Rules().Label(b.page.state.asked.Slots[0].Item, "zh")
	if !b.Has(kit.T("packets.slot.missing", "label", label)) {
		t.Error("what is missing is not told")
	}
	b.Tap(t, kit.T("packets.slot.link"))
	if len(b.Routes) != 1 || b.Routes[0] != (kit.Route{Page: "readiness", ID: b.c.ID}) {
		t.Errorf("%v", b.Routes)
	}
	b.Picture(t, "packets-missing-zh")
	if _, err := b.s.Programmes.Choose(t.Context(), b.c.ID, "amazon.atoz.appeal", time.Time{}); err != nil {
		t.Fatal(err)
	}
	b.page.Reload()
	b.Tap(t, b.page.state.programme("amazon.atoz.us.inr"))
	if b.last(t).Programme != "amazon.atoz.us.inr" || b.page.state.asked.Programme.ID != "amazon.atoz.us.inr" {
		t.Errorf("%+v", b.last(t))
	}
	if err := b.s.Programmes.Drop(t.Context(), b.c.ID, "amazon.atoz.us.inr"); err != nil {
		t.Fatal(err)
	}
	b.page.Reload()
	if b.last(t).Programme != "" || b.page.state.asked.Programme.ID != "amazon.atoz.appeal" {
		t.Errorf("%+v", b.last(t))
	}
	b.noErrors(t)
}

func TestACaseInTheTrashIsNotHandedOver(t *testing.T) {
	b := open(t, "en").fill(t)
	if err := b.s.Cases.Trash(t.Context(), b.c.ID); err != nil {
		t.Fatal(err)
	}
	b.show()
	if b.page.write.Visible() || !b.row(t, "E-01").tick.Disabled() {
		t.Error("it can be handed over")
	}
}

func TestEscLeavesTheEditorFromEveryField(t *testing.T) {
	b := open(t, "en").fill(t)
	b.show()
	canvas := b.Window().Canvas()
	for i := range 30 { // the editor has fewer fields; Tab goes round
		b.Tap(t, kit.T("packets.recipient.edit"))
		for range i {
			canvas.FocusNext()
		}
		canvas.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		if canvas.Overlays().Top() != nil {
			t.Fatalf("Esc does nothing at field %d, %T", i, canvas.Focused())
		}
	}
}

// TestTheFolderOfTheLastPacket: a folder that is gone is not offered again.
func TestTheFolderOfTheLastPacket(t *testing.T) {
	b := open(t, "en").fill(t)
	b.deps.Folder = filepath.Join(t.TempDir(), "packets")
	fyne.CurrentApp().Preferences().SetString(prefFolder, filepath.Join(t.TempDir(), "gone"))
	b.show()
	b.page.askFolder()
	if _, err := os.Stat(b.deps.Folder); err != nil {
		t.Error(err)
	}
	if entry, ok := b.Window().Canvas().Focused().(*kit.Entry); !ok || entry.Text != b.deps.Folder {
		t.Error("begins elsewhere")
	}
}

// TestWithTheServices goes from the case to the files with nothing in between.
func TestWithTheServices(t *testing.T) {
	b := open(t, "en").fill(t)
	b.deps.Packets, b.deps.Masking = b.s.Packets, b.s.Dossier
	p := b.show()
	if p.plan == nil || p.req.Recipient != "amazon_atoz" || !b.Has(kit.T("packets.verdict.fits")) {
		t.Fatalf("%+v, %v", p.req, p.failed)
	}
	b.row(t, "E-02").tick.SetChecked(false)
	dir := t.TempDir()
	p.writeTo(dir)
	b.noErrors(t)
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 1 || p.result == nil || p.result.Files[0].Pages != p.plan.Pages {
		t.Fatalf("%v %v, planned %d pages", files, err, p.plan.Pages)
	}
	b.Picture(t, "packets-real-en")
}
