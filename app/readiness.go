package app

import (
	"casefolio/app/cases"
	"casefolio/app/programmes"
)

// ProgrammeFacts is what a case says about which programme it may come to.
func ProgrammeFacts(c cases.Case, lists *cases.Lists) programmes.Facts {
	f := programmes.Facts{
		Platform: c.Platform, Channel: c.Channel, Category: c.Category, ByCarrier: c.Responsibility == "carrier",
	}
	if m, ok := lists.Carriers().Best(c.Tracking); ok {
		f.Carrier = m.Carrier.ID
	}
	return f
}
