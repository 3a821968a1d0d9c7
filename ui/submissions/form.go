package submissions

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"casefolio/app/cases"
	"casefolio/app/fault"
	"casefolio/app/submissions"
	"casefolio/ui/kit"
)

// form is a dialog in which a record is made or changed. What is wrong is said
// at its field, and nothing typed is lost.
type form struct {
	deps   Deps
	state  state
	dialog *kit.Dialog
	fields map[string]*kit.Field // by the fault that belongs to each
	busy   bool

	recipient *kit.Combo
	programme string
	chosen    bool // the seller chose the programme
	chips     map[string]*kit.Chip
	channel   *kit.Combo
	at        *kit.Entry
	lines     []*kit.Entry // Enter in one of them saves
	note      *kit.LongEntry
	files     *fileRows
}

func newForm(deps Deps, s state) *form {
	return &form{deps: deps, state: s, fields: map[string]*kit.Field{}, chips: map[string]*kit.Chip{}}
}

// field puts a field under the faults that belong to it.
func (f *form) field(label string, required bool, input fyne.CanvasObject, codes ...string) *kit.Field {
	field := kit.NewField(label, required, input)
	for _, code := range codes {
		f.fields[code] = field
	}
	return field
}

// recipientField offers the recipients by name, or takes the seller's words.
func (f *form) recipientField(name string) fyne.CanvasObject {
	names := make([]string, 0, len(f.state.recipients))
	for _, r := range f.state.recipients {
		names = append(names, r.Name)
	}
	f.recipient = kit.NewCombo(names)
	f.recipient.SetText(name)
	f.recipient.OnChanged = func(string) { f.guess() }
	return f.field(kit.T("submissions.field.recipient"), true, f.recipient, "submission.recipient")
}

// to is the recipient that stands in the form; one that is not listed has no id.
func (f *form) to() Recipient {
	for _, r := range f.state.recipients {
		if r.Name == f.recipient.Text {
			return r
		}
	}
	return Recipient{Name: f.recipient.Text}
}

// programmeField offers the programmes of the case, of which one clock stops.
func (f *form) programmeField() fyne.CanvasObject {
	flow := kit.Flow(6)
	add := func(id, text string) {
		chip := kit.NewChip(text, kit.ToneNeutral, func() {
			f.chosen = true
			f.choose(id)
		})
		f.chips[id] = chip
		flow.Add(chip)
	}
	for _, c := range f.state.choices {
		text := c.ProgrammeID
		for _, p := range f.state.all {
			if p.ID == c.ProgrammeID {
				text = programmeText(p)
			}
		}
		add(c.ProgrammeID, shortened(text, 48))
	}
	if len(f.state.choices) == 0 {
		return kit.Muted(kit.T("submissions.no_programme")).Wrapped()
	}
	add("", kit.T("submissions.programme.none"))
	return kit.VBox(4, kit.Small(kit.T("submissions.field.programme")), flow)
}

func (f *form) choose(id string) {
	f.programme = id
	for of, chip := range f.chips {
		chip.SetSelected(of == id)
	}
}

// channelField offers the usual ways, or takes the seller's words.
func (f *form) channelField(channel string) fyne.CanvasObject {
	var words []string
	for _, id := range submissions.Channels() {
		words = append(words, kit.T("submissions.channel."+id))
	}
	f.channel = kit.NewCombo(words)
	f.channel.SetText(ChannelText(channel))
	return f.field(kit.T("submissions.field.channel"), false, f.channel)
}

// line is a field of one line.
func (f *form) line() *kit.Entry {
	e := kit.NewEntry()
	f.lines = append(f.lines, e)
	return e
}

// atField takes a time in the seller's zone.
func (f *form) atField(label string, at time.Time) fyne.CanvasObject {
	f.at = f.line()
	f.at.SetText(at.In(f.deps.Now().Location()).Format(kit.StampLayout))
	return f.field(label, true, f.at, "submission.time", "submission.future", "submission.order").
		WithHint(kit.T("submissions.field.at.hint"))
}

// time is what stands in the field. was is kept where its minute was not
// changed, so that a correction of something else does not move it.
func (f *form) time(was time.Time) (time.Time, error) {
	at, ok := cases.ParseTime(f.at.Text, f.deps.Now().Location())
	if !ok || at.IsZero() {
		return at, fault.New("submission.time")
	}
	if !was.IsZero() && was.Truncate(time.Minute).Equal(at) {
		return was, nil
	}
	return at, nil
}

func (f *form) noteField(label, text string, rows int) fyne.CanvasObject {
	f.note = kit.NewLongEntry(rows)
	f.note.SetText(text)
	return f.field(label, false, f.note, "submission.nothing")
}

// show asks.
func (f *form) show(title, verb string, body fyne.CanvasObject, first fyne.Focusable, deed func(ctx context.Context) (submissions.Submission, error), done func(submissions.Submission, kit.Back)) {
	canvas := f.deps.Shell.Window().Canvas()
	f.dialog = kit.NewDialog(canvas, title, body)
	f.dialog.SetWidth(560)
	save := func() { f.save(deed, done) }
	for _, line := range f.lines {
		line.OnSubmitted = func(string) { save() }
	}
	f.dialog.SetButtons(kit.NewButton(kit.T("submissions.cancel"), f.dialog.Hide), kit.NewPrimary(verb, save))
	f.dialog.Show()
	canvas.Focus(first)
}

func (f *form) save(deed func(ctx context.Context) (submissions.Submission, error), done func(submissions.Submission, kit.Back)) {
	if f.busy {
		return
	}
	f.busy = true
	for _, field := range f.fields {
		field.Clear()
	}
	var sub submissions.Submission
	kit.DoBeside(f.deps.Shell, f.state.c.ID, func(ctx context.Context) (err error) { // reading its files may take long
		sub, err = deed(ctx)
		return err
	}, func(back kit.Back, err error) {
		f.busy = false
		for code, field := range f.fields {
			if fault.Is(err, code) {
				sentence, _ := kit.FaultText(err)
				field.SetError(sentence)
				return
			}
		}
		if err != nil {
			f.deps.Shell.ShowError(err)
			return
		}
		f.dialog.Hide()
		done(sub, back)
	})
}

// fileRows are the files of a record, each with a way to leave it out.
type fileRows struct {
	shell kit.Shell
	title string // of the window in which more are chosen
	paths []string
	rows  *fyne.Container
}

func newFileRows(shell kit.Shell, title string, paths []string) *fileRows {
	r := &fileRows{shell: shell, title: title, rows: kit.VBox(2)}
	r.add(paths)
	return r
}

func (r *fileRows) add(paths []string) {
	for _, p := range paths {
		if !slices.Contains(r.paths, p) {
			r.paths = append(r.paths, p)
		}
	}
	r.fill()
}

func (r *fileRows) fill() {
	r.rows.RemoveAll()
	for _, p := range r.paths {
		r.rows.Add(kit.Row(8, 0, kit.NewPath(p), kit.NewQuiet(kit.T("submissions.files.remove"), func() {
			r.paths = slices.DeleteFunc(r.paths, func(x string) bool { return x == p })
			r.fill()
		})))
	}
	r.rows.Refresh()
}

// content is the list under its label, with the button that adds to it.
func (r *fileRows) content(label, hint string) fyne.CanvasObject {
	return kit.VBox(4, kit.Row(8, 0, kit.Small(label), kit.NewButton(kit.T("submissions.files.add"), func() {
		kit.ChooseFiles(r.shell, r.title, nil, r.add)
	})), r.rows, kit.Small(hint).Wrapped())
}
