package packet

import (
	"cmp"
	"context"
	"slices"

	"casefolio/app/dossier/compose"
	"casefolio/app/dossier/packet/fit"
)

func (j *job) nameOf(u unit) string { return compose.Name(j.in, u.exhibit) }

// savings tells what leaving out each exhibit saves, the most first, and marks a
// small set that makes the packet fit. What the programme asks for is in that
// set only where the rest is not enough.
func (j *job) savings(ctx context.Context, p *packed, at []place) ([]Saving, error) {
	all := make([]candidate, 0, len(j.units)+len(j.documents))
	for i, u := range j.units {
		bytes, pages := j.weight(p, at, i)
		all = append(all, candidate{Saving{u.exhibit.ID, u.exhibit.Label(), u.slot.Label, bytes, pages, false}, i})
	}
	for i, d := range j.documents {
		all = append(all, candidate{Saving{d.exhibit.ID, d.exhibit.Label(), d.slot.Label, d.exhibit.Size, d.pages, false}, -1 - i})
	}
	pages := j.tooMany("pages") || j.tooMany("pages_total")
	slices.SortStableFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.gain(pages), a.gain(pages)), cmp.Compare(b.gain(!pages), a.gain(!pages)))
	})
	alone := j.alone(p)
	order := slices.Clone(all)
	slices.SortStableFunc(order, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(rank(alone[b.unit]), rank(alone[a.unit])), cmp.Compare(rank(a.Slot != ""), rank(b.Slot != "")))
	})
	enough, err := j.enough(ctx, order)
	out := make([]Saving, len(all))
	for i, c := range all {
		out[i] = c.Saving
		out[i].Enough = enough[c.unit]
	}
	return out, err
}

// candidate is an exhibit that may be left out.
type candidate struct {
	Saving
	unit int // or, below 0, a document
}

func (c candidate) gain(pages bool) int64 {
	if pages {
		return int64(c.Pages)
	}
	return c.Bytes
}

func rank(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (j *job) tooMany(what string) bool {
	return slices.ContainsFunc(j.plan.Checks, func(c Check) bool { return c.What == what && !c.OK })
}

// alone are the exhibits that keep to no limit even in a file of their own:
// without leaving them out nothing helps.
func (j *job) alone(p *packed) map[int]bool {
	out := map[int]bool{}
	for _, f := range p.files {
		if passed(j.ofFile(f)) {
			continue
		}
		if f.document != nil {
			for i := range j.documents {
				if f.document == &j.documents[i] {
					out[-1-i] = true
				}
			}
		} else if len(f.pieces) == 1 && !f.front {
			out[f.pieces[0].unit] = true
		}
	}
	return out
}

// ofFile holds one file against the limits that each file has.
func (j *job) ofFile(f sized) []Check {
	one := *j
	one.r.PagesTotal, one.r.BytesTotal, one.r.Files = nil, nil, nil
	return one.checks([]sized{f}, 1)
}

// enough finds a set, as small as can be found by halving, whose leaving out
// makes the packet fit; nil: nothing does.
func (j *job) enough(ctx context.Context, order []candidate) (map[int]bool, error) {
	ladder := j.ladder()
	try := func(n int) (map[int]bool, bool, error) {
		skip := map[int]bool{}
		for _, c := range order[:n] {
			skip[c.unit] = true
		}
		fits, err := j.bears(ctx, ladder, skip)
		return skip, fits, err
	}
	best, fits, err := try(len(order))
	if err != nil || !fits {
		return nil, err
	}
	low, high := 0, len(order) // low is not enough, high is
	for high-low > 1 {
		mid := (low + high) / 2
		skip, fits, err := try(mid)
		if err != nil {
			return nil, err
		}
		if fits {
			best, high = skip, mid
		} else {
			low = mid
		}
	}
	return j.spared(ctx, ladder, best, order[:high])
}

// mostSpared is how many exhibits are tried to be put back.
const mostSpared = 24

// spared puts back what need not be left out after all: first what is asked for,
// then what saves least, so that few are left.
func (j *job) spared(ctx context.Context, ladder []fit.Rung, skip map[int]bool, order []candidate) (map[int]bool, error) {
	for i := len(order) - 1; i >= max(0, len(order)-mostSpared) && len(skip) > 1; i-- {
		delete(skip, order[i].unit)
		fits, err := j.bears(ctx, ladder, skip)
		if err != nil {
			return nil, err
		}
		if !fits {
			skip[order[i].unit] = true
		}
	}
	return skip, nil
}
