package intake

import "testing"

func TestPatterns(t *testing.T) {
	for _, tt := range []struct{ phrase, text, want string }{
		{"charged*twice", "I was charged $39.99 twice.", "charged $39.99 twice"},
		{"charged*twice", "I was charged. You wrote twice.", ""},
		{"cobr~*dos veces", "Me cobraron 3 € dos veces", "cobraron 3 € dos veces"},
		{"zgniecion~", "pudełko zgniecioną nogą", "zgniecioną"},
		{"nie*otrzyma~", "nie chcę, ale nie otrzymałem", "nie chcę, ale nie otrzymałem"},
		{"leak", "leakage", ""},
		{"漏", "杯子漏水", "漏"},
	} {
		c := &compiler{}
		p := c.pattern(tt.phrase)
		if c.err != nil {
			t.Fatal(c.err)
		}
		s := newScan(tt.text)
		start, end, ok := s.find(p, 0)
		if got := s.text[start:end]; ok != (tt.want != "") || got != tt.want {
			t.Errorf("%q in %q: %q", tt.phrase, tt.text, got)
		}
	}
	for _, phrase := range []string{"", "a*", "*a", "niezgodn~ z"} {
		c := &compiler{}
		if c.pattern(phrase); c.err == nil {
			t.Errorf("%q is a phrase", phrase)
		}
	}
}
