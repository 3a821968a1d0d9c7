package letter_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casefolio/app/dossier/letter"
	"casefolio/app/dossier/readback"
	"casefolio/app/fault"
	"casefolio/app/redact"
)

// buyer is what tells who the buyer of the case is, or where.
func (b bench) buyer() []string {
	return []string{"Emma", "Schneider", "example.net", "Berlin", "19-12345-67890", "00340434161094021501", "89.90"}
}

// A letter to a supplier holds nothing of the buyer, neither filled in nor
// typed, nor anywhere in the file.
func TestSupplierLearnsNothingOfTheBuyer(t *testing.T) {
	b := newBench(t)
	b.linkAll(6)
	typed := b.typed()
	typed["asked_amount"], typed["customer"], typed["order"] = "EUR 25.00", "Emma Schneider", "19-12345-67890"
	for _, tpl := range b.Letters.Templates() {
		if tpl.To != letter.ToSupplier {
			continue
		}
		for _, lang := range letter.Languages() {
			d := b.open(tpl.ID, lang)
			l := d.Compose(typed)
			f := d.Fill(l)
			path := filepath.Join(t.TempDir(), "x.pdf")
			kept, err := b.Letters.Save(t.Context(), l)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := b.Letters.Write(t.Context(), kept.ID, path); err != nil {
				t.Fatalf("%s %s: %v", tpl.ID, lang, err)
			}
			written := content(t, path)
			for _, word := range b.buyer() {
				if strings.Contains(f.Text, word) || strings.Contains(written, word) {
					t.Errorf("%s %s tells %q", tpl.ID, lang, word)
				}
			}
			if !strings.Contains(written, "Desk lamp") {
				t.Errorf("%s %s: the file says %q", tpl.ID, lang, written)
			}
		}
	}
}

func content(t *testing.T, path string) string {
	t.Helper()
	f, err := readback.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	all := f.Metadata
	for _, p := range f.Pages {
		all = append(all, p.Text)
	}
	return strings.Join(all, "\n")
}

// What the seller writes of the buyer is named in place and the letter is not
// set; a token for it stays a token.
func TestSupplierLetterThatNamesTheBuyer(t *testing.T) {
	b := newBench(t)
	for _, text := range []string{
		"# Lamp\n\nEmma says that it broke.", "Ms SCHNEIDER says", "Write to emma.schneider@example.net",
	} {
		l := letter.Letter{CaseID: b.c.ID, TemplateID: "supplier.defect", Lang: "en", Text: text}
		f, err := b.Letters.Fill(t.Context(), l)
		if err != nil {
			t.Fatal(err)
		}
		if len(f.Naming) == 0 || f.Ready() {
			t.Errorf("%q: %v", text, f.Naming)
		}
		kept, err := b.Letters.Save(t.Context(), l)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "x.pdf")
		if _, err := b.Letters.Write(t.Context(), kept.ID, path); !fault.Is(err, "letter.identity") {
			t.Errorf("%q was set: %v", text, err)
		}
		if _, err := os.Stat(path); err == nil {
			t.Error("a file is there")
		}
	}
	// A chat in which nobody says who the seller is does not make the seller a buyer.
	b.add("chat.txt", "[03/11/2026, 06:31:09] Lumen & Loom: Hello\n[03/11/2026, 07:02:44] Emma Schneider: It broke.\n[03/11/2026, 07:05:01] Lumen & Loom: I see.\n")
	if f, err := b.Letters.Fill(t.Context(), letter.Letter{CaseID: b.c.ID, TemplateID: "supplier.defect", Lang: "en", Text: "We are {shop}.\n{owner}"}); err != nil || !f.Ready() {
		t.Errorf("%+v %v", f, err)
	}
	f, err := b.Letters.Fill(t.Context(), letter.Letter{CaseID: b.c.ID, TemplateID: "supplier.defect", Lang: "en", Text: "{customer} {order} {amount}"})
	if err != nil || len(f.Missing) != 3 || strings.Contains(f.Text, "Emma") {
		t.Errorf("%+v %v", f, err)
	}
}

// A name that is also a month, a common word or a word of the product is no
// reason to refuse a letter that the template wrote; there it is covered.
func TestNamesThatAreOrdinaryWords(t *testing.T) {
	for customer, product := range map[string]string{"May Green": "Green desk lamp", "Will Sender": "Desk lamp", "April": "Desk lamp, April edition", "Emma Wu": "Mug for Emma"} {
		b := newBench(t)
		b.linkAll(6)
		c, err := b.Cases.Get(t.Context(), b.c.ID)
		if err != nil {
			t.Fatal(err)
		}
		c.Customer, c.Product = customer, product
		if _, err := b.Cases.Update(t.Context(), c); err != nil {
			t.Fatal(err)
		}
		kept, err := b.Letters.Save(t.Context(), b.open("supplier.defect", "en").Compose(b.typed()))
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "x.pdf")
		if _, err := b.Letters.Write(t.Context(), kept.ID, path); err != nil {
			t.Errorf("%s: %v", customer, err)
			continue
		}
		if text := content(t, path); strings.Contains(text, customer) || strings.Contains(text, "Emma") || strings.Contains(text, "Green") {
			t.Errorf("%s: %s", customer, text)
		}
	}
}

// What the seller masks in the papers of the case is covered in its letters,
// too, in sight and in the file.
func TestKeptMaskingCoversLetters(t *testing.T) {
	b := newBench(t)
	terms := []redact.Term{{Kind: redact.Name, Text: "Emma Schneider"}, {Kind: redact.Order, Text: "19-12345-67890"}}
	if err := b.Dossier.KeepMasking(t.Context(), b.c.ID, terms); err != nil {
		t.Fatal(err)
	}
	l := letter.Letter{CaseID: b.c.ID, TemplateID: "refund.done", Lang: "en", Text: "# Order {order}\n\n{customer} wrote to us, Emma\nSchneider did."}
	f, err := b.Letters.Fill(t.Context(), l)
	if err != nil || !f.Ready() || strings.Contains(f.Text, "Emma") || strings.Contains(f.Text, "19-12345") || !strings.Contains(f.Text, redact.Mark) {
		t.Fatalf("%q %v", f.Text, err)
	}
	kept, err := b.Letters.Save(t.Context(), l)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "x.pdf")
	if _, err := b.Letters.Write(t.Context(), kept.ID, path); err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"Emma", "Schneider", "19-12345"} {
		if strings.Contains(content(t, path), word) {
			t.Errorf("the file says %q", word)
		}
	}
}
