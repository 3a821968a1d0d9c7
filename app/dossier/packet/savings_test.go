package packet_test

import (
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"

	"casefolio/app/cases"
	"casefolio/app/dossier/packet"
	"casefolio/app/evidence"
)

// What a refusal says to leave out is held against every choice that there is:
// it fits, none of it can be put back, it spares what is asked for where
// anything else does, and it is hardly more than the fewest.
func TestLittleMustBeLeftOut(t *testing.T) {
	rounds, exhibits := 1, 3
	if long() {
		rounds, exhibits = longRounds*3/20, 5
	}
	more, refused := 0, 0
	for round := range rounds {
		r := rand.New(rand.NewPCG(uint64(round), 9))
		d := newStand(t, cases.Case{Customer: "Emma", Platform: "amazon"})
		links := map[string][]evidence.Exhibit{}
		var ids []string
		var asked uint
		for i := range exhibits {
			var e evidence.Exhibit
			if r.IntN(3) == 0 {
				e = d.add(t, "IMG.jpg", noise(t, uint64(10*round+i), 500, 300+100*r.IntN(5)))
			} else {
				e = d.add(t, "note.txt", note(i, 10+r.IntN(180)))
			}
			if r.IntN(3) == 0 {
				key := []string{"proof_of_delivery", "tracking_number"}[r.IntN(2)]
				links[key] = append(links[key], e)
				asked |= 1 << i
			}
			ids = append(ids, e.ID)
		}
		d.choose(t, "amazon.atoz.us.inr", links)
		pages, bytes := 2+r.IntN(exhibits+1), int64(0)
		id := d.limited(t, func(to *packet.Recipient) {
			if to.PagesTotal = &pages; r.IntN(2) == 0 {
				bytes = 40_000 + int64(r.IntN(90_000))
				to.BytesTotal = &bytes
			}
		})
		fits := func(set uint) bool { // without the set
			req := packet.Request{Recipient: id, Exhibits: []string{}}
			for i, id := range ids {
				if set&(1<<i) == 0 {
					req.Exhibits = append(req.Exhibits, id)
				}
			}
			return d.plan(t, req).Fits
		}
		p := d.plan(t, packet.Request{Recipient: id, Exhibits: ids})
		if p.Fits {
			continue
		}
		refused++
		var told uint
		for _, s := range p.Savings {
			if s.Enough {
				told |= 1 << slices.Index(ids, s.ExhibitID)
			}
		}
		least, spares := len(ids), false
		for set := range uint(1 << len(ids)) {
			if fits(set) {
				least, spares = min(least, bits.OnesCount(set)), spares || set&asked == 0
			}
		}
		if told == 0 || !fits(told) {
			t.Errorf("round %d: without %05b it does not fit", round, told)
		}
		if spares && told&asked != 0 {
			t.Errorf("round %d: leaves out %05b, of which %05b is asked for", round, told, told&asked)
		}
		for i := range ids {
			if without := told &^ (1 << i); without != told && fits(without) {
				t.Errorf("round %d: of %05b number %d can stay", round, told, i)
			}
		}
		if n := bits.OnesCount(told); n > least {
			more += n - least
		}
	}
	t.Logf("%d refused, %d more left out than the fewest", refused, more)
	if more > refused {
		t.Errorf("%d refused, %d more left out than the fewest", refused, more)
	}
}

// The index of what is left out takes no room, so that a way is found even where
// that index alone would be too long.
func TestTheIndexShrinksWithWhatIsLeftOut(t *testing.T) {
	d := newStand(t, cases.Case{Customer: "Emma", Platform: "amazon"})
	for i := range 40 {
		d.add(t, "note.txt", note(i, 1))
	}
	id := d.limited(t, func(r *packet.Recipient) { r.PagesTotal, r.MinText = ptr(1), 12 })
	p := d.plan(t, packet.Request{Recipient: id})
	if p.Fits || !slices.ContainsFunc(p.Savings, func(s packet.Saving) bool { return s.Enough }) {
		t.Errorf("fits %t, and nothing of %d is said to be enough", p.Fits, len(p.Savings))
	}
}
