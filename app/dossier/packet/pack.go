package packet

import (
	"context"
	"maps"
	"math"
	"slices"

	"casefolio/app/dossier/packet/fit"
)

// group is what should be one file: the whole packet, or what is for one piece
// of evidence where the recipient takes one file for each.
type group struct {
	slot   Slot
	front  bool
	pieces []piece
}

// groups deals the exhibits of a packet, skip left out, to groups.
func (j *job) groups(skip map[int]bool) []group {
	front := group{front: true}
	if !j.r.Slots {
		for i, u := range j.units {
			if !skip[i] {
				front.pieces = append(front.pieces, wholePiece(i, u.exhibit))
			}
		}
		return []group{front}
	}
	all := []group{front}
	for i, u := range j.units {
		if skip[i] {
			continue
		}
		at := slices.IndexFunc(all, func(g group) bool { return !g.front && g.slot.Key == u.slot.Key })
		if at < 0 {
			at = len(all)
			all = append(all, group{slot: u.slot})
		}
		all[at].pieces = append(all[at].pieces, wholePiece(i, u.exhibit))
	}
	return all
}

// packer deals groups to files that keep to the limits of one file.
type packer struct {
	*job
	ctx  context.Context
	rung fit.Rung
	skip map[int]bool
	room int64 // bytes of a file; 0: any
}

// margin is left free in every file, because what a picture weighs in a file is
// known to a few bytes only.
const margin = 0.995

func (j *job) packer(ctx context.Context, rung fit.Rung, skip map[int]bool, tight float64) *packer {
	p := &packer{job: j, ctx: ctx, rung: rung, skip: skip}
	if j.r.BytesFile != nil {
		p.room = int64(float64(*j.r.BytesFile) * margin * tight)
	}
	return p
}

