// Package command is the program without its window: the same services, driven
// by words. Results go to the output, one sentence and a hint about what went
// wrong to the error output; the exit code is 0, 1 for a failure and 2 for a
// command line that makes no sense.
package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"runtime/debug"

	"github.com/alecthomas/kong"

	"casefolio/app"
	"casefolio/app/fault"
	"casefolio/app/shop"
	"casefolio/app/text"
)

// The exit codes other than 0.
const (
	exitFailed = 1
	exitUsage  = 2
)

// Host is what the commands need from the program around them.
type Host struct {
	Name       string // of the program, in help texts
	Version    string
	Files      fs.FS  // embedded assets
	DefaultDir string // the workspace where none is named
	Lang       string // "zh", "en": of the system; the profile of a workspace goes before it

	// Open opens the workspace in dir; the function returned gives it free.
	Open func(ctx context.Context, dir string) (*app.Services, func() error, error)
	// Window shows the window until it is closed, on the workspace in dir, or
	// for an empty dir on the one that was open last.
	Window func(ctx context.Context, dir string) error

	In       io.Reader
	Out, Err io.Writer
}

// grammar is the command line. The help texts come from the translations.
type grammar struct {
	Workspace *string          `placeholder:"DIR" help:"${workspace}"`
	Version   kong.VersionFlag `help:"${version_flag}"`

	Window windowCmd `cmd:"" default:"1" help:"${window}"`
	Case   struct {
		New  caseNewCmd  `cmd:"" help:"${case_new}"`
		List caseListCmd `cmd:"" help:"${case_list}"`
		Show caseShowCmd `cmd:"" help:"${case_show}"`

		Readiness caseReadinessCmd `cmd:"" help:"${case_readiness}"`
	} `cmd:"" help:"${case}"`
	Evidence struct {
		Add evidenceAddCmd `cmd:"" help:"${evidence_add}"`
	} `cmd:"" help:"${evidence}"`
	Programme struct {
		List programmeListCmd `cmd:"" help:"${programme_list}"`
	} `cmd:"" help:"${programme}"`
	Submission struct {
		Record   submissionRecordCmd   `cmd:"" help:"${submission_record}"`
		List     submissionListCmd     `cmd:"" help:"${submission_list}"`
		Answer   submissionAnswerCmd   `cmd:"" help:"${submission_answer}"`
		TakeBack submissionTakeBackCmd `cmd:"" help:"${submission_take_back}"`
	} `cmd:"" help:"${submission}"`
	Table struct {
		Import tableImportCmd `cmd:"" help:"${table_import}"`
	} `cmd:"" help:"${table}"`
	Category struct {
		List categoryListCmd `cmd:"" help:"${category_list}"`
	} `cmd:"" help:"${category}"`
	Standard struct {
		List standardListCmd `cmd:"" help:"${standard_list}"`
	} `cmd:"" help:"${standard}"`
	Calendar struct {
		List calendarListCmd `cmd:"" help:"${calendar_list}"`
	} `cmd:"" help:"${calendar}"`
	Today    todayCmd    `cmd:"" help:"${today}"`
	Deadline deadlineCmd `cmd:"" help:"${deadline}"`
	Playbook playbookCmd `cmd:"" help:"${playbook}"`
	Phrase   struct {
		List      phraseListCmd      `cmd:"" help:"${phrase_list}"`
		Search    phraseSearchCmd    `cmd:"" help:"${phrase_search}"`
		Add       phraseAddCmd       `cmd:"" help:"${phrase_add}"`
		Edit      phraseEditCmd      `cmd:"" help:"${phrase_edit}"`
		Favourite phraseFavouriteCmd `cmd:"" help:"${phrase_mark}"`
		Trash     phraseTrashCmd     `cmd:"" help:"${phrase_drop}"`
		Restore   phraseRestoreCmd   `cmd:"" help:"${phrase_restore}"`
		Export    phraseExportCmd    `cmd:"" help:"${phrase_export}"`
		Import    phraseImportCmd    `cmd:"" help:"${phrase_import}"`
		Sheet     phraseSheetCmd     `cmd:"" help:"${phrase_sheet}"`
	} `cmd:"" help:"${phrase}"`
	Ledger struct {
		Show   ledgerShowCmd   `cmd:"" default:"withargs" help:"${ledger_show}"`
		Add    ledgerAddCmd    `cmd:"" help:"${ledger_add}"`
		Remove ledgerRemoveCmd `cmd:"" help:"${ledger_remove}"`
	} `cmd:"" help:"${ledger}"`
	Return struct {
		Show returnShowCmd `cmd:"" default:"withargs" help:"${return_show}"`
		Add  returnAddCmd  `cmd:"" help:"${return_add}"`
	} `cmd:"" help:"${return}"`
	Task struct {
		List   taskListCmd   `cmd:"" help:"${task_list}"`
		Add    taskAddCmd    `cmd:"" help:"${task_add}"`
		Done   taskDoneCmd   `cmd:"" help:"${task_done}"`
		Remove taskRemoveCmd `cmd:"" help:"${task_remove}"`
	} `cmd:"" help:"${task}"`
	Remedy  remedyCmd  `cmd:"" help:"${remedy}"`
	Dossier dossierCmd `cmd:"" help:"${dossier}"`
	Letter  letterCmd  `cmd:"" help:"${letter}"`
	Packet  packetCmd  `cmd:"" help:"${packet}"`
	Reply   struct {
		Check replyCheckCmd `cmd:"" help:"${reply_check}"`
		Rules replyRulesCmd `cmd:"" help:"${reply_rules}"`
		Off   replyOffCmd   `cmd:"" help:"${reply_off}"`
		On    replyOnCmd    `cmd:"" help:"${reply_on}"`
	} `cmd:"" help:"${reply}"`
	Recognise recogniseCmd `cmd:"" help:"${recognise}"`
	Verify    verifyCmd    `cmd:"" help:"${verify}"`
	Sample    sampleCmd    `cmd:"" help:"${sample}"`
	Backup    backupCmd    `cmd:"" help:"${backup}"`
	Restore   restoreCmd   `cmd:"" help:"${restore}"`
}

