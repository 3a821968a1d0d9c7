package intake_test

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"casefolio/app/intake"
)

// recallText is an invented text with what a person finds in it.
type recallText struct {
	Text     string   `json:"text"`
	Language string   `json:"language"`
	Category string   `json:"category"`
	Orders   []string `json:"orders"`
	Tracking []string `json:"tracking"` // number/carrier
	Emails   []string `json:"emails"`
	Amounts  []string `json:"amounts"`
	Dates    []string `json:"dates"`
	Phones   []string `json:"phones"`
}

// score counts what was found rightly, wrongly and not at all.
type score struct{ right, wrong, missed int }

func (s *score) add(t *testing.T, kind, text string, got, want []string) {
	for _, v := range got {
		if slices.Contains(want, v) {
			s.right++
		} else {
			s.wrong++
			t.Logf("%s: %q is not in %q", kind, v, text)
		}
	}
	for _, v := range want {
		if !slices.Contains(got, v) {
			s.missed++
			t.Logf("%s: %q is missed in %q", kind, v, text)
		}
	}
}

func (s score) precision() float64 { return float64(s.right) / float64(max(1, s.right+s.wrong)) }
func (s score) recall() float64    { return float64(s.right) / float64(max(1, s.right+s.missed)) }

// certain are the values of a kind that need no second look.
func certain(found intake.Found, kind string) []string {
	var out []string
	for _, h := range found.Hits {
		v := h.Value
		if h.Kind != kind || h.Wrong || h.Derived || h.Other != "" {
			continue
		}
		if c, ok := h.Carrier(); ok {
			v += "/" + c.Name("en")
		}
		if kind == intake.Date {
			v = strings.Replace(v, " ", "T", 1)
		}
		if !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}

// TestRecall measures precision and recall on invented texts: single sentences,
// and whole messages and pages as buyers, platforms and carriers write them. -v
// prints the figures and every miss.
func TestRecall(t *testing.T) {
	for _, name := range []string{"recall.jsonl", "strangers.jsonl"} {
		t.Run(name, func(t *testing.T) { measure(t, "testdata/"+name) })
	}
}

func measure(t *testing.T, name string) {
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := recogniser(t)
	scores := map[string]*score{}
	for _, kind := range []string{"order", "tracking", "email", "amount", "date", "phone", "language", "category"} {
		scores[kind] = &score{}
	}
	texts, amongThree, withCategory := 0, 0, 0
	for lines := bufio.NewScanner(f); lines.Scan(); texts++ {
		var x recallText
		if err := json.Unmarshal(lines.Bytes(), &x); err != nil {
			t.Fatal(err)
		}
		found := r.Recognise(x.Text)
		for kind, want := range map[string][]string{
			intake.Order: x.Orders, intake.Tracking: x.Tracking, intake.Email: x.Emails,
			intake.Amount: x.Amounts, intake.Date: x.Dates, intake.Phone: x.Phones,
		} {
			scores[kind].add(t, kind, x.Text, certain(found, kind), want)
		}
		scores["language"].add(t, "language", x.Text, named(found.Language), named(x.Language))
		if x.Category == "" {
			continue
		}
		withCategory++
		var ids []string
		for _, c := range found.Categories {
			ids = append(ids, c.ID)
		}
		scores["category"].add(t, "category", x.Text, ids[:min(1, len(ids))], []string{x.Category})
		if slices.Contains(ids[:min(3, len(ids))], x.Category) {
			amongThree++
		}
	}
	t.Logf("%d texts", texts)
	for _, kind := range []string{"order", "tracking", "email", "amount", "date", "phone", "language", "category"} {
		s := scores[kind]
		t.Logf("%-9s precision %.3f recall %.3f (%d right, %d wrong, %d missed)", kind, s.precision(), s.recall(), s.right, s.wrong, s.missed)
		if s.precision() < 0.9 || s.recall() < 0.9 {
			t.Errorf("%s fell below 0.9", kind)
		}
	}
	t.Logf("category among the first three: %d of %d", amongThree, withCategory)
	if texts < 145 {
		t.Errorf("only %d texts", texts)
	}
}

func named(language string) []string {
	if language == "" {
		return nil
	}
	return []string{language}
}
