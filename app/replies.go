package app

import (
	"context"
	"encoding/json"
	"io/fs"
	"strings"
	"time"
	"unicode/utf8"

	"casefolio/app/cases"
	"casefolio/app/deadlines"
	"casefolio/app/evidence"
	"casefolio/app/phrases"
	"casefolio/app/records"
	"casefolio/app/remedies"
	"casefolio/app/replies"
	"casefolio/app/replies/check"
	"casefolio/app/replies/habits"
)

// joinReplies reads the habits of languages and the coach, and joins replies with
// what the other nouns know.
func (s *Services) joinReplies(files fs.FS) (err error) {
	if s.habits, err = habits.Load(files); err != nil {
		return err
	}
	if s.ReplyRules, err = check.Load(files); err != nil {
		return err
	}
	coach, err := replies.LoadCoach(files)
	if err != nil {
		return err
	}
	s.Replies = replies.NewService(s.store, replyFiler{s}, coach, s.ReplyRules, s.Now)
	return nil
}

// replyFiler tells replies what a case knows.
type replyFiler struct{ *Services }

var _ replies.Filer = replyFiler{}

// ReplyFacts implements replies.Filer.
func (f replyFiler) ReplyFacts(ctx context.Context, ref string) (is replies.Facts, err error) {
	c, err := f.Cases.Get(ctx, ref)
	if err != nil {
		return is, err
	}
	known, err := f.known(ctx, c)
	if err != nil {
		return is, err
	}
	is = replies.Facts{
		CaseID: c.ID, Number: c.Number, Customer: c.Customer, Platform: c.Platform, Channel: c.Channel, Stage: string(c.Stage),
		Category: c.Category, CustomerType: c.CustomerType, Lang: f.Returns.Rules().LanguageFor(c.BuyerZone),
		Zone: location(c.BuyerZone), Trashed: !c.DeletedAt.IsZero(), Settled: c.Stage == cases.Archive, Values: replies.Values{},
	}
	for _, lang := range phrases.Spoken() {
		is.Values[lang] = known.values(f.Services, lang)
	}
	for _, name := range append([]string{c.Shop, known.profile.Owner}, shopNames(known.profile)...) {
		if name != "" {
			is.Names = append(is.Names, name)
		}
	}
	exhibits, err := f.Evidence.List(ctx, c.ID)
	if err != nil {
		return is, err
	}
	for _, e := range exhibits {
		is.Exhibits = append(is.Exhibits, replies.Exhibit{ID: e.ID, Label: e.Label(), Title: e.Title, Kind: string(e.Kind), Cite: f.habits.Cite(string(e.Kind))})
	}
	work, err := f.Deadlines.WorkTime(ctx)
	if err != nil {
		return is, err
	}
	is.Promises = func(text string, at time.Time) (replies.Promise, bool) {
		p, ok := f.said.Find(text, at, work, is.Zone)
		return replies.Promise{Text: p.Text, Due: p.Due}, ok
	}
	messages, err := f.messages(ctx, exhibits)
	if err != nil {
		return is, err
	}
	if is.Said, err = f.told(ctx, c.ID, messages); err != nil {
		return is, err
	}
	is.Heard = heard(messages)
	if lang := f.ReplyRules.Language(heardText(is.Heard)); lang != "" {
		is.Lang = lang
	}
	elsewhere, err := f.toldElsewhere(ctx, c)
	is.Said = append(is.Said, elsewhere...)
	return is, err
}

// told is what the buyer was told in a case, in any channel.
func (f replyFiler) told(ctx context.Context, caseID string, messages []message) ([]check.Said, error) {
	offers, err := f.Remedies.Offers(ctx, caseID)
	if err != nil {
		return nil, err
	}
	promises, err := f.Deadlines.Promises(ctx, caseID)
	if err != nil {
		return nil, err
	}
	versions, err := f.Replies.Versions(ctx, caseID)
	if err != nil {
		return nil, err
	}
	var all []check.Said
	for _, e := range offers {
		all = append(all, offerSaid(e.Is, f.Remedies.Rules()))
	}
	for _, e := range promises {
		if e.Is.BrokenAt.IsZero() {
			all = append(all, check.Said{Kind: check.Promise, Text: e.Is.Text, Due: e.Is.Due, At: e.Is.MadeAt, Channel: e.Is.Channel})
		}
	}
	for _, e := range versions {
		if e.Is.Sent() {
			all = append(all, check.Said{Kind: check.Reply, Text: e.Is.Text, At: e.Is.SentAt, Channel: e.Is.Channel})
		}
	}
	return append(all, written(messages)...), nil
}

