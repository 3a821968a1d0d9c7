package readback_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"

	"strings"
	"testing"
	"unicode"

	"casefolio/app/dossier/page"
	"casefolio/app/dossier/readback"
	"casefolio/app/dossier/typeset"
	"casefolio/app/redact"
)

// What was cancelled is told, and nothing is found by halves.
func TestCancelled(t *testing.T) {
	var doc page.Document
	place(&doc, typeset.Style{Size: 12}, "Emma Schneider")
	raw := write(t, doc)
	f := read(t, raw)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := readback.Read(ctx, raw); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if _, err := f.Search(ctx, redact.NewMasker([]redact.Term{{Kind: redact.Name, Text: "Emma"}})); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// The mark is drawn by a face, in every weight, and takes little room.
func TestMarkHasAGlyph(t *testing.T) {
	for _, weight := range []typeset.Weight{typeset.Regular, typeset.Bold} {
		for _, text := range []string{redact.Mark, "an " + redact.Mark + " ab", "买家" + redact.Mark + "说", "שלום " + redact.Mark} {
			for _, line := range faces.Break([]typeset.Span{{Text: text, Style: typeset.Style{Size: 10, Weight: weight}}}, 500) {
				for _, run := range line.Runs {
					if strings.Contains(run.Text, redact.Mark) {
						t.Log(run.Face.Name, faces.Measure([]typeset.Span{{Text: redact.Mark, Style: typeset.Style{Size: 10}}}))
					}
					if run.Face == nil {
						t.Errorf("%q has no face", run.Text)
					}
				}
			}
		}
	}
}

// What was masked before it was composed is not found afterwards, however lines
// were broken: a paper is never refused for nothing.
func TestMaskedTextPasses(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	rounds := 12
	if os.Getenv("CASEFOLIO_LONG") != "" {
		rounds = 300
	}
	for round := range rounds {
		var terms []redact.Term
		for range 6 {
			words := strings.FieldsFunc(scripts[random.IntN(len(scripts))], func(r rune) bool { return !unicode.In(r, unicode.L, unicode.M, unicode.N) })
			if len(words) == 0 {
				continue
			}
			letters := []rune(words[random.IntN(len(words))])
			from := random.IntN(len(letters))
			terms = append(terms, redact.Term{Kind: redact.Kinds[random.IntN(len(redact.Kinds))], Text: string(letters[from:min(len(letters), from+1+random.IntN(8))])})
		}
		m := redact.NewMasker(terms)
		var doc page.Document
		for range 12 { // narrow columns of random texts
			text := m.Mask(scripts[random.IntN(len(scripts))] + " " + scripts[random.IntN(len(scripts))])
			var one page.Page
			y := 40.0
			for _, line := range faces.Break([]typeset.Span{{Text: text, Style: typeset.Style{Size: 9}}}, 60+random.Float64()*300) {
				one.Texts = append(one.Texts, page.Text{X: 40, Y: y, Line: line})
				y += line.Height()
			}
			doc.Pages = append(doc.Pages, one)
		}
		doc.W, doc.H = 595, 4000
		if found := search(t, read(t, write(t, doc)), m); len(found) > 0 {
			t.Errorf("round %d, terms %q: %v", round, terms, found)
			for _, one := range found {
				if one.Place == readback.OnPage {
					t.Logf("%q", read(t, write(t, doc)).Pages[one.No-1].Text)
				}
			}
		}
	}
}
