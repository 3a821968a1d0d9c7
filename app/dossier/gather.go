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
	"casefolio/app/dossier/audience"
	"casefolio/app/dossier/compose"
	"casefolio/app/dossier/progress"
	"casefolio/app/evidence"
	"casefolio/app/fault"
	"casefolio/app/journal"
	"casefolio/app/shop"
)

// longestText is the size in bytes beyond which a text document is not
// printed: about 300 pages.
const longestText = 1 << 20

// material is everything that compose needs, and what is known before layout.
type material struct {
	compose.Input
	options Options // none empty
	codes   []Code  // why each exhibit cannot be shown whole or attached; empty: it can
	masking         // of a paper that leaves the house
}

// gather loads everything that compose needs.
func (s *Service) gather(ctx context.Context, c cases.Case, opt Options) (material, error) {
	profile, err := s.from.Shop.Profile(ctx)
	if err != nil {
		return material{}, err
	}
	opt = opt.with(profile)
	if err := opt.check(); err != nil {
		return material{}, err
	}
	zone := profile.Location()
	in := material{options: opt}
	in.Input = compose.Input{
		Case: c, Profile: profile, Lists: s.from.Lists, Texts: s.texts,
		Lang: opt.Lang, Paper: opt.Paper, Form: opt.Form, Photos: opt.Photos, Zone: zone, Now: s.now().In(zone),
	}
	if in.Logo, err = s.logo(ctx, profile); err != nil {
		return in, err
	}
	if in.Moves, err = s.from.Cases.Moves(ctx, c.ID); err != nil {
		return in, err
	}
	if in.Uses, err = s.from.Phrases.Uses(ctx, c.ID); err != nil {
		return in, err
	}
	list, err := s.from.Evidence.List(ctx, c.ID)
	if err != nil {
		return in, err
	}
	if opt.Audience.Leaves() {
		list = withoutFrozen(list)
		in.covered = audience.Covered(list)
		list, in.instead = audience.StandIns(list)
	}
	if in.Exhibits, in.codes, err = s.exhibits(ctx, c, list, opt); err != nil {
		return in, err
	}
	if !opt.Audience.Leaves() {
		if in.Submissions, err = s.submissions(ctx, c, list); err != nil {
			return in, err
		}
	}
	if s.from.Handling != nil {
		if in.Handling, err = s.from.Handling(ctx, c); err != nil {
			return in, err
		}
	}
	entries, err := s.from.Journal.Case(ctx, c.ID)
	if err != nil {
		return in, err
	}
	in.Entries, in.Seq, in.Head = seal(entries)
	return in, s.mask(ctx, &in)
}

// written is the journal's action for a dossier that was written.
const written = "dossier.written"

// aboutPapers are the journal's actions that change papers but not the case.
var aboutPapers = []string{written, "masking.kept", "picture.looked", "packet.written"}

