package evidence

import (
	"strings"
	"testing"
	"time"
)

// brief writes findings as "code name=value …".
func briefFindings(all []Finding) string {
	var b strings.Builder
	for _, f := range all {
		b.WriteString(f.Code)
		for i := 0; i+1 < len(f.Args); i += 2 {
			b.WriteString(" " + f.Args[i] + "=" + f.Args[i+1])
		}
		b.WriteString("\n")
	}
	return b.String()
}

func briefSupports(all []Support) string {
	var parts []string
	for _, f := range all {
		switch {
		case !f.Holds:
			parts = append(parts, "not "+f.ID)
		case f.WeakBy != "":
			parts = append(parts, f.ID+" but "+f.WeakBy)
		default:
			parts = append(parts, f.ID+" "+f.Event.At.Format("01-02"))
		}
	}
	return strings.Join(parts, ", ")
}

func TestFindings(t *testing.T) {
	r := testReaders(t)
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, text string
		want       Expected
		found      string
	}{
		{"gap and silence", "LK123456785CN\n2026-11-01 10:00 Berlin, Arrived at facility\n2026-10-20 10:00 Shenzhen, Departed\n", Expected{},
			"gap days=12 from=2026-10-20 to=2026-11-01\nopen days=20 from=2026-11-01\n"},
		{"loop", "LK123456785CN\n2026-11-01 Leipzig, Arrived\n2026-11-02 Köln, Arrived\n2026-11-03 Leipzig, Arrived\n2026-11-20 Köln, Delivered\n", Expected{},
			"gap days=17 from=2026-11-03 to=2026-11-20\nloop place=Leipzig count=2\nloop place=Köln count=2\n"},
		{"another country", "LK123456785CN\n2026-11-20 10:00 Paris, Delivered\n2026-11-19 10:00 Paris, Out for delivery\n", Expected{Country: "DE", City: "Berlin"},
			"place place=Paris expected=Berlin, DE\n"},
		{"another country by the clock", "LK123456785CN\n2026-11-20 10:00 Paris, Delivered\n2026-11-19 10:00 Paris, Out for delivery\n", Expected{Buyer: berlin},
			"place place=Paris expected=DE\n"},
		{"another city", "LK123456785CN\n2026-11-20 10:00 Hamburg, Delivered\n2026-11-19 10:00 Hamburg, Out for delivery\n", Expected{Country: "DE", City: "Berlin"},
			"place place=Hamburg expected=Berlin, DE\n"},
		{"a suburb is no other city", "LK123456785CN\n2026-11-20 10:00 Potsdam DE, Delivered\n2026-11-19 10:00 Hamburg, Out for delivery\n", Expected{Country: "DE", City: "Berlin"}, ""},
		{"returned", "LK123456785CN\n2026-11-20 10:00 Shenzhen, Returned to sender\n2026-11-18 10:00 Berlin, Refused\n", Expected{},
			"returned at=2026-11-20\n"},
		{"delivered before it was shipped", "LK123456785CN\n2026-11-12 10:00 Berlin, Delivered\n2026-11-12 08:00 Berlin, Out for delivery\n", Expected{Shipped: testNow.AddDate(0, 0, -2)},
			"early delivered=2026-11-12 shipped=" + testNow.AddDate(0, 0, -2).Format(time.DateOnly) + "\n"},
		{"future", "LK123456785CN\n2027-02-12T10:00:00Z Delivered\n2026-11-20T10:00:00Z In transit\n", Expected{},
			"gap days=84 from=2026-11-20 to=2027-02-12\nfuture count=1\n"},
		{"last mile and no zone", "YT2631821272003344\nLast mile tracking number: 1Z5R89390357567127\n2026-11-20 10:00 Delivered\n2026-11-19 10:00 Out for delivery\n", Expected{},
			"also number=1Z5R89390357567127 carrier=UPS\nassumed count=2\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := readString(t, r, "", c.text, Options{})
			c.want.Now = testNow
			rec := Record{Exhibit: Exhibit{Parcel: got.Parcel}, Events: got.Events, Also: r.track.otherNumbers(splitLines([]byte(c.text)), got.Parcel.Number)}
			if b := briefFindings(r.Findings(rec, c.want)); b != c.found {
				t.Errorf("got\n%swant\n%s", b, c.found)
			}
		})
	}
	if got := r.Findings(Record{}, Expected{}); len(got) != 0 {
		t.Errorf("nothing gives %+v", got)
	}
}

