package packets

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"os"
	"slices"
	"testing"
	"time"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/dossier/packet"
	"casefolio/app/evidence"
	"casefolio/app/redact"
	"casefolio/data/datatest"
	"casefolio/ui/kit"
	"casefolio/ui/kit/kittest"
	uisubmissions "casefolio/ui/submissions"
)

// desk makes plans without laying anything out: a page and its own size for
// each exhibit.
type desk struct {
	b          *bench
	recipients []packet.Recipient
	asked      []packet.Request
	wrote      []packet.Request
	notes      []packet.Note // told of every packet
	fails      error
}

func some[T int | int64](n T) *T { return &n }

func shipped() []packet.Recipient {
	return []packet.Recipient{
		{ID: "amex", Names: map[string]string{"en": "American Express", "zh": "美国运通"}, Kind: "network", Audience: "outside",
			Pages: some(20), Files: some(5), BytesFile: some(int64(5_000_000)), BytesTotal: some(int64(25_000_000)),
			SourceTitle: "Dispute evidence file requirements", SourceURL: "https://docs.example/evidence", SourceKind: "psp_docs", AsOf: "2026-11-01", Verified: true},
		{ID: "discover", Names: map[string]string{"en": "Discover", "zh": "发现卡"}, Kind: "network", Audience: "outside",
			BytesTotal: some(int64(12_000)), Grey: true, Paper: "letter", SourceKind: "third_party", AsOf: "2026-11-01",
			Note: map[string]string{"en": "Colours come out black.", "zh": "彩色会变成一片黑。"}},
		{ID: "ebay", Names: map[string]string{"en": "eBay"}, Kind: "platform", Audience: "outside", SourceKind: "none", AsOf: "2024-01-01"},
	}
}

func (d *desk) List(context.Context) ([]packet.Recipient, error) {
	return slices.Clone(d.recipients), nil
}
func (d *desk) Suggest(context.Context, string) ([]string, error) {
	return []string{"amex"}, nil
}
func (d *desk) Shipped(id string) (packet.Recipient, bool) { return packet.Recipient{}, false }
func (d *desk) New() packet.Recipient {
	return packet.Recipient{ID: "own.1", Kind: "own", Own: true, Audience: "outside"}
}

func (d *desk) Save(_ context.Context, r packet.Recipient) error {
	r.Changed = !r.Own
	for i := range d.recipients {
		if d.recipients[i].ID == r.ID {
			d.recipients[i] = r
			return nil
		}
	}
	d.recipients = append(d.recipients, r)
	return nil
}

func (d *desk) Revert(_ context.Context, id string) error {
	d.recipients = slices.DeleteFunc(d.recipients, func(r packet.Recipient) bool { return r.ID == id })
	for _, r := range shipped() {
		if r.ID == id {
			d.recipients = append([]packet.Recipient{r}, d.recipients...)
		}
	}
	return nil
}

func (d *desk) Preflight(ctx context.Context, req packet.Request) (packet.Plan, error) {
	d.asked = append(d.asked, req)
	if d.fails != nil {
		return packet.Plan{}, d.fails
	}
	all, err := d.b.s.Evidence.List(ctx, req.Case)
	if err != nil {
		return packet.Plan{}, err
	}
	plan := packet.Plan{Case: d.b.c.Number, Masked: []redact.Term{{Kind: redact.Name, Text: "Emma Schneider"}}, Notes: slices.Clone(d.notes)}
	for _, r := range d.recipients {
		if r.ID == req.Recipient {
			plan.Recipient = r
		}
	}
	for _, e := range all {
		in := req.Exhibits == nil && e.Kind != evidence.Document || slices.Contains(req.Exhibits, e.ID)
		switch {
		case slices.Contains(req.Documents, e.ID):
			plan.Files = append(plan.Files, packet.PlannedFile{No: len(plan.Files) + 2, Name: e.FileName, Document: e.Label(), Pages: 1, Bytes: e.Size})
			plan.Bytes += e.Size
			plan.Pages++
		case in && e.Kind != evidence.Document:
			plan.Pages++
			plan.Bytes += e.Size
			plan.Items = append(plan.Items, packet.Item{ExhibitID: e.ID, Label: e.Label(), Name: e.Title, File: 1, Page: plan.Pages, Pages: 1, Bytes: e.Size})
			if e.Kind == evidence.Photo && d.b.looked[e.ID].IsZero() {
				plan.Notes = append(plan.Notes, packet.Note{Code: noteLooked, Label: e.Label()})
			}
		case e.Kind == evidence.Document:
			plan.LeftOut = append(plan.LeftOut, packet.Left{ExhibitID: e.ID, Label: e.Label(), Code: packet.LeftDocument})
		default:
			plan.LeftOut = append(plan.LeftOut, packet.Left{ExhibitID: e.ID, Label: e.Label(), Code: packet.LeftChosen})
		}
	}
	plan.Files = append([]packet.PlannedFile{{No: 1, Name: "CF-2026-0001-amex-1.pdf", Pages: plan.Pages, Bytes: plan.Bytes}}, plan.Files...)
	d.weigh(&plan)
	return plan, nil
}

