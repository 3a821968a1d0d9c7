package kit

import (
	"sync"
	"time"

	"fyne.io/fyne/v2"
)

// progressDelay is how long work may take before it shows itself.
const progressDelay = 300 * time.Millisecond

// Progress is a small window over the page that shows how far long work is.
// Set and Say may be called from any goroutine.
type Progress struct {
	title  string
	cancel func()
	canvas fyne.Canvas

	mu          sync.Mutex
	done, total int
	words       string // instead of the bare count
	painting    bool
	closed      bool
	timer       *time.Timer

	// Of the window's thread only.
	dialog *Dialog
	bar    *Meter
	count  *Text
}

// NewProgress shows title on c after a moment, unless it was closed before. A
// nil cancel leaves the cancel button out. A nil canvas never shows.
func NewProgress(c fyne.Canvas, title string, cancel func()) *Progress {
	p := &Progress{title: title, cancel: cancel, canvas: c}
	if c != nil {
		p.timer = time.AfterFunc(progressDelay, func() { fyne.Do(p.show) })
	}
	return p
}

// Set tells how much is done. A total of zero or less means that nobody knows.
func (p *Progress) Set(done, total int) { p.Say("", done, total) }

// Say tells how much is done, in words instead of the bare count.
func (p *Progress) Say(words string, done, total int) {
	p.mu.Lock()
	p.done, p.total, p.words = done, total, words
	repaint := !p.painting && !p.closed && p.canvas != nil
	p.painting = p.painting || repaint
	p.mu.Unlock()
	if repaint { // at most one repaint waits for the window
		fyne.Do(p.paint)
	}
}

// Close takes the window away, or keeps it from appearing. Of the window's
// thread only, and at once: the toolkit takes all that lies above an overlay
// away with it, and a report may be shown next.
func (p *Progress) Close() {
	p.mu.Lock()
	was := p.closed
	p.closed = true
	p.mu.Unlock()
	if was || p.canvas == nil {
		return
	}
	p.timer.Stop()
	if p.dialog != nil {
		p.dialog.Hide()
	}
}

func (p *Progress) show() {
	p.mu.Lock()
	closed := p.closed
	p.mu.Unlock()
	if closed {
		return
	}
	p.bar = NewMeter(0, false)
	p.count = Small(" ")
	p.dialog = NewDialog(p.canvas, p.title, VBox(10, p.bar, p.count))
	p.dialog.NoEscape = true
	if p.cancel != nil {
		p.dialog.SetButtons(NewButton(T("kit.cancel"), func() {
			p.Close()
			p.cancel()
		}))
	}
	p.dialog.Show()
	p.paint()
}

func (p *Progress) paint() {
	p.mu.Lock()
	done, total, words := p.done, p.total, p.words
	p.painting = false
	p.mu.Unlock()
	if p.bar == nil {
		return
	}
	if total > 0 {
		p.bar.Set(float32(done) / float32(total))
		if words == "" {
			words = T("kit.progress.of", "done", Count(done), "total", Count(total))
		}
		p.count.SetText(words)
		return
	}
	if done > 0 {
		p.count.SetText(T("kit.progress.done", "done", Count(done)))
	}
}
