package dossier

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"casefolio/app/cases"
	"casefolio/app/dossier/audience"
	"casefolio/app/dossier/compose"
	"casefolio/app/dossier/progress"
	"casefolio/app/evidence"
	"casefolio/app/fault"
	"casefolio/app/redact"
)

// MaskingStore keeps what is masked in the papers of a case that leave the
// house, and which pictures were looked at for what they show of people. Each
// change has its entry in the journal, in the same transaction.
type MaskingStore interface {
	Masking(ctx context.Context, caseID string) ([]redact.Term, error)
	KeepMasking(ctx context.Context, caseID string, terms []redact.Term, at time.Time) error
	Looked(ctx context.Context, caseID string) (map[string]time.Time, error) // by the id of the exhibit
	MarkLooked(ctx context.Context, exhibitID string, at time.Time) error
}

// Limits of what is masked in one case.
const (
	maxTerms = 5000
	maxTerm  = 2000 // characters of one term, and of a reason
)

// Masking is what the seller chose to mask in the papers of a case that leave
// the house.
func (s *Service) Masking(ctx context.Context, caseRef string) ([]redact.Term, error) {
	c, err := s.from.Cases.Get(ctx, caseRef)
	if err != nil {
		return nil, err
	}
	return s.from.Masking.Masking(ctx, c.ID)
}

// KeepMasking keeps that choice for all papers of the case to come. Faults:
// "redact.term".
func (s *Service) KeepMasking(ctx context.Context, caseRef string, terms []redact.Term) error {
	c, err := s.from.Cases.Get(ctx, caseRef)
	if err != nil {
		return err
	}
	if terms, err = tidyTerms(terms); err != nil {
		return err
	}
	return s.from.Masking.KeepMasking(ctx, c.ID, terms, s.now())
}

// Looked tells which pictures of a case were looked at for what they show of
// people and found to have nothing to cover, and when.
func (s *Service) Looked(ctx context.Context, caseRef string) (map[string]time.Time, error) {
	c, err := s.from.Cases.Get(ctx, caseRef)
	if err != nil {
		return nil, err
	}
	return s.from.Masking.Looked(ctx, c.ID)
}

// MarkLooked keeps that a picture was looked at and has nothing to cover.
func (s *Service) MarkLooked(ctx context.Context, exhibitID string) error {
	return s.from.Masking.MarkLooked(ctx, exhibitID, s.now())
}

// tidyTerms is what the seller chose without what is empty or stands twice.
func tidyTerms(terms []redact.Term) ([]redact.Term, error) {
	out := cleaned(terms)
	for i, t := range out {
		if i == maxTerms || len([]rune(t.Text)) > maxTerm || len([]rune(t.Reason)) > maxTerm || !slices.Contains(redact.Kinds, t.Kind) {
			return nil, fault.New("redact.term", "text", firstOf(t.Text, 40))
		}
	}
	return out, nil
}

// cleaned drops what is empty or stands twice. The result is never nil.
func cleaned(terms []redact.Term) []redact.Term {
	out := make([]redact.Term, 0, len(terms))
	type key struct {
		kind redact.Kind
		text string
	}
	seen := make(map[key]bool, len(terms))
	for _, t := range terms {
		t.Text, t.Reason = strings.Join(strings.Fields(t.Text), " "), strings.TrimSpace(t.Reason)
		if k := (key{t.Kind, t.Text}); t.Text != "" && !seen[k] {
			seen[k] = true
			out = append(out, t)
		}
	}
	return out
}

func firstOf(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n]) + "…"
}

// masking is what is done to a paper that leaves the house.
type masking struct {
	covered    map[string]bool    // ids of exhibits in which places are covered
	instead    map[string]string  // id of the exhibit that stands for another one, by the id of that
	candidates []redact.Candidate // where they were asked for
	terms      []redact.Term      // masked
	masker     *redact.Masker     // nil where nothing is masked
	unlooked   map[string]bool    // labels of pictures that nobody looked at for what they show
}

