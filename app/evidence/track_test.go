package evidence

import (
	"strings"
	"testing"
)

func briefEvents(events []Event) string {
	var b strings.Builder
	for _, e := range events {
		at := "-"
		if !e.At.IsZero() {
			at = e.At.Format("2006-01-02 15:04")
			if e.DateOnly {
				at = e.At.Format("2006-01-02")
			}
			if e.ZoneKnown {
				at += e.At.Format("Z07:00")
			}
		}
		b.WriteString(at + "|" + e.Place + "|" + strings.ReplaceAll(e.Text, "\n", "⏎") + "|" + e.Milestone + "\n")
	}
	return b.String()
}

var trackCases = []struct{ name, text, parcel, want string }{
	{"17TRACK", "Tracking number: YT2630921266112233\nPackage status: In transit (12 Days)\nCountry: China -> Germany\nDestination:\n2026-11-09 22:14 Leipzig, Arrived at facility\nOrigin:\n2026-11-05 08:40 【深圳】已离港\n2026-11-04 18:00, Shipment information received\n====\nPowered by www.17track.net\n",
		"YT2630921266112233/YunExpress (云途)",
		"2026-11-09 22:14|Leipzig|Arrived at facility|in_transit.arrived_hub\n2026-11-05 08:40|深圳|已离港|in_transit.departed\n2026-11-04 18:00||Shipment information received|info_received.label_created\n"},
	{"AfterShip", "RB123456785CN\nNov 9, 2026 10:14 pm\nArrived at facility\nLeipzig, DE\nNov 05, 2026 08:40 am\nDeparted from airport\nShenzhen, CN\n",
		"RB123456785CN/China Post",
		"2026-11-09 22:14|Leipzig, DE|Arrived at facility|in_transit.arrived_hub\n2026-11-05 08:40|Shenzhen, CN|Departed from airport|in_transit.departed\n"},
	{"day lines", "Monday, November 9, 2026\n22:14 Leipzig - Germany, Arrived at facility\n08:00 Departed, Frankfurt - Germany\nSunday, November 8, 2026\n10:00 Customs clearance completed\nWaybill: 3318810025\n",
		"3318810025/DHL",
		"2026-11-09 22:14|Leipzig - Germany|Arrived at facility|in_transit.arrived_hub\n2026-11-09 08:00|Frankfurt - Germany|Departed|in_transit.departed\n2026-11-08 10:00||Customs clearance completed|in_transit.customs_released\n"},
	{"offsets", "2026-11-09T22:14:00+01:00 Zugestellt\n2026-11-05 08:40 (UTC+8) 已揽收\n",
		"/",
		"2026-11-09 22:14+01:00||Zugestellt|delivered.delivered\n2026-11-05 08:40+08:00||已揽收|in_transit.picked_up\n"},
	{"trailing", "Delivered, Berlin, DE 09.11.2026 10:14\nOut for delivery 09.11.2026 07:30\n", "/",
		"2026-11-09 10:14|Berlin, DE|Delivered|delivered.delivered\n2026-11-09 07:30||Out for delivery|out_for_delivery.out_for_delivery\n"},
	{"status above", "单号：SF1234567890123\n已签收\n2026-11-09 10:14\n\n派送中\n2026-11-09 07:30\n", "SF1234567890123/SF Express (顺丰)",
		"2026-11-09 10:14||已签收|delivered.signed\n2026-11-09 07:30||派送中|out_for_delivery.out_for_delivery\n"},
	{"no year", "顺丰 SF1234567890123\n11-09 10:14 快件已签收\n11-09 07:30 【柏林】派送中\n12-30 07:30 已揽收\n", "SF1234567890123/SF Express (顺丰)",
		"2026-11-09 10:14||快件已签收|delivered.signed\n2026-11-09 07:30|柏林|派送中|out_for_delivery.out_for_delivery\n2025-12-30 07:30||已揽收|in_transit.picked_up\n"},
	{"date only", "2026-11-09 Delivered\n2026-11-05 Posted\n", "/", "2026-11-09||Delivered|delivered.delivered\n2026-11-05||Posted|in_transit.picked_up\n"},
	{"ups table", "Date\tTime\tLocation\tActivity\n11/19/2026\t10:14 A.M.\tBerlin, DE\tDelivered\n11/18/2026\t9:14 P.M.\tKöln, DE\tDeparted from Facility\n1Z5R89390357567127\n", "1Z5R89390357567127/UPS",
		"2026-11-19 10:14|Berlin, DE|Delivered|delivered.delivered\n2026-11-18 21:14|Köln, DE|Departed from Facility|in_transit.departed\n"},
	{"FedEx table", "Monday, November 9, 2026\n10:14 AM\tDelivered\tAUSTIN, TX\n7:14 AM\tOn FedEx vehicle for delivery\tAUSTIN, TX\nSunday, November 8, 2026\n3:14 PM\tAt local FedEx facility\tAUSTIN, TX\n", "/",
		"2026-11-09 10:14|AUSTIN, TX|Delivered|delivered.delivered\n2026-11-09 07:14|AUSTIN, TX|On FedEx vehicle for delivery|out_for_delivery.out_for_delivery\n2026-11-08 15:14|AUSTIN, TX|At local FedEx facility|in_transit.arrived_hub\n"},
	{"block", "运单号: YT2630921266112233\n状态: 运输途中\n最新: 2026-11-09 22:14 莱比锡 到达处理中心\n", "YT2630921266112233/YunExpress (云途)", "2026-11-09 22:14||运输途中⏎莱比锡 到达处理中心|in_transit.arrived_hub\n"},
	{"place below", "9400111206206406260787\nNovember 9, 2026, 10:14 am\nDelivered, Front Door/Porch\nAUSTIN, TX 78701\n", "9400111206206406260787/USPS", "2026-11-09 10:14|AUSTIN, TX 78701|Delivered, Front Door/Porch|delivered.delivered\n"},
	{"negatives", "2026-11-09 10:14 Could not be delivered, no one home\n2026-11-08 10:14 Returned to sender\n2026-11-07 10:14 Parcel not collected\n", "/",
		"2026-11-09 10:14||Could not be delivered, no one home|failed_attempt.failed\n2026-11-08 10:14||Returned to sender|exception.returned\n2026-11-07 10:14||Parcel not collected|exception.pickup_missed\n"},
}

