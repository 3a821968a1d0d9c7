package app

import (
	"os"
	"testing"
	"testing/fstest"

	"casefolio/app/intake"
)

func TestRulesAreShared(t *testing.T) {
	first, err := shared(os.DirFS("../assets"), intake.Load)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := shared(os.DirFS("../assets"), intake.Load); err != nil || again != first {
		t.Errorf("read anew: %v", err)
	}
	for range 2 {
		if _, err := shared(os.DirFS("../data"), intake.Load); err == nil {
			t.Error("other files have the same rules")
		}
		if _, err := shared(fstest.MapFS{}, intake.Load); err == nil {
			t.Error("no files have rules")
		}
	}
}
