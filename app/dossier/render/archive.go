package render

import (
	"bytes"
	"compress/zlib"
	"context"
	"fmt"
	"regexp"
)

// What an archive asks for beyond a file that can be read: colours that mean
// the same on every screen and paper, metadata, and attachments that say what
// they are to the document.

// emptyNames is the name tree that gofpdf writes in any case.
var emptyNames = regexp.MustCompile(`/Names <<\n/EmbeddedFiles (?s:.*?)>>\n>>\n`)

// archive writes these objects and returns their entries in the catalog.
func (b *builder) archive(ctx context.Context, out *assembly) (string, error) {
	profile, err := b.faces.Profile()
	if err != nil {
		return "", err
	}
	colours := out.reserve()
	out.stream(colours, "/N 3 /Filter /FlateDecode", deflated(profile))
	// Not compressed: archives read it without knowing the format.
	metadata := out.reserve()
	out.stream(metadata, "/Type /Metadata /Subtype /XML", b.metadata())
	files, err := b.attach(ctx, out)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("/Metadata %d 0 R\n"+
		"/OutputIntents [<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB) /DestOutputProfile %d 0 R>>]\n%s",
		metadata, colours, attachmentEntries(files)), nil
}

// catalog returns the object that the file is read from.
func (b *builder) catalog(object []byte, entries string) []byte {
	entries = "/Type /Catalog\n/ViewerPreferences <</DisplayDocTitle true>>\n" +
		"/MarkInfo <</Marked false>>\n" + entries // there is no tree of the structure
	if languageCode.MatchString(b.doc.Lang) {
		entries += "/Lang (" + b.doc.Lang + ")\n"
	}
	object = emptyNames.ReplaceAll(object, nil)
	return bytes.Replace(object, []byte("/Type /Catalog\n"), []byte(entries), 1)
}

func deflated(data []byte) []byte {
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	z.Write(data) // a bytes.Buffer takes everything
	z.Close()
	return packed.Bytes()
}
