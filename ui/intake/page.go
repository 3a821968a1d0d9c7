// Package intake is the page of the intake form: what was pasted on the left,
// the facts of the case on the right.
package intake

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"github.com/google/uuid"

	"casefolio/app/cases"
	"casefolio/app/intake"
	"casefolio/app/ledger"
	"casefolio/app/shop"
	"casefolio/app/tables"
	uievidence "casefolio/ui/evidence"
	"casefolio/ui/kit"
	"casefolio/ui/links"
	"casefolio/ui/theme"
)

// Cases creates and changes cases and keeps drafts.
type Cases interface {
	Create(ctx context.Context, c cases.Case) (cases.Case, error)
	Update(ctx context.Context, c cases.Case) (cases.Case, error)
	Get(ctx context.Context, ref string) (cases.Case, error)
	SaveDraft(ctx context.Context, d cases.Draft) error
	Drafts(ctx context.Context) ([]cases.Draft, error)
	DeleteDraft(ctx context.Context, id string) error
}

// Profiles gives the shop profile.
type Profiles interface {
	Profile(ctx context.Context) (shop.Profile, error)
}

// Recogniser finds order numbers, names and the like in text.
type Recogniser interface {
	Recognise(text string) intake.Found
}

// Orders are those of the reports that were taken.
type Orders interface {
	Lookup(ctx context.Context, number string) (tables.Order, bool, error)
	ProductBySKU(ctx context.Context, sku string) (tables.Product, bool, error)
}

// Deps is what the page needs. Now gives the time in the seller's zone.
type Deps struct {
	Shell      kit.Shell
	Lists      *cases.Lists
	Cases      Cases
	Evidence   uievidence.Service // the pasted text becomes the first exhibit, files further ones
	Shop       Profiles
	Recogniser Recogniser
	Orders     Orders     // may be nil
	Ledger     Ledger     // may be nil: no sums are counted
	Links      links.Deps // of the line about cases that are like it; may be zero: there is none
	Now        func() time.Time
}

// The forms of a route's ID beside an empty one and the id of a case.
const (
	draftPrefix = "draft:"
	editPrefix  = "edit:" // of the id of a draft that holds changes of a case
	outcomeEnd  = "#outcome"
)

// OutcomeRoute is the form of a case, at what became of it.
func OutcomeRoute(caseID string) kit.Route {
	return kit.Route{Page: kit.PageIntake, ID: caseID + outcomeEnd}
}

// DraftRoute is where a draft goes on. isEdit tells that it holds unsaved
// changes of a case rather than a new one.
func DraftRoute(draftID string) (r kit.Route, isEdit bool) {
	if caseID, ok := strings.CutPrefix(draftID, editPrefix); ok {
		return kit.Route{Page: kit.PageIntake, ID: caseID}, true
	}
	return kit.Route{Page: kit.PageIntake, ID: draftPrefix + draftID}, false
}

// Page is the intake form, for a new case, a draft or a case that is changed.
type Page struct {
	deps    Deps
	draftID string
	resumed bool       // the route named a draft
	caseID  string     // of the case that is changed; empty for a new one
	edited  cases.Case // as it was read
	first   string     // field that gets the focus; empty: the one at the top
	profile shop.Profile

	loaded bool
	ended  bool // saved: nothing is kept any more
	left   bool // cancelled: the next visit begins anew, the draft waits in the list
	dirty  bool // something was typed since the draft was kept
	pause  *time.Timer

	adder   *uievidence.Adder // of a case that is changed
	form    *form
	hint    *links.Hint // of a new case; nil: none
	paste   *pastePane
	heading *kit.Text
	filled  *kit.Text
	submit  *kit.Button
	missing *fyne.Container // which facts are missing, and the way to go on without them
	lacks   *kit.Text
	foot    *fyne.Container
	dock    *fyne.Container
	content fyne.CanvasObject
}

