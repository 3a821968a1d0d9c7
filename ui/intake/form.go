package intake

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"casefolio/app/carriers"
	"casefolio/app/cases"
	"casefolio/app/shop"
	"casefolio/ui/kit"
)

// form is the right side: every fact of a case.
type form struct {
	page       *Page
	fields     map[string]*field
	recognised map[string]bool // filled on the seller's behalf and not touched since
	marked     map[string]bool // of those, what came from the pasted text
	ordered    values          // of those, what the order report says
	filling    bool            // the program writes, not the seller
	touched    bool            // the seller wrote something
	category   *categoryField
	content    fyne.CanvasObject
}

func newForm(p *Page) *form {
	f := &form{page: p, fields: map[string]*field{}, recognised: map[string]bool{}, marked: map[string]bool{}}
	lists := p.deps.Lists
	f.category = newCategoryField(f, lists)
	rows := kit.VBox(10,
		two(f.text(fieldCustomer).box, f.text(fieldContact).box),
		two(f.pick(fieldPlatform, lists.Platforms).box, f.pick(fieldShop, nil).box),
		two(f.pick(fieldChannel, lists.Channels).box, f.text(fieldOrder).box),
		two(f.text(fieldProduct).box, f.text(fieldSKU).box),
		two(f.sum(fieldCurrency, fieldAmount), f.text(fieldTracking).box),
		f.category.box,
		two(f.moment(fieldOccurred).box, f.moment(fieldReceived).box),
		two(f.pick(fieldSeverity, lists.Severities).box, f.pick(fieldBuyerZone, plainTerms(zones(lists)...)).box),
		two(f.pick(fieldCustomerType, lists.CustomerTypes).box, f.pick(fieldResponsibility, lists.Responsibilities).box),
		f.long(fieldStory, 3).box,
		f.long(fieldDemand, 2).box,
	)
	if p.caseID != "" { // a new case has none yet
		rows.Add(f.outcome(lists))
	}
	f.content = kit.FormScroll(kit.Pad(rows, 18, 22, 8, 22))
	return f
}

// outcome are the fields of what became of a case.
func (f *form) outcome(lists *cases.Lists) fyne.CanvasObject {
	return kit.VBox(10,
		kit.Pad(kit.Heading(kit.T("cases.section.outcome")), 8, 0, 0, 0),
		f.pick(fieldRemedy, lists.Remedies).box,
		two(f.sum(fieldCostCurrency, fieldCost), f.sum(fieldRecoveredCurrency, fieldRecovered)),
		two(f.pick(fieldSatisfaction, lists.Satisfactions).box, f.moment(fieldFollowedUp).box),
		f.long(fieldFollowUp, 2).box,
		f.long(fieldLesson, 2).box,
		f.long(fieldPrevention, 2).box,
	)
}

func (f *form) add(fd *field) *field {
	f.fields[fd.key] = fd
	return fd
}

func (f *form) text(key string) *field           { return f.add(newTextField(f, key)) }
func (f *form) moment(key string) *field         { return f.add(newTimeField(f, key)) }
func (f *form) long(key string, rows int) *field { return f.add(newLongField(f, key, rows)) }
func (f *form) pick(key string, terms []cases.Term) *field {
	return f.add(newChoiceField(f, key, terms))
}

// sum is an amount behind its currency.
func (f *form) sum(currency, amount string) fyne.CanvasObject {
	codes := plainTerms("USD", "EUR", "GBP", "JPY", "CNY", "AUD", "CAD", "BRL", "MXN", "PLN", "SEK")
	return container.New(sharesLayout{gap: 8, shares: []float32{0.4, 0.6}, first: 78},
		f.pick(currency, codes).box, f.text(amount).box)
}

// required tells which fields the case package asks for.
func required() map[string]bool {
	out := map[string]bool{}
	_, faults := cases.Form{}.Case("USD", nil)
	for _, x := range faults {
		if x.Code == cases.Required {
			out[x.Field] = true
		}
	}
	return out
}

