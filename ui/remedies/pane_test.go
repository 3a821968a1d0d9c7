package remedies

import (
	"casefolio/app/undo"
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/money"
	"casefolio/app/remedies"
	"casefolio/assets"
	"casefolio/data/datatest"
	"casefolio/ui/kit"
	"casefolio/ui/kit/kittest"
)

type bench struct {
	*kittest.Shell
	s    *app.Services
	c    cases.Case
	pane *Pane

	changed func(caseID string) // is told of every change; may be nil
}

func usd(minor int64) money.Amount { return money.Amount{Minor: minor, Currency: "USD"} }

// open shows the pane of a case with the figures of the example.
func open(t *testing.T, language, zone string) *bench {
	t.Helper()
	s, err := app.New(datatest.Open(t), assets.Files, datatest.Clock())
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{Shell: kittest.New(t, assets.Files, language), s: s}
	b.c, err = s.Cases.Create(t.Context(), cases.Case{
		Customer: "J. Whitfield", BuyerZone: zone, Category: "quality.damaged", Platform: "ebay", Channel: "platform_message",
		Amount: usd(10000),
	})
	if err != nil {
		t.Fatal(err)
	}
	err = s.Remedies.SaveFigures(t.Context(), b.c.ID, remedies.Figures{
		Goods: usd(3200), FreightOut: usd(1850), FreightBack: usd(4100), Fee: usd(300),
		Options: []remedies.Option{{Kind: remedies.SharedResend, Share: 7000}},
	})
	if err != nil {
		t.Fatal(err)
	}
	b.Undo, b.Undone = s.Undo, func(undo.Deed) { b.pane.Show(b.pane.Case, true) }
	b.pane = NewPane(Deps{Shell: b, Remedies: s.Remedies, Lists: s.Lists, Now: s.Now, Changed: func(id string) {
		if b.changed != nil {
			b.changed(id)
		}
		b.pane.Show(b.pane.Case, b.pane.Writable)
	}})
	b.Window().SetContent(b.pane.Content())
	b.pane.Show(b.c, true)
	return b
}

func (b *bench) kinds() string {
	var all []string
	for _, o := range b.pane.shown {
		all = append(all, string(o.Kind))
	}
	return strings.Join(all, " ")
}

