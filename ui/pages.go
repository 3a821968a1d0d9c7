package ui

import (
	"context"
	"net/url"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"casefolio/app"
	"casefolio/app/shop"
	"casefolio/ui/cases"
	"casefolio/ui/clocks"
	"casefolio/ui/dossier"
	"casefolio/ui/evidence"
	"casefolio/ui/intake"
	"casefolio/ui/kit"
	"casefolio/ui/letters"
	"casefolio/ui/packets"
	"casefolio/ui/phrases"
	"casefolio/ui/playbooks"
	"casefolio/ui/readiness"
	"casefolio/ui/replies"
	"casefolio/ui/settings"
	"casefolio/ui/shelf"
	"casefolio/ui/submissions"
	"casefolio/ui/tables"
)

// registerPages names the pages of the open workspace. Each is given no more
// of the services than it uses.
func registerPages(s *shell) {
	sv := s.work.Services
	registerDue(s)
	s.Register(kit.PageCases, func(id string) kit.Page {
		return cases.NewPage(cases.Deps{
			Shell: s, Lists: sv.Lists, Cases: sv.Cases, Steps: sv.Steps, Evidence: sv.Evidence, Phrases: sv.Phrases, Replies: sv.Replies, Journal: sv.Journal,
			Dossier: sv.Dossier, Shop: sv.Shop, Now: sv.Now, Folder: filepath.Join(s.work.Dir, "dossiers"),
			Open: s.openFile, Print: s.o.Print, Programmes: sv.Programmes,
			Submitted: sv.Submissions,
			Panes:     casePanes(s), Sections: caseSections(s), Records: recordWords(s), Due: sv.Deadlines,
		}, id)
	})
	s.Register(kit.PageIntake, func(id string) kit.Page {
		return intake.NewPage(intake.Deps{
			Shell: s, Lists: sv.Lists, Cases: sv.Cases, Evidence: sv.Evidence, Shop: sv.Shop, Recogniser: sv.Intake, Orders: sv.Tables,
			Ledger: sv.Ledger, Now: sv.Now, Links: linkDeps(s, func(string) {}),
		}, id)
	})
	s.Register(kit.PageEvidence, func(id string) kit.Page {
		return evidence.NewPage(evidence.Deps{
			Shell: s, Evidence: sv.Evidence, Cases: sv.Cases, Shop: sv.Shop, Papers: sv, Now: sv.Now, Open: s.openFile,
			Expected: sv.Expected, Submitted: sv.Submissions,
		}, id)
	})
	s.Register(dossier.PageName, func(id string) kit.Page {
		return dossier.NewPage(dossier.Deps{
			Shell: s, Dossier: sv.Dossier, Folder: filepath.Join(s.work.Dir, "dossiers"), Open: s.openFile, Print: s.o.Print,
		}, id)
	})
	s.Register(letters.PageName, func(id string) kit.Page {
		return letters.New(letters.Deps{
			Shell: s, Letters: sv.Letters, Evidence: sv.Programmes, Folder: filepath.Join(s.work.Dir, "letters"), Open: s.openFile,
		}, id)
	})
	s.Register(kit.PagePackets, func(id string) kit.Page { return packets.NewPage(packetDeps(s), id) })
	s.Register(submissions.PageName, func(id string) kit.Page { return submissions.NewPage(submissionDeps(s), id) })
	s.Register(readiness.PageName, func(id string) kit.Page { return readiness.NewPage(readinessDeps(s), id) })
	s.Register(replies.PageName, func(id string) kit.Page { return replies.New(replyDeps(s), id) })
	unsaved := phrases.Drafts{}
	s.Register(kit.PagePhrases, func(id string) kit.Page {
		return phrases.New(phrases.Deps{
			Reply: func(caseID, phraseID string) { s.hand.Phrase(s, caseID, phraseID) },
			Shell: s, Library: sv.Phrases, Cases: sv.Cases, Values: sv.ReplyValues, Now: sv.Now,
			Lists: sv.Lists, Drafts: unsaved, Open: s.openFile, Files: phraseFiles(s), Copied: sv.CopyPhrase,
			Sent: func(ctx context.Context, id string) error {
				_, err := sv.Replies.Confirm(ctx, id)
				return err
			},
		}, id)
	})
	drafts := playbooks.Drafts{}
	s.Register(playbooks.PageName, func(id string) kit.Page {
		d := playbookDeps(s)
		d.Drafts = drafts
		return playbooks.NewPage(d, id)
	})
	s.Register(tables.PageName, func(string) kit.Page {
		return tables.NewPage(tables.Deps{Shell: s, Tables: sv.Tables, Lists: sv.Lists, Shop: sv.Shop, Now: sv.Now})
	})
	s.Register(shelf.PageName, func(id string) kit.Page {
		return shelf.NewPage(shelf.Deps{
			Shell: s, Shelf: sv.Shelf, Giver: sv, Cases: sv.Cases, Evidence: sv.Evidence, Open: s.openFile,
		}, id)
	})
	s.Register(kit.PageSettings, func(string) kit.Page {
		return settings.New(settings.Deps{
			Shell: s, Shop: sv.Shop, Logos: sv, Backups: sv.Backup, Journal: sv.Journal, Lists: sv.Lists, Now: sv.Now,
			Tables: sv.Tables, ToTables: func() { s.Go(kit.Route{Page: tables.PageName}) },
			ToClocks:    func() { s.Go(kit.Route{Page: clocks.PageName}) },
			ToPlaybooks: func() { s.Go(kit.Route{Page: playbooks.PageName}) },
			Dir:         s.work.Dir, Cloud: s.o.Host.CloudService(s.work.Dir), Version: s.o.Version,
			Appear: s.apply, BackUp: s.backUp,
			Restore: s.chooseBackup, OpenOther: s.chooseWorkspace, Open: s.openFile,
		})
	})
}

