package replies

import "testing"

func TestNextStep(t *testing.T) {
	for _, c := range []struct {
		has      []string
		visiting bool
		want     string
	}{
		{nil, false, "greeting"},
		{[]string{"greeting"}, false, "listen"},
		{[]string{"greeting", "empathy"}, false, "confirm"},
		{[]string{"empathy", "action"}, false, "thanks"},
		{[]string{"empathy", "action"}, true, "visit"},
		{[]string{"decline"}, false, "greeting"}, // no step of the order
		{[]string{"closing"}, false, ""},
	} {
		if got := next(c.has, c.visiting); got != c.want {
			t.Errorf("after %v comes %q, not %q", c.has, got, c.want)
		}
	}
}
