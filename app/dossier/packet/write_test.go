package packet_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"casefolio/app/cases"
	"casefolio/app/dossier"
	"casefolio/app/dossier/block"
	"casefolio/app/dossier/packet"
	"casefolio/app/dossier/readback"
	"casefolio/app/evidence"
	"casefolio/app/fault"
	"casefolio/app/redact"
)

// write writes a packet that must not fail.
func (d stand) write(t *testing.T, req packet.Request, dir string) packet.Result {
	t.Helper()
	req.Case = d.c.Number
	res, err := d.Packets.Write(ctx, req, dir)
	must(t, err)
	return res
}

// said is all text of a file, on one line.
func said(t *testing.T, path string) string {
	t.Helper()
	f, err := readback.Open(context.Background(), path)
	must(t, err)
	var all []string
	for _, p := range f.Pages {
		all = append(all, p.Text)
	}
	return strings.Join(strings.Fields(strings.Join(all, " ")), " ")
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	found, err := os.ReadDir(dir)
	must(t, err)
	var all []string
	for _, f := range found {
		all = append(all, f.Name())
	}
	return all
}

// What is there is never written over, and the journal tells what was written.
func TestWriteTwice(t *testing.T) {
	d := newStand(t, cases.Case{Customer: "Emma Schneider", Order: "302-1"})
	d.add(t, "note.txt", note(1, 3))
	dir := t.TempDir()
	req := packet.Request{Recipient: "any", Lang: "en", Mask: []redact.Term{{Kind: redact.Name, Text: "Emma Schneider", Reason: "not asked for"}}}
	first := d.write(t, req, dir)
	was, err := os.ReadFile(first.Files[0].Path)
	must(t, err)
	second := d.write(t, req, dir)
	is, err := os.ReadFile(first.Files[0].Path)
	must(t, err)
	if string(was) != string(is) || first.Files[0].Path == second.Files[0].Path {
		t.Error("written over")
	}
	if got := names(t, dir); !slices.Equal(got, []string{"CF-2026-0001-any (2).pdf", "CF-2026-0001-any.pdf"}) {
		t.Errorf("%q", got)
	}
	if got := said(t, first.Files[0].Path); strings.Contains(got, "Schneider") || !strings.Contains(got, "████") || !strings.Contains(got, "302-1") {
		t.Errorf("%s", got)
	}
	entries, err := d.Journal.Case(ctx, d.c.ID)
	must(t, err)
	last := entries[len(entries)-1]
	facts, err := last.Facts()
	must(t, err)
	if last.Action != packet.Written || facts["recipient"] != "any" || facts["masked"] != "1" ||
		facts["terms"] != `[{"kind":"name","text":"Emma Schneider","reason":"not asked for"}]` ||
		facts["files"] != second.Files[0].SHA256+" "+filepath.Base(second.Files[0].Path) {
		t.Errorf("%s %v", last.Action, facts)
	}
}

// An unchanged case gives the same bytes, however often a packet was written
// before.
func TestSameBytes(t *testing.T) {
	d := newStand(t, cases.Case{Customer: "Emma"})
	d.add(t, "note.txt", note(1, 3))
	d.add(t, "IMG_1.jpg", noise(t, 1, 640, 480))
	still := time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
	services, err := d.WithClock(func() time.Time { return still })
	must(t, err)
	d.Services = services
	first := d.write(t, packet.Request{Recipient: "checkout"}, t.TempDir())
	again := d.write(t, packet.Request{Recipient: "checkout"}, t.TempDir())
	if len(first.Files) != 1 || first.Files[0].SHA256 != again.Files[0].SHA256 {
		t.Errorf("%+v %+v", first.Files, again.Files)
	}
}

