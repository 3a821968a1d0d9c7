package evidence

import (
	"os"
	"strings"
	"testing"
)

// pastes are invented records in the shapes of tracking pages: what stands
// above, below and beside, the newest first or last.
var pastes = []struct{ name, text, parcel, want string }{
	{"17TRACK, Chinese", "单号: LP00612345678901\n状态: 成功签收 (19 天)\n国家: 中国 -> 法国\n\n目的国:\n2026-11-12 14:05 Lyon, 您的包裹已投递\n2026-11-12 08:31 Lyon, 派送中\n2026-11-10 17:40 Roissy, 到达目的国\n始发国:\n2026-11-03 22:10 深圳市, 离开发件国\n2026-11-01 19:02 深圳市, 已揽收\n======\n由 www.17track.net 提供\n",
		"LP00612345678901 Cainiao (菜鸟)",
		"2026-11-12 14:05+01:00°|Lyon|您的包裹已投递|delivered.delivered\n2026-11-12 08:31+01:00°|Lyon|派送中|out_for_delivery.out_for_delivery\n2026-11-10 17:40+01:00°|Roissy|到达目的国|in_transit.arrived_country\n2026-11-03 22:10+08:00°|深圳市|离开发件国|in_transit.departed\n2026-11-01 19:02+08:00°|深圳市|已揽收|in_transit.picked_up\n"},
	{"17TRACK, copied cards", "YT2631821272003344\nIn Transit\nYunExpress\n\n2026-11-09 06:12\nFRANKFURT\nInternational shipment release - Import\n\n2026-11-08 11:45\nFRANKFURT\nFlight landed\n\n2026-11-06 02:20\nHong Kong\nFlight departed\n\n2026-11-04 20:31\nShenzhen\nShipment arrived at facility\n",
		"YT2631821272003344 YunExpress (云途)",
		"2026-11-09 06:12+01:00°|FRANKFURT|International shipment release - Import|in_transit.customs_released\n2026-11-08 11:45+01:00°|FRANKFURT|Flight landed|in_transit.arrived_hub\n2026-11-06 02:20+08:00°|Hong Kong|Flight departed|in_transit.departed\n2026-11-04 20:31+08:00°|Shenzhen|Shipment arrived at facility|in_transit.arrived_hub\n"},
	{"AfterShip, place below", "9261290312345678901236\nUSPS\n\nDelivered\nNov 18, 2026 02:14 pm\nDelivered, Left with Individual\nBROOKLYN, NY 11201\n\nNov 18, 2026 08:10 am\nOut for Delivery\nBROOKLYN, NY 11201\n\nNov 17, 2026 11:52 pm\nArrived at USPS Regional Facility\nJAMAICA NY NETWORK DISTRIBUTION CENTER\n",
		"",
		"2026-11-18 14:14-05:00°|BROOKLYN, NY 11201|Delivered, Left with Individual|delivered.delivered\n2026-11-18 08:10-05:00°|BROOKLYN, NY 11201|Out for Delivery|out_for_delivery.out_for_delivery\n2026-11-17 23:52-05:00°|JAMAICA NY NETWORK DISTRIBUTION CENTER|Arrived at USPS Regional Facility|in_transit.arrived_hub\n"},
	{"AfterShip, UTC stamps", "Tracking number: RB123456785CN\n2026-11-18T13:14:00Z Delivered_003 Delivered\n2026-11-18T06:05:00Z OutForDelivery_001\n",
		"RB123456785CN China Post",
		"2026-11-18 13:14Z||Delivered_003 Delivered|delivered.signed\n2026-11-18 06:05Z||OutForDelivery_001|out_for_delivery.out_for_delivery\n"},
	{"YunExpress", "运单号：YT2631821272003344\n云途物流\n2026-11-16 10:22:05  BERLIN  Delivered\n2026-11-16 07:01:44  BERLIN  Out for delivery\n2026-11-11 23:50:10  LEIPZIG  Arrived at destination country\n2026-11-05 18:30:00  深圳  快件已离开云途处理中心\n2026-11-04 21:11:00  深圳  已收货\n",
		"YT2631821272003344 YunExpress (云途)",
		"2026-11-16 10:22+01:00°|BERLIN|Delivered|delivered.delivered\n2026-11-16 07:01+01:00°|BERLIN|Out for delivery|out_for_delivery.out_for_delivery\n2026-11-11 23:50+01:00°|LEIPZIG|Arrived at destination country|in_transit.arrived_country\n2026-11-05 18:30+08:00°|深圳|快件已离开云途处理中心|in_transit.departed\n2026-11-04 21:11+08:00°|深圳|已收货|in_transit.picked_up\n"},
	{"4PX", "4PX3000123456789CN\n2026-11-15 09:40:00\nMadrid / 包裹已妥投\n2026-11-15 07:20:00\nMadrid / 派送中\n2026-11-09 03:00:00\n航班已起飞\n2026-11-07 16:45:00\nShenzhen / 4PX仓库已收货\n",
		"4PX3000123456789CN 4PX (递四方)",
		"2026-11-15 09:40+01:00°|Madrid|包裹已妥投|delivered.delivered\n2026-11-15 07:20+01:00°|Madrid|派送中|out_for_delivery.out_for_delivery\n2026-11-09 03:00+08:00?||航班已起飞|in_transit.departed\n2026-11-07 16:45+08:00°|Shenzhen|4PX仓库已收货|in_transit.picked_up\n"},
	{"Yanwen", "UJ123456789YP\n2026/11/14 15:30 Los Angeles,US Arrived at destination airport\n2026/11/12 01:15 Shanghai,CN Departed from airport of origin\n2026/11/10 20:05 Yiwu,CN 已收件\n",
		"UJ123456789YP Yanwen (燕文)",
		"2026-11-14 15:30-08:00°|Los Angeles, US|Arrived at destination airport|in_transit.arrived_hub\n2026-11-12 01:15+08:00°|Shanghai, CN|Departed from airport of origin|in_transit.departed\n2026-11-10 20:05+08:00°|Yiwu, CN|已收件|in_transit.picked_up\n"},
	{"China Post", "邮件号：LK123456785CN\n2026-11-13 10:30:00 【美国】已妥投\n2026-11-12 09:12:00 【美国】到达投递局\n2026-11-08 23:45:00 离开【上海国际】，发往【纽约】\n2026-11-06 14:00:00 【上海国际】出口海关放行\n2026-11-04 18:20:00 【杭州市】已收寄\n",
		"LK123456785CN China Post",
		"2026-11-13 10:30+08:00?|美国|已妥投|delivered.delivered\n2026-11-12 09:12+08:00?|美国|到达投递局|in_transit.arrived_hub\n2026-11-08 23:45+08:00°|上海国际|离开【上海国际】，发往【纽约】|in_transit.departed\n2026-11-06 14:00+08:00°|上海国际|出口海关放行|in_transit.customs_released\n2026-11-04 18:20+08:00°|杭州市|已收寄|in_transit.picked_up\n"},
	{"EMS, oldest first", "EA123456785CN\n时间\t地点\t邮件状态\n2026-11-02 16:05\t义乌\t收寄\n2026-11-03 20:40\t杭州\t离开处理中心\n2026-11-07 12:00\t东京\t到达境外互换局\n2026-11-08 11:21\t东京\t妥投\n",
		"EA123456785CN EMS China",
		"2026-11-02 16:05+08:00°|义乌|收寄|in_transit.picked_up\n2026-11-03 20:40+08:00°|杭州|离开处理中心|in_transit.departed\n2026-11-07 12:00+09:00°|东京|到达境外互换局|in_transit.arrived_hub\n2026-11-08 11:21+09:00°|东京|妥投|delivered.delivered\n"},
	{"SF", "顺丰速运 SF1234567890123\n2026-11-09 星期一 14:20\n已签收，签收人：本人\n2026-11-09 星期一 09:02\n【柏林】派送中\n2026-11-03 星期二 20:15\n【深圳】快件已发车\n",
		"SF1234567890123 SF Express (顺丰)",
		"2026-11-09 14:20+01:00?||已签收，签收人：本人|delivered.signed\n2026-11-09 09:02+01:00°|柏林|派送中|out_for_delivery.out_for_delivery\n2026-11-03 20:15+08:00°|深圳|快件已发车|in_transit.departed\n"},
	{"Cainiao", "LP00612345678901\n11月12日 14:05 您的包裹已成功签收\n11月12日 08:31 派送中\n11月08日 03:12 到达目的国\n11月03日 22:10 包裹已从起运国离开\n",
		"LP00612345678901 Cainiao (菜鸟)",
		"2026-11-12 14:05+08:00?||您的包裹已成功签收|delivered.signed\n2026-11-12 08:31+08:00?||派送中|out_for_delivery.out_for_delivery\n2026-11-08 03:12+08:00?||到达目的国|in_transit.arrived_country\n2026-11-03 22:10+08:00?||包裹已从起运国离开|in_transit.departed\n"},
	{"Cainiao, English", "Delivered\n2026-11-12 14:05:11 [GMT+1]\nOut for delivery\n2026-11-12 08:31:00 [GMT+1]\nDeparted from country of origin\n2026-11-03 22:10:42 [GMT+8]\n",
		"",
		"2026-11-12 14:05+01:00||Delivered|delivered.delivered\n2026-11-12 08:31+01:00||Out for delivery|out_for_delivery.out_for_delivery\n2026-11-03 22:10+08:00||Departed from country of origin|in_transit.departed\n"},
	{"USPS", "Tracking Number: 9400111206206406260787\nYour item was delivered in or at the mailbox at 1:12 pm on November 18, 2026 in AUSTIN, TX 78701.\n\nDelivered, In/At Mailbox\nAUSTIN, TX 78701\nNovember 18, 2026, 1:12 pm\n\nOut for Delivery\nAUSTIN, TX 78701\nNovember 18, 2026, 7:10 am\n\nArrived at Post Office\nAUSTIN, TX 78701\nNovember 18, 2026, 6:59 am\n\nDeparted USPS Regional Facility\nLOS ANGELES CA DISTRIBUTION CENTER\nNovember 15, 2026, 9:31 pm\n",
		"9400111206206406260787 USPS",
		"2026-11-18 13:12-06:00°|AUSTIN, TX 78701|Delivered, In/At Mailbox|delivered.delivered\n2026-11-18 07:10-06:00°|AUSTIN, TX 78701|Out for Delivery|out_for_delivery.out_for_delivery\n2026-11-18 06:59-06:00°|AUSTIN, TX 78701|Arrived at Post Office|in_transit.arrived_hub\n2026-11-15 21:31-08:00°|LOS ANGELES CA DISTRIBUTION CENTER|Departed USPS Regional Facility|in_transit.departed\n"},
	{"UPS", "1Z5R89390357567127\nDelivered\n11/18/2026, 10:14 A.M.\nDELIVERED\nBerlin, DE\n11/18/2026, 8:01 A.M.\nOut For Delivery Today\nBerlin, DE\n11/17/2026, 11:20 P.M.\nArrived at Facility\nKoeln, DE\n",
		"1Z5R89390357567127 UPS",
		"2026-11-18 10:14+01:00°|Berlin, DE|DELIVERED|delivered.delivered\n2026-11-18 08:01+01:00°|Berlin, DE|Out For Delivery Today|out_for_delivery.out_for_delivery\n2026-11-17 23:20+01:00°|Koeln, DE|Arrived at Facility|in_transit.arrived_hub\n"},
	{"FedEx", "Thursday, 11/19/26\n2:15 PM\nDelivered\nMEMPHIS, TN\n8:05 AM\nOn FedEx vehicle for delivery\nMEMPHIS, TN\nWednesday, 11/18/26\n10:41 PM\nLeft FedEx origin facility\nLOS ANGELES, CA\n",
		"",
		"2026-11-19 14:15-06:00°|MEMPHIS, TN|Delivered|delivered.delivered\n2026-11-19 08:05-06:00°|MEMPHIS, TN|On FedEx vehicle for delivery|out_for_delivery.out_for_delivery\n2026-11-18 22:41-08:00°|LOS ANGELES, CA|Left FedEx origin facility|in_transit.departed\n"},
	{"DHL Express", "Waybill: 3318810025\nThursday, November 19, 2026\n1 Delivered - Signed for by: M KLEIN BERLIN - GERMANY 10:52\n2 With delivery courier BERLIN - GERMANY 08:33\nWednesday, November 18, 2026\n3 Departed Facility in LEIPZIG - GERMANY 04:20\n4 Clearance processing complete at LEIPZIG - GERMANY 02:47\n",
		"3318810025 DHL",
		"2026-11-19 10:52+01:00°|M KLEIN BERLIN - GERMANY|Delivered - Signed for by|delivered.signed\n2026-11-19 08:33+01:00°|BERLIN, GERMANY|With delivery courier|out_for_delivery.out_for_delivery\n2026-11-18 04:20+01:00°|LEIPZIG, GERMANY|Departed Facility in|in_transit.departed\n2026-11-18 02:47+01:00°|LEIPZIG, GERMANY|Clearance processing complete at|in_transit.customs_released\n"},
	{"DHL Paket", "Sendungsnummer: 00340434161094012345\nDo., 19.11.2026, 14:31 Uhr\nDie Sendung wurde erfolgreich zugestellt.\nDo., 19.11.2026, 08:12 Uhr\nDie Sendung wurde in das Zustellfahrzeug geladen.\nMi., 18.11.2026, 03:15 Uhr, Rüdersdorf\nDie Sendung ist in der Region des Empfängers angekommen.\n",
		"00340434161094012345 DHL",
		"2026-11-19 14:31+01:00?||Die Sendung wurde erfolgreich zugestellt.|delivered.delivered\n2026-11-19 08:12+01:00?||Die Sendung wurde in das Zustellfahrzeug geladen.|out_for_delivery.out_for_delivery\n2026-11-18 03:15+01:00°|Rüdersdorf|Die Sendung ist in der Region des Empfängers angekommen.|in_transit.arrived_hub\n"},
	{"Deutsche Post", "RB123456785CN\n19.11.2026 Die Sendung wurde zugestellt.\n16.11.2026 Die Sendung ist im Zielland eingetroffen.\n05.11.2026 Die Sendung wurde vom Absender im Ausland eingeliefert.\n",
		"RB123456785CN China Post",
		"2026-11-19||Die Sendung wurde zugestellt.|delivered.delivered\n2026-11-16||Die Sendung ist im Zielland eingetroffen.|in_transit.arrived_country\n2026-11-05||Die Sendung wurde vom Absender im Ausland eingeliefert.|in_transit.picked_up\n"},
	{"DPD", "Paketnummer: 01234567890123\n19.11.2026, 13:05\nBerlin (DE)\nZugestellt - Ersatzempfänger: Nachbar\n19.11.2026, 08:40\nBerlin (DE)\nIn Zustellung\n18.11.2026, 21:02\nHannover (DE)\nIm Paketzentrum\n",
		"01234567890123",
		"2026-11-19 13:05+01:00°|Berlin (DE)|Zugestellt - Ersatzempfänger: Nachbar|delivered.neighbour\n2026-11-19 08:40+01:00°|Berlin (DE)|In Zustellung|out_for_delivery.out_for_delivery\n2026-11-18 21:02+01:00°|Hannover (DE)|Im Paketzentrum|in_transit.arrived_hub\n"},
	{"Royal Mail", "LK123456785CN\nDelivered\n18-11-2026\n13:22\nDelivered\nLeeds DO\n18-11-2026\n08:14\nOut for delivery\nLeeds DO\n16-11-2026\n02:30\nItem arrived in UK\nHeathrow Worldwide DC\n",
		"LK123456785CN China Post",
		"2026-11-18 13:22Z°|Leeds DO|Delivered|delivered.delivered\n2026-11-18 08:14Z°|Leeds DO|Out for delivery|out_for_delivery.out_for_delivery\n2026-11-16 02:30Z°|Heathrow Worldwide DC|Item arrived in UK|in_transit.arrived_country\n"},
	{"Evri", "We've delivered it\nWed 18 Nov 2026 14:02\nDelivered - left in your safe place\nWed 18 Nov 2026 09:15\nOn its way to you today\nTue 17 Nov 2026 05:40\nAt the local depot\n",
		"",
		"2026-11-18 14:02+08:00?||Delivered - left in your safe place|delivered.delivered\n2026-11-18 09:15+08:00?||On its way to you today|out_for_delivery.out_for_delivery\n2026-11-17 05:40+08:00?||At the local depot|in_transit.arrived_hub\n"},
	{"La Poste", "Numéro de suivi : LK123456785CN\n18/11/2026 Votre colis a été livré dans la boîte à lettres.\n18/11/2026 Votre colis est en cours de livraison.\n14/11/2026 Votre colis est arrivé dans le pays de destination.\n",
		"LK123456785CN China Post",
		"2026-11-18||Votre colis a été livré dans la boîte à lettres.|delivered.delivered\n2026-11-18||Votre colis est en cours de livraison.|out_for_delivery.out_for_delivery\n2026-11-14||Votre colis est arrivé dans le pays de destination.|in_transit.arrived_country\n"},
	{"Correos", "18/11/2026 12:40 Entregado MADRID\n18/11/2026 08:05 En reparto MADRID\n16/11/2026 19:30 Admitido en el centro logístico MADRID\n",
		"",
		"2026-11-18 12:40+01:00°|MADRID|Entregado|delivered.delivered\n2026-11-18 08:05+01:00°|MADRID|En reparto|out_for_delivery.out_for_delivery\n2026-11-16 19:30+01:00°|MADRID|Admitido en el centro logístico|in_transit.picked_up\n"},
	{"Poste Italiane", "18/11/2026 10:45 - Consegnata - MILANO (MI)\n18/11/2026 07:50 - In consegna - MILANO (MI)\n15/11/2026 22:10 - Sdoganata - LONATE POZZOLO (VA)\n",
		"",
		"2026-11-18 10:45+01:00°|MILANO (MI)|Consegnata|delivered.delivered\n2026-11-18 07:50+01:00°|MILANO (MI)|In consegna|out_for_delivery.out_for_delivery\n2026-11-15 22:10+01:00°|LONATE POZZOLO (VA)|Sdoganata|in_transit.customs_released\n"},
	{"Japan Post", "お問い合わせ番号 EN123456784JP\n状態発生日\t配送履歴\t取扱局\n2026/11/18 10:15\tお届け済み\t新宿郵便局\n2026/11/18 08:30\t持ち出し中\t新宿郵便局\n2026/11/16 21:00\t通関手続中\t川崎東郵便局\n",
		"",
		"2026-11-18 10:15+09:00?|新宿郵便局|お届け済み|delivered.delivered\n2026-11-18 08:30+09:00?|新宿郵便局|持ち出し中|out_for_delivery.out_for_delivery\n2026-11-16 21:00+09:00°|川崎東郵便局|通関手続中|in_transit.customs_started\n"},
	{"half days in Chinese", "单号：YT2631821272003344\n2026年11月18日 下午2:05 柏林 已妥投\n2026年11月18日 上午8:31 柏林 派送中\n2026年11月17日 上午12:10 莱比锡 到达处理中心\n",
		"YT2631821272003344 YunExpress (云途)",
		"2026-11-18 14:05+01:00°|柏林|已妥投|delivered.delivered\n2026-11-18 08:31+01:00°|柏林|派送中|out_for_delivery.out_for_delivery\n2026-11-17 00:10+01:00°|莱比锡|到达处理中心|in_transit.arrived_hub\n"},
	{"Beijing time", "YT2631821272003344 (all times are Beijing time)\n2026-11-18 22:05 Berlin, Delivered\n2026-11-05 08:40 Shenzhen, Departed\n",
		"YT2631821272003344 YunExpress (云途)",
		"2026-11-18 22:05+08:00|Berlin|Delivered|delivered.delivered\n2026-11-05 08:40+08:00|Shenzhen|Departed|in_transit.departed\n"},
	{"tabs without headings", "2026-11-18 13:05\tBerlin\tDelivered\tDelivered_001\n2026-11-18 08:40\tBerlin\tWith the courier\tOutForDelivery_001\n2026-11-05 08:40\tShenzhen\tPicked up\tInTransit_002\n",
		"",
		"2026-11-18 13:05+01:00°|Berlin|Delivered|delivered.delivered\n2026-11-18 08:40+01:00°|Berlin|With the courier|out_for_delivery.out_for_delivery\n2026-11-05 08:40+08:00°|Shenzhen|Picked up|in_transit.picked_up\n"},
	{"ambiguous days", "RB123456785CN\n03/04/2026 10:15 Delivered\n02/04/2026 09:00 Out for delivery\n",
		"RB123456785CN China Post date_order_guessed",
		"2026-04-03 10:15+08:00?||Delivered|delivered.delivered\n2026-04-02 09:00+08:00?||Out for delivery|out_for_delivery.out_for_delivery\n"},
	{"split lines", "LK123456785CN\n2026-11-18\n13:05\nBerlin,\nGermany\nDelivered\n2026-11-17\n08:40\nBerlin,\nGermany\nArrived at facility\n",
		"LK123456785CN China Post",
		"2026-11-18 13:05+01:00°|Berlin, Germany|Delivered|delivered.delivered\n2026-11-17 08:40+01:00°|Berlin, Germany|Arrived at facility|in_transit.arrived_hub\n"},
	{"returned", "1Z5R89390357567127\n11/20/2026 9:14 A.M. Austin, TX Returned to sender\n11/15/2026 10:14 A.M. Austin, TX Receiver refused\n11/13/2026 7:30 A.M. Austin, TX Out for Delivery\n",
		"1Z5R89390357567127 UPS",
		"2026-11-20 09:14-06:00°|Austin, TX|Returned to sender|exception.returned\n2026-11-15 10:14-06:00°|Austin, TX|Receiver refused|failed_attempt.refused\n2026-11-13 07:30-06:00°|Austin, TX|Out for Delivery|out_for_delivery.out_for_delivery\n"},
	{"last mile", "YT2631821272003344\nLast mile tracking number: 1Z5R89390357567127\n2026-11-18 13:05 Berlin, Delivered\n2026-11-10 13:05 Leipzig, Handed over to last mile carrier UPS 1Z5R89390357567127\n2026-11-05 08:40 Shenzhen, Picked up\n",
		"YT2631821272003344 YunExpress (云途)",
		"2026-11-18 13:05+01:00°|Berlin|Delivered|delivered.delivered\n2026-11-10 13:05+01:00°|Leipzig|Handed over to last mile carrier UPS 1Z5R89390357567127|in_transit.moving\n2026-11-05 08:40+08:00°|Shenzhen|Picked up|in_transit.picked_up\n"},
	{"relative words", "Estimated delivery: 20 Nov 2026\nRB123456785CN\n18 Nov 2026 13:05 Your parcel will be delivered tomorrow\n17 Nov 2026 09:10 In transit\n",
		"RB123456785CN China Post",
		"2026-11-18 13:05+08:00?||Your parcel will be delivered tomorrow|in_transit.moving\n2026-11-17 09:10+08:00?||In transit|in_transit.moving\n"},
}

