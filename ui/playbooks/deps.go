// Package playbooks shows what experience says about a complaint: as a section
// beside a case, and as the page on which the seller edits the reason tree and
// its cards.
package playbooks

import (
	"context"

	"casefolio/app/cases"
	"casefolio/app/playbooks"
	"casefolio/ui/kit"
)

// PageName is the page's name in routes. Their ID is a category or another card,
// or empty.
const PageName = "playbooks"

// Cards keeps the cards.
type Cards interface {
	Cards(ctx context.Context) (map[string]playbooks.Card, error)
	Shipped(id string) (playbooks.Card, bool)
	Save(ctx context.Context, id string, texts map[string]playbooks.Text) error
	Reset(ctx context.Context, id string) error
}

// CaseCards finds the cards that help with a case.
type CaseCards interface {
	PlaybookCards(ctx context.Context, c cases.Case) ([]playbooks.Card, error)
}

// Tree edits the categories.
type Tree interface {
	Uses(ctx context.Context) (map[string]int, error)
	Add(ctx context.Context, top string, names map[string]string) (cases.TreeDeed, error)
	Rename(ctx context.Context, id string, names map[string]string) (cases.TreeDeed, error)
	Hide(ctx context.Context, id string, hidden bool) (cases.TreeDeed, error)
	Move(ctx context.Context, id, top string, place int) (cases.TreeDeed, error)
	Remove(ctx context.Context, id string) (cases.TreeDeed, error)
	Undo(ctx context.Context, d cases.TreeDeed) error
}

// Drafts are what was written of cards and could not be saved, by card. They
// outlive the page.
type Drafts map[string]map[string]playbooks.Text

// Deps is what the section and the page need: the section all but Tree and
// Drafts, the page all but Case.
type Deps struct {
	Shell kit.Shell
	Lists *cases.Lists
	Cards Cards
	Case  CaseCards
	Tree  Tree

	Drafts Drafts
}

// situations are the cards that belong to no category.
func situations() []string {
	return []string{
		playbooks.ChannelPrefix + "review", playbooks.ChannelPrefix + "public_post", playbooks.Escalated, playbooks.Hard,
	}
}

// cardName is what a card is about.
func (d Deps) cardName(id string) string {
	if top, leaf, ok := d.Lists.Category(id); ok {
		if leaf.ID != "" {
			return leaf.Name(kit.Language())
		}
		return top.Name(kit.Language())
	}
	return kit.T("playbook.card." + id)
}

// twin is the language beside the seller's.
func twin() string {
	if kit.Language() == kit.Chinese {
		return kit.English
	}
	return kit.Chinese
}
