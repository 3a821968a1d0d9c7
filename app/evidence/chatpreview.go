package evidence

import (
	"context"
	"io"
	"slices"
	"time"

	"casefolio/app/fault"
)

// Preview is what a chat would be read as, before it is taken.
type Preview struct {
	IsChat   bool // false: it is something else, or a text of unknown shape
	Lines    bool // a text: a pattern can be learned from it
	Format   string
	Messages int
	Undated  int
	Doubtful int // times that may be off
	First    []Message
	Last     []Message // those of First left out
	Speakers []Speaker
	Chats    []ChatChoice // of an export that holds several
	Media    int          // files that come along
	Problem  string

	Order    Order     // as it was read
	AskOrder bool      // nothing tells it: the seller has to
	Example  []Dated   // the same date in each order that is possible
	ZoneOpen bool      // some times state no zone
	From, To time.Time // of all that has a time
}

// Dated is a date in one order.
type Dated struct {
	Order Order
	At    time.Time
}

// Speaker is one who speaks in a chat.
type Speaker struct {
	Name     string
	Role     Role
	Messages int
}

// previewed is how many messages a preview shows of either end.
const previewed = 4

// Preview reads a chat without keeping anything. Faults are those of adding.
func (s *Service) Preview(ctx context.Context, in Input, opt Options) (Preview, error) {
	opt, err := s.knownPatterns(ctx, opt)
	if err != nil {
		return Preview{}, err
	}
	r, err := in.Open()
	if err != nil {
		return Preview{}, fault.File(err, in.Name)
	}
	defer r.Close()
	original, size, err := seekable(&source{ctx: ctx, r: r}, r)
	if err != nil {
		return Preview{}, fault.File(err, in.Name)
	}
	if size == 0 {
		return Preview{}, nil
	}
	read, err := s.readers.read(original, size, in, opt, s.now())
	if err != nil {
		return Preview{}, fault.Wrap(err, "vault.unreadable", "name", in.Name)
	}
	return previewOf(read), nil
}

// seekable gives r as something that the readers can go back in: the file
// itself, or its beginning in memory.
func seekable(bounded io.Reader, r io.Reader) (io.ReadSeeker, int64, error) {
	if f, ok := r.(io.ReadSeeker); ok {
		size, err := f.Seek(0, io.SeekEnd)
		if err == nil {
			_, err = f.Seek(0, io.SeekStart)
		}
		return f, size, err
	}
	raw, err := io.ReadAll(io.LimitReader(bounded, maxText+1))
	return newBytes(raw), int64(len(raw)), err
}

func previewOf(read Reading) Preview {
	p := Preview{
		IsChat: read.Kind == Chat && len(read.Messages) > 0, Lines: read.Kind == Text || read.Kind == Tracking || read.Kind == Chat && read.Format == formatPlain,
		Format: read.Format, Problem: read.Problem, Messages: len(read.Messages), Speakers: speakersOf(read.Messages),
		Chats: read.chats, Media: len(read.media), Order: read.order,
	}
	for _, m := range read.Messages {
		switch {
		case m.At.IsZero() && m.Role == System: // a title, or a notice of the program
			continue
		case m.At.IsZero():
			p.Undated++
			continue
		case m.Doubt != NoDoubt:
			p.Doubtful++
		}
		p.ZoneOpen = p.ZoneOpen || !m.ZoneKnown
		if p.From.IsZero() || m.At.Before(p.From) {
			p.From = m.At
		}
		if m.At.After(p.To) {
			p.To = m.At
		}
	}
	n := min(previewed, len(read.Messages))
	p.First, p.Last = read.Messages[:n], read.Messages[max(n, len(read.Messages)-n):]
	p.AskOrder = read.Problem == problemOrder
	if read.example != [3]int{} {
		p.Example = examples(read.example)
	}
	return p
}

// examples reads a date in the orders in which it is one.
func examples(n [3]int) []Dated {
	var all []Dated
	for _, o := range []Order{DayFirst, MonthFirst, YearFirst} {
		s := stamp{n: n, hasDate: true}
		if o == YearFirst && !s.shortYear() || !s.valid(orders[o]) {
			continue
		}
		all = append(all, Dated{o, s.in(orders[o], time.UTC)})
	}
	return all
}

// speakersOf lists who speaks, the most talkative first.
func speakersOf(messages []Message) []Speaker {
	var all []Speaker
	at := map[string]int{}
	for _, m := range messages {
		if m.Sender == "" {
			continue
		}
		i, ok := at[m.Sender]
		if !ok {
			i = len(all)
			at[m.Sender] = i
			all = append(all, Speaker{Name: m.Sender, Role: m.Role})
		}
		all[i].Messages++
	}
	slices.SortStableFunc(all, func(a, b Speaker) int { return b.Messages - a.Messages })
	return all
}

// Ask tells whether the seller should look before a chat is taken: nothing
// tells the order of the dates, times are in doubt, or neither side is known.
func (p Preview) Ask() bool {
	known := false
	for _, s := range p.Speakers {
		known = known || s.Role == Buyer || s.Role == Seller
	}
	return p.AskOrder || p.Problem != "" || !known
}
