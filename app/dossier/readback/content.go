package readback

import (
	"math"
	"strings"
)

// matrix maps (x, y) to (a x + c y + e, b x + d y + f).
type matrix struct{ a, b, c, d, e, f float64 }

var identity = matrix{a: 1, d: 1}

// times applies m first, then n.
func (m matrix) times(n matrix) matrix {
	return matrix{
		m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d,
		m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d,
		m.e*n.a + m.f*n.c + n.e, m.e*n.b + m.f*n.d + n.f,
	}
}

// state is what q keeps and Q brings back.
type state struct {
	ctm          matrix
	font         *font
	size         float64
	spacing      float64 // after each glyph
	wordSpacing  float64
	scale        float64 // horizontally, 1 for 100 %
	leading      float64
	fill, stroke paint
}

// paint is the colour that is set.
type paint struct{ colour, white bool }

// painter runs the content of a page.
type painter struct {
	f         *reader
	page      *Page
	lines     liner
	state     state
	stack     []state
	tm, line  matrix
	resources dict
	spans     []bool // marked content that is open: whether it has a text of its own
	replaced  int    // how many of them have
	drawn     bool
	args      []any
	depth     int
	stray     strings.Builder // strings that are no text of the page
	under     liner           // the text as the glyphs tell it, also where a stretch has its own
}

// maxStates limits how many states are kept.
const maxStates = 256

func (p *painter) run(data []byte) {
	s := scanner{raw: data, plain: true}
	for {
		v, ok := s.next(0)
		if !ok {
			break
		}
		op, isWord := v.(word)
		if !isWord {
			if p.args = append(p.args, v); len(p.args) > maxArgs {
				p.args = p.args[:0]
			}
			continue
		}
		if !showsText(op) {
			collect(&p.stray, p.args, 0)
		}
		if op == "BI" {
			s.skipInline()
			p.drawn = true
		} else {
			p.do(string(op))
		}
		p.args = p.args[:0]
	}
	for _, comment := range s.comments {
		p.stray.WriteString(printable(comment, 2))
	}
}

// maxArgs limits the operands that are kept for an operator.
const maxArgs = 1024

// showsText tells the operators whose strings are codes of a font.
func showsText(op word) bool { return op == "Tj" || op == "TJ" || op == "'" || op == "\"" }

// skipInline skips a picture within the content.
func (s *scanner) skipInline() {
	for {
		v, ok := s.next(0)
		if !ok {
			return
		}
		if v == word("ID") {
			break
		}
	}
	for s.at++; s.at+2 < len(s.raw); s.at++ {
		if s.raw[s.at] == 'E' && s.raw[s.at+1] == 'I' && kinds[s.raw[s.at-1]] == white && kinds[s.raw[s.at+2]] != 0 {
			s.at += 2
			return
		}
	}
	s.at = len(s.raw)
}

func (p *painter) num(i int) float64 {
	if i < 0 || i >= len(p.args) {
		return 0
	}
	n, _ := p.args[i].(float64)
	return n
}

func (p *painter) matrix() matrix {
	return matrix{p.num(0), p.num(1), p.num(2), p.num(3), p.num(4), p.num(5)}
}

// do runs one operator. Those that draw nothing and move nothing are left out.
func (p *painter) do(op string) {
	if p.doText(op) || p.doColour(op) {
		return
	}
	switch op {
	case "q":
		if len(p.stack) < maxStates {
			p.stack = append(p.stack, p.state)
		}
	case "Q":
		if n := len(p.stack); n > 0 {
			p.state = p.stack[n-1]
			p.stack = p.stack[:n-1]
		}
	case "cm":
		p.state.ctm = p.matrix().times(p.state.ctm)
	case "Do":
		p.external()
	case "BDC", "BMC":
		p.begin()
	case "EMC":
		p.end()
	case "f", "F", "f*":
		p.paints(p.state.fill)
	case "S", "s":
		p.paints(p.state.stroke)
	case "B", "B*", "b", "b*":
		p.paints(p.state.fill)
		p.paints(p.state.stroke)
	case "sh":
		p.drawn, p.page.Colour = true, true
	}
}

func (p *painter) paints(with paint) {
	p.drawn = p.drawn || !with.white
	p.page.Colour = p.page.Colour || with.colour
}

// doText runs the operators of text.
func (p *painter) doText(op string) bool {
	switch op {
	case "BT":
		p.tm, p.line = identity, identity
	case "Tf":
		if len(p.args) == 2 {
			if n, ok := p.args[0].(name); ok {
				p.state.font = p.f.fontOf(p.f.b.dict(p.resources["Font"])[n])
			}
			p.state.size = p.num(1)
		}
	case "Td":
		p.move(p.num(0), p.num(1))
	case "TD":
		p.state.leading = -p.num(1)
		p.move(p.num(0), p.num(1))
	case "T*":
		p.move(0, -p.state.leading)
	case "Tm":
		p.line = p.matrix()
		p.tm = p.line
	case "Tc":
		p.state.spacing = p.num(0)
	case "Tw":
		p.state.wordSpacing = p.num(0)
	case "Tz":
		p.state.scale = p.num(0) / 100
	case "TL":
		p.state.leading = p.num(0)
	default:
		return p.shows(op)
	}
	return true
}

