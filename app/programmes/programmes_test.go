package programmes

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"casefolio/app/fault"
)

func shipped(t testing.TB) *Rules {
	t.Helper()
	r, err := Load(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestShippedRules(t *testing.T) {
	r := shipped(t)
	if len(r.Programmes) != 115 || len(r.Vocabulary) != 58 {
		t.Errorf("%d programmes, %d words", len(r.Programmes), len(r.Vocabulary))
	}
	used := map[string]bool{}
	for _, p := range r.Programmes {
		if p.ReasonIn("zh") == p.Reason {
			t.Errorf("%s has no Chinese reason", p.ID)
		}
		for _, i := range p.Evidence {
			used[i.Key] = true
			if r.Label(i, "zh") == i.Key || r.Label(i, "en") == i.Key {
				t.Errorf("%s: %s has no label", p.ID, i.Key)
			}
			if strings.Contains(i.Note, " ") && i.NoteZH == "" {
				t.Errorf("%s: the note %q has no Chinese", p.ID, i.Note)
			}
		}
	}
	for _, e := range r.Vocabulary {
		if !used[e.Key] {
			t.Errorf("%s is asked for nowhere", e.Key)
		}
	}
}

// TestRulesAreChecked breaks the shipped file in one place at a time.
func TestRulesAreChecked(t *testing.T) {
	for _, tt := range []struct {
		name  string
		spoil func(*Rules)
	}{
		{"double id", func(r *Rules) { r.Programmes[1].ID = r.Programmes[0].ID }},
		{"empty id", func(r *Rules) { r.Programmes[0].ID = "" }},
		{"own id", func(r *Rules) { r.Programmes[0].ID = "own.1" }},
		{"period", func(r *Rules) { r.Programmes[0].RespondWithin = "24 hours" }},
		{"days as hours", func(r *Rules) { r.Programmes[0].RespondWithin = "P1D" }},
		{"hours as days", func(r *Rules) { r.Programmes[0].Counting = Calendar }},
		{"no counting", func(r *Rules) { r.Programmes[0].Counting = "" }},
		{"counting alone", func(r *Rules) { r.Programmes[0].RespondWithin = "" }},
		{"start", func(r *Rules) { r.Programmes[0].StartsAt = "soon" }},
		{"outer limit", func(r *Rules) { r.Programmes[0].OuterLimit = "P" }},
		{"evidence", func(r *Rules) { r.Programmes[0].Evidence[0].Key = "magic" }},
		{"evidence twice", func(r *Rules) { r.Programmes[0].Evidence[1].Key = r.Programmes[0].Evidence[0].Key }},
		{"party", func(r *Rules) { r.Programmes[0].Party = "Nobody" }},
		{"topic", func(r *Rules) { r.Programmes[0].Topics = []string{"x"} }},
		{"reason", func(r *Rules) { r.Programmes[0].ReasonZH = "" }},
		{"note", func(r *Rules) { r.Programmes[0].NoteZH = "" }},
		{"tip", func(r *Rules) { r.Programmes[0].TipZH = "" }},
		{"date", func(r *Rules) { r.Programmes[0].AsOf = "2026-13-01" }},
		{"basis", func(r *Rules) { r.Programmes[0].AsOfBasis = "rumour" }},
		{"kind", func(r *Rules) { r.Programmes[0].SourceKind = "rumour" }},
		{"address", func(r *Rules) { r.Programmes[0].SourceURL = "javascript:alert(1)" }},
		{"label", func(r *Rules) { r.Vocabulary[0].Names = map[string]string{"en": "x"} }},
		{"hint kind", func(r *Rules) { r.Vocabulary[0].Suggest = []Hint{{Kinds: []string{"x"}}} }},
		{"hint word", func(r *Rules) { r.Vocabulary[0].Suggest = []Hint{{Kinds: []string{"chat"}, Words: []string{"Big"}}} }},
		{"nothing", func(r *Rules) { r.Programmes = nil }},
	} {
		r := shipped(t)
		tt.spoil(r)
		raw, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Parse(raw); err == nil {
			t.Errorf("%s was let through", tt.name)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"programmes":[{"id":"a","evidence":[{"key":"x"}]}]}`))
	f.Fuzz(func(_ *testing.T, raw []byte) { _, _ = Parse(raw) })
}

func TestPeriod(t *testing.T) {
	for in, want := range map[string]Period{
		"PT24H": {Hours: 24}, "P7D": {Days: 7}, "P2W": {Days: 14}, "P9M": {Months: 9}, "P1Y2M3DT4H": {1, 2, 3, 4},
	} {
		got, err := ParsePeriod(in)
		if err != nil || got != want {
			t.Errorf("%s: %+v %v", in, got, err)
		}
		if again, err := ParsePeriod(got.String()); err != nil || again != got {
			t.Errorf("%s: back from %q: %+v %v", in, got, again, err)
		}
	}
	for _, in := range []string{"", "P", "PT", "P0D", "PT0H", "7D", "P-1D", "P1.5D", "P99999D", "PT30M", "P7Dx", "p7d"} {
		if p, err := ParsePeriod(in); err == nil {
			t.Errorf("%q became %+v", in, p)
		}
	}
}

func TestStale(t *testing.T) {
	p := Programme{AsOf: "2025-11-22"}
	day := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	if p.Stale(day) || !p.Stale(day.AddDate(0, 0, 1)) || (Programme{}).Stale(day) {
		t.Error("a year is counted wrongly")
	}
}

func TestMergeKeepsWhatTheSellerChanged(t *testing.T) {
	note := "ask Li first"
	was := Programme{ID: "a", RespondWithin: "P7D", Counting: Calendar, StartsAt: "notice", Note: "old", NoteZH: "旧", DeadlineVerified: true,
		Evidence: []Item{{Key: "x", Required: true}, {Key: "y", Note: "n"}}}
	changes := []Change{
		{ProgrammeID: "a", Note: &note, Evidence: []ItemChange{{Key: "x", State: LeftOut}, {Key: "y", State: Required}, {Key: "own.z", Label: "Z", State: Optional}}},
		{ProgrammeID: "own.1", Name: "Wish", Evidence: []ItemChange{{Key: "x", State: Required}}},
		{ProgrammeID: "gone", Clock: &Clock{}},
	}
	newer := was
	newer.RespondWithin = "P10D" // as a newer file ships it
	newer.Evidence = append(slices.Clone(was.Evidence), Item{Key: "w"})
	got := Merge([]Programme{newer}, changes)
	if len(got) != 2 || got[1].Name != "Wish" || !got[1].Own || !got[1].Evidence[0].Required {
		t.Fatalf("%+v", got)
	}
	a := got[0]
	want := []Item{{Key: "y", Required: true, Note: "n"}, {Key: "w"}, {Key: "own.z", Label: "Z"}}
	if a.RespondWithin != "P10D" || !a.DeadlineVerified || a.NoteIn("zh") != note || !reflect.DeepEqual(a.Evidence, want) {
		t.Errorf("%+v", a)
	}
	if !a.Changed() || a.OwnClock || len(newer.Evidence) != 3 || newer.Evidence[0].Key != "x" {
		t.Error("the shipped programme was touched")
	}
	clock := Merge([]Programme{was}, []Change{{ProgrammeID: "a", Clock: &Clock{"P3D", Business, "notice"}}})[0]
	if clock.Counting != Business || clock.DeadlineVerified || !clock.OwnClock {
		t.Errorf("%+v", clock)
	}
}

// TestDiffIsMerged: whatever the seller makes of a shipped programme is what
// merging gives back, but for the order of what was shipped.
func TestDiffIsMerged(t *testing.T) {
	r := shipped(t)
	draw := rand.New(rand.NewPCG(1, 2))
	for range 400 {
		was := r.Programmes[draw.IntN(len(r.Programmes))]
		is := was
		is.Evidence = nil
		for _, i := range was.Evidence {
			switch draw.IntN(4) {
			case 0:
				continue
			case 1:
				i.Required = !i.Required
			case 2:
				i.Note, i.NoteZH = "mine", ""
			}
			is.Evidence = append(is.Evidence, i)
		}
		for _, n := range draw.Perm(len(r.Vocabulary))[:draw.IntN(5)] {
			e := r.Vocabulary[n]
			if _, there := was.item(e.Key); !there {
				is.Evidence = append(is.Evidence, Item{Key: e.Key, Required: draw.IntN(2) == 0})
			}
		}
		if draw.IntN(2) == 0 {
			is.Note, is.NoteZH = "my own note", ""
		}
		if draw.IntN(2) == 0 {
			is.RespondWithin, is.Counting, is.StartsAt = "P4D", Business, "request"
		}
		c := Diff(was, is)
		if err := r.checkChange(c); err != nil {
			t.Fatal(err)
		}
		got := Merge([]Programme{was}, []Change{c})[0]
		if got.RespondWithin != is.RespondWithin || got.Note != is.Note || !slices.Equal(got.Evidence, is.Evidence) {
			t.Fatalf("%+v\n%+v", got, is)
		}
		if same := reflect.DeepEqual(was.Evidence, is.Evidence) && was.Note == is.Note && was.RespondWithin == is.RespondWithin && was.Counting == is.Counting; same && !c.Empty() {
			t.Fatalf("nothing changed, and yet %+v", c)
		}
	}
}

func TestChangesAreChecked(t *testing.T) {
	r := shipped(t)
	id := r.Programmes[0].ID
	wide := strings.Repeat("字", maxNote+1)
	for want, c := range map[string]Change{
		"programme.unknown":  {ProgrammeID: "x"},
		"programme.name":     {ProgrammeID: "own.1", Name: " "},
		"programme.clock":    {ProgrammeID: id, Clock: &Clock{RespondWithin: "soon"}},
		"programme.long":     {ProgrammeID: id, Note: &wide},
		"programme.evidence": {ProgrammeID: id, Evidence: []ItemChange{{Key: "own.x", State: Required}}},
	} {
		if err := r.checkChange(c); !fault.Is(err, want) {
			t.Errorf("%s: %v", want, err)
		}
	}
	if OwnKey("Invoice  copy") != OwnKey("invoice copy") || OwnKey("a") == OwnKey("b") {
		t.Error("keys of own evidence")
	}
}

// TestPercent compares with a plain count.
func TestPercent(t *testing.T) {
	draw := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		n := draw.IntN(13)
		p := Programme{}
		var marks []Mark
		exhibits := []Exhibit{{ID: "2", No: 2}, {ID: "1", No: 1}}
		need, done := 0, 0
		missing := 0
		for i := range n {
			key := string(rune('a' + i))
			required := draw.IntN(2) == 0
			linked, waived := draw.IntN(2) == 0, (draw.IntN(2) == 0)
			trashed := draw.IntN(2) == 0
			p.Evidence = append(p.Evidence, Item{Key: key, Required: required})
			if linked {
				marks = append(marks, Mark{Key: key, ExhibitID: "2"}, Mark{Key: key, ExhibitID: "1"})
			}
			if trashed {
				marks = append(marks, Mark{Key: key, ExhibitID: "in the trash"})
			}
			if waived {
				marks = append(marks, Mark{Key: key, Reason: "r"})
			}
			switch {
			case !required:
			case linked:
				need, done = need+1, done+1
			case !waived:
				need, missing = need+1, missing+1
			}
		}
		marks = append(marks, Mark{Key: "of another programme", ExhibitID: "1"})
		r := Readiness{Slots: assess(p, marks, exhibits)}
		percent, ok := r.Percent()
		if gotDone, of := r.Required(); gotDone != done || of != need || ok != (need > 0) || len(r.Missing()) != missing {
			t.Fatalf("%d of %d, want %d of %d", gotDone, of, done, need)
		}
		if ok && (percent < 0 || percent > 100 || (percent == 100) != (done == need) || percent*need > 100*done || (percent+1)*need <= 100*done) {
			t.Fatalf("%d %% for %d of %d", percent, done, need)
		}
		for _, s := range r.Slots {
			if len(s.Exhibits) == 2 && s.Exhibits[0].No != 1 {
				t.Fatal("exhibits out of order")
			}
		}
	}
}

func TestHints(t *testing.T) {
	r := shipped(t)
	exhibits := []Exhibit{
		{ID: "chat", No: 1, Kind: "chat", Roles: []string{"buyer", "seller"}, Text: "hello, i received it, thank you"},
		{ID: "track", No: 2, Kind: "tracking", Parcel: "YT1", Milestones: []string{"in_transit.picked_up", "delivered.signed"}},
		{ID: "stuck", No: 3, Kind: "tracking", Parcel: "YT1", Milestones: []string{"in_transit.departed"}},
		{ID: "photo", No: 4, Kind: "photo", Text: "出库称重 面单.jpg"},
		{ID: "tripod", No: 5, Kind: "photo", Text: "tripod.jpg"},
	}
	want := map[string]string{
		"buyer_messages": "chat", "reply": "chat", "buyer_acknowledgement": "chat", "proof_of_delivery": "track",
		"signature_confirmation": "track", "tracking_number": "track stuck", "handling_on_time": "track",
		"item_photos_before_ship": "photo", "parcel_label_photo": "photo", "usage_log": "", "invoice": "",
	}
	for key, ids := range want {
		var got []string
		for _, s := range r.suggest([]Slot{{Item: Item{Key: key}}}, exhibits) {
			got = append(got, s.Exhibit.ID)
		}
		if strings.Join(got, " ") != ids {
			t.Errorf("%s: %v, want %q", key, got, ids)
		}
	}
	if got := r.suggest([]Slot{{Item: Item{Key: "reply"}, Exhibits: exhibits[:1]}, {Item: Item{Key: "reply"}, Waived: true}}, exhibits); len(got) > 0 {
		t.Errorf("offered for what needs nothing: %v", got)
	}
}

func TestFitting(t *testing.T) {
	r := shipped(t)
	for _, tt := range []struct {
		name  string
		f     Facts
		first string
	}{
		{"Amazon message", Facts{Platform: "amazon", Channel: "platform_message", Category: "logistics.stuck"}, "amazon.buyer_message"},
		{"A-to-z", Facts{Platform: "amazon", Channel: "platform_case", Category: "logistics.lost"}, "amazon.atoz.us.inr"},
		{"Amazon chargeback", Facts{Platform: "amazon", Channel: "payment_dispute", Category: "quality.faulty"}, "amazon.chargeback.snad"},
		{"eBay top", Facts{Platform: "ebay", Channel: "platform_case", Category: "logistics"}, "ebay.mbg.inr"},
		{"own shop", Facts{Platform: "own_site", Channel: "payment_dispute", Category: "unauthorised"}, "paypal.claim.unauthorised"},
		{"carrier", Facts{Platform: "x", Carrier: "yunexpress", ByCarrier: true, Category: "logistics.lost"}, "carrier.yunexpress"},
		{"broken on the way", Facts{Platform: "ebay", Channel: "platform_case", Category: "logistics.damaged"}, "ebay.mbg.snad"},
		{"unknown", Facts{Platform: "x"}, ""},
		{"nothing", Facts{}, ""},
	} {
		got := r.Fitting(r.Programmes, tt.f)
		if tt.first == "" && len(got) > 0 || tt.first != "" && (len(got) == 0 || !strings.HasPrefix(got[0].ID, tt.first)) {
			ids := []string{}
			for _, p := range got {
				ids = append(ids, p.ID)
			}
			t.Errorf("%s: %v", tt.name, ids)
		}
	}
}

// TestOwnProgrammesFit: a rule of the seller's own is about anything.
func TestOwnProgrammesFit(t *testing.T) {
	r := shipped(t)
	own := Programme{ID: "own.1", Party: "Temu", Own: true}
	if got := r.Fitting([]Programme{own}, Facts{Platform: "temu", Category: "quality.faulty"}); len(got) != 1 {
		t.Errorf("%v", got)
	}
}

func TestSearch(t *testing.T) {
	r := shipped(t)
	for text, most := range map[string]int{"": 115, "PayPal 未收到": 6, "速卖通": 4, "信用卡 假冒": 1, "visa 13.1": 1, "stripe product not received": 1, "zzz": 0} {
		if got := r.Search(r.Programmes, text); len(got) > most || most > 0 && len(got) == 0 {
			t.Errorf("%q finds %d", text, len(got))
		}
	}
}