// zones are the buyers' zones of the platforms, and those of the large
// markets.
func zones(lists *cases.Lists) []string {
	all := []string{
		"America/New_York", "America/Chicago", "America/Los_Angeles", "Europe/London", "Europe/Berlin", "Europe/Paris",
		"Europe/Madrid", "Europe/Rome", "Asia/Tokyo", "Asia/Seoul", "Australia/Sydney", "America/Sao_Paulo",
	}
	for _, p := range lists.Platforms {
		if p.Zone != "" && !strings.Contains(strings.Join(all, " "), p.Zone) {
			all = append(all, p.Zone)
		}
	}
	return all
}

// plainTerms are values that have no other name than themselves.
func plainTerms(ids ...string) []cases.Term {
	terms := make([]cases.Term, len(ids))
	for i, id := range ids {
		terms[i] = cases.Term{ID: id, Names: map[string]string{"en": id}}
	}
	return terms
}

// setShops offers the seller's shops; choosing one also chooses its platform.
func (f *form) setShops(p shop.Profile) {
	names := make([]string, 0, len(p.Shops))
	for _, s := range p.Shops {
		names = append(names, s.Name)
	}
	f.fields[fieldShop].setTerms(plainTerms(names...))
	f.fields[fieldShop].changed = func(name string) {
		for _, s := range p.Shops {
			if s.Name == name && s.Platform != "" && f.fields[fieldPlatform].get() == "" {
				f.put(fieldPlatform, s.Platform)
			}
		}
	}
	f.fields[fieldPlatform].changed = f.guessZone
}

// guessZone fills in where a platform's buyers usually live.
func (f *form) guessZone(platform string) {
	if f.fields[fieldBuyerZone].get() != "" {
		return
	}
	for _, t := range f.page.deps.Lists.Platforms {
		if t.ID == platform && t.Zone != "" {
			f.put(fieldBuyerZone, t.Zone)
		}
	}
}

// values is what the form says now.
func (f *form) values() values {
	v := values{fieldCategory: f.category.value}
	for key, fd := range f.fields {
		v[key] = fd.get()
	}
	return v
}

// fill writes values into the form. Offered ones may be replaced by what is
// recognised later; others count as typed.
func (f *form) fill(v values, offered bool) {
	f.filling = true
	defer func() { f.filling = false }()
	for key, fd := range f.fields {
		fd.set(v[key])
		f.recognised[key] = offered && v[key] != ""
	}
	f.category.set(v[fieldCategory])
	f.recognised[fieldCategory] = false
	f.relabel(fieldTracking)
}

// put writes one value on the seller's behalf.
func (f *form) put(key, value string) {
	was := f.filling
	f.filling = true
	defer func() { f.filling = was }()
	if key == fieldCategory {
		f.category.set(value)
		return
	}
	if fd := f.fields[key]; fd != nil {
		fd.set(value)
		fd.box.Clear()
		if fd.changed != nil {
			fd.changed(value)
		}
	}
}

// takeOver writes recognised values, marks their fields and clears those whose
// text is gone.
func (f *form) takeOver(v values) {
	for key, on := range f.marked {
		if _, still := v[key]; on && !still { // the text it came from is gone
			f.put(key, "")
			f.mark(key, false)
		}
	}
	now := f.values()
	for key, value := range v {
		if now[key] != value {
			f.put(key, value)
		}
		if !f.recognised[key] || now[key] != value {
			f.mark(key, true)
		}
	}
}

// mark says at the label that a value was recognised and not yet looked at.
func (f *form) mark(key string, on bool) {
	f.recognised[key], f.marked[key] = on, on
	f.relabel(key)
}

// relabel writes the label of a field: where its value came from, and at the
// tracking number whose it is.
func (f *form) relabel(key string) {
	label := fieldLabel(key, required()[key])
	value := f.category.value
	fd := f.fields[key]
	if fd != nil {
		value = fd.get()
	}
	switch carrier := f.carrier(key, value); {
	case f.marked[key] && f.ordered[key] != "" && f.ordered[key] == value:
		label = kit.T("intake.from_order", "label", label)
	case carrier != "":
		label = kit.T("intake.hit", "kind", label, "value", carrier)
	case f.marked[key] && key != fieldCurrency: // the amount beside it says so
		label = kit.T("intake.recognised", "label", label)
	}
	if key == fieldCategory {
		f.category.box.SetLabel(label)
	} else if fd != nil {
		if width := fd.box.Size().Width; width > 0 {
			label = fitted(label, width)
		}
		fd.box.SetLabel(label)
	}
}

