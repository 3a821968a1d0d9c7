package dossier

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"casefolio/app/cases"
	"casefolio/app/dossier/audience"
	"casefolio/app/dossier/compose"
	"casefolio/app/evidence"
	"casefolio/app/fault"
	"casefolio/app/redact"
)

// delicate is a case that says much of the buyer, with a photo that has a
// redacted copy and one that nobody looked at.
func delicate(t *testing.T, d desk) (c cases.Case, covered, bare evidence.Exhibit) {
	t.Helper()
	ctx := context.Background()
	c, err := d.from.Cases.Create(ctx, cases.Case{
		Customer: "Wilhelmina Quast", Contact: "w.quast@example.com, +49 341 5550123", Order: "302-8841276-2210751",
		Tracking: "YT2630921266112233", Category: "logistics.lost", CustomerType: "aggressive", Lesson: "Kein Wort zu viel.",
		Story: "Frau Quast wrote from w.quast@example.com that order 302-8841276-2210751 never came.",
	})
	check(t, err)
	d.add(t, c, "Quast chat.txt", []byte("[2026/11/20 13:31:05] Wilhelmina Quast: Call me at +49 341 5550123, says WILHELMINA.\n[2026/11/20 14:07:00] LumoHaus: Dear Wilhelmina, order 302-8841276-2210751 is on its way.\n"))
	open := d.add(t, c, "label.jpg", gradient(t, 640, 480))
	bare = d.add(t, c, "parcel.jpg", gradient(t, 480, 640))
	covered, err = d.from.Evidence.MarkedCopy(ctx, open, evidence.Marks{List: []evidence.Mark{{Kind: evidence.MarkRedact, X1: .1, Y1: .1, X2: .6, Y2: .5}}}, "label covered")
	check(t, err)
	return c, covered, bare
}

func gradient(t *testing.T, w, h int) []byte {
	t.Helper()
	img := image.NewGray(image.Rect(0, 0, w, h))
	for i := range img.Pix {
		img.Pix[i] = uint8(i / 97)
	}
	var b bytes.Buffer
	check(t, jpeg.Encode(&b, img, nil))
	return b.Bytes()
}

func textsOf(all []redact.Candidate) (texts []string) {
	for _, c := range all {
		texts = append(texts, string(c.Kind)+" "+c.Text)
	}
	return texts
}

func TestCandidates(t *testing.T) {
	d := newDesk(t)
	c, _, _ := delicate(t, d)
	all, err := d.Candidates(context.Background(), c.Number)
	check(t, err)
	for _, want := range []string{"name Wilhelmina Quast", "contact w.quast@example.com", "order 302-8841276-2210751"} {
		if !slices.Contains(textsOf(all), want) {
			t.Errorf("%s is missing in %q", want, textsOf(all))
		}
	}
	for _, o := range all {
		if o.Count == 0 || len(o.Where) == 0 {
			t.Errorf("%+v stands nowhere", o)
		}
		if strings.EqualFold(o.Text, "aggressive") || strings.Contains(o.Text, "Kein Wort") {
			t.Errorf("%q would not be printed", o.Text)
		}
	}
}

// What is kept for a case is masked in its papers, in the file's name for itself
// and everywhere else; an own copy stays as it is.
func TestAMaskedCopy(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	d.now = func() time.Time { return at(china, 11, 20, 13, 35) }
	c, covered, open := delicate(t, d)
	terms, err := d.TermsOf(ctx, c.Number, []redact.Kind{redact.Name, redact.Contact, redact.Order}, []string{"label"})
	check(t, err)
	check(t, d.KeepMasking(ctx, c.ID, terms))
	path := filepath.Join(d.folder, "x.pdf")
	res, err := d.Write(ctx, c.Number, Options{Lang: "en", Audience: audience.Outside, Attach: true}, path)
	check(t, err)
	text := tool(t, "pdftotext", path, "-") + tool(t, "pdfinfo", path)
	for _, secret := range []string{"quast", "wilhelmina", "@example", "5550123", "8841276", "aggressive", "kein wort"} {
		if strings.Contains(strings.ToLower(bare(text)), bare(secret)) {
			t.Errorf("%q is in the file", secret)
		}
	}
	for _, want := range []string{redact.Mark, covered.Label(), open.Label(), "Redacted copy", "covered in this copy"} {
		if !strings.Contains(bare(text), bare(want)) {
			t.Errorf("%q is missing in %s", want, text)
		}
	}
	if strings.Contains(text, "E-02") {
		t.Error("the original is there beside its redacted copy")
	}
	if list := tool(t, "pdfdetach", "-list", path); !strings.Contains(list, "0 embedded files") {
		t.Error("originals travel with an outside copy")
	}
	if got := res.Unlooked(); !slices.Equal(got, []string{open.Label()}) || len(res.Faults) != 0 || len(res.Masked) != len(terms) {
		t.Errorf("%v, %+v", got, res)
	}
	d.tells(t, c, terms)

	again, err := d.Write(ctx, c.Number, Options{Lang: "en", Audience: audience.Outside}, filepath.Join(d.folder, "y.pdf"))
	check(t, err)
	check(t, d.MarkLooked(ctx, open.ID))
	third, err := d.Write(ctx, c.Number, Options{Lang: "en", Audience: audience.Outside, Mask: terms}, filepath.Join(d.folder, "z.pdf"))
	check(t, err)
	if again.SHA256 != res.SHA256 || third.SHA256 != res.SHA256 {
		t.Error("the same case gives another file")
	}
	if len(third.Unlooked()) != 0 {
		t.Errorf("%v was looked at", third.Unlooked())
	}
	own, err := d.Write(ctx, c.Number, Options{Lang: "en"}, filepath.Join(d.folder, "own.pdf"))
	check(t, err)
	text = tool(t, "pdftotext", own.Path, "-")
	for _, want := range []string{"Wilhelmina Quast", "Kein Wort zu viel.", "not for passing on", "E-02"} {
		if !strings.Contains(bare(text), bare(want)) {
			t.Errorf("%q is missing in the own copy", want)
		}
	}
}

