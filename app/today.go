package app

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"casefolio/app/deadlines"
	"casefolio/app/deadlines/words"
	"casefolio/app/dossier/agenda"
	"casefolio/app/fault"
	"casefolio/app/safefile"
	"casefolio/app/text"
)

// agendaRows are how many items are tried to find a place on one page.
func agendaRows() []int { return []int{30, 26, 22, 20, 18, 17, 16, 15, 14, 13, 12, 11, 10, 8, 6} }

// TodayPaper prints what is due as one page into folder, which is made where it
// is not there, and returns its path. lang is the sheet's unless the profile
// names one for paper. Faults: those of printing a dossier.
func (s *Services) TodayPaper(ctx context.Context, lang, folder string) (string, error) {
	profile, err := s.Shop.Profile(ctx)
	if err != nil {
		return "", err
	}
	if profile.PaperLang != "" {
		lang = profile.PaperLang
	}
	board, err := s.Deadlines.Today(ctx, deadlines.Query{PerSection: agendaRows()[0], Sections: paperSections()})
	if err != nil {
		return "", err
	}
	texts, err := s.dueTexts(lang)
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", fault.Wrap(err, "dossier.folder", "folder", folder)
	}
	path := freeName(folder, "today-"+board.At.Format(time.DateOnly), ".pdf")
	in := agenda.Input{Board: board, At: board.At, Texts: texts, Lang: texts("dossier.lang"), Paper: "a4", Author: profile.Owner}
	if profile.Paper == "letter" {
		in.Paper = profile.Paper
	}
	for _, in.Rows = range agendaRows() {
		done, err := s.Dossier.Print(ctx, agenda.Compose(in), nil, path, filepath.Base(path))
		if err != nil || done.Pages <= 1 {
			return path, err
		}
	}
	return path, nil
}

// paperSections are what stands on the sheet.
func paperSections() []deadlines.Section {
	return []deadlines.Section{
		deadlines.SectionOverdue, deadlines.SectionToday, deadlines.SectionSoon, deadlines.SectionPromised,
		deadlines.SectionFollowUp, deadlines.SectionWaiting,
	}
}

// mostEvents bounds a calendar file; calendars take no more with ease.
const mostEvents = 5000

// TodayCalendar writes what is due from now on as a calendar file and tells how
// many items it has. Buyers are named only where names says so. Fault:
// "due.file".
func (s *Services) TodayCalendar(ctx context.Context, lang, path string, names bool) (int, error) {
	board, err := s.Deadlines.Today(ctx, deadlines.Query{
		PerSection: mostEvents, Sections: []deadlines.Section{deadlines.SectionAll},
	})
	if err != nil {
		return 0, err
	}
	items := board.Groups[0].Items
	texts, err := s.dueTexts(lang)
	if err != nil {
		return 0, err
	}
	raw := deadlines.ICS(items, board.At, func(i deadlines.Item) deadlines.Words {
		return calendarWords(i, texts, names, board.At)
	})
	if err := safefile.Write(path, raw); err != nil {
		return 0, fault.Wrap(err, "due.file", "path", path)
	}
	return len(items), nil
}

// calendarWords say what an item is and what its date rests on; what the seller
// wrote may name a buyer.
func calendarWords(i deadlines.Item, t words.Texts, names bool, now time.Time) deadlines.Words {
	why := t.Why(i)
	if from := t.From(i, now); from != "" {
		why += "\n" + from
	}
	if names {
		return deadlines.Words{Summary: t.Title(i) + " · " + t.Who(i, true), Description: why}
	}
	return deadlines.Words{Summary: t.Sort(i) + " · " + t.Who(i, false), Description: why}
}

// dueTexts are the sentences about what is due in a language.
func (s *Services) dueTexts(lang string) (words.Texts, error) {
	catalog, err := text.Shared(s.files, "translations")
	return func(key string, pairs ...string) string {
		args := make(map[string]string, len(pairs)/2)
		for i := 0; i+1 < len(pairs); i += 2 {
			args[pairs[i]] = pairs[i+1]
		}
		return catalog.Get(lang, key, args)
	}, err
}

// freeName is a path in folder that nothing has yet.
func freeName(folder, name, extension string) string {
	path := filepath.Join(folder, name+extension)
	for n := 2; n < 1000; n++ {
		if _, err := os.Lstat(path); errors.Is(err, os.ErrNotExist) {
			break
		}
		path = filepath.Join(folder, name+"-"+strconv.Itoa(n)+extension)
	}
	return path
}
