package data_test

import (
	"strings"
	"testing"
	"time"

	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/app/fault"
	"casefolio/app/money"
	"casefolio/app/programmes"
	"casefolio/app/submissions"
	"casefolio/data"
	"casefolio/data/datatest"
)

// frozen is a capture of a packet's file, whose bytes lie in the vault.
func frozen(t *testing.T, w *data.Workspace, caseID, content string) evidence.Capture {
	t.Helper()
	blob, err := w.Put(ctx, strings.NewReader(content), 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	return evidence.Capture{Within: -1, Exhibit: evidence.Exhibit{
		CaseID: caseID, Kind: evidence.Document, Source: evidence.FromPacket, FileName: "packet.pdf",
		SHA256: blob.SHA256, Size: blob.Size,
	}}
}

// submitted is a case with a programme, a submission and its answer.
func submitted(t *testing.T, w *data.Workspace) submissions.Submission {
	t.Helper()
	c := mustCase(t, w, cases.Case{Customer: "Anna"})
	if _, err := w.Choose(ctx, programmes.Choice{CaseID: c.ID, ProgrammeID: "p.q"}); err != nil {
		t.Fatal(err)
	}
	s, err := w.AddSubmission(ctx, submissions.Submission{
		CaseID: c.ID, RecipientID: "bank", Recipient: "Bank", ProgrammeID: "p.q", Channel: "mail",
		At:       time.Date(2026, 11, 9, 8, 0, 0, 0, time.FixedZone("", -5*3600)),
		Evidence: []submissions.Evidence{{Key: "delivery_proof", Required: true, There: true}},
	}, []evidence.Capture{frozen(t, w, c.ID, "one"), frozen(t, w, c.ID, "two")})
	if err != nil {
		t.Fatal(err)
	}
	s.Result, s.Amount, s.AnsweredAt = submissions.Won, money.Amount{Minor: 3990, Currency: "EUR"}, s.At.Add(time.Hour)
	s, err = w.AnswerSubmission(ctx, s, []evidence.Capture{frozen(t, w, c.ID, "answer")})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestVerifyFindsForgedSubmissions changes rows behind the program's back.
func TestVerifyFindsForgedSubmissions(t *testing.T) {
	for _, forged := range []struct{ name, sql, want string }{
		{"nothing", `SELECT 1`, ""},
		{"time", `UPDATE submissions SET at = '2026-11-08T08:00:00-05:00'`, "row.changed CF-2026-0001 Bank"},
		{"no time", `UPDATE submissions SET at = 'garbage'`, "row.changed CF-2026-0001"},
		{"head", `UPDATE submissions SET head = 'x'`, "row.changed CF-2026-0001 Bank"},
		{"result", `UPDATE submissions SET result = 'lost'`, "row.changed CF-2026-0001 Bank"},
		{"amount", `UPDATE submissions SET amount_minor = 1`, "row.changed CF-2026-0001 Bank"},
		{"evidence", `UPDATE submissions SET evidence = '[]'`, "row.changed CF-2026-0001 Bank"},
		{"no evidence", `UPDATE submissions SET evidence = 'garbage'`, "row.changed CF-2026-0001"},
		{"a file", `DELETE FROM submission_exhibits WHERE no = 2`, "row.changed CF-2026-0001 Bank"},
		{"the order", `UPDATE submission_exhibits SET no = 3 - no WHERE part = 'packet'`, "row.changed CF-2026-0001 Bank"},
		{"the answer", `UPDATE submission_exhibits SET part = 'packet' WHERE part = 'answer'`, "row.changed CF-2026-0001 Bank"},
		{"taken back", `UPDATE submissions SET taken_back_at = 1`, "row.changed CF-2026-0001 Bank"},
		{"gone", `DELETE FROM submission_exhibits; DELETE FROM submissions`, "row.missing CF-2026-0001"},
		{"clock", `UPDATE case_programmes SET reopened_at = 1`, "row.changed CF-2026-0001 p.q"},
	} {
		t.Run(forged.name, func(t *testing.T) {
			w := datatest.Open(t)
			submitted(t, w)
			if err := w.Exec(forged.sql); err != nil {
				t.Fatal(err)
			}
			var found []string
			for _, p := range verify(t, w).Problems {
				found = append(found, p.Code+" "+p.Subject)
			}
			if got := strings.Join(found, "\n"); forged.want == "" && got != "" || !strings.Contains(got, forged.want) {
				t.Errorf("found %q, want %q", got, forged.want)
			}
		})
	}
}

// TestSubmissionIsAllOrNothing: what fails on the way leaves neither record nor
// exhibit nor entry.
func TestSubmissionIsAllOrNothing(t *testing.T) {
	w := datatest.Open(t)
	s := submitted(t, w)
	before := whole(t, w).Entries
	again := s
	again.CaseID = "none"
	if _, err := w.AddSubmission(ctx, again, []evidence.Capture{frozen(t, w, s.CaseID, "three")}); !fault.Is(err, "case.unknown") {
		t.Error(err)
	}
	again.CaseID = s.CaseID
	bad := frozen(t, w, "none", "four")
	if _, err := w.AddSubmission(ctx, again, []evidence.Capture{frozen(t, w, s.CaseID, "three"), bad}); !fault.Is(err, "case.unknown") {
		t.Error(err)
	}
	if _, err := w.AnswerSubmission(ctx, again, []evidence.Capture{frozen(t, w, s.CaseID, "three"), bad}); !fault.Is(err, "case.unknown") {
		t.Error(err)
	}
	if err := w.Exec(`CREATE TRIGGER full BEFORE INSERT ON submission_exhibits BEGIN SELECT RAISE(ABORT, 'full'); END`); err != nil {
		t.Fatal(err)
	}
	again.At = again.At.Add(time.Minute)
	if _, err := w.AddSubmission(ctx, again, []evidence.Capture{frozen(t, w, s.CaseID, "three")}); err == nil {
		t.Error("kept without its files")
	}
	all, err := w.Exhibits(ctx, s.CaseID)
	if err != nil || len(all) != 3 {
		t.Error(len(all), err)
	}
	if subs, err := w.Submissions(ctx, s.CaseID); err != nil || len(subs) != 1 {
		t.Error(subs, err)
	}
	if after := whole(t, w).Entries; after != before {
		t.Error(before, after)
	}
}

// TestSubmissionTimesKeepTheirZone as they were said, and the order is that of
// the instants.
func TestSubmissionTimesKeepTheirZone(t *testing.T) {
	w := datatest.Open(t)
	first := submitted(t, w) // 08:00-05:00 is 21:00 in China
	later, err := w.AddSubmission(ctx, submissions.Submission{
		CaseID: first.CaseID, Recipient: "Platform", ProgrammeID: "p.q", Note: "n",
		At: time.Date(2026, 11, 9, 21, 30, 0, 0, time.FixedZone("", 8*3600)),
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	all, err := w.Submissions(ctx, first.CaseID)
	if err != nil || len(all) != 2 || all[0].ID != later.ID {
		t.Fatal(all, err)
	}
	if _, offset := all[1].At.Zone(); offset != -5*3600 {
		t.Error(all[1].At)
	}
	choices, err := w.Choices(ctx, first.CaseID)
	if err != nil || !choices[0].AnsweredAt.Equal(first.At) {
		t.Error(choices, err)
	}
	whole(t, w)
}

// TestErasedCaseWithSubmissions still verifies.
func TestErasedCaseWithSubmissions(t *testing.T) {
	w := datatest.Open(t)
	s := submitted(t, w)
	if err := w.EraseDetails(ctx, s.CaseID); err != nil {
		t.Fatal(err)
	}
	whole(t, w)
	if _, err := w.TakeBackSubmission(ctx, s.ID, true, true, time.Time{}); err != nil {
		t.Fatal(err)
	}
	whole(t, w)
}
