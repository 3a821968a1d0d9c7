package letter

import (
	"context"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"casefolio/app/cases"
	"casefolio/app/dossier/audience"
	"casefolio/app/evidence"
	"casefolio/app/programmes"
	"casefolio/app/redact"
	"casefolio/app/shop"
)

// Desk is all that a letter is written from, read once: with it a text can be
// filled as fast as it is typed. It does not follow what changes later.
type Desk struct {
	Case     cases.Case
	Template Template
	Lang     string
	Audience audience.Audience

	service  *Service
	profile  shop.Profile
	known    map[string]string      // facts of the case
	linked   map[string][]Reference // by the key of the evidence
	names    map[string]string      // of the evidence, by key
	masker   *redact.Masker         // nil where nothing is masked
	identity []redact.Term          // of the buyer, where the letter must not tell
	finder   *redact.Masker         // of identity
}

// Open reads a case for a letter in a template and a language. Faults:
// "letter.template", "letter.lang".
func (s *Service) Open(ctx context.Context, caseRef, templateID, lang string) (*Desk, error) {
	t, err := s.template(templateID, lang)
	if err != nil {
		return nil, err
	}
	d := &Desk{Template: t, Lang: lang, Audience: audience.Outside, service: s}
	if t.To == ToSupplier {
		d.Audience = audience.Supplier
	}
	if d.Case, err = s.from.Cases.Get(ctx, caseRef); err != nil {
		return nil, err
	}
	if d.profile, err = s.from.Shop.Profile(ctx); err != nil {
		return nil, err
	}
	exhibits, err := s.from.Evidence.List(ctx, d.Case.ID)
	if err != nil {
		return nil, err
	}
	if err := d.link(ctx, exhibits); err != nil {
		return nil, err
	}
	if d.known, err = s.facts(ctx, d.Case, d.profile, lang); err != nil {
		return nil, err
	}
	if err := s.parcelFacts(ctx, d.Case, exhibits, d.linked, lang, d.known); err != nil {
		return nil, err
	}
	return d, d.cover(ctx)
}

// link reads which exhibits are linked to what, as they would go out: of a
// picture with places covered, the covered copy.
func (d *Desk) link(ctx context.Context, exhibits []evidence.Exhibit) error {
	from := d.service.from.Programmes
	linked, err := from.Linked(ctx, d.Case.ID)
	if err != nil {
		return err
	}
	_, instead := audience.StandIns(exhibits)
	d.linked, d.names = map[string][]Reference{}, map[string]string{}
	for key, all := range linked {
		for _, e := range all {
			r := Reference{ID: e.ID, No: e.No, Label: e.Label()}
			if i := slices.IndexFunc(exhibits, func(o evidence.Exhibit) bool { return o.ID == instead[e.ID] }); i >= 0 {
				r = Reference{ID: exhibits[i].ID, No: exhibits[i].No, Label: exhibits[i].Label(), of: e.ID}
			}
			d.linked[key] = addReference(d.linked[key], r, "")
		}
	}
	own, err := from.List(ctx)
	for _, p := range own {
		for _, i := range p.Evidence {
			if i.Label != "" {
				d.names[i.Key] = i.Label
			}
		}
	}
	return err
}

// cover reads what is masked, and for a supplier what tells who the buyer is.
func (d *Desk) cover(ctx context.Context) error {
	from := d.service.from.Dossier
	terms, err := from.Masking(ctx, d.Case.ID)
	if err != nil {
		return err
	}
	if len(terms) > 0 {
		d.masker = redact.NewMasker(terms)
	}
	if d.Audience != audience.Supplier {
		return nil
	}
	found, err := from.Candidates(ctx, d.Case.ID)
	if err != nil {
		return err
	}
	for _, c := range found {
		if c.Kind == redact.Name || c.Kind == redact.Contact || c.Kind == redact.Address {
			d.identity = append(d.identity, c.Term)
		}
	}
	d.identify(redact.Name, append(strings.Fields(d.Case.Customer), d.Case.Customer))
	d.identify(redact.Contact, strings.FieldsFunc(d.Case.Contact, func(r rune) bool { return strings.ContainsRune(",;/|\n\t\uff0c\uff1b\u3001", r) }))
	d.identity = slices.DeleteFunc(d.identity, d.ours)
	d.finder = redact.NewMasker(d.identity)
	return nil
}

// ours tells whether a term stands in what the letter says of itself. A chat may
// show the seller's own name without saying who speaks, and a buyer may be
// called May, as a month is.
func (d *Desk) ours(t redact.Term) bool {
	own := []string{d.profile.Owner, d.known["shop"]}
	for _, shop := range d.profile.Shops {
		own = append(own, shop.Name)
	}
	for name, value := range d.known {
		if name == "today" || strings.HasSuffix(name, "_date") {
			own = append(own, value)
		}
	}
	for _, p := range d.Template.Paragraphs {
		own = append(own, p.Texts[d.Lang])
	}
	return redact.NewMasker([]redact.Term{t}).Count(strings.Join(own, "\n\n")) > 0
}

