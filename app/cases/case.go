// Package cases holds what a complaint or dispute is: its facts, its stage and
// the moves between stages.
package cases

import (
	"time"

	"casefolio/app/money"
)

// Stage is one of the six steps of a case (product terms: 阶段).
type Stage string

// The stages in their order.
const (
	Intake     Stage = "intake"
	Analysis   Stage = "analysis"
	Resolution Stage = "resolution"
	Execution  Stage = "execution"
	FollowUp   Stage = "follow_up"
	Archive    Stage = "archive"
)

// Stages lists the six stages in their natural order.
func Stages() []Stage {
	return []Stage{Intake, Analysis, Resolution, Execution, FollowUp, Archive}
}

// Index is the stage's place in the natural order, or -1 for a foreign value.
func (s Stage) Index() int {
	for i, t := range Stages() {
		if s == t {
			return i
		}
	}
	return -1
}

// Case is one complaint or dispute. Texts that should come from a list
// (Platform, Channel, Category, Severity, CustomerType, Responsibility, Remedy)
// hold a listed id, or the seller's own words where the list has no fitting
// entry.
// Times carry the zone they were given in; a zero time means unknown.
type Case struct {
	ID       string // permanent global id (UUIDv7)
	Number   string // CF-2026-0142, never reused
	Revision int64  // grows by one with every change; an update must name the one it read

	Customer, Contact       string
	Shop, Platform, Channel string
	Order, SKU, Product     string
	Tracking                string
	Amount                  money.Amount
	Category                string
	Severity, CustomerType  string
	Responsibility          string
	Occurred, Received      time.Time
	BuyerZone               string // IANA name; empty when unknown
	Story, Demand           string

	// The outcome: what was agreed and what it cost the seller, what a carrier
	// or a supplier paid back, and what came of it.
	Remedy             string
	Cost, Recovered    money.Amount
	FollowUp           string    // is it really solved, what does the buyer say
	Satisfaction       int       // of the buyer, 1 to MostSatisfied; 0: not known
	FollowedUp         time.Time // when the buyer was asked or answered
	Lesson, Prevention string

	Stage                           Stage
	CreatedAt, UpdatedAt, DeletedAt time.Time // DeletedAt is zero outside the trash
}

// MostSatisfied is the highest score of a buyer's satisfaction; the lowest is 1.
const MostSatisfied = 5

// StageMove is one step forward or back. Reason is the seller's, may be empty.
type StageMove struct {
	ID, CaseID string
	From, To   Stage
	Reason     string
	At         time.Time
	Gaps       []string // ids of what the checklists missed; only the journal keeps them
}

// Group is a filter chip of the case list.
type Group string

// The groups of the case list.
const (
	Open     Group = "open"     // intake to execution
	Visit    Group = "visit"    // follow-up
	Archived Group = "archived" // archive
	Hard     Group = "hard"     // hard cases outside the archive
	All      Group = "all"      // everything outside the trash
	Trash    Group = "trash"
)

// Query asks for one page of the case list, newest change first.
type Query struct {
	Group  Group
	Search string // plain text over number, customer, order, tracking, story and messages
	After  Cursor // zero: from the top
	Limit  int    // 0: the store's own page size
}

// Cursor is a place in the list that stays right while cases change.
type Cursor struct {
	UpdatedAt time.Time
	ID        string
}

// Page is a part of the list; Next is zero on the last page.
type Page struct {
	Cases []Case
	Next  Cursor
}

// Draft is an unfinished intake form, kept on every pause in typing. Form is
// the form's own JSON; Pasted is text that becomes the first exhibit.
type Draft struct {
	ID        string
	Form      []byte
	Pasted    string
	UpdatedAt time.Time
}
