package redact

import (
	"strings"
	"testing"
)

func name(s string) []Term    { return []Term{{Kind: Name, Text: s}} }
func contact(s string) []Term { return []Term{{Kind: Contact, Text: s}} }
func order(s string) []Term   { return []Term{{Kind: Order, Text: s}} }
func address(s string) []Term { return []Term{{Kind: Address, Text: s}} }
func word(s string) []Term    { return []Term{{Kind: Word, Text: s}} }

var maskCases = []struct {
	terms    []Term
	in, want string // want has # for a mark; "" as in
}{
	// Words, their edges and their spellings.
	{name("Emma Schneider"), "Dear Emma Schneider, hello", "Dear #, hello"},
	{name("Emma Schneider"), "EMMA  SCHNEIDER; emma-schneider; Schneider, Emma; EmmaSchneider; emma_schneider", "#; #; #; #; #"},
	{name("Emma Schneider"), "Emma\nSchneider, Schnei-\nder, Emma", "#, #"},
	{name("Emma Schneider"), "Emma called. The Schneider did not.", ""},
	{name("Schneider"), "Schneiders Paket, Schnei\u00adder, Schnei\u200bder, Aufschneider", "# Paket, #, #, Aufschneider"},
	{name("Li"), "Delivered by Li to Lisa, Li's and 张Li说", "Delivered by # to Lisa, #'s and 张#说"},
	{name("Müller"), "MÜLLER Mu\u0308ller Muller Mueller mueller Müllerin", "# # # # # Müllerin"},
	{name("Mueller"), "Müller und Mueller", "# und #"},
	{name("Ørsted"), "Orsted, Oersted, ØRSTED", "#, #, #"},
	{name("François Lefèvre"), "Francois Lefevre; FRANÇOIS LEFÈVRE; Franc\u0327ois Lefe\u0300vre", "#; #; #"},
	{name("Łukasz"), "Lukasz i łukasz", "# i #"},
	{name("İpek Işık"), "IPEK ISIK; ipek ışık", "#; #"},
	{name("Straße"), "STRASSE strasse", "# #"},
	{name("Ｅｍｍａ"), "Emma Ｅｍｍａ", "# #"},
	{name("Emma"), "ＥＭＭＡ and EmmaSchneider and emma1990 and emma_s", "# and #Schneider and #1990 and #_s"},
	{name("Emma"), "ﬁne gemma emmanuel", ""},
	{name("Emma"), "E M M A, e.m.m.a, E*m*m*a, E - m - m - a; g e m m a nu", "#, #, #, #; g # nu"},
	{name("Emma"), "🅴🅼🅼🅰 and 🅔🅜🅜🅐, Ⓔⓜⓜⓐ and 𝐄𝐦𝐦𝐚", "# and #, # and #"},
	{name("Ana Mai"), "A n a  M a i or Vitamin A n. a. Mainz", "# or Vitamin A n. a. Mainz"},
	{order("1001"), "1 0 0 1", ""},
	{word("C++"), "C++ and C", "# and C"},
	{word("😀"), "ok 😀😀!", "ok #!"},
	{word("secret plan"), "Secret-Plan and secretplan", "# and #"},
	// Chinese, Japanese, Korean.
	{name("张三"), "买家张三说：张 三、张\u200b三、張三、张。三天后", "买家#说：#、#、#、张。三天后"},
	{name("陳國龍"), "陈国龙和陳国龍", "#和#"},
	{name("约翰·史密斯"), "约翰史密斯 约翰・史密斯 约翰 史密斯", "# # #"},
	{name("張三"), "张\n三 和 张\n\n三", "# 和 张\n\n三"},
	{name("山田太郎"), "山田 太郎様、山田太郎さん", "#様、#さん"},
	{name("高橋マリア"), "高橋 ﾏﾘｱ、髙橋", "#、髙橋"},
	{name("渡邊 髙沢"), "渡辺髙澤、渡邉 高泽", "#、#"},
	{name("マリア"), "ﾏﾘｱさん、マリアージュ、マリア", "#さん、マリアージュ、#"},
	{name("ガブリエル"), "ｶﾞﾌﾞﾘｴﾙ カ\u3099フ\u3099リエル カフリエル", "# # カフリエル"},
	{name("김민수"), "김민수가 왔다, 김 민수씨, \u1100\u1175\u11b7\u1106\u1175\u11ab\u1109\u116e", "#가 왔다, #씨, #"},
	{name("기"), "김", ""},
	// Cyrillic and Greek.
	{name("Андрей Іваненко"), "АНДРЕЙ ІВАНЕНКО; Андрей Іваненком; Андрей Іваненка", "#; #; #"},
	{name("Анна"), "Анны, Анной, АННА, Анналена", "#, #, #, Анналена"},
	{name("Иванов"), "Иванову, Ивановым, Ивановский", "#, #, Ивановский"},
	{name("Γιώργος"), "ΓΙΏΡΓΟΣ γιωργος", "# #"},
	// Right to left.
	{name("شيماء أحمد"), "مرحبا شَيْماء احمد، وشيماء أحمد", "مرحبا #، #"},
	{name("محمد"), "محـمد لمحمد محمدية", "# # محمدية"},
	{name("שרה כהן"), "שָׂרָה כֹּהֵן ושרה כהן", "# #"},
	{name("שרה כהן"), "ןהכ הרש", "#"},
	// Thai and Hindi.
	{name("สมชาย"), "คุณสมชายครับ สม\u200bชาย", "คุณ#ครับ #"},
	{name("राम"), "राम ने, रामा ने, राम\u200d", "# ने, रामा ने, #\u200d"},
	{name("क़मर"), "क\u093cमर कमर", "# #"},
	{name("Abe"), "Abe 4f0a12abe9c3d7e1 and abe1990", "# 4f0a12abe9c3d7e1 and #1990"},
	{order("1001"), "a1001c22334455ff, 1001", "a1001c22334455ff, #"},
	// Contacts.
	{contact("emma.schneider@example.com"), "EMMA.SCHNEIDER@EXAMPLE.COM, emma.schneider @ example.com; emma.schneider (at) example.com emma.schneider[at]example[dot]com", "#, #; # #"},
	{contact("emma@example.com"), "是emma@example.com谢谢 gemma@example.com emma@example.community mailto:emma@example.com?x", "是#谢谢 gemma@example.com emma@example.community mailto:#?x"},
	{contact("+49 341 1234567"), "+493411234567, 0049 341 1234567, (0341) 1234567, 0341/123 45 67, +49 (0) 341-123-4567, 341.1234567", "#, #, #, #, #, #"},
	{contact("0341 1234567"), "+49 341 1234567; +٤٩ ٣٤١ ١٢٣٤٥٦٧; ＋４９３４１１２３４５６７", "#; #; #"},
	{contact("13812345678"), "电话13812345678，+86 138 1234 5678，138-1234-5678，213812345678，138123456789", "电话#，#，#，213812345678，138123456789"},
	{contact("+1 (415) 555-0132"), "415-555-0132 1.415.555.0132 4155550132 +1 415 555 0132", "# # # #"},
	{contact("4915112345678"), "0151 12345678 +4915112345678", "# #"},
	{contact("+44 20 7946 0958"), "call 020 7946 0958 or \u202a+44 20 7946 0958\u202c", "call # or \u202a#\u202c"},
	{contact("@emma_s"), "t.me/emma_s @emma_s", "t.me/# @#"},
	{contact("wxid-abc123"), "微信号wxid-abc123。", "微信号#。"},
	// Numbers.
	{order("302-8841276-1234567"), "Order#302-8841276-1234567, 302 8841276 1234567, 30288412761234567, 订单302-8841276-1234567已", "Order##, #, #, 订单#已"},
	{order("302-8841276-1234567"), "1302-8841276-1234567 302-8841276-12345678", ""},
	{order("#1001"), "order 1001 costs 1,001.00 or 1 001", "order # costs 1,001.00 or 1 001"},
	{order("RB123456785CN"), "RB 123 456 785 CN rb123456785cn XRB123456785CN", "# # XRB123456785CN"},
	// Addresses.
	{address("Beispielstraße 12, 04109 Leipzig"), "Beispielstr. 12\n04109 LEIPZIG; Beispielstrasse 12 04109 Leipzig", "#; #"},
	{address("12a Main Street"), "12 a Main St. and 12A MAIN STREET", "#. and #"},
	{address("北京市朝阳区建国路88号"), "北京市 朝阳区 建国路 88号 北京市朝陽區建國路８８號", "# #"},
	// Links.
	{name("Emma Schneider"), "https://example.com/?q=Emma%20Schneider&x", "https://example.com/?q=#&x"},
	{name("张三"), "https://example.com/%E5%BC%A0%E4%B8%89/a 100%", "https://example.com/#/a 100%"},
	// Nothing, and what is broken.
	{nil, "Emma", ""},
	{name("  "), "Emma", ""},
	{name("Emma"), "\xffEmma\xfe", "\xff#\xfe"},
}

func TestMask(t *testing.T) {
	for _, c := range maskCases {
		want := strings.ReplaceAll(c.want, "##", "#\x00")
		want = strings.ReplaceAll(want, "#\x00", "\x01\x00")
		want = strings.ReplaceAll(want, "#", Mark)
		want = strings.NewReplacer("\x01", "#", "\x00", Mark).Replace(want)
		if c.want == "" {
			want = c.in
		}
		m := NewMasker(c.terms)
		if got := m.Mask(c.in); got != want {
			t.Errorf("%v\n  in %q\n got %q\nwant %q", c.terms, c.in, got, want)
		}
	}
}

func TestNilMasker(t *testing.T) {
	var m *Masker
	if m.Mask("Emma") != "Emma" || m.Count("Emma") != 0 || m.Search("Emma") != nil || m.Terms() != nil {
		t.Error("a nil masker does something")
	}
}
