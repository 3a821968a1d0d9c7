package data_test

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/app/replies"
	"casefolio/app/submissions"
	"casefolio/data"
)

// killedIn names the workspace that a child of the test writes into until it
// is killed.
const killedIn = "CASEFOLIO_TEST_KILLED_IN"

func TestMain(m *testing.M) {
	if dir := os.Getenv(killedIn); dir != "" {
		if err := writeForever(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// writeForever files cases with an exhibit, a submission and the draft of a reply
// each and names on standard output what is acknowledged.
func writeForever(dir string) error {
	w, err := data.Open(dir, time.Now)
	if err != nil {
		return err
	}
	for {
		c, err := w.CreateCase(ctx, cases.Case{Customer: "Anna", Story: strings.Repeat("late ", 300), Stage: cases.Intake})
		if err != nil {
			return err
		}
		fmt.Println("case", c.Number, c.ID)
		blob, err := w.Put(ctx, strings.NewReader(strings.Repeat(c.ID, 2000)), 1<<20)
		if err != nil {
			return err
		}
		e, err := w.AddExhibit(ctx, evidence.Exhibit{CaseID: c.ID, SHA256: blob.SHA256, Size: blob.Size},
			[]evidence.Message{{Seq: 1, Body: "hello"}, {Seq: 2, Body: "where is it"}}, nil)
		if err != nil {
			return err
		}
		fmt.Println("exhibit", e.Label(), e.ID)
		packet, err := w.Put(ctx, strings.NewReader("packet "+c.ID), 1<<20)
		if err != nil {
			return err
		}
		s, err := w.AddSubmission(ctx, submissions.Submission{CaseID: c.ID, Recipient: "Bank", At: time.Now()}, []evidence.Capture{
			{Within: -1, Exhibit: evidence.Exhibit{CaseID: c.ID, SHA256: blob.SHA256, Size: blob.Size}},
			{Within: -1, Exhibit: evidence.Exhibit{CaseID: c.ID, SHA256: packet.SHA256, Size: packet.Size, Source: evidence.FromPacket}},
		})
		if err != nil {
			return err
		}
		fmt.Println("submission", s.Recipient, s.ID)
		if err := w.SaveReplyDraft(ctx, c.ID, time.Now(), replies.New("en").Edit("Dear "+c.ID)); err != nil {
			return err
		}
		fmt.Println("draft", "Dear", c.ID)
	}
}

func TestNothingAcknowledgedIsLostWhenKilled(t *testing.T) {
	dir := t.TempDir()
	var acknowledged []string
	rounds := 6
	if os.Getenv("CASEFOLIO_LONG") != "" {
		rounds = 15
	}
	for round := range rounds {
		acknowledged = append(acknowledged, killAfter(t, dir, 5+13*round)...)
		checkAcknowledged(t, dir, acknowledged)
	}
}

// killAfter kills a writing child when it has acknowledged so many changes,
// and returns all it did acknowledge.
func killAfter(t *testing.T, dir string, changes int) []string {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), killedIn+"="+dir)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	var lines []string
	read := bufio.NewReader(out)
	for {
		line, err := read.ReadString('\n')
		if err == io.EOF { // a half line acknowledges nothing
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if lines = append(lines, strings.TrimSpace(line)); len(lines) == changes {
			if err := child.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := child.Wait(); err == nil || len(lines) < changes {
		t.Fatalf("the child ended by itself after %d changes: %v", len(lines), err)
	}
	return lines
}

func checkAcknowledged(t *testing.T, dir string, acknowledged []string) {
	t.Helper()
	w, err := data.Open(dir, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	for _, line := range acknowledged {
		words := strings.Fields(line)
		if words[0] == "case" {
			if c, err := w.Case(ctx, words[1]); err != nil || c.ID != words[2] {
				t.Errorf("%s: %v", line, err)
			}
			continue
		}
		if words[0] == "draft" {
			if d, ok, err := w.ReplyDraft(ctx, words[2]); err != nil || !ok || d.Text != "Dear "+words[2] {
				t.Errorf("%s: %+v %v", line, d, err)
			}
			continue
		}
		if words[0] == "submission" {
			if s, err := w.Submission(ctx, words[2]); err != nil || len(s.ExhibitIDs) != 2 {
				t.Errorf("%s: %+v %v", line, s, err)
			}
			continue
		}
		e, err := w.Exhibit(ctx, words[2])
		if err != nil || e.Label() != words[1] {
			t.Errorf("%s: %v", line, err)
		}
		if m, err := w.Messages(ctx, e.ID); err != nil || len(m) != 2 {
			t.Errorf("%s: %d messages, %v", line, len(m), err)
		}
	}
	halves, err := w.Ask(false, `SELECT count(*) FROM exhibits e WHERE e.source = 'packet'
		AND NOT EXISTS (SELECT 1 FROM submission_exhibits x WHERE x.exhibit_id = e.id)`)
	if err != nil || halves != "0" {
		t.Errorf("%s files without their submission, %v", halves, err)
	}
	whole(t, w)
	if err := w.Sweep(time.Now().Add(time.Hour)); err != nil {
		t.Error(err)
	}
	whole(t, w)
}
