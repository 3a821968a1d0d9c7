package command

import (
	"slices"
	"strconv"
	"strings"

	"casefolio/app/cases"
	"casefolio/app/fault"
	"casefolio/app/replies"
	"casefolio/app/replies/check"
	"casefolio/app/tables"
)

// replyCheckCmd looks through a reply before it is sent. It needs a workspace
// only to hold it against a case, or to leave out what is switched off there.
type replyCheckCmd struct {
	JSON     bool   `name:"json" help:"${json}"`
	Platform string `placeholder:"ID" help:"${reply_platform}"`
	Lang     string `placeholder:"LANG" help:"${reply_lang}"`
	Case     string `placeholder:"CASE" help:"${reply_case}"`
	File     string `arg:"" help:"${text_file}"`
}

// replyFinding is a finding as it is printed; places are characters.
type replyFinding struct {
	Rule     string         `json:"rule"`
	Severity check.Severity `json:"severity"`
	Start    int            `json:"start"`
	End      int            `json:"end"`
	Message  string         `json:"message"`
}

// Run writes an array of findings, or one line for each.
func (c replyCheckCmd) Run(s *session) error {
	text, err := s.readReply(c.File)
	if err != nil {
		return err
	}
	if err := s.checkable(c); err != nil {
		return err
	}
	in, rules, err := s.replyInput(c.Case, text)
	if err != nil {
		return err
	}
	if c.Platform != "" {
		in.Platform = c.Platform
	}
	if c.Lang != "" {
		in.Lang = c.Lang
	}
	found := rules.Check(in)
	if c.JSON {
		return s.print(s.replyFindings(text, found))
	}
	return s.listFindings(rules, text, found)
}

// checkable tells whether the words of the command line are known.
func (s *session) checkable(c replyCheckCmd) error {
	lists, err := cases.LoadLists(s.host.Files)
	if err != nil {
		return err
	}
	if c.Platform != "" && !slices.ContainsFunc(lists.Platforms, func(e cases.Term) bool { return e.ID == c.Platform }) {
		ids := make([]string, len(lists.Platforms))
		for i, e := range lists.Platforms {
			ids[i] = e.ID
		}
		s.misused(s.text("command.reply.platform", "value", c.Platform, "known", strings.Join(ids, ", ")))
		return errMisused
	}
	return nil
}

// readReply reads a text that is to be checked whole.
func (s *session) readReply(name string) (string, error) {
	raw, err := s.readHead(name, 2*check.MostText+8) // UTF-16 takes twice the room
	if err != nil {
		return "", err
	}
	text, _, ok := tables.Decode(raw)
	if len(text) > check.MostText || len(raw) > 2*check.MostText {
		return "", fault.New("reply.long", "size", strconv.Itoa(check.MostText>>10))
	}
	if !ok || strings.ContainsRune(text, 0) {
		return "", fault.New("recognise.no_text", "file", name)
	}
	return text, nil
}

// replyInput is what a case tells of a reply. Without one only the rules that are
// switched off are asked for, and only in a workspace that was named.
func (s *session) replyInput(ref, text string) (check.Input, *check.Rules, error) {
	if ref == "" && s.named == "" {
		rules, err := check.Load(s.host.Files)
		return check.Input{Text: text}, rules, err
	}
	if err := s.open(); err != nil {
		return check.Input{}, nil, err
	}
	if ref == "" {
		off, err := s.app.Replies.RulesOff(s.ctx)
		return check.Input{Text: text, Off: replies.Reasons(off, nil)}, s.app.ReplyRules, err
	}
	desk, err := s.app.Replies.Desk(s.ctx, ref)
	if err != nil {
		return check.Input{}, nil, err
	}
	draft := desk.Draft
	draft.Text, draft.Lang, draft.Passed = text, "", nil
	return desk.Input(draft, s.app.Now()), s.app.ReplyRules, nil
}

func (s *session) replyFindings(text string, found []check.Finding) []replyFinding {
	out := make([]replyFinding, len(found))
	for i, at := range check.Characters(text, found) {
		f := found[i]
		out[i] = replyFinding{f.Rule, f.Severity, at[0], at[1], f.Message(s.lang)}
	}
	return out
}

// listFindings writes one line for each finding: how much it weighs, the rule,
// the words, what is the matter and what to do.
func (s *session) listFindings(rules *check.Rules, text string, found []check.Finding) error {
	if len(found) == 0 {
		return s.say("command.reply.nothing")
	}
	rows := make([][]string, len(found))
	for i, f := range found {
		rows[i] = []string{s.text("command.reply." + string(f.Severity)), rules.Name(f.Rule, s.lang), text[f.Start:f.End], f.Message(s.lang) + " " + f.Advice(s.lang)}
	}
	return s.table(rows)
}
