package evidence

import (
	"container/list"
	"context"
	"image"
	_ "image/jpeg" // thumbnails and page pictures are JPEG files
	"os"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/evidence"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// Limits of thumbnails.
const (
	keptThumbs   = 64 << 20 // bytes of pictures that are kept
	thumbsAtOnce = 2        // made at the same time
)

// Thumbs makes thumbnails, those asked for last first, and keeps the last ones
// that were looked at, so that a page that is made anew does not flicker. It is
// used on the window's thread.
type Thumbs struct {
	tasks   *kit.Tasks
	service Thumber

	kept    map[string]*list.Element // of *keptThumb
	recent  *list.List               // the last looked at in front
	bytes   int
	wanted  map[string]*wantedThumb
	queue   []*wantedThumb // the last one is made next
	running int
}

// keptThumb is a picture that was made.
type keptThumb struct {
	key     string
	picture image.Image
}

// wantedThumb is a picture that somebody waits for.
type wantedThumb struct {
	key     string
	e       evidence.Exhibit
	waiting []*Thumb
	cancel  context.CancelFunc // nil until it is being made
}

// Thumber makes the small picture of an exhibit and returns its path.
type Thumber interface {
	Thumb(ctx context.Context, e evidence.Exhibit) (string, error)
}

// NewThumbs returns a maker of thumbnails.
func NewThumbs(tasks *kit.Tasks, service Thumber) *Thumbs {
	return &Thumbs{
		tasks: tasks, service: service, kept: map[string]*list.Element{}, recent: list.New(), wanted: map[string]*wantedThumb{},
	}
}

// Thumb is a small picture of a photo. It shows its number until the picture
// is made.
type Thumb struct {
	widget.BaseWidget
	size    fyne.Size
	onTap   func()
	stack   *fyne.Container
	caption *kit.Text

	from *Thumbs
	want *wantedThumb // nil when it waits for nothing
}

// New returns the thumbnail of e; its picture is made in the background.
func (m *Thumbs) New(e evidence.Exhibit, size fyne.Size, onTap func()) *Thumb {
	t := &Thumb{size: size, onTap: onTap, caption: kit.Small(e.Label()).Aligned(fyne.TextAlignCenter), from: m}
	t.stack = container.NewStack(kit.OnColor(theme.ColorNeutralBack, container.NewCenter(t.caption)))
	t.ExtendBaseWidget(t)
	if e.Problem != "" {
		t.caption.SetText(kit.T("viewer.no_picture"))
		return t
	}
	key := e.SHA256 + "/" + strconv.Itoa(e.Picture.Turn)
	if picture := m.find(key); picture != nil {
		t.show(picture)
		return t
	}
	w := m.wanted[key]
	if w == nil {
		w = &wantedThumb{key: key, e: e}
		m.wanted[key] = w
	}
	if w.cancel == nil {
		m.queue = append(slices.DeleteFunc(m.queue, func(o *wantedThumb) bool { return o == w }), w)
	}
	w.waiting = append(w.waiting, t)
	t.want = w
	m.next()
	return t
}

// Forget tells that nobody sees the thumbnail any more. A picture that nobody
// else waits for is not made.
func (t *Thumb) Forget() {
	w := t.want
	if w == nil {
		return
	}
	t.want = nil
	w.waiting = slices.DeleteFunc(w.waiting, func(o *Thumb) bool { return o == t })
	if len(w.waiting) > 0 {
		return
	}
	m := t.from
	delete(m.wanted, w.key)
	if w.cancel != nil {
		w.cancel()
		return
	}
	m.queue = slices.DeleteFunc(m.queue, func(o *wantedThumb) bool { return o == w })
}

// next makes the picture that was asked for last.
func (m *Thumbs) next() {
	for m.running < thumbsAtOnce && len(m.queue) > 0 {
		w := m.queue[len(m.queue)-1]
		m.queue = m.queue[:len(m.queue)-1]
		m.running++
		ctx, cancel := context.WithCancel(context.Background())
		w.cancel = cancel
		kit.Run(m.tasks, "", func(task context.Context) (image.Image, error) {
			defer cancel()
			defer context.AfterFunc(task, cancel)()
			path, err := m.service.Thumb(ctx, w.e)
			if err != nil {
				return nil, err
			}
			return decodeFile(path)
		}, func(picture image.Image, err error) {
			m.running--
			m.made(w, picture, err)
			m.next()
		})
	}
}

// made hands a picture to all who wait for it.
func (m *Thumbs) made(w *wantedThumb, picture image.Image, err error) {
	if m.wanted[w.key] == w {
		delete(m.wanted, w.key)
	}
	if err == nil {
		m.keep(w.key, picture)
	}
	for _, t := range w.waiting {
		t.want = nil
		if err != nil {
			t.caption.SetText(kit.T("viewer.no_picture"))
		} else {
			t.show(picture)
		}
	}
}

func (m *Thumbs) find(key string) image.Image {
	at := m.kept[key]
	if at == nil {
		return nil
	}
	m.recent.MoveToFront(at)
	return at.Value.(*keptThumb).picture
}

// keep remembers a picture and forgets those that nobody looked at for longest.
func (m *Thumbs) keep(key string, picture image.Image) {
	if m.find(key) != nil {
		return
	}
	m.kept[key] = m.recent.PushFront(&keptThumb{key, picture})
	for m.bytes += weight(picture); m.bytes > keptThumbs && m.recent.Len() > 1; {
		last := m.recent.Back()
		old := m.recent.Remove(last).(*keptThumb)
		delete(m.kept, old.key)
		m.bytes -= weight(old.picture)
	}
}

// weight is what a picture takes at most, here and as a texture.
func weight(m image.Image) int { return m.Bounds().Dx() * m.Bounds().Dy() * 4 }

func (t *Thumb) show(picture image.Image) {
	img := canvas.NewImageFromImage(picture)
	img.FillMode = canvas.ImageFillCover
	img.ScaleMode = canvas.ImageScaleFastest
	t.stack.Add(img)
	t.Refresh()
}

// MinSize implements fyne.CanvasObject.
func (t *Thumb) MinSize() fyne.Size { return t.size }

// Tapped implements fyne.Tappable.
func (t *Thumb) Tapped(*fyne.PointEvent) {
	if t.onTap != nil {
		t.onTap()
	}
}

// Cursor implements desktop.Cursorable.
func (t *Thumb) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements fyne.Widget.
func (t *Thumb) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.stack) }

// decodeFile reads a derived picture, off the window's thread.
func decodeFile(path string) (image.Image, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	picture, _, err := image.Decode(f)
	return picture, err
}