// identify adds words about the buyer; very short ones say nothing.
func (d *Desk) identify(kind redact.Kind, words []string) {
	for _, w := range words {
		if utf8.RuneCountInString(w) > 2 || len(w) > 3 {
			d.identity = append(d.identity, redact.Term{Kind: kind, Text: w})
		}
	}
}

// guard is what the written file is searched for.
func (d *Desk) guard() *redact.Masker {
	return redact.NewMasker(append(slices.Clone(d.masker.Terms()), d.identity...))
}

// values are the facts for a letter: those typed for it go before the case's,
// and a supplier's has only what a supplier may read.
func (d *Desk) values(typed map[string]string) map[string]string {
	values := maps.Clone(d.known)
	for name, value := range typed {
		if strings.TrimSpace(value) != "" {
			values[name] = dated(value, d.service.layout(d.Lang))
		}
	}
	for name, value := range values {
		p, ok := d.service.library.placeholder(name)
		if !ok || strings.TrimSpace(value) == "" || d.Audience == audience.Supplier && !p.Supplier {
			delete(values, name)
		}
	}
	return values
}

// Values are the facts that a letter with these typed ones is filled with.
func (d *Desk) Values(typed map[string]string) map[string]string { return d.values(typed) }

// Linked lists the exhibits for a piece of evidence, by number.
func (d *Desk) Linked(key string) []Reference { return d.linked[key] }

// Name is the name of a piece of evidence, or of several ("a|b"), in lang.
func (d *Desk) Name(keys, lang string) string {
	rules := d.service.from.Programmes.Rules()
	var out []string
	for key := range strings.SplitSeq(keys, "|") {
		out = append(out, rules.Label(programmes.Item{Key: key, Label: d.names[key]}, lang))
	}
	return strings.Join(out, " / ")
}

func (d *Desk) bearing(typed map[string]string) bearing {
	values := d.values(typed)
	return bearing{
		linked: func(key string) bool { return len(d.linked[key]) > 0 },
		known:  func(fact string) bool { return values[fact] != "" },
	}
}

// Compose writes the letter of the template as the linked exhibits bear it out.
func (d *Desk) Compose(typed map[string]string) Letter {
	return Letter{
		CaseID: d.Case.ID, TemplateID: d.Template.ID, Lang: d.Lang, Values: typed,
		Text: d.bearing(typed).compose(d.Template, d.Lang),
	}
}

// Offers are the paragraphs of the template that the linked exhibits bear out
// and that the letter does not have.
func (d *Desk) Offers(l Letter) []Offer {
	return d.bearing(l.Values).offers(d.Template, l.Text, d.Lang)
}

// Insert puts an offered paragraph into the letter, where the template has it.
func (d *Desk) Insert(l Letter, o Offer) Letter {
	l.Text = insert(d.Template, l.Text, o, d.Lang)
	return l
}

// WithoutEmpty takes out of a letter the lines that refer to no exhibit.
func (d *Desk) WithoutEmpty(l Letter) Letter {
	l.Text = without(l.Text, d.Fill(l).Empty)
	return l
}

// Fill fills the letter. What is masked in the papers of the case is covered.
func (d *Desk) Fill(l Letter) Filled {
	values := d.values(l.Values)
	m := material{
		lang: d.Lang, values: values, linked: d.linked,
		shows: func(key string) string { return d.Name(key, d.Lang) },
		comma: d.service.texts.Get(d.Lang, "letter.comma", nil), to: d.service.texts.Get(d.Lang, "letter.to", nil),
	}
	f := m.fill(l.Text)
	f.Letter, f.Audience, f.Head = l, d.Audience, head(d.profile, values)
	f.Naming = d.naming(worded(f, l))
	if d.masker == nil && d.finder == nil {
		return f
	}
	for i, p := range f.Pieces {
		f.Pieces[i].Text = d.masker.Mask(p.Text)
		if p.Kind == Value {
			f.Pieces[i].Text = d.finder.Mask(f.Pieces[i].Text)
		}
	}
	f.Spans = nil
	f.join()
	return f
}

// worded is what the seller can change of a letter: its text, and the facts
// typed for it. Facts of the case are covered where they name the buyer, as a
// lamp can be called Green.
func worded(f Filled, l Letter) string {
	var b strings.Builder
	for _, p := range f.Pieces {
		if p.Kind == Value && strings.TrimSpace(l.Values[p.Name]) == "" {
			b.WriteString(redact.Mark) // nothing is found across
			continue
		}
		b.WriteString(p.Text)
	}
	return b.String()
}

// naming finds words that tell who the buyer is, whole names before their parts.
func (d *Desk) naming(text string) []string {
	var found []string
	if d.finder.Count(text) == 0 {
		return nil
	}
	for _, t := range d.identity {
		if redact.NewMasker([]redact.Term{t}).Count(text) > 0 {
			found = append(found, t.Text)
		}
	}
	slices.SortStableFunc(found, func(a, b string) int { return len(b) - len(a) })
	var out []string
	for _, word := range found {
		if !slices.ContainsFunc(out, func(longer string) bool { return strings.Contains(longer, word) }) {
			out = append(out, word)
		}
	}
	return out
}
