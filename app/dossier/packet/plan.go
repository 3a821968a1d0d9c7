package packet

import (
	"context"
	"fmt"
	"strings"

	"casefolio/app/dossier/packet/fit"
	"casefolio/app/dossier/packet/recipient"
)

// Preflight makes the plan of a packet: pages, bytes and colours against each
// limit. Nothing is written. How far it is, it tells through the context
// (package progress). Faults: "recipient.unknown",
// "programme.unknown", "packet.exhibit", "packet.document_format",
// "packet.document_masked".
func (s *Service) Preflight(ctx context.Context, req Request) (Plan, error) {
	j, err := s.job(ctx, req)
	if err != nil {
		return Plan{}, err
	}
	if _, _, err = j.settled(ctx, j.weighed); err != nil {
		return Plan{}, err
	}
	return j.plan, nil
}

// finish lays the files out with their final numbers and fills the plan.
func (j *job) finish(ctx context.Context, p *packed) ([]place, error) {
	at := j.places(p.files)
	for i := range p.files {
		f := &p.files[i]
		if f.document != nil {
			continue
		}
		doc, err := j.layOut(ctx, f.file, i+1, len(p.files), at)
		if err != nil {
			return nil, err
		}
		f.doc, f.pages = fit.Replace(doc, f.made), len(doc.Pages)
	}
	at = j.places(p.files)
	j.fill(p, at)
	if j.plan.Fits {
		return at, nil
	}
	var err error
	j.plan.Savings, err = j.savings(ctx, p, at)
	return at, err
}

// places finds where every exhibit, or part of one, begins.
func (j *job) places(files []sized) []place {
	var all []place
	for i, f := range files {
		if f.document != nil {
			for k := range j.documents {
				if f.document == &j.documents[k] {
					all = append(all, place{piece{unit: -1 - k, of: 1}, i + 1, 1})
				}
			}
			continue
		}
		pages := map[string]int{}
		for n, p := range f.doc.Pages {
			for _, a := range p.Anchors {
				if pages[a.Name] == 0 {
					pages[a.Name] = n + 1
				}
			}
		}
		for _, p := range f.pieces {
			all = append(all, place{p, i + 1, pages[j.units[p.unit].exhibit.Label()]})
		}
	}
	return all
}

// fill writes what was found into the plan.
func (j *job) fill(p *packed, at []place) {
	plan := &j.plan
	plan.Checks = j.checks(p.files, 1)
	plan.Fits = passed(plan.Checks)
	plan.Files, plan.Items, plan.Pages, plan.Bytes = []PlannedFile{}, []Item{}, 0, 0
	names := j.names(p.files)
	for i, f := range p.files {
		out := PlannedFile{No: i + 1, Name: names[i], Slot: f.slot.Label, Exhibits: []string{}, Pages: f.pages, Bytes: f.bytes}
		if f.document != nil {
			out.Document = f.document.exhibit.Label()
			out.Exhibits = append(out.Exhibits, out.Document)
		}
		for _, piece := range f.pieces {
			out.Exhibits = append(out.Exhibits, j.units[piece.unit].exhibit.Label())
		}
		plan.Files = append(plan.Files, out)
		plan.Pages, plan.Bytes = plan.Pages+f.pages, plan.Bytes+f.bytes
	}
	for _, pl := range at {
		if pl.piece.from == 0 {
			plan.Items = append(plan.Items, j.item(p, at, pl))
		}
	}
	plan.Steps, plan.Notes = j.steps(p), j.notes(p, at)
}

// item tells of one exhibit of the packet.
func (j *job) item(p *packed, at []place, pl place) Item {
	if pl.piece.unit < 0 {
		d := j.documents[-1-pl.piece.unit]
		return Item{
			ExhibitID: d.exhibit.ID, Label: d.exhibit.Label(), Name: d.name, Kind: string(d.exhibit.Kind), Slot: d.slot,
			File: pl.file, Page: 1, Bytes: d.exhibit.Size, Pages: d.pages,
		}
	}
	u := j.units[pl.piece.unit]
	out := Item{
		ExhibitID: u.exhibit.ID, Label: u.exhibit.Label(), Name: j.nameOf(u), Kind: string(u.exhibit.Kind), Slot: u.slot,
		File: pl.file, Page: pl.page,
	}
	if u.exhibit.CopyOf != "" {
		for _, e := range j.all {
			if e.ID == u.exhibit.CopyOf {
				out.Copy = e.Label()
			}
		}
	}
	out.Bytes, out.Pages = j.weight(p, at, pl.piece.unit)
	return out
}

// weight is about what an exhibit takes: its pictures and its share of the text
// of its files, and the pages on which it stands.
func (j *job) weight(p *packed, at []place, unit int) (bytes int64, pages int) {
	for i, pl := range at {
		if pl.piece.unit != unit {
			continue
		}
		f := p.files[pl.file-1]
		end := len(f.doc.Pages)
		if i+1 < len(at) && at[i+1].file == pl.file {
			end = max(at[i+1].page-1, pl.page)
		}
		n := max(end-pl.page+1, 1)
		pages += n
		for _, path := range j.paths(unit) {
			if m, ok := f.made[path]; ok {
				bytes += m.Bytes
			}
		}
		bytes += j.laid[j.key(f.file)].base / 2 * int64(n) / int64(max(len(f.doc.Pages), 1)) // fonts stay
	}
	return bytes, pages
}

// paths are the page pictures of an exhibit.
func (j *job) paths(unit int) []string {
	e := j.units[unit].exhibit
	var all []string
	if e.Path != "" {
		all = append(all, e.Path)
	}
	for _, part := range e.Parts {
		all = append(all, part.Path)
	}
	return all
}

// steps tells what was done so that the packet keeps to the limits.
func (j *job) steps(p *packed) []Step {
	all := []Step{}
	if j.r.Grey {
		all = append(all, Step{Code: "grey"})
	}
	if j.r.MinText > 0 {
		all = append(all, Step{Code: "text", Value: int(j.r.MinText)})
	}
	if j.close {
		all = append(all, Step{Code: "photos", Value: closeTo})
	}
	if p.rung > 0 {
		if n := lowest(p.files); n > 0 {
			all = append(all, Step{Code: "pictures", Value: n})
		}
	}
	if j.r.Slots {
		all = append(all, Step{Code: "slots"})
	}
	if len(p.files) > j.fewest(nil) {
		all = append(all, Step{Code: "split", Value: len(p.files)})
	}
	return all
}

// lowest is the least resolution of the pictures that were made.
func lowest(files []sized) int {
	least := 0.0
	for _, f := range files {
		for path, m := range f.made {
			if m.Path != path && (least == 0 || m.DPI < least) {
				least = m.DPI
			}
		}
	}
	return int(least)
}

// names are the names of the files. What stands in them tells nothing of the
// buyer.
func (j *job) names(files []sized) []string {
	id := j.r.ID
	if strings.HasPrefix(id, recipient.OwnPrefix) {
		id = "packet"
	}
	base := j.c.Number + "-" + strings.ReplaceAll(id, "_", "-")
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = base
		if len(files) > 1 {
			names[i] = fmt.Sprintf("%s-%02d", base, i+1)
		}
		if f.document != nil {
			names[i] += "-" + f.document.exhibit.Label()
		}
		names[i] += ".pdf"
	}
	return names
}