// NewPage returns the page for the ID of a route: empty for a new case,
// "draft:<id>" to go on with a draft, the id of a case to change its facts;
// with "#outcome" behind it the form opens there.
func NewPage(deps Deps, id string) *Page {
	p := &Page{deps: deps, profile: shop.Defaults()}
	switch draft, isDraft := strings.CutPrefix(id, draftPrefix); {
	case isDraft:
		p.draftID, p.resumed = draft, true
	case id != "":
		caseID, outcome := strings.CutSuffix(id, outcomeEnd)
		p.caseID, p.draftID = caseID, editPrefix+caseID
		if outcome {
			p.first = fieldRemedy
		}
	default:
		p.draftID = uuid.NewString()
	}
	p.adder = uievidence.NewAdder(uievidence.Deps{
		Shell: deps.Shell, Evidence: deps.Evidence, Cases: deps.Cases, Shop: deps.Shop, Now: deps.Now,
	}, func(string) {})
	p.form = newForm(p)
	p.heading = kit.Title(kit.T("intake.heading.new"))
	p.filled = kit.Small(" ").Whole()
	p.submit = kit.NewPrimary(kit.T("intake.create"), p.create).WithKeys(kit.ShortcutLabel(fyne.KeyReturn))
	p.lacks = kit.Small(" ").Wrapped().Colored(theme.ColorLate)
	p.missing = uievidence.Beside(160, p.lacks, kit.NewQuiet(kit.T("intake.anyway"), func() { p.check(true) }))
	p.missing.Hide()
	p.build()
	return p
}

func (p *Page) build() {
	cancel := kit.NewButton(kit.T("intake.cancel"), p.cancel).WithKeys("Esc")
	if p.caseID != "" {
		p.heading.SetText(kit.T("intake.heading.edit"))
		p.submit.SetText(kit.T("intake.save"))
		p.foot = kit.Pad(kit.VBox(6, p.missing, uievidence.DeedsFirst(p.filled, cancel, p.submit)), 10, 22, 14, 22)
		p.dock = kit.Dock(kit.Pad(p.heading, 18, 22, 4, 22), p.foot, p.form.content)
		p.content = container.New(column{820}, p.dock)
		return
	}
	keep := kit.NewButton(kit.T("intake.keep"), p.keep)
	foot := kit.VBox(6)
	if p.deps.Links.Repeats != nil { // at the foot, so that no field moves away from under the mouse
		p.hint = links.NewHint(p.deps.Links, func() { p.dock.Refresh() })
		foot.Add(p.hint.Content())
	}
	foot.Add(p.missing)
	foot.Add(uievidence.DeedsFirst(p.filled, cancel, keep, p.submit))
	p.foot = kit.Pad(foot, 10, 22, 14, 22)
	p.dock = kit.Dock(nil, p.foot, p.form.content)
	p.paste = newPastePane(p)
	p.content = container.New(sharesLayout{shares: []float32{0.46, 0.54}, tall: true},
		kit.OnColor(theme.ColorPane, container.NewBorder(nil, nil, nil, kit.VerticalHairline(), p.paste.content)),
		p.dock)
}

// Content implements kit.Page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Shortcuts implements kit.WithShortcuts.
func (p *Page) Shortcuts() []kit.Shortcut {
	keys := []kit.Shortcut{
		{Name: p.submit.Text(), Key: fyne.KeyReturn, Do: p.create},
		{Name: kit.T("intake.keep"), Key: fyne.KeyS, Do: p.keep},
	}
	if p.paste != nil {
		keys = append(keys, kit.Shortcut{Name: kit.T("intake.files.pick"), Key: fyne.KeyO, Do: p.paste.files.choose})
	}
	return keys
}

// state is what the page opens with.
type state struct {
	profile shop.Profile
	draft   cases.Draft // zero when there is none
	edited  cases.Case
	sums    ledger.Sums // of the case
}

// Reload implements kit.Page: it fills the form once; what is typed is never
// overwritten later. A form that was filed or cancelled begins anew.
func (p *Page) Reload() {
	p.deps.Shell.Window().Canvas().SetOnTypedKey(func(k *fyne.KeyEvent) {
		if k.Name == fyne.KeyEscape {
			p.cancel()
		}
	})
	if p.loaded && (p.ended || p.left) {
		p.renew()
	}
	if p.loaded {
		return
	}
	kit.Run(p.deps.Shell.Tasks(), "intake/open", p.read, func(s state, err error) {
		if err != nil {
			p.deps.Shell.ShowError(err)
			if p.caseID != "" {
				p.ended = true
				p.deps.Shell.Back()
			}
			return
		}
		p.open(s)
	})
}

