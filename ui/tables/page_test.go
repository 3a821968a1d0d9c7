package tables

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/tables"
	"casefolio/assets"
	"casefolio/data/datatest"
	"casefolio/ui/kit"
	"casefolio/ui/kit/kittest"
)

type world struct {
	services *app.Services
	shell    *kittest.Shell
	page     *Page
}

func open(t *testing.T, language string) *world {
	t.Helper()
	s, err := app.New(datatest.Open(t), assets.Files, datatest.Clock())
	if err != nil {
		t.Fatal(err)
	}
	w := &world{services: s, shell: kittest.New(t, assets.Files, language)}
	w.page = NewPage(Deps{Shell: w.shell, Tables: s.Tables, Lists: s.Lists, Shop: s.Shop, Now: s.Now})
	w.shell.Show(w.page)
	return w
}

// drop drops a file with this content on the page.
func (w *world) drop(t *testing.T, name, content string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	w.page.Dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(path)})
}

const list = "日期,客户,平台,订单号,投诉类型,投诉内容,状态\n03/04/2026,Emma,eBay,1,丢件,没收到,已解决\n05/04/2026,Luis,eBay,2,丢件,没收到,\n,,,,,,合计\n"

func TestComplaintListBecomesCases(t *testing.T) {
	w := open(t, "zh")
	w.shell.Picture(t, "tables-choose")
	w.drop(t, "投诉.csv", list)
	w.shell.Picture(t, "tables-columns")
	if w.page.step != stepColumns || w.page.mapping.Kind != tables.Complaints {
		t.Fatalf("%v %+v", w.page.step, w.page.mapping)
	}
	if !w.page.forward.Disabled() || !w.page.columns.orderIn.HasError() {
		t.Error("the order of day and month was taken for granted")
	}
	w.page.columns.order.SetSelectedIndex(1)
	if w.page.forward.Disabled() {
		t.Fatal("still asking")
	}
	w.shell.Reach(t)
	w.page.check()
	w.shell.Picture(t, "tables-rows")
	if w.page.step != stepRows || w.page.plan.Counts.New != 2 || w.page.plan.Counts.Refused != 1 {
		t.Fatalf("%+v %v", w.page.plan, w.shell.Errors)
	}
	w.shell.Reach(t)
	report := filepath.Join(t.TempDir(), "report.csv")
	w.page.saveReport(report)
	raw, err := os.ReadFile(report)
	if err != nil || !strings.Contains(string(raw), "没有客户") {
		t.Errorf("%q %v", raw, err)
	}
	w.page.take()
	w.shell.Picture(t, "tables-done")
	page, err := w.services.Cases.List(t.Context(), cases.Query{})
	if err != nil || len(page.Cases) != 2 || page.Cases[1].Received.Day() != 3 || page.Cases[1].Stage != cases.Archive {
		t.Fatalf("%+v %v", page.Cases, err)
	}
	w.shell.Tap(t, kit.T("tables.undo"))
	if counts, _ := w.services.Cases.Counts(t.Context()); counts[cases.Trash] != 2 || w.page.step != stepChoose {
		t.Errorf("%v, step %v", counts, w.page.step)
	}
	w.shell.Picture(t, "tables-past")
}

func TestOrdersByTheKeys(t *testing.T) {
	w := open(t, "en")
	w.drop(t, "orders.txt", "amazon-order-id\tpurchase-date\tproduct-name\tsku\tquantity\tcurrency\titem-price\n302-8841276-2210751\t2026-11-09T14:14:00+00:00\tBottle\tTB\t1\tEUR\t39.90\n")
	for range 2 { // check, then take
		w.page.Shortcuts()[1].Do()
	}
	if w.page.step != stepDone || w.page.done.New != 1 {
		t.Fatalf("%v %+v %v", w.page.step, w.page.done, w.shell.Errors)
	}
	if _, ok, err := w.services.Tables.Lookup(t.Context(), "302-8841276-2210751"); !ok || err != nil {
		t.Error(ok, err)
	}
	w.page.goBack()
	if w.page.step != stepChoose || !w.shell.Has("1 orders") {
		t.Error("the page does not tell what is in")
	}
}

func TestColumnsCanBeChanged(t *testing.T) {
	w := open(t, "en")
	w.drop(t, "a.csv", "Foo,Order ID,Bar\nx-1,A1,12.00\nx-2,A2,13.00\n")
	c := w.page.columns
	if w.page.mapping.Column("order") != 1 {
		t.Fatalf("%+v", w.page.mapping)
	}
	c.selects[0].SetSelected(FieldName("order"))
	if w.page.mapping.Fields[0] != "order" || w.page.mapping.Fields[1] != "" || c.selects[1].SelectedIndex() != 0 {
		t.Errorf("%+v", w.page.mapping)
	}
	c.selects[0].SetSelectedIndex(0)
	if !w.page.forward.Disabled() || c.missing.Hidden {
		t.Error("a table without order numbers can be taken")
	}
	w.page.setKind(tables.Products)
	if w.page.mapping.Kind != tables.Products || w.page.step != stepColumns {
		t.Errorf("%+v", w.page.mapping)
	}
}

func TestBadFilesSayWhatTheyAre(t *testing.T) {
	w := open(t, "en")
	w.drop(t, "a.xlsx", "PK\x03\x04 not a zip")
	w.drop(t, "b.xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	w.drop(t, "c.csv", "")
	want := []string{"tables.broken", "tables.old_excel", "file.empty"}
	if got := w.shell.FaultCodes(); strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestLookUp(t *testing.T) {
	w := open(t, "zh")
	w.drop(t, "o.csv", "订单号,买家,商品,数量,金额,币种,下单时间,运单号\nA-1,Emma,保温杯,2,39.90,EUR,2026-11-09,YT1\n")
	w.page.check()
	w.page.take()
	w.page.restart()
	f := w.page.choose.find
	for _, tt := range []struct{ text, want string }{{"nowhere", "nowhere"}, {" a-1", "YT1"}} {
		f.entry.SetText(tt.text)
		f.look()
		if said := strings.Join(kittest.Words(f.result), " "); !strings.Contains(said, tt.want) {
			t.Errorf("%q: %s", tt.text, said)
		}
	}
	w.shell.Reach(t)
	w.shell.Picture(t, "tables-find")
}