func (b *bench) sheet(t *testing.T) remedies.Sheet {
	t.Helper()
	s, err := b.s.Remedies.Sheet(t.Context(), b.c.ID)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (b *bench) needs(t *testing.T, words ...string) {
	t.Helper()
	for _, w := range words {
		if !b.Has(w) {
			t.Errorf("%q cannot be seen", w)
		}
	}
	if len(b.Errors) > 0 {
		t.Error(b.Errors)
	}
}

func TestTheExampleIsShown(t *testing.T) {
	b := open(t, "zh", "America/New_York")
	b.Window().Resize(fyne.NewSize(1192, 1500))
	b.Picture(t, "remedies_wide_zh")
	b.needs(t, "+26.50", "+66.00", "\u22124.00", "\u221294.50", "\u221253.50", "46.5%", "50.5%", "USD 4.00", "USD 50.50")
	if want := "discount shared_resend free_resend coupon explain refund_only return_refund"; !strings.HasPrefix(b.kinds(), "discount shared_resend free_resend") {
		t.Errorf("%s, want %s", b.kinds(), want)
	}
	b.Window().Resize(fyne.NewSize(560, 1900))
	b.Picture(t, "remedies_narrow_zh")
	b.needs(t, "+26.50", "\u221294.50")
}

func TestEnglishAndForbidden(t *testing.T) {
	b := open(t, "en", "Europe/Berlin")
	b.Window().Resize(fyne.NewSize(1192, 1500))
	b.Picture(t, "remedies_wide_en")
	b.needs(t, "Not allowed", "In the EU, repair or replacement")
	if last := b.pane.shown[len(b.pane.shown)-1]; last.Kind != remedies.SharedResend {
		t.Error("a share that may not be asked for stands last:", b.kinds())
	}
	b.Window().Resize(fyne.NewSize(316, 1500)) // the smallest window with all panes open
	b.Picture(t, "remedies_slim_en")
	if least := b.pane.Content().(*kit.Scroller).MinSize().Width; least > 316 {
		t.Errorf("it cannot be narrower than %v", least)
	}
}

func TestAFigureIsTypedOver(t *testing.T) {
	b := open(t, "en", "America/New_York")
	line := b.pane.figures.amounts[remedies.Goods]
	line.SetText("40")
	line.OnSubmitted(line.Text)
	if got := b.sheet(t).Own.Goods; got != usd(4000) {
		t.Fatal(got)
	}
	if line.Text != "USD 40.00" {
		t.Error(line.Text)
	}
	b.Actions[len(b.Actions)-1].Do()
	if got := b.sheet(t).Own.Goods; got != usd(3200) || line.Text != "USD 32.00" {
		t.Error("undone:", got, line.Text)
	}
	line.SetText("a lot")
	line.OnSubmitted(line.Text)
	if !line.field.HasError() || b.sheet(t).Own.Goods != usd(3200) {
		t.Error("what is no amount is said at the field")
	}
	line.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if line.field.HasError() || line.Text != "USD 32.00" {
		t.Error("Esc gives back what stood there:", line.Text)
	}
	line.SetText("CNY 230")
	line.OnSubmitted(line.Text)
	b.needs(t, "no rate, not counted")
	rate := b.pane.figures.asked["CNY"]
	if rate == nil {
		t.Fatal("the rate is not asked for")
	}
	rate.SetText("0.14")
	rate.OnSubmitted(rate.Text)
	if c := b.sheet(t).Cell(remedies.Goods); c.Counted != usd(3220) {
		t.Error(c)
	}
}

func TestTheSliderIsOneChange(t *testing.T) {
	b := open(t, "en", "America/New_York")
	row := b.pane.sizes.rows[0]
	toasts := len(b.Toasts)
	for range 5 {
		row.slider.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	}
	if len(b.Toasts) != toasts || !b.Has("25%") && row.exact.Text != "25%" {
		t.Error("it is shown and not kept yet", row.exact.Text)
	}
	b.needs(t, "+21.50")
	row.slider.FocusLost()
	if o := b.sheet(t).Own.Options; len(o) != 2 || o[1].Share != 2500 || len(b.Toasts) != toasts+1 {
		t.Error(o, b.Toasts)
	}
	row.exact.SetText("46.5")
	row.exact.OnSubmitted("46.5")
	b.needs(t, "0.00", "46.5%")
}

// Without what the goods and the shipment cost nothing stands there as if it were
// certain, and one tap leads to the figure that is missing.
func TestAProvisionalComparison(t *testing.T) {
	b := open(t, "en", "America/New_York")
	if b.Has("Provisional") || b.Has("for now") || b.Has("≤") {
		t.Error("a complete comparison is called provisional")
	}
	if err := b.s.Remedies.SaveFigures(t.Context(), b.c.ID, remedies.Figures{}); err != nil {
		t.Fatal(err)
	}
	b.pane.Show(b.c, true)
	b.needs(t, "Provisional", "1st for now", "≤ +80.00")
	if b.Has("1st choice") {
		t.Error("the first choice looks certain")
	}
	b.Tap(t, "Shipping out")
	if b.Window().Canvas().Focused() != fyne.Focusable(b.pane.figures.amounts[remedies.FreightOut]) {
		t.Errorf("%T has the focus", b.Window().Canvas().Focused())
	}
	err := b.s.Remedies.SaveFigures(t.Context(), b.c.ID, remedies.Figures{Goods: usd(3200), FreightOut: usd(1850)})
	if err != nil {
		t.Fatal(err)
	}
	b.pane.Show(b.c, true)
	b.needs(t, "1st choice", "Please type")
	for k, want := range map[remedies.Kind]bool{remedies.Discount: false, remedies.RefundOnly: false, remedies.ReturnRefund: true} {
		if b.pane.provisional(k) != want {
			t.Errorf("%s: provisional is not %v", k, want)
		}
	}
}

// What the arrows moved is kept when the slider is left, whatever takes the focus.
func TestASliderIsKeptWhenItIsLeft(t *testing.T) {
	b := open(t, "en", "America/New_York")
	row := b.pane.sizes.rows[0]
	canvas := b.Window().Canvas()
	canvas.Focus(row.slider)
	row.slider.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if len(b.sheet(t).Own.Options) != 1 {
		t.Fatal("it was kept before it was left")
	}
	canvas.Unfocus()
	var got int64
	for _, o := range b.sheet(t).Own.Options {
		if o.Kind == remedies.Discount {
			got = o.Share
		}
	}
	if got != 2100 {
		t.Errorf("the discount is %d", got)
	}
}

func TestALadder(t *testing.T) {
	b := open(t, "en", "America/New_York")
	var changed []string
	b.changed = func(id string) { changed = append(changed, id) }
	for _, o := range b.pane.shown[:2] {
		b.pane.pick(o, true)
	}
	b.Tap(t, "Make a reply with options")
	b.Picture(t, "remedies_reply_en")
	b.Tap(t, "Deutsch")
	b.Tap(t, "Copy and keep as offered")
	if text := fyne.CurrentApp().Clipboard().Content(); !strings.Contains(text, "1: Wir erstatten Ihnen 20,00 USD (20 % des Preises)") || !strings.Contains(text, "2: ") {
		t.Error(text)
	}
	offers := func() []remedies.Offer {
		all, err := b.s.Remedies.Offers(t.Context(), b.c.ID)
		if err != nil {
			t.Fatal(err)
		}
		out := make([]remedies.Offer, len(all))
		for i, e := range all {
			out[i] = e.Is
		}
		return out
	}
	remedy := func() string {
		c, err := b.s.Cases.Get(t.Context(), b.c.ID)
		if err != nil {
			t.Fatal(err)
		}
		return c.Remedy
	}
	if all := offers(); len(all) != 2 || all[0].Answer != remedies.Open || all[0].Channel != "platform_message" || len(changed) != 1 {
		t.Fatal(all, changed)
	}
	b.Tap(t, "Accepted")
	b.needs(t, "Declined")
	b.Picture(t, "remedies_ladder_en")
	if all := offers(); all[0].Answer != remedies.Accepted || all[1].Answer != remedies.Declined || remedy() != "discount" {
		t.Error(all, remedy())
	}
	b.Actions[len(b.Actions)-1].Do()
	if all := offers(); all[0].Answer != remedies.Open || all[1].Answer != remedies.Open || remedy() != "" {
		t.Error("undone:", all, remedy())
	}
	b.Tap(t, "Declined")
	b.Tap(t, "Declined")
	b.needs(t, "Next step, if needed: Free resend")
	b.Tap(t, "Take out")
	if len(offers()) != 1 {
		t.Error(offers())
	}
	b.Actions[len(b.Actions)-1].Do()
	if len(offers()) != 2 {
		t.Error(offers())
	}
	b.Tap(t, "Not answered yet")
	b.Tap(t, "With time and note …")
	b.Tap(t, "Keep answer")
	if all := offers(); all[0].Answer != remedies.Counter {
		t.Error(all)
	}
	if len(b.Errors) > 0 {
		t.Error(b.Errors)
	}
}

func TestDefaultsOfTheShop(t *testing.T) {
	b := open(t, "zh", "")
	b.Tap(t, "店铺默认值…")
	b.Picture(t, "remedies_defaults_zh")
	b.Tap(t, "保存为默认")
	share := int64(1500)
	if err := b.s.Remedies.SaveFigures(context.Background(), "", remedies.Figures{FeeShare: &share, PartCost: usd(450)}); err != nil {
		t.Fatal(err)
	}
	b.pane.Show(b.c, true)
	if s := b.sheet(t); s.Cell(remedies.Fee).Counted != usd(300) || s.Cell(remedies.PartCost).Counted != usd(450) {
		t.Error(s.Cells)
	}
	b.needs(t, "补寄配件")
}

func TestReadOnlyAndEmpty(t *testing.T) {
	b := open(t, "en", "")
	b.pane.Show(b.c, false)
	if !b.pane.figures.amounts[remedies.Price].Disabled() || b.Has("Shop defaults") {
		t.Error("a case in the trash can be changed")
	}
	c, err := b.s.Cases.Create(t.Context(), cases.Case{Customer: "Nobody"})
	if err != nil {
		t.Fatal(err)
	}
	b.pane.Show(c, true)
	b.needs(t, "The price of the order is missing", "No settled case")
	b.pane.Show(cases.Case{}, false)
}

func TestSentences(t *testing.T) {
	kittest.New(t, assets.Files, "en")
	is := `{"option":{"kind":"discount","share":2000},"share":2000,"size":{"Minor":2000,"Currency":"USD"},"answer":"accepted"}`
	figures := func(old, is string) string { return Sentence("record.changed", []byte(old), []byte(is)) }
	if got := figures(`{"goods":{"Minor":1,"Currency":"USD"},"resale":100}`,
		`{"goods":{"Minor":840,"Currency":"USD"},"rates":{"EUR":"8"},"options":[{"kind":"discount","share":2500}]}`); got !=
		"Remedies compared with: Cost of goods USD 8.40, Rate of EUR 8, Worth of a return not given, Discount of 25%" {
		t.Error(got)
	}
	if figures(`[]`, `{}`) != "" || figures(`{}`, `{}`) == "" {
		t.Error("foreign JSON")
	}
	for _, c := range []struct{ action, is, want string }{
		{"record.added", is, "Offered: Discount of 20% (USD 20.00)"},
		{"record.changed", is, "Discount of 20% (USD 20.00): Accepted"},
		{"record.removed", is, "Offer taken out: Discount of 20% (USD 20.00)"},
		{"record.added", `{"goods":{"Minor":1,"Currency":"USD"}}`, "Remedies compared with: Cost of goods USD 0.01"},
		{"record.added", `{"option":{"kind":"gift"}}`, ""},
		{"record.added", `[1]`, ""},
		{"record.added", ``, ""},
	} {
		if got := Sentence(c.action, nil, []byte(c.is)); got != c.want {
			t.Errorf("%s: %q, want %q", c.is, got, c.want)
		}
	}
}

// The pane is kept while a key moves the slider and the case is left.
func TestLeavingKeepsTheSlider(t *testing.T) {
	b := open(t, "en", "America/New_York")
	b.pane.sizes.rows[0].slider.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	b.pane.Show(cases.Case{}, false)
	if o := b.sheet(t).Own.Options; len(o) != 2 || o[1].Share != 2100 {
		t.Error(o)
	}
}

// busy lets something happen while figures are being kept.
type busy struct {
	Remedies
	during func()
	saves  int
}

func (b *busy) SaveFigures(ctx context.Context, caseID string, f remedies.Figures) error {
	b.saves++
	if during := b.during; during != nil {
		b.during = nil
		during()
	}
	return b.Remedies.SaveFigures(ctx, caseID, f)
}

// What is typed while figures are being kept waits its turn, and a reading of the
// case in between does not take it back.
func TestTypingGoesOnWhileKeeping(t *testing.T) {
	b := open(t, "en", "America/New_York")
	slow := &busy{Remedies: b.pane.deps.Remedies}
	b.pane.deps.Remedies = slow
	enter := func(of remedies.Field, text string) {
		line := b.pane.figures.amounts[of]
		line.SetText(text)
		line.OnSubmitted(text)
	}
	slow.during = func() {
		enter(remedies.FreightOut, "20")
		enter(remedies.Fee, "5")
		b.pane.Show(b.c, true)
	}
	enter(remedies.Goods, "30")
	own := b.sheet(t).Own
	if own.Goods != usd(3000) || own.FreightOut != usd(2000) || own.Fee != usd(500) || slow.saves != 2 {
		t.Error(own, slow.saves)
	}
	if len(b.Errors) > 0 {
		t.Error(b.Errors)
	}
}

// What is typed and not left yet belongs to the case it was typed for, also when
// another is opened at once.
func TestAnotherCaseWhileTyping(t *testing.T) {
	b := open(t, "en", "America/New_York")
	other, err := b.s.Cases.Create(t.Context(), cases.Case{Customer: "Emma", Amount: usd(5000)})
	if err != nil {
		t.Fatal(err)
	}
	line := b.pane.figures.amounts[remedies.Goods]
	b.Window().Canvas().Focus(line)
	line.SetText("40")
	b.pane.Show(other, true)
	b.Window().Canvas().Unfocus()
	if got := b.sheet(t).Own.Goods; got != usd(4000) {
		t.Error("lost:", got)
	}
	s, err := b.s.Remedies.Sheet(t.Context(), other.ID)
	if err != nil || s.Own.Goods.Given() || line.Text != "" {
		t.Errorf("%v has come into the other case (%q) %v", s.Own.Goods, line.Text, err)
	}
	b.Window().Canvas().Focus(line)
	line.SetText("no sum")
	b.pane.Show(b.c, true)
	if line.Text != "USD 40.00" || line.field.HasError() {
		t.Error(line.Text)
	}
	b.Window().Canvas().Unfocus()
	if got := b.sheet(t).Own.Goods; got != usd(4000) || len(b.Errors) > 0 {
		t.Error(got, b.Errors)
	}
}

// Nothing is said of a second shipment whose cost nobody knows; what was spent
// already is.
func TestWhatIsNotKnownIsNotSaid(t *testing.T) {
	b := open(t, "en", "America/New_York")
	c, err := b.s.Cases.Create(t.Context(), cases.Case{Customer: "Emma", Amount: usd(5000), Cost: usd(1234)})
	if err != nil {
		t.Fatal(err)
	}
	b.pane.Show(c, true)
	b.needs(t, "USD 12.34 was spent")
	if b.Has("costs as much as a free resend") || b.Has("covers all of its cost") {
		t.Error("a resend of unknown cost is compared")
	}
}