// A packet of several files is written whole or not at all.
func TestCancelLeavesNothing(t *testing.T) {
	d := newStand(t, cases.Case{Customer: "Emma"})
	for i := range 3 {
		d.add(t, "note.txt", note(i, 60))
	}
	id := d.limited(t, func(r *packet.Recipient) { r.Pages = ptr(2) })
	dir := t.TempDir()
	for _, target := range []string{dir, filepath.Join(dir, "new")} {
		times := 0
		for after := 0; ; after = 2*after + 20 {
			res, err := d.Packets.Write(cancelled(after), packet.Request{Case: d.c.ID, Recipient: id}, target)
			if err == nil {
				if len(res.Files) < 3 || len(names(t, target)) != len(res.Files) {
					t.Errorf("%v", names(t, target))
				}
				for _, f := range res.Files {
					must(t, os.Remove(f.Path))
				}
				break
			}
			if !errors.Is(err, context.Canceled) {
				t.Fatalf("after %d: %v", after, err)
			}
			empty(t, dir)
			times++
		}
		if times < 3 {
			t.Errorf("cancelled %d times only", times)
		}
	}
}

// cancelled is a context that is cancelled once it was asked n times.
func cancelled(n int) context.Context {
	inner, cancel := context.WithCancel(ctx)
	c := &countdown{Context: inner, cancel: cancel}
	c.left.Store(int64(n))
	return c
}

type countdown struct {
	context.Context
	cancel context.CancelFunc
	left   atomic.Int64
}

func (c *countdown) Err() error {
	if c.left.Add(-1) < 0 {
		c.cancel()
	}
	return c.Context.Err()
}

// What is masked and stands in the file all the same, here as the number of a
// page, is not handed over.
func TestWhatIsFoundIsNotHandedOver(t *testing.T) {
	d := newStand(t, cases.Case{Customer: "Emma"})
	d.add(t, "note.txt", note(1, 3))
	dir := t.TempDir()
	_, err := d.Packets.Write(ctx, packet.Request{
		Case: d.c.ID, Recipient: "any", Mask: []redact.Term{{Kind: redact.Word, Text: "1"}},
	}, filepath.Join(dir, "new"))
	if !fault.Is(err, "redact.found") {
		t.Error(err)
	}
	empty(t, dir)
}

func TestFolderFaults(t *testing.T) {
	d := newStand(t, cases.Case{Customer: "Emma"})
	d.add(t, "note.txt", note(1, 3))
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	must(t, os.WriteFile(file, nil, 0o600))
	for _, target := range []string{"", file, filepath.Join(dir, "a", "b")} {
		_, err := d.Packets.Write(ctx, packet.Request{Case: d.c.ID, Recipient: "any"}, target)
		if !fault.Is(err, "packet.folder") {
			t.Errorf("%q: %v", target, err)
		}
	}
	if got := names(t, dir); len(got) != 1 {
		t.Errorf("%v", got)
	}
}

// The letter stands first, masked like everything else.
func TestLetter(t *testing.T) {
	d := newStand(t, cases.Case{Customer: "Emma Schneider"})
	d.add(t, "note.txt", note(1, 3))
	res := d.write(t, packet.Request{
		Recipient: "any", Lang: "en", Mask: []redact.Term{{Kind: redact.Name, Text: "Emma Schneider"}}, LetterIn: "zh",
		Letter: []block.Block{block.Paragraph{Text: block.Say(block.Body, "Dear Sirs, Emma Schneider has her parcel, as E-01 and E-07 show.")}},
	}, t.TempDir())
	got := said(t, res.Files[0].Path)
	letter, index := strings.Index(got, "Dear Sirs, ████ has her parcel"), strings.Index(got, "Index of evidence")
	if letter < 0 || index < letter {
		t.Errorf("%s", got)
	}
	if !slices.ContainsFunc(res.Plan.Notes, func(n packet.Note) bool { return n.Code == "letter" && n.Label == "E-07" }) ||
		!slices.ContainsFunc(res.Plan.Notes, func(n packet.Note) bool { return n.Code == "letter_lang" }) {
		t.Errorf("%+v", res.Plan.Notes)
	}
}

