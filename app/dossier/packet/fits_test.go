package packet_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/dossier/packet"
	"casefolio/app/dossier/readback"
	"casefolio/app/evidence"
	"casefolio/app/fault"
	"casefolio/app/money"
	"casefolio/app/programmes"
	"casefolio/data/datatest"
)

// What is written keeps to every limit, measured on the files, or is refused
// with a list of what to leave out; and the plan told so before.
func TestWhateverTheCaseItFitsOrIsRefused(t *testing.T) {
	workers, rounds := 1, 1
	if long() {
		workers, rounds = 2, longRounds
	}
	for first := range workers {
		t.Run(strconv.Itoa(first), func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			groups := d.groups(t)
			tally := map[string]int{}
			for round := first; round < rounds; round += workers {
				r := rand.New(rand.NewPCG(uint64(round), 5))
				most := 4
				if !long() {
					most = 3
				}
				if round%10 == 9 {
					most = len(d.names)
				}
				number := d.randomCase(t, r, most)
				to := []packet.Recipient{d.tight(t, r), d.tight(t, r)}
				for i, alike := range groups {
					if long() || i%3 == 0 {
						to = append(to, alike[round%len(alike)])
					}
				}
				for _, to := range to {
					lang := []string{"zh", "en", "both"}[r.IntN(3)]
					for _, what := range d.holds(t, packet.Request{Case: number, Recipient: to.ID, Lang: lang}, to) {
						tally[what]++
					}
					if t.Failed() {
						t.Fatalf("in round %d, for %s in %s", round, to.ID, lang)
					}
				}
			}
			t.Log(tally)
			for _, what := range []string{"grey", "pictures", "refused", "slots", "split", "text", "written"} {
				if rounds >= 100 && tally[what] == 0 {
					t.Errorf("no case reached %q", what)
				}
			}
		})
	}
}

// long tells whether a test may take its time.
func long() bool { return os.Getenv("CASEFOLIO_LONG") != "" }

// tight is a recipient that takes so little that hardly any case fits as it is.
func (d *desk) tight(t testing.TB, r *rand.Rand) packet.Recipient {
	t.Helper()
	to := d.Packets.New()
	to.ID += strconv.Itoa(r.IntN(1 << 30)) // the clock of a test may stand
	to.Names = map[string]string{"en": "Tight"}
	limit := func(least, most int) *int {
		n := least + r.IntN(most-least)
		return &n
	}
	if r.IntN(2) == 0 {
		to.PagesTotal = limit(1, 16)
	}
	if r.IntN(2) == 0 {
		to.Pages = limit(1, 8)
	}
	if r.IntN(3) > 0 {
		bytes := int64(*limit(80_000, 1_500_000))
		to.BytesTotal = &bytes
	}
	if r.IntN(3) == 0 {
		bytes := int64(*limit(60_000, 500_000))
		to.BytesFile = &bytes
	}
	to.Grey, to.Slots, to.Blank = r.IntN(3) == 0, r.IntN(4) == 0, r.IntN(2) == 0
	if r.IntN(4) == 0 {
		to.MinText, to.MaxDPI = 12, 200
	}
	check(t, d.Packets.Save(context.Background(), to))
	return to
}

// groups are the presets; those with the same limits are one group, of which
// every case takes another one.
func (d *desk) groups(t testing.TB) [][]packet.Recipient {
	t.Helper()
	list, err := d.Packets.List(context.Background())
	check(t, err)
	var all [][]packet.Recipient
	at := map[string]int{}
	for _, r := range list {
		limits, err := json.Marshal([]any{
			r.Pages, r.PagesTotal, r.Files, r.BytesFile, r.BytesTotal, r.Grey, r.Paper, r.MinText, r.MinDPI, r.MaxDPI,
			r.Blank, r.Links, r.Attachments, r.Slots, r.Audience, r.Mask,
		})
		check(t, err)
		i, ok := at[string(limits)]
		if !ok {
			i, at[string(limits)] = len(all), len(all)
			all = append(all, nil)
		}
		all[i] = append(all[i], r)
	}
	return all
}

