package kit

import (
	"context"

	"casefolio/app/undo"
)

// Back is the way back from what was done to a case: the deeds that the one
// undo of the window takes back, by their numbers.
type Back struct {
	CaseID string
	Deeds  []int64
}

// None tells whether there is nothing to take back.
func (b Back) None() bool { return len(b.Deeds) == 0 }

// Do does a deed on a case off the window's thread, after those that were begun
// before. show gets the way back, which is none where nothing was changed.
func Do(s Shell, caseID string, deed func(ctx context.Context) error, show func(Back, error)) {
	RunInOrder(s.Tasks(), marked(caseID, deed), show)
}

// DoBeside is Do for what takes long: other deeds do not wait for it.
func DoBeside(s Shell, caseID string, deed func(ctx context.Context) error, show func(Back, error)) {
	Run(s.Tasks(), "", marked(caseID, deed), show)
}

func marked(caseID string, deed func(ctx context.Context) error) func(context.Context) (Back, error) {
	return func(ctx context.Context) (Back, error) {
		ctx, mark := undo.Marked(ctx)
		err := deed(ctx)
		return Back{caseID, mark.Deeds()}, err
	}
}

// Did says what was done, with the way back behind other actions.
func Did(s Shell, words string, b Back, more ...Action) {
	if !b.None() {
		more = append(more[:len(more):len(more)], Action{Label: T("undo.undo"), Do: func() { s.TakeBack(b) }})
	}
	s.Toast(words, more...)
}
