package phrases

import (
	"context"
	"io"

	"casefolio/app/evidence"
	"casefolio/app/phrases"
	uievidence "casefolio/ui/evidence"
	"casefolio/ui/kit"
)

// do does a deed on the library, says so with the way back, and shows the phrase
// that it was about.
func (p *Page) do(words string, deed func(ctx context.Context) (phrases.Phrase, error), done func(phrases.Phrase)) {
	var is phrases.Phrase
	kit.Do(p.d.Shell, "", func(ctx context.Context) (err error) {
		is, err = deed(context.WithoutCancel(ctx))
		return err
	}, func(back kit.Back, err error) {
		if err != nil {
			p.d.Shell.ShowError(err)
			return
		}
		if done != nil {
			done(is)
		}
		p.again()
		kit.Did(p.d.Shell, kit.T(words, "title", phrases.Pick(is.Titles, kit.Language())), back)
	})
}

// again shows at once what was changed, and then what the workspace knows of it.
func (p *Page) again() {
	p.find()
	p.sheet.show(p.phrase())
	p.Reload()
}

// on calls a deed with the phrase that is shown, unless one is being edited.
func (p *Page) on(deed func(phrases.Phrase)) {
	if phrase := p.phrase(); phrase.ID != "" && p.editor == nil {
		deed(phrase)
	}
}

// favour marks the phrase as a favourite, or as none.
func (p *Page) favour() {
	p.on(func(f phrases.Phrase) {
		words := "phrases.favoured"
		if f.Favourite {
			words = "phrases.unfavoured"
		}
		p.do(words, func(ctx context.Context) (phrases.Phrase, error) { return p.d.Library.Favour(ctx, f.ID, !f.Favourite) }, nil)
	})
}

// duplicate makes one of the seller's own out of the phrase.
func (p *Page) duplicate() {
	p.on(func(f phrases.Phrase) {
		titles := map[string]string{}
		for lang, title := range f.Titles {
			titles[lang] = title + " 2"
		}
		p.do("phrases.duplicated", func(ctx context.Context) (phrases.Phrase, error) { return p.d.Library.Duplicate(ctx, f.ID, titles) },
			func(is phrases.Phrase) { p.chosen = is.ID })
	})
}

// trash puts the phrase into the trash.
func (p *Page) trash() {
	p.on(func(f phrases.Phrase) {
		if f.Trashed {
			return
		}
		p.do("phrases.trashed", func(ctx context.Context) (phrases.Phrase, error) { return p.d.Library.Trash(ctx, f.ID) },
			func(phrases.Phrase) { p.chosen = p.beside(f.ID) })
	})
}

// beside is the phrase that stands after another in the list, or before it.
func (p *Page) beside(id string) string {
	for i, f := range p.found {
		switch {
		case f.ID != id:
		case i+1 < len(p.found):
			return p.found[i+1].ID
		case i > 0:
			return p.found[i-1].ID
		}
	}
	return ""
}

// restore takes the phrase out of the trash.
func (p *Page) restore() {
	p.on(func(f phrases.Phrase) {
		p.do("phrases.restored", func(ctx context.Context) (phrases.Phrase, error) { return p.d.Library.Restore(ctx, f.ID) }, nil)
	})
}

// reset goes back to the words of the starter set.
func (p *Page) reset() {
	p.on(func(f phrases.Phrase) {
		p.do("phrases.was_reset", func(ctx context.Context) (phrases.Phrase, error) { return p.d.Library.Reset(ctx, f.ID) }, nil)
	})
}

// attach lets the seller choose files that go with the phrase.
func (p *Page) attach() {
	p.on(func(f phrases.Phrase) {
		kit.ChooseFiles(p.d.Shell, kit.T("phrases.files.choose"), nil, func(paths []string) { p.keepFiles(f, paths) })
	})
}

func (p *Page) keepFiles(f phrases.Phrase, paths []string) {
	p.do("phrases.files.added", func(ctx context.Context) (phrases.Phrase, error) { return p.d.Library.Attach(ctx, f.ID, paths...) }, nil)
}

func (p *Page) detach(f phrases.Phrase, file phrases.File) {
	p.do("phrases.files.removed", func(ctx context.Context) (phrases.Phrase, error) {
		return p.d.Library.Detach(ctx, f.ID, file.SHA256)
	}, nil)
}

// attached opens the files of phrases for who shows copies of them.
type attached struct{ Library }

// Original implements the door of ui/evidence.
func (a attached) Original(e evidence.Exhibit) (io.ReadSeekCloser, error) {
	return a.OpenFile(phrases.File{Name: e.FileName, SHA256: e.SHA256})
}

// look shows a copy of an attachment in the system's program for it.
func (p *Page) look(file phrases.File) {
	kit.Run(p.d.Shell.Tasks(), "", func(ctx context.Context) (struct{}, error) {
		e := evidence.Exhibit{FileName: file.Name, SHA256: file.SHA256}
		return struct{}{}, uievidence.OpenCopy(ctx, attached{p.d.Library}, e, p.d.Open)
	}, func(_ struct{}, err error) { p.d.Shell.ShowError(err) })
}
