package evidence

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"casefolio/app/carriers"
)

// Finding is something about a parcel that the seller should see before others
// do: a code, and pairs of names and values for its sentence.
type Finding struct {
	Code string
	Args []string
	Seqs []int // the events that it is about
}

// The codes of findings.
const (
	FindGap      = "gap"      // days, from, to
	FindOpen     = "open"     // days, from
	FindLoop     = "loop"     // place, count
	FindPlace    = "place"    // place, expected
	FindReturned = "returned" // at
	FindAlso     = "also"     // number, carrier
	FindCarriers = "carriers" // number, carriers
	FindEarly    = "early"    // delivered, shipped
	FindFuture   = "future"   // count
	FindAssumed  = "assumed"  // count
	FindLines    = "lines"    // count
)

// Findings are all codes.
func Findings() []string {
	return []string{FindGap, FindOpen, FindLoop, FindPlace, FindReturned, FindAlso, FindCarriers, FindEarly, FindFuture, FindAssumed, FindLines}
}

// Expected is what is known of a parcel from elsewhere. Zero values are unknown.
type Expected struct {
	City, Country string // where the order goes; Country is an ISO code or a name
	Buyer         *time.Location
	Shipped       time.Time // as the order report says
	Now           time.Time
}

// LongSilence is how long a parcel may be quiet before it should be seen.
// Cross-border parcels often rest over a weekend; five days is no longer one.
const LongSilence = 5 * 24 * time.Hour

// Findings looks for what is odd about one record. Lines of the seller's own
// are only counted.
func (s *Service) Findings(r Record, want Expected) []Finding {
	return s.readers.Findings(r, want)
}

// Supports is Readers.Facts.
func (s *Service) Supports(events []Event) []Support { return s.readers.Facts(events) }

// Findings is Service.Findings.
func (r *Readers) Findings(rec Record, want Expected) []Finding {
	own := 0
	var told []Event // dated, of the carrier's, oldest first
	for _, e := range Sorted(rec.Events) {
		switch {
		case e.Own:
			own++
		case !e.At.IsZero():
			told = append(told, e)
		}
	}
	var out []Finding
	out = append(out, silences(told, want.Now)...)
	out = append(out, r.track.loops(told)...)
	out = append(out, r.track.elsewhere(told, want)...)
	out = append(out, returned(told)...)
	out = append(out, early(told, want.Shipped)...)
	out = append(out, r.track.numbers(rec)...)
	if future := future(told, want.Now); len(future) > 0 {
		out = append(out, Finding{FindFuture, []string{"count", strconv.Itoa(len(future))}, future})
	}
	if assumed := assumedZones(told); assumed > 0 {
		out = append(out, Finding{Code: FindAssumed, Args: []string{"count", strconv.Itoa(assumed)}})
	}
	if own > 0 {
		out = append(out, Finding{Code: FindLines, Args: []string{"count", strconv.Itoa(own)}})
	}
	return out
}

func daysOf(d time.Duration) string { return strconv.Itoa(int(d / (24 * time.Hour))) }

func dayOf(t time.Time) string { return t.Format(time.DateOnly) }

// silences are the times without news, and the one that still lasts.
func silences(told []Event, now time.Time) []Finding {
	var out []Finding
	for _, g := range Gaps(told, LongSilence) {
		if !IsEnd(g.From.Milestone) {
			args := []string{"days", daysOf(g.Length), "from", dayOf(g.From.At), "to", dayOf(g.To.At)}
			out = append(out, Finding{FindGap, args, []int{g.From.Seq, g.To.Seq}})
		}
	}
	if d := StalledFor(told, now); !now.IsZero() && d >= LongSilence && !Ended(told) {
		last := told[len(told)-1]
		out = append(out, Finding{FindOpen, []string{"days", daysOf(d), "from", dayOf(last.At)}, []int{last.Seq}})
	}
	return out
}

// loops are places that a parcel came back to after it had been elsewhere.
// Countries do not count: pages write them now and then in place of a city.
func (r *trackReader) loops(told []Event) []Finding {
	visits, seqs, names := map[string]int{}, map[string][]int{}, map[string]string{}
	last := ""
	var order []string
	for _, e := range told {
		key := r.placeKey(e.Place)
		if at, ok := r.places.find(e.Place, false); key == "" || ok && at.whole && r.places.spell(strings.Fields(e.Place)) {
			continue
		}
		if key != last {
			if visits[key] == 0 {
				order, names[key] = append(order, key), e.Place
			}
			visits[key]++
			seqs[key] = append(seqs[key], e.Seq)
		}
		last = key
	}
	var out []Finding
	for _, key := range order {
		if visits[key] > 1 {
			out = append(out, Finding{FindLoop, []string{"place", names[key], "count", strconv.Itoa(visits[key])}, seqs[key]})
		}
	}
	return out
}

