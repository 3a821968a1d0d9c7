// Package shop holds the shop profile and the settings of a workspace. They
// live in the workspace, not on the machine.
package shop

import (
	"context"
	"time"

	"casefolio/app/fault"
	"casefolio/app/money"
)

// Shop is one shop of the seller on one platform.
type Shop struct {
	Name     string `json:"name"`
	Platform string `json:"platform"` // listed id or the seller's own words
}

// Profile is the shop profile and all settings.
type Profile struct {
	Owner     string   `json:"owner"` // name on the letterhead and signature line
	Shops     []Shop   `json:"shops"`
	Logo      string   `json:"logo"`     // SHA-256 of a picture in the vault, or empty
	Currency  string   `json:"currency"` // ISO 4217
	Zone      string   `json:"zone"`     // IANA name; empty: the system's zone
	WorkDays  []int    `json:"work_days"`
	WorkFrom  string   `json:"work_from"` // "09:00"
	WorkTo    string   `json:"work_to"`   // "18:00"
	Language  string   `json:"language"`  // "zh", "en"; empty: the system's
	Paper     string   `json:"paper"`     // "a4", "letter"
	PaperLang string   `json:"paper_lang"`
	Theme     string   `json:"theme"` // "light", "dark"; empty: the system's
	Scale     float32  `json:"scale"` // 0: the system's
	Platforms []string `json:"platforms"`
}

// Defaults is the profile of a new workspace.
func Defaults() Profile {
	return Profile{
		Currency: "USD", Paper: "a4", WorkDays: []int{1, 2, 3, 4, 5},
		WorkFrom: "09:00", WorkTo: "18:00",
	}
}

// Location is the seller's zone; an empty Zone is the system's.
func (p Profile) Location() *time.Location {
	if p.Zone == "" {
		return time.Local
	}
	loc, err := time.LoadLocation(p.Zone)
	if err != nil {
		return time.Local
	}
	return loc
}

// Check returns the fault of the first field that cannot be kept:
// "money.currency", "shop.zone", "shop.hours", "shop.paper".
func (p Profile) Check() error {
	if _, err := money.ParseCurrency(p.Currency); err != nil {
		return err
	}
	if p.Zone != "" {
		if _, err := time.LoadLocation(p.Zone); err != nil {
			return fault.Wrap(err, "shop.zone", "zone", p.Zone)
		}
	}
	from, err1 := time.Parse("15:04", p.WorkFrom)
	to, err2 := time.Parse("15:04", p.WorkTo)
	if err1 != nil || err2 != nil || !from.Before(to) {
		return fault.New("shop.hours")
	}
	if p.Paper != "a4" && p.Paper != "letter" {
		return fault.New("shop.paper")
	}
	return nil
}

// Store is what the service needs from the workspace.
type Store interface {
	Profile(ctx context.Context) (p Profile, found bool, err error)
	SaveProfile(ctx context.Context, p Profile, at time.Time) error // with a journal entry
}

// Service reads and saves the profile.
type Service struct {
	store Store
	now   func() time.Time
}

// NewService returns a service on store.
func NewService(store Store, now func() time.Time) *Service { return &Service{store, now} }

// Profile returns the saved profile, or the defaults.
func (s *Service) Profile(ctx context.Context) (Profile, error) {
	p, found, err := s.store.Profile(ctx)
	if err == nil && !found {
		p = Defaults()
	}
	return p, err
}

// Save checks and keeps the profile.
func (s *Service) Save(ctx context.Context, p Profile) error {
	if err := p.Check(); err != nil {
		return err
	}
	return s.store.SaveProfile(ctx, p, s.now())
}
