package dossier

import (
	"context"
	"slices"

	"casefolio/app/cases"
	"casefolio/app/dossier/compose"
	"casefolio/app/evidence"
)

// withoutFrozen leaves out what was submitted before: a paper that leaves the
// house does not tell what others were given.
func withoutFrozen(list []evidence.Exhibit) []evidence.Exhibit {
	return slices.DeleteFunc(list, func(e evidence.Exhibit) bool { return e.Source == evidence.FromPacket })
}

// submissions lists what was handed in, the oldest first, for a paper of the
// seller's own. Exhibits in the trash have no number in it.
func (s *Service) submissions(ctx context.Context, c cases.Case, list []evidence.Exhibit) ([]compose.Submission, error) {
	if s.from.Submissions == nil {
		return nil, nil
	}
	all, err := s.from.Submissions.List(ctx, c.ID)
	if err != nil {
		return nil, err
	}
	numbers := func(ids []string) (out []int) {
		for _, e := range list {
			if slices.Contains(ids, e.ID) {
				out = append(out, e.No)
			}
		}
		return out
	}
	var out []compose.Submission
	for _, sub := range slices.Backward(all) {
		out = append(out, compose.Submission{Submission: sub, Files: numbers(sub.ExhibitIDs), Answers: numbers(sub.AnswerExhibits)})
	}
	return out, nil
}
