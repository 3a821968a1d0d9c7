package evidence

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestEveryHead reads the same chat with its heads in every order, separator,
// clock and bracket that phones write.
func TestEveryHead(t *testing.T) {
	r := testReaders(t)
	for _, order := range []string{"06-01-02", "2006-01-02", "06-02-01", "02-01-06", "2-1-06", "02-01-2006", "01-02-06", "1-2-06", "01-02-2006"} {
		for _, sep := range []string{"-", "/", "."} {
			for _, clock := range []string{"15:04", "15.04", "3:04 PM", "03:04\u202fpm", "15:04:05", "3:04:05 PM"} {
				for _, head := range []string{"%s, %s - ", "%s %s - ", "[%s, %s] "} {
					day := strings.ReplaceAll(order, "-", sep)
					checkHeads(t, r, func(at time.Time) string { return fmt.Sprintf(head, at.Format(day), at.Format(clock)) })
				}
			}
		}
	}
}

func checkHeads(t *testing.T, r *Readers, head func(at time.Time) string) {
	t.Helper()
	var text strings.Builder
	var want []time.Time
	at := time.Date(2018, 1, 3, 8, 0, 0, 0, time.UTC)
	for i := range 40 {
		at = at.Add(101*time.Hour + 7*time.Minute)
		want = append(want, at)
		fmt.Fprintf(&text, "%s%s: m %d\n", head(at), [...]string{"Ana", "Bo"}[i%2], i)
	}
	got := readString(t, r, "chat.txt", text.String(), Options{Zone: time.UTC})
	if len(got.Messages) != len(want) || got.Problem != "" {
		t.Errorf("%q: %d messages, problem %q", head(at), len(got.Messages), got.Problem)
		return
	}
	for i, m := range got.Messages {
		if !m.At.Equal(want[i]) || m.Doubt != NoDoubt {
			t.Errorf("%q is read as %v, %q", head(want[i]), m.At, m.Doubt)
			return
		}
	}
}
