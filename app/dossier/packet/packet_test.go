package packet_test

import (
	"slices"
	"strings"
	"testing"

	"casefolio/app/cases"
	"casefolio/app/dossier/packet"
	"casefolio/app/evidence"
	"casefolio/app/fault"
)

// The exhibits stand in the order of the programme's evidence list; what is
// missing and what is left out is named.
func TestOrderFollowsTheProgramme(t *testing.T) {
	d := newStand(t, cases.Case{Customer: "Emma Schneider", Platform: "amazon", Order: "302-8841276-2210751"})
	chat := d.add(t, "note.txt", note(1, 3))
	tracking := d.add(t, "track.txt", []byte(track))
	spare := d.add(t, "other.txt", note(2, 3))
	pdf := d.add(t, "invoice.pdf", []byte("%PDF-1.4\n%%EOF\n"))
	d.choose(t, "amazon.atoz.us.inr", map[string][]evidence.Exhibit{
		"proof_of_delivery": {tracking}, "delivery_address": {chat},
	})
	p := d.plan(t, packet.Request{Recipient: "amazon_atoz", Lang: "en"})
	if got := labels(p); got != "E-02 E-01" && got != "E-01 E-02" || !p.Fits || len(p.Files) != 1 {
		t.Errorf("%s %+v", got, p.Files)
	}
	if i, j := slot(p, "E-02"), slot(p, "E-01"); i == "" || j == "" {
		t.Errorf("slots %q %q", i, j)
	}
	if len(p.Missing) != 2 {
		t.Errorf("missing %+v", p.Missing)
	}
	left := map[string]string{}
	for _, l := range p.LeftOut {
		left[l.Label] = l.Code
	}
	if left[spare.Label()] != packet.LeftUnlinked || left[pdf.Label()] != packet.LeftUnlinked || len(left) != 2 {
		t.Errorf("left out %v", left)
	}

	p = d.plan(t, packet.Request{Recipient: "amazon_atoz", Exhibits: []string{"E-03", "e-04", tracking.ID}})
	if got := labels(p); got != "E-02 E-03" { // the linked one first
		t.Errorf("chosen %s", got)
	}
	left = map[string]string{}
	for _, l := range p.LeftOut {
		left[l.Label] = l.Code
	}
	if left["E-01"] != packet.LeftChosen || left["E-04"] != packet.LeftDocument {
		t.Errorf("left out %v", left)
	}
	_, err := d.Packets.Preflight(ctx, packet.Request{Case: d.c.ID, Recipient: "any", Exhibits: []string{"E-09"}})
	if !fault.Is(err, "packet.exhibit") {
		t.Error(err)
	}
}

func labels(p packet.Plan) string {
	var all []string
	for _, i := range p.Items {
		all = append(all, i.Label)
	}
	return strings.Join(all, " ")
}

func slot(p packet.Plan, label string) string {
	i := slices.IndexFunc(p.Items, func(i packet.Item) bool { return i.Label == label })
	if i < 0 {
		return ""
	}
	return p.Items[i].Slot.Key
}

// A recipient who takes one file for each piece of evidence gets the letter
// and the index in a file before.
func TestOneFileASlot(t *testing.T) {
	d := newStand(t, cases.Case{Customer: "Emma", Platform: "shopify"})
	tracking, chat := d.add(t, "track.txt", []byte(track)), d.add(t, "note.txt", note(1, 3))
	d.choose(t, "paypal.claim.inr", nil)
	r, err := d.Programmes.Readiness(ctx, d.c.ID)
	must(t, err)
	d.choose(t, "paypal.claim.inr", map[string][]evidence.Exhibit{r.Slots[0].Key: {tracking}, r.Slots[1].Key: {chat}})
	p := d.plan(t, packet.Request{Recipient: "paypal"})
	if len(p.Files) != 3 || len(p.Files[0].Exhibits) != 0 || p.Files[1].Slot == "" || p.Files[1].Exhibits[0] != "E-01" || p.Files[2].Exhibits[0] != "E-02" {
		t.Errorf("%+v", p.Files)
	}
	if p.Items[1].File != 3 || p.Items[1].Page != 1 {
		t.Errorf("%+v", p.Items)
	}
}

// What has no room in one file goes into numbered ones; an exhibit is cut only
// where it has no room in a file of its own.
func TestSplitsByPages(t *testing.T) {
	d := newStand(t, cases.Case{Customer: "Emma"})
	for i := range 4 {
		d.add(t, "note.txt", note(i, 60))
	}
	id := d.limited(t, func(r *packet.Recipient) { r.Pages = ptr(3) })
	p := d.plan(t, packet.Request{Recipient: id})
	if !p.Fits || len(p.Files) < 2 || p.Pages < 6 || labels(p) != "E-01 E-02 E-03 E-04" {
		t.Errorf("%v %+v", p.Fits, p.Files)
	}
	for _, f := range p.Files {
		if f.Pages > 3 || !strings.HasSuffix(f.Name, ".pdf") {
			t.Errorf("%+v", f)
		}
	}
	d.add(t, "long.txt", note(9, 400))
	p = d.plan(t, packet.Request{Recipient: id, Exhibits: []string{"E-05"}})
	if !p.Fits || len(p.Files) < 3 || labels(p) != "E-05" {
		t.Errorf("%v %+v", p.Fits, p.Files)
	}
}

