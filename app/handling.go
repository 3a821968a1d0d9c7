package app

import (
	"context"
	"slices"

	"casefolio/app/cases"
	"casefolio/app/dossier/compose"
	"casefolio/app/records"
	"casefolio/app/remedies"
	"casefolio/app/replies"
)

// handling gathers for paper what was done about a case.
func (s *Services) handling(ctx context.Context, c cases.Case) (h compose.Handling, err error) {
	h.Roots = s.Tasks.Roots()
	offers, err := s.Remedies.Offers(ctx, c.ID)
	if err != nil {
		return h, err
	}
	for _, e := range offers {
		h.Offers = append(h.Offers, e.Is)
	}
	slices.SortStableFunc(h.Offers, func(a, b remedies.Offer) int { return a.OfferedAt.Compare(b.OfferedAt) })
	book, err := s.Ledger.Book(ctx, c.ID)
	if err != nil {
		return h, err
	}
	h.Sums = book.Sums
	for _, e := range book.Lines {
		h.Money = append(h.Money, e.Is)
	}
	track, err := s.Returns.Track(ctx, c.ID)
	if err != nil {
		return h, err
	}
	for _, e := range slices.Concat(track.Earlier, track.Steps) {
		h.Returns = append(h.Returns, e.Is)
	}
	sheet, err := s.Tasks.Sheet(ctx, c.ID)
	if err != nil {
		return h, err
	}
	for _, e := range sheet.Tasks {
		h.Tasks = append(h.Tasks, e.Is)
	}
	if h.Cause = sheet.Cause.Is; h.Cause.Responsibility != c.Responsibility { // somebody else's share
		h.Cause.Share = 0
	}
	for _, e := range sheet.Visits {
		h.Visits = append(h.Visits, e.Is)
	}
	versions, err := s.Replies.Versions(ctx, c.ID)
	if err != nil {
		return h, err
	}
	for _, e := range versions {
		if e.Is.Sent() {
			h.Replies = append(h.Replies, e.Is)
		}
	}
	slices.SortStableFunc(h.Replies, func(a, b replies.Reply) int { return a.SentAt.Compare(b.SentAt) })
	h.Course, err = s.course(ctx, c.ID)
	return h, err
}

// course gathers the way that a case took beside its six steps.
func (s *Services) course(ctx context.Context, caseID string) (is compose.Course, err error) {
	board, err := s.Steps.Board(ctx, caseID)
	if err != nil {
		return is, err
	}
	is.Guide, is.Ladder, is.Branches = s.Steps.Guide(), bodies(board.Ladder), bodies(board.Branches)
	promises, err := s.Deadlines.Promises(ctx, caseID)
	if err != nil {
		return is, err
	}
	answers, err := s.Deadlines.Answers(ctx, caseID)
	if err != nil {
		return is, err
	}
	waits, err := s.Deadlines.Waits(ctx, caseID)
	if err != nil {
		return is, err
	}
	ties, err := s.Links.List(ctx, caseID)
	is.Promises, is.Answers, is.Waits, is.Links = bodies(promises), bodies(answers), bodies(waits), bodies(ties)
	return is, err
}

// bodies are records without what keeps them.
func bodies[T any](all []records.Entry[T]) []T {
	out := make([]T, len(all))
	for i, e := range all {
		out[i] = e.Is
	}
	return out
}