// tells checks that the journal has who the paper was for and what was masked.
func (d desk) tells(t *testing.T, c cases.Case, terms []redact.Term) {
	t.Helper()
	entries, err := d.from.Journal.Case(context.Background(), c.ID)
	check(t, err)
	facts, err := entries[len(entries)-1].Facts()
	check(t, err)
	if facts["audience"] != "outside" || facts["terms"] == "" {
		t.Errorf("%v", facts)
	}
	for _, term := range terms {
		if !strings.Contains(facts["terms"], term.Text) {
			t.Errorf("%q is not in %s", term.Text, facts["terms"])
		}
	}
}

// A supplier never reads who the buyer is, whatever is chosen.
func TestASuppliersCopy(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	c, _, _ := delicate(t, d)
	c.BuyerZone = "Europe/Berlin"
	c, err := d.from.Cases.Update(ctx, c)
	check(t, err)
	d.add(t, c, "track.txt", []byte("YT2630921266112233\n2026-11-03 08:40 Shenzhen, CN Accepted\n2026-11-09 10:00 Leipzig, DE Out for delivery\n2026-11-09 22:14 Leipzig, DE Delivered, said the post in LEIPZIG\n"))
	d.add(t, c, "Grüße von Minna.txt", []byte("The lamp is broken.\n"))
	d.add(t, c, "WhatsApp Chat with Minna Q.txt", []byte("[2026/11/20 13:31:05] Mi: It is broken.\n[2026/11/20 14:07:00] LumoHaus: Oh no.\n"))
	for _, form := range forms() {
		path := filepath.Join(d.folder, form+".pdf")
		_, err := d.Write(ctx, c.Number, Options{Lang: "en", Form: form, Audience: audience.Supplier, Mask: []redact.Term{}}, path)
		check(t, err)
		text := bare(tool(t, "pdftotext", path, "-") + tool(t, "pdfinfo", path))
		for _, secret := range []string{"Quast", "WILHELMINA", "Wilhelmina", "@example", "5550123", "Berlin", "Leipzig", "LEIPZIG", "Minna", "Mi:", "Buyer’stime"} {
			if strings.Contains(text, bare(secret)) {
				t.Errorf("%s: %q is in the file", form, secret)
			}
		}
		if !strings.Contains(text, "302-8841276-2210751") {
			t.Errorf("%s: the order is missing", form)
		}
		if form == compose.Full && !strings.Contains(text, "Shenzhen") {
			t.Error("where the parcel came from is missing")
		}
	}
}

// Where nobody knows of a buyer, a picture may still show one.
func TestASupplierIsNotShownAPictureUnasked(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	c, err := d.from.Cases.Create(ctx, cases.Case{Story: "A parcel was opened."})
	check(t, err)
	e := d.add(t, c, "label.jpg", gradient(t, 320, 240))
	for a, want := range map[audience.Audience]int{audience.Own: 0, audience.Outside: 0, audience.Supplier: 1} {
		p, err := d.Preview(ctx, c.Number, Options{Lang: "en", Audience: a})
		check(t, err)
		if len(p.Problems) != want || want == 1 && p.Problems[0].ID != e.ID {
			t.Errorf("%s: %+v", a, p.Problems)
		}
	}
}

// What a case says of itself is never refused, however odd: a customer that is a
// whole letter, thousands of numbers.
func TestASupplierMasksHoweverMuchThereIs(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	var story strings.Builder
	for i := range 700 {
		fmt.Fprintf(&story, "Call +49 341 55%05d. ", i)
	}
	c, err := d.from.Cases.Create(ctx, cases.Case{Customer: strings.Repeat("Wilhelmina Quast wrote again. ", 20), Story: story.String()})
	check(t, err)
	path := filepath.Join(d.folder, "x.pdf")
	res, err := d.Write(ctx, c.Number, Options{Lang: "en", Audience: audience.Supplier}, path)
	check(t, err)
	if text := bare(tool(t, "pdftotext", path, "-")); strings.Contains(text, "34155") || strings.Contains(text, "Wilhelmina") || len(res.Masked) < 700 {
		t.Errorf("%d masked", len(res.Masked))
	}
}