func TestTrackingText(t *testing.T) {
	r := testReaders(t)
	for _, c := range trackCases {
		t.Run(c.name, func(t *testing.T) {
			got := readString(t, r, "", c.text, Options{})
			if got.Kind != Tracking || got.Parcel.Number+"/"+got.Parcel.Carrier != c.parcel {
				t.Errorf("kind %q format %q parcel %+v", got.Kind, got.Format, got.Parcel)
			}
			if b := briefEvents(got.Events); b != c.want {
				t.Errorf("got\n%swant\n%s", b, c.want)
			}
		})
	}
}

var csvCases = []struct{ name, text, parcel, want string }{
	{"comma", "\ufeffTracking Number,Time,Location,Status\r\nRB123456785CN,2026-11-09 22:14:00,\"Leipzig, DE\",\"Arrived at \"\"facility\"\"\"\r\nRB123456785CN,2026-11-05 08:40:00,Shenzhen,Departed\r\n",
		"RB123456785CN/China Post", "2026-11-09 22:14|Leipzig, DE|Arrived at \"facility\"|in_transit.arrived_hub\n2026-11-05 08:40|Shenzhen|Departed|in_transit.departed\n"},
	{"semicolon, German", "Datum;Uhrzeit;Ort;Ereignis\n09.11.2026;22:14;Leipzig;Zugestellt\n", "/", "2026-11-09 22:14|Leipzig|Zugestellt|delivered.delivered\n"},
	{"tab, Chinese", "时间\t地点\t状态\n2026-11-09 22:14\t莱比锡\t已签收\n2026-11-05 08:40\t深圳\t已揽收\n", "/", "2026-11-09 22:14|莱比锡|已签收|delivered.signed\n2026-11-05 08:40|深圳|已揽收|in_transit.picked_up\n"},
	{"no headings", "2026-11-09 22:14,Leipzig,Delivered\n2026-11-05 08:40,Shenzhen,Picked up\n", "/", "2026-11-09 22:14|Leipzig|Delivered|delivered.delivered\n2026-11-05 08:40|Shenzhen|Picked up|in_transit.picked_up\n"},
	{"offset column", "time,utc offset,event\n2026-11-09 22:14,+01:00,Delivered\n", "/", "2026-11-09 22:14+01:00||Delivered|delivered.delivered\n"},
}

func TestTrackingCSV(t *testing.T) {
	r := testReaders(t)
	for _, c := range csvCases {
		t.Run(c.name, func(t *testing.T) {
			got := readString(t, r, "track.csv", c.text, Options{})
			if got.Kind != Tracking || got.Format != "tracking_csv" || got.Parcel.Number+"/"+got.Parcel.Carrier != c.parcel {
				t.Errorf("kind %q format %q parcel %+v", got.Kind, got.Format, got.Parcel)
			}
			if b := briefEvents(got.Events); b != c.want {
				t.Errorf("got\n%swant\n%s", b, c.want)
			}
		})
	}
}