// carrier names whose a tracking number is, as far as its form tells.
func (f *form) carrier(key, number string) string {
	if key != fieldTracking {
		return ""
	}
	all := f.page.deps.Lists.Carriers().Match(number)
	if len(all) == 0 || all[0].Loose && all[0].Check != carriers.Right {
		return ""
	}
	return carrierText(all[0].Carrier.Name(kit.Language()), all[0].Check == carriers.Wrong)
}

// carrierText is a carrier with what the check digit says.
func carrierText(name string, wrong bool) string {
	if wrong {
		return kit.T("intake.carrier.wrong", "carrier", name)
	}
	return kit.T("intake.carrier.right", "carrier", name)
}

// edited is told that the seller changed a field.
func (f *form) edited(key string) {
	if f.filling {
		return
	}
	f.touched = true
	if f.recognised[key] || key == fieldTracking {
		f.mark(key, false)
	}
	f.page.typed()
}

// left checks one field when the seller leaves it.
func (f *form) left(key string) {
	fd := f.fields[key]
	if fd == nil || f.page.ended {
		return
	}
	_, faults := f.values().form().Case(f.page.profile.Currency, f.page.deps.Now().Location())
	fd.box.Clear()
	for _, x := range faults {
		if x.Field == key && (x.Code != cases.Required || f.touched) {
			fd.box.SetError(kit.T("intake_field.fault." + x.Code))
		}
	}
}

// showFaults says at every field what is wrong with it, and returns the keys
// of wrong and of missing fields.
func (f *form) showFaults(faults []cases.FieldFault) (wrong, missing []string) {
	for _, fd := range f.fields {
		fd.box.Clear()
	}
	f.category.box.Clear()
	for _, x := range faults {
		text := kit.T("intake_field.fault." + x.Code)
		if x.Field == fieldCategory {
			f.category.box.SetError(text)
		} else if fd := f.fields[x.Field]; fd != nil {
			fd.box.SetError(text)
		}
		if x.Code == cases.Required {
			missing = append(missing, x.Field)
		} else {
			wrong = append(wrong, x.Field)
		}
	}
	return wrong, missing
}

// firstMissing is the first field that a case needs and that is still empty,
// or the first of all.
func (f *form) firstMissing() string {
	now := f.values()
	for _, key := range []string{fieldCustomer, fieldPlatform, fieldStory} {
		if required()[key] && now[key] == "" {
			return key
		}
	}
	return fieldCustomer
}

// focus puts the cursor into a field and brings it into sight.
func (f *form) focus(key string) {
	if fd := f.fields[key]; fd != nil {
		f.page.deps.Shell.Window().Canvas().Focus(fd.input)
		f.reveal(fd.box)
		return
	}
	f.reveal(f.category.box)
}

// reveal scrolls until o is in sight.
func (f *form) reveal(o fyne.CanvasObject) {
	scroll := scrollIn(f.content)
	if scroll == nil {
		return
	}
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(scroll.Content).Y
	if top < scroll.Offset.Y || top+o.Size().Height > scroll.Offset.Y+scroll.Size().Height {
		scroll.ScrollToOffset(fyne.NewPos(0, max(0, top-20)))
	}
}

// scrollIn is the scroller of kit.FormScroll, which lies under what takes the
// wheel for it.
func scrollIn(o fyne.CanvasObject) *container.Scroll {
	switch x := o.(type) {
	case *container.Scroll:
		return x
	case *fyne.Container:
		for _, child := range x.Objects {
			if s := scrollIn(child); s != nil {
				return s
			}
		}
	}
	return nil
}

// labels names fields in a sentence.
func (f *form) labels(keys []string) string {
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = kit.T("intake_field." + k)
	}
	return strings.Join(names, kit.T("cases.list_comma"))
}

func fieldLabel(key string, required bool) string {
	label := kit.T("intake_field." + key)
	if required {
		return kit.T("kit.required", "label", label)
	}
	return label
}
