package undo_test

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"casefolio/app/fault"
	"casefolio/app/undo"
)

// tape is a journal of deeds that write one entry each. Its store takes a deed
// back by writing an entry that names it.
type tape struct {
	written [][]undo.Entry
	refuse  error
}

func (t *tape) write(action string, facts map[string]string) int64 {
	seq := int64(len(t.written) + 1)
	if facts == nil {
		facts = map[string]string{}
	}
	t.written = append(t.written, []undo.Entry{{Seq: seq, Action: action, CaseID: "c", Facts: facts}})
	return seq
}

func (t *tape) Deeds(context.Context, string) ([][]undo.Entry, error) { return t.written, nil }
func (t *tape) OnWritten(func())                                      {}

func (t *tape) Invert(_ context.Context, _ undo.Span, o undo.Order, _ time.Time) error {
	if t.refuse != nil {
		return t.refuse
	}
	name := undo.Undoes
	if o.Redo {
		name = undo.Redoes
	}
	t.write("case.updated", map[string]string{name: strconv.FormatInt(o.Deed, 10)})
	return nil
}

// TestTurns plays strokes: d a new deed, l a look, u undo, r redo, e an erasure,
// and says which deed each u and r turned, - for none.
func TestTurns(t *testing.T) {
	for strokes, want := range map[string]string{
		"u":           "-",
		"r":           "-",
		"du":          "1",
		"dur":         "1 1",
		"dduu":        "2 1",
		"dduurr":      "2 1 1 2",
		"dduurrr":     "2 1 1 2 -",
		"ddudr":       "2 -",
		"ddudu":       "2 4",
		"dduduu":      "2 4 1",
		"dlu":         "1",
		"dulr":        "1 1",
		"durururu":    "1 1 1 1 1 1 1",
		"dduuru":      "2 1 1 1",
		"deu":         "-",
		"dedu":        "3",
		"ddueu":       "2 -",
		"ddduurdurru": "3 2 2 7 7 - 7",
	} {
		tp := &tape{}
		s := undo.NewService(tp, time.Now)
		var got []string
		for _, stroke := range strokes {
			var d undo.Deed
			var err error
			switch stroke {
			case 'd':
				tp.write("case.updated", nil)
				continue
			case 'l':
				tp.write("picture.looked", nil)
				continue
			case 'e':
				tp.write("details.erased", nil)
				continue
			case 'u':
				d, err = s.Undo(t.Context(), "c")
			case 'r':
				d, err = s.Redo(t.Context(), "c")
			}
			switch {
			case fault.Is(err, "undo.none") || fault.Is(err, "redo.none"):
				got = append(got, "-")
			case err != nil:
				t.Fatal(err)
			default:
				got = append(got, fmt.Sprint(d.First))
			}
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s turned %q, want %q", strokes, s, want)
		}
	}
}

// What cannot be taken back stays next, so that it is not passed over in
// silence.
func TestRefusedDeedStays(t *testing.T) {
	tp := &tape{refuse: fault.New("undo.changed")}
	s := undo.NewService(tp, time.Now)
	tp.write("case.updated", nil)
	tp.write("stage.moved", nil)
	for range 2 {
		if d, err := s.Undo(t.Context(), "c"); !fault.Is(err, "undo.changed") || d.First != 2 {
			t.Errorf("%v %v", d.First, err)
		}
	}
}

// An entry whose detail is gone ends what is known.
func TestErasedEntry(t *testing.T) {
	tp := &tape{}
	tp.write("case.updated", nil)
	tp.write("case.updated", nil)
	tp.written[1][0].Facts = nil
	if d := undo.Fold(tp.written); len(d) != 0 {
		t.Errorf("%+v", d)
	}
}

// TestThese plays strokes as TestTurns does; a digit takes that very deed back
// and a letter from A does it again. ! is a deed that does not count any more.
func TestThese(t *testing.T) {
	for strokes, want := range map[string]string{
		"d1":      "1",
		"1":       "-",
		"d11":     "1 !",
		"d1A":     "1 1",
		"dA":      "-",
		"dd1":     "1",
		"dd1u":    "1 2",
		"dd1ur":   "1 2 2",
		"dd1urr":  "1 2 2 1",
		"dd1r":    "1 1",
		"dd1rur":  "1 1 1 1", // what was done again last is taken back first
		"dd1Au":   "1 1 1",
		"dd1uAu":  "1 2 1 1",
		"dd1dA":   "1 -",
		"dd1du":   "1 4",
		"du1":     "1 !",
		"dd1duuu": "1 4 2 -",
	} {
		tp := &tape{}
		s := undo.NewService(tp, time.Now)
		var got []string
		for _, stroke := range strokes {
			var d undo.Deed
			var err error
			switch {
			case stroke == 'd':
				tp.write("case.updated", nil)
				continue
			case stroke == 'u':
				d, err = s.Undo(t.Context(), "c")
			case stroke == 'r':
				d, err = s.Redo(t.Context(), "c")
			case stroke >= 'A' && stroke <= 'Z':
				d, err = s.RedoThese(t.Context(), "c", int64(stroke-'A')+1)
			default:
				d, err = s.UndoThese(t.Context(), "c", int64(stroke-'0'))
			}
			switch {
			case fault.Is(err, "undo.already"):
				got = append(got, "!")
			case fault.Is(err, "undo.none") || fault.Is(err, "redo.none"):
				got = append(got, "-")
			case err != nil:
				t.Fatal(err)
			default:
				got = append(got, fmt.Sprint(d.First))
			}
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s turned %q, want %q", strokes, s, want)
		}
	}
}

// Several deeds of one piece of work go back the last first, and come again the
// first first.
func TestTheseTogether(t *testing.T) {
	tp := &tape{}
	s := undo.NewService(tp, time.Now)
	ctx, mark := undo.Marked(t.Context())
	for range 3 {
		seq := tp.write("case.updated", nil)
		undo.Wrote(ctx, undo.Span{First: seq, Last: seq})
	}
	undo.Wrote(ctx, undo.Span{}) // nothing was written
	undo.Wrote(t.Context(), undo.Span{First: 9, Last: 9})
	deeds := mark.Deeds()
	if fmt.Sprint(deeds) != "[1 2 3]" {
		t.Fatal(deeds)
	}
	for _, turn := range []func(context.Context, string, ...int64) (undo.Deed, error){s.UndoThese, s.RedoThese} {
		if d, err := turn(t.Context(), "c", deeds...); err != nil || d.First != 1 {
			t.Errorf("%d %v", d.First, err)
		}
	}
	var order []string
	for _, w := range tp.written[3:] {
		order = append(order, w[0].Facts[undo.Undoes]+w[0].Facts[undo.Redoes])
	}
	if got := strings.Join(order, ""); got != "321123" {
		t.Error(got)
	}
}
