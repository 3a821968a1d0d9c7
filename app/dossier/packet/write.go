package packet

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"casefolio/app/dossier"
	"casefolio/app/dossier/page"
	"casefolio/app/dossier/readback"
	"casefolio/app/dossier/render"
	"casefolio/app/evidence"
	"casefolio/app/fault"
	"casefolio/app/journal"
	"casefolio/app/safefile"
)

// Written is the journal's action for a packet that was written.
const Written = "packet.written"

// Write makes the files of a packet in dir, all of them or none. They are
// written beside their place, measured and searched there for what is masked,
// and only then moved. A file that is there already is never written over. The
// folder is made where it is missing. A packet that does not fit is a *Refused,
// the fault "packet.refused". Other faults: those of Preflight,
// "packet.folder", "packet.denied", "packet.write", "redact.found".
func (s *Service) Write(ctx context.Context, req Request, dir string) (Result, error) {
	j, err := s.job(ctx, req)
	if err != nil {
		return Result{}, err
	}
	out, err := openFolder(dir)
	if err != nil {
		return Result{}, err
	}
	res, err := j.write(ctx, out)
	if err == nil { // a packet that the journal does not know must not be there
		err = j.note(context.WithoutCancel(ctx), res)
	}
	if err != nil {
		return Result{}, errors.Join(err, out.undo())
	}
	return res, nil
}

func (j *job) write(ctx context.Context, out *folder) (Result, error) {
	var planned Plan // what was reckoned before it was written
	p, found, err := j.settled(ctx, func(ctx context.Context, files []sized) ([]measure, error) {
		planned = j.plan
		return j.render(ctx, files, out.temp)
	})
	if err != nil {
		return Result{}, err
	}
	if !j.plan.Fits {
		return Result{}, j.plan.Refuse()
	}
	res, err := j.handOver(ctx, p.files, found, out)
	res.PlannedPages, res.PlannedBytes = planned.Pages, planned.Bytes
	return res, err
}

