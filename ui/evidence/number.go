package evidence

import (
	"context"

	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/ui/kit"
)

// NumberFor is the tracking number that exhibits bring to a case without one.
// It is empty where they name none or more than one: which parcel it is about
// is the seller's to say.
func NumberFor(c cases.Case, exhibits []evidence.Exhibit) string {
	if c.Tracking != "" {
		return ""
	}
	number := ""
	for _, e := range exhibits {
		n := e.Parcel.Number
		if e.Kind != evidence.Tracking || n == "" || n == number {
			continue
		}
		if number != "" {
			return ""
		}
		number = n
	}
	return number
}

// TakeNumber writes a parcel's number into the facts of a case that has none.
func (a *Adder) TakeNumber(caseID, number string) { a.changeNumber(caseID, "", number) }

// changeNumber reads the case again first, so that nothing that was changed
// meanwhile is lost; a number that is no longer as it was stays.
func (a *Adder) changeNumber(caseID, was, is string) {
	kit.Run(a.deps.Shell.Tasks(), "", func(ctx context.Context) (cases.Case, error) {
		c, err := a.deps.Cases.Get(ctx, caseID)
		if err != nil || c.Tracking != was {
			return c, err
		}
		c.Tracking = is
		return a.deps.Cases.Update(ctx, c)
	}, func(c cases.Case, err error) {
		a.changed(caseID)
		switch {
		case err != nil:
			a.deps.Shell.ShowError(err)
		case c.Tracking == is && is != "":
			a.deps.Shell.Toast(kit.T("viewer.number_taken", "number", is),
				kit.Action{Label: kit.T("viewer.undo"), Do: func() { a.changeNumber(caseID, is, was) }})
		}
	})
}
