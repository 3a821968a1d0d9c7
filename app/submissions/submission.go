// Package submissions keeps what was handed to whom in a case: the files byte
// for byte as exhibits, when and by which way they went, how the journal stood,
// and what the recipient answered. A submission stops the clock of its
// programme; taking it back starts the clock again.
package submissions

import (
	"context"
	"time"

	"casefolio/app/money"
)

// Result is how the recipient decided.
type Result string

// The results. Open says that there is no answer yet.
const (
	Open   Result = ""
	Won    Result = "won"
	Partly Result = "partly"
	Lost   Result = "lost"
)

// Results lists what an answer can say, in the order in which it is offered.
func Results() []Result { return []Result{Won, Partly, Lost} }

// Channel ids are the ways that are offered; the seller may type another.
const (
	ByPortal = "portal" // a form on the recipient's pages
	ByMail   = "mail"   // e-mail
	ByChat   = "chat"   // the recipient's messages
	ByPost   = "post"   // on paper
	ByFax    = "fax"
)

// Channels lists the ways that are offered, the usual one first.
func Channels() []string { return []string{ByPortal, ByMail, ByChat, ByPost, ByFax} }

// Limits of what is typed, in characters, and of the files of one submission.
const (
	MaxName  = 200
	MaxNote  = 2000
	MaxText  = 20_000
	MaxFiles = 200
)

// Evidence is a piece of evidence that the programme asked for, as the case
// stood when the packet went out. Reports count on it.
type Evidence struct {
	Key      string `json:"key"`
	Required bool   `json:"required,omitempty"`
	There    bool   `json:"there,omitempty"`
	Waived   bool   `json:"waived,omitempty"`
}

// Submission is one packet that went to one recipient.
type Submission struct {
	ID, CaseID             string
	RecipientID, Recipient string // its preset, empty for none; its name as it was then
	ProgrammeID, Programme string // what it answers, empty for none; its name as it was then
	Channel                string // one of Channels, or the seller's words
	Note                   string
	At                     time.Time // when it went out, in the zone in which that was said
	Seq                    int64     // last entry of the journal when it was recorded, its exhibits included
	Head                   string    // hash of that entry
	ExhibitIDs             []string  // the frozen files, in the order in which they were given
	Evidence               []Evidence

	Result         Result
	Amount         money.Amount // what was won back or given up; may be left out
	Reason, Answer string       // the recipient's reason in short; its words
	AnsweredAt     time.Time    // when the answer arrived; zero: none yet
	AnswerExhibits []string

	RecordedAt  time.Time
	TakenBackAt time.Time // zero: it counts
}

// Answered tells whether the recipient has decided.
func (s Submission) Answered() bool { return s.Result != Open }

// Draft is a submission that is to be recorded.
type Draft struct {
	CaseID                 string
	RecipientID, Recipient string // one of them is needed
	ProgrammeID            string // of the case; empty: it answers none
	Channel, Note          string
	At                     time.Time // zero: now
	Files                  []string  // paths; each becomes an exhibit of its own. Without any a note is needed
}

// Decision is what the recipient answered.
type Decision struct {
	Result         Result
	Amount         money.Amount
	Reason, Answer string
	At             time.Time // zero: now
	Files          []string  // paths of the answer as it came
}

// Correction holds what can be put right later. Nil leaves a field alone. Files
// cannot be exchanged: what went out wrong is taken back and recorded anew.
type Correction struct {
	RecipientID, Recipient, ProgrammeID, Channel, Note *string
	At                                                 *time.Time
}

// Store is what the service needs from the workspace. Every method that changes
// something writes the journal entry in the same transaction.
type Store interface {
	// Submissions lists those of a case that were not taken back, the last first.
	Submissions(ctx context.Context, caseID string) ([]Submission, error)
	// OpenSubmissions lists those of all cases outside the trash that have no
	// answer, the oldest first.
	OpenSubmissions(ctx context.Context) ([]Submission, error)
	Submission(ctx context.Context, id string) (Submission, error) // fault "submission.unknown"
	// SubmissionsWith lists those that count and hold an exhibit, as what went
	// out or as the answer.
	SubmissionsWith(ctx context.Context, exhibitID string) ([]Submission, error)
	CorrectSubmission(ctx context.Context, s Submission, at time.Time) (Submission, error)
	// UnanswerSubmission takes an answer away; its exhibits stay in the case.
	UnanswerSubmission(ctx context.Context, id string, at time.Time) (Submission, error)
	// TakeBackSubmission keeps that a submission counts no longer, or with back
	// false that it counts again. With files its exhibits that no other
	// submission holds go into the trash, or come out of it.
	TakeBackSubmission(ctx context.Context, id string, back, files bool, at time.Time) (Submission, error)
}

// Filer captures files and keeps the record of them, all or nothing.
type Filer interface {
	// Assess notes what the programme of a submission asks for and what of it the
	// case has now. One that the case does not have is the fault
	// "programme.not_chosen".
	Assess(ctx context.Context, s Submission) (Submission, error)
	Record(ctx context.Context, s Submission, files []string) (Submission, error)
	Answer(ctx context.Context, s Submission, files []string) (Submission, error)
}
