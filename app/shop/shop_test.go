package shop_test

import (
	"testing"
	"time"
	_ "time/tzdata"

	"casefolio/app/fault"
	"casefolio/app/shop"
)

func TestDefaultsAreSound(t *testing.T) {
	if err := shop.Defaults().Check(); err != nil {
		t.Fatal(err)
	}
}

func TestCheckNamesTheField(t *testing.T) {
	for want, spoil := range map[string]func(*shop.Profile){
		"money.currency": func(p *shop.Profile) { p.Currency = "YUAN" },
		"shop.zone":      func(p *shop.Profile) { p.Zone = "Mars/Base" },
		"shop.hours":     func(p *shop.Profile) { p.WorkFrom = "19:00" },
		"shop.paper":     func(p *shop.Profile) { p.Paper = "a5" },
	} {
		p := shop.Defaults()
		spoil(&p)
		if err := p.Check(); !fault.Is(err, want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestLocation(t *testing.T) {
	p := shop.Profile{Zone: "Asia/Shanghai"}
	if _, off := time.Date(2026, 7, 1, 0, 0, 0, 0, p.Location()).Zone(); off != 8*3600 {
		t.Errorf("offset %d", off)
	}
	if (shop.Profile{Zone: "nowhere"}).Location() != time.Local {
		t.Error("an unknown zone should fall back to the system's")
	}
}
