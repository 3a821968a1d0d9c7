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
	kit.Run(a.deps.Shell.Tasks(), "", func(task context.Context) ([]evidence.Added, error) {
		defer cancel()
		defer context.AfterFunc(task, cancel)()
		opt, err := a.deps.options(ctx, caseID)
		if err != nil {
			return nil, err
		}
		return a.deps.Evidence.AddFiles(ctx, caseID, paths, source, opt, func(done int) {
			progress.Set(done, len(paths))
		}), nil
	}, func(added []evidence.Added, err error) {
		progress.Close()
		if err != nil {
			a.deps.Shell.ShowError(err)
			return
		}
		a.report(caseID, added)
	})
}

// Text adds pasted text as one exhibit.
func (a *Adder) Text(caseID, text string) {
	kit.Run(a.deps.Shell.Tasks(), "", func(ctx context.Context) (evidence.Exhibit, error) {
		opt, err := a.deps.options(ctx, caseID)
		if err != nil {
			return evidence.Exhibit{}, err
		}
		return a.deps.Evidence.Add(ctx, caseID, evidence.TextInput(text), opt)
	}, func(e evidence.Exhibit, err error) {
		a.report(caseID, []evidence.Added{{Exhibit: e, Err: err}})
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
	if paths := existingFiles(text); len(paths) > 0 {
		a.Files(caseID, paths, evidence.FromPaste)
	} else {
		a.Text(caseID, text)
	}
	return true
}

// Dropped adds files that were dropped on the window.
func (a *Adder) Dropped(caseID string, uris []fyne.URI) {
	paths := make([]string, 0, len(uris))
	for _, u := range uris {
		if u != nil && u.Scheme() == "file" {
			paths = append(paths, localPath(u.Path()))
		}
	}
	a.Files(caseID, paths, evidence.FromDrop)
}

// report says what came in, with a way back, and names what did not and why.
func (a *Adder) report(caseID string, added []evidence.Added) {
	var in []evidence.Exhibit
	var failed []evidence.Added
	for _, r := range added {
		switch {
		case errors.Is(r.Err, context.Canceled):
		case r.Err != nil:
			failed = append(failed, r)
		default:
			in = append(in, r.Exhibit)
		}
	}
	if len(in) > 0 {
		a.changed(caseID)
		a.deps.Shell.Toast(addedText(in), kit.Action{Label: kit.T("viewer.undo"), Do: func() { a.undo(caseID, in) }})
	}
	switch {
	case len(failed) == 1 && len(in) == 0:
		a.deps.Shell.ShowError(failed[0].Err)
	case len(failed) > 0:
		a.showFailures(failed)
	}
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

// existingFiles reads text as a list of files: every line must name one that
// exists, as a path or a file address. Anything else is no such list.
func existingFiles(text string) []string {
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
