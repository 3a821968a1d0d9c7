package evidence

import "testing"

var chatOptions = Options{Buyer: "Emma Schneider", Seller: []string{"Nordlicht Shop"}}

var chatCases = []struct{ name, format, text, want string }{
	{"android 24 h", "whatsapp", "1/29/18, 12:24 - Messages and calls are end-to-end encrypted. Tap to learn more.\n1/29/18, 12:24 - Emma Schneider: Hello\nwhere is it?\n\n1/29/18, 23:59 - Lin: <Media omitted>\n",
		"2018-01-29 12:24:00|*|system|Messages and calls are end-to-end encrypted. Tap to learn more.\n2018-01-29 12:24:00|Emma Schneider|buyer|Hello⏎where is it?\n2018-01-29 23:59:00|Lin|seller|<Media omitted>\n"},
	{"android 12 h, narrow space", "whatsapp", "1/29/18, 3:05\u202fPM - Emma: Hi\n1/29/18, 12:05\u202fAM - Lin: Yo\n",
		"2018-01-29 15:05:00|Emma|buyer|Hi\n2018-01-29 00:05:00|Lin|seller|Yo\n"},
	{"ios group", "whatsapp", "[29/01/2018, 12:24:03] LumoHaus help: \u200eMessages to this group are now secured with end-to-end encryption.\n[29/01/2018, 12:24:04] Emma: Hi\n",
		"2018-01-29 12:24:03|*|system|Messages to this group are now secured with end-to-end encryption.\n2018-01-29 12:24:04|Emma|buyer|Hi\n"},
	{"ios", "whatsapp", "\u200e[29/01/2018, 12:24:03] Emma: \u200eMessages and calls are end-to-end encrypted.\n[29/01/2018, 12:24:04] Emma: Hi: there\n\u200e[29/01/2018, 12:25:04] Lin: \u200e<attached: 00000001-PHOTO.jpg>\n",
		"2018-01-29 12:24:03|*|system|Messages and calls are end-to-end encrypted.\n2018-01-29 12:24:04|Emma|buyer|Hi: there\n2018-01-29 12:25:04|Lin|seller|<attached: 00000001-PHOTO.jpg>\n"},
	{"ios 12 h Spanish", "whatsapp", "[3/6/18, 1:55:00 p. m.] Ana: hola\n[13/6/18, 1:55:00 a. m.] Lin: hola\n",
		"2018-06-03 13:55:00|Ana||hola\n2018-06-13 01:55:00|Lin||hola\n"},
	{"German dots", "whatsapp", "29.01.18, 12:24 - Emma: Hallo\r\n29.01.18, 12:25 - Lin: Tag: ja\r\n",
		"2018-01-29 12:24:00|Emma|buyer|Hallo\n2018-01-29 12:25:00|Lin|seller|Tag: ja\n"},
	{"short year, then the day", "whatsapp", "18-03-01, 12:24 - Emma: x\n18-29-01, 12:24 - Lin: y\n18-02-02, 12:24 - Lin: z\n", "2018-01-03 12:24:00|Emma|buyer|x\n2018-01-29 12:24:00|Lin|seller|y\n2018-02-02 12:24:00|Lin|seller|z\n"},
	{"year in the middle", "whatsapp", "[06/2018/13, 21:25:15] Emma: x\n", "2018-06-13 21:25:15|Emma|buyer|x\n"},
	{"year first, Chinese marker", "whatsapp", "2018/6/13 下午3:05 - 张三: 你好\n2018/6/13 上午12:05 - 李四: 在\n",
		"2018-06-13 15:05:00|张三||你好\n2018-06-13 00:05:00|李四||在\n"},
	{"ios Chinese", "whatsapp", "[2018/6/13 下午3:05:12] 买家: 你好\n[2018/6/13 晚上9:05:12] 我: 在\n",
		"2018-06-13 15:05:12|买家|buyer|你好\n2018-06-13 21:05:12|我|seller|在\n"},
	{"KakaoTalk phone", "kakaotalk", "2018. 6. 13. 오후 3:05, 지민 : 안녕\n2018. 6. 13. 오전 12:05, 판매자 : 네\n", "2018-06-13 15:05:00|지민|buyer|안녕\n2018-06-13 00:05:00|판매자|seller|네\n"},
	{"Korean Android", "whatsapp", "2018년 6월 13일 오후 3:05 - 지민: 안녕\n", "2018-06-13 15:05:00|지민||안녕\n"},
	{"Finnish", "whatsapp", "29.1.2018 klo 12.24 - Emma: Hei\n", "2018-01-29 12:24:00|Emma|buyer|Hei\n"},
	{"web copy", "whatsapp", "[10:23 AM, 11/20/2026] Emma: Hello\n[10:25 AM, 11/20/2026] Lin: Hi\n",
		"2026-11-20 10:23:00|Emma|buyer|Hello\n2026-11-20 10:25:00|Lin|seller|Hi\n"},
	{"WeChat by mail", "wechat", "张三 和 李四 在微信上的聊天记录如下，请查收。\n\n—————  2026-04-06  —————\n\n\n张三  10:23\n\n你好，货到了吗？\n\n\n李四  10:25\n\n[图片]\n\n—————  2026-04-07  —————\n\n张三  00:01\n\n好\n",
		"-|*|system|张三 和 李四 在微信上的聊天记录如下，请查收。\n2026-04-06 10:23:00|张三||你好，货到了吗？\n2026-04-06 10:25:00|李四||[图片]\n2026-04-07 00:01:00|张三||好\n"},
	{"WeChat for PC", "plain", "买家小王 2026-01-02 10:20:30\n货呢\n还没到\n客服 2026-01-02 10:21:00\n在查\n",
		"2026-01-02 10:20:30|买家小王|buyer|货呢⏎还没到\n2026-01-02 10:21:00|客服|seller|在查\n"},
	{"bracket", "plain", "[2026-01-02 10:20] Emma: Hi\n[2026-01-02 10:22] Lin: Yo\n", "2026-01-02 10:20:00|Emma|buyer|Hi\n2026-01-02 10:22:00|Lin|seller|Yo\n"},
	{"Telegram copy", "plain", "Emma, [25/06/2022 07:25]\nHello\n\nLin, [25/06/2022 07:26]\nHi\n", "2022-06-25 07:25:00|Emma|buyer|Hello\n2022-06-25 07:26:00|Lin|seller|Hi\n"},
	{"roles", "plain", "Buyer: Where is it?\nSeller: On its way.\n", "-|Buyer|buyer|Where is it?\n-|Seller|seller|On its way.\n"},
	{"roles, Chinese", "plain", "买家：什么时候到？\n卖家：明天\n还有一件\n", "-|买家|buyer|什么时候到？\n-|卖家|seller|明天⏎还有一件\n"},
	{"one name with a time", "plain", "Emma Schneider 2026-11-20 10:23\nHello, where is my parcel?\n", "2026-11-20 10:23:00|Emma Schneider|buyer|Hello, where is my parcel?\n"},
	{"mail head", "mail_text", "From: Emma Schneider <emma@example.com>\nDate: Fri, 20 Nov 2026 06:31:00 +0100\nSubject: My parcel\n\nHello,\nwhere is it?\n",
		"2026-11-20 06:31:00+01:00|Emma Schneider <emma@example.com>|buyer|Subject: My parcel⏎⏎Hello,⏎where is it?\n"},
	{"mail head, Chinese", "mail_text", "发件人：王芳\n发送时间：2026年11月20日 6:31\n收件人：我\n\n你好\n", "2026-11-20 06:31:00|王芳||收件人：我⏎⏎你好\n"},
	{"LINE", "line", "[LINE] Chat history with Emma\nSaved on: 2024/01/15 10:30\n\n2024/01/15(Mon)\n10:23\tEmma\tHello\n10:24\tLin\t\"a\nb\"\n",
		"-|*|system|[LINE] Chat history with Emma⏎Saved on: 2024/01/15 10:30\n2024-01-15 10:23:00|Emma|buyer|Hello\n2024-01-15 10:24:00|Lin|seller|a⏎b\n"},
	{"KakaoTalk", "kakaotalk", "--------------- 2020년 6월 28일 일요일 ---------------\n[지민] [오전 1:01] 안녕\n[판매자] [오후 1:01] 네\n",
		"2020-06-28 01:01:00|지민|buyer|안녕\n2020-06-28 13:01:00|판매자|seller|네\n"},
	{"colon in the name", "whatsapp", "29.01.18, 12:24 - Shop: Anna: Hallo\n29.01.18, 12:25 - Emma: Tag: ja\n29.01.18, 12:26 - Shop: Anna: gut\n29.01.18, 12:27 - Emma: nein\n",
		"2018-01-29 12:24:00|Shop: Anna|seller|Hallo\n2018-01-29 12:25:00|Emma|buyer|Tag: ja\n2018-01-29 12:26:00|Shop: Anna|seller|gut\n2018-01-29 12:27:00|Emma|buyer|nein\n"},
	{"Arabic digits and marker", "whatsapp", "\u200f[٢٩/١/٢٠١٨، ٣:٢٤:٠٣ م] Emma: مرحبا\n", "2018-01-29 15:24:03|Emma|buyer|مرحبا\n"},
	{"Bulgarian", "whatsapp", "29.01.18 г., 12:24 ч. - Emma: Здравей\n", "2018-01-29 12:24:00|Emma|buyer|Здравей\n"},
	{"Hungarian", "whatsapp", "2018. 01. 29. 12:24 - Emma: Szia\n", "2018-01-29 12:24:00|Emma|buyer|Szia\n"},
	{"Latvian", "whatsapp", "29.01.18. 12:24 - Emma: Labdien\n", "2018-01-29 12:24:00|Emma|buyer|Labdien\n"},
	{"Thai year", "whatsapp", "29/1/2561 12:24 - Emma: x\n", "2018-01-29 12:24:00|Emma|buyer|x\n"},
	{"French", "whatsapp", "29/01/2018 à 12:24 - Emma: Bonjour\n", "2018-01-29 12:24:00|Emma|buyer|Bonjour\n"},
	{"Hindi marker", "whatsapp", "29/01/18, 3:05 अपराह्न - Emma: x\n", "2018-01-29 15:05:00|Emma|buyer|x\n"},
	{"short year first", "whatsapp", "18-01-29 12:24 - Emma: x\n18-01-31 12:24 - Lin: y\n18-02-01 12:24 - Lin: z\n", "2018-01-29 12:24:00|Emma|buyer|x\n2018-01-31 12:24:00|Lin|seller|y\n2018-02-01 12:24:00|Lin|seller|z\n"},
	{"phone number", "whatsapp", "29/01/18, 12:24 - \u202a+49 170 1234567\u202c: x\n", "2018-01-29 12:24:00|+49 170 1234567||x\n"},
	{"chat programs", "plain", "Emma Schneider  10:23 AM\nHello\nLin  10:24 AM\nHi\n", "-|Emma Schneider|buyer|Emma Schneider  10:23 AM⏎Hello\n-|Lin|seller|Lin  10:24 AM⏎Hi\n"},
	{"time, dash, name", "plain", "2026-11-20\n10:23 - Emma: Hello\n10:24 - Lin: Hi\n", "2026-11-20 10:23:00|Emma|buyer|Hello\n2026-11-20 10:24:00|Lin|seller|Hi\n"},
	{"LINE, weekday first", "line", "[LINE] Chat history with Emma\n\nSat, 01/11/2025\n午後3:05\tEmma\tHello\nSun, 30/11/2025\n午前0:05\t\tEmma left\n",
		"-|*|system|[LINE] Chat history with Emma\n2025-11-01 15:05:00|Emma|buyer|Hello\n2025-11-30 00:05:00|*|system|Emma left\n"},
	{"LINE, days of the week settle the order", "line", "[LINE] Chat history with Emma\n\nSat, 01/11/2025\n12:05AM\tEmma\tHello\nSun, 02/11/2025\n12:05PM\tLin\tHi\n",
		"-|*|system|[LINE] Chat history with Emma\n2025-11-01 00:05:00|Emma|buyer|Hello\n2025-11-02 12:05:00|Lin|seller|Hi\n"},
	{"LINE, Taiwan", "line", "[LINE] 與Emma的聊天記錄\n\n2026/01/14（三）\n上午12:27\tEmma\t安安\n下午12:28\tLin\t[照片]\n",
		"-|*|system|[LINE] 與Emma的聊天記錄\n2026-01-14 00:27:00|Emma|buyer|安安\n2026-01-14 12:28:00|Lin|seller|[照片]\n"},
	{"LINE, few messages on the computer", "line", "[LINE] 与Emma的聊天记录\n\n2026.01.14 星期三\n上午12:27 Emma 你好\n下午12:28 Lin [照片]\n",
		"-|*|system|[LINE] 与Emma的聊天记录\n2026-01-14 00:27:00|Emma|buyer|你好\n2026-01-14 12:28:00|Lin|seller|[照片]\n"},
	{"KakaoTalk, somebody leaves", "kakaotalk", "--------------- 2020년 6월 28일 일요일 ---------------\n[Emma] [오후 1:01] 네\n둘째 줄\nEmma님이 나갔습니다.\n",
		"2020-06-28 13:01:00|Emma|buyer|네⏎둘째 줄\n-|*|system|Emma님이 나갔습니다.\n"},
	{"Croatian", "whatsapp", "29. 01. 2018. u 12:24 - Emma: x\n", "2018-01-29 12:24:00|Emma|buyer|x\n"},
	{"copied from a page", "plain", "Emma\nNov 13, 2026, 12:05:00 AM\nWhere is my item?\nLin\nNov 13, 2026, 12:15:00 PM\nShipped\n",
		"2026-11-13 00:05:00|Emma|buyer|Where is my item?\n2026-11-13 12:15:00|Lin|seller|Shipped\n"},
	{"a date as a message", "plain", "2026-11-20\n\nBuyer: When did you send it?\nSeller: See here\n2026-11-09\nBuyer: Thanks\n",
		"-|*|system|2026-11-20\n-|Buyer|buyer|When did you send it?\n-|Seller|seller|See here⏎2026-11-09\n-|Buyer|buyer|Thanks\n"},
	{"quoted head", "whatsapp", "29/01/18, 12:24 - Emma: you wrote:\n> 28/01/18, 10:00 Lin: hi\n29/01/18, 12:25 - Lin: yes\n", "2018-01-29 12:24:00|Emma|buyer|you wrote:⏎> 28/01/18, 10:00 Lin: hi\n2018-01-29 12:25:00|Lin|seller|yes\n"},
	{"two mails", "mail_text", "Hello Lin\n\nFrom: Emma <e@example.com>\nSent: Friday, November 20, 2026 6:31 AM\nTo: Shop\n\nWhere?\n\n> Von: Nordlicht Shop\n> Datum: 19.11.2026 10:00\n> Hier.\n",
		"-|*|system|Hello Lin\n2026-11-20 06:31:00|Emma <e@example.com>|buyer|To: Shop⏎⏎Where?\n2026-11-19 10:00:00|Nordlicht Shop|seller|> Hier.\n"},
	{"older iOS", "whatsapp", "29.01.18 12.24.15: Emma: x: y\n", "2018-01-29 12:24:15|Emma|buyer|x: y\n"},
	{"LINE on the computer", "line", "2021.1.1 金曜日\n11:24 Emma [動画]\n11:27 Lin はい\nどうぞ\n12:30 Linが取り消しました\n2021.01.02 土曜日\n13:01 Emma a b\n13:02 Lin c\n",
		"2021-01-01 11:24:00|Emma|buyer|[動画]\n2021-01-01 11:27:00|Lin|seller|はい⏎どうぞ\n2021-01-01 12:30:00|*|system|Linが取り消しました\n2021-01-02 13:01:00|Emma|buyer|a b\n2021-01-02 13:02:00|Lin|seller|c\n"},
	{"no space behind the colon", "whatsapp", "29/01/18, 12:24 - Emma:.\n29/01/18, 12:25 - Emma: x\n", "2018-01-29 12:24:00|Emma|buyer|.\n2018-01-29 12:25:00|Emma|buyer|x\n"},
}

func TestChatShapes(t *testing.T) {
	r := testReaders(t)
	for _, c := range chatCases {
		t.Run(c.name, func(t *testing.T) {
			got := readString(t, r, "", c.text, chatOptions)
			if got.Kind != Chat && c.format != "" || got.Format != c.format {
				t.Errorf("kind %q format %q, want %q", got.Kind, got.Format, c.format)
			}
			if b := brief(got.Messages); b != c.want {
				t.Errorf("got\n%swant\n%s", b, c.want)
			}
		})
	}
}
