package evidence

import (
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"time"
	"unicode"

	"casefolio/app/facts"
)

// gazetteer knows where a parcel is by the words of a tracking page, and whose
// clock runs there.
type gazetteer struct {
	countries map[string]placeZone // by ISO code
	names     map[string]placeZone // countries and places, in lower case
	wide      []string             // the names in scripts without spaces
	codes     map[string]placeZone // of airports
	states    map[string]*time.Location
	zones     map[string]string // the country of a zone
	longest   int               // words in a name
}

// placeZone is a country or a place within it. zone is nil where several zones
// are in use there.
type placeZone struct {
	country string
	zone    *time.Location
	whole   bool // the country, no place within it
}

// placeRules is the form of rules/places.json.
type placeRules struct {
	Countries []struct {
		Code  string   `json:"code"` // ISO 3166-1 alpha-2
		Zone  string   `json:"zone"` // IANA, "" where there are several
		Names []string `json:"names"`
	} `json:"countries"`
	Places []struct {
		Country string   `json:"country"`
		Zone    string   `json:"zone"` // "": the country's
		Names   []string `json:"names"`
		Codes   []string `json:"codes"`
	} `json:"places"`
	States map[string]string `json:"us_states"`
}

func loadPlaces(files fs.FS) (*gazetteer, error) {
	var rules placeRules
	if err := facts.Part(files, "rules/places.json", &rules); err != nil {
		return nil, err
	}
	p, err := rules.compile()
	if err != nil {
		return nil, fmt.Errorf("rules/places.json: %w", err)
	}
	return p, nil
}

func (t placeRules) compile() (*gazetteer, error) {
	p := &gazetteer{
		countries: map[string]placeZone{}, names: map[string]placeZone{},
		codes: map[string]placeZone{}, states: map[string]*time.Location{}, zones: map[string]string{},
	}
	for _, c := range t.Countries {
		zone, err := zoneOf(c.Zone)
		if err != nil || len(c.Code) != 2 || len(c.Names) == 0 {
			return nil, fmt.Errorf("country %q: %w", c.Code, err)
		}
		at := placeZone{c.Code, zone, true}
		p.countries[c.Code] = at
		p.zones[c.Zone] = c.Code
		if err := p.name(c.Names, at); err != nil {
			return nil, err
		}
	}
	for _, l := range t.Places {
		country, known := p.countries[l.Country]
		zone, err := zoneOf(l.Zone)
		if err != nil || !known {
			return nil, fmt.Errorf("places in %q: %w", l.Country, err)
		}
		if zone == nil {
			zone = country.zone
		}
		if l.Zone != "" {
			p.zones[l.Zone] = l.Country
		}
		at := placeZone{l.Country, zone, false}
		for _, code := range l.Codes {
			p.codes[code] = at
		}
		if err := p.name(l.Names, at); err != nil {
			return nil, err
		}
	}
	for code, name := range t.States {
		zone, err := zoneOf(name)
		if err != nil {
			return nil, err
		}
		p.states[code] = zone
	}
	return p, nil
}

func zoneOf(name string) (*time.Location, error) {
	if name == "" {
		return nil, nil
	}
	return time.LoadLocation(name)
}

func (p *gazetteer) name(names []string, at placeZone) error {
	for _, n := range names {
		if _, twice := p.names[n]; twice || n != strings.ToLower(n) || n == "" {
			return fmt.Errorf("name %q stands twice or is not in lower case", n)
		}
		p.names[n] = at
		p.longest = max(p.longest, len(strings.Fields(n)))
		if wide(firstRune(n)) {
			p.wide = append(p.wide, n)
		}
	}
	return nil
}

// stateEnd is how pages end an address in the United States.
var stateEnd = regexp.MustCompile(`(,|\s)\s*([A-Z]{2})(\s+\d{5}(?:-\d{4})?)?(,?\s*(?:US|USA|UNITED STATES))?\s*$`)

// find tells where a place is. american settles the two letters that are a
// country and a state: "Dover, DE". ok is false where nothing in it is known.
func (p *gazetteer) find(place string, american bool) (placeZone, bool) {
	if len(place) > 2*maxPlace {
		return placeZone{}, false
	}
	words := strings.FieldsFunc(place, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '-' && c != '.' })
	country, said := p.country(place, words, american)
	if at, ok := p.within(place, words, country, said); ok {
		return at, true
	}
	return country, said
}

// country is what the end of a place says: a state, a code, or the name of a
// country.
func (p *gazetteer) country(place string, words []string, american bool) (placeZone, bool) {
	if m := stateEnd.FindStringSubmatch(strings.ToUpper(place)); m != nil {
		zone, state := p.states[m[2]]
		_, both := p.countries[m[2]]
		sure := m[3] != "" || m[4] != "" || m[1] == "," && (!both || american)
		if state && sure && strings.Contains(place, m[2]) {
			return placeZone{"US", zone, false}, true
		}
	}
	if len(words) == 0 {
		return placeZone{}, false
	}
	if at, ok := p.countries[words[len(words)-1]]; ok {
		return at, true
	}
	for n := min(p.longest, len(words)); n > 0; n-- {
		if at, ok := p.names[strings.ToLower(strings.Join(words[len(words)-n:], " "))]; ok && at.whole {
			return at, true
		}
	}
	return placeZone{}, false
}

