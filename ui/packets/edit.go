package packets

import (
	"context"
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"casefolio/app/dossier/packet"
	"casefolio/app/dossier/packet/recipient"
	"casefolio/ui/kit"
)

// editor changes the limits of one recipient for all cases. What it shows is a
// working copy until it is saved.
type editor struct {
	page   *Page
	one    packet.Recipient
	dialog *kit.Dialog

	name      *kit.Entry // of own recipients
	nameField *kit.Field
	numbers   []*number
	audience  *kit.Segments
	colour    *kit.Segments
	paper     *kit.Segments
	slots     *kit.Segments
	blank     *kit.Segments
	masks     map[string]bool
	note      *kit.LongEntry
}

// What a recipient can ask for, in the order on screen.
var papersAsked = []string{"", "a4", "letter"}

// edit opens the editor on a recipient, which may be a new one of the seller's
// own.
func (p *Page) edit(one packet.Recipient) {
	e := &editor{page: p, one: one, masks: map[string]bool{}}
	title := kit.T("packets.edit.title", "name", oneLine(one.Name(kit.Language())))
	if one.Own {
		title = kit.T("packets.edit.own_title")
	}
	e.dialog = kit.NewDialog(p.canvas(), title, kit.FormScroll(kit.Pad(e.form(), 4, 12, 4, 4)))
	e.dialog.Height = 500
	e.dialog.SetWidth(640)
	e.dialog.SetButtons(e.buttons()...)
	e.dialog.Show()
	if one.Own {
		p.canvas().Focus(e.name)
	} else {
		p.canvas().Focus(e.numbers[0].entry)
	}
}

func (e *editor) buttons() []*kit.Button {
	all := []*kit.Button{kit.NewButton(kit.T("kit.cancel"), func() { e.dialog.Hide() }),
		kit.NewPrimary(kit.T("packets.save"), e.save)}
	switch {
	case e.one.Own && e.known():
		all = append([]*kit.Button{kit.NewQuiet(kit.T("packets.edit.delete"), e.revert)}, all...)
	case e.one.Changed:
		all = append([]*kit.Button{kit.NewQuiet(kit.T("packets.edit.revert"), e.revert)}, all...)
	}
	return all
}

// known tells whether the recipient is there already.
func (e *editor) known() bool {
	_, ok := e.page.state.recipient(e.one.ID)
	return ok
}

// form is the body of the dialog.
func (e *editor) form() fyne.CanvasObject {
	box := kit.VBox(12, kit.Muted(kit.T("packets.edit.note")).Wrapped())
	e.name = kit.NewEntry()
	e.name.SetText(e.one.Name(kit.Language()))
	e.nameField = kit.NewField(kit.T("packets.edit.name"), true, e.name)
	e.audience = segments(func(v string) string { return kit.T("packets.edit.audience." + v) }, recipient.Audiences(), max(0, slices.Index(recipient.Audiences(), e.one.Audience)))
	if e.one.Own {
		box.Add(e.nameField)
		box.Add(kit.NewField(kit.T("packets.edit.audience"), false, e.audience))
	}
	box.Add(e.limits())
	e.colour = segments(func(v string) string { return kit.T("packets.edit.grey." + v) }, yesNo, index(e.one.Grey))
	e.slots = segments(func(v string) string { return kit.T("packets.edit.slots." + v) }, yesNo, index(e.one.Slots))
	e.blank = segments(func(v string) string { return kit.T("packets.edit.blank." + v) }, yesNo, index(e.one.Blank))
	e.paper = segments(func(v string) string { return kit.T("packets.edit.paper." + v) }, []string{"any", "a4", "letter"}, max(0, slices.Index(papersAsked, e.one.Paper)))
	box.Add(kit.Columns(2, 12,
		kit.NewField(kit.T("packets.edit.grey"), false, e.colour), kit.NewField(kit.T("preview.paper"), false, e.paper),
		kit.NewField(kit.T("packets.edit.slots"), false, e.slots), kit.NewField(kit.T("packets.edit.blank"), false, e.blank)))
	box.Add(kit.NewField(kit.T("packets.edit.mask"), false, e.maskChips()))
	e.note = kit.NewLongEntry(2)
	e.note.SetText(e.one.NoteIn(kit.Language()))
	box.Add(kit.NewField(kit.T("packets.edit.remark"), false, e.note))
	return box
}

