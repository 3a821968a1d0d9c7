package tasks

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"

	"casefolio/app/cases"
	"casefolio/app/fault"
	"casefolio/app/tasks"
	"casefolio/ui/kit"
)

// visitForm is what is asked about a visit.
type visitForm struct {
	at, next              *when
	channel               *kit.Combo
	channels              []choice
	score, solved, review *pick
	before, after         *pick
	said, open            *kit.LongEntry
	again                 *kit.Check
	was                   tasks.Visit
}

func stars(now int) *pick {
	var all []choice
	for n := 1; n <= tasks.MostStars; n++ {
		all = append(all, choice{strconv.Itoa(n), kit.Count(n)})
	}
	return newPick(all, digit(now))
}

func digit(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func number(p *pick) int {
	n, _ := strconv.Atoi(p.now) // none is zero
	return n
}

func (p *Pane) newVisitForm(v tasks.Visit) *visitForm {
	lang := kit.Language()
	f := &visitForm{was: v, channels: terms(p.deps.Lists.Channels, lang), said: kit.NewLongEntry(2), open: kit.NewLongEntry(2)}
	if v.At.IsZero() {
		v.At = p.deps.Now()
		if v.Channel = p.Case.Channel; cases.Name(p.deps.Lists.Channels, v.Channel, lang) == v.Channel {
			v.Channel = "" // own words of the intake are no channel to ask by
		}
	}
	f.at = newWhen(p.deps.Now, v.At, nil)
	f.next = newWhen(p.deps.Now, v.Next, presets(p.deps.Now())[1:])
	var names []string
	for _, c := range f.channels {
		names = append(names, c.name)
	}
	f.channel = kit.NewCombo(names)
	f.channel.SetText(cases.Name(p.deps.Lists.Channels, v.Channel, lang))
	f.score = newPick(terms(p.deps.Lists.Satisfactions, lang), digit(v.Score))
	var solved, review []choice
	for _, a := range tasks.Validities() {
		solved = append(solved, choice{string(a), kit.T("tasks.solved." + string(a))})
	}
	for _, r := range tasks.ReviewChanges() {
		review = append(review, choice{string(r), kit.T("tasks.review." + string(r))})
	}
	f.solved, f.review = newPick(solved, string(v.Solved)), newPick(review, string(v.Review))
	f.before, f.after = stars(v.ReviewBefore), stars(v.ReviewAfter)
	f.said.SetText(v.Said)
	f.open.SetText(v.OpenPoints)
	f.again = kit.NewCheck(kit.T("tasks.visit.again"), v.Reopened, nil)
	return f
}

// body puts the fields into a dialog. Whether to work on it again is asked only
// where it is not solved.
func (f *visitForm) body(d *kit.Question) fyne.CanvasObject {
	follow := func() {
		if f.solved.now == string(tasks.No) || f.solved.now == string(tasks.Partly) || f.was.Reopened {
			f.again.Enable()
		} else {
			f.again.Disable()
		}
	}
	f.solved.told = follow
	follow()
	return kit.VBox(10,
		kit.Columns(2, 10, d.Field(kit.T("tasks.visit.at"), true, f.at.entry, "task.visit_time"),
			d.Field(kit.T("tasks.visit.channel"), false, f.channel)),
		d.Field(kit.T("tasks.visit.solved"), false, f.solved.row), d.Field(kit.T("tasks.visit.satisfaction"), false, f.score.row),
		d.Field(kit.T("tasks.visit.said"), false, f.said, "task.long"), d.Field(kit.T("tasks.visit.review"), false, f.review.row),
		kit.Columns(2, 10, kit.NewField(kit.T("tasks.visit.before"), false, f.before.row), kit.NewField(kit.T("tasks.visit.after"), false, f.after.row)),
		d.Field(kit.T("tasks.visit.points"), false, f.open), d.Field(kit.T("tasks.visit.when"), false, f.next.object(), "task.next"), f.again)
}

// visit is what stands in the fields.
func (f *visitForm) visit() (v tasks.Visit, err error) {
	v = f.was
	if v.At, err = f.at.time("task.visit_time"); err != nil {
		return v, err
	}
	if v.At.IsZero() {
		return v, fault.New("task.visit_time")
	}
	if v.Next, err = f.next.time("task.next"); err != nil {
		return v, err
	}
	v.Channel = f.channel.Text
	for _, c := range f.channels {
		if c.name == f.channel.Text {
			v.Channel = c.id
		}
	}
	v.Score, v.Solved, v.Review = number(f.score), tasks.Validity(f.solved.now), tasks.ReviewChange(f.review.now)
	v.ReviewBefore, v.ReviewAfter = number(f.before), number(f.after)
	if v.Review == "" && v.ReviewBefore+v.ReviewAfter > 0 { // who gives stars has looked
		v.Review = tasks.ReviewNone
		if v.ReviewAfter != 0 && v.ReviewAfter != v.ReviewBefore {
			v.Review = tasks.ReviewChanged
		}
	}
	v.Said, v.OpenPoints = f.said.Text, f.open.Text
	v.Reopened = !f.again.Disabled() && f.again.Checked
	return v, nil
}

// askVisit asks about a new visit, or changes one. A case that is not solved goes
// back to where a remedy is found.
func (p *Pane) askVisit(e tasks.VisitEntry) {
	d := kit.NewQuestion(p.deps.Shell, p.Case.ID)
	f := p.newVisitForm(e.Is)
	id, was, stage := p.Case.ID, e.Is, p.Case.Stage
	title := kit.T("tasks.visit.edit")
	if e.ID == "" {
		title = kit.T("tasks.visit.new")
	}
	done := ""
	d.Show(title, kit.T("tasks.save"), f.body(d), f.at.entry, func() (func(context.Context) error, error) {
		v, err := f.visit()
		if err != nil {
			return nil, err
		}
		e.Is, done = v, kit.T("tasks.visit.kept")
		why := ""
		if v.Reopened && !was.Reopened && stage.Index() > cases.Resolution.Index() {
			why = kit.T("tasks.visit.reason")
			done = kit.T("tasks.visit.taken_up", "stage", cases.Name(p.deps.Lists.Stages, string(cases.Resolution), kit.Language()))
		}
		return func(ctx context.Context) error {
			_, err := p.deps.Tasks.TakeUp(ctx, id, e, why)
			return err
		}, nil
	}, func(back kit.Back) { p.Did(back, done) })
}
