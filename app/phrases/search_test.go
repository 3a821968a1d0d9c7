package phrases

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// slowly is what search must find: every phrase is looked at, word by word.
func slowly(s *Service, q Query) []string {
	type hit struct {
		id     string
		points int
		order  int
	}
	var hits []hit
	typed := words(q.Text)
	slices.Sort(typed)
	typed = slices.Compact(typed)
	whole := strings.TrimSpace(fold(q.Text))
	for id, n := range s.index.number {
		p, ok := s.merged[id]
		if !ok || !q.fits(&p) {
			continue
		}
		points, all := 0, len(typed) > 0 || whole == ""
		for _, w := range typed {
			place := slowPlace(s, p, w, false)
			for _, other := range s.index.kin.others(w) {
				if o := slowPlace(s, p, other.text, other.whole); place < inTitle {
					place = max(place, int(inOther(uint8(o))))
				}
			}
			if place == 0 {
				place = slowPairs(p, w)
			}
			points += perPlace * place
			all = all && place > 0
		}
		short := 0
		if whole != "" {
			short = shortcutPoints(whole, fold(p.Shortcut))
		}
		if all || short > 0 {
			if !all { // words that were found count all the same
				points = points + short
			} else {
				points += short
			}
			hits = append(hits, hit{id, points + q.points(&p, s.stats[id].Count), s.index.cards[n].order})
		}
	}
	slices.SortFunc(hits, func(a, b hit) int { return cmp.Or(b.points-a.points, a.order-b.order) })
	ids := make([]string, len(hits))
	for i, h := range hits {
		ids[i] = h.id
	}
	return ids
}

func slowPlace(s *Service, p Phrase, w string, whole bool) int {
	holds := func(t string) bool { return strings.Contains(t, w) }
	if whole {
		holds = regexp.MustCompile("(^|[^a-z])" + regexp.QuoteMeta(w)).MatchString
	}
	in := func(texts map[string]string) bool {
		for _, t := range texts {
			if holds(fold(t)) {
				return true
			}
		}
		return false
	}
	for _, t := range p.Titles {
		if strings.HasPrefix(fold(t), w) {
			return inTitleStart
		}
	}
	if in(p.Titles) {
		return inTitle
	}
	for _, g := range s.library.Groups {
		if g.ID == p.Group && (in(g.Names) || strings.Contains(g.ID, w)) {
			return inGroup
		}
	}
	if in(p.When) {
		return inWhen
	}
	if in(p.Texts) || holds(fold(p.ID)) || holds(fold(p.Shortcut)) {
		return inText
	}
	return 0
}

func slowPairs(p Phrase, w string) int {
	pairs, n := pairs(w), 0
	for _, pair := range pairs {
		two := pair.text
		for _, texts := range []map[string]string{p.Titles, p.When, p.Texts} {
			found := false
			for _, t := range texts {
				found = found || strings.Contains(fold(t), two)
			}
			if found {
				n++
				break
			}
		}
	}
	if len(pairs) > 0 && 2*n > len(pairs) {
		return inPairs
	}
	return 0
}

// again puts what a phrase is now into the index.
func (s *Service) again(id string) {
	if p, there := s.merged[id]; there {
		s.index.put(s.card(p), s.place(id))
	} else {
		s.index.drop(id)
	}
}

