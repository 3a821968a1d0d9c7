package app

import (
	"context"
	"slices"

	"casefolio/app/cases"
	"casefolio/app/playbooks"
)

// joinPlaybooks puts the seller's categories in force and reads the cards.
func (s *Services) joinPlaybooks() (err error) {
	s.Categories = cases.NewTree(s.store, s.Lists, s.Now)
	if err := s.Categories.Refresh(context.Background()); err != nil {
		return err
	}
	s.Playbooks, err = playbooks.NewService(s.store, s.files, s.Now)
	return err
}

// PlaybookCards are the cards that help with a case: its category's, its
// channel's, and those of a case that went further.
func (s *Services) PlaybookCards(ctx context.Context, c cases.Case) ([]playbooks.Card, error) {
	marks, err := s.Steps.Marks(ctx, []string{c.ID})
	if err != nil {
		return nil, err
	}
	mark := marks[c.ID]
	top, leaf, _ := s.Lists.Category(c.Category)
	f := playbooks.Facts{
		Leaf: leaf.ID, Top: top.ID, Channels: []string{c.Channel}, Hard: mark.Hard,
		Escalated: mark.Rung != "" || slices.Contains([]string{"platform_case", "payment_dispute"}, c.Channel),
	}
	if mark.Rung == "public" {
		f.Channels = append(f.Channels, "public_post")
	}
	return s.Playbooks.For(ctx, f)
}
