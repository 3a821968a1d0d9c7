package agenda

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"casefolio/app/deadlines"
	"casefolio/app/dossier/block"
)

// say keeps keys and values in sight.
func say(key string, pairs ...string) string { return key + " " + strings.Join(pairs, " ") }

func board(sizes ...int) deadlines.Board {
	at := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	b := deadlines.Board{At: at}
	for k, section := range deadlines.Sections()[:len(sizes)] {
		g := deadlines.Group{Section: section, Total: sizes[k]}
		for n := range min(sizes[k], 30) { // the board lists no more
			g.Items = append(g.Items, deadlines.Item{
				Key: fmt.Sprintf("promise:%d-%d", k, n), Kind: deadlines.Promised, CaseID: "c", Number: "CF-2026-0001",
				Customer: "Emma Schneider", Title: strings.Repeat("call back ", 30), Due: at.Add(time.Hour), Zone: "Europe/Berlin",
			})
		}
		b.Groups = append(b.Groups, g)
	}
	return b
}

// What does not fit is counted, never left out in silence.
func TestNothingIsLeftOutInSilence(t *testing.T) {
	for _, rows := range []int{1, 6, 30} {
		for _, b := range []deadlines.Board{board(), board(0, 0), board(3), board(3, 0, 40), board(1, 1, 1, 1, 1, 1), board(200, 5)} {
			doc := Compose(Input{Board: b, At: b.At, Texts: say, Rows: rows})
			printed, left, all := 0, 0, 0
			for _, g := range b.Groups {
				all += g.Total
			}
			for _, o := range doc.Blocks {
				switch o := o.(type) {
				case block.Table:
					printed += len(o.Rows)
				case block.Paragraph:
					_, _ = fmt.Sscanf(o.Text.String(), "agenda.more count %d", &left)
				}
			}
			if printed > rows || printed+left != all {
				t.Errorf("%d rows: %d printed and %d counted of %d", rows, printed, left, all)
			}
		}
	}
}

// A row has both clocks, what is to be done in bounds, and whose it is.
func TestRow(t *testing.T) {
	b := board(1)
	doc := Compose(Input{Board: b, At: b.At, Texts: say, Rows: 5})
	for _, o := range doc.Blocks {
		table, ok := o.(block.Table)
		if !ok {
			continue
		}
		cells := table.Rows[0].Cells
		if len(cells) != len(table.Columns) {
			t.Fatalf("%d cells in %d columns", len(cells), len(table.Columns))
		}
		when, what, who := cells[1].Text.String(), cells[2].Text.String(), cells[3].Text.String()
		if !strings.Contains(when, "10:00") || !strings.Contains(when, "11:00") || !strings.Contains(who, "Emma Schneider") || len(what) > 200 {
			t.Errorf("%q %q %q", when, what, who)
		}
		return
	}
	t.Error("no table")
}

// The columns are named once, and what stands under today without being due
// today says why.
func TestToday(t *testing.T) {
	b := board(2, 2, 1)
	for n, in := range []time.Duration{time.Hour, -time.Hour} {
		i := &b.Groups[1].Items[n]
		i.Due, i.SendBy = b.At.Add(30*time.Hour), b.At.Add(in)
	}
	named, text := 0, ""
	for _, o := range Compose(Input{Board: b, At: b.At, Texts: say, Rows: 9}).Blocks {
		if table, ok := o.(block.Table); ok {
			for _, c := range table.Columns {
				if c.Head != "" {
					named++
					break
				}
			}
			for _, r := range table.Rows {
				text += r.Cells[2].Text.String() + "\n"
			}
		}
	}
	if named != 1 || strings.Count(text, "due.send_by") != 1 || strings.Count(text, "today.send_now") != 1 {
		t.Errorf("%d tables name their columns, in\n%s", named, text)
	}
}
