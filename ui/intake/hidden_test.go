package intake_test

import (
	"testing"

	"casefolio/app/intake"
	uiintake "casefolio/ui/intake"
	"casefolio/ui/kit"
)

// TestHiddenCategoriesAreNotOffered neither as chips nor as what was recognised.
func TestHiddenCategoriesAreNotOffered(t *testing.T) {
	b := open(t, "en")
	found := b.deps.Recogniser.Recognise(letter)
	if len(found.Categories) == 0 {
		t.Fatal("the letter speaks of no category")
	}
	hide := map[string]bool{}
	for _, c := range found.Categories {
		hide[c.ID] = true
	}
	for _, h := range found.Hits {
		if h.Kind == intake.Category {
			hide[h.Value] = true
		}
	}
	for id := range hide {
		if _, err := b.s.Categories.Hide(t.Context(), id, true); err != nil {
			t.Fatal(err)
		}
	}
	b.Show(uiintake.NewPage(b.deps, ""))
	b.paste(t, letter)
	for id := range hide {
		if _, leaf, _ := b.s.Lists.Category(id); b.Has(leaf.Name(kit.Language())) {
			t.Errorf("%s is offered", id)
		}
	}
	b.noErrors(t)
}
