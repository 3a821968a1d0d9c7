// Package assets embeds fonts, the colour profile of paper, icons,
// translations, the starter library and the rules. It imports nothing of the
// program.
package assets

import "embed"

// Files holds every data file, by its path below this folder.
//
//go:embed fonts icc icons translations phrases playbooks rules letters sample
var Files embed.FS
