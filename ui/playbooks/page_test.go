package playbooks

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/playbooks"
	"casefolio/assets"
	"casefolio/data/datatest"
	"casefolio/ui/kit"
	"casefolio/ui/kit/kittest"
)

type bench struct {
	*kittest.Shell
	s    *app.Services
	d    Deps
	page *Page
}

func open(t *testing.T, language string) *bench {
	t.Helper()
	s, err := app.New(datatest.Open(t), assets.Files, datatest.Clock())
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{Shell: kittest.New(t, assets.Files, language), s: s}
	b.d = Deps{Shell: b, Lists: s.Lists, Cards: s.Playbooks, Case: s, Tree: s.Categories, Drafts: Drafts{}}
	return b
}

func (b *bench) edit(id string) {
	b.page = NewPage(b.d, id)
	b.Show(b.page)
}

// undo takes the last deed back by its toast.
func (b *bench) undo(t *testing.T) {
	t.Helper()
	if len(b.Actions) != 1 {
		t.Fatal("nothing to undo")
	}
	b.Actions[0].Do()
}

// entry is a field of the editor.
func (b *bench) entry(lang string, part int) *kit.LongEntry { return b.page.editor.entries[lang][part] }

func (b *bench) card(t *testing.T, id string) playbooks.Card {
	t.Helper()
	c, err := b.s.Playbooks.First(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestACardIsWritten goes the seller's way: own words, undo, again, back.
func TestACardIsWritten(t *testing.T) {
	b := open(t, "zh")
	b.edit("logistics.lost")
	b.Picture(t, "playbooks-zh")
	b.Reach(t)
	if !b.page.editor.saved.Disabled() || !b.page.editor.reset.Disabled() {
		t.Error("there is nothing to save yet")
	}
	shipped := b.entry("zh", 0).Text
	b.entry("zh", 0).SetText(shipped + "\n\n  再打一次电话。 ")
	b.page.Reload()
	if !b.page.editor.dirty() {
		t.Error("reading again took what was written")
	}
	b.Tap(t, kit.T("playbook.save"))
	if c := b.card(t, "logistics.lost"); !c.Own || !strings.HasSuffix(strings.Join(c.Texts["zh"].Now, "|"), "|再打一次电话。") || b.page.editor.dirty() {
		t.Fatalf("%+v %v", c, b.Errors)
	}
	b.undo(t)
	if c := b.card(t, "logistics.lost"); c.Own || b.entry("zh", 0).Text != shipped {
		t.Errorf("%+v", c)
	}
	b.entry("en", 3).SetText("")
	b.Tap(t, kit.T("playbook.save"))
	b.Tap(t, kit.T("playbook.reset"))
	if c := b.card(t, "logistics.lost"); c.Own || b.entry("en", 3).Text == "" {
		t.Errorf("%+v", c)
	}
	b.undo(t)
	if c := b.card(t, "logistics.lost"); !c.Own || len(c.Texts["en"].Prevent) != 0 {
		t.Errorf("%+v", c)
	}
	if len(b.Errors) > 0 {
		t.Error(b.Errors)
	}
}

// TestWhatWasWrittenIsKept when another card is chosen or the page is left.
func TestWhatWasWrittenIsKept(t *testing.T) {
	b := open(t, "en")
	b.edit("")
	b.Picture(t, "playbooks-en")
	if b.page.chosen != "logistics" {
		t.Error(b.page.chosen)
	}
	b.entry("zh", 1).SetText("先看这个")
	b.page.selected(b.page.at("channel.review"))
	if c := b.card(t, "logistics"); strings.Join(c.Texts["zh"].Look, "|") != "先看这个" {
		t.Errorf("%+v", c)
	}
	if !b.Has(kit.T("playbook.about.channel.review")) {
		t.Error("the other card is not shown")
	}
	b.entry("zh", 1).SetText("先看那个")
	b.undo(t) // of the first card
	if c := b.card(t, "logistics"); c.Own || b.entry("zh", 1).Text != "先看那个" {
		t.Errorf("%+v %q", c, b.entry("zh", 1).Text)
	}
	b.page.Leaving()
	if c := b.card(t, "channel.review"); strings.Join(c.Texts["zh"].Look, "|") != "先看那个" {
		t.Errorf("%+v", c)
	}
}

// TestWhatIsRefusedStays when a card that cannot be saved is left: it stands in
// the fields again, also on another page, until it is saved or dropped.
func TestWhatIsRefusedStays(t *testing.T) {
	b := open(t, "zh")
	b.edit("logistics")
	shipped, long := b.entry("zh", 1).Text, strings.Repeat("长", playbooks.MostRunes+1)
	b.entry("zh", 1).SetText(long)
	b.page.choose("channel.review")
	if len(b.Actions) != 1 || len(b.Errors) > 0 || b.entry("zh", 1).Text == long {
		t.Fatalf("%v %v", b.Actions, b.Errors)
	}
	b.page.choose("logistics")
	if b.entry("zh", 1).Text != long || !b.Has(kit.T("playbook.kept")) {
		t.Error("what was refused is lost")
	}
	b.page.Leaving()
	b.edit("logistics")
	if b.entry("zh", 1).Text != long {
		t.Error("what was refused is lost with the page")
	}
	b.Tap(t, kit.T("playbook.reset"))
	if b.entry("zh", 1).Text != shipped || b.page.editor.dirty() {
		t.Error("it cannot be dropped")
	}
	b.entry("zh", 1).SetText(long)
	b.page.choose("channel.review")
	b.page.choose("logistics")
	b.entry("zh", 1).SetText("短")
	b.Tap(t, kit.T("playbook.save"))
	b.edit("logistics")
	if c := b.card(t, "logistics"); strings.Join(c.Texts["zh"].Look, "|") != "短" || b.page.editor.dirty() || len(b.d.Drafts) > 0 {
		t.Errorf("%+v %v", c, b.d.Drafts)
	}
}

// TestTheTreeIsEdited adds, renames, moves, hides and deletes.
func TestTheTreeIsEdited(t *testing.T) {
	b := open(t, "zh")
	b.edit("quality")
	b.Tap(t, kit.T("category.add_leaf"))
	b.Picture(t, "playbooks-add")
	b.Tap(t, kit.T("category.add.verb"))
	if !b.Has("分类还没有名称") {
		t.Error("a missing name is not told")
	}
	test.Type(b.Window().Canvas().Focused(), "异味")
	b.Tap(t, kit.T("category.add.verb"))
	own := b.page.chosen
	if !strings.HasPrefix(own, "quality.own") || b.s.Lists.CategoryName(own, "en") != "Product quality › 异味" {
		t.Fatal(own, b.Errors)
	}
	if !b.Has(kit.T("playbook.missing")) {
		t.Error("a new category has a card")
	}
	b.Picture(t, "playbooks-own")
	b.Tap(t, kit.T("category.up"))
	if _, place, _ := b.page.place(b.page.rows[b.page.at(own)]); place != 6 {
		t.Error(place)
	}
	b.Tap(t, kit.T("category.hide"))
	if b.s.Lists.Offered(own) || !b.Has(kit.T("category.hidden.hint")) {
		t.Error("still offered")
	}
	b.Tap(t, kit.T("category.show"))
	b.page.move(b.page.rows[b.page.at(own)], "service", 0)
	if top, place, _ := b.page.place(b.page.rows[b.page.at(own)]); top != "service" || place != 0 {
		t.Error(top, place)
	}
	b.undo(t)
	b.Tap(t, kit.T("category.remove"))
	if b.s.Lists.Offered(own) && b.page.at(own) >= 0 {
		t.Error("still there")
	}
	b.undo(t)
	if !b.s.Lists.Offered(own) {
		t.Error("not back")
	}
	if len(b.Errors) > 0 {
		t.Error(b.Errors)
	}
}

// TestTheSectionOfACase shows the steps first, the rest and the other language
// on demand, and remembers both.
func TestTheSectionOfACase(t *testing.T) {
	for _, language := range []string{"zh", "en"} {
		b := open(t, language)
		c, err := b.s.Cases.Create(t.Context(), cases.Case{Customer: "Emma", Category: "logistics.lost", Channel: "review"})
		if err != nil {
			t.Fatal(err)
		}
		pane := NewPane(b.d)
		b.Show(sectionPage{pane})
		pane.Show(c, true)
		card := b.card(t, "logistics.lost")
		other := card.Texts[twin()]
		text := card.Texts[language]
		b.Picture(t, "playbook-section-"+language)
		if !b.Has(text.Now[0]) || b.Has(text.Prevent[0]) || b.Has(other.Now[0]) || !b.Has(kit.T("playbook.card.channel.review")) {
			t.Error("not the short form")
		}
		b.Tap(t, kit.T("playbook.more"))
		b.Tap(t, kit.T("playbook.twin."+twin()))
		b.Picture(t, "playbook-section-all-"+language)
		b.Reach(t)
		if !b.Has(text.Prevent[0]) || !b.Has(other.Now[0]) {
			t.Error("not the long form")
		}
		b.Tap(t, kit.T("playbook.unfold"))
		if !b.Has(b.card(t, "channel.review").Texts[language].Avoid[0]) {
			t.Error("the card of the channel stays folded")
		}
		b.Tap(t, kit.T("playbook.fold"))
		if again := NewPane(b.d); true {
			again.Show(c, true)
			if b.Show(sectionPage{again}); b.Has(text.Now[0]) {
				t.Error("the folded card is open again")
			}
			b.Tap(t, kit.T("playbook.unfold"))
			b.Tap(t, kit.T("playbook.less"))
			b.Tap(t, kit.T("playbook.twin.off"))
			b.Tap(t, kit.T("playbook.edit"))
		}
		if got := b.Routes[len(b.Routes)-1]; got != (kit.Route{Page: PageName, ID: "logistics.lost"}) {
			t.Error(got)
		}
		c.Category = "words of my own"
		pane.Show(c, false)
		if b.Show(sectionPage{pane}); !b.Has(kit.T("playbook.none")) {
			t.Error("no word about the category")
		}
		if pane.Show(cases.Case{}, false); pane.Content().Visible() {
			t.Error("a section without a case")
		}
		if len(b.Errors) > 0 {
			t.Error(b.Errors)
		}
	}
}

// sectionPage shows a section as wide as the inspector.
type sectionPage struct{ pane *Pane }

func (s sectionPage) Content() fyne.CanvasObject {
	return kit.MaxWidth(kit.NewScroller(kit.VBox(0, s.pane.Content())), 268)
}

func (s sectionPage) Reload() {}
