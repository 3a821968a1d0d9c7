package letters

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"casefolio/ui/kit"
)

// pauseLength is how long typing rests before what was written is put aside.
const pauseLength = 800 * time.Millisecond

// changed shows the letter after a change by the seller, and puts it aside when
// typing rests: the program may end before it is kept.
func (p *Page) changed() {
	p.fill()
	if !p.made || p.raw() == p.aside.Text && sameValues(p.values, p.aside.Values) {
		return
	}
	if p.d.Shell.Tasks().Inline() {
		p.putAside()
		return
	}
	p.endPause()
	p.pause = time.AfterFunc(pauseLength, func() { fyne.Do(p.putAside) })
}

func (p *Page) endPause() {
	if p.pause != nil {
		p.pause.Stop()
		p.pause = nil
	}
}

// putAside keeps what was written since the letter was kept, or forgets it when
// nothing is left of it. The journal says nothing of it.
func (p *Page) putAside() {
	if !p.made || p.left || p.save.Disabled() {
		return
	}
	l, dirty := p.letter(), p.dirty()
	kit.Run(p.d.Shell.Tasks(), "letters/aside", func(ctx context.Context) (struct{}, error) {
		if ctx = context.WithoutCancel(ctx); dirty {
			return struct{}{}, p.d.Letters.KeepUnsaved(ctx, l)
		}
		return struct{}{}, p.d.Letters.DropUnsaved(ctx, l)
	}, func(_ struct{}, err error) {
		if err != nil {
			p.d.Shell.ShowError(err)
			return
		}
		if p.aside = p.was; dirty {
			p.aside = l
		}
		p.tellKept()
	})
}
