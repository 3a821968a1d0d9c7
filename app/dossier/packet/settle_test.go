package packet_test

import (
	"fmt"
	"strconv"
	"testing"

	"casefolio/app/cases"
	"casefolio/app/dossier/packet"
)

// atMost asks for a packet for a recipient of so many bytes, and pages of a file.
func (d stand) atMost(t testing.TB, bytes int64, pages *int) packet.Request {
	t.Helper()
	return packet.Request{Recipient: d.limited(t, func(r *packet.Recipient) {
		r.ID += strconv.FormatInt(bytes, 10) // the clock of a test may stand
		r.BytesTotal, r.Pages = &bytes, pages
	})}
}

// came holds what was written against its plan. The head of the journal stands
// in both, which is a few bytes more or less.
func came(t *testing.T, plan, is packet.Plan) {
	t.Helper()
	if step(plan, "pictures") != step(is, "pictures") || max(plan.Bytes-is.Bytes, is.Bytes-plan.Bytes) > plan.Bytes/1000 {
		t.Errorf("at most %d: planned %d %v, came %d %v", *plan.Recipient.BytesTotal, plan.Bytes, plan.Steps, is.Bytes, is.Steps)
	}
}

// A packet comes as it was planned, whatever was packed in between: what was
// learned of its pictures for others changes nothing.
func TestComesAsPlannedWhateverWasPackedBetween(t *testing.T) {
	d := newStand(t, cases.Case{Customer: "Emma"})
	for i := range 3 {
		d.add(t, fmt.Sprintf("IMG_%d.jpg", i), noise(t, uint64(i), 500+40*i, 360))
	}
	most := d.plan(t, packet.Request{Recipient: "any"}).Bytes
	req := d.atMost(t, most*80/100, nil)
	plan := d.plan(t, req)
	if plan.Bytes > most*75/100 {
		t.Fatalf("%d of %d bytes: no other pictures would fit", plan.Bytes, most)
	}
	d.plan(t, d.atMost(t, most*85/100, nil))
	came(t, plan, d.write(t, req, t.TempDir()).Plan)
}

// Where the files come out just larger than a limit, the plan is of those that
// are written in their place.
func TestPlanIsWeighed(t *testing.T) {
	d := newStand(t, cases.Case{Customer: "Emma"})
	d.add(t, "IMG.jpg", noise(t, 1, 640, 480))
	for i := range 8 {
		d.add(t, "note.txt", note(i, 2))
	}
	res := d.write(t, d.atMost(t, 1<<30, ptr(1)), t.TempDir())
	req := d.atMost(t, (res.PlannedBytes+res.Plan.Bytes)/2, ptr(1))
	plan := d.plan(t, req)
	came(t, plan, d.write(t, req, t.TempDir()).Plan)
}
