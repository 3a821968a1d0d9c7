package evidence

import (
	"strings"

	"casefolio/app/carriers"
)

// parcelOf recognises a number that is known to be one; ok is false where no
// carrier's format fits.
func (r *trackReader) parcelOf(number string) (Parcel, carriers.Match, bool) {
	number = carriers.Clean(number)
	m, ok := r.carriers.Best(number)
	return Parcel{Number: number, Carrier: m.Carrier.Label}, m, ok
}

// findParcel looks for the tracking number of a text: behind a label first,
// then anywhere, the first that has an unmistakable format. The number of
// another carrier on the last mile is not it. sure is false when it finds none.
func (r *trackReader) findParcel(lines []line) (best Parcel, sure bool) {
	for i, l := range lines {
		if i >= sampleLines {
			break
		}
		if label, _, ok := labelled(l.text); ok && r.labels.other[label] {
			continue
		}
		if p, ok := r.labelledParcel(l.text); ok {
			return p, true
		}
		if sure {
			continue
		}
		for _, word := range strings.FieldsFunc(l.text, notInNumber) {
			if len(word) < 9 || len(word) > 40 {
				continue
			}
			if p, m, ok := r.parcelOf(word); ok && !m.Loose && !sure {
				best, sure = p, true
			}
		}
	}
	return best, sure
}

func notInNumber(c rune) bool {
	return c > 'z' || !(c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z')
}

// labelledParcel reads "Tracking number: …". Behind such a label a number is
// taken even when no format fits, as carriers invent new ones.
func (r *trackReader) labelledParcel(text string) (Parcel, bool) {
	label, value, ok := labelled(text)
	if !ok || !r.labels.number[label] && !r.labels.other[label] {
		return Parcel{}, false
	}
	if p, _, ok := r.parcelOf(value); ok {
		return p, true
	}
	word, _, _ := strings.Cut(value, " ")
	p, _, ok := r.parcelOf(word)
	digits := strings.Count(strings.Map(asZero, p.Number), "0")
	if ok || len(p.Number) >= 8 && len(p.Number) <= 40 && digits*2 >= len(p.Number) && !strings.ContainsFunc(p.Number, notInNumber) {
		return p, true
	}
	return Parcel{}, false
}

func asZero(c rune) rune {
	if c >= '0' && c <= '9' {
		return '0'
	}
	return -1
}