// tell adds to a journal's detail who the paper is for and what is masked in it.
func (in material) tell(detail map[string]string) error {
	detail["audience"] = string(in.options.Audience)
	if len(in.terms) == 0 {
		return nil
	}
	raw, err := json.Marshal(in.terms)
	detail["masked"], detail["terms"] = strconv.Itoa(len(in.terms)), string(raw)
	return err
}

// guard checks a written file that leaves the house.
func (in material) guard(ctx context.Context, path string) error {
	if !in.options.Audience.Leaves() {
		return nil
	}
	progress.Tell(ctx, progress.Search, 0, 1)
	if err := Guard(ctx, path, in.masker); err != nil {
		return err
	}
	progress.Tell(ctx, progress.Search, 1, 1)
	return ctx.Err()
}

// mask strips and masks what was gathered for its audience. It is the only way
// from a case to a paper for somebody else.
func (s *Service) mask(ctx context.Context, in *material) error {
	opt := in.options
	if !opt.Audience.Leaves() {
		return nil
	}
	known, err := s.known(ctx, in.Case, in.Exhibits)
	if err != nil {
		return err
	}
	if opt.Audience == audience.Supplier {
		known = append(known, destinations(in.Exhibits)...)
	}
	if opt.wordsOnly || opt.Audience == audience.Supplier {
		in.candidates = s.rules.Find(known, audience.Passages(in.Input))
	}
	if in.terms, err = s.wanted(ctx, in.Case, opt, known, in.candidates); err != nil {
		return err
	}
	if len(in.terms) > 0 {
		in.masker = redact.NewMasker(in.terms)
	}
	if len(in.terms) > 0 || opt.Audience == audience.Supplier {
		if in.unlooked, err = s.unlooked(ctx, in); err != nil {
			return err
		}
	}
	in.Input = audience.Apply(opt.Audience, in.masker, in.Input)
	return ctx.Err()
}

// unlooked are the labels of the pictures on paper in which nothing is covered
// and which nobody looked at.
func (s *Service) unlooked(ctx context.Context, in *material) (map[string]bool, error) {
	looked, err := s.from.Masking.Looked(ctx, in.Case.ID)
	if err != nil {
		return nil, err
	}
	labels := map[string]bool{}
	for _, e := range in.Exhibits {
		if e.Kind == evidence.Photo && e.Fault == "" && looked[e.ID].IsZero() && !in.covered[e.ID] {
			labels[e.Label()] = true
		}
	}
	return labels, nil
}

// Candidates offers what can be masked in the papers of a case that leave the
// house: what is known of the buyer, then what looks like a contact, an address
// or a number. Only texts that such a paper would print are looked through.
func (s *Service) Candidates(ctx context.Context, caseRef string) ([]redact.Candidate, error) {
	c, err := s.from.Cases.Get(ctx, caseRef)
	if err != nil {
		return nil, err
	}
	in, err := s.gather(ctx, c, Options{Audience: audience.Outside, Mask: []redact.Term{}, wordsOnly: true})
	return in.candidates, err
}

// TermsOf are all terms of some kinds that a case offers, with those that are
// kept for it, and words of the seller's own. It is never nil.
func (s *Service) TermsOf(ctx context.Context, caseRef string, kinds []redact.Kind, words []string) ([]redact.Term, error) {
	terms := []redact.Term{}
	if len(kinds) > 0 {
		offered, err := s.Candidates(ctx, caseRef)
		if err != nil {
			return nil, err
		}
		kept, err := s.Masking(ctx, caseRef)
		if err != nil {
			return nil, err
		}
		for _, o := range offered {
			terms = append(terms, o.Term)
		}
		terms = append(terms, kept...)
		terms = slices.DeleteFunc(terms, func(t redact.Term) bool { return !slices.Contains(kinds, t.Kind) })
	}
	for _, word := range words {
		terms = append(terms, redact.Term{Kind: redact.Word, Text: word})
	}
	return tidyTerms(terms)
}

