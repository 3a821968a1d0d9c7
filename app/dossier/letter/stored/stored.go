// Package stored holds a letter as the workspace keeps it. It stands apart, so
// that the store need not know how letters are set.
package stored

import "time"

// Letter is a letter of a case. Text holds tokens: {order} for a fact,
// {e:proof_of_delivery} for the exhibits linked to a piece of evidence. Values
// are facts that the seller typed for this letter; they go before the case's.
type Letter struct {
	ID, CaseID string
	TemplateID string
	Lang       string // "zh", "en"
	Text       string
	Values     map[string]string
	UpdatedAt  time.Time // zero: not kept yet
}
