package evidence

import (
	"cmp"
	"context"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/app/fault"
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

// askFrom is how many files are not added without a question.
const askFrom = 200

// Files adds files, and those in folders, with progress and a way to stop. A
// chat that comes alone is shown first; of very many the seller is asked.
func (a *Adder) Files(caseID string, paths []string, source evidence.Source) {
	if len(paths) == 1 {
		if in, err := evidence.FileInput(paths[0], source); err == nil {
			a.look(caseID, in, func(c evidence.Choices) {
				a.files(caseID, evidence.FolderFiles{Paths: paths}, source, c)
			})
			return
		}
	}
	if len(paths) == 0 {
		return
	}
	kit.Run(a.deps.Shell.Tasks(), "viewer/walk", func(ctx context.Context) (evidence.FolderFiles, error) {
		return evidence.Walk(ctx, paths)
	}, func(found evidence.FolderFiles, err error) {
		switch {
		case err != nil:
			a.deps.Shell.ShowError(err)
		case len(found.Paths) == 0 && len(found.Failed) == 0:
			a.deps.Shell.Toast(kit.T("viewer.folder.empty"))
		case len(found.Paths) >= askFrom:
			body := kit.T("viewer.folder.ask.body", "size", kit.FileSize(found.Bytes))
			if left := found.Hidden + found.Deep; left > 0 {
				body = kit.T("viewer.folder.ask.left", "size", kit.FileSize(found.Bytes), "left", kit.Count(left))
			}
			a.deps.Shell.Confirm(kit.T("viewer.folder.ask", "count", kit.Count(len(found.Paths))), body,
				kit.T("viewer.folder.verb"), false, func() { a.files(caseID, found, source, evidence.Choices{}) })
		default:
			a.files(caseID, found, source, evidence.Choices{})
		}
	})
}

func (a *Adder) files(caseID string, found evidence.FolderFiles, source evidence.Source, choices evidence.Choices) {
	total := strconv.Itoa(len(found.Paths))
	ctx, cancel := context.WithCancel(context.Background())
	progress := a.deps.Shell.Progress(kit.T("viewer.adding", "count", total), cancel)
	a.bring(caseID, func(task context.Context) (arrival, error) {
		defer cancel()
		task, stop := context.WithCancel(task)
		defer stop()
		defer context.AfterFunc(ctx, stop)()
		opt, c, err := a.deps.options(task, caseID)
		if err != nil {
			return arrival{}, err
		}
		opt.Choices = choices
		added := a.deps.Evidence.AddFiles(task, caseID, found.Paths, source, opt, func(done int) {
			progress.Set(done, len(found.Paths))
		})
		return arrival{c, append(added, found.Failed...)}, nil
	}, progress.Close)
}

// bring has something come into a case and says what came in. It takes what time
// it needs beside other deeds; end is told when it is over.
func (a *Adder) bring(caseID string, work func(ctx context.Context) (arrival, error), end func()) {
	var r arrival
	kit.DoBeside(a.deps.Shell, caseID, func(ctx context.Context) (err error) {
		r, err = work(ctx)
		return err
	}, func(back kit.Back, err error) {
		end()
		if err != nil {
			a.deps.Shell.ShowError(err)
			return
		}
		a.report(r, back)
	})
}

// arrival is what one deed brought to a case.
type arrival struct {
	c     cases.Case
	added []evidence.Added
}

// Text adds pasted text as one exhibit. A chat is shown first.
func (a *Adder) Text(caseID, text string) {
	a.look(caseID, evidence.TextInput(text), func(c evidence.Choices) { a.text(caseID, text, c) })
}

func (a *Adder) text(caseID, text string, choices evidence.Choices) {
	a.bring(caseID, func(ctx context.Context) (arrival, error) {
		opt, c, err := a.deps.options(ctx, caseID)
		if err != nil {
			return arrival{}, err
		}
		opt.Choices = choices
		return arrival{c, a.deps.Evidence.Capture(ctx, caseID, evidence.TextInput(text), opt)}, nil
	}, func() {})
}

// Pick lets the seller choose any number of files.
func (a *Adder) Pick(caseID string) {
	kit.ChooseFiles(a.deps.Shell, kit.T("viewer.pick"), nil, func(paths []string) {
		a.Files(caseID, paths, evidence.FromFile)
	})
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

// report says what came in, with a way back, what was here already, and names
// what did not come in and why.
func (a *Adder) report(r arrival, back kit.Back) {
	o := Outcome(r.added)
	if len(o.In) > 0 {
		a.changed(r.c.ID)
		a.prepare(o.In)
	}
	if text := o.text(); text != "" {
		kit.Did(a.deps.Shell, text, back, a.actions(r.c, o)...)
	}
	if len(o.Failed) == 1 && len(r.added) == 1 {
		a.deps.Shell.ShowError(o.Failed[0].Err)
		return
	}
	ShowFailures(a.deps.Shell, o.Failed)
}

// actions are what can be done about what came in or was here.
func (a *Adder) actions(c cases.Case, o Result) []kit.Action {
	var actions []kit.Action
	if number := NumberFor(c, o.In); number != "" {
		actions = append(actions, kit.Action{Label: kit.T("viewer.take_number"), Do: func() { a.TakeNumber(c.ID, number) }})
	}
	if same := len(o.Known) + len(o.Elsewhere); same == 1 {
		id := ""
		if len(o.Known) == 1 {
			id = o.Known[0].Exhibit.ID
		} else {
			id = o.Elsewhere[0].Elsewhere[0].ExhibitID
		}
		actions = append(actions, kit.Action{Label: kit.T("viewer.same.show"), Do: func() {
			a.deps.Shell.Go(kit.Route{Page: kit.PageEvidence, ID: id})
		}})
	} else if same > 1 {
		actions = append(actions, kit.Action{Label: kit.T("viewer.same.list"), Do: func() { ShowSame(a.deps.Shell, o) }})
	}
	return actions
}

// prepare makes the small pictures of many photos while the seller looks at
// something else, and names those that turn out to be damaged.
func (a *Adder) prepare(in []evidence.Exhibit) {
	kit.Run(a.deps.Shell.Tasks(), "viewer/prepare", func(ctx context.Context) (damaged []string, err error) {
		for _, e := range in {
			if ctx.Err() != nil {
				break
			}
			if e.Kind != evidence.Photo || e.Problem != "" {
				continue
			}
			if _, err := a.deps.Evidence.Thumb(ctx, e); fault.Is(err, "picture.broken") {
				damaged = append(damaged, e.Label())
			}
		}
		return damaged, nil
	}, func(damaged []string, _ error) {
		if n := len(damaged); n > 0 {
			const most = 5
			a.deps.Shell.Toast(kit.T("viewer.damaged", "count", kit.Count(n),
				"labels", strings.Join(damaged[:min(n, most)], ", ")))
		}
	})
}

func addedText(in []evidence.Exhibit) string {
	first := in[0]
	if len(in) > 1 {
		byNo := func(a, b evidence.Exhibit) int { return cmp.Compare(a.No, b.No) } // attachments stand behind
		return kit.T("viewer.added_many", "count", strconv.Itoa(len(in)),
			"first", slices.MinFunc(in, byNo).Label(), "last", slices.MaxFunc(in, byNo).Label())
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

// Files reads text as a list of files and folders: every line must name one that exists, as
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
		if _, err := os.Stat(line); err != nil {
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
