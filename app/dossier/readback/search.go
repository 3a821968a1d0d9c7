package readback

import (
	"context"
	"slices"

	"casefolio/app/redact"
)

// Place is a part of a file.
type Place string

// The parts of a file in which something can be found.
const (
	OnPage     Place = "page"
	InMetadata Place = "metadata"
	InLink     Place = "link"
	InPicture  Place = "picture" // beside its pixels
	InFile     Place = "file"    // elsewhere in its bytes
)

// Finding is a term that was found where it must not be. No is the number of
// the page or picture, from 1, and 0 elsewhere.
type Finding struct {
	Place Place
	No    int
	Term  redact.Term
}

// Search looks for what the masker masks in all that the file says: its pages,
// what is known about them, its pictures' metadata, and whatever else can be
// read in its bytes. Each term is told once for each place. The error is the
// context's.
func (f *File) Search(ctx context.Context, m *redact.Masker) ([]Finding, error) {
	var found []Finding
	look := func(place Place, no int, texts ...string) {
		for _, text := range texts {
			if ctx.Err() != nil {
				return
			}
			for _, term := range m.Search(text) {
				if one := (Finding{place, no, term}); !slices.Contains(found, one) {
					found = append(found, one)
				}
			}
		}
	}
	for i, p := range f.Pages {
		look(OnPage, i+1, p.Text)
	}
	look(InMetadata, 0, f.Metadata...)
	look(InLink, 0, f.Links...)
	for i, p := range f.Pictures {
		look(InPicture, i+1, p.Metadata...)
	}
	look(InFile, 0, f.loose...)
	return found, ctx.Err()
}
