package due

import (
	"context"
	"time"

	"casefolio/app/deadlines"
	"casefolio/app/fault"
	"casefolio/app/programmes"
	"casefolio/ui/kit"
)

// Deeds is what can be done about what is due. Each says what it did and offers
// the way back; changed is told of every case that it changed.
type Deeds struct {
	deps    Deps
	changed func(caseID string)
	Did     func(back kit.Back)        // is told of each deed that was done; may be nil
	Name    func(caseID string) string // of a case, for a page with many; may be nil
}

// NewDeeds returns the deeds; changed may be nil.
func NewDeeds(deps Deps, changed func(caseID string)) *Deeds {
	if changed == nil {
		changed = func(string) {}
	}
	return &Deeds{deps: deps, changed: changed}
}

// do does a deed off the window's thread, says done and offers the way back.
func (d *Deeds) do(caseID, done string, work func(ctx context.Context) error) {
	if d.Name != nil {
		if name := d.Name(caseID); name != "" {
			done = kit.T("undo.of", "case", name, "said", done)
		}
	}
	kit.Do(d.deps.Shell, caseID, work, func(back kit.Back, err error) {
		if err == nil && d.Did != nil && !back.None() {
			d.Did(back)
		}
		d.changed(caseID)
		if err != nil {
			d.deps.Shell.ShowError(err)
			return
		}
		kit.Did(d.deps.Shell, done, back)
	})
}

// CanFinish tells whether Done can do an item itself.
func (d *Deeds) CanFinish(i deadlines.Item) bool {
	switch i.Kind {
	case deadlines.FirstResponse, deadlines.Promised, deadlines.Waiting:
		return !i.Stopped
	case deadlines.Unsent:
		return !i.Stopped && d.deps.Replies != nil
	}
	return d.deps.Finish[i.Kind] != nil && !i.Stopped
}

// Done says that an item is done: answered, kept, over. It is false for one
// that is done in its case.
func (d *Deeds) Done(i deadlines.Item) bool {
	if !d.CanFinish(i) {
		return false
	}
	switch i.Kind {
	case deadlines.FirstResponse:
		d.Answered(i.CaseID, time.Time{})
	case deadlines.Promised:
		d.do(i.CaseID, kit.T("due.kept"), func(ctx context.Context) error { return d.deps.Clocks.KeepPromise(ctx, i.RefID) })
	case deadlines.Waiting:
		d.do(i.CaseID, kit.T("due.wait.ended"), func(ctx context.Context) error { return d.deps.Clocks.EndWait(ctx, i.RefID) })
	case deadlines.Unsent:
		d.do(i.CaseID, kit.T("due.sent"), func(ctx context.Context) error {
			_, err := d.deps.Replies.Confirm(ctx, i.RefID)
			return err
		})
	default:
		d.do(i.CaseID, kit.T("due.finished"), func(ctx context.Context) error { return d.deps.Finish[i.Kind](ctx, i) })
	}
	return true
}

// Answered says that the buyer was answered; a zero time is now.
func (d *Deeds) Answered(caseID string, at time.Time) {
	d.do(caseID, kit.T("due.answered"), func(ctx context.Context) error {
		_, err := d.deps.Clocks.Answered(ctx, caseID, deadlines.Answer{At: at})
		return err
	})
}

// Drop says that a reply that was copied was not sent.
func (d *Deeds) Drop(i deadlines.Item) {
	d.do(i.CaseID, kit.T("due.unsent"), func(ctx context.Context) error { return d.deps.Replies.Drop(ctx, i.RefID) })
}

// Break says that a promise was not kept and will not be.
func (d *Deeds) Break(i deadlines.Item) {
	d.do(i.CaseID, kit.T("due.broken"), func(ctx context.Context) error { return d.deps.Clocks.BreakPromise(ctx, i.RefID, "") })
}

// Wake shows an item on the board again that was put off.
func (d *Deeds) Wake(i deadlines.Item) {
	d.do(i.CaseID, kit.T("due.woken"), func(ctx context.Context) error {
		return d.deps.Clocks.Snooze(ctx, i.CaseID, i.Key, time.Time{})
	})
}

