package letter

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"casefolio/app/facts"
	"casefolio/app/programmes"
)

// Template is a letter for one scenario.
type Template struct {
	ID         string            `json:"id"`         // "not_received.delivered"
	Topic      string            `json:"topic"`      // a topic of the programmes
	To         string            `json:"to"`         // one of Recipients
	Categories []string          `json:"categories"` // of the cases that it is for; empty: those of the topic
	Names      map[string]string `json:"names"`
	When       map[string]string `json:"when"`       // in which case it fits, by language
	Rests      []string          `json:"rests"`      // evidence without which it says little
	Paragraphs []Paragraph       `json:"paragraphs"` // without Use once loaded
}

// Paragraph is a part of a template. It is in the letter when exhibits are
// linked to all of Needs ("a|b": to one of them) and to none of Unless, and the
// case knows all of Facts; of those with the same One, the first that fits. A
// text that begins with "# " is the subject, one with "- " an item of a list.
type Paragraph struct {
	Use    string            `json:"use,omitempty"` // stands for a shared run of paragraphs
	One    string            `json:"one,omitempty"`
	Needs  []string          `json:"needs,omitempty"`
	Unless []string          `json:"unless,omitempty"`
	Facts  []string          `json:"facts,omitempty"`
	Listed bool              `json:"listed,omitempty"` // only where the letter refers to an exhibit
	Texts  map[string]string `json:"texts,omitempty"`
}

// Placeholder is a fact that may stand in braces in a letter. Supplier tells
// whether a supplier may read it, Typed that no case knows it.
type Placeholder struct {
	ID       string            `json:"id"`
	Names    map[string]string `json:"names"`
	Supplier bool              `json:"supplier"`
	Typed    bool              `json:"typed"`
}

// Library is the shipped templates.
type Library struct {
	Placeholders []Placeholder
	Templates    []Template

	parts    map[string][]Paragraph
	supplier []string // evidence that a letter to a supplier may rest on
}

// The files of the library.
const (
	folder     = "letters"
	commonFile = "common.json"
)

// topics gives the templates their order.
var topics = []string{
	"not_received", "not_as_described", "damaged", "refund", "duplicate", "unauthorised", "customs", "carrier", "supplier",
}

// Load reads and checks the files of letters/: ids are unique, placeholders,
// evidence and topics are known, all is there in zh and en, both languages of
// a paragraph hold the same tokens, every reference to an exhibit stands in a
// paragraph that needs it, and a letter to a supplier asks for nothing that
// tells who the buyer is.
func Load(files fs.FS, rules *programmes.Rules) (*Library, error) {
	var common struct {
		Placeholders []Placeholder          `json:"placeholders"`
		Supplier     []string               `json:"supplier_evidence"`
		Parts        map[string][]Paragraph `json:"parts"`
	}
	if err := facts.Whole(files, path.Join(folder, commonFile), &common); err != nil {
		return nil, err
	}
	l := &Library{Placeholders: common.Placeholders, parts: common.Parts, supplier: common.Supplier}
	for _, topic := range topics {
		var file struct {
			Templates []Template `json:"templates"`
		}
		if err := facts.Whole(files, path.Join(folder, topic+".json"), &file); err != nil {
			return nil, err
		}
		l.Templates = append(l.Templates, file.Templates...)
	}
	if err := l.check(rules); err != nil {
		return nil, fmt.Errorf("%s: %w", folder, err)
	}
	return l, nil
}

func (l *Library) check(rules *programmes.Rules) error {
	seen := map[string]bool{"exhibits": true}
	for _, p := range l.Placeholders {
		if seen[p.ID] || !named(p.Names) {
			return fmt.Errorf("placeholder %q: the id stands twice, or a name is missing", p.ID)
		}
		seen[p.ID] = true
	}
	for i := range l.Templates {
		t := &l.Templates[i]
		if seen["template "+t.ID] || t.ID == "" {
			return fmt.Errorf("template %q: the id is empty or stands twice", t.ID)
		}
		seen["template "+t.ID] = true
		t.Paragraphs = l.expand(t.Paragraphs, 0)
		if err := l.checkTemplate(*t, rules); err != nil {
			return fmt.Errorf("template %q: %w", t.ID, err)
		}
	}
	return nil
}

func named(texts map[string]string) bool {
	return !slices.ContainsFunc(Languages(), func(lang string) bool { return strings.TrimSpace(texts[lang]) == "" })
}

// deepest is how far shared runs may use one another.
const deepest = 4

// expand puts the shared runs in their places. One that is not known stays,
// and is found by the check.
func (l *Library) expand(all []Paragraph, depth int) []Paragraph {
	var out []Paragraph
	for _, p := range all {
		run, ok := l.parts[p.Use]
		if p.Use == "" || !ok || depth > deepest {
			out = append(out, p)
			continue
		}
		out = append(out, l.expand(run, depth+1)...)
	}
	return out
}