func TestMaskingRefuses(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	c := d.newCase(t)
	name := []redact.Term{{Kind: redact.Name, Text: "Emma"}}
	if _, err := d.Preview(ctx, c.Number, Options{Mask: name}); !fault.Is(err, "dossier.mask_own") {
		t.Error(err)
	}
	if _, err := d.Preview(ctx, c.Number, Options{Audience: "everybody"}); !fault.Is(err, "dossier.option") {
		t.Error(err)
	}
	for _, bad := range []redact.Term{{Kind: "secret", Text: "x"}, {Kind: redact.Word, Text: strings.Repeat("x", maxTerm+1)}} {
		if err := d.KeepMasking(ctx, c.Number, []redact.Term{bad}); !fault.Is(err, "redact.term") {
			t.Error(err)
		}
	}
	check(t, d.KeepMasking(ctx, c.Number, []redact.Term{{Kind: redact.Word, Text: "  two \n words "}, {Kind: redact.Word, Text: "two words"}, {Kind: redact.Word}}))
	if kept, err := d.Masking(ctx, c.Number); err != nil || !slices.Equal(kept, []redact.Term{{Kind: redact.Word, Text: "two words"}}) {
		t.Errorf("%v %v", kept, err)
	}
}

// A file in which something is found is not handed over, and nothing is left of
// it; a file that was there stays.
func TestWhatIsFoundStaysInside(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	c := d.newCase(t)
	d.add(t, c, "note.txt", []byte("Nothing in it."))
	path := filepath.Join(d.folder, "x.pdf")
	check(t, os.WriteFile(path, []byte("older"), 0o600))
	for _, v := range []struct {
		code string
		opt  Options
		term string
	}{{"redact.found", Options{Lang: "en"}, "Emma Schneider"}, {"redact.carries", Options{Lang: "en", Attach: true}, "not there"}} {
		in, err := d.gather(ctx, c, v.opt)
		check(t, err)
		check(t, d.faces.Load())
		doc, err := d.layOut(ctx, in)
		check(t, err)
		// As if the gate had let everything through.
		in.options.Audience, in.masker = audience.Outside, redact.NewMasker([]redact.Term{{Kind: redact.Name, Text: v.term}})
		if _, _, err = d.save(ctx, doc, path, in.guard); !fault.Is(err, v.code) {
			t.Errorf("%s: %v", v.code, err)
		}
		d.onlyFile(t, path)
		if raw, err := os.ReadFile(path); err != nil || string(raw) != "older" {
			t.Errorf("the file that was there is gone: %v", err)
		}
	}
}

// The name of a file says that it is no own copy.
func TestFreePathNamesTheAudience(t *testing.T) {
	folder := t.TempDir()
	for a, want := range map[audience.Audience]string{audience.Own: "CF-1.pdf", "": "CF-1.pdf", audience.Outside: "CF-1-outside.pdf", audience.Supplier: "CF-1-supplier.pdf"} {
		if got := filepath.Base(FreePath(folder, "CF-1", a)); got != want {
			t.Errorf("%s: %s", a, got)
		}
	}
	check(t, os.WriteFile(filepath.Join(folder, "CF-1-outside.pdf"), nil, 0o600))
	if got := filepath.Base(FreePath(folder, "CF-1", audience.Outside)); got != "CF-1-outside (2).pdf" {
		t.Error(got)
	}
}

// The preview shows the pages as they are masked.
func TestThePreviewIsMasked(t *testing.T) {
	d := newDesk(t)
	c, _, open := delicate(t, d)
	p, err := d.Preview(context.Background(), c.Number, Options{Lang: "en", Audience: audience.Outside, Mask: []redact.Term{{Kind: redact.Name, Text: "Quast"}}})
	check(t, err)
	var said strings.Builder
	for _, pg := range p.doc.Pages {
		for _, text := range pg.Texts {
			said.WriteString(text.Line.Text + "\n")
		}
	}
	if strings.Contains(said.String(), "Quast") || !strings.Contains(said.String(), redact.Mark) || strings.Contains(said.String(), "Kein Wort") {
		t.Error(said.String())
	}
	if p.Options.Audience != audience.Outside || len(p.Masked) != 1 {
		t.Errorf("%+v", p)
	}
	if i := slices.IndexFunc(p.Problems, func(x Problem) bool { return x.Code == Unlooked }); i < 0 || p.Problems[i].Label != open.Label() || p.Problems[i].ID != open.ID || p.Problems[i].Page == 0 {
		t.Errorf("%+v", p.Problems)
	}
}
