package fit

import (
	"context"
	"crypto/sha256"
	"log/slog"
	"sync"

	"casefolio/app/dossier/page"
	"casefolio/app/dossier/progress"
)

// Store keeps derived pictures; the vault of the workspace is one.
type Store interface {
	Derived(sha256, name string) string
	PutDerived(sha256, name string, data []byte) error
}

// Hint is what is known of a picture's original. Both may be empty.
type Hint struct {
	Format string // "png", "jpeg", "heic" …
	Camera string // that took it
}

// Hints are by the path of the page picture.
type Hints map[string]Hint

// Made is a picture at a level. One that would not become smaller is the page
// picture itself.
type Made struct {
	Path  string
	Bytes int64
	W, H  int     // pixels
	DPI   float64 // pixels to a printed inch
	Class Class
	Grey  bool // without colours

	from [sha256.Size]byte // what it was made of
}

// same is equal for pictures on one rung that are the same byte for byte, as
// those of a photo that came twice: a file holds them once.
type same struct {
	from  [sha256.Size]byte
	w, h  int
	class Class
}

func (m Made) same() same { return same{m.from, m.W, m.H, m.Class} }

// Sizer makes the pictures of packets and remembers what it saw. Safe for
// concurrent use.
type Sizer struct {
	*shared

	// What pictures took when they were made, by the sum of the page picture: the
	// same photo that came twice is guessed the same, whichever was made.
	taken map[[sha256.Size]byte][]sample
}

// shared is what sizers have in common: what makes them faster and changes no
// guess.
type shared struct {
	store   Store
	workers chan struct{} // how many pictures are in memory at a time

	mu    sync.Mutex
	seen  map[string]look  // of page pictures, by path
	worse map[string]int64 // names of pictures that came out larger than their page picture, with their bytes
}

// NewSizer returns a sizer that keeps its pictures in store.
func NewSizer(store Store) *Sizer {
	s := &Sizer{shared: &shared{
		store: store, workers: make(chan struct{}, workers), seen: map[string]look{}, worse: map[string]int64{},
	}}
	return s.Anew()
}

// Anew returns a sizer that has learned nothing yet of what pictures take. Each
// packet has one of its own, so that the same packet comes to the same pictures
// whatever was packed before.
func (s *Sizer) Anew() *Sizer {
	return &Sizer{shared: s.shared, taken: map[[sha256.Size]byte][]sample{}}
}

const (
	workers = 2
	// sourceQuality is what page pictures are written with: a higher one makes
	// them larger, not better.
	sourceQuality = 82
	// anewQuality is for what must be written anew for another reason.
	anewQuality = 85
	// remembered limits what a sizer remembers; it then begins anew.
	remembered = 10_000
)

// Pictures returns doc with all pictures on a rung, and what became of each, by
// the path it had: that of a page picture of an exhibit or of a slice of one, as
// the evidence service gives it. A picture in several places is made for the
// largest. One that cannot be read stays as it is, for the writer to name.
func (s *Sizer) Pictures(ctx context.Context, doc page.Document, r Rung, hints Hints) (page.Document, map[string]Made, error) {
	all := places(doc, hints)
	made := make([]Made, len(all))
	err := progress.Each(ctx, progress.Pictures, workers, len(all), func(ctx context.Context, i int) (err error) {
		made[i], err = s.picture(ctx, all[i], r.Level)
		if err != nil && ctx.Err() == nil {
			slog.Warn("picture not made for a packet", "error", err)
			made[i], err = Made{}, nil
		}
		return err
	})
	if err != nil {
		return page.Document{}, nil, err
	}
	out := map[string]Made{}
	for i, p := range all {
		if made[i].Path != "" {
			out[p.path] = made[i]
		}
	}
	return Replace(doc, out), out, nil
}

// Replace returns doc with other files for its pictures; doc stays as it is.
func Replace(doc page.Document, made map[string]Made) page.Document {
	pages := make([]page.Page, len(doc.Pages))
	for i, p := range doc.Pages {
		pages[i] = p
		pages[i].Images = append([]page.Image(nil), p.Images...)
		for k, image := range p.Images {
			if m, ok := made[image.Path]; ok {
				pages[i].Images[k].Path = m.Path
			}
		}
	}
	doc.Pages = pages
	return doc
}

// place is a picture with its printed size and what is known of it.
type place struct {
	path string
	w, h float64
	hint Hint
}

// places are the pictures of a document, each once.
func places(doc page.Document, hints Hints) []place {
	var all []place
	at := map[string]int{}
	for _, p := range doc.Pages {
		for _, image := range p.Images {
			i, ok := at[image.Path]
			if !ok {
				i, at[image.Path] = len(all), len(all)
				all = append(all, place{path: image.Path, hint: hints[image.Path]})
			}
			all[i].w, all[i].h = max(all[i].w, image.Rect.W), max(all[i].h, image.Rect.H)
		}
	}
	return all
}
