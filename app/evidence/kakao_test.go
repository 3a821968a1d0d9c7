package evidence

import "testing"

// phoneCases are exports of KakaoTalk and LINE in the shapes of phones and
// computers.
var phoneCases = []struct{ name, format, text, want string }{
	{"Android, Korean", formatKakao, "지민 님과 카카오톡 대화\n저장한 날짜 : 2026년 11월 20일 오전 11:29\n\n\n2026년 2월 5일 오전 1:33\n2026년 2월 5일 오전 1:33, 지민 : 안녕 : 하세요\n둘째 줄\n\n2026년 2월 10일 오후 2:33\n2026년 2월 10일 오후 2:33, 판매자 : 사진\n2026년 2월 10일 오후 2:34, 지민님이 나갔습니다.\n",
		"-|*|system|지민 님과 카카오톡 대화⏎저장한 날짜 : 2026년 11월 20일 오전 11:29\n2026-02-05 01:33:00|지민|buyer|안녕 : 하세요⏎둘째 줄\n2026-02-10 14:33:00|판매자|seller|사진\n2026-02-10 14:34:00|*|system|지민님이 나갔습니다.\n"},
	{"Android, English", formatKakao, "KakaoTalk Chats with Emma\nDate Saved : November 20, 2026, 1:08 PM\n\n\nFebruary 10, 2026, 12:33 AM\nFebruary 10, 2026, 12:33 AM, Emma : Hi\nFebruary 10, 2026, 12:33 PM, you : Photo\n",
		"-|*|system|KakaoTalk Chats with Emma⏎Date Saved : November 20, 2026, 1:08 PM\n2026-02-10 00:33:00|Emma|buyer|Hi\n2026-02-10 12:33:00|you|seller|Photo\n"},
	{"iPhone", formatKakao, "2025. 11. 19. 오전 10:44: 지민님이 들어왔습니다.\n2025. 11. 19. 오전 12:44, 지민 : 안녕\n2025. 11. 19. 오후 12:45, 판매자 : 네\n",
		"2025-11-19 10:44:00|*|system|지민님이 들어왔습니다.\n2025-11-19 00:44:00|지민|buyer|안녕\n2025-11-19 12:45:00|판매자|seller|네\n"},
	{"newer phone", formatKakao, "2019-03-30 오전 4:39, 지민 : 안녕\n2019-03-30 오후 4:40, 판매자 : 네\n", "2019-03-30 04:39:00|지민|buyer|안녕\n2019-03-30 16:40:00|판매자|seller|네\n"},
	{"LINE, name with spaces", formatLine, "[LINE] Chat history with Emma Schneider\nSaved on: 2026/11/20 10:30\n\n2026.11.19 Thursday\n10:23 Emma Schneider Hello there\n10:24 Lin ok\n10:25 Emma Schneider thanks\n10:26 Lin bye\n24:10 Lin late\n",
		"-|*|system|[LINE] Chat history with Emma Schneider⏎Saved on: 2026/11/20 10:30\n2026-11-19 10:23:00|Emma Schneider|buyer|Hello there\n2026-11-19 10:24:00|Lin|seller|ok\n2026-11-19 10:25:00|Emma Schneider|buyer|thanks\n2026-11-19 10:26:00|Lin|seller|bye\n2026-11-19 00:10:00|Lin|seller|late\n"},
	{"LINE, quotes and markers", formatLine, "[LINE] Emmaとのトーク履歴\n保存日時：2021/04/30 午後1:16\n\n2021/01/01(金)\n午前11:27\tEmma\t[写真]\n午前12:03\tLin\t\"a \"\"b\"\"\nc\"\n午後05:38\tLinがメッセージの送信を取り消しました\n",
		"-|*|system|[LINE] Emmaとのトーク履歴⏎保存日時：2021/04/30 午後1:16\n2021-01-01 11:27:00|Emma|buyer|[写真]\n2021-01-01 00:03:00|Lin|seller|a \"b\"⏎c\n2021-01-01 17:38:00|*|system|Linがメッセージの送信を取り消しました\n"},
}

func TestPhoneChats(t *testing.T) {
	r := testReaders(t)
	for _, c := range phoneCases {
		got := readString(t, r, "chat.txt", c.text, chatOptions)
		if got.Format != c.format || brief(got.Messages) != c.want {
			t.Errorf("%s: %s\n%swant\n%s", c.name, got.Format, brief(got.Messages), c.want)
		}
		checkReading(t, []byte(c.text), got)
	}
}

const kakaoCSV = "\ufeffDate,User,Message\r\n\"2020-11-03 10:44:52\",\"지민\",\"안녕, \"\"너\"\"\r\n둘째\"\r\n2020-11-03 10:45:00,판매자,네\r\n"

func TestKakaoCSV(t *testing.T) {
	got := readString(t, testReaders(t), "KakaoTalk_Chat.csv", kakaoCSV, chatOptions)
	want := "2020-11-03 10:44:52|지민|buyer|안녕, \"너\"⏎둘째\n2020-11-03 10:45:00|판매자|seller|네\n"
	if got.Kind != Chat || got.Format != formatKakao || brief(got.Messages) != want {
		t.Errorf("%s %s\n%swant\n%s", got.Kind, got.Format, brief(got.Messages), want)
	}
	if m := got.Messages[1]; kakaoCSV[m.Start:m.End] != "2020-11-03 10:45:00,판매자,네\r\n" {
		t.Errorf("%q", kakaoCSV[m.Start:m.End])
	}
	checkReading(t, []byte(kakaoCSV), got)
}
