package command

import (
	"casefolio/app/replies"
	"casefolio/app/replies/check"
)

// replyRulesCmd lists the rules of the checks.
type replyRulesCmd struct {
	JSON bool `name:"json" help:"${json}"`
}

// replyRule is a rule as it is printed.
type replyRule struct {
	Rule     string         `json:"rule"`
	Severity check.Severity `json:"severity"`
	Name     string         `json:"name"`
	Message  string         `json:"message"`
	Off      bool           `json:"off"`
	Reason   string         `json:"reason"` // why it is off
	Since    string         `json:"since"`
}

// Run writes one line for each rule, or a JSON array of them.
func (c replyRulesCmd) Run(s *session) error {
	if err := s.open(); err != nil {
		return err
	}
	all, err := s.app.Replies.RulesOff(s.ctx)
	if err != nil {
		return err
	}
	off := make(map[string]replies.RuleOff, len(all))
	for _, e := range all {
		off[e.Is.Rule] = e
	}
	if c.JSON {
		out := []replyRule{}
		for _, r := range s.app.ReplyRules.List {
			e, is := off[r.ID]
			out = append(out, replyRule{r.ID, r.Severity, r.Name(s.lang), r.Message(s.lang), is, e.Is.Reason, stamp(e.CreatedAt)})
		}
		return s.print(out)
	}
	var rows [][]string
	for _, r := range s.app.ReplyRules.List {
		row := []string{r.ID, s.text("command.reply." + string(r.Severity)), r.Name(s.lang), ""}
		if e, is := off[r.ID]; is {
			row[3] = s.text("command.reply.off", "since", s.when(e.CreatedAt), "reason", e.Is.Reason)
		}
		rows = append(rows, row)
	}
	return s.table(rows)
}

// replyOffCmd leaves a rule out of the checks of all replies.
type replyOffCmd struct {
	Reason string `required:"" placeholder:"TEXT" help:"${reply_reason}"`
	Rule   string `arg:"" help:"${reply_rule}"`
}

// Run switches the rule off.
func (c replyOffCmd) Run(s *session) error {
	if err := s.open(); err != nil {
		return err
	}
	e, err := s.app.Replies.SwitchOff(s.ctx, c.Rule, c.Reason)
	if err != nil {
		return err
	}
	return s.say("command.reply.is_off", "rule", s.app.ReplyRules.Name(e.Is.Rule, s.lang), "reason", e.Is.Reason)
}

// replyOnCmd takes a rule in again.
type replyOnCmd struct {
	Rule string `arg:"" help:"${reply_rule}"`
}

// Run switches the rule on.
func (c replyOnCmd) Run(s *session) error {
	if err := s.open(); err != nil {
		return err
	}
	if err := s.app.Replies.SwitchOn(s.ctx, c.Rule); err != nil {
		return err
	}
	return s.say("command.reply.is_on", "rule", s.app.ReplyRules.Name(c.Rule, s.lang))
}
