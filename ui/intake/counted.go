package intake

import (
	"context"

	"fyne.io/fyne/v2"

	"casefolio/app/cases"
	"casefolio/app/ledger"
	"casefolio/ui/kit"
)

// Ledger tells which sums of a case are counted from its lines.
type Ledger interface {
	Book(ctx context.Context, caseID string) (ledger.Book, error)
}

// counted shows sums that are counted as they are and leaves them to the
// ledger; what is typed stays typed where no line stands.
func (p *Page) counted(sums ledger.Sums) {
	v := valuesOf(cases.FormOf(p.edited, p.deps.Now().Location()))
	for _, side := range []struct {
		counted bool
		fields  []string
	}{
		{sums.CostCounted, []string{fieldCost, fieldCostCurrency}},
		{sums.RecoveredCounted, []string{fieldRecovered, fieldRecoveredCurrency}},
	} {
		for i, key := range side.fields {
			fd := p.form.fields[key]
			input, ok := fd.input.(fyne.Disableable)
			if !ok {
				continue
			}
			if !side.counted {
				input.Enable()
				fd.box.WithHint("")
				continue
			}
			p.form.put(key, v[key])
			input.Disable()
			if i == 0 {
				fd.box.WithHint(kit.T("ledger.outcome.counted"))
			}
		}
	}
}
