package audience

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"casefolio/app/cases"
	"casefolio/app/dossier/block"
	"casefolio/app/dossier/compose"
	"casefolio/app/evidence"
	"casefolio/app/money"
	"casefolio/app/phrases"
	"casefolio/app/redact"
	"casefolio/app/replies"
	"casefolio/app/shop"
)

// A field that is added to what a paper is made from must be given a kind.
func TestEveryFieldHasAKind(t *testing.T) {
	for typ, kinds := range table {
		for i := range typ.NumField() {
			f := typ.Field(i)
			kind := kinds[f.Name]
			if kind == unknown {
				t.Errorf("%s.%s has no kind: may it leave the house?", typ, f.Name)
			}
			if (kind == Fact || kind == Identity || kind == Speaker) && !plainly(f.Type) {
				t.Errorf("%s.%s is a %s, of which no words would be masked: make it a Part", typ, f.Name, f.Type)
			}
			if kind == Part && table[within(f.Type)] == nil {
				t.Errorf("%s.%s is a Part, but %s has no kinds", typ, f.Name, within(f.Type))
			}
		}
		for name := range kinds {
			if _, there := typ.FieldByName(name); !there {
				t.Errorf("%s has no field %s", typ, name)
			}
		}
	}
	for _, typ := range []reflect.Type{
		reflect.TypeFor[cases.Case](), reflect.TypeFor[cases.StageMove](), reflect.TypeFor[compose.Input](),
		reflect.TypeFor[compose.Exhibit](), reflect.TypeFor[evidence.Exhibit](), reflect.TypeFor[evidence.Message](),
		reflect.TypeFor[evidence.Event](), reflect.TypeFor[phrases.Use](), reflect.TypeFor[shop.Profile](),
		reflect.TypeFor[compose.Handling](), reflect.TypeFor[replies.Reply](),
	} {
		if table[typ] == nil {
			t.Errorf("%s has no kinds", typ)
		}
	}
}

// plainly tells whether a type is a text, or can hold none.
func plainly(t reflect.Type) bool {
	return t.Kind() == reflect.String || t == reflect.TypeFor[time.Time]() || t == reflect.TypeFor[money.Amount]()
}

// within is the struct that a field holds, points to or lists.
func within(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t
}

func sample() compose.Input {
	return compose.Input{
		Case:  cases.Case{Number: "CF-1", Customer: "Emma", Contact: "emma@example.com", BuyerZone: "Europe/Berlin", Story: "Emma wrote.", Lesson: "Never again.", Severity: "high", Amount: money.Amount{Minor: 9, Currency: "EUR"}, Cost: money.Amount{Minor: 7, Currency: "EUR"}},
		Moves: []cases.StageMove{{Reason: "tired of it"}}, Uses: []phrases.Use{{Text: "Dear Emma"}},
		Profile: shop.Profile{Owner: "Lumo", Shops: []shop.Shop{{Name: "LumoHaus"}}, WorkFrom: "09:00"},
		Exhibits: []compose.Exhibit{{
			Exhibit:  evidence.Exhibit{No: 1, Title: "She lies", FileName: "emma.txt"},
			Messages: []evidence.Message{{Sender: "Emma", Body: "I am Emma.", Cited: true}},
			Events:   []evidence.Event{{Place: "Leipzig", Own: true, Was: &evidence.Event{Place: "Emma's town"}}},
			Findings: []evidence.Finding{{Code: "gap"}}, Original: "/vault/x", Text: "",
		}},
	}
}

