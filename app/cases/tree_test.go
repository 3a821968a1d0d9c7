package cases_test

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"casefolio/app/cases"
	"casefolio/app/fault"
	"casefolio/data"
	"casefolio/data/datatest"
)

func names(zh, en string) map[string]string { return map[string]string{"zh": zh, "en": en} }

func openTree(t *testing.T) (*cases.Tree, *cases.Lists, *data.Workspace) {
	t.Helper()
	w := datatest.Open(t)
	lists, err := cases.LoadLists(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	tree := cases.NewTree(w, lists, datatest.Clock())
	if err := tree.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	return tree, lists, w
}

// leaves are the ids that a top offers.
func leaves(l *cases.Lists, top string) []string {
	var ids []string
	for _, c := range l.Categories() {
		if c.ID == top {
			for _, leaf := range c.Leaves {
				ids = append(ids, leaf.ID)
			}
		}
	}
	return ids
}

func TestTheTreeIsEdited(t *testing.T) {
	tree, lists, w := openTree(t)
	ctx := t.Context()
	must := func(d cases.TreeDeed, err error) cases.TreeDeed {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	top := must(tree.Add(ctx, "", names("", "Warranty")))
	if got := lists.CategoryName(top.ID, "zh"); got != "Warranty" {
		t.Errorf("a missing name: %q", got)
	}
	leaf := must(tree.Add(ctx, "quality", names(" 异味\n ", "Smell")))
	if !strings.HasPrefix(leaf.ID, "quality.") || lists.CategoryName(leaf.ID, "zh") != "商品质量 › 异味" || !lists.Offered(leaf.ID) {
		t.Error(leaf.ID, lists.CategoryName(leaf.ID, "zh"))
	}
	must(tree.Move(ctx, leaf.ID, "quality", 1))
	if got := leaves(lists, "quality"); got[1] != leaf.ID || got[0] != "quality.not_as_described" || len(got) != 8 {
		t.Error(got)
	}
	must(tree.Move(ctx, leaf.ID, top.ID, 5))
	if got := leaves(lists, top.ID); !slices.Equal(got, []string{leaf.ID}) || len(leaves(lists, "quality")) != 7 {
		t.Error(got)
	}
	must(tree.Rename(ctx, "logistics.late", names("延误", "Delayed")))
	hidden := must(tree.Hide(ctx, "logistics.lost", true))
	if got := lists.CategoryName("logistics.late", "en"); got != "Logistics › Delayed" {
		t.Error(got)
	}
	if lists.Offered("logistics.lost") || slices.Contains(leaves(lists, "logistics"), "logistics.lost") {
		t.Error("a hidden leaf is offered")
	}
	if got := lists.CategoryName("logistics.lost", "en"); got != "Logistics › Lost" {
		t.Errorf("a case would lose its name: %q", got)
	}
	must(tree.Move(ctx, "other", "", 0))
	if got := lists.Categories()[0].ID; got != "other" {
		t.Error(got)
	}

	// Another program that opens the workspace sees the same.
	again, err := cases.LoadLists(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	if err := cases.NewTree(w, again, datatest.Clock()).Refresh(ctx); err != nil {
		t.Fatal(err)
	}
	if told(again) != told(lists) {
		t.Error("read again, the tree is another")
	}
	if err := tree.Undo(ctx, hidden); err != nil || !lists.Offered("logistics.lost") {
		t.Error(err)
	}
}

func TestTheTreeRefuses(t *testing.T) {
	tree, lists, w := openTree(t)
	ctx := t.Context()
	own, err := tree.Add(ctx, "logistics", names("代收点", "Pick-up point"))
	if err != nil {
		t.Fatal(err)
	}
	top, err := tree.Add(ctx, "", names("质保", "Warranty"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tree.Add(ctx, top.ID, names("过期", "Expired")); err != nil {
		t.Fatal(err)
	}
	if _, err := cases.NewService(w, datatest.Clock()).Create(ctx, cases.Case{Customer: "Emma", Category: own.ID}); err != nil {
		t.Fatal(err)
	}
	do := map[string]func() error{
		"category.name":    func() error { _, err := tree.Rename(ctx, own.ID, names(" ", "")); return err },
		"category.long":    func() error { _, err := tree.Rename(ctx, own.ID, names(strings.Repeat("长", 61), "")); return err },
		"category.twice":   func() error { _, err := tree.Add(ctx, "logistics", names("丢件", "Gone")); return err },
		"category.unknown": func() error { _, err := tree.Add(ctx, "logistics.lost", names("x", "x")); return err },
		"category.used":    func() error { _, err := tree.Remove(ctx, own.ID); return err },
		"category.shipped": func() error { _, err := tree.Remove(ctx, "logistics.lost"); return err },
		"category.leaves":  func() error { _, err := tree.Remove(ctx, top.ID); return err },
	}
	if _, err := tree.Rename(ctx, "logistics.stuck", names("轨迹异常", "Late")); err == nil || fault.Of(err).Args["name"] != "Late" {
		t.Error("the name that is there already is not told:", err)
	}
	before := told(lists)
	for code, deed := range do {
		if err := deed(); !fault.Is(err, code) {
			t.Errorf("%s: %v", code, err)
		}
	}
	for _, move := range [][2]string{{"nothing", ""}, {"logistics", "quality"}, {"logistics.lost", ""}, {"logistics.lost", "quality.faulty"}} {
		if _, err := tree.Move(ctx, move[0], move[1], 0); !fault.Is(err, "category.unknown") {
			t.Errorf("%v: %v", move, err)
		}
	}
	if told(lists) != before {
		t.Error("a refused edit left something behind")
	}
	for _, c := range lists.Categories() {
		if _, err = tree.Hide(ctx, c.ID, true); err != nil {
			break
		}
	}
	if !fault.Is(err, "category.last") || len(lists.Categories()) != 1 {
		t.Errorf("%v, %d are left", err, len(lists.Categories()))
	}
}

// told is the whole tree as text.
func told(l *cases.Lists) string {
	var out []any
	for _, c := range l.AllCategories() {
		out = append(out, c.ID, c.Names, c.Hidden, c.Own)
		for _, leaf := range c.Leaves {
			out = append(out, leaf.ID, leaf.Names, leaf.Hidden, leaf.Own)
		}
	}
	raw, _ := json.Marshal(out)
	return string(raw)
}

// TestEveryEditIsUndone makes random edits, takes them back from the last to the
// first, and holds the tree against what it was before each.
func TestEveryEditIsUndone(t *testing.T) {
	tree, lists, _ := openTree(t)
	ctx := t.Context()
	random := rand.New(rand.NewPCG(1, 2))
	var deeds []cases.TreeDeed
	var before []string
	for i := range 120 {
		var tops, all []string
		for _, c := range lists.AllCategories() {
			tops = append(tops, c.ID)
			all = append(all, c.ID)
			for _, leaf := range c.Leaves {
				all = append(all, leaf.ID)
			}
		}
		id, top := all[random.IntN(len(all))], tops[random.IntN(len(tops))]
		was := told(lists)
		deed, err := cases.TreeDeed{}, error(nil)
		switch word := string(rune('A' + i%26)); random.IntN(5) {
		case 0:
			deed, err = tree.Add(ctx, top, names(word+"类", word))
		case 1:
			deed, err = tree.Rename(ctx, id, names(word+id, id+word))
		case 2:
			deed, err = tree.Hide(ctx, id, random.IntN(2) == 0)
		case 3:
			if slices.Contains(tops, id) {
				top = ""
			}
			deed, err = tree.Move(ctx, id, top, random.IntN(9))
		case 4:
			deed, err = tree.Remove(ctx, id)
		}
		if err != nil {
			if told(lists) != was {
				t.Fatal("a refused edit left something behind")
			}
			continue
		}
		deeds, before = append(deeds, deed), append(before, was)
	}
	if len(deeds) < 40 {
		t.Fatalf("only %d edits", len(deeds))
	}
	for i, deed := range slices.Backward(deeds) {
		if err := tree.Undo(ctx, deed); err != nil {
			t.Fatal(i, err)
		}
		if got := told(lists); got != before[i] {
			t.Fatalf("edit %d:\n%s\nwant\n%s", i, got, before[i])
		}
	}
}

// TestManyReadTheTree is for the race detector.
func TestManyReadTheTree(t *testing.T) {
	tree, lists, _ := openTree(t)
	var readers sync.WaitGroup
	stop := make(chan struct{})
	for range 4 {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				for _, c := range lists.Categories() {
					if c.Name("zh") == "" || !lists.Offered(c.ID) && lists.CategoryName(c.ID, "en") == "" {
						t.Error("half a tree")
					}
				}
			}
		})
	}
	for i := range 20 {
		if _, err := tree.Add(t.Context(), "other", names("甲"+string(rune('A'+i)), "")); err != nil {
			t.Error(err)
		}
	}
	close(stop)
	readers.Wait()
}
