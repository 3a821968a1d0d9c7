package letter

import (
	"context"
	"io/fs"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"casefolio/app/cases"
	"casefolio/app/dossier"
	"casefolio/app/evidence"
	"casefolio/app/fault"
	"casefolio/app/journal"
	"casefolio/app/programmes"
	"casefolio/app/shop"
	"casefolio/app/text"
)

// Store is what the service needs from the workspace. Every method that
// changes something writes the journal entry in the same transaction. A letter
// that is not there is the fault "letter.unknown".
type Store interface {
	Letters(ctx context.Context, caseID string) ([]Letter, error) // the last changed first
	Letter(ctx context.Context, id string) (Letter, error)
	// SaveLetter keeps l in the place of the letter of the same case, template
	// and language. Saving what is there already changes nothing.
	SaveLetter(ctx context.Context, l Letter) (Letter, error)
	RemoveLetter(ctx context.Context, id string, at time.Time) error

	// Drafts are no part of the case: the journal says nothing of them. Saving
	// or removing a letter forgets its draft.
	SaveLetterDraft(ctx context.Context, l Letter) error
	LetterDraft(ctx context.Context, caseID, templateID, lang string) (Letter, bool, error)
	DropLetterDraft(ctx context.Context, caseID, templateID, lang string) error
}

// Sources are what letters are filled from and set by. Facts gives what a case
// knows for the placeholders of replies, Ordered when the order was placed; the
// zero time is unknown.
type Sources struct {
	Cases      *cases.Service
	Evidence   *evidence.Service
	Programmes *programmes.Service
	Shop       *shop.Service
	Journal    *journal.Service
	Dossier    *dossier.Service

	Facts   func(ctx context.Context, c cases.Case, lang string) (map[string]string, error)
	Ordered func(ctx context.Context, c cases.Case) (time.Time, error)
}

// Service drafts, keeps, fills and sets letters.
type Service struct {
	store   Store
	from    Sources
	library *Library
	texts   text.Catalog
	now     func() time.Time
}

// NewService loads the templates and returns a service on store.
func NewService(store Store, from Sources, files fs.FS, now func() time.Time) (*Service, error) {
	library, err := Load(files, from.Programmes.Rules())
	if err != nil {
		return nil, err
	}
	texts, err := text.Shared(files, "translations")
	if err != nil {
		return nil, err
	}
	return &Service{store: store, from: from, library: library, texts: texts, now: now}, nil
}

// Templates lists the templates, by what they are about.
func (s *Service) Templates() []Template { return s.library.Templates }

// Template finds a template by its id.
func (s *Service) Template(id string) (Template, bool) { return s.library.template(id) }

// Placeholders lists the facts that may stand in braces.
func (s *Service) Placeholders() []Placeholder { return s.library.Placeholders }

// Draft composes the letter of a template as the linked exhibits bear it out.
// Nothing is kept. Faults: "letter.template", "letter.lang".
func (s *Service) Draft(ctx context.Context, caseRef, templateID, lang string) (Letter, error) {
	d, err := s.Open(ctx, caseRef, templateID, lang)
	if err != nil {
		return Letter{}, err
	}
	return d.Compose(nil), nil
}

// List gives the letters kept for a case, the last changed first.
func (s *Service) List(ctx context.Context, caseRef string) ([]Letter, error) {
	c, err := s.from.Cases.Get(ctx, caseRef)
	if err != nil {
		return nil, err
	}
	return s.store.Letters(ctx, c.ID)
}

// Get finds a kept letter. Fault: "letter.unknown".
func (s *Service) Get(ctx context.Context, id string) (Letter, error) { return s.store.Letter(ctx, id) }

// Limits of a letter: bytes of its text, and characters of a typed value.
const (
	maxText  = 20_000
	maxValue = 300
)