func loaded(t testing.TB) *Service {
	t.Helper()
	l, err := LoadLibrary(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	s := NewService(nil, l, nil)
	s.stats = map[string]Stat{"empathy.delay": {Count: 23}, "thanks.patience": {Count: 4}}
	s.ready()
	return s
}

// TestSearchIsWhatLookingAtAllFinds holds the index against looking at every
// phrase, while phrases are edited, trashed and taken back.
func TestSearchIsWhatLookingAtAllFinds(t *testing.T) {
	s := loaded(t)
	rnd := rand.New(rand.NewPCG(7, 1))
	ids := make([]string, 0, len(s.merged))
	var texts []string
	for _, p := range s.library.Phrases {
		ids = append(ids, p.ID)
		for _, m := range []map[string]string{p.Titles, p.When, p.Texts} {
			for _, lang := range Spoken() {
				if m[lang] != "" {
					texts = append(texts, m[lang])
				}
			}
		}
	}
	snippet := func() string {
		r := []rune(texts[rnd.IntN(len(texts))])
		from := rnd.IntN(len(r))
		return string(r[from:min(len(r), from+1+rnd.IntN(8))])
	}
	for range 300 {
		if rnd.IntN(4) == 0 { // an edit
			id := ids[rnd.IntN(len(ids))]
			p, ok := s.merged[id]
			if !ok {
				p = s.library.Phrases[s.starter[id]]
			}
			p = Phrase{ID: p.ID, Group: p.Group, Category: p.Category, Tone: p.Tone, Titles: p.Titles, When: p.When, Marks: p.Marks,
				Texts: map[string]string{"zh": snippet() + snippet(), "fr": snippet()}}
			p.Favourite, p.Trashed = rnd.IntN(2) == 0, rnd.IntN(5) == 0
			if p.Shortcut = ""; rnd.IntN(3) == 0 {
				p.Shortcut = ";" + []string{"late", "lost", "L2", "谢"}[rnd.IntN(4)]
			}
			if s.merged[id] = p; rnd.IntN(10) == 0 {
				delete(s.merged, id)
			}
			s.again(id)
		}
		q := Query{Text: snippet()}
		if rnd.IntN(2) == 0 {
			q.Text += " " + snippet()
		}
		switch rnd.IntN(8) {
		case 0:
			q.Text = []string{";l", ";late", "late", ";", "谢", "。"}[rnd.IntN(6)]
		case 1:
			q.Trash = true
		case 2:
			q.Favourite, q.Group = true, "empathy"
		case 3:
			q.Near = Near{Group: "options", Category: "logistics.lost", Stage: "intake", Platform: "amazon", Lang: "fr"}
		case 4:
			q.Category, q.Lang = "logistics", "en"
		}
		var got []string
		for _, p := range s.index.search(q, s.stats) {
			got = append(got, p.ID)
		}
		if want := slowly(s, q); !slices.Equal(got, want) {
			t.Fatalf("%+v:\n%d %v\n%d %v", q, len(got), got, len(want), want)
		}
	}
}

// many is a library of 10,000 phrases in seven languages, out of what the
// starter set says.
func many(tb testing.TB) *Service {
	tb.Helper()
	s := loaded(tb)
	rnd := rand.New(rand.NewPCG(1, 2))
	starter := s.library.Phrases
	all := make([]Phrase, 10_000)
	for i := range all {
		p := starter[i%len(starter)]
		p.ID = fmt.Sprintf("%s.%d", p.ID, i)
		p.Titles = map[string]string{"zh": fmt.Sprintf("%s %d", p.Titles["zh"], i), "en": fmt.Sprintf("%s %d", p.Titles["en"], i)}
		p.Texts = map[string]string{}
		for _, lang := range Spoken() {
			p.Texts[lang] = Pick(starter[rnd.IntN(len(starter))].Texts, lang)
		}
		all[i] = p
	}
	l := *s.library
	l.Phrases = all
	big := NewService(nil, &l, nil)
	big.ready()
	return big
}

func BenchmarkSearch10000(b *testing.B) {
	s := many(b)
	for _, text := range []string{"", "e", "th", "the", "refund", "sorry delay order", "延误", "物流延误致歉", "的", ";la", "Entschuldigung", "ありがとう"} {
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				s.index.search(Query{Text: text, Near: Near{Group: "options", Category: "logistics.lost", Lang: "de"}}, nil)
			}
		})
	}
}

