package app_test

import (
	"os"
	"strings"
	"testing"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/playbooks"
	"casefolio/data/datatest"
)

// TestEveryCategoryHasItsCard holds tree and cards together, both ways.
func TestEveryCategoryHasItsCard(t *testing.T) {
	files := os.DirFS("../assets")
	lists, err := cases.LoadLists(files)
	if err != nil {
		t.Fatal(err)
	}
	cards, err := playbooks.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	wanted := map[string]bool{playbooks.Hard: true, playbooks.Escalated: true}
	for _, channel := range []string{"review", "public_post"} {
		if cases.Name(lists.Channels, channel, "en") == channel {
			t.Errorf("no channel %s", channel)
		}
		wanted[playbooks.ChannelPrefix+channel] = true
	}
	for _, top := range lists.AllCategories() {
		wanted[top.ID] = true
		for _, leaf := range top.Leaves {
			wanted[leaf.ID] = true
		}
	}
	for id := range wanted {
		if _, ok := cards[id]; !ok {
			t.Errorf("%s has no card", id)
		}
	}
	for id := range cards {
		if !wanted[id] {
			t.Errorf("the card %s belongs to nothing", id)
		}
	}
}

// TestACaseGetsItsCards joins category, channel and ladder.
func TestACaseGetsItsCards(t *testing.T) {
	s, err := app.New(datatest.Open(t), os.DirFS("../assets"), datatest.Clock())
	if err != nil {
		t.Fatal(err)
	}
	ids := func(c cases.Case) string {
		t.Helper()
		cards, err := s.PlaybookCards(t.Context(), c)
		if err != nil {
			t.Fatal(err)
		}
		var all []string
		for _, c := range cards {
			all = append(all, c.ID)
		}
		return strings.Join(all, " ")
	}
	own, err := s.Categories.Add(t.Context(), "quality", map[string]string{"zh": "异味"})
	if err != nil {
		t.Fatal(err)
	}
	c, err := s.Cases.Create(t.Context(), cases.Case{Customer: "Emma", Category: own.ID, Channel: "review"})
	if err != nil {
		t.Fatal(err)
	}
	if got := ids(c); got != "quality channel.review" {
		t.Error(got)
	}
	if _, err := s.Steps.TakeBranch(t.Context(), c.ID, cases.HardCase); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Steps.Escalate(t.Context(), c.ID, "platform", "A-to-z"); err != nil {
		t.Fatal(err)
	}
	if got := ids(c); got != "quality channel.review case.platform case.hard" {
		t.Error(got)
	}
	posted := c
	posted.Channel = "email"
	e, err := s.Steps.TakeBranch(t.Context(), c.ID, cases.PublicPost)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range []struct {
		post *cases.Post
		want string
	}{
		{nil, "quality channel.review channel.public_post case.platform case.hard"},
		{&cases.Post{Stars: 1}, "quality channel.review case.platform case.hard"},
		{&cases.Post{Where: "Trustpilot"}, "quality channel.public_post case.platform case.hard"},
	} {
		e.Is.Post = k.post
		if e, err = s.Steps.Branch(t.Context(), e); err != nil {
			t.Fatal(err)
		}
		if got := ids(posted); got != k.want {
			t.Errorf("%+v: %s", k.post, got)
		}
	}
	if _, err := s.Steps.EndBranch(t.Context(), e.ID, false); err != nil {
		t.Fatal(err)
	}
	if got := ids(posted); got != "quality case.platform case.hard" {
		t.Error(got)
	}
	c.Category, c.Channel = "in my own words", "payment_dispute"
	if got := ids(c); got != "case.platform case.hard" {
		t.Error(got)
	}
}