// desk is a workspace with a pool of things that make up its cases.
type desk struct {
	*app.Services
	files map[string][]byte
	names []string // of the files, sorted
	tools bool     // foreign programs measure, too
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func newDesk(t testing.TB) *desk {
	t.Helper()
	s, err := app.New(datatest.Open(t), assets(), datatest.Clock())
	check(t, err)
	d := &desk{Services: s, files: pool()}
	for name := range d.files {
		d.names = append(d.names, name)
	}
	slices.Sort(d.names)
	_, err = exec.LookPath("pdfimages")
	d.tools = err == nil
	return d
}

// randomCase makes a case of up to so many of these things, of some several.
func (d *desk) randomCase(t testing.TB, r *rand.Rand, most int) string {
	t.Helper()
	ctx := context.Background()
	c, err := d.Cases.Create(ctx, cases.Case{
		Customer: "Emma Schneider", Contact: "emma.s@example.com", Platform: "amazon", Order: "302-8841276-2210751",
		Category: "logistics.lost", Amount: money.Amount{Minor: 3990, Currency: "EUR"}, Story: "The parcel never came. 包裹没有收到。",
	})
	check(t, err)
	names := slices.Clone(d.names)
	r.Shuffle(len(names), func(i, k int) { names[i], names[k] = names[k], names[i] })
	var ids []string
	for i, name := range names[:1+r.IntN(most)] {
		for k := range 1 + r.IntN(3)*r.IntN(3) { // other bytes, the same picture
			raw := append(slices.Clone(d.files[name]), bytes.Repeat([]byte{'\n'}, k)...)
			e, err := d.Evidence.Add(ctx, c.ID, evidence.Input{
				Name: fmt.Sprintf("%d-%s", i, name), Source: evidence.FromFile, ModTime: d.Now(),
				Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(raw)), nil },
			}, evidence.Options{Zone: time.UTC, Buyer: c.Customer})
			check(t, err)
			ids = append(ids, e.ID)
		}
	}
	if r.IntN(2) == 0 {
		d.programme(t, r, c.ID, ids)
	}
	return c.Number
}

// programme chooses one and links some of the exhibits to what it asks for.
func (d *desk) programme(t testing.TB, r *rand.Rand, caseID string, ids []string) {
	t.Helper()
	ctx := context.Background()
	all, err := d.Programmes.List(ctx)
	check(t, err)
	p := all[r.IntN(len(all))]
	_, err = d.Programmes.Choose(ctx, caseID, p.ID, d.Now().AddDate(0, 0, 7))
	check(t, err)
	var marks []programmes.Mark
	for _, id := range ids {
		if len(p.Evidence) > 0 && r.IntN(3) > 0 {
			marks = append(marks, programmes.Mark{Key: p.Evidence[r.IntN(len(p.Evidence))].Key, ExhibitID: id})
		}
	}
	if len(marks) > 0 {
		check(t, d.Programmes.Link(ctx, caseID, marks...))
	}
}

// holds makes one packet and checks it; it returns what became of it.
func (d *desk) holds(t *testing.T, req packet.Request, to packet.Recipient) (became []string) {
	t.Helper()
	ctx, dir := context.Background(), filepath.Join(t.TempDir(), "out")
	plan, err := d.Packets.Preflight(ctx, req)
	check(t, err)
	d.wholePlan(t, req, plan)
	res, err := d.Packets.Write(ctx, req, dir)
	if err != nil {
		var refused *packet.Refused
		if !fault.Is(err, "packet.refused") || !errors.As(err, &refused) || plan.Fits {
			t.Errorf("planned to fit: %v; %v", plan.Fits, err)
			return []string{"failed"}
		}
		if left, err := os.ReadDir(dir); err == nil && len(left) > 0 {
			t.Errorf("refused, but %d files are there", len(left))
		}
		d.enough(t, req, refused.Plan)
		return []string{"refused"}
	}
	if !plan.Fits {
		t.Error("written, but planned not to fit")
	}
	if off := float64(plan.Bytes)/float64(res.Plan.Bytes) - 1; math.Abs(off) > 0.1 || plan.Pages != res.Plan.Pages || len(plan.Files) != len(res.Files) {
		t.Errorf("planned %d bytes on %d pages in %d files, came %d on %d in %d", plan.Bytes, plan.Pages, len(plan.Files), res.Plan.Bytes, res.Plan.Pages, len(res.Files))
	}
	d.measure(t, res, to)
	check(t, os.RemoveAll(dir))
	for _, step := range res.Plan.Steps {
		became = append(became, step.Code)
	}
	return append(became, "written")
}

// wholePlan tells whether every exhibit is named once, in the packet or not.
func (d *desk) wholePlan(t *testing.T, req packet.Request, plan packet.Plan) {
	t.Helper()
	c, err := d.Cases.Get(context.Background(), req.Case)
	check(t, err)
	all, err := d.Evidence.List(context.Background(), c.ID)
	check(t, err)
	named := map[string]int{}
	for _, i := range plan.Items {
		named[i.Label]++
	}
	for _, l := range plan.LeftOut {
		named[l.Label]++
		if l.Code == "" {
			t.Errorf("%s is left out for no reason", l.Label)
		}
	}
	for _, e := range all {
		if named[e.Label()] != 1 {
			t.Errorf("%s is named %d times", e.Label(), named[e.Label()])
		}
	}
}

