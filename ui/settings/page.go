// Package settings is the page of the shop profile, the look of the window,
// the paper, and the care of the workspace: backups, restoring, verifying.
package settings

import (
	"context"
	"errors"
	"io"
	"reflect"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"casefolio/app/backup"
	"casefolio/app/cases"
	"casefolio/app/fault"
	"casefolio/app/journal"
	"casefolio/app/shop"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// Shop keeps the profile.
type Shop interface {
	Profile(ctx context.Context) (shop.Profile, error)
	Save(ctx context.Context, p shop.Profile) error
}

// Backups lists the backups of the workspace.
type Backups interface {
	List(ctx context.Context) ([]backup.Info, error)
}

// Verifier checks journal and originals.
type Verifier interface {
	Verify(ctx context.Context, progress func(files int64)) (journal.Report, error)
}

// Logos keeps the logo; an empty path takes it away.
type Logos interface {
	SetLogo(ctx context.Context, path string) (shop.Profile, error)
	Logo(p shop.Profile) (io.ReadSeekCloser, error)
}

// Deps is what the page needs. The functions belong to the window: Appear puts
// a saved profile in force, BackUp makes a backup and reloads the page,
// Restore unpacks one, ToTables shows the page that imports tables, OpenOther opens another workspace, Open shows a folder in
// the system's own file window.
type Deps struct {
	Shell   kit.Shell
	Shop    Shop
	Logos   Logos
	Backups Backups
	Journal Verifier
	Lists   *cases.Lists
	Tables  Tables
	Now     func() time.Time
	Dir     string
	Cloud   string // name of the service that syncs Dir, or empty
	Version string

	Appear      func(p shop.Profile)
	BackUp      func()
	Restore     func(info *backup.Info)
	OpenOther   func()
	ToTables    func()
	ToClocks    func() // the page of standards, days off and reminders
	ToPlaybooks func() // the page of categories and playbooks
	Open        func(path string) error
}

// Page edits a copy of the profile and saves it on demand, or on leaving.
type Page struct {
	d       Deps
	saved   shop.Profile
	loaded  bool
	filling bool // the program writes into the fields, not the seller

	content fyne.CanvasObject
	state   *kit.Text
	save    *kit.Button
	form    *form
	care    *care
}

// New returns the page.
func New(d Deps) *Page {
	p := &Page{d: d, state: kit.Small("").Whole()}
	p.save = kit.NewPrimary(kit.T("settings.save"), p.saveNow).WithKeys(kit.ShortcutLabel(fyne.KeyS))
	p.save.Disable()
	p.form = newForm(d, p.changed, func(logo string) { p.saved.Logo = logo })
	p.care = newCare(d)
	head := kit.Pad(kit.Row(12, 0, kit.Title(kit.T("settings.title")), p.state, p.save), 14, 18, 10, 18)
	column := kit.VBox(14, append(p.form.sections(), p.care.sections()...)...)
	p.content = container.NewBorder(kit.VBox(0, kit.MaxWidth(head, columnWidth), kit.Hairline()), nil, nil, nil,
		kit.FormScroll(kit.Pad(kit.MaxWidth(column, columnWidth-36), 16, 18, 24, 18)))
	return p
}

// columnWidth keeps lines readable in a wide window.
const columnWidth = 780

// Content implements kit.Page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Shortcuts implements kit.WithShortcuts.
func (p *Page) Shortcuts() []kit.Shortcut {
	return []kit.Shortcut{{Name: kit.T("settings.menu.save"), Key: fyne.KeyS, Do: p.saveNow}}
}

// Reload implements kit.Page. What the seller has changed and not saved stays.
func (p *Page) Reload() {
	p.care.reload()
	if p.dirty() {
		return
	}
	kit.Run(p.d.Shell.Tasks(), "settings", func(ctx context.Context) (shop.Profile, error) {
		return p.d.Shop.Profile(ctx)
	}, func(profile shop.Profile, err error) {
		if err != nil {
			p.d.Shell.ShowError(err)
			return
		}
		p.show(profile)
	})
}

func (p *Page) show(profile shop.Profile) {
	p.filling = true
	p.form.set(profile)
	p.filling = false
	p.saved, p.loaded = p.form.profile(), true
	p.changed()
}

func (p *Page) dirty() bool { return p.loaded && !reflect.DeepEqual(p.form.profile(), p.saved) }

// changed shows whether there is something to save.
func (p *Page) changed() {
	if p.filling {
		return
	}
	if p.dirty() {
		p.state.SetText(kit.T("settings.unsaved"))
		p.state.Colored(theme.ColorSoon)
		p.save.Enable()
		return
	}
	p.state.SetText("")
	p.save.Disable()
}

// saveNow checks and saves; what is wrong is said at its field.
func (p *Page) saveNow() {
	if p.dirty() && p.form.check() {
		p.keep(p.form.profile(), true)
	}
}

// Leaving implements kit.Leaver: changes that can be kept are kept.
func (p *Page) Leaving() {
	if !p.dirty() {
		return
	}
	if !p.form.check() {
		p.d.Shell.Toast(kit.T("settings.notsaved"))
		p.loaded = false // the next Reload shows what is kept
		return
	}
	p.keep(p.form.profile(), false)
}

func (p *Page) keep(profile shop.Profile, stay bool) {
	before := p.saved
	p.saved = profile
	kit.Run(p.d.Shell.Tasks(), "", func(ctx context.Context) (struct{}, error) {
		return struct{}{}, p.d.Shop.Save(ctx, profile)
	}, func(_ struct{}, err error) {
		if err != nil {
			p.saved = before
			p.changed()
			if !p.form.blame(err) {
				p.d.Shell.ShowError(err)
			}
			return
		}
		p.changed()
		p.d.Appear(profile) // first, so that the toast speaks the language that was chosen
		p.d.Shell.Toast(kit.T("settings.saved"), kit.Action{Label: kit.T("settings.undo"), Do: func() {
			p.show(before)
			p.keep(before, stay)
		}})
	})
}

// fieldOf names the field that a fault is about, or nothing.
func fieldOf(err error) string {
	var f *fault.Error
	if !errors.As(err, &f) {
		return ""
	}
	switch f.Code {
	case "money.currency":
		return fieldCurrency
	case "shop.zone":
		return fieldZone
	case "shop.hours":
		return fieldHours
	}
	return ""
}
