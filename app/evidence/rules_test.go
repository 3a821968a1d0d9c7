package evidence

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"casefolio/app/text"
)

// TestTexts asks for a text in both languages for every code of this package.
func TestTexts(t *testing.T) {
	catalog, err := text.Load(os.DirFS("../../assets"), "translations")
	if err != nil {
		t.Fatal(err)
	}
	r := testReaders(t)
	keys := []string{"role.unknown"}
	for _, k := range []Kind{Chat, Tracking, Photo, Email, Document, Text} {
		keys = append(keys, "kind."+string(k))
	}
	for _, s := range []Source{FromFile, FromDrop, FromPaste} {
		keys = append(keys, "source."+string(s))
	}
	for _, role := range []Role{Buyer, Seller, Platform, System} {
		keys = append(keys, "role."+string(role))
	}
	for _, id := range r.track.codes {
		keys = append(keys, "milestone."+id)
	}
	for _, id := range r.track.order {
		keys = append(keys, "track.stage."+MainMilestone(id))
	}
	for _, f := range r.track.facts {
		keys = append(keys, "fact."+f.ID)
	}
	for _, code := range Findings() {
		keys = append(keys, "finding."+code)
	}
	for _, column := range TrackColumns() {
		keys = append(keys, "track.column."+column)
	}
	for _, m := range magic {
		keys = append(keys, "format."+m.found.format)
	}
	for _, found := range byName {
		keys = append(keys, "format."+found.format)
	}
	for _, sh := range chatShapes() {
		keys = append(keys, "format."+sh.format)
	}
	for _, format := range []string{formatMail, formatTrackText, formatTrackCSV, "binary", "avif", "text"} {
		keys = append(keys, "format."+format)
	}
	for _, format := range []string{formatTelegram, formatMessenger, formatInstagram} {
		keys = append(keys, "format."+format)
	}
	for _, fact := range []Fact{Omitted, Attached, Deleted, Edited, Call} {
		keys = append(keys, "chat.fact."+string(fact))
	}
	for _, d := range []Doubt{InGap, Twice, Backwards, OffOrder, NoYear} {
		keys = append(keys, "chat.doubt."+string(d))
	}
	for _, code := range []string{problemTimes, problemChatBroken, problemChatDeep, problemChatMany, problemZipFiles, problemZipBomb} {
		keys = append(keys, "problem."+code)
	}
	for _, code := range []string{"reread.no_chat", "pattern.no_time", "pattern.no_sender", "pattern.far", "pattern.name"} {
		keys = append(keys, "fault."+code, "fault."+code+".hint")
	}
	for _, code := range []string{problemBroken, problemTooLarge, problemUnsupported, problemOrder, problemTextTooLarge, problemMoreEvents, problemParcels, problemMail, problemNoText} {
		keys = append(keys, "problem."+code)
	}
	for _, code := range []string{"file.folder", "file.empty", "file.missing", "file.denied", "file.unreadable", "file.too_large", "paste.empty", "picture.none", "picture.broken", "vault.unreadable", "translation.too_long", "message.unknown", "event.text", "event.time", "event.too_long", "event.milestone", "event.unknown", "reread.no_track"} {
		keys = append(keys, "fault."+code, "fault."+code+".hint")
	}
	for _, key := range keys {
		for _, lang := range []string{"zh", "en"} {
			if !catalog.Has(lang, key) {
				t.Errorf("%s has no %s", lang, key)
			}
		}
	}
}

// TestRulesAreChecked spoils one thing of the tables at a time.
func TestRulesAreChecked(t *testing.T) {
	load := func(old, new string) error {
		files := fstest.MapFS{}
		for _, name := range []string{"rules/chat.json", "rules/tracking.json", "rules/carriers.json", "rules/places.json"} {
			raw, err := os.ReadFile("../../assets/" + name)
			if err != nil {
				t.Fatal(err)
			}
			files[name] = &fstest.MapFile{Data: []byte(strings.Replace(string(raw), old, new, 1))}
		}
		_, err := LoadReaders(files)
		return err
	}
	if err := load("", ""); err != nil {
		t.Fatal(err)
	}
	for _, c := range [][2]string{
		{`"january": 1`, `"january": 13`},
		{`"上午": "am"`, `"上午": "early"`},
		{`"年"`, `"年年"`},
		{`"check": "s10"`, `"check": "s11"`},
		{`"RB123456785US"`, `"RB123456786US"`},
		{`^1Z`, `^(1Z`},
		{`"statuses": [`, `"other": [`},
		{`"weakened_by": ["delivered"]`, `"weakened_by": ["devoured"]`},
		{`"facts": ["not_handed_over"]`, `"facts": ["never"]`},
		{`"zone": "Europe/Berlin"`, `"zone": "Europe/Bern"`},
		{`"country": "DE"`, `"country": "D"`},
		{`{`, ``},
	} {
		if load(c[0], c[1]) == nil {
			t.Errorf("%s → %s is not noticed", c[0], c[1])
		}
	}
}