// enough leaves out what a refusal says, and then it must fit.
func (d *desk) enough(t *testing.T, req packet.Request, plan packet.Plan) {
	t.Helper()
	out, some := map[string]bool{}, false
	for _, s := range plan.Savings {
		if s.Enough {
			out[s.ExhibitID], some = true, true
		}
	}
	if !slices.ContainsFunc(plan.Checks, func(c packet.Check) bool { return !c.OK }) {
		t.Errorf("refused for nothing: %+v", plan.Checks)
	}
	req.Exhibits = []string{}
	for _, i := range plan.Items {
		if some && !out[i.ExhibitID] {
			req.Exhibits = append(req.Exhibits, i.ExhibitID)
		}
	}
	again, err := d.Packets.Preflight(context.Background(), req)
	check(t, err)
	if again.Fits != some { // where nothing is told nothing helps
		t.Errorf("without %v it still does not fit: %+v", out, again.Checks)
	}
}

// measure holds the written files against the limits: as the program reads
// them, and as other programs do.
func (d *desk) measure(t *testing.T, res packet.Result, to packet.Recipient) {
	t.Helper()
	var pages int
	var total int64
	for _, f := range res.Files {
		info, err := os.Stat(f.Path)
		check(t, err)
		back, err := readback.Open(ctx, f.Path)
		check(t, err)
		if f.Bytes != info.Size() || f.Pages != len(back.Pages) {
			t.Errorf("told %d bytes on %d pages, are %d on %d", f.Bytes, f.Pages, info.Size(), len(back.Pages))
		}
		total, pages = total+info.Size(), pages+len(back.Pages)
		if to.BytesFile != nil && info.Size() > *to.BytesFile || to.Pages != nil && len(back.Pages) > *to.Pages {
			t.Errorf("%s: %d bytes on %d pages", filepath.Base(f.Path), info.Size(), len(back.Pages))
		}
		d.measureFile(t, back, to)
		if d.tools {
			foreign(t, f, to)
		}
	}
	if to.BytesTotal != nil && total > *to.BytesTotal || to.PagesTotal != nil && pages > *to.PagesTotal || to.Files != nil && len(res.Files) > *to.Files {
		t.Errorf("%d bytes on %d pages in %d files", total, pages, len(res.Files))
	}
}

func (d *desk) measureFile(t *testing.T, f *readback.File, to packet.Recipient) {
	t.Helper()
	if f.Attachments > 0 || len(f.Links) > 0 {
		t.Errorf("%d attachments, links %v", f.Attachments, f.Links)
	}
	for i, p := range f.Pages {
		if p.Blank && !to.Blank {
			t.Errorf("page %d is blank", i+1)
		}
		if to.Grey && p.Colour {
			t.Errorf("page %d has colours", i+1)
		}
		if p.Smallest > 0 && p.Smallest < to.MinText-0.01 {
			t.Errorf("page %d has text of %.2f pt", i+1, p.Smallest)
		}
	}
	for i, p := range f.Pictures {
		if to.Grey && p.Colour || len(p.Metadata) > 0 {
			t.Errorf("picture %d: colours %v, metadata %v", i, p.Colour, p.Metadata)
		}
	}
}

// foreign measures with programs that know nothing of this one.
func foreign(t *testing.T, f packet.File, to packet.Recipient) {
	t.Helper()
	out, err := exec.Command("pdfinfo", f.Path).Output()
	check(t, err)
	if field := "Pages: "; !strings.Contains(strings.Join(strings.Fields(string(out)), " "), field+strconv.Itoa(f.Pages)+" ") {
		t.Errorf("not %d pages:\n%s", f.Pages, out)
	}
	out, err = exec.Command("pdfimages", "-list", f.Path).Output()
	check(t, err)
	for _, line := range strings.Split(strings.TrimSpace(string(out)), "\n")[2:] {
		// page num type width height color comp bpc enc interp object ID x-ppi y-ppi size ratio
		c := strings.Fields(line)
		if len(c) < 13 {
			t.Fatalf("%q", line)
		}
		if to.Grey && c[5] != "gray" {
			t.Errorf("a picture that is not grey: %s", line)
		}
		ppi, err := strconv.Atoi(c[12])
		check(t, err)
		if width, _ := strconv.Atoi(c[3]); to.MaxDPI > 0 && ppi > to.MaxDPI+2 && c[8] == "jpeg" && width > 40 {
			t.Errorf("a picture of %d to an inch: %s", ppi, line)
		}
	}
}
