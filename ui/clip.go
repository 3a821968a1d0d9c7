package ui

import (
	"context"

	"casefolio/ui/kit"
)

var _ kit.ClipShell = (*shell)(nil)

// Clip implements kit.ClipShell.
func (s *shell) Clip(ctx context.Context, picture bool) (kit.Clip, error) {
	if s.o.Clip == nil {
		return kit.Clip{}, nil
	}
	return s.o.Clip(ctx, picture)
}

// paste is what the keys for it do. Text goes into the field that has the
// focus; a picture or files, which no field can take, go to the page.
func (s *shell) paste() {
	if s.quitting {
		return
	}
	if s.content == nil || s.blocked() || kit.ClipText() != "" {
		if kit.PasteInto(s.win.Canvas()) {
			return
		}
	}
	if s.content != nil {
		s.pasted()
	}
}
