package compose

import (
	"casefolio/app/dossier/block"
	"casefolio/app/evidence"
	"casefolio/app/submissions"
)

// Submission is a packet that was handed in, with the numbers of the exhibits
// that went out and came back.
type Submission struct {
	submissions.Submission
	Files, Answers []int
}

// frozen tells whether an exhibit is a file as it was submitted, which the
// index names and nothing prints again.
func frozen(e Exhibit) bool { return e.Source == evidence.FromPacket }

// submitted lists what was handed to whom, and what was answered.
func (c *composer) submitted() {
	if len(c.Submissions) == 0 {
		return
	}
	c.section("submissions")
	t := block.Table{Columns: []block.Column{
		{Head: c.t("column.submitted"), Width: stampWidth}, {Head: c.t("column.recipient"), Grow: 1},
		{Head: c.t("column.exhibit"), Width: 50}, {Head: c.t("column.answer"), Width: c.wide(150, 170)},
	}}
	for _, s := range c.Submissions {
		t.Rows = append(t.Rows, block.Row{Cells: []block.Cell{
			{Text: block.Say(block.Figure, stamp(s.At))},
			{Text: c.submission(s)},
			{Text: block.Say(block.Figure, labels(s.Files))},
			{Text: c.decision(s)},
		}})
	}
	c.add(t)
}

// submission says to whom a packet went, by which way, in answer to what, and
// how the journal stood.
func (c *composer) submission(s Submission) block.Text {
	said := block.Text{{Tone: block.Strong, Text: oneLine(s.Recipient)}}
	for _, line := range []string{
		joined(" · ", oneLine(s.Programme), c.named("by", oneLine(s.Channel))), plain(s.Note),
	} {
		if line != "" {
			said = append(said, block.Span{Tone: block.Body, Text: "\n" + line})
		}
	}
	return append(said, block.Span{Tone: block.Small, Text: "\n" + c.t("submission.head", "seq", count(int(s.Seq)), "head", shortHash(s.Head))})
}

func (c *composer) decision(s Submission) block.Text {
	if !s.Answered() {
		return block.Say(block.Muted, c.t("result.open"))
	}
	said := block.Text{{Tone: block.Strong, Text: c.decided(s)}}
	for _, line := range []string{joined(" · ", c.moment(s.AnsweredAt), labels(s.Answers)), plain(s.Reason), plain(s.Answer)} {
		if line != "" {
			said = append(said, block.Span{Tone: block.Body, Text: "\n" + line})
		}
	}
	return said
}

// decided is the result with its amount.
func (c *composer) decided(s Submission) string {
	return joined(c.t("comma"), c.named("result", string(s.Result)), s.Amount.String())
}

// submissionHappenings adds what went out and what came back to the timeline.
func (c *composer) submissionHappenings(add func(happening)) {
	for _, s := range c.Submissions {
		to := oneLine(s.Recipient)
		add(happening{at: s.At, key: true, exhibits: s.Files, what: c.t("time.submitted", "recipient", to)})
		if s.Answered() {
			what := joined(c.t("colon"), c.t("time.answered", "recipient", to), c.decided(s))
			add(happening{at: s.AnsweredAt, key: true, exhibits: s.Answers, what: what})
		}
	}
}
