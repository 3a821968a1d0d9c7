package cases

import (
	"context"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"casefolio/app/cases"
	"casefolio/app/fault"
	"casefolio/app/records"
	"casefolio/ui/kit"
)

// branchForm is the dialog in which a side way is written down.
type branchForm struct {
	page   *Page
	entry  records.Entry[cases.Branch]
	dialog *kit.Dialog
	note   *kit.LongEntry
	times  []*timeField

	where, link *kit.Entry
}

// timeField is a time that is typed, with a button that fills in the present.
type timeField struct {
	into  *time.Time
	was   string
	entry *kit.Entry
	field *kit.Field
}

// askBranch opens the form of a side way.
func (p *Page) askBranch(c cases.Case, e records.Entry[cases.Branch]) {
	t, ok := p.deps.Steps.Guide().Branch(e.Is.Kind)
	if !ok {
		return
	}
	f := &branchForm{page: p, entry: e}
	if e.Is.Post != nil { // the form changes a copy
		post := *e.Is.Post
		f.entry.Is.Post = &post
	}
	body := kit.VBox(12, kit.Muted(t.Hint[kit.Language()]).Wrapped())
	if len(t.Aspects) > 0 {
		body.Add(kit.NewField(kit.T("steps.branch.aspect"), false, f.chips(len(t.Aspects), func(i int) (string, bool) {
			return t.Aspects[i].Name(kit.Language()), t.Aspects[i].ID == f.entry.Is.Aspect
		}, func(i int, on bool) {
			f.entry.Is.Aspect = ""
			if on {
				f.entry.Is.Aspect = t.Aspects[i].ID
			}
		})))
	}
	if t.Post {
		f.post(body)
	}
	f.note = kit.NewLongEntry(4)
	f.note.SetText(e.Is.Note)
	body.Add(kit.NewField(kit.T("steps.branch.note"), false, f.note))
	body.Add(f.time("steps.branch.opened_at", &f.entry.Is.OpenedAt))
	body.Add(f.time("steps.branch.closed_at", &f.entry.Is.ClosedAt))
	body.Add(kit.HBox(0, kit.NewQuiet(kit.T("steps.branch.remove"), f.remove)))
	f.dialog = kit.NewDialog(p.deps.Shell.Window().Canvas(), t.Name(kit.Language()), body)
	f.dialog.SetWidth(460)
	f.dialog.SetButtons(kit.NewButton(kit.T("cases.cancel"), f.dialog.Hide), kit.NewPrimary(kit.T("steps.branch.save"), f.save))
	f.dialog.Show()
	p.deps.Shell.Window().Canvas().Focus(f.note)
}

// chips are a choice of at most one.
func (f *branchForm) chips(n int, is func(i int) (label string, on bool), set func(i int, on bool)) fyne.CanvasObject {
	flow := kit.Flow(6)
	all := make([]*kit.Chip, n)
	for i := range n {
		label, on := is(i)
		all[i] = kit.NewChip(label, kit.ToneNeutral, func() {
			on := !all[i].Selected()
			for k, c := range all {
				c.SetSelected(k == i && on)
			}
			flow.Refresh() // bold words are wider
			set(i, on)
		})
		all[i].SetSelected(on)
		flow.Add(all[i])
	}
	return flow
}

// post adds what is asked of a review or a public post.
func (f *branchForm) post(body *fyne.Container) {
	if f.entry.Is.Post == nil {
		f.entry.Is.Post = &cases.Post{}
	}
	post := f.entry.Is.Post
	f.where, f.link = kit.NewEntry(), kit.NewEntry()
	f.where.SetText(post.Where)
	f.where.SetPlaceHolder(kit.T("steps.post.where.hint"))
	f.link.SetText(post.Link)
	body.Add(kit.NewField(kit.T("steps.post.where"), false, f.where))
	body.Add(kit.NewField(kit.T("steps.post.rating"), false, f.chips(cases.MostStars, func(i int) (string, bool) {
		return strconv.Itoa(i + 1), post.Stars == i+1
	}, func(i int, on bool) {
		post.Stars = 0
		if on {
			post.Stars = i + 1
		}
	})))
	body.Add(kit.NewField(kit.T("steps.post.link"), false, f.link))
	body.Add(f.time("steps.post.answered_at", &post.AnsweredAt))
	body.Add(f.time("steps.post.solved_at", &post.SolvedAt))
	results := cases.PostResults()
	body.Add(kit.NewField(kit.T("steps.post.result"), false, f.chips(len(results), func(i int) (string, bool) {
		return kit.T("steps.post.result." + string(results[i])), post.Result == results[i]
	}, func(i int, on bool) {
		post.Result = ""
		if on {
			post.Result = results[i]
		}
	})))
}

// time is a field for a time, which may stay empty.
func (f *branchForm) time(key string, into *time.Time) fyne.CanvasObject {
	t := &timeField{into: into, was: f.page.zones().Stamp(*into), entry: kit.NewEntry()}
	t.entry.SetText(t.was)
	t.entry.SetPlaceHolder(kit.T("steps.time.hint"))
	now := kit.NewQuiet(kit.T("steps.now"), func() { t.entry.SetText(f.page.zones().Stamp(f.page.deps.Now())) })
	t.field = kit.NewField(kit.T(key), false, kit.Row(4, 0, t.entry, now))
	f.times = append(f.times, t)
	return t.field
}

// read takes over what was typed; false leaves the dialog open.
func (f *branchForm) read() bool {
	is := &f.entry.Is
	is.Note = f.note.Text
	if is.Post != nil {
		is.Post.Where, is.Post.Link = f.where.Text, f.link.Text
	}
	ok := true
	for _, t := range f.times {
		t.field.Clear()
		if t.entry.Text == t.was { // the seconds of what was not touched stay
			continue
		}
		at, good := cases.ParseTime(t.entry.Text, f.page.deps.Now().Location())
		if !good {
			t.field.SetError(kit.T("steps.time.wrong"))
			ok = false
			continue
		}
		*t.into = at
	}
	return ok
}

func (f *branchForm) save() {
	if !f.read() {
		return
	}
	p, is := f.page, f.entry
	kit.Do(p.deps.Shell, is.CaseID, func(ctx context.Context) error {
		_, err := p.deps.Steps.Branch(ctx, is)
		return err
	}, func(back kit.Back, err error) {
		switch {
		case fault.Is(err, "case.branch_end"):
			f.times[len(f.times)-1].field.SetError(kit.T("fault.case.branch_end"))
		case err != nil: // what was typed stays
			p.deps.Shell.ShowError(err)
		default:
			f.dialog.Hide()
			p.changed(is.CaseID)
			kit.Did(p.deps.Shell, kit.T("steps.branch.saved", "branch", p.deps.Steps.Guide().BranchName(is.Is.Kind, kit.Language())), back)
		}
	})
}

// remove takes away a side way that was taken by mistake.
func (f *branchForm) remove() {
	f.dialog.Hide()
	p, id := f.page, f.entry.ID
	p.deed(func(ctx context.Context) error { return p.deps.Steps.RemoveBranch(ctx, id) },
		kit.T("steps.branch.removed", "branch", p.deps.Steps.Guide().BranchName(f.entry.Is.Kind, kit.Language())))
}
