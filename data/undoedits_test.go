package data_test

import (
	"strconv"
	"time"

	"casefolio/app/cases"
	"casefolio/app/dossier/letter/stored"
	"casefolio/app/evidence"
	"casefolio/app/fault"
	"casefolio/app/links"
	"casefolio/app/money"
	"casefolio/app/programmes"
	"casefolio/app/records"
	"casefolio/app/redact"
	"casefolio/app/submissions"
)

// edits are what a seller can do to a case, each different from the last.
func (b *undoBench) edits() map[string]func() {
	id, n := b.c.ID, strconv.Itoa
	record := records.Kind[map[string]string]{Name: "task"}
	box := records.NewBox(b.w, b.now, record)
	is := func() cases.Case {
		c, err := b.w.Case(ctx, id)
		b.must(err)
		return c
	}
	update := func(change func(*cases.Case)) {
		c := is()
		change(&c)
		_, err := b.w.UpdateCase(ctx, c)
		b.must(err)
	}
	kept := func() (all []records.Entry[map[string]string]) {
		all, err := box.List(ctx, id)
		b.must(err)
		return all
	}
	sent := func() *submissions.Submission {
		all, err := b.w.Submissions(ctx, id)
		b.must(err)
		if len(all) == 0 {
			return nil
		}
		return &all[0]
	}
	live := func(e evidence.Exhibit) bool {
		e, err := b.w.Exhibit(ctx, e.ID)
		b.must(err)
		return e.DeletedAt.IsZero()
	}
	return map[string]func(){
		"facts": func() {
			update(func(c *cases.Case) { c.Story, c.Customer = "story "+n(b.n), "Emma "+n(b.n) })
		},
		"outcome": func() {
			update(func(c *cases.Case) {
				c.Amount, c.Cost, c.Satisfaction = money.Amount{}, money.Amount{Minor: int64(-b.n), Currency: "JPY"}, b.n%5+1
				c.Occurred = time.Date(2026, 3, 29, 1, b.n%60, 0, 0, time.FixedZone("", -3*3600-1800))
			})
		},
		"stage": func() {
			c := is()
			to := cases.Stages()[(c.Stage.Index()+1)%6]
			_, err := b.w.MoveStage(ctx, cases.StageMove{CaseID: id, From: c.Stage, To: to, Reason: "because"})
			b.must(err)
		},
		"mask": func() {
			b.must(b.w.KeepMasking(ctx, id, []redact.Term{{Kind: redact.Name, Text: "Emma" + n(b.n)}}, b.now()))
		},
		"exhibit": func() { b.add(id, evidence.Text, "text "+n(b.n)) },
		"known":   func() { b.add(id, evidence.Photo, "photo") },
		"trash": func() {
			b.must(b.w.TrashExhibit(ctx, b.photo.ID, b.now()))
		},
		"title": func() { b.must(b.w.RetitleExhibit(ctx, b.chat.ID, "title "+n(b.n), b.now())) },
		"turn":  func() { b.must(b.w.TurnExhibit(ctx, b.photo.ID, b.n%4, b.now())) },
		"cite":  func() { b.must(b.w.CiteMessages(ctx, b.chat.ID, []int{b.n%3 + 1, b.n%2 + 2}, b.n%2 == 0, b.now())) },
		"translate": func() {
			text := []string{"", "words " + n(b.n)}[b.n%2]
			b.must(b.w.TranslateMessage(ctx, b.chat.ID, b.n%3+1, text, []string{"", "seller"}[b.n%2], b.now()))
		},
		"speaker": func() {
			b.must(b.w.SetSpeaker(ctx, b.chat.ID, []string{"Emma", "Shop"}[b.n%2], []evidence.Role{evidence.Buyer, evidence.Seller, evidence.Unknown}[b.n%3], b.now()))
		},
		"own event": func() {
			_, err := b.w.AddEvent(ctx, b.parcel.ID, evidence.Event{At: b.now(), Text: "Called\nagain " + n(b.n), Place: "Lyon", PlaceZone: true}, b.now())
			b.must(err)
		},
		"correct": func() {
			place := []string{"", "Paris " + n(b.n)}[b.n%2]
			all, err := b.w.Events(ctx, b.parcel.ID)
			b.must(err)
			e := all[0]
			if e.Was != nil && place == "" {
				e = *e.Was
			} else {
				e.Place = place
			}
			b.must(b.w.ChangeEvent(ctx, b.parcel.ID, e, b.now()))
		},
		"no event": func() {
			all, err := b.w.Events(ctx, b.parcel.ID)
			b.must(err)
			if last := all[len(all)-1]; last.Own {
				b.must(b.w.RemoveEvent(ctx, b.parcel.ID, last.Seq, b.now()))
			}
		},
		"reread chat": func() {
			e, err := b.w.Exhibit(ctx, b.chat.ID)
			b.must(err)
			e.Messages = 3 + b.n%2
			var messages []evidence.Message
			for i := range e.Messages {
				messages = append(messages, evidence.Message{Seq: i + 1, At: b.now(), Sender: "Emma", Body: "again " + n(b.n), Start: int64(i + b.n%2)})
			}
			_, err = b.w.RereadChat(ctx, e, messages, nil, evidence.Choices{Zone: "Europe/Paris", Chat: n(b.n)}, b.now())
			b.must(err)
		},
		"reread parcel": func() {
			events := []evidence.Event{{Seq: 1, At: b.now(), Text: "Read " + n(b.n)}, {Seq: 2, Text: "Undated"}}
			_, err := b.w.RereadTrack(ctx, b.parcel, events, evidence.TrackChoices{Columns: []string{n(b.n)}}, b.now())
			b.must(err)
		},
		"programme": func() {
			c := programmes.Choice{CaseID: id, ProgrammeID: "p." + n(b.n%2), ChosenAt: b.now(), Due: time.Date(2026, 12, b.n%28+1, 9, 0, 0, 0, time.UTC)}
			if b.n%3 == 0 {
				c.ReopenedAt = b.now()
			}
			_, err := b.w.Choose(ctx, c)
			b.must(err)
		},
		"no programme": func() { b.must(b.w.DropChoice(ctx, id, "p."+n(b.n%2), b.now())) },
		"link": func() {
			if live(b.chat) {
				b.must(b.w.AddMarks(ctx, id, []programmes.Mark{{Key: "reply", ExhibitID: b.chat.ID}, {Key: "invoice", Reason: "none " + n(b.n)}}, b.now()))
			}
		},
		"unlink": func() { b.must(b.w.RemoveMark(ctx, id, "reply", b.chat.ID, b.now())) },
		"waive": func() {
			b.must(b.w.AddMarks(ctx, id, []programmes.Mark{{Key: "reply", Reason: "r " + n(b.n)}}, b.now()))
		},
		"letter": func() {
			_, err := b.w.SaveLetter(ctx, stored.Letter{CaseID: id, TemplateID: "t", Lang: "en", Text: "text " + n(b.n), Values: map[string]string{"a": n(b.n)}, UpdatedAt: b.now()})
			b.must(err)
		},
		"no letter": func() {
			all, err := b.w.Letters(ctx, id)
			b.must(err)
			if len(all) > 0 {
				b.must(b.w.RemoveLetter(ctx, all[0].ID, b.now()))
			}
		},
		"submit": func() {
			_, err := b.w.AddSubmission(ctx, submissions.Submission{
				CaseID: id, Recipient: "Bank " + n(b.n), At: b.now(), Evidence: []submissions.Evidence{{Key: "x", There: true}},
			}, []evidence.Capture{frozen(b.T, b.w, id, "packet "+n(b.n))})
			b.must(err)
		},
		"answer": func() {
			if s := sent(); s != nil {
				s.Result, s.Amount, s.AnsweredAt, s.Reason = submissions.Won, money.Amount{Minor: int64(b.n), Currency: "EUR"}, b.now(), n(b.n)
				_, err := b.w.AnswerSubmission(ctx, *s, []evidence.Capture{frozen(b.T, b.w, id, "answer "+n(b.n))})
				b.must(err)
			}
		},
		"no answer": func() {
			if s := sent(); s != nil {
				_, err := b.w.UnanswerSubmission(ctx, s.ID, b.now())
				b.must(err)
			}
		},
		"correct submission": func() {
			if s := sent(); s != nil {
				s.Note = "note " + n(b.n)
				_, err := b.w.CorrectSubmission(ctx, *s, b.now())
				b.must(err)
			}
		},
		"take back": func() {
			if s := sent(); s != nil {
				_, err := b.w.TakeBackSubmission(ctx, s.ID, true, true, b.now())
				b.must(err)
			}
		},
		"record": func() {
			_, err := box.Add(ctx, id, map[string]string{"n": n(b.n)})
			b.must(err)
		},
		"change record": func() {
			if all := kept(); len(all) > 0 {
				all[0].Is["n"] = "changed " + n(b.n)
				_, err := box.Put(ctx, all[0])
				b.must(err)
			}
		},
		"remove record": func() {
			if all := kept(); len(all) > 0 {
				b.must(box.Remove(ctx, all[0].ID))
			}
		},
		"facts and records": func() {
			row, err := record.Row(record.New(id, map[string]string{"with": n(b.n)}))
			b.must(err)
			c := is()
			c.Remedy = "r" + n(b.n)
			_, _, err = b.w.UpdateCaseWith(ctx, c, row)
			b.must(err)
		},
		"copied":  func() { b.must(b.w.MarkLooked(ctx, b.photo.ID, b.now())) },
		"bin":     func() { b.must(b.w.TrashCase(ctx, id, b.now())) },
		"restore": func() { b.must(b.w.RestoreCase(ctx, id, b.now())) },
		"merge": func() {
			if is().DeletedAt.IsZero() {
				if err := b.w.MergeCases(ctx, id, b.other.ID, b.now()); !fault.Is(err, "link.trashed") {
					b.must(err)
				}
			}
		},
		"split": func() {
			if is().DeletedAt.IsZero() && live(b.chat) {
				_, err := b.w.SplitCase(ctx, id, links.Part{Exhibits: []string{b.chat.ID, b.parcel.ID}, Groups: links.Groups(), Move: b.n%2 == 0}, b.now())
				b.must(err)
			}
		},
	}
}
