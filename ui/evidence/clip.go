package evidence

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"casefolio/app/evidence"
	"casefolio/app/safefile"
	"casefolio/ui/kit"
)

// Paste adds what the clipboard holds: files that were copied or named, else
// its text, else a picture. It reports whether there may be anything.
func (a *Adder) Paste(caseID string) bool {
	text := kit.ClipText()
	blank := strings.TrimSpace(text) == ""
	if _, ok := a.deps.Shell.(kit.ClipShell); !ok && blank {
		return false
	}
	kit.Run(a.deps.Shell.Tasks(), "viewer/paste", func(ctx context.Context) (kit.Clip, error) {
		return kit.ReadClip(ctx, a.deps.Shell, blank)
	}, func(c kit.Clip, err error) {
		named := Files(text)
		switch {
		case len(c.Files) > 0:
			a.Files(caseID, c.Files, evidence.FromPaste)
		case len(named) > 0:
			a.Files(caseID, named, evidence.FromPaste)
		case !blank:
			a.Text(caseID, text)
		case len(c.Picture) > 0:
			a.picture(caseID, c.Picture)
		case err != nil:
			a.deps.Shell.ShowError(err)
		default:
			a.deps.Shell.Toast(kit.T("viewer.paste.nothing"))
		}
	})
	return true
}

// picture adds a picture of the clipboard as one exhibit.
func (a *Adder) picture(caseID string, png []byte) {
	in := evidence.Input{
		Name: pastedName(a.deps.Now()), Source: evidence.FromPaste,
		Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(png)), nil },
	}
	a.bring(caseID, func(ctx context.Context) (arrival, error) {
		opt, c, err := a.deps.options(ctx, caseID)
		if err != nil {
			return arrival{}, err
		}
		return arrival{c, a.deps.Evidence.Capture(ctx, caseID, in, opt)}, nil
	}, func() {})
}

// pastedName is the file name of a picture that had none.
func pastedName(now time.Time) string {
	return kit.T("viewer.paste.name", "time", now.Format("2006-01-02 150405")) + ".png"
}

// pastedKept is how long a picture waits for the case that it was pasted for.
const pastedKept = 60 * 24 * time.Hour

// KeepPasted keeps a picture of the clipboard for a case that is still a
// draft, as a file like those that are picked.
func KeepPasted(png []byte, now time.Time) (string, error) {
	dir, err := pastedFolder()
	if err != nil {
		return "", err
	}
	forgetOld(dir, now)
	path := filepath.Join(dir, pastedName(now))
	for n := '2'; n <= '9'; n++ {
		if _, err := os.Lstat(path); errors.Is(err, os.ErrNotExist) {
			break
		}
		path = strings.TrimSuffix(path, ".png") + " " + string(n) + ".png"
	}
	temp, err := os.CreateTemp(dir, ".pasted-*")
	if err != nil {
		return "", err
	}
	if _, err = temp.Write(png); err != nil {
		return "", errors.Join(err, temp.Close(), os.Remove(temp.Name()))
	}
	if err = safefile.Finish(temp); err == nil {
		err = safefile.Move(temp.Name(), path)
	}
	if err != nil {
		return "", errors.Join(err, os.RemoveAll(temp.Name()))
	}
	return path, nil
}

// ForgetPasted deletes pictures that KeepPasted kept, among paths.
func ForgetPasted(paths []string) {
	dir, err := pastedFolder()
	if err != nil {
		return
	}
	for _, path := range paths {
		if filepath.Dir(path) == dir {
			_ = os.Remove(path) // a copy that is no longer needed; the sweep takes it later
		}
	}
}

// pastedFolder lies where the system does not clear by itself.
func pastedFolder() (string, error) {
	config, err := os.UserConfigDir()
	if err != nil {
		return "", err
	}
	dir := filepath.Join(config, "Casefolio", "pasted")
	return dir, os.MkdirAll(dir, 0o700)
}

// forgetOld deletes what drafts left behind that were never filed.
func forgetOld(dir string, now time.Time) {
	all, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, f := range all {
		if info, err := f.Info(); err == nil && info.Mode().IsRegular() && now.Sub(info.ModTime()) > pastedKept {
			_ = os.Remove(filepath.Join(dir, f.Name()))
		}
	}
}
