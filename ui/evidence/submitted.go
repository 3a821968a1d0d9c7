package evidence

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"casefolio/app/evidence"
	"casefolio/app/submissions"
	"casefolio/ui/kit"
)

// Submitted tells which submissions hold an exhibit.
type Submitted interface {
	With(ctx context.Context, exhibitID string) ([]submissions.Submission, error)
}

// PageSubmissions is the page of what was handed in. Its ID is the global id of
// a case.
const PageSubmissions = "submissions"

// submitted says to whom an exhibit went, or whose answer it is.
func (p *Page) submitted(box *fyne.Container, all []submissions.Submission, zones kit.Zones) {
	if len(all) == 0 {
		return
	}
	lines := kit.VBox(4)
	for _, s := range all {
		key, at := "viewer.submitted", s.At
		if slices.Contains(s.AnswerExhibits, p.now.e.ID) {
			key, at = "viewer.answered", s.AnsweredAt
		}
		lines.Add(kit.Body(kit.T(key, "recipient", oneLine(s.Recipient), "time", zones.Stamp(at))).Wrapped())
	}
	lines.Add(kit.HBox(0, kit.NewQuiet(kit.T("cases.submitted.open"), func() {
		p.deps.Shell.Go(kit.Route{Page: PageSubmissions, ID: p.now.c.ID})
	})))
	box.Add(fact("submitted", lines))
}

// warned gives then what is to be said before an exhibit goes into the trash:
// more where it proves what was handed in or answered.
func (p *Page) warned(e evidence.Exhibit, then func(body string)) {
	body := kit.T("viewer.trash.body")
	if p.deps.Submitted == nil {
		then(body)
		return
	}
	kit.Run(p.deps.Shell.Tasks(), slotWarn, func(ctx context.Context) ([]submissions.Submission, error) {
		return p.deps.Submitted.With(ctx, e.ID)
	}, func(all []submissions.Submission, err error) {
		if err != nil {
			p.deps.Shell.ShowError(err)
			return
		}
		if len(all) > 0 {
			body = kit.T("viewer.trash.submitted", "recipient", oneLine(all[0].Recipient),
				"time", all[0].At.In(p.deps.Now().Location()).Format(kit.StampLayout), "rest", body)
		}
		then(body)
	})
}

const slotWarn = "evidence/warn"