// A PDF is handed over byte for byte as a file of its own, counts in every
// limit, and stays in the house while something is masked.
func TestDocuments(t *testing.T) {
	d := newStand(t, cases.Case{Customer: "Emma"})
	d.add(t, "note.txt", note(1, 3))
	path := filepath.Join(t.TempDir(), "d.pdf")
	made, err := d.Dossier.Write(ctx, d.c.ID, dossier.Options{Lang: "en"}, path)
	must(t, err)
	raw, err := os.ReadFile(path)
	must(t, err)
	pdf := d.add(t, "invoice.pdf", raw)
	must(t, d.Evidence.Retitle(ctx, pdf.ID, "what she claims")) // the seller's words stay in the house

	res := d.write(t, packet.Request{Recipient: "any", Documents: []string{"E-02"}}, t.TempDir())
	if len(res.Files) != 2 || res.Files[1].SHA256 != pdf.SHA256 || res.Files[1].Pages != made.Pages || res.Plan.Files[1].Document != "E-02" {
		t.Errorf("%+v", res.Files)
	}
	if labels(res.Plan) != "E-01 E-02" || len(res.Plan.LeftOut) != 0 || !strings.Contains(said(t, res.Files[0].Path), "E-02 invoice.pdf 2 1") {
		t.Errorf("%s %s", labels(res.Plan), said(t, res.Files[0].Path))
	}
	id := d.limited(t, func(r *packet.Recipient) { r.PagesTotal, r.Grey = ptr(1), true })
	p := d.plan(t, packet.Request{Recipient: id, Documents: []string{"E-02"}})
	over := map[string]bool{}
	for _, c := range p.Checks {
		over[c.What] = !c.OK
	}
	if p.Fits || !over["pages_total"] || !over["grey"] {
		t.Errorf("%+v", p.Checks)
	}
	mask := []redact.Term{{Kind: redact.Name, Text: "Emma"}}
	for _, req := range []packet.Request{
		{Recipient: "any", Documents: []string{"E-02"}, Mask: mask},
		{Recipient: "supplier", Documents: []string{"E-02"}},
	} {
		req.Case = d.c.ID
		if _, err := d.Packets.Preflight(ctx, req); !fault.Is(err, "packet.document_masked") {
			t.Errorf("%+v: %v", req, err)
		}
	}
	if _, err := d.Packets.Preflight(ctx, packet.Request{Case: d.c.ID, Recipient: "any", Documents: []string{"E-01"}}); !fault.Is(err, "packet.document_format") {
		t.Error(err)
	}
}

// A word that the number of the case has, too, is covered everywhere and no
// reason to refuse.
func TestTheNumberOfTheCaseIsMasked(t *testing.T) {
	d := newStand(t, cases.Case{Customer: "Emma", Order: "2026"})
	d.add(t, "note.txt", note(1, 3))
	for _, word := range []string{"2026", "CF", "Casefolio"} {
		res := d.write(t, packet.Request{Recipient: "any", Lang: "en", Mask: []redact.Term{{Kind: redact.Word, Text: word}}}, t.TempDir())
		if got := said(t, res.Files[0].Path); strings.Contains(got, word) {
			t.Errorf("%s: %s", word, got)
		}
	}
}

// A picture that was covered goes out as its copy; the original stays.
func TestRedactedCopyGoesInstead(t *testing.T) {
	d := newStand(t, cases.Case{Customer: "Emma"})
	original := d.add(t, "IMG_1.jpg", noise(t, 1, 640, 480))
	copied, err := d.Evidence.MarkedCopy(ctx, original, evidence.Marks{List: []evidence.Mark{{Kind: evidence.MarkRedact, X1: 0.1, Y1: 0.1, X2: 0.4, Y2: 0.4}}}, "copy.png")
	must(t, err)
	p := d.plan(t, packet.Request{Recipient: "any", Exhibits: []string{original.ID}})
	if labels(p) != copied.Label() || p.Items[0].Copy != original.Label() {
		t.Errorf("%+v", p.Items)
	}
	if len(p.LeftOut) != 1 || p.LeftOut[0].Code != packet.LeftOriginal || p.LeftOut[0].Other != copied.Label() {
		t.Errorf("%+v", p.LeftOut)
	}
}

func empty(t *testing.T, dir string) {
	t.Helper()
	left, err := os.ReadDir(dir)
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}
