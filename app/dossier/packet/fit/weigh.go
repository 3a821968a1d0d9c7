package fit

import (
	"context"
	"slices"

	"casefolio/app/dossier/page"
	"casefolio/app/dossier/render"
	"casefolio/app/dossier/typeset"
)

// objectBytes is what a picture takes in a file besides its own bytes: its
// object, its name, its place on the page.
const objectBytes = 360

// counter counts what is written to it.
type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

// Base is how long the file of doc will be without its pictures: text, fonts
// and structure.
func Base(ctx context.Context, doc page.Document, faces *typeset.Faces) (int64, error) {
	pages := slices.Clone(doc.Pages)
	for i := range pages {
		pages[i].Images = nil
	}
	doc.Pages, doc.Attachments = pages, nil
	return Weigh(ctx, doc, faces)
}

// Weigh is how long the file of doc will be as it is.
func Weigh(ctx context.Context, doc page.Document, faces *typeset.Faces) (int64, error) {
	var n counter
	_, err := render.Render(ctx, &n, doc, faces)
	return int64(n), err
}

// Estimate is how long a file will be with these pictures, all on one rung.
func Estimate(base int64, made map[string]Made) int64 {
	once := map[same]bool{}
	for _, m := range made {
		if !once[m.same()] {
			once[m.same()] = true
			base += m.Bytes + objectBytes
		}
	}
	return base
}
