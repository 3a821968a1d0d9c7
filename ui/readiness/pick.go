package readiness

import (
	"casefolio/app/fault"
	"casefolio/app/programmes"
	"casefolio/ui/kit"
)

func reasonMissing() error { return fault.New("slot.reason") }

func nameMissing() error { return fault.New("programme.name") }

// pick lets the seller find a programme: the likely ones first, or all in which
// the words typed stand.
func (p *Page) pick() {
	if !p.made || !p.state.writable() {
		return
	}
	f := kit.NewFinder(p.deps.Shell.Window().Canvas(), kit.T("readiness.pick.title"), kit.T("readiness.pick.search"), p.findings)
	f.SetButtons(kit.NewQuiet(kit.T("readiness.pick.own"), func() {
		f.Hide()
		p.edit(p.deps.Programmes.New())
	}), kit.NewButton(kit.T("readiness.cancel"), f.Hide))
	f.Show()
}

// findings lists what fits the words typed.
func (p *Page) findings(words string) (rows []kit.Found, count string) {
	all := p.deps.Programmes.Rules().Search(p.state.all, words)
	add := func(head string, some []programmes.Programme) {
		if len(some) > 0 && head != "" {
			rows = append(rows, kit.Found{Name: kit.T(head)})
		}
		for _, one := range some {
			rows = append(rows, p.row(one))
		}
	}
	if words == "" {
		add("readiness.pick.fitting", p.deps.fitting(p.state))
		add("readiness.pick.all", all)
	} else {
		add("", all)
	}
	if len(all) == 0 {
		return rows, kit.T("readiness.pick.nothing")
	}
	return rows, kit.T("readiness.pick.found", "count", kit.Count(len(all)))
}

func (p *Page) row(one programmes.Programme) kit.Found {
	row := kit.Found{Name: oneLine(one.ReasonIn(kit.Language())), Below: nameOf(one), Take: func() { p.choose(one) }}
	if row.Name == "" {
		row.Name = row.Below
	}
	switch {
	case one.Own:
		row.Badge, row.Tone = kit.T("readiness.own"), kit.ToneInfo
	case !one.Verified:
		row.Badge, row.Tone = kit.T("readiness.unverified"), kit.ToneSoon
	}
	if period, ok := one.Period(); ok {
		row.Below += " · " + periodText(period, one.Counting)
	}
	return row
}