func TestSupports(t *testing.T) {
	r := testReaders(t)
	for _, c := range []struct{ name, text, want string }{
		{"label only", "2026-11-01 Label created\n2026-11-01 Order data transmitted\n",
			"not_handed_over 11-01, not handed_to_carrier, not arrived_country, not delivered, not signed"},
		{"delivered, not signed", "2026-11-09 Delivered\n2026-11-02 Accepted\n2026-11-01 Label created\n",
			"handed_to_carrier 11-02, shipped_on_time 11-02, arrived_country 11-09, delivered 11-09, not signed"},
		{"neighbour", "2026-11-09 Left with neighbour\n2026-11-02 Accepted\n",
			"handed_to_carrier 11-02, shipped_on_time 11-02, arrived_country 11-09, delivered but delivered_to_other, not signed, delivered_to_other 11-09"},
		{"signed", "2026-11-09 Signed for by J. Doe\n2026-11-02 Accepted\n",
			"handed_to_carrier 11-02, shipped_on_time 11-02, arrived_country 11-09, delivered 11-09, signed 11-09"},
		{"delivered, then returned", "2026-11-19 Returned to sender\n2026-11-09 Delivered\n",
			"handed_to_carrier 11-09, arrived_country 11-09, delivered but returned, not signed, returned 11-19"},
		{"lost", "2026-11-19 Parcel lost\n2026-11-02 Accepted\n",
			"handed_to_carrier 11-02, shipped_on_time 11-02, not arrived_country, not delivered, not signed, lost 11-19, carrier_claim_possible 11-19"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := readString(t, r, "", "LK123456785CN\n"+c.text, Options{})
			if b := briefSupports(r.Facts(got.Events)); b != c.want {
				t.Errorf("got  %s\nwant %s", b, c.want)
			}
			for i := range got.Events {
				got.Events[i].Own = true
			}
			if len(r.Facts(got.Events)) != 0 {
				t.Error("the seller's own lines support something")
			}
		})
	}
}

