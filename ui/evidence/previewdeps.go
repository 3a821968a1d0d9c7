package evidence

import (
	"context"

	"casefolio/app/evidence"
)

// Chats previews, corrects, searches and cites chats.
type Chats interface {
	Preview(ctx context.Context, in evidence.Input, opt evidence.Options) (evidence.Preview, error)
	PreviewAgain(ctx context.Context, exhibitID string, c evidence.Choices, opt evidence.Options) (evidence.Preview, error)
	Choices(ctx context.Context, exhibitID string) (evidence.Choices, error)
	Reread(ctx context.Context, exhibitID string, c evidence.Choices, opt evidence.Options) (evidence.Exhibit, error)
	Learn(text string, sender, at, body int) (evidence.Pattern, error)
	KeepPattern(ctx context.Context, p evidence.Pattern) error
	Find(ctx context.Context, caseID, search string) ([]evidence.Found, bool, error)
	Cited(ctx context.Context, caseID string) ([]evidence.Found, error)
	Cite(ctx context.Context, exhibitID string, seqs []int, cited bool) error
}
