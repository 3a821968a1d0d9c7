package layout

import (
	"math"
	"strings"
	"unicode"

	"casefolio/app/dossier/block"
	"casefolio/app/dossier/page"
	"casefolio/app/dossier/typeset"
)

// runningGap is the least distance of the two texts of a running head or foot.
const runningGap = 12.0

// top draws the running head, bottom the running foot. Both are cut to their
// line; what they say stands whole elsewhere.
func (p *pen) top(left, right string) {
	p.sides(headBase, left, right, "", 1.0/3)
}

func (p *pen) bottom(left, right, number string) {
	y := p.sheet.h - footRule
	p.rule(margin, y, p.sheet.right(), y, hairline, muted)
	p.sides(p.sheet.h-footBase, left, right, number, 0.6)
}

// sides sets a text at each end of a line. The one on the right takes no more
// than its share of the line, and keeps its tail.
func (p *pen) sides(y float64, left, right, tail string, share float64) {
	w := p.sheet.width()
	end := p.fit(block.Small, right, tail, w*share)
	p.lineAt(p.sheet.right()-end.Width, y, end)
	start := p.fit(block.Small, left, "", w-end.Width-runningGap)
	p.lineAt(margin-leftEdge(start), y, start)
}

// leftEdge is where the text of a line begins: a right-to-left one stands at
// the right end of its measure.
func leftEdge(l typeset.Line) float64 {
	edge := l.Width
	for _, run := range l.Runs {
		edge = math.Min(edge, run.X)
	}
	return edge
}

func (p *pen) lineAt(x, y float64, l typeset.Line) {
	if len(l.Runs) > 0 {
		p.page.Texts = append(p.page.Texts, page.Text{X: x, Y: y, Line: l})
	}
}

// ellipsis ends a text that was cut.
const ellipsis = "…"

// fit sets s and tail on one line. Where they are too long, s is shortened with
// an ellipsis, but no character that is made of several code points is cut.
func (p *pen) fit(tone block.Tone, s, tail string, width float64) typeset.Line {
	const most = 400 // characters: no line of a page holds more
	s = strings.Map(inLine, s)
	r := []rune(s)
	if s+tail == "" {
		return typeset.Line{}
	}
	if len(r) <= most {
		if lines := p.oneLine(tone, s+tail, width); len(lines) == 1 {
			return lines[0]
		}
	}
	clusters := p.clusters(tone, string(r[:min(len(r), most)]))
	n := fitting(clusters, width-p.set.Measure(spansOf(block.Say(tone, ellipsis+tail))))
	for n = wordEnd(clusters, n); n >= 0; n-- {
		cut := ""
		for _, c := range clusters[:n] {
			cut += c.Text
		}
		if lines := p.oneLine(tone, strings.TrimRight(cut, " ")+ellipsis+tail, width); len(lines) == 1 {
			return lines[0]
		}
	}
	return typeset.Line{}
}

// inLine makes a space of what would break the line.
func inLine(r rune) rune {
	switch r {
	case '\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029':
		return ' '
	}
	return r
}

func (p *pen) oneLine(tone block.Tone, s string, width float64) []typeset.Line {
	return p.set.Break(spansOf(block.Say(tone, s)), width)
}

// clusters are the characters of a text as they are drawn, in reading order.
func (p *pen) clusters(tone block.Tone, s string) []typeset.Glyph {
	var all []typeset.Glyph
	for _, l := range p.oneLine(tone, s, math.Inf(1)) {
		for _, run := range l.Runs {
			for _, g := range run.Glyphs {
				first := strings.IndexFunc(g.Text, func(r rune) bool { return !unicode.Is(unicode.Mn, r) })
				if n := len(all) - 1; n >= 0 && first != 0 { // a part of the character before
					all[n].Text += g.Text
					all[n].Advance += g.Advance
					continue
				}
				all = append(all, g)
			}
		}
	}
	return all
}

// wordEnd goes back to the last space, where it is near.
func wordEnd(clusters []typeset.Glyph, n int) int {
	const near = 12
	for i := n; i > max(0, n-near) && i < len(clusters); i-- {
		if clusters[i].Text == " " {
			return i
		}
	}
	return n
}

// fitting is how many of the clusters have room side by side.
func fitting(clusters []typeset.Glyph, width float64) int {
	for i, c := range clusters {
		if width -= c.Advance; width < 0 {
			return i
		}
	}
	return len(clusters)
}