// Snooze asks until when an item stays off the board.
func (d *Deeds) Snooze(i deadlines.Item) {
	d.withHours(func(m moments) {
		f := d.ask(kit.T("due.snooze.title"), kit.T("due.snooze.verb"))
		at := newWhen(kit.T("due.snooze.until"), m.now, i.Zone, m.before(i.Due, m.snooze()), m.snooze())
		if i.Kind != deadlines.Waiting {
			at.limit(i.Due)
		}
		f.add(kit.Muted(Words().Title(i)).Wrapped(), at.Field)
		f.show(at.entry, func() error {
			until, err := at.later()
			if err != nil {
				at.blame(f.canvas, err)
				return err
			}
			d.do(i.CaseID, kit.T("due.snoozed", "time", Words().Moment(until, m.now)), func(ctx context.Context) error {
				return d.deps.Clocks.Snooze(ctx, i.CaseID, i.Key, until)
			})
			return nil
		})
	})
}

// Wait asks who is waited for, and until when.
func (d *Deeds) Wait(caseID, zone string) {
	d.withHours(func(m moments) {
		f := d.ask(kit.T("due.wait.title"), kit.T("due.wait.verb"))
		names := make([]string, 0, len(deadlines.Waits()))
		for _, who := range deadlines.Waits() {
			names = append(names, kit.T("due.who."+who))
		}
		hint := kit.Small("").Wrapped()
		tell := func(i int) {
			key := "due.wait.runs"
			if deadlines.Waits()[i] == deadlines.ForBuyer {
				key = "due.wait.pauses"
			}
			hint.SetText(kit.T(key))
		}
		who := kit.NewSegments(names, 0, tell)
		tell(0)
		at := newWhen(kit.T("due.wait.until"), m.now, zone, m.wait()[0].at, m.wait())
		note := kit.NewEntry()
		f.add(kit.NewField(kit.T("due.wait.who"), false, kit.VBox(4, who, hint)), at.Field, kit.NewField(kit.T("due.note"), false, note))
		f.show(at.entry, func() error {
			until, err := at.time()
			if err == nil && !until.IsZero() {
				until, err = at.later()
			}
			if err != nil {
				at.blame(f.canvas, err)
				return err
			}
			is := deadlines.Wait{For: deadlines.Waits()[who.Selected()], Until: until, Note: note.Text}
			d.do(caseID, kit.T("due.waiting"), func(ctx context.Context) error {
				_, err := d.deps.Clocks.Wait(ctx, caseID, is)
				return err
			})
			return nil
		})
	})
}

// Promise asks what the buyer was told, and by when.
func (d *Deeds) Promise(caseID, zone string) {
	d.withHours(func(m moments) {
		f := d.ask(kit.T("due.promise.title"), kit.T("due.promise.verb"))
		text := kit.NewEntry()
		text.SetPlaceHolder(kit.T("due.promise.example"))
		what := kit.NewField(kit.T("due.promise.text"), true, text)
		at := newWhen(kit.T("due.promise.by"), m.now, zone, m.promise()[0].at, m.promise())
		f.add(what, at.Field)
		f.show(text, func() error {
			what.Clear()
			if text.Text == "" {
				err := fault.New("due.text")
				sentence, _ := kit.FaultText(err)
				what.SetError(sentence)
				f.canvas.Focus(text)
				return err
			}
			by, err := at.later()
			if err != nil {
				at.blame(f.canvas, err)
				return err
			}
			is := deadlines.Promise{Text: text.Text, Due: by}
			d.do(caseID, kit.T("due.promised", "time", Words().Moment(by, m.now)), func(ctx context.Context) error {
				_, err := d.deps.Clocks.Promise(ctx, caseID, is)
				return err
			})
			return nil
		})
	})
}