func phraseFiles(s *shell) phrases.Files {
	sv := s.work.Services
	return phrases.Files{
		Formats: app.PhraseFormats(), Compare: sv.ComparePhrases, Take: sv.TakePhrases, Write: sv.WritePhrases,
		Sheet: func(ctx context.Context, path, lang, buyer string, groups []string) (int, error) {
			done, err := sv.TrainingSheet(ctx, app.Sheet{Lang: lang, Buyer: buyer, Groups: groups}, path)
			return done.Pages, err
		},
	}
}

func replyDeps(s *shell) replies.Deps {
	sv := s.work.Services
	return replies.Deps{
		Shell: s, Library: sv.Phrases, Replies: sv.Replies, Rules: sv.ReplyRules, Cases: sv.Cases, Clocks: sv.Deadlines,
		Lists: sv.Lists, Now: sv.Now, Hand: &s.hand, Open: s.openFile,
	}
}

func playbookDeps(s *shell) playbooks.Deps {
	sv := s.work.Services
	return playbooks.Deps{Shell: s, Lists: sv.Lists, Cards: sv.Playbooks, Case: sv, Tree: sv.Categories}
}

func packetDeps(s *shell) packets.Deps {
	sv := s.work.Services
	return packets.Deps{
		Shell: s, Packets: sv.Packets, Cases: sv.Cases, Evidence: sv.Evidence, Programmes: sv.Programmes, Masking: sv.Dossier,
		Letters: sv.Letters,
		Shop:    sv.Shop, Now: sv.Now, Folder: filepath.Join(s.work.Dir, "packets"), Open: s.openFile,
		Submissions: submissionDeps(s),
	}
}

func readinessDeps(s *shell) readiness.Deps {
	sv := s.work.Services
	return readiness.Deps{Shell: s, Programmes: sv.Programmes, Cases: sv.Cases, Lists: sv.Lists, Now: sv.Now}
}

func submissionDeps(s *shell) submissions.Deps {
	sv := s.work.Services
	return submissions.Deps{
		Shell: s, Records: sv.Submissions, Evidence: sv.Evidence, Programmes: sv.Programmes, Cases: sv.Cases, Now: sv.Now,
		Recipients: packets.Deps{Packets: sv.Packets}.Offered,
	}
}

// apply puts a saved profile in force; a new language builds everything anew.
func (s *shell) apply(p shop.Profile) {
	if s.appear(p) && s.content != nil {
		s.rebuild()
	}
}

// openFile shows a file in the program that the system has for it.
func (s *shell) openFile(path string) error { return show(s.app, path) }

func show(a fyne.App, path string) error {
	u, err := url.Parse(storage.NewFileURI(path).String())
	if err != nil {
		return err
	}
	return a.OpenURL(u)
}
