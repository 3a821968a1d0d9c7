package check

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"casefolio/app/money"
)

func rulesOf(findings []Finding) []string {
	rules := []string{}
	for _, f := range findings {
		rules = append(rules, f.Rule)
	}
	return rules
}

func TestNothingToSay(t *testing.T) {
	r := load(t)
	for _, text := range []string{
		"", " \n", "Thank you.",
		"Hello Maria,\n\nI am sorry that the lamp arrived broken. Thank you for the photos.\nPlease choose: a new lamp, or a refund of €60.00. I will see to it on the day you answer.\n\nKind regards,\nLi",
		"Maria，您好：\n\n很抱歉，灯送到时是碎的，谢谢您的照片。\n您可以选：重发一件，或者退款 60 欧元。请告诉我选哪个，11月27日18:00之前我给您办好。",
	} {
		found := r.Check(Input{Text: text, Buyer: "Maria Keller", Platform: "amazon"})
		if found == nil || len(found) > 0 {
			t.Errorf("%q: %v", text, found)
		}
	}
}

// Places are exact, in bytes and in characters, whatever the words hide behind.
func TestPlaces(t *testing.T) {
	r := load(t)
	for _, c := range []struct{ text, rule, want string }{
		{"Dear {customer}, hello.", "placeholder", "{customer}"},
		{"很抱歉，{order} 已寄出。", "placeholder", "{order}"},
		{"Write to me on ＷｈａｔｓＡｐｐ.", "contact", "ＷｈａｔｓＡｐｐ"},
		{"Find me: W h a t s A p p okay?", "contact", "W h a t s A p p"},
		{"Find me: w.h.a.t.s.a.p.p okay?", "contact", "w.h.a.t.s.a.p.p"},
		{"Find me: Wh\u200Bats\u200BApp okay?", "contact", "Wh\u200Bats\u200BApp"},
		{"Find me: Whаtsаpp okay?", "contact", "Whаtsаpp"}, // Cyrillic
		{"Find me: wh4tsapp okay?", "contact", "wh4tsapp"},
		{"请加微 信聊。", "contact", "微 信"},
		{"请加微.信聊。", "contact", "微.信"},
		{"請刪除您的差評。", "review", "刪除您的差評"},
		{"You are an İDIOT.", "insult", "You are an İDIOT"},
		{"🙂🙂 See https://shop.example/a?b=c now", "contact", "https://shop.example/a?b=c"},
		{"Wir melden uns so schnell wie mo\u0308glich.", "soon", "so schnell wie mo\u0308glich"},
		{"We PLEASE STOP WRITING HERE now.", "capitals", "PLEASE STOP WRITING HERE"},
	} {
		found := r.Check(Input{Text: c.text})
		i := slices.IndexFunc(found, func(f Finding) bool { return f.Rule == c.rule })
		if i < 0 {
			t.Errorf("%q: %s is missing in %v", c.text, c.rule, rulesOf(found))
			continue
		}
		f := found[i]
		if got := c.text[f.Start:f.End]; !strings.Contains(c.want, got) && !strings.Contains(got, c.want) || !strings.Contains(got, c.want) && c.rule != "insult" {
			t.Errorf("%q: %s at %q, not %q", c.text, c.rule, got, c.want)
		}
		at := Characters(c.text, found)[i]
		if got := string([]rune(c.text)[at[0]:at[1]]); got != c.text[f.Start:f.End] {
			t.Errorf("%q: characters %v are %q", c.text, at, got)
		}
	}
}

func TestSortedAndExplained(t *testing.T) {
	r := load(t)
	text := "You idiot! Add me on WhatsApp. If you delete the review, we refund you soon. {order}"
	found := r.Check(Input{Text: text})
	if !slices.IsSortedFunc(found, func(a, b Finding) int { return a.Start - b.Start }) || len(found) < 4 {
		t.Errorf("%v", found)
	}
	for _, f := range found {
		for _, lang := range []string{"zh", "en"} {
			if f.Message(lang) == "" || f.Advice(lang) == "" || strings.Contains(f.Message(lang), "{") {
				t.Errorf("%s in %s: %q", f.Rule, lang, f.Message(lang))
			}
		}
	}
}

