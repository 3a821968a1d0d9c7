package remedies

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/fault"
	"casefolio/app/remedies"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// sizes are the sliders of discount, the buyer's share and the coupon.
type sizes struct {
	pane    *Pane
	content *fyne.Container
	rows    []*sizeRow
}

func newSizes(p *Pane) *sizes {
	s := &sizes{pane: p}
	box := kit.VBox(8)
	for _, k := range []remedies.Kind{remedies.Discount, remedies.SharedResend, remedies.Coupon} {
		row := newSizeRow(p, k)
		s.rows = append(s.rows, row)
		box.Add(row.content)
	}
	s.content = kit.VBox(0, kit.NewCard(box))
	return s
}

func (s *sizes) show() {
	if s.pane.sheet.Fault != nil {
		s.content.Hide()
		return
	}
	s.content.Show()
	for _, r := range s.rows {
		r.show()
	}
}

// leave takes over what is typed beside a slider.
func (s *sizes) leave() {
	for _, r := range s.rows {
		r.exact.quit()
	}
}

// sizeRow is one slider with its exact figure beside it.
type sizeRow struct {
	pane    *Pane
	kind    remedies.Kind
	slider  *slider
	exact   *typing
	sum     *kit.Text
	content *fyne.Container
}

// sliderStep is one percent, sliderMost all of the price.
const (
	sliderStep = 100
	sliderMost = remedies.Whole
)

func newSizeRow(p *Pane, k remedies.Kind) *sizeRow {
	r := &sizeRow{pane: p, kind: k, sum: kit.Strong(" ")}
	r.slider = newSlider(func(share int64) { r.set(share) }, p.commit)
	r.exact = newTyping("", func(text string) error {
		share, ok := remedies.ParsePercent(text)
		if !ok {
			return fault.New("remedy.share")
		}
		r.set(share)
		p.commit()
		return nil
	})
	label := kit.Body(kit.T("remedies.size." + string(k)))
	r.content = container.New(&sizeLayout{}, label, container.NewThemeOverride(r.slider, trackTheme{}), r.exact, r.sum)
	return r
}

// sizeLayout places label, slider, figure and amount side by side; where it is
// slim, the slider has a line of its own.
type sizeLayout struct{ width float32 }

const (
	sizeLabel = 84
	sizeExact = 68
	sizeSum   = 92
	sizeWide  = 360
)

// MinSize implements fyne.Layout.
func (l *sizeLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(leastTable, l.place(o, max(leastTable, l.width)))
}

// Layout implements fyne.Layout.
func (l *sizeLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.place(o, size.Width)
}

func (l *sizeLayout) place(o []fyne.CanvasObject, width float32) float32 {
	if width < sizeWide {
		y := line(o, 0, part{0, width - sizeExact - sizeSum - 2*columnGap}, part{2, sizeExact}, part{3, sizeSum})
		return line(o, y, part{1, width})
	}
	return line(o, 0, part{0, sizeLabel}, part{1, width - sizeLabel - sizeExact - sizeSum - 3*columnGap}, part{2, sizeExact}, part{3, sizeSum})
}

func (r *sizeRow) set(share int64) {
	r.pane.edit(r.pane.sheet.Own.With(remedies.Option{Kind: r.kind, Share: share}))
}

func (r *sizeRow) show() {
	all := r.pane.ofKind(r.kind)
	if len(all) == 0 {
		r.content.Hide()
		return
	}
	r.content.Show()
	r.slider.show(all[0].Share)
	r.exact.show(remedies.Percent(all[0].Share))
	r.sum.SetText(all[0].Size.String())
	enable(r.exact, r.pane.Writable)
	if r.pane.Writable {
		r.slider.Enable()
	} else {
		r.slider.Disable()
	}
}

// trackTheme paints the part of a slider to the right, which the toolkit gives
// the colour of fields and thereby of the card.
type trackTheme struct{}

// Color implements fyne.Theme.
func (trackTheme) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	if name == fynetheme.ColorNameInputBackground {
		name = theme.ColorFieldLine
	}
	return fyne.CurrentApp().Settings().Theme().Color(name, v)
}

// Font implements fyne.Theme.
func (trackTheme) Font(s fyne.TextStyle) fyne.Resource {
	return fyne.CurrentApp().Settings().Theme().Font(s)
}

// Icon implements fyne.Theme.
func (trackTheme) Icon(name fyne.ThemeIconName) fyne.Resource {
	return fyne.CurrentApp().Settings().Theme().Icon(name)
}

// Size implements fyne.Theme.
func (trackTheme) Size(name fyne.ThemeSizeName) float32 {
	return fyne.CurrentApp().Settings().Theme().Size(name)
}

// slider moves by the mouse and by the arrow keys. What keys did is kept when
// the slider is left, so that ten presses are one change.
type slider struct {
	widget.Slider
	moved func(share int64)
	done  func()
	quiet bool // it is being shown, not moved
}

func newSlider(moved func(share int64), done func()) *slider {
	s := &slider{moved: moved, done: done}
	s.Min, s.Max, s.Step = 0, sliderMost, sliderStep
	s.OnChanged = func(v float64) {
		if !s.quiet {
			s.moved(int64(v))
		}
	}
	s.ExtendBaseWidget(s)
	return s
}

// show moves the slider without telling anybody. It stands at the nearest step.
func (s *slider) show(share int64) {
	s.quiet = true
	s.SetValue(float64(share))
	s.quiet = false
}

// Tapped implements fyne.Tappable.
func (s *slider) Tapped(e *fyne.PointEvent) {
	s.Slider.Tapped(e)
	s.done()
}

// DragEnd implements fyne.Draggable.
func (s *slider) DragEnd() {
	s.Slider.DragEnd()
	s.done()
}

// FocusLost implements fyne.Focusable.
func (s *slider) FocusLost() {
	s.Slider.FocusLost()
	s.done()
}

// TypedKey implements fyne.Focusable: Enter keeps what the arrows did.
func (s *slider) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter {
		s.done()
		return
	}
	s.Slider.TypedKey(k)
}
