package command

import (
	"slices"
	"strconv"
	"strings"

	"casefolio/app/cases"
	"casefolio/app/playbooks"
)

// categoryListCmd lists the reason tree as the seller has it.
type categoryListCmd struct {
	JSON bool `name:"json" help:"${json}"`
}

// categoryOut is a category as it is printed.
type categoryOut struct {
	ID     string            `json:"id"`
	Top    string            `json:"top"` // empty: a top
	Names  map[string]string `json:"names"`
	Hidden bool              `json:"hidden"`
	Own    bool              `json:"own"`
	Cases  int               `json:"cases"` // that have it, those in the trash included
}

// Run writes one line a category, or a JSON array of them.
func (c categoryListCmd) Run(s *session) error {
	if err := s.open(); err != nil {
		return err
	}
	uses, err := s.app.Categories.Uses(s.ctx)
	if err != nil {
		return err
	}
	out := []categoryOut{}
	for _, top := range s.app.Lists.AllCategories() {
		out = append(out, categoryOut{top.ID, "", top.Names, top.Hidden, top.Own, uses[top.ID]})
		for _, leaf := range top.Leaves {
			out = append(out, categoryOut{leaf.ID, top.ID, leaf.Names, leaf.Hidden, leaf.Own, uses[leaf.ID]})
		}
	}
	if c.JSON {
		return s.print(out)
	}
	rows := make([][]string, len(out))
	for i, one := range out {
		hidden := ""
		if one.Hidden {
			hidden = s.text("command.category.hidden")
		}
		rows[i] = []string{one.ID, s.app.Lists.CategoryName(one.ID, s.lang), strconv.Itoa(one.Cases), hidden}
	}
	return s.table(rows)
}

// playbookCmd shows the card of a category, a channel or a situation.
type playbookCmd struct {
	JSON bool   `name:"json" help:"${json}"`
	Leaf string `arg:"" help:"${playbook_leaf}"`
}

// Run writes the card. A leaf without one has its top's.
func (c playbookCmd) Run(s *session) error {
	if err := s.open(); err != nil {
		return err
	}
	top, leaf, ok := s.app.Lists.Category(s.categoryID(c.Leaf))
	ids := []string{leaf.ID, top.ID}
	if !ok {
		ids = []string{c.Leaf, playbooks.ChannelPrefix + c.Leaf}
	}
	card, err := s.app.Playbooks.First(s.ctx, ids...)
	if err != nil {
		return err
	}
	if c.JSON {
		return s.print(struct {
			ID    string                    `json:"id"`
			Own   bool                      `json:"own"`
			Texts map[string]playbooks.Text `json:"texts"`
		}{card.ID, card.Own, card.Texts})
	}
	text, _ := card.In(s.lang)
	if err := s.line(s.cardName(card.ID)); err != nil {
		return err
	}
	for _, part := range text.Parts() {
		if part.Empty() {
			continue
		}
		if err := s.line("\n" + s.text("playbook.part."+part.Name)); err != nil {
			return err
		}
		for i, l := range part.Lines {
			mark := "- "
			if part.Steps {
				mark = strconv.Itoa(i+1) + ". "
			}
			if err := s.line(mark + l); err != nil {
				return err
			}
		}
	}
	return nil
}

// cardName is what a card is about.
func (s *session) cardName(id string) string {
	if _, _, ok := s.app.Lists.Category(id); ok {
		return s.app.Lists.CategoryName(id, s.lang)
	}
	return s.text("playbook.card." + id)
}

// categoryID finds a category by its id or by its name in any language.
func (s *session) categoryID(word string) string {
	word = strings.TrimSpace(word)
	for _, top := range s.app.Lists.AllCategories() {
		for _, t := range slices.Concat(top.Leaves, []cases.Term{top.Term}) {
			for _, name := range []string{t.ID, t.Names["zh"], t.Names["en"]} {
				if strings.EqualFold(name, word) {
					return t.ID
				}
			}
		}
	}
	return word
}
