package evidence

import (
	"context"
	"path/filepath"
)

const (
	// picturesAtOnce is how many files may come at once and have their pictures
	// made on the way; those of more are made when they are looked at.
	picturesAtOnce = 30

	keepers   = 2 // files that are copied at a time
	keptAhead = 4 // copied files that wait to be read
)

// AddFiles captures many files in their order; one bad file never stops the
// others. What came within them stands behind them in the list. progress may be
// nil and is told how many are done: those are safe. Once ctx ends the remaining
// files carry its error. While one file is read and recorded the next ones are
// copied and hashed.
func (s *Service) AddFiles(ctx context.Context, caseID string, paths []string, source Source, opt Options, progress func(done int)) []Added {
	list := make([]Added, 0, len(paths))
	var along []Added
	i := 0
	for k := range s.keepFiles(ctx, paths, source) {
		all := []Added{{Name: filepath.Base(paths[i]), Err: k.err}}
		if k.err == nil {
			all = s.file(ctx, caseID, k.in, k.blob, opt, len(paths) <= picturesAtOnce)
		}
		list = append(list, all[0])
		along = append(along, all[1:]...)
		if i++; progress != nil {
			progress(i)
		}
	}
	return append(list, along...)
}

// keptFile is a file whose bytes are in the vault, or why they are not.
type keptFile struct {
	in   Input
	blob Blob
	err  error
}

// keepFiles copies files into the vault, a few ahead, and gives them in their
// order.
func (s *Service) keepFiles(ctx context.Context, paths []string, source Source) <-chan keptFile {
	places := make([]chan keptFile, len(paths))
	for i := range places {
		places[i] = make(chan keptFile, 1)
	}
	next, slots := make(chan int), make(chan struct{}, keptAhead)
	for range min(keepers, len(paths)) {
		go func() {
			for i := range next {
				places[i] <- s.keepFile(ctx, paths[i], source)
			}
		}()
	}
	go func() {
		defer close(next)
		for i := range paths {
			slots <- struct{}{}
			next <- i
		}
	}()
	out := make(chan keptFile)
	go func() {
		defer close(out)
		for _, place := range places {
			out <- <-place
			<-slots
		}
	}()
	return out
}

func (s *Service) keepFile(ctx context.Context, path string, source Source) (k keptFile) {
	if k.err = ctx.Err(); k.err != nil {
		return k
	}
	if k.in, k.err = FileInput(path, source); k.err == nil {
		k.blob, k.err = s.keep(ctx, k.in)
	}
	return k
}
