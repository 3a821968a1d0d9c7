package command

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"casefolio/app/programmes"
	"casefolio/app/text"
)

func TestProgrammeList(t *testing.T) {
	run := runner(t, "")
	var all []programmeOut
	if err := json.Unmarshal([]byte(run("programme", "list", "--json").out), &all); err != nil || len(all) != 115 {
		t.Fatal(len(all), err)
	}
	got := run("programme", "list", "--search", "速卖通 货不对版")
	if got.code != 0 || strings.Count(got.out, "\n") != 1 || !strings.HasPrefix(got.out, "aliexpress.dispute.snad") || !strings.Contains(got.out, "unverified") {
		t.Errorf("%+v", got)
	}
}

func TestCaseReadiness(t *testing.T) {
	run := runner(t, `{"customer":"Emma","platform":"amazon"}`)
	if got := run("case", "new", "-"); got.code != 0 {
		t.Fatal(got)
	}
	if got := run("case", "readiness", "CF-2026-0001"); got.code != 0 || !strings.Contains(got.out, "No programme") {
		t.Errorf("%+v", got)
	}
	if got := run("case", "readiness", "CF-2026-0001", "--json"); got.out != `{"case":"CF-2026-0001","programme":null,"due":"","percent":null,"slots":[],"missing":[]}`+"\n" {
		t.Errorf("%+v", got)
	}
	if got := run("case", "readiness", "CF-2026-0001", "--programme", "temu.none"); got.code != 1 || !strings.Contains(got.err, "temu.none") {
		t.Errorf("%+v", got)
	}
	if got := run("case", "readiness", "CF-1"); got.code != 1 {
		t.Errorf("%+v", got)
	}
}

// TestReadinessIsPrinted goes past the command line, which cannot choose.
func TestReadinessIsPrinted(t *testing.T) {
	path := filepath.Join(t.TempDir(), "track.txt")
	if err := os.WriteFile(path, []byte("Tracking number: YT2630921266112233\n2026-11-01 22:14 Leipzig, Delivered\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	run, services := runnerOn(t, `{"customer":"Emma"}`)
	run("case", "new", "-")
	run("evidence", "add", "CF-2026-0001", path)
	c, err := services.Cases.Get(t.Context(), "CF-2026-0001")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := services.Programmes.Choose(t.Context(), c.ID, "amazon.atoz.us.inr", time.Time{}); err != nil {
		t.Fatal(err)
	}
	e, err := services.Evidence.List(t.Context(), c.ID)
	if err != nil || len(e) != 1 {
		t.Fatal(e, err)
	}
	if err := services.Programmes.Link(t.Context(), c.ID, programmes.Mark{Key: "proof_of_delivery", ExhibitID: e[0].ID}); err != nil {
		t.Fatal(err)
	}
	var out struct {
		Percent int
		Slots   []slotOut
		Missing []string
	}
	if err := json.Unmarshal([]byte(run("case", "readiness", "CF-2026-0001", "--json").out), &out); err != nil {
		t.Fatal(err)
	}
	if out.Percent != 25 || len(out.Slots) != 7 || strings.Join(out.Missing, " ") != "tracking_number ship_method delivery_address" ||
		out.Slots[2].Exhibits[0] != "E-01" || !out.Slots[2].Satisfied {
		t.Errorf("%+v", out)
	}
	if got := run("case", "readiness", "CF-2026-0001"); !strings.Contains(got.out, "1 of 4 required") || !strings.Contains(got.out, "E-01") {
		t.Errorf("%+v", got)
	}
}

func TestReadinessTexts(t *testing.T) {
	c, err := text.Load(os.DirFS("../../assets"), "translations")
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"zh", "en"} {
		for _, key := range []string{
			"command.readiness", "command.readiness.none", "command.readiness.there", "command.readiness.missing",
			"command.readiness.waived", "command.readiness.optional", "command.programme.verified", "command.programme.unverified",
		} {
			if !c.Has(lang, key) {
				t.Errorf("%s: no text for %s", lang, key)
			}
		}
	}
}