// within looks for a place that lies in the country that was said, if one was.
func (p *gazetteer) within(place string, words []string, country placeZone, said bool) (placeZone, bool) {
	if said && !country.whole && country.zone != nil {
		return country, true // a state with one zone
	}
	var best placeZone
	found := 0
	take := func(at placeZone, length int) {
		if length > found && (!said || at.country == country.country) && at.zone != nil {
			best, found = at, length
		}
	}
	for i := range words {
		for n := 1; n <= p.longest && i+n <= len(words); n++ {
			joined := strings.Join(words[i:i+n], " ")
			take(p.names[strings.ToLower(joined)], len(joined))
		}
		take(p.codes[words[i]], len(words[i]))
	}
	folded := strings.ToLower(place)
	for _, name := range p.wide {
		if strings.Contains(folded, name) {
			take(p.names[name], len(name))
		}
	}
	return best, found > 0
}

// knows tells whether anything in a place is known.
func (p *gazetteer) knows(place string) bool {
	_, ok := p.find(place, false)
	return ok
}

// code tells the two letters of a state or a country.
func (p *gazetteer) code(s string) bool {
	_, country := p.countries[s]
	_, state := p.states[s]
	return country || state
}

// spell tells whether words are nothing but known names and codes, dashes aside.
func (p *gazetteer) spell(words []string) bool {
	for len(words) > 0 {
		n := min(p.longest, len(words))
		for ; n > 0; n-- {
			name := strings.Trim(strings.ToLower(strings.Join(words[:n], " ")), ",-()")
			if _, known := p.names[name]; known || n == 1 && (name == "" || p.code(words[0])) {
				break
			}
		}
		if n == 0 {
			return false
		}
		words = words[n:]
	}
	return true
}

// locate finds the places of a record. What is said of one helps to understand
// another.
func (p *gazetteer) locate(events []Event) []placeZone {
	all := make([]placeZone, len(events))
	american := false
	for i, e := range events {
		all[i], _ = p.find(e.Place, false)
		american = american || all[i].country == "US"
	}
	for i, e := range events {
		if american && (all[i].whole || all[i].country == "") {
			all[i], _ = p.find(e.Place, true)
		}
	}
	return all
}

// setZones gives times without a zone that of the place where the parcel was, as
// carriers write the time of the place. An event whose place is not known
// happened, most likely, where the parcel was last or, once it is with the last
// courier, where the buyer is; that stays an assumption.
func (p *gazetteer) setZones(events []Event, raw []rawEvent, buyer *time.Location, at func(stamp, *time.Location) time.Time) {
	located := p.locate(events)
	order := make([]int, len(events))
	for i := range order {
		order[i] = i
		if newestFirst(events) {
			order[i] = len(events) - 1 - i
		}
	}
	var last *time.Location
	abroad := false // last is where the parcel was handed to the last courier
	for _, i := range order {
		there := located[i]
		switch {
		case there.zone != nil:
			last, abroad = there.zone, abroad || p.ofZone(buyer) == there.country
		case buyer != nil && (there.country != "" && there.country == p.ofZone(buyer) || !abroad && nearBuyer(events[i].Milestone)):
			last, abroad = buyer, true
		}
		if s := raw[i].at; s.hasDate && !s.zoned && last != nil {
			events[i].At = at(s, last)
			events[i].PlaceZone = there.zone != nil
		}
	}
}

// moved gives an event whose place was corrected the clock of that place: the
// carrier wrote the same time of day there.
func (p *gazetteer) moved(e Event) Event {
	if e.ZoneKnown || e.Own || e.At.IsZero() {
		return e
	}
	at, ok := p.find(e.Place, false)
	if e.PlaceZone = ok && at.zone != nil; e.PlaceZone {
		y, m, d := e.At.Date()
		e.At = time.Date(y, m, d, e.At.Hour(), e.At.Minute(), e.At.Second(), 0, at.zone)
	}
	return e
}

// ofZone is the country of a zone, "-" where it is not known.
func (p *gazetteer) ofZone(zone *time.Location) string {
	if zone == nil || p.zones[zone.String()] == "" {
		return "-"
	}
	return p.zones[zone.String()]
}

// nearBuyer tells whether a parcel of which this is said is in the buyer's
// country.
func nearBuyer(milestone string) bool {
	switch MainMilestone(milestone) {
	case "out_for_delivery", "delivered", "failed_attempt", "available_for_pickup":
		return true
	}
	return milestone == "in_transit.arrived_country"
}
