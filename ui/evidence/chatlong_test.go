package evidence

import (
	"os"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"casefolio/app/evidence"
	"casefolio/ui/kit"
	"casefolio/ui/kit/kittest"
)

// BenchmarkLongChat lays out a chat of 100,000 messages and scrolls in it.
func BenchmarkLongChat(b *testing.B) {
	kittest.New(b, os.DirFS("../../assets"), "en")
	messages := make([]evidence.Message, 100_000)
	for i := range messages {
		m := &messages[i]
		m.Seq, m.Sender, m.At = i+1, "Emma", time.Unix(1795156260+int64(i)*60, 0)
		m.Role = []evidence.Role{evidence.Buyer, evidence.Seller}[i%2]
		m.Body = []string{"Where is my parcel? I ordered it two weeks ago and need it before the weekend, it is a present.", "您好，我们已向承运商查询，24 小时内给您答复。", "ok"}[i%3]
	}
	b.Run("open", func(b *testing.B) {
		for b.Loop() {
			newLong(b, messages)
		}
	})
	b.Run("scroll", func(b *testing.B) {
		v := newLong(b, messages)
		i := 0
		for b.Loop() {
			i = (i + 33_331) % len(messages)
			v.list.ScrollTo(i)
		}
	})
}

// BenchmarkFindInLongChat searches the texts of a chat of 100,000 messages; the
// first search also folds them.
func BenchmarkFindInLongChat(b *testing.B) {
	messages := make([]evidence.Message, 100_000)
	for i := range messages {
		messages[i].Sender, messages[i].Body = "Emma Schneider", "Where is my parcel? I need it before the weekend. 还没有收到。"
	}
	b.Run("fold", func(b *testing.B) {
		for b.Loop() {
			foldedTexts(messages)
		}
	})
	texts := foldedTexts(messages)
	b.Run("find", func(b *testing.B) {
		for b.Loop() {
			matches(texts, []string{"parcel", "收到", "nothing"})
		}
	})
}

func newLong(b *testing.B, messages []evidence.Message) *chatView {
	p := &Page{}
	v := newChatView(p, exhibit{e: evidence.Exhibit{ID: "x"}, messages: messages}, kit.Zones{Seller: time.UTC})
	w := test.NewTempWindow(b, v)
	w.Resize(fyne.NewSize(900, 700))
	return v
}
