package tasks

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"casefolio/app/cases"
	"casefolio/app/fault"
	"casefolio/app/tasks"
	"casefolio/ui/kit"
)

// causeForm holds what is typed about the cause; what is tapped is kept at once.
type causeForm struct {
	pane  *Pane
	own   *kit.Entry
	share *kit.Entry
	note  *kit.Entry
	field *kit.Field
	was   tasks.Cause // as the fields were filled

	saving int         // how many changes are being kept
	wanted tasks.Cause // the last of them
}

func newCauseForm(p *Pane) *causeForm {
	f := &causeForm{pane: p, own: kit.NewEntry(), share: kit.NewEntry(), note: kit.NewEntry()}
	f.own.SetPlaceHolder(kit.T("tasks.cause.own"))
	f.share.SetPlaceHolder(kit.T("tasks.cause.share"))
	f.note.SetPlaceHolder(kit.T("tasks.cause.note"))
	save := func(string) { f.save() }
	f.own.OnSubmitted, f.share.OnSubmitted, f.note.OnSubmitted = save, save, save
	f.field = kit.NewField(kit.T("tasks.cause.words"), false, kit.VBox(8,
		kit.Row(8, 0, f.own, kit.Sized(f.share, 92, 0)),
		kit.Row(8, 0, f.note, kit.NewButton(kit.T("tasks.cause.keep"), f.save))))
	return f
}

// fill shows a cause in the fields that nobody has typed into since.
func (f *causeForm) fill(c tasks.Cause) {
	put := func(e *kit.Entry, before, now string) {
		if e.Text == before {
			e.SetText(now)
		}
	}
	put(f.own, f.pane.ownRoot(f.was.Root), f.pane.ownRoot(c.Root))
	put(f.share, percent(f.was.Share), percent(c.Share))
	put(f.note, f.was.Note, c.Note)
	f.was = c
}

// ownRoot is a root cause in the seller's own words, empty for a listed one.
func (p *Pane) ownRoot(root string) string {
	if _, listed := p.deps.Tasks.Roots().Find(root); listed {
		return ""
	}
	return root
}

func percent(share int) string {
	if share == 0 {
		return ""
	}
	return strconv.Itoa(share)
}

// save keeps what was typed. Own words take the place of a listed cause.
func (f *causeForm) save() {
	p := f.pane
	f.field.Clear()
	part := 0
	share := strings.TrimSpace(strings.TrimRight(strings.TrimSpace(f.share.Text), "%\uff05"))
	if share != "" {
		n, err := strconv.Atoi(share)
		if err != nil || n < 0 || n > 100 {
			f.tell(fault.New("task.share"))
			return
		}
		part = n
	}
	if part > 0 && p.current().Responsibility == "" {
		f.tell(fault.New("task.share_of"))
		return
	}
	own, note := strings.TrimSpace(f.own.Text), f.note.Text
	p.setCause(kit.T("tasks.cause.kept"), func(is *tasks.Cause) {
		is.Share, is.Note = part, note
		if own != "" || p.ownRoot(is.Root) != "" {
			is.Root = own
		}
	})
}

func (f *causeForm) tell(err error) {
	sentence, _ := kit.FaultText(err)
	f.field.SetError(sentence)
	f.pane.Scroll.Settle()
}

// current is the cause as it stands, with who the case says is responsible; while
// a change is being kept, as it will stand.
func (p *Pane) current() tasks.Cause {
	if p.cause != nil && p.cause.saving > 0 {
		return p.cause.wanted
	}
	c := p.state.sheet.Cause.Is
	if c.Responsibility != p.Case.Responsibility {
		c.Responsibility, c.Share = p.Case.Responsibility, 0
	}
	return c
}

// setCause changes the cause and says so. What was tapped a moment ago counts,
// also where it is still being kept.
func (p *Pane) setCause(words string, change func(c *tasks.Cause)) {
	id, f, c := p.Case.ID, p.cause, p.current()
	was := c
	if change(&c); c == was || f == nil {
		return
	}
	f.saving, f.wanted = f.saving+1, c
	kit.Do(p.deps.Shell, id, func(ctx context.Context) error {
		_, err := p.deps.Tasks.SetCause(ctx, id, c)
		return err
	}, func(back kit.Back, err error) {
		f.saving--
		if err != nil {
			p.deps.Shell.ShowError(err)
			p.Changed(id)
			return
		}
		p.Did(back, words)
	})
}

