package evidence

import (
	"archive/zip"
	"cmp"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// Limits of an archive, against files that unpack to fill the disk.
const (
	maxZipFiles  = 20_000
	maxZipText   = 32 << 20 // of all texts together
	maxZipRatio  = 200      // unpacked to packed bytes of one file beyond zipRatioFrom
	zipRatioFrom = 1 << 20
)

// The problem codes of archives.
const (
	problemZipFiles = "zip_many_files"
	problemZipBomb  = "zip_too_large" // unpacks to more than is read
	problemZipCut   = "zip_broken"
)

// mediaFile is a file of an archive that messages carry.
type mediaFile struct {
	entry string // name in the archive
	seqs  []int  // of the messages
}

// readZip reads the chat in an archive: a phone's text among its pictures, or
// the files of one chat of Telegram, Messenger or Instagram. Byte ranges count
// in the unpacked file that a message names. Archives inside are left alone.
func (r *Readers) readZip(original io.ReadSeeker, size int64, found sniffed, opt Options, now time.Time) Reading {
	out := Reading{Kind: found.kind, Format: found.format, MediaType: found.mediaType}
	at, ok := original.(io.ReaderAt)
	if !ok {
		return out
	}
	archive, err := zip.NewReader(at, size)
	if err != nil {
		out.Problem = problemZipCut
		return out
	}
	if len(archive.File) > maxZipFiles {
		out.Problem = problemZipFiles
		return out
	}
	z := zipChats{r: r, opt: opt, now: now, budget: maxZipText, threads: map[string]*Reading{}}
	files := inOrder(archive.File)
	for _, first := range []bool{true, false} { // what was chosen must not fall victim to the budget
		for _, f := range files {
			if z.wanted(f.Name) == first {
				z.add(f)
			}
		}
	}
	chat, ok := z.chosen()
	if !ok {
		out.Problem = z.problem
		return out
	}
	chat.MediaType = found.mediaType
	if chat.Problem == "" {
		chat.Problem = z.problem
	}
	r.chat.knowing(opt).finish(&chat, opt)
	chat.media = mediaOf(archive.File, chat.Messages)
	return chat
}

// inOrder sorts the files so that the parts of a chat follow each other:
// message_2.json before message_10.json.
func inOrder(files []*zip.File) []*zip.File {
	files = slices.Clone(files)
	slices.SortStableFunc(files, func(a, b *zip.File) int {
		return cmp.Or(strings.Compare(path.Dir(a.Name), path.Dir(b.Name)), cmp.Compare(partNo(a.Name), partNo(b.Name)))
	})
	return files
}

// partNo is the number at the end of a file's name, or 1.
func partNo(name string) int {
	name = strings.TrimSuffix(path.Base(name), path.Ext(name))
	digits := name[len(strings.TrimRight(name, "0123456789")):]
	if n, err := strconv.Atoi(digits); err == nil {
		return n
	}
	return 1
}

// zipChats gathers the chats of an archive by the folder that each is in.
type zipChats struct {
	r       *Readers
	opt     Options
	now     time.Time
	budget  int
	problem string
	threads map[string]*Reading
	order   []string
}

// wanted tells whether a file belongs to the chat that the seller chose.
func (z *zipChats) wanted(name string) bool {
	id := z.opt.Choices.Chat
	return id != "" && (id == path.Dir(name) || strings.HasPrefix(id, name+"#"))
}

func (z *zipChats) add(f *zip.File) {
	ext := strings.ToLower(path.Ext(f.Name))
	if f.FileInfo().IsDir() || !slices.Contains([]string{".txt", ".json", ".html"}, ext) || ext == ".txt" && len(z.threads) > 0 {
		return
	}
	if bomb(f) || f.UncompressedSize64 > uint64(max(z.budget, 0)) {
		z.problem = problemZipBomb
		return
	}
	raw, err := unpack(f, z.budget)
	z.budget -= len(raw)
	if err != nil || tooManyLines(raw) {
		z.problem = problemZipBomb
		return
	}
	opt := z.opt
	opt.Choices.People, opt.Choices.Chat = nil, "" // of the merged chat, later
	if strings.HasPrefix(z.opt.Choices.Chat, f.Name+"#") {
		opt.Choices.Chat = z.opt.Choices.Chat[len(f.Name)+1:]
	}
	chat, ok := z.read(ext, raw, opt)
	if !ok || chat.Kind != Chat {
		return
	}
	for i := range chat.Messages {
		chat.Messages[i].Entry = f.Name
	}
	for i := range chat.chats {
		chat.chats[i].ID = f.Name + "#" + chat.chats[i].ID
	}
	z.merge(path.Dir(f.Name), chat)
}

func (z *zipChats) read(ext string, raw []byte, opt Options) (Reading, bool) {
	switch ext {
	case ".json":
		return z.r.chat.readJSONChat(raw, opt, z.now)
	case ".html":
		return z.r.chat.readTelegramHTML(raw, opt, z.now)
	}
	chat, strong, ok := z.r.chat.read(splitLines(raw), opt, z.now)
	return chat, ok && strong
}

// merge adds a part to the chat of its folder.
func (z *zipChats) merge(dir string, part Reading) {
	whole, ok := z.threads[dir]
	if !ok {
		z.threads[dir] = &part
		z.order = append(z.order, dir)
		return
	}
	if whole.Format != part.Format {
		return
	}
	whole.Messages = append(whole.Messages, part.Messages...)
	whole.Problem = cmp.Or(whole.Problem, part.Problem)
	whole.chats = append(whole.chats, part.chats...)
}

// chosen is the chat that the seller chose, else the longest one.
func (z *zipChats) chosen() (Reading, bool) {
	if len(z.order) == 0 {
		return Reading{}, false
	}
	best := z.order[0]
	var all []ChatChoice
	picked := false
	for _, dir := range z.order {
		chat := z.threads[dir]
		all = append(all, ChatChoice{ID: dir, Name: path.Base(dir), Messages: len(chat.Messages)})
		if id := z.opt.Choices.Chat; id != "" && (id == dir || strings.HasPrefix(id, dir+"/")) {
			best, picked = dir, true
		} else if !picked && len(chat.Messages) > len(z.threads[best].Messages) {
			best = dir
		}
	}
	out := *z.threads[best]
	if out.Format != formatTelegram || len(out.chats) == 0 {
		sortParts(&out)
	}
	if len(all) > 1 && len(out.chats) == 0 {
		out.chats = all
		if !picked {
			out.Problem = cmp.Or(out.Problem, problemChatMany)
		}
	}
	return out, true
}

// sortParts sorts messages that came from several files.
func sortParts(out *Reading) {
	if first := out.Messages[0].Entry; first != out.Messages[len(out.Messages)-1].Entry {
		sortByTime(out)
	}
}

// bomb tells a file that claims to unpack to much more than it takes.
func bomb(f *zip.File) bool {
	return f.UncompressedSize64 > zipRatioFrom && f.UncompressedSize64/maxZipRatio > f.CompressedSize64
}

// unpack reads a file of an archive, whatever size the archive claims for it.
// What it could read comes back with an error, too, and counts.
func unpack(f *zip.File, limit int) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	raw, err := io.ReadAll(io.LimitReader(r, int64(limit)+1))
	if err == nil && len(raw) > limit {
		err = io.ErrShortBuffer
	}
	return raw, err
}

