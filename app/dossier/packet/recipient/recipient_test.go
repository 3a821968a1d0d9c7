package recipient_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"casefolio/app/dossier/packet/recipient"
)

func limit[T int | int64](n *T) int64 {
	if n == nil {
		return -1
	}
	return int64(*n)
}

// The shipped limits, as they were looked up: pages of a file and together,
// bytes of a file and together, files; -1 is no limit. "Under 50 pages" is 49,
// "under 10 MB" is 9,999,999.
func TestShippedLimits(t *testing.T) {
	all, err := recipient.Load(os.DirFS("../../../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][5]int64{
		"amex":            {20, -1, 5_000_000, 25_000_000, 5},
		"amex_optblue":    {20, -1, -1, 1_000_000, 5},
		"diners_discover": {-1, -1, -1, 3_000_000, -1},
		"mastercard":      {19, 19, 14_500_000, 14_500_000, -1},
		"checkout":        {-1, -1, 4_000_000, -1, -1},
		"paypal":          {-1, -1, 9_999_999, 50_000_000, -1},
		"shopify":         {49, 49, 2_000_000, 4_000_000, -1},
		"revolut":         {-1, -1, 10_000_000, -1, 100},
		"stripe":          {49, 49, -1, 5_000_000, -1},
		"amazon_atoz":     {-1, -1, 10_000_000, 10_000_000, -1},
	}
	for _, id := range []string{"visa", "ebay", "aliexpress", "temu", "tiktok_shop", "carrier", "supplier", "any"} {
		want[id] = [5]int64{-1, -1, -1, -1, -1}
	}
	slots := map[string]bool{"paypal": true, "shopify": true, "stripe": true}
	verified := map[string]bool{
		"amex": true, "amex_optblue": true, "diners_discover": true, "mastercard": true, "checkout": true, "paypal": true, "revolut": true,
	}
	for _, r := range all {
		got := [5]int64{limit(r.Pages), limit(r.PagesTotal), limit(r.BytesFile), limit(r.BytesTotal), limit(r.Files)}
		if w, ok := want[r.ID]; !ok || got != w {
			t.Errorf("%s: %v, want %v", r.ID, got, w)
		}
		if r.Slots != slots[r.ID] || r.Grey != (r.ID == "amex_optblue") || r.Blank == (r.ID == "amex_optblue") || r.Verified != verified[r.ID] {
			t.Errorf("%s: slots %v, grey %v, blank %v, verified %v", r.ID, r.Slots, r.Grey, r.Blank, r.Verified)
		}
		if r.Attachments || (r.Audience == "supplier") != (r.ID == "supplier") || (r.MinText == 12) != (r.ID == "stripe") {
			t.Errorf("%s: %+v", r.ID, r)
		}
		delete(want, r.ID)
	}
	if len(want) > 0 {
		t.Errorf("missing: %v", want)
	}
}

// What the rules refuse, each in one change of a good recipient.
func TestParseRefuses(t *testing.T) {
	const good = `{"id":"bank","names":{"en":"Bank","zh":"B"},"kind":"network","pages":20,"blank":true,"audience":"outside",
		"source_title":"Rules","source_url":"https://example.com","source_kind":"official","as_of":"2026-11-22","verified":true}`
	parse := func(one string) error {
		_, err := recipient.Parse([]byte(`{"recipients":[` + one + `]}`))
		return err
	}
	if err := parse(good); err != nil {
		t.Fatal(err)
	}
	for _, change := range [][2]string{
		{`"id":"bank"`, `"id":""`}, {`"id":"bank"`, `"id":"own.x"`}, {`"zh":"B"`, `"zh":""`}, {`"kind":"network"`, `"kind":"friend"`},
		{`"pages":20`, `"pages":0`}, {`"pages":20`, `"bytes_file":-1`}, {`"pages":20`, `"files":1000000`}, {`"pages":20`, `"formats":["jpg"]`},
		{`"pages":20`, `"paper":"a3"`}, {`"pages":20`, `"min_text":40`}, {`"pages":20`, `"min_dpi":300,"max_dpi":150`},
		{`"outside"`, `"own"`}, {`"official"`, `"hearsay"`}, {`"official"`, `"third_party"`}, {`"Rules"`, `""`}, {`https:`, `ftp:`},
		{`2026-11-22`, `today`}, {`"pages":20`, `"mask":["story"]`}, {`"pages":20`, `"note":{"en":"x"}`}, {`"pages":20`, `"own":true`},
	} {
		if err := parse(strings.Replace(good, change[0], change[1], 1)); err == nil {
			t.Errorf("%s is taken", change[1])
		}
	}
	if parse(good+","+good) == nil {
		t.Error("the same id twice is taken")
	}
}

func TestStale(t *testing.T) {
	r := recipient.Recipient{AsOf: "2026-11-22"}
	if r.Stale(time.Date(2027, 11, 21, 0, 0, 0, 0, time.UTC)) || !r.Stale(time.Date(2027, 11, 23, 0, 0, 0, 0, time.UTC)) {
		t.Error("a year is not a year")
	}
	if (recipient.Recipient{}).Stale(time.Now()) {
		t.Error("what has no date is stale")
	}
}

func FuzzParse(f *testing.F) {
	raw, err := os.ReadFile("../../../../assets/rules/recipients.json")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw)
	f.Add([]byte(`{"recipients":[{"id":"x","pages":1e9}]}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		all, err := recipient.Parse(raw)
		if err != nil {
			return
		}
		if _, err := json.Marshal(all); err != nil {
			t.Error(err)
		}
	})
}
