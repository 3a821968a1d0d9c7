package data

import (
	"context"
	"slices"
	"time"

	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/app/fault"
	"casefolio/app/links"
)

// MergeCases takes a case into another; see links.Store.
func (w *Workspace) MergeCases(ctx context.Context, into, from string, at time.Time) error {
	return w.write(ctx, at, func(t *tx) error {
		to, err := t.liveCase(into)
		if err != nil {
			return err
		}
		was, err := t.liveCase(from)
		if err != nil {
			return err
		}
		if err := t.fill(to, was); err != nil {
			return err
		}
		all, err := list(ctx, t, w.scanExhibit, `SELECT `+exhibitColumns+` FROM exhibits
			WHERE case_id = ? AND deleted_at IS NULL AND source <> ? ORDER BY no`, from, evidence.FromPacket)
		if err != nil {
			return err
		}
		taken, here, err := t.takeOver(into, all)
		if err != nil {
			return err
		}
		if err := t.takeRest(to.ID, was, here); err != nil {
			return err
		}
		if err := t.tie(to, was, links.Link{Kind: links.Merged, Taken: taken}, links.Link{Kind: links.Merged, Away: true}); err != nil {
			return err
		}
		return t.binCase(from, true, "case.trashed")
	})
}

// SplitCase makes a case of a part of another; see links.Store.
func (w *Workspace) SplitCase(ctx context.Context, from string, p links.Part, at time.Time) (id string, err error) {
	err = w.write(ctx, at, func(t *tx) error {
		was, err := t.liveCase(from)
		if err != nil {
			return err
		}
		made, err := t.partOf(was, p.Groups)
		if err != nil {
			return err
		}
		id = made.ID
		var chosen []evidence.Exhibit
		for _, exhibit := range p.Exhibits {
			e, err := t.exhibit(exhibit)
			if err != nil {
				return err
			}
			if e.CaseID != from || !e.DeletedAt.IsZero() || e.Source == evidence.FromPacket {
				return fault.New("exhibit.unknown", "exhibit", exhibit)
			}
			chosen = append(chosen, e)
		}
		slices.SortFunc(chosen, func(a, b evidence.Exhibit) int { return a.No - b.No })
		taken, _, err := t.takeOver(id, chosen)
		if err != nil {
			return err
		}
		for _, e := range chosen {
			if !p.Move {
				break
			}
			if err := t.bin(e, micros(t.at), "exhibit.trashed"); err != nil {
				return err
			}
		}
		return t.tie(was, made, links.Link{Kind: links.Split}, links.Link{Kind: links.Split, Away: true, Taken: taken})
	})
	return id, err
}

// liveCase is a case outside the trash.
func (t *tx) liveCase(id string) (cases.Case, error) {
	c, err := t.caseByID(id)
	if err == nil && !c.DeletedAt.IsZero() {
		err = fault.New("link.trashed", "number", c.Number)
	}
	return c, err
}

// fill gives a case the facts of another that it has not itself.
func (t *tx) fill(c, from cases.Case) error {
	has := map[string]string{}
	for _, f := range factsOf(c) {
		has[f.name] = f.value
	}
	for _, f := range factsOf(from) {
		if has[f.name] == "" && slices.Contains(links.Filled(), f.name) {
			if err := setFact(&c, f.name, f.value); err != nil {
				return err
			}
		}
	}
	_, err := t.updateCase(c)
	return err
}

// partOf files a case with some of the facts of another.
func (t *tx) partOf(was cases.Case, groups []links.Group) (cases.Case, error) {
	c := cases.Case{Stage: cases.Intake, Received: t.at}
	for _, f := range factsOf(was) {
		if slices.ContainsFunc(groups, func(g links.Group) bool { return slices.Contains(g.Facts(), f.name) }) {
			if err := setFact(&c, f.name, f.value); err != nil {
				return c, err
			}
		}
	}
	return t.fileCase(c)
}

// tie keeps both sides of a tie.
func (t *tx) tie(a, b cases.Case, isA, isB links.Link) error {
	rows, err := links.Rows(links.Case{ID: a.ID, Number: a.Number}, links.Case{ID: b.ID, Number: b.Number}, isA, isB)
	if err == nil {
		_, err = t.putRecords(rows)
	}
	return err
}

// takeOver adds exhibits to another case as the same originals, with what was
// read from them and what the seller added to that. What the case has already is
// not added again. here is the id of each exhibit, by the one there.
func (t *tx) takeOver(caseID string, all []evidence.Exhibit) (taken []links.Taken, here map[string]string, err error) {
	here = map[string]string{}
	media := map[string][]evidence.Message{}
	for _, e := range all {
		messages, err := readMessages(t.ctx, t, e.ID)
		if err != nil {
			return nil, nil, err
		}
		events, err := readEvents(t.ctx, t, e.ID)
		if err != nil {
			return nil, nil, err
		}
		c := e
		c.CaseID, c.ParentID, c.CopyOf = caseID, here[e.ParentID], here[e.CopyOf]
		kept, err := t.addCapture(evidence.Capture{Exhibit: c, Messages: messages, Events: events, Within: -1})
		if err != nil {
			return nil, nil, err
		}
		here[e.ID] = kept.Exhibit.ID
		taken = append(taken, links.Taken{Here: kept.Exhibit.Label(), There: e.Label()})
		if kept.Known || kept.Restored {
			continue
		}
		media[kept.Exhibit.ID] = messages
		if err := t.takeAdded(e, kept.Exhibit, messages); err != nil {
			return nil, nil, err
		}
	}
	for id, messages := range media {
		for _, m := range messages {
			if to := here[m.MediaID]; m.MediaID != "" && to != "" {
				if err := t.linkMedia(id, m.Seq, to); err != nil {
					return nil, nil, err
				}
			}
		}
	}
	return taken, here, nil
}

// takeAdded takes over what the seller added to an exhibit.
func (t *tx) takeAdded(from, to evidence.Exhibit, messages []evidence.Message) error {
	for _, table := range []string{`chat_choices`, `track_choices`} {
		raw, err := t.rawChoices(table, from.ID)
		if err != nil {
			return err
		}
		if err := t.putRawChoices(table, to.ID, raw); err != nil {
			return err
		}
	}
	var cited []int
	for _, m := range messages {
		if m.Cited {
			cited = append(cited, m.Seq)
		}
		if m.Translation == "" {
			continue
		}
		if err := t.translate(to, m.Seq, m.Translation, m.TranslationSource); err != nil {
			return err
		}
	}
	if err := t.citeMessages(to, cited, true); err != nil {
		return err
	}
	return t.takeEvents(from, to)
}

func (t *tx) takeEvents(from, to evidence.Exhibit) error {
	told, err := list(t.ctx, t, scanTold, toldEvents+` ORDER BY seq`, from.ID)
	if err != nil {
		return err
	}
	for _, e := range told {
		action, read := "event.added", evidence.Event{}
		if !e.Own {
			if e.Was == nil {
				continue
			}
			action, read = "event.changed", *e.Was
		}
		e.Was = nil
		if err := t.putChange(to.ID, e); err != nil {
			return err
		}
		if err := t.logExhibit(action, to, eventDetail(e, read)); err != nil {
			return err
		}
	}
	return t.countEvents(to.ID)
}