// offerSaid is an offer as the buyer was told it.
func offerSaid(o remedies.Offer, r *remedies.Rules) check.Said {
	is := check.Said{Kind: check.Offer, Text: o.Text, Amount: o.Size, Share: o.Share, At: o.OfferedAt, Channel: o.Channel}
	if is.Text == "" {
		is.Text = r.Sentence(remedies.Line{Option: o.Option, Size: o.Size, Share: o.Share}, replies.Chinese)
	}
	switch o.Option.Kind {
	case remedies.Discount, remedies.RefundOnly:
		is.Goods = check.Keep
	case remedies.ReturnRefund:
		is.Goods = check.Return
	}
	return is
}

// mostWritten is how many of the seller's own messages are looked at, the last.
const mostWritten = 300

// written are the seller's own among messages.
func written(said []message) (all []check.Said) {
	for _, m := range said {
		if m.Role == evidence.Seller {
			all = append(all, check.Said{Kind: check.Message, Text: m.Body, At: m.At, Channel: m.label})
		}
	}
	return all[max(0, len(all)-mostWritten):]
}

// ReplyWay implements replies.Filer.
func (f replyFiler) ReplyWay(ctx context.Context, caseID string) (string, *time.Location, error) {
	c, err := f.Cases.Get(ctx, caseID)
	return c.Channel, location(c.BuyerZone), err
}

// Promised implements replies.Filer.
func (f replyFiler) Promised(ctx context.Context, text string, at time.Time, zone *time.Location) (replies.Promise, bool, error) {
	p, ok, err := f.promised(ctx, text, at, zone)
	return replies.Promise{Text: p.Text, Due: p.Due}, ok, err
}

// ReplySent implements replies.Filer.
func (f replyFiler) ReplySent(caseID, id string, is replies.Reply) ([]records.Row, error) {
	row, err := deadlines.AnswerKind.Row(deadlines.AnswerKind.New(caseID, deadlines.Answer{At: is.SentAt, Channel: is.Channel, UseID: id}))
	if err != nil || is.Promise == nil {
		return []records.Row{row}, err
	}
	promise, err := deadlines.PromiseKind.Row(deadlines.PromiseKind.New(caseID, deadlines.Promise{
		Text: is.Promise.Text, Due: is.Promise.Due, MadeAt: is.SentAt, Channel: is.Channel,
	}))
	return []records.Row{row, promise}, err
}

// CopyPhrase keeps that one phrase was copied alone, as a reply of a case; without
// a case only its use is logged, and the entry is empty. One that was copied before
// and waits for a word is that one. text is the phrase as it
// was filled, and has no gaps. Faults: those of replies.Copy.
func (s *Services) CopyPhrase(ctx context.Context, c cases.Case, p phrases.Phrase, lang, text string) (replies.Entry, error) {
	if c.ID == "" {
		_, err := s.Phrases.Copied(ctx, p.ID, "", lang, text)
		return replies.Entry{}, err
	}
	values, err := s.ReplyValues(ctx, c, replies.Chinese)
	if err != nil {
		return replies.Entry{}, err
	}
	v := replies.Values{replies.Chinese: values}
	d, _ := replies.New(lang).Insert(0, replies.Part{
		Phrase: p.ID, Group: p.Group, Texts: map[string]string{lang: text, replies.Chinese: p.Texts[replies.Chinese]},
	}, v)
	if lang == replies.Chinese {
		d, _ = replies.New(lang).Insert(0, replies.Part{Phrase: p.ID, Group: p.Group, Texts: map[string]string{lang: text}}, nil)
	}
	versions, err := s.Replies.Versions(ctx, c.ID)
	if err != nil {
		return replies.Entry{}, err
	}
	for _, e := range replies.Waiting(versions) { // copied again it is no second reply
		if len(e.Is.Pieces) == 1 && e.Is.Pieces[0].Phrase == p.ID && e.Is.Lang == lang && e.Is.Text == d.Text {
			return e, nil
		}
	}
	return s.Replies.Copy(ctx, c.ID, d, v)
}

// unsentAfter is how long after copying the seller is asked whether a reply went
// out: long enough to paste it.
const unsentAfter = time.Hour

// dueReplies are replies that were copied, and nobody has said whether they went
// out.
func dueReplies(rows []records.Row) (all []deadlines.Item) {
	var versions []replies.Entry
	for _, r := range rows {
		e := replies.Entry{Meta: r.Meta}
		if json.Unmarshal(r.Body, &e.Is) == nil {
			versions = append(versions, e)
		}
	}
	for _, e := range replies.Waiting(versions) {
		all = append(all, deadlines.Item{
			Kind: deadlines.Unsent, RefID: e.ID, Text: beginning(e.Is.Text), Start: e.Is.CopiedAt, Due: e.Is.CopiedAt.Add(unsentAfter),
		})
	}
	return all
}

// mostBeginning is how many characters of a reply stand on the board.
const mostBeginning = 120

// beginning is the first words of a text, on one line.
func beginning(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if utf8.RuneCountInString(text) <= mostBeginning {
		return text
	}
	return string([]rune(text)[:mostBeginning-1]) + "…"
}
