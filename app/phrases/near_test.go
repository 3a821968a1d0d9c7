package phrases_test

import (
	"slices"
	"testing"

	"casefolio/app/phrases"
	"casefolio/assets"
	"casefolio/data/datatest"
)

// What is offered first fits the case: its own leaf before its top, and nothing
// that admits a mistake, speaks of danger or of another kind of reply, unless the
// case is one of that kind.
func TestOfferedFirst(t *testing.T) {
	l, err := phrases.LoadLibrary(assets.Files)
	if err != nil {
		t.Fatal(err)
	}
	s := phrases.NewService(datatest.Open(t), l, datatest.Clock())
	if err := s.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	first := func(group, category, stage, about string) phrases.Phrase {
		near := phrases.Near{Group: group, Category: category, Stage: stage, Platform: "amazon", Lang: "en", About: about}
		found := s.Search(phrases.Query{Group: group, Lang: "en", Near: near})
		if i := slices.IndexFunc(found, func(p phrases.Phrase) bool { return p.Only != "" && p.Only != about }); i >= 0 && i < 3 {
			t.Errorf("%s of %s: %q is the %d.", group, category, found[i].ID, i+1)
		}
		return found[0]
	}
	for _, tt := range []struct{ group, category, stage, about, want string }{
		{"empathy", "logistics.lost", "resolution", "", "empathy.lost"},
		{"empathy", "logistics.stuck", "analysis", "", "empathy.stuck"},
		{"empathy", "quality.wrong_variant", "resolution", "", "empathy.wrong_variant"},
		{"empathy", "quality.faulty", "intake", "", ""},
		{"listen", "quality.faulty", "intake", "", "listen.photos"},
		{"action", "quality.faulty", "intake", "", ""},
		{"greeting", "logistics.lost", "analysis", "first", "greeting.first"},
		{"greeting", "logistics.lost", "analysis", "later", "greeting.again"},
		{"closing", "logistics.late", "intake", "", "closing.standard"},
		{"options", "logistics.lost", "execution", "", "options.lost"},
		{"empathy", "quality", "resolution", "mistake", "empathy.own_mistake"},
	} {
		if got := first(tt.group, tt.category, tt.stage, tt.about); tt.want != "" && got.ID != tt.want {
			t.Errorf("%s of %s at %s, %q: %s is first, not %s", tt.group, tt.category, tt.stage, tt.about, got.ID, tt.want)
		}
	}
	if found := s.Search(phrases.Query{Text: "确实是我们弄错了"}); len(found) == 0 || found[0].ID != "empathy.own_mistake" {
		t.Error("what is looked for by its words is not found")
	}
}
