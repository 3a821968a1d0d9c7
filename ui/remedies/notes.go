package remedies

import (
	"fyne.io/fyne/v2"

	"casefolio/app/remedies"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// fillNotes says at which sizes the choice turns, and what speaks against an
// option.
func (p *Pane) fillNotes() {
	p.notes.RemoveAll()
	if p.sheet.Fault == nil {
		for _, line := range evenTexts(p.sheet) {
			p.notes.Add(kit.Muted(line).Wrapped())
		}
		if spent := p.sheet.Spent; spent.Minor > 0 {
			p.notes.Add(kit.Muted(kit.T("remedies.spent", "amount", spent.String())).Wrapped())
		}
	}
	if len(p.sheet.Warnings) > 0 {
		box := kit.VBox(8)
		for i, w := range p.sheet.Warnings {
			if i > 0 {
				box.Add(kit.Hairline())
			}
			box.Add(warning(w))
		}
		p.notes.Add(kit.Pad(kit.NewCard(box), 6, 0, 0, 0))
	}
	p.notes.Refresh()
}

// warning is one rule with where it was read.
func warning(w remedies.Warning) fyne.CanvasObject {
	badge := kit.NewBadge(kit.T("remedies.level."+string(w.Level)), kit.ToneSoon)
	if w.Level == remedies.Must {
		badge = kit.NewBadge(kit.T("remedies.level."+string(w.Level)), kit.ToneLate)
	}
	names := make([]string, len(w.Options))
	for i, k := range w.Options {
		names[i] = kindText(k)
	}
	checked := kit.T("remedies.source.unchecked", "date", w.AsOf)
	if w.Verified {
		checked = kit.T("remedies.source.checked", "date", w.AsOf)
	}
	return kit.VBox(4,
		kit.Row(8, 1, badge, kit.Small(joined(names)).Colored(theme.ColorInk)),
		kit.Body(w.Text(kit.Language())).Wrapped(),
		kit.Small(kit.T("remedies.source", "title", w.Source.Title, "checked", checked)).Wrapped())
}