// render writes all files into the folder temp, reads each again and looks in
// it for what is masked.
func (j *job) render(ctx context.Context, files []sized, temp string) ([]measure, error) {
	found := make([]measure, len(files))
	for i, f := range files {
		path := tempName(temp, i)
		if f.document != nil {
			if err := copyFile(ctx, path, f.document.path); err != nil {
				return nil, failedWrite(ctx, err)
			}
			if err := unchanged(path, f.document.exhibit); err != nil {
				return nil, err
			}
			found[i] = measures(files[i:i+1], j.r.Grey)[0]
			continue
		}
		if err := j.renderFile(ctx, path, f.doc); err != nil {
			return nil, failedWrite(ctx, err)
		}
		var err error
		if found[i], err = j.measured(ctx, path); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// unchanged tells whether a copy is what was captured: what the disk spoiled
// since is no evidence.
func unchanged(path string, e evidence.Exhibit) error {
	sum, err := hashOf(path)
	if err != nil {
		return fault.Wrap(err, "packet.write")
	}
	if sum != e.SHA256 {
		return fault.New("vault.unreadable", "name", e.Label())
	}
	return nil
}

func tempName(temp string, i int) string { return filepath.Join(temp, strconv.Itoa(i)+".pdf") }

func (j *job) renderFile(ctx context.Context, path string, doc page.Document) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	broken, err := render.Render(ctx, f, doc, j.faces)
	if err == nil && len(broken) > 0 {
		err = fmt.Errorf("%d pictures could not be written", len(broken))
	}
	if err != nil {
		return errors.Join(err, f.Close())
	}
	return safefile.Finish(f)
}

func failedWrite(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return fault.Wrap(err, "packet.write")
}

// measured reads a written file again: what it weighs and shows, and whether
// anything is found in it that is masked.
func (j *job) measured(ctx context.Context, path string) (measure, error) {
	info, err := os.Stat(path)
	if err != nil {
		return measure{}, fault.Wrap(err, "packet.write")
	}
	f, err := readback.Open(ctx, path)
	if err != nil {
		return measure{}, err
	}
	if err := dossier.Searched(ctx, f, j.masker); err != nil {
		return measure{}, err
	}
	m := measure{pages: len(f.Pages), bytes: info.Size()}
	for _, p := range f.Pages {
		m.colour = m.colour || p.Colour
		if p.Blank {
			m.blank++
		}
		if p.Smallest > 0 && (m.smallest == 0 || p.Smallest < m.smallest) {
			m.smallest = p.Smallest
		}
	}
	for _, p := range f.Pictures {
		m.colour = m.colour || p.Colour
	}
	return m, nil
}

// handOver moves the files to their names.
func (j *job) handOver(ctx context.Context, files []sized, found []measure, out *folder) (Result, error) {
	res := Result{Dir: out.dir, Files: []File{}}
	names := out.free(j.names(files))
	for i, name := range names {
		if ctx.Err() != nil {
			return Result{}, ctx.Err()
		}
		sum, err := hashOf(tempName(out.temp, i))
		if err != nil {
			return Result{}, fault.Wrap(err, "packet.write")
		}
		path, err := out.move(tempName(out.temp, i), name)
		if err != nil {
			return Result{}, fault.Wrap(err, "packet.write")
		}
		j.plan.Files[i].Name = name
		res.Files = append(res.Files, File{path, sum, found[i].pages, found[i].bytes, j.plan.Files[i].Exhibits})
	}
	res.Plan = j.plan
	return res, out.done()
}

// note tells the journal what was written for whom, and what was masked and
// why, which the copy itself does not say.
func (j *job) note(ctx context.Context, res Result) error {
	var files, exhibits []string
	for _, f := range res.Files {
		files = append(files, f.SHA256+" "+filepath.Base(f.Path))
		exhibits = append(exhibits, f.Exhibits...)
	}
	detail := map[string]string{
		"recipient": j.r.ID, "name": j.r.Name(j.in.Lang), "audience": j.r.Audience, "count": strconv.Itoa(len(res.Files)),
		"pages": strconv.Itoa(j.plan.Pages), "files": strings.Join(files, "\n"), "exhibits": strings.Join(exhibits, ", "),
	}
	if n := len(j.plan.Masked); n > 0 {
		raw, err := json.Marshal(j.plan.Masked)
		if err != nil {
			return err
		}
		detail["masked"], detail["terms"] = strconv.Itoa(n), string(raw)
	}
	_, err := j.s.from.Journal.Note(ctx, journal.Draft{Action: Written, CaseID: j.c.ID, Subject: j.c.ID, Detail: detail})
	return err
}

func hashOf(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

func copyFile(ctx context.Context, to, from string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	f, err := os.OpenFile(to, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	if _, err = io.Copy(f, in); err != nil {
		return errors.Join(err, f.Close())
	}
	return errors.Join(safefile.Finish(f), ctx.Err())
}

// folder is where the files go, with a folder beside them for what is not
// whole yet.
type folder struct {
	dir, temp string
	made      bool     // dir was not there before
	moved     []string // files that have their names
}

// openFolder makes dir where it is missing, and a folder within it. What was left
// there by a program that was killed is swept.
func openFolder(dir string) (*folder, error) {
	if dir == "" {
		return nil, fault.New("packet.folder", "folder", dir)
	}
	f := &folder{dir: dir}
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if err := os.Mkdir(dir, 0o777); err != nil { // the seller's folder, as others are
			return nil, fault.Wrap(err, "packet.folder", "folder", dir)
		}
		f.made = true
	case err != nil || !info.IsDir():
		return nil, fault.Wrap(err, "packet.folder", "folder", dir)
	}
	f.temp, err = os.MkdirTemp(dir, tempPrefix)
	if err != nil {
		return nil, errors.Join(fault.Wrap(err, "packet.denied", "folder", dir), f.undo())
	}
	sweep(f.temp)
	return f, nil
}

// free returns the names, numbered anew together where one of them is taken.
func (f *folder) free(names []string) []string {
	taken := func(names []string) bool {
		return slices.ContainsFunc(names, func(n string) bool {
			_, err := os.Lstat(filepath.Join(f.dir, n))
			return !errors.Is(err, fs.ErrNotExist)
		})
	}
	out := names
	for n := 2; n < 10_000 && taken(out); n++ {
		out = make([]string, len(names))
		for i, name := range names {
			out[i] = fmt.Sprintf("%s (%d).pdf", strings.TrimSuffix(name, ".pdf"), n)
		}
	}
	return out
}

// move gives a file its name, unless something has it by now.
func (f *folder) move(from, name string) (string, error) {
	path := filepath.Join(f.dir, name)
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return "", fs.ErrExist
	}
	if err := safefile.Move(from, path); err != nil {
		return "", err
	}
	f.moved = append(f.moved, path)
	return path, nil
}

// done takes away what was in between.
func (f *folder) done() error {
	if err := os.RemoveAll(f.temp); err != nil {
		return fault.Wrap(err, "packet.write")
	}
	return nil
}

// undo leaves the folder as it was.
func (f *folder) undo() error {
	var errs []error
	for _, path := range f.moved {
		errs = append(errs, os.Remove(path))
	}
	if f.temp != "" {
		errs = append(errs, os.RemoveAll(f.temp))
	}
	if f.made {
		errs = append(errs, os.Remove(f.dir))
	}
	return errors.Join(errs...)
}
