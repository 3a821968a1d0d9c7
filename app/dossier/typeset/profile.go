package typeset

import "io/fs"

// Profile returns the colour profile that stands beside the fonts. The colours
// of everything set with these faces are meant in it.
func (f *Faces) Profile() ([]byte, error) { return fs.ReadFile(f.files, "icc/sRGB.icc") }