func TestTheGate(t *testing.T) {
	before := sample()
	own := Apply(Own, nil, sample())
	if !reflect.DeepEqual(own, before) {
		t.Error("the seller's own copy is changed")
	}
	for _, a := range []Audience{Outside, Supplier, "", "nobody knows"} {
		in := sample()
		out := Apply(a, nil, in)
		if !reflect.DeepEqual(in, before) {
			t.Fatal("what was handed in is changed")
		}
		k, e := out.Case, out.Exhibits[0]
		if !out.Outside || out.Masked != (a == Supplier) || k.Lesson != "" || k.Severity != "" || k.Cost.Given() || out.Moves != nil || out.Uses != nil {
			t.Errorf("%q: %+v", a, out)
		}
		if e.Title != "" || e.Findings != nil || e.Original != "" || out.Profile.WorkFrom != "" {
			t.Errorf("%q: %+v", a, e)
		}
		if k.Story != before.Case.Story || !e.Events[0].Own || !e.Messages[0].Cited || out.Profile.Shops[0].Name != "LumoHaus" {
			t.Errorf("%q: a fact is missing in %+v", a, out)
		}
		who := []string{k.Customer, k.BuyerZone, e.FileName, e.Messages[0].Sender}
		if want := map[Audience][]string{Supplier: {"", "", "", redact.Mark}}[a]; want != nil && !slices.Equal(who, want) {
			t.Errorf("%q: %q", a, who)
		} else if want == nil && !slices.Equal(who, []string{"Emma", "Europe/Berlin", "emma.txt", "Emma"}) {
			t.Errorf("%q: %q", a, who)
		}
	}
}

// Every text of a case goes through the mask, and none is changed in place.
func TestTheGateMasks(t *testing.T) {
	in := sample()
	out := Apply(Outside, redact.NewMasker([]redact.Term{{Kind: redact.Name, Text: "Emma"}}), in)
	if !reflect.DeepEqual(in, sample()) {
		t.Fatal("what was handed in is changed")
	}
	if !out.Masked {
		t.Error("not told that something is masked")
	}
	for _, p := range Passages(out) {
		if m := redact.NewMasker([]redact.Term{{Kind: redact.Name, Text: "Emma"}}); m.Count(p.Text) > 0 {
			t.Errorf("%s: %q", p.Where, p.Text)
		}
	}
	if out.Exhibits[0].Events[0].Was.Place == "Emma's town" || out.Exhibits[0].Messages[0].Sender != redact.Mark {
		t.Errorf("%+v", out.Exhibits[0])
	}
}

// Of a reply that was sent the words leave the house, and nothing else.
func TestSentRepliesLeaveBare(t *testing.T) {
	in := sample()
	in.Handling.Replies = []replies.Reply{{
		Text: "Dear Emma, here it is.", Channel: "email", Pieces: []replies.Piece{{Phrase: "x", Beside: "她很烦"}},
		Passed: []replies.Passed{{Rule: "r", Reason: "she asked for it"}}, Promise: &replies.Promise{Text: "inner"},
	}}
	out := Apply(Outside, redact.NewMasker([]redact.Term{{Kind: redact.Name, Text: "Emma"}}), in)
	r := out.Handling.Replies[0]
	if r.Text != "Dear "+redact.Mark+", here it is." || r.Channel != "email" || r.Pieces != nil || r.Passed != nil || r.Promise != nil {
		t.Errorf("%+v", r)
	}
	if in.Handling.Replies[0].Pieces == nil {
		t.Error("what was handed in is changed")
	}
}

