package dossier

import (
	"path/filepath"

	"casefolio/app/dossier/compose"
	"casefolio/app/dossier/page"
	"casefolio/app/evidence"
)

// attach finds the originals that are to travel inside the file. One that is
// lost is told in its place.
func (s *Service) attach(in *compose.Input) {
	for i := range in.Exhibits {
		e := &in.Exhibits[i]
		if e.Original = s.original(e.Exhibit); e.Original == "" && e.Fault == "" {
			e.Lost = s.problem(in.Lang, "missing", e.Size)
		}
	}
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