// helpKeys are the texts that the grammar names.
func helpKeys() []string {
	return []string{
		"table", "table_import", "table_file", "table_kind", "table_dry", "table_sheet", "table_dates", "table_decimal",
		"table_platform", "table_currency",
		"workspace", "version_flag", "window", "case", "case_new", "case_list", "case_show", "evidence",
		"evidence_add", "dossier", "recognise", "text_file", "verify", "sample", "backup", "restore", "json", "form_file", "group",
		"submission", "submission_record", "submission_list", "submission_answer", "submission_take_back",
		"submission_recipient", "submission_channel", "submission_at", "submission_programme", "submission_note",
		"submission_files", "submission_case", "submission_result", "submission_amount", "submission_reason",
		"submission_text", "submission_answered", "submission_id", "submission_answer_files", "submission_trash",
		"reply", "reply_check", "reply_platform", "reply_lang", "reply_case", "reply_rules", "reply_off", "reply_on", "reply_rule", "reply_reason",
		"remedy", "remedy_case", "remedy_input",
		"packet", "packet_list", "packet_recipient", "packet_out", "packet_dry", "packet_exhibits", "packet_documents", "packet_letter",
		"letter", "letter_list", "letter_template", "letter_value", "letter_fresh", "lang_one",
		"today", "today_ics", "today_names", "today_limit", "deadline", "standard", "standard_list", "calendar", "calendar_list",
		"category", "category_list", "playbook", "playbook_leaf",
		"phrase", "phrase_list", "phrase_search", "phrase_query", "phrase_group", "phrase_category", "phrase_lang", "phrase_favourite",
		"phrase_own", "phrase_trash", "phrase_limit", "phrase_add", "phrase_edit", "phrase_mark", "phrase_drop", "phrase_restore", "phrase_ref",
		"phrase_title", "phrase_text", "phrase_when", "phrase_not", "phrase_of", "phrase_tone", "phrase_about", "phrase_stage", "phrase_platform",
		"phrase_shortcut", "phrase_attach", "phrase_reset", "phrase_no_favourite",
		"phrase_export", "phrase_import", "phrase_sheet", "phrase_file", "phrase_some", "phrase_heads", "phrase_dry", "phrase_into", "phrase_buyer",
		"phrase_only",
		"ledger", "ledger_show", "ledger_add", "ledger_remove", "ledger_case", "ledger_csv", "ledger_from", "ledger_to", "ledger_kind",
		"ledger_amount", "ledger_rate", "ledger_rate_date", "ledger_at", "ledger_payer", "ledger_order", "ledger_note", "ledger_id",
		"return", "return_show", "return_add", "return_state", "return_at", "return_cost", "return_tracking", "return_due", "return_lang",
		"task", "task_list", "task_add", "task_done", "task_remove", "task_case", "task_owner", "task_due", "task_text", "task_undo",
		"task_restore", "task_id",
		"case_readiness", "programme", "programme_list", "programme_id", "programme_search",
		"search", "case_ref", "evidence_files", "out", "lang", "paper", "form", "photos", "attach", "audience", "mask", "mask_word", "archive", "dir", "about",
	}
}

// errFailed ends a command that has said already what is wrong.
var errFailed = errors.New("failed")

// errMisused ends a command whose words make no sense together; it has said so.
var errMisused = errors.New("misused")

// stop carries an exit code out of the parser, which exits for --help.
type stop struct{ code int }

