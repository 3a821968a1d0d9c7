package check

import (
	"bufio"
	"os"
	"slices"
	"strings"
	"testing"

	"casefolio/assets"
)

func load(t testing.TB) *Rules {
	t.Helper()
	r, err := Load(assets.Files)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// sample is a line of testdata: a sentence and the rules that it breaks.
type sample struct {
	want []string
	text string
}

func samples(t *testing.T, name string) []sample {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []sample
	for lines := bufio.NewScanner(f); lines.Scan(); {
		want, text, ok := strings.Cut(lines.Text(), "|")
		if !ok || strings.HasPrefix(want, "#") {
			continue
		}
		s := sample{text: text}
		if want != "-" {
			s.want = strings.Split(want, ",")
		}
		all = append(all, s)
	}
	return all
}

// grave are the rules of findings that block or warn.
func grave(findings []Finding) []string {
	var rules []string
	for _, f := range findings {
		if f.Severity != Hint && !slices.Contains(rules, f.Rule) {
			rules = append(rules, f.Rule)
		}
	}
	return rules
}

// tally counts right, wrong and missed findings of a rule.
type tally struct{ right, wrong, missed int }

func (c tally) precision() float64 { return share(c.right, c.right+c.wrong) }
func (c tally) recall() float64    { return share(c.right, c.right+c.missed) }

func share(n, of int) float64 {
	if of == 0 {
		return 1
	}
	return float64(n) / float64(of)
}

func measure(t *testing.T, r *Rules, all []sample, tell bool) (map[string]tally, tally) {
	t.Helper()
	by, sum := map[string]tally{}, tally{}
	note := func(rule string, change func(*tally)) {
		c := by[rule]
		change(&c)
		by[rule] = c
		change(&sum)
	}
	for _, s := range all {
		got := grave(r.Check(Input{Text: s.text}))
		for _, rule := range s.want {
			if slices.Contains(got, rule) {
				note(rule, func(c *tally) { c.right++ })
			} else {
				note(rule, func(c *tally) { c.missed++ })
				if tell {
					t.Logf("missed %s: %s", rule, s.text)
				}
			}
		}
		for _, rule := range got {
			if !slices.Contains(s.want, rule) {
				note(rule, func(c *tally) { c.wrong++ })
				if tell {
					t.Logf("wrong %s: %s", rule, s.text)
				}
			}
		}
	}
	return by, sum
}

// What the rules have to reach on each set.
const leastPrecision, leastRecall = 0.97, 0.95

// The sentences come in three sets: those at which the rules were made, those
// that were held out then, and those that were written later. With TELL=1 it
// says which sentences went wrong.
func TestSentences(t *testing.T) {
	r := load(t)
	all := samples(t, "testdata/sentences.txt")
	sets := [3][]sample{2: samples(t, "testdata/fresh.txt")}
	for i, s := range all {
		sets[i%2] = append(sets[i%2], s)
	}
	for i, name := range []string{"tuned", "held out", "fresh"} {
		by, sum := measure(t, r, sets[i], os.Getenv("TELL") != "")
		for _, rule := range r.List {
			if c, ok := by[rule.ID]; ok {
				t.Logf("%-9s %-14s precision %.2f recall %.2f (%d right, %d wrong, %d missed)", name, rule.ID, c.precision(), c.recall(), c.right, c.wrong, c.missed)
			}
		}
		if sum.precision() < leastPrecision || sum.recall() < leastRecall {
			t.Errorf("%s: precision or recall is too low; TELL=1 shows the sentences", name)
		}
		t.Logf("%-9s all: %d sentences, precision %.3f recall %.3f", name, len(sets[i]), sum.precision(), sum.recall())
	}
}
