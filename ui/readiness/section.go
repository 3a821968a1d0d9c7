package readiness

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"casefolio/app/programmes"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// Section is the short form beside a case: how much is there, what is missing,
// and the way to the page.
type Section struct {
	deps    Deps
	resized func() // it takes another height
	caseID  string
	fixed   bool // the case cannot be changed
	content *fyne.Container
}

// NewSection returns an empty section.
func NewSection(deps Deps, resized func()) *Section {
	s := &Section{deps: deps, resized: resized, content: container.NewStack()}
	s.content.Hide()
	return s
}

// Content is what is shown.
func (s *Section) Content() fyne.CanvasObject { return s.content }

// sectionState is what the section shows.
type sectionState struct {
	now    programmes.Readiness
	offers int
}

// Show reads a case. What was shown of it stays until then, so that what stands
// below does not jump; what was shown of another goes at once.
func (s *Section) Show(caseID string, writable bool) {
	s.fixed = !writable
	if s.caseID != caseID {
		s.set(nil)
	}
	s.caseID = caseID
	if caseID == "" {
		s.deps.Shell.Tasks().Cancel("readiness/section")
		return
	}
	kit.Run(s.deps.Shell.Tasks(), "readiness/section", func(ctx context.Context) (v sectionState, err error) {
		if v.now, err = s.deps.Programmes.ReadinessFor(ctx, caseID, ""); err != nil {
			return v, err
		}
		offers, err := s.deps.Programmes.Suggest(ctx, caseID, "")
		v.offers = len(offers)
		return v, err
	}, func(v sectionState, err error) {
		if err != nil {
			s.set(nil)
			s.deps.Shell.ShowError(err)
			return
		}
		s.set(s.fold(v))
	})
}

// set shows the section, or nothing.
func (s *Section) set(section fyne.CanvasObject) {
	s.content.RemoveAll()
	if section != nil {
		s.content.Add(section)
	}
	set(s.content, section != nil) // nothing takes no gap either
	s.content.Refresh()
	s.resized()
}

// fold is the section, or nil where it has nothing to say.
func (s *Section) fold(v sectionState) fyne.CanvasObject {
	rows, note := s.rows(v), ""
	if len(rows) == 0 {
		return nil
	}
	if _, ok := v.now.Percent(); ok {
		done, of := v.now.Required()
		note = kit.T("readiness.count.short", "done", kit.Count(done), "of", kit.Count(of))
	}
	return kit.NewFold("readiness", kit.T("readiness.section"), note, kit.VBox(5, rows...))
}

func (s *Section) open() { s.deps.Shell.Go(kit.Route{Page: PageName, ID: s.caseID}) }

func (s *Section) choose() { s.deps.Shell.Go(PickRoute(s.caseID)) }

func (s *Section) rows(v sectionState) []fyne.CanvasObject {
	if !v.now.Chosen() {
		if s.fixed {
			return nil
		}
		return []fyne.CanvasObject{
			kit.Muted(kit.T("readiness.section.none")).Wrapped(),
			kit.HBox(0, kit.NewButton(kit.T("readiness.section.choose"), s.choose)),
		}
	}
	r := v.now
	rows := []fyne.CanvasObject{}
	if percent, ok := r.Percent(); ok {
		rows = append(rows, kit.NewMeter(float32(percent)/100, false))
	}
	rows = append(rows, kit.Small(fullName(r.Programme)).Wrapped())
	if !r.Choice.Due.IsZero() {
		rows = append(rows, kit.Body(kit.T("readiness.due", "time", r.Choice.Due.In(s.deps.Now().Location()).Format(kit.StampLayout))).Wrapped())
	}
	if stopped := stoppedText(r.Choice, s.deps.Now().Location()); stopped != "" {
		rows = append(rows, kit.Body(stopped).Wrapped().Colored(theme.ColorGood))
	}
	rows = append(rows, s.lines(r)...)
	if v.offers > 0 {
		rows = append(rows, kit.Body(kit.T("readiness.section.offers", "count", kit.Count(v.offers))).Wrapped().Colored(theme.ColorInfo))
	}
	return append(rows, kit.HBox(0, kit.NewButton(kit.T("readiness.section.open"), s.open)))
}

// sectionLines is how many slots stand in the section.
const sectionLines = 8

// lines lists the slots: what is missing first, then what is there; optional
// ones that are empty are for the page.
func (s *Section) lines(r programmes.Readiness) []fyne.CanvasObject {
	var missing, there []fyne.CanvasObject
	for _, slot := range r.Slots {
		label := s.deps.label(slot.Item)
		switch {
		case slot.Missing():
			missing = append(missing, kit.Body(kit.T("readiness.line.missing", "label", label)).Wrapped().Colored(theme.ColorLate))
		case slot.Satisfied():
			there = append(there, kit.Body(kit.T("readiness.line.there", "label", label)).Wrapped())
		}
	}
	all := append(missing, there...)
	if rest := len(all) - sectionLines; rest > 0 {
		all = append(all[:sectionLines], kit.Muted(kit.T("readiness.section.more", "count", kit.Count(rest))))
	}
	return all
}
