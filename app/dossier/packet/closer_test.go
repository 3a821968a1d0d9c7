package packet_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"casefolio/app/cases"
	"casefolio/app/dossier"
	"casefolio/app/dossier/packet"
	"casefolio/app/dossier/readback"
	"casefolio/app/fault"
)

func step(p packet.Plan, code string) int {
	i := slices.IndexFunc(p.Steps, func(s packet.Step) bool { return s.Code == code })
	if i < 0 {
		return 0
	}
	return p.Steps[i].Value
}

// Before a packet is refused for its pages its photos stand four to a page;
// where they fit they stay as they are.
func TestPhotosStandCloserBeforeAnythingIsRefused(t *testing.T) {
	d := newStand(t, cases.Case{Customer: "Emma"})
	for i := range 10 {
		d.add(t, fmt.Sprintf("IMG_%d.jpg", i), noise(t, uint64(i), 480, 360))
	}
	wide := d.plan(t, packet.Request{Recipient: "any"})
	if !wide.Fits || step(wide, "photos") != 0 {
		t.Fatalf("%v", wide.Steps)
	}
	id := d.limited(t, func(r *packet.Recipient) { r.PagesTotal = ptr(wide.Pages - 2) })
	p := d.plan(t, packet.Request{Recipient: id})
	if !p.Fits || step(p, "photos") != 4 || len(p.Savings) != 0 {
		t.Errorf("%v %d pages, %v", p.Fits, p.Pages, p.Steps)
	}
	res := d.write(t, packet.Request{Recipient: id}, t.TempDir())
	if res.Plan.Pages != p.Pages || res.PlannedPages != p.Pages || res.PlannedBytes < p.Bytes*99/100 || res.PlannedBytes > p.Bytes*101/100 {
		t.Errorf("planned %d pages, told %d, came %d", p.Pages, res.PlannedPages, res.Plan.Pages)
	}
}

// Pictures of text are not set smaller, however few pages there are.
func TestScreenshotsStayLegible(t *testing.T) {
	d := newStand(t, cases.Case{Customer: "Emma"})
	for name, raw := range pool() {
		if filepath.Ext(name) == ".png" {
			d.add(t, name, raw)
		}
	}
	p := d.plan(t, packet.Request{Recipient: d.limited(t, func(r *packet.Recipient) { r.PagesTotal = ptr(1) })})
	if p.Fits || step(p, "photos") != 0 {
		t.Errorf("%v %v", p.Fits, p.Steps)
	}
}

// What a killed program left is swept by the next packet, and nothing else.
func TestSweepsItsOwnLeftovers(t *testing.T) {
	d := newStand(t, cases.Case{Customer: "Emma"})
	dir, old := t.TempDir(), time.Now().Add(-48*time.Hour)
	for _, path := range []string{
		".casefolio-1/0.pdf", ".casefolio-2/0.pdf", ".casefolio-2/mine.txt", ".casefolio-3/0.pdf", ".casefolio-mine/0.pdf", "casefolio-4/0.pdf",
	} {
		path = filepath.Join(dir, path)
		must(t, os.MkdirAll(filepath.Dir(path), 0o700))
		must(t, os.WriteFile(path, []byte("x"), 0o600))
		if name := filepath.Base(filepath.Dir(path)); name != ".casefolio-3" { // which is new
			must(t, os.Chtimes(filepath.Dir(path), old, old))
		}
	}
	d.write(t, packet.Request{Recipient: "any"}, dir)
	want := []string{".casefolio-2", ".casefolio-3", ".casefolio-mine", "CF-2026-0001-any.pdf", "casefolio-4"}
	if got := names(t, dir); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if got := names(t, filepath.Join(dir, ".casefolio-2")); len(got) != 2 {
		t.Errorf("%q", got)
	}
}

// The packet follows a programme that the case has not chosen where it is asked
// to.
func TestAnyProgramme(t *testing.T) {
	d := newStand(t, cases.Case{Customer: "Emma"})
	d.add(t, "note.txt", note(1, 3))
	p := d.plan(t, packet.Request{Recipient: "any", Programme: "amazon.atoz.us.inr"})
	if p.Programme == "" || len(p.Missing) == 0 {
		t.Errorf("%q %v", p.Programme, p.Missing)
	}
	if p := d.plan(t, packet.Request{Recipient: "any"}); p.Programme != "" || len(p.Missing) != 0 {
		t.Errorf("%q %v", p.Programme, p.Missing)
	}
}

