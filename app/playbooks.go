package app

import (
	"context"
	"slices"

	"casefolio/app/cases"
	"casefolio/app/playbooks"
	"casefolio/app/records"
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
	posted, err := s.posted(ctx, c.ID)
	if err != nil {
		return nil, err
	}
	for _, channel := range posted {
		if !slices.Contains(f.Channels, channel) {
			f.Channels = append(f.Channels, channel)
		}
	}
	return s.Playbooks.For(ctx, f)
}

// posted are the channels of what a case has open in public: a review where it
// gave stars, a post where it is elsewhere, either as long as nothing is known.
func (s *Services) posted(ctx context.Context, caseID string) (channels []string, err error) {
	if caseID == "" {
		return nil, nil
	}
	all, err := records.NewBox(s.store, s.Now, cases.BranchRecords).List(ctx, caseID)
	for _, e := range all {
		if e.Is.Kind != cases.PublicPost || !e.Is.Open() {
			continue
		}
		known := e.Is.Post != nil && (e.Is.Post.Stars > 0 || e.Is.Post.Where != "")
		if !known || e.Is.Post.Stars > 0 {
			channels = append(channels, "review")
		}
		if !known || e.Is.Post.Stars == 0 {
			channels = append(channels, "public_post")
		}
	}
	return channels, err
}
