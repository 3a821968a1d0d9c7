package command

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestMoneyByWords logs, lists and removes sums.
func TestMoneyByWords(t *testing.T) {
	run := runner(t, `{"customer":"Emma","order":"302-1","platform":"amazon","amount":"39.90","currency":"EUR"}`)
	run("case", "new", "-")
	const c = "CF-2026-0001"
	if got := run("ledger", c); got.code != 0 || !strings.Contains(got.out, "No sums") {
		t.Errorf("%+v", got)
	}
	var line lineOut
	got := run("ledger", "add", c, "--kind", "refund", "--amount", "12.5", "--at", "2026-11-02", "--json")
	if err := json.Unmarshal([]byte(got.out), &line); err != nil || line.Amount != "12.50" || line.Currency != "EUR" || line.Counted != "12.50" {
		t.Fatalf("%+v %v", got, err)
	}
	if got = run("ledger", "add", c, "--kind", "recovered", "--amount", "80 CNY", "--payer", "carrier"); got.code != exitFailed || !strings.Contains(got.err, "rate") {
		t.Errorf("%+v", got)
	}
	if got = run("ledger", "add", c, "--kind", "recovered", "--amount", "80 CNY", "--payer", "carrier", "--rate", "0.128"); got.code != 0 {
		t.Errorf("%+v", got)
	}
	if got = run("ledger", "add", c, "--kind", "refund", "--amount", "5", "--rate-date", "xx"); got.code != exitFailed || !strings.Contains(got.err, "xx") {
		t.Errorf("%+v", got)
	}
	var book bookOut
	got = run("ledger", c, "--json")
	if err := json.Unmarshal([]byte(got.out), &book); err != nil || len(book.Lines) != 2 || book.Cost.Amount != "12.50" || !book.CostCounted ||
		book.Recovered.Amount != "10.24" || book.Left.Amount != "37.64" || book.Lines[1].RateDate != "2026-11-09" {
		t.Errorf("%+v %v", got, err)
	}
	if got = run("ledger", c); got.code != 0 || !strings.Contains(got.out, "Left of this order: EUR 37.64") || !strings.Contains(got.out, line.ID) {
		t.Errorf("%+v", got)
	}
	got = run("ledger", "--csv", "--from", "2026-11-01", "--to", "2026-11-02")
	if !strings.HasPrefix(got.out, "\ufeffCase,Order,") || strings.Count(got.out, "\r\n") != 2 || !strings.Contains(got.out, ",12.50,EUR,") {
		t.Errorf("%+v", got)
	}
	if got = run("ledger", "--json", "--to", "2026-11-01"); got.out != "[]\n" {
		t.Errorf("%+v", got)
	}
	if got = run("ledger", "remove", line.ID); got.code != 0 {
		t.Errorf("%+v", got)
	}
	got = run("ledger", c, "--json")
	if err := json.Unmarshal([]byte(got.out), &book); err != nil || book.CostCounted || len(book.Lines) != 1 {
		t.Errorf("%+v %v", got, err)
	}
}

// TestAReturnByWords logs steps and gives the sentence for the buyer.
func TestAReturnByWords(t *testing.T) {
	run := runner(t, `{"customer":"Emma","order":"302-1","platform":"amazon","amount":"39.90","currency":"EUR","buyer_zone":"Europe/Berlin"}`)
	run("case", "new", "-")
	const c = "CF-2026-0001"
	if got := run("return", c); got.code != 0 || !strings.Contains(got.out, "No return") {
		t.Errorf("%+v", got)
	}
	if got := run("return", "add", c, "asked", "--due", "2026-11-11 18:00"); got.code != 0 || !strings.Contains(got.out, "302-1") {
		t.Errorf("%+v", got)
	}
	if got := run("return", "add", c, "lost"); got.code != exitFailed || !strings.Contains(got.err, "lost") {
		t.Errorf("%+v", got)
	}
	var out returnOut
	got := run("return", "add", c, "label_sent", "--cost", "6.20", "--tracking", "RR1", "--json")
	if err := json.Unmarshal([]byte(got.out), &out); err != nil || out.State != "label_sent" || len(out.Steps) != 2 ||
		out.Steps[1].Cost.Amount != "6.20" || !strings.Contains(out.Text, "RR1") || out.Lang != "de" {
		t.Errorf("%+v %v", got, err)
	}
	if got = run("return", c, "--lang", "ja"); !strings.Contains(got.out, "追跡番号は RR1 です。") {
		t.Errorf("%+v", got)
	}
	if got = run("ledger", c); !strings.Contains(got.out, "EUR 6.20") {
		t.Errorf("%+v", got)
	}
}
