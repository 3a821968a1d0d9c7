package replies

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"casefolio/app/fault"
	"casefolio/app/records"
)

// Off is a rule of the checks that is switched off for all replies. It belongs to
// no case; since when is when its record was made.
type Off struct {
	Rule   string `json:"rule"`
	Reason string `json:"reason"`
}

// RuleOff is such a rule as it is kept.
type RuleOff = records.Entry[Off]

// OffKind is how they are kept.
func OffKind() records.Kind[Off] {
	return records.Kind[Off]{Name: "reply_rule", Check: (*Off).check}
}

func (o *Off) check() error {
	o.Reason = strings.Join(strings.Fields(tidy(o.Reason)), " ")
	if o.Reason == "" || utf8.RuneCountInString(o.Reason) > maxReason {
		return fault.New("reply.off.reason")
	}
	return nil
}

// RulesOff lists what is switched off now, the oldest first.
func (s *Service) RulesOff(ctx context.Context) ([]RuleOff, error) { return s.off.List(ctx, "") }

// SwitchOff leaves a rule out of the checks of all replies. Of one that is off
// already the reason is changed. Faults: "reply.off.rule" where there is no such
// rule, "reply.off.reason".
func (s *Service) SwitchOff(ctx context.Context, rule, reason string) (RuleOff, error) {
	if !s.rules.Knows(rule) {
		return RuleOff{}, fault.New("reply.off.rule", "rule", rule)
	}
	all, err := s.RulesOff(ctx)
	if err != nil {
		return RuleOff{}, err
	}
	e := s.off.New("", Off{Rule: rule})
	if i := slices.IndexFunc(all, func(e RuleOff) bool { return e.Is.Rule == rule }); i >= 0 {
		e = all[i]
	}
	e.Is.Reason = reason
	return s.off.Put(ctx, e)
}

// SwitchOn takes a rule in again. It is no fault where it was never out; one that
// this version no longer knows can be taken in, too.
func (s *Service) SwitchOn(ctx context.Context, rule string) error {
	all, err := s.RulesOff(ctx)
	if err != nil {
		return err
	}
	known := s.rules.Knows(rule)
	for _, e := range all {
		if e.Is.Rule == rule {
			known = true
			if err := s.off.Remove(ctx, e.ID); err != nil {
				return err
			}
		}
	}
	if !known {
		return fault.New("reply.off.rule", "rule", rule)
	}
	return nil
}

// Reasons are the rules that are switched off, with their reasons: for good, and
// for one reply alone.
func Reasons(off []RuleOff, passed []Passed) map[string]string {
	reasons := make(map[string]string, len(off)+len(passed))
	for _, e := range off {
		reasons[e.Is.Rule] = e.Is.Reason
	}
	for _, p := range passed {
		reasons[p.Rule] = p.Reason
	}
	return reasons
}
