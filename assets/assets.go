// Package assets embeds fonts, icons, translations, the starter library and
// the rules. It imports nothing of the program.
package assets

import "embed"

// Files holds every data file, by its path below this folder.
//
//go:embed fonts icons translations phrases rules sample
var Files embed.FS
