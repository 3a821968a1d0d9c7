package compose

import (
	"strings"
	"testing"
	"time"

	"casefolio/app/cases"
	"casefolio/app/dossier/block"
	"casefolio/app/evidence"
	"casefolio/app/money"
	"casefolio/app/phrases"
)

func euros(minor int64) money.Amount { return money.Amount{Minor: minor, Currency: "EUR"} }

// closed is a case with everything that an outcome has.
func closed(in Input) Input {
	k := &in.Case
	k.Stage, k.Received = cases.Archive, at(20, 13, 35)
	k.Remedy, k.Cost, k.Recovered = "free_resend", euros(1240), euros(1120)
	k.FollowUp, k.Satisfaction, k.FollowedUp = "It arrived.\nShe is happy.", 5, at(29, 16, 0)
	k.Lesson, k.Prevention = "Ask the carrier earlier.", "Look at parcels that stand still."
	in.Moves = []cases.StageMove{{From: cases.FollowUp, To: cases.Archive, At: at(30, 9, 5)}}
	return in
}

// factsIn gives all labelled values of a document.
func factsIn(doc block.Document) map[string]string {
	out := map[string]string{}
	for _, b := range doc.Blocks {
		if f, ok := b.(block.Facts); ok {
			for _, f := range f.Facts {
				out[f.Label] = f.Value
			}
		}
	}
	return out
}

func headers(doc block.Document) string {
	var out []string
	for _, b := range doc.Blocks {
		if h, ok := b.(block.Header); ok {
			out = append(out, h.Text)
		}
	}
	return strings.Join(out, "\n")
}

func TestOutcome(t *testing.T) {
	for lang, want := range map[string][]string{
		"en": {"Remedy and cost", "Follow-up", "Lesson and prevention", "Remedy: Free resend", "Cost: EUR 12.40", "Recovered: EUR 11.20",
			"Balance: EUR \u22121.20", "Satisfaction (1–5): 5 Very happy", "Followed up: 2026-11-29 16:00 (UTC+8)",
			"It arrived.\nShe is happy.", "Ask the carrier earlier.", "Received to archived: 9 d 19 h"},
		"zh": {"处理方案与费用", "回访", "经验与预防", "方案: 免费补发", "处理费用: EUR 12.40", "本案结余: EUR \u22121.20", "满意度（1–5）: 5 很满意", "受理至归档: 9 天 19 小时"},
		Both: {"处理方案与费用 Remedy and cost", "免费补发 Free resend", "9 天 19 小时 / 9 d 19 h"},
	} {
		doc := Compose(closed(input(t, lang)))
		got := strings.Join(lines(doc), "\n")
		for label, value := range factsIn(doc) {
			got += "\n" + label + ": " + value
		}
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("%s: %q is not on paper", lang, w)
			}
		}
	}
}

// A case without an outcome has no empty headings.
func TestNoOutcome(t *testing.T) {
	for _, form := range []string{Full, Summary} {
		in := input(t, "en")
		in.Form = form
		got := headers(Compose(in))
		for _, h := range []string{"Remedy", "Follow-up", "Lesson", "Outcome"} {
			if strings.Contains(got, h) {
				t.Errorf("%s: an empty section %s", form, h)
			}
		}
	}
	in := input(t, "en")
	in.Case.Prevention = "Pack better."
	if got := headers(Compose(in)); !strings.Contains(got, "Lesson and prevention") || strings.Contains(got, "Remedy") || strings.Contains(got, "Follow-up") {
		t.Error(got)
	}
}

func TestSummaryOfTheOutcome(t *testing.T) {
	in := closed(input(t, "zh"))
	in.Form, in.Case.Lesson = Summary, strings.Repeat("字", 900)
	doc := Compose(in)
	got := strings.Join(lines(doc), "\n")
	for _, w := range []string{"处理结果", "回访情况：2026-11-29 16:00 (UTC+8) · It arrived. She is happy.", "预防措施：Look", "字…", "此处有删节"} {
		if !strings.Contains(got, w) {
			t.Errorf("%q is not on paper", w)
		}
	}
	if f := factsIn(doc); f["方案"] != "免费补发" || f["本案结余"] == "" {
		t.Errorf("%v", f)
	}
}