// placeKey is a place as it is compared.
func (r *trackReader) placeKey(place string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			return unicode.ToLower(c)
		}
		return -1
	}, place)
}

// elsewhere compares where a parcel was delivered with where it should go. Only
// a difference that is sure counts: another country, or a city that the place
// does not name while it names another known one.
func (r *trackReader) elsewhere(told []Event, want Expected) []Finding {
	i := slices.IndexFunc(told, func(e Event) bool { return MainMilestone(e.Milestone) == "delivered" && e.Place != "" })
	if i < 0 {
		return nil
	}
	there, ok := r.places.find(told[i].Place, want.Country == "US")
	if !ok {
		return nil
	}
	country := r.countryOf(want)
	expected := strings.Trim(want.City+", "+want.Country, ", ")
	city, place := r.placeKey(want.City), r.placeKey(told[i].Place)
	other := city != "" && !there.whole && !strings.Contains(place, city) && r.sure(told[i].Place, want.City)
	if (country == "" || country == there.country) && !other {
		return nil
	}
	if expected == "" {
		expected = country
	}
	return []Finding{{FindPlace, []string{"place", told[i].Place, "expected", expected}, []int{told[i].Seq}}}
}

// sure tells whether two places are known ones with different names.
func (r *trackReader) sure(a, b string) bool {
	x, okX := r.places.find(a, false)
	y, okY := r.places.find(b, false)
	return okX && okY && !x.whole && !y.whole && r.placeKey(a) != r.placeKey(b)
}

// countryOf is the ISO code of where a parcel should go: by the order, else by
// the buyer's clock.
func (r *trackReader) countryOf(want Expected) string {
	if want.Country != "" {
		if _, ok := r.places.countries[strings.ToUpper(want.Country)]; ok {
			return strings.ToUpper(want.Country)
		}
		if at, ok := r.places.names[strings.ToLower(want.Country)]; ok {
			return at.country
		}
		return ""
	}
	if code := r.places.ofZone(want.Buyer); code != "-" {
		return code
	}
	return ""
}

func returned(told []Event) []Finding {
	for _, e := range slices.Backward(told) {
		if e.Milestone == "exception.returned" || e.Milestone == "exception.returning" {
			return []Finding{{FindReturned, []string{"at", dayOf(e.At)}, []int{e.Seq}}}
		}
	}
	return nil
}

// early finds a delivery before the parcel was shipped, by more than any zone
// could explain.
func early(told []Event, shipped time.Time) []Finding {
	const zones = 26 * time.Hour
	i := slices.IndexFunc(told, func(e Event) bool { return MainMilestone(e.Milestone) == "delivered" })
	if i < 0 {
		return nil
	}
	for _, e := range told[i:] {
		if e.Milestone == "in_transit.picked_up" || e.Milestone == "info_received.label_created" {
			shipped = e.At
			break
		}
	}
	if shipped.IsZero() || shipped.Sub(told[i].At) < zones {
		return nil
	}
	return []Finding{{FindEarly, []string{"delivered", dayOf(told[i].At), "shipped", dayOf(shipped)}, []int{told[i].Seq}}}
}

// numbers are the other numbers of a parcel, and other carriers that its own
// number could belong to.
func (r *trackReader) numbers(rec Record) []Finding {
	var out []Finding
	for _, p := range rec.Also {
		out = append(out, Finding{Code: FindAlso, Args: []string{"number", p.Number, "carrier", p.Carrier}})
	}
	var names []string
	for _, m := range r.carriers.Match(rec.Exhibit.Parcel.Number) {
		if !m.Loose && m.Check != carriers.Wrong {
			names = append(names, m.Carrier.Label)
		}
	}
	if len(names) > 1 {
		args := []string{"number", rec.Exhibit.Parcel.Number, "carriers", strings.Join(names, " / ")}
		out = append(out, Finding{Code: FindCarriers, Args: args})
	}
	return out
}

// future are the events that have not happened yet. A time whose zone is not
// stated may be ahead by as much as zones differ.
func future(told []Event, now time.Time) []int {
	var out []int
	for _, e := range told {
		slack := 5 * time.Minute
		if !e.ZoneKnown {
			slack = 14 * time.Hour
		}
		if !now.IsZero() && e.At.After(now.Add(slack)) {
			out = append(out, e.Seq)
		}
	}
	return out
}

func assumedZones(told []Event) int {
	n := 0
	for _, e := range told {
		if !e.ZoneKnown && !e.PlaceZone && !e.DateOnly {
			n++
		}
	}
	return n
}
