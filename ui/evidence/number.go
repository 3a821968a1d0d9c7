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

// TakeNumber writes a parcel's number into the facts of a case that has none. It
// reads the case again first, so that nothing that was changed meanwhile is lost.
func (a *Adder) TakeNumber(caseID, number string) {
	kit.Do(a.deps.Shell, caseID, func(ctx context.Context) error {
		c, err := a.deps.Cases.Get(ctx, caseID)
		if err != nil || c.Tracking != "" {
			return err
		}
		c.Tracking = number
		_, err = a.deps.Cases.Update(ctx, c)
		return err
	}, func(back kit.Back, err error) {
		a.changed(caseID)
		switch {
		case err != nil:
			a.deps.Shell.ShowError(err)
		case !back.None():
			kit.Did(a.deps.Shell, kit.T("viewer.number_taken", "number", number), back)
		}
	})
}
