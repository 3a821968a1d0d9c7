package tables_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/tables"
	"casefolio/assets"
	"casefolio/data/datatest"
)

func services(t testing.TB) *app.Services {
	t.Helper()
	s, err := app.New(datatest.Open(t), assets.Files, datatest.Clock())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func parse(t testing.TB, s *app.Services, text string) *tables.Table {
	t.Helper()
	table, err := s.Tables.Parse(t.Context(), "table.csv", []byte(text), "")
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func suggest(t testing.TB, s *app.Services, table *tables.Table) tables.Mapping {
	t.Helper()
	m, err := s.Tables.Suggest(t.Context(), table, "USD")
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func plan(t testing.TB, s *app.Services, table *tables.Table, m tables.Mapping) *tables.Plan {
	t.Helper()
	p, err := s.Tables.DryRun(t.Context(), table, m)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func take(t testing.TB, s *app.Services, p *tables.Plan) tables.Import {
	t.Helper()
	i, err := s.Tables.Take(t.Context(), p, nil)
	if err != nil {
		t.Fatal(err)
	}
	return i
}

// lines joins columns by tabs and rows by line ends.
func lines(sep string, rows ...string) string {
	return strings.ReplaceAll(strings.Join(rows, "\n")+"\n", "|", sep)
}

func TestOrderReports(t *testing.T) {
	for _, tt := range []struct {
		name, file, layout, number, want string
	}{
		{"amazon all orders", lines("\t",
			"amazon-order-id|merchant-order-id|purchase-date|order-status|sales-channel|product-name|sku|quantity|currency|item-price|ship-city|ship-country",
			"302-8841276-2210751|302-8841276-2210751|2026-11-09T14:14:00+00:00|Shipped|Amazon.de|Thermo bottle|TB-500-BL|2|EUR|39.90|Berlin|DE",
			"302-8841276-2210751||2026-11-09T14:14:00+00:00|Shipped|Amazon.de|Lid|TB-LID|1|EUR|5.00|Berlin|DE",
		), "amazon_all_orders", " 302-8841276-2210751",
			"amazon 302-8841276-2210751 buyer= contact= DE Berlin EUR 44.90 2026-11-09T14:14:00Z items=TB-500-BL*2,TB-LID*1"},
		{"shopify", lines(",",
			"Name|Email|Financial Status|Paid at|Fulfillment Status|Fulfilled at|Currency|Subtotal|Total|Created at|Lineitem quantity|Lineitem name|Lineitem price|Lineitem sku|Billing Name|Shipping Name|Shipping City|Shipping Zip|Shipping Country|Shipping Phone",
			"#1001|emma@example.com|paid|x|fulfilled|2026-11-11 09:00:00 +0800|USD|30.00|34.00|2026-11-09 09:50:26 +0200|1|Lamp|20.00|LM-1|Emma Schneider|Emma S|Hamburg|'20095|DE|+4940",
			"#1001|emma@example.com|||||||||2|Bulb|5.00|LM-2||||||",
		), "shopify_orders", "1001",
			"shopify #1001 buyer=Emma Schneider contact=emma@example.com DE Hamburg USD 34.00 2026-11-09T09:50:26+02:00 items=LM-1*1,LM-2*2"},
		{"ebay", "\n" + lines(",",
			`"Sales Record Number"|"Order Number"|"Buyer Username"|"Buyer Name"|"Buyer Email"|Ship To Name|Ship To City|"Ship To Country"|"Item Title"|Custom Label|Quantity|Sold For|Total Price|Sale Date|Shipped On Date|Tracking Number`,
			"",
			`"101"|"12-34567-89012"|"jo_k"|"Jo Kerr"|"x@members.ebay.com"|Jo Kerr|Leeds|United Kingdom|Cup|CU-1|1|"£12.50"|"£15.00"|"Nov-09-26"|"Nov-10-26"|RM123456785GB`,
			"1|record(s) downloaded"),
			"ebay_orders", "12-34567-89012",
			"ebay 12-34567-89012 buyer=Jo Kerr contact=x@members.ebay.com United Kingdom Leeds GBP 15.00 2026-11-09T00:00:00+08:00 items=CU-1*1"},
		{"etsy", lines(",",
			"Sale Date|Order ID|Buyer User ID|Full Name|Number of Items|Date Shipped|Ship City|Ship Country|Currency|Order Value|Order Total|SKU",
			"11/09/26|3141592653|u1|Ann Lee|1|11/10/26|Austin|United States|USD|20.00|24.50|ET-1"),
			"etsy_orders", "3141592653",
			"etsy 3141592653 buyer=Ann Lee contact= United States Austin USD 24.50 2026-11-09T00:00:00+08:00 items=ET-1*1"},
		{"aliexpress", lines(",",
			"订单号|订单状态|买家名称|下单时间|产品总金额|物流费用|订单金额|产品信息|收货人名称|收货国家|城市|手机|实际发货物流|运单号|发货时间",
			"8123456789012345|等待收货|Maria Lopez|2026-11-09 22:14|20|3|US $23.00|台灯 x1|Maria Lopez|Spain|Madrid|+34600|菜鸟|LP00123456789012|2026-11-10 08:00"),
			"aliexpress_orders_zh", "8123456789012345",
			"aliexpress 8123456789012345 buyer=Maria Lopez contact=+34600 Spain Madrid USD 23.00 2026-11-09T22:14:00+08:00 items=*1"},
		{"any, German", lines(";",
			"Meine Bestellungen||||", "|||||",
			"Bestellnummer|Kunde|Bestelldatum|Gesamtbetrag|Währung|Land",
			"A-77|Jürgen Müller|31.10.2026 08:05|1.234,50|EUR|DE"),
			"", "a-77",
			" A-77 buyer=Jürgen Müller contact= DE  EUR 1234.50 2026-10-31T08:05:00+08:00 items="},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := services(t)
			table := parse(t, s, tt.file)
			m := suggest(t, s, table)
			if m.Kind != tables.Orders || m.Layout != tt.layout {
				t.Fatalf("taken for %q %q", m.Kind, m.Layout)
			}
			p := plan(t, s, table, m)
			if i := take(t, s, p); i.New != 1 {
				t.Errorf("%+v", i)
			}
			o, ok, err := s.Tables.Lookup(t.Context(), tt.number)
			if err != nil || !ok {
				t.Fatal(ok, err)
			}
			if got := describe(o); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
			again := plan(t, s, table, suggest(t, s, table))
			if i := take(t, s, again); i.New != 0 || i.Changed != 0 || i.Same != 1 || !again.Mapping.Known {
				t.Errorf("taken again: %+v, remembered %v", i, again.Mapping.Known)
			}
		})
	}
}

func describe(o tables.Order) string {
	var items []string
	for _, i := range o.Items {
		items = append(items, fmt.Sprintf("%s*%d", i.SKU, i.Quantity))
	}
	return fmt.Sprintf("%s %s buyer=%s contact=%s %s %s %s %s items=%s", o.Platform, o.Number, o.Buyer, o.Contact,
		o.Country, o.City, o.Amount, o.Ordered.Format("2006-01-02T15:04:05Z07:00"), strings.Join(items, ","))
}

func TestNewerReportKeepsWhatItDoesNotSay(t *testing.T) {
	s := services(t)
	take(t, s, plan(t, s, parse(t, s, "Order ID,Buyer,Total,Currency,Tracking\nA1,Jo,5.00,USD,\nA2,Al,6.00,USD,\n"), tables.Mapping{
		Kind: tables.Orders, Fields: []string{"order", "buyer", "amount", "currency", "tracking"}}))
	i := take(t, s, plan(t, s, parse(t, s, "Order ID,Buyer,Total,Currency,Tracking\n a1,,,,YT1\nA2,Al,6.00,USD,\nA3,Bo,1,USD,\n"), tables.Mapping{
		Kind: tables.Orders, Fields: []string{"order", "buyer", "amount", "currency", "tracking"}}))
	if i.New != 1 || i.Changed != 1 || i.Same != 1 {
		t.Errorf("%+v", i)
	}
	o, _, err := s.Tables.Lookup(t.Context(), "A 1")
	if err != nil || o.Buyer != "Jo" || o.Tracking != "YT1" || o.Amount.String() != "USD 5.00" {
		t.Errorf("%+v %v", o, err)
	}
	all, err := s.Tables.Imports(t.Context())
	if err != nil || len(all) != 2 || all[0].Changed != 1 {
		t.Errorf("%+v %v", all, err)
	}
}

func TestProducts(t *testing.T) {
	s := services(t)
	table := parse(t, s, "产品清单,,,,,\nSKU,中文名称,英文名称,采购价(元),重量(g),供应商\nTB-1,保温杯,Bottle,¥12.50,350,张氏\nTB-2,杯盖,,3,0.05kg,\n,无编码,,1,1,\nTB-1,保温杯,Bottle 500,12.5,350g,张氏\n")
	m := suggest(t, s, table)
	m.Currency = "CNY"
	if m.Kind != tables.Products {
		t.Fatalf("%+v", m)
	}
	p := plan(t, s, table, m)
	if p.Counts.New != 2 || p.Counts.Refused != 1 {
		t.Errorf("%+v", p.Counts)
	}
	take(t, s, p)
	got, ok, err := s.Tables.ProductBySKU(t.Context(), "tb-1 ")
	if err != nil || !ok || got.NameEN != "Bottle 500" || got.Cost.String() != "CNY 12.50" || got.Weight != 350_000 {
		t.Errorf("%+v %v %v", got, ok, err)
	}
	if got, _, _ := s.Tables.ProductBySKU(t.Context(), "TB-2"); got.Weight != 50_000 || got.Name("en") != "杯盖" {
		t.Errorf("%+v", got)
	}
}

const complaints = `投诉登记表,,,,,,,,
日期,客户姓名,平台,订单号,投诉类型,投诉内容,处理结果,退款金额,状态
2026/10/3,Emma,亚马逊,302-1,丢件,包裹没收到,退款,€12.00,已解决
2026/10/4,Luis,eBay,12-1,没见过的分类,杯子破了,,,处理中
2026/10/4,Luis,eBay,12-1,颜色不对,再说一次,,,处理中
随便,Ann,Etsy,9,商品质量,坏了,,,
,,,,,,,,合计
`

func TestComplaints(t *testing.T) {
	s := services(t)
	ctx := t.Context()
	table := parse(t, s, complaints)
	m := suggest(t, s, table)
	if m.Kind != tables.Complaints || m.Column("category") != 4 || m.Column("remedy") != 6 || m.Column("cost") != 7 {
		t.Fatalf("%+v", m)
	}
	p := plan(t, s, table, m)
	if p.Counts.New != 2 || p.Counts.Refused != 3 {
		t.Fatalf("%+v\n%+v", p.Counts, p.Lines)
	}
	for i, want := range []string{"own_words", "own_words", "twice", "time", "nothing"} {
		if !said(p.Lines[i], want) {
			t.Errorf("row %d: %+v, want %q", p.Lines[i].Row, p.Lines[i].Remarks, want)
		}
	}
	i := take(t, s, p)
	page, err := s.Cases.List(ctx, cases.Query{})
	if err != nil || len(page.Cases) != 2 || i.New != 2 {
		t.Fatalf("%+v %v %+v", page.Cases, err, i)
	}
	luis, emma := page.Cases[0], page.Cases[1]
	if emma.Platform != "amazon" || emma.Category != "logistics.lost" || emma.Stage != cases.Archive ||
		emma.Cost.String() != "EUR 12.00" || emma.Received.Format("2006-01-02") != "2026-10-03" {
		t.Errorf("%+v", emma)
	}
	if luis.Stage != cases.Intake || luis.Category != "没见过的分类" {
		t.Errorf("%+v", luis)
	}
	report, err := s.Journal.Verify(ctx, nil)
	if err != nil || !report.OK {
		t.Errorf("%+v %v", report, err)
	}

	again := plan(t, s, table, suggest(t, s, table))
	if again.Counts.New != 0 || !said(again.Lines[0], "duplicate") || again.Takes() {
		t.Errorf("taken twice: %+v", again.Lines[0])
	}
	n, err := s.Tables.Undo(ctx, i.ID, nil)
	if err != nil || n != 2 {
		t.Fatal(n, err)
	}
	if counts, _ := s.Cases.Counts(ctx); counts[cases.All] != 0 || counts[cases.Trash] != 2 {
		t.Errorf("after undo %v", counts)
	}
	if all, _ := s.Tables.Imports(ctx); all[0].UndoneAt.IsZero() || all[0].New != 2 {
		t.Errorf("%+v", all)
	}
}

// Stopping in the midst of a list keeps whole cases and tells how many.
func TestStopping(t *testing.T) {
	s := services(t)
	var b strings.Builder
	b.WriteString("Customer,Date,Complaint,Order No\n")
	for i := range 20 {
		fmt.Fprintf(&b, "C%d,2026-10-05,broken,%d\n", i, i)
	}
	table := parse(t, s, b.String())
	p := plan(t, s, table, suggest(t, s, table))
	if len(p.Lines[0].Remarks) > 0 || len(p.Remarks) != 2 { // no column for platform and category: said once
		t.Errorf("%+v, %+v", p.Lines[0], p.Remarks)
	}
	ctx, cancel := context.WithCancel(t.Context())
	i, err := s.Tables.Take(ctx, p, func(done, _ int) {
		if done == 7 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	counts, err := s.Cases.Counts(t.Context())
	if err != nil || counts[cases.All] != i.New || i.New < 7 || i.New > 8 {
		t.Errorf("%d cases, %+v, %v", counts[cases.All], i, err)
	}
	all, err := s.Tables.Imports(t.Context())
	if err != nil || len(all) != 1 || all[0].New != i.New {
		t.Errorf("%+v %v", all, err)
	}
	// The list again: what is there is left out, the rest is taken.
	if rest := plan(t, s, table, suggest(t, s, table)); rest.Counts.New != 20-i.New || rest.Counts.Refused != i.New {
		t.Errorf("%+v", rest.Counts)
	}

	orders := parse(t, s, "Order ID,Buyer\nA1,x\nA2,y\n")
	taken := plan(t, s, orders, suggest(t, s, orders))
	if _, err := s.Tables.Take(ctx, taken, nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if _, ok, err := s.Tables.Lookup(t.Context(), "A1"); ok || err != nil {
		t.Error("half a report was kept", err)
	}
}

func said(l tables.Line, code string) bool {
	for _, r := range l.Remarks {
		if r.Code == code {
			return true
		}
	}
	return code == "" && len(l.Remarks) == 0
}

func TestReportIsSafeAndComesBack(t *testing.T) {
	s := services(t)
	table := parse(t, s, "Customer,Date,Story,Order\n=HYPERLINK(1),nonsense,\"+1, -2\n@x\",8123456789012345\n'quoted,nonsense,-cmd|' /C calc'!A0,'0012\n")
	p := plan(t, s, table, suggest(t, s, table))
	var b bytes.Buffer
	if err := tables.WriteReport(&b, p, [2]string{"Row", "Problem"}, func(r tables.Remark) string { return "=" + r.Code }); err != nil {
		t.Fatal(err)
	}
	all, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\ufeff"))).ReadAll()
	if err != nil || len(all) != 3 {
		t.Fatal(len(all), err)
	}
	for _, record := range all {
		for _, cell := range record {
			if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r") {
				t.Errorf("a formula: %q", cell)
			}
		}
	}
	back := parse(t, s, b.String())
	for i, row := range table.Rows {
		for column, c := range row.Cells {
			if got := back.Rows[i].Cell(column + 2).Text; got != c.Text {
				t.Errorf("%q came back as %q", c.Text, got)
			}
		}
	}
}

func TestWordsMeanListedValues(t *testing.T) {
	s := services(t)
	lists := map[string][]cases.Term{
		"platform": s.Lists.Platforms, "remedy": s.Lists.Remedies, "satisfaction": s.Lists.Satisfactions,
		"channel": s.Lists.Channels, "severity": s.Lists.Severities, "responsibility": s.Lists.Responsibilities,
	}
	for field, words := range s.Tables.Rules().Words {
		for word, id := range words {
			known := slices.ContainsFunc(lists[field], func(x cases.Term) bool { return x.ID == id })
			if field == "category" {
				_, _, known = s.Lists.Category(id)
			}
			if !known {
				t.Errorf("%s: %q means %q, which is not listed", field, word, id)
			}
		}
	}
	for _, l := range s.Tables.Rules().Layouts {
		if !slices.ContainsFunc(s.Lists.Platforms, func(x cases.Term) bool { return x.ID == l.Platform }) {
			t.Errorf("layout %s is of %q", l.ID, l.Platform)
		}
	}
}

func TestASignAloneIsTheCurrencyOfTheTable(t *testing.T) {
	s := services(t)
	take(t, s, plan(t, s, parse(t, s, "Order ID,Item Price,Currency\nA1,5.00,$\nA2,6.00,¥\n"), tables.Mapping{
		Kind: tables.Orders, Fields: []string{"order", "amount", "currency"}, Currency: "CAD"}))
	for number, want := range map[string]string{"A1": "CAD 5.00", "A2": ""} {
		if o, _, err := s.Tables.Lookup(t.Context(), number); err != nil || o.Amount.String() != want {
			t.Errorf("%s: %s %v", number, o.Amount, err)
		}
	}
}
