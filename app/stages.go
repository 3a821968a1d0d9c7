package app

import (
	"context"

	"casefolio/app/cases"
	"casefolio/app/deadlines"
	"casefolio/app/evidence"
	"casefolio/app/ledger"
	"casefolio/app/records"
	"casefolio/app/returns"
	"casefolio/app/submissions"
	"casefolio/app/tasks"
)

// stepFacts gathers what the checklists of a case ask for.
type stepFacts struct {
	evidence interface {
		List(ctx context.Context, caseID string) ([]evidence.Exhibit, error)
	}
	submissions interface {
		List(ctx context.Context, caseID string) ([]submissions.Submission, error)
	}
}

// known implements cases.Known.
func (s stepFacts) known(ctx context.Context, c cases.Case, rows []records.Row) (cases.Facts, error) {
	f := caseFacts(c)
	exhibits, err := s.evidence.List(ctx, c.ID)
	if err != nil {
		return nil, err
	}
	for _, e := range exhibits {
		if e.Source == evidence.FromPacket { // the seller's own papers prove nothing new
			continue
		}
		f[cases.HasEvidence] = true
		switch e.Kind {
		case evidence.Chat, evidence.Email:
			f[cases.HasChat] = true
		case evidence.Tracking:
			f[cases.HasTracking] = true
		case evidence.Photo:
			f[cases.HasPhoto] = true
		}
	}
	sent, err := s.submissions.List(ctx, c.ID)
	if err != nil {
		return nil, err
	}
	f[cases.WasSubmitted] = len(sent) > 0
	return f, recordFacts(f, rows)
}

// caseFacts are the conditions that the facts of a case answer.
func caseFacts(c cases.Case) cases.Facts {
	return cases.Facts{
		cases.HasCustomer:       c.Customer != "" || c.Contact != "",
		cases.HasChannel:        c.Channel != "",
		cases.HasOrder:          c.Order != "",
		cases.HasProduct:        c.SKU != "" || c.Product != "",
		cases.HasAmount:         c.Amount.Given(),
		cases.HasCategory:       c.Category != "",
		cases.HasStory:          c.Story != "",
		cases.HasDemand:         c.Demand != "",
		cases.HasSeverity:       c.Severity != "",
		cases.HasCustomerType:   c.CustomerType != "",
		cases.HasResponsibility: c.Responsibility != "",
		cases.HasRemedy:         c.Remedy != "",
		cases.HasLesson:         c.Lesson != "",
		cases.HasPrevention:     c.Prevention != "",
		cases.HasScore:          c.Satisfaction != 0,
		cases.HasVisit:          !c.FollowedUp.IsZero(),
		cases.MoneyLogged:       c.Cost.Given() || c.Recovered.Given(),
		cases.HasOffer:          c.Remedy != "",
		cases.HasEvidence:       false,
		cases.HasChat:           false,
		cases.HasTracking:       false,
		cases.HasPhoto:          false,
		cases.HasCause:          false,
		cases.HasValidity:       false,
		cases.IsAnswered:        false,
		cases.TasksDone:         true,
		cases.PromisesKept:      true,
		cases.ReturnEnded:       true,
	}
}

// recordFacts adds what the records of a case answer.
func recordFacts(f cases.Facts, rows []records.Row) (err error) {
	var steps []returns.Entry
	byBeing := map[string]cases.Condition{
		"offer": cases.HasOffer, deadlines.AnswerKind.Name: cases.IsAnswered, tasks.VisitKind: cases.HasVisit,
		ledger.Lines().Name: cases.MoneyLogged,
	}
	for _, r := range rows {
		if told, ok := byBeing[r.Kind]; ok {
			f[told] = true
		}
		if r.Kind == returns.Steps().Name {
			var e returns.Entry
			e, err = returns.Steps().Read(r)
			steps = append(steps, e)
		} else {
			err = workFacts(f, r)
		}
		if err != nil {
			return err
		}
	}
	if len(steps) > 0 {
		f[cases.ReturnEnded] = returns.TrackOf(steps).Over
	}
	return nil
}

// workFacts adds what a promise, a task or the cause answers.
func workFacts(f cases.Facts, r records.Row) error {
	switch r.Kind {
	case deadlines.PromiseKind.Name:
		p, err := deadlines.PromiseKind.Read(r)
		f[cases.PromisesKept] = f[cases.PromisesKept] && !(p.Is.KeptAt.IsZero() && p.Is.BrokenAt.IsZero())
		return err
	case tasks.TaskKind:
		e, err := tasks.Tasks().Read(r)
		f[cases.TasksDone] = f[cases.TasksDone] && e.Is.Done()
		return err
	case tasks.CauseKind:
		e, err := tasks.Causes().Read(r)
		f[cases.HasCause] = f[cases.HasCause] || e.Is.Root != ""
		f[cases.HasValidity] = f[cases.HasValidity] || e.Is.Valid != ""
		return err
	}
	return nil
}
