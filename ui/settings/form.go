package settings

import (
	"context"
	"image"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/shop"
	"casefolio/ui/kit"
)

// Fields that can be wrong.
const (
	fieldCurrency = "currency"
	fieldZone     = "zone"
	fieldHours    = "hours"
)

// form holds the inputs of the profile.
type form struct {
	d       Deps
	changed func()
	kept    func(logo string) // told of a logo that is in the profile already
	logo    string

	owner     *widget.Entry
	shops     *shopRows
	platforms []*kit.Chip
	picture   *fyne.Container
	currency  *widget.SelectEntry
	zone      *widget.SelectEntry
	from, to  *widget.Entry
	days      []*kit.Chip
	language  *kit.Segments
	theme     *kit.Segments
	scale     *kit.Segments
	paper     *kit.Segments
	paperLang *kit.Segments
	fields    map[string]*kit.Field
}

// The values behind the segments, in their order; empty follows the system or
// the language of the window.
func languages() []string { return []string{"", kit.Chinese, kit.English} }
func themes() []string    { return []string{"", "light", "dark"} }
func papers() []string    { return []string{"a4", "letter"} }
func scales() []float32   { return []float32{0, 1, 1.25, 1.5, 2} }

func newForm(d Deps, changed func(), kept func(logo string)) *form {
	f := &form{d: d, changed: changed, kept: kept, fields: map[string]*kit.Field{}}
	f.owner = f.entry()
	f.shops = newShopRows(d.Lists, changed)
	f.picture = container.NewStack()
	for _, t := range d.Lists.Platforms {
		f.platforms = append(f.platforms, f.toggle(t.Name(kit.Language())))
	}
	for i := 1; i <= 7; i++ {
		f.days = append(f.days, f.toggle(kit.T("settings.day."+kit.Count(i))))
	}
	f.currency = f.choice(currencies())
	f.zone = f.choice(zones())
	f.zone.SetPlaceHolder(kit.T("settings.system"))
	f.from, f.to = f.entry(), f.entry()
	segments := func(labels ...string) *kit.Segments {
		return kit.NewSegments(labels, 0, func(int) { changed() })
	}
	system := kit.T("settings.system")
	f.language = segments(system, kit.T("shell.language.zh"), kit.T("shell.language.en"))
	f.theme = segments(system, kit.T("settings.theme.light"), kit.T("settings.theme.dark"))
	f.scale = segments(system, "100 %", "125 %", "150 %", "200 %")
	f.paper = segments("A4", "Letter")
	f.paperLang = segments(kit.T("settings.paperlang.same"), kit.T("shell.language.zh"), kit.T("shell.language.en"))
	return f
}

func (f *form) entry() *widget.Entry {
	e := widget.NewEntry()
	e.OnChanged = func(string) { f.changed() }
	return e
}

func (f *form) toggle(label string) *kit.Chip {
	c := kit.NewChip(label, kit.ToneNeutral, nil)
	c.OnTapped = func() {
		c.SetSelected(!c.Selected())
		f.changed()
	}
	return c
}

// choice is an entry whose list narrows to what was typed.
func (f *form) choice(all []string) *widget.SelectEntry {
	e := widget.NewSelectEntry(all)
	e.OnChanged = func(text string) {
		e.SetOptions(matching(all, text))
		f.changed()
	}
	return e
}

func matching(all []string, text string) []string {
	text = strings.ToLower(strings.TrimSpace(text))
	if text == "" || slices.ContainsFunc(all, func(s string) bool { return strings.EqualFold(s, text) }) {
		return all
	}
	return slices.DeleteFunc(slices.Clone(all), func(s string) bool { return !strings.Contains(strings.ToLower(s), text) })
}

// field labels an input and remembers it for errors.
func (f *form) field(name, label string, o fyne.CanvasObject) *kit.Field {
	field := kit.NewField(label, false, o)
	f.fields[name] = field
	return field
}

func (f *form) sections() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		section(kit.T("settings.shop"),
			kit.NewField(kit.T("settings.owner"), false, f.owner).WithHint(kit.T("settings.owner.hint")),
			kit.NewField(kit.T("settings.shops"), false, f.shops.object),
			kit.NewField(kit.T("settings.platforms"), false, flow(f.platforms)),
			kit.NewField(kit.T("settings.logo"), false, f.picture).WithHint(kit.T("settings.logo.hint"))),
		section(kit.T("settings.money"),
			kit.Columns(2, 12,
				f.field(fieldCurrency, kit.T("settings.currency"), f.currency),
				f.field(fieldZone, kit.T("settings.zone"), f.zone).WithHint(kit.T("settings.zone.hint"))),
			kit.NewField(kit.T("settings.days"), false, flow(f.days)),
			f.field(fieldHours, kit.T("settings.hours"), kit.HBox(8, kit.Sized(f.from, 90, 0), kit.Body(kit.T("settings.hours.to")).Whole(), kit.Sized(f.to, 90, 0)))),
		section(kit.T("settings.look"),
			kit.NewField(kit.T("settings.language"), false, f.language),
			kit.NewField(kit.T("settings.theme"), false, f.theme),
			kit.NewField(kit.T("settings.scale"), false, f.scale)),
		section(kit.T("settings.paper"),
			kit.NewField(kit.T("settings.papersize"), false, f.paper),
			kit.NewField(kit.T("settings.paperlang"), false, f.paperLang).WithHint(kit.T("settings.paperlang.hint"))),
	}
}

