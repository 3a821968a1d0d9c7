package redact

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"
)

// checkMask holds what is true of every text and every term: what was masked
// cannot be found, nothing is masked twice, and the rest stays.
func checkMask(t *testing.T, m *Masker, text string) {
	t.Helper()
	masked := m.Mask(text)
	if found := m.Search(masked); len(found) > 0 {
		t.Fatalf("%v found in %q, masked from %q", found, masked, text)
	}
	if again := m.Mask(masked); again != masked {
		t.Fatalf("%q masked again: %q", masked, again)
	}
	if utf8.ValidString(text) != utf8.ValidString(masked) && utf8.ValidString(text) {
		t.Fatalf("%q is broken: %q", text, masked)
	}
	n := m.Count(text)
	if (n == 0) != (masked == text) || n == 0 && len(m.Search(text)) > 0 {
		t.Fatalf("count %d, %q from %q", n, masked, text)
	}
	if strings.ContainsRune(text, markRune) {
		return // which marks are whose cannot be told
	}
	rest := text
	for i, part := range strings.Split(masked, Mark) { // what stands stood there, in this order
		at := strings.Index(rest, part)
		if at < 0 || i == 0 && at > 0 {
			t.Fatalf("%q is not in %q: %q", part, text, masked)
		}
		rest = rest[at+len(part):]
	}
}

func FuzzMask(f *testing.F) {
	kinds := []Kind{Name, Contact, Address, Order, Word}
	for i, c := range maskCases {
		if len(c.terms) > 0 {
			f.Add(uint8(i), c.terms[0].Text, "Emma", c.in)
		}
	}
	f.Fuzz(func(t *testing.T, kind uint8, a, b, text string) {
		if len(a) > 200 || len(b) > 200 || len(text) > 5000 {
			return
		}
		checkMask(t, NewMasker([]Term{{Kind: kinds[int(kind)%len(kinds)], Text: a}, {Kind: Name, Text: b}}), text)
	})
}

// Terms and texts are put together from the same small pieces, so that they
// meet in every way.
func TestMaskProperties(t *testing.T) {
	pieces := []string{"Emma", "Li", "s", "é", "e\u0301", "張", "张", "三", "김", "민", "\u11b7", "シ", "ｼ", "ﾞ", "ー", "а", "Ан", "й", "ש", "ר", "\u05b8", "م", "ح",
		"ส", "\u0e31", "र", "\u093e", "\u094d", "0", "49", "341", "12", "+", "(", ")", "-", ".", "@", " ", " ", "\n", "\u200b", "\u202e", "\u00ad", "\U000E0100",
		"%20", "%E5", "%BC", "%A0", "█", "\xff", "ß", "ﬁ", "㈱", "½", "😀", "C", "ue", "ü", "İ", "\f"}
	random := rand.New(rand.NewPCG(1, 2))
	some := func(n int) string {
		var b strings.Builder
		for range 1 + random.IntN(n) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		return b.String()
	}
	for range 30000 {
		var terms []Term
		for range 1 + random.IntN(3) {
			terms = append(terms, Term{Kind: Kinds[random.IntN(len(Kinds))], Text: some(5)})
		}
		text := some(14)
		if random.IntN(2) == 0 {
			text += terms[0].Text + some(4)
		}
		checkMask(t, NewMasker(terms), text)
	}
}

// A term is found in itself, whatever it is.
func TestTermsFindThemselves(t *testing.T) {
	for _, c := range maskCases {
		for _, term := range c.terms {
			if m := NewMasker([]Term{term}); strings.TrimSpace(term.Text) != "" && !strings.Contains(m.Mask("("+term.Text+")"), Mark) {
				t.Errorf("%q does not find itself: %q", term.Text, m.Mask("("+term.Text+")"))
			}
		}
	}
}

// manyTerms are fifty of all kinds.
func manyTerms() []Term {
	var terms []Term
	names := []string{"Emma Schneider", "Emma", "Schneider", "张三", "李小龙", "山田太郎", "김민수", "Андрей Иванов", "Иванов", "Γιώργος Παπαδόπουλος", "محمد علي", "שרה כהן", "สมชาย", "राम कुमार", "François Lefèvre"}
	for i := range 50 {
		switch i % 5 {
		case 0, 1:
			terms = append(terms, Term{Kind: Name, Text: names[i%len(names)]})
		case 2:
			terms = append(terms, Term{Kind: Contact, Text: "+49 341 " + strings.Repeat(string(rune('0'+i%10)), 4) + string(rune('0'+i/10)) + "12"})
		case 3:
			terms = append(terms, Term{Kind: Order, Text: "302-88412" + string(rune('0'+i/10)) + string(rune('0'+i%10)) + "-1234567"})
		case 4:
			terms = append(terms, Term{Kind: Contact, Text: "buyer" + string(rune('a'+i%26)) + "@example.com"})
		}
	}
	return terms
}

// messages are like those of long chats.
func messages(n int) []string {
	lines := []string{
		"Hello, I have not received my order 302-8841276-1234567 yet, could you please check where it is? Regards, Emma",
		"您好，张三的包裹还没有收到，请尽快处理，谢谢！电话 +49 341 1234567",
		"お問い合わせありがとうございます。山田太郎様、商品は本日発送いたしました。",
		"Здравствуйте! Где мой заказ? Иванову нужно срочно, напишите на buyera@example.com",
		"Guten Tag Frau Schneider, das Paket wurde am 12.05.2026 zugestellt und im Garten abgelegt.",
		"ok",
	}
	list := make([]string, n)
	for i := range list {
		list[i] = lines[i%len(lines)]
	}
	return list
}

// BenchmarkMask masks 100,000 messages with fifty terms.
func BenchmarkMask(b *testing.B) {
	m, list := NewMasker(manyTerms()), messages(100_000)
	m.Mask("warm")
	for b.Loop() {
		for _, text := range list {
			m.Mask(text)
		}
	}
}

func BenchmarkNewMasker(b *testing.B) {
	terms := manyTerms()
	for b.Loop() {
		NewMasker(terms)
	}
}
