package packet

import (
	"context"
	"slices"

	"casefolio/app/dossier/packet/fit"
	"casefolio/app/evidence"
)

// closeTo is how many photos stand on a page where pages are scarce.
const closeTo = 4

// fitted packs as well as can be. What does not fit is packed once more with the
// photos close together before it is given up; pictures of text keep their size,
// because they would be too small to read.
func (j *job) fitted(ctx context.Context, tight float64) (packed, error) {
	p, err := j.best(ctx, nil, tight)
	if err != nil || p.fits || j.close || !j.room(p.files, tight) {
		return p, err
	}
	j.close, j.words = true, j.pictured(p.files)
	q, err := j.best(ctx, nil, tight)
	if err == nil && !q.fits && pages(q.files) >= pages(p.files) {
		j.close = false
		return p, nil
	}
	return q, err
}

// room tells whether there are photos that can stand closer, and a limit for
// which that counts.
func (j *job) room(files []sized, tight float64) bool {
	photos := 0
	for _, u := range j.units {
		if u.exhibit.Kind == evidence.Photo && len(u.exhibit.Parts) == 0 {
			photos++
		}
	}
	return photos > 0 && slices.ContainsFunc(j.checks(files, tight), func(c Check) bool {
		return !c.OK && slices.Contains([]string{"pages", "pages_total", "bytes_file", "bytes_total", "files"}, c.What)
	})
}

// pictured are the pictures of text, and those of which nobody knows.
func (j *job) pictured(files []sized) map[string]bool {
	words := map[string]bool{}
	for i := range j.units {
		for _, path := range j.paths(i) {
			words[path] = true
		}
	}
	for _, f := range files {
		for path, m := range f.made {
			if m.Class == fit.Photo {
				delete(words, path)
			}
		}
	}
	return words
}

// bears tells whether the packet fits without skip, the pictures as small as they
// may be, in whatever way the photos can stand.
func (j *job) bears(ctx context.Context, ladder []fit.Rung, skip map[int]bool) (bool, error) {
	was := j.close
	defer func() { j.close = was }()
	for _, j.close = range []bool{false, true} {
		if j.close && j.words == nil { // there are no photos
			break
		}
		if got, err := j.try(ctx, ladder, len(ladder)-1, skip, 1); err != nil || got.fits {
			return got.fits, err
		}
	}
	return false, nil
}

func pages(files []sized) (n int) {
	for _, f := range files {
		n += f.pages
	}
	return n
}
