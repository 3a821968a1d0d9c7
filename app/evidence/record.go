package evidence

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"
	"unicode"
)

// Record is one tracking record with what else its page says.
type Record struct {
	Exhibit Exhibit
	Events  []Event
	Also    []Parcel // other numbers that the page names
}

// Records returns the tracking records of a case about one parcel, by number:
// those with the same tracking number as the exhibit, and the exhibit itself.
func (s *Service) Records(ctx context.Context, exhibitID string) ([]Record, error) {
	e, err := s.store.Exhibit(ctx, exhibitID)
	if err != nil {
		return nil, err
	}
	all, err := s.store.Exhibits(ctx, e.CaseID)
	if err != nil {
		return nil, err
	}
	var out []Record
	for _, other := range all {
		same := other.Kind == Tracking && e.Parcel.Number != "" && other.Parcel.Number == e.Parcel.Number
		if same && other.ID != e.ID {
			r, err := s.Record(ctx, other)
			if err != nil {
				return nil, err
			}
			out = append(out, r)
		}
	}
	own, err := s.Record(ctx, e)
	if err != nil {
		return nil, err
	}
	out = append(out, own)
	slices.SortStableFunc(out, func(a, b Record) int { return cmp.Compare(a.Exhibit.No, b.Exhibit.No) })
	return out, nil
}

// Record returns one tracking record.
func (s *Service) Record(ctx context.Context, e Exhibit) (Record, error) {
	events, err := s.store.Events(ctx, e.ID)
	if err != nil {
		return Record{}, err
	}
	r := Record{Exhibit: e, Events: events}
	// A lost original takes nothing from what was read of it before.
	if _, lines, err := s.trackLines(ctx, e.ID); err == nil {
		r.Also = s.readers.track.otherNumbers(lines, e.Parcel.Number)
	}
	return r, ctx.Err()
}

// maxAlso is how many other numbers of a page are named.
const maxAlso = 5

// otherNumbers finds the numbers that a page names beside the main one: those
// behind a label, and those whose form leaves no doubt.
func (r *trackReader) otherNumbers(lines []line, main string) []Parcel {
	var out []Parcel
	add := func(p Parcel) {
		same := func(o Parcel) bool { return o.Number == p.Number }
		if p.Number != "" && p.Number != main && !slices.ContainsFunc(out, same) && len(out) < maxAlso {
			out = append(out, p)
		}
	}
	for _, l := range lines[:min(len(lines), sampleLines)] {
		if p, ok := r.labelledParcel(l.text); ok {
			add(p)
			continue
		}
		for _, word := range strings.FieldsFunc(l.text, notInNumber) {
			if len(word) < 9 || len(word) > 40 || !strings.ContainsFunc(word, unicode.IsDigit) {
				continue
			}
			if p, m, ok := r.parcelOf(word); ok && !m.Loose {
				add(p)
			}
		}
	}
	return out
}

// Line is one event of a parcel with the exhibits that tell it.
type Line struct {
	Event
	Exhibits []int  // by number
	Source   string // id of the exhibit in whose words it stands
}

// Merge puts the records of one parcel together, in the order of time: what
// several tell stands once, in the newest record's words, and names them all.
func Merge(records []Record) []Line {
	var lines []Line
	newest := slices.Clone(records)
	slices.SortStableFunc(newest, func(a, b Record) int { return b.Exhibit.AddedAt.Compare(a.Exhibit.AddedAt) })
	at := map[string]int{}
	for _, r := range newest {
		for _, e := range Sorted(r.Events) {
			key := sameEvent(e)
			if i, there := at[key]; there && !e.Own && !slices.Contains(lines[i].Exhibits, r.Exhibit.No) {
				lines[i].Exhibits = append(lines[i].Exhibits, r.Exhibit.No)
				continue
			}
			if !e.Own {
				at[key] = len(lines)
			}
			lines = append(lines, Line{Event: e, Exhibits: []int{r.Exhibit.No}, Source: r.Exhibit.ID})
		}
	}
	for i := range lines {
		slices.Sort(lines[i].Exhibits)
	}
	if len(records) > 1 { // within one record undated events stay beside those that they stood by
		slices.SortStableFunc(lines, func(a, b Line) int { return a.At.Compare(b.At) })
	}
	return lines
}

// sameEvent is what two records of the same event share: the wall clock to the
// minute and the words.
func sameEvent(e Event) string {
	words := strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			return unicode.ToLower(c)
		}
		return -1
	}, e.Text)
	if e.At.IsZero() {
		return words
	}
	return e.At.Format(time.DateOnly+" 15:04 ") + words
}
