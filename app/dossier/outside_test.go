package dossier

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"casefolio/app/dossier/audience"
	"casefolio/app/dossier/compose"
	"casefolio/app/dossier/readback"
	"casefolio/app/evidence"
	"casefolio/app/ledger"
	"casefolio/app/money"
	"casefolio/app/redact"
	"casefolio/app/remedies"
	"casefolio/app/returns"
	"casefolio/app/tasks"
)

// tokens fills every text that the seller, the buyer or a source wrote with a
// word of its own, and remembers where each stands.
type tokens struct{ at map[string]string }

// fixed are fields that are no free text: others look for what they hold.
var fixed = []string{"ID", "CaseID", "Number", "BuyerZone", "Kind", "Format", "MediaType", "SHA256", "Source", "Problem",
	"ParentID", "CopyOf", "Role", "Fact", "MediaID", "Doubt", "Head", "Lang", "Paper", "Form", "Path", "Logo", "Original",
	"Texts", "Lists", "Parts", "Zone", "Code", "State"}

func (k *tokens) fill(path string, v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		token := fmt.Sprintf("QZ%dX", 1000+len(k.at))
		k.at[token] = path
		v.SetString(token)
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			number := f.Name == "Number" && v.Type() == reflect.TypeFor[evidence.Parcel]()
			if f.IsExported() && (number || !slices.Contains(fixed, f.Name)) {
				k.fill(path+"."+f.Name, v.Field(i))
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			k.fill(fmt.Sprintf("%s[%d]", path, i), v.Index(i))
		}
	case reflect.Pointer:
		if !v.IsNil() && v.Type() != reflect.TypeFor[*evidence.Event]() {
			return
		}
		if !v.IsNil() {
			k.fill(path, v.Elem())
		}
	}
}

// told is a case of which every text is a token.
func told(t *testing.T, lang string) (compose.Input, tokens) {
	in := settled(t, lang, "a4")
	in.Exhibits[1].Events[1].Was = &evidence.Event{Place: "x", Milestone: "x"}
	in.Exhibits[1].Events[2].Own = true
	in.Exhibits[1].Findings = []evidence.Finding{{Code: evidence.FindPlace, Args: []string{"place", "a", "expected", "b"}}}
	in.Exhibits[1].Supports = []evidence.Support{{ID: "delivered", Holds: true, Event: in.Exhibits[1].Events[0]}}
	in.Exhibits[6].Kind, in.Exhibits[6].FileName = evidence.Document, ""
	in.Handling = handled()
	all := tokens{map[string]string{}}
	all.fill("", reflect.ValueOf(&in).Elem())
	for i := range in.Exhibits[1].Findings {
		f := &in.Exhibits[1].Findings[i]
		f.Args[0], f.Args[2] = "place", "expected" // names, not values
	}
	in.Exhibits[7].Fault, in.Exhibits[0].Fault, in.Exhibits[1].Fault = "", "", ""
	in.Case.Cost, in.Case.Recovered = money.Amount{Minor: 773111, Currency: "EUR"}, money.Amount{Minor: 884222, Currency: "EUR"}
	return in, all
}

// inside are the texts that only the seller's own copy has: what the seller
// thinks, what it cost, what was copied and never confirmed.
var inside = []string{".Case.Severity", ".Case.CustomerType", ".Case.Responsibility", ".Case.FollowUp", ".Case.Lesson",
	".Case.Prevention", ".Case.Remedy", ".Case.Stage", ".Moves[", ".Uses[", ".Title", ".Findings[", ".Supports[", ".Profile.Platforms", ".Lost",
	".Camera", ".Entry", ".Media", ".Part", ".ShelfVersion", ".Handling.Offers[", ".Handling.Money[", ".Handling.Sums.", ".Handling.Tasks[",
	".Handling.Cause.", ".Handling.Visits[", ".Returns[0].Note", ".Returns[0].Cost.Currency", ".Returns[1].Note", ".Returns[1].Cost.Currency"}

// handled is everything that can be done about a case.
func handled() compose.Handling {
	const secret = 111111
	eur, when := money.Amount{Minor: secret, Currency: "EUR"}, at(china, 11, 24, 9, 0)
	return compose.Handling{
		Offers: []remedies.Offer{{
			Option: remedies.Option{Kind: remedies.Discount}, Size: eur, Share: 2000, OfferedAt: when, Answer: remedies.Counter, AnsweredAt: when,
		}},
		Money: []ledger.Line{
			{Kind: ledger.Refund, Amount: eur, At: when}, {Kind: ledger.Recovered, Amount: eur, At: when, From: "carrier"},
		},
		Sums: ledger.Sums{Left: eur},
		Returns: []returns.Step{
			{State: returns.Received, At: at(china, 11, 27, 9, 0), Cost: eur, Due: when}, {State: returns.Refunded, At: at(china, 11, 28, 9, 0), Cost: eur},
		},
		Tasks:  []tasks.Task{{Due: when}, {DoneAt: when}},
		Visits: []tasks.Visit{{At: when, Score: 2, Next: when, Review: tasks.ReviewChanged, ReviewBefore: 1, ReviewAfter: 5, Reopened: true}},
		Cause:  tasks.Cause{Share: 60},
	}
}

