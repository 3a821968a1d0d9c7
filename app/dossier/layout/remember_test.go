package layout

import (
	"context"
	"math/rand"
	"reflect"
	"strings"
	"testing"

	"casefolio/app/dossier/block"
)

// A document laid out from memory is the same, however often.
func TestRememberChangesNothing(t *testing.T) {
	r := rand.New(rand.NewSource(4))
	set := Remember(realFaces())
	for round := range 6 {
		doc := block.Document{Paper: "a4", Lang: "en", MinText: float64(round%2) * 12}
		for i, place := range places {
			s := evil[i%len(evil)]
			if round == 5 {
				s = wild(r)
			}
			doc.Blocks = append(doc.Blocks, place.with(s), block.Paragraph{Text: block.Say(block.Body, strings.Repeat("a well-known sentence, re-\n", 9))})
		}
		fresh, err := Layout(context.Background(), doc, realFaces())
		if err != nil {
			t.Fatal(err)
		}
		again, err := Layout(context.Background(), doc, set)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(fresh, again) {
			t.Fatalf("round %d: not the same", round)
		}
	}
}

func TestRememberForgets(t *testing.T) {
	m := Remember(realFaces()).(*memory)
	m.Break(spansOf(block.Say(block.Body, "one")), 100)
	m.held = mostHeld
	m.Break(spansOf(block.Say(block.Body, "two")), 100)
	if len(m.lines) != 1 || m.held > 100 {
		t.Errorf("%d texts of %d bytes", len(m.lines), m.held)
	}
}
