package compose

import (
	"slices"
	"strings"
	"testing"

	"casefolio/app/dossier/block"
)

// TestPacketOpens: the facts of the order do not run on from the letter, and the
// foot leaves room for the time beside it.
func TestPacketOpens(t *testing.T) {
	in := input(t, "en")
	in.Case.Order = "19-12345-67890"
	f := PacketFile{No: 1, Of: 2, Entries: []PacketEntry{}}
	if all := lines(Packet(in, f)); slices.Contains(all, "Order details") {
		t.Errorf("%q", all)
	}
	f.Letter = []block.Block{block.Paragraph{Text: block.Say(block.Body, "Dear team")}}
	doc := Packet(in, f)
	all := strings.Join(lines(doc), "\n")
	if _, after, ok := strings.Cut(all, "Dear team"); !ok || !strings.Contains(after, "Order details") {
		t.Errorf("%s", all)
	}
	if strings.Contains(doc.Foot, in.Case.Order) || !strings.Contains(doc.Foot, "file 1 of 2") {
		t.Errorf("%q", doc.Foot)
	}
}