// Run does what args say and returns the exit code. It never panics.
func Run(ctx context.Context, h Host, args []string) (code int) {
	catalog, err := text.Shared(h.Files, "translations")
	if err != nil {
		fmt.Fprintln(h.Err, err)
		return exitFailed
	}
	s := &session{ctx: ctx, host: h, catalog: catalog, lang: h.Lang}
	defer func() {
		switch v := recover().(type) {
		case nil:
		case stop:
			code = v.code
		default:
			slog.Error("panic", "value", fmt.Sprintf("%T", v), "stack", string(debug.Stack()))
			code = s.fail(fault.New("unexpected"))
		}
	}()
	var g grammar
	parser, err := kong.New(&g, s.options()...)
	if err != nil {
		return s.fail(err)
	}
	parsed, err := parser.Parse(args)
	if err != nil {
		return s.misused(err.Error())
	}
	s.dir = h.DefaultDir
	if g.Workspace != nil {
		// An empty shell variable must not end up in the default workspace.
		if *g.Workspace == "" {
			return s.misused(s.text("command.workspace_empty"))
		}
		s.named, s.dir = *g.Workspace, *g.Workspace
	}
	return s.run(parsed)
}

// misused tells what is wrong with the command line.
func (s *session) misused(problem string) int {
	s.tell("command.usage", "problem", problem)
	s.tell("command.usage.hint", "program", s.host.Name)
	return exitUsage
}

// run runs the chosen command and gives the workspace free. Failures are told
// while the log is still open.
func (s *session) run(parsed *kong.Context) (code int) {
	if err := parsed.Run(s); err != nil {
		code = s.fail(err)
	}
	if s.close != nil {
		if err := s.close(); err != nil {
			code = s.fail(err)
		}
	}
	return code
}

func (s *session) options() []kong.Option {
	return []kong.Option{
		kong.Vars{"version": s.host.Name + " " + s.host.Version},
		kong.PostBuild(s.helpTexts),
		kong.Name(s.host.Name),
		kong.Description(s.text("command.help.about")),
		kong.Writers(s.host.Out, s.host.Err),
		kong.Exit(func(code int) { panic(stop{code}) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
	}
}

// helpTexts puts the help texts in the place of their keys. Given to the parser as
// variables it would read every text anew for each flag there is: longer than most
// commands take.
func (s *session) helpTexts(k *kong.Kong) error {
	texts := make(map[string]string, len(helpKeys()))
	for _, key := range helpKeys() {
		texts["${"+key+"}"] = s.text("command.help." + key)
	}
	put := func(help *string) {
		if text, ok := texts[*help]; ok {
			*help = text
		}
	}
	return kong.Visit(k.Model.Node, func(at kong.Visitable, next kong.Next) error {
		switch at := at.(type) {
		case *kong.Node:
			put(&at.Help)
		case *kong.Value:
			put(&at.Help)
		}
		return next(nil)
	})
}

// session is one command being run.
type session struct {
	ctx     context.Context
	host    Host
	catalog text.Catalog
	lang    string
	named   string // the workspace that was asked for
	dir     string // the one to use
	app     *app.Services
	profile shop.Profile
	close   func() error
}

// open opens the workspace once; from then on its language counts.
func (s *session) open() error {
	services, closer, err := s.host.Open(s.ctx, s.dir)
	if err != nil {
		return err
	}
	s.app, s.close = services, closer
	if s.profile, err = services.Shop.Profile(s.ctx); err != nil {
		return err
	}
	if s.profile.Language != "" {
		s.lang = s.profile.Language
	}
	return nil
}

// fail says what went wrong and what to do next; the log keeps the cause.
func (s *session) fail(err error) int {
	if errors.Is(err, errFailed) {
		return exitFailed
	}
	if errors.Is(err, errMisused) {
		return exitUsage
	}
	s.explain("", err)
	return exitFailed
}

// explain writes the sentence and the hint of an error, after what it is about
// where the sentence does not name it.
func (s *session) explain(about string, err error) {
	f := fault.Of(err)
	if errors.Is(err, context.Canceled) {
		f = fault.New("cancelled")
	}
	slog.Error("command failed", "code", f.Code, "cause", err)
	switch {
	case f.Args["name"] == about:
		about = ""
	case about != "":
		about += ": "
	}
	fmt.Fprintln(s.host.Err, about+s.catalog.Get(s.lang, "fault."+f.Code, f.Args))
	if s.catalog.Has(s.lang, "fault."+f.Code+".hint") {
		fmt.Fprintln(s.host.Err, s.catalog.Get(s.lang, "fault."+f.Code+".hint", f.Args))
	}
}

// windowCmd is what happens without a command.
type windowCmd struct{}

// Run shows the window.
func (windowCmd) Run(s *session) error { return s.host.Window(s.ctx, s.named) }