// Move asks for another time of a promise, or when to ask again somebody who is
// waited for.
func (d *Deeds) Move(i deadlines.Item) {
	d.withHours(func(m moments) {
		offers := m.promise()
		if i.Kind == deadlines.Waiting {
			offers = m.wait()
		}
		f := d.ask(Words().Title(i), kit.T("due.move.verb"))
		at := newWhen(kit.T("due.move.label"), m.now, i.Zone, i.Due, offers)
		f.add(at.Field)
		f.show(at.entry, func() error {
			by, err := at.time()
			if err == nil && (!by.IsZero() || i.Kind == deadlines.Promised) {
				by, err = at.later()
			}
			if err != nil {
				at.blame(f.canvas, err)
				return err
			}
			d.do(i.CaseID, kit.T("due.moved"), func(ctx context.Context) error { return d.move(ctx, i, by) })
			return nil
		})
	})
}

// move sets the time of a promise or a wait.
func (d *Deeds) move(ctx context.Context, i deadlines.Item, at time.Time) error {
	if i.Kind == deadlines.Waiting {
		return d.deps.Clocks.ProlongWait(ctx, i.RefID, at)
	}
	all, err := d.deps.Clocks.Promises(ctx, i.CaseID)
	if err != nil {
		return err
	}
	for _, e := range all {
		if e.ID == i.RefID {
			e.Is.Due = at
			_, err = d.deps.Clocks.SavePromise(ctx, e)
			return err
		}
	}
	return fault.New("due.item")
}

// AnsweredEarlier asks when the buyer was answered.
func (d *Deeds) AnsweredEarlier(caseID, zone string) {
	now := d.deps.Now()
	f := d.ask(kit.T("due.answered.title"), kit.T("due.answered.verb"))
	at := newWhen(kit.T("due.answered.at"), now, zone, now, nil)
	f.add(at.Field)
	f.show(at.entry, func() error {
		then, err := at.time()
		if err == nil && (then.IsZero() || then.After(now.Add(time.Minute))) {
			err = fault.New("due.future")
		}
		if err != nil {
			at.blame(f.canvas, err)
			return err
		}
		d.Answered(caseID, then)
		return nil
	})
}

// Type asks for the date that stands on the platform's page; it goes before any
// rule. An empty one lets the rule count again.
func (d *Deeds) Type(i deadlines.Item) {
	f := d.ask(Words().Title(i), kit.T("due.type.verb"))
	at := newWhen(kit.T("due.type.label"), d.deps.Now(), i.Zone, typed(i), nil)
	f.add(at.Field, kit.Small(kit.T("due.type.hint")).Wrapped())
	f.show(at.entry, func() error {
		due, err := at.time()
		if err != nil {
			at.blame(f.canvas, err)
			return err
		}
		d.do(i.CaseID, kit.T("due.typed"), func(ctx context.Context) error {
			was, err := d.choice(ctx, i)
			if err != nil {
				return err
			}
			_, err = d.deps.Programmes.Choose(ctx, i.CaseID, was.ProgrammeID, due)
			return err
		})
		return nil
	})
}

func typed(i deadlines.Item) time.Time {
	if i.Why == deadlines.WhyTyped {
		return i.Due
	}
	return time.Time{}
}

// choice is the programme that an item counts.
func (d *Deeds) choice(ctx context.Context, i deadlines.Item) (programmes.Choice, error) {
	all, err := d.deps.Programmes.Choices(ctx, i.CaseID)
	for _, c := range all {
		if c.ProgrammeID == i.RefID {
			return c, err
		}
	}
	if err == nil {
		err = fault.New("due.item")
	}
	return programmes.Choice{}, err
}

// withHours reads the hours of the shop, from which dialogs make their offers.
func (d *Deeds) withHours(show func(moments)) {
	kit.Run(d.deps.Shell.Tasks(), "due/hours", d.deps.Clocks.WorkTime, func(c deadlines.Calendar, err error) {
		if err != nil {
			d.deps.Shell.ShowError(err)
			return
		}
		show(moments{d.deps.Now(), c})
	})
}