func TestOff(t *testing.T) {
	r := load(t)
	in := Input{Text: "You idiot, your parcel comes soon."}
	if got := rulesOf(r.Check(in)); !slices.Equal(got, []string{"insult", "soon"}) {
		t.Fatal(got)
	}
	in.Off = map[string]string{"soon": "the carrier gives no date"}
	if got := rulesOf(r.Check(in)); !slices.Equal(got, []string{"insult"}) {
		t.Error(got)
	}
	in.Off["insult"] = "" // without a reason it stays on
	if got := rulesOf(r.Check(in)); !slices.Equal(got, []string{"insult"}) {
		t.Error(got)
	}
}

func TestPlatforms(t *testing.T) {
	r := load(t)
	for _, c := range []struct {
		platform, text string
		want           []string
	}{
		{"", "Write to shop@lamps.example please.", []string{"contact"}},
		{"own_site", "Write to shop@lamps.example please.", []string{}},
		{"amazon", "See https://www.amazon.de/gp/help please.", []string{}},
		{"ebay", "See https://www.amazon.de/gp/help please.", []string{"contact", "banned"}},
		{"amazon", "Use the coupon for your next order.", []string{"banned"}},
		{"etsy", "Use the coupon for your next order.", []string{}},
		{"temu", "Temu handles the return.", []string{}},
		{"etsy", "It is cheaper than on Temu.", []string{"banned"}},
	} {
		if got := rulesOf(r.Check(Input{Text: c.text, Platform: c.platform})); !slices.Equal(slices.Compact(slices.Sorted(slices.Values(got))), slices.Sorted(slices.Values(c.want))) {
			t.Errorf("%s: %q: %v", c.platform, c.text, got)
		}
	}
}

func TestLength(t *testing.T) {
	r := load(t)
	off := map[string]string{"greeting": "test", "next_step": "test", "thanks": "test"}
	text := strings.Repeat("行", 1990) + ",请告诉我好吗?"
	text += strings.Repeat("行", 2000-utf8.RuneCountInString(text))
	if got := r.Check(Input{Text: text, Platform: "amazon", Off: off}); len(got) != 0 {
		t.Error(rulesOf(got))
	}
	got := r.Check(Input{Text: text + "了吧", Platform: "amazon", Off: off})
	if len(got) != 1 || got[0].Rule != "length" || got[0].Start != len(text) || !strings.Contains(got[0].Message("en"), "you are 2 over") {
		t.Errorf("%v", got)
	}
	for _, l := range r.Limits {
		if l.Source == "" || l.AsOf == "" || l.Most <= 0 {
			t.Errorf("%+v", l)
		}
	}
}