func TestMilestones(t *testing.T) {
	r := testReaders(t).track
	for text, want := range map[string]string{
		"Delivered":                                            "delivered.delivered",
		"DELIVERED, LEFT WITH NEIGHBOR":                        "delivered.neighbour",
		"Not delivered: nobody home":                           "failed_attempt.failed",
		"Out for Delivery":                                     "out_for_delivery.out_for_delivery",
		"Arrived in destination country":                       "in_transit.arrived_country",
		"Departed from sorting center":                         "in_transit.departed",
		"Shipping label created, awaiting item":                "info_received.label_created",
		"快件已签收，签收人：本人":                                         "delivered.signed",
		"派件不成功":                                                "failed_attempt.failed",
		"已到达目的国":                                               "in_transit.arrived_country",
		"Die Sendung wurde zugestellt":                         "delivered.delivered",
		"Nicht zugestellt":                                     "failed_attempt.failed",
		"Die Sendung konnte nicht zugestellt werden":           "failed_attempt.failed",
		"Votre colis est livré":                                "delivered.delivered",
		"Entregado":                                            "delivered.delivered",
		"配達完了":                                                 "delivered.delivered",
		"国際交換局に到着":                                             "in_transit.arrived_country",
		"InTransit_Departure":                                  "in_transit.departed",
		"Delivered_003":                                        "delivered.signed",
		"Your parcel will be delivered today":                  "out_for_delivery.out_for_delivery",
		"Expected delivery: Friday":                            "in_transit.moving",
		"Delivered to local courier":                           "in_transit.moving",
		"Delivered to pickup point":                            "available_for_pickup.waiting",
		"Delivered, To Original Sender":                        "exception.returned",
		"Arrived at USPS Regional Origin Facility":             "in_transit.arrived_hub",
		"We tried to deliver your parcel":                      "failed_attempt.failed",
		"Picked up by the recipient at the shop":               "delivered.collected",
		"预计送达时间 11-20":                                         "in_transit.moving",
		"等待签收":                                                 "out_for_delivery.out_for_delivery",
		"尚未签收":                                                 "failed_attempt.failed",
		"家人签收":                                                 "delivered.neighbour",
		"退件已签收":                                                "exception.returned",
		"已存放在丰巢快递柜":                                            "available_for_pickup.waiting",
		"Consegnata":                                           "delivered.delivered",
		"Mancata consegna: destinatario assente":               "failed_attempt.nobody_home",
		"In consegna":                                          "out_for_delivery.out_for_delivery",
		"Sarà consegnato domani":                               "in_transit.moving",
		"Reso al mittente":                                     "exception.returned",
		"Votre colis sera livré demain":                        "in_transit.moving",
		"Remis à un voisin":                                    "delivered.neighbour",
		"Retour à l'expéditeur":                                "exception.returning",
		"Salida de la oficina internacional":                   "in_transit.departed",
		"Será entregado mañana":                                "in_transit.moving",
		"Entregado al remitente":                               "exception.returned",
		"Die Sendung wird voraussichtlich morgen zugestellt":   "in_transit.moving",
		"Einem Nachbarn übergeben":                             "delivered.neighbour",
		"Die Sendung liegt in der Filiale zur Abholung bereit": "available_for_pickup.waiting",
		"Annahme verweigert":                                   "failed_attempt.refused",
		"ご不在のため持ち戻りました":                                        "failed_attempt.nobody_home",
		"お届け先にお届け済み":                                           "delivered.delivered",
		"差出人に返送済み":                                             "exception.returned",
		"通関手続中":                                                "in_transit.customs_started",
		"到着":                                                   "in_transit.arrived_hub",
		"Almost there":                                         "",
		"Closterweg 7":                                         "",
	} {
		if got := r.milestone(text); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
	if MainMilestone("in_transit.departed") != "in_transit" || MainMilestone("") != "" {
		t.Error("main milestone")
	}
}
