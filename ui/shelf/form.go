package shelf

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"casefolio/app/fault"
	"casefolio/app/shelf"
	"casefolio/ui/kit"
)

// form asks what a paper or a version of it is. Fields that are nil are not
// asked for.
type form struct {
	page   *Page
	dialog *kit.Dialog
	kind   shelf.Kind
	chips  map[shelf.Kind]*kit.Chip
	title  *kit.Entry
	date   *kit.Entry
	note   *kit.LongEntry
	fields map[string]*kit.Field // by the fault that belongs to each
	busy   bool
}

// pick lets the seller choose the file of a new paper.
func (p *Page) pick() {
	kit.ChooseFile(p.deps.Shell, kit.T("shelf.pick"), nil, p.add)
}

// add asks what the file of a new paper is.
func (p *Page) add(path string) {
	f := p.newForm()
	f.kind = shelf.Policy
	name := filepath.Base(path)
	body := kit.VBox(12, kit.NewPath(path), f.kinds(),
		f.titleField(strings.TrimSuffix(name, filepath.Ext(name))), f.dateField(), f.noteField("shelf.field.note", ""))
	f.show(kit.T("shelf.add"), body, kit.T("shelf.add.verb"), func(ctx context.Context) error {
		_, err := p.deps.Shelf.Add(ctx, shelf.Item{Kind: f.kind, Title: f.title.Text, Note: f.note.Text},
			shelf.Version{Dated: f.date.Text}, shelf.LocalFile(path))
		return err
	}, kit.T("shelf.added"))
}

// pickVersion lets the seller choose the file of a new version.
func (p *Page) pickVersion(i shelf.Item) {
	kit.ChooseFile(p.deps.Shell, kit.T("shelf.pick.version", "title", i.Title), nil, func(path string) {
		f := p.newForm()
		body := kit.VBox(12, kit.Strong(i.Title), kit.NewPath(path), f.dateField(), f.noteField("shelf.field.changed", ""),
			kit.Muted(kit.T("shelf.new_version.hint")).Wrapped())
		f.show(kit.T("shelf.new_version"), body, kit.T("shelf.new_version.verb"), func(ctx context.Context) error {
			_, err := p.deps.Shelf.AddVersion(ctx, i.ID, shelf.Version{Dated: f.date.Text, Note: f.note.Text}, shelf.LocalFile(path))
			return err
		}, kit.T("shelf.added.version", "title", i.Title))
	})
}

// edit changes what a paper is called.
func (p *Page) edit(i shelf.Item) {
	f := p.newForm()
	f.kind = i.Kind
	body := kit.VBox(12, f.kinds(), f.titleField(i.Title), f.noteField("shelf.field.note", i.Note))
	f.show(kit.T("shelf.edit"), body, kit.T("shelf.edit.verb"), func(ctx context.Context) error {
		i.Kind, i.Title, i.Note = f.kind, f.title.Text, f.note.Text
		return p.deps.Shelf.Edit(ctx, i)
	}, kit.T("shelf.edited"))
}

func (p *Page) newForm() *form {
	return &form{page: p, chips: map[shelf.Kind]*kit.Chip{}, fields: map[string]*kit.Field{}}
}

func (f *form) kinds() fyne.CanvasObject {
	row := kit.Flow(6)
	for _, kind := range shelf.Kinds() {
		chip := kit.NewChip(kindText(kind), kit.ToneNeutral, func() {
			f.kind = kind
			f.mark()
		})
		f.chips[kind] = chip
		row.Add(chip)
	}
	f.mark()
	return kit.VBox(4, kit.Small(kit.T("shelf.field.kind")), row)
}

func (f *form) mark() {
	for kind, chip := range f.chips {
		chip.SetSelected(kind == f.kind)
	}
}

func (f *form) titleField(text string) fyne.CanvasObject {
	f.title = kit.NewEntry()
	f.title.SetText(text)
	f.fields["shelf.title"] = kit.NewField(kit.T("shelf.field.title"), true, f.title)
	return f.fields["shelf.title"]
}

func (f *form) dateField() fyne.CanvasObject {
	f.date = kit.NewEntry()
	f.date.SetText(f.page.deps.Shelf.Today())
	f.fields["shelf.date"] = kit.NewField(kit.T("shelf.field.date"), true, f.date).WithHint(kit.T("shelf.field.date.hint"))
	return f.fields["shelf.date"]
}

func (f *form) noteField(label, text string) fyne.CanvasObject {
	f.note = kit.NewLongEntry(2)
	f.note.SetText(text)
	return kit.NewField(kit.T(label), false, f.note)
}

// show asks. What is wrong is said at its field, and nothing typed is lost.
func (f *form) show(title string, body fyne.CanvasObject, verb string, deed func(context.Context) error, done string) {
	canvas := f.page.deps.Shell.Window().Canvas()
	f.dialog = kit.NewDialog(canvas, title, body)
	f.dialog.SetWidth(520)
	save := func() { f.save(deed, done) }
	for _, e := range []*kit.Entry{f.title, f.date} {
		if e != nil {
			e.OnSubmitted = func(string) { save() }
		}
	}
	f.dialog.SetButtons(kit.NewButton(kit.T("shelf.cancel"), f.dialog.Hide), kit.NewPrimary(verb, save))
	f.dialog.Show()
	first := f.title
	if first == nil {
		first = f.date
	}
	canvas.Focus(first)
}

func (f *form) save(deed func(context.Context) error, done string) {
	if f.busy {
		return
	}
	f.busy = true
	for _, field := range f.fields {
		field.Clear()
	}
	kit.Run(f.page.deps.Shell.Tasks(), "", func(ctx context.Context) (struct{}, error) {
		return struct{}{}, deed(ctx)
	}, func(_ struct{}, err error) {
		f.busy = false
		for code, field := range f.fields {
			if fault.Is(err, code) {
				sentence, _ := kit.FaultText(err)
				field.SetError(sentence)
				return
			}
		}
		if err != nil {
			f.page.deps.Shell.ShowError(err)
			return
		}
		f.dialog.Hide()
		f.page.Reload()
		f.page.deps.Shell.Toast(done)
	})
}
