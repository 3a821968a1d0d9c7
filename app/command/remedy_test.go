package command

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casefolio/app/money"
	"casefolio/app/remedies"
)

const hundred = `{"currency":"USD","price":"100","goods":"32","freight_out":"18.50","freight_back":"41","fee":"3",
	"options":[{"kind":"discount","share":"20%"},{"kind":"shared_resend","amount":"70"}]}`

func TestRemedyOfFigures(t *testing.T) {
	path := filepath.Join(t.TempDir(), "figures.json")
	if err := os.WriteFile(path, []byte(hundred), 0o600); err != nil {
		t.Fatal(err)
	}
	run := runner(t, hundred)
	var out sheetOut
	for _, name := range []string{path, "-"} {
		got := run("remedy", "--input", name, "--json")
		if err := json.Unmarshal([]byte(got.out), &out); err != nil {
			t.Fatal(got, err)
		}
	}
	left := map[string]string{}
	for _, o := range out.Options {
		left[o.Kind] = o.Left
	}
	for kind, want := range map[string]string{
		"discount": "26.50", "shared_resend": "66.00", "free_resend": "-4.00", "return_refund": "-94.50", "refund_only": "-53.50",
	} {
		if left[kind] != want {
			t.Errorf("%s leaves %s", kind, left[kind])
		}
	}
	if e := out.Even; out.Untroubled != "46.50" || e.Discount.Share != "46.5%" || e.AsResend.Share != "50.5%" || e.Share.Amount != "4.00" {
		t.Errorf("%+v", out)
	}
	if got := run("remedy", "--input", path); got.code != 0 || !strings.Contains(got.out, "1st choice") || !strings.Contains(got.out, "USD -94.50") {
		t.Errorf("%+v", got)
	}
	for _, args := range [][]string{{"remedy"}, {"remedy", "CF-2026-0001", "--input", path}} {
		if got := run(args...); got.code != exitUsage || strings.Count(got.err, "\n") != 2 || got.out != "" {
			t.Errorf("%+v", got)
		}
	}
	if got := run("remedy", "--input", path+"x"); got.code != exitFailed || got.err == "" {
		t.Errorf("%+v", got)
	}
	if got := runner(t, `{"currency":"USD"}`)("remedy", "--input", "-", "--json"); got.code != exitFailed || !strings.Contains(got.err, "price") {
		t.Errorf("%+v", got)
	}
}

func TestRemedyOfACase(t *testing.T) {
	run, services := runnerOn(t, `{"customer":"Emma","platform":"ebay","amount":"100","currency":"USD","category":"quality.faulty","buyer_zone":"Europe/Berlin"}`)
	run("case", "new", "-")
	c, err := services.Cases.Get(t.Context(), "CF-2026-0001")
	if err != nil {
		t.Fatal(err)
	}
	err = services.Remedies.SaveFigures(t.Context(), c.ID, remedies.Figures{Goods: money.Amount{Minor: 23000, Currency: "CNY"}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := services.Remedies.Offer(t.Context(), c.ID, remedies.Offer{Option: remedies.Option{Kind: remedies.FreeResend}}); err != nil {
		t.Fatal(err)
	}
	var out sheetOut
	got := run("remedy", "cf-2026-0001", "--json")
	if err := json.Unmarshal([]byte(got.out), &out); err != nil || out.Case != "CF-2026-0001" || len(out.Offers) != 1 || len(out.NoRate) != 1 || len(out.Warnings) == 0 {
		t.Errorf("%+v %v", got, err)
	}
	if got := run("remedy", "CF-2026-0001"); got.code != 0 || !strings.Contains(got.out, "Not allowed") || !strings.Contains(got.err, "CNY") {
		t.Errorf("%+v", got)
	}
	if got := run("remedy", "CF-9"); got.code != exitFailed {
		t.Errorf("%+v", got)
	}
}
