package layout

import (
	"casefolio/app/dossier/block"
)

// letterhead sets the owner's name with the logo at the right over a rule.
func (b *builder) letterhead(l block.Letterhead) {
	const logoHeight, logoWidth, gap = 42.0, 150.0, 14.0
	w := b.sheet.width()
	bd := &band{foot: 6, strokes: []stroke{{0, w, hairline, line}}}
	if l.Logo.Path != "" && l.Logo.W > 0 && l.Logo.H > 0 {
		scale := min(logoWidth/float64(l.Logo.W), logoHeight/float64(l.Logo.H))
		drawn := float64(l.Logo.W) * scale
		h, draw := b.picture(l.Logo, w-drawn, drawn, logoHeight)
		bd.art, bd.least = draw, h+bd.foot
		w -= drawn + gap
	}
	var lines []setLine
	for _, t := range []block.Text{block.Say(block.Heading, l.Name), block.Say(block.Muted, l.Sub)} {
		lines = append(lines, setText(b.set, t, w, tight)...)
	}
	bd.columns = []column{{w: w, lines: lines}}
	b.row(bd)
}