// pack deals everything to files. A file that keeps to no limit on its own is
// dealt all the same; the checks tell.
func (p *packer) pack() ([]sized, error) {
	var out []sized
	for _, g := range p.groups(p.skip) {
		files, err := p.fill(g)
		if err != nil {
			return nil, err
		}
		out = append(out, files...)
	}
	for i := range p.documents {
		if p.skip[-1-i] {
			continue
		}
		d := &p.documents[i]
		f, err := p.size(p.ctx, file{slot: d.slot, document: d}, p.rung)
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

// fill deals one group to files, as many exhibits to each as have room. An
// exhibit is cut only where it has no room in a file of its own.
func (p *packer) fill(g group) ([]sized, error) {
	var out []sized
	add := func(f file) error {
		s, err := p.size(p.ctx, f, p.rung)
		out = append(out, s)
		return err
	}
	front := g.front
	for rest := g.pieces; front || len(rest) > 0; {
		f := file{slot: g.slot, front: front, skip: p.skip}
		n, err := p.most(len(rest), func(n int) file { f.pieces = rest[:n]; return f })
		if err != nil {
			return nil, err
		}
		if n == 0 && !front { // not even the first has room
			first := rest[0]
			if n, err = p.most(first.to-first.from-1, func(n int) file {
				part := first
				part.to = first.from + n
				f.pieces = []piece{part}
				return f
			}); err != nil {
				return nil, err
			}
			if n == 0 {
				f.pieces, rest = []piece{first}, rest[1:]
			} else {
				part := first
				part.to = first.from + n
				rest = slices.Clone(rest)
				rest[0].from = part.to
				f.pieces = []piece{part}
			}
			n = -1
		}
		if n >= 0 {
			f.pieces, rest = rest[:n], rest[n:]
		}
		if err := add(f); err != nil {
			return nil, err
		}
		front = false
	}
	return out, nil
}

// most is the greatest n, up to all, whose file keeps to the limits; 0 where
// none does.
func (p *packer) most(all int, with func(n int) file) (int, error) {
	if all < 1 {
		return 0, nil
	}
	ok, err := p.fits(with(all))
	if ok || err != nil {
		return all, err
	}
	low, high := 0, all // low has room, high has none
	for high-low > 1 {
		mid := (low + high) / 2
		if ok, err = p.fits(with(mid)); err != nil {
			return 0, err
		}
		if ok {
			low = mid
		} else {
			high = mid
		}
	}
	return low, nil
}

// fits tells whether a file keeps to the limits of one file. Pages are known
// before anything is made of pictures.
func (p *packer) fits(f file) (bool, error) {
	if p.r.Pages != nil {
		l, err := p.pagesOf(p.ctx, f)
		if err != nil || len(l.doc.Pages) > *p.r.Pages {
			return false, err
		}
	}
	if p.room == 0 {
		return true, nil
	}
	s, err := p.size(p.ctx, f, p.rung)
	return err == nil && s.bytes <= p.room, err
}

// packed is a packet at one rung.
type packed struct {
	files []sized
	rung  int
	fits  bool
}

func (j *job) try(ctx context.Context, ladder []fit.Rung, rung int, skip map[int]bool, tight float64) (packed, error) {
	files, err := j.packer(ctx, ladder[rung], skip, tight).pack()
	if err != nil {
		return packed{}, err
	}
	return packed{files, rung, passed(j.checks(files, tight))}, nil
}

// ladder is what the pictures can be made, from the best to the smallest.
func (j *job) ladder() []fit.Rung {
	all := fit.Ladder(j.r.MaxDPI, j.r.Grey)
	if least := j.r.MinDPI; least > 0 {
		for i := range all {
			for _, l := range []*fit.Level{&all[i].Photo, &all[i].Words} {
				if l.DPI > 0 {
					l.DPI = max(l.DPI, least)
				}
			}
		}
	}
	return all
}

// best packs into as few files as can be, with pictures as good as that allows.
// The rung is looked for by guesses, because pictures take time to make. Every
// time they are made the next guess is better, until it stays.
func (j *job) best(ctx context.Context, skip map[int]bool, tight float64) (packed, error) {
	ladder := j.ladder()
	made := map[int]packed{}
	for {
		guess, err := j.search(ctx, ladder, skip, tight)
		if err != nil {
			return guess, err
		}
		if _, twice := made[guess.rung]; twice {
			break
		}
		if made[guess.rung], err = j.try(ctx, ladder, guess.rung, skip, tight); err != nil {
			return packed{}, err
		}
	}
	last := len(ladder) - 1
	least, ok := made[last]
	if !ok && !slices.ContainsFunc(slices.Collect(maps.Values(made)), func(p packed) bool { return p.fits }) {
		var err error
		if least, err = j.try(ctx, ladder, last, skip, tight); err != nil {
			return least, err
		}
		made[last] = least
	}
	return bestOf(made, least), nil
}

// bestOf is the one with the fewest files among those that fit, and of these
// the one with the best pictures; otherwise, where none fits, the other one.
func bestOf(made map[int]packed, otherwise packed) packed {
	var best *packed
	for _, rung := range slices.Sorted(maps.Keys(made)) {
		if p := made[rung]; p.fits && (best == nil || len(p.files) < len(best.files)) {
			best = &p
		}
	}
	if best == nil {
		return otherwise
	}
	return *best
}

// search finds the best rung of those with the fewest files. Rungs differ by
// about a quarter of the bytes, so that the first guess is near.
func (j *job) search(ctx context.Context, ladder []fit.Rung, skip map[int]bool, tight float64) (packed, error) {
	j.guessing = true
	defer func() { j.guessing = false }()
	first, err := j.try(ctx, ladder, 0, skip, tight)
	if err != nil || first.fits && len(first.files) == j.fewest(skip) {
		return first, err
	}
	last := len(ladder) - 1
	least, err := j.try(ctx, ladder, last, skip, tight)
	if err != nil || !least.fits || last == 0 {
		return least, err
	}
	if first.fits && len(first.files) == len(least.files) {
		return first, nil
	}
	good, low, high := least, 0, last // low is not good, high is
	for rung := j.guess(first, least, last); high-low > 1; rung = (low + high) / 2 {
		rung = min(max(rung, low+1), high-1)
		next, err := j.try(ctx, ladder, rung, skip, tight)
		if err != nil {
			return next, err
		}
		if next.fits && len(next.files) == len(least.files) {
			good, high = next, rung
		} else {
			low = rung
		}
	}
	return good, nil
}

// fewest is how many files there are where nothing is cut.
func (j *job) fewest(skip map[int]bool) int {
	n := len(j.groups(skip))
	for i := range j.documents {
		if !skip[-1-i] {
			n++
		}
	}
	return n
}

// guess is the rung at which the packet may have the files that it has at the
// last one.
func (j *job) guess(first, least packed, last int) int {
	room := math.MaxFloat64
	if j.r.BytesTotal != nil {
		room = float64(*j.r.BytesTotal)
	}
	if j.r.BytesFile != nil {
		room = min(room, float64(*j.r.BytesFile)*float64(len(least.files)))
	}
	from, to := float64(total(first.files)), float64(total(least.files))
	if from <= to || from <= room {
		return 1
	}
	return 1 + int(math.Log(from/room)/math.Log(from/to)*float64(last-1))
}

func total(files []sized) (n int64) {
	for _, f := range files {
		n += f.bytes
	}
	return n
}
