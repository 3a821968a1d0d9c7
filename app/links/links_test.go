package links_test

import (
	"strings"
	"testing"

	"casefolio/app/cases"
	"casefolio/app/fault"
	"casefolio/app/links"
	"casefolio/data/datatest"
)

func TestTies(t *testing.T) {
	w, now := datatest.Open(t), datatest.Clock()
	s := links.NewService(w, now)
	var two [2]links.Case
	for i := range two {
		c, err := w.CreateCase(t.Context(), cases.Case{Customer: "Emma"})
		if err != nil {
			t.Fatal(err)
		}
		two[i] = links.Case{ID: c.ID, Number: c.Number}
	}
	a, b := two[0], two[1]
	for _, bad := range []struct {
		to   links.Case
		kind links.Tie
		note string
		want string
	}{
		{a, links.SameBuyer, "", "link.self"},
		{b, links.Merged, "", "link.kind"}, // by merging alone
		{b, "friend", "", "link.kind"},
		{b, links.SameBuyer, strings.Repeat("x", 501), "link.long"},
	} {
		if err := s.Tie(t.Context(), a, bad.to, bad.kind, bad.note); !fault.Is(err, bad.want) {
			t.Errorf("%+v: %v", bad, err)
		}
	}
	for range 2 { // the second time changes nothing
		if err := s.Tie(t.Context(), a, b, links.SameOrder, " same order \xff"); err != nil {
			t.Fatal(err)
		}
	}
	for _, side := range [][2]links.Case{{a, b}, {b, a}} {
		all, err := s.List(t.Context(), side[0].ID)
		if err != nil || len(all) != 1 || all[0].Is.Other != side[1].ID || all[0].Is.Number != side[1].Number ||
			all[0].Is.Kind != links.SameOrder || all[0].Is.Note != "same order \uFFFD" {
			t.Errorf("%+v %v", all, err)
		}
	}
	all, err := s.List(t.Context(), b.ID)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := s.Untie(t.Context(), all[0].ID); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range two {
		if all, err := s.List(t.Context(), c.ID); err != nil || len(all) != 0 {
			t.Errorf("%+v %v", all, err)
		}
	}
}

func TestGroupsAreFacts(t *testing.T) {
	seen := map[string]bool{}
	for _, g := range links.Groups() {
		if len(g.Facts()) == 0 {
			t.Error(g, "is empty")
		}
		for _, f := range g.Facts() {
			if seen[f] {
				t.Error(f, "stands twice")
			}
			seen[f] = true
		}
	}
}

func TestTelling(t *testing.T) {
	r := func(by links.By, total int, ids ...string) links.Repeat {
		out := links.Repeat{By: by, Total: total}
		for _, id := range ids {
			out.Cases = append(out.Cases, links.Seen{CaseID: id})
		}
		return out
	}
	for _, c := range []struct {
		all  []links.Repeat
		want string
	}{
		{nil, ""},
		{[]links.Repeat{r(links.ByOrder, 1, "a"), r(links.ByContact, 1, "a"), r(links.ByName, 1, "a")}, "order"},
		{[]links.Repeat{r(links.ByOrder, 1, "a"), r(links.ByContact, 2, "a", "b"), r(links.ByName, 2, "b", "a")}, "order contact"},
		{[]links.Repeat{r(links.ByOrder, 1, "a"), r(links.ByProduct, 30, "a")}, "order product"}, // more than are named
		{[]links.Repeat{r(links.ByProduct, 1, "a")}, "product"},
	} {
		var got []string
		for _, r := range links.Telling(c.all) {
			got = append(got, string(r.By))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%v, want %s", got, c.want)
		}
	}
}