func (l *Library) checkTemplate(t Template, rules *programmes.Rules) error {
	switch {
	case !named(t.Names) || !named(t.When):
		return errors.New("name or when is missing in a language")
	case !slices.Contains(Recipients(), t.To):
		return fmt.Errorf("%q is no recipient", t.To)
	case !slices.ContainsFunc(rules.Topics, func(k programmes.Topic) bool { return k.ID == t.Topic }):
		return fmt.Errorf("%q is no topic", t.Topic)
	case len(t.Paragraphs) == 0 || len(t.Rests) == 0:
		return errors.New("no paragraphs, or nothing to rest on")
	}
	if err := l.checkKeys(t, t.Rests, rules); err != nil {
		return err
	}
	for i, p := range t.Paragraphs {
		if err := l.checkParagraph(t, p, rules); err != nil {
			return fmt.Errorf("paragraph %d: %w", i+1, err)
		}
	}
	return nil
}

func (l *Library) checkParagraph(t Template, p Paragraph, rules *programmes.Rules) error {
	if p.Use != "" {
		return fmt.Errorf("%q is not known", p.Use)
	}
	if !named(p.Texts) {
		return errors.New("the text is missing in a language")
	}
	if err := l.checkKeys(t, append(slices.Clone(p.Needs), p.Unless...), rules); err != nil {
		return err
	}
	var first []string
	for _, lang := range Languages() {
		names, keys := tokens(p.Texts[lang])
		for _, key := range keys {
			if !slices.Contains(p.Needs, key) && !covered(key, p.Needs) {
				return fmt.Errorf("the reference to %q needs it", key)
			}
		}
		all := append(slices.Clone(names), keys...)
		slices.Sort(all)
		if all = slices.Compact(all); first != nil && !slices.Equal(first, all) {
			return fmt.Errorf("the tokens differ: %v and %v", first, all)
		}
		first = append([]string{}, all...)
		if err := l.checkFacts(t, append(names, p.Facts...)); err != nil {
			return err
		}
	}
	return nil
}

// covered tells whether every alternative of a reference is needed on its own.
func covered(key string, needs []string) bool {
	for one := range strings.SplitSeq(key, "|") {
		if !slices.Contains(needs, one) {
			return false
		}
	}
	return true
}

func (l *Library) checkKeys(t Template, all []string, rules *programmes.Rules) error {
	for _, need := range all {
		for key := range strings.SplitSeq(need, "|") {
			if !slices.ContainsFunc(rules.Vocabulary, func(e programmes.Evidence) bool { return e.Key == key }) {
				return fmt.Errorf("evidence %q is not in the vocabulary", key)
			}
			if t.To == ToSupplier && !slices.Contains(l.supplier, key) {
				return fmt.Errorf("evidence %q is not for a supplier", key)
			}
		}
	}
	return nil
}

func (l *Library) checkFacts(t Template, names []string) error {
	for _, name := range names {
		p, ok := l.placeholder(name)
		if !ok && name != exhibitsToken {
			return fmt.Errorf("placeholder {%s} is not known", name)
		}
		if ok && t.To == ToSupplier && !p.Supplier {
			return fmt.Errorf("placeholder {%s} is not for a supplier", name)
		}
	}
	return nil
}

func (l *Library) template(id string) (Template, bool) {
	i := slices.IndexFunc(l.Templates, func(t Template) bool { return t.ID == id })
	if i < 0 {
		return Template{}, false
	}
	return l.Templates[i], true
}

func (l *Library) placeholder(id string) (Placeholder, bool) {
	i := slices.IndexFunc(l.Placeholders, func(p Placeholder) bool { return p.ID == id })
	if i < 0 {
		return Placeholder{}, false
	}
	return l.Placeholders[i], true
}

// Evidence lists the keys that the paragraphs of a template speak of, in their
// order.
func (t Template) Evidence() []string {
	var all []string
	for _, p := range t.Paragraphs {
		for _, need := range p.Needs {
			for key := range strings.SplitSeq(need, "|") {
				if !slices.Contains(all, key) {
					all = append(all, key)
				}
			}
		}
	}
	return all
}

// Facts lists the placeholders of a template, in the order of its text.
func (t Template) Facts(lang string) []string {
	var all []string
	for _, p := range t.Paragraphs {
		names, _ := tokens(p.Texts[lang])
		for _, name := range append(names, p.Facts...) {
			if name != exhibitsToken && !slices.Contains(all, name) {
				all = append(all, name)
			}
		}
	}
	return all
}
