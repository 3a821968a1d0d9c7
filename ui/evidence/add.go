package evidence

import (
	"context"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/ui/kit"
)

// Adder brings originals into cases and says what became of each.
type Adder struct {
	deps    Deps
	changed func(caseID string)
}

// NewAdder returns an adder. changed is called on the window's thread after
// something came in or went out again.
func NewAdder(deps Deps, changed func(caseID string)) *Adder {
	return &Adder{deps: deps, changed: changed}
}

// Files adds files with progress and a way to stop.
func (a *Adder) Files(caseID string, paths []string, source evidence.Source) {
	if len(paths) == 0 {
		return
	}
	total := strconv.Itoa(len(paths))
	ctx, cancel := context.WithCancel(context.Background())
	progress := a.deps.Shell.Progress(kit.T("viewer.adding", "count", total), cancel)
	kit.Run(a.deps.Shell.Tasks(), "", func(task context.Context) (arrival, error) {
		defer cancel()
		defer context.AfterFunc(task, cancel)()
		opt, c, err := a.deps.options(ctx, caseID)
		if err != nil {
			return arrival{}, err
		}
		return arrival{c, a.deps.Evidence.AddFiles(ctx, caseID, paths, source, opt, func(done int) {
			progress.Set(done, len(paths))
		})}, nil
	}, func(r arrival, err error) {
		progress.Close()
		if err != nil {
			a.deps.Shell.ShowError(err)
			return
		}
		a.report(r)
	})
}

// arrival is what one deed brought to a case.
type arrival struct {
	c     cases.Case
	added []evidence.Added
}

// Text adds pasted text as one exhibit.
func (a *Adder) Text(caseID, text string) {
	kit.Run(a.deps.Shell.Tasks(), "", func(ctx context.Context) (arrival, error) {
		opt, c, err := a.deps.options(ctx, caseID)
		if err != nil {
			return arrival{}, err
		}
		e, err := a.deps.Evidence.Add(ctx, caseID, evidence.TextInput(text), opt)
		return arrival{c, []evidence.Added{{Exhibit: e, Err: err}}}, nil
	}, func(r arrival, err error) {
		if err != nil {
			a.deps.Shell.ShowError(err)
			return
		}
		a.report(r)
	})
}

// Pick lets the seller choose any number of files.
func (a *Adder) Pick(caseID string) {
	kit.ChooseFiles(a.deps.Shell, kit.T("viewer.pick"), nil, func(paths []string) {
		a.Files(caseID, paths, evidence.FromFile)
	})
}

// Paste adds what the clipboard holds: the files it names, else its text. It
// reports whether there was anything.
func (a *Adder) Paste(caseID string) bool {
	text := fyne.CurrentApp().Clipboard().Content()
	if strings.TrimSpace(text) == "" {
		return false
	}
	if paths := Files(text); len(paths) > 0 {
		a.Files(caseID, paths, evidence.FromPaste)
	} else {
		a.Text(caseID, text)
	}
	return true
}

// Dropped adds files that were dropped on the window.
func (a *Adder) Dropped(caseID string, uris []fyne.URI) {
	a.Files(caseID, Paths(uris), evidence.FromDrop)
}

// Paths are the files among what was dropped.
func Paths(uris []fyne.URI) []string {
	paths := make([]string, 0, len(uris))
	for _, u := range uris {
		if u != nil && u.Scheme() == "file" {
			paths = append(paths, localPath(u.Path()))
		}
	}
	return paths
}

// report says what came in, with a way back, and names what did not and why.
func (a *Adder) report(r arrival) {
	in, failed := Outcome(r.added)
	if len(in) > 0 {
		a.changed(r.c.ID)
		actions := []kit.Action{{Label: kit.T("viewer.undo"), Do: func() { a.undo(r.c.ID, in) }}}
		if number := NumberFor(r.c, in); number != "" {
			take := kit.Action{Label: kit.T("viewer.take_number"), Do: func() { a.TakeNumber(r.c.ID, number) }}
			actions = append([]kit.Action{take}, actions...)
		}
		a.deps.Shell.Toast(addedText(in), actions...)
	}
	if len(failed) == 1 && len(in) == 0 {
		a.deps.Shell.ShowError(failed[0].Err)
		return
	}
	ShowFailures(a.deps.Shell, failed)
}

// Outcome tells what came in from what failed; what the seller stopped is
// neither.
func Outcome(added []evidence.Added) (in []evidence.Exhibit, failed []evidence.Added) {
	for _, r := range added {
		switch {
		case errors.Is(r.Err, context.Canceled):
		case r.Err != nil:
			failed = append(failed, r)
		default:
			in = append(in, r.Exhibit)
		}
	}
	return in, failed
}

func addedText(in []evidence.Exhibit) string {
	first := in[0]
	if len(in) > 1 {
		return kit.T("viewer.added_many", "count", strconv.Itoa(len(in)),
			"first", first.Label(), "last", in[len(in)-1].Label())
	}
	what := KindText(first.Kind)
	switch {
	case first.Problem != "":
		what = kit.T("viewer.problem")
	case first.Messages > 0:
		what = kit.T("viewer.count.messages", "count", strconv.Itoa(first.Messages))
	case first.Events > 0:
		what = kit.T("viewer.count.events", "count", strconv.Itoa(first.Events))
	}
	return kit.T("viewer.added", "label", first.Label(), "what", what)
}

// undo takes back what one deed brought in. The numbers stay taken.
func (a *Adder) undo(caseID string, in []evidence.Exhibit) {
	kit.Run(a.deps.Shell.Tasks(), "", func(ctx context.Context) (struct{}, error) {
		for _, e := range in {
			if err := a.deps.Evidence.Trash(ctx, e.ID); err != nil {
				return struct{}{}, err
			}
		}
		return struct{}{}, nil
	}, func(_ struct{}, err error) {
		a.changed(caseID)
		if err != nil {
			a.deps.Shell.ShowError(err)
			return
		}
		a.deps.Shell.Toast(kit.T("viewer.taken_back", "count", strconv.Itoa(len(in))))
	})
}

// Files reads text as a list of files: every line must name one that exists, as
// a path or a file address. Anything else is no such list.
func Files(text string) []string {
	const most = 500 // lines; more is text
	lines := strings.Split(strings.TrimSpace(text), "\n")
	if len(lines) > most {
		return nil
	}
	var paths []string
	for _, line := range lines {
		line = strings.Trim(strings.TrimSpace(line), `"`)
		if line == "" {
			continue
		}
		if u, err := url.Parse(line); err == nil && u.Scheme == "file" {
			line = localPath(u.Path)
		}
		if !filepath.IsAbs(line) {
			return nil
		}
		if info, err := os.Stat(line); err != nil || info.IsDir() {
			return nil
		}
		paths = append(paths, line)
	}
	return paths
}

// localPath turns the path of a file address into the system's own: Windows
// addresses have a slash before the drive.
func localPath(p string) string {
	if runtime.GOOS == "windows" && len(p) > 2 && p[0] == '/' && p[2] == ':' {
		p = p[1:]
	}
	return filepath.FromSlash(p)
}