func TestName(t *testing.T) {
	r := load(t)
	for _, c := range []struct {
		buyer, text, want string // want: the name that is wrong
	}{
		{"Maria Keller", "Hello Maria, here it is.", ""},
		{"Maria Keller", "Dear Ms Keller,\nhere it is.", ""},
		{"Maria Keller", "Hello Peter, here it is.", "Peter"},
		{"Maria Keller", "hi peter, here it is.", "peter"},
		{"Maria Keller", "Dear Peter Schmidt\n\nHere it is.", "Peter Schmidt"},
		{"Maria Keller", "Hi MARIA thanks for writing.", ""},
		{"Maria Keller", "Hello, thank you for your message.", ""},
		{"Maria Keller", "Hello Thank you for your message.", ""},
		{"Maria Keller", "Dear customer, here it is.", ""},
		{"Maria Keller", "Good morning! Your parcel left.", ""},
		{"Zoë Müller", "Liebe Zoe, hier ist es.", ""},
		{"Zoë Müller", "Sehr geehrte Frau Weber, hier ist es.", "Weber"},
		{"anna_m82", "Hi Anna, here it is.", ""},
		{"anna_m82", "Bonjour Claire, voici.", "Claire"},
		{"王小明", "王小明，您好：收到了。", ""},
		{"王小明", "王先生，您好：收到了。", ""},
		{"王小明", "尊敬的李女士：收到了。", "李"},
		{"王小明", "李华，您好：收到了。", "李华"},
		{"王小明", "亲爱的客户，您好：收到了。", ""},
		{"王小明", "您好，收到了。", ""},
		{"田中太郎", "田中様、ご連絡ありがとうございます。", ""},
		{"田中太郎", "鈴木様、ご連絡ありがとうございます。", "鈴木"},
		{"", "Hello Peter, here it is.", ""},
		{"Maria Keller", "Hello Lamp Shop, here it is.", ""},
	} {
		found := r.Check(Input{Text: c.text, Buyer: c.buyer, Names: []string{"Lamp Shop"}})
		got := ""
		for _, f := range found {
			if f.Rule == "name" {
				got = c.text[f.Start:f.End]
				if !strings.Contains(f.Message("zh"), c.buyer) {
					t.Errorf("%q", f.Message("zh"))
				}
			}
		}
		if got != c.want {
			t.Errorf("%s: %q: %q", c.buyer, c.text, got)
		}
	}
}

func TestParts(t *testing.T) {
	r := load(t)
	for _, c := range []struct {
		text       string
		has, hasNo []string
	}{
		{"The lamp left our warehouse on Monday. It travels with the usual carrier and the parcel is now at the border. That is all that we see at this time of the day.",
			[]string{"greeting", "thanks", "next_step"}, nil},
		{"Hello Maria, thank you for writing. The lamp left on Monday and is now at the border. Please tell me if it has not come by Friday.", nil, []string{"greeting", "thanks", "next_step", "time"}},
		{"I will check with the carrier and write to you.", []string{"time"}, []string{"greeting"}},
		{"I will check with the carrier and write to you by Friday.", nil, []string{"time"}},
		{"我们会核实情况，然后给您答复。", []string{"time"}, nil},
		{"我们会核实情况，周五18:00之前给您答复。", nil, []string{"time"}},
		{"Hello Maria, thank you for the photos you sent of the broken lamp. We can refund €12.50 for it. I will do it by Friday.", []string{"options"}, nil},
		{"Hello Maria, thank you for the photos you sent of the broken lamp. We can refund €12.50, or send a new one. I will do it by Friday.", nil, []string{"options"}},
		{"Hello Maria, the parcel is late because of the strike at the port. I am sorry for that. Thank you for waiting; I will write on Friday.", []string{"apology"}, nil},
		{"Hello Maria, I am sorry that the parcel is late. It is because of the strike at the port. Thank you for waiting; I will write on Friday.", nil, []string{"apology"}},
	} {
		got := rulesOf(r.Check(Input{Text: c.text}))
		for _, rule := range c.has {
			if !slices.Contains(got, rule) {
				t.Errorf("%q: %s is missing in %v", c.text, rule, got)
			}
		}
		for _, rule := range c.hasNo {
			if slices.Contains(got, rule) {
				t.Errorf("%q: %s is one too many", c.text, rule)
			}
		}
	}
}

func eur(minor int64) money.Amount { return money.Amount{Minor: minor, Currency: "EUR"} }

