// Package evidence brings originals into a case and shows them: files that are
// picked or dropped, pasted text, and the page of one exhibit.
package evidence

import (
	"context"
	"io"
	"time"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/app/shelf"
	"casefolio/app/shop"
	"casefolio/ui/kit"
)

// Service captures exhibits and gives them back.
type Service interface {
	Add(ctx context.Context, caseID string, in evidence.Input, opt evidence.Options) (evidence.Exhibit, error)
	Capture(ctx context.Context, caseID string, in evidence.Input, opt evidence.Options) []evidence.Added
	AddFiles(ctx context.Context, caseID string, paths []string, source evidence.Source, opt evidence.Options, progress func(done int)) []evidence.Added
	List(ctx context.Context, caseID string) ([]evidence.Exhibit, error)
	Removed(ctx context.Context, caseID string) ([]evidence.Exhibit, error)
	Get(ctx context.Context, id string) (evidence.Exhibit, error)
	Messages(ctx context.Context, exhibitID string) ([]evidence.Message, error)
	Events(ctx context.Context, exhibitID string) ([]evidence.Event, error)
	Retitle(ctx context.Context, id, title string) error
	SetSpeaker(ctx context.Context, exhibitID, sender string, role evidence.Role) error
	Translate(ctx context.Context, exhibitID string, seq int, text, source string) error
	Chats
	Tracks
	Pictures
	Trash(ctx context.Context, id string) error
	Restore(ctx context.Context, id string) error
	Original(e evidence.Exhibit) (io.ReadSeekCloser, error)
	Elsewhere(ctx context.Context, e evidence.Exhibit) ([]evidence.Twin, error)
	Within(ctx context.Context, e evidence.Exhibit) ([]evidence.Exhibit, error)
	Letter(e evidence.Exhibit, seq int, messages []evidence.Message) (evidence.Letter, error)
	Enclosed(ctx context.Context, e evidence.Exhibit) (map[int]evidence.Letter, error)
	TakeAttached(ctx context.Context, e evidence.Exhibit, seq int, messages []evidence.Message, opt evidence.Options) ([]evidence.Added, error)
	Pages(e evidence.Exhibit) (int, error)
	Thumb(ctx context.Context, e evidence.Exhibit) (string, error)
	PagePicture(ctx context.Context, e evidence.Exhibit) (string, error)
}

// Cases gives the case that an exhibit belongs to and takes over what an
// exhibit says about it.
type Cases interface {
	Get(ctx context.Context, ref string) (cases.Case, error)
	Update(ctx context.Context, c cases.Case) (cases.Case, error)
}

// Profiles gives the shop profile.
type Profiles interface {
	Profile(ctx context.Context) (shop.Profile, error)
}

// Papers tells about the papers of the shop's shelf.
type Papers interface {
	Paper(ctx context.Context, e evidence.Exhibit) (was shelf.Version, now shelf.Item, err error)
}

// PageShelf is the page of the shop's papers. Its ID is the global id of the
// case that papers are chosen for, or empty.
const PageShelf = "shelf"

// Deps is what adding and viewing need. Open shows a file in the system's
// viewer; Now gives the time in the seller's zone.
type Deps struct {
	Shell    kit.Shell
	Evidence Service
	Cases    Cases
	Shop     Profiles
	Papers   Papers                                                             // nil where no page shows an exhibit
	Expected func(ctx context.Context, c cases.Case) (evidence.Expected, error) // where a parcel should go; nil: unknown
	Now      func() time.Time
	Open     func(path string) error

	Submitted Submitted // nil: nothing was
}

// options help the readers: what the case and the shop profile know.
func (d Deps) options(ctx context.Context, caseID string) (evidence.Options, cases.Case, error) {
	c, err := d.Cases.Get(ctx, caseID)
	if err != nil {
		return evidence.Options{}, c, err
	}
	p, err := d.Shop.Profile(ctx)
	return app.ReadingOptions(c, p), c, err
}
