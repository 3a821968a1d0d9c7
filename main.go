// Casefolio keeps complaints and their evidence on the seller's own computer
// and prints them as a dossier. Without a command it opens the window.
package main

import (
	"context"
	"os"
	"os/signal"

	_ "time/tzdata" // zones on systems that bring none

	"casefolio/app/command"
	"casefolio/assets"
	"casefolio/data"
)

// version is set by the linker.
var version = "development"

func main() { os.Exit(run()) }

func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	h := newHost()
	return command.Run(ctx, command.Host{
		Name: "casefolio", Version: version, Files: assets.Files,
		DefaultDir: data.DefaultDir(), Lang: systemLanguage(),
		Open: h.services, Window: h.window,
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
	}, os.Args[1:])
}