func TestContradiction(t *testing.T) {
	r := load(t)
	now := time.Date(2026, 11, 20, 10, 0, 0, 0, time.UTC)
	offer := Said{Kind: Offer, Amount: eur(2000), Share: 3000, Goods: Keep, Text: "We refund €20.00 and you keep it.", At: now.AddDate(0, 0, -2), Channel: "E1"}
	promise := Said{Kind: Promise, Text: "by Saturday", Due: now.Add(24 * time.Hour), At: now.AddDate(0, 0, -1)}
	message := Said{Kind: Message, Text: "I can refund you 15,50 € today.", At: now.AddDate(0, 0, -3), Channel: "E2"}
	for _, c := range []struct {
		said     []Said
		text     string
		promises []Promised
		want     string // where; empty: no contradiction
	}{
		{nil, "I can refund €12.50.", nil, ""},
		{[]Said{offer}, "I can refund €12.50.", nil, "€12.50"},
		{[]Said{offer}, "I can refund €20, as we agreed.", nil, ""},
		{[]Said{offer}, "I can refund 20.00 EUR.", nil, ""},
		{[]Said{offer}, "我可以退您 12.5 欧元。", nil, "12.5 欧元"},
		{[]Said{offer}, "我可以退您 20 欧元。", nil, ""},
		{[]Said{offer}, "Choose: a refund of €20, or a voucher of €25.", nil, ""},
		{[]Said{offer}, "I can refund 25%.", nil, "25%"},
		{[]Said{offer}, "I can refund 30 %.", nil, ""},
		{[]Said{offer}, "We cannot refund anything.", nil, "cannot refund"},
		{[]Said{offer}, "Please return the lamp to us.", nil, "return the"},
		{[]Said{offer}, "You need not return the lamp.", nil, ""},
		{[]Said{offer}, "请把灯寄回。", nil, "寄回"},
		{[]Said{offer}, "The lamp costs $18 in our catalogue.", nil, ""},
		{[]Said{message}, "I can refund €10.", nil, "€10"},
		{[]Said{message}, "I can refund €15.50.", nil, ""},
		{[]Said{promise}, "You hear from me by Monday.", []Promised{{"by Monday", now.Add(72 * time.Hour)}}, "by Monday"},
		{[]Said{promise}, "You hear from me by Saturday.", []Promised{{"by Saturday", now.Add(24 * time.Hour)}}, ""},
	} {
		found := r.Check(Input{Text: c.text, Said: c.said, Promises: c.promises, Now: now})
		got := ""
		for _, f := range found {
			if f.Rule == "contradiction" {
				got = c.text[f.Start:f.End]
				if strings.ContainsAny(f.Message("en"), "{}") {
					t.Error(f.Message("en"))
				}
			}
		}
		if got != c.want {
			t.Errorf("%q: %q, not %q", c.text, got, c.want)
		}
	}
}

// hostile holds what every check has to keep to, whatever it is given.
func hostile(t *testing.T, r *Rules, in Input) {
	t.Helper()
	found := r.Check(in)
	for i, f := range found {
		if f.Start < 0 || f.End < f.Start || f.End > len(in.Text) || i > 0 && f.Start < found[i-1].Start {
			t.Fatalf("%q: %s at %d to %d", in.Text, f.Rule, f.Start, f.End)
		}
		if utf8.ValidString(in.Text) && !utf8.ValidString(in.Text[f.Start:f.End]) {
			t.Fatalf("%q: %s cuts a character", in.Text, f.Rule)
		}
		if _, ok := r.index[f.Rule]; !ok || f.Message("en") == "" {
			t.Fatalf("rule %q", f.Rule)
		}
	}
	Characters(in.Text, found)
}

func FuzzCheck(f *testing.F) {
	r := load(f)
	for _, text := range []string{
		"Hello {customer}, w h a t s a p p", "您好，加微 信", "\xff\xfe idiot", "A\u0301\u200B\u2029b", "€ 12,5.0 refund 100%", "W H A T", strings.Repeat("a ", 50),
		"İİİ ßßß ﬃ Ⅷ ㍿", "{", "www.", "@@@@", "田中様", "Dear \n\n", "{{{}}}", "退您 1元", "H e l p w h a t s", "。。。！！！", "\u0130diot", "w-e-c-h-a-t-i",
	} {
		f.Add(text, "Maria", "amazon", "refund €20")
	}
	f.Fuzz(func(t *testing.T, text, buyer, platform, told string) {
		hostile(t, r, Input{
			Text: text, Buyer: buyer, Platform: platform, Lang: platform,
			Said:     []Said{{Kind: Message, Text: told}, {Kind: Offer, Amount: eur(2000), Goods: Keep, Text: told}, {Kind: Promise, Due: time.Unix(1, 0)}},
			Promises: []Promised{{told, time.Unix(1e6, 0)}},
		})
	})
}

