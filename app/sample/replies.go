package sample

import (
	"context"
	"fmt"

	"casefolio/app/replies"
)

// letter is a reply that was written of phrases.
type letter struct {
	moment
	Phrases []string          `json:"phrases"`
	Lang    string            `json:"lang"`
	Values  map[string]string `json:"values"` // what the seller typed, by placeholder
	Left    string            `json:"left"`   // "draft" or "copied" where it did not go out yet
}

// reply writes a reply in the composer's way: it is kept as a draft, copied, and
// said to be sent, as far as the script goes.
func (d *director) reply(ctx context.Context, caseID string, l letter) error {
	desk, err := d.app.Replies.Desk(ctx, caseID)
	if err != nil {
		return err
	}
	draft := replies.New(l.Lang)
	for _, id := range l.Phrases {
		p, ok := d.app.Phrases.Get(id)
		if !ok || p.Texts[l.Lang] == "" {
			return fmt.Errorf("sample: no phrase is called %q in %q", id, l.Lang)
		}
		draft, _ = draft.Insert(len(draft.Text), replies.Part{Phrase: p.ID, Group: p.Group, Texts: p.Texts}, desk.Values)
	}
	for name, value := range l.Values {
		if value, err = d.expand(value); err != nil {
			return err
		}
		draft = draft.Fill(name, value, desk.Values)
	}
	if err := d.app.Replies.Save(ctx, caseID, draft); err != nil || l.Left == "draft" {
		return err
	}
	copied, err := d.app.Replies.Copy(ctx, caseID, draft, desk.Values)
	if err != nil {
		return fmt.Errorf("sample: the reply of %v to %s: %w", l.Phrases, desk.Customer, err)
	}
	if l.Left == "" {
		_, err = d.app.Replies.Confirm(ctx, copied.ID)
	}
	return err
}
