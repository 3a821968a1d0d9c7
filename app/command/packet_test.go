package command

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestPacketList(t *testing.T) {
	run := runner(t, "")
	got := run("packet", "--list", "--json")
	var all []map[string]any
	if err := json.Unmarshal([]byte(got.out), &all); err != nil || len(all) < 18 {
		t.Fatal(len(all), err)
	}
	for _, want := range []string{
		`{"id":"amex","name":"American Express","pages":20,"bytes_file":5000000,"bytes_total":25000000,"files":5,"grey":false,`,
		`"id":"amex_optblue","name":"American Express OptBlue","pages":20,"bytes_file":null,"bytes_total":1000000,"files":5,"grey":true,`,
		`"id":"visa","name":"Visa","pages":null,"bytes_file":null,"bytes_total":null,"files":null,"grey":false,`,
	} {
		if !strings.Contains(got.out, want) {
			t.Errorf("no %s", want)
		}
	}
	if got := run("packet", "--list"); got.code != 0 || !strings.Contains(got.out, "paypal") || !strings.Contains(got.out, "9999999") {
		t.Errorf("%+v", got)
	}
}

// What is missing on the command line is a usage error.
func TestPacketUsage(t *testing.T) {
	run := runner(t, "")
	for _, args := range [][]string{{}, {"CF-2026-0001"}, {"CF-2026-0001", "--recipient", "any"}} {
		if got := run(append([]string{"packet"}, args...)...); got.code != 2 || got.err == "" {
			t.Errorf("%v: %+v", args, got)
		}
	}
}

// A dry run writes nothing and tells everything.
func TestPacketDryRun(t *testing.T) {
	run := runner(t, `{"customer":"Emma","platform":"shopify"}`)
	folder := t.TempDir()
	path := filepath.Join(folder, "note.txt")
	if err := os.WriteFile(path, []byte("Called the carrier.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	run("case", "new", "-")
	run("evidence", "add", "CF-2026-0001", path)
	got := run("packet", "CF-2026-0001", "--recipient", "shopify", "--dry-run", "--json", "--mask", "none")
	for _, want := range []string{
		`{"case":"CF-2026-0001","recipient":"shopify","programme":"","fits":true,"pages":2,"bytes":`,
		`"files":[{"no":1,"name":"CF-2026-0001-shopify-01.pdf","exhibits":[],"pages":1,"bytes":`,
		`"estimate":{"pages":2,"bytes":`, `"label":"E-01"`, `"left_out":[]`, `"missing":[]`, `{"what":"pages","file":1,"value":1,"limit":49,"ok":true}`,
		`"savings":[]`, `"masked":0`,
	} {
		if got.code != 0 || !strings.Contains(got.out, want) {
			t.Errorf("%s is missing in %+v", want, got)
		}
	}
	for want, args := range map[string][]string{
		"nobody": {"--recipient", "nobody", "--dry-run"},
		"E-07":   {"--recipient", "any", "--dry-run", "--exhibits", "E-07"},
		"E-01":   {"--recipient", "any", "--dry-run", "--documents", "E-01"},
		"planet": {"--recipient", "any", "--dry-run", "--mask", "planet"},
	} {
		if got := run(append([]string{"packet", "CF-2026-0001"}, args...)...); got.code != 1 || !strings.Contains(got.err, want) {
			t.Errorf("%v: %+v", args, got)
		}
	}
	left, err := os.ReadDir(folder)
	if err != nil || len(left) != 1 {
		t.Error(left, err)
	}
}
