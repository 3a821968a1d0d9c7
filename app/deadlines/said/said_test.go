package said_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"casefolio/app/deadlines"
	"casefolio/app/deadlines/said"
)

func load(t testing.TB) *said.Rules {
	t.Helper()
	r, err := said.LoadRules(os.DirFS("../../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func TestFind(t *testing.T) {
	r := load(t)
	shanghai, berlin := zone(t, "Asia/Shanghai"), zone(t, "Europe/Berlin")
	work := deadlines.Calendar{Zone: shanghai, WorkDays: []int{1, 2, 3, 4, 5}, From: 9 * 60, To: 18 * 60}
	now := time.Date(2026, 11, 20, 14, 30, 0, 0, shanghai) // a Friday
	for text, want := range map[string]string{
		"I am looking into it and answer within 10 minutes.":                                "2026-11-20 14:40",
		"You will hear from us in 24 hours, promised":                                       "2026-11-21 14:30",
		"We send it within 2 working days.":                                                 "2026-11-24 14:30",
		"I will write to you by Tuesday 24 November, 18:00 (Berlin) with what they say.":    "2026-11-24 18:00",
		"You have it before Saturday 18:00.":                                                "2026-11-21 18:00",
		"We answer by 6 pm today or tomorrow":                                               "2026-11-20 18:00",
		"We refund no later than December 3rd.":                                             "2026-12-04 00:00",
		"Wir melden uns innerhalb von 24 Stunden bei Ihnen.":                                "2026-11-21 14:30",
		"Sie erhalten spätestens am Montag eine Antwort.":                                   "2026-11-24 00:00",
		"Vous recevrez une réponse avant vendredi 18h.":                                     "2026-11-20 18:00",
		"Le escribiré antes del 25 de noviembre.":                                           "2026-11-26 00:00",
		"10分钟内给您答复。":                                                                        "2026-11-20 14:40",
		"我们会在3个工作日内发出。":                                                                     "2026-11-25 14:30",
		"周六18:00前一定给您消息":                                                                    "2026-11-21 18:00",
		"最晚11月24日18点答复您":                                                                    "2026-11-24 18:00",
		"明天前给您结果":                                                                           "2026-11-22 00:00",
		"You will have it by Monday 23 November 2026, 11:00 (UTC+1).":                       "2026-11-23 18:00",
		"You will have it by Monday, November 23, 2026 at 5:30 PM (UTC-5).":                 "2026-11-24 06:30",
		"Sie haben sie bis Montag, 23. November 2026, 11:00 Uhr (UTC+1).":                   "2026-11-23 18:00",
		"Je vous réponds avant le lundi 23 novembre 2026 à 11h00 (UTC+1).":                  "2026-11-23 18:00",
		"Le escribo antes del lunes 23 de noviembre de 2026, 11:00 h (UTC+1).":              "2026-11-23 18:00",
		"Le scrivo entro lunedì 23 novembre 2026, ore 11:00 (UTC+1).":                       "2026-11-23 18:00",
		"2026年11月23日（月）19:00（UTC+9）までにご連絡いたします。":                                            "2026-11-23 18:00",
		"我在2026年11月23日（周一）11:00（UTC+1）之前答复您。":                                               "2026-11-23 18:00",
		"Je vous réponds avant le mardi 1er décembre 2026 à 11h00 (UTC+1).":                 "2026-12-01 18:00",
		"Je vous réponds avant le mardi 1er décembre 2026 à 11\u00a0h\u00a000 (UTC+1).":     "2026-12-01 18:00",
		"Le escribo antes del lunes 23 de noviembre de 2026, 4:05\u00a0p.\u00a0m. (UTC-6).": "2026-11-24 06:05",
		"Le escribo antes del lunes 23 de noviembre, 4 p. m. si puedo.":                     "2026-11-23 16:00",
		"You have it by Monday, November 23, 2026 at 5:30 p.m. (UTC-5).":                    "2026-11-24 06:30",
		"You have it by Monday 23 November 2026, 9:05 pm (UTC+11).":                         "2026-11-23 18:05",
		"Sie haben sie bis Freitag, 1. Jänner 2027, 11:00 Uhr (UTC+1).":                     "2027-01-01 18:00",
		"We answer by 23 November 2027.":                                                    "2027-11-24 00:00",
		"Thank you for your patience.":                                                      "",
		"Your order of 12 November with 2 items":                                            "",
		"We wrote to you before 12:00 on 31 November":                                       "2026-11-21 12:00",
		"It was sent by 2026-11-01.":                                                        "",
		"By the way, we are 3 people.":                                                      "",
		"我们最晚11月24日18点答复您":                                                                  "2026-11-24 18:00",
		"D’ici lundi, promis.":                                                              "2026-11-24 00:00",
		"No  Later\u00a0Than Monday":                                                        "2026-11-24 00:00",
		"We are within3 days":                                                               "",
		"It holds within 1234 days":                                                         "",
		"Our admin 5 hours ago":                                                             "",
	} {
		p, ok := r.Find(text, now, work, nil)
		got := ""
		if ok {
			got = p.Due.In(shanghai).Format("2006-01-02 15:04")
		}
		if got != want {
			t.Errorf("%q: %q, not %q", text, got, want)
		}
	}
	p, ok := r.Find("Hello Emma. I will write to you by Tuesday, 18:00 with what they say.\nBest regards", now, work, berlin)
	if !ok || !p.Due.Equal(time.Date(2026, 11, 24, 18, 0, 0, 0, shanghai)) || p.Text != "I will write to you by Tuesday, 18:00 with what they say." {
		t.Errorf("the earlier reading, and its sentence: %+v", p)
	}
	if p, _ = r.Find("Hi. I write by Monday, January 4, 2027 at 4:05 p.m. (UTC-5). Thanks.", now, work, nil); p.Text != "I write by Monday, January 4, 2027 at 4:05 p.m. (UTC-5)." {
		t.Errorf("a sentence ends behind a zone: %q", p.Text)
	}
	if p, _ = r.Find("您好！３天内，我们会答复您。谢谢", now, work, nil); p.Text != "３天内，我们会答复您。" {
		t.Errorf("the words stay as they are: %q", p.Text)
	}
	if p, _ = r.Find("by Tuesday, 18:00", now, work, zone(t, "Pacific/Auckland")); !p.Due.Equal(time.Date(2026, 11, 24, 13, 0, 0, 0, shanghai)) {
		t.Errorf("a buyer in the east reads it earlier: %+v", p)
	}
}

// Whatever is written, a promise lies ahead and has words.
func FuzzFind(f *testing.F) {
	for _, s := range []string{"within 999 days", "by 24:00", "by 12 pm", "最晚13月45日99点前", "in 0 minutes", strings.Repeat("by 1. ", 300), "before \xff 9:00"} {
		f.Add(s)
	}
	r := load(f)
	now := time.Date(2026, 2, 28, 23, 59, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, text string) {
		if p, ok := r.Find(text, now, deadlines.Calendar{}, nil); ok && (!p.Due.After(now) || p.Text == "") {
			t.Errorf("%q: %+v", text, p)
		}
	})
}

// A long reply is looked through while it is typed.
func BenchmarkFind(b *testing.B) {
	r := load(b)
	now := time.Date(2026, 11, 20, 14, 30, 0, 0, time.UTC)
	text := strings.Repeat("Thank you for writing in. We look at it within 2 days, and you hear of us before Saturday 18:00, by the latest. ", 100)
	b.ReportAllocs()
	for b.Loop() {
		r.Find(text, now, deadlines.Calendar{}, nil)
	}
}
