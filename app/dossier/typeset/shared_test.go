package typeset

import (
	"os"
	"testing"
	"testing/fstest"
)

// The same files are read once, and files that cannot be compared each time.
func TestSharedFaces(t *testing.T) {
	first, again := Shared(os.DirFS("../../../assets")), Shared(os.DirFS("../../../assets"))
	if first != again {
		t.Error("the fonts are read twice")
	}
	first, again = Shared(fstest.MapFS{}), Shared(fstest.MapFS{})
	if first == again {
		t.Error("files that may differ share their faces")
	}
	if Shared(nil) == nil {
		t.Error("no faces")
	}
}