// shows runs the operators that set text.
func (p *painter) shows(op string) bool {
	switch op {
	case "Tj", "'", "\"":
		p.showLine(op)
	case "TJ":
		if len(p.args) > 0 {
			list, _ := p.args[len(p.args)-1].([]any)
			p.showAll(list)
		}
	default:
		return false
	}
	return true
}

// showLine shows a string, on the next line for the two short operators.
func (p *painter) showLine(op string) {
	if op == "\"" {
		p.state.wordSpacing, p.state.spacing = p.num(0), p.num(1)
	}
	if op != "Tj" {
		p.move(0, -p.state.leading)
	}
	if n := len(p.args); n > 0 {
		if raw, ok := p.args[n-1].([]byte); ok {
			p.show(raw)
		}
	}
}

func (p *painter) showAll(list []any) {
	for _, v := range list {
		switch v := v.(type) {
		case []byte:
			p.show(v)
		case float64:
			p.tm = matrix{a: 1, d: 1, e: -v / 1000 * p.state.size * p.state.scale}.times(p.tm)
		}
	}
}

func (p *painter) move(x, y float64) {
	p.line = matrix{a: 1, d: 1, e: x, f: y}.times(p.line)
	p.tm = p.line
}

// show sets a string: its text goes to the page, unless the stretch that it
// stands in has a text of its own.
func (p *painter) show(raw []byte) {
	var text strings.Builder
	width, glyphs := p.state.font.decode(&text, raw)
	at := p.tm.times(p.state.ctm)
	advance := (width*p.state.size + float64(glyphs)*p.state.spacing + float64(strings.Count(text.String(), " "))*p.state.wordSpacing) * p.state.scale
	p.tm = matrix{a: 1, d: 1, e: advance}.times(p.tm)
	end := p.tm.times(p.state.ctm)
	size := math.Abs(p.state.size) * math.Hypot(at.c, at.d)
	if strings.TrimSpace(text.String()) != "" {
		p.paints(p.state.fill)
		p.drawn = true
		if p.page.Smallest == 0 || size < p.page.Smallest {
			p.page.Smallest = size
		}
	}
	shown := text.String()
	p.under.add(shown, at.e, at.f, end.e, size)
	if p.replaced > 0 {
		shown = ""
	}
	p.lines.add(shown, at.e, at.f, end.e, size)
}

// begin opens marked content.
func (p *painter) begin() {
	own := false
	if n := len(p.args); n == 2 {
		properties := p.f.b.dict(p.args[1])
		if called, ok := p.args[1].(name); ok {
			properties = p.f.b.dict(p.f.b.dict(p.resources["Properties"])[called])
		}
		if raw, ok := p.f.b.get(properties["ActualText"]).([]byte); ok {
			own = true
			if p.replaced == 0 {
				p.lines.hold(textString(raw))
			}
		}
	}
	if len(p.spans) < maxStates {
		p.spans = append(p.spans, own)
		if own {
			p.replaced++
		}
	}
}

func (p *painter) end() {
	n := len(p.spans)
	if n == 0 {
		return
	}
	if p.spans[n-1] {
		if p.replaced--; p.replaced == 0 {
			p.lines.release()
		}
	}
	p.spans = p.spans[:n-1]
}

// external draws a picture, or a form with content of its own.
func (p *painter) external() {
	if len(p.args) == 0 {
		return
	}
	called, _ := p.args[0].(name)
	r, ok := p.f.b.dict(p.resources["XObject"])[called].(ref)
	o := p.f.b.objects[r]
	if !ok || o == nil {
		return
	}
	d, _ := o.value.(dict)
	if p.f.b.name(d["Subtype"]) == "Image" {
		p.drawn = true
		p.page.Colour = p.page.Colour || p.f.picture(r, o).Colour
		return
	}
	if p.depth >= 8 || p.f.forms > maxForms {
		return
	}
	p.f.forms++
	data, ok, err := p.f.b.unpack(o)
	if err != nil {
		p.f.err = err
	}
	if !ok || err != nil {
		return
	}
	before, resources := p.state, p.resources
	if own := p.f.b.dict(d["Resources"]); own != nil {
		p.resources = own
	}
	if m := p.f.b.list(d["Matrix"]); len(m) == 6 {
		p.args = m
		p.state.ctm = p.matrix().times(p.state.ctm)
	}
	p.args = nil
	p.depth++
	p.run(data)
	p.depth--
	p.state, p.resources = before, resources
}

// maxForms limits how often forms are drawn in a file.
const maxForms = 10_000

// doColour keeps the colours that are set.
func (p *painter) doColour(op string) bool {
	n := len(p.args)
	var to *paint
	switch op {
	case "g", "rg", "k", "sc", "scn", "cs":
		to = &p.state.fill
	case "G", "RG", "K", "SC", "SCN", "CS":
		to = &p.state.stroke
	default:
		return false
	}
	switch op {
	case "cs", "CS":
		*to = paint{}
	case "g", "G":
		*to = paint{white: p.num(0) >= 1}
	case "k", "K":
		*to = paint{colour: p.num(0) != p.num(1) || p.num(1) != p.num(2), white: p.num(0)+p.num(1)+p.num(2)+p.num(3) == 0}
	default:
		switch n {
		case 1:
			*to = paint{white: p.num(0) >= 1}
		case 3:
			*to = paint{colour: p.num(0) != p.num(1) || p.num(1) != p.num(2), white: p.num(0)+p.num(1)+p.num(2) >= 3}
		default:
			*to = paint{colour: true}
		}
	}
	return true
}
