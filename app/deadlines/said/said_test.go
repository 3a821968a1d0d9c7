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
		"Je vous réponds jusqu’au 25 novembre.":                                             "2026-11-26 00:00",
		"Le tengo da parte il pezzo fino al 25 novembre.":                                   "2026-11-26 00:00",
		"Lo tengo fino a venerdì 27 novembre, promesso.":                                    "2026-11-28 00:00",
		"我等到11月25日，再没有消息就给您重发。":                                                             "2026-11-26 00:00",
		"如果到周一还没有更新，我给您重发。":                                                                 "2026-11-24 00:00",
		"收到11月25日寄来的照片了。":                                                                   "",
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

// What the buyer is to do by a day is no promise of the seller.
func TestBuyersOwn(t *testing.T) {
	r := load(t)
	shanghai := zone(t, "Asia/Shanghai")
	now := time.Date(2026, 11, 10, 14, 30, 0, 0, shanghai)
	for _, text := range []string{
		"Please send it back by 20 November.",
		"Your return is approved. Pack the item with its parts, put the return label on and post it by 20 November.",
		"Post the parcel by 20 November; after that, both of us can follow it.",
		"In plain words: if you post it by 20 November, it is in time.",
		"You can refuse it at the door, or accept it and send it back by 20 November; once it reaches me, it is refunded.",
		"If you would rather not keep the item, you return it by 20 November.",
		"Could you let me know by 20 November which one you prefer?",
		"You can return it within 30 days.",
		"We ask you to send the lamp back by 20 November.",
		"Packen Sie den Artikel ein und geben Sie das Paket bis 20. November auf.",
		"Wenn Sie das Paket bis 20. November aufgeben, ist es rechtzeitig.",
		"Sie können das Paket annehmen und es bis 20. November zurückschicken; sobald es da ist, erstatte ich.",
		"Bitte schicken Sie die Lampe bis zum 20. November zurück.",
		"Bitte antworten Sie bis 20. November.",
		"Emballez l’article et expédiez le colis au plus tard le 20 novembre.",
		"Merci d’expédier le colis au plus tard le 20 novembre ; eBay affichera ensuite le suivi.",
		"Vous pouvez l’accepter et le renvoyer au plus tard le 20 novembre.",
		"Si vous l’expédiez au plus tard le 20 novembre, vous êtes dans les délais.",
		"Merci de nous répondre avant le 20 novembre.",
		"Empaquete el artículo y envíelo a más tardar el 20 de noviembre.",
		"Puede rechazarlo, o aceptarlo y devolverlo a más tardar el 20 de noviembre.",
		"Si lo envía a más tardar el 20 de noviembre, está dentro del plazo.",
		"Por favor, responda antes del 20 de noviembre.",
		"Può rifiutarlo alla consegna, oppure ritirarlo e rispedirlo entro il 20 novembre.",
		"Applichi l’etichetta e lo spedisca entro 20 novembre.",
		"Se spedisce l’articolo entro 20 novembre, è in tempo.",
		"Per favore, mi risponda entro il 20 novembre.",
		"请在2026年11月20日之前寄出，之后的轨迹由我来看。",
		"您的退货已经批准：贴上退货面单，在11月20日之前寄出就行。",
		"要是仍不放心，可以在11月20日之前退回，退货运费由我出。",
		"说得简单些：11月20日之前寄出就算按时。",
		"麻烦您11月20日前告诉我选哪种。",
		"返品用ラベルを貼って、11月20日までにご発送ください。",
		"11月20日までにご返送ください。",
		"11月20日までにお知らせいただけますでしょうか。",
	} {
		if p, ok := r.Find(text, now, deadlines.Calendar{}, nil); ok {
			t.Errorf("%q is the buyer's own: %+v", text, p)
		}
	}
	for _, text := range []string{
		"I will send it back to you by 20 November.",
		"We post the parcel by 20 November.",
		"Once you have sent it back, we refund you by 20 November.",
		"Please keep the label; I will write again by 20 November.",
		"You will have the refund by 20 November.",
		"Your parcel will be sent by 20 November.",
		"Wir schicken Ihnen die Lampe bis 20. November zurück.",
		"Sie erhalten bis 20. November eine Antwort.",
		"Ich melde mich bis 20. November bei Ihnen.",
		"Je vous renvoie le colis avant le 20 novembre.",
		"Nous vous répondons avant le 20 novembre.",
		"Le escribo antes del 20 de noviembre.",
		"Le enviaremos el repuesto antes del 20 de noviembre.",
		"Le scrivo entro il 20 novembre.",
		"Spediremo il ricambio entro il 20 novembre.",
		"我们会在11月20日之前寄出。",
		"请放心，我11月20日之前退款给您。",
		"11月20日之前给您答复。",
		"收到退货后，3天内退款。",
		"11月20日までにご連絡いたします。",
		"11月20日までに返金いたします。",
	} {
		if _, ok := r.Find(text, now, deadlines.Calendar{}, nil); !ok {
			t.Errorf("%q is a promise", text)
		}
	}
	p, ok := r.Find("Please send it back by 15 November, and I refund you by 20 November.", now, deadlines.Calendar{Zone: shanghai}, nil)
	if !ok || p.Due.Day() != 21 {
		t.Errorf("of two times the seller's own: %+v", p)
	}
}

// The words of a promise end with its sentence.
func TestWordsEnd(t *testing.T) {
	r := load(t)
	now := time.Date(2026, 11, 20, 14, 30, 0, 0, time.UTC)
	for text, want := range map[string]string{
		"I will write again by 25 November at 18:00. Kind regards, Lin":      "I will write again by 25 November at 18:00.",
		"We answer by November 25. Thank you. Lin":                           "We answer by November 25.",
		"Hi. I refund 20.00. We write by 25 November 2026. Regards":          "We write by 25 November 2026.",
		"Ich schreibe Ihnen bis zum 25. November um 18:00. Viele Grüße, Lin": "Ich schreibe Ihnen bis zum 25. November um 18:00.",
		"Danke. Wir melden uns spätestens am 1. Dezember.  Herzliche Grüße":  "Wir melden uns spätestens am 1. Dezember.",
		"Le escribo antes del 25 de noviembre, 18:00. ¿Le parece bien?":      "Le escribo antes del 25 de noviembre, 18:00.",
		"Je vous réponds avant le 25 novembre à 18h00. Bien à vous":          "Je vous réponds avant le 25 novembre à 18h00.",
		"Le scrivo entro mercoledì 25 novembre, ore 18.00. Cordiali saluti":  "Le scrivo entro mercoledì 25 novembre, ore 18.00.",
		"You paid €20.00. We write by Saturday at 9 a.m. Regards, Lin":       "We write by Saturday at 9 a.m.",
	} {
		if p, _ := r.Find(text, now, deadlines.Calendar{}, nil); p.Text != want {
			t.Errorf("%q: %q", text, p.Text)
		}
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
