package cases

import (
	"context"
	"encoding/json"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/cases"
	"casefolio/ui/intake"
	"casefolio/ui/kit"
)

// draftRows offers unfinished forms above the list.
type draftRows struct {
	widget.BaseWidget
	deps    Deps
	box     *fyne.Container
	changed func() // it takes another height
}

// shownDrafts is how many drafts stand above the list.
const shownDrafts = 3

func newDraftRows(deps Deps, changed func()) *draftRows {
	d := &draftRows{deps: deps, changed: changed, box: kit.VBox(6)}
	d.ExtendBaseWidget(d)
	d.Hide()
	return d
}

// CreateRenderer implements fyne.Widget.
func (d *draftRows) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(d.box) }

func (d *draftRows) reload() {
	kit.Run(d.deps.Shell.Tasks(), "cases/drafts", d.deps.Cases.Drafts, func(all []cases.Draft, err error) {
		if err != nil {
			d.deps.Shell.ShowError(err)
			return
		}
		d.show(all)
	})
}

func (d *draftRows) show(all []cases.Draft) {
	d.box.RemoveAll()
	for i, draft := range all {
		if i == shownDrafts {
			break
		}
		d.box.Add(d.row(i+1, draft))
	}
	if len(all) == 0 {
		d.Hide()
	} else {
		d.Show()
	}
	d.Refresh()
	d.changed()
}

func (d *draftRows) row(n int, draft cases.Draft) fyne.CanvasObject {
	route, isEdit := intake.DraftRoute(draft.ID)
	badge := kit.T("cases.draft", "count", strconv.Itoa(n))
	if isEdit {
		badge = kit.T("cases.draft.edit")
	}
	return kit.Row(6, 1,
		kit.NewBadge(badge, kit.ToneSoon), kit.Body(draftText(draft)),
		kit.NewQuiet(kit.T("cases.draft.continue"), func() { d.deps.Shell.Go(route) }),
		kit.NewQuiet(kit.T("cases.draft.discard"), func() { d.discard(draft) }),
	)
}

// draftText says what a draft is about: the customer, else how it begins.
func draftText(draft cases.Draft) string {
	var f cases.Form
	if err := json.Unmarshal(draft.Form, &f); err != nil {
		f = cases.Form{}
	}
	for _, s := range []string{f.Customer, f.Order, f.Story, f.Product, draft.Pasted} {
		if s = firstWords(s, 20); s != "" {
			return s
		}
	}
	return kit.T("cases.draft.empty")
}

// discard forgets a draft and offers it back.
func (d *draftRows) discard(draft cases.Draft) {
	kit.Run(d.deps.Shell.Tasks(), "", func(ctx context.Context) (struct{}, error) {
		return struct{}{}, d.deps.Cases.DeleteDraft(ctx, draft.ID)
	}, func(_ struct{}, err error) {
		if err != nil {
			d.deps.Shell.ShowError(err)
			return
		}
		d.reload()
		d.deps.Shell.Toast(kit.T("cases.draft.discarded"), kit.Action{Label: kit.T("cases.undo"), Do: func() {
			kit.Run(d.deps.Shell.Tasks(), "", func(ctx context.Context) (struct{}, error) {
				return struct{}{}, d.deps.Cases.SaveDraft(ctx, draft)
			}, func(_ struct{}, err error) {
				if err != nil {
					d.deps.Shell.ShowError(err)
				}
				d.reload()
			})
		}})
	})
}