// One photo in a file with large type has the room that there is.
func TestOnePhotoInLargeType(t *testing.T) {
	d := newStand(t, cases.Case{Customer: "Emma"})
	d.add(t, "IMG.jpg", noise(t, 1, 900, 700))
	id := d.limited(t, func(r *packet.Recipient) { r.MinText = 12; r.MaxDPI = 72 })
	res := d.write(t, packet.Request{Recipient: id}, t.TempDir())
	f, err := readback.Open(ctx, res.Files[0].Path)
	must(t, err)
	if len(f.Pages) > 2 || len(f.Pictures) != 1 || f.Pictures[0].W < 300 { // points, at 72 dpi
		t.Errorf("%d pages, %+v", len(f.Pages), f.Pictures)
	}
}

// A document that its recipient may not open, and of which nothing can be told,
// is named; where pages are counted it does not go out.
func TestDocumentsThatNobodyOpens(t *testing.T) {
	d := newStand(t, cases.Case{Customer: "Emma"})
	path := filepath.Join(t.TempDir(), "d.pdf")
	_, err := d.Dossier.Write(ctx, d.c.ID, dossier.Options{Lang: "en"}, path)
	must(t, err)
	raw, err := os.ReadFile(path)
	must(t, err)
	d.add(t, "locked.pdf", append(slices.Clone(raw), "\ntrailer << /Encrypt 1 0 R >>\n%%EOF\n"...))
	d.add(t, "cut.pdf", raw[:len(raw)-2000])
	paged := d.limited(t, func(r *packet.Recipient) { r.Pages = ptr(100) })
	for label, code := range map[string]string{"E-01": "document_locked", "E-02": "document_cut"} {
		told := func(n packet.Note) bool { return n.Code == code && n.Label == label && n.Refused }
		if p := d.plan(t, packet.Request{Recipient: "any", Documents: []string{label}}); !p.Fits || !slices.ContainsFunc(p.Notes, told) {
			t.Errorf("%s: %v %+v", label, p.Fits, p.Notes)
		}
		if p := d.plan(t, packet.Request{Recipient: paged, Documents: []string{label}}); p.Fits {
			t.Errorf("%s fits %+v", label, p.Checks)
		}
	}
}

// What the disk spoiled since it was captured is not handed over.
func TestSpoiltDocument(t *testing.T) {
	d := newStand(t, cases.Case{Customer: "Emma"})
	e := d.add(t, "invoice.pdf", []byte("%PDF-1.4\nwhole\n%%EOF\n"))
	r, err := d.Evidence.Original(e)
	must(t, err)
	path := r.(interface{ Name() string }).Name()
	must(t, r.Close())
	must(t, os.Chmod(path, 0o600))
	must(t, os.WriteFile(path, []byte("%PDF-1.4\nspoil\n%%EOF\n"), 0o600))
	dir := t.TempDir()
	_, err = d.Packets.Write(ctx, packet.Request{Case: d.c.ID, Recipient: "any", Documents: []string{"E-01"}}, dir)
	if !fault.Is(err, "vault.unreadable") {
		t.Error(err)
	}
	empty(t, dir)
}

// Limits that nothing keeps to are refused at once, and those that make no sense
// are not taken.
func TestAbsurdLimits(t *testing.T) {
	d := newStand(t, cases.Case{Customer: "Emma"})
	d.add(t, "note.txt", note(1, 90))
	d.add(t, "IMG.jpg", noise(t, 1, 320, 240))
	for _, limits := range []func(*packet.Recipient){
		func(r *packet.Recipient) { r.BytesFile = ptr(int64(1)) },
		func(r *packet.Recipient) { r.BytesTotal, r.Pages, r.Files = ptr(int64(1000)), ptr(1), ptr(1) },
		func(r *packet.Recipient) { r.Slots, r.Files, r.MinText, r.MinDPI = true, ptr(1), 14, 2400 },
	} {
		p := d.plan(t, packet.Request{Recipient: d.limited(t, limits)})
		if p.Fits || !slices.ContainsFunc(p.Checks, func(c packet.Check) bool { return !c.OK }) {
			t.Errorf("%+v", p.Checks)
		}
	}
	for _, limits := range []func(*packet.Recipient){
		func(r *packet.Recipient) { r.Pages = ptr(0) },
		func(r *packet.Recipient) { r.BytesTotal = ptr(int64(-1)) },
		func(r *packet.Recipient) { r.Files = ptr(1 << 40) },
		func(r *packet.Recipient) { r.BytesFile = ptr(int64(1) << 60) },
	} {
		r := d.Packets.New()
		r.Names = map[string]string{"en": "Bank"}
		limits(&r)
		if err := d.Packets.Save(ctx, r); !fault.Is(err, "recipient.limits") {
			t.Error(err)
		}
	}
}
