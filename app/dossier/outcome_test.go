package dossier

import (
	"strings"
	"testing"

	"casefolio/app/dossier/compose"
	"casefolio/app/evidence"
	"casefolio/app/money"
)

// settled is the case of the design picture with its outcome and with
// translations in several scripts.
func settled(t testing.TB, lang, paper string) compose.Input {
	in := fixture(t, lang, paper)
	k := &in.Case
	k.Remedy, k.Cost, k.Recovered = "free_resend", money.Amount{Minor: 1240, Currency: "EUR"}, money.Amount{Minor: 1120, Currency: "EUR"}
	k.FollowUp, k.Satisfaction, k.FollowedUp = "补发的灯 11-30 签收，买家次日确认满意。\nShe kept the review at five stars.", 5, at(china, 12, 1, 16, 0)
	k.Lesson = "到达目的国后停滞五天就该查件，不必等买家来问。"
	k.Prevention = "每周一查看停滞超过五天的包裹，主动告知买家；" + strings.Repeat("贵重商品改用有签收证明的线路。", 12)
	for i, v := range []struct{ body, translation, source string }{
		{"Hello, I ordered two weeks ago and the tracking has not moved. 😡", "您好，我两周前下的单，物流一直没有更新。😡", evidence.Self},
		{"مرحبا، أين طردي؟", "你好，我的包裹在哪里？", "DeepL"},
		{"ご連絡ありがとうございます。\n返金をお願いします。", "感谢联系。\n请退款。", "Google 翻译"},
		{"Где моя посылка?", strings.Repeat("我的包裹在哪里？请尽快答复。", 6), evidence.Self},
		{"Order closed automatically.", "订单已自动关闭。", evidence.Self},
	} {
		m := &in.Exhibits[0].Messages[i]
		m.Body, m.Translation, m.TranslationSource = v.body, v.translation, v.source
	}
	m := &in.Exhibits[0].Messages[4]
	m.Role, m.Sender = evidence.Platform, "Amazon"
	return in
}

// A message and its translation come back each whole and one after the other,
// and so does the outcome.
func TestTheOutcomeComesBackWhole(t *testing.T) {
	for _, v := range [][2]string{{"zh", "a4"}, {"en", "letter"}, {compose.Both, "a4"}} {
		in := settled(t, v[0], v[1])
		doc := pages(t, in)
		path := printed(t, doc)
		for _, mode := range [][]string{nil, {"-raw"}} {
			got := extracted(t, path, doc, mode...)
			for _, want := range []string{in.Case.FollowUp, in.Case.Lesson, in.Case.Prevention, "EUR12.40", "EUR\u22121.20"} {
				if !strings.Contains(got, bare(want)) {
					t.Errorf("%v %v: %.60q does not come back whole", v, mode, want)
				}
			}
			last := 0
			for i, m := range in.Exhibits[0].Messages {
				if i == 1 && mode == nil {
					continue // poppler puts a line of two directions, as a row is, into an order of its own
				}
				body := strings.LastIndex(got, bare(m.Body))
				after := strings.LastIndex(got, bare(m.Translation))
				if body < 0 || after < body || body < last {
					t.Errorf("%v %v: %.40q at %d, its translation at %d, the one before at %d", v, mode, m.Body, body, after, last)
				}
				last = after
			}
		}
	}
}

// The summary stays short whatever the outcome says.
func TestASummaryWithALongOutcomeIsShort(t *testing.T) {
	in := settled(t, "zh", "a4")
	in.Form = compose.Summary
	for _, s := range []*string{&in.Case.Remedy, &in.Case.FollowUp, &in.Case.Lesson, &in.Case.Prevention, &in.Case.Story} {
		*s = strings.Repeat("很长的一段话，说的是后来怎样。", 200)
	}
	s := &Service{faces: faces()}
	doc, err := s.layOut(t.Context(), material{Input: in})
	if err != nil || len(doc.Pages) > summaryPages {
		t.Errorf("%d pages, %v", len(doc.Pages), err)
	}
}
