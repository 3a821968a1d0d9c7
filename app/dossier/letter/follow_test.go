package letter_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"casefolio/app/dossier/letter"
	"casefolio/app/evidence"
	"casefolio/app/fault"
)

// Whatever is linked, unlinked, deleted and restored, a kept letter refers to
// exactly the exhibits that are linked now, by their numbers, and what has none
// is named.
func TestNumbersFollow(t *testing.T) {
	b := newBench(t)
	var all []evidence.Exhibit
	for _, name := range []string{"a.txt", "b.txt", "c.txt", "d.txt", "e.txt", "f.txt"} {
		all = append(all, b.add(name, "Note in "+name))
	}
	keys := []string{"proof_of_delivery", "buyer_messages", "signature_confirmation", "order_details"}
	text := "Out: ({e:proof_of_delivery}) ({e:buyer_messages}) ({e:signature_confirmation|order_details})\n\nExhibits\n{exhibits}"
	kept, err := b.Letters.Save(t.Context(), letter.Letter{CaseID: b.c.ID, TemplateID: "not_received.delivered", Lang: "en", Text: text})
	if err != nil {
		t.Fatal(err)
	}
	linked, trashed := map[string]map[string]bool{}, map[string]bool{}
	random := rand.New(rand.NewPCG(5, 11))
	for range 60 {
		e, key := all[random.IntN(len(all))], keys[random.IntN(len(keys))]
		switch random.IntN(4) {
		case 0, 1:
			if !trashed[e.ID] {
				b.link(key, e.ID)
				if linked[key] == nil {
					linked[key] = map[string]bool{}
				}
				linked[key][e.ID] = true
			}
		case 2:
			if err := b.Programmes.Unlink(t.Context(), b.c.ID, key, e.ID); err != nil {
				t.Fatal(err)
			}
			delete(linked[key], e.ID)
		case 3:
			deed := b.Evidence.Trash
			if trashed[e.ID] {
				deed = b.Evidence.Restore
			}
			if err := deed(t.Context(), e.ID); err != nil {
				t.Fatal(err)
			}
			trashed[e.ID] = !trashed[e.ID]
		}
		f, err := b.Letters.Fill(t.Context(), kept)
		if err != nil {
			t.Fatal(err)
		}
		checkFollows(t, f, all, func(id string, keys ...string) bool {
			return !trashed[id] && slices.ContainsFunc(keys, func(k string) bool { return linked[k][id] })
		})
	}
}

func checkFollows(t *testing.T, f letter.Filled, all []evidence.Exhibit, there func(id string, keys ...string) bool) {
	t.Helper()
	var want []string
	for _, part := range [][]string{{"proof_of_delivery"}, {"buyer_messages"}, {"signature_confirmation", "order_details"}} {
		some := false
		for _, e := range all {
			some = some || there(e.ID, part...)
		}
		if key := strings.Join(part, "|"); some == slices.Contains(f.Empty, key) {
			t.Fatalf("%s: empty %v, exhibits %v", key, f.Empty, some)
		}
	}
	for _, e := range all {
		if there(e.ID, "proof_of_delivery", "buyer_messages", "signature_confirmation", "order_details") {
			want = append(want, e.Label())
		}
	}
	var got []string
	for _, r := range f.Refs {
		got = append(got, r.Label)
	}
	if !slices.Equal(got, want) {
		t.Fatalf("refers to %v, want %v", got, want)
	}
	_, list, _ := strings.Cut(f.Text, "Exhibits\n")
	if lines := strings.Split(list, "\n"); len(want) > 0 && len(lines) != len(want) {
		t.Fatalf("the list has %d lines for %v", len(lines), want)
	}
	for _, s := range f.Spans {
		if s[0] > s[1] || s[1] > len(f.Text) {
			t.Fatalf("span %v of %d bytes", s, len(f.Text))
		}
	}
}

