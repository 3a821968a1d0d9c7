package packets

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"casefolio/app/dossier/letter"
	"casefolio/app/dossier/packet"
	"casefolio/ui/kit"
	uiletters "casefolio/ui/letters"
	"casefolio/ui/theme"
)

// Letters gives the letters that are kept for a case.
type Letters interface {
	List(ctx context.Context, caseRef string) ([]letter.Letter, error)
	Template(id string) (letter.Template, bool)
	Fill(ctx context.Context, l letter.Letter) (letter.Filled, error)
}

// noLetter is what the seller chose who wants none to go.
const noLetter = "none"

// filled reads the letters of a case as they stand now.
func (d Deps) filled(ctx context.Context, caseID string) ([]letter.Filled, error) {
	kept, err := d.Letters.List(ctx, caseID)
	if err != nil {
		return nil, err
	}
	all := make([]letter.Filled, len(kept))
	for i, l := range kept {
		if all[i], err = d.Letters.Fill(ctx, l); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// letters are those of the case that are written to the kind of recipient that
// the packet is for, the last changed first.
func (p *Page) letters() []letter.Filled {
	r, ok := p.state.recipient(p.req.Recipient)
	var all []letter.Filled
	for _, f := range p.state.letters {
		t, known := p.deps.Letters.Template(f.Letter.TemplateID)
		if ok && known && t.For(r.Kind) {
			all = append(all, f)
		}
	}
	return all
}

// letter is the one that goes with the packet.
func (p *Page) letter() (letter.Filled, bool) {
	for _, f := range p.letters() {
		if f.Letter.ID == p.goes {
			return f, true
		}
	}
	return letter.Filled{}, false
}

// aimLetter takes the letter that the seller changed last for this kind of
// recipient.
func (p *Page) aimLetter() {
	p.goes = ""
	if all := p.letters(); len(all) > 0 {
		p.goes = all[0].Letter.ID
	}
}

// withLetter is a wish with the letter set into it.
func (p *Page) withLetter(req packet.Request) packet.Request {
	req.Letter, req.LetterIn = nil, ""
	if f, ok := p.letter(); ok {
		req.Letter, req.LetterIn = letter.Blocks(f), f.Letter.Lang
	}
	return req
}

// fillLetter shows which letter goes, its first line, and what it lacks.
func (w *whoPane) fillLetter() {
	p := w.page
	w.letter.RemoveAll()
	w.letter.Add(kit.Heading(kit.T("packets.letter")))
	all := p.letters()
	at := -1
	if len(all) > 0 {
		flow := kit.Flow(6, w.letterChip(kit.T("packets.letter.without"), noLetter, p.goes == noLetter))
		for i, f := range all {
			if f.Letter.ID == p.goes {
				at = i
			}
			flow.Add(w.letterChip(shortened(p.letterName(f), 18), f.Letter.ID, f.Letter.ID == p.goes))
		}
		w.letter.Add(flow)
	}
	deeds := kit.Flow(6)
	if at >= 0 {
		f := all[at]
		w.letter.Add(kit.Body(oneLine(f.Title())).Wrapped())
		w.letter.Add(kit.Small(firstLine(f.Text)).Clamped(2))
		if !f.Ready() {
			w.letter.Add(kit.Body(counted("packets.letter.gaps", "packets.letter.gaps.one",
				len(f.Missing)+len(f.Empty)+len(f.Naming))).Wrapped().Colored(theme.ColorLate))
		}
	} else if len(all) == 0 {
		w.letter.Add(kit.Muted(kit.T("packets.letter.none")).Wrapped())
	}
	if p.state.writable() {
		verb := "packets.letter.write"
		if len(all) > 0 {
			verb = "packets.letter.edit"
		}
		deeds.Add(kit.NewButton(kit.T(verb), p.toLetters))
		w.letter.Add(deeds)
	}
}

// letterChip is one letter to choose, or none.
func (w *whoPane) letterChip(name, id string, on bool) fyne.CanvasObject {
	p := w.page
	chip := kit.NewChip(name, kit.ToneNeutral, func() {
		p.goes = id
		p.change(func(*packet.Request) {})
	})
	chip.SetSelected(on)
	return chip
}

// letterName is what a letter is about, with its language.
func (p *Page) letterName(f letter.Filled) string {
	name := f.Letter.TemplateID
	if t, ok := p.deps.Letters.Template(name); ok {
		name = t.Names[kit.Language()]
	}
	return joined(oneLine(name), kit.T("preview.lang."+f.Letter.Lang))
}

// toLetters leads to where the letter is written.
func (p *Page) toLetters() {
	if !p.made || !p.state.writable() {
		return
	}
	r, _ := p.state.recipient(p.req.Recipient)
	f, ok := p.letter()
	lang := f.Letter.Lang
	if !ok && slices.Contains(letter.Languages(), p.req.Lang) {
		lang = p.req.Lang
	}
	p.deps.Shell.Go(uiletters.Route(p.state.c.ID, f.Letter.TemplateID, lang, r.Kind))
}

// firstLine is the first line of a letter after what it is about.
func firstLine(text string) string {
	for line := range strings.SplitSeq(text, "\n") {
		if line = oneLine(line); line != "" && !strings.HasPrefix(line, "#") {
			return line
		}
	}
	return ""
}

// shortened is the beginning of a line, at most n characters long.
func shortened(s string, n int) string {
	if runes := []rune(s); len(runes) > n {
		return strings.TrimSpace(string(runes[:n])) + "…"
	}
	return s
}