// limits are the numbers; an empty field is no limit.
func (e *editor) limits() fyne.CanvasObject {
	e.numbers = []*number{
		countOf("packets.edit.files", &e.one.Files), countOf("packets.edit.pages", &e.one.Pages),
		countOf("packets.edit.pages_total", &e.one.PagesTotal),
		bytesOf("packets.edit.bytes_file", &e.one.BytesFile), bytesOf("packets.edit.bytes_total", &e.one.BytesTotal),
		pointsOf("packets.edit.min_text", &e.one.MinText), dotsOf("packets.edit.max_dpi", &e.one.MaxDPI),
	}
	fields := make([]fyne.CanvasObject, len(e.numbers))
	for i, n := range e.numbers {
		fields[i] = n.field
	}
	return kit.Columns(3, 12, fields...)
}

// maskChips are the kinds that are masked unless the seller says otherwise.
func (e *editor) maskChips() fyne.CanvasObject {
	flow := kit.Flow(6)
	for _, kind := range recipient.MaskKinds() {
		e.masks[kind] = slices.Contains(e.one.Mask, kind)
		chip := kit.NewChip(kit.T("packets.edit.mask."+kind), kit.ToneNeutral, nil)
		chip.SetSelected(e.masks[kind])
		chip.OnTapped = func() {
			e.masks[kind] = !e.masks[kind]
			chip.SetSelected(e.masks[kind])
		}
		flow.Add(chip)
	}
	return flow
}

// save keeps the recipient as it stands in the form.
func (e *editor) save() {
	one, ok := e.read()
	if !ok {
		return
	}
	e.dialog.Hide()
	p := e.page
	p.do(func(ctx context.Context) error { return p.deps.Packets.Save(ctx, one) }, func() {
		p.deps.Shell.Toast(kit.T("packets.edit.saved"))
		if one.Own {
			p.aim(one)
		}
	})
}

// read takes the form's values; wrong ones are told at their fields.
func (e *editor) read() (one packet.Recipient, ok bool) {
	for _, n := range e.numbers {
		if !n.read() {
			n.field.SetError(kit.T("packets.edit.number"))
			e.page.canvas().Focus(n.entry)
			return one, false
		}
	}
	one = e.one
	if one.Own {
		name := oneLine(e.name.Text)
		if name == "" {
			e.nameField.SetError(kit.T("packets.edit.name.missing"))
			e.page.canvas().Focus(e.name)
			return one, false
		}
		one.Names = map[string]string{kit.Chinese: name, kit.English: name}
		one.Audience = recipient.Audiences()[e.audience.Selected()]
	}
	one.Grey, one.Slots, one.Blank = e.colour.Selected() == 1, e.slots.Selected() == 1, e.blank.Selected() == 1
	one.Paper = papersAsked[e.paper.Selected()]
	one.Mask = nil
	for _, kind := range recipient.MaskKinds() {
		if e.masks[kind] {
			one.Mask = append(one.Mask, kind)
		}
	}
	if text := strings.TrimSpace(e.note.Text); text != strings.TrimSpace(e.one.NoteIn(kit.Language())) {
		one.Note = maps.Clone(one.Note)
		if one.Note == nil {
			one.Note = map[string]string{}
		}
		one.Note[kit.Language()] = text
	}
	return one, true
}

// revert goes back to what was shipped, or forgets an own recipient.
func (e *editor) revert() {
	e.dialog.Hide()
	p, one := e.page, e.one
	done := kit.T("packets.edit.reverted")
	if one.Own {
		done = kit.T("packets.edit.deleted", "name", oneLine(one.Name(kit.Language())))
		if p.req.Recipient == one.ID {
			p.req.Recipient = ""
		}
	}
	p.do(func(ctx context.Context) error { return p.deps.Packets.Revert(ctx, one.ID) }, func() {
		p.deps.Shell.Toast(done, kit.Action{Label: kit.T("packets.undo"), Do: func() {
			p.do(func(ctx context.Context) error { return p.deps.Packets.Save(ctx, one) }, nil)
		}})
	})
}

// do changes something and shows what came of it.
func (p *Page) do(work func(ctx context.Context) error, done func()) {
	kit.Run(p.deps.Shell.Tasks(), "", func(ctx context.Context) (struct{}, error) {
		return struct{}{}, work(ctx)
	}, func(_ struct{}, err error) {
		if err != nil {
			p.deps.Shell.ShowError(err)
		} else if done != nil {
			done()
		}
		if !p.left {
			p.Reload()
		}
	})
}

// yesNo are the two values of a switch.
var yesNo = []string{"no", "yes"}

func index(on bool) int {
	if on {
		return 1
	}
	return 0
}

// segments offers values under their words.
func segments(word func(v string) string, values []string, at int) *kit.Segments {
	words := make([]string, len(values))
	for i, v := range values {
		words[i] = word(v)
	}
	return kit.NewSegments(words, at, nil)
}
