package tasks

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"casefolio/app/deadlines"
	"casefolio/app/deadlines/words"
	"casefolio/app/fault"
	"casefolio/app/records"
	"casefolio/app/tasks"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// quickEntry is the row in which a task is typed and kept with Enter.
type quickEntry struct {
	pane  *Pane
	text  *kit.Entry
	owner *kit.Combo
	due   *when
	field *kit.Field
	row   fyne.CanvasObject
	quick kit.Quick
}

func newQuickEntry(p *Pane) *quickEntry {
	q := &quickEntry{pane: p, text: kit.NewEntry(), owner: kit.NewCombo(nil), due: newWhen(p.deps.Now, time.Time{}, presets(p.deps.Now()))}
	q.text.SetPlaceHolder(kit.T("tasks.text.hint"))
	q.owner.SetPlaceHolder(kit.T("tasks.owner"))
	add := func(string) { q.add() }
	q.text.OnSubmitted, q.due.entry.OnSubmitted, q.owner.OnSubmitted = add, add, add
	q.field = kit.NewField(kit.T("tasks.new"), false, kit.Row(8, 0, q.text, kit.NewPrimary(kit.T("tasks.add"), q.add)))
	chips := kit.Flow(6, kit.Small(kit.T("tasks.due")).Whole())
	for _, c := range q.due.chips {
		chips.Add(c)
	}
	q.quick = kit.Quick{Blank: q.blank, Tell: q.tell, Shown: func() bool { return p.entry == q }}
	q.row = kit.NewCard(kit.VBox(8, q.field, chips,
		kit.Row(8, -1, kit.Sized(q.due.entry, 210, 0), kit.Sized(q.owner, 150, 0))))
	return q
}

// add keeps the task; the row is ready for the next one at once.
func (q *quickEntry) add() {
	q.field.Clear()
	due, err := q.due.time("task.time")
	if err == nil && strings.TrimSpace(q.text.Text) == "" {
		err = fault.New("task.empty")
	}
	if err != nil {
		q.tell(err)
		return
	}
	p, id := q.pane, q.pane.Case.ID
	text, typed := q.text.Text, q.due.entry.Text
	is := tasks.Task{Text: text, Owner: q.owner.Text, Due: due}
	q.text.SetText("")
	q.due.set(time.Time{})
	p.deps.Shell.Window().Canvas().Focus(q.text)
	q.quick.Keep(p.deps.Shell, id, oneLine(text), func() {
		q.text.SetText(text)
		q.due.entry.SetText(typed)
		q.owner.SetText(is.Owner)
	}, func(ctx context.Context) error {
		_, err := p.deps.Tasks.Add(ctx, id, is)
		return err
	}, func(back kit.Back) { p.Did(back, kit.T("tasks.added", "text", oneLine(text))) })
}

// blank tells whether no task is typed.
func (q *quickEntry) blank() bool { return strings.TrimSpace(q.text.Text) == "" }

func (q *quickEntry) tell(err error) {
	if !fault.Is(err, "task.empty") && !fault.Is(err, "task.time") && !fault.Is(err, "task.long") {
		q.pane.deps.Shell.ShowError(err)
		return
	}
	sentence, _ := kit.FaultText(err)
	q.field.SetError(sentence)
	q.pane.Scroll.Settle()
}

// tasks is the upper part: what is to be done, and what the buyer was promised.
func (p *Pane) tasks() fyne.CanvasObject {
	sheet := p.state.sheet
	head := kit.Row(8, 0, kit.Heading(kit.T("tasks.title")))
	if n := sheet.Open(); n > 0 {
		head.Add(kit.NewBadge(kit.T("tasks.open", "count", kit.Count(n)), kit.ToneInfo))
	}
	box := kit.VBox(10, head)
	if p.Writable {
		if p.entry == nil {
			if p.entry = p.drafts[p.Case.ID]; p.entry == nil {
				p.entry = newQuickEntry(p)
			}
		}
		p.entry.owner.SetOptions(p.state.owners)
		box.Add(p.entry.row)
	}
	if len(sheet.Tasks) == 0 {
		box.Add(kit.Muted(kit.T("tasks.empty")).Wrapped())
	} else {
		rows := kit.VBox(6)
		for i, e := range sheet.Tasks {
			if i > 0 {
				rows.Add(kit.Hairline())
			}
			rows.Add(p.task(e))
		}
		box.Add(kit.NewCard(rows))
	}
	if len(p.state.promises) > 0 {
		box.Add(kit.Small(kit.T("tasks.promises")))
		rows := kit.VBox(6)
		for i, e := range p.state.promises {
			if i > 0 {
				rows.Add(kit.Hairline())
			}
			rows.Add(p.promise(e))
		}
		box.Add(kit.NewCard(rows))
	}
	return box
}

// dueText says when something is due and how much time is left, in the colour
// that goes with it.
func (p *Pane) dueText(i deadlines.Item) (text string, ink fyne.ThemeColorName) {
	if i.Due.IsZero() {
		return "", theme.ColorMuted
	}
	say, now := words.Texts(kit.T), p.deps.Now()
	ink = theme.ColorMuted
	switch words.StateOf(i, now) {
	case words.Late:
		ink = theme.ColorLate
	case words.Soon:
		ink = theme.ColorSoon
	}
	return say.Moment(i.Due, now) + " · " + say.Left(i, now), ink
}