func TestMerge(t *testing.T) {
	at := func(h int) time.Time { return time.Date(2026, 11, 9, h, 0, 0, 0, time.UTC) }
	first := Record{Exhibit: Exhibit{ID: "a", No: 1, AddedAt: at(12)}, Events: []Event{
		{Seq: 1, At: at(9), Text: "Out for delivery"}, {Seq: 2, At: at(3), Text: "Arrived"}, {Seq: FirstOwn, At: at(5), Text: "Called", Own: true}}}
	second := Record{Exhibit: Exhibit{ID: "b", No: 2, AddedAt: at(20)}, Events: []Event{
		{Seq: 1, At: at(14), Text: "Delivered"}, {Seq: 2, At: at(9), Text: "Out for Delivery."}}}
	got := ""
	for _, l := range Merge([]Record{first, second}) {
		got += l.Text + " " + l.Source
		for _, no := range l.Exhibits {
			got += Exhibit{No: no}.Label()
		}
		got += "\n"
	}
	want := "Arrived aE-01\nCalled aE-01\nOut for Delivery. bE-01E-02\nDelivered bE-02\n"
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestPlaces(t *testing.T) {
	g := testReaders(t).track.places
	for place, want := range map[string]string{
		"Leipzig, DE": "DE Europe/Berlin", "Dover, DE 19901": "US America/New_York", "AUSTIN, TX 78701": "US America/Chicago",
		"EL PASO, TX 79901": "US America/Denver", "PARIS, TX 75460": "US", "London, ON, Canada": "CA", "London": "GB Europe/London",
		"深圳市龙华区": "CN Asia/Shanghai", "LEIPZIG - GERMANY": "DE Europe/Berlin", "Las Palmas, Spain": "ES Atlantic/Canary",
		"Heathrow Worldwide DC": "GB Europe/London", "CHICAGO IL INTERNATIONAL DISTRIBUTION CENTER": "US America/Chicago",
		"ISC LOS ANGELES CA(USPS)": "US America/Los_Angeles", "LEJ": "DE Europe/Berlin", "Somewhere": "", "": "", "Montreal, QC": "CA America/Toronto",
		"Miami, OK 74354": "US America/Chicago", "United States": "US",
	} {
		at, ok := g.find(place, false)
		got := at.country
		if at.zone != nil {
			got += " " + at.zone.String()
		}
		if got != want || ok != (want != "") {
			t.Errorf("%s: %q, want %q", place, got, want)
		}
	}
	both := g.locate([]Event{{Place: "Dover, DE"}, {Place: "Newark, NJ"}, {Place: "Leipzig, DE"}})
	if both[0].country != "US" || both[2].country != "DE" {
		t.Errorf("%+v", both)
	}
}

// An event of which no place is known happened where the parcel was, or where
// the buyer is.
func TestZonesOfUnknownPlaces(t *testing.T) {
	r := testReaders(t)
	lisbon, err := time.LoadLocation("Europe/Lisbon")
	if err != nil {
		t.Fatal(err)
	}
	text := "LK123456785CN\n2026-11-20 14:00 Delivered\n2026-11-20 09:00 Out for delivery\n2026-11-11 09:00 Shenzhen, Departed\n2026-11-10 09:00 Label created\n"
	got := readString(t, r, "", text, Options{BuyerZone: lisbon})
	if b := placed(got.Events); b != "2026-11-20 14:00Z?||Delivered|delivered.delivered\n2026-11-20 09:00Z?||Out for delivery|out_for_delivery.out_for_delivery\n"+
		"2026-11-11 09:00+08:00°|Shenzhen|Departed|in_transit.departed\n2026-11-10 09:00+08:00?||Label created|info_received.label_created\n" {
		t.Error(b)
	}
}

func TestColumns(t *testing.T) {
	r := testReaders(t)
	text := "Nr;Wann;Wo;Was;Notiz\n1;09.11.2026 10:00;Berlin;Delivered;front door\n2;08.11.2026 10:00;Leipzig;Arrived;-\n"
	lines := splitLines([]byte(text))
	table, ok := r.track.table(lines, TrackChoices{})
	if !ok || len(table.Samples) != 2 || len(table.Columns) != 5 || table.Header[1] != "Wann" || table.Signature == "" {
		t.Fatalf("%+v", table)
	}
	how := Options{Zone: time.UTC}.tracks(testNow)
	how.choices.Columns = []string{"", "time", "place", "text", ""}
	got, ok := r.track.readAgain(lines, formatTrackCSV, how)
	if !ok || briefEvents(got.Events) == "" || got.Events[0].Place != "Berlin" || !strings.HasPrefix(got.Events[0].Text, "Delivered") {
		t.Errorf("%v %+v", ok, got.Events)
	}
	// The same headings are known the next time.
	header := splitLines([]byte("Time;Where;Status\n09.11.2026 10:00;Berlin;Delivered\n08.11.2026 10:00;Leipzig;Arrived\n"))
	known, _ := r.track.table(header, TrackChoices{})
	if known.Signature == "" {
		t.Fatal("no signature")
	}
	opt := Options{Zone: time.UTC, TrackColumns: map[string][]string{known.Signature: {"time", "place", "text"}}}
	again, ok := r.track.readTable(header, opt.tracks(testNow))
	if !ok || again.Events[0].Place != "Berlin" {
		t.Errorf("%v %+v", ok, again.Events)
	}
	how.choices.Columns = []string{"", "place"}
	if _, ok := r.track.readAgain(lines, formatTrackCSV, how); ok {
		t.Error("a table without times is a record")
	}
}
