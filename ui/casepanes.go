package ui

import (
	"encoding/json"
	"maps"
	"path/filepath"

	steps "casefolio/app/cases"
	"casefolio/app/deadlines"
	"casefolio/ui/cases"
	"casefolio/ui/closing"
	"casefolio/ui/due"
	"casefolio/ui/kit"
	"casefolio/ui/ledger"
	"casefolio/ui/links"
	"casefolio/ui/playbooks"
	"casefolio/ui/remedies"
	"casefolio/ui/replies"
	"casefolio/ui/tasks"
)

// casePanes are the tabs of a case that other nouns fill, in their order.
func casePanes(s *shell) []cases.Pane {
	sv := s.work.Services
	return []cases.Pane{
		{Key: string(steps.AtRemedies), Title: kit.T("cases.tab.remedies"), Make: func(changed func(string)) kit.CasePane {
			return remedies.NewPane(remedies.Deps{
				Shell: s, Remedies: sv.Remedies, Lists: sv.Lists, Now: sv.Now, Changed: changed,
				Reply: func(caseID, lang string, texts map[string]string) { s.hand.Options(s, caseID, lang, texts) },
			})
		}},
		{Key: string(steps.AtMoney), Title: kit.T("cases.tab.money"), Make: func(changed func(string)) kit.CasePane {
			return ledger.NewPane(ledger.Deps{
				Shell: s, Money: sv.Ledger, Returns: sv.Returns, Evidence: sv.Evidence, Now: sv.Now, Changed: changed,
				OrderCosts: sv.OrderCosts,
			})
		}},
		{Key: string(steps.AtTasks), Title: kit.T("cases.tab.tasks"), Make: func(changed func(string)) kit.CasePane {
			return tasks.NewPane(tasks.Deps{
				Shell: s, Cases: sv.Cases, Tasks: sv.Tasks, Promises: sv.Deadlines, Lists: sv.Lists,
				Now: sv.Now, Changed: changed,
			})
		}},
		{Key: string(steps.AtClosing), Title: kit.T("cases.tab.closing"), Make: func(changed func(string)) kit.CasePane {
			return closing.NewPane(closing.Deps{
				Shell: s, Cases: sv.Cases, Tasks: sv.Tasks, Steps: sv.Steps, Cards: sv, Dossier: sv.Dossier, Lists: sv.Lists, Now: sv.Now,
				Folder: filepath.Join(s.work.Dir, "dossiers"), Open: s.openFile, Print: s.o.Print, Changed: changed,
			})
		}},
	}
}

// caseSections are the parts of the inspector that other nouns fill: the clocks
// first, what can be read up below the facts.
func caseSections(s *shell) []cases.Section {
	return []cases.Section{
		{Make: func(changed func(string)) kit.CasePane { return due.NewPane(clockDeps(s), changed) }},
		{Below: true, Make: func(func(string)) kit.CasePane { return playbooks.NewPane(playbookDeps(s)) }},
		{Below: true, Make: func(changed func(string)) kit.CasePane { return links.NewPane(linkDeps(s, changed)) }},
	}
}

func linkDeps(s *shell, changed func(caseID string)) links.Deps {
	sv := s.work.Services
	return links.Deps{
		Shell: s, Lists: sv.Lists, Links: sv.Links, Cases: sv.Cases, Evidence: sv.Evidence, Repeats: sv.Repeats,
		Changed: changed,
	}
}

// recordWords say what the journal means by an entry about a record of a kind.
func recordWords(s *shell) map[string]func(action string, old, is json.RawMessage) string {
	words := map[string]func(action string, old, is json.RawMessage) string{
		"offer": remedies.Sentence, "remedy_input": remedies.Sentence, "link": links.Sentence,
	}
	sv := s.work.Services
	zone := sv.Now().Location()
	words["reply"] = replies.Sentence(zone)
	maps.Copy(words, ledger.Sentences())
	maps.Copy(words, tasks.Sentences(sv.Tasks.Roots(), sv.Lists, zone))
	for _, kind := range []string{
		deadlines.PromiseKind.Name, deadlines.AnswerKind.Name, deadlines.WaitKind.Name, deadlines.SnoozeKind.Name,
	} {
		words[kind] = due.Sentence(kind, zone)
	}
	return words
}