// seal is the number of entries, and the last one's number and hash: it
// commits to everything before it. What only has to do with papers after the
// last change is left out, so that an unchanged case gives the same dossier
// again.
func seal(entries []journal.Entry) (n int, seq int64, head string) {
	for n = len(entries); n > 0 && slices.Contains(aboutPapers, entries[n-1].Action); n-- {
	}
	if n > 0 {
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
	if o.Form == "" {
		o.Form = compose.Full
	}
	if o.Photos == 0 {
		o.Photos = 2
	}
	if o.Audience == "" {
		o.Audience = audience.Own
	}
	o.Attach = o.Attach && !o.Audience.Leaves()
	return o
}

func languages() []string { return []string{"zh", "en", compose.Both} }
func papers() []string    { return []string{"a4", "letter"} }
func forms() []string     { return []string{compose.Full, compose.Summary} }

func audiences() (all []string) {
	for _, a := range audience.All() {
		all = append(all, string(a))
	}
	return all
}

func firstKnown(known []string, values ...string) string {
	i := slices.IndexFunc(values, func(v string) bool { return slices.Contains(known, v) })
	return values[i]
}

func (o Options) check() error {
	for _, choice := range []struct {
		value string
		known []string
	}{{o.Lang, languages()}, {o.Paper, papers()}, {o.Form, forms()}, {strconv.Itoa(o.Photos), []string{"1", "2", "4"}}, {string(o.Audience), audiences()}} {
		if !slices.Contains(choice.known, choice.value) {
			return fault.New("dossier.option", "value", choice.value)
		}
	}
	if len(o.Mask) > 0 && !o.Audience.Leaves() {
		return fault.New("dossier.mask_own")
	}
	return nil
}

func (s *Service) exhibits(ctx context.Context, c cases.Case, list []evidence.Exhibit, opt Options) ([]compose.Exhibit, []Code, error) {
	var err error
	want := evidence.Expected{Now: s.now()}
	if s.from.Expected != nil {
		if want, err = s.from.Expected(ctx, c); err != nil {
			return nil, nil, err
		}
	}
	all, codes := make([]compose.Exhibit, len(list)), make([]Code, len(list))
	err = progress.Each(ctx, progress.Exhibits, readers, len(list), func(ctx context.Context, i int) (err error) {
		all[i], codes[i], err = s.exhibit(ctx, list[i], opt, want)
		return err
	})
	return all, codes, err
}

// readers is how many exhibits are read at a time: pictures that nobody has seen
// yet are made on the way.
const readers = 2

// exhibit loads what is printed of one original. An original that is lost or
// cannot be read never stops the dossier: it is named in its place.
func (s *Service) exhibit(ctx context.Context, e evidence.Exhibit, opt Options, want evidence.Expected) (compose.Exhibit, Code, error) {
	out := compose.Exhibit{Exhibit: e}
	var err error
	if e.Messages > 0 {
		if out.Messages, err = s.from.Evidence.Messages(ctx, e.ID); err != nil {
			return out, "", err
		}
	}
	if e.Events > 0 {
		record, err := s.from.Evidence.Record(ctx, e)
		if err != nil {
			return out, "", err
		}
		out.Events = record.Events
		out.Supports, out.Findings = s.from.Evidence.Supports(record.Events), s.from.Evidence.Findings(record, want)
	}
	code := Code("")
	switch {
	case e.Kind == evidence.Photo && opt.wordsOnly:
	case e.Kind == evidence.Photo:
		if err = s.pictures(ctx, &out, opt.Form); err != nil {
			code = codeOf(err, Picture)
		}
	case len(out.Messages)+len(out.Events) > 0:
	case isText(e):
		out.Text, code = s.text(e)
	case e.Problem != "":
		code = Unread
	}
	if code != "" {
		out.Fault = s.reason(opt.Lang, code, e.Size)
	}
	if unbound := s.attach(&out, opt); code == "" {
		code = unbound
	}
	return out, code, ctx.Err()
}

// reason says in the language of the paper why an exhibit is not shown whole.
func (s *Service) reason(lang string, code Code, size int64) string {
	say := func(lang string) string {
		return s.texts.Get(lang, "dossier.problem."+string(code), map[string]string{"bytes": strconv.FormatInt(size, 10)})
	}
	if lang == compose.Both {
		return compose.Beside(say("zh"), say("en"))
	}
	return say(lang)
}

// codeOf tells a lost original from one that is there but cannot be shown.
func codeOf(err error, otherwise Code) Code {
	if fault.Is(err, "vault.missing") {
		return Missing
	}
	return otherwise
}

// isText tells whether an original can be printed as it stands.
func isText(e evidence.Exhibit) bool {
	return e.Kind == evidence.Text || e.Kind == evidence.Chat || e.Kind == evidence.Tracking ||
		strings.HasPrefix(e.MediaType, "text/plain")
}

// pictures finds the page-size picture of a photo or, where that would be too
// small to read, its strips.
func (s *Service) pictures(ctx context.Context, out *compose.Exhibit, form string) error {
	var strips []string
	if form == compose.Full {
		var err error
		if strips, err = s.from.Evidence.Slices(ctx, out.Exhibit); err != nil {
			return err
		}
	}
	for _, path := range strips {
		p, err := measured(path)
		if err != nil {
			return err
		}
		out.Parts = append(out.Parts, p)
	}
	if len(strips) > 0 {
		return nil
	}
	path, err := s.from.Evidence.PagePicture(ctx, out.Exhibit)
	if err != nil {
		return err
	}
	p, err := measured(path)
	out.Path, out.W, out.H = p.Path, p.W, p.H
	return err
}

// measured reads the pixels of a picture file.
func measured(path string) (compose.Picture, error) {
	f, err := os.Open(path)
	if err != nil {
		return compose.Picture{}, err
	}
	defer f.Close()
	cfg, _, err := image.DecodeConfig(f)
	return compose.Picture{Path: path, W: cfg.Width, H: cfg.Height}, err
}

// logo finds the page-size picture of the profile's logo. A lost or broken
// one leaves a letterhead of words; it is no evidence.
func (s *Service) logo(ctx context.Context, p shop.Profile) (compose.Picture, error) {
	if p.Logo == "" {
		return compose.Picture{}, nil
	}
	path, err := s.from.Evidence.PagePicture(ctx, evidence.Exhibit{Kind: evidence.Photo, SHA256: p.Logo})
	if err != nil {
		return compose.Picture{}, ctx.Err()
	}
	found, err := measured(path)
	if err != nil {
		return compose.Picture{}, ctx.Err()
	}
	return found, nil
}

// text reads a text document whole.
func (s *Service) text(e evidence.Exhibit) (text string, code Code) {
	text, whole, err := s.from.Evidence.PlainText(e, longestText)
	switch {
	case err != nil:
		return "", codeOf(err, Unread)
	case !whole:
		return "", Long
	}
	return text, ""
}