// toldInside are texts about what was done that the seller's own copy has.
var toldInside = []string{".Offers[0].Text", ".Offers[0].Note", ".Money[0].Note", ".Tasks[0].Text", ".Tasks[0].Owner", ".Tasks[1].Note",
	".Cause.Root", ".Cause.Note", ".Visits[0].Said", ".Visits[0].OpenPoints", ".Returns[0].Note", ".Returns[0].Tracking"}

func keptInside(path string) bool {
	return slices.ContainsFunc(inside, func(i string) bool {
		return strings.HasPrefix(path, i) || strings.Contains(path, i) && (strings.HasSuffix(path, i) || strings.HasSuffix(i, "["))
	})
}

// saidBy writes a document and gives all that it says: to poppler, where that is
// installed, and to the program's own reader, with what the file says of itself.
func saidBy(t *testing.T, in material) string {
	t.Helper()
	s := &Service{faces: faces()}
	doc, err := s.layOut(t.Context(), in)
	check(t, err)
	path := printed(t, doc)
	f, err := readback.Open(context.Background(), path)
	check(t, err)
	all := strings.Join(f.Metadata, "\n")
	for _, p := range f.Pages {
		all += "\n" + p.Text
	}
	all += tool(t, "pdftotext", path, "-") + tool(t, "pdfinfo", path)
	return bare(all)
}

// Of everything that the seller's own copy says, an outside copy says all but
// what stays inside, and nothing of that.
func TestAnOutsideCopySaysNoMoreThanItMay(t *testing.T) {
	for _, lang := range languages() {
		in, all := told(t, lang)
		own := saidBy(t, material{Input: in})
		for _, form := range forms() {
			for _, a := range []audience.Audience{audience.Outside, audience.Supplier} {
				outside := audience.Apply(a, nil, in)
				outside.Form = form
				said := saidBy(t, material{Input: outside})
				for token, path := range all.at {
					switch has := strings.Contains(said, token); {
					case has && keptInside(path):
						t.Errorf("%s %s %s: %s has left the house", lang, form, a, path)
					case has && a == audience.Supplier && (path == ".Case.Customer" || path == ".Case.Contact"):
						t.Errorf("%s %s: a supplier reads %s", lang, form, path)
					case !has && form == compose.Full && a == audience.Outside && !keptInside(path) && strings.Contains(own, token):
						t.Errorf("%s: %s is missing", lang, path)
					}
				}
				for _, secret := range []string{"7,731.11", "7731.11", "8,842.22", "8842.22", "1,111.11", "1111.11"} {
					if strings.Contains(said, secret) {
						t.Errorf("%s %s %s: %s is a matter of the seller's", lang, form, a, secret)
					}
				}
				if lang != "zh" {
					continue // English labels are common words
				}
				for _, key := range []string{"fact.satisfaction", "fact.cost", "fact.balance", "fact.severity", "fact.customer_type", "fact.responsibility", "section.follow_up", "section.lesson", "section.replies", "section.cause", "section.remedy", "section.tasks", "column.offered", "task.open"} {
					if label := in.Texts.Get("zh", "dossier."+key, nil); strings.Contains(said, bare(label)) {
						t.Errorf("%s %s: the label %q is there", form, a, label)
					}
				}
			}
		}
		for token, path := range all.at {
			if keptInside(path) && strings.HasPrefix(path, ".Case.") && !strings.Contains(own, token) {
				t.Errorf("%s: %s proves nothing, the own copy does not say it either", lang, path)
			}
			if rest, ok := strings.CutPrefix(path, ".Handling"); ok && slices.Contains(toldInside, rest) && !strings.Contains(own, token) {
				t.Errorf("%s: the own copy does not say %s", lang, path)
			}
		}
	}
}

// What is masked is in no outside copy, not in halves either, and every text
// that could say it is masked.
func TestMaskedWordsAreNowhere(t *testing.T) {
	for _, form := range forms() {
		in, all := told(t, "both")
		const secret = "Wilhelmina Oberländer-Quast"
		var fill func(v reflect.Value)
		fill = func(v reflect.Value) {
			switch v.Kind() {
			case reflect.String:
				if all.at[v.String()] != "" {
					v.SetString(strings.Repeat("ab cd ", len(v.String())%3*6) + secret + " / " + strings.ToUpper(secret) + strings.Repeat(" x y", 40))
				}
			case reflect.Struct:
				for i := range v.NumField() {
					if v.Type().Field(i).IsExported() {
						fill(v.Field(i))
					}
				}
			case reflect.Slice:
				for i := range v.Len() {
					fill(v.Index(i))
				}
			case reflect.Pointer:
				if v.Type() == reflect.TypeFor[*evidence.Event]() && !v.IsNil() {
					fill(v.Elem())
				}
			}
		}
		fill(reflect.ValueOf(&in).Elem())
		in.Form = form
		m := redact.NewMasker([]redact.Term{{Kind: redact.Name, Text: secret}})
		for _, a := range []audience.Audience{audience.Outside, audience.Supplier} {
			out := audience.Apply(a, m, in)
			if !out.Masked {
				t.Fatal("nothing was masked")
			}
			said := strings.ToLower(saidBy(t, material{Input: out, masking: masking{masker: m}}))
			for _, half := range []string{"wilhelm", "oberl", "quast"} {
				if strings.Contains(said, half) {
					t.Errorf("%s %s: %q can be read", form, a, half)
				}
			}
			if !strings.Contains(said, redact.Mark) {
				t.Error("no mark")
			}
		}
	}
}
