package cases

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"casefolio/app/cases"
	uievidence "casefolio/ui/evidence"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// stepPanel says how far the present step is, what is missing and what comes
// next. Its checklist is folded away until it is asked for.
type stepPanel struct {
	page    *Page
	board   cases.Board
	fixed   bool // the case cannot be changed
	open    bool
	shown   []string // ids of the points on show
	rows    []*pointRow
	count   *kit.Badge
	missing *kit.Text
	fold    *kit.Button
	next    *kit.Button // when everything is there
	still   *kit.Button // when something is missing, or to open the case again
	aim     *kit.Text
	points  *fyne.Container
	list    *fyne.Container
	content *fyne.Container
}

// listHeight is how much of the page the checklist may take.
const listHeight = 190

func newStepPanel(p *Page) *stepPanel {
	s := &stepPanel{page: p, count: kit.NewBadge(" ", kit.ToneNeutral), missing: kit.Body(" "), aim: kit.Muted(" ").Wrapped()}
	s.fold = kit.NewQuiet(" ", func() { s.unfold(!s.open) })
	s.next = kit.NewPrimary(" ", s.goOn)
	s.still = kit.NewButton(" ", s.goOn)
	s.points = kit.Columns(2, 4)
	form := kit.NewQuiet(kit.T("steps.form"), func() { p.goTo(p.deps.Steps.Guide().Step(s.board.Case.Stage).At) })
	s.list = kit.Capped(kit.VBox(4, kit.Row(8, 0, s.aim, form), s.points), listHeight)
	s.content = kit.VBox(6, uievidence.Beside(200, kit.Row(8, 1, s.count, s.missing, s.fold), s.next, s.still), s.list)
	s.unfold(false)
	return s
}

func (s *stepPanel) unfold(open bool) {
	s.open = open
	s.list.Hidden = !open
	s.fold.SetText(kit.T("steps.unfold"))
	if open {
		s.fold.SetText(kit.T("steps.fold"))
	}
	s.content.Refresh()
	if s.page.middle != nil {
		s.page.middle.content.Refresh()
	}
}

// show takes over where a case stands.
func (s *stepPanel) show(b cases.Board) {
	s.board, s.fixed = b, !b.Case.DeletedAt.IsZero()
	list := b.List(b.Case.Stage)
	missing := list.Missing()
	tone := kit.ToneSoon
	words := kit.T("steps.complete")
	if len(missing) == 0 {
		tone = kit.ToneGood
	} else {
		names := make([]string, len(missing))
		for i, p := range missing {
			names[i] = p.Name(kit.Language())
		}
		words = kit.T("steps.missing", "items", strings.Join(names, kit.T("cases.list_comma")))
	}
	s.count.Set(kit.T("steps.count", "done", kit.Count(list.Done), "of", kit.Count(list.Total)), tone)
	s.missing.SetText(words)
	s.missing.Colored(theme.ColorMuted)
	s.aim.SetText(s.page.deps.Steps.Guide().Step(b.Case.Stage).Aim[kit.Language()])
	s.fill(list)
	s.offerNext(len(missing) == 0)
	s.content.Refresh()
}

// fill puts the lines in place. Those that stand there already stay, so that
// the focus does.
func (s *stepPanel) fill(list cases.Checklist) {
	ids := []string{string(list.Stage)}
	for _, p := range list.Points {
		ids = append(ids, p.ID)
	}
	if !slices.Equal(ids, s.shown) {
		s.shown, s.rows = ids, nil
		s.points.RemoveAll()
		for i := range list.Points {
			row := newPointRow(func() { s.tick(i) }, func() { s.page.goTo(s.point(i).At) })
			s.rows = append(s.rows, row)
			s.points.Add(row)
		}
	}
	for i, p := range list.Points {
		s.rows[i].set(p, !s.fixed)
	}
}

// point is the line at i.
func (s *stepPanel) point(i int) cases.Point { return s.board.List(s.board.Case.Stage).Points[i] }

// tick marks a line by hand, or takes the mark away.
func (s *stepPanel) tick(i int) {
	p, id := s.point(i), s.board.Case.ID
	s.page.deed(func(ctx context.Context) error {
		return s.page.deps.Steps.Tick(ctx, id, p.ID, p.TickID == "")
	}, "")
}

// after is the stage that follows, or for the last one where an opened case
// goes again.
func after(s cases.Stage) cases.Stage {
	if i := s.Index() + 1; i < len(cases.Stages()) {
		return cases.Stages()[i]
	}
	return cases.Analysis
}

func (s *stepPanel) offerNext(complete bool) {
	stage := s.board.Case.Stage
	to := after(stage)
	text := kit.T("steps.next", "stage", cases.Name(s.page.deps.Lists.Stages, string(to), kit.Language()))
	if stage == cases.Archive {
		text, complete = kit.T("steps.reopen"), false
	}
	s.next.SetText(text)
	s.still.SetText(text)
	s.next.Hidden = s.fixed || !complete
	s.still.Hidden = s.fixed || complete
}

// goOn moves to the next stage: at once where nothing is missing, else the
// dialog asks why.
func (s *stepPanel) goOn() {
	to := after(s.board.Case.Stage)
	if s.board.Case.Stage != cases.Archive && len(s.board.Gaps(to)) == 0 {
		s.page.move(s.board.Case, to, "")
		return
	}
	s.page.askMove(to)
}
