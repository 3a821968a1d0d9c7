package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"casefolio/data"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"casefolio": main})
}

// TestScripts runs the commands as processes of their own.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("XDG_DATA_HOME", filepath.Join(e.WorkDir, "data"))
			e.Setenv("LANG", "en_US.UTF-8")
			e.Setenv("LANGUAGE", "")
			e.Setenv("YEAR", strconv.Itoa(time.Now().Year())) // of the case numbers
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"hold": hold, "damage": damage, "zone": zone,
			"usage": usage, "copybackup": copyBackup,
		},
	})
}

// hold DIR keeps the workspace open until the script ends.
func hold(ts *testscript.TestScript, _ bool, args []string) {
	w, err := data.Open(ts.MkAbs(args[0]), time.Now)
	ts.Check(err)
	ts.Defer(func() { ts.Check(w.Close()) })
}

// zone DIR NAME LANGUAGE sets the seller's zone and language.
func zone(ts *testscript.TestScript, _ bool, args []string) {
	w, err := data.Open(ts.MkAbs(args[0]), time.Now)
	ts.Check(err)
	p, _, err := w.Profile(context.Background())
	ts.Check(err)
	p.Zone, p.Language, p.Currency, p.Paper, p.WorkFrom, p.WorkTo = args[1], args[2], "EUR", "a4", "09:00", "18:00"
	ts.Check(w.SaveProfile(context.Background(), p, time.Now()))
	ts.Check(w.Close())
}

// damage DIR changes one byte of every file below it.
func damage(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(filepath.WalkDir(ts.MkAbs(args[0]), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		raw[len(raw)/2] ^= 1
		if err := os.Chmod(path, 0o600); err != nil {
			return err
		}
		return os.WriteFile(path, raw, 0o600)
	}))
}

// usage DIR ARGS… wants the command line to be refused with exit code 2, a
// sentence and a hint.
func usage(ts *testscript.TestScript, _ bool, args []string) {
	err := ts.Exec("casefolio", append([]string{"--workspace", args[0]}, args[1:]...)...)
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != 2 {
		ts.Fatalf("%v: %v, want exit code 2", args, err)
	}
	if lines := strings.Count(ts.ReadFile("stderr"), "\n"); lines != 2 {
		ts.Fatalf("%v: %d lines on the error output", args, lines)
	}
}

// copyBackup DIR FILE copies the only backup of a workspace.
func copyBackup(ts *testscript.TestScript, _ bool, args []string) {
	found, err := filepath.Glob(filepath.Join(ts.MkAbs(args[0]), "backups", "*.zip"))
	ts.Check(err)
	if len(found) != 1 {
		ts.Fatalf("backups: %v", found)
	}
	raw, err := os.ReadFile(found[0])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), raw, 0o600))
}
