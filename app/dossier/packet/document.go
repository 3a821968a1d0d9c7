package packet

import (
	"context"
	"slices"

	"casefolio/app/dossier/audience"
	"casefolio/app/dossier/compose"
	"casefolio/app/dossier/readback"
	"casefolio/app/evidence"
	"casefolio/app/fault"
)

// document is a PDF that is handed over as it is, as a file of its own.
type document struct {
	exhibit evidence.Exhibit
	name    string // masked
	slot    Slot
	path    string
	pages   int  // 0: cannot be told
	colour  bool // it has colours, or nobody knows
	known   bool // it could be read
	locked  bool // with a password, or against reading by machines
	cut     bool // its end is missing
	links   int
	within  int     // files inside the file
	text    float64 // points of its smallest text; 0: none
	blank   int     // pages
}

// asDocument tells whether an exhibit is handed over as it is.
func (j *job) asDocument(id string) bool {
	return slices.ContainsFunc(j.documents, func(d document) bool { return d.exhibit.ID == id }) ||
		slices.ContainsFunc(j.req.Documents, func(ref string) bool {
			e, err := j.find(ref)
			return err == nil && e.ID == id
		})
}

// takeDocuments finds the documents that are handed over as they are. Nobody
// can look for what is masked in the file of somebody else, so that while
// something is masked only a redacted copy goes out. Faults: "packet.exhibit",
// "packet.document_format", "packet.document_masked", "vault.missing".
func (j *job) takeDocuments(ctx context.Context) error {
	for _, ref := range j.req.Documents {
		e, err := j.find(ref)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(j.documents, func(d document) bool { return d.exhibit.ID == e.ID }) {
			continue
		}
		switch {
		case e.Format != "pdf" && e.MediaType != "application/pdf" || e.Source == evidence.FromPacket:
			return fault.New("packet.document_format", "exhibit", e.Label())
		case (len(j.masker.Terms()) > 0 || j.r.Audience == string(audience.Supplier)) && e.Redactions == 0:
			return fault.New("packet.document_masked", "exhibit", e.Label())
		}
		r, err := j.s.from.Evidence.Original(e)
		if err != nil {
			return err
		}
		named, ok := r.(interface{ Name() string })
		if err := r.Close(); err != nil || !ok {
			return fault.Wrap(err, "vault.missing", "name", e.Label())
		}
		shown := audience.Shown(audience.Audience(j.r.Audience), j.masker, compose.Exhibit{Exhibit: e})
		d := document{exhibit: e, name: compose.Name(j.in, shown), path: named.Name(), slot: j.slotOf(e.ID)}
		d.read(ctx)
		j.documents = append(j.documents, d)
	}
	return ctx.Err()
}

// longestDocument is the size in bytes beyond which a document is not read; no
// recipient takes so much.
const longestDocument = 128 << 20

// read finds out what the limits are about. The file is somebody else's, so
// that it may hold what nobody can read here; then it counts as unknown.
func (d *document) read(ctx context.Context) {
	d.colour = true
	if d.exhibit.Size > longestDocument {
		return
	}
	f, err := readback.Open(ctx, d.path)
	if err != nil {
		return
	}
	d.locked, d.cut = f.Encrypted, f.Cut
	if len(f.Pages) == 0 || d.locked || d.cut {
		return
	}
	d.known, d.pages, d.links, d.within = true, len(f.Pages), len(f.Links), f.Attachments
	d.colour = slices.ContainsFunc(f.Pictures, func(p readback.Picture) bool { return p.Colour })
	for _, p := range f.Pages {
		d.colour = d.colour || p.Colour
		if p.Blank {
			d.blank++
		}
		if p.Smallest > 0 && (d.text == 0 || p.Smallest < d.text) {
			d.text = p.Smallest
		}
	}
}

// slotOf is the first piece of evidence that an exhibit is linked to.
func (j *job) slotOf(id string) Slot {
	for _, s := range j.readiness.Slots {
		for _, e := range s.Exhibits {
			if e.ID == id {
				return j.slot(s)
			}
		}
	}
	return Slot{}
}
