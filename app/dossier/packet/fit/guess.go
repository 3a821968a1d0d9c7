package fit

import (
	"context"
	"math"
	"slices"

	"casefolio/app/dossier/page"
	"casefolio/app/dossier/progress"
)

// Pictures take time to make, so that a rung is looked for by guesses. What a
// picture takes depends on what it shows; the more often it was made, the
// better the next guess.

// Guess tells about what Pictures would, without making any: Path is empty
// where one would have to be made.
func (s *Sizer) Guess(ctx context.Context, doc page.Document, r Rung, hints Hints) (map[string]Made, error) {
	all := places(doc, hints)
	made := make([]Made, len(all))
	err := progress.Each(ctx, progress.Pictures, workers, len(all), func(ctx context.Context, i int) (err error) {
		made[i], err = s.guess(ctx, all[i], r.Level)
		if err != nil && ctx.Err() == nil {
			err = nil // the writer names a picture that cannot be read
		}
		return err
	})
	out := map[string]Made{}
	for i, p := range all {
		if made[i].W > 0 {
			out[p.path] = made[i]
		}
	}
	return out, err
}

func (s *Sizer) guess(ctx context.Context, p place, level func(Class) Level) (Made, error) {
	if err := s.enter(ctx); err != nil {
		return Made{}, err
	}
	defer s.leave()
	seen, err := s.look(&source{path: p.path})
	if err != nil {
		return Made{}, err
	}
	made, l := seen.planned(p, level)
	if made.Path == "" {
		made.Bytes = s.predict(seen, made, l)
	}
	return made, nil
}

// sample is what a picture took.
type sample struct {
	w     int // pixels
	grey  bool
	share float64 // of the quality
	bytes int64
}

func sampleOf(made Made, quality int) sample {
	return sample{w: made.W, grey: made.Grey, share: effort(quality), bytes: made.Bytes}
}

// learn remembers what a picture took. Nothing is forgotten: while a rung that
// was made is still guessed the search may not come back to it.
func (s *Sizer) learn(made Made, l Level) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if now := sampleOf(made, l.quality()); !slices.Contains(s.taken[made.from], now) {
		s.taken[made.from] = append(s.taken[made.from], now)
	}
}

// predict goes by the most similar that the picture was made before, or by the
// page picture.
func (s *Sizer) predict(seen look, made Made, l Level) int64 {
	page := sample{w: seen.w, grey: seen.grey, share: effort(sourceQuality), bytes: seen.bytes}
	want, best, nearest := sampleOf(made, l.quality()), page, math.Inf(1)
	s.mu.Lock()
	for _, known := range append([]sample{page}, s.taken[seen.sum]...) {
		if far := math.Abs(math.Log(want.weight() / known.weight())); far < nearest {
			best, nearest = known, far
		}
	}
	s.mu.Unlock()
	bytes := float64(best.bytes)
	if nearest > 0 { // one that was made is known to the byte
		bytes *= want.weight() / best.weight()
	}
	if made.W == seen.w && made.Grey == seen.grey {
		bytes = min(bytes, float64(seen.bytes))
	}
	return int64(bytes)
}

// weight is a rule of thumb, measured on photos and on screenshots: bytes grow a
// little slower than pixels, and with quality.
func (k sample) weight() float64 {
	w := math.Pow(float64(k.w), 1.7) * k.share
	if k.grey {
		w *= 0.88
	}
	return w
}

// effort is about how many bytes a quality takes, beside that of others.
func effort(quality int) float64 {
	step := 200 - 2*float64(quality) // by which the tables of a JPEG are scaled
	if quality < 50 {
		step = 5000 / float64(max(1, quality))
	}
	return math.Pow(step+8, -0.62)
}