// Save keeps a letter. Faults: "letter.template", "letter.lang", "letter.long",
// "letter.empty".
func (s *Service) Save(ctx context.Context, l Letter) (Letter, error) {
	if _, err := s.template(l.TemplateID, l.Lang); err != nil {
		return l, err
	}
	l.Text = strings.ToValidUTF8(strings.ReplaceAll(l.Text, "\r\n", "\n"), "\uFFFD")
	if strings.TrimSpace(l.Text) == "" {
		return l, fault.New("letter.empty")
	}
	if len(l.Text) > maxText {
		return l, fault.New("letter.long")
	}
	values := map[string]string{}
	for name, value := range l.Values {
		value = oneLine(strings.ToValidUTF8(value, "\uFFFD"))
		if _, ok := s.library.placeholder(name); !ok || value == "" {
			continue
		}
		if utf8.RuneCountInString(value) > maxValue {
			return l, fault.New("letter.long")
		}
		values[name] = value
	}
	l.Values, l.UpdatedAt = values, s.now()
	return s.store.SaveLetter(ctx, l)
}

// KeepUnsaved keeps a letter while it is being written, so that it is not lost
// when the program ends. Its UpdatedAt stays that of the kept letter it changes,
// or zero.
func (s *Service) KeepUnsaved(ctx context.Context, l Letter) error {
	l.Text = strings.ToValidUTF8(l.Text, "\uFFFD")
	return s.store.SaveLetterDraft(ctx, l)
}

// Unsaved finds what was being written in the place of a letter, kept or not;
// false: nothing. What changes another letter than was is void: it was overtaken
// by a letter that was kept.
func (s *Service) Unsaved(ctx context.Context, was Letter) (Letter, bool, error) {
	l, ok, err := s.store.LetterDraft(ctx, was.CaseID, was.TemplateID, was.Lang)
	return l, ok && l.UpdatedAt.Equal(was.UpdatedAt), err
}

// DropUnsaved forgets what was being written in the place of a letter.
func (s *Service) DropUnsaved(ctx context.Context, l Letter) error {
	return s.store.DropLetterDraft(ctx, l.CaseID, l.TemplateID, l.Lang)
}

// template finds a template that has the language.
func (s *Service) template(id, lang string) (Template, error) {
	t, ok := s.library.template(id)
	if !ok {
		return t, fault.New("letter.template", "template", id)
	}
	if !slices.Contains(Languages(), lang) {
		return t, fault.New("letter.lang", "lang", lang)
	}
	return t, nil
}

// Remove forgets a kept letter. Without one nothing happens.
func (s *Service) Remove(ctx context.Context, id string) error {
	return s.store.RemoveLetter(ctx, id, s.now())
}

// Fill fills a letter from its case as it is now.
func (s *Service) Fill(ctx context.Context, l Letter) (Filled, error) {
	d, err := s.Open(ctx, l.CaseID, l.TemplateID, l.Lang)
	if err != nil {
		return Filled{}, err
	}
	return d.Fill(l), nil
}

// Set is Fill for a kept letter that goes out. One with gaps is the fault
// "letter.gaps", which names them; one that tells a supplier who the buyer is
// "letter.identity".
func (s *Service) Set(ctx context.Context, id string) (Filled, error) {
	l, err := s.store.Letter(ctx, id)
	if err != nil {
		return Filled{}, err
	}
	d, err := s.Open(ctx, l.CaseID, l.TemplateID, l.Lang)
	if err != nil {
		return Filled{}, err
	}
	f := d.Fill(l)
	return f, d.refuse(f, l.Lang)
}

// refuse is why a letter cannot go out, in words of a language.
func (d *Desk) refuse(f Filled, lang string) error {
	if len(f.Naming) > 0 {
		return fault.New("letter.identity", "words", strings.Join(f.Naming, ", "))
	}
	if f.Ready() {
		return nil
	}
	return fault.New("letter.gaps", "names", strings.Join(d.Gaps(f, lang), ", "))
}

// Gaps names in a language what a letter lacks.
func (d *Desk) Gaps(f Filled, lang string) []string {
	var out []string
	for _, name := range f.Missing {
		label := name
		if p, ok := d.service.library.placeholder(name); ok {
			label = p.Names[lang]
		}
		out = append(out, label)
	}
	for _, keys := range f.Empty {
		if keys == exhibitsToken {
			out = append(out, d.service.texts.Get(lang, "letter.exhibits", nil))
			continue
		}
		out = append(out, d.Name(keys, lang))
	}
	return out
}
