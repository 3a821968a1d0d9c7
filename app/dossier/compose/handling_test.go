package compose

import (
	"strings"
	"testing"
	"time"

	"casefolio/app/cases"
	"casefolio/app/deadlines"
	"casefolio/app/dossier/block"
	"casefolio/app/evidence"
	"casefolio/app/ledger"
	"casefolio/app/links"
	"casefolio/app/money"
	"casefolio/app/remedies"
	"casefolio/app/returns"
	"casefolio/app/tasks"
)

// allDone is a case about which everything was done.
func allDone(in Input) Input {
	when := time.Date(2026, 11, 24, 1, 0, 0, 0, time.UTC)
	eur := func(minor int64) money.Amount { return money.Amount{Minor: minor, Currency: "EUR"} }
	in.Exhibits = append(in.Exhibits, Exhibit{Exhibit: evidence.Exhibit{ID: "e1", No: 1, Kind: evidence.Document}})
	in.Handling = Handling{
		Offers: []remedies.Offer{{
			Option: remedies.Option{Kind: remedies.Discount}, Size: eur(800), Share: 2050, OfferedAt: when, Answer: remedies.Accepted, AnsweredAt: when, Text: "Keep it for less.",
		}},
		Money: []ledger.Line{
			{Kind: ledger.Refund, Amount: eur(800), At: when, ExhibitID: "e1"},
			{Kind: ledger.Recovered, Amount: money.Amount{Minor: 700, Currency: "USD"}, Rate: "0.92", To: "EUR", RateDate: "2026-11-24", At: when, From: "carrier"},
		},
		Sums:    ledger.Sums{Left: eur(-400)},
		Returns: []returns.Step{{State: returns.Asked, At: when, Tracking: "RB1"}, {State: returns.Refunded, At: when.AddDate(0, 0, 3), Cost: eur(800)}},
		Tasks:   []tasks.Task{{Text: "Ask the supplier", Owner: "Li", Due: when}, {Text: "Refund", DoneAt: when}},
		Cause:   tasks.Cause{Root: "carrier_lost", Valid: tasks.Partly, Share: 60, Note: "No scan since the hub."},
		Visits: []tasks.Visit{{
			At: when, Score: 4, Solved: tasks.Yes, Said: "All well.", Review: tasks.ReviewChanged, ReviewBefore: 1, ReviewAfter: 5, OpenPoints: "a lid", Next: when,
		}},
	}
	in.Handling.Course = Course{
		Ladder:   []cases.Escalation{{From: "seller", To: "platform", At: when, Reason: "A claim was opened."}},
		Branches: []cases.Branch{{Kind: "public_post", OpenedAt: when, ClosedAt: when.AddDate(0, 0, 1), Note: "one line in public", Post: &cases.Post{Where: "the shop page", Stars: 2, Result: cases.PostRemoved}}},
		Promises: []deadlines.Promise{{Text: "write by noon", MadeAt: when, Due: when.Add(time.Hour), KeptAt: when.Add(2 * time.Hour)}, {Text: "call back", MadeAt: when, BrokenAt: when}},
		Answers:  []deadlines.Answer{{At: when, Channel: "email", Note: "said sorry"}},
		Waits:    []deadlines.Wait{{For: deadlines.ForCarrier, Since: when, Note: "trace 5581"}},
		Links:    []links.Link{{Number: "CF-2026-0009", Kind: links.SameBuyer, Taken: []links.Taken{{Here: "E-02", There: "E-01"}}}},
	}
	in.Case.FollowUp = "All well."
	return in
}

func TestWhatWasDoneIsOnPaper(t *testing.T) {
	for lang, want := range map[string][]string{
		"en": {"partly valid", "60 %", "No scan since the hub.", "Discount, goods kept · EUR 8.00 · 20.5 %", "accepted", "Keep it for less.",
			"EUR \u22128.00", "USD 7.00", "Rate 1 USD = 0.92 EUR (2026-11-24)", "= EUR 6.44", "Recovered · carrier", "E-01", "EUR \u22124.00", "Return: Asked for", "RB1", "Refunded",
			"Ask the supplier", "Li", "open", "solved · 4 Happy", "review changed · stars: 1 → 5", "Open points: a lid", "Cause and responsibility", "Return and refund",
			"seller → platform", "A claim was opened.", "Escalation: seller → platform", "public_post", "the shop page · stars: 2 · review removed", "one line in public",
			"kept late", "not kept", "write by noon", "Reply sent: E-mail · said sorry", "Waiting for the carrier", "trace 5581", "still open",
			"CF-2026-0009", "Same buyer", "E-01 → E-02", "Offered: Discount", "Buyer’s answer: accepted"},
		"zh":   {"部分成立", "部分退款，保留商品", "接受", "追回 · 承运商", "这一单还剩", "买家申请退货", "已退款", "未完成", "已解决 · 4 满意", "评价已改", "遗留问题：a lid"},
		"both": {"部分成立", "partly valid", "退货退款", "Return and refund"},
	} {
		in := allDone(closed(input(t, lang)))
		in.Case.FollowUp = "All well."
		doc := Compose(in)
		got := strings.Join(lines(doc), "\n")
		for _, b := range doc.Blocks {
			if table, ok := b.(block.Table); ok {
				for _, row := range table.Rows {
					for _, cell := range row.Cells {
						for _, span := range cell.Text {
							got += span.Text
						}
						got += "\n"
					}
				}
			}
		}
		for label, value := range factsIn(doc) {
			got += "\n" + label + ": " + value
		}
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("%s: %q is not on paper", lang, w)
			}
		}
		if lang == "en" && strings.Count(got, "All well.") > 2 { // as text and in the table of visits
			t.Errorf("the visit is told %d times", strings.Count(got, "All well."))
		}
	}
	in := allDone(closed(input(t, "en")))
	in.Form, in.Tight = Summary, Tightest()
	f := factsIn(Compose(in))
	if f["Root cause"] != "carrier_lost" || f["Complaint"] != "partly valid" {
		t.Error(f)
	}
}