// why is the middle part: is the complaint valid, who is responsible, what is
// the root of it.
func (p *Pane) why() fyne.CanvasObject {
	c, lang := p.current(), kit.Language()
	box := kit.VBox(8, kit.Heading(kit.T("tasks.cause.title")))
	rows := kit.VBox(6)
	group := func(label string, chips fyne.CanvasObject) {
		rows.Add(kit.Small(label))
		rows.Add(chips)
	}
	group(kit.T("tasks.valid"), p.validity(c))
	group(kit.T("tasks.responsibility"), p.chips(terms(p.deps.Lists.Responsibilities, lang), c.Responsibility, func(id string) {
		p.setCause(kit.T("tasks.responsibility.set", "name", p.orNone(cases.Name(p.deps.Lists.Responsibilities, id, lang))), func(is *tasks.Cause) {
			if is.Responsibility = id; id == "" {
				is.Share = 0
			}
		})
	}))
	group(kit.T("tasks.root"), p.roots(c))
	if hint := p.likely(c); hint != nil {
		rows.Add(hint)
	}
	if p.Writable {
		if p.cause == nil {
			p.cause = newCauseForm(p)
		}
		p.cause.fill(c)
		rows.Add(p.cause.field)
	} else if c.Note != "" {
		rows.Add(kit.Body(c.Note).Wrapped())
	}
	box.Add(kit.NewCard(rows))
	return box
}

func (p *Pane) validity(c tasks.Cause) fyne.CanvasObject {
	var all []choice
	for _, v := range tasks.Validities() {
		all = append(all, choice{string(v), kit.T("tasks.valid." + string(v))})
	}
	return p.chips(all, string(c.Valid), func(id string) {
		words := kit.T("tasks.cause.kept")
		if id != "" {
			words = kit.T("tasks.valid." + id)
		}
		p.setCause(words, func(is *tasks.Cause) { is.Valid = tasks.Validity(id) })
	})
}

// roots offers the root causes that fit the category, and on demand the others.
func (p *Pane) roots(c tasks.Cause) fyne.CanvasObject {
	roots, lang := p.deps.Tasks.Roots(), kit.Language()
	list := roots.For(p.Case.Category)
	more := len(list) < len(roots.All) && !p.allRoots
	if !more {
		list = roots.All
	}
	var all []choice
	there := false
	for _, r := range list {
		all = append(all, choice{r.ID, r.Name(lang)})
		there = there || r.ID == c.Root
	}
	if r, ok := roots.Find(c.Root); ok && !there {
		all = append([]choice{{r.ID, r.Name(lang)}}, all...)
	}
	flow := p.chips(all, c.Root, func(id string) {
		words := kit.T("tasks.cause.kept")
		if id != "" {
			words = kit.T("tasks.root.set", "name", roots.Name(id, lang))
		}
		p.setCause(words, func(is *tasks.Cause) { is.Root = id })
	})
	if more && p.Writable {
		flow.Add(kit.NewChip(kit.T("tasks.root.more"), kit.ToneInfo, func() {
			p.allRoots = true
			p.fill(true)
		}))
	}
	return flow
}

// likely offers who is mostly responsible for a root cause, where nobody is yet.
func (p *Pane) likely(c tasks.Cause) fyne.CanvasObject {
	root, ok := p.deps.Tasks.Roots().Find(c.Root)
	if !ok || root.Responsibility == "" || c.Responsibility != "" || !p.Writable {
		return nil
	}
	name := cases.Name(p.deps.Lists.Responsibilities, root.Responsibility, kit.Language())
	return kit.Row(6, 0, kit.Small(kit.T("tasks.likely", "name", name)).Wrapped(),
		kit.NewQuiet(kit.T("tasks.likely.take", "name", name), func() {
			p.setCause(kit.T("tasks.responsibility.set", "name", name), func(is *tasks.Cause) { is.Responsibility = root.Responsibility })
		}))
}

func (p *Pane) orNone(name string) string {
	if name == "" {
		return kit.T("tasks.none")
	}
	return name
}

// choice is a chip.
type choice struct{ id, name string }

func terms(list []cases.Term, lang string) []choice {
	all := make([]choice, len(list))
	for i, t := range list {
		all[i] = choice{t.ID, t.Name(lang)}
	}
	return all
}

// chips offer choices, of which now is set; tapping the set one clears it. Own
// words that are none of them stand behind.
func (p *Pane) chips(all []choice, now string, choose func(id string)) *fyne.Container {
	flow := kit.Flow(6)
	listed := false
	for _, one := range all {
		tap := func() {
			id := one.id
			if id == now {
				id = ""
			}
			choose(id)
		}
		if !p.Writable {
			tap = nil
		}
		chip := kit.NewChip(one.name, kit.ToneNeutral, tap)
		chip.SetSelected(one.id == now)
		listed = listed || one.id == now
		flow.Add(chip)
	}
	if now != "" && !listed {
		own := kit.NewChip(oneLine(now), kit.ToneNeutral, nil)
		own.SetSelected(true)
		flow.Add(own)
	}
	return flow
}
