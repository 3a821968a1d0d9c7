package replies

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"casefolio/app/fault"
	"casefolio/app/replies"
	"casefolio/app/replies/check"
	"casefolio/ui/kit"
)

// askRule offers what can be done about a rule that found something: to let it
// stand in this reply, or to look for it no more.
func (p *Page) askRule(at fyne.CanvasObject, f check.Finding) {
	if p.writable() {
		p.menu(at, []choice{
			{kit.T("replies.pass.once"), false, func() { p.askPass(f) }},
			{kit.T("replies.off.ever"), false, func() { p.askOff(f) }},
		})
	}
}

// askPass lets the seller let a finding stand in this reply, with a reason.
func (p *Page) askPass(f check.Finding) {
	if !p.writable() {
		return
	}
	caseID := p.state.c.ID
	p.askReason(f, caseID, asking{
		title: kit.T("replies.pass.title", "name", p.ruleName(f.Rule)), reason: kit.T("replies.pass.reason"),
		note: kit.T("replies.pass.note"), verb: kit.T("replies.pass.verb"),
	}, func(why string) func(context.Context) error {
		draft := p.passed(f.Rule, why)
		return func(ctx context.Context) error { return p.d.Replies.Save(ctx, caseID, draft) }
	}, func(why string, _ kit.Back) {
		p.draft = p.passed(f.Rule, why)
		p.acted()
	})
}

// passed is the draft with a rule that is let pass.
func (p *Page) passed(rule, why string) replies.Draft {
	draft := p.draft
	draft.Passed = append(slices.Clone(p.draft.Passed), replies.Passed{Rule: rule, Reason: why})
	return draft
}

// askOff switches a rule off for all replies, with a reason.
func (p *Page) askOff(f check.Finding) {
	p.askReason(f, "", asking{
		title: kit.T("replies.off.title", "name", p.ruleName(f.Rule)), reason: kit.T("replies.off.reason"),
		note: kit.T("replies.off.note"), verb: kit.T("replies.off.verb"),
	}, func(why string) func(context.Context) error {
		return func(ctx context.Context) error {
			_, err := p.d.Replies.SwitchOff(ctx, f.Rule, why)
			return err
		}
	}, func(_ string, back kit.Back) {
		kit.Did(p.d.Shell, kit.T("replies.off.done", "name", p.ruleName(f.Rule)), back)
		p.refresh()
	})
}

// switchOn looks for a rule again in all replies.
func (p *Page) switchOn(rule string) {
	kit.Do(p.d.Shell, "", func(ctx context.Context) error { return p.d.Replies.SwitchOn(ctx, rule) }, func(back kit.Back, err error) {
		if err != nil {
			p.d.Shell.ShowError(err)
			return
		}
		kit.Did(p.d.Shell, kit.T("replies.off.again", "name", p.ruleName(rule)), back)
		p.refresh()
	})
}

// mostReason is how many characters of a reason are kept.
const mostReason = 400

// asking is what the question for a reason says.
type asking struct{ title, reason, note, verb string }

// askReason asks why a finding may stand.
func (p *Page) askReason(f check.Finding, caseID string, says asking, deed func(why string) func(context.Context) error, done func(why string, back kit.Back)) {
	reason := kit.NewEntry()
	q := kit.NewQuestion(p.d.Shell, caseID)
	field := q.Field(says.reason, true, reason, "reply.reason", "reply.off.reason")
	body := kit.VBox(10, kit.Body(f.Message(kit.Language())).Wrapped(), field, kit.Small(says.note).Wrapped())
	why := ""
	q.Show(says.title, says.verb, body, reason, func() (func(context.Context) error, error) {
		if why = shortened(strings.TrimSpace(reason.Text), mostReason); why == "" {
			return nil, fault.New("reply.reason")
		}
		return deed(why), nil
	}, func(back kit.Back) { done(why, back) })
}

// unpass looks at a rule again.
func (p *Page) unpass(rule string) {
	p.draft.Passed = slices.DeleteFunc(slices.Clone(p.draft.Passed), func(l replies.Passed) bool { return l.Rule == rule })
	p.acted()
}
