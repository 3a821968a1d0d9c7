package text_test

import (
	"testing"

	"casefolio/app/text"
)

type one struct{ id, name string }

func (o one) Name(lang string) string { return o.name + " " + lang }

func TestNames(t *testing.T) {
	all := []one{{"a", "first"}, {"b", "second"}, {"b", "third"}}
	is := func(id string) func(one) bool { return func(o one) bool { return o.id == id } }
	if got, ok := text.Find(all, is("b")); !ok || got.name != "second" {
		t.Error(got, ok)
	}
	if got, ok := text.Find(all, is("c")); ok || got != (one{}) {
		t.Error(got, ok)
	}
	for id, want := range map[string]string{"a": "first en", "own words": "own words"} {
		if got := text.NameOf(all, is(id), id, "en"); got != want {
			t.Errorf("%q is called %q", id, got)
		}
	}
}
