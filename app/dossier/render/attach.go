package render

import (
	"cmp"
	"context"
	"crypto/md5" // the format asks for it; what is trusted is SHA-256
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"

	"casefolio/app/dossier/page"
	"casefolio/app/dossier/progress"
)

// MaxAttachment is the largest number that an archive file may hold, and so the
// longest file that it can tell the length of.
const MaxAttachment = 1<<31 - 1

// anyBytes is the type of a file that nobody could tell.
const anyBytes = "application/octet-stream"

var mediaType = regexp.MustCompile(`^[a-zA-Z0-9][a-zA-Z0-9.+-]{0,60}/[a-zA-Z0-9][a-zA-Z0-9.+-]{0,60}$`)

// attached is a file that went into the document.
type attached struct {
	name string // unique, as readers see it
	spec int    // number of the object that describes it
}

// attach streams the attachments into the file. One that cannot be opened is
// left out and told; one that breaks off while it is read ends the work,
// because half of an original must not pass for the whole.
func (b *builder) attach(ctx context.Context, out *assembly) ([]attached, error) {
	var list []attached
	taken := map[string]int{}
	for i, a := range b.doc.Attachments {
		progress.Tell(ctx, progress.Originals, i, len(b.doc.Attachments))
		file, err := openRegular(a.Path)
		if err != nil {
			b.addFault(a.Path)
			continue
		}
		name := uniqueName(a.Name, taken)
		spec, err := b.embedFile(ctx, out, a, name, file)
		file.Close()
		if err != nil {
			return nil, err
		}
		list = append(list, attached{name, spec})
	}
	return list, nil
}

func (b *builder) addFault(path string) {
	if !slices.Contains(b.faults, path) {
		b.faults = append(b.faults, path)
	}
}

func openRegular(path string) (*os.File, error) {
	info, err := os.Stat(path) // before opening: a pipe would wait for its writer
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > MaxAttachment {
		return nil, errFile
	}
	return os.Open(path)
}

// embedFile writes four objects: the stream, what is known of it only after it
// was read (its length; its size, date and checksum), and its description.
func (b *builder) embedFile(ctx context.Context, out *assembly, a page.Attachment, name string, file io.Reader) (spec int, err error) {
	stream, length, params := out.reserve(), out.reserve(), out.reserve()
	spec = out.reserve()
	kind := a.MediaType
	if !mediaType.MatchString(kind) {
		kind = anyBytes
	}
	out.object(stream, "<</Type /EmbeddedFile /Subtype /%s /Length %d 0 R /Params %d 0 R>>\nstream\n",
		strings.Replace(kind, "/", "#2F", 1), length, params)
	sum := md5.New()
	size, err := io.CopyBuffer(io.MultiWriter(out, sum), untilDone{ctx, file}, make([]byte, 1<<18))
	if err != nil {
		return 0, err
	}
	out.print("\nendstream\nendobj\n")
	modified := a.Modified
	if modified.IsZero() {
		modified = b.created()
	}
	out.object(length, "%d\nendobj\n", size)
	out.object(params, "<</Size %d /ModDate (%s) /CheckSum <%X>>>\nendobj\n", size, pdfTime(modified), sum.Sum(nil))
	out.object(spec, "<</Type /Filespec /F (%s) /UF <%s> /AFRelationship /Source /EF <</F %d 0 R /UF %d 0 R>>>>\nendobj\n",
		asciiName(name), hexUTF16(name), stream, stream)
	return spec, nil
}

// untilDone reads until the work is cancelled.
type untilDone struct {
	ctx context.Context
	r   io.Reader
}

func (u untilDone) Read(p []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.r.Read(p)
}

// uniqueName makes a name that every reader can save the file under. Two files
// of one name are told apart by a number before the ending.
func uniqueName(name string, taken map[string]int) string {
	name = strings.TrimSpace(strings.Map(func(r rune) rune {
		if isControl(r) || strings.ContainsRune(`/\:*?"<>|`, r) || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 {
			return '_' // also the marks of direction, which disguise an ending
		}
		return r
	}, name))
	if strings.Trim(name, ".") == "" {
		name = "file"
	}
	stem, ending := name, ""
	if dot := strings.LastIndexByte(name, '.'); dot > 0 {
		stem, ending = name[:dot], name[dot:]
	}
	unique := name
	for n := taken[strings.ToLower(name)] + 1; ; n++ {
		if n > 1 {
			unique = fmt.Sprintf("%s (%d)%s", stem, n, ending)
		}
		if key := strings.ToLower(unique); n == 1 || taken[key] == 0 {
			taken[strings.ToLower(name)] = n
			if key != strings.ToLower(name) {
				taken[key] = 1
			}
			return unique
		}
	}
}

// asciiName is the name for programs that know no other letters.
func asciiName(name string) string {
	return strings.Map(func(r rune) rune {
		if r > 0x7E || r < 0x20 || strings.ContainsRune(`()\`, r) {
			return '_'
		}
		return r
	}, name)
}

// attachmentEntries are what the catalog says of the attachments: a tree of
// their names, in the order of their bytes, and which files belong to the
// whole document.
func attachmentEntries(list []attached) string {
	if len(list) == 0 {
		return ""
	}
	var names, files strings.Builder
	for _, a := range list {
		fmt.Fprintf(&files, " %d 0 R", a.spec)
	}
	sorted := slices.SortedFunc(slices.Values(list), func(a, b attached) int { return cmp.Compare(utf16BE(a.name), utf16BE(b.name)) })
	for _, a := range sorted {
		fmt.Fprintf(&names, "\n<%s> %d 0 R", hexUTF16(a.name), a.spec)
	}
	return "/Names <</EmbeddedFiles <</Names [" + names.String() + "\n]>>>>\n/AF [" + files.String() + " ]\n"
}

// pdfTime writes an instant with its zone.
func pdfTime(t time.Time) string {
	_, offset := t.Zone()
	sign := '+'
	if offset < 0 {
		sign, offset = '-', -offset
	}
	return fmt.Sprintf("%s%c%02d'%02d'", t.Format(gofpdfDate), sign, offset/3600, offset/60%60)
}
