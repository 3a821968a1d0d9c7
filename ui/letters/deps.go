// Package letters is the page on which a letter that goes with the evidence is
// written: a template is chosen, its text edited with the tokens in place, and
// the letter as it will be set is seen beside it.
package letters

import (
	"context"
	"maps"
	"strings"

	"casefolio/app/dossier/letter"
	"casefolio/app/programmes"
	"casefolio/ui/kit"
)

// PageName is the page's name for the shell.
const PageName = "letters"

// Letters drafts, keeps and sets letters.
type Letters interface {
	Placeholders() []letter.Placeholder
	Suggest(ctx context.Context, caseRef, recipientKind string) ([]letter.Suggestion, error)
	List(ctx context.Context, caseRef string) ([]letter.Letter, error)
	Open(ctx context.Context, caseRef, templateID, lang string) (*letter.Desk, error)
	Save(ctx context.Context, l letter.Letter) (letter.Letter, error)
	Remove(ctx context.Context, id string) error
	KeepUnsaved(ctx context.Context, l letter.Letter) error
	Unsaved(ctx context.Context, was letter.Letter) (letter.Letter, bool, error)
	DropUnsaved(ctx context.Context, l letter.Letter) error
	Write(ctx context.Context, id, path string) (letter.Result, error)
}

// Evidence links exhibits to what a letter rests on.
type Evidence interface {
	Exhibits(ctx context.Context, caseID string) ([]programmes.Exhibit, error)
	SuggestFor(ctx context.Context, caseID string, keys []string) ([]programmes.Suggestion, error)
	Link(ctx context.Context, caseID string, marks ...programmes.Mark) error
	Unlink(ctx context.Context, caseID, key, exhibitID string) error
}

// Deps is what the page needs. Folder is where letters go unless the seller
// says otherwise; Open, which may be nil, shows a file in the system's program.
type Deps struct {
	Shell    kit.Shell
	Letters  Letters
	Evidence Evidence
	Folder   string
	Open     func(path string) error
}

// Route leads to the letters of a case: to one of a template and a language,
// or with empty ones to the fittest. recipient narrows the templates to a kind
// of recipient.
func Route(caseID, templateID, lang, recipient string) kit.Route {
	return kit.Route{Page: PageName, ID: strings.Join([]string{caseID, templateID, lang, recipient}, "\n")}
}

// state is all that the page shows of a case.
type state struct {
	templates []letter.Suggestion
	kept      map[string]letter.Letter // by template and language
	desk      *letter.Desk
	letter    letter.Letter  // as it is kept, or as the template gives it
	unsaved   *letter.Letter // written after that, and not kept
	exhibits  []programmes.Exhibit
	offered   map[string][]programmes.Exhibit // by the key of the evidence
}

func slot(templateID, lang string) string { return templateID + "\n" + lang }

// load reads a case for a letter; an empty template is the one last kept, or
// else the fittest.
func (d Deps) load(ctx context.Context, caseID, templateID, lang, recipient string, values map[string]string) (s state, err error) {
	if s.templates, err = d.Letters.Suggest(ctx, caseID, recipient); err != nil {
		return s, err
	}
	all, err := d.Letters.List(ctx, caseID)
	if err != nil {
		return s, err
	}
	s.kept = map[string]letter.Letter{}
	for _, l := range all {
		s.kept[slot(l.TemplateID, l.Lang)] = l
	}
	if templateID == "" && len(all) > 0 && recipient == "" {
		templateID, lang = all[0].TemplateID, all[0].Lang
	}
	if templateID == "" && len(s.templates) > 0 {
		templateID = s.templates[0].Template.ID
	}
	if s.desk, err = d.Letters.Open(ctx, caseID, templateID, lang); err != nil {
		return s, err
	}
	var ok bool
	if s.letter, ok = s.kept[slot(templateID, lang)]; !ok {
		known := s.desk.Values(nil) // in this language; what was typed may be in another
		maps.DeleteFunc(values, func(name, _ string) bool { return known[name] != "" })
		s.letter = s.desk.Compose(values)
	}
	unsaved, ok, err := d.Letters.Unsaved(ctx, s.letter)
	if err != nil {
		return s, err
	}
	if ok {
		s.unsaved = &unsaved
	}
	return s, d.loadExhibits(ctx, &s)
}

func (d Deps) loadExhibits(ctx context.Context, s *state) (err error) {
	if s.exhibits, err = d.Evidence.Exhibits(ctx, s.desk.Case.ID); err != nil {
		return err
	}
	offers, err := d.Evidence.SuggestFor(ctx, s.desk.Case.ID, s.desk.Template.Evidence())
	s.offered = map[string][]programmes.Exhibit{}
	for _, o := range offers {
		s.offered[o.Key] = append(s.offered[o.Key], o.Exhibit)
	}
	return err
}

// name is a term in the seller's language.
func name(names map[string]string) string { return names[kit.Language()] }
