package sample

import (
	"context"
	"fmt"

	"casefolio/app/cases"
)

// outcome is what became of a case, and when the seller wrote it down. Texts
// may hold {{d days layout}}.
type outcome struct {
	moment
	cases.Form // of which only the outcome counts
}

// translation stands beside one message of a chat.
type translation struct {
	Message int    `json:"message"` // its number, from 1
	Text    string `json:"text"`
	Source  string `json:"source"` // empty: the seller
}

// close writes down what became of a case.
func (d *director) close(ctx context.Context, id string, f cases.Form) error {
	var err error
	if f.FollowedUp, err = d.expand(f.FollowedUp); err != nil {
		return err
	}
	c, err := d.app.Cases.Get(ctx, id)
	if err != nil {
		return err
	}
	o, faults := f.Case(c.Amount.Currency, d.profile.Location())
	for _, x := range faults {
		if x.Code != cases.Required {
			return fmt.Errorf("sample outcome of %s: %v", c.Customer, x)
		}
	}
	c.Remedy, c.Cost, c.Recovered = o.Remedy, o.Cost, o.Recovered
	c.FollowUp, c.Satisfaction, c.FollowedUp = o.FollowUp, o.Satisfaction, o.FollowedUp
	c.Lesson, c.Prevention = o.Lesson, o.Prevention
	_, err = d.app.Cases.Update(ctx, c)
	return err
}

// translate puts translations beside the messages of an exhibit.
func (d *director) translate(ctx context.Context, exhibitID string, all []translation) error {
	if len(all) == 0 {
		return nil
	}
	messages, err := d.app.Evidence.Messages(ctx, exhibitID)
	if err != nil {
		return err
	}
	for _, t := range all {
		if t.Message < 1 || t.Message > len(messages) {
			return fmt.Errorf("sample: no message %d to translate", t.Message)
		}
		text, err := d.expand(t.Text)
		if err != nil {
			return err
		}
		if err := d.app.Evidence.Translate(ctx, exhibitID, messages[t.Message-1].Seq, text, t.Source); err != nil {
			return err
		}
	}
	return nil
}
