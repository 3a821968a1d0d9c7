package cases

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"casefolio/app/facts"
	"casefolio/app/text"
)

// Condition is something about a case that the program can see for itself.
// What it cannot see in this case is ticked by hand.
type Condition string

// The conditions that rules/stages.json may name.
const (
	HasCustomer       Condition = "customer" // a name or a contact
	HasChannel        Condition = "channel"
	HasOrder          Condition = "order"
	HasProduct        Condition = "product" // a SKU or a product
	HasAmount         Condition = "amount"
	HasCategory       Condition = "category"
	HasStory          Condition = "story"
	HasDemand         Condition = "demand"
	HasSeverity       Condition = "severity"
	HasCustomerType   Condition = "customer_type"
	HasResponsibility Condition = "responsibility"
	HasRemedy         Condition = "remedy"
	HasLesson         Condition = "lesson"
	HasPrevention     Condition = "prevention"
	HasScore          Condition = "score"
	HasVisit          Condition = "visit" // the buyer was asked or answered
	HasEvidence       Condition = "evidence"
	HasChat           Condition = "evidence_chat" // a chat or a mail
	HasTracking       Condition = "evidence_tracking"
	HasPhoto          Condition = "evidence_photo"
	HasCause          Condition = "cause"
	HasValidity       Condition = "valid" // whether the complaint is
	HasOffer          Condition = "offer" // something was offered, or a remedy is agreed
	IsAnswered        Condition = "answered"
	TasksDone         Condition = "tasks_done"    // none is open
	PromisesKept      Condition = "promises_kept" // none is open
	MoneyLogged       Condition = "money"
	ReturnEnded       Condition = "return_ended" // none is on its way
	WasSubmitted      Condition = "submitted"
	NothingOpen       Condition = "nothing_open" // no side way is open
)

// Conditions are all of them.
func Conditions() []Condition {
	return []Condition{
		HasCustomer, HasChannel, HasOrder, HasProduct, HasAmount, HasCategory, HasStory, HasDemand, HasSeverity,
		HasCustomerType, HasResponsibility, HasRemedy, HasLesson, HasPrevention, HasScore, HasVisit, HasEvidence, HasChat,
		HasTracking, HasPhoto, HasCause, HasValidity, HasOffer, IsAnswered, TasksDone, PromisesKept, MoneyLogged,
		ReturnEnded, WasSubmitted, NothingOpen,
	}
}

// Facts say of conditions whether they hold. One that is not in it cannot be
// told, so the seller ticks it.
type Facts map[Condition]bool

// Place is where in the window something about a case is done.
type Place string

// The places that rules/stages.json may name.
const (
	AtForm     Place = "form" // the form of the case
	AtEvidence Place = "evidence"
	AtJudged   Place = "judgement" // beside the case
	AtReply    Place = "reply"
	AtRemedies Place = "remedies"
	AtMoney    Place = "money"
	AtTasks    Place = "tasks"
	AtClosing  Place = "closing"
	AtProof    Place = "readiness" // what a programme asks for
	AtLetter   Place = "letter"    // for a branch: its letter
	AtPacket   Place = "packet"
	AtDossier  Place = "dossier"
)

func places() []Place {
	return []Place{
		AtForm, AtEvidence, AtJudged, AtReply, AtRemedies, AtMoney, AtTasks, AtClosing, AtProof, AtLetter, AtPacket, AtDossier,
	}
}

// Item is a line of a step's checklist. Without a condition it is ticked by
// hand.
type Item struct {
	Term
	When   Condition `json:"when,omitempty"`
	Advice bool      `json:"advice,omitempty"` // good to have; going on does not need it
	Only   []string  `json:"only,omitempty"`   // for these categories or the leaves below them; none: for all
	At     Place     `json:"at,omitempty"`     // where it is done
}

// For tells whether the item is asked of a case.
func (i Item) For(c Case) bool {
	return len(i.Only) == 0 || slices.ContainsFunc(i.Only, func(id string) bool { return below(c.Category, id) })
}

// below tells whether a category is a top, or a leaf of it.
func below(category, top string) bool {
	return category == top || strings.HasPrefix(category, top+".")
}

// Step is what one of the six stages asks of the seller.
type Step struct {
	ID    Stage             `json:"id"`
	Aim   map[string]string `json:"aim"`  // its question, in zh and en
	At    Place             `json:"at"`   // where its form is
	Holds []string          `json:"form"` // the facts that its form holds
	Items []Item            `json:"items"`
}

// BranchType is a side way that a case may take (分支).
type BranchType struct {
	Term
	Hint    map[string]string `json:"hint"`
	When    []string          `json:"when"`              // it is offered where one of these facts is so: "responsibility=carrier"
	Aspects []Term            `json:"aspects,omitempty"` // of which one may be chosen
	Links   []Place           `json:"links,omitempty"`   // where its work is done
	Letters []LetterFor       `json:"letters,omitempty"` // the first that fits
	Post    bool              `json:"post,omitempty"`    // it is about a review or a public post
}

// LetterFor names a template of assets/letters.
type LetterFor struct {
	Template string   `json:"template"`
	Only     []string `json:"only,omitempty"` // for these categories; none: for all
}

// Letter is the template that fits a case, or empty.
func (b BranchType) Letter(c Case) string {
	for _, l := range b.Letters {
		if (Item{Only: l.Only}).For(c) {
			return l.Template
		}
	}
	return ""
}

