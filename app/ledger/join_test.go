package ledger

import (
	"fmt"
	"testing"
	"time"

	"casefolio/app/money"
)

// Taking in the ledger of another case loses nothing and counts nothing twice.
func TestJoin(t *testing.T) {
	at := time.Date(2026, 11, 9, 10, 0, 0, 0, time.UTC)
	eur := func(minor int64) money.Amount { return money.Amount{Minor: minor, Currency: "EUR"} }
	line := func(k Kind, minor int64) Line { return Line{Kind: k, Amount: eur(minor), At: at} }
	later := func(l Line) Line { l.At = at.AddDate(0, 0, 1); return l }
	goods := Line{Kind: Goods, Amount: eur(3200), At: at, Order: true}
	dollar := Line{Kind: Refund, Amount: money.Amount{Minor: 500, Currency: "USD"}, At: at}
	step := line(Refund, 900)
	step.Ref = "step"
	for name, c := range map[string]struct {
		here, there     Facts
		ours, theirs    []Line
		cost, recovered int64
		take            string
		added           int
		rest            int64
	}{
		"lines of both":              {ours: []Line{line(Refund, 100)}, theirs: []Line{line(Refund, 200)}, cost: 300, take: "[0]"},
		"one order, one payment":     {ours: []Line{line(Refund, 100)}, theirs: []Line{line(Refund, 100)}, cost: 100, take: "[]", rest: 100},
		"one order, two in one":      {ours: []Line{line(Refund, 100)}, theirs: []Line{line(Refund, 100), line(Refund, 100)}, cost: 200, take: "[1]", rest: 100},
		"one order, another day":     {ours: []Line{line(Refund, 100)}, theirs: []Line{later(line(Refund, 100))}, cost: 200, take: "[0]"},
		"two orders, the same":       {there: Facts{Order: "2"}, ours: []Line{line(Refund, 100)}, theirs: []Line{line(Refund, 100)}, cost: 200, take: "[0]"},
		"what the order cost":        {ours: []Line{goods}, theirs: []Line{later(goods), line(Fee, 30)}, cost: 30, take: "[1]"},
		"typed there":                {there: Facts{Cost: eur(70)}, ours: []Line{line(Refund, 100)}, cost: 170, take: "[]", added: 1},
		"typed here":                 {here: Facts{Cost: eur(70)}, theirs: []Line{line(Refund, 100)}, cost: 170, take: "[0]", added: 1},
		"typed in both":              {here: Facts{Cost: eur(70)}, there: Facts{Cost: eur(30)}, cost: 100, take: "[]", added: 2},
		"typed the same in both":     {here: Facts{Cost: eur(70)}, there: Facts{Cost: eur(70)}, cost: 70, take: "[]", rest: 70},
		"typed there what is a line": {there: Facts{Cost: eur(100)}, ours: []Line{line(Refund, 100)}, cost: 100, take: "[]", rest: 100},
		"typed here what is a line":  {here: Facts{Cost: eur(100)}, theirs: []Line{line(Refund, 100)}, cost: 100, take: "[0]"},
		"typed, of two orders":       {here: Facts{Cost: eur(70)}, there: Facts{Order: "2", Cost: eur(70)}, cost: 140, take: "[]", added: 2},
		"what came back":             {there: Facts{Recovered: eur(40)}, ours: []Line{line(Recovered, 60)}, recovered: 100, take: "[]", added: 1},
		"no rate":                    {ours: []Line{line(Refund, 100)}, theirs: []Line{dollar}, cost: 100, take: "[0]"},
		"a step of a return":         {ours: []Line{line(Refund, 900)}, theirs: []Line{step}, cost: 1800, take: "[0]"},
		"nothing":                    {take: "[]"},
	} {
		here, there := Facts{Number: "A", Order: "1", Shop: "EUR"}, Facts{Number: "B", Order: "1", Shop: "EUR"}
		here.Cost, here.Recovered, there.Cost, there.Recovered = c.here.Cost, c.here.Recovered, c.there.Cost, c.there.Recovered
		if c.there.Order != "" {
			there.Order = c.there.Order
		}
		j, err := Join(here, there, c.ours, c.theirs, at)
		if err != nil || j.Cost.Minor != c.cost || j.Recovered.Minor != c.recovered || fmt.Sprint(j.Take) != c.take ||
			len(j.New) != c.added || j.Rest.Cost.Minor != c.rest {
			t.Errorf("%s: %+v %v", name, j, err)
		}
		if typed := c.here.Cost; typed.Given() && len(c.theirs)+c.added > 0 && j.Typed.Cost != typed {
			t.Errorf("%s: the typed sum is forgotten: %+v", name, j.Typed)
		}
	}
}