func TestSealMasksLabelsToo(t *testing.T) {
	m := redact.NewMasker([]redact.Term{{Kind: redact.Name, Text: "Emma"}})
	doc := block.Document{Head: "Emma", Blocks: []block.Block{
		block.Header{Text: "Emma", Marks: []block.Mark{{Name: "Emma", Title: "Emma"}}},
		block.Table{Rows: []block.Row{{Target: "Emma", Cells: []block.Cell{{Text: block.Say(block.Body, "of Emma")}}}}},
		block.Photos{Photos: []block.Photo{{Path: "/tmp/Emma", Alt: "Emma"}}},
	}}
	out := Seal(m, doc)
	h, row, photo := out.Blocks[0].(block.Header), out.Blocks[1].(block.Table).Rows[0], out.Blocks[2].(block.Photos).Photos[0]
	if out.Head != redact.Mark || h.Text != redact.Mark || h.Marks[0].Title != redact.Mark || row.Cells[0].Text[0].Text != "of "+redact.Mark || photo.Alt != redact.Mark {
		t.Errorf("%+v", out)
	}
	if h.Marks[0].Name != "Emma" || row.Target != "Emma" || photo.Path != "/tmp/Emma" {
		t.Errorf("a way is lost: %+v", out)
	}
	if doc.Blocks[0].(block.Header).Text != "Emma" || doc.Blocks[1].(block.Table).Rows[0].Cells[0].Text[0].Text != "of Emma" {
		t.Error("what was handed in is changed")
	}
	if !reflect.DeepEqual(Seal(nil, doc), doc) {
		t.Error("nothing is masked, and yet")
	}
}

func TestPassages(t *testing.T) {
	var where []string
	for _, p := range Passages(sample()) {
		if !slices.Contains(where, p.Where) {
			where = append(where, p.Where)
		}
		if p.Text == "Never again." || p.Text == "She lies" || p.Text == "Dear Emma" {
			t.Errorf("%q leaves the house", p.Text)
		}
	}
	if !slices.Equal(where, []string{InCase, InStory, "E-01"}) {
		t.Error(where)
	}
}

// A covered copy stands for all pictures that show what it covers.
func TestStandIns(t *testing.T) {
	e := func(no int, id, of string, covered int) evidence.Exhibit {
		return evidence.Exhibit{No: no, ID: id, CopyOf: of, Redactions: covered}
	}
	for _, v := range []struct {
		name    string
		list    []evidence.Exhibit
		want    []string
		instead map[string]string
	}{
		{"no copies", []evidence.Exhibit{e(1, "a", "", 0), e(2, "b", "", 0)}, []string{"a", "b"}, map[string]string{}},
		{"a copy with arrows only", []evidence.Exhibit{e(1, "a", "", 0), e(2, "b", "a", 0)}, []string{"a", "b"}, map[string]string{}},
		{"covered", []evidence.Exhibit{e(1, "a", "", 0), e(2, "b", "", 0), e(3, "c", "a", 2)}, []string{"c", "b"}, map[string]string{"a": "c"}},
		{"covered twice", []evidence.Exhibit{e(1, "a", "", 0), e(2, "b", "a", 1), e(3, "c", "a", 2)}, []string{"c"}, map[string]string{"a": "c", "b": "c"}},
		{"an open copy beside", []evidence.Exhibit{e(1, "a", "", 0), e(2, "b", "a", 0), e(3, "c", "b", 2)}, []string{"c"}, map[string]string{"a": "c", "b": "c"}},
		{"arrows on the covered copy", []evidence.Exhibit{e(1, "a", "", 0), e(2, "b", "a", 1), e(3, "c", "b", 0)}, []string{"c"}, map[string]string{"a": "c", "b": "c"}},
		{"the original is deleted", []evidence.Exhibit{e(2, "b", "a", 0), e(3, "c", "a", 1)}, []string{"c"}, map[string]string{"b": "c"}},
		{"a ring", []evidence.Exhibit{e(1, "a", "b", 0), e(2, "b", "a", 1)}, nil, nil},
	} {
		kept, instead := StandIns(v.list)
		var ids []string
		for _, k := range kept {
			ids = append(ids, k.ID)
		}
		if v.want != nil && (!slices.Equal(ids, v.want) || !reflect.DeepEqual(instead, v.instead)) {
			t.Errorf("%s: %v, %v", v.name, ids, instead)
		}
	}
	if c := Covered([]evidence.Exhibit{e(1, "a", "", 0), e(2, "b", "a", 1), e(3, "c", "b", 0)}); c["a"] || !c["b"] || !c["c"] {
		t.Error(c)
	}
}
