package intake

import (
	"context"
	"strconv"
	"strings"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/app/fault"
	uievidence "casefolio/ui/evidence"
	"casefolio/ui/kit"
	"casefolio/ui/links"
)

// create checks the form and files or saves the case.
func (p *Page) create() { p.check(false) }

// check looks at every field. Missing facts can be left for later when the
// seller says so; wrong ones cannot.
func (p *Page) check(incomplete bool) {
	if p.ended || !p.loaded {
		return
	}
	c, faults := p.form.values().form().Case(p.profile.Currency, p.deps.Now().Location())
	wrong, missing := p.form.showFaults(faults)
	if len(wrong) > 0 {
		p.showMissing(nil) // what is wrong comes first
	} else {
		p.showMissing(missing)
	}
	switch {
	case len(wrong) > 0:
		p.form.focus(wrong[0])
		p.deps.Shell.Toast(kit.T("intake.wrong", "count", strconv.Itoa(len(wrong))))
	case len(missing) > 0 && !incomplete:
		p.form.focus(missing[0])
	case p.caseID != "":
		p.save(c)
	default:
		p.file(c)
	}
}

// showMissing names the facts that are missing and offers to go on without
// them; none hides both.
func (p *Page) showMissing(keys []string) {
	if len(keys) == 0 {
		p.missing.Hide()
	} else {
		p.lacks.SetText(kit.T("intake.missing", "fields", p.form.labels(keys)))
		p.missing.Show()
	}
	p.dock.Refresh()
}

// filed is a new case, and what became of the pasted text and of the files.
type filed struct {
	c       cases.Case
	exhibit evidence.Exhibit
	err     error // of the exhibit; the case is there all the same
	untied  error // of the cases that it was to be tied to
	added   []evidence.Added
}

// file creates the case; what was pasted becomes its first exhibit, and the
// files become further ones. The files can be stopped, the case cannot: half a
// case helps nobody.
func (p *Page) file(c cases.Case) {
	p.ended = true
	p.submit.Disable()
	pasted, paths := p.pasted(), p.files()
	var wishes []links.Wish
	if p.hint != nil {
		wishes = p.hint.Wanted()
	}
	filing, stop := context.WithCancel(context.Background())
	var progress *kit.Progress
	if len(paths) > 0 {
		progress = p.deps.Shell.Progress(kit.T("viewer.adding", "count", strconv.Itoa(len(paths))), stop)
	}
	kit.Run(p.deps.Shell.Tasks(), "", func(ctx context.Context) (f filed, err error) {
		defer stop()
		defer context.AfterFunc(ctx, stop)() // the program ends
		ctx = context.WithoutCancel(ctx)
		if f.c, err = p.deps.Cases.Create(ctx, c); err != nil {
			return f, err
		}
		if len(wishes) > 0 {
			f.untied = p.hint.Tie(ctx, f.c, wishes)
		}
		opt := app.ReadingOptions(f.c, p.profile)
		if strings.TrimSpace(pasted) != "" {
			f.exhibit, f.err = p.deps.Evidence.Add(ctx, f.c.ID, evidence.TextInput(pasted), opt)
		}
		if len(paths) > 0 {
			f.added = p.deps.Evidence.AddFiles(filing, f.c.ID, paths, evidence.FromDrop, opt, func(done int) {
				progress.Set(done, len(paths))
			})
			for i, a := range f.added {
				if a.Err == nil && i < len(paths) { // what came along with a chat stands behind
					uievidence.ForgetPasted(paths[i : i+1])
				}
			}
		}
		return f, nil
	}, func(f filed, err error) {
		if progress != nil {
			progress.Close()
		}
		p.submit.Enable()
		if err != nil {
			p.ended = false
			p.deps.Shell.ShowError(err)
			return
		}
		p.done(f)
	})
}

// done shows the new case and says what became of the text and the files.
func (p *Page) done(f filed) {
	o := uievidence.Outcome(f.added)
	show := func() {
		p.deps.Shell.SetCurrentCase(f.c.ID)
		p.deps.Shell.Go(kit.Route{Page: kit.PageCases, ID: f.c.ID})
		uievidence.ShowFailures(p.deps.Shell, o.Failed) // last, so that it has the focus
	}
	if f.err != nil { // the draft stays, it holds the text
		show()
		p.deps.Shell.ShowError(f.err)
	} else {
		p.dropDraft(show)
		p.deps.Shell.Toast(filedText(f, o.In, o.Stopped))
	}
	p.deps.Shell.ShowError(f.untied)
}

// save keeps changed facts of a case.
func (p *Page) save(c cases.Case) {
	c.ID, c.Revision = p.edited.ID, p.edited.Revision
	kit.Run(p.deps.Shell.Tasks(), "intake/save", func(ctx context.Context) (cases.Case, error) {
		return p.deps.Cases.Update(context.WithoutCancel(ctx), c)
	}, func(saved cases.Case, err error) {
		switch {
		case fault.Is(err, "case.changed"):
			p.takeRevision()
		case err != nil:
			p.deps.Shell.ShowError(err)
		default:
			p.ended = true
			p.dropDraft(p.deps.Shell.Back)
			p.deps.Shell.Toast(kit.T("intake.saved", "number", saved.Number))
		}
	})
}

// takeRevision reads the case again after it was changed elsewhere. What is
// typed stays; the next save counts.
func (p *Page) takeRevision() {
	kit.Run(p.deps.Shell.Tasks(), "intake/save", func(ctx context.Context) (cases.Case, error) {
		return p.deps.Cases.Get(ctx, p.caseID)
	}, func(c cases.Case, err error) {
		if err != nil {
			p.deps.Shell.ShowError(err)
			return
		}
		p.edited = c
		p.deps.Shell.Toast(kit.T("intake.changed_elsewhere", "number", c.Number))
	})
}
