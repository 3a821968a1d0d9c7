package evidence

import (
	"context"
	"strings"

	"casefolio/app/evidence"
	"casefolio/ui/kit"
)

// shownLines is how many lines of a text are offered for marking.
const shownLines = 40

// marker lets the seller mark the lines of one message.
type marker struct {
	r     *reader
	text  string
	lines []string
	at    [3]int // sender, time, text; less than zero: not marked yet
	step  int

	body   *kit.Scroller
	ok     *kit.Button
	name   *kit.Entry
	dialog *kit.Dialog
}

// parts are what is marked, in order.
func parts() []string {
	return []string{kit.T("chat.learn.sender"), kit.T("chat.learn.time"), kit.T("chat.learn.body")}
}

// learn opens the marking over the preview.
func (r *reader) learn() {
	text, err := r.text()
	if err != nil {
		r.deps.Shell.ShowError(err)
		return
	}
	m := &marker{r: r, text: text, lines: evidence.Lines(text, shownLines), at: [3]int{-1, -1, -1}, body: kit.NewScroller(kit.VBox(0)), name: kit.NewEntry()}
	m.dialog = kit.NewDialog(r.deps.Shell.Window().Canvas(), kit.T("chat.learn.title"), m.body)
	m.dialog.SetWidth(620)
	m.dialog.Height = 470
	m.ok = kit.NewPrimary(kit.T("chat.learn.use"), m.use)
	m.dialog.SetButtons(kit.NewButton(kit.T("chat.preview.cancel"), m.dialog.Hide), m.ok)
	m.show()
	m.dialog.Show()
}

func (m *marker) show() {
	if m.step == 3 {
		m.ok.Enable()
	} else {
		m.ok.Disable()
	}
	steps := kit.NewSegments(parts(), min(m.step, 2), func(i int) { m.step = i })
	box := kit.VBox(10, kit.Body(kit.T("chat.learn.hint")).Wrapped(), steps)
	lines := kit.VBox(2)
	for i, l := range m.lines {
		if strings.TrimSpace(l) == "" {
			continue
		}
		marks := ""
		for k, at := range m.at {
			if at == i {
				marks += " [" + parts()[k] + "]"
			}
		}
		label := oneLine(clipped(l, 90)) + marks
		button := kit.NewQuiet(label, func() { m.mark(i) })
		if marks != "" {
			button = kit.NewButton(label, func() { m.mark(i) })
		}
		lines.Add(kit.HBox(0, button))
	}
	box.Add(lines)
	box.Add(kit.NewField(kit.T("chat.learn.name"), false, m.name).WithHint(kit.T("chat.learn.name.hint")))
	m.body.SetContent(kit.Pad(box, 2, 12, 2, 2), true)
}

func (m *marker) mark(i int) {
	m.at[min(m.step, 2)] = i
	m.step = min(m.step, 2) + 1
	for m.step < 3 && m.at[m.step] >= 0 {
		m.step++
	}
	m.show()
}

// use learns the pattern, remembers it where it has a name, and shows what it
// reads.
func (m *marker) use() {
	s := m.r.deps.Evidence
	p, err := s.Learn(m.text, m.at[0], m.at[1], m.at[2])
	if err != nil {
		m.r.deps.Shell.ShowError(err)
		return
	}
	p.Name = strings.TrimSpace(m.name.Text)
	kit.Run(m.r.deps.Shell.Tasks(), "", func(ctx context.Context) (struct{}, error) {
		if p.Name == "" {
			return struct{}{}, nil
		}
		return struct{}{}, s.KeepPattern(ctx, p)
	}, func(_ struct{}, err error) {
		if err != nil {
			m.r.deps.Shell.ShowError(err)
			return
		}
		m.dialog.Hide()
		m.r.change(func(c *evidence.Choices) { c.Pattern = &p })
	})
}
