package check

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// labelled is a line of testdata/unseen.tsv.
type labelled struct {
	in        Input
	want, may []string
}

func readLabelled(t *testing.T, name string) []labelled {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var all []labelled
	for line := range strings.Lines(string(raw)) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(fields) != 4 || strings.HasPrefix(line, "#") {
			continue
		}
		l := labelled{in: Input{Lang: fields[0], Platform: fields[1], Text: strings.ReplaceAll(fields[3], `\n`, "\n")}}
		for rule := range strings.SplitSeq(fields[2], ",") {
			if name, doubtful := strings.CutSuffix(rule, "?"); doubtful {
				l.may = append(l.may, name)
			} else if rule != "" {
				l.want = append(l.want, rule)
			}
		}
		all = append(all, l)
	}
	return all
}

// The sentences of this set were written by someone who had not read the rules.
// When they were measured first, before anything was mended, the rules found
// with precision 0.898 and recall 0.681; since then the rules were mended with
// them at hand, so that what is reached here says little about other sentences.
func TestLabelled(t *testing.T) {
	r := load(t)
	by, sum := map[string]tally{}, tally{}
	note := func(rule string, right, wrong, missed int) {
		c := by[rule]
		by[rule] = tally{c.right + right, c.wrong + wrong, c.missed + missed}
		sum = tally{sum.right + right, sum.wrong + wrong, sum.missed + missed}
	}
	tell := os.Getenv("TELL") != ""
	for _, l := range readLabelled(t, "testdata/unseen.tsv") {
		got := grave(r.Check(l.in))
		for _, rule := range l.want {
			if slices.Contains(got, rule) {
				note(rule, 1, 0, 0)
			} else if note(rule, 0, 0, 1); tell {
				t.Logf("missed %s %s: %s %v", l.in.Lang, rule, l.in.Text, got)
			}
		}
		for _, rule := range got {
			if slices.Contains(l.want, rule) || slices.Contains(l.may, rule) {
				continue
			}
			if note(rule, 0, 1, 0); tell {
				t.Logf("wrong %s %s: %s %v", l.in.Lang, rule, l.in.Text, l.want)
			}
		}
	}
	for _, rule := range r.List {
		if c, ok := by[rule.ID]; ok {
			t.Logf("%-14s precision %.2f recall %.2f (%d right, %d wrong, %d missed)", rule.ID, c.precision(), c.recall(), c.right, c.wrong, c.missed)
		}
	}
	t.Logf("all: precision %.3f recall %.3f", sum.precision(), sum.recall())
	if sum.precision() < leastPrecision || sum.recall() < leastRecall {
		t.Error("precision or recall is too low; TELL=1 shows the sentences")
	}
}
