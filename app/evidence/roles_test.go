package evidence

import "testing"

func TestRoles(t *testing.T) {
	words := testReaders(t).chat.words.with(Options{Buyer: "Emma Schneider", Seller: []string{"Nordlicht Shop", "林小雨"}})
	for name, want := range map[string]Role{
		"Emma": Buyer, "EMMA SCHNEIDER": Buyer, "Schneider, Emma (DE)": Buyer, "emma.schneider@example.com": Buyer,
		"Nordlicht": Seller, "林小雨": Seller, "Lin": Unknown, "Emmanuel": Unknown,
		"Buyer": Buyer, "Buyer (2)": Buyer, "买家": Buyer, "买家小王": Buyer, "Kundin": Buyer, "客户": Buyer,
		"me": Seller, "Me": Seller, "Some One": Unknown, "I": Seller, "Ingrid": Unknown, "我": Seller, "我们的客户": Buyer,
		"Customer Service Anna": Seller, "Service client": Seller, "客户服务": Seller, "客服小李": Seller, "": Unknown,
	} {
		if got := words.role(name); got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
}

func TestThePlatformSpeaks(t *testing.T) {
	r := testReaders(t)
	for sender, want := range map[string]Role{
		"Amazon Customer Service": Platform, "AMAZON.DE": Platform, "平台客服": Platform, "eBay": Platform,
		"Amazon Lamps": Unknown, "Customer Service": Seller, "": Unknown,
	} {
		if got := r.chat.words.with(Options{Buyer: "Emma"}).speaker(sender); got != want {
			t.Errorf("%q is %q, want %q", sender, got, want)
		}
	}
	chat := "[29/01/2018, 12:24:03] Emma: a\n[29/01/2018, 12:24:03] Lin: b\n[29/01/2018, 12:25:03] eBay Customer Support: c\n"
	got := readString(t, r, "", chat, Options{Buyer: "Emma", Seller: []string{"Lin"}}).Messages
	if len(got) != 3 || got[0].Role != Buyer || got[1].Role != Seller || got[2].Role != Platform {
		t.Errorf("%s", brief(got))
	}
	if form := readString(t, r, "", "Platform: Amazon\nOrder: 302-1\nReason: late\n", Options{}); form.Kind == Chat {
		t.Errorf("a form is read as %s", form.Format)
	}
}

func TestTwoSpeakers(t *testing.T) {
	r := testReaders(t)
	for _, c := range []struct {
		text string
		want map[string]Role
	}{
		{"[29/01/2018, 12:24:03] Emma: a\n[29/01/2018, 12:24:03] Bo: b\n", map[string]Role{"Emma": Buyer, "Bo": Seller}},
		{"[29/01/2018, 12:24:03] Ann: a\n[29/01/2018, 12:24:03] Bo: b\n", map[string]Role{"Ann": Unknown, "Bo": Unknown}},
		{"[29/01/2018, 12:24:03] Emma: a\n[29/01/2018, 12:24:03] Bo: b\n[29/01/2018, 12:24:03] Cy: c\n", map[string]Role{"Emma": Buyer, "Bo": Unknown, "Cy": Unknown}},
	} {
		for _, m := range readString(t, r, "", c.text, Options{Buyer: "Emma"}).Messages {
			if m.Role != c.want[m.Sender] {
				t.Errorf("%s is %q, want %q", m.Sender, m.Role, c.want[m.Sender])
			}
		}
	}
}

func TestMailInsideAChat(t *testing.T) {
	text := "[29/01/2018, 12:24:03] Emma: they wrote:\nFrom: Carrier\nDate: 28/01/2018 10:00\nSubject: Parcel\n\nIt is lost.\n[29/01/2018, 12:25:03] Lin: I see\n"
	if got := readString(t, testReaders(t), "", text, Options{}); got.Format != formatWhatsApp || len(got.Messages) != 2 {
		t.Errorf("%s\n%s", got.Format, brief(got.Messages))
	}
}
