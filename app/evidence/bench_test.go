package evidence

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// longChat is a WhatsApp export with n messages, every third of three lines.
func longChat(n int) string {
	var b strings.Builder
	at := time.Date(2024, 1, 1, 8, 0, 0, 0, time.UTC)
	for i := range n {
		at = at.Add(7 * time.Minute)
		who := [...]string{"Emma Schneider", "Nordlicht Shop"}[i%2]
		fmt.Fprintf(&b, "[%s] %s: Message %d: where is my parcel?\r\n", at.Format("02/01/2006, 15:04:05"), who, i)
		if i%3 == 0 {
			b.WriteString("I ordered it two weeks ago\r\n\r\n还没有收到。\r\n")
		}
	}
	return b.String()
}

func BenchmarkChat100k(b *testing.B) {
	r := testReaders(b)
	text := longChat(100_000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if got := readString(b, r, "chat.txt", text, chatOptions); len(got.Messages) != 100_000 {
			b.Fatal(len(got.Messages))
		}
	}
}

func BenchmarkPlain100k(b *testing.B) {
	r := testReaders(b)
	text := strings.Repeat("Emma Schneider 2026-01-02 10:20:30\nI ordered it two weeks ago, nothing is here\n\n", 100_000)
	for b.Loop() {
		if got := readString(b, r, "chat.txt", text, chatOptions); len(got.Messages) != 100_000 {
			b.Fatal(len(got.Messages))
		}
	}
}

// BenchmarkHostile reads texts that are made to be slow.
func BenchmarkHostile(b *testing.B) {
	r := testReaders(b)
	for name, text := range map[string]string{
		"word":   strings.Repeat("x", 1_000_000),
		"colons": strings.Repeat("To: a\n", 200_000),
		"blanks": strings.Repeat(strings.Repeat(" 1", 450)+"\n", 1_000),
		"events": strings.Repeat("2026-01-02 10:20 a, b - c, d, departed - f; g / h, delivered, j\n", 20_000),
		"commas": strings.Repeat("2026-01-02 10:20,departed,x\n", 50_000),
		"quotes": strings.Repeat("\"a\n", 200_000),
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				readString(b, r, "a.csv", text, chatOptions)
			}
		})
	}
}

func BenchmarkLoadReaders(b *testing.B) {
	for b.Loop() {
		testReaders(b)
	}
}