// Offers tells whether the facts of a case suggest the side way.
func (b BranchType) Offers(c Case) bool {
	facts := map[string]string{
		"responsibility": c.Responsibility, "category": c.Category, "channel": c.Channel, "severity": c.Severity,
	}
	return slices.ContainsFunc(b.When, func(rule string) bool {
		fact, value, _ := strings.Cut(rule, "=")
		return below(facts[fact], value)
	})
}

// Rung is a step of the ladder of escalation.
type Rung struct {
	Term
	Opens string `json:"opens,omitempty"` // the side way that begins with it
}

// Guide is what rules/stages.json says of the six steps, the side ways and the
// ladder.
type Guide struct {
	Steps    []Step       `json:"steps"`
	Branches []BranchType `json:"branches"`
	Rungs    []Rung       `json:"rungs"`   // from the lowest, where every case begins
	Reasons  []Term       `json:"reasons"` // for going on although something is missing
}

// LoadGuide reads and checks rules/stages.json.
func LoadGuide(files fs.FS) (*Guide, error) {
	const name = "rules/stages.json"
	var g Guide
	if err := facts.Whole(files, name, &g); err != nil {
		return nil, err
	}
	for _, check := range []func() error{g.checkSteps, g.checkBranches, g.checkLadder} {
		if err := check(); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return &g, nil
}

func (g *Guide) checkSteps() error {
	var items []Term
	for i, stage := range Stages() {
		if i >= len(g.Steps) || g.Steps[i].ID != stage || len(g.Steps) > len(Stages()) {
			return fmt.Errorf("steps: %q is missing or out of order", stage)
		}
		s := g.Steps[i]
		if s.Aim["zh"] == "" || s.Aim["en"] == "" || len(s.Holds) == 0 || len(s.Items) == 0 || !slices.Contains(places(), s.At) {
			return fmt.Errorf("step %q needs its aim in zh and en, a place, what its form holds and items", s.ID)
		}
		for _, item := range s.Items {
			items = append(items, item.Term)
			if item.When != "" && !slices.Contains(Conditions(), item.When) {
				return fmt.Errorf("item %q: no condition %q", item.ID, item.When)
			}
			if item.At != "" && !slices.Contains(places(), item.At) {
				return fmt.Errorf("item %q: no place %q", item.ID, item.At)
			}
		}
	}
	return checkTerms(items)
}

func (g *Guide) checkBranches() error {
	var types []Term
	for _, b := range g.Branches {
		types = append(types, b.Term)
		if b.Hint["zh"] == "" || b.Hint["en"] == "" {
			return fmt.Errorf("branch %q needs its hint in zh and en", b.ID)
		}
		if len(b.Aspects) > 0 {
			if err := checkTerms(b.Aspects); err != nil {
				return fmt.Errorf("branch %q: %w", b.ID, err)
			}
		}
		for _, rule := range b.When {
			fact, value, ok := strings.Cut(rule, "=")
			if !ok || value == "" || !slices.Contains([]string{"responsibility", "category", "channel", "severity"}, fact) {
				return fmt.Errorf("branch %q: what is %q", b.ID, rule)
			}
		}
		for _, at := range b.Links {
			if !slices.Contains(places(), at) {
				return fmt.Errorf("branch %q: no place %q", b.ID, at)
			}
		}
		if slices.Contains(b.Links, AtLetter) != (len(b.Letters) > 0) {
			return fmt.Errorf("branch %q: a letter needs its template and the link to it", b.ID)
		}
	}
	if _, ok := g.Branch(HardCase); !ok {
		return fmt.Errorf("there is no branch %q", HardCase)
	}
	return checkTerms(types)
}

func (g *Guide) checkLadder() error {
	if len(g.Rungs) < 2 {
		return fmt.Errorf("the ladder has too few rungs")
	}
	var rungs []Term
	for _, r := range g.Rungs {
		rungs = append(rungs, r.Term)
		if _, ok := g.Branch(r.Opens); r.Opens != "" && !ok {
			return fmt.Errorf("rung %q: no branch %q", r.ID, r.Opens)
		}
	}
	if err := checkTerms(rungs); err != nil {
		return err
	}
	return checkTerms(g.Reasons)
}

// Step is what a stage asks for; a foreign stage asks for nothing.
func (g *Guide) Step(s Stage) Step {
	if i := s.Index(); i >= 0 {
		return g.Steps[i]
	}
	return Step{ID: s}
}

// Item finds a line of any checklist.
func (g *Guide) Item(id string) (Item, bool) {
	for _, s := range g.Steps {
		if i, ok := text.Find(s.Items, func(i Item) bool { return i.ID == id }); ok {
			return i, true
		}
	}
	return Item{}, false
}

// ItemName is the name of a line of a checklist, or its id where it is gone.
func (g *Guide) ItemName(id, lang string) string {
	if i, ok := g.Item(id); ok {
		return i.Name(lang)
	}
	return id
}

// Branch finds a kind of side way.
func (g *Guide) Branch(id string) (BranchType, bool) {
	return text.Find(g.Branches, func(b BranchType) bool { return b.ID == id })
}

// BranchName is the name of a kind of side way, or its id where it is gone.
func (g *Guide) BranchName(id, lang string) string {
	return text.NameOf(g.Branches, func(b BranchType) bool { return b.ID == id }, id, lang)
}

// Rung is the height of a rung of the ladder, 0 for the lowest and -1 for none.
func (g *Guide) Rung(id string) int {
	return slices.IndexFunc(g.Rungs, func(r Rung) bool { return r.ID == id })
}

// RungName is the name of a rung, or its id where it is gone.
func (g *Guide) RungName(id, lang string) string {
	return text.NameOf(g.Rungs, func(r Rung) bool { return r.ID == id }, id, lang)
}
