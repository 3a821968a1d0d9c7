package settings

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/cases"
	"casefolio/app/shop"
	"casefolio/ui/kit"
)

// shopRows is the list of the seller's shops, each with its platform.
type shopRows struct {
	lists   *cases.Lists
	changed func()
	rows    []*shopRow
	box     *fyne.Container
	object  fyne.CanvasObject
}

type shopRow struct {
	name     *widget.Entry
	platform *widget.SelectEntry
	object   fyne.CanvasObject
}

func newShopRows(l *cases.Lists, changed func()) *shopRows {
	s := &shopRows{lists: l, changed: changed, box: kit.VBox(6)}
	add := kit.NewQuiet(kit.T("settings.shops.add"), func() {
		s.add(shop.Shop{})
		s.changed()
	})
	s.object = kit.VBox(4, s.box, kit.HBox(0, add))
	return s
}

// set shows shops; where there is none, an empty row waits.
func (s *shopRows) set(shops []shop.Shop) {
	s.rows, s.box.Objects = nil, nil
	for _, one := range shops {
		s.add(one)
	}
	if len(shops) == 0 {
		s.add(shop.Shop{})
	}
	s.box.Refresh()
}

func (s *shopRows) add(one shop.Shop) {
	r := &shopRow{name: widget.NewEntry(), platform: widget.NewSelectEntry(s.names())}
	r.name.SetPlaceHolder(kit.T("settings.shops.name"))
	r.platform.SetPlaceHolder(kit.T("settings.shops.platform"))
	r.name.SetText(one.Name)
	r.platform.SetText(cases.Name(s.lists.Platforms, one.Platform, kit.Language()))
	r.name.OnChanged = func(string) { s.changed() }
	r.platform.OnChanged = func(string) { s.changed() }
	remove := kit.NewButton(kit.T("settings.shops.remove"), func() { s.remove(r) })
	r.object = kit.Row(6, 0, r.name, kit.Sized(r.platform, 190, 0), remove)
	s.rows = append(s.rows, r)
	s.box.Add(r.object)
}

func (s *shopRows) remove(r *shopRow) {
	s.rows = slices.DeleteFunc(s.rows, func(x *shopRow) bool { return x == r })
	s.box.Remove(r.object)
	if len(s.rows) == 0 {
		s.add(shop.Shop{})
	}
	s.changed()
}

func (s *shopRows) names() []string {
	names := make([]string, len(s.lists.Platforms))
	for i, t := range s.lists.Platforms {
		names[i] = t.Name(kit.Language())
	}
	return names
}

// shops is what the rows say; rows without a name are left out.
func (s *shopRows) shops() []shop.Shop {
	var shops []shop.Shop
	for _, r := range s.rows {
		if name := strings.TrimSpace(r.name.Text); name != "" {
			shops = append(shops, shop.Shop{Name: name, Platform: s.platformID(strings.TrimSpace(r.platform.Text))})
		}
	}
	return shops
}

// platformID is the id of a listed name in any language, or the words.
func (s *shopRows) platformID(words string) string {
	for _, t := range s.lists.Platforms {
		for _, name := range t.Names {
			if strings.EqualFold(name, words) {
				return t.ID
			}
		}
	}
	return words
}
