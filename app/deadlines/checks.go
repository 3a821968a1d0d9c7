package deadlines

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"casefolio/app/fault"
)

// Bounds of what a seller writes, in characters and days; far beyond need.
const (
	maxText = 4000
	maxWord = 200
	maxDays = 2000
)

// tidy makes a text valid UTF-8 without white space around it, and refuses one
// that is too long with the fault "due.long".
func tidy(most int, texts ...*string) error {
	for _, t := range texts {
		if *t = strings.TrimSpace(strings.ToValidUTF8(*t, "\uFFFD")); utf8.RuneCountInString(*t) > most {
			return fault.New("due.long")
		}
	}
	return nil
}

// dates refuses a year that nobody means with the fault "due.date".
func dates(all ...time.Time) error {
	for _, t := range all {
		if y := t.Year(); !t.IsZero() && (y < 2000 || y > 2199) {
			return fault.New("due.date")
		}
	}
	return nil
}

func (p *Promise) check() error {
	if err := tidy(maxText, &p.Text, &p.Note); err != nil {
		return err
	}
	if p.Text == "" {
		return fault.New("due.text")
	}
	if p.Due.IsZero() || !p.KeptAt.IsZero() && !p.BrokenAt.IsZero() {
		return fault.New("due.date")
	}
	if err := tidy(maxWord, &p.Channel); err != nil {
		return err
	}
	return dates(p.Due, p.MadeAt, p.KeptAt, p.BrokenAt)
}

func (a *Answer) check() error {
	if a.At.IsZero() {
		return fault.New("due.date")
	}
	if err := tidy(maxText, &a.Note); err != nil {
		return err
	}
	if err := tidy(maxWord, &a.Channel, &a.UseID); err != nil {
		return err
	}
	return dates(a.At)
}

func (w *Wait) check() error {
	if !slices.Contains(Waits(), w.For) {
		return fault.New("due.wait")
	}
	if err := tidy(maxText, &w.Note); err != nil {
		return err
	}
	if w.Since.IsZero() || !w.Until.IsZero() && w.Until.Before(w.Since) || !w.EndedAt.IsZero() && w.EndedAt.Before(w.Since) {
		return fault.New("due.date")
	}
	return dates(w.Since, w.Until, w.EndedAt)
}

func (s *Snooze) check() error {
	if s.Item == "" || len(s.Item) > maxWord {
		return fault.New("due.item")
	}
	return dates(s.Until)
}

func (s *Standard) check() error {
	if err := tidy(maxWord, &s.Channel); err != nil {
		return err
	}
	for _, span := range []Span{s.First, s.Resolution, s.FollowUp, s.Buffer} {
		if err := span.Check(); err != nil {
			return err
		}
	}
	if s.Buffer.IsZero() {
		return nil
	}
	if length, ok := s.Buffer.plain(); !ok || length > LongestBuffer {
		return fault.New("due.buffer")
	}
	return nil
}

// plain is the length of a span of minutes or hours.
func (s Span) plain() (time.Duration, bool) {
	switch s.Unit {
	case Minutes:
		return time.Duration(s.N) * time.Minute, true
	case Hours:
		return time.Duration(s.N) * time.Hour, true
	}
	return 0, false
}

// HolidayChange is what the seller changed in a calendar: record "calendar".
type HolidayChange struct {
	ID      string    `json:"id"`
	Follow  *bool     `json:"follow,omitempty"` // nil: as the zone of the shop says
	Added   []Holiday `json:"added,omitempty"`  // or put in the place of a shipped one
	Removed []Day     `json:"removed,omitempty"`
}

func (h *HolidayChange) check() error {
	if h.ID == "" || len(h.ID) > maxWord || len(h.Added)+len(h.Removed) > maxDays {
		return fault.New("due.calendar")
	}
	for _, d := range h.Added {
		for _, name := range d.Names {
			if err := tidy(maxWord, &name); err != nil {
				return err
			}
		}
		if d.Day.Year < 2000 || d.Day.Year > 2199 {
			return fault.New("due.date")
		}
	}
	return nil
}