// mediaOf finds the files that messages name: beside the text, under the path
// that is given, or alone of that name in the archive.
func mediaOf(files []*zip.File, messages []Message) []mediaFile {
	exact, byBase := map[string]int{}, map[string]int{}
	for i, f := range files {
		exact[slashed(f.Name)] = i
		base := path.Base(slashed(f.Name))
		if _, twice := byBase[base]; twice {
			byBase[base] = -1
		} else {
			byBase[base] = i
		}
	}
	var out []mediaFile
	known := map[int]int{}
	for _, m := range messages {
		if m.Media == "" {
			continue
		}
		name := slashed(m.Media)
		i, ok := exact[path.Join(path.Dir(slashed(m.Entry)), name)]
		if !ok {
			i, ok = exact[name]
		}
		if !ok {
			i, ok = byBase[path.Base(name)]
		}
		if !ok || i < 0 || files[i].FileInfo().IsDir() || files[i].Name == m.Entry {
			continue
		}
		k, seen := known[i]
		if !seen {
			k = len(out)
			known[i] = k
			out = append(out, mediaFile{entry: files[i].Name})
		}
		out[k].seqs = append(out[k].seqs, m.Seq)
	}
	return out
}

func slashed(name string) string { return strings.ReplaceAll(name, "\\", "/") }

// mediaName is the last part of a name in an archive, without what no file
// should be called.
func mediaName(entry string) string {
	name := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || isMark(r) || strings.ContainsRune(`<>:"|?*`, r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(path.Base(slashed(entry)), "\uFFFD"))
	if name = strings.Trim(name, ". "); name == "" || name == "/" {
		return "file"
	}
	return shortened(name, maxSender)
}