func TestPastes(t *testing.T) {
	r := testReaders(t)
	for _, c := range pastes {
		t.Run(c.name, func(t *testing.T) {
			got := readString(t, r, "", c.text, Options{})
			parcel := strings.Trim(got.Parcel.Number+" "+got.Parcel.Carrier+" "+got.Problem, " ")
			if os.Getenv("DUMP") != "" {
				t.Logf("WANT\t%q\t%q\t%q", c.name, parcel, placed(got.Events))
			} else if b := placed(got.Events); got.Kind != Tracking || parcel != c.parcel || b != c.want {
				t.Errorf("%s %q\n%swant %q\n%s", got.Kind, parcel, b, c.parcel, c.want)
			}
		})
	}
}

// placed writes events with their offsets: stated, of the place (°) or assumed (?).
func placed(events []Event) string {
	var b strings.Builder
	for _, e := range events {
		layout, mark := "2006-01-02 15:04Z07:00", "?"
		switch {
		case e.DateOnly:
			layout, mark = "2006-01-02", ""
		case e.ZoneKnown:
			mark = ""
		case e.PlaceZone:
			mark = "°"
		}
		b.WriteString(e.At.Format(layout) + mark + "|" + e.Place + "|" + strings.ReplaceAll(e.Text, "\n", "⏎") + "|" + e.Milestone + "\n")
	}
	return b.String()
}
