package fault_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casefolio/app/fault"
)

func TestOfAndIs(t *testing.T) {
	inner := fault.New("file.empty", "name", "a.txt")
	wrapped := fmt.Errorf("reading: %w", inner)
	if fault.Of(wrapped) != inner || !fault.Is(wrapped, "file.empty") || fault.Is(nil, "file.empty") {
		t.Error("a wrapped fault is not found")
	}
	if got := fault.Of(errors.New("x")).Code; got != "unexpected" {
		t.Errorf("an unforeseen error is %q", got)
	}
	if fault.Of(nil) != nil {
		t.Error("nil should stay nil")
	}
}

func TestTraceNamesNoFile(t *testing.T) {
	_, cause := os.Open(filepath.Join(t.TempDir(), "Chat with Emma Schneider.txt"))
	err := errors.Join(
		fault.Wrap(fmt.Errorf("adding Emma: %w", cause), "file.missing", "name", "Emma"),
		os.Rename("Emma", "nowhere/Emma"),
	)
	got := fault.Trace(err)
	if strings.Contains(got, "Emma") {
		t.Errorf("the trace names the file: %s", got)
	}
	for _, want := range []string{"file.missing", "open", "rename", "Errno"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in %q", want, got)
		}
	}
	if fault.Trace(nil) != "" {
		t.Error("nil has a trace")
	}
}