// weigh holds the plan against the recipient's limits.
func (d *desk) weigh(plan *packet.Plan) {
	plan.Fits = true
	limit := func(what string, value int64, most *int64) {
		c := packet.Check{What: what, Value: value, Limit: most, OK: most == nil || value <= *most}
		plan.Fits = plan.Fits && c.OK
		plan.Checks = append(plan.Checks, c)
	}
	wide := func(n *int) *int64 {
		if n == nil {
			return nil
		}
		return some(int64(*n))
	}
	r := plan.Recipient
	limit("pages", int64(plan.Pages), wide(r.Pages))
	limit("files", int64(len(plan.Files)), wide(r.Files))
	limit("bytes_file", plan.Bytes, r.BytesFile)
	limit("bytes_total", plan.Bytes, r.BytesTotal)
	if !plan.Fits {
		for _, i := range plan.Items {
			enough := i.Bytes > 4000
			plan.Savings = append(plan.Savings, packet.Saving{ExhibitID: i.ExhibitID, Label: i.Label, Bytes: i.Bytes, Pages: 1, Enough: enough})
		}
	}
}

func (d *desk) Write(_ context.Context, req packet.Request, dir string) (packet.Result, error) {
	d.wrote = append(d.wrote, req)
	return packet.Result{Dir: dir, Files: []packet.File{{Path: dir + "/CF-2026-0001-amex-1.pdf", Pages: 3, Bytes: 2_100_000}}}, d.fails
}

// MarkLooked implements Masking.
func (b *bench) MarkLooked(_ context.Context, id string) error {
	b.looked[id] = b.s.Now()
	return nil
}

// Candidates implements Masking.
func (b *bench) Candidates(ctx context.Context, ref string) ([]redact.Candidate, error) {
	return b.s.Dossier.Candidates(ctx, ref)
}

// Masking implements Masking.
func (b *bench) Masking(ctx context.Context, ref string) ([]redact.Term, error) {
	return b.s.Dossier.Masking(ctx, ref)
}

// KeepMasking implements Masking.
func (b *bench) KeepMasking(ctx context.Context, ref string, terms []redact.Term) error {
	return b.s.Dossier.KeepMasking(ctx, ref, terms)
}

// bench is a window on a real workspace with one case.
type bench struct {
	*kittest.Shell
	s      *app.Services
	deps   Deps
	c      cases.Case
	desk   *desk
	looked map[string]time.Time
	page   *Page
}

func open(t *testing.T, language string) *bench {
	t.Helper()
	files := os.DirFS("../../assets")
	s, err := app.New(datatest.Open(t), files, datatest.Clock())
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{Shell: kittest.New(t, files, language), s: s, looked: map[string]time.Time{}}
	b.desk = &desk{b: b, recipients: shipped()}
	b.deps = Deps{
		Submissions: uisubmissions.Deps{Shell: b, Records: s.Submissions, Evidence: s.Evidence, Programmes: s.Programmes, Cases: s.Cases, Now: s.Now},
		Shell:       b, Packets: b.desk, Cases: s.Cases, Evidence: s.Evidence, Programmes: s.Programmes, Masking: b, Shop: s.Shop, Letters: s.Letters,
		Now: s.Now, Folder: t.TempDir(), Open: func(string) error { return nil },
	}
	b.c, err = s.Cases.Create(t.Context(), cases.Case{Customer: "Emma Schneider", Platform: "amazon", Category: "logistics.lost"})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// fill adds a chat, a tracking record, two photos and a document.
func (b *bench) fill(t *testing.T) *bench {
	t.Helper()
	add := func(in evidence.Input) {
		if _, err := b.s.Evidence.Add(t.Context(), b.c.ID, in, evidence.Options{Buyer: "Emma Schneider", Seller: []string{"LumoHaus"}}); err != nil {
			t.Fatal(err)
		}
	}
	add(evidence.TextInput("[03/11/2026, 06:31:09] Emma Schneider: Hello, where is my parcel?\n[03/11/2026, 07:02:44] LumoHaus: I am asking the carrier now.\n"))
	add(evidence.TextInput("Tracking number: YT2630921266112233\n2026-11-01 22:14 Leipzig, Delivered\n2026-10-28 08:40 Shenzhen, Departed\n"))
	for i := range 2 {
		add(fileOf("label-"+kit.Count(i+1)+".jpg", photo(t, i)))
	}
	add(fileOf("invoice.pdf", []byte("%PDF-1.4\n%no pages\n")))
	return b
}

func fileOf(name string, content []byte) evidence.Input {
	return evidence.Input{Name: name, Source: evidence.FromFile, Open: func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(content)), nil
	}}
}

func photo(t *testing.T, n int) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 320, 240))
	for i := range img.Pix {
		img.Pix[i] = byte(i * (n + 3))
	}
	img.Set(n, n, color.White)
	var out bytes.Buffer
	if err := jpeg.Encode(&out, img, nil); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// show opens the page of the case.
func (b *bench) show() *Page {
	b.page = NewPage(b.deps, b.c.ID)
	b.Show(b.page)
	return b.page
}

// last is what was asked for last.
func (b *bench) last(t *testing.T) packet.Request {
	t.Helper()
	if len(b.desk.asked) == 0 {
		t.Fatal("nothing was checked")
	}
	return b.desk.asked[len(b.desk.asked)-1]
}