// A letter never says what no exhibit shows: without any it has no reference,
// and each sentence comes with its evidence.
func TestDraftRestsOnEvidence(t *testing.T) {
	b := newBench(t)
	for _, tpl := range b.Letters.Templates() {
		for _, lang := range letter.Languages() {
			l := b.open(tpl.ID, lang).Compose(b.typed())
			if strings.Contains(l.Text, "{e:") || strings.Contains(l.Text, "{exhibits}") {
				t.Errorf("%s %s: %s", tpl.ID, lang, l.Text)
			}
		}
	}
	track := b.add("track.txt", tracking)
	b.link("proof_of_delivery", track.ID)
	d := b.open("not_received.delivered", "en")
	l := d.Compose(nil)
	for _, want := range []string{"{e:proof_of_delivery}", "{delivered_date}", "{exhibits}"} {
		if !strings.Contains(l.Text, want) {
			t.Errorf("%s is missing in %s", want, l.Text)
		}
	}
	if f := d.Fill(l); !strings.Contains(f.Text, "delivery on 7 November 2026") || !strings.Contains(f.Text, "E-01") {
		t.Error(f.Text)
	}
	if strings.Contains(l.Text, "signed for") {
		t.Error("a signature is claimed without an exhibit")
	}
}

// What is linked later is offered, put where the template has it, and what lost
// its exhibit can be taken out.
func TestOffers(t *testing.T) {
	b := newBench(t)
	track, note := b.add("track.txt", tracking), b.add("sig.txt", "signed")
	b.link("proof_of_delivery", track.ID)
	l := b.open("not_received.delivered", "en").Compose(nil)
	b.link("signature_confirmation", note.ID)
	d := b.open("not_received.delivered", "en")
	offers := d.Offers(l)
	if len(offers) != 1 || offers[0].Keys[0] != "signature_confirmation" {
		t.Fatalf("%+v", offers)
	}
	l = d.Insert(l, offers[0])
	if l.Text != d.Compose(nil).Text {
		t.Errorf("inserted at another place:\n%s\nwant\n%s", l.Text, d.Compose(nil).Text)
	}
	if len(d.Offers(l)) != 0 {
		t.Error("offered again")
	}
	if err := b.Evidence.Trash(t.Context(), note.ID); err != nil {
		t.Fatal(err)
	}
	d = b.open("not_received.delivered", "en")
	f := d.Fill(l)
	if !slices.Equal(f.Empty, []string{"signature_confirmation"}) {
		t.Errorf("empty: %v", f.Empty)
	}
	if kept, err := b.Letters.Save(t.Context(), l); err != nil {
		t.Error(err)
	} else if _, err := b.Letters.Write(t.Context(), kept.ID, t.TempDir()+"/x.pdf"); !fault.Is(err, "letter.gaps") {
		t.Errorf("a letter with a gap was set: %v", err)
	}
	if got := d.WithoutEmpty(l).Text; got != d.Compose(nil).Text {
		t.Errorf("without the gap:\n%s", got)
	}
}

// The seller edits the tokens in words, of any language, and gets the same back.
func TestTokensInWords(t *testing.T) {
	b := newBench(t)
	b.linkAll(6)
	for _, tpl := range b.Letters.Templates() {
		for _, lang := range letter.Languages() {
			d := b.open(tpl.ID, lang)
			text := d.Compose(b.typed()).Text + "\n{unknown} {e:own.x|invoice} {e:own.x|reply}"
			for _, words := range letter.Languages() {
				shown := d.Show(text, text, words)
				if strings.Contains(shown, "{order}") || strings.Contains(shown, "{e:") {
					t.Errorf("%s: a token is not in words: %s", tpl.ID, shown)
				}
				if got := d.Read(shown, text, words); got != text {
					t.Errorf("%s %s in %s:\n%s\nbecame\n%s", tpl.ID, lang, words, text, got)
				}
			}
		}
	}
	d := b.open("refund.done", "en")
	if got := d.Read("{Order number} {Exhibit:  Proof of value} {order}", "", "en"); got != "{order} {e:value_proof} {order}" {
		t.Error(got)
	}
}
