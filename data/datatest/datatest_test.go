package datatest

import (
	"context"
	"path/filepath"
	"testing"

	"casefolio/data"
)

// What is opened is as it would be when made from nothing, but for its id.
func TestOpenIsAsNew(t *testing.T) {
	ctx := context.Background()
	now, copied := Clock(), Clock()
	fresh, err := data.Open(t.TempDir(), now)
	if err != nil {
		t.Fatal(err)
	}
	defer fresh.Close()
	ids, when := map[string]bool{}, now()
	for _, w := range []*data.Workspace{open(t, copied), Open(t), fresh} {
		path := filepath.Join(t.TempDir(), "copy.db")
		if err := w.Snapshot(ctx, path); err != nil {
			t.Fatal(err)
		}
		holds, err := w.Inspect(ctx, path)
		if err != nil || holds.Entries != 0 || holds.Schema == 0 || len(holds.Workspace) != 36 {
			t.Fatalf("%+v, %v", holds, err)
		}
		ids[holds.Workspace] = true
	}
	if len(ids) != 3 {
		t.Errorf("ids %v", ids)
	}
	if at := copied(); !at.Equal(when) {
		t.Errorf("the clock shows %v, want %v", at, when)
	}
}
