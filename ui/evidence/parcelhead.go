package evidence

import (
	"strings"

	"fyne.io/fyne/v2"

	"casefolio/app/evidence"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// shownFindings is how many findings stand above a record.
const shownFindings = 5

// head is what a record amounts to, above its events: what it supports and what
// not, what is odd about it, and what can be done.
func (v *parcelView) headOf() fyne.CanvasObject {
	box := kit.VBox(6)
	yes, no := supportTexts(v.x.parcel.supports)
	if yes != "" {
		box.Add(kit.Row(8, 1, kit.NewBadge(kit.T("track.supports"), kit.ToneGood), kit.Body(yes).Wrapped()))
	}
	if no != "" {
		box.Add(kit.Row(8, 1, kit.NewBadge(kit.T("track.lacks"), kit.ToneNeutral), kit.Body(no).Wrapped()))
	}
	for i, f := range v.x.parcel.findings {
		if i == shownFindings {
			box.Add(kit.Small(kit.T("track.more", "count", kit.Count(len(v.x.parcel.findings)-i))))
			break
		}
		text := kit.Body(FindingText(f)).Wrapped()
		if findingTone(f.Code) == kit.ToneSoon {
			text.Colored(theme.ColorSoon)
		}
		box.Add(text)
	}
	box.Add(kit.Flow(8, v.deeds()...))
	return kit.Pad(box, 0, 0, 10, 0)
}

// deeds are the buttons above a record.
func (v *parcelView) deeds() []fyne.CanvasObject {
	var all []fyne.CanvasObject
	if len(v.x.parcel.records) > 1 {
		labels := []string{kit.T("track.merged", "count", kit.Count(len(v.x.parcel.records))), kit.T("track.single", "label", v.x.e.Label())}
		at := 0
		if v.single {
			at = 1
		}
		all = append(all, kit.Pad(kit.NewSegments(labels, at, func(i int) {
			v.page.singleTrack = i == 1
			v.single = v.page.singleTrack
			v.fill()
		}), 4, 0, 4, 0))
	}
	if !v.x.e.DeletedAt.IsZero() {
		return all
	}
	all = append(all, kit.NewButton(kit.T("track.add"), func() { v.edit(evidence.Event{Own: true}) }))
	if v.x.parcel.columns {
		all = append(all, kit.NewButton(kit.T("track.columns"), v.askColumns))
	}
	if v.x.e.Problem == "date_order_guessed" || v.x.parcel.choices.Order != "" {
		all = append(all, kit.NewButton(kit.T("track.order"), v.askOrder))
	}
	return all
}

// supportTexts says what the record speaks for, and what it does not.
func supportTexts(all []evidence.Support) (yes, no string) {
	var holds, lacks []string
	for _, s := range all {
		name := kit.T("fact." + s.ID)
		switch {
		case !s.Holds:
			lacks = append(lacks, name)
		case s.WeakBy != "":
			holds = append(holds, kit.T("track.weak", "fact", name, "day", dayText(s.Event), "by", kit.T("fact."+s.WeakBy)))
		default:
			holds = append(holds, strings.TrimSpace(name+" "+dayText(s.Event)))
		}
	}
	return strings.Join(holds, " · "), strings.Join(lacks, " · ")
}

func dayText(e evidence.Event) string {
	if e.At.IsZero() {
		return ""
	}
	return e.At.Format("01-02")
}

// FindingText says a finding as a sentence.
func FindingText(f evidence.Finding) string { return kit.T("finding."+f.Code, f.Args...) }

// findingTone tells what the seller should see to from what is good to know.
func findingTone(code string) kit.Tone {
	switch code {
	case evidence.FindAlso, evidence.FindAssumed, evidence.FindLines, evidence.FindCarriers:
		return kit.ToneNeutral
	}
	return kit.ToneSoon
}
