package intake

import (
	"context"
	"encoding/json"
	"time"

	"fyne.io/fyne/v2"

	"casefolio/app/cases"
	"casefolio/ui/kit"
)

// draftPause is how long typing rests before a draft is kept.
const draftPause = 800 * time.Millisecond

// draftForm is the form as a draft keeps it, with the files that wait for it
// and what the seller said about the pasted text.
type draftForm struct {
	cases.Form
	Files []string  `json:"files,omitempty"`
	Said  []verdict `json:"said,omitempty"`
}

// startOver drops kept changes and shows the case as it is.
func (p *Page) startOver() {
	p.form.fill(valuesOf(cases.FormOf(p.edited, p.deps.Now().Location())), false)
	p.dirty = false
	p.dropDraft(nil)
}

// typed is told of every change by the seller.
func (p *Page) typed() {
	if !p.loaded || p.ended {
		return
	}
	p.dirty = true
	p.showFilled()
	if p.deps.Shell.Tasks().Inline() {
		p.saveDraft(nil)
		return
	}
	if p.pause != nil {
		p.pause.Stop()
	}
	p.pause = time.AfterFunc(draftPause, func() { fyne.Do(func() { p.saveDraft(nil) }) })
}

// saveDraft keeps the form when something was typed since the last time; done,
// when given, is told the result.
func (p *Page) saveDraft(done func(error)) {
	if !p.dirty || p.ended {
		if done != nil {
			done(nil)
		}
		return
	}
	raw, err := json.Marshal(draftForm{p.form.values().form(), p.files(), p.said()})
	if err != nil {
		p.deps.Shell.ShowError(err)
		return
	}
	p.dirty = false
	if p.hint != nil {
		c, _ := p.form.values().form().Case(p.profile.Currency, p.deps.Now().Location())
		p.hint.Look(c)
	}
	draft := cases.Draft{ID: p.draftID, Form: raw, Pasted: p.pasted()}
	kit.Run(p.deps.Shell.Tasks(), "", func(ctx context.Context) (struct{}, error) {
		return struct{}{}, p.deps.Cases.SaveDraft(context.WithoutCancel(ctx), draft)
	}, func(_ struct{}, err error) {
		switch {
		case err != nil:
			p.dirty = true
			p.deps.Shell.ShowError(err)
		case p.ended: // saved while the case was being created
			p.dropDraft(nil)
		}
		if done != nil {
			done(err)
		}
	})
}

// pasted is the text of the left side, which a change of a case does not have.
func (p *Page) pasted() string {
	if p.paste == nil {
		return ""
	}
	return p.paste.text()
}

// files are those that wait for the case, which a change of a case does not have.
func (p *Page) files() []string {
	if p.paste == nil {
		return nil
	}
	return p.paste.files.paths
}

// said are the verdicts on the pasted text.
func (p *Page) said() []verdict {
	if p.paste == nil {
		return nil
	}
	return p.paste.said.kept()
}

// keep keeps the draft now and says so.
func (p *Page) keep() {
	p.dirty = true
	p.saveDraft(func(err error) {
		if err == nil {
			p.deps.Shell.Toast(kit.T("intake.kept"))
		}
	})
}

// Leaving implements kit.Leaver.
func (p *Page) Leaving() {
	p.deps.Shell.Window().Canvas().SetOnTypedKey(nil)
	if p.pause != nil {
		p.pause.Stop()
	}
	p.saveDraft(nil)
}

// cancel leaves the form; what was typed stays as a draft.
func (p *Page) cancel() {
	if p.dirty || p.form.touched {
		p.deps.Shell.Toast(kit.T("intake.kept"))
	}
	p.left = true
	p.deps.Shell.Back()
}

// dropDraft forgets the draft and goes on with then, which may be nil.
func (p *Page) dropDraft(then func()) {
	kit.Run(p.deps.Shell.Tasks(), "", func(ctx context.Context) (struct{}, error) {
		return struct{}{}, p.deps.Cases.DeleteDraft(context.WithoutCancel(ctx), p.draftID)
	}, func(_ struct{}, err error) {
		if err != nil {
			p.deps.Shell.ShowError(err)
		}
		if then != nil {
			then()
		}
	})
}
