package layout

import (
	"encoding/binary"
	"math"
	"slices"

	"casefolio/app/dossier/typeset"
)

// Remember returns a setter that sets a text once and remembers it. It is for
// one document that is laid out again and again with a little more or less of
// it; not for concurrent use.
func Remember(set Setter) Setter {
	return &memory{Setter: set, lines: map[string][]typeset.Line{}, widths: map[string]float64{}}
}

type memory struct {
	Setter
	lines  map[string][]typeset.Line
	widths map[string]float64
	held   int // bytes of text in lines
}

// mostHeld limits the texts that are remembered; what was set takes some fifty
// times as much.
const mostHeld = 2 << 20

// Break returns lines of its own for every call: who gets them moves glyphs.
func (m *memory) Break(spans []typeset.Span, width float64) []typeset.Line {
	key := keyOf(spans, width)
	known, ok := m.lines[key]
	if !ok {
		known = m.Setter.Break(spans, width)
		if m.held += len(key); m.held > mostHeld {
			clear(m.lines)
			m.held = len(key)
		}
		m.lines[key] = known
	}
	out := slices.Clone(known)
	for i := range out {
		out[i].Runs = slices.Clone(out[i].Runs)
		for k := range out[i].Runs {
			out[i].Runs[k].Glyphs = slices.Clone(out[i].Runs[k].Glyphs)
		}
	}
	return out
}

func (m *memory) Measure(spans []typeset.Span) float64 {
	key := keyOf(spans, 0)
	width, ok := m.widths[key]
	if !ok {
		width = m.Setter.Measure(spans)
		if len(m.widths) > mostHeld>>6 {
			clear(m.widths)
		}
		m.widths[key] = width
	}
	return width
}

// keyOf tells texts apart that are set differently.
func keyOf(spans []typeset.Span, width float64) string {
	key := binary.LittleEndian.AppendUint64(nil, math.Float64bits(width))
	for _, s := range spans {
		key = binary.LittleEndian.AppendUint64(key, math.Float64bits(s.Style.Size))
		key = binary.LittleEndian.AppendUint64(key, math.Float64bits(s.Style.Least))
		tabular := byte(0)
		if s.Style.Tabular {
			tabular = 1
		}
		key = append(key, byte(s.Style.Weight), s.Style.Color.R, s.Style.Color.G, s.Style.Color.B, tabular)
		key = binary.AppendUvarint(key, uint64(len(s.Text)))
		key = append(key, s.Text...)
	}
	return string(key)
}