// What does not fit is refused with what to leave out.
func TestRefusalSaysWhatToLeaveOut(t *testing.T) {
	d := newStand(t, cases.Case{Customer: "Emma"})
	d.add(t, "short.txt", note(1, 5))
	d.add(t, "long.txt", note(2, 300))
	id := d.limited(t, func(r *packet.Recipient) { r.PagesTotal = ptr(3) })
	p := d.plan(t, packet.Request{Recipient: id})
	if p.Fits || len(p.Savings) != 2 || !p.Savings[0].Enough || p.Savings[0].Label != "E-02" || p.Savings[1].Enough || p.Savings[0].Pages < 4 {
		t.Errorf("%v %+v", p.Fits, p.Savings)
	}
	p = d.plan(t, packet.Request{Recipient: id, Exhibits: []string{"E-01"}})
	if !p.Fits || len(p.Savings) != 0 {
		t.Errorf("%v %+v", p.Fits, p.Checks)
	}
	dir := t.TempDir()
	_, err := d.Packets.Write(ctx, packet.Request{Case: d.c.ID, Recipient: id}, dir+"/out")
	if !fault.Is(err, "packet.refused") {
		t.Error(err)
	}
	empty(t, dir)
}

// What the programme asks for stays as long as leaving out the rest is enough.
func TestRefusalSparesWhatIsAskedFor(t *testing.T) {
	d := newStand(t, cases.Case{Customer: "Emma"})
	asked := d.add(t, "asked.txt", note(1, 200))
	d.add(t, "spare.txt", note(2, 120))
	d.choose(t, "paypal.claim.inr", nil)
	r, err := d.Programmes.Readiness(ctx, d.c.ID)
	must(t, err)
	d.choose(t, "paypal.claim.inr", map[string][]evidence.Exhibit{r.Slots[0].Key: {asked}})
	both := []string{"E-01", "E-02"}
	whole := d.plan(t, packet.Request{Recipient: "any", Exhibits: both})
	id := d.limited(t, func(r *packet.Recipient) { r.PagesTotal = ptr(whole.Pages - 1) })
	p := d.plan(t, packet.Request{Recipient: id, Exhibits: both})
	if p.Fits || len(p.Savings) != 2 || p.Savings[0].Label != "E-01" || p.Savings[0].Enough || !p.Savings[1].Enough {
		t.Errorf("%v %+v", p.Fits, p.Savings)
	}
}

func TestSuggest(t *testing.T) {
	for _, test := range []struct {
		c         cases.Case
		programme string
		want      string
	}{
		{cases.Case{Customer: "Emma", Platform: "shopify"}, "", "shopify"},
		{cases.Case{Customer: "Emma", Platform: "amazon"}, "amazon.atoz.us.inr", "amazon_atoz"},
		{cases.Case{Customer: "Emma", Platform: "ebay", Responsibility: "carrier"}, "paypal.claim.inr", "paypal ebay carrier"},
		{cases.Case{Customer: "Emma", Responsibility: "supplier"}, "", "supplier"},
		{cases.Case{Customer: "Emma"}, "", ""},
	} {
		d := newStand(t, test.c)
		if test.programme != "" {
			d.choose(t, test.programme, nil)
		}
		got, err := d.Packets.Suggest(ctx, d.c.Number)
		if err != nil || strings.Join(got, " ") != test.want {
			t.Errorf("%+v: %q %v", test.c, got, err)
		}
	}
}

// The limits of each preset, with files that just keep to them and files that
// just do not.
func TestChecksOfEveryPreset(t *testing.T) {
	d := newStand(t, cases.Case{Customer: "Emma"})
	d.add(t, "note.txt", note(1, 3))
	all, err := d.Packets.List(ctx)
	must(t, err)
	for _, r := range all {
		p := d.plan(t, packet.Request{Recipient: r.ID})
		checks := map[string]packet.Check{}
		for _, c := range p.Checks {
			checks[c.What] = c
			if !c.OK {
				t.Errorf("%s: %+v", r.ID, c)
			}
		}
		for what, limit := range map[string]*int{"pages": r.Pages, "pages_total": r.PagesTotal, "files": r.Files} {
			if c := checks[what]; (c.Limit == nil) != (limit == nil) || limit != nil && *c.Limit != int64(*limit) || c.Value < 1 {
				t.Errorf("%s: %s %+v", r.ID, what, c)
			}
		}
		for what, limit := range map[string]*int64{"bytes_file": r.BytesFile, "bytes_total": r.BytesTotal} {
			if c := checks[what]; (c.Limit == nil) != (limit == nil) || limit != nil && *c.Limit != *limit || c.Value < 1000 {
				t.Errorf("%s: %s %+v", r.ID, what, c)
			}
		}
		if _, grey := checks["grey"]; grey != r.Grey {
			t.Errorf("%s: %+v", r.ID, p.Checks)
		}
		if c := checks["text"]; r.MinText > 0 && c.Value < int64(10*r.MinText) {
			t.Errorf("%s: %+v", r.ID, c)
		}
	}
}
