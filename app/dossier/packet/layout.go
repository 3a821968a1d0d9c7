package packet

import (
	"context"
	"fmt"
	"strings"

	"casefolio/app/dossier/audience"
	"casefolio/app/dossier/compose"
	"casefolio/app/dossier/layout"
	"casefolio/app/dossier/packet/fit"
	"casefolio/app/dossier/page"
)

// file is one file of a packet before it is written.
type file struct {
	slot     Slot
	front    bool         // carries letter, facts and index
	skip     map[int]bool // what is tried to be left out, which shortens the index
	pieces   []piece
	document *document // instead of pages
}

// laid is a file on its pages, with what it weighs without pictures.
type laid struct {
	doc  page.Document
	base int64 // 0: not measured yet
}

// key tells files apart that are laid out differently. How many files there
// are changes a digit, no page.
func (j *job) key(f file) string {
	var b strings.Builder
	fmt.Fprint(&b, j.close, f.front, f.slot.Key)
	if f.front {
		fmt.Fprint(&b, f.skip) // in the order of its keys
	}
	for _, p := range f.pieces {
		fmt.Fprintf(&b, " %d:%d-%d", p.unit, p.from, p.to)
	}
	return b.String()
}

// layOut places a file on pages. at names the place of every exhibit in the
// whole packet; nil: not known yet, which changes no page.
func (j *job) layOut(ctx context.Context, f file, no, of int, at []place) (page.Document, error) {
	form := compose.PacketFile{No: no, Of: of, Slot: f.slot.Label, MinText: j.r.MinText, Grey: j.r.Grey, Close: j.close, Words: j.words}
	for _, p := range f.pieces {
		e := p.cut(j.units[p.unit].exhibit)
		part, parts := 1, 1
		if !p.whole() { // its name says who speaks in the whole of it
			part, parts = j.partOf(p, at)
			e.Title = j.nameOf(j.units[p.unit])
		}
		form.Pieces = append(form.Pieces, compose.Piece{Exhibit: e, Part: part, Parts: parts})
	}
	if f.front {
		form.Letter, form.Entries = j.req.Letter, j.entries(no, at, f.skip)
	}
	in := j.in
	in.Exhibits = in.Exhibits[:0:0]
	for _, u := range j.units {
		in.Exhibits = append(in.Exhibits, u.exhibit)
	}
	doc, err := layout.Layout(ctx, audience.Seal(j.masker, compose.Packet(in, form)), j.set)
	if err != nil {
		return doc, err
	}
	doc.CaseNumber, doc.JournalHead = j.masker.Mask(j.in.Case.Number), j.in.Head
	for i := range doc.Pages { // many recipients refuse any link, even one within the file
		doc.Pages[i].Links = nil
	}
	return doc, nil
}

// place is where an exhibit, or a part of it, stands in the packet.
type place struct {
	piece      piece
	file, page int // from 1
}

// partOf is the number of a piece among those of its exhibit.
func (j *job) partOf(p piece, at []place) (part, parts int) {
	for _, o := range at {
		if o.piece.unit == p.unit {
			parts++
			if o.piece.from <= p.from {
				part++
			}
		}
	}
	return max(part, 1), max(parts, 2)
}

// entries are the rows of the index, in the order of the packet.
func (j *job) entries(no int, at []place, skip map[int]bool) []compose.PacketEntry {
	all := []compose.PacketEntry{}
	for i, u := range j.units {
		if skip[i] {
			continue
		}
		e := compose.PacketEntry{Label: u.exhibit.Label(), Name: compose.Name(j.in, u.exhibit), Slot: u.slot.Label, File: no}
		for _, p := range at {
			if p.piece.unit == i && p.piece.from == 0 {
				if e.File = p.file; p.file != no {
					e.Page = fmt.Sprint(p.page)
				}
			}
		}
		all = append(all, e)
	}
	for i, d := range j.documents {
		if skip[-1-i] {
			continue
		}
		e := compose.PacketEntry{Label: d.exhibit.Label(), Name: d.name, Slot: d.slot.Label, File: no, Page: "1"}
		for _, p := range at {
			if p.piece.unit == -1-i {
				e.File = p.file
			}
		}
		all = append(all, e)
	}
	return all
}

// sized is a file on its pages with its pictures at one rung.
type sized struct {
	file
	doc   page.Document
	made  map[string]fit.Made // pictures, by the path before
	pages int
	bytes int64
}

// pagesOf lays a file out, once.
func (j *job) pagesOf(ctx context.Context, f file) (laid, error) {
	key := j.key(f)
	if l, ok := j.laid[key]; ok {
		return l, nil
	}
	doc, err := j.layOut(ctx, f, 1, 1, nil)
	if err == nil {
		j.laid[key] = laid{doc: doc}
	}
	return j.laid[key], err
}

// size tells what a file weighs on a rung. Text, fonts and all else but the
// pictures are written once to nowhere, to be measured.
func (j *job) size(ctx context.Context, f file, rung fit.Rung) (sized, error) {
	if f.document != nil {
		return sized{file: f, pages: f.document.pages, bytes: f.document.exhibit.Size}, nil
	}
	l, err := j.pagesOf(ctx, f)
	if err != nil {
		return sized{}, err
	}
	if l.base == 0 {
		if l.base, err = fit.Base(ctx, l.doc, j.faces); err != nil {
			return sized{}, err
		}
		j.laid[j.key(f)] = l
	}
	out := sized{file: f, pages: len(l.doc.Pages)}
	if j.guessing {
		out.made, err = j.sizer.Guess(ctx, l.doc, rung, j.hints())
	} else {
		out.doc, out.made, err = j.sizer.Pictures(ctx, l.doc, rung, j.hints())
	}
	if err != nil {
		return out, err
	}
	out.bytes = fit.Estimate(l.base, out.made)
	return out, nil
}

// hints tell what is known of the originals of the pictures.
func (j *job) hints() fit.Hints {
	all := fit.Hints{}
	for _, u := range j.units {
		hint := fit.Hint{Format: u.exhibit.Format, Camera: u.exhibit.Picture.Camera}
		all[u.exhibit.Path] = hint
		for _, p := range u.exhibit.Parts {
			all[p.Path] = hint
		}
	}
	return all
}
