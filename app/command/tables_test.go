package command

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTableImport(t *testing.T) {
	run, services := runnerOn(t, "")
	dir := t.TempDir()
	put := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	orders := put("orders.csv", "Order ID,Buyer,Total,Currency,Order Date\nA1,Jo,5.00,USD,03/04/2026\n,Al,1,USD,\n")
	if got := run("table", "import", orders, "--kind", "orders"); got.code != exitFailed || !strings.Contains(got.err, "--dates") {
		t.Errorf("open question: %+v", got)
	}
	if got := run("table", "import", orders, "--kind", "orders", "--dates", "dmy", "--dry-run"); got.code != 0 || !strings.Contains(got.out, "1 new") {
		t.Errorf("dry run: %+v", got)
	}
	if _, ok, _ := services.Tables.Lookup(t.Context(), "A1"); ok {
		t.Error("the dry run kept an order")
	}
	got := run("table", "import", orders, "--dates", "dmy", "--platform", "Etsy", "--json")
	var out struct {
		Kind         string
		New, Refused int
		Remarks      []struct{ Code, Text string }
	}
	if err := json.Unmarshal([]byte(got.out), &out); err != nil || out.Kind != "orders" || out.New != 1 || out.Refused != 1 ||
		len(out.Remarks) != 1 || out.Remarks[0].Code != "no_order" || strings.Contains(out.Remarks[0].Text, "tables.") {
		t.Errorf("%+v %v", got, err)
	}
	o, ok, err := services.Tables.Lookup(t.Context(), "a1")
	if err != nil || !ok || o.Platform != "etsy" || o.Ordered.Day() != 3 {
		t.Errorf("%+v %v", o, err)
	}
	if got := run("table", "import", filepath.Join(dir, "gone.csv")); got.code != exitFailed || !strings.Contains(got.err, "gone.csv") {
		t.Errorf("%+v", got)
	}
}
