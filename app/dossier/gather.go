package dossier

import (
	"context"
	"image"
	_ "image/jpeg" // page pictures are JPEG
	_ "image/png"  // or, for small originals, PNG
	"os"
	"slices"
	"strconv"
	"strings"

	"casefolio/app/cases"
	"casefolio/app/dossier/compose"
	"casefolio/app/evidence"
	"casefolio/app/fault"
	"casefolio/app/journal"
	"casefolio/app/shop"
)

// longestText is the size in bytes beyond which a text document is not
// printed: about 300 pages.
const longestText = 1 << 20

// gather loads everything that compose needs.
func (s *Service) gather(ctx context.Context, c cases.Case, opt Options) (compose.Input, error) {
	profile, err := s.from.Shop.Profile(ctx)
	if err != nil {
		return compose.Input{}, err
	}
	opt = opt.with(profile)
	if err := opt.check(); err != nil {
		return compose.Input{}, err
	}
	zone := profile.Location()
	in := compose.Input{
		Case: c, Profile: profile, Lists: s.from.Lists, Texts: s.texts,
		Lang: opt.Lang, Paper: opt.Paper, Zone: zone, Now: s.now().In(zone),
	}
	if in.Moves, err = s.from.Cases.Moves(ctx, c.ID); err != nil {
		return in, err
	}
	if in.Uses, err = s.from.Phrases.Uses(ctx, c.ID); err != nil {
		return in, err
	}
	if in.Exhibits, err = s.exhibits(ctx, c.ID, opt.Lang); err != nil {
		return in, err
	}
	entries, err := s.from.Journal.Case(ctx, c.ID)
	if err != nil {
		return in, err
	}
	in.Entries, in.Seq, in.Head = seal(entries)
	return in, nil
}

// seal is the number of entries, and the last one's number and hash: it
// commits to everything before it.
func seal(entries []journal.Entry) (n int, seq int64, head string) {
	if n = len(entries); n > 0 {
		seq, head = entries[n-1].Seq, entries[n-1].Head
	}
	return n, seq, head
}

// with fills what is empty from the profile. What the profile says but paper
// does not know is passed over.
func (o Options) with(p shop.Profile) Options {
	if o.Lang == "" {
		o.Lang = firstKnown(languages(), p.PaperLang, p.Language, "en")
	}
	if o.Paper == "" {
		o.Paper = firstKnown(papers(), p.Paper, "a4")
	}
	return o
}

func languages() []string { return []string{"zh", "en"} }
func papers() []string    { return []string{"a4", "letter"} }

func firstKnown(known []string, values ...string) string {
	i := slices.IndexFunc(values, func(v string) bool { return slices.Contains(known, v) })
	return values[i]
}

func (o Options) check() error {
	if !slices.Contains(languages(), o.Lang) {
		return fault.New("dossier.option", "value", o.Lang)
	}
	if !slices.Contains(papers(), o.Paper) {
		return fault.New("dossier.option", "value", o.Paper)
	}
	return nil
}

func (s *Service) exhibits(ctx context.Context, caseID, lang string) ([]compose.Exhibit, error) {
	list, err := s.from.Evidence.List(ctx, caseID)
	if err != nil {
		return nil, err
	}
	all := make([]compose.Exhibit, len(list))
	for i, e := range list {
		if all[i], err = s.exhibit(ctx, e, lang); err != nil {
			return nil, err
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// exhibit loads what is printed of one original. An original that is lost or
// cannot be read never stops the dossier: it is named in its place.
func (s *Service) exhibit(ctx context.Context, e evidence.Exhibit, lang string) (compose.Exhibit, error) {
	out := compose.Exhibit{Exhibit: e}
	var err error
	if e.Messages > 0 {
		if out.Messages, err = s.from.Evidence.Messages(ctx, e.ID); err != nil {
			return out, err
		}
	}
	if e.Events > 0 {
		if out.Events, err = s.from.Evidence.Events(ctx, e.ID); err != nil {
			return out, err
		}
	}
	problem := ""
	switch {
	case e.Kind == evidence.Photo:
		if out.Path, out.W, out.H, err = s.picture(ctx, e); err != nil {
			problem = problemOf(err, "picture")
		}
	case len(out.Messages)+len(out.Events) > 0:
	case isText(e):
		out.Text, problem = s.text(e)
	case e.Problem != "":
		problem = "unread"
	}
	if problem != "" {
		out.Fault = s.texts.Get(lang, "dossier.problem."+problem, map[string]string{"bytes": strconv.FormatInt(e.Size, 10)})
	}
	return out, ctx.Err()
}

// problemOf tells a lost original from one that is there but cannot be shown.
func problemOf(err error, otherwise string) string {
	if fault.Is(err, "vault.missing") {
		return "missing"
	}
	return otherwise
}

// isText tells whether an original can be printed as it stands.
func isText(e evidence.Exhibit) bool {
	return e.Kind == evidence.Text || e.Kind == evidence.Chat || e.Kind == evidence.Tracking ||
		strings.HasPrefix(e.MediaType, "text/plain")
}

// picture finds the page-size picture and its pixels.
func (s *Service) picture(ctx context.Context, e evidence.Exhibit) (path string, w, h int, err error) {
	if path, err = s.from.Evidence.PagePicture(ctx, e); err != nil {
		return "", 0, 0, err
	}
	f, err := os.Open(path)
	if err != nil {
		return "", 0, 0, err
	}
	defer f.Close()
	cfg, _, err := image.DecodeConfig(f)
	return path, cfg.Width, cfg.Height, err
}

// text reads a text document whole.
func (s *Service) text(e evidence.Exhibit) (text, problem string) {
	text, whole, err := s.from.Evidence.PlainText(e, longestText)
	switch {
	case err != nil:
		return "", problemOf(err, "unread")
	case !whole:
		return "", "long"
	}
	return text, ""
}