// known is what is known of the buyer and the order without looking for it.
func (s *Service) known(ctx context.Context, c cases.Case, exhibits []compose.Exhibit) ([]redact.Term, error) {
	var all []redact.Term
	if s.from.Identity != nil {
		var err error
		if all, err = s.from.Identity(ctx, c); err != nil {
			return nil, err
		}
	}
	add := func(kind redact.Kind, texts ...string) {
		for _, text := range texts {
			all = append(all, redact.Term{Kind: kind, Text: text})
		}
	}
	add(redact.Name, c.Customer)
	add(redact.Contact, parts(c.Contact)...)
	add(redact.Order, parts(c.Order)...)
	add(redact.Order, parts(c.Tracking)...)
	for _, e := range exhibits {
		for _, m := range e.Messages {
			if m.Role == evidence.Buyer || m.Role == evidence.Unknown {
				name, address := sender(m.Sender)
				add(redact.Name, name)
				add(redact.Contact, address)
			}
		}
		add(redact.Order, e.Parcel.Number)
	}
	return cleaned(slices.DeleteFunc(all, s.general)), nil
}

// sender takes "Emma Schneider <emma@example.com>" apart.
func sender(s string) (name, address string) {
	name, address, found := strings.Cut(s, "<")
	switch address = strings.TrimRight(strings.TrimSpace(address), ">"); {
	case found:
		return strings.Trim(name, ` "'`), address
	case strings.Contains(s, "@") && !strings.Contains(s, " "):
		return "", s
	}
	return s, ""
}

// general tells of a value that names nobody: one sign that is no Chinese
// character, or what everybody in a role is called.
func (s *Service) general(t redact.Term) bool {
	text := strings.TrimSpace(t.Text)
	if first, _ := utf8.DecodeRuneInString(text); utf8.RuneCountInString(text) < 2 && !unicode.Is(unicode.Han, first) {
		return true
	}
	for _, lang := range []string{"zh", "en"} {
		for _, role := range []evidence.Role{evidence.Buyer, evidence.Seller, evidence.Platform, evidence.System} {
			if strings.EqualFold(t.Text, s.texts.Get(lang, "dossier.role."+string(role), nil)) {
				return true
			}
		}
	}
	return false
}

// parts takes a field apart that may hold several values.
func parts(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",;/|\n\t\uff0c\uff1b\u3001", r) })
}

// wanted are the terms that a paper with these options masks: those asked for or
// else those kept for the case, and for a supplier all that tells who the buyer
// is.
func (s *Service) wanted(ctx context.Context, c cases.Case, opt Options, known []redact.Term, found []redact.Candidate) ([]redact.Term, error) {
	terms, err := tidyTerms(opt.Mask)
	if opt.Mask == nil {
		terms, err = s.from.Masking.Masking(ctx, c.ID)
	}
	if err != nil || opt.Audience != audience.Supplier {
		return terms, err
	}
	for _, t := range known {
		if tellsBuyer(t.Kind) {
			terms = append(terms, t)
		}
	}
	for _, c := range found {
		if tellsBuyer(c.Kind) {
			terms = append(terms, c.Term)
		}
	}
	return cleaned(terms), nil
}

func tellsBuyer(k redact.Kind) bool {
	return k == redact.Name || k == redact.Contact || k == redact.Address
}

// nearBuyer are the steps of a parcel that happen where the buyer is.
var nearBuyer = []string{"out_for_delivery", "available_for_pickup", "failed_attempt", "delivered"}

// destinations are the places to which parcels went, and their parts.
func destinations(exhibits []compose.Exhibit) []redact.Term {
	var all []redact.Term
	add := func(place string) {
		if utf8.RuneCountInString(place) > 2 || len(place) > 3 { // two letters are a country; two of Chinese, a town
			all = append(all, redact.Term{Kind: redact.Address, Text: place})
		}
	}
	for _, e := range exhibits {
		for _, ev := range e.Events {
			if step, _, _ := strings.Cut(ev.Milestone, "."); !slices.Contains(nearBuyer, step) {
				continue
			}
			places := append(parts(ev.Place), ev.Place)
			if ev.Was != nil {
				places = append(append(places, parts(ev.Was.Place)...), ev.Was.Place)
			}
			for _, place := range places {
				add(strings.TrimSpace(place))
			}
		}
	}
	return cleaned(all)
}
