package deadlines

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"sync"
	"time"

	"casefolio/app/facts"
)

// Rules are the shipped standards and public holidays.
type Rules struct {
	Standards []Standard
	Calendars []Holidays

	once  sync.Once
	local string // the calendar of the system's zone
}

// LoadRules reads and checks rules/standards.json and rules/calendars.json:
// channels and ids stand once, spans can be counted, days are in order, and
// everything is named in both languages and says where it is from.
func LoadRules(files fs.FS) (*Rules, error) {
	var r Rules
	for name, into := range map[string]any{
		"rules/standards.json": &struct {
			Standards *[]Standard `json:"standards"`
		}{&r.Standards},
		"rules/calendars.json": &struct {
			Calendars *[]Holidays `json:"calendars"`
		}{&r.Calendars},
	} {
		if err := facts.Whole(files, name, into); err != nil {
			return nil, err
		}
	}
	return &r, r.check()
}

func (r *Rules) check() error {
	seen := map[string]bool{}
	for i, s := range r.Standards {
		if (s.Channel == "") != (i == 0) || seen[s.Channel] {
			return fmt.Errorf("rules/standards.json: %q stands twice, or the one for all others is not the first", s.Channel)
		}
		seen[s.Channel] = true
		if err := s.check(); err != nil {
			return fmt.Errorf("rules/standards.json: %q: %w", s.Channel, err)
		}
	}
	if len(r.Standards) == 0 {
		return errors.New("rules/standards.json: empty")
	}
	for _, h := range r.Calendars {
		if seen["calendar "+h.ID] || h.ID == "" || h.ID == OwnDays {
			return fmt.Errorf("rules/calendars.json: %q is no id", h.ID)
		}
		seen["calendar "+h.ID] = true
		if err := h.checkShipped(); err != nil {
			return fmt.Errorf("rules/calendars.json: %s: %w", h.ID, err)
		}
	}
	return nil
}

func (h *Holidays) checkShipped() error {
	if h.Names["en"] == "" || h.Names["zh"] == "" || h.Source == "" || (h.Note == "") != (h.NoteZH == "") {
		return errors.New("a name, the source or a note is missing in zh or en")
	}
	if u, err := url.Parse(h.URL); err != nil || u.Scheme != "https" {
		return fmt.Errorf("url %q", h.URL)
	}
	if _, err := ParseDay(h.AsOf); err != nil {
		return fmt.Errorf("as_of: %w", err)
	}
	for _, zone := range h.Zones {
		if _, err := time.LoadLocation(zone); err != nil {
			return err
		}
	}
	for i, d := range h.Days {
		if d.Names["en"] == "" || d.Names["zh"] == "" {
			return fmt.Errorf("%s: no name in zh or en", d.Day)
		}
		if i > 0 && h.Days[i-1].Day.Compare(d.Day) >= 0 {
			return fmt.Errorf("%s is out of order", d.Day)
		}
	}
	return nil
}