func TestHostile(t *testing.T) {
	r := load(t)
	for _, text := range []string{
		strings.Repeat("change your ", 6000), strings.Repeat("{", 70000), strings.Repeat("w h a t s a p ", 5000), strings.Repeat("差 评 ", 9000),
		strings.Repeat("I W A N T ", 7000), strings.Repeat("0", 70000), strings.Repeat("a.b@", 17000), strings.Repeat("\U0001F642", 17000),
		strings.Repeat("\u0301", 30000), strings.Repeat("refund 1 € ", 6000), strings.Repeat("\xff", 70000), strings.Repeat("是您", 12000),
		strings.Repeat("delete the review, we refund you idiot soon ", 1500),
	} {
		begin := time.Now()
		hostile(t, r, Input{Text: text, Buyer: "Maria", Platform: "amazon", Said: []Said{{Kind: Message, Text: text}}})
		if took := time.Since(begin); took > 3*time.Second {
			t.Errorf("%.20q took %s", text, took)
		}
	}
}

// reply is a text of about so many words, with something to find here and there.
func reply(words int) string {
	good := "Thank you for the photos, they show the crack in the shade clearly. I have opened a trace with the carrier and will write to you by Friday 18:00 with the result. " +
		"If the parcel has not arrived by then, please tell me which you prefer: a new lamp, or a refund of €60.00 to the payment method you used. "
	var b strings.Builder
	b.WriteString("Hello Maria,\n\nI am sorry that the lamp arrived broken. ")
	for n := 12; n < words; n += 59 {
		b.WriteString(good)
		if n%5 == 0 {
			b.WriteString("We will reply as soon as possible and change your review.\n")
		}
	}
	return b.String()
}

func BenchmarkCheck(b *testing.B) {
	r := load(b)
	zh := "很抱歉，灯送到时是碎的，谢谢您的照片，裂缝拍得很清楚。我今天已向快递发起查件，周五18:00之前把结果告诉您。您可以选：重发一件，或者退款 60 欧元，请告诉我选哪个。"
	for name, text := range map[string]string{"en": reply(2000), "zh": strings.Repeat(zh, 30)} {
		b.Run(name, func(b *testing.B) {
			in := Input{Text: text, Buyer: "Maria Keller", Platform: "amazon", Said: []Said{{Kind: Message, Text: "We can refund €20."}}}
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				r.Check(in)
			}
			b.ReportMetric(float64(len(strings.Fields(text))), "words")
		})
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		load(b)
	}
}

// Every expression of the file compiles, and none finds nothing.
func TestRulesAreWhole(t *testing.T) {
	r := load(t)
	if err := r.Prepare(); err != nil {
		t.Fatal(err)
	}
	for _, p := range r.patterns {
		if p.get().MatchString("") {
			t.Errorf("%s %s: %q finds nothing", p.part, p.lang, p.text)
		}
		if p.unless != nil && p.unless.get().MatchString("") {
			t.Errorf("unless %q finds nothing", p.unless.text)
		}
	}
	for lang, l := range r.tongues {
		for _, e := range []*expression{l.not, l.until, l.after, l.certain} {
			if e.get().MatchString("") {
				t.Errorf("%s: %q finds nothing", lang, e.text)
			}
		}
	}
	for i := range r.gaps {
		if r.gaps[i].get().MatchString("") {
			t.Errorf("gap %q finds nothing", r.gaps[i].text)
		}
	}
	if n := len(r.anchors.always); n > 12 {
		for _, p := range r.anchors.always {
			t.Logf("%q", r.patterns[p].text)
		}
		t.Errorf("%d patterns are tried on every sentence", n)
	}
}