func BenchmarkIndex10000(b *testing.B) {
	s := many(b)
	for b.Loop() {
		s.index = nil
		s.ready()
	}
}

// BenchmarkSearchAfterEdit is the first search after a phrase was edited.
func BenchmarkSearchAfterEdit(b *testing.B) {
	s := many(b)
	id, n := s.library.Phrases[4711].ID, 0
	for b.Loop() {
		p := s.merged[id]
		n++
		p.Texts = map[string]string{"zh": fmt.Sprintf("改写 %d", n), "en": fmt.Sprintf("written anew %d", n)}
		s.merged[id] = p
		s.again(id)
		s.index.search(Query{Text: "refund"}, nil)
	}
}

// FuzzFold holds the short way of folding against the long one.
func FuzzFold(f *testing.F) {
	for _, s := range []string{"Größe ÉTÉ œuvre “x” — ﬁ", "ＡＢＣ，。！ ｶﾞ カ\u3099 が", "e\u0301 \u00c5 \u212b Å\u00a0x", "İstanbul ǅ", "延误\u3000致歉"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "\uFFFD")
		if got, want := fold(s), foldAll(s); got != want {
			t.Errorf("%q: %q, not %q", s, got, want)
		}
	})
}

// TestQueries are what sellers type, with what they look for: one of the first
// three.
func TestQueries(t *testing.T) {
	s := loaded(t)
	for query, want := range map[string]string{
		"丢件": "options.lost", "没收到": "clarify.delivered empathy.lost review.public_lost", "显示签收没收到": "clarify.delivered", "退款多久到账": "lower.refund_time",
		"破损": "empathy.damaged", "坏了": "clarify.broke_later", "尺码": "clarify.size", "尺码不合适": "empathy.exchange", "色差": "clarify.colour",
		"发错货": "options.wrong_item", "少件": "confirm.partial empathy.missing", "差评": "review.private_after", "改评价": "decline.review_deal",
		"关税": "clarify.customs", "海关": "listen.customs_notice", "取消订单": "confirm.cancel", "改地址": "decline.address_change confirm.address",
		"催发货": "empathy.not_shipped clarify.etsy_processing", "道歉": "empathy.delay", "对不起": "empathy.delay", "假货": "empathy.genuine",
		"换货": "confirm.exchange", "折扣": "options.discount", "赔偿": "lower.compensation options.discount", "发票": "action.invoice",
		"骂人": "empathy.service listen.attitude", "不能退": "decline.custom", "质保": "options.warranty", "维修": "options.repair",
		"refund": "options.refund_keep action.refunded", "refnd": "empathy.refund_wait action.refunded", "broken": "clarify.broke_later confirm.wrong_part",
		"wrong item": "options.wrong_item", "missing parts": "options.part confirm.partial", "apologise": "empathy.delay", "sorry": "empathy.delay",
		"cancel order": "confirm.cancel options.not_shipped action.cancelled", "chargeback": "lower.bank_decides clarify.chargeback_bank",
		"tracking not moving": "empathy.stuck", "where is my parcel": "empathy.lost empathy.wrong_address", "Rücksendung": "options.return empathy.return_hard",
		"remboursement": "empathy.refund_wait", "返金": "empathy.refund_wait", "A-to-z": "lower.amazon_claim", "warrenty": "options.warranty",
	} {
		got := s.Search(Query{Text: query})
		if !slices.ContainsFunc(got[:min(3, len(got))], func(p Phrase) bool { return slices.Contains(strings.Fields(want), p.ID) }) {
			var ids []string
			for _, p := range got[:min(6, len(got))] {
				ids = append(ids, p.ID)
			}
			t.Errorf("%q finds %v", query, ids)
		}
	}
	for _, nothing := range []string{"zebra", "delay zebra", "qqqq 龘龘"} {
		if got := s.Search(Query{Text: nothing}); len(got) != 0 {
			t.Errorf("%q finds %s", nothing, got[0].ID)
		}
	}
}
