package kit

import (
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"casefolio/app/dossier/progress"
)

// StepText is how far the making of a file is, in words.
func StepText(step progress.Step, done, total int) string {
	return T("preview.step."+string(step), "done", Count(done), "total", Count(total))
}

// stepPace lets the window follow quick work at a readable pace.
const stepPace = 100 * time.Millisecond

// StepTeller hands on how far work is, on the window's thread and not too often.
func StepTeller(show func(words string)) progress.Teller {
	var mu sync.Mutex
	var last time.Time
	return func(step progress.Step, done, total int) {
		mu.Lock()
		now := time.Now()
		soon := now.Sub(last) < stepPace
		if !soon {
			last = now
		}
		mu.Unlock()
		if !soon {
			fyne.Do(func() { show(StepText(step, done, total)) })
		}
	}
}