// renew empties the form for the next case.
func (p *Page) renew() {
	if p.caseID == "" && (p.ended || !p.resumed) {
		p.draftID = uuid.NewString()
	}
	p.loaded, p.ended, p.left, p.dirty, p.form.touched = false, false, false, false, false
	if p.paste != nil {
		p.paste.said, p.paste.ordered, p.paste.looked = verdicts{}, nil, ""
		p.paste.set("")
		p.paste.files.set(nil)
	}
	for key := range p.form.recognised {
		p.form.mark(key, false)
	}
	p.form.showFaults(nil)
	p.showMissing(nil)
	if p.hint != nil {
		p.hint.Clear()
	}
}

func (p *Page) read(ctx context.Context) (s state, err error) {
	if s.profile, err = p.deps.Shop.Profile(ctx); err != nil {
		return s, err
	}
	if p.caseID != "" {
		if s.edited, err = p.deps.Cases.Get(ctx, p.caseID); err != nil {
			return s, err
		}
		if p.deps.Ledger != nil {
			book, err := p.deps.Ledger.Book(ctx, s.edited.ID)
			if err != nil {
				return s, err
			}
			s.sums = book.Sums
		}
	}
	drafts, err := p.deps.Cases.Drafts(ctx)
	for _, d := range drafts {
		if d.ID == p.draftID {
			s.draft = d
		}
	}
	return s, err
}

func (p *Page) open(s state) {
	p.loaded, p.profile, p.edited = true, s.profile, s.edited
	zone := p.deps.Now().Location()
	p.form.setShops(s.profile)
	v := values{}
	switch {
	case s.draft.ID != "":
		var kept draftForm
		if err := json.Unmarshal(s.draft.Form, &kept); err == nil {
			v = valuesOf(kept.Form)
		}
		if p.paste != nil {
			p.paste.files.set(kept.Files)
			p.paste.restore(kept.Said)
		}
	case p.caseID != "":
		v = valuesOf(cases.FormOf(s.edited, zone))
	default:
		v = p.defaults(zone)
	}
	if p.caseID != "" {
		p.heading.SetText(kit.T("intake.heading.edit_case", "number", s.edited.Number))
	}
	p.form.fill(v, s.draft.ID == "" && p.caseID == "")
	if p.caseID != "" {
		p.counted(s.sums)
	}
	if p.paste != nil && s.draft.Pasted != "" {
		p.paste.set(s.draft.Pasted)
	}
	if s.draft.ID != "" && p.caseID != "" {
		p.deps.Shell.Toast(kit.T("intake.resumed"), kit.Action{Label: kit.T("intake.resumed.discard"), Do: p.startOver})
	}
	p.dirty = false
	p.showFilled()
	p.focus()
}

// defaults are the values that need no typing.
func (p *Page) defaults(zone *time.Location) values {
	v := values{
		fieldCurrency: p.profile.Currency,
		fieldReceived: valuesOf(cases.FormOf(cases.Case{Received: p.deps.Now().Truncate(time.Minute)}, zone))[fieldReceived],
	}
	if len(p.profile.Shops) == 1 {
		v[fieldShop], v[fieldPlatform] = p.profile.Shops[0].Name, p.profile.Shops[0].Platform
	}
	return v
}

func (p *Page) focus() {
	if c := p.deps.Shell.Window().Canvas(); p.paste != nil {
		c.Focus(p.paste.entry)
	} else if p.first != "" {
		p.form.focus(p.first)
	} else if f := p.form.fields[fieldCustomer]; f != nil {
		c.Focus(f.input)
	}
}

// toForm goes from the pasted text to what is left to type. The offers between
// the two are within reach backwards.
func (p *Page) toForm() { p.form.focus(p.form.firstMissing()) }

func (p *Page) showFilled() {
	n, of := p.form.values().form().Completeness()
	p.filled.SetText(kit.T("intake.filled", "count", strconv.Itoa(n), "of", strconv.Itoa(of)))
}