func section(title string, rows ...fyne.CanvasObject) fyne.CanvasObject {
	return kit.NewCard(kit.VBox(12, append([]fyne.CanvasObject{kit.Heading(title)}, rows...)...))
}

func flow(chips []*kit.Chip) fyne.CanvasObject {
	row := kit.Flow(6)
	for _, c := range chips {
		row.Add(c)
	}
	return row
}

// set shows a profile.
func (f *form) set(p shop.Profile) {
	f.logo = p.Logo
	f.owner.SetText(p.Owner)
	f.shops.set(p.Shops)
	for i, t := range f.d.Lists.Platforms {
		f.platforms[i].SetSelected(slices.Contains(p.Platforms, t.ID))
	}
	for i, c := range f.days {
		c.SetSelected(slices.ContainsFunc(p.WorkDays, func(d int) bool { return d%7 == (i+1)%7 }))
	}
	f.currency.SetText(p.Currency)
	f.zone.SetText(p.Zone)
	f.from.SetText(p.WorkFrom)
	f.to.SetText(p.WorkTo)
	f.language.Set(max(0, slices.Index(languages(), p.Language)))
	f.theme.Set(max(0, slices.Index(themes(), p.Theme)))
	f.scale.Set(max(0, slices.Index(scales(), p.Scale)))
	f.paper.Set(max(0, slices.Index(papers(), p.Paper)))
	f.paperLang.Set(max(0, slices.Index(languages(), p.PaperLang)))
	f.showLogo(p)
	f.clear()
}

// profile is what the inputs say.
func (f *form) profile() shop.Profile {
	p := shop.Profile{
		Owner: strings.TrimSpace(f.owner.Text), Shops: f.shops.shops(), Logo: f.logo,
		Currency: strings.ToUpper(strings.TrimSpace(f.currency.Text)), Zone: strings.TrimSpace(f.zone.Text),
		WorkFrom: strings.TrimSpace(f.from.Text), WorkTo: strings.TrimSpace(f.to.Text),
		Language: languages()[f.language.Selected()], Theme: themes()[f.theme.Selected()],
		Scale: scales()[f.scale.Selected()], Paper: papers()[f.paper.Selected()],
		PaperLang: languages()[f.paperLang.Selected()],
	}
	for i, t := range f.d.Lists.Platforms {
		if f.platforms[i].Selected() {
			p.Platforms = append(p.Platforms, t.ID)
		}
	}
	for i, c := range f.days {
		if c.Selected() {
			p.WorkDays = append(p.WorkDays, i+1)
		}
	}
	return p
}

// check says at the field what is wrong and tells whether all is well.
func (f *form) check() bool {
	f.clear()
	err := f.profile().Check()
	if err != nil && !f.blame(err) {
		f.d.Shell.ShowError(err)
	}
	return err == nil
}

func (f *form) clear() {
	for _, field := range f.fields {
		field.Clear()
	}
}

// blame shows an error at its field and tells whether it has one.
func (f *form) blame(err error) bool {
	field := f.fields[fieldOf(err)]
	if field == nil {
		return false
	}
	sentence, _ := kit.FaultText(err)
	field.SetError(sentence)
	return true
}

// showLogo shows the logo with what can be done about it.
func (f *form) showLogo(p shop.Profile) {
	choose := kit.NewButton(kit.T("settings.logo.choose"), func() {
		kit.ChooseFile(f.d.Shell, kit.T("settings.logo.choose"), []string{".png", ".jpg", ".jpeg"}, f.takeLogo)
	})
	row := kit.HBox(12, choose)
	if p.Logo != "" {
		row.Add(kit.NewQuiet(kit.T("settings.logo.remove"), func() { f.takeLogo("") }))
	}
	f.picture.Objects = []fyne.CanvasObject{row}
	f.picture.Refresh()
	if p.Logo == "" {
		return
	}
	kit.Run(f.d.Shell.Tasks(), "settings.logo", func(context.Context) (image.Image, error) {
		r, err := f.d.Logos.Logo(p)
		if err != nil {
			return nil, err
		}
		defer r.Close() // only read
		m, _, err := image.Decode(r)
		return m, err
	}, func(m image.Image, err error) {
		if err != nil {
			f.d.Shell.ShowError(err)
			return
		}
		picture := canvas.NewImageFromImage(m)
		picture.FillMode = canvas.ImageFillContain
		picture.SetMinSize(fyne.NewSize(96, 56))
		row.Objects = append([]fyne.CanvasObject{picture}, row.Objects...)
		f.picture.Refresh()
	})
}

// takeLogo keeps a logo at once, because its bytes go into the vault.
func (f *form) takeLogo(path string) {
	kit.Run(f.d.Shell.Tasks(), "", func(ctx context.Context) (shop.Profile, error) {
		return f.d.Logos.SetLogo(ctx, path)
	}, func(p shop.Profile, err error) {
		if err != nil {
			f.d.Shell.ShowError(err)
			return
		}
		f.logo = p.Logo
		f.kept(p.Logo)
		f.showLogo(p)
		f.d.Shell.Toast(kit.T("settings.logo.done"))
	})
}
