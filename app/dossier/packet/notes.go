package packet

import (
	"regexp"

	"casefolio/app/dossier/block"
	"casefolio/app/dossier/compose"
	"casefolio/app/dossier/packet/fit"
	"casefolio/app/dossier/page"
)

// address finds what a reader takes for a link to another place.
var address = regexp.MustCompile(`(?i)\b(?:https?://|www\.)\S`)

// notes tells what to know before the packet is sent.
func (j *job) notes(p *packed, at []place) []Note {
	all := []Note{}
	r := j.r
	switch {
	case r.SourceKind == "none" || r.Own:
		all = append(all, Note{Code: "no_source"})
	case !r.Verified:
		all = append(all, Note{Code: "unverified"})
	}
	if r.Stale(j.in.Now) {
		all = append(all, Note{Code: "stale"})
	}
	for i, u := range j.units {
		pl := placeOf(at, i)
		if n := links(u.exhibit); n > 0 && !r.Links {
			all = append(all, Note{Code: "links", Label: u.exhibit.Label(), File: pl.file, Page: pl.page, Count: n, Refused: true})
		}
		if j.readiness.Chosen() && u.slot.Key == "" {
			all = append(all, Note{Code: "unlinked", Label: u.exhibit.Label()})
		}
		if j.unlooked[u.exhibit.Label()] {
			all = append(all, Note{Code: "not_looked", Label: u.exhibit.Label(), File: pl.file, Page: pl.page})
		}
		if n := j.coarse(p, i); n > 0 {
			all = append(all, Note{Code: "coarse", Label: u.exhibit.Label(), File: pl.file, Page: pl.page, Count: n, Refused: r.MinDPI > 0})
		}
	}
	if len(j.units)+len(j.documents) == 0 {
		all = append(all, Note{Code: "empty"})
	}
	all = append(all, j.documentNotes()...)
	all = append(all, j.letterNotes()...)
	for i, f := range p.files {
		all = append(all, j.fileNotes(f, i+1)...)
	}
	return all
}

func placeOf(at []place, unit int) place {
	for _, pl := range at {
		if pl.piece.unit == unit && pl.piece.from == 0 {
			return pl
		}
	}
	return place{}
}

// links counts addresses in the texts of an exhibit.
func links(e compose.Exhibit) int {
	n := len(address.FindAllString(e.Text, -1))
	for _, m := range e.Messages {
		n += len(address.FindAllString(m.Body, -1))
	}
	for _, ev := range e.Events {
		n += len(address.FindAllString(ev.Text, -1))
	}
	return n
}

// coarse is the resolution of an exhibit's pictures where it is less than the
// recipient asks for, or less than text needs; 0: it is not.
func (j *job) coarse(p *packed, unit int) int {
	least := 0.0
	for _, f := range p.files {
		for _, path := range j.paths(unit) {
			m, ok := f.made[path]
			limit := j.r.MinDPI
			if m.Class == fit.Words {
				limit = max(limit, fit.WordsDPI)
			}
			if ok && m.DPI+1 < float64(limit) && (least == 0 || m.DPI < least) {
				least = m.DPI
			}
		}
	}
	return int(least)
}

func (j *job) documentNotes() []Note {
	var all []Note
	for _, d := range j.documents {
		label := d.exhibit.Label()
		switch {
		case d.locked:
			all = append(all, Note{Code: "document_locked", Label: label, Refused: true})
		case d.cut:
			all = append(all, Note{Code: "document_cut", Label: label, Refused: true})
		case !d.known:
			all = append(all, Note{Code: "document_unread", Label: label, Refused: j.r.Grey || j.r.Pages != nil || j.r.PagesTotal != nil})
		case d.within > 0:
			all = append(all, Note{Code: "attachments", Label: label, Count: d.within, Refused: !j.r.Attachments})
		}
		if d.links > 0 && !j.r.Links {
			all = append(all, Note{Code: "links", Label: label, Count: d.links, Refused: true})
		}
	}
	return all
}

// exhibitLabel finds numbers of exhibits in a letter.
var exhibitLabel = regexp.MustCompile(`\bE-\d{2,}\b`)

// letterNotes names the exhibits that the letter refers to and that are not in
// the packet, and tells when its language is another than that of the packet.
func (j *job) letterNotes() []Note {
	var all []Note
	if lang := j.in.Lang; j.req.Letter != nil && j.req.LetterIn != "" && lang != compose.Both && lang != j.req.LetterIn {
		all = append(all, Note{Code: "letter_lang"})
	}
	in := map[string]bool{}
	for _, u := range j.units {
		in[u.exhibit.Label()] = true
	}
	for _, d := range j.documents {
		in[d.exhibit.Label()] = true
	}
	for _, text := range texts(j.req.Letter) {
		for _, label := range exhibitLabel.FindAllString(text, -1) {
			if !in[label] {
				in[label] = true // once
				all = append(all, Note{Code: "letter", Label: label})
			}
		}
	}
	return all
}

// texts are the words of a letter.
func texts(letter []block.Block) []string {
	var all []string
	for _, b := range letter {
		switch b := b.(type) {
		case block.Paragraph:
			all = append(all, b.Text.String())
		case block.Facts:
			for _, f := range b.Facts {
				all = append(all, f.Value)
			}
		case block.Table:
			for _, r := range b.Rows {
				for _, c := range r.Cells {
					all = append(all, c.Text.String())
				}
			}
		}
	}
	return all
}

// fileNotes tells of a file what is seen only on its pages.
func (j *job) fileNotes(f sized, no int) []Note {
	var all []Note
	if f.document != nil {
		return nil
	}
	if n := blank(f.doc); n > 0 {
		all = append(all, Note{Code: "blank", File: no, Count: n, Refused: !j.r.Blank})
	}
	if least := smallest(f.doc); least > 0 && least+0.05 < j.r.MinText {
		all = append(all, Note{Code: "tiny", File: no, Count: int(least), Refused: true})
	}
	boxes, first := 0, 0
	for _, found := range page.Missing(f.doc) {
		boxes += len(found.Codes)
		if first == 0 {
			first = found.Page
		}
	}
	if boxes > 0 {
		all = append(all, Note{Code: "boxes", File: no, Page: first, Count: boxes})
	}
	return all
}
