package evidence

import (
	"context"
	"io"
	"slices"
	"strconv"
	"strings"

	"casefolio/app/evidence"
	"casefolio/ui/kit"
)

// textOf reads the beginning of an input as text.
func textOf(in evidence.Input) (string, error) {
	from, err := in.Open()
	if err != nil {
		return "", err
	}
	defer from.Close()
	raw, err := io.ReadAll(io.LimitReader(from, 1<<20))
	return string(raw), err
}

// look shows a chat before it is taken. What is no chat is taken at once, and
// so is what cannot be looked at: taking it says why.
func (a *Adder) look(caseID string, in evidence.Input, take func(c evidence.Choices)) {
	type looked struct {
		p     evidence.Preview
		zones kit.Zones
		opt   evidence.Options
	}
	kit.Run(a.deps.Shell.Tasks(), "", func(ctx context.Context) (looked, error) {
		opt, c, err := a.deps.options(ctx, caseID)
		if err != nil {
			return looked{}, err
		}
		p, err := a.deps.Evidence.Preview(ctx, in, opt)
		return looked{p, kit.ZonesOf(a.deps.Now().Location(), c.BuyerZone), opt}, err
	}, func(l looked, err error) {
		if err != nil || !l.p.IsChat {
			take(evidence.Choices{})
			return
		}
		r := &reader{
			deps: a.deps, zones: l.zones, title: kit.T("chat.preview.title"), verb: kit.T("chat.preview.take"), take: take,
			preview: func(ctx context.Context, c evidence.Choices) (evidence.Preview, error) {
				opt := l.opt
				opt.Choices = c
				return a.deps.Evidence.Preview(ctx, in, opt)
			},
		}
		if l.p.Lines {
			r.text = func() (string, error) { return textOf(in) }
		}
		r.open(l.p)
	})
}

// readAgain lets the seller correct how an exhibit is read.
func (p *Page) readAgain() {
	e, c := p.now.e, p.now.c
	if !p.readable() {
		return
	}
	type again struct {
		opt     evidence.Options
		choices evidence.Choices
		p       evidence.Preview
	}
	kit.Run(p.deps.Shell.Tasks(), "viewer/preview", func(ctx context.Context) (a again, err error) {
		if a.opt, _, err = p.deps.options(ctx, c.ID); err != nil {
			return a, err
		}
		if a.choices, err = p.deps.Evidence.Choices(ctx, e.ID); err != nil {
			return a, err
		}
		a.p, err = p.deps.Evidence.PreviewAgain(ctx, e.ID, a.choices, a.opt)
		return a, err
	}, func(a again, err error) {
		if err != nil {
			p.deps.Shell.ShowError(err)
			return
		}
		r := &reader{
			deps: p.deps, zones: kit.ZonesOf(p.deps.Now().Location(), c.BuyerZone), choices: a.choices,
			title: kit.T("chat.preview.again", "label", e.Label()), verb: kit.T("chat.preview.save"),
			preview: func(ctx context.Context, ch evidence.Choices) (evidence.Preview, error) {
				return p.deps.Evidence.PreviewAgain(ctx, e.ID, ch, a.opt)
			},
			take: func(ch evidence.Choices) { p.reread(e, ch, a.opt) },
		}
		if a.p.Lines {
			r.text = func() (string, error) { return readText(p.deps.Evidence, e) }
		}
		r.open(a.p)
	})
}

// readable tells whether an exhibit can be read as a chat. A tracking record
// can be while nothing in it was corrected.
func (p *Page) readable() bool {
	e := p.now.e
	if e.ID == "" || !e.DeletedAt.IsZero() {
		return false
	}
	switch e.Kind {
	case evidence.Chat, evidence.Text:
		return true
	case evidence.Tracking:
		return strings.HasPrefix(e.Format, "tracking_") && !slices.ContainsFunc(p.now.events, evidence.Event.Corrected)
	}
	return false
}

// reread reads an exhibit again and offers the way back.
func (p *Page) reread(e evidence.Exhibit, to evidence.Choices, opt evidence.Options) {
	var now evidence.Exhibit
	p.do(func(ctx context.Context) (err error) {
		now, err = p.deps.Evidence.Reread(ctx, e.ID, to, opt)
		return err
	}, func(back kit.Back) {
		p.Reload()
		p.adder.changed(e.CaseID)
		kit.Did(p.deps.Shell, kit.T("chat.reread", "label", e.Label(), "count", strconv.Itoa(now.Messages)), back)
	})
}
