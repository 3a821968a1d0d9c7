package cases

import (
	"strings"
	"time"

	"casefolio/app/fault"
	"casefolio/app/records"
)

// The kinds of records that the steps of a case keep.
const (
	TickKind       = "tick"
	BranchKind     = "branch"
	EscalationKind = "escalation"
)

// HardCase is the side way that puts a case on the list of hard cases.
const HardCase = "hard_case"

// PublicPost is the side way of a review or a public post.
const PublicPost = "public_post"

// Tick says that a line of a checklist is done, or for one that the program
// sees for itself, that this case does not need it.
type Tick struct {
	Item string `json:"item"`
}

// Branch is a side way that a case has taken: a claim on the carrier, a
// platform that stepped in, a public post.
type Branch struct {
	Kind     string    `json:"kind"`             // id of rules/stages.json
	Aspect   string    `json:"aspect,omitempty"` // of the kind
	OpenedAt time.Time `json:"opened_at,omitzero"`
	ClosedAt time.Time `json:"closed_at,omitzero"` // zero: open
	Note     string    `json:"note,omitempty"`
	Post     *Post     `json:"post,omitempty"` // of a review or a public post
}

// Open tells whether the side way has not ended.
func (b Branch) Open() bool { return b.ClosedAt.IsZero() }

// Post is a review or a public post and how it is handled: answered in public
// briefly, solved in private.
type Post struct {
	Where      string     `json:"where,omitempty"` // site or page
	Link       string     `json:"link,omitempty"`  // as text; it is never opened
	Stars      int        `json:"stars,omitempty"` // 1 to MostStars, 0: none given
	AnsweredAt time.Time  `json:"answered_at,omitzero"`
	SolvedAt   time.Time  `json:"solved_at,omitzero"` // in private, with the buyer
	Result     PostResult `json:"result,omitempty"`
}

// MostStars is the best that a review gives.
const MostStars = 5

// PostResult is what became of a public post.
type PostResult string

// What became of a post. The empty one is not known yet.
const (
	PostStays   PostResult = "none"
	PostChanged PostResult = "changed"
	PostRemoved PostResult = "removed"
)

// PostResults are all of them.
func PostResults() []PostResult { return []PostResult{PostStays, PostChanged, PostRemoved} }

// Escalation is one step on the ladder seller → platform → public.
type Escalation struct {
	From   string    `json:"from"` // ids of rungs
	To     string    `json:"to"`
	At     time.Time `json:"at"`
	Reason string    `json:"reason,omitempty"`
}

// Marks are what the list shows of a case beside its facts.
type Marks struct {
	Rung string // where it stands on the ladder; empty: where every case begins
	Hard bool   // it is on the list of hard cases
}

// TickRecords, BranchRecords and EscalationRecords are how the records are kept.
var (
	TickRecords = records.Kind[Tick]{Name: TickKind, Check: func(t *Tick) error {
		if t.Item == "" {
			return fault.New("case.item")
		}
		return nil
	}}
	BranchRecords     = records.Kind[Branch]{Name: BranchKind, Check: checkBranch}
	EscalationRecords = records.Kind[Escalation]{Name: EscalationKind, Check: func(e *Escalation) error {
		e.Reason = strings.TrimSpace(valid(e.Reason))
		if e.From == e.To || e.To == "" || e.At.IsZero() {
			return fault.New("case.rung")
		}
		return nil
	}}
)

func checkBranch(b *Branch) error {
	b.Note = strings.TrimSpace(valid(b.Note))
	if b.Kind == "" {
		return fault.New("case.branch")
	}
	if !b.ClosedAt.IsZero() && b.ClosedAt.Before(b.OpenedAt) {
		return fault.New("case.branch_end")
	}
	if p := b.Post; p != nil {
		p.Where, p.Link = strings.TrimSpace(valid(p.Where)), strings.TrimSpace(valid(p.Link))
		if p.Stars < 0 || p.Stars > MostStars {
			return fault.New("case.stars")
		}
		if *p == (Post{}) {
			b.Post = nil
		}
	}
	return nil
}
