package packets

import (
	"slices"
	"strings"

	"casefolio/app/dossier/packet"
	"casefolio/ui/kit"
)

// pick lets the seller find a recipient: the likely ones first, or all in which
// the words typed stand.
func (p *Page) pick() {
	if !p.made {
		return
	}
	f := kit.NewFinder(p.canvas(), kit.T("packets.pick.title"), kit.T("packets.pick.search"), p.findings)
	f.SetWidth(640)
	f.SetButtons(kit.NewQuiet(kit.T("packets.pick.own"), func() {
		f.Hide()
		p.edit(p.deps.Packets.New())
	}), kit.NewButton(kit.T("kit.cancel"), f.Hide))
	f.Show()
}

// findings lists what fits the words typed.
func (p *Page) findings(words string) (rows []kit.Found, count string) {
	all := found(p.state.recipients, words)
	add := func(head string, some []packet.Recipient) {
		if len(some) > 0 && head != "" {
			rows = append(rows, kit.Found{Name: kit.T(head)})
		}
		for _, one := range some {
			rows = append(rows, p.row(one))
		}
	}
	if words == "" {
		var fitting []packet.Recipient
		for _, id := range p.state.fitting {
			if r, ok := p.state.recipient(id); ok {
				fitting = append(fitting, r)
			}
		}
		add("packets.pick.fitting", fitting)
		add("packets.pick.all", all)
	} else {
		add("", all)
	}
	if len(all) == 0 {
		return rows, kit.T("packets.pick.nothing")
	}
	return rows, counted("packets.pick.found", "packets.pick.found.one", len(all))
}

func (p *Page) row(r packet.Recipient) kit.Found {
	row := kit.Found{
		Name:  oneLine(r.Name(kit.Language())),
		Below: joined(kit.T("packets.kind."+r.Kind), limitsText(r)),
		Take: func() {
			p.aim(r)
			p.who.show()
			p.check()
		},
	}
	switch {
	case r.Own:
		row.Badge, row.Tone = kit.T("packets.own"), kit.ToneInfo
	case r.Changed:
		row.Badge, row.Tone = kit.T("packets.changed"), kit.ToneInfo
	case !r.Verified:
		row.Badge, row.Tone = kit.T("packets.unverified"), kit.ToneSoon
	}
	return row
}

// found are the recipients in whose names and kind all the words stand.
func found(all []packet.Recipient, text string) []packet.Recipient {
	words := strings.Fields(strings.ToLower(text))
	var out []packet.Recipient
	for _, r := range all {
		hay := strings.ToLower(strings.Join([]string{r.Names[kit.Chinese], r.Names[kit.English],
			kit.T("packets.kind." + r.Kind), strings.Join(r.Parties, " ")}, " "))
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(hay, w) }) {
			out = append(out, r)
		}
	}
	return out
}
