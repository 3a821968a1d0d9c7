package dossier

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"casefolio/app/dossier/block"
	"casefolio/app/dossier/training"
	"casefolio/app/phrases"
)

// trainingSheet is the sheet of the starter set: the first n phrases of every
// group, all where n is 0.
func trainingSheet(t *testing.T, lang, buyer, paper string, n int) (block.Document, *phrases.Library) {
	t.Helper()
	library, err := phrases.LoadLibrary(assets())
	check(t, err)
	catalog, err := texts()
	check(t, err)
	in := training.Input{
		Tones: library.Tones, Placeholders: library.Placeholders, Lang: lang, Buyer: buyer, Shop: "青禾户外 Qinghe", Author: "Chen Yun", Paper: paper,
		At: time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC),
		Texts: func(key string, pairs ...string) string {
			args := map[string]string{}
			for i := 0; i < len(pairs); i += 2 {
				args[pairs[i]] = pairs[i+1]
			}
			return catalog.Get(lang, key, args)
		},
	}
	for _, g := range library.Groups {
		c := training.Chapter{Group: g}
		for _, p := range library.Phrases {
			if p.Group == g.ID && (n == 0 || len(c.Phrases) < n) {
				p.Shortcut = ";" + strings.ReplaceAll(p.ID, ".", "")
				c.Phrases = append(c.Phrases, p)
			}
		}
		in.Chapters = append(in.Chapters, c)
	}
	return training.Compose(in), library
}

func TestTrainingSheetsLookAsBefore(t *testing.T) {
	for _, v := range [][3]string{{"zh", "en", "a4"}, {"zh", "ja", "a4"}, {"en", "de", "letter"}} {
		doc, _ := trainingSheet(t, v[0], v[1], v[2], 2)
		looksAsBefore(t, "training-"+v[0]+"-"+v[1], laidOut(t, doc), "-r", "60", "-l", "2")
	}
}

// Every phrase of the library is on the sheet with its advice, both texts and
// the name of every placeholder; chapters are bookmarks, found through the table
// at the front.
func TestTrainingSheetIsWhole(t *testing.T) {
	doc, library := trainingSheet(t, "zh", "en", "a4", 0)
	said := ""
	marks, targets := 0, 0
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case block.Header:
			marks += len(b.Marks)
		case block.Paragraph:
			said += b.Text.String() + "\n"
		case block.Table:
			for _, r := range b.Rows {
				if r.Target != "" {
					targets++
				}
				for _, c := range r.Cells {
					said += c.Text.String() + "\n"
				}
			}
		}
	}
	if marks != len(library.Groups) || targets != marks {
		t.Errorf("%d marks, %d links to them", marks, targets)
	}
	for _, p := range library.Phrases {
		for _, want := range []string{p.Titles["zh"], p.When["zh"], p.Not["zh"], ";" + strings.ReplaceAll(p.ID, ".", "")} {
			if !strings.Contains(said, want) {
				t.Errorf("%s: %q is not on the sheet", p.ID, want)
			}
		}
		for lang, pick := range map[string]string{"zh": "zh", "en": "en"} {
			values := map[string]string{}
			for _, h := range library.Placeholders {
				values[h.ID] = "{" + h.Names[pick] + "}"
			}
			if text := phrases.Fill(p.Texts[lang], values).Text; !strings.Contains(said, text) {
				t.Errorf("%s: %q is not on the sheet", p.ID, text)
			}
		}
	}
	laid := laidOut(t, doc)
	for i, p := range laid.Pages {
		number := fmt.Sprintf("%d / %d", i+1, len(laid.Pages))
		found := false
		for _, text := range p.Texts {
			found = found || strings.Contains(text.Line.Text, number)
		}
		if !found {
			t.Errorf("page %d has no number", i+1)
		}
	}
}

// What is not written in the buyer's language says so.
func TestTrainingSheetFallsBack(t *testing.T) {
	doc, library := trainingSheet(t, "en", "ja", "a4", 0)
	instead, without := 0, 0
	for _, p := range library.Phrases {
		if p.Texts["ja"] == "" {
			without++
		}
	}
	for _, b := range doc.Blocks {
		if table, ok := b.(block.Table); ok {
			for _, r := range table.Rows {
				for _, c := range r.Cells {
					if strings.HasPrefix(c.Text.String(), "Not written yet, here in English\n") {
						instead++
					}
				}
			}
		}
	}
	if instead != without || without == 0 {
		t.Errorf("%d texts stand in for %d that are missing", instead, without)
	}
}
