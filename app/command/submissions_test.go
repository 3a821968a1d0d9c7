package command

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestSubmissionByWords records, lists, answers and takes back.
func TestSubmissionByWords(t *testing.T) {
	run, services := runnerOn(t, `{"customer":"Emma","platform":"amazon","amount":"39.90","currency":"USD"}`)
	run("case", "new", "-")
	path := filepath.Join(t.TempDir(), "packet-1.pdf")
	if err := os.WriteFile(path, []byte("%PDF-1.7 invented\r\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := services.Cases.Get(t.Context(), "CF-2026-0001")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := services.Programmes.Choose(t.Context(), c.ID, "amazon.atoz.us.inr", time.Time{}); err != nil {
		t.Fatal(err)
	}
	all, err := services.Packets.List(t.Context())
	if err != nil || len(all) == 0 {
		t.Fatal(all, err)
	}
	to := all[0].ID
	if got := run("submission", "list"); got.code != 0 || !strings.Contains(got.out, "No submissions") {
		t.Errorf("%+v", got)
	}
	got := run("submission", "record", c.Number, path, "--recipient", to, "--channel", "mail", "--at", "2026-11-09 08:00",
		"--programme", "amazon.atoz.us.inr", "--json")
	var out submissionOut
	if err := json.Unmarshal([]byte(got.out), &out); err != nil {
		t.Fatal(err, got)
	}
	if out.Case != c.Number || out.RecipientID != to || out.Recipient == "" || out.Channel != "mail" || len(out.Head) != 64 ||
		len(out.Files) != 1 || out.Files[0].Exhibit != "E-01" || out.Files[0].File != "packet-1.pdf" || len(out.Missing) == 0 {
		t.Errorf("%+v", out)
	}
	if got = run("submission", "list", c.Number); got.code != 0 || !strings.Contains(got.out, out.ID) || !strings.Contains(got.out, "no answer yet") {
		t.Errorf("%+v", got)
	}
	got = run("submission", "answer", out.ID, "--result", "partly", "--amount", "19.5", "--reason", "half of it", "--json")
	if err := json.Unmarshal([]byte(got.out), &out); err != nil || out.Result != "partly" || out.Amount != "19.50" || out.Currency != "USD" {
		t.Errorf("%+v %v", got, err)
	}
	if got = run("submission", "list", "--json"); got.out != "[]\n" {
		t.Errorf("%+v", got)
	}
	if got = run("submission", "take-back", out.ID, "--files"); got.code != 0 {
		t.Errorf("%+v", got)
	}
	if got = run("submission", "list", c.Number, "--json"); got.out != "[]\n" {
		t.Errorf("%+v", got)
	}
	if got = run("verify"); got.code != 0 {
		t.Errorf("%+v", got)
	}
}

// TestSubmissionRefused names what is wrong.
func TestSubmissionRefused(t *testing.T) {
	run := runner(t, `{"customer":"Emma"}`)
	run("case", "new", "-")
	for _, tt := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"record", "CF-2026-0001", "--recipient", "nobody", "--note", "n"}, exitFailed, "nobody"},
		{[]string{"record", "CF-2026-0001", "--recipient", "x", "--at", "soon"}, exitFailed, "soon"},
		{[]string{"record", "CF-2026-0001"}, exitUsage, "--recipient"},
		{[]string{"record", "CF-1", "--recipient", "x"}, exitFailed, ""},
		{[]string{"answer", "x", "--result", "maybe"}, exitUsage, "maybe"},
		{[]string{"answer", "x", "--result", "won"}, exitFailed, ""},
		{[]string{"take-back", "x"}, exitFailed, ""},
	} {
		got := run(append([]string{"submission"}, tt.args...)...)
		if got.code != tt.code || !strings.Contains(got.err, tt.want) || strings.Contains(got.err, "fault.") {
			t.Errorf("%v: %+v", tt.args, got)
		}
	}
}
