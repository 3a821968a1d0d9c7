// Package evidence captures originals byte for byte and reads from them what
// can be read: messages, tracking events, the facts of a photo. What is read
// is derived and may be corrected; the original never changes.
package evidence

import (
	"fmt"
	"time"
)

// Kind is what an exhibit is to the seller.
type Kind string

// The kinds of exhibits.
const (
	Chat     Kind = "chat"
	Tracking Kind = "tracking"
	Photo    Kind = "photo"
	Email    Kind = "email"
	Document Kind = "document"
	Text     Kind = "text"
)

// Source is how an original came in.
type Source string

// The ways in.
const (
	FromFile  Source = "file"
	FromDrop  Source = "drop"
	FromPaste Source = "paste"
	FromShelf Source = "shelf"    // the shop's own papers
	FromCopy  Source = "copy"     // made of another exhibit, with marks
	FromPart  Source = "attached" // came within another exhibit
	// FromPacket is a file as it was submitted. It is no evidence itself: it is
	// never read, printed or offered for a packet.
	FromPacket Source = "packet"
)

// Exhibit is one captured original within its case. The three times are kept
// apart: when it happened (EventAt, read from the content), what the file
// system says (FileAt) and when it was added (AddedAt). Zero means unknown.
type Exhibit struct {
	ID, CaseID string
	No         int // 1 for E-01; never reused within the case
	Kind       Kind
	Format     string // "whatsapp", "plain", "tracking_text", "tracking_csv", "jpeg", "png", "pdf", "binary" …
	Title      string // the seller's words; empty: built from the content
	FileName   string
	MediaType  string
	Size       int64
	SHA256     string // lower-case hex of the original bytes
	Source     Source

	EventAt, FileAt, AddedAt time.Time
	DeletedAt                time.Time // zero outside the trash

	Messages, Events int     // how many were read
	Picture          Picture // photos only
	Parcel           Parcel  // tracking records only
	Problem          string  // code of what went wrong while reading ("broken_image" …); the original is kept all the same

	ParentID     string // the exhibit that it came within; empty: none
	CopyOf       string // the exhibit that it is a marked copy of; empty: none
	Redactions   int    // places that are covered in it
	Part         string // which part of that: the number of a mail in a mailbox
	ShelfVersion string // the version of a paper of the shop that it is
}

// Label is the exhibit's number as printed: E-01.
func (e Exhibit) Label() string { return fmt.Sprintf("E-%02d", e.No) }

// Picture holds what a photo says about itself. Width and Height are upright,
// after Orientation (EXIF 1–8; 1 when absent) has been applied.
type Picture struct {
	Width, Height int
	Orientation   int
	CapturedAt    time.Time // with the camera's offset where it states one
	ZoneKnown     bool      // false: CapturedAt is in the seller's zone by assumption
	Camera        string    // maker and model, as the camera states them
	Turn          int       // quarters to the right that the seller turned it; the original is not changed
}

// Parcel names what a tracking record follows.
type Parcel struct{ Number, Carrier string }

// Role is who speaks in a chat.
type Role string

// The roles.
const (
	Buyer    Role = "buyer"
	Seller   Role = "seller"
	Platform Role = "platform" // its staff or its robot, where it speaks up itself
	System   Role = "system"   // a notice of the chat program
	Unknown  Role = ""
)

// Message is one entry of a chat log. Start and End are the byte range in the
// original. A zero At stays undated.
type Message struct {
	Seq        int
	At         time.Time
	ZoneKnown  bool // false: the log states no zone, the seller's was assumed
	Sender     string
	Role       Role
	Body       string
	Start, End int64

	Entry   string // name of the file within an archive that Start and End count in; empty: the original itself
	Fact    Fact   // what the program says about the message
	Media   string // the file that the message carries, as the log names it
	MediaID string // the exhibit that was made of that file; empty: none
	Doubt   Doubt  // why At may be off
	Cited   bool   // the seller marked it as worth quoting

	Translation       string // beside the body, which stays as it is; empty: none
	TranslationSource string // Self, or the name of a tool or a person
}

// Self is the source of a translation that the seller made.
const Self = "seller"

// Event is one line of a tracking record, in the order of the source. Place
// may be empty. Milestone is an id of rules/tracking.json or empty.
type Event struct {
	Seq       int
	At        time.Time
	ZoneKnown bool
	DateOnly  bool
	Place     string
	Text      string
	Milestone string

	PlaceZone bool   // the source states no zone; At is the clock of Place
	Own       bool   // a line of the seller's, not of the original
	Was       *Event // as it was read, where the seller corrected it; nil: as it stands
}

// Reading is what a reader makes of an original.
type Reading struct {
	Kind      Kind
	Format    string
	MediaType string
	EventAt   time.Time
	Messages  []Message
	Events    []Event
	Picture   Picture
	Parcel    Parcel
	Problem   string
	Attached  []Attachment // files within, which become exhibits of their own

	order   Order        // of the dates of a chat, where it makes a difference
	example [3]int       // a date whose day and month could change places
	chats   []ChatChoice // of an export that holds several
	media   []mediaFile  // files of an archive that messages carry
}

// Attachment is a file that came within another: with a mail, or in an archive.
type Attachment struct {
	Name string // without any path
	Part string // which part of the original it was, where that needs saying
	Data []byte
}