func TestThePointsOfASummaryKeepTheComplaint(t *testing.T) {
	var all []happening
	for i := range 9 {
		all = append(all, happening{what: string(rune('a' + i)), pinned: i == 4})
	}
	for n, want := range map[int]string{9: "abcdefghi", 6: "abeghi", 3: "ehi", 1: "ei"} {
		got := ""
		for _, h := range firstAndLast(all, n) {
			got += h.what
		}
		if got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
	all[2].pinned = true // in the part that makes room for what is pinned further on
	got := ""
	for _, h := range firstAndLast(all, 6) {
		got += h.what
	}
	if got != "aceghi" {
		t.Error(got)
	}
}

func TestBalance(t *testing.T) {
	cny := money.Amount{Minor: 100, Currency: "CNY"}
	for _, v := range []struct {
		cost, recovered money.Amount
		want            string
	}{
		{euros(1240), euros(1120), "EUR \u22121.20"}, {euros(1000), euros(1000), "EUR 0.00"}, {euros(0), euros(500), "EUR 5.00"},
		{euros(100), cny, ""}, {euros(100), money.Amount{}, ""}, {money.Amount{}, cny, ""}, {money.Amount{}, money.Amount{}, ""},
	} {
		if got := balance(cases.Case{Cost: v.cost, Recovered: v.recovered}); got != v.want {
			t.Errorf("%v %v: %q, want %q", v.cost, v.recovered, got, v.want)
		}
	}
}

// Only what is known is said of the first answer.
func TestFirstAnswer(t *testing.T) {
	wrote := func(role evidence.Role, when time.Time, zone bool) Exhibit {
		return Exhibit{Exhibit: evidence.Exhibit{No: 4, Kind: evidence.Chat},
			Messages: []evidence.Message{{Seq: 1, Role: role, At: when, ZoneKnown: zone, Body: "x"}}}
	}
	copied := []phrases.Use{{At: at(20, 12, 0)}, {At: at(20, 14, 7)}}
	for _, v := range []struct {
		name     string
		received time.Time
		exhibits []Exhibit
		uses     []phrases.Use
		want     string
	}{
		{"nothing", at(20, 13, 35), nil, nil, ""},
		{"in the chat", at(20, 13, 35), []Exhibit{wrote(evidence.Seller, at(20, 14, 11), true)}, copied, "First answer 36 min · E-04"},
		{"without a zone", at(20, 13, 35), []Exhibit{wrote(evidence.Seller, at(21, 14, 11), false)}, nil, "First answer 1 d 0 h* · E-04"},
		{"at once", at(20, 13, 35), []Exhibit{wrote(evidence.Seller, at(20, 13, 35).Add(9*time.Second), true)}, nil, "First answer under 1 min · E-04"},
		{"before the complaint", at(20, 13, 35), []Exhibit{wrote(evidence.Seller, at(19, 9, 0), true)}, copied, ""},
		{"undated", at(20, 13, 35), []Exhibit{wrote(evidence.Seller, time.Time{}, true)}, copied, "First reply copied 32 min"},
		{"others", at(20, 13, 35), []Exhibit{wrote(evidence.Platform, at(20, 14, 0), true)}, nil, ""},
		{"only copied", at(20, 11, 35), nil, copied, "First reply copied 25 min"},
		{"copied before", at(21, 11, 35), nil, copied, ""},
		{"not received", time.Time{}, nil, copied, ""},
	} {
		in := input(t, "en")
		in.Case.Received, in.Exhibits, in.Uses = v.received, v.exhibits, v.uses
		got := ""
		for label, value := range factsIn(Compose(in)) {
			if strings.HasPrefix(label, "First ") {
				got += label + " " + value
			}
		}
		if got != v.want {
			t.Errorf("%s: %q, want %q", v.name, got, v.want)
		}
	}
}

func TestFirstAnswerInTwoLanguages(t *testing.T) {
	in := input(t, Both)
	in.Case.Received = at(20, 13, 35)
	in.Exhibits = []Exhibit{{Exhibit: evidence.Exhibit{No: 4, Kind: evidence.Chat},
		Messages: []evidence.Message{{Role: evidence.Seller, At: at(20, 16, 0), Body: "x"}}}}
	if got := factsIn(Compose(in))["首次响应 First answer"]; got != "2 小时 25 分钟 / 2 h 25 min* · E-04" {
		t.Error(got)
	}
}

func TestClosedAfter(t *testing.T) {
	in := closed(input(t, "en"))
	in.Case.Stage = cases.Execution // reopened
	if f := factsIn(Compose(in)); f["Received to archived"] != "" || f["Archived"] != "" {
		t.Errorf("%v", f)
	}
}

func TestSpan(t *testing.T) {
	c := &composer{Input: input(t, "en")}
	for d, want := range map[time.Duration]string{
		0: "under 1 min", 59 * time.Second: "under 1 min", time.Minute: "1 min", 59*time.Minute + 59*time.Second: "59 min",
		time.Hour: "1 h 0 min", 24*time.Hour - time.Second: "23 h 59 min", 24 * time.Hour: "1 d 0 h", 2000 * 24 * time.Hour: "2,000 d 0 h",
	} {
		if got := c.span(d); got != want {
			t.Errorf("%v: %q, want %q", d, got, want)
		}
	}
}

func TestTranslationsAndThePlatform(t *testing.T) {
	in := input(t, "en")
	in.Exhibits = []Exhibit{{Exhibit: evidence.Exhibit{No: 1, Kind: evidence.Chat}, Messages: []evidence.Message{
		{Seq: 1, At: at(20, 9, 0), ZoneKnown: true, Sender: "Emma", Role: evidence.Buyer, Body: "Wo ist es?", Translation: "在哪里？\r\n快点", TranslationSource: evidence.Self},
		{Seq: 2, At: at(20, 9, 30), ZoneKnown: true, Sender: "eBay", Role: evidence.Platform, Body: "Bitte antworten", Translation: "请回复", TranslationSource: "DeepL"},
	}}}
	all := tables(Compose(in))
	rows := all["Time (local)"].Rows
	for i, want := range []string{
		"Emma\nBuyer | Wo ist es?\n(transl.) 在哪里？\n快点 — by the seller",
		"eBay\nPlatform | Bitte antworten\n(transl.) 请回复 — DeepL",
	} {
		if got := cells(rows[i]); !strings.HasSuffix(got, want) || rows[i].Cells[2].Bar {
			t.Errorf("%q, want %q", got, want)
		}
		if text := rows[i].Cells[2].Text; text[0].Tone != block.Body || text[1].Tone != block.Muted {
			t.Errorf("%+v", text)
		}
	}
	line := all["Local time (UTC+8)"]
	if got := cells(line.Rows[0]) + cells(line.Rows[1]); !strings.Contains(got, "Buyer wrote: “Wo ist es?”") ||
		!strings.Contains(got, "Platform wrote: “Bitte antworten”") || strings.Contains(got, "请回复") {
		t.Error(got)
	}
	in.Lang = "zh"
	if got := cells(tables(Compose(in))["时间（当地）"].Rows[1]); !strings.Contains(got, "eBay\n平台") || !strings.HasSuffix(got, "（译）请回复 — DeepL") {
		t.Error(got)
	}
}
