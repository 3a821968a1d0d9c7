package dossier

import (
	"context"
	"path/filepath"

	"casefolio/app/dossier/compose"
	"casefolio/app/dossier/page"
	"casefolio/app/dossier/render"
	"casefolio/app/evidence"
)

// Originals is what a file grows by when the originals travel inside it.
type Originals struct {
	Count int
	Bytes int64
	Left  []Problem // those that would not be attached
}

// Originals tells what attaching the originals of a case would add. It looks at
// each file without reading it.
func (s *Service) Originals(ctx context.Context, caseRef string) (Originals, error) {
	c, err := s.from.Cases.Get(ctx, caseRef)
	if err != nil {
		return Originals{}, err
	}
	list, err := s.from.Evidence.List(ctx, c.ID)
	if err != nil {
		return Originals{}, err
	}
	var all Originals
	for _, e := range withoutFrozen(list) {
		if err := ctx.Err(); err != nil {
			return Originals{}, err
		}
		if _, code := s.attachable(e); code != "" {
			all.Left = append(all.Left, Problem{Label: e.Label(), ID: e.ID, Code: code})
			continue
		}
		all.Count, all.Bytes = all.Count+1, all.Bytes+e.Size
	}
	return all, nil
}

// attach finds the original of an exhibit where it is to travel inside the
// file. One that cannot is told in its place; one that is lost is told in any
// case, though paper says it only where it matters. A packet as it was submitted
// stays behind, as the exhibits that it was made of travel themselves.
func (s *Service) attach(e *compose.Exhibit, opt Options) Code {
	path, code := s.attachable(e.Exhibit)
	if e.Source == evidence.FromPacket {
		opt.Attach = false
	}
	switch {
	case !opt.Attach && code == TooLarge:
		return ""
	case !opt.Attach:
		return code
	case code != "" && e.Fault == "":
		e.Lost = s.reason(opt.Lang, code, e.Size)
	}
	e.Original = path
	return code
}

// attachable is where the bytes of an exhibit lie, or why they cannot travel.
func (s *Service) attachable(e evidence.Exhibit) (path string, code Code) {
	if path = s.original(e); path == "" {
		return "", Missing
	}
	if e.Size > render.MaxAttachment {
		return "", TooLarge
	}
	return path, ""
}

// original is where the bytes of an exhibit lie, empty when they are gone.
func (s *Service) original(e evidence.Exhibit) string {
	r, err := s.from.Evidence.Original(e)
	if err != nil {
		return ""
	}
	defer r.Close()
	if f, ok := r.(interface{ Name() string }); ok {
		return f.Name()
	}
	return ""
}

// attachments lists the originals that are there, by the label of the exhibit.
func attachments(exhibits []compose.Exhibit) []page.Attachment {
	var all []page.Attachment
	for _, e := range exhibits {
		if e.Original == "" {
			continue
		}
		all = append(all, page.Attachment{
			Name: attachedName(e.Exhibit), Path: e.Original, MediaType: e.MediaType, Modified: e.FileAt,
		})
	}
	return all
}

// attachedName is "E-01 filename.ext"; what was pasted has no name of its own.
func attachedName(e evidence.Exhibit) string {
	if e.FileName != "" {
		return e.Label() + " " + filepath.Base(e.FileName)
	}
	if e.Format == "" {
		return e.Label() + ".txt"
	}
	return e.Label() + "." + e.Format
}
