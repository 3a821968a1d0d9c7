package audience

import (
	"reflect"
	"slices"

	"casefolio/app/dossier/block"
	"casefolio/app/dossier/compose"
	"casefolio/app/redact"
)

// Where the words of a case stand that are in no exhibit.
const (
	InCase  = "case"  // the facts
	InStory = "story" // what happened, what the buyer asks for
)

// Passages are the words of a case that a paper for Outside would print, in the
// order of the paper; those of an exhibit stand under its label.
func Passages(in compose.Input) []redact.Passage {
	in = Apply(Outside, nil, in)
	w := words{where: InCase}
	story := in.Case
	in.Case.Story, in.Case.Demand = "", ""
	w.fields(reflect.ValueOf(in.Case))
	w.fields(reflect.ValueOf(in.Profile))
	w.fields(reflect.ValueOf(in.Handling))
	w.where = InStory
	w.say(story.Story)
	w.say(story.Demand)
	for _, e := range in.Exhibits {
		w.where = e.Label()
		w.fields(reflect.ValueOf(e))
	}
	return w.all
}

// words gathers texts by the table.
type words struct {
	where string
	all   []redact.Passage
}

func (w *words) say(s string) {
	if s != "" {
		w.all = append(w.all, redact.Passage{Where: w.where, Text: s})
	}
}

func (w *words) fields(v reflect.Value) {
	kinds := table[v.Type()]
	for i := range v.NumField() {
		switch kinds[v.Type().Field(i).Name] {
		case Fact, Identity, Speaker:
			if v.Field(i).Kind() == reflect.String {
				w.say(v.Field(i).String())
			}
		case Part:
			w.part(v.Field(i))
		}
	}
}

func (w *words) part(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		w.fields(v)
	case reflect.Slice:
		for i := range v.Len() {
			w.part(v.Index(i))
		}
	case reflect.Pointer:
		if !v.IsNil() {
			w.part(v.Elem())
		}
	}
}

// Seal masks what a composed paper says, so that labels and words that stand
// together only on paper are masked, too. Names that lead from one place to
// another and paths stay. doc is not changed.
func Seal(m *redact.Masker, doc block.Document) block.Document {
	if len(m.Terms()) == 0 {
		return doc
	}
	s := sealer{m}
	doc.Head, doc.Number, doc.Foot, doc.Made = m.Mask(doc.Head), m.Mask(doc.Number), m.Mask(doc.Foot), m.Mask(doc.Made)
	doc.Title, doc.Author = m.Mask(doc.Title), m.Mask(doc.Author)
	doc.Subject, doc.Keywords = m.Mask(doc.Subject), m.Mask(doc.Keywords)
	blocks := make([]block.Block, len(doc.Blocks))
	for i, b := range doc.Blocks {
		blocks[i] = s.copied(reflect.ValueOf(b)).Interface().(block.Block)
	}
	doc.Blocks = blocks
	return doc
}

// sealer masks copies of blocks.
type sealer struct{ m *redact.Masker }

// silent are the fields of blocks that nobody reads.
var silent = map[reflect.Type][]string{
	reflect.TypeFor[block.Mark]():  {"Name"},
	reflect.TypeFor[block.Row]():   {"Target"},
	reflect.TypeFor[block.Cell]():  {"PageOf"},
	reflect.TypeFor[block.Photo](): {"Path"},
	reflect.TypeFor[block.Part]():  {"Path"},
}

func (s sealer) copied(v reflect.Value) reflect.Value {
	out := reflect.New(v.Type()).Elem()
	out.Set(v)
	switch v.Kind() {
	case reflect.String:
		out.SetString(s.m.Mask(v.String()))
	case reflect.Slice:
		if v.IsNil() {
			return out
		}
		out.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
		for i := range v.Len() {
			out.Index(i).Set(s.copied(v.Index(i)))
		}
	case reflect.Interface:
		if !v.IsNil() {
			out.Set(s.copied(v.Elem()))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && !slices.Contains(silent[v.Type()], f.Name) {
				out.Field(i).Set(s.copied(v.Field(i)))
			}
		}
	}
	return out
}
