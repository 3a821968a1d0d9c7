package phrases_test

import (
	"maps"
	"os"
	"slices"
	"testing"

	"casefolio/app/phrases"
	"casefolio/data"
	"casefolio/data/datatest"
)

// version is a program whose starter set is another one, on the same workspace.
func version(t *testing.T, w *data.Workspace, edit func(l *phrases.Library)) *phrases.Service {
	t.Helper()
	l, err := phrases.LoadLibrary(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	edit(l)
	return again(t, w, l)
}

func without(id string) func(l *phrases.Library) {
	return func(l *phrases.Library) {
		l.Phrases = slices.DeleteFunc(l.Phrases, func(p phrases.Phrase) bool { return p.ID == id })
	}
}

// texts changes the texts of a phrase of the starter set.
func texts(id string, change func(texts map[string]string)) func(l *phrases.Library) {
	return func(l *phrases.Library) {
		for i := range l.Phrases {
			if l.Phrases[i].ID == id {
				l.Phrases[i].Texts = maps.Clone(l.Phrases[i].Texts)
				change(l.Phrases[i].Texts)
			}
		}
	}
}

// TestLaterLanguages gives a phrase that the seller has changed a language in a
// later version: it is there. One that the seller has taken away stays away.
func TestLaterLanguages(t *testing.T) {
	w := datatest.Open(t)
	const id = "empathy.delay"
	first := version(t, w, texts(id, func(texts map[string]string) { delete(texts, "fr") }))
	p, _ := first.Get(id)
	if p.Texts["de"] == "" || p.Texts["fr"] != "" {
		t.Fatalf("%+v", p.Texts)
	}
	p.Texts = maps.Clone(p.Texts)
	p.Texts["en"] = "So sorry about {order}."
	delete(p.Texts, "de")
	must(t)(first.Save(t.Context(), p))

	later := version(t, w, texts(id, func(texts map[string]string) { texts["en"] = "Another English one of {order}." }))
	p, _ = later.Get(id)
	was, _ := later.Starter(id)
	if p.Texts["fr"] == "" || p.Texts["fr"] != was.Texts["fr"] || p.Texts["de"] != "" || p.Texts["en"] != "So sorry about {order}." || !p.Edited {
		t.Errorf("%+v", p.Texts)
	}
	if got := later.Search(phrases.Query{Text: "So sorry about {order}", Lang: "fr"}); len(got) == 0 || got[0].ID != id {
		t.Errorf("%v", ids(got))
	}
	delete(p.Texts, "fr") // now it is known, and taken away
	p = must(t)(later.Save(t.Context(), p))
	if p.Texts["fr"] != "" {
		t.Error("what was taken away is back at once")
	}
	if p, _ = version(t, w, func(*phrases.Library) {}).Get(id); p.Texts["fr"] != "" {
		t.Error("what was taken away comes back with the next start")
	}
}

// TestPhraseALaterVersionLacks keeps what the seller wrote of a phrase that a
// later version does not have: it is the seller's own then, with all that can be
// done with such a one.
func TestPhraseALaterVersionLacks(t *testing.T) {
	w := datatest.Open(t)
	ok := must(t)
	const id = "empathy.delay"
	first := version(t, w, func(*phrases.Library) {})
	p, _ := first.Get(id)
	p.Texts = maps.Clone(p.Texts)
	p.Texts["en"], p.Shortcut = "So sorry about {order}.", ";late9"
	ok(first.Save(t.Context(), p))
	ok(first.Favour(t.Context(), id, true))

	later := version(t, w, without(id))
	p, there := later.Get(id)
	if !there || !p.Own || p.Edited || !p.Favourite || p.Shortcut != ";late9" || p.Texts["en"] != "So sorry about {order}." || p.Texts["zh"] == "" {
		t.Fatalf("%v %+v", there, p)
	}
	if got := later.Search(phrases.Query{Text: ";late9", Own: true}); len(got) != 1 || got[0].ID != id {
		t.Errorf("%v", ids(got))
	}
	p.Texts["en"] = "Very sorry about {order}."
	p = ok(later.Save(t.Context(), p))
	if p = ok(later.Reset(t.Context(), id)); p.Texts["en"] != "Very sorry about {order}." {
		t.Errorf("there is nothing to go back to, but it went: %+v", p)
	}
	ok(later.Trash(t.Context(), id))
	ok(later.Restore(t.Context(), id))
	if p = ok(later.Duplicate(t.Context(), id, nil)); p.Texts["en"] != "Very sorry about {order}." {
		t.Errorf("%+v", p)
	}
	if p, _ = version(t, w, func(*phrases.Library) {}).Get(id); p.Own || !p.Edited || p.Texts["en"] != "Very sorry about {order}." {
		t.Errorf("the version that has it again: %+v", p)
	}
	if found, err := w.Mismatches(t.Context()); err != nil || len(found) > 0 {
		t.Error(found, err)
	}
}