func (p *Pane) task(e tasks.TaskEntry) fyne.CanvasObject {
	text := kit.Body(oneLine(e.Is.Text)).Wrapped()
	lines := kit.VBox(2, text)
	small := func(s string, ink fyne.ThemeColorName) {
		if s != "" {
			lines.Add(kit.Small(s).Wrapped().Colored(ink))
		}
	}
	if e.Is.Done() {
		text.Colored(theme.ColorMuted)
		small(joined(kit.T("tasks.done_at", "time", p.stamp(e.Is.DoneAt)), oneLine(e.Is.Owner)), theme.ColorMuted)
	} else {
		due, ink := p.dueText(deadlines.Item{Kind: deadlines.Task, Due: e.Is.Due})
		small(due, ink)
		small(oneLine(e.Is.Owner), theme.ColorMuted)
	}
	small(oneLine(e.Is.Note), theme.ColorMuted)
	check := kit.NewCheck("", e.Is.Done(), func(done bool) { p.finish(e, done) })
	if !p.Writable {
		check.Disable()
		return kit.Row(4, 1, check, lines)
	}
	return kit.Row(4, 1, check, lines, kit.HBox(0,
		kit.NewQuiet(kit.T("tasks.edit"), func() { p.askTask(e) }), kit.NewQuiet(kit.T("tasks.remove"), func() { p.removeTask(e) })))
}

// finish ticks a task off, or opens it again.
func (p *Pane) finish(e tasks.TaskEntry, done bool) {
	key := "tasks.done"
	if !done {
		key = "tasks.reopened"
	}
	p.Do(func(ctx context.Context) error {
		_, err := p.deps.Tasks.Done(ctx, e.ID, done)
		return err
	}, func(back kit.Back) { p.Did(back, kit.T(key, "text", oneLine(e.Is.Text))) })
}

func (p *Pane) removeTask(e tasks.TaskEntry) {
	p.Do(func(ctx context.Context) error { return p.deps.Tasks.Remove(ctx, e.ID) }, func(back kit.Back) {
		p.Did(back, kit.T("tasks.removed", "text", oneLine(e.Is.Text)))
	})
}

// promise is a line of what the buyer was promised, ticked off when it is kept.
func (p *Pane) promise(e records.Entry[deadlines.Promise]) fyne.CanvasObject {
	kept := !e.Is.KeptAt.IsZero()
	text := kit.Body(oneLine(e.Is.Text)).Wrapped()
	lines := kit.VBox(2, text)
	switch {
	case kept:
		lines.Add(kit.Small(kit.T("tasks.kept_at", "time", p.stamp(e.Is.KeptAt))))
	case !e.Is.BrokenAt.IsZero():
		lines.Add(kit.Small(kit.T("tasks.broken")).Colored(theme.ColorLate))
	default:
		due, ink := p.dueText(deadlines.Item{Kind: deadlines.Promised, Due: e.Is.Due})
		lines.Add(kit.Small(due).Wrapped().Colored(ink))
	}
	check := kit.NewCheck("", kept, func(on bool) {
		key, set := "tasks.promise.kept", p.deps.Promises.KeepPromise
		if !on {
			key, set = "tasks.promise.opened", p.deps.Promises.OpenPromise
		}
		p.Do(func(ctx context.Context) error { return set(ctx, e.ID) }, func(back kit.Back) {
			p.Did(back, kit.T(key, "text", oneLine(e.Is.Text)))
		})
	})
	if !p.Writable {
		check.Disable()
	}
	return kit.Row(4, 1, check, lines)
}

// askTask changes a task.
func (p *Pane) askTask(e tasks.TaskEntry) {
	d := kit.NewQuestion(p.deps.Shell, p.Case.ID)
	text, note, owner := kit.NewEntry(), kit.NewLongEntry(3), kit.NewCombo(p.state.owners)
	text.SetText(e.Is.Text)
	note.SetText(e.Is.Note)
	owner.SetText(e.Is.Owner)
	due := newWhen(p.deps.Now, e.Is.Due, presets(p.deps.Now()))
	body := kit.VBox(10, d.Field(kit.T("tasks.text"), true, text, "task.empty", "task.long"),
		d.Field(kit.T("tasks.due"), false, due.object(), "task.time"), d.Field(kit.T("tasks.owner"), false, owner),
		d.Field(kit.T("tasks.note"), false, note))
	d.Show(kit.T("tasks.edit.title"), kit.T("tasks.save"), body, text, func() (func(context.Context) error, error) {
		at, err := due.time("task.time")
		if err != nil {
			return nil, err
		}
		e.Is.Text, e.Is.Note, e.Is.Owner, e.Is.Due = text.Text, note.Text, owner.Text, at
		return func(ctx context.Context) error {
			kept, err := p.deps.Tasks.Change(ctx, e)
			if err == nil {
				e = kept
			}
			return err
		}, nil
	}, func(back kit.Back) { p.Did(back, kit.T("tasks.changed", "text", oneLine(e.Is.Text))) })
}

// joined puts a middle dot between what is there.
func joined(parts ...string) string {
	var kept []string
	for _, s := range parts {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return strings.Join(kept, " · ")
}
